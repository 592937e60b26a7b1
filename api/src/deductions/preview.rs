//! What would be deducted from an offer, order or invoice, for whom, and why not more?

use super::{
    cases,
    dto::{DeductionCeilings, DeductionGap, DeductionPreview, DeductionShare, DeductionWork},
    elsewhere::{together, used_elsewhere},
    list_rules,
    rules::rules,
    store::{People, household_of},
};
use crate::{
    company, customers,
    http::Problem,
    lines::{Totals, is_hour},
    store::{ReadTx, secret::Secrets},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{
        AskedDeduction, Deduction, DeductionKind, Lack, Limit, Part, PreviewError, Used, WorkLine, WorkSums, WorkType,
        home_is_known, lacks, preview_parts as decide, work_sums,
    },
    identity::PersonalIdentityNumber,
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
    /// The invoice that it is, whose own deduction takes no room from itself.
    pub invoice_id: Option<Uuid>,
}

/// Which home the work is done in; what is unknown is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// Of a house.
    pub property_designation: String,
    /// Of a tenant-owned apartment.
    pub apartment_number: String,
    /// Its association's organisation number.
    pub association_number: String,
}

/// Everything that a deduction is decided by, and the decision.
pub(super) struct Ground {
    /// What counts of the document and what doesn't.
    pub sums: WorkSums,
    /// The people.
    pub people: People,
    /// The home, of ROT and green technology.
    pub home: Home,
    /// What is decided: one part, and of green technology one for each installation.
    pub decided: Result<Vec<Part>, PreviewError>,
    /// What is missing.
    pub gaps: Vec<DeductionGap>,
    /// What invoices of ours have deducted in the year for each of the people, in kronor.
    held_kr: Vec<i64>,
    shares: Vec<i64>,
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
    let ground = ground(tx, secrets, doc, kind).await?;
    found.base_ore = ground.sums.base_ore.0;
    found.other_work_ore = ground.sums.other_work_ore.0;
    found.material_ore = ground.sums.material_ore.0;
    found.other_ore = ground.sums.other_ore.0;
    found.works = ground.sums.by_work.iter().map(work).collect();
    if let Ok(decided) = &ground.decided {
        found.rate_bp = common_rate(decided.iter().map(|p| p.preview.rate_bp.0));
        found.ceilings = ceilings_on(tx, doc.paid_on).await?;
        found.deduction_kr = deducted(decided);
        found.to_pay_ore = doc.totals.total_ore - found.deduction_kr * 100;
        found.buyers = shares(tx, doc, &ground, decided).await?;
    }
    found.gaps = ground.gaps;
    Ok(found)
}

/// What was deducted from an issued invoice: what its cases hold.
///
/// # Errors
/// The store's.
pub async fn settled(
    tx: &ReadTx,
    secrets: &Secrets,
    doc: &Asking,
    invoice_id: Uuid,
) -> Result<DeductionPreview, Problem> {
    let mut found = nothing(doc);
    found.issued = true;
    let Some(kind) = doc.asked.kind() else { return Ok(found) };
    let sums = counted(doc, kind);
    found.base_ore = sums.base_ore.0;
    found.other_work_ore = sums.other_work_ore.0;
    found.material_ore = sums.material_ore.0;
    found.other_ore = sums.other_ore.0;
    found.works = sums.by_work.iter().map(work).collect();
    found.ceilings = ceilings_on(tx, doc.paid_on).await?;
    let of_invoice = cases::of_invoice(tx, invoice_id).await?;
    found.rate_bp = common_rate(of_invoice.iter().filter_map(|c| u32::try_from(c.rate_bp).ok()));
    for case in of_invoice {
        // What came from another buyer is told by the case that it came from.
        if case.from_case_id.is_some() {
            continue;
        }
        found.deduction_kr += case.deduction_kr;
        found.buyers.push(DeductionShare {
            member_id: case.member_id,
            identity_number: cases::number_of(tx, secrets, &case)
                .await?
                .map(PersonalIdentityNumber::masked)
                .unwrap_or_default(),
            work_type: cases::installation(&case)?,
            rate_bp: u32::try_from(case.rate_bp).unwrap_or(0),
            name: case.name,
            share_bp: case.share_bp,
            base_ore: case.base_ore,
            base_kr: case.base_kr,
            by_rate_kr: case.deduction_kr,
            room_kr: None,
            held_kr: 0,
            deduction_kr: case.deduction_kr,
            credited_kr: case.credited_kr,
            lacks: Vec::new(),
        });
    }
    found.to_pay_ore = doc.totals.total_ore - found.deduction_kr * 100;
    Ok(found)
}

/// Gathers what decides a deduction, and decides it.
pub(super) async fn ground(
    tx: &ReadTx,
    secrets: &Secrets,
    doc: &Asking,
    kind: DeductionKind,
) -> Result<Ground, Problem> {
    let sums = counted(doc, kind);
    let people = household_of(tx, secrets, doc.customer_id).await?;
    let home = home(tx, doc, kind).await?;
    let year = doc.paid_on.year();
    let (mut buyers, mut held_kr) = (Vec::new(), Vec::new());
    let elsewhere = used_elsewhere(tx, people.people.iter().map(|p| p.row.number_index.clone()), year).await?;
    for p in &people.people {
        let ours = match p.number {
            Some(number) => cases::had(tx, secrets, number, year, doc.invoice_id).await?,
            None => Used::default(),
        };
        held_kr.push(match kind {
            DeductionKind::Green => ours.green_kr,
            DeductionKind::Rot | DeductionKind::Rut => ours.rot_kr + ours.rut_kr,
        });
        let said = elsewhere.get(&p.row.number_index).copied().unwrap_or_default();
        buyers.push((p.row.share_bp, together(said, ours)));
    }
    // Where nobody is entered, it is counted for one who has used nothing.
    if buyers.is_empty() {
        buyers.push((10_000, Used::default()));
        held_kr.push(0);
    }
    let rules = rules(tx).await?;
    let (rates, ceilings) = (rules.plain_rates(), rules.plain_ceilings());
    let decided = decide(&rates, &ceilings, &parts_of(kind, &sums), doc.paid_on, &buyers);
    let f_tax = company::settings(tx).await?.f_tax;
    let gaps = gaps(doc, kind, &sums, &people, &home, &decided, f_tax);
    Ok(Ground {
        shares: buyers.iter().map(|b| b.0).collect(),
        sums,
        people,
        home,
        decided,
        gaps,
        held_kr,
    })
}

fn nothing(doc: &Asking) -> DeductionPreview {
    DeductionPreview {
        asked: doc.asked,
        issued: false,
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

/// What counts of a document and what doesn't.
#[must_use]
pub fn counted(doc: &Asking, kind: DeductionKind) -> WorkSums {
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
        material_ore: c.material_ore.0,
        hours_milli: c.hours.0,
    }
}

/// What is deducted apart: of green technology each installation, of ROT and RUT all work, which has one rate. Credited or
/// taken-off work can't ask for anything.
fn parts_of(kind: DeductionKind, sums: &WorkSums) -> Vec<(WorkType, Ore)> {
    if kind == DeductionKind::Green && !sums.by_work.is_empty() {
        let of = sums.by_work.iter();
        return of.map(|c| (c.work, Ore(c.price_ore.0.max(0)))).collect();
    }
    let any = WorkType::ALL.into_iter().find(|w| w.kind() == kind);
    any.map(|w| (w, Ore(sums.base_ore.0.max(0)))).into_iter().collect()
}

fn deducted(parts: &[Part]) -> i64 {
    parts.iter().map(|p| p.preview.deduction_kr).sum()
}

fn common_rate(mut rates: impl Iterator<Item = u32>) -> Option<u32> {
    let first = rates.next()?;
    rates.all(|rate| rate == first).then_some(first)
}

/// The home that ROT or green technology is for.
async fn home(tx: &ReadTx, doc: &Asking, kind: DeductionKind) -> Result<Home, Problem> {
    match doc.work_site_id {
        Some(id) if kind != DeductionKind::Rut => {
            let site = customers::get_work_site(tx, id).await?;
            Ok(Home {
                property_designation: site.property_designation,
                apartment_number: site.apartment_number,
                association_number: site.housing_association_number,
            })
        }
        _ => Ok(Home::default()),
    }
}

async fn ceilings_on(tx: &ReadTx, paid_on: NaiveDate) -> Result<Option<DeductionCeilings>, Problem> {
    let found = list_rules::view(&rules(tx).await?);
    // Newest first.
    Ok(found.ceilings.into_iter().find(|c| c.from_on <= paid_on))
}

async fn shares(tx: &ReadTx, doc: &Asking, ground: &Ground, decided: &[Part]) -> Result<Vec<DeductionShare>, Problem> {
    let people = &ground.people.people;
    let year = doc.paid_on.year();
    let mut found = Vec::new();
    for part in decided {
        for (i, d) in part.preview.buyers.iter().enumerate() {
            let person = people.get(i);
            found.push(DeductionShare {
                member_id: person.map(|p| p.row.id),
                name: match person {
                    Some(p) => p.row.name.clone(),
                    None => customers::get_customer(tx, doc.customer_id).await?.name,
                },
                identity_number: person
                    .and_then(|p| p.number)
                    .map(PersonalIdentityNumber::masked)
                    .unwrap_or_default(),
                lacks: person.map(|p| lacks(&p.member(), year)).unwrap_or_default(),
                held_kr: ground.held_kr.get(i).copied().unwrap_or(0),
                work_type: Some(part.work).filter(|w| w.kind() == DeductionKind::Green),
                rate_bp: part.preview.rate_bp.0,
                ..share(d, ground.shares.get(i).copied().unwrap_or(0))
            });
        }
    }
    Ok(found)
}

fn share(d: &Deduction, share_bp: i64) -> DeductionShare {
    DeductionShare {
        member_id: None,
        name: String::new(),
        identity_number: String::new(),
        share_bp,
        work_type: None,
        rate_bp: 0,
        base_ore: d.base_ore.0,
        base_kr: d.base_kr,
        by_rate_kr: d.by_rate_kr,
        room_kr: match d.limit {
            Limit::None => None,
            Limit::Ceiling { room_kr } => Some(room_kr),
        },
        held_kr: 0,
        deduction_kr: d.deduction_kr,
        credited_kr: 0,
        lacks: Vec::<Lack>::new(),
    }
}

/// What is missing before the deduction can be asked for.
fn gaps(
    doc: &Asking,
    kind: DeductionKind,
    sums: &WorkSums,
    people: &People,
    home: &Home,
    decided: &Result<Vec<Part>, PreviewError>,
    f_tax: bool,
) -> Vec<DeductionGap> {
    let year = doc.paid_on.year();
    let known = home_is_known(
        &home.property_designation,
        &home.apartment_number,
        &home.association_number,
    );
    let timed = sums.by_work.iter().filter(|c| c.work.is_stated_in_hours());
    let no_hours = timed.clone().count() > 0 && timed.clone().all(|c| c.hours.0 <= 0);
    let deducted = decided.as_ref().map_or(0, |parts| deducted(parts));
    let found = [
        (sums.base_ore <= Ore::ZERO, DeductionGap::Work),
        (no_hours, DeductionGap::Hours),
        (people.people.is_empty(), DeductionGap::Household),
        (
            people.people.iter().any(|p| !lacks(&p.member(), year).is_empty()),
            DeductionGap::Person,
        ),
        (kind != DeductionKind::Rut && !known, DeductionGap::Home),
        (!f_tax, DeductionGap::FTax),
        (
            sums.base_ore > Ore::ZERO && decided.is_ok() && deducted == 0,
            DeductionGap::Room,
        ),
        (deducted * 100 > doc.totals.total_ore.max(0), DeductionGap::Total),
        (decided.is_err(), DeductionGap::Rules),
    ];
    found
        .into_iter()
        .filter_map(|(missing, gap)| missing.then_some(gap))
        .collect()
}
