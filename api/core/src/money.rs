//! How are money, quantities and rates held and rounded without a float?

use serde::{Deserialize, Serialize};

/// An amount of money in öre (1/100 krona).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ore(pub i64);

/// A quantity in thousandths of its unit: 1 500 is 1.5 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Milli(pub i64);

/// A rate in basis points (1/100 of a percent): 2 500 is 25 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bp(pub u32);

/// The largest unit price, and with a minus sign the lowest: 1 000 000 000 kr.
pub const MAX_UNIT_PRICE: Ore = Ore(100_000_000_000);

/// The largest quantity of a line: 1 000 000 units.
pub const MAX_QUANTITY: Milli = Milli(1_000_000_000);

/// The largest amount of a document, and with a minus sign the lowest: 100 000 000 000 kr.
///
/// Below 2^53, so every amount is exact as a JavaScript number too.
pub const MAX_TOTAL: Ore = Ore(10_000_000_000_000);

const _: () = assert!(MAX_TOTAL.0 < 1 << 53);

impl Ore {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// The sum, or `None` outside the range of `i64`.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The difference, or `None` outside the range of `i64`.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }
}

impl Milli {
    /// The sum, or `None` outside the range of `i64`.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The difference, or `None` outside the range of `i64`.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }
}

impl Bp {
    /// The whole: 100 %.
    pub const ONE_HUNDRED_PERCENT: Self = Self(10_000);
}

/// The quotient rounded to the nearest whole number, halves away from zero: the one rounding of the product.
///
/// # Panics
/// When the denominator is zero, or on `i128::MIN / -1`: denominators are constants of the rules, never input.
#[must_use]
pub const fn div_round(numerator: i128, denominator: i128) -> i128 {
    let quotient = numerator / denominator;
    let remainder = (numerator % denominator).unsigned_abs();
    // Compared without doubling, which could overflow.
    if remainder >= denominator.unsigned_abs() - remainder {
        let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
        quotient + away
    } else {
        quotient
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_away_from_zero_on_both_sides() {
        let table = [
            (0, 2, 0),
            (1, 2, 1),
            (-1, 2, -1),
            (1, -2, -1),
            (-1, -2, 1),
            (3, 2, 2),
            (5, 2, 3),
            (-5, 2, -3),
            (4, 3, 1),
            (5, 3, 2),
            (-4, 3, -1),
            (-5, 3, -2),
            (1, 3, 0),
            (-1, 3, 0),
            (i128::MAX, 1, i128::MAX),
            (i128::MIN, 1, i128::MIN),
            (i128::MAX, i128::MAX, 1),
            (i128::MAX - 1, i128::MAX, 1),
            (i128::MAX / 2, i128::MAX, 0),
            (1, i128::MIN, 0),
        ];
        for (numerator, denominator, expected) in table {
            assert_eq!(
                div_round(numerator, denominator),
                expected,
                "{numerator} / {denominator}"
            );
        }
    }

    #[test]
    fn sums_outside_the_range_are_refused() {
        assert_eq!(Ore(2).checked_add(Ore(3)), Some(Ore(5)));
        assert_eq!(Ore(i64::MAX).checked_add(Ore(1)), None);
        assert_eq!(Ore(2).checked_sub(Ore(3)), Some(Ore(-1)));
        assert_eq!(Ore(i64::MIN).checked_sub(Ore(1)), None);
        assert_eq!(Milli(2).checked_add(Milli(3)), Some(Milli(5)));
        assert_eq!(Milli(i64::MAX).checked_add(Milli(1)), None);
        assert_eq!(Milli(2).checked_sub(Milli(3)), Some(Milli(-1)));
        assert_eq!(Milli(i64::MIN).checked_sub(Milli(1)), None);
    }

    #[test]
    fn the_wire_form_is_a_bare_number() {
        assert_eq!(
            serde_json::to_string(&(Ore(-5), Milli(1500), Bp(2500))).unwrap(),
            "[-5,1500,2500]"
        );
        assert!(serde_json::from_str::<Ore>("1.5").is_err());
        assert!(serde_json::from_str::<Bp>("-1").is_err());
    }

    proptest! {
        #[test]
        fn the_error_is_at_most_a_half_and_a_half_is_away_from_zero(
            numerator in -(1_i128 << 100)..(1_i128 << 100),
            denominator in 1_i128..(1 << 40),
        ) {
            let error = numerator - div_round(numerator, denominator) * denominator;
            prop_assert!(2 * error.abs() <= denominator);
            if 2 * error.abs() == denominator {
                prop_assert_eq!(error.signum(), -numerator.signum());
            }
        }

        #[test]
        fn sign_mirrors(numerator in -(1_i128 << 100)..(1_i128 << 100), denominator in 1_i128..(1 << 40)) {
            prop_assert_eq!(div_round(-numerator, denominator), -div_round(numerator, denominator));
            prop_assert_eq!(div_round(numerator, -denominator), -div_round(numerator, denominator));
        }
    }
}
