//! Which identity numbers and contact details are right, and how are they written or hidden?

mod buyer_vat;
mod contact;
mod electronic;
mod organisation;
mod person;

pub use buyer_vat::{BuyerVatNumber, is_member_state};
pub use contact::{ContactError, MAX_EMAIL_LENGTH, MAX_PHONE_LENGTH, is_email, phone, postal_code};
pub use electronic::{PeppolId, PeppolScheme};
pub use organisation::{OrganisationNumber, VatNumber, without_personal_end};
pub use person::{PersonKind, PersonalIdentityNumber};

use crate::number::is_hyphen;

/// Why an identity number is refused. It never holds the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Not written as such a number.
    #[error("not written as such a number")]
    Malformed,
    /// No such day, or one that has not come yet.
    #[error("not a date of birth")]
    NoSuchDate,
    /// A digit is wrong: the check digit does not fit.
    #[error("wrong check digit")]
    CheckDigit,
}

/// What stands between date and serial number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Hyphen,
    Plus,
}

/// The digits, and what stands before the last four of them. White space counts as nothing.
fn digits_and_separator(text: &str) -> Result<(String, Separator), IdentityError> {
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (mut digits, mut separator) = (String::new(), Separator::None);
    for (place, letter) in letters.iter().enumerate() {
        let before_last_four = place + 5 == letters.len();
        match *letter {
            digit if digit.is_ascii_digit() => digits.push(digit),
            hyphen if is_hyphen(hyphen) && before_last_four => separator = Separator::Hyphen,
            '+' if before_last_four => separator = Separator::Plus,
            _ => return Err(IdentityError::Malformed),
        }
    }
    Ok((digits, separator))
}
