//! Which days count as days off in Sweden, and when does a term end that the law has set?
//!
//! Sources: lag (1989:253) om allmänna helgdagar; lag (1930:173) om beräkning av lagstadgad tid, 2 §, which counts Saturdays and
//! the eves of Midsummer, Christmas and New Year as days off.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Easter Sunday of a year of the Gregorian calendar.
///
/// The moon's age is counted as the calendar's reform of 1582 does: a cycle of 19 years, corrected by century.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let leap_days_lost = century - century.div_euclid(4);
    let moon_corrected = (8 * century + 13).div_euclid(25);
    // Days from 21 March to the full moon; the two exceptions keep it within a month, and apart within a cycle.
    let epact = (19 * golden + leap_days_lost - moon_corrected + 15).rem_euclid(30);
    let full_moon = epact - i32::from(epact == 29 || (epact == 28 && golden > 10));
    let full_moon_on =
        NaiveDate::from_ymd_opt(year, 3, 21)?.checked_add_days(Days::new(full_moon.unsigned_abs().into()))?;
    let to_sunday = 7 - full_moon_on.weekday().num_days_from_sunday();
    full_moon_on.checked_add_days(Days::new(to_sunday.into()))
}

/// The first day of a kind at or after a day of the year.
fn first(weekday: Weekday, year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let from = NaiveDate::from_ymd_opt(year, month, day)?;
    let wait = (7 + weekday.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
    from.checked_add_days(Days::new(wait.into()))
}

/// Whether a day is a public holiday; Sundays are, by the same act.
#[must_use]
pub fn is_holiday(day: NaiveDate) -> bool {
    let fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26)];
    if day.weekday() == Weekday::Sun || fixed.contains(&(day.month(), day.day())) {
        return true;
    }
    // Good Friday, Easter Monday, Ascension Day; Easter and Whit are Sundays.
    let after_easter = easter(day.year()).map(|e| (day - e).num_days());
    matches!(after_easter, Some(-2 | 1 | 39))
        || first(Weekday::Sat, day.year(), 6, 20) == Some(day)
        || first(Weekday::Sat, day.year(), 10, 31) == Some(day)
}

/// Whether a term that the law has set may end on a day.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    let eves = [(12, 24), (12, 31)];
    !(day.weekday() == Weekday::Sat
        || is_holiday(day)
        || eves.contains(&(day.month(), day.day()))
        || first(Weekday::Fri, day.year(), 6, 19) == Some(day))
}

/// The day itself if it is a working day, otherwise the next one.
#[must_use]
pub fn working_day_from(day: NaiveDate) -> NaiveDate {
    day.iter_days().find(|d| is_working_day(*d)).unwrap_or(day)
}

/// The last day of a term of whole months that began on a day: the same date, or the last of a shorter month; on a day off
/// the next working day.
#[must_use]
pub fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    working_day_from(day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn easter_of_known_years() {
        for (y, m, d) in [
            (1961, 4, 2),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2030, 4, 21),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
        ] {
            assert_eq!(easter(y), Some(day(y, m, d)));
        }
    }

    #[test]
    fn the_days_off_of_2026_that_are_no_sundays() {
        let off: Vec<_> = day(2026, 1, 1)
            .iter_days()
            .take(365)
            .filter(|d| !is_working_day(*d) && !matches!(d.weekday(), Weekday::Sat | Weekday::Sun))
            .map(|d| (d.month(), d.day()))
            .collect();
        let expected = [
            (1, 1),
            (1, 6),
            (4, 3),
            (4, 6),
            (5, 1),
            (5, 14),
            (6, 19),
            (12, 24),
            (12, 25),
            (12, 31),
        ];
        assert_eq!(off, expected);
        assert!(is_holiday(day(2026, 6, 6)) && is_holiday(day(2026, 6, 20)) && is_holiday(day(2026, 10, 31)));
        assert!(!is_holiday(day(2026, 6, 19)) && !is_holiday(day(2026, 12, 24)));
    }

    #[test]
    fn a_term_of_months_ends_on_a_working_day() {
        let table = [
            ((2026, 1, 30), (2026, 3, 2)),
            ((2028, 1, 31), (2028, 2, 29)),
            ((2026, 5, 19), (2026, 6, 22)),
            ((2026, 11, 24), (2026, 12, 28)),
            ((2026, 11, 30), (2026, 12, 30)),
            ((2026, 10, 31), (2026, 11, 30)),
        ];
        for ((y, m, d), (ey, em, ed)) in table {
            assert_eq!(months_later(day(y, m, d), 1), day(ey, em, ed), "{y}-{m}-{d}");
        }
        assert_eq!(months_later(NaiveDate::MAX, 1), NaiveDate::MAX);
    }

    #[test]
    fn easter_is_a_sunday_between_its_bounds() {
        for year in 1900..2200 {
            let easter = easter(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sun);
            assert!((day(year, 3, 22)..=day(year, 4, 25)).contains(&easter), "{easter}");
        }
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_the_longest_row_of_days_off(days in 0_u64..9_000) {
            let from = day(2020, 1, 1) + Days::new(days);
            let end = working_day_from(from);
            prop_assert!(is_working_day(end) && end >= from && (end - from).num_days() <= 5);
        }
    }
}
