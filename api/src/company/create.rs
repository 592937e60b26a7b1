//! How does a company come into being? With a name, a log-in name and the habits that most firms have.

use super::{
    check,
    entity::{company, company_settings},
    store,
};
use crate::{
    http::{Code, FieldCode, Problem},
    store::WriteTx,
};
use sea_orm::ActiveModelTrait;

/// Makes the transaction's company, the one that runs the service or one that uses it. Its details are filled in by its owner.
///
/// # Errors
/// The fields `/name` and `/slug`: empty, not a log-in name, or taken; `/operator` when another company runs the service.
pub async fn create(tx: &WriteTx, name: &str, slug: &str, operator: bool) -> Result<company::Model, Problem> {
    let (name, slug) = (name.trim(), slug.trim());
    if name.is_empty() || name.chars().count() > 120 {
        return Err(Problem::field("/name", FieldCode::Invalid));
    }
    if !check::is_slug(slug) || !(2..=40).contains(&slug.len()) {
        return Err(Problem::field("/slug", FieldCode::Invalid));
    }
    if operator && store::operator(tx).await?.is_some() {
        return Err(Problem::field("/operator", FieldCode::Duplicate));
    }
    let row = company::Model {
        id: tx.company_id(),
        slug: slug.to_owned(),
        name: name.to_owned(),
        created_at: tx.now(),
        operator,
    };
    tx.insert_global::<company::Entity, _>(company::ActiveModel::from(row.clone()).reset_all())
        .await
        .map_err(|e| match Problem::from(e) {
            p if p.code == Code::Duplicate => Problem::field("/slug", FieldCode::Duplicate),
            p => p,
        })?;
    let habits = company_settings::ActiveModel::from(habits(tx)).reset_all();
    tx.insert::<company_settings::Entity, _>(habits).await?;
    Ok(row)
}

fn habits(tx: &WriteTx) -> company_settings::Model {
    let empty = String::new;
    company_settings::Model {
        company_id: tx.company_id(),
        id: tx.company_id(),
        version: 1,
        organisation_number: empty(),
        vat_number: empty(),
        f_tax: false,
        seat: empty(),
        street: empty(),
        street2: empty(),
        postal_code: empty(),
        city: empty(),
        country: "SE".to_owned(),
        phone: empty(),
        email: empty(),
        website: empty(),
        bankgiro: empty(),
        plusgiro: empty(),
        swish: empty(),
        iban: empty(),
        bic: empty(),
        logo: None,
        language: "sv".to_owned(),
        payment_terms_days: 30,
        offer_valid_days: 30,
        write_off_limit_ore: 500,
        hourly_price_ore: 60_000,
        default_vat: "25".to_owned(),
        prices_include_vat: false,
        round_to_krona: true,
        invoice_note: empty(),
        offer_note: empty(),
        small_business: false,
        exemption_reference: empty(),
        accent: empty(),
        ocr_length_digit: false,
    }
}
