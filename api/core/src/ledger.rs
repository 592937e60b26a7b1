//! How old is what customers owe, and how long does the company wait for its money?

use crate::money::{Ore, div_round};
use crate::wire::words;
use chrono::{Days, NaiveDate};

words! {
    /// How long ago the last day to pay was.
    #[cfg_attr(feature = "schema", schema(as = LedgerAge))]
    Age {
        /// It hasn't passed.
        NotDue = "not_due",
        /// 1 to 30 days.
        Days30 = "days_30",
        /// 31 to 60 days.
        Days60 = "days_60",
        /// 61 to 90 days.
        Days90 = "days_90",
        /// More than 90 days.
        Older = "older",
    }
}

/// The age of something with this last day to pay.
#[must_use]
pub fn age(due_on: NaiveDate, as_of: NaiveDate) -> Age {
    match (as_of - due_on).num_days() {
        ..=0 => Age::NotDue,
        1..=30 => Age::Days30,
        31..=60 => Age::Days60,
        61..=90 => Age::Days90,
        _ => Age::Older,
    }
}

/// Between which last days to pay, both included, something of this age lies; none where there is no limit.
#[must_use]
pub fn due_between(age: Age, as_of: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let back = |days| as_of.checked_sub_days(Days::new(days));
    match age {
        Age::NotDue => (Some(as_of), None),
        Age::Days30 => (back(30), back(1)),
        Age::Days60 => (back(60), back(31)),
        Age::Days90 => (back(90), back(61)),
        Age::Older => (None, back(91)),
    }
}

/// Over how many days sales are looked at for [`days_outstanding`].
pub const SALES_DAYS: i64 = 90;

/// Days sales outstanding in tenths of a day: what is owed, in days of the sales of the last [`SALES_DAYS`] days. None
/// without sales.
#[must_use]
pub fn days_outstanding(owed_ore: Ore, sales_ore: Ore) -> Option<i64> {
    if sales_ore <= Ore::ZERO {
        return None;
    }
    let tenths = i128::from(owed_ore.0.max(0)) * i128::from(SALES_DAYS) * 10;
    i64::try_from(div_round(tenths, i128::from(sales_ore.0))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_change_on_their_day() {
        let due: NaiveDate = "2026-11-10".parse().unwrap();
        let table = [
            (-5, Age::NotDue),
            (0, Age::NotDue),
            (1, Age::Days30),
            (30, Age::Days30),
            (31, Age::Days60),
            (60, Age::Days60),
            (61, Age::Days90),
            (90, Age::Days90),
            (91, Age::Older),
        ];
        for (late, expected) in table {
            assert_eq!(age(due, due + chrono::TimeDelta::days(late)), expected, "{late}");
        }
    }

    #[test]
    fn every_day_lies_between_the_days_of_its_age_alone() {
        let today: NaiveDate = "2026-11-10".parse().unwrap();
        for late in -40..200 {
            let due = today - chrono::TimeDelta::days(late);
            for each in Age::ALL {
                let (from, to) = due_between(each, today);
                let inside = from.is_none_or(|from| due >= from) && to.is_none_or(|to| due <= to);
                assert_eq!(inside, age(due, today) == each, "{late} {each}");
            }
        }
    }

    #[test]
    fn days_outstanding_are_owed_by_sales() {
        assert_eq!(days_outstanding(Ore(100_000), Ore(300_000)), Some(300));
        assert_eq!(days_outstanding(Ore(0), Ore(300_000)), Some(0));
        assert_eq!(days_outstanding(Ore(-5), Ore(300_000)), Some(0));
        assert_eq!(days_outstanding(Ore(100_000), Ore(0)), None);
        assert_eq!(days_outstanding(Ore(100), Ore(900)), Some(100));
    }
}
