//! Under which address does a customer get electronic invoices in the Peppol network?

use super::{IdentityError, OrganisationNumber};
use crate::wire::words;
use std::fmt;

words! {
    /// The kind of a Peppol id: the code of its scheme in the list of electronic address schemes.
    PeppolScheme {
        /// A Swedish organisation number.
        OrganisationNumber = "0007",
        /// A Global Location Number (GLN) of GS1.
        Gln = "0088",
    }
}

/// A Peppol id whose check digit is right.
#[derive(Clone, PartialEq, Eq)]
pub struct PeppolId {
    scheme: PeppolScheme,
    value: String,
}

impl PeppolId {
    /// Reads the value of an id; spaces and hyphens count as nothing.
    ///
    /// # Errors
    /// When it isn't ten digits (0007) or thirteen (0088), or its check digit is wrong.
    pub fn new(scheme: PeppolScheme, text: &str) -> Result<Self, IdentityError> {
        let value = match scheme {
            PeppolScheme::OrganisationNumber => text.parse::<OrganisationNumber>()?.digits(),
            PeppolScheme::Gln => gln(text)?,
        };
        Ok(Self { scheme, value })
    }

    /// Its kind.
    #[must_use]
    pub const fn scheme(&self) -> PeppolScheme {
        self.scheme
    }

    /// Its digits.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for PeppolId {
    /// A sole trader's id is a person's number: only its kind is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PeppolId({}:••••)", self.scheme)
    }
}

/// Thirteen digits of which the last makes the sum, weighted 1 and 3 from the right, a multiple of ten.
fn gln(text: &str) -> Result<String, IdentityError> {
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !crate::number::is_hyphen(*letter))
        .collect();
    if digits.len() != 13 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentityError::Malformed);
    }
    let sum: u32 = digits
        .chars()
        .rev()
        .enumerate()
        .filter_map(|(place, letter)| {
            letter
                .to_digit(10)
                .map(|digit| if place % 2 == 0 { digit } else { 3 * digit })
        })
        .sum();
    if sum.is_multiple_of(10) {
        Ok(digits)
    } else {
        Err(IdentityError::CheckDigit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_held_to_their_check_digits() {
        use IdentityError::{CheckDigit, Malformed};
        use PeppolScheme::{Gln, OrganisationNumber};
        let table = [
            (OrganisationNumber, "556016-0680", Ok("5560160680")),
            (OrganisationNumber, "556016-0681", Err(CheckDigit)),
            (OrganisationNumber, "7340000000008", Err(Malformed)),
            (Gln, "4006381333931", Ok("4006381333931")),
            (Gln, "400638 133393-1", Ok("4006381333931")),
            (Gln, "4006381333932", Err(CheckDigit)),
            (Gln, "400638133393", Err(Malformed)),
            (Gln, "400638133393A", Err(Malformed)),
            (Gln, "", Err(Malformed)),
        ];
        for (scheme, text, expected) in table {
            let found = PeppolId::new(scheme, text).map(|id| id.value().to_owned());
            assert_eq!(found, expected.map(str::to_owned), "{scheme} {text}");
        }
        assert!(!format!("{:?}", PeppolId::new(Gln, "4006381333931").unwrap()).contains("4006"));
    }
}
