//! `reverseWriteOff`.

use super::{
    books,
    credit_dto::{ReverseWriteOff, SettlementPath},
    dto::Invoice,
    entity::settlement,
    settle::{NewSettlement, settle},
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
    invoice::Action,
    settlement::Kind,
};
use sea_orm::{
    ColumnTrait,
    sea_query::{Condition, ExprTrait},
};

/// Takes a write-off back by a correcting row: what it gave up is left to pay again.
#[utoipa::path(tag = "invoices", operation_id = "reverseWriteOff",
    params(SettlementPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = ReverseWriteOff,
    responses((status = 200, description = "The invoice", body = Invoice), Problems))]
#[post("/invoices/{invoice_id}/write-offs/{settlement_id}/reverse")]
pub async fn reverse_write_off(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<SettlementPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ReverseWriteOff>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        store::allow(&before, Action::ReverseWriteOff)?;
        use settlement::Column as C;
        let is_it = C::Id.eq(path.settlement_id).and(C::InvoiceId.eq(before.id));
        let rows = tx
            .find::<settlement::Entity>()
            .filter(Condition::any().add(is_it).add(C::CorrectsId.eq(path.settlement_id)))
            .all()
            .await?;
        let written_off = rows
            .iter()
            .find(|r| r.id == path.settlement_id && r.kind == Kind::WriteOff.as_str())
            .ok_or_else(Problem::not_found)?;
        if rows.len() > 1 || written_off.corrects_id.is_some() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let change = NewSettlement {
            corrects_id: Some(written_off.id),
            note: body.0.reason.trim().to_owned(),
            ..NewSettlement::of(Kind::WriteOff, tx.today(), -written_off.amount_ore)
        };
        let row = settle(tx, &before, &change).await?;
        books::write_off_reversed(tx, &row, written_off.id).await?;
        let event = Event::new(EventKind::InvoiceWriteOffReversed, EntityKind::Invoice, row.id).changed(
            "invoice",
            Some(&before),
            &row,
        );
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}
