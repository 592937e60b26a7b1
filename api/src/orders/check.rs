//! Is an order's input right, and what does it become as rows?

use super::{
    dto::{OrderInput, OrderLineInput},
    entity::{work_order, work_order_line},
    store,
};
use crate::{
    customers::{self, billing::buyer_order_number, customer, work_site},
    http::{Code, FieldCode, FieldError, Problem},
    lines::{self, Priced},
    store::{ReadTx, WriteTx},
    users::membership,
};
use chrono::NaiveDate;
use kontoret_core::totals::LineKind;
use sea_orm::{
    ColumnTrait, FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use std::collections::HashSet;
use uuid::Uuid;

/// What an order's input speaks of.
pub(super) struct References {
    pub customer: customer::Model,
    pub work_site: Option<work_site::Model>,
}

/// Checks and tidies what needs no database.
///
/// # Errors
/// All fields that need mending.
pub(super) fn input(mut o: OrderInput, today: NaiveDate) -> Result<OrderInput, Problem> {
    let mut errors = Vec::new();
    o.title = o.title.trim().to_owned();
    if o.title.is_empty() {
        errors.push(FieldError::new("/title", FieldCode::Required));
    }
    lines::check_date("/planned_start_on", o.planned_start_on, today, &mut errors);
    lines::check_date("/planned_end_on", o.planned_end_on, today, &mut errors);
    if o.planned_start_on
        .zip(o.planned_end_on)
        .is_some_and(|(start, end)| end < start)
    {
        errors.push(FieldError::new("/planned_end_on", FieldCode::EndBeforeStart));
    }
    let plain: Vec<_> = o.lines.iter().map(OrderLineInput::line).collect();
    lines::check_lines(&plain, &mut errors);
    lines::check_work_type("/hourly_work_type", LineKind::Work, o.hourly_work_type, &mut errors);
    twice("/assigned", o.assigned.iter().map(|id| Some(*id)), "", &mut errors);
    twice("/lines", o.lines.iter().map(|l| l.id), "/id", &mut errors);
    if errors.is_empty() {
        Ok(o)
    } else {
        Err(Problem::fields(errors))
    }
}

fn twice(list: &str, ids: impl Iterator<Item = Option<Uuid>>, field: &str, errors: &mut Vec<FieldError>) {
    let mut seen = HashSet::new();
    for (i, id) in ids.enumerate() {
        if id.is_some_and(|id| !seen.insert(id)) {
            errors.push(FieldError::new(format!("{list}/{i}{field}"), FieldCode::Duplicate));
        }
    }
}

/// What the input refers to, all of the company's own. `before` may stay assigned though deactivated since.
///
/// # Errors
/// All fields that name nothing; `archived` when the customer is put away and wasn't the order's before.
pub(super) async fn references(
    tx: &WriteTx,
    o: &OrderInput,
    before: Option<(&work_order::Model, &[Uuid])>,
) -> Result<References, Problem> {
    let mut errors = Vec::new();
    let found = found(customers::hold_customer(tx, o.customer_id).await)?;
    if found.is_none() {
        errors.push(FieldError::new("/customer_id", FieldCode::NotFound));
    }
    let mut work_site = None;
    if let Some(id) = o.work_site_id {
        work_site = self::found(customers::get_work_site(tx, id).await)?.filter(|w| w.customer_id == o.customer_id);
        if work_site.is_none() {
            errors.push(FieldError::new("/work_site_id", FieldCode::NotFound));
        }
    }
    assignable(tx, &o.assigned, before.map_or(&[], |b| b.1), &mut errors).await?;
    articles(tx, &o.lines, &mut errors).await?;
    let Some(customer) = found.filter(|_| errors.is_empty()) else {
        return Err(Problem::fields(errors));
    };
    if customer.archived && before.is_none_or(|(row, _)| row.customer_id != customer.id) {
        return Err(Problem::new(Code::Archived));
    }
    Ok(References { customer, work_site })
}

fn found<T>(result: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match result {
        Err(p) if p.code == Code::NotFound => Ok(None),
        other => other.map(Some),
    }
}

async fn assignable(
    tx: &ReadTx,
    assigned: &[Uuid],
    before: &[Uuid],
    errors: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    use membership::Column as C;
    let new: Vec<Uuid> = assigned.iter().copied().filter(|id| !before.contains(id)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let active = tx
        .find::<membership::Entity>()
        .filter(C::Id.is_in(new.clone()).and(C::Status.eq("active")));
    let active: HashSet<Uuid> = active.all().await?.into_iter().map(|m| m.id).collect();
    for (i, id) in assigned.iter().enumerate() {
        if new.contains(id) && !active.contains(id) {
            errors.push(FieldError::new(format!("/assigned/{i}"), FieldCode::NotFound));
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

async fn articles(tx: &ReadTx, lines: &[OrderLineInput], errors: &mut Vec<FieldError>) -> Result<(), Problem> {
    let named: HashSet<Uuid> = lines.iter().filter_map(|l| l.article_id).collect();
    if named.is_empty() {
        return Ok(());
    }
    let q = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("article"))
        .and_where(Expr::col(Alias::new("company_id")).eq(tx.company_id()))
        .and_where(Expr::col(Alias::new("id")).is_in(named))
        .to_owned();
    let known: HashSet<Uuid> = tx.select::<Id>(&q).await?.into_iter().map(|r| r.id).collect();
    for (i, line) in lines.iter().enumerate() {
        if line.article_id.is_some_and(|id| !known.contains(&id)) {
            errors.push(FieldError::new(format!("/lines/{i}/article_id"), FieldCode::NotFound));
        }
    }
    Ok(())
}

/// The new content on a row; the sum is decided by [`lines`].
pub(super) fn apply(row: work_order::Model, o: &OrderInput, r: &References) -> work_order::Model {
    work_order::Model {
        customer_id: o.customer_id,
        work_site_id: o.work_site_id,
        customer_name: r.customer.name.clone(),
        customer_phone: r.customer.phone.clone(),
        city: r.work_site.as_ref().map_or(&r.customer.city, |w| &w.city).clone(),
        title: o.title.clone(),
        description: o.description.clone(),
        their_reference: o.their_reference.clone(),
        buyer_order_number: buyer_order_number(&r.customer, o.buyer_order_number.as_deref()),
        planned_start_on: o.planned_start_on,
        planned_end_on: o.planned_end_on,
        planned_sort_on: o.planned_start_on.unwrap_or(LAST_DAY),
        work_billing: o.work_billing.as_str().to_owned(),
        hourly_price_ore: o.hourly_price_ore,
        hourly_vat: o.hourly_vat.as_str().to_owned(),
        hourly_work_type: o.hourly_work_type.map(|w| w.as_str().to_owned()),
        deduction: o.deduction.as_str().to_owned(),
        prices_include_vat: o.prices_include_vat,
        discount_bp: o.discount_bp,
        round_to_krona: o.round_to_krona,
        ..row
    }
}

const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// An empty row to apply the first content to.
pub(super) fn blank(tx: &WriteTx, number: i64) -> work_order::Model {
    work_order::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        number,
        status: kontoret_core::order::Status::Planned.as_str().to_owned(),
        offer_id: None,
        customer_id: Uuid::nil(),
        work_site_id: None,
        customer_name: String::new(),
        customer_phone: String::new(),
        city: String::new(),
        title: String::new(),
        description: String::new(),
        their_reference: String::new(),
        buyer_order_number: String::new(),
        planned_start_on: None,
        planned_end_on: None,
        planned_sort_on: LAST_DAY,
        work_billing: String::new(),
        hourly_price_ore: 0,
        hourly_vat: String::new(),
        hourly_work_type: None,
        deduction: String::new(),
        total_ore: 0,
        created_at: tx.now(),
        prices_include_vat: false,
        discount_bp: 0,
        round_to_krona: false,
    }
}

/// The day whose VAT rates an order's sums show: the plan's last known day, else the day it was made.
pub(super) fn supplied_on(row: &work_order::Model) -> NaiveDate {
    row.planned_end_on
        .or(row.planned_start_on)
        .unwrap_or_else(|| row.created_at.date_naive())
}

/// Input lines as rows, with amounts, and the sum on the order. A line of `before` keeps its id and its invoice.
///
/// # Errors
/// What core refuses of the sums.
pub(super) fn lines(
    tx: &WriteTx,
    row: &mut work_order::Model,
    input: &[OrderLineInput],
    before: &[work_order_line::Model],
) -> Result<Vec<work_order_line::Model>, Problem> {
    let priced: Vec<Priced> = input
        .iter()
        .map(|l| Priced {
            quantity_milli: l.quantity_milli,
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat,
        })
        .collect();
    let (totals, amounts) = lines::sum(store::terms(row), &priced, supplied_on(row))?;
    row.total_ore = totals.total_ore;
    let line = |(position, (l, amount_ore)): (i32, (&OrderLineInput, i64))| work_order_line::Model {
        company_id: tx.company_id(),
        id: l.id.unwrap_or_else(|| tx.new_id()),
        order_id: row.id,
        position,
        article_id: l.article_id,
        kind: l.kind.as_str().to_owned(),
        work_type: l.work_type.map(|w| w.as_str().to_owned()),
        description: l.description.clone(),
        quantity_milli: l.quantity_milli,
        unit: l.unit.clone(),
        unit_price_ore: l.unit_price_ore,
        discount_bp: l.discount_bp,
        vat: l.vat.as_str().to_owned(),
        amount_ore,
        invoice_id: l
            .id
            .and_then(|id| before.iter().find(|b| b.id == id))
            .and_then(|b| b.invoice_id),
    };
    Ok((0..).zip(input.iter().zip(amounts)).map(line).collect())
}
