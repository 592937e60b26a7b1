//! What of a buyer's deduction is left when work is credited?
//!
//! The rate stays that of the day the invoice was expected to be paid on. The buyer's part of the base shrinks as the whole base
//! does, and what is deducted never rises again; when nothing is left of the base, nothing is deducted.

use super::amount::part_of;
use crate::money::{Bp, Ore};

/// A buyer's deduction as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The rate that it was made at.
    pub rate_bp: Bp,
    /// The buyer's part of the invoice's base.
    pub base_ore: Ore,
    /// What still stands of that, in kronor.
    pub base_kr: i64,
    /// What is still deducted, in kronor.
    pub deduction_kr: i64,
}

/// What stands of a buyer's base and of the deduction, in kronor, when only `left_ore` of the invoice's base of `whole_ore` is
/// left.
#[must_use]
pub fn kept_kr(kept: &Kept, left_ore: Ore, whole_ore: Ore) -> (i64, i64) {
    if whole_ore <= Ore::ZERO || left_ore <= Ore::ZERO {
        return (0, 0);
    }
    let left = left_ore.0.min(whole_ore.0);
    let part = i128::from(kept.base_ore.0.max(0)) * i128::from(left) / i128::from(whole_ore.0);
    // At most the buyer's part, which is an i64.
    let part_kr = i64::try_from(part).unwrap_or(i64::MAX) / 100;
    let deduction_kr = part_of(part_kr, kept.rate_bp).min(kept.deduction_kr).max(0);
    (part_kr.min(kept.base_kr).max(0), deduction_kr)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deduction::apportion;
    use proptest::prelude::*;

    #[test]
    fn half_the_work_credited_leaves_half_the_deduction() {
        let whole = Kept {
            rate_bp: Bp(3000),
            base_ore: Ore(1_250_000),
            base_kr: 12_500,
            deduction_kr: 3750,
        };
        let table = [
            (1_250_000, (12_500, 3750)),
            (625_000, (6250, 1875)),
            (624_999, (6249, 1874)),
            (399, (3, 0)),
            (0, (0, 0)),
            (-1, (0, 0)),
        ];
        for (left, expected) in table {
            assert_eq!(kept_kr(&whole, Ore(left), Ore(1_250_000)), expected, "{left}");
        }
    }

    #[test]
    fn what_a_ceiling_held_back_is_credited_last() {
        let held = Kept {
            rate_bp: Bp(3000),
            base_ore: Ore(1_000_000),
            base_kr: 10_000,
            deduction_kr: 1000,
        };
        assert_eq!(kept_kr(&held, Ore(500_000), Ore(1_000_000)), (5000, 1000));
        assert_eq!(kept_kr(&held, Ore(200_000), Ore(1_000_000)), (2000, 600));
    }

    proptest! {
        #[test]
        fn any_row_of_credits_only_takes_back_and_ends_in_nothing(
            base in 1_i64..500_000_000,
            weights in prop::collection::vec(1_i64..1_000, 1..=6),
            steps in prop::collection::vec(0_i64..500_000_000, 0..8),
            half in any::<bool>(),
        ) {
            let rate_bp = Bp(if half { 5_000 } else { 3_000 });
            let mut buyers: Vec<Kept> = apportion(base, &weights)
                .into_iter()
                .map(|part| Kept { rate_bp, base_ore: Ore(part), base_kr: part / 100, deduction_kr: part_of(part / 100, rate_bp) })
                .collect();
            for b in &buyers {
                prop_assert_eq!(kept_kr(b, Ore(base), Ore(base)), (b.base_kr, b.deduction_kr));
            }
            let mut left = base;
            for step in steps {
                left = (left - step).max(0);
                for b in &mut buyers {
                    let (base_kr, deduction_kr) = kept_kr(b, Ore(left), Ore(base));
                    prop_assert!((0..=b.deduction_kr).contains(&deduction_kr) && (0..=b.base_kr).contains(&base_kr));
                    (b.base_kr, b.deduction_kr) = (base_kr, deduction_kr);
                }
                let deducted: i64 = buyers.iter().map(|b| b.deduction_kr).sum();
                prop_assert!(i128::from(deducted) * 1_000_000 <= i128::from(left) * i128::from(rate_bp.0));
            }
            for b in &buyers {
                prop_assert_eq!(kept_kr(b, Ore(0), Ore(base)), (0, 0));
            }
        }
    }
}
