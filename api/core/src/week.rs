//! Which seven days are a week? ISO 8601: Monday to Sunday, week 1 holds the year's first Thursday.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An ISO week of the years 1 to 9999, on the wire as `2026-W46`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IsoWeek {
    monday: NaiveDate,
}

/// The text is not an ISO week, or the year has no such week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO week such as 2026-W46")]
pub struct NotAWeek;

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day"),
    }
}

/// A Monday: week 1 of year 1.
const FIRST: NaiveDate = day(1, 1, 1);
const LAST: NaiveDate = day(9999, 12, 31);

impl IsoWeek {
    /// The week of a day; a day outside the years 1 to 9999 counts as the nearest inside.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        let date = date.clamp(FIRST, LAST);
        let since_monday = Days::new(date.weekday().num_days_from_monday().into());
        Self {
            monday: date - since_monday,
        }
    }

    /// Its days, Monday first.
    #[must_use]
    pub fn days(self) -> [NaiveDate; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|after| self.monday + Days::new(after))
    }

    /// Its Monday.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.monday
    }

    /// Its Sunday.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// The week before; the first week of year 1 is its own.
    #[must_use]
    pub fn prev(self) -> Self {
        Self::of(self.monday - Days::new(7))
    }

    /// The week after; the last week of year 9999 is its own.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.monday + Days::new(7))
    }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl FromStr for IsoWeek {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, week) = text.split_once("-W").ok_or(NotAWeek)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) || year == "0000" {
            return Err(NotAWeek);
        }
        let year = year.parse().map_err(|_| NotAWeek)?;
        let week = week.parse().map_err(|_| NotAWeek)?;
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(NotAWeek)?;
        Ok(Self { monday })
    }
}

impl TryFrom<String> for IsoWeek {
    type Error = NotAWeek;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<IsoWeek> for String {
    fn from(week: IsoWeek) -> Self {
        week.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_turn_of_the_year() {
        // ISO 8601 gives a day at the turn of the year to the week that holds its Thursday.
        let table = [
            (day(2026, 11, 24), "2026-W48"),
            (day(2024, 12, 30), "2025-W01"),
            (day(2023, 1, 1), "2022-W52"),
            (day(2021, 1, 3), "2020-W53"),
            (day(2026, 12, 31), "2026-W53"),
            (day(2027, 1, 3), "2026-W53"),
            (day(2027, 1, 4), "2027-W01"),
            (FIRST, "0001-W01"),
            (LAST, "9999-W52"),
            (NaiveDate::MIN, "0001-W01"),
            (NaiveDate::MAX, "9999-W52"),
        ];
        for (date, text) in table {
            assert_eq!(IsoWeek::of(date).to_string(), text);
            assert_eq!(text.parse(), Ok(IsoWeek::of(date)));
        }
    }

    #[test]
    fn malformed_weeks_are_refused() {
        let table = [
            "",
            "2026",
            "2026-46",
            "2026-W",
            "2026-W4",
            "2026-W046",
            "2026-W00",
            "2026-W54",
            "2025-W53",
            "0000-W10",
            "-001-W01",
            "+026-W01",
            "2026-w46",
            " 2026-W46",
            "2026-W46 ",
            "2026W46",
            "10000-W01",
            "2026-W٤٦",
            "2026-W-1",
        ];
        for text in table {
            assert_eq!(text.parse::<IsoWeek>(), Err(NotAWeek), "{text}");
        }
    }

    #[test]
    fn the_wire_form_is_the_text() {
        let week: IsoWeek = serde_json::from_str("\"2026-W46\"").unwrap();
        assert_eq!(week.first_day(), day(2026, 11, 9));
        assert_eq!(week.last_day(), day(2026, 11, 15));
        assert_eq!(serde_json::to_string(&week).unwrap(), "\"2026-W46\"");
        assert!(serde_json::from_str::<IsoWeek>("\"2026-W99\"").is_err());
    }

    #[test]
    fn the_ends_of_time_stay_inside() {
        assert_eq!(IsoWeek::of(FIRST).prev(), IsoWeek::of(FIRST));
        assert_eq!(IsoWeek::of(LAST).next(), IsoWeek::of(LAST));
    }

    proptest! {
        #[test]
        fn a_week_is_seven_days_that_know_it(offset in 0..3_652_000_u64) {
            let date = FIRST + Days::new(offset);
            let week = IsoWeek::of(date);
            let days = week.days();
            prop_assert!(days.contains(&date));
            prop_assert_eq!(days[0].weekday(), Weekday::Mon);
            prop_assert!(days.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])));
            prop_assert_eq!(week.to_string().parse(), Ok(week));
            if week != IsoWeek::of(FIRST) && week != IsoWeek::of(LAST) {
                prop_assert_eq!(week.next().prev(), week);
                prop_assert!(week.prev() < week && week < week.next());
            }
        }
    }
}
