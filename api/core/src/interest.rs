//! What does it cost to pay late? Interest by day on what was open, at the reference rate of the day and eight points.
//!
//! Räntelagen (1975:635): 3 § from the agreed last day to pay; 6 § the reference rate and eight percentage points a year;
//! 9 § the reference rate is Riksbanken's, set for each half-year. A day is a 365th of its year, in a leap year a 366th, so
//! that a whole year costs a year's interest. Everything is summed exactly and rounded once.

use crate::money::{Ore, div_round};
use chrono::{Datelike, NaiveDate};

/// What 6 § räntelagen adds to the reference rate: eight percentage points.
pub const ADDITION_BP: i32 = 800;

/// The lowest and the highest reference rate that is believed: −10 % and 30 %.
pub const RATE_RANGE_BP: (i32, i32) = (-1000, 3000);

/// A reference rate holds in whole halves of a percent (9 §: rounded up to the nearest half).
pub const RATE_STEP_BP: i32 = 50;

/// A reference rate from its first day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceRate {
    /// The first day of a half-year.
    pub starts_on: NaiveDate,
    /// In hundredths of a percent.
    pub rate_bp: i32,
    /// Whether somebody has held it against Riksbanken's own figure.
    pub checked: bool,
}

const fn rate(year: i32, month: u32, rate_bp: i32, checked: bool) -> ReferenceRate {
    let starts_on = match NaiveDate::from_ymd_opt(year, month, 1) {
        Some(day) => day,
        None => panic!("no such month"),
    };
    ReferenceRate {
        starts_on,
        rate_bp,
        checked,
    }
}

/// The rates that the service knows, oldest first. Those of 2023 and 2024 are from a copy of Riksbanken's page. Those of
/// 2025 to January 2026 are from another's table (mystep.se), which agrees with 9 § and the policy rates of the last days
/// of the half-years before (2.75, 2.00 and 1.75 %), and that of July 2026 from the policy rate alone: to be checked.
pub const KNOWN: &[ReferenceRate] = &[
    rate(2023, 1, 250, true),
    rate(2023, 7, 350, true),
    rate(2024, 1, 400, true),
    rate(2024, 7, 400, true),
    rate(2025, 1, 300, false),
    rate(2025, 7, 200, false),
    rate(2026, 1, 200, false),
    rate(2026, 7, 200, false),
];

/// Whether a day is the first one of a half-year.
#[must_use]
pub fn begins_half_year(day: NaiveDate) -> bool {
    day.day() == 1 && (day.month() == 1 || day.month() == 7)
}

/// The known rates with a company's own in their place or after them, oldest first.
#[must_use]
pub fn with_own(own: &[ReferenceRate]) -> Vec<ReferenceRate> {
    let mut rates: Vec<ReferenceRate> = KNOWN
        .iter()
        .filter(|known| own.iter().all(|o| o.starts_on != known.starts_on))
        .chain(own)
        .copied()
        .collect();
    rates.sort_by_key(|r| r.starts_on);
    rates
}

/// What was open from the beginning of a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The day.
    pub from_on: NaiveDate,
    /// Open.
    pub open_ore: Ore,
}

/// What was open on which days, from `total_ore` and what settled it, in whatever order it is given. Money counts on
/// its day, so the rest bears interest from the day after (the last day on the whole is the day of payment).
#[must_use]
pub fn balances(first_on: NaiveDate, total_ore: Ore, settled: &[(NaiveDate, Ore)]) -> Vec<Balance> {
    let mut sorted = settled.to_vec();
    sorted.sort_by_key(|(on, _)| *on);
    let mut open = total_ore.0;
    let mut out = vec![Balance {
        from_on: first_on,
        open_ore: total_ore,
    }];
    for (on, Ore(amount)) in sorted {
        open = open.saturating_sub(amount);
        let from_on = on.succ_opt().unwrap_or(on).max(first_on);
        let balance = Balance {
            from_on,
            open_ore: Ore(open),
        };
        match out.last_mut() {
            Some(last) if last.from_on == from_on => *last = balance,
            _ => out.push(balance),
        }
    }
    out
}

/// Interest before rounding: an exact number of 1/([`UNIT`]) öre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(i128);

/// 10 000 basis points, and the days of both sorts of years.
const UNIT: i128 = 10_000 * 365 * 366;

impl Exact {
    /// Rounded to öre, half away from zero.
    #[must_use]
    pub fn rounded(self) -> Ore {
        Ore(i64::try_from(div_round(self.0, UNIT)).unwrap_or(i64::MAX))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|e| e.0).sum())
    }
}

/// A run of days with one amount open, at one rate, in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: NaiveDate,
    /// Open on these days.
    pub open_ore: Ore,
    /// Reference rate and addition, in hundredths of a percent a year.
    pub rate_bp: i32,
    /// Whether the reference rate was checked.
    pub checked: bool,
    /// The interest of these days.
    pub interest: Exact,
}

impl Interval {
    /// How many days.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.to_on - self.from_on).num_days() + 1
    }
}

/// The interest from the day after `due_on` to `until` inclusive, by runs of days. Days on which nothing is open, and
/// days before the first known rate, are left out.
#[must_use]
pub fn intervals(due_on: NaiveDate, until: NaiveDate, balances: &[Balance], rates: &[ReferenceRate]) -> Vec<Interval> {
    let Some(mut day) = due_on.succ_opt() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    while day <= until {
        let year_ends = NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(until);
        let before = |next: NaiveDate| next.pred_opt().unwrap_or(next);
        let later_balance = balances.iter().map(|b| b.from_on).find(|on| *on > day).map(before);
        let later_rate = rates.iter().map(|r| r.starts_on).find(|on| *on > day).map(before);
        let to_on = [Some(until), Some(year_ends), later_balance, later_rate]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(until);
        let open = balances
            .iter()
            .rev()
            .find(|b| b.from_on <= day)
            .map_or(Ore::ZERO, |b| b.open_ore);
        let rate = rates.iter().rev().find(|r| r.starts_on <= day);
        if let Some(rate) = rate.filter(|_| open > Ore::ZERO) {
            out.push(interval(day, to_on, open, rate));
        }
        let Some(next) = to_on.succ_opt() else { break };
        day = next;
    }
    out
}

fn interval(from_on: NaiveDate, to_on: NaiveDate, open_ore: Ore, rate: &ReferenceRate) -> Interval {
    // Below zero nothing is paid for being late, but nothing is given either.
    let rate_bp = (rate.rate_bp + ADDITION_BP).max(0);
    let days = i128::from((to_on - from_on).num_days() + 1);
    // The days of the other sort of year: the year's own are divided out of the unit.
    let weight = if from_on.leap_year() { 365 } else { 366 };
    Interval {
        from_on,
        to_on,
        open_ore,
        rate_bp,
        checked: rate.checked,
        interest: Exact(i128::from(open_ore.0) * i128::from(rate_bp) * days * weight),
    }
}

/// The interest of some runs of days together, rounded once.
#[must_use]
pub fn total(intervals: &[Interval]) -> Ore {
    intervals.iter().map(|i| i.interest).sum::<Exact>().rounded()
}

#[cfg(test)]
#[path = "interest_test.rs"]
mod tests;
