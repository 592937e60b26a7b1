//! What changed what a customer owed, and what was owed when a period begins?
//!
//! Invoices and credit notes as they were issued, money as it came and went, and what was written off. What sets an
//! invoice against a credit note changes nothing of what is owed in all, and neither does placing a payment.

use super::dto::{AccountStatement, GetAccountStatement, StatementRow};
use crate::{
    customers::customer,
    http::{FieldCode, Problem},
    invoices::{invoice, payment, settlement},
    store::{ReadTx, Scoped},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    invoice as invoice_kind,
    money::Ore,
    settlement as settled,
    statement::{self, Entry, Kind},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

/// So many rows a statement has at most: a longer period is asked for in parts.
const MOST: usize = 5000;

/// What else is known of an entry.
struct Of {
    invoice_id: Option<Uuid>,
    payment_id: Option<Uuid>,
    number: Option<String>,
    due_on: Option<NaiveDate>,
    reference: String,
}

/// The statement of a customer.
///
/// # Errors
/// A period that ends before it begins, or holds too much.
pub(super) async fn of(
    tx: &ReadTx,
    customer: &customer::Model,
    q: &GetAccountStatement,
) -> Result<AccountStatement, Problem> {
    let today = tx.today();
    let to = q.to.unwrap_or(today);
    let from = q.from.unwrap_or(NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to));
    if to < from {
        return Err(Problem::field("to", FieldCode::EndBeforeStart));
    }
    let opening_ore = match from.pred_opt() {
        Some(before) => owed(tx, customer.id, before).await?,
        None => 0,
    };
    let mut entries = invoices(tx, customer.id, from, to).await?;
    entries.extend(payments(tx, customer.id, from, to).await?);
    entries.extend(others(tx, customer.id, from, to).await?);
    if entries.len() > MOST {
        return Err(Problem::field("from", FieldCode::DateOutOfRange));
    }
    let found = statement::statement(Ore(opening_ore), entries)
        .ok_or_else(|| Problem::internal("an account beyond all sums"))?;
    Ok(AccountStatement {
        customer_id: customer.id,
        number: customer.number,
        name: customer.name.clone(),
        from,
        to,
        opening_ore,
        rows: found
            .entries
            .into_iter()
            .map(|(entry, owed)| row(entry, owed))
            .collect(),
        invoiced_ore: found.sums.invoiced_ore,
        interest_ore: found.sums.interest_ore,
        credited_ore: found.sums.credited_ore,
        deducted_ore: found.sums.deducted_ore,
        paid_ore: found.sums.paid_ore,
        written_off_ore: found.sums.written_off_ore,
        closing_ore: found.closing_ore.0,
    })
}

fn row(entry: Entry<Of>, owed: Ore) -> StatementRow {
    StatementRow {
        on: entry.on,
        kind: entry.kind,
        invoice_id: entry.of.invoice_id,
        payment_id: entry.of.payment_id,
        number: entry.of.number,
        due_on: entry.of.due_on,
        reference: entry.of.reference,
        amount_ore: entry.amount_ore.0,
        balance_ore: owed.0,
    }
}

fn issued(tx: &ReadTx, customer_id: Uuid) -> Scoped<'_, invoice::Entity> {
    use invoice::Column as C;
    tx.find::<invoice::Entity>()
        .filter(C::CustomerId.eq(customer_id).and(C::Number.is_not_null()))
}

/// What a payment takes from what is owed: the money, what the bank kept of it, and what the rate of exchange took.
fn whole() -> SimpleExpr {
    use payment::Column as C;
    [C::FeeOre, C::CurrencyDifferenceOre]
        .into_iter()
        .fold(Expr::col(C::AmountOre), |sum, c| sum.add(Expr::col(c)))
}

/// What else changed what a customer owes of its invoices: write-offs and tax deductions.
fn other_changes(tx: &ReadTx, customer_id: Uuid) -> Scoped<'_, settlement::Entity> {
    use settlement::Column as C;
    let theirs: SelectStatement = issued(tx, customer_id)
        .with(|q| q.select_only().column(invoice::Column::Id))
        .into_query();
    tx.find::<settlement::Entity>().filter(
        C::Kind
            .is_in([settled::Kind::WriteOff, settled::Kind::Deduction].map(settled::Kind::as_str))
            .and(C::InvoiceId.in_subquery(theirs)),
    )
}

#[derive(FromQueryResult)]
struct Sum {
    sum_ore: Option<i64>,
}

async fn sum<E: EntityTrait>(find: Scoped<'_, E>, what: SimpleExpr) -> Result<i64, Problem> {
    let found: Option<Sum> = find
        .with(|q| q.select_only().expr_as(what.sum().cast_as("bigint"), "sum_ore"))
        .one_as()
        .await?;
    Ok(found.and_then(|s| s.sum_ore).unwrap_or(0))
}

/// What a customer owed at the end of a day.
async fn owed(tx: &ReadTx, customer_id: Uuid, as_of: NaiveDate) -> Result<i64, Problem> {
    use payment::Column as P;
    let invoiced = issued(tx, customer_id).filter(invoice::Column::SortIssuedOn.lte(as_of));
    let money = || tx.find::<payment::Entity>().filter(P::CustomerId.eq(customer_id));
    let others = other_changes(tx, customer_id).filter(settlement::Column::SettledOn.lte(as_of));
    Ok(sum(invoiced, Expr::col(invoice::Column::TotalOre)).await?
        - sum(money().filter(P::PaidOn.lte(as_of)), whole()).await?
        + sum(money().filter(P::RemovedOn.lte(as_of)), whole()).await?
        - sum(others, Expr::col(settlement::Column::AmountOre)).await?)
}

fn limited<E: EntityTrait>(find: Scoped<'_, E>) -> Scoped<'_, E> {
    find.with(|q| q.limit(u64::try_from(MOST).unwrap_or(u64::MAX) + 1))
}

async fn invoices(tx: &ReadTx, customer_id: Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry<Of>>, Problem> {
    use invoice::Column as C;
    let rows = limited(issued(tx, customer_id).filter(C::SortIssuedOn.between(from, to)))
        .with(|q| q.order_by_asc(C::Number))
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let kind: invoice_kind::Kind = row.kind.parse().map_err(Problem::internal)?;
            Ok(Entry {
                on: row.sort_issued_on,
                kind: match kind {
                    invoice_kind::Kind::CreditNote => Kind::CreditNote,
                    invoice_kind::Kind::Interest => Kind::Interest,
                    _ => Kind::Invoice,
                },
                amount_ore: Ore(row.total_ore),
                of: Of {
                    invoice_id: Some(row.id),
                    payment_id: None,
                    number: row.number,
                    due_on: row.due_on.filter(|_| kind != invoice_kind::Kind::CreditNote),
                    reference: String::new(),
                },
            })
        })
        .collect()
}

async fn payments(tx: &ReadTx, customer_id: Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry<Of>>, Problem> {
    use payment::Column as C;
    let within = C::PaidOn.between(from, to).or(C::RemovedOn.between(from, to));
    let rows = limited(
        tx.find::<payment::Entity>()
            .filter(C::CustomerId.eq(customer_id).and(within)),
    )
    .with(|q| q.order_by_asc(C::CreatedAt).order_by_asc(C::Id))
    .all()
    .await?;
    let mut entries = Vec::new();
    for row in rows {
        let amount = row.amount_ore + row.fee_ore + row.currency_difference_ore;
        let entry = |on, kind, ore| Entry {
            on,
            kind,
            amount_ore: Ore(ore),
            of: Of {
                invoice_id: None,
                payment_id: Some(row.id),
                number: None,
                due_on: None,
                reference: row.reference.clone(),
            },
        };
        if (from..=to).contains(&row.paid_on) {
            let kind = if amount < 0 { Kind::Refund } else { Kind::Payment };
            entries.push(entry(row.paid_on, kind, -amount));
        }
        if let Some(on) = row.removed_on.filter(|on| (from..=to).contains(on)) {
            entries.push(entry(on, Kind::PaymentRemoved, amount));
        }
    }
    Ok(entries)
}

async fn others(tx: &ReadTx, customer_id: Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry<Of>>, Problem> {
    use settlement::Column as C;
    let rows = limited(other_changes(tx, customer_id).filter(C::SettledOn.between(from, to)))
        .with(|q| q.order_by_asc(C::CreatedAt).order_by_asc(C::Id))
        .all()
        .await?;
    let numbers: Vec<(Uuid, Option<String>)> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(rows.iter().map(|r| r.invoice_id)))
        .all()
        .await?
        .into_iter()
        .map(|i| (i.id, i.number))
        .collect();
    let number = |id| {
        numbers
            .iter()
            .find(|(known, _)| *known == id)
            .and_then(|(_, n)| n.clone())
    };
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            on: row.settled_on,
            kind: if row.kind == settled::Kind::Deduction.as_str() {
                Kind::Deduction
            } else if row.corrects_id.is_some() {
                Kind::WriteOffReversed
            } else {
                Kind::WriteOff
            },
            amount_ore: Ore(-row.amount_ore),
            of: Of {
                invoice_id: Some(row.invoice_id),
                payment_id: None,
                number: number(row.invoice_id),
                due_on: None,
                reference: row.note,
            },
        })
        .collect())
}
