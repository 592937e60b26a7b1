//! What of an offer, order or invoice counts for a deduction, and what is the rest of it?
//!
//! A line counts when it is work of a kind that belongs to the deduction. Of green technology a line counts that is work on or
//! material for an installation, and of one that holds both and other costs at a fixed price 97 %. Its price includes VAT and bears its part of the
//! document's discount (IL 67 kap. 18 §). Where all lines of a VAT code count, they are exactly that code's sum; elsewhere a
//! code's part is rounded once to the öre.

use super::{DeductionKind, WorkType, base_ore};
use crate::money::{Bp, Milli, Ore, div_round};
use crate::totals::{LineKind, VatRow};
use crate::vat::VatCode;
use chrono::NaiveDate;

/// A line as a deduction looks at it.
#[derive(Clone, Copy, Debug)]
pub struct WorkLine {
    /// What it sells.
    pub kind: LineKind,
    /// Of work the kind.
    pub work: Option<WorkType>,
    /// How much of it is worked time; zero where it is no time.
    pub hours: Milli,
    /// Its amount after its own discount, as its price is meant.
    pub amount_ore: Ore,
    /// Its VAT.
    pub vat: VatCode,
}

/// Work of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The kind.
    pub work: WorkType,
    /// Its price including VAT.
    pub price_ore: Ore,
    /// What of it is material, including VAT: of green technology, where that counts.
    pub material_ore: Ore,
    /// Worked time.
    pub hours: Milli,
}

/// What counts and what doesn't; together everything, including VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkSums {
    /// The work that counts.
    pub base_ore: Ore,
    /// Work that doesn't count: of no kind, or of another deduction's.
    pub other_work_ore: Ore,
    /// Material.
    pub material_ore: Ore,
    /// Travel and everything else.
    pub other_ore: Ore,
    /// The work that counts by kind, in the order of [`WorkType::ALL`].
    pub by_work: Vec<Counted>,
}

/// Divides a document's sum, without its rounding to kronor, into what counts for a deduction and what doesn't.
#[must_use]
pub fn work_sums(
    kind: DeductionKind,
    lines: &[WorkLine],
    prices_include_vat: bool,
    discount: Bp,
    rows: &[VatRow],
    supplied_on: NaiveDate,
) -> WorkSums {
    let part = |takes: &dyn Fn(&WorkLine) -> bool| -> Ore {
        let of_rows = rows.iter().map(|row| {
            let of_code = || lines.iter().filter(|l| l.vat == row.vat);
            if of_code().all(takes) {
                return row.net_ore.0.saturating_add(row.vat_ore.0);
            }
            let amount: i128 = of_code().filter(|l| takes(l)).map(|l| i128::from(l.amount_ore.0)).sum();
            let kept = i128::from(10_000 - discount.0.min(10_000));
            let rate = if prices_include_vat {
                0
            } else {
                i128::from(row.vat.rate_on(supplied_on).0)
            };
            i64::try_from(div_round(amount * kept * (10_000 + rate), 100_000_000)).unwrap_or(0)
        });
        Ore(of_rows.fold(0_i64, i64::saturating_add))
    };
    let whole = part(&|_| true);
    let green = kind == DeductionKind::Green;
    let of_kind = |l: &WorkLine| l.work.is_some_and(|w| w.kind() == kind);
    let counts = |l: &WorkLine| of_kind(l) && (l.kind == LineKind::Work || green && l.kind == LineKind::Material);
    // An installation at a fixed price, with everything that belongs to it.
    let fixed = |l: &WorkLine| of_kind(l) && green && l.kind == LineKind::Other;
    let price = |of: &dyn Fn(&WorkLine) -> bool| {
        let at_fixed = part(&|l| of(l) && fixed(l));
        Ore(part(&|l| of(l) && counts(l)).0 + base_ore(kind, at_fixed, Ore::ZERO, true).0 * i64::from(green))
    };
    let other_work_ore = part(&|l| l.kind == LineKind::Work && !counts(l));
    let material_ore = part(&|l| l.kind == LineKind::Material && !counts(l));
    let by_work: Vec<Counted> = WorkType::ALL
        .into_iter()
        .filter(|w| lines.iter().any(|l| (counts(l) || fixed(l)) && l.work == Some(*w)))
        .map(|work| {
            let of = |l: &WorkLine| l.work == Some(work);
            let timed = lines.iter().filter(|l| of(l) && counts(l));
            Counted {
                work,
                price_ore: price(&of),
                material_ore: part(&|l| green && of(l) && counts(l) && l.kind == LineKind::Material),
                hours: Milli(timed.map(|l| l.hours.0).sum()),
            }
        })
        .collect();
    // Each installation has a deduction of its own: the base is what theirs are together.
    let base_ore = if green {
        Ore(by_work.iter().map(|c| c.price_ore.0).sum())
    } else {
        part(&counts)
    };
    WorkSums {
        // What is left is what is left: the parts are the whole.
        other_ore: Ore(whole.0 - base_ore.0 - material_ore.0 - other_work_ore.0),
        base_ore,
        other_work_ore,
        material_ore,
        by_work,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::{LineInput, PriceTerms, totals};
    use proptest::prelude::*;

    const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 9, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    };

    fn of(kind: LineKind, work: Option<WorkType>, amount: i64) -> WorkLine {
        WorkLine {
            kind,
            work,
            hours: Milli(if kind == LineKind::Work { 1_000 } else { 0 }),
            amount_ore: Ore(amount),
            vat: VatCode::Standard,
        }
    }

    fn rows(net: i64, vat: i64) -> [VatRow; 1] {
        [VatRow {
            vat: VatCode::Standard,
            net_ore: Ore(net),
            vat_ore: Ore(vat),
        }]
    }

    #[test]
    fn of_green_technology_work_and_material_count_and_of_a_fixed_price_97_percent() {
        use WorkType::{ChargingPoint, SolarPower};
        let lines = [
            of(LineKind::Work, Some(SolarPower), 1_000_000),
            of(LineKind::Material, Some(SolarPower), 3_000_000),
            of(LineKind::Material, None, 200_000),
            of(LineKind::Other, Some(ChargingPoint), 800_000),
            of(LineKind::Travel, None, 50_000),
            of(LineKind::Work, Some(WorkType::Electrical), 100_000),
        ];
        let net: i64 = lines.iter().map(|l| l.amount_ore.0).sum();
        let s = work_sums(DeductionKind::Green, &lines, false, Bp(0), &rows(net, net / 4), DAY);
        let seen: Vec<_> = s
            .by_work
            .iter()
            .map(|c| (c.work, c.price_ore.0, c.material_ore.0))
            .collect();
        assert_eq!(seen, [(SolarPower, 5_000_000, 3_750_000), (ChargingPoint, 970_000, 0)]);
        assert_eq!(
            (s.base_ore.0, s.material_ore.0, s.other_work_ore.0),
            (5_970_000, 250_000, 125_000)
        );
        // Travel, and 3 % of the fixed price.
        assert_eq!(s.other_ore.0, 62_500 + 30_000);
        // Asked for ROT, the same lines give what is ROT.
        let rot = work_sums(DeductionKind::Rot, &lines, false, Bp(0), &rows(net, net / 4), DAY);
        assert_eq!((rot.base_ore.0, rot.material_ore.0), (125_000, 4_000_000));
    }

    #[test]
    fn the_tax_agencys_example_counts_the_work_alone() {
        let lines = [
            of(LineKind::Work, Some(WorkType::Construction), 1_000_000),
            of(LineKind::Material, None, 800_000),
            of(LineKind::Travel, None, 40_000),
        ];
        let sums = work_sums(DeductionKind::Rot, &lines, false, Bp(0), &rows(1_840_000, 460_000), DAY);
        assert_eq!(sums.base_ore, Ore(1_250_000));
        assert_eq!((sums.material_ore, sums.other_ore), (Ore(1_000_000), Ore(50_000)));
        assert_eq!(sums.by_work.len(), 1);
        assert_eq!(sums.by_work[0].hours, Milli(1_000));
    }

    #[test]
    fn work_of_no_kind_or_of_the_other_deduction_does_not_count() {
        let lines = [
            of(LineKind::Work, None, 10_000),
            of(LineKind::Work, Some(WorkType::Cleaning), 20_000),
            of(LineKind::Work, Some(WorkType::Masonry), 40_000),
        ];
        let sums = work_sums(DeductionKind::Rot, &lines, false, Bp(0), &rows(70_000, 17_500), DAY);
        assert_eq!((sums.base_ore, sums.other_work_ore), (Ore(50_000), Ore(37_500)));
        let sums = work_sums(DeductionKind::Rut, &lines, false, Bp(0), &rows(70_000, 17_500), DAY);
        assert_eq!((sums.base_ore, sums.other_work_ore), (Ore(25_000), Ore(62_500)));
    }

    #[test]
    fn the_documents_discount_is_borne_by_the_work_too() {
        let lines = [
            of(LineKind::Work, Some(WorkType::Masonry), 100_000),
            of(LineKind::Material, None, 100_000),
        ];
        let sums = work_sums(
            DeductionKind::Rot,
            &lines,
            false,
            Bp(1_000),
            &rows(180_000, 45_000),
            DAY,
        );
        assert_eq!(sums.base_ore, Ore(112_500));
        let sums = work_sums(DeductionKind::Rot, &lines, true, Bp(1_000), &rows(144_000, 36_000), DAY);
        assert_eq!(sums.base_ore, Ore(90_000));
    }

    proptest! {
        #[test]
        fn the_parts_are_the_sum_of_the_document(
            lines in prop::collection::vec((0..4_usize, 0..4_usize, 0..100_000_i64, 1..5_000_i64, 0..3_usize), 1..12),
            include_vat in any::<bool>(),
            discount in 0_u32..=10_000,
            rut in any::<bool>(),
        ) {
            let terms = PriceTerms { prices_include_vat: include_vat, discount_bp: Bp(discount), round_to_krona: false };
            let inputs: Vec<LineInput> = lines.iter().map(|(_, _, price, quantity, vat)| LineInput {
                quantity_milli: Milli(*quantity), unit_price_ore: Ore(*price), discount_bp: Bp(0), vat: VatCode::ALL[*vat],
            }).collect();
            let t = totals(&terms, &inputs, DAY).unwrap();
            let works = [None, Some(WorkType::Masonry), Some(WorkType::Plumbing), Some(WorkType::Cleaning)];
            let seen: Vec<WorkLine> = lines.iter().zip(&t.line_amounts_ore).map(|((kind, work, _, quantity, vat), amount)| WorkLine {
                kind: LineKind::ALL[*kind],
                work: works[*work].filter(|_| LineKind::ALL[*kind] == LineKind::Work),
                hours: Milli(*quantity), amount_ore: *amount, vat: VatCode::ALL[*vat],
            }).collect();
            let kind = if rut { DeductionKind::Rut } else { DeductionKind::Rot };
            let sums = work_sums(kind, &seen, include_vat, Bp(discount), &t.vat_rows, DAY);
            let parts = sums.base_ore.0 + sums.other_work_ore.0 + sums.material_ore.0 + sums.other_ore.0;
            prop_assert_eq!(parts, t.total_ore.0);
            let by_work: i64 = sums.by_work.iter().map(|c| c.price_ore.0).sum();
            prop_assert!((by_work - sums.base_ore.0).abs() <= 6, "{} of {}", by_work, sums.base_ore.0);
            if seen.iter().all(|l| l.work.is_some_and(|w| w.kind() == kind)) {
                prop_assert_eq!(sums.base_ore, t.total_ore);
            }
        }
    }
}
