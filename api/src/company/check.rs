//! Is a company's input right, beyond its lengths? Numbers are normalised to their written form.

use super::dto::CompanyInput;
use crate::{
    customers::{tidy_address, tidy_organisation_number, tidy_phone},
    http::{FieldCode, FieldError, Problem},
};
use kontoret_core::{
    account::{Bic, Iban, SwishNumber},
    identity::{IdentityError, VatNumber, is_email},
    number::{Bankgiro, NumberError, Plusgiro},
    vat::VatCode,
};
use kontoret_documents::Accent;
use std::{fmt::Display, str::FromStr};

/// Checks and tidies; the logo is looked at by [`super::logo`].
///
/// # Errors
/// All fields that need mending.
pub fn company(mut c: CompanyInput) -> Result<CompanyInput, Problem> {
    let mut errors = Vec::new();
    for text in [&mut c.name, &mut c.slug, &mut c.seat, &mut c.email, &mut c.website] {
        *text = text.trim().to_owned();
    }
    if c.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    if !is_slug(&c.slug) {
        errors.push(FieldError::new("/slug", FieldCode::Invalid));
    }
    if !c.email.is_empty() && !is_email(&c.email) {
        errors.push(FieldError::new("/email", FieldCode::Invalid));
    }
    if !is_website(&c.website) {
        errors.push(FieldError::new("/website", FieldCode::Invalid));
    }
    tidy_organisation_number("/organisation_number", &mut c.organisation_number, &mut errors);
    tidy_phone("/phone", &mut c.phone, &mut errors);
    tidy_address("/address", &mut c.address, &mut errors);
    c.exemption_reference = c.exemption_reference.trim().to_owned();
    c.accent = c.accent.trim().to_ascii_lowercase();
    if !c.accent.is_empty() && Accent::from_hex(&c.accent).is_none() {
        errors.push(FieldError::new("/accent", FieldCode::Invalid));
    }
    if c.small_business {
        // Whoever charges no VAT begins no line with any.
        c.default_vat = VatCode::SmallBusiness;
    } else if c.default_vat == VatCode::SmallBusiness {
        errors.push(FieldError::new("/default_vat", FieldCode::NotSmallBusiness));
    }
    written::<VatNumber>("/vat_number", &mut c.vat_number, &mut errors);
    written::<Bankgiro>("/bankgiro", &mut c.bankgiro, &mut errors);
    written::<Plusgiro>("/plusgiro", &mut c.plusgiro, &mut errors);
    written::<SwishNumber>("/swish", &mut c.swish, &mut errors);
    written::<Iban>("/iban", &mut c.iban, &mut errors);
    written::<Bic>("/bic", &mut c.bic, &mut errors);
    if errors.is_empty() {
        Ok(c)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Why a number is refused, as a field's code.
trait Refusal {
    fn code(self) -> FieldCode;
}

impl Refusal for NumberError {
    fn code(self) -> FieldCode {
        match self {
            NumberError::CheckDigit => FieldCode::CheckDigit,
            NumberError::Malformed | NumberError::Length => FieldCode::Invalid,
        }
    }
}

impl Refusal for IdentityError {
    fn code(self) -> FieldCode {
        match self {
            IdentityError::CheckDigit => FieldCode::CheckDigit,
            IdentityError::Malformed | IdentityError::NoSuchDate => FieldCode::Invalid,
        }
    }
}

/// Writes a number in its usual form; empty stays empty.
fn written<N>(pointer: &str, text: &mut String, errors: &mut Vec<FieldError>)
where
    N: FromStr<Err: Refusal> + Display,
{
    if text.trim().is_empty() {
        text.clear();
        return;
    }
    match text.parse::<N>() {
        Ok(number) => *text = number.to_string(),
        Err(e) => errors.push(FieldError::new(pointer, e.code())),
    }
}

/// Small letters, digits and single hyphens between them.
pub(super) fn is_slug(text: &str) -> bool {
    text.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// As people write it, with or without `https://`; printed, never followed.
fn is_website(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_control()) && (text.is_empty() || text.contains('.'))
}
