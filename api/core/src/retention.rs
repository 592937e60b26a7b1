//! When does what is stored about people go, and who must agree before it does?
//!
//! Sources: GDPR (EU) 2016/679 art. 5(1)(e); bokföringslagen (1999:1078) 5 kap. 7 §, 7 kap. 2 §; skatteförfarandelagen
//! (2011:1244) 66 kap. 7 §; dataskyddslagen (2018:218) 6 kap. 4 §.

use crate::{fiscal_year::FiscalYear, wire::words};
use chrono::{Datelike, Days, Months, NaiveDate};

words! {
    /// Why and when something goes.
    #[cfg_attr(feature = "schema", schema(as = RetentionRule))]
    Rule {
        /// Sessions, tokens and links to log in: 90 days after they ended.
        LogIns = "log_ins",
        /// Where from something was done without a session: 12 months.
        Origins = "origins",
        /// Answers kept so that a repeated request gets them again: 24 hours.
        RepeatedAnswers = "repeated_answers",
        /// Work that was given up: 30 days.
        QueuedWork = "queued_work",
        /// Counters that slow guessing down: until their window ends.
        Throttling = "throttling",
        /// Bookkeeping records: through the seventh year after the calendar year in which the fiscal year ended
        /// (bokföringslagen 7 kap. 2 §).
        Bookkeeping = "bookkeeping",
        /// Personal numbers of closed tax deductions: through the sixth year after the year of the payment, as long as the tax
        /// agency may reconsider (skatteförfarandelagen 66 kap. 7 §). A bookkeeping record names the counterparty and needs no
        /// number (bokföringslagen 5 kap. 7 §).
        DeductionNumbers = "deduction_numbers",
        /// How it was confirmed who asks, and links that were mailed: 30 days after the request ended.
        IdentityChecks = "identity_checks",
        /// What was asked and answered: 24 months after the request ended.
        PrivacyRequests = "privacy_requests",
        /// The register of breaches: 60 months after the breach was closed, as long as the authority may decide on a fine
        /// (dataskyddslagen 2018:218 6 kap. 4 §) and is to be shown what was done (GDPR art. 33(5)).
        Breaches = "breaches",
        /// Customers that were put away: 12 months later, when bookkeeping holds nothing of them.
        ArchivedCustomers = "archived_customers",
        /// The company and its users: 12 months after the agreement has ended.
        Agreement = "agreement",
    }
}

words! {
    /// Where a run stands.
    #[cfg_attr(feature = "schema", schema(as = RetentionRunState))]
    RunState {
        /// For the approval of two people.
        Waiting = "waiting",
        /// It may go on.
        Approved = "approved",
        /// Everything that it covers has gone.
        Done = "done",
    }
}

words! {
    /// What becomes of a row whose time is over.
    #[cfg_attr(feature = "schema", schema(as = RetentionEnd))]
    End {
        /// The row goes.
        Deleted = "deleted",
        /// What it says of a person goes; figures stay.
        Blanked = "blanked",
        /// The key goes under which a number is sealed, here and in every backup.
        KeyDropped = "key_dropped",
        /// Nothing: it is kept.
        Kept = "kept",
    }
}

/// How long after its clock has started something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// So many hours.
    Hours(i64),
    /// So many days.
    Days(i64),
    /// So many months by the calendar; the last day counts.
    Months(u32),
    /// By the fiscal year of the document.
    FiscalYear,
    /// Through so many calendar years after the one in which it started.
    CalendarYears(i32),
    /// The clock never starts.
    Never,
}

impl Rule {
    /// How long.
    #[must_use]
    pub const fn term(self) -> Term {
        match self {
            Self::LogIns => Term::Days(90),
            Self::RepeatedAnswers => Term::Hours(24),
            Self::QueuedWork | Self::IdentityChecks => Term::Days(30),
            Self::Throttling => Term::Hours(0),
            Self::Bookkeeping => Term::FiscalYear,
            Self::DeductionNumbers => Term::CalendarYears(6),
            Self::PrivacyRequests => Term::Months(24),
            Self::Breaches => Term::Months(60),
            Self::Origins | Self::ArchivedCustomers => Term::Months(12),
            Self::Agreement => Term::Never,
        }
    }

    /// Whether what it covers goes by the quarter of an hour, as the machine's own traces do, and not by a run.
    #[must_use]
    pub const fn is_continuous(self) -> bool {
        matches!(
            self,
            Self::LogIns | Self::Origins | Self::RepeatedAnswers | Self::QueuedWork | Self::Throttling
        )
    }
}

/// The years after the one in which a fiscal year ended through which its records are kept.
const YEARS_KEPT: i32 = 7;

/// The last day on which the records of a fiscal year are kept.
#[must_use]
pub fn kept_through(year: FiscalYear) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.ends_on.year() + YEARS_KEPT, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// The fiscal years whose records need not be kept any more on a day: the oldest ones, up to the first that must be.
#[must_use]
pub fn released(years: &[FiscalYear], on: NaiveDate) -> Vec<FiscalYear> {
    let mut sorted = years.to_vec();
    sorted.sort_by_key(|y| y.starts_on);
    sorted.into_iter().take_while(|y| kept_through(*y) < on).collect()
}

/// The last day whose documents go on a day; none while every fiscal year must be kept.
#[must_use]
pub fn horizon(years: &[FiscalYear], on: NaiveDate) -> Option<NaiveDate> {
    released(years, on).last().map(|y| y.ends_on)
}

/// The last day of a term of months: the same date, or the last of a shorter month.
fn months_later(start: NaiveDate, months: u32) -> NaiveDate {
    start.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The last day on which a clock can have started so that its months are over on `on`: they end before that day.
#[must_use]
pub fn last_start(on: NaiveDate, months: u32) -> NaiveDate {
    let about = on.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
    // Months have different lengths: a few days around it decide.
    let first = about.checked_sub_days(Days::new(4)).unwrap_or(NaiveDate::MIN);
    first
        .iter_days()
        .take(9)
        .take_while(|start| months_later(*start, months) < on)
        .last()
        .unwrap_or(first)
}

/// So many people's data may go in one run of a company without anybody's approval.
pub const MOST_WITHOUT_APPROVAL: u64 = 100;

/// How a run begins.
#[must_use]
pub const fn begins(subjects: u64) -> RunState {
    if subjects > MOST_WITHOUT_APPROVAL {
        RunState::Waiting
    } else {
        RunState::Approved
    }
}

/// Why an approval is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalError {
    /// It waits for nobody.
    #[error("the run waits for no approval")]
    NotWaiting,
    /// It takes two people.
    #[error("the same person has approved it already")]
    SamePerson,
}

/// What an approval leads to: the first of two leaves the run waiting, the second lets it go.
///
/// # Errors
/// [`ApprovalError`].
pub fn approve<P: PartialEq>(state: RunState, first: Option<&P>, by: &P) -> Result<RunState, ApprovalError> {
    match (state, first) {
        (RunState::Waiting, None) => Ok(RunState::Waiting),
        (RunState::Waiting, Some(first)) if first == by => Err(ApprovalError::SamePerson),
        (RunState::Waiting, Some(_)) => Ok(RunState::Approved),
        _ => Err(ApprovalError::NotWaiting),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn year(from: (i32, u32), to: NaiveDate) -> FiscalYear {
        FiscalYear::new(day(from.0, from.1, 1), to).unwrap()
    }

    #[test]
    fn books_are_kept_through_the_seventh_year_after_the_one_in_which_the_fiscal_year_ended() {
        let calendar = year((2018, 1), day(2018, 12, 31));
        let broken = year((2018, 7), day(2019, 6, 30));
        let long = year((2017, 7), day(2018, 12, 31));
        assert_eq!(kept_through(calendar), day(2025, 12, 31));
        assert_eq!(kept_through(broken), day(2026, 12, 31));
        assert_eq!(kept_through(long), day(2025, 12, 31));
        assert_eq!(horizon(&[calendar], day(2025, 12, 31)), None);
        assert_eq!(horizon(&[calendar], day(2026, 1, 1)), Some(day(2018, 12, 31)));
        let years = [
            year((2019, 7), day(2020, 6, 30)),
            broken,
            year((2017, 7), day(2018, 6, 30)),
        ];
        assert_eq!(horizon(&years, day(2026, 12, 31)), Some(day(2018, 6, 30)));
        assert_eq!(horizon(&years, day(2027, 1, 1)), Some(day(2019, 6, 30)));
        assert_eq!(horizon(&[], day(2099, 1, 1)), None);
    }

    #[test]
    fn months_end_with_the_month_and_leap_days_are_waited_for() {
        for (on, months, start) in [
            (day(2027, 3, 1), 12, day(2026, 2, 28)),
            (day(2028, 3, 1), 12, day(2027, 2, 28)),
            (day(2028, 2, 29), 12, day(2027, 2, 28)),
            (day(2029, 3, 1), 12, day(2028, 2, 29)),
            (day(2029, 2, 28), 12, day(2028, 2, 27)),
            (day(2028, 12, 31), 24, day(2026, 12, 30)),
        ] {
            assert_eq!(last_start(on, months), start, "{on} {months}");
        }
    }

    #[test]
    fn more_than_a_hundred_people_take_two_who_agree() {
        assert_eq!((begins(100), begins(101)), (RunState::Approved, RunState::Waiting));
        assert_eq!(approve(RunState::Waiting, None, &1), Ok(RunState::Waiting));
        assert_eq!(approve(RunState::Waiting, Some(&1), &1), Err(ApprovalError::SamePerson));
        assert_eq!(approve(RunState::Waiting, Some(&1), &2), Ok(RunState::Approved));
        assert_eq!(
            approve(RunState::Approved, Some(&1), &2),
            Err(ApprovalError::NotWaiting)
        );
        assert_eq!(approve(RunState::Done, None, &2), Err(ApprovalError::NotWaiting));
    }

    proptest! {
        #[test]
        fn the_last_start_is_over_and_the_day_after_it_is_not(n in 0i64..36_500, months in 1u32..40) {
            let on = day(2000, 1, 1) + chrono::Duration::days(n);
            let start = last_start(on, months);
            prop_assert!(months_later(start, months) < on);
            prop_assert!(months_later(start.succ_opt().unwrap(), months) >= on);
        }

        #[test]
        fn nothing_is_released_early_and_nothing_is_kept_longer(months in 1u32..19, start in 0u32..120, count in 1usize..12, n in 0i64..9_000) {
            let first = months_later(day(2005, 1, 1), start);
            let mut years = vec![FiscalYear::new(first, months_later(first, months).pred_opt().unwrap()).unwrap()];
            for _ in 1..count {
                years.push(years.last().unwrap().next().unwrap());
            }
            let on = day(2010, 1, 1) + chrono::Duration::days(n);
            let free = released(&years, on);
            for y in &years {
                prop_assert_eq!(free.contains(y), on.year() > y.ends_on.year() + 7);
            }
        }
    }
}
