//! How does a tax deduction come onto an invoice: counted, taken off when it is issued, printed?

use super::{
    dto::InvoiceLine,
    entity::invoice,
    received::tell_cases,
    settle::{self, NewSettlement},
    store::{self, Parts},
};
use crate::{
    bookkeeping::fiscal_year_of,
    deductions::{self, Asking, Frozen, FrozenBuyer, Home, cases, dto::DeductionPreview, of_line, work_words},
    http::{FieldError, Problem},
    lines,
    store::{ReadTx, WriteTx, secret::Secrets},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{DeductionKind, WorkLine, WorkSums},
    identity::PersonalIdentityNumber,
    invoice::{Kind, due_on},
    money::Milli,
    settlement,
};
use kontoret_documents as set;

/// The deduction that an invoice asks for; none of a credit note, which takes back what its original took off.
pub(super) fn asked(row: &invoice::Model) -> Option<DeductionKind> {
    if row.kind == Kind::CreditNote.as_str() {
        return None;
    }
    lines::asked(&row.deduction).kind()
}

/// The day an invoice is expected to be paid on: the last day to pay, of cash the day of issue.
fn expected_on(row: &invoice::Model, today: NaiveDate) -> NaiveDate {
    if row.kind == Kind::Cash.as_str() {
        return row.issued_on.unwrap_or(today);
    }
    let terms = u16::try_from(row.payment_terms_days).unwrap_or(0);
    row.due_on.unwrap_or(due_on(today, terms))
}

/// Lines as a deduction looks at them.
pub(super) fn work_lines(lines: &[InvoiceLine]) -> Vec<WorkLine> {
    lines
        .iter()
        .map(|l| {
            let line = of_line(l.kind, l.work_type, (l.quantity_milli, &l.unit), l.amount_ore, l.vat);
            // What it took is what is stated, whatever it is charged by.
            let hours = l.actual_hours_milli.map_or(line.hours, Milli);
            WorkLine { hours, ..line }
        })
        .collect()
}

/// An invoice as a deduction looks at it.
pub(super) fn asking(row: &invoice::Model, parts: &Parts, today: NaiveDate) -> Asking {
    Asking {
        customer_id: row.customer_id,
        work_site_id: row.work_site_id,
        asked: lines::asked(&row.deduction),
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        lines: work_lines(&parts.lines),
        supplied_on: row.supplied_on.or(row.issued_on).unwrap_or(today),
        paid_on: expected_on(row, today),
        totals: store::totals(row, parts.vat_rows.clone()),
        invoice_id: Some(row.id),
    }
}

/// What would be deducted from a draft, and what keeps it from being deducted.
///
/// # Errors
/// The database's.
pub(super) async fn of_draft(
    tx: &ReadTx,
    secrets: &Secrets,
    row: &invoice::Model,
    parts: &Parts,
) -> Result<(Option<Frozen>, Vec<FieldError>), Problem> {
    match asked(row) {
        Some(kind) => deductions::freeze(tx, secrets, &asking(row, parts, tx.today()), kind).await,
        None => Ok((None, Vec::new())),
    }
}

/// What is deducted from an invoice: of a draft what would be, of an issued one what was.
///
/// # Errors
/// The database's.
pub(super) async fn preview(
    tx: &ReadTx,
    secrets: &Secrets,
    asking: &Asking,
    row: &invoice::Model,
) -> Result<DeductionPreview, Problem> {
    match row.number {
        Some(_) => deductions::settled(tx, secrets, asking, row.id).await,
        None => deductions::preview(tx, secrets, asking).await,
    }
}

/// Takes a deduction off an invoice that was just issued: what the tax agency pays, the customer doesn't owe.
///
/// # Errors
/// The database's.
pub(super) async fn take_off(
    tx: &WriteTx,
    secrets: &Secrets,
    row: &invoice::Model,
    frozen: &Frozen,
) -> Result<invoice::Model, Problem> {
    let issued_on = row.issued_on.unwrap_or(tx.today());
    let new = NewSettlement::of(settlement::Kind::Deduction, issued_on, frozen.deduction_kr * 100);
    let after = settle::settle(tx, row, &new).await?;
    let year = fiscal_year_of(tx, issued_on).await?.ends_on.year();
    deductions::open_cases(tx, secrets, (row.id, row.customer_id), year, frozen).await?;
    tell_cases(tx, &after).await?;
    Ok(after)
}

/// A deduction as it is printed; numbers are filled in when it is set, of a draft they are masked.
pub(super) fn printed(frozen: &Frozen, english: bool) -> set::TaxDeduction {
    let several = frozen.sums.by_work.len() > 1;
    let installation = |b: &FrozenBuyer| b.work.filter(|_| several).map_or("", |w| work_words(w, english));
    let buyer = |(position, b): (i32, &FrozenBuyer)| set::DeductionBuyer {
        installation: installation(b).to_owned(),
        position,
        name: b.name.clone(),
        identity_number: b.number.map(PersonalIdentityNumber::masked).unwrap_or_default(),
        share_bp: u32::try_from(b.share_bp).unwrap_or(0),
        deducted_ore: b.deduction_kr * 100,
    };
    let rates: Vec<u32> = frozen.rates_bp.iter().map(|r| r.0).collect();
    set::TaxDeduction {
        buyers: (0..).zip(&frozen.buyers).map(buyer).collect(),
        deducted_ore: frozen.deduction_kr * 100,
        ..parts(frozen.kind, &rates, &frozen.sums, &frozen.home, english)
    }
}

/// The parts of a sum, the work and the home.
pub(super) fn parts(
    kind: DeductionKind,
    rates_bp: &[u32],
    sums: &WorkSums,
    home: &Home,
    english: bool,
) -> set::TaxDeduction {
    set::TaxDeduction {
        kind: match kind {
            DeductionKind::Rot => set::TaxDeductionKind::Rot,
            DeductionKind::Rut => set::TaxDeductionKind::Rut,
            DeductionKind::Green => set::TaxDeductionKind::Green,
        },
        rate_bp: rates_bp.first().copied().unwrap_or(0),
        more_rates_bp: rates_bp.iter().skip(1).copied().collect(),
        base_ore: sums.base_ore.0,
        other_work_ore: sums.other_work_ore.0,
        material_ore: sums.material_ore.0,
        other_ore: sums.other_ore.0,
        works: sums
            .by_work
            .iter()
            .map(|c| work_words(c.work, english).to_owned())
            .collect(),
        home: set::Home {
            property_designation: home.property_designation.clone(),
            apartment_number: home.apartment_number.clone(),
            association_number: home.association_number.clone(),
        },
        buyers: Vec::new(),
        deducted_ore: 0,
    }
}

/// How much of a number is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// All of it: on the document itself.
    Whole,
    /// Without its last four digits.
    Masked,
}

/// Fills in the numbers of the buyers, which are kept sealed with their cases; an erased one stays empty.
///
/// # Errors
/// The database's.
pub(super) async fn fill_in(
    tx: &ReadTx,
    secrets: &Secrets,
    row: &invoice::Model,
    deduction: &mut set::TaxDeduction,
    numbers: Numbers,
) -> Result<(), Problem> {
    let whose = row.credits_invoice_id.unwrap_or(row.id);
    for case in cases::of_invoice(tx, whose).await? {
        let Some(buyer) = deduction.buyers.iter_mut().find(|b| b.position == case.position) else {
            continue;
        };
        let number = cases::number_of(tx, secrets, &case).await?;
        buyer.identity_number = match (number, numbers) {
            (Some(number), Numbers::Whole) => number.hyphenated(),
            (Some(number), Numbers::Masked) => number.masked(),
            (None, _) => String::new(),
        };
    }
    Ok(())
}
