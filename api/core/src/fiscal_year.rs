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
    /// Fewer than 6 or more than 18 months.
    #[error("shorter than 6 or longer than 18 months")]
    Length,
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
    /// A year of its own: whole months, 6 to 18 of them (3 kap. bokföringslagen allows shorter and longer first and last
    /// years, of at most 18 months).
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
        let months = (ends_on.year() - starts_on.year()) * 12 + i32::try_from(ends_on.month()).unwrap_or(0)
            - i32::try_from(starts_on.month()).unwrap_or(0)
            + 1;
        if (6..=18).contains(&months) {
            Ok(Self { starts_on, ends_on })
        } else {
            Err(YearError::Length)
        }
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
    fn a_year_is_six_to_eighteen_whole_months() {
        assert!(year("2026-01-01", "2026-12-31").is_ok());
        assert!(year("2026-07-01", "2027-12-31").is_ok());
        assert!(year("2026-07-01", "2026-12-31").is_ok());
        assert!(year("2027-09-01", "2028-02-29").is_ok());
        assert_eq!(year("2026-08-01", "2026-12-31"), Err(YearError::Length));
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

    proptest! {
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
