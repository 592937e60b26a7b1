//! `confirmPayments`.

use super::{
    dto::{ConfirmPayments, ConfirmResult, MatchPayment, PaymentImportPath},
    entity::{imported_payment, payment_import},
    proposal::{self, Proposal},
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
    invoices::{self, NewPayment},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::incoming::{Reason, State};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, QuerySelect};

/// The most payments that are booked in one transaction: others want to write too.
const MOST_AT_ONCE: u64 = 500;

/// Books the matched payments of a file, or some of them; at most 500 at a time. One whose invoices have changed
/// meanwhile is not booked but put up for review again.
#[utoipa::path(tag = "payments", operation_id = "confirmPayments",
    params(PaymentImportPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = ConfirmPayments,
    responses((status = 200, description = "What was booked", body = ConfirmResult), Problems))]
#[post("/payment-imports/{import_id}/confirm")]
pub async fn confirm_payments(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    path: Path<PaymentImportPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ConfirmPayments>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_import(tx, path.import_id).await?;
        if_match.expect(before.version)?;
        let rows = matched(tx, &before, &body.0).await?;
        let mut confirmed = Confirmed::default();
        for row in rows {
            confirmed.take(tx, row).await?;
        }
        let mut row = before.clone();
        row.version += 1;
        tx.update::<payment_import::Entity, _>(payment_import::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let result = ConfirmResult {
            import: store::view_one(tx, row.clone(), &auth).await?,
            booked_count: confirmed.booked,
            changed_count: confirmed.changed,
        };
        let reply = Reply::ok(&result)?.version(row.version);
        let mut events = confirmed.events.into_iter();
        Ok(match events.next() {
            Some(first) => events.fold(Done::new(first, reply), Done::and),
            None => Done::silent("no payment could be booked", reply),
        })
    })
    .await
}

async fn matched(
    tx: &WriteTx,
    import: &payment_import::Model,
    input: &ConfirmPayments,
) -> Result<Vec<imported_payment::Model>, Problem> {
    use imported_payment::Column as C;
    let mut find = tx.find::<imported_payment::Entity>().filter(C::ImportId.eq(import.id));
    if let Some(ids) = &input.imported_payment_ids {
        find = find.filter(C::Id.is_in(ids.iter().copied()));
        let there = find.clone().count().await?;
        if there < u64::try_from(ids.len()).unwrap_or(u64::MAX) {
            return Err(Problem::field("/imported_payment_ids", FieldCode::NotFound));
        }
    }
    let rows = find
        .filter(C::State.eq(State::Matched.as_str()))
        .with(|q| q.order_by_asc(C::Position).limit(MOST_AT_ONCE))
        .for_update()
        .all()
        .await?;
    if rows.is_empty() {
        return Err(Problem::new(Code::NotAllowedInStatus).detail("no payment of the file is matched"));
    }
    Ok(rows)
}

#[derive(Default)]
struct Confirmed {
    booked: i32,
    changed: i32,
    events: Vec<Event>,
}

impl Confirmed {
    async fn take(&mut self, tx: &WriteTx, mut row: imported_payment::Model) -> Result<(), Problem> {
        row.version += 1;
        match fitting(tx, &row).await? {
            Some(new) => {
                let booked = invoices::book_told(tx, &new).await?;
                row.state = State::Booked.to_string();
                row.payment_id = Some(booked.payment.id);
                self.events.extend(booked.events);
                self.booked += 1;
            }
            None => {
                row.state = State::Suggested.to_string();
                row.reason = Reason::AmountDiffers.to_string();
                self.changed += 1;
            }
        }
        store::save_payment(tx, &row).await
    }
}

/// What a row is booked as; none when it no longer fits.
async fn fitting(tx: &WriteTx, row: &imported_payment::Model) -> Result<Option<NewPayment>, Problem> {
    let Some(new) = new_payment(row)? else { return Ok(None) };
    match invoices::fits(tx, &new).await {
        Ok(_) => Ok(Some(new)),
        Err(refused) if matches!(refused.code, Code::InvalidFields | Code::Overpayment) => Ok(None),
        Err(other) => Err(other),
    }
}

fn new_payment(row: &imported_payment::Model) -> Result<Option<NewPayment>, Problem> {
    let proposal = Proposal::of(row)?;
    Ok(row
        .customer_id
        .zip(proposal.amount_ore)
        .map(|(customer_id, amount_ore)| {
            let input = MatchPayment {
                customer_id,
                amount_ore,
                fee_ore: proposal.fee_ore,
                currency_difference_ore: proposal.currency_difference_ore,
                parts: proposal.parts,
            };
            proposal::new_payment(row, &input)
        }))
}
