//! Is a customer's input right, beyond its lengths? Numbers are normalised to their written form.

use super::{
    billing,
    dto::{Address, CustomerInput, CustomerKind, WorkSiteInput},
};
use crate::http::{FieldCode, FieldError, Problem};
use kontoret_core::{
    country::is_country,
    identity::{BuyerVatNumber, IdentityError, OrganisationNumber, is_email, phone, postal_code},
};

pub(super) fn identity(e: IdentityError) -> FieldCode {
    match e {
        IdentityError::CheckDigit => FieldCode::CheckDigit,
        _ => FieldCode::Invalid,
    }
}

/// Checks and tidies.
///
/// # Errors
/// All fields that need mending.
pub(super) fn customer(mut c: CustomerInput) -> Result<CustomerInput, Problem> {
    let mut errors = Vec::new();
    c.name = c.name.trim().to_owned();
    c.email = c.email.trim().to_owned();
    if c.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    if !c.email.is_empty() && !is_email(&c.email) {
        errors.push(FieldError::new("/email", FieldCode::Invalid));
    }
    tidy_phone("/phone", &mut c.phone, &mut errors);
    if c.kind == CustomerKind::Private && !c.organisation_number.trim().is_empty() {
        // A private customer's number would be a personal identity number, which has its own guarded place.
        errors.push(FieldError::new("/organisation_number", FieldCode::Invalid));
    } else {
        tidy_organisation_number("/organisation_number", &mut c.organisation_number, &mut errors);
    }
    tidy_vat_number(&mut c.vat_number, &mut errors);
    tidy_address("/address", &mut c.address, &mut errors);
    billing::tidy(c.kind, &mut c.billing, &mut errors);
    if errors.is_empty() {
        Ok(c)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Checks and tidies.
///
/// # Errors
/// All fields that need mending.
pub(super) fn work_site(mut w: WorkSiteInput) -> Result<WorkSiteInput, Problem> {
    let mut errors = Vec::new();
    w.name = w.name.trim().to_owned();
    if w.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    tidy_organisation_number(
        "/housing_association_number",
        &mut w.housing_association_number,
        &mut errors,
    );
    tidy_address("/address", &mut w.address, &mut errors);
    w.property_designation = w.property_designation.trim().to_owned();
    w.apartment_number = w.apartment_number.trim().to_owned();
    if errors.is_empty() {
        Ok(w)
    } else {
        Err(Problem::fields(errors))
    }
}

fn tidy_vat_number(text: &mut String, errors: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        text.clear();
        return;
    }
    match text.parse::<BuyerVatNumber>() {
        Ok(number) => *text = number.to_string(),
        Err(e) => errors.push(FieldError::new("/vat_number", identity(e))),
    }
}

/// Writes an organisation number as `NNNNNN-NNNN`.
pub fn tidy_organisation_number(pointer: &str, text: &mut String, errors: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        text.clear();
        return;
    }
    match text.parse::<OrganisationNumber>() {
        Ok(number) => *text = number.to_string(),
        Err(e) => errors.push(FieldError::new(pointer, identity(e))),
    }
}

/// Keeps a phone number as written, if it can be one.
pub fn tidy_phone(pointer: &str, text: &mut String, errors: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        text.clear();
        return;
    }
    match phone(text) {
        Ok(number) => *text = number,
        Err(_) => errors.push(FieldError::new(pointer, FieldCode::Invalid)),
    }
}

/// Checks the country and writes a Swedish postal code as `NNN NN`.
pub fn tidy_address(pointer: &str, a: &mut Address, errors: &mut Vec<FieldError>) {
    if !is_country(&a.country) {
        errors.push(FieldError::new(format!("{pointer}/country"), FieldCode::Invalid));
    }
    if !a.postal_code.trim().is_empty() {
        match postal_code(&a.postal_code, &a.country) {
            Ok(code) => a.postal_code = code,
            Err(_) => errors.push(FieldError::new(format!("{pointer}/postal_code"), FieldCode::Invalid)),
        }
    }
}
