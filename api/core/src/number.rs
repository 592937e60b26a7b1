//! Which payment references and giro numbers are right, and how are they written?

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Why a number is refused. It never holds the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Something else than digits, spaces and one hyphen in its place.
    #[error("not written as such a number")]
    Malformed,
    /// Too few or too many digits.
    #[error("wrong number of digits")]
    Length,
    /// A digit is wrong: the check digit does not fit.
    #[error("wrong check digit")]
    CheckDigit,
}

/// The Luhn sum: every second digit doubled, `first_doubled` or not from the right, tens and ones added.
fn luhn_sum(digits: &str, first_doubled: bool) -> Option<u32> {
    let mut sum = 0;
    for (place, letter) in digits.chars().rev().enumerate() {
        let digit = letter.to_digit(10)?;
        let doubled = (place % 2 == 0) == first_doubled;
        let weighted = if doubled { 2 * digit } else { digit };
        sum += weighted / 10 + weighted % 10;
    }
    Some(sum)
}

/// The Luhn (modulus 10) check digit that belongs after these digits; `None` when there is something else.
#[must_use]
pub fn luhn_check_digit(digits: &str) -> Option<u32> {
    luhn_sum(digits, true).map(|sum| (10 - sum % 10) % 10)
}

/// Whether the last of these at least two digits is the Luhn check digit of the others.
#[must_use]
pub fn luhn_is_valid(digits: &str) -> bool {
    digits.len() >= 2 && luhn_sum(digits, false).is_some_and(|sum| sum % 10 == 0)
}

/// The payment reference of a number: the number, with `length_digit` the length of the whole modulus 10, and
/// the check digit. Which of the two forms is right is part of the agreement with the bank.
#[must_use]
pub fn ocr(number: u64, length_digit: bool) -> String {
    let mut reference = number.to_string();
    if length_digit {
        let length = reference.len() + 2;
        reference += &(length % 10).to_string();
    }
    let check_digit = luhn_check_digit(&reference).unwrap_or_default();
    reference + &check_digit.to_string()
}

/// Whether this is a payment reference: 2 to 25 digits with check digit, and with `length_digit` its own length.
#[must_use]
pub fn ocr_is_valid(reference: &str, length_digit: bool) -> bool {
    let length = reference.len();
    let length_is_right = || {
        let last_of_length = reference.chars().rev().nth(1).and_then(|letter| letter.to_digit(10));
        length >= 3 && last_of_length.is_some_and(|digit| digit as usize == length % 10)
    };
    (2..=25).contains(&length) && luhn_is_valid(reference) && (!length_digit || length_is_right())
}

/// A bankgiro number: 7 or 8 digits, written 991-2346 or 5050-1055.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bankgiro(u32);

/// A plusgiro number: 2 to 8 digits, written 90 19 50-6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Plusgiro(u32);

/// Hyphen-minus and what keyboards and word processors put in its place.
pub(crate) const fn is_hyphen(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}'
    )
}

/// The number without spaces and without its one hyphen, which must stand before the last `after_hyphen` digits.
fn parse_giro(text: &str, after_hyphen: usize, lengths: std::ops::RangeInclusive<usize>) -> Result<u32, NumberError> {
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let mut digits = String::new();
    for (place, letter) in letters.iter().enumerate() {
        if letter.is_ascii_digit() {
            digits.push(*letter);
        } else if !is_hyphen(*letter) || place + after_hyphen + 1 != letters.len() || place == 0 {
            return Err(NumberError::Malformed);
        }
    }
    // A leading zero would give one account two spellings.
    if digits.is_empty() || digits.starts_with('0') {
        return Err(NumberError::Malformed);
    }
    if !lengths.contains(&digits.len()) {
        return Err(NumberError::Length);
    }
    if !luhn_is_valid(&digits) {
        return Err(NumberError::CheckDigit);
    }
    digits.parse().map_err(|_| NumberError::Length)
}

macro_rules! giro {
    ($name:ident, $after_hyphen:literal, $lengths:expr) => {
        impl $name {
            /// The digits alone, as payment files and e-invoices want them.
            #[must_use]
            pub fn digits(self) -> String {
                self.0.to_string()
            }
        }

        impl FromStr for $name {
            type Err = NumberError;

            /// Accepts the number with or without hyphen and spaces.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse_giro(text, $after_hyphen, $lengths).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NumberError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.to_string()
            }
        }
    };
}

giro!(Bankgiro, 4, 7..=8);
giro!(Plusgiro, 1, 2..=8);

impl fmt::Display for Bankgiro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl fmt::Display for Plusgiro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = (self.0 / 10).to_string();
        for (place, digit) in body.chars().enumerate() {
            if place > 0 && (body.len() - place).is_multiple_of(2) {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, "-{}", self.0 % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn payment_references() {
        assert_eq!(ocr(123, false), "1230");
        assert_eq!(ocr(1_234_567_890, true), "123456789023");
        assert_eq!(ocr(0, false), "00");
        assert!(ocr(u64::MAX, true).len() <= 25);
        let table = [
            ("1230", false, true),
            ("123456789023", true, true),
            ("123456789023", false, true),
            ("1230", true, false),
            ("1231", false, false),
            ("0", false, false),
            ("", false, false),
            ("00", false, true),
            ("12 30", false, false),
            ("123O", false, false),
            ("１２３０", false, false),
            ("0000000000000000000000000", false, true),
            ("00000000000000000000000000", false, false),
        ];
        for (reference, length_digit, valid) in table {
            assert_eq!(
                ocr_is_valid(reference, length_digit),
                valid,
                "{reference} {length_digit}"
            );
        }
    }

    #[test]
    fn bankgiro_numbers() {
        let table = [
            ("991-2346", Ok("991-2346")),
            ("5050-1055", Ok("5050-1055")),
            ("50501055", Ok("5050-1055")),
            (" 5050 – 1055 ", Ok("5050-1055")),
            ("5050\u{a0}1055", Ok("5050-1055")),
            ("5050-1056", Err(NumberError::CheckDigit)),
            ("505-01055", Err(NumberError::Malformed)),
            ("5050--1055", Err(NumberError::Malformed)),
            ("-1055", Err(NumberError::Malformed)),
            ("0991-2346", Err(NumberError::Malformed)),
            ("90 19 50-6", Err(NumberError::Malformed)),
            ("BG 5050-1055", Err(NumberError::Malformed)),
            ("", Err(NumberError::Malformed)),
            ("-", Err(NumberError::Malformed)),
            ("901950", Err(NumberError::Length)),
            ("123456789", Err(NumberError::Length)),
            ("99999999999999999999", Err(NumberError::Length)),
        ];
        for (text, expected) in table {
            assert_eq!(
                text.parse().map(|number: Bankgiro| number.to_string()),
                expected.map(Into::into),
                "{text}"
            );
        }
        assert_eq!("5050-1055".parse().map(Bankgiro::digits), Ok("50501055".into()));
    }

    #[test]
    fn plusgiro_numbers() {
        let table = [
            ("90 19 50-6", Ok("90 19 50-6")),
            ("9019506", Ok("90 19 50-6")),
            ("901950-6", Ok("90 19 50-6")),
            ("4567-4", Ok("45 67-4")),
            ("1-8", Ok("1-8")),
            ("1 23-0", Ok("1 23-0")),
            ("90 19 50-7", Err(NumberError::CheckDigit)),
            ("5050-1055", Err(NumberError::Malformed)),
            ("-8", Err(NumberError::Malformed)),
            ("8", Err(NumberError::Length)),
            ("123456789", Err(NumberError::Length)),
        ];
        for (text, expected) in table {
            assert_eq!(
                text.parse().map(|number: Plusgiro| number.to_string()),
                expected.map(Into::into),
                "{text}"
            );
        }
        assert_eq!("90 19 50-6".parse().map(Plusgiro::digits), Ok("9019506".into()));
    }

    #[test]
    fn the_wire_form_is_the_written_form() {
        let number: Bankgiro = serde_json::from_str("\"50501055\"").unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"5050-1055\"");
        assert!(serde_json::from_str::<Plusgiro>("\"1-9\"").is_err());
    }

    proptest! {
        #[test]
        fn every_reference_is_valid_and_one_changed_digit_is_found(
            number in any::<u64>(),
            length_digit in any::<bool>(),
            place in any::<prop::sample::Index>(),
            change in 1..10_u32,
        ) {
            let reference = ocr(number, length_digit);
            prop_assert!(ocr_is_valid(&reference, length_digit));
            prop_assert!(reference.starts_with(&number.to_string()));
            let mut digits: Vec<u32> = reference.chars().filter_map(|letter| letter.to_digit(10)).collect();
            let place = place.index(digits.len());
            digits[place] = (digits[place] + change) % 10;
            let wrong: String = digits.iter().map(u32::to_string).collect();
            prop_assert!(!ocr_is_valid(&wrong, length_digit));
        }

        #[test]
        fn written_numbers_are_read_back(body in 100_000..9_999_999_u32) {
            let digits = format!("{body}{}", luhn_check_digit(&body.to_string()).unwrap());
            let bankgiro: Bankgiro = digits.parse().unwrap();
            prop_assert_eq!(bankgiro.to_string().parse(), Ok(bankgiro));
            prop_assert_eq!(bankgiro.digits(), digits.clone());
            let plusgiro: Plusgiro = digits.parse().unwrap();
            prop_assert_eq!(plusgiro.to_string().parse(), Ok(plusgiro));
            prop_assert_eq!(plusgiro.digits(), digits);
        }

        #[test]
        fn no_text_breaks_a_reader(text in any::<String>()) {
            let _ = (text.parse::<Bankgiro>(), text.parse::<Plusgiro>(), ocr_is_valid(&text, true));
        }
    }
}
