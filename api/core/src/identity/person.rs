//! Which personal identity and coordination numbers are right, and which century do ten digits mean?

use super::{IdentityError, Separator, digits_and_separator};
use crate::number::luhn_is_valid;
use chrono::{Datelike, NaiveDate};
use std::{fmt, ops::Range};

/// A personal identity number (personnummer) or coordination number (samordningsnummer).
///
/// Shown masked everywhere, in `Debug` too, and without a wire form: whoever needs the number asks for it by
/// [`PersonalIdentityNumber::normal_form`] (dataskyddslagen 2018:218, 3 kap. 10 §: exposed as little as possible).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PersonalIdentityNumber(u64);

/// Which of the two numbers it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonKind {
    /// Personnummer: the person is or was in the population register.
    Personal,
    /// Samordningsnummer: the day is counted from 61, or 60 when not known.
    Coordination,
}

/// Year, month and day as the number says: of a coordination number no calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Born {
    year: i32,
    month: u32,
    day: u32,
}

impl PersonalIdentityNumber {
    /// Reads 10 or 12 digits with or without hyphen, or with `+` for a person who turns at least 100 this year.
    ///
    /// Ten digits mean the latest possible century that is not after `today`.
    ///
    /// # Errors
    /// When the text is no such number; the error does not hold it.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, IdentityError> {
        let (digits, separator) = digits_and_separator(text)?;
        let number = match (digits.len(), separator) {
            (12, Separator::None | Separator::Hyphen) => digits,
            (10, separator) => with_century(&digits, separator, today)?,
            _ => return Err(IdentityError::Malformed),
        };
        if !luhn_is_valid(&number[2..]) {
            return Err(IdentityError::CheckDigit);
        }
        if !is_possible(&number, today)? {
            return Err(IdentityError::NoSuchDate);
        }
        number.parse().map(Self).map_err(|_| IdentityError::Malformed)
    }

    /// The twelve digits YYYYMMDDNNNN: for storing encrypted and for the files of authorities, never for showing.
    #[must_use]
    pub fn normal_form(self) -> String {
        format!("{:012}", self.0)
    }

    /// The form for the person's own documents: `19800101-0017`.
    #[must_use]
    pub fn hyphenated(self) -> String {
        format!("{:08}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }

    /// The form for screens and lists: `19800101-••••`.
    #[must_use]
    pub fn masked(self) -> String {
        format!("{:08}-••••", self.0 / 10_000)
    }

    /// Personal identity number or coordination number.
    #[must_use]
    pub const fn kind(self) -> PersonKind {
        if self.0 / 10_000 % 100 >= 60 {
            PersonKind::Coordination
        } else {
            PersonKind::Personal
        }
    }

    /// The year of birth.
    #[must_use]
    pub fn birth_year(self) -> i32 {
        i32::try_from(self.0 / 100_000_000).unwrap_or(i32::MAX)
    }

    /// The day of birth; `None` for a coordination number whose day or month is not known.
    #[must_use]
    pub fn born_on(self) -> Option<NaiveDate> {
        let born = Born::of(&self.normal_form()).ok()?;
        NaiveDate::from_ymd_opt(born.year, born.month, born.day)
    }
}

impl Born {
    fn of(number: &str) -> Result<Self, IdentityError> {
        let part = |range: Range<usize>| {
            number
                .get(range)
                .and_then(|part| part.parse::<u32>().ok())
                .ok_or(IdentityError::Malformed)
        };
        let day = part(6..8)?;
        let year = i32::try_from(part(0..4)?).map_err(|_| IdentityError::Malformed)?;
        Ok(Self {
            year,
            month: part(4..6)?,
            day: if day >= 60 { day - 60 } else { day },
        })
    }

    fn is_after(self, today: NaiveDate) -> bool {
        self > Self {
            year: today.year(),
            month: today.month(),
            day: today.day(),
        }
    }
}

/// Puts the century before ten digits.
fn with_century(digits: &str, separator: Separator, today: NaiveDate) -> Result<String, IdentityError> {
    let this_century = today.year().div_euclid(100);
    for century in (this_century - 2..=this_century).rev() {
        let number = format!("{century:02}{digits}");
        let born = Born::of(&number)?;
        let turns_at_least_100 = today.year() - born.year >= 100;
        if !born.is_after(today) && (separator != Separator::Plus || turns_at_least_100) {
            return Ok(number);
        }
    }
    Err(IdentityError::NoSuchDate)
}

/// Whether such a number can have been given out.
///
/// Coordination numbers exist with month 00, day 60 and days past the end of the month: no calendar for them.
fn is_possible(number: &str, today: NaiveDate) -> Result<bool, IdentityError> {
    let born = Born::of(number)?;
    if born.is_after(today) || born.year < 1800 {
        return Ok(false);
    }
    if number[6..8] >= *"60" {
        return Ok(born.month <= 12 && born.day <= 31);
    }
    let exists = NaiveDate::from_ymd_opt(born.year, born.month, born.day).is_some();
    Ok(exists && number[8..11] != *"000")
}

/// Whether ten digits can be a personal identity or coordination number of any century.
pub(super) fn is_possible_without_century(digits: &str) -> bool {
    ["19", "20"]
        .iter()
        .any(|century| is_possible(&format!("{century}{digits}"), NaiveDate::MAX) == Ok(true))
}

impl fmt::Display for PersonalIdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for PersonalIdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalIdentityNumber(••••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn today() -> NaiveDate {
        day(2026, 11, 24)
    }

    fn read(text: &str, today: NaiveDate) -> Result<String, IdentityError> {
        PersonalIdentityNumber::parse(text, today).map(PersonalIdentityNumber::normal_form)
    }

    /// The tax agency's test numbers; they can never belong to a person.
    fn official() -> impl Iterator<Item = &'static str> {
        include_str!("../../golden/identity-numbers.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
    }

    #[test]
    fn every_official_number_is_read_in_every_form() {
        assert_eq!(official().count(), 74);
        for number in official() {
            let short = &number[2..];
            let hyphen = format!("{}-{}", &short[..6], &short[6..]);
            let plus = format!("{}+{}", &short[..6], &short[6..]);
            let long = format!("{}-{}", &number[..8], &number[8..]);
            let spaced = format!(" {} {} ", &short[..6], &short[6..]);
            for text in [number, short, &hyphen, &long, &spaced] {
                assert_eq!(read(text, today()), Ok(number.into()));
            }
            let born: i32 = number[..4].parse().unwrap();
            assert_eq!(read(&plus, day(born + 100, 1, 1)), Ok(number.into()));
            assert_ne!(read(&plus, day(born + 99, 12, 31)), Ok(number.into()));
            assert!(read(number, day(born - 1, 12, 31)).is_err());
        }
    }

    #[test]
    fn coordination_numbers_know_their_day_or_not() {
        let of = |text| PersonalIdentityNumber::parse(text, today()).unwrap();
        assert_eq!(of("196508662399").kind(), PersonKind::Coordination);
        assert_eq!(of("196508662399").born_on(), Some(day(1965, 8, 6)));
        assert_eq!(of("195600692387").born_on(), None);
        assert_eq!(of("194502602396").born_on(), None);
        assert_eq!(of("198103102391").kind(), PersonKind::Personal);
        assert_eq!(of("198103102391").born_on(), Some(day(1981, 3, 10)));
    }

    #[test]
    fn impossible_numbers_are_refused() {
        let table = [
            ("", IdentityError::Malformed),
            ("19810310239", IdentityError::Malformed),
            ("1981-03-10-2391", IdentityError::Malformed),
            ("19810310+2391", IdentityError::Malformed),
            ("8103102-391", IdentityError::Malformed),
            ("810310-239T", IdentityError::Malformed),
            ("８１０３１０２３９１", IdentityError::Malformed),
            ("198103102392", IdentityError::CheckDigit),
            ("20150916-0006", IdentityError::NoSuchDate),
            ("150916-0006", IdentityError::NoSuchDate),
            ("000000000000", IdentityError::NoSuchDate),
            ("165560160680", IdentityError::NoSuchDate),
        ];
        for (text, expected) in table {
            assert_eq!(read(text, today()), Err(expected), "{text}");
        }
    }

    #[test]
    fn the_edges_of_possible_numbers() {
        // Nobody has these: serial number 000, or a wrong check digit, which is not looked at here.
        let table = [
            ("180001610000", true),
            ("179912910000", false),
            ("198000600001", true),
            ("198004910000", true),
            ("198004920000", false),
            ("198012910000", true),
            ("198013610000", false),
            ("198004310010", false),
            ("198004300010", true),
            ("202611240010", true),
            ("202611250010", false),
        ];
        for (number, expected) in table {
            assert_eq!(is_possible(number, today()), Ok(expected), "{number}");
        }
    }

    #[test]
    fn nothing_shown_holds_the_serial_number() {
        let number = PersonalIdentityNumber::parse("19810310-2391", today()).unwrap();
        assert_eq!(number.to_string(), "19810310-••••");
        assert_eq!(
            format!("{number:?} {number:#?}"),
            "PersonalIdentityNumber(••••) PersonalIdentityNumber(••••)"
        );
        for error in [
            IdentityError::Malformed,
            IdentityError::NoSuchDate,
            IdentityError::CheckDigit,
        ] {
            assert!(!error.to_string().chars().any(|letter| letter.is_ascii_digit()));
        }
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(index in any::<prop::sample::Index>(), place in 2..12_usize, change in 1..10_u8) {
            let all: Vec<_> = official().collect();
            let mut digits = all[index.index(all.len())].as_bytes().to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + change) % 10;
            prop_assert_eq!(read(&String::from_utf8(digits).unwrap(), today()), Err(IdentityError::CheckDigit));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,16}|[0-9+ -]{9,14}") {
            let _ = PersonalIdentityNumber::parse(&text, today());
            let _ = PersonalIdentityNumber::parse(&text, NaiveDate::MIN);
            let _ = PersonalIdentityNumber::parse(&text, NaiveDate::MAX);
        }
    }
}
