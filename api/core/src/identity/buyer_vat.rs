//! Is this a VAT number of a buyer somewhere in the European Union, and of which member state?

use super::{IdentityError, VatNumber};
use crate::number::is_hyphen;
use std::fmt;

/// The forms of a member state's numbers after its prefix: `9` a digit, `A` a letter, `X` either, `*` either or `+`
/// or `*`, anything else itself. Source: the European Commission's page on VIES, question 11.
const FORMS: &[(&str, &[&str])] = &[
    ("AT", &["U99999999"]),
    ("BE", &["9999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["X9999999X"]),
    ("FI", &["99999999"]),
    ("FR", &["XX999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9*99999A", "9999999AA"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    (
        "RO",
        &[
            "99",
            "999",
            "9999",
            "99999",
            "999999",
            "9999999",
            "99999999",
            "999999999",
            "9999999999",
        ],
    ),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
];

/// Whether an ISO 3166 alpha-2 code names a member state of the Union.
#[must_use]
pub fn is_member_state(country: &str) -> bool {
    // Greece alone has another prefix in its VAT numbers than its country code.
    country == "GR" || (country != "EL" && FORMS.iter().any(|(prefix, _)| *prefix == country))
}

/// A buyer's VAT number: of a member state in its form, of another country as far as it can be one.
#[derive(Clone, PartialEq, Eq)]
pub struct BuyerVatNumber(String);

impl BuyerVatNumber {
    /// The two letters before the number.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }

    /// Whether it is of a member state that isn't Sweden.
    #[must_use]
    pub fn is_of_another_member_state(&self) -> bool {
        self.prefix() != "SE" && FORMS.iter().any(|(prefix, _)| *prefix == self.prefix())
    }
}

impl std::str::FromStr for BuyerVatNumber {
    type Err = IdentityError;

    /// Reads it in any case; spaces, hyphens and points count as nothing.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !is_hyphen(*letter) && *letter != '.')
            .collect::<String>()
            .to_ascii_uppercase();
        if !plain.is_ascii() || plain.len() < 4 {
            return Err(IdentityError::Malformed);
        }
        let (prefix, number) = plain.split_at(2);
        if prefix == "SE" {
            return plain.parse::<VatNumber>().map(|known| Self(known.to_string()));
        }
        match FORMS.iter().find(|(country, _)| *country == prefix) {
            Some((_, forms)) if forms.iter().any(|form| fits(form, number)) => {
                if check_digit_is_right(prefix, number) {
                    Ok(Self(plain))
                } else {
                    Err(IdentityError::CheckDigit)
                }
            }
            None if is_foreign(prefix, number) => Ok(Self(plain)),
            _ => Err(IdentityError::Malformed),
        }
    }
}

impl fmt::Display for BuyerVatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BuyerVatNumber {
    /// A sole trader's number is a person's: only its country is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BuyerVatNumber({}••••)", self.prefix())
    }
}

fn fits(form: &str, number: &str) -> bool {
    form.len() == number.len()
        && form.bytes().zip(number.bytes()).all(|(class, byte)| match class {
            b'9' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_uppercase(),
            b'X' => byte.is_ascii_alphanumeric(),
            b'*' => byte.is_ascii_alphanumeric() || b"+*".contains(&byte),
            itself => byte == itself,
        })
}

fn is_foreign(prefix: &str, number: &str) -> bool {
    prefix.bytes().all(|byte| byte.is_ascii_uppercase())
        && number.len() <= 18
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().any(|byte| byte.is_ascii_digit())
}

/// The check digit, of the neighbours with whom a trade business deals most.
fn check_digit_is_right(prefix: &str, number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|letter| letter.to_digit(10)).collect();
    let weighted = |weights: &[u32]| -> u32 { weights.iter().zip(&digits).map(|(w, d)| w * d).sum() };
    let last = digits.last().copied().unwrap_or_default();
    match prefix {
        "DK" => weighted(&[2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
        "FI" => (11 - weighted(&[7, 9, 10, 5, 8, 4, 2]) % 11) % 11 == last,
        "PL" => weighted(&[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == last,
        // ISO 7064, modulus 11, 10.
        "DE" => {
            let product = digits.iter().take(8).fold(10, |product, digit| {
                let sum = match (digit + product) % 10 {
                    0 => 10,
                    sum => sum,
                };
                2 * sum % 11
            });
            (11 - product) % 10 == last
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_union_are_known_by_their_form_and_check_digit() {
        use IdentityError::{CheckDigit, Malformed};
        let table = [
            ("SE556016068001", Ok("SE556016068001")),
            ("se 556016-0680 01", Ok("SE556016068001")),
            ("SE556016068101", Err(CheckDigit)),
            ("DK 13 58 56 28", Ok("DK13585628")),
            ("DK13585629", Err(CheckDigit)),
            ("FI2077474-0", Ok("FI20774740")),
            ("FI20774741", Err(CheckDigit)),
            ("DE 136 695 976", Ok("DE136695976")),
            ("DE136695978", Err(CheckDigit)),
            ("PL8567346215", Ok("PL8567346215")),
            ("PL8567346216", Err(CheckDigit)),
            ("NL123456789B01", Ok("NL123456789B01")),
            ("NL123456789001", Err(Malformed)),
            ("ATU12345678", Ok("ATU12345678")),
            ("AT12345678", Err(Malformed)),
            ("IE1+23456A", Ok("IE1+23456A")),
            ("EL123456789", Ok("EL123456789")),
            ("NO123456789MVA", Ok("NO123456789MVA")),
            ("12345678", Err(Malformed)),
            ("DE", Err(Malformed)),
            ("", Err(Malformed)),
            ("ÅÄ12345678", Err(Malformed)),
        ];
        for (text, expected) in table {
            let found = text.parse::<BuyerVatNumber>().map(|number| number.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn another_member_state_is_neither_sweden_nor_outside() {
        for (text, expected) in [
            ("SE556016068001", false),
            ("DK13585628", true),
            ("EL123456789", true),
            ("NO123456789MVA", false),
        ] {
            let number: BuyerVatNumber = text.parse().unwrap();
            assert_eq!(number.is_of_another_member_state(), expected, "{text}");
            assert!(!format!("{number:?}").contains("5560"));
        }
        assert!(is_member_state("GR") && is_member_state("DE") && is_member_state("SE"));
        assert!(!is_member_state("EL") && !is_member_state("NO") && !is_member_state(""));
        assert_eq!(FORMS.len(), 27);
    }
}
