//! How does money become a payment? It settles invoices, what is left is the customer's balance, and both are undone by
//! rows of their own.

use super::{
    dto::PaymentPart,
    entity::{invoice, payment},
    settle::{NewSettlement, open, settle},
    store::lock_invoices,
};
use crate::{
    bookkeeping,
    customers::customer,
    http::{Code, FieldCode, FieldError, Problem},
    store::{Event, ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::Status,
    settlement::Kind,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromQueryResult, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Money that came in, or goes out.
#[derive(Clone, Debug)]
pub struct NewPayment {
    /// Whose it is.
    pub customer_id: Uuid,
    /// On which day.
    pub paid_on: NaiveDate,
    /// What reached (or, below zero, left) the account; zero when only the customer's balance is used.
    pub amount_ore: i64,
    /// What the bank kept: it pays too.
    pub fee_ore: i64,
    /// What was lost by the rate of exchange: it pays too.
    pub currency_difference_ore: i64,
    /// The word of the way it came.
    pub method: &'static str,
    /// What the payer or the bank wrote.
    pub reference: String,
    /// The invoices.
    pub parts: Vec<PaymentPart>,
}

impl NewPayment {
    /// What it can pay.
    fn covers(&self) -> i64 {
        self.amount_ore
            .saturating_add(self.fee_ore)
            .saturating_add(self.currency_difference_ore)
    }

    /// What it leaves on (or takes from) the customer's balance.
    fn rest(&self) -> i64 {
        let parts = self.parts.iter().fold(0_i64, |sum, p| sum.saturating_add(p.amount_ore));
        self.covers().saturating_sub(parts)
    }

    fn kind(&self) -> Kind {
        if self.covers() < 0 { Kind::Refund } else { Kind::Payment }
    }
}

/// What became of it.
pub struct Booked {
    /// The payment.
    pub payment: payment::Model,
    /// The invoices as they are now, in the order of the parts.
    pub invoices: Vec<invoice::Model>,
    /// What happened, one event an invoice; without invoices one of the payment.
    pub events: Vec<Event>,
}

#[derive(FromQueryResult)]
struct Sum {
    balance: Option<i64>,
}

/// What a customer has paid too much and not got back, in öre.
///
/// # Errors
/// The database's.
pub async fn balance(tx: &ReadTx, customer_id: Uuid) -> Result<i64, Problem> {
    use payment::Column as C;
    let sum = [C::FeeOre, C::CurrencyDifferenceOre]
        .into_iter()
        .fold(Expr::col(C::AmountOre), |sum, c| sum.add(Expr::col(c)))
        .sub(Expr::col(C::SettledOre));
    let found: Option<Sum> = tx
        .find::<payment::Entity>()
        .filter(C::CustomerId.eq(customer_id).and(C::RemovedOn.is_null()))
        .with(|q| q.select_only().expr_as(sum.sum().cast_as("bigint"), "balance"))
        .one_as()
        .await?;
    Ok(found.and_then(|s| s.balance).unwrap_or(0))
}

/// Locks the customer: two payments at once may not both use the same balance.
///
/// # Errors
/// A refusal of the field `/customer_id`.
pub async fn lock_customer(tx: &WriteTx, id: Uuid) -> Result<(), Problem> {
    tx.find::<customer::Entity>()
        .filter(customer::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .map(|_| ())
        .ok_or_else(|| Problem::field("/customer_id", FieldCode::NotFound))
}

/// Refuses a payment that doesn't fit its invoices or its customer's balance.
///
/// # Errors
/// Every part that doesn't fit, or `overpayment` with the balance.
pub async fn fits(tx: &WriteTx, new: &NewPayment) -> Result<BTreeMap<Uuid, invoice::Model>, Problem> {
    lock_customer(tx, new.customer_id).await?;
    let rows = lock_invoices(tx, new.parts.iter().map(|p| p.invoice_id)).await?;
    let rows: BTreeMap<Uuid, invoice::Model> = rows.into_iter().map(|r| (r.id, r)).collect();
    let mut errors = Vec::new();
    for (i, part) in new.parts.iter().enumerate() {
        let pointer = |field: &str| format!("/parts/{i}/{field}");
        let again = new.parts[..i].iter().any(|p| p.invoice_id == part.invoice_id);
        let error = match rows.get(&part.invoice_id) {
            None => FieldError::new(pointer("invoice_id"), FieldCode::NotFound),
            Some(_) if again => FieldError::new(pointer("invoice_id"), FieldCode::Duplicate),
            Some(row) if row.status == Status::Draft.as_str() => {
                FieldError::new(pointer("invoice_id"), FieldCode::Invalid)
            }
            Some(row) => match misfit(open(row), part.amount_ore) {
                None => continue,
                Some((code, name, limit)) => FieldError::new(pointer("amount_ore"), code).with(name, limit),
            },
        };
        errors.push(error);
    }
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let rest = new.rest();
    if rest < 0 {
        let balance = balance(tx, new.customer_id).await?;
        if balance.saturating_add(rest) < 0 {
            let error = FieldError::new("/amount_ore", FieldCode::TooSmall).with("balance", balance);
            return Err(Problem::new(Code::Overpayment)
                .detail(format!("{balance} öre of the customer's money can be used"))
                .with_errors(vec![error]));
        }
    }
    Ok(rows)
}

/// Why an amount doesn't fit what is open: nothing, the wrong sign, or too much.
fn misfit(open: i64, amount: i64) -> Option<(FieldCode, &'static str, i64)> {
    let within = if open < 0 {
        (open..0).contains(&amount)
    } else {
        (1..=open).contains(&amount)
    };
    match (within, open < 0) {
        (true, _) => None,
        (false, true) if amount < open => Some((FieldCode::TooSmall, "min", open)),
        (false, true) => Some((FieldCode::TooLarge, "max", -1)),
        (false, false) if amount > open => Some((FieldCode::TooLarge, "max", open)),
        (false, false) => Some((FieldCode::TooSmall, "min", 1)),
    }
}

/// Books a payment.
///
/// # Errors
/// What [`fits`] refuses.
pub async fn book(tx: &WriteTx, new: &NewPayment) -> Result<Booked, Problem> {
    book_on(tx, new, new.paid_on).await
}

/// Books a payment that the bank told of, on the first open day from its own on: the books of that day may be closed by
/// now, and the money has come all the same.
///
/// # Errors
/// What [`fits`] refuses.
pub async fn book_told(tx: &WriteTx, new: &NewPayment) -> Result<Booked, Problem> {
    let day = bookkeeping::first_open_day(tx, new.paid_on).await?;
    book_on(tx, new, day).await
}

async fn book_on(tx: &WriteTx, new: &NewPayment, dated_on: NaiveDate) -> Result<Booked, Problem> {
    let mut rows = fits(tx, new).await?;
    let payment = payment::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        customer_id: new.customer_id,
        paid_on: new.paid_on,
        amount_ore: new.amount_ore,
        fee_ore: new.fee_ore,
        currency_difference_ore: new.currency_difference_ore,
        settled_ore: 0,
        method: new.method.to_owned(),
        reference: new.reference.clone(),
        removed_on: None,
        removed_reason: String::new(),
        created_at: tx.now(),
    };
    tx.insert::<payment::Entity, _>(payment::ActiveModel::from(payment.clone()).reset_all())
        .await?;
    let mut booked = Booked {
        payment,
        invoices: Vec::with_capacity(new.parts.len()),
        events: Vec::new(),
    };
    for part in &new.parts {
        let before = rows.remove(&part.invoice_id).ok_or_else(Problem::not_found)?;
        let settlement = NewSettlement {
            payment_id: Some(booked.payment.id),
            ..NewSettlement::of(new.kind(), new.paid_on, part.amount_ore)
        };
        let after = settle(tx, &before, &settlement).await?;
        booked.events.push(
            Event::new(EventKind::PaymentRegistered, EntityKind::Invoice, after.id).changed(
                "invoice",
                Some(&before),
                &after,
            ),
        );
        booked.payment.settled_ore += part.amount_ore;
        booked.invoices.push(after);
    }
    if booked.events.is_empty() {
        let event = Event::new(EventKind::PaymentRegistered, EntityKind::Payment, booked.payment.id);
        booked.events.push(event.changed("payment", None, &booked.payment));
    }
    let parts: Vec<(Uuid, i64)> = new.parts.iter().map(|p| (p.invoice_id, p.amount_ore)).collect();
    super::books::paid(tx, &booked.payment, &parts, dated_on).await?;
    Ok(booked)
}
