//! What of a tax deduction does a credit note take back?
//!
//! The rate stays that of the original. What is left of the work that counts, after this credit note and those issued before it,
//! decides what is still deducted for each buyer; the rest is taken back by the credit note.

use super::{
    entity::invoice,
    links,
    received::tell_cases,
    settle::{self, NewSettlement},
    store::{self, Parts},
    tax_deduction::{self, asking},
};
use crate::{
    deductions::{Asking, Home, cases, counted, deduction_case, work_words},
    http::{Code, Problem},
    store::{ReadTx, WriteTx},
};
use kontoret_core::{
    deduction::{DeductionKind, Kept, WorkSums, WorkType, kept_kr},
    money::{Bp, Ore},
    settlement,
};
use kontoret_documents as set;

/// What a credit note takes back of a deduction.
pub(super) struct TakenBack {
    /// In all, in öre; above zero.
    pub deducted_ore: i64,
    /// Of each buyer: the case, what goes of its base and of its deduction, in kronor.
    of_cases: Vec<(deduction_case::Model, i64, i64)>,
    kind: DeductionKind,
    sums: WorkSums,
}

/// What a credit note with these parts takes back; none where its original had no deduction or keeps all of it.
///
/// # Errors
/// `negative_total` when more of the deduction would be taken back than is credited, and the database's.
pub(super) async fn taken_back(
    tx: &ReadTx,
    original: &invoice::Model,
    note: &invoice::Model,
    parts: &Parts,
) -> Result<Option<TakenBack>, Problem> {
    let Some(kind) = tax_deduction::asked(original) else {
        return Ok(None);
    };
    let mut left = store::parts(tx, original.id).await?;
    let whole = sums(tx, original, &left, kind);
    for earlier in links::credit_notes(tx, original.id).await? {
        if earlier.number.is_some() && earlier.id != note.id {
            add(&mut left, store::parts(tx, earlier.id).await?);
        }
    }
    let before = sums(tx, original, &left, kind);
    add(
        &mut left,
        Parts {
            lines: parts.lines.clone(),
            vat_rows: parts.vat_rows.clone(),
        },
    );
    let after = sums(tx, original, &left, kind);
    let mut of_cases = Vec::new();
    let mut kronor = 0;
    for case in cases::of_invoice(tx, original.id).await? {
        let kept = Kept {
            rate_bp: Bp(u32::try_from(case.rate_bp).map_err(Problem::internal)?),
            base_ore: Ore(case.base_ore),
            base_kr: case.base_kr - case.credited_base_kr - case.moved_base_kr,
            deduction_kr: cases::sums(&case).standing_kr(),
        };
        let of = cases::installation(&case)?;
        let (base_kr, deduction_kr) = kept_kr(&kept, base_of(&after, of), base_of(&whole, of));
        let back = (kept.base_kr - base_kr, kept.deduction_kr - deduction_kr);
        if back.0 > 0 || back.1 > 0 {
            kronor += back.1;
            of_cases.push((case, back.0, back.1));
        }
    }
    if of_cases.is_empty() {
        return Ok(None);
    }
    if kronor * 100 > -note.total_ore {
        return Err(Problem::new(Code::NegativeTotal).detail(
            "the credit takes back more of the tax deduction than it credits: credit more of the work at once",
        ));
    }
    Ok(Some(TakenBack {
        deducted_ore: kronor * 100,
        of_cases,
        kind,
        sums: difference(&before, &after),
    }))
}

/// The base of an installation, or of everything.
fn base_of(sums: &WorkSums, installation: Option<WorkType>) -> Ore {
    match installation {
        None => sums.base_ore,
        Some(work) => sums
            .by_work
            .iter()
            .find(|c| c.work == work)
            .map_or(Ore::ZERO, |c| c.price_ore),
    }
}

fn sums(tx: &ReadTx, original: &invoice::Model, parts: &Parts, kind: DeductionKind) -> WorkSums {
    let asking: Asking = asking(original, parts, tx.today());
    counted(&asking, kind)
}

/// Puts a credit note's lines and sums, which are below zero, to those of its original.
fn add(all: &mut Parts, more: Parts) {
    all.lines.extend(more.lines);
    for row in more.vat_rows {
        match all.vat_rows.iter_mut().find(|r| r.vat == row.vat) {
            Some(known) => {
                known.net_ore += row.net_ore;
                known.vat_ore += row.vat_ore;
            }
            None => all.vat_rows.push(row),
        }
    }
}

fn difference(before: &WorkSums, after: &WorkSums) -> WorkSums {
    WorkSums {
        base_ore: Ore(after.base_ore.0 - before.base_ore.0),
        other_work_ore: Ore(after.other_work_ore.0 - before.other_work_ore.0),
        material_ore: Ore(after.material_ore.0 - before.material_ore.0),
        other_ore: Ore(after.other_ore.0 - before.other_ore.0),
        by_work: before.by_work.clone(),
    }
}

impl TakenBack {
    /// As it is printed on the credit note.
    pub(super) fn printed(&self, english: bool) -> set::TaxDeduction {
        let first = self.of_cases.first().map(|(case, _, _)| case);
        let home = first.map_or_else(Home::default, |case| Home {
            property_designation: case.property_designation.clone(),
            apartment_number: case.apartment_number.clone(),
            association_number: case.association_number.clone(),
        });
        let of_cases = self.of_cases.iter().map(|(case, _, _)| case);
        let mut rates: Vec<u32> = of_cases.map(|case| u32::try_from(case.rate_bp).unwrap_or(0)).collect();
        rates.dedup();
        let several = self.sums.by_work.len() > 1;
        let installation = |case| {
            let work = cases::installation(case).ok().flatten();
            work.filter(|_| several).map_or("", |w| work_words(w, english))
        };
        let buyers = self.of_cases.iter().filter(|(_, _, kr)| *kr > 0);
        set::TaxDeduction {
            buyers: buyers
                .map(|(case, _, kr)| set::DeductionBuyer {
                    position: case.position,
                    name: case.name.clone(),
                    installation: installation(case).to_owned(),
                    identity_number: String::new(),
                    share_bp: u32::try_from(case.share_bp).unwrap_or(0),
                    deducted_ore: -kr * 100,
                })
                .collect(),
            deducted_ore: -self.deducted_ore,
            ..tax_deduction::parts(self.kind, &rates, &self.sums, &home, english)
        }
    }

    /// Takes it back: the credit note owes the customer that much less, and the cases say so.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn take(&self, tx: &WriteTx, note: &invoice::Model) -> Result<invoice::Model, Problem> {
        let mut after = note.clone();
        if self.deducted_ore > 0 {
            let new = NewSettlement::of(settlement::Kind::Deduction, tx.today(), -self.deducted_ore);
            after = settle::settle(tx, note, &new).await?;
        }
        for (case, base_kr, deduction_kr) in &self.of_cases {
            cases::credit(tx, case, (*base_kr, *deduction_kr), note.id).await?;
        }
        Ok(after)
    }
}

/// Lets the original's cases follow once its credit note is set against it.
///
/// # Errors
/// The database's.
pub(super) async fn follow(tx: &WriteTx, original: &invoice::Model) -> Result<(), Problem> {
    tell_cases(tx, original).await
}
