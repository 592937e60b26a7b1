//! `removeDeductionPayout`.

use super::{
    books,
    claim_dto::{DeductionPayout, DeductionPayoutPath, RemoveDeductionPayout},
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    deductions::{
        cases::{self, NewEvent},
        deduction_case, deduction_case_event, deduction_payout,
    },
    http::{Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Path, Problem, Problems, Reply, perm},
    invoices::received,
    payments::{self, imported_payment},
    store::{Done, Event, ReadTx, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    deduction::CaseEvent,
    event::{EntityKind, EventKind},
    money::Ore,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use uuid::Uuid;

/// Takes back a payout that was entered by mistake, for all its cases; its voucher is corrected by one of today. Nothing is
/// deleted. If it came from a file of the bank's, it waits there again.
#[utoipa::path(tag = "deductions", operation_id = "removeDeductionPayout",
    params(DeductionPayoutPath, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = RemoveDeductionPayout,
    responses((status = 200, description = "The payout and its cases", body = DeductionPayout), Problems))]
#[post("/deduction-payouts/{payout_id}/remove")]
pub async fn remove_deduction_payout(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    path: Path<DeductionPayoutPath>,
    command: Command,
    body: Json<RemoveDeductionPayout>,
) -> Result<Reply, Problem> {
    let reason = body.0.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field("/reason", FieldCode::Required));
    }
    app.write(&auth, &command, async |tx| {
        let parts = parts_of(tx, path.payout_id).await?;
        let ids: Vec<Uuid> = parts.iter().map(|p| p.case_id).collect();
        let cases = store::lock_cases(tx, &ids, |_| String::new()).await?;
        let before = lock(tx, path.payout_id).await?;
        let mut rows = Vec::with_capacity(cases.len());
        for (of, part) in cases.iter().zip(&parts) {
            rows.push(take_back(tx, of, part, &reason, auth.user_id).await?);
        }
        let row = deduction_payout::Model {
            removed_on: Some(tx.today()),
            removed_reason: reason.clone(),
            imported_payment_id: None,
            ..before.clone()
        };
        let own = deduction_payout::ActiveModel::from(row.clone()).reset_all();
        tx.update::<deduction_payout::Entity, _>(own).await?;
        if let Some(id) = before.imported_payment_id {
            payments::wait_again(tx, imported_payment::Column::Id.eq(id)).await?;
        }
        books::payout_removed(tx, &before).await?;
        let event = Event::new(EventKind::DeductionPayoutRemoved, EntityKind::DeductionPayout, row.id).changed(
            "deduction_payout",
            Some(&before),
            &row,
        );
        let view = DeductionPayout {
            id: row.id,
            paid_on: row.paid_on,
            amount_ore: row.amount_ore,
            reference: row.reference,
            cases: store::items(tx, rows).await?,
        };
        Ok(Done::new(event, Reply::ok(&view)?))
    })
    .await
}

/// What of a payout went to which case.
async fn parts_of(tx: &ReadTx, payout_id: Uuid) -> Result<Vec<deduction_case_event::Model>, Problem> {
    use deduction_case_event::Column as E;
    Ok(tx
        .find::<deduction_case_event::Entity>()
        .filter(E::PayoutId.eq(payout_id))
        .filter(E::Kind.eq(CaseEvent::PaidOut.as_str()))
        .with(|q| q.order_by_asc(E::Id))
        .all()
        .await?)
}

async fn lock(tx: &WriteTx, id: Uuid) -> Result<deduction_payout::Model, Problem> {
    let row = tx
        .find::<deduction_payout::Entity>()
        .filter(deduction_payout::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    // What was paid back to the tax agency is no payout of theirs.
    if row.removed_on.is_some() || row.amount_ore < 0 {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    Ok(row)
}

async fn take_back(
    tx: &WriteTx,
    of: &OfInvoice,
    part: &deduction_case_event::Model,
    reason: &str,
    user_id: Uuid,
) -> Result<deduction_case::Model, Problem> {
    let mut case = of.case.clone();
    case.paid_out_ore -= part.amount_ore;
    if cases::sums(&case).kept_ore() < Ore::ZERO {
        return Err(Problem::new(Code::InUse).detail("some of the payout was repaid since: it came in, then"));
    }
    // It waits for money again, so there is something left to be done.
    case.closed_at = None;
    let case = cases::put(tx, case, &received(tx, &of.invoice).await?).await?;
    let event = NewEvent {
        note: reason.to_owned(),
        payout_id: part.payout_id,
        created_by: Some(user_id),
        ..NewEvent::of(CaseEvent::PayoutRemoved, part.amount_ore)
    };
    cases::note(tx, &case, event).await?;
    Ok(case)
}
