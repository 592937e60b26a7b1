//! How does input become a draft: checked, summed up, and tied to what it invoices?

use super::{
    dto::{InvoiceInput, InvoiceLine},
    entity::invoice,
    links,
    store::{self, Parts, UNNUMBERED, undated},
    taken,
};
use crate::{
    customers::{self, billing::buyer_order_number, customer},
    http::{Code, FieldCode, FieldError, Problem},
    lines::{self, Priced, Terms, Totals, check_date},
    orders::work_order,
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    invoice::{Kind, Status},
    totals::LineKind,
};
use sea_orm::{
    ColumnTrait, FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Checks and tidies what can be judged without the database.
///
/// # Errors
/// All fields that need mending.
pub fn check(mut input: InvoiceInput, today: NaiveDate) -> Result<InvoiceInput, Problem> {
    let mut errors = Vec::new();
    let plain: Vec<_> = input.lines.iter().map(super::dto::InvoiceLineInput::line).collect();
    lines::check_lines(&plain, &mut errors);
    for (i, l) in input.lines.iter().enumerate() {
        if l.charge.is_some() && input.kind != Kind::Interest {
            errors.push(FieldError::new(format!("/lines/{i}/charge"), FieldCode::Invalid));
        }
        if l.actual_hours_milli.is_some() && l.kind != LineKind::Work {
            errors.push(FieldError::new(
                format!("/lines/{i}/actual_hours_milli"),
                FieldCode::Invalid,
            ));
        }
    }
    check_date("/supplied_on", input.supplied_on, today, &mut errors);
    for text in [&mut input.title, &mut input.their_reference, &mut input.our_reference] {
        *text = text.trim().to_owned();
    }
    if errors.is_empty() {
        Ok(input)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Writes a draft: a new one, or the new content of `before`, whose claims are released already.
///
/// # Errors
/// Fields that name what doesn't exist, sums that are too large, `negative_total`, `archived`, `already_invoiced`.
pub(super) async fn write(
    tx: &WriteTx,
    before: Option<&invoice::Model>,
    input: &InvoiceInput,
) -> Result<(invoice::Model, Parts), Problem> {
    let references = references(tx, before, input).await?;
    let (totals, lines) = summed(tx, input)?;
    let row = row(tx, before, input, &references, &totals);
    if before.is_some() {
        store::save_invoice(tx, &row).await?;
        store::index(tx, &row, false).await?;
        store::delete_parts(tx, row.id).await?;
    } else {
        store::insert_invoice(tx, &row).await?;
    }
    store::insert_parts(tx, row.id, &lines, &totals.vat_rows).await?;
    links::keep_orders(tx, &row, &lines, &totals.vat_rows, &references.order_numbers).await?;
    taken::take(tx, row.id, &lines).await?;
    Ok((
        row,
        Parts {
            lines,
            vat_rows: totals.vat_rows,
        },
    ))
}

/// Credit notes and interest are made by operations of their own; what a caller writes can't become one of them.
///
/// # Errors
/// That the kind is invalid.
pub(super) fn kind_allowed(before: Option<&invoice::Model>, input: &InvoiceInput) -> Result<(), Problem> {
    let special = |kind: Kind| matches!(kind, Kind::CreditNote | Kind::Interest);
    let was = match before {
        Some(b) => Some(store::kind(b)?),
        None => None,
    };
    if was != Some(input.kind) && (special(input.kind) || was.is_some_and(special)) {
        return Err(Problem::field("/kind", FieldCode::Invalid));
    }
    Ok(())
}

struct References {
    customer: customer::Model,
    order_numbers: HashMap<Uuid, i64>,
}

async fn references(
    tx: &WriteTx,
    before: Option<&invoice::Model>,
    input: &InvoiceInput,
) -> Result<References, Problem> {
    let mut errors = Vec::new();
    let customer = customers::hold_customer(tx, input.customer_id)
        .await
        .map_err(|p| named(p, "/customer_id"))?;
    if customer.archived && before.is_none_or(|b| b.customer_id != customer.id) {
        return Err(Problem::new(Code::Archived));
    }
    if let Some(id) = input.work_site_id {
        let site = customers::get_work_site(tx, id)
            .await
            .map_err(|p| named(p, "/work_site_id"))?;
        if site.customer_id != customer.id {
            errors.push(FieldError::new("/work_site_id", FieldCode::NotFound));
        }
    }
    let order_numbers = orders(tx, customer.id, input, &mut errors).await?;
    articles(tx, input, &mut errors).await?;
    if errors.is_empty() {
        Ok(References {
            customer,
            order_numbers,
        })
    } else {
        Err(Problem::fields(errors))
    }
}

/// The numbers of the orders that an invoice names, all of them its customer's.
async fn orders(
    tx: &ReadTx,
    customer_id: Uuid,
    input: &InvoiceInput,
    errors: &mut Vec<FieldError>,
) -> Result<HashMap<Uuid, i64>, Problem> {
    use work_order::Column as C;
    let of_lines = || input.lines.iter().filter_map(|l| l.order_id);
    let asked: HashSet<Uuid> = of_lines().chain(input.order_id).collect();
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let known: HashMap<Uuid, i64> = tx
        .find::<work_order::Entity>()
        .filter(C::Id.is_in(asked))
        .filter(C::CustomerId.eq(customer_id))
        .all()
        .await?
        .into_iter()
        .map(|o| (o.id, o.number))
        .collect();
    if input.order_id.is_some_and(|id| !known.contains_key(&id)) {
        errors.push(FieldError::new("/order_id", FieldCode::NotFound));
    }
    for (i, l) in input.lines.iter().enumerate() {
        if l.order_id.is_some_and(|id| !known.contains_key(&id)) {
            errors.push(FieldError::new(format!("/lines/{i}/order_id"), FieldCode::NotFound));
        }
    }
    Ok(known)
}

fn named(problem: Problem, pointer: &str) -> Problem {
    if problem.code == Code::NotFound {
        Problem::field(pointer, FieldCode::NotFound)
    } else {
        problem
    }
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

async fn articles(tx: &ReadTx, input: &InvoiceInput, errors: &mut Vec<FieldError>) -> Result<(), Problem> {
    let asked: HashSet<Uuid> = input.lines.iter().filter_map(|l| l.article_id).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let (company, id) = (Alias::new("company_id"), Alias::new("id"));
    let q = Query::select()
        .column(id.clone())
        .from(Alias::new("article"))
        .and_where(Expr::col(company).eq(tx.company_id()))
        .and_where(Expr::col(id).is_in(asked))
        .to_owned();
    let known: HashSet<Uuid> = tx.select::<IdRow>(&q).await?.into_iter().map(|r| r.id).collect();
    for (i, l) in input.lines.iter().enumerate() {
        if l.article_id.is_some_and(|id| !known.contains(&id)) {
            errors.push(FieldError::new(format!("/lines/{i}/article_id"), FieldCode::NotFound));
        }
    }
    Ok(())
}

fn summed(tx: &ReadTx, input: &InvoiceInput) -> Result<(Totals, Vec<InvoiceLine>), Problem> {
    let terms = Terms {
        prices_include_vat: input.prices_include_vat,
        discount_bp: input.discount_bp,
        round_to_krona: input.round_to_krona,
    };
    let priced: Vec<Priced> = input.lines.iter().map(|l| Priced::from(&l.line())).collect();
    let (totals, amounts) = lines::sum(terms, &priced, input.supplied_on.unwrap_or(tx.today()))?;
    let lines = input.lines.iter().zip(amounts).map(|(l, amount_ore)| InvoiceLine {
        id: tx.new_id(),
        article_id: l.article_id,
        kind: l.kind,
        work_type: l.work_type,
        description: l.description.clone(),
        quantity_milli: l.quantity_milli,
        unit: l.unit.clone(),
        unit_price_ore: l.unit_price_ore,
        discount_bp: l.discount_bp,
        vat: l.vat,
        amount_ore,
        actual_hours_milli: l.actual_hours_milli,
        account: l.account,
        charge: l.charge,
        order_id: l.order_id.or(input.order_id),
        order_line_id: l.order_line_id,
        time_entry_ids: l.time_entry_ids.clone(),
        instalment_id: l.instalment_id,
        deducts_invoice_id: l.deducts_invoice_id,
        credits_line_id: None,
        credited_milli: 0,
        credited_ore: 0,
    });
    Ok((totals, lines.collect()))
}

fn row(
    tx: &WriteTx,
    before: Option<&invoice::Model>,
    input: &InvoiceInput,
    references: &References,
    totals: &Totals,
) -> invoice::Model {
    invoice::Model {
        company_id: tx.company_id(),
        id: before.map_or_else(|| tx.new_id(), |b| b.id),
        version: before.map_or(1, |b| b.version + 1),
        status: Status::Draft.as_str().to_owned(),
        kind: input.kind.as_str().to_owned(),
        credits_invoice_id: None,
        deducted_by_id: None,
        number: None,
        ocr: None,
        customer_id: references.customer.id,
        order_id: input.order_id,
        order_number: input.order_id.and_then(|id| references.order_numbers.get(&id).copied()),
        work_site_id: input.work_site_id,
        customer_name: references.customer.name.clone(),
        customer_email: references.customer.email.clone(),
        title: input.title.clone(),
        note: input.note.clone(),
        their_reference: input.their_reference.clone(),
        our_reference: input.our_reference.clone(),
        buyer_order_number: buyer_order_number(&references.customer, input.buyer_order_number.as_deref()),
        exemption_reason: input.exemption_reason.trim().to_owned(),
        deduction: input.deduction.as_str().to_owned(),
        language: input.language.as_str().to_owned(),
        supplied_on: input.supplied_on,
        issued_on: None,
        due_on: None,
        payment_terms_days: input.payment_terms_days,
        lines_ore: totals.lines_ore,
        discount_ore: totals.discount_ore,
        net_ore: totals.net_ore,
        vat_ore: totals.vat_ore,
        rounding_ore: totals.rounding_ore,
        total_ore: totals.total_ore,
        paid_ore: 0,
        credited_ore: 0,
        written_off_ore: 0,
        deducted_ore: 0,
        issued_at: None,
        sent_at: None,
        printed_at: None,
        created_at: before.map_or_else(|| tx.now(), |b| b.created_at),
        sort_number: UNNUMBERED,
        sort_issued_on: undated(),
        sort_due_on: undated(),
        open_due_on: None,
        prices_include_vat: input.prices_include_vat,
        discount_bp: input.discount_bp,
        round_to_krona: input.round_to_krona,
    }
}

/// A new draft with another invoice's parties, references and terms; its sums are to be filled in.
pub(super) fn blank(tx: &WriteTx, like: &invoice::Model) -> invoice::Model {
    invoice::Model {
        id: tx.new_id(),
        version: 1,
        status: Status::Draft.as_str().to_owned(),
        number: None,
        ocr: None,
        credits_invoice_id: None,
        deducted_by_id: None,
        issued_on: None,
        due_on: None,
        paid_ore: 0,
        credited_ore: 0,
        written_off_ore: 0,
        deducted_ore: 0,
        issued_at: None,
        sent_at: None,
        printed_at: None,
        created_at: tx.now(),
        sort_number: UNNUMBERED,
        sort_issued_on: undated(),
        sort_due_on: undated(),
        open_due_on: None,
        ..like.clone()
    }
}
