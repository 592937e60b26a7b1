//! Which days are a fiscal year, and which are locked?

use chrono::{Datelike, Days, Months, NaiveDate};

/// A fiscal year: first and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear {
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
}

/// Why days are no fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum YearError {
    /// A fiscal year begins with a month.
    #[error("doesn't begin on the first day of a month")]
    Start,
    /// A fiscal year ends with a month.
    #[error("doesn't end on the last day of a month")]
    End,
    /// Not so many months as a fiscal year may have.
    #[error("not 1 to 18 months")]
    Length,
    /// Only a first year may have another length than twelve months when it is changed.
    #[error("not twelve months: only the first year may be shorter or longer")]
    NotTwelve,
    /// Another year ends where it begins.
    #[error("begins elsewhere: only the first year's first day can change")]
    Begins,
    /// Something is dated on a day that would no longer be in it.
    #[error("vouchers are dated on days that would fall outside")]
    Outside,
    /// The years after it would move, but something is dated there.
    #[error("a later year has vouchers or is closed, and can't move")]
    Follows,
    /// It is closed, or would end before what of it is closed.
    #[error("closed days stay in the year that they were closed in")]
    Closed,
    /// Days between it and the years that there are.
    #[error("a gap to the years that there are")]
    Gap,
    /// Days that belong to another year already.
    #[error("overlaps a year that there is")]
    Overlap,
}

fn is_last_of_month(day: NaiveDate) -> bool {
    match day.succ_opt() {
        Some(next) => next.day0() == 0,
        None => true,
    }
}

impl FiscalYear {
    /// A year of its own: whole months, at most 18 of them (3 kap. 3 § bokföringslagen, 1999:1078, allows shorter and
    /// longer years when a business begins or ends or when its fiscal year is moved).
    ///
    /// # Errors
    /// What is wrong with the days.
    pub fn new(starts_on: NaiveDate, ends_on: NaiveDate) -> Result<Self, YearError> {
        if starts_on.day() != 1 {
            return Err(YearError::Start);
        }
        if !is_last_of_month(ends_on) {
            return Err(YearError::End);
        }
        let year = Self { starts_on, ends_on };
        if (1..=18).contains(&year.months()) {
            Ok(year)
        } else {
            Err(YearError::Length)
        }
    }

    fn months(self) -> i32 {
        let count = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month()).unwrap_or(0);
        count(self.ends_on) - count(self.starts_on) + 1
    }

    /// The calendar year of a day.
    #[must_use]
    pub fn of_calendar(day: NaiveDate) -> Option<Self> {
        Some(Self {
            starts_on: NaiveDate::from_ymd_opt(day.year(), 1, 1)?,
            ends_on: NaiveDate::from_ymd_opt(day.year(), 12, 31)?,
        })
    }

    /// Twelve months that follow.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let starts_on = self.ends_on.succ_opt()?;
        let ends_on = starts_on.checked_add_months(Months::new(12))?.pred_opt()?;
        Some(Self { starts_on, ends_on })
    }

    /// Twelve months that come before.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Some(Self {
            starts_on: self.starts_on.checked_sub_months(Months::new(12))?,
            ends_on: self.starts_on.pred_opt()?,
        })
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&day)
    }
}

/// Whether a year can stand beside the others, which are given in order: it follows the last or comes before the first.
///
/// # Errors
/// A gap or an overlap.
pub fn fits(year: FiscalYear, others: &[FiscalYear]) -> Result<(), YearError> {
    let (Some(first), Some(last)) = (others.first(), others.last()) else {
        return Ok(());
    };
    if others
        .iter()
        .any(|o| year.starts_on <= o.ends_on && o.starts_on <= year.ends_on)
    {
        return Err(YearError::Overlap);
    }
    let day = Days::new(1);
    let follows = last.ends_on.checked_add_days(day) == Some(year.starts_on);
    let precedes = year.ends_on.checked_add_days(day) == Some(first.starts_on);
    let between = others.windows(2).any(|w| {
        w.first().and_then(|a| a.ends_on.checked_add_days(day)) == Some(year.starts_on)
            && w.last().map(|b| b.starts_on) == year.ends_on.checked_add_days(day)
    });
    if follows || precedes || between {
        Ok(())
    } else {
        Err(YearError::Gap)
    }
}

/// The year that a day lies in: one of those there are, given in order, or one that would follow or precede them with
/// twelve months each; without any the calendar year.
#[must_use]
pub fn holding(day: NaiveDate, known: &[FiscalYear]) -> Option<FiscalYear> {
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return FiscalYear::of_calendar(day);
    };
    let mut at = known.iter().find(|year| year.holds(day)).copied();
    if at.is_none() {
        let mut step = if day > last.ends_on { *last } else { *first };
        while !step.holds(day) {
            step = if day > step.ends_on {
                step.next()?
            } else {
                step.previous()?
            };
        }
        at = Some(step);
    }
    at
}

/// A fiscal year with what holds it in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InUse {
    /// Its days.
    pub year: FiscalYear,
    /// The first and the last day on which something is dated.
    pub dated: Option<(NaiveDate, NaiveDate)>,
    /// Nothing may be dated up to and including this day.
    pub locked_through: Option<NaiveDate>,
}

/// The days of the years from `place` on, after that year got others: the first of a company may have any length up to 18
/// months, every other one has twelve; what follows moves, with twelve months each, as long as nothing is dated there.
///
/// # Errors
/// Why the year can't be so.
pub fn replaced(years: &[InUse], place: usize, with: FiscalYear) -> Result<Vec<FiscalYear>, YearError> {
    let Some((old, later)) = years.get(place..).and_then(<[InUse]>::split_first) else {
        return Err(YearError::Gap);
    };
    if place > 0 && with.starts_on != old.year.starts_on {
        return Err(YearError::Begins);
    }
    if place > 0 && with.months() != 12 {
        return Err(YearError::NotTwelve);
    }
    if old
        .locked_through
        .is_some_and(|last| last >= old.year.ends_on || last > with.ends_on || with.starts_on > last)
    {
        return Err(YearError::Closed);
    }
    if old.dated.is_some_and(|(from, to)| !with.holds(from) || !with.holds(to)) {
        return Err(YearError::Outside);
    }
    let mut after = vec![with];
    if with.ends_on == old.year.ends_on {
        after.extend(later.iter().map(|l| l.year));
        return Ok(after);
    }
    for later in later {
        if later.dated.is_some() || later.locked_through.is_some() {
            return Err(YearError::Follows);
        }
        let next = after.last().and_then(|year| year.next()).ok_or(YearError::End)?;
        after.push(next);
    }
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year(from: &str, to: &str) -> Result<FiscalYear, YearError> {
        FiscalYear::new(day(from), day(to))
    }

    #[test]
    fn a_year_is_one_to_eighteen_whole_months() {
        assert!(year("2026-01-01", "2026-12-31").is_ok());
        assert!(year("2026-07-01", "2027-12-31").is_ok());
        assert!(year("2026-07-01", "2026-12-31").is_ok());
        assert!(year("2027-09-01", "2028-02-29").is_ok());
        assert!(year("2026-12-01", "2026-12-31").is_ok());
        assert_eq!(year("2026-06-01", "2027-12-31"), Err(YearError::Length));
        assert_eq!(year("2026-12-01", "2026-01-31"), Err(YearError::Length));
        assert_eq!(year("2026-01-02", "2026-12-31"), Err(YearError::Start));
        assert_eq!(year("2026-01-01", "2026-12-30"), Err(YearError::End));
    }

    #[test]
    fn years_lie_side_by_side() {
        let here = [year("2026-01-01", "2026-12-31").unwrap()];
        let table = [
            ("2027-01-01", "2027-12-31", Ok(())),
            ("2025-01-01", "2025-12-31", Ok(())),
            ("2027-02-01", "2028-01-31", Err(YearError::Gap)),
            ("2024-01-01", "2024-12-31", Err(YearError::Gap)),
            ("2026-07-01", "2027-06-30", Err(YearError::Overlap)),
        ];
        for (from, to, expected) in table {
            assert_eq!(fits(year(from, to).unwrap(), &here), expected, "{from}");
        }
        assert_eq!(fits(here[0], &[]), Ok(()));
    }

    fn in_use(from: &str, to: &str, dated: Option<(&str, &str)>, locked: Option<&str>) -> InUse {
        InUse {
            year: year(from, to).unwrap(),
            dated: dated.map(|(from, to)| (day(from), day(to))),
            locked_through: locked.map(day),
        }
    }

    #[test]
    fn the_first_year_may_be_short_or_long_and_what_follows_moves() {
        let empty = |from, to| in_use(from, to, None, None);
        let first = in_use("2026-01-01", "2026-12-31", Some(("2026-03-02", "2026-06-30")), None);
        let years = [
            first,
            empty("2027-01-01", "2027-12-31"),
            empty("2028-01-01", "2028-12-31"),
        ];
        let after = |years: &[InUse], place, from, to| {
            replaced(years, place, year(from, to).unwrap())
                .map(|years| years.iter().map(|y| y.ends_on.to_string()).collect::<Vec<_>>())
        };
        let moved = after(&years, 0, "2026-01-01", "2027-06-30").unwrap();
        assert_eq!(moved, ["2027-06-30", "2028-06-30", "2029-06-30"]);
        let moved = after(&years, 0, "2026-03-01", "2026-06-30").unwrap();
        assert_eq!(moved, ["2026-06-30", "2027-06-30", "2028-06-30"]);
        // Another first day alone leaves the rest where it is.
        let moved = after(&years, 0, "2025-07-01", "2026-12-31").unwrap();
        assert_eq!(moved, ["2026-12-31", "2027-12-31", "2028-12-31"]);
        let table = [
            (0, "2026-04-01", "2026-12-31", YearError::Outside),
            (0, "2026-01-01", "2026-05-31", YearError::Outside),
            (1, "2027-01-01", "2028-06-30", YearError::NotTwelve),
            (1, "2027-02-01", "2028-01-31", YearError::Begins),
            (3, "2029-01-01", "2029-12-31", YearError::Gap),
        ];
        for (place, from, to, refusal) in table {
            assert_eq!(after(&years, place, from, to), Err(refusal), "{from} {to}");
        }
        assert!(
            after(&years, 1, "2027-01-01", "2027-12-31").is_ok(),
            "twelve months are right"
        );
    }

    #[test]
    fn used_and_closed_years_stay() {
        let later = |dated, locked| in_use("2027-01-01", "2027-12-31", dated, locked);
        let first = |locked| in_use("2026-01-01", "2026-12-31", None, locked);
        let to = |day: &str| year("2026-01-01", day).unwrap();
        let used = [first(None), later(Some(("2027-01-05", "2027-01-05")), None)];
        assert_eq!(replaced(&used, 0, to("2027-06-30")), Err(YearError::Follows));
        assert_eq!(replaced(&used, 0, to("2026-12-31")).map(|y| y.len()), Ok(2));
        let closed = [first(None), later(None, Some("2027-01-31"))];
        assert_eq!(replaced(&closed, 0, to("2026-06-30")), Err(YearError::Follows));
        for (locked, end, expected) in [
            ("2026-12-31", "2027-06-30", Err(YearError::Closed)),
            ("2026-06-30", "2026-05-31", Err(YearError::Closed)),
            ("2026-06-30", "2026-06-30", Ok(1)),
            ("2026-06-30", "2027-06-30", Ok(1)),
        ] {
            let years = [first(Some(locked))];
            assert_eq!(
                replaced(&years, 0, to(end)).map(|y| y.len()),
                expected,
                "{locked} {end}"
            );
        }
    }

    #[test]
    fn a_day_lies_in_a_year_that_there_is_or_would_be() {
        let known = [year("2026-05-01", "2027-04-30").unwrap()];
        for (at, ends) in [
            ("2026-05-01", "2027-04-30"),
            ("2027-05-01", "2028-04-30"),
            ("2026-04-30", "2026-04-30"),
            ("2029-01-01", "2029-04-30"),
        ] {
            assert_eq!(holding(day(at), &known).unwrap().ends_on, day(ends), "{at}");
        }
        assert_eq!(holding(day("2026-06-01"), &[]).unwrap().ends_on, day("2026-12-31"));
    }

    proptest! {
        #[test]
        fn changed_years_touch(start in 0..30_u32, months in 1..19_u32, later in 0..4_usize) {
            let first = FiscalYear::of_calendar(day("2026-01-01")).unwrap();
            let mut years = vec![InUse { year: first, dated: None, locked_through: None }];
            for _ in 0..later {
                let year = years.last().unwrap().year.next().unwrap();
                years.push(InUse { year, ..years[0] });
            }
            let from = day("2025-01-01") + Months::new(start);
            let with = FiscalYear::new(from, from + Months::new(months) - Days::new(1)).unwrap();
            let after = replaced(&years, 0, with).unwrap();
            prop_assert_eq!(after.len(), years.len());
            for pair in after.windows(2) {
                prop_assert_eq!(fits(pair[1], &pair[..1]), Ok(()));
            }
        }

        #[test]
        fn the_years_around_a_day_touch_and_fit(days in 0..40_000_u64, steps in 0..5_usize) {
            let mut at = FiscalYear::of_calendar(day("1990-01-01") + Days::new(days)).unwrap();
            for _ in 0..steps {
                at = at.next().unwrap();
            }
            prop_assert_eq!(FiscalYear::new(at.starts_on, at.ends_on), Ok(at));
            prop_assert_eq!(fits(at.next().unwrap(), &[at]), Ok(()));
            prop_assert_eq!(fits(at.previous().unwrap(), &[at]), Ok(()));
            prop_assert_eq!(at.next().unwrap().previous(), Some(at));
        }
    }
}
