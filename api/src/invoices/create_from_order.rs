//! `createInvoiceFromOrder`.

use super::{
    create::{self, created},
    draft,
    dto::{Invoice, InvoiceFromOrder, InvoiceInput, InvoiceLineInput},
    entity::invoice,
    store::{self, Parts},
};
use crate::{
    app::App,
    company::company_settings,
    customers::{self, dto::Language},
    http::{Auth, Code, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    orders::{self, Uninvoiced, dto::WorkBilling, work_order_line},
    store::{Done, Event, WriteTx},
    timesheets::{self, time_entry},
};
use actix_web::post;
use chrono::{Datelike, NaiveDate};
use kontoret_core::{invoice::hours_milli, totals::LineKind};
use std::collections::HashSet;
use uuid::Uuid;

/// Begins an invoice of what an order has that isn't invoiced: agreed lines, and approved time where time is charged.
#[utoipa::path(tag = "invoices", operation_id = "createInvoiceFromOrder", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = InvoiceFromOrder,
    responses((status = 201, description = "The draft", body = Invoice), Problems))]
#[post("/invoices/from-order")]
pub async fn create_invoice_from_order(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<InvoiceFromOrder>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let (row, parts, event) = create_from_order(tx, &body.0).await?;
        Ok(Done::new(
            event,
            created(&store::view_with(tx, row, parts, &auth).await?)?,
        ))
    })
    .await
}

/// Begins an invoice of an order, which is locked until the transaction ends.
///
/// # Errors
/// `not_found`, `not_allowed_in_status`, `nothing_to_invoice`, `already_invoiced` when something asked for isn't free.
pub async fn create_from_order(
    tx: &WriteTx,
    asked: &InvoiceFromOrder,
) -> Result<(invoice::Model, Parts, Event), Problem> {
    let free = orders::uninvoiced(tx, asked.order_id).await?;
    let customer = customers::get_customer(tx, free.order.customer_id).await?;
    let settings = tx
        .find::<company_settings::Entity>()
        .one()
        .await?
        .ok_or_else(|| Problem::internal("a company without its settings"))?;
    let language = Language::parse(&customer.language);
    let mut lines = agreed(&free, asked)?;
    lines.extend(reported(tx, &free, asked, language).await?);
    if lines.is_empty() {
        return Err(Problem::new(Code::NothingToInvoice));
    }
    let input = InvoiceInput {
        customer_id: customer.id,
        order_id: Some(free.order.id),
        work_site_id: free.order.work_site_id,
        title: free.order.title.clone(),
        note: settings.invoice_note,
        their_reference: if free.order.their_reference.is_empty() {
            customer.reference
        } else {
            free.order.their_reference.clone()
        },
        our_reference: String::new(),
        language,
        supplied_on: None,
        payment_terms_days: customer.payment_terms_days.unwrap_or(settings.payment_terms_days),
        prices_include_vat: free.terms.prices_include_vat,
        discount_bp: free.terms.discount_bp,
        round_to_krona: free.terms.round_to_krona,
        lines,
    };
    create::create(tx, &draft::check(input, tx.today())?).await
}

/// What was asked for of what is there; everything when nothing was asked.
fn picked<T>(there: Vec<T>, id: impl Fn(&T) -> Uuid, asked: Option<&Vec<Uuid>>) -> Result<Vec<T>, Problem> {
    let Some(asked) = asked else { return Ok(there) };
    let asked: HashSet<Uuid> = asked.iter().copied().collect();
    let found: Vec<T> = there.into_iter().filter(|t| asked.contains(&id(t))).collect();
    if found.len() == asked.len() {
        Ok(found)
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

fn agreed(free: &Uninvoiced, asked: &InvoiceFromOrder) -> Result<Vec<InvoiceLineInput>, Problem> {
    // Work that is charged by reported time isn't charged as agreed too, unless somebody picks the line.
    let by_time = free.work_billing == WorkBilling::AsReported && asked.line_ids.is_none();
    let there: Vec<work_order_line::Model> = free
        .lines
        .iter()
        .filter(|l| !(by_time && l.kind == LineKind::Work.as_str()))
        .cloned()
        .collect();
    picked(there, |l| l.id, asked.line_ids.as_ref())?
        .into_iter()
        .map(|l| {
            Ok(InvoiceLineInput {
                article_id: l.article_id,
                kind: l.kind.parse().map_err(Problem::internal)?,
                description: l.description,
                quantity_milli: l.quantity_milli,
                unit: l.unit,
                unit_price_ore: l.unit_price_ore,
                discount_bp: l.discount_bp,
                vat: l.vat.parse().map_err(Problem::internal)?,
                order_line_id: Some(l.id),
                time_entry_ids: Vec::new(),
            })
        })
        .collect()
}

async fn reported(
    tx: &WriteTx,
    free: &Uninvoiced,
    asked: &InvoiceFromOrder,
    language: Language,
) -> Result<Vec<InvoiceLineInput>, Problem> {
    if free.work_billing != WorkBilling::AsReported && asked.time_entry_ids.is_none() {
        return Ok(Vec::new());
    }
    let there = timesheets::uninvoiced_approved(tx, free.order.id).await?;
    let entries = picked(there, |e| e.id, asked.time_entry_ids.as_ref())?;
    let mut groups: Vec<(String, Vec<time_entry::Model>)> = Vec::new();
    for e in entries {
        let activity = e.activity.trim().to_owned();
        match groups.iter_mut().find(|(a, _)| *a == activity) {
            Some((_, group)) => group.push(e),
            None => groups.push((activity, vec![e])),
        }
    }
    Ok(groups
        .into_iter()
        .map(|(activity, group)| InvoiceLineInput {
            article_id: None,
            kind: LineKind::Work,
            description: described(&activity, &group, language),
            quantity_milli: hours_milli(group.iter().map(|e| i64::from(e.minutes)).sum()),
            unit: if language == Language::En { "h" } else { "tim" }.to_owned(),
            unit_price_ore: free.order.hourly_price_ore,
            discount_bp: 0,
            vat: free.hourly_vat,
            order_line_id: None,
            time_entry_ids: group.iter().map(|e| e.id).collect(),
        })
        .collect())
}

fn described(activity: &str, group: &[time_entry::Model], language: Language) -> String {
    let days = || group.iter().map(|e| e.worked_on);
    let weeks = days()
        .min()
        .zip(days().max())
        .map(|(first, last)| weeks(first, last))
        .unwrap_or_default();
    let work = match (language, weeks.contains('–')) {
        (Language::Sv, _) => format!("Arbete enligt tidrapport v. {weeks}"),
        (Language::En, false) => format!("Work by time report, week {weeks}"),
        (Language::En, true) => format!("Work by time report, weeks {weeks}"),
    };
    let text = if activity.is_empty() {
        work
    } else {
        format!("{work}: {activity}")
    };
    text.chars().take(1000).collect()
}

/// `46`, `46–47`, or across a turn of the year `2026-52–2027-01`.
fn weeks(first: NaiveDate, last: NaiveDate) -> String {
    let (a, b) = (first.iso_week(), last.iso_week());
    if a == b {
        a.week().to_string()
    } else if a.year() == b.year() {
        format!("{}–{}", a.week(), b.week())
    } else {
        format!("{}-{:02}–{}-{:02}", a.year(), a.week(), b.year(), b.week())
    }
}

#[cfg(test)]
mod tests {
    use super::weeks;
    use chrono::NaiveDate;

    #[test]
    fn weeks_are_named_as_people_do() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(weeks(day(2026, 11, 9), day(2026, 11, 15)), "46");
        assert_eq!(weeks(day(2026, 11, 15), day(2026, 11, 16)), "46–47");
        assert_eq!(weeks(day(2026, 12, 21), day(2027, 1, 4)), "2026-52–2027-01");
    }
}
