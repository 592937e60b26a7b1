//! Which international account numbers, bank codes and Swish numbers are right, and how are they written?

use crate::number::NumberError;
use std::{fmt, str::FromStr};

/// An international account number (ISO 13616), written in groups of four.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iban(String);

/// A bank's code (ISO 9362): 8 or 11 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bic(String);

/// A company's Swish number: ten digits that begin with 123, written 123 456 78 90.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwishNumber(String);

/// How long the account numbers of the countries are that a Swedish firm has accounts in; elsewhere 15 to 34.
const IBAN_LENGTHS: &[(&str, usize)] = &[
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("FI", 18),
    ("LT", 20),
    ("LV", 21),
    ("NO", 15),
    ("PL", 28),
    ("SE", 24),
];

fn without_spaces(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The remainder of the number modulo 97, with letters as 10 to 35 and the first four characters last.
fn remainder(plain: &str) -> Option<u32> {
    let (head, tail) = plain.split_at_checked(4)?;
    tail.chars().chain(head.chars()).try_fold(0, |rest: u32, letter| {
        let value = letter.to_digit(36)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

impl FromStr for Iban {
    type Err = NumberError;

    /// Accepts small letters and spaces anywhere.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = without_spaces(text);
        let bytes = plain.as_bytes();
        let shaped = bytes.len() >= 4
            && bytes.iter().all(u8::is_ascii_alphanumeric)
            && bytes.iter().take(2).all(u8::is_ascii_uppercase)
            && bytes.iter().skip(2).take(2).all(u8::is_ascii_digit);
        if !shaped {
            return Err(NumberError::Malformed);
        }
        let wanted = IBAN_LENGTHS
            .iter()
            .find(|(country, _)| plain.starts_with(country))
            .map(|(_, length)| *length);
        if wanted.map_or(!(15..=34).contains(&plain.len()), |length| length != plain.len()) {
            return Err(NumberError::Length);
        }
        if remainder(&plain) == Some(1) {
            Ok(Self(plain))
        } else {
            Err(NumberError::CheckDigit)
        }
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl FromStr for Bic {
    type Err = NumberError;

    /// Accepts small letters and spaces anywhere.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = without_spaces(text);
        if !plain.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(NumberError::Malformed);
        }
        if plain.len() != 8 && plain.len() != 11 {
            return Err(NumberError::Length);
        }
        // Party prefix of four characters, then the country.
        let country = plain.bytes().skip(4).take(2).all(|byte| byte.is_ascii_uppercase());
        if country {
            Ok(Self(plain))
        } else {
            Err(NumberError::Malformed)
        }
    }
}

impl fmt::Display for Bic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SwishNumber {
    type Err = NumberError;

    /// Accepts spaces and hyphens anywhere. The number has no check digit that is published.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !crate::number::is_hyphen(*letter))
            .collect();
        if !plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NumberError::Malformed);
        }
        if plain.len() != 10 {
            return Err(NumberError::Length);
        }
        if plain.starts_with("123") {
            Ok(Self(plain))
        } else {
            Err(NumberError::Malformed)
        }
    }
}

impl fmt::Display for SwishNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            if matches!(place, 3 | 6 | 8) {
                f.write_str(" ")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberError::{CheckDigit, Length, Malformed};

    fn iban(text: &str) -> Result<String, NumberError> {
        text.parse::<Iban>().map(|number| number.to_string())
    }

    #[test]
    fn an_iban_is_written_in_groups_and_its_check_digits_count() {
        let written = "SE45 5000 0000 0583 9825 7466";
        assert_eq!(iban("SE4550000000058398257466").as_deref(), Ok(written));
        assert_eq!(iban(" se45 5000 0000 05839825 7466").as_deref(), Ok(written));
        assert_eq!(
            iban("GB82 WEST 1234 5698 7654 32").as_deref(),
            Ok("GB82 WEST 1234 5698 7654 32")
        );
        assert_eq!(iban("SE4550000000058398257467"), Err(CheckDigit));
        assert_eq!(
            iban("SE4550000000058398257"),
            Err(Length),
            "a Swedish one has 24 characters"
        );
        for text in [
            "",
            "SE",
            "4545",
            "S145 5000",
            "SE45-5000-0000-0583-9825-7466",
            "SE45 åäö",
        ] {
            assert_eq!(iban(text), Err(Malformed), "{text}");
        }
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_of_neighbours_is_seen() {
        let right: Vec<char> = "SE4550000000058398257466".chars().collect();
        for place in 4..right.len() {
            for digit in '0'..='9' {
                let mut wrong = right.clone();
                wrong[place] = digit;
                assert_eq!(iban(&wrong.iter().collect::<String>()).is_ok(), wrong == right);
            }
            let mut swapped = right.clone();
            swapped.swap(place - 1, place);
            assert_eq!(iban(&swapped.iter().collect::<String>()).is_ok(), swapped == right);
        }
    }

    #[test]
    fn a_bic_has_eight_or_eleven_characters_with_the_country_in_the_middle() {
        let bic = |text: &str| text.parse::<Bic>().map(|code| code.to_string());
        assert_eq!(bic("eSSe SEss").as_deref(), Ok("ESSESESS"));
        assert_eq!(bic("NDEASESSXXX").as_deref(), Ok("NDEASESSXXX"));
        assert_eq!(bic("ESSESE"), Err(Length));
        assert_eq!(bic("ESSES1SS"), Err(Malformed));
        assert_eq!(bic("ESSE-ESS"), Err(Malformed));
    }

    #[test]
    fn a_swish_number_begins_with_123() {
        let swish = |text: &str| text.parse::<SwishNumber>().map(|number| number.to_string());
        assert_eq!(swish("1231181189").as_deref(), Ok("123 118 11 89"));
        assert_eq!(swish("123-118 11 89").as_deref(), Ok("123 118 11 89"));
        assert_eq!(swish("0701234567"), Err(Malformed), "a person's");
        assert_eq!(swish("123118118"), Err(Length));
        assert_eq!(swish("12311811a9"), Err(Malformed));
    }
}
