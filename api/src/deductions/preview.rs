//! What would be deducted from an offer, order or invoice, for whom, and why not more?

use super::{
    dto::{DeductionCeilings, DeductionGap, DeductionPreview, DeductionShare, DeductionUsed, DeductionWork},
    list_rules,
    store::{People, Person, household_of},
};
use crate::{
    customers,
    http::Problem,
    lines::{Totals, is_hour},
    store::{ReadTx, secret::Secrets},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{
        AskedDeduction, Ceilings, Deduction, DeductionKind, Lack, Limit, Preview, RateRule, Used, WorkLine, WorkSums,
        WorkType, home_is_known, lacks, preview as decide, work_sums,
    },
    money::{Bp, Milli, Ore},
    totals::{LineKind, VatRow},
    vat::VatCode,
};
use uuid::Uuid;

/// A document that may ask for a deduction.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Whose.
    pub customer_id: Uuid,
    /// Where the work is done.
    pub work_site_id: Option<Uuid>,
    /// What is asked for.
    pub asked: AskedDeduction,
    /// How its prices are meant.
    pub prices_include_vat: bool,
    /// Its discount, in hundredths of a percent.
    pub discount_bp: i32,
    /// Its lines.
    pub lines: Vec<WorkLine>,
    /// Its sums.
    pub totals: Totals,
    /// The day whose VAT rates it has.
    pub supplied_on: NaiveDate,
    /// The day of payment.
    pub paid_on: NaiveDate,
}

/// A line of a document as a deduction looks at it.
#[must_use]
pub fn of_line(
    kind: LineKind,
    work: Option<WorkType>,
    (quantity_milli, unit): (i64, &str),
    amount_ore: i64,
    vat: VatCode,
) -> WorkLine {
    let hours = if kind == LineKind::Work && is_hour(unit) {
        quantity_milli
    } else {
        0
    };
    WorkLine {
        kind,
        work,
        hours: Milli(hours),
        amount_ore: Ore(amount_ore),
        vat,
    }
}

/// What would be deducted.
///
/// # Errors
/// The store's.
pub async fn preview(tx: &ReadTx, secrets: &Secrets, doc: &Asking) -> Result<DeductionPreview, Problem> {
    let mut found = nothing(doc);
    let Some(kind) = doc.asked.kind() else { return Ok(found) };
    let sums = sums(doc, kind);
    let people = household_of(tx, secrets, doc.customer_id).await?;
    let buyers = buyers(&people, kind, doc.paid_on.year());
    found.base_ore = sums.base_ore.0;
    found.other_work_ore = sums.other_work_ore.0;
    found.material_ore = sums.material_ore.0;
    found.other_ore = sums.other_ore.0;
    found.works = sums.by_work.iter().map(work).collect();
    found.gaps = gaps(tx, doc, kind, &sums, &people).await?;
    let Some(work_type) = first_of(kind) else {
        return Ok(found);
    };
    // Credited or taken-off work can't ask for anything.
    let base = Ore(sums.base_ore.0.max(0));
    let (rates, ceilings) = (RateRule::history(), Ceilings::history());
    let Ok(decided) = decide(&rates, &ceilings, work_type, doc.paid_on, base, &buyers) else {
        found.gaps.push(DeductionGap::Rules);
        return Ok(found);
    };
    found.rate_bp = Some(decided.rate_bp.0);
    found.ceilings = ceilings_on(doc.paid_on);
    found.deduction_kr = decided.deduction_kr;
    found.to_pay_ore = doc.totals.total_ore - decided.deduction_kr * 100;
    found.buyers = shares(tx, doc, &people, &buyers, &decided).await?;
    Ok(found)
}

fn nothing(doc: &Asking) -> DeductionPreview {
    DeductionPreview {
        asked: doc.asked,
        paid_on: doc.paid_on,
        rate_bp: None,
        ceilings: None,
        base_ore: 0,
        other_work_ore: 0,
        material_ore: 0,
        other_ore: 0,
        works: Vec::new(),
        buyers: Vec::new(),
        deduction_kr: 0,
        total_ore: doc.totals.total_ore,
        to_pay_ore: doc.totals.total_ore,
        gaps: Vec::new(),
    }
}

fn sums(doc: &Asking, kind: DeductionKind) -> WorkSums {
    let rows: Vec<VatRow> = doc
        .totals
        .vat_rows
        .iter()
        .map(|r| VatRow {
            vat: r.vat,
            net_ore: Ore(r.net_ore),
            vat_ore: Ore(r.vat_ore),
        })
        .collect();
    let discount = Bp(u32::try_from(doc.discount_bp).unwrap_or(0));
    work_sums(
        kind,
        &doc.lines,
        doc.prices_include_vat,
        discount,
        &rows,
        doc.supplied_on,
    )
}

fn work(c: &kontoret_core::deduction::Counted) -> DeductionWork {
    DeductionWork {
        work_type: c.work,
        price_ore: c.price_ore.0,
        hours_milli: c.hours.0,
    }
}

/// Any kind of work of a deduction: of ROT and RUT all have one rate.
fn first_of(kind: DeductionKind) -> Option<WorkType> {
    WorkType::ALL.into_iter().find(|w| w.kind() == kind)
}

/// Shares and what was used in the year; one who has used nothing where nobody is entered.
fn buyers(people: &People, kind: DeductionKind, year: i32) -> Vec<(i64, Used)> {
    let used = |p: &Person| {
        let of_year = p.used.iter().find(|u: &&DeductionUsed| u.year == year);
        of_year.map_or(Used::default(), |u| {
            Used::default()
                .and(DeductionKind::Rot, u.rot_kr)
                .and(DeductionKind::Rut, u.rut_kr)
        })
    };
    if people.people.is_empty() {
        return vec![(10_000, Used::default().and(kind, 0))];
    }
    people.people.iter().map(|p| (p.row.share_bp, used(p))).collect()
}

fn ceilings_on(paid_on: NaiveDate) -> Option<DeductionCeilings> {
    // Newest first.
    list_rules::rules().ceilings.into_iter().find(|c| c.from_on <= paid_on)
}

async fn shares(
    tx: &ReadTx,
    doc: &Asking,
    people: &People,
    buyers: &[(i64, Used)],
    decided: &Preview,
) -> Result<Vec<DeductionShare>, Problem> {
    let part = |d: &Deduction, share_bp: i64, member_id, name: String, lacks: Vec<Lack>| DeductionShare {
        member_id,
        name,
        share_bp,
        base_ore: d.base_ore.0,
        base_kr: d.base_kr,
        by_rate_kr: d.by_rate_kr,
        room_kr: match d.limit {
            Limit::None => None,
            Limit::Ceiling { room_kr } => Some(room_kr),
        },
        deduction_kr: d.deduction_kr,
        lacks,
    };
    let Some(d) = decided.buyers.first().filter(|_| people.people.is_empty()) else {
        let year = doc.paid_on.year();
        let found = people.people.iter().zip(&decided.buyers).zip(buyers);
        return Ok(found
            .map(|((p, d), (share, _))| part(d, *share, Some(p.row.id), p.row.name.clone(), lacks(&p.member(), year)))
            .collect());
    };
    let name = customers::get_customer(tx, doc.customer_id).await?.name;
    Ok(vec![part(d, 10_000, None, name, Vec::new())])
}

/// What is missing before the deduction can be asked for.
async fn gaps(
    tx: &ReadTx,
    doc: &Asking,
    kind: DeductionKind,
    sums: &WorkSums,
    people: &People,
) -> Result<Vec<DeductionGap>, Problem> {
    let year = doc.paid_on.year();
    let home = match doc.work_site_id {
        Some(id) if kind == DeductionKind::Rot => {
            let site = customers::get_work_site(tx, id).await?;
            home_is_known(
                &site.property_designation,
                &site.apartment_number,
                &site.housing_association_number,
            )
        }
        _ => kind != DeductionKind::Rot,
    };
    let timed = sums.by_work.iter().filter(|c| !c.work.is_flat_rate());
    let no_hours = timed.clone().count() > 0 && timed.clone().all(|c| c.hours.0 <= 0);
    let found = [
        (sums.base_ore <= Ore::ZERO, DeductionGap::Work),
        (no_hours, DeductionGap::Hours),
        (people.people.is_empty(), DeductionGap::Household),
        (
            people.people.iter().any(|p| !lacks(&p.member(), year).is_empty()),
            DeductionGap::Person,
        ),
        (!home, DeductionGap::Home),
    ];
    Ok(found
        .into_iter()
        .filter_map(|(missing, gap)| missing.then_some(gap))
        .collect())
}
