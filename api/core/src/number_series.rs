//! Which number does the next invoice or credit note get, and which series may there be?

use crate::wire::words;

words! {
    /// What has numbers of its own.
    SeriesName {
        /// Invoices of every kind.
        Invoice = "invoice",
        /// Credit notes, unless they share the invoices' numbers.
        CreditNote = "credit_note",
    }
}

/// Most letters before a number.
pub const LONGEST_PREFIX: usize = 4;
/// The highest number within a series: with year, prefix and check digits it still fits a payment reference.
pub const LARGEST: i64 = 999_999_999_999;
/// A number that follows a year has at least so many digits.
const AFTER_YEAR: u32 = 4;

/// A series of numbers: letters, with `restarts_yearly` the year in which the fiscal year ends, and a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Letters before the digits, or none.
    pub prefix: String,
    /// Whether every fiscal year begins with 1 anew; its year is then the first four digits.
    pub restarts_yearly: bool,
    /// The year of the number before; years only grow.
    pub year: i32,
    /// The number that comes next, without the year.
    pub next_number: i64,
}

/// A number as it is printed, and its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Prefix and digits.
    pub text: String,
    /// The digits alone: what payment references and lists go by.
    pub digits: i64,
}

/// Why a series can't be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// Something else than letters.
    #[error("a prefix is at most four letters A to Z")]
    Prefix,
    /// The other series has the same prefix: one number could then be two documents.
    #[error("invoices and credit notes with numbers of their own need different prefixes")]
    SamePrefix,
    /// Numbers that exist lie there or above.
    #[error("numbers that exist must not come again: the next one must be at least {at_least}")]
    TooLow {
        /// The lowest next number that is free with all that follow.
        at_least: i64,
    },
    /// Numbers without a year that exist lie where those of coming years will.
    #[error("numbers that exist lie where those with the coming years in them will")]
    Years,
    /// No more numbers.
    #[error("the series has no more numbers")]
    Full,
}

impl Series {
    /// The year that the next number goes by, for a day in a fiscal year that ends in `year`. It never goes back, and two
    /// fiscal years that end in the same year share its numbers.
    fn begin(&mut self, year: i32) {
        if self.restarts_yearly && year > self.year {
            self.year = year;
            self.next_number = 1;
        }
    }

    /// The digits of a number.
    fn digits(&self, number: i64) -> Option<i64> {
        if !(1..=LARGEST).contains(&number) {
            return None;
        }
        if !self.restarts_yearly {
            return Some(number);
        }
        let width = (number.ilog10() + 1).max(AFTER_YEAR);
        i64::from(self.year).checked_mul(10_i64.pow(width))?.checked_add(number)
    }

    /// The number that comes next in a fiscal year that ends in `year`, and the series after it.
    ///
    /// # Errors
    /// `Full`.
    pub fn take(mut self, year: i32) -> Result<(Number, Self), SeriesError> {
        self.begin(year);
        let digits = self.digits(self.next_number).ok_or(SeriesError::Full)?;
        let text = format!("{}{digits}", self.prefix);
        self.next_number += 1;
        Ok((Number { text, digits }, self))
    }

    /// The series as it stands in a fiscal year that ends in `year`.
    #[must_use]
    pub fn in_year(mut self, year: i32) -> Self {
        self.begin(year);
        self
    }

    /// Whether everything that the series will give is new: its digits lie above `highest`, the highest that must not come
    /// again, now and in all coming years.
    ///
    /// # Errors
    /// What would come again.
    pub fn fits(&self, highest: i64) -> Result<(), SeriesError> {
        if self.digits(self.next_number).is_none_or(|digits| digits <= highest) {
            let at_least = self.above(highest).ok_or(SeriesError::Full)?;
            return Err(SeriesError::TooLow { at_least });
        }
        let coming = (i64::from(self.year) + 1) * 10_i64.pow(AFTER_YEAR);
        if self.restarts_yearly && highest > coming {
            return Err(SeriesError::Years);
        }
        Ok(())
    }

    /// The lowest number whose digits lie above others.
    fn above(&self, highest: i64) -> Option<i64> {
        if !self.restarts_yearly {
            return highest.checked_add(1).filter(|number| *number <= LARGEST);
        }
        (AFTER_YEAR..=LARGEST.ilog10() + 1).find_map(|width| {
            let base = i64::from(self.year) * 10_i64.pow(width);
            let first = if width == AFTER_YEAR { 1 } else { 10_i64.pow(width - 1) };
            let number = first.max(highest - base + 1);
            (number < 10_i64.pow(width)).then_some(number)
        })
    }
}

/// A prefix as it is printed: capital letters.
///
/// # Errors
/// `Prefix`.
pub fn prefix(text: &str) -> Result<String, SeriesError> {
    let text = text.trim().to_ascii_uppercase();
    if text.len() <= LONGEST_PREFIX && text.bytes().all(|b| b.is_ascii_uppercase()) {
        Ok(text)
    } else {
        Err(SeriesError::Prefix)
    }
}

/// Whether two series that are both in use can be told apart.
///
/// # Errors
/// `SamePrefix`.
pub fn apart(one: &Series, other: &Series) -> Result<(), SeriesError> {
    if one.prefix == other.prefix {
        Err(SeriesError::SamePrefix)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn series(prefix: &str, restarts_yearly: bool, year: i32, next_number: i64) -> Series {
        Series {
            prefix: prefix.into(),
            restarts_yearly,
            year,
            next_number,
        }
    }

    #[test]
    fn numbers_are_printed_with_prefix_and_year() {
        let table = [
            (series("", false, 0, 10_001), 2026, "10001", 10_001),
            (series("K", false, 0, 1), 2026, "K1", 1),
            (series("K", true, 2026, 7), 2026, "K20260007", 20_260_007),
            (series("", true, 2026, 57), 2027, "20270001", 20_270_001),
            // A year never goes back, even if the fiscal year comes to end earlier.
            (series("", true, 2027, 5), 2026, "20270005", 20_270_005),
            (series("", true, 2026, 10_000), 2026, "202610000", 202_610_000),
        ];
        for (from, year, text, digits) in table {
            let before = from.clone();
            let (number, after) = from.take(year).unwrap();
            assert_eq!((number.text.as_str(), number.digits), (text, digits));
            assert_eq!(
                after.next_number,
                after.clone().take(after.year).unwrap().1.next_number - 1
            );
            assert!(after.year >= before.year);
        }
        assert_eq!(series("", false, 0, LARGEST + 1).take(2026), Err(SeriesError::Full));
        let longest = series("ABCD", true, 9999, LARGEST).take(9999).unwrap().0.digits;
        assert!(crate::number::ocr(u64::try_from(longest).unwrap(), true).len() <= 25);
    }

    #[test]
    fn nothing_that_exists_comes_again() {
        let low = |at_least| Err(SeriesError::TooLow { at_least });
        let table = [
            (series("", false, 0, 1), 0, Ok(())),
            (series("", false, 0, 10_001), 10_000, Ok(())),
            (series("", false, 0, 10_001), 10_001, low(10_002)),
            (series("", true, 2026, 1), 10_049, Ok(())),
            (series("", true, 2026, 1), 20_260_057, low(58)),
            (series("", true, 2026, 1), 20_269_999, low(10_000)),
            (series("", true, 2026, 1), 30_000_000, low(10_000)),
            (series("", true, 2026, 10_000), 30_000_000, Err(SeriesError::Years)),
            (series("", false, 0, 10_050), 20_260_057, low(20_260_058)),
            (series("", false, 0, 1), LARGEST, Err(SeriesError::Full)),
        ];
        for (candidate, highest, expected) in table {
            assert_eq!(candidate.fits(highest), expected, "{candidate:?} {highest}");
        }
        let (invoices, credits) = (series("", false, 0, 1), series("K", false, 0, 1));
        assert_eq!(apart(&invoices, &credits), Ok(()));
        assert_eq!(apart(&credits, &credits), Err(SeriesError::SamePrefix));
    }

    #[test]
    fn prefixes_are_letters() {
        for (text, expected) in [
            ("", Ok("")),
            (" kr ", Ok("KR")),
            ("KRED", Ok("KRED")),
            ("KREDI", Err(SeriesError::Prefix)),
            ("K1", Err(SeriesError::Prefix)),
            ("Å", Err(SeriesError::Prefix)),
            ("K-", Err(SeriesError::Prefix)),
        ] {
            assert_eq!(prefix(text), expected.map(str::to_owned), "{text}");
        }
    }

    proptest! {
        /// Whatever is chosen and taken in whichever year: no digits twice, so no payment reference twice either.
        #[test]
        fn changed_series_never_give_the_same_digits_twice(
            steps in prop::collection::vec((any::<bool>(), 1..40_000_i64, 0..3_i32, 0..12_usize), 1..12)
        ) {
            let (mut year, mut highest, mut seen) = (2024, 0, BTreeSet::new());
            let mut at = series("", false, 0, 10_001);
            for (restarts_yearly, next_number, later, count) in steps {
                year += later;
                let mut chosen = Series { restarts_yearly, year: year.max(at.year), next_number, ..at.clone() };
                if let Err(SeriesError::TooLow { at_least }) = chosen.fits(highest) {
                    let lower = Series { next_number: at_least - 1, ..chosen.clone() };
                    prop_assert!(lower.fits(highest).is_err());
                    chosen.next_number = at_least;
                }
                if chosen.fits(highest).is_ok() {
                    at = chosen;
                }
                for _ in 0..count {
                    let (number, after) = at.take(year).unwrap();
                    prop_assert!(seen.insert(number.digits), "{} came twice", number.text);
                    highest = highest.max(number.digits);
                    at = after;
                }
            }
        }
    }
}
