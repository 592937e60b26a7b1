//! What of an order becomes which lines of an invoice?

use super::dto::InvoiceLineInput;
use crate::{
    customers::dto::Language,
    http::{Code, Problem},
    lines::{VatRow, work_type},
    orders::{Standing, Uninvoiced, dto::WorkBilling, work_order, work_order_line},
    store::WriteTx,
    timesheets::{self, time_entry},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    economy,
    invoice::{Kind, hours_milli},
    money::{Ore, div_round},
    totals::{self, LineKind},
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

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

/// The order's lines that were asked for; without asking, all that are charged.
pub(super) fn agreed(free: &Uninvoiced, asked: Option<&Vec<Uuid>>) -> Result<Vec<InvoiceLineInput>, Problem> {
    // Work that is charged by reported time isn't charged as agreed too, unless somebody picks the line.
    let by_time = free.work_billing == WorkBilling::AsReported && asked.is_none();
    let there: Vec<work_order_line::Model> = free
        .lines
        .iter()
        .filter(|l| !(by_time && l.kind == LineKind::Work.as_str()))
        .cloned()
        .collect();
    picked(there, |l| l.id, asked)?
        .into_iter()
        .map(|l| {
            Ok(InvoiceLineInput {
                article_id: l.article_id,
                kind: l.kind.parse().map_err(Problem::internal)?,
                work_type: work_type(l.work_type.as_deref()),
                description: l.description,
                quantity_milli: l.quantity_milli,
                unit: l.unit,
                unit_price_ore: l.unit_price_ore,
                discount_bp: l.discount_bp,
                vat: l.vat.parse().map_err(Problem::internal)?,
                order_id: Some(free.order.id),
                order_line_id: Some(l.id),
                time_entry_ids: Vec::new(),
                instalment_id: None,
                deducts_invoice_id: None,
            })
        })
        .collect()
}

/// The approved time that was asked for, one line per activity; without asking, all of it where time is charged.
pub(super) async fn reported(
    tx: &WriteTx,
    free: &Uninvoiced,
    asked: Option<&Vec<Uuid>>,
    language: Language,
) -> Result<Vec<InvoiceLineInput>, Problem> {
    if free.work_billing != WorkBilling::AsReported && asked.is_none() {
        return Ok(Vec::new());
    }
    let there = timesheets::uninvoiced_approved(tx, free.order.id).await?;
    let entries = picked(there, |e| e.id, asked)?;
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
            work_type: work_type(free.order.hourly_work_type.as_deref()),
            description: described(&activity, &group, language),
            quantity_milli: hours_milli(group.iter().map(|e| i64::from(e.minutes)).sum()),
            unit: if language == Language::En { "h" } else { "tim" }.to_owned(),
            unit_price_ore: free.order.hourly_price_ore,
            discount_bp: 0,
            vat: free.hourly_vat,
            order_id: Some(free.order.id),
            order_line_id: None,
            time_entry_ids: group.iter().map(|e| e.id).collect(),
            instalment_id: None,
            deducts_invoice_id: None,
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

/// The words of a prepayment or part without words of its own.
pub(super) fn instalment_words(kind: Kind, order: &work_order::Model, language: Language) -> String {
    let number = order.number;
    match (language, kind) {
        (Language::Sv, Kind::Prepayment) => format!("Förskott enligt order {number}"),
        (Language::Sv, _) => format!("Delbetalning enligt order {number}"),
        (Language::En, Kind::Prepayment) => format!("Prepayment on order {number}"),
        (Language::En, _) => format!("Part payment on order {number}"),
    }
}

/// The lines of a sum that is invoiced on its own: one per VAT code, as the order's own sum is divided.
pub(super) fn instalment(
    order: &work_order::Model,
    standing: &Standing,
    net_ore: i64,
    words: &str,
    instalment_id: Option<Uuid>,
    day: NaiveDate,
) -> Vec<InvoiceLineInput> {
    let rows: Vec<totals::VatRow> = standing.vat_rows.iter().map(core_row).collect();
    economy::by_code(Ore(net_ore), &rows)
        .into_iter()
        .map(|(vat, net)| {
            let rate = if order.prices_include_vat {
                vat.rate_on(day).0
            } else {
                0
            };
            let price = div_round(i128::from(net.0) * i128::from(10_000 + rate), 10_000);
            InvoiceLineInput {
                article_id: None,
                kind: LineKind::Other,
                work_type: None,
                description: words.to_owned(),
                quantity_milli: 1000,
                unit: String::new(),
                unit_price_ore: i64::try_from(price).unwrap_or(i64::MAX),
                discount_bp: 0,
                vat,
                order_id: Some(order.id),
                order_line_id: None,
                time_entry_ids: Vec::new(),
                instalment_id,
                deducts_invoice_id: None,
            }
        })
        .collect()
}

fn core_row(r: &VatRow) -> totals::VatRow {
    totals::VatRow {
        vat: r.vat,
        net_ore: Ore(r.net_ore),
        vat_ore: Ore(r.vat_ore),
    }
}

/// The order's discount as lines, one per VAT code: where earlier invoices are taken off, those must not be discounted.
pub(super) fn discount(lines: &[InvoiceLineInput], discount_bp: i32, language: Language) -> Vec<InvoiceLineInput> {
    let mut bases: BTreeMap<_, i128> = BTreeMap::new();
    for l in lines {
        let kept = i128::from(10_000 - l.discount_bp);
        let amount = div_round(
            i128::from(l.quantity_milli) * i128::from(l.unit_price_ore) * kept,
            10_000_000,
        );
        *bases.entry(l.vat).or_default() += amount;
    }
    let words = if language == Language::En { "Discount" } else { "Rabatt" };
    bases
        .into_iter()
        .map(|(vat, base)| (vat, div_round(base * i128::from(discount_bp), 10_000)))
        .filter(|(_, off)| *off != 0)
        .map(|(vat, off)| InvoiceLineInput {
            article_id: None,
            kind: LineKind::Other,
            work_type: None,
            description: words.to_owned(),
            quantity_milli: 1000,
            unit: String::new(),
            unit_price_ore: i64::try_from(-off).unwrap_or(0),
            discount_bp: 0,
            vat,
            order_id: lines.first().and_then(|l| l.order_id),
            order_line_id: None,
            time_entry_ids: Vec::new(),
            instalment_id: None,
            deducts_invoice_id: None,
        })
        .collect()
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
