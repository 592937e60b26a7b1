//! Which organisation and VAT numbers are right, and how are they written?

use super::person::is_possible_without_century;
use super::{IdentityError, Separator, digits_and_separator};
use crate::number::luhn_is_valid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An organisation number: ten digits, written `NNNNNN-NNNN`, which is its wire form.
///
/// A sole trader's is the personal identity number; `Debug` masks such a one, and
/// [`OrganisationNumber::is_personal`] tells that it is personal data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationNumber(u64);

impl OrganisationNumber {
    /// The ten digits, as e-invoices and payment codes want them.
    #[must_use]
    pub fn digits(self) -> String {
        format!("{:010}", self.0)
    }

    /// Whether it is a person's number: of a legal entity the third digit is at least 2.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        self.0 / 10_000_000 % 10 < 2
    }
}

impl FromStr for OrganisationNumber {
    type Err = IdentityError;

    /// Reads ten digits, or twelve beginning with 16 (or a person's century), with or without hyphen.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (digits, separator) = digits_and_separator(text)?;
        let (century, ten) = match digits.len() {
            10 => ("", digits.as_str()),
            12 => digits.split_at(2),
            _ => return Err(IdentityError::Malformed),
        };
        if separator == Separator::Plus || !matches!(century, "" | "16" | "18" | "19" | "20") {
            return Err(IdentityError::Malformed);
        }
        if !luhn_is_valid(ten) {
            return Err(IdentityError::CheckDigit);
        }
        let number = ten.parse().map(Self).map_err(|_| IdentityError::Malformed)?;
        if !number.is_personal() {
            let of_an_entity = matches!(century, "" | "16") && !ten.starts_with('0');
            return if of_an_entity {
                Ok(number)
            } else {
                Err(IdentityError::Malformed)
            };
        }
        if century == "16" || !is_possible_without_century(ten) {
            return Err(IdentityError::NoSuchDate);
        }
        Ok(number)
    }
}

impl fmt::Display for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl fmt::Debug for OrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_personal() {
            f.write_str("OrganisationNumber(••••)")
        } else {
            write!(f, "OrganisationNumber({self})")
        }
    }
}

/// An organisation or VAT number, or an electronic address made of one, for whoever may not see whole personal identity
/// numbers: a sole trader's is one, and is shown without its end, `650123-••••`. Any other stays as it is.
#[must_use]
pub fn without_personal_end(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let ten = match digits.len() {
        10 => &digits[..],
        12 if text.trim_start().to_ascii_uppercase().starts_with("SE") => &digits[..10],
        _ => return text.to_owned(),
    };
    if !ten
        .parse::<OrganisationNumber>()
        .is_ok_and(OrganisationNumber::is_personal)
    {
        return text.to_owned();
    }
    let mut seen = 0;
    let hidden = |letter: char| {
        if !letter.is_ascii_digit() {
            return letter;
        }
        seen += 1;
        if (7..=10).contains(&seen) { '•' } else { letter }
    };
    text.chars().map(hidden).collect()
}

/// A Swedish VAT number: SE, the ten digits of the organisation number, and a two-digit suffix, normally 01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VatNumber {
    organisation: OrganisationNumber,
    suffix: u8,
}

impl VatNumber {
    /// The number of a company that has one registration.
    #[must_use]
    pub const fn of(organisation: OrganisationNumber) -> Self {
        Self {
            organisation,
            suffix: 1,
        }
    }

    /// The organisation number in it.
    #[must_use]
    pub const fn organisation(self) -> OrganisationNumber {
        self.organisation
    }
}

impl FromStr for VatNumber {
    type Err = IdentityError;

    /// Reads SE in any case and twelve digits; spaces and hyphens count as nothing.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !crate::number::is_hyphen(*letter))
            .collect();
        let digits = plain
            .strip_prefix("SE")
            .or_else(|| plain.strip_prefix("se"))
            .or_else(|| plain.strip_prefix("Se"))
            .filter(|digits| digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .ok_or(IdentityError::Malformed)?;
        let (organisation, suffix) = digits.split_at(10);
        let suffix = suffix.parse().map_err(|_| IdentityError::Malformed)?;
        if suffix == 0 {
            return Err(IdentityError::Malformed);
        }
        Ok(Self {
            organisation: organisation.parse()?,
            suffix,
        })
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SE{}{:02}", self.organisation.digits(), self.suffix)
    }
}

impl fmt::Debug for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VatNumber").field(&self.organisation).finish()
    }
}

macro_rules! text_on_the_wire {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = IdentityError;

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

text_on_the_wire!(OrganisationNumber);
text_on_the_wire!(VatNumber);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn organisation_numbers() {
        let table = [
            ("556016-0680", Ok("556016-0680")),
            ("5560160680", Ok("556016-0680")),
            ("165560160680", Ok("556016-0680")),
            ("16556016-0680", Ok("556016-0680")),
            (" 556016 – 0680 ", Ok("556016-0680")),
            // The lowest third digit of a legal entity.
            ("2220000000", Ok("222000-0000")),
            ("0020000006", Err(IdentityError::Malformed)),
            // A sole trader: a personal identity number, a coordination number.
            ("198103102391", Ok("810310-2391")),
            ("810310-2391", Ok("810310-2391")),
            ("000508-2383", Ok("000508-2383")),
            ("650866-2399", Ok("650866-2399")),
            ("560069-2387", Ok("560069-2387")),
            ("556016-0681", Err(IdentityError::CheckDigit)),
            ("55601-60680", Err(IdentityError::Malformed)),
            ("556016+0680", Err(IdentityError::Malformed)),
            ("195560160680", Err(IdentityError::Malformed)),
            ("175560160680", Err(IdentityError::Malformed)),
            ("16810310-2391", Err(IdentityError::NoSuchDate)),
            ("150916-0006", Err(IdentityError::NoSuchDate)),
            ("811310-2399", Err(IdentityError::NoSuchDate)),
            ("0000000000", Err(IdentityError::NoSuchDate)),
            ("556016068", Err(IdentityError::Malformed)),
            ("SE556016068001", Err(IdentityError::Malformed)),
            ("", Err(IdentityError::Malformed)),
        ];
        for (text, expected) in table {
            let found = text.parse().map(|number: OrganisationNumber| number.to_string());
            assert_eq!(found, expected.map(Into::into), "{text}");
        }
    }

    #[test]
    fn a_person_is_not_shown_in_debug() {
        let company: OrganisationNumber = "556016-0680".parse().unwrap();
        let person: OrganisationNumber = "000508-2383".parse().unwrap();
        assert!(!company.is_personal() && person.is_personal());
        assert_eq!(format!("{company:?}"), "OrganisationNumber(556016-0680)");
        assert_eq!(
            format!("{:?}", VatNumber::of(person)),
            "VatNumber(OrganisationNumber(••••))"
        );
        assert_eq!(person.digits(), "0005082383");
    }

    #[test]
    fn vat_numbers() {
        let table = [
            ("SE556016068001", Ok("SE556016068001")),
            ("se 556016-0680 01", Ok("SE556016068001")),
            ("SE556016068002", Ok("SE556016068002")),
            ("SE000508238301", Ok("SE000508238301")),
            ("SE556016068101", Err(IdentityError::CheckDigit)),
            ("SE556016068000", Err(IdentityError::Malformed)),
            ("SE5560160680", Err(IdentityError::Malformed)),
            ("556016068001", Err(IdentityError::Malformed)),
            ("DE556016068001", Err(IdentityError::Malformed)),
            ("SE55601606800١", Err(IdentityError::Malformed)),
            ("", Err(IdentityError::Malformed)),
        ];
        for (text, expected) in table {
            let found = text.parse().map(|number: VatNumber| number.to_string());
            assert_eq!(found, expected.map(Into::into), "{text}");
        }
        let organisation: OrganisationNumber = "556016-0680".parse().unwrap();
        assert_eq!(VatNumber::of(organisation).to_string(), "SE556016068001");
        assert_eq!(VatNumber::of(organisation).organisation(), organisation);
    }

    #[test]
    fn the_wire_form_is_the_written_form() {
        let number: OrganisationNumber = serde_json::from_str("\"165560160680\"").unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"556016-0680\"");
        assert!(serde_json::from_str::<VatNumber>("\"SE556016068101\"").is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_reader(text in "\\PC{0,16}|(SE)?[0-9+ -]{9,14}") {
            if let Ok(number) = text.parse::<OrganisationNumber>() {
                prop_assert_eq!(number.to_string().parse(), Ok(number));
            }
            if let Ok(number) = text.parse::<VatNumber>() {
                prop_assert_eq!(number.to_string().parse(), Ok(number));
            }
        }
    }

    #[test]
    fn a_sole_traders_number_is_shown_without_its_end_and_a_companys_whole() {
        for (whole, shown) in [
            ("800101-0019", "800101-••••"),
            ("SE800101001901", "SE800101••••01"),
            ("8001010019", "800101••••"),
            ("556016-0680", "556016-0680"),
            ("SE556016068001", "SE556016068001"),
            ("DE123456789", "DE123456789"),
            ("7300010000001", "7300010000001"),
            ("", ""),
        ] {
            assert_eq!(super::without_personal_end(whole), shown, "{whole}");
        }
    }
}
