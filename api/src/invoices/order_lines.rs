//! What of an order becomes which lines of an invoice?

use super::dto::InvoiceLineInput;
use crate::{
    articles,
    customers::dto::Language,
    deductions::work_words,
    http::{Code, Problem},
    lines::{VatRow, asked, work_type},
    orders::{Standing, Uninvoiced, dto::WorkBilling, work_order, work_order_line},
    store::WriteTx,
    timesheets::{self, time_entry},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{AskedDeduction, WorkType, apportion},
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
                actual_hours_milli: None,
                account: None,
                charge: None,
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
            actual_hours_milli: None,
            account: None,
            charge: None,
        })
        .collect())
}

/// Lines of articles that name an account for their sales are booked there, as long as their VAT is the article's.
pub(super) async fn on_accounts(tx: &WriteTx, lines: &mut [InvoiceLineInput]) -> Result<(), Problem> {
    let accounts = articles::sales_accounts(tx, lines.iter().filter_map(|l| l.article_id)).await?;
    for line in lines {
        let found = line.article_id.and_then(|id| accounts.get(&id));
        line.account = found.filter(|(vat, _)| *vat == line.vat).map(|(_, account)| *account);
    }
    Ok(())
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

/// What a line sells: its kind, and of work the kind that a tax deduction is asked for.
pub(super) type Sort = (LineKind, Option<WorkType>);

/// Divides an amount at or above zero by what was sold, so that a tax deduction finds its work again; undivided where none is
/// asked for.
pub(super) fn divided(amount: i64, sold: impl Iterator<Item = (Sort, i64)>, asked: AskedDeduction) -> Vec<(Sort, i64)> {
    let mut weights: BTreeMap<Sort, i64> = BTreeMap::new();
    if asked != AskedDeduction::None {
        for (sort, ore) in sold {
            *weights.entry(sort).or_default() += ore;
        }
    }
    // What only takes off bears nothing of the amount.
    weights.retain(|_, ore| *ore > 0);
    if weights.is_empty() {
        return vec![((LineKind::Other, None), amount)];
    }
    let (sorts, weights): (Vec<Sort>, Vec<i64>) = weights.into_iter().unzip();
    let parts = apportion(amount, &weights);
    sorts.into_iter().zip(parts).filter(|(_, part)| *part != 0).collect()
}

/// The words of a line that is one part of several.
pub(super) fn part_words(words: &str, (kind, work): Sort, of: usize, language: Language) -> String {
    if of < 2 {
        return words.to_owned();
    }
    let english = language == Language::En;
    let what = match (kind, work) {
        (LineKind::Work | LineKind::Other, Some(work)) => work_words(work, english),
        (LineKind::Work, None) if english => "other work",
        (LineKind::Work, None) => "övrigt arbete",
        (LineKind::Material, Some(work)) => {
            let what = work_words(work, english).to_lowercase();
            return format!("{}: material, {what}", words.chars().take(940).collect::<String>());
        }
        (LineKind::Material, None) => "material",
        (LineKind::Travel, _) if english => "travel",
        (LineKind::Travel, _) => "resor",
        (LineKind::Other, _) if english => "other",
        (LineKind::Other, _) => "övrigt",
    };
    let lead: String = words.chars().take(940).collect();
    format!("{lead}: {}", what.to_lowercase())
}

/// The lines of a sum that is invoiced on its own: one per VAT code, as the order's own sum is divided; where a tax deduction
/// is asked for one per sort of what is sold.
pub(super) fn instalment(
    order: &work_order::Model,
    standing: &Standing,
    net_ore: i64,
    (words, language): (&str, Language),
    instalment_id: Option<Uuid>,
    day: NaiveDate,
) -> Vec<InvoiceLineInput> {
    let rows: Vec<totals::VatRow> = standing.vat_rows.iter().map(core_row).collect();
    economy::by_code(Ore(net_ore), &rows)
        .into_iter()
        .flat_map(|(vat, net)| {
            let rate = if order.prices_include_vat {
                vat.rate_on(day).0
            } else {
                0
            };
            let price = div_round(i128::from(net.0) * i128::from(10_000 + rate), 10_000);
            let sold = standing.sold.iter().filter(|s| s.vat == vat);
            let parts = divided(
                i64::try_from(price).unwrap_or(i64::MAX),
                sold.map(|s| ((s.kind, s.work), s.amount_ore)),
                asked(&order.deduction),
            );
            let of = parts.len();
            parts
                .into_iter()
                .map(move |(sort, unit_price_ore)| InvoiceLineInput {
                    article_id: None,
                    kind: sort.0,
                    work_type: sort.1,
                    description: part_words(words, sort, of, language),
                    quantity_milli: 1000,
                    unit: String::new(),
                    unit_price_ore,
                    discount_bp: 0,
                    vat,
                    order_id: Some(order.id),
                    order_line_id: None,
                    time_entry_ids: Vec::new(),
                    instalment_id,
                    deducts_invoice_id: None,
                    actual_hours_milli: None,
                    account: None,
                    charge: None,
                })
                .collect::<Vec<_>>()
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

/// The order's discount as lines, one per VAT code: where earlier invoices are taken off, those must not be discounted. Where a
/// tax deduction is asked for, each sort of what is sold bears its own.
pub(super) fn discount(
    lines: &[InvoiceLineInput],
    discount_bp: i32,
    asked: AskedDeduction,
    language: Language,
) -> Vec<InvoiceLineInput> {
    let mut bases: BTreeMap<_, i128> = BTreeMap::new();
    for l in lines {
        let kept = i128::from(10_000 - l.discount_bp);
        let amount = div_round(
            i128::from(l.quantity_milli) * i128::from(l.unit_price_ore) * kept,
            10_000_000,
        );
        let sort = match asked {
            AskedDeduction::None => (LineKind::Other, None),
            AskedDeduction::Rot | AskedDeduction::Rut | AskedDeduction::Green => (l.kind, l.work_type),
        };
        *bases.entry((l.vat, sort)).or_default() += amount;
    }
    let words = if language == Language::En { "Discount" } else { "Rabatt" };
    bases
        .into_iter()
        .map(|(of, base)| (of, div_round(base * i128::from(discount_bp), 10_000)))
        .filter(|(_, off)| *off != 0)
        .map(|((vat, sort), off)| InvoiceLineInput {
            article_id: None,
            kind: sort.0,
            work_type: sort.1,
            description: match asked {
                AskedDeduction::None => words.to_owned(),
                AskedDeduction::Rot | AskedDeduction::Rut | AskedDeduction::Green => {
                    part_words(words, sort, 2, language)
                }
            },
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
            actual_hours_milli: None,
            account: None,
            charge: None,
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
