//! How are imported files and their payments found and shown?

use super::{
    dto::{
        CurrencySum, ImportedPayment, ImportedPaymentAction, PaymentCounts, PaymentImport, PaymentImportAction,
        ProposedPart,
    },
    entity::{imported_payment, payment_import},
    file,
    proposal::{KRONOR, Proposal},
};
use crate::{
    customers::customer,
    deductions,
    http::{Caller, Problem},
    invoices::{self, dto::PaymentPart, invoice},
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    incoming::{Reason, State},
    permission::Permission,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An imported file.
///
/// # Errors
/// `not_found`.
pub async fn get_import(tx: &ReadTx, id: Uuid) -> Result<payment_import::Model, Problem> {
    tx.find::<payment_import::Entity>()
        .filter(payment_import::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// An imported file, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn lock_import(tx: &WriteTx, id: Uuid) -> Result<payment_import::Model, Problem> {
    tx.find::<payment_import::Entity>()
        .filter(payment_import::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// An imported payment, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn lock_payment(tx: &WriteTx, id: Uuid) -> Result<imported_payment::Model, Problem> {
    tx.find::<imported_payment::Entity>()
        .filter(imported_payment::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Stores a changed imported payment.
///
/// # Errors
/// The database's.
pub async fn save_payment(tx: &WriteTx, row: &imported_payment::Model) -> Result<(), Problem> {
    Ok(tx
        .update::<imported_payment::Entity, _>(imported_payment::ActiveModel::from(row.clone()).reset_all())
        .await?)
}

/// What came from the bank came all the same: it is to be looked at again.
///
/// # Errors
/// The database's.
pub async fn wait_again(tx: &WriteTx, is: impl Into<Condition> + Send) -> Result<(), Problem> {
    use imported_payment::Column as C;
    let is = is.into();
    tx.update_where::<imported_payment::Entity>(|q| {
        q.col_expr(C::State, Expr::value(State::Suggested.as_str()))
            .col_expr(C::Reason, Expr::value(Reason::Removed.as_str()))
            .col_expr(C::PaymentId, Expr::value(None::<Uuid>))
            .col_expr(C::Version, Expr::col(C::Version).add(1))
            .filter(is)
    })
    .await?;
    Ok(())
}

/// A row's state.
///
/// # Errors
/// When the database holds another word.
pub fn state(row: &imported_payment::Model) -> Result<State, Problem> {
    row.state.parse().map_err(Problem::internal)
}

#[derive(FromQueryResult)]
struct Sum {
    import_id: Uuid,
    state: String,
    currency: String,
    n: i64,
    amount: i64,
    first_on: NaiveDate,
    last_on: NaiveDate,
}

/// Imported files as the caller sees them.
///
/// # Errors
/// The database's.
pub async fn view_imports(
    tx: &ReadTx,
    rows: Vec<payment_import::Model>,
    caller: &Caller,
) -> Result<Vec<PaymentImport>, Problem> {
    use imported_payment::Column as C;
    let sums: Vec<Sum> = tx
        .find::<imported_payment::Entity>()
        .filter(C::ImportId.is_in(rows.iter().map(|r| r.id)))
        .with(|q| {
            q.select_only()
                .columns([C::ImportId, C::State, C::Currency])
                .expr_as(Expr::col(C::Id).count().cast_as("bigint"), "n")
                .expr_as(Expr::col(C::Amount).sum().cast_as("bigint"), "amount")
                .expr_as(Expr::col(C::PaidOn).min(), "first_on")
                .expr_as(Expr::col(C::PaidOn).max(), "last_on")
                .group_by(C::ImportId)
                .group_by(C::State)
                .group_by(C::Currency)
        })
        .all_as()
        .await?;
    rows.into_iter()
        .map(|row| {
            let own: Vec<&Sum> = sums.iter().filter(|s| s.import_id == row.id).collect();
            view_import(row, &own, caller)
        })
        .collect()
}

fn view_import(row: payment_import::Model, own: &[&Sum], caller: &Caller) -> Result<PaymentImport, Problem> {
    let mut counts = PaymentCounts::default();
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for sum in own {
        let count = match sum.state.parse().map_err(Problem::internal)? {
            State::Matched => &mut counts.matched,
            State::Suggested => &mut counts.suggested,
            State::Unmatched => &mut counts.unmatched,
            State::SetAside => &mut counts.set_aside,
            State::Booked => &mut counts.booked,
        };
        *count += sum.n;
        *sums.entry(&sum.currency).or_default() += sum.amount;
    }
    let confirmable = counts.matched > 0 && caller.may(Permission::PaymentsWrite);
    Ok(PaymentImport {
        id: row.id,
        version: row.version,
        format: file::format(&row.format)?,
        file_name: row.file_name,
        payment_count: row.payment_count,
        known_count: row.known_count,
        counts,
        sums: sums
            .into_iter()
            .map(|(currency, amount)| CurrencySum {
                currency: currency.to_owned(),
                amount,
            })
            .collect(),
        first_on: own.iter().map(|s| s.first_on).min(),
        last_on: own.iter().map(|s| s.last_on).max(),
        imported_at: row.imported_at,
        actions: if confirmable {
            vec![PaymentImportAction::Confirm]
        } else {
            Vec::new()
        },
    })
}

/// An imported file as the caller sees it.
///
/// # Errors
/// The database's.
pub async fn view_one(tx: &ReadTx, row: payment_import::Model, caller: &Caller) -> Result<PaymentImport, Problem> {
    let mut views = view_imports(tx, vec![row], caller).await?;
    views.pop().ok_or_else(Problem::not_found)
}

/// Imported payments as the caller sees them.
///
/// # Errors
/// The database's.
pub async fn view_payments(
    tx: &ReadTx,
    rows: Vec<imported_payment::Model>,
    caller: &Caller,
) -> Result<Vec<ImportedPayment>, Problem> {
    let awaited = caller.may(Permission::PaymentsWrite) && deductions::cases::is_money_awaited(tx).await?;
    let mut proposals = Vec::with_capacity(rows.len());
    for row in &rows {
        proposals.push(Proposal::of(row)?);
    }
    let ids = proposals.iter().flat_map(|p| &p.parts).map(|p| p.invoice_id);
    let invoices: BTreeMap<Uuid, invoice::Model> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(ids))
        .all()
        .await?
        .into_iter()
        .map(|i| (i.id, i))
        .collect();
    let customers: BTreeMap<Uuid, String> = tx
        .find::<customer::Entity>()
        .filter(customer::Column::Id.is_in(rows.iter().filter_map(|r| r.customer_id)))
        .with(|q| q.order_by_asc(customer::Column::Number))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c.name))
        .collect();
    rows.into_iter()
        .zip(proposals)
        .map(|(row, proposal)| {
            let payout = awaited && row.currency == KRONOR && row.amount > 0;
            let mut view = view_payment(row, proposal, &invoices, &customers, caller)?;
            if payout && view.state != State::Booked {
                view.actions.push(ImportedPaymentAction::RegisterPayout);
            }
            Ok(view)
        })
        .collect()
}

fn view_payment(
    row: imported_payment::Model,
    proposal: Proposal,
    invoices: &BTreeMap<Uuid, invoice::Model>,
    customers: &BTreeMap<Uuid, String>,
    caller: &Caller,
) -> Result<ImportedPayment, Problem> {
    let state = state(&row)?;
    let part = |p: &PaymentPart| {
        invoices.get(&p.invoice_id).map(|i| ProposedPart {
            invoice_id: i.id,
            number: i.number.clone(),
            customer_name: i.customer_name.clone(),
            open_ore: invoices::open(i),
            amount_ore: p.amount_ore,
        })
    };
    Ok(ImportedPayment {
        state,
        reason: row.reason.parse().map_err(Problem::internal)?,
        references: serde_json::from_value(row.given_references).map_err(Problem::internal)?,
        customer_name: row.customer_id.and_then(|id| customers.get(&id).cloned()),
        parts: proposal.parts.iter().filter_map(part).collect(),
        actions: if caller.may(Permission::PaymentsWrite) {
            actions(state)
        } else {
            Vec::new()
        },
        amount_ore: proposal.amount_ore,
        fee_ore: proposal.fee_ore,
        currency_difference_ore: proposal.currency_difference_ore,
        id: row.id,
        version: row.version,
        import_id: row.import_id,
        line: row.line,
        paid_on: row.paid_on,
        account: row.account,
        currency: row.currency,
        amount: row.amount,
        fee: row.fee,
        message: row.message,
        payer_name: row.payer_name,
        bank_reference: row.bank_reference,
        customer_id: row.customer_id,
        payment_id: row.payment_id,
    })
}

fn actions(state: State) -> Vec<ImportedPaymentAction> {
    use ImportedPaymentAction::{Match, SetAside, TakeUp};
    match state {
        State::Matched | State::Suggested | State::Unmatched => vec![Match, SetAside],
        State::SetAside => vec![Match, TakeUp],
        State::Booked => Vec::new(),
    }
}
