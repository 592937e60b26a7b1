//! `setPaymentAside`.

use super::{
    dto::{ImportedPayment, ImportedPaymentPath, SetPaymentAside},
    proposal::Proposal,
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm,
    },
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    incoming::State,
};

/// Says that an imported payment is no customer's (a repaid tax, say), or that it is after all.
#[utoipa::path(tag = "payments", operation_id = "setPaymentAside",
    params(ImportedPaymentPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = SetPaymentAside,
    responses((status = 200, description = "The payment", body = ImportedPayment), Problems))]
#[post("/imported-payments/{imported_payment_id}/set-aside")]
pub async fn set_payment_aside(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    path: Path<ImportedPaymentPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<SetPaymentAside>,
) -> Result<Reply, Problem> {
    let aside = body.0.set_aside;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_payment(tx, path.imported_payment_id).await?;
        if_match.expect(before.version)?;
        let state = store::state(&before)?;
        if state == State::Booked || (state == State::SetAside) == aside {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let mut row = before.clone();
        row.version += 1;
        row.state = match (aside, Proposal::of(&row)?.parts.is_empty()) {
            (true, _) => State::SetAside,
            (false, true) => State::Unmatched,
            (false, false) => State::Suggested,
        }
        .to_string();
        store::save_payment(tx, &row).await?;
        let event = Event::new(EventKind::PaymentSetAside, EntityKind::PaymentImport, row.import_id).changed(
            "imported_payment",
            Some(&before),
            &row,
        );
        let version = row.version;
        let view = store::view_payments(tx, vec![row], &auth).await?.pop();
        Ok(Done::new(event, Reply::ok(&view)?.version(version)))
    })
    .await
}
