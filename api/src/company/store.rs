//! How is the company loaded and saved?

use super::{
    dto::{Company, CompanyAction, CompanyInput},
    entity::{company, company_settings},
};
use crate::{
    customers::dto::{Address, Language},
    http::{Caller, Problem},
    store::{ReadTx, WriteTx},
};
use kontoret_core::{identity::without_personal_end, permission::Permission};
use sea_orm::{ActiveModelTrait, ColumnTrait};

/// The details and habits of the transaction's company.
///
/// # Errors
/// `not_found`.
pub async fn settings(tx: &ReadTx) -> Result<company_settings::Model, Problem> {
    tx.find::<company_settings::Entity>()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// The transaction's company in the directory.
///
/// # Errors
/// `not_found`.
pub async fn directory(tx: &ReadTx) -> Result<company::Model, Problem> {
    tx.find_global::<company::Entity>()
        .filter(company::Column::Id.eq(tx.company_id()))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// The company that runs the service, whatever company the transaction is bound to.
///
/// # Errors
/// The database's.
pub async fn operator(tx: &ReadTx) -> Result<Option<company::Model>, Problem> {
    Ok(tx
        .find_global::<company::Entity>()
        .filter(company::Column::Operator.eq(true))
        .one()
        .await?)
}

/// The name of the transaction's company.
///
/// # Errors
/// `not_found`.
pub async fn name(tx: &ReadTx) -> Result<String, Problem> {
    directory(tx).await.map(|c| c.name)
}

/// The details and habits, until the transaction ends in nobody else's hands.
pub(super) async fn lock_settings(tx: &WriteTx) -> Result<company_settings::Model, Problem> {
    tx.find::<company_settings::Entity>()
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Writes both rows.
pub(super) async fn save(tx: &WriteTx, row: &company_settings::Model, listed: &company::Model) -> Result<(), Problem> {
    let listed = company::ActiveModel::from(listed.clone()).reset_all();
    tx.update_global::<company::Entity, _>(listed).await?;
    tx.update::<company_settings::Entity, _>(company_settings::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(())
}

/// Where customers pay: the fields that `x-step-up` of `replaceCompany` names.
pub fn payees(row: &company_settings::Model) -> [&str; 5] {
    [&row.bankgiro, &row.plusgiro, &row.swish, &row.iban, &row.bic]
}

/// The new content on the settings' row.
#[must_use]
pub fn apply(row: company_settings::Model, c: &CompanyInput) -> company_settings::Model {
    company_settings::Model {
        organisation_number: c.organisation_number.clone(),
        vat_number: c.vat_number.clone(),
        f_tax: c.f_tax,
        seat: c.seat.clone(),
        street: c.address.street.clone(),
        street2: c.address.street2.clone(),
        postal_code: c.address.postal_code.clone(),
        city: c.address.city.clone(),
        country: c.address.country.clone(),
        phone: c.phone.clone(),
        email: c.email.clone(),
        website: c.website.clone(),
        bankgiro: c.bankgiro.clone(),
        plusgiro: c.plusgiro.clone(),
        swish: c.swish.clone(),
        iban: c.iban.clone(),
        bic: c.bic.clone(),
        logo: c.logo.clone(),
        language: c.language.as_str().to_owned(),
        payment_terms_days: c.payment_terms_days,
        offer_valid_days: c.offer_valid_days,
        write_off_limit_ore: c.write_off_limit_ore,
        hourly_price_ore: c.hourly_price_ore,
        default_vat: c.default_vat.as_str().to_owned(),
        prices_include_vat: c.prices_include_vat,
        round_to_krona: c.round_to_krona,
        invoice_note: c.invoice_note.clone(),
        offer_note: c.offer_note.clone(),
        small_business: c.small_business,
        exemption_reference: c.exemption_reference.clone(),
        accent: c.accent.clone(),
        ocr_length_digit: c.ocr_length_digit,
        ..row
    }
}

/// The company as the caller sees it.
pub(super) fn view(listed: company::Model, row: company_settings::Model, caller: &Caller) -> Result<Company, Problem> {
    let number = |text: String| {
        if caller.is_visitor() {
            without_personal_end(&text)
        } else {
            text
        }
    };
    Ok(Company {
        id: listed.id,
        version: row.version,
        name: listed.name,
        slug: listed.slug,
        organisation_number: number(row.organisation_number),
        vat_number: number(row.vat_number),
        f_tax: row.f_tax,
        seat: row.seat,
        address: Address {
            street: row.street,
            street2: row.street2,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        },
        phone: row.phone,
        email: row.email,
        website: row.website,
        bankgiro: row.bankgiro,
        plusgiro: row.plusgiro,
        swish: row.swish,
        iban: row.iban,
        bic: row.bic,
        logo: row.logo,
        language: Language::parse(&row.language),
        payment_terms_days: row.payment_terms_days,
        offer_valid_days: row.offer_valid_days,
        write_off_limit_ore: row.write_off_limit_ore,
        hourly_price_ore: row.hourly_price_ore,
        default_vat: row.default_vat.parse().map_err(Problem::internal)?,
        prices_include_vat: row.prices_include_vat,
        round_to_krona: row.round_to_krona,
        invoice_note: row.invoice_note,
        offer_note: row.offer_note,
        small_business: row.small_business,
        exemption_reference: row.exemption_reference,
        accent: row.accent,
        ocr_length_digit: row.ocr_length_digit,
        actions: if caller.may(Permission::CompanyWrite) {
            vec![CompanyAction::Replace]
        } else {
            Vec::new()
        },
    })
}
