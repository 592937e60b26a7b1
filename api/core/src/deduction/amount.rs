//! What is deducted from an invoice, for each buyer, and why not more?
//!
//! 1. The base is the price of the work including VAT and nothing else (IL 67 kap. 18 §). Of green technology it is work and
//!    material together, or 97 % of the price of a whole installation at a fixed price.
//! 2. The base is divided between the buyers by their shares, exactly to the öre, and every buyer's part is cut to whole
//!    kronor (HUSFL 5 §: "så att öretal faller bort").
//! 3. A buyer's deduction is the rate of that whole number of kronor, cut again, and at most what the year's ceilings leave.
//!
//! Cutting before the rate is taken keeps what is asked for within the part of what was paid that the law allows: of B whole
//! kronor, r·B cut leaves a whole number to pay that is at least (1 − r)/r times as much.

use super::{Ceilings, DeductionKind, RateRule, Used, WorkType, apportion, ceilings_on, rate_on, room_kr};
use crate::money::{Bp, Ore};
use chrono::NaiveDate;

/// The most buyers that one job is divided between.
pub const MAX_BUYERS: usize = 6;

/// The part of a fixed price for green technology that counts, in basis points.
const GREEN_FIXED_PRICE: i128 = 9_700;

/// Why a buyer gets less than the rate alone gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Nothing holds it back.
    None,
    /// What is left of the year's ceilings, in kronor.
    Ceiling {
        /// What was left before this.
        room_kr: i64,
    },
}

/// A buyer's deduction with the way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// This buyer's part of the base.
    pub base_ore: Ore,
    /// The part in whole kronor.
    pub base_kr: i64,
    /// The rate of the part in whole kronor, before ceilings.
    pub by_rate_kr: i64,
    /// What is deducted.
    pub deduction_kr: i64,
    /// What held it back.
    pub limit: Limit,
}

/// The deduction of a whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The rate.
    pub rate_bp: Bp,
    /// In the order of the buyers.
    pub buyers: Vec<Deduction>,
    /// The sum of the buyers' deductions.
    pub deduction_kr: i64,
}

/// Why nothing can be deducted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PreviewError {
    /// No rule is known for the day of payment.
    #[error("no rule is known for that day")]
    NoRule,
    /// There is no buyer, or more than [`MAX_BUYERS`].
    #[error("too few or too many buyers")]
    Buyers,
    /// The shares don't add up to 100 %, or one is not above zero.
    #[error("the shares must be above zero and add up to 100 %")]
    Shares,
    /// The base is below zero.
    #[error("the price of the work is below zero")]
    Negative,
}

/// The base: of ROT and RUT the price of the work, of green technology work and material, or 97 % of a fixed price for both.
/// Amounts in öre, including VAT.
#[must_use]
pub fn base_ore(kind: DeductionKind, work_ore: Ore, material_ore: Ore, fixed_price: bool) -> Ore {
    match (kind, fixed_price) {
        (DeductionKind::Rot | DeductionKind::Rut, _) => work_ore,
        (DeductionKind::Green, false) => Ore(work_ore.0.saturating_add(material_ore.0)),
        (DeductionKind::Green, true) => {
            let price = i128::from(work_ore.0) + i128::from(material_ore.0);
            Ore(i64::try_from(price * GREEN_FIXED_PRICE / 10_000).unwrap_or(i64::MAX))
        }
    }
}

/// What each buyer has deducted of a base that is paid on a day.
///
/// `buyers` are their shares in basis points and what they have had already in the calendar year of `paid_on`.
///
/// # Errors
/// See [`PreviewError`].
pub fn preview(
    rates: &[RateRule],
    ceilings: &[Ceilings],
    work: WorkType,
    paid_on: NaiveDate,
    base_ore: Ore,
    buyers: &[(i64, Used)],
) -> Result<Preview, PreviewError> {
    if buyers.is_empty() || buyers.len() > MAX_BUYERS {
        return Err(PreviewError::Buyers);
    }
    let shares: Vec<i64> = buyers.iter().map(|b| b.0).collect();
    if shares.iter().any(|s| *s <= 0) || shares.iter().try_fold(0_i64, |a, s| a.checked_add(*s)) != Some(10_000) {
        return Err(PreviewError::Shares);
    }
    if base_ore < Ore::ZERO {
        return Err(PreviewError::Negative);
    }
    let rate_bp = rate_on(rates, work, paid_on).ok_or(PreviewError::NoRule)?;
    let ceilings = ceilings_on(ceilings, paid_on).ok_or(PreviewError::NoRule)?;
    let buyers: Vec<Deduction> = apportion(base_ore.0, &shares)
        .into_iter()
        .zip(buyers)
        .map(|(part, (_, used))| one(Ore(part), rate_bp, room_kr(ceilings, *used, work.kind())))
        .collect();
    Ok(Preview {
        rate_bp,
        deduction_kr: buyers.iter().map(|b| b.deduction_kr).sum(),
        buyers,
    })
}

/// What one kind of work or installation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The kind; of ROT and RUT any, for all have one rate.
    pub work: WorkType,
    /// What is deducted for it.
    pub preview: Preview,
}

/// What each buyer has deducted for parts of a job that are paid on a day, each at its own rate (IL 67 kap. 45 §); what an
/// earlier part takes of a year's ceiling is not left for a later one.
///
/// # Errors
/// See [`PreviewError`].
pub fn preview_parts(
    rates: &[RateRule],
    ceilings: &[Ceilings],
    parts: &[(WorkType, Ore)],
    paid_on: NaiveDate,
    buyers: &[(i64, Used)],
) -> Result<Vec<Part>, PreviewError> {
    let mut buyers = buyers.to_vec();
    parts
        .iter()
        .map(|&(work, base_ore)| {
            let preview = preview(rates, ceilings, work, paid_on, base_ore, &buyers)?;
            for (buyer, taken) in buyers.iter_mut().zip(&preview.buyers) {
                buyer.1 = buyer.1.and(work.kind(), taken.deduction_kr);
            }
            Ok(Part { work, preview })
        })
        .collect()
}

fn one(base_ore: Ore, rate: Bp, room_kr: i64) -> Deduction {
    let base_kr = base_ore.0 / 100;
    let by_rate_kr = part_of(base_kr, rate);
    let held_back = by_rate_kr > room_kr;
    Deduction {
        base_ore,
        base_kr,
        by_rate_kr,
        deduction_kr: by_rate_kr.min(room_kr),
        limit: if held_back {
            Limit::Ceiling { room_kr }
        } else {
            Limit::None
        },
    }
}

/// The rate of an amount at or above zero, cut to whole kronor.
pub(super) fn part_of(amount_kr: i64, rate: Bp) -> i64 {
    // At most the amount, for a rate is at most 100 %.
    i64::try_from(i128::from(amount_kr) * i128::from(rate.0.min(10_000)) / 10_000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn on(work: WorkType, paid_on: NaiveDate, base_ore: i64, buyers: &[(i64, Used)]) -> Result<Preview, PreviewError> {
        preview(
            &RateRule::history(),
            &Ceilings::history(),
            work,
            paid_on,
            Ore(base_ore),
            buyers,
        )
    }

    const FRESH: Used = Used {
        rot_kr: 0,
        rut_kr: 0,
        green_kr: 0,
    };

    #[test]
    fn the_tax_agencys_example() {
        // Work 10 000 and VAT 2 500: ROT 3 750, to pay 23 000 − 3 750 = 19 250.
        let p = on(WorkType::Construction, day(2026, 9, 1), 1_250_000, &[(10_000, FRESH)]).unwrap();
        assert_eq!((p.rate_bp, p.deduction_kr), (Bp(3000), 3750));
        assert_eq!(p.buyers[0].limit, Limit::None);
        assert_eq!(2_300_000 - p.deduction_kr * 100, 1_925_000);
    }

    #[test]
    fn ore_fall_away_before_the_rate_and_after_it() {
        let table = [
            (400_300, 4003, 1200),
            (400_399, 4003, 1200),
            (334, 3, 0),
            (399, 3, 0),
            (400, 4, 1),
            (0, 0, 0),
        ];
        for (base_ore, base_kr, deduction_kr) in table {
            let p = on(WorkType::Masonry, day(2026, 1, 1), base_ore, &[(10_000, FRESH)]).unwrap();
            assert_eq!(
                (p.buyers[0].base_kr, p.deduction_kr),
                (base_kr, deduction_kr),
                "{base_ore}"
            );
        }
    }

    #[test]
    fn the_ceiling_holds_back_and_says_so() {
        let used = FRESH.and(DeductionKind::Rot, 49_000);
        let p = on(WorkType::Masonry, day(2026, 3, 1), 1_000_000, &[(10_000, used)]).unwrap();
        assert_eq!(p.buyers[0].by_rate_kr, 3000);
        assert_eq!(p.deduction_kr, 1000);
        assert_eq!(p.buyers[0].limit, Limit::Ceiling { room_kr: 1000 });
    }

    #[test]
    fn two_buyers_have_each_their_own_room() {
        let full = FRESH.and(DeductionKind::Rot, 50_000);
        let p = on(
            WorkType::Plumbing,
            day(2026, 3, 1),
            20_000_000,
            &[(5_000, full), (5_000, FRESH)],
        )
        .unwrap();
        assert_eq!(p.buyers.iter().map(|b| b.deduction_kr).collect::<Vec<_>>(), [0, 30_000]);
    }

    #[test]
    fn of_green_technology_material_counts_and_of_a_fixed_price_97_percent() {
        let base = |fixed| base_ore(DeductionKind::Green, Ore(2_000_000), Ore(8_000_000), fixed);
        assert_eq!((base(false), base(true)), (Ore(10_000_000), Ore(9_700_000)));
        assert_eq!(base_ore(DeductionKind::Rot, Ore(5), Ore(7), true), Ore(5));
        let p = on(WorkType::SolarPower, day(2026, 5, 1), 9_700_000, &[(10_000, FRESH)]).unwrap();
        assert_eq!(p.deduction_kr, 14_550);
    }

    #[test]
    fn installations_have_each_their_rate_and_one_ceiling_together() {
        let parts = |solar, storage| {
            preview_parts(
                &RateRule::history(),
                &Ceilings::history(),
                &[
                    (WorkType::SolarPower, Ore(solar)),
                    (WorkType::ElectricityStorage, Ore(storage)),
                ],
                day(2026, 5, 1),
                &[(10_000, FRESH)],
            )
            .unwrap()
            .iter()
            .map(|p| (p.preview.rate_bp, p.preview.deduction_kr))
            .collect::<Vec<_>>()
        };
        assert_eq!(parts(10_000_000, 4_000_000), [(Bp(1500), 15_000), (Bp(5000), 20_000)]);
        assert_eq!(parts(20_000_000, 9_000_000), [(Bp(1500), 30_000), (Bp(5000), 20_000)]);
    }

    #[test]
    fn impossible_questions_are_refused_by_name() {
        let ask = |base, buyers: &[(i64, Used)]| on(WorkType::Cleaning, day(2026, 5, 1), base, buyers);
        assert_eq!(ask(100, &[]), Err(PreviewError::Buyers));
        assert_eq!(ask(100, &[(1_428, FRESH); 7]), Err(PreviewError::Buyers));
        assert_eq!(ask(100, &[(5_000, FRESH)]), Err(PreviewError::Shares));
        assert_eq!(ask(100, &[(0, FRESH), (10_000, FRESH)]), Err(PreviewError::Shares));
        assert_eq!(ask(100, &[(i64::MAX, FRESH), (1, FRESH)]), Err(PreviewError::Shares));
        assert_eq!(ask(-1, &[(10_000, FRESH)]), Err(PreviewError::Negative));
        let early = on(WorkType::Cleaning, day(2020, 12, 31), 100, &[(10_000, FRESH)]);
        assert_eq!(early, Err(PreviewError::NoRule));
    }

    fn shares() -> impl Strategy<Value = Vec<i64>> {
        prop::collection::vec(1_i64..1_000, 1..=MAX_BUYERS).prop_map(|w| {
            let mut shares = apportion(10_000 - w.len() as i64, &w);
            shares.iter_mut().for_each(|s| *s += 1);
            shares
        })
    }

    proptest! {
        #[test]
        fn deducted_and_paid_are_the_price_of_the_work_and_no_ceiling_is_passed(
            base in 0_i64..2_000_000_000,
            shares in shares(),
            used in 0_i64..80_000,
            days in 0_u64..2_500,
            rut in any::<bool>(),
        ) {
            let work = if rut { WorkType::Cleaning } else { WorkType::Electrical };
            let paid_on = day(2021, 1, 1) + chrono::Days::new(days);
            let used = FRESH.and(work.kind(), used);
            let buyers: Vec<_> = shares.iter().map(|s| (*s, used)).collect();
            let p = on(work, paid_on, base, &buyers).unwrap();
            let history = Ceilings::history();
            let room = room_kr(ceilings_on(&history, paid_on).unwrap(), used, work.kind());
            prop_assert_eq!(p.buyers.iter().map(|b| b.base_ore.0).sum::<i64>(), base);
            for b in &p.buyers {
                prop_assert!(b.deduction_kr >= 0 && b.deduction_kr <= room);
                // What the buyer pays for the work, cut to kronor, allows what is deducted: 3/7 of it at 30 %, as much at 50 %.
                let paid_kr = (b.base_ore.0 - b.deduction_kr * 100) / 100;
                let (rate, rest) = (i64::from(p.rate_bp.0), 10_000 - i64::from(p.rate_bp.0));
                prop_assert!(b.deduction_kr * rest <= paid_kr * rate);
                prop_assert!(b.deduction_kr + paid_kr <= b.base_kr);
            }
        }
    }
}
