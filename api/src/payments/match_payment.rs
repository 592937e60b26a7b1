//! `matchPayment`.

use super::{
    book,
    dto::{ImportedPayment, ImportedPaymentPath, MatchPayment},
    proposal::{KRONOR, Proposal},
    store,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    incoming::{Reason, State},
};

/// Says what an imported payment pays: one invoice, several, a part, or nothing yet (then it is the customer's balance).
/// It is booked when the file is confirmed.
#[utoipa::path(tag = "payments", operation_id = "matchPayment",
    params(ImportedPaymentPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = MatchPayment,
    responses((status = 200, description = "The payment", body = ImportedPayment), Problems))]
#[post("/imported-payments/{imported_payment_id}/match")]
pub async fn match_payment(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    path: Path<ImportedPaymentPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<MatchPayment>,
) -> Result<Reply, Problem> {
    let input = body.0;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_payment(tx, path.imported_payment_id).await?;
        if_match.expect(before.version)?;
        if store::state(&before)? == State::Booked {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        if before.currency == KRONOR && input.amount_ore != before.amount {
            let error = FieldError::new("/amount_ore", FieldCode::Invalid);
            return Err(Problem::fields(vec![error]).detail("a payment in kronor is booked as the amount that came in"));
        }
        customers::get_customer(tx, input.customer_id)
            .await
            .map_err(|_| Problem::field("/customer_id", FieldCode::NotFound))?;
        book::fits(tx, &book::NewPayment::of(&before, &input)).await?;
        let mut row = before.clone();
        row.version += 1;
        row.state = State::Matched.to_string();
        row.reason = Reason::Chosen.to_string();
        row.customer_id = Some(input.customer_id);
        row.proposal = serde_json::to_value(Proposal {
            amount_ore: Some(input.amount_ore),
            fee_ore: input.fee_ore,
            currency_difference_ore: input.currency_difference_ore,
            parts: input.parts.clone(),
        })
        .map_err(Problem::internal)?;
        store::save_payment(tx, &row).await?;
        let event = Event::new(EventKind::PaymentMatched, EntityKind::PaymentImport, row.import_id).changed(
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
