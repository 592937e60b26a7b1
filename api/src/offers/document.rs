//! What is an offer's document set from? From what is known now for a draft, from what was stored when it was sent.

use super::{entity::offer, store};
use crate::{
    company::{company, company_settings, logo, seller, street_lines},
    customers::{self, customer, work_site},
    http::Problem,
    lines::{self, Line, Priced, Terms, Totals, printed_kind, printed_sums, printed_vat},
    store::ReadTx,
};
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_documents as set;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is kept of a sent offer beside its own row and lines.
///
/// Neither the logo nor the customer's link is in `document`: the logo stands beside it in its written form, and the
/// link is a secret that is made from the row when it is needed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// The document.
    pub document: set::OfferDocument,
    /// `data:` URL.
    pub logo: Option<String>,
    /// The sums on the wire.
    pub totals: Totals,
}

/// The sums: those that were sent, or for a draft those of today's VAT.
pub(super) fn totals(row: &offer::Model, lines: &[Line], today: NaiveDate) -> Result<Totals, Problem> {
    match &row.snapshot {
        Some(json) => Ok(snapshot(json)?.totals),
        None => sum(row, lines, today),
    }
}

fn sum(row: &offer::Model, lines: &[Line], today: NaiveDate) -> Result<Totals, Problem> {
    let terms = Terms {
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        round_to_krona: row.round_to_krona,
    };
    let priced: Vec<Priced> = lines
        .iter()
        .map(|l| Priced {
            quantity_milli: l.quantity_milli,
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat,
        })
        .collect();
    Ok(lines::sum(terms, &priced, today)?.0)
}

/// A stored snapshot.
pub(super) fn snapshot(json: &serde_json::Value) -> Result<Snapshot, Problem> {
    Snapshot::deserialize(json).map_err(Problem::internal)
}

/// The document that can be had of an offer now; `link` is printed on a sent one.
pub(super) async fn load(tx: &ReadTx, row: &offer::Model, link: Option<String>) -> Result<set::OfferDocument, Problem> {
    let kept = match &row.snapshot {
        Some(json) => snapshot(json)?,
        None => compose(tx, row, tx.now()).await?,
    };
    let mut document = kept.document;
    document.body.logo = kept.logo.as_deref().and_then(logo);
    document.accept_url = link;
    Ok(document)
}

/// Gathers what a document says of an offer today.
pub(super) async fn compose(tx: &ReadTx, row: &offer::Model, created_at: DateTime<Utc>) -> Result<Snapshot, Problem> {
    let missing = || Problem::internal("a company without its own row");
    let company = tx
        .find_global::<company::Entity>()
        .filter(company_is(tx.company_id()))
        .one()
        .await?;
    let name = company.ok_or_else(missing)?.name;
    let settings = tx.find::<company_settings::Entity>().one().await?.ok_or_else(missing)?;
    let customer = customers::get_customer(tx, row.customer_id).await?;
    let work_site = match row.work_site_id {
        Some(id) => Some(customers::get_work_site(tx, id).await?),
        None => None,
    };
    let lines = store::lines(tx, row.id).await?;
    let on = row.offered_on.unwrap_or_else(|| tx.today());
    let totals = sum(row, &lines, on)?;
    let body = set::Body {
        language: if row.language == "en" {
            set::Language::English
        } else {
            set::Language::Swedish
        },
        accent: set::Accent::from_hex(&settings.accent).unwrap_or_default(),
        seller: seller(name, &settings),
        logo: None,
        buyer: buyer(&customer, row),
        our_reference: String::new(),
        work_site: work_site.as_ref().map(site),
        title: row.title.clone(),
        intro: row.intro.clone(),
        closing: row.terms.clone(),
        prices_include_vat: row.prices_include_vat,
        lines: lines.iter().map(|l| line(l, on)).collect(),
        totals: printed_sums(&totals, row.discount_bp, on),
        exemption_reference: settings.exemption_reference.clone(),
        created_at,
        ident: row.id.to_string(),
    };
    let document = set::OfferDocument {
        body,
        draft: row.offered_on.is_none(),
        number: row.number.to_string(),
        version: 1,
        offered_on: row.offered_on,
        valid_until: row.valid_until,
        accept_url: None,
        acceptance_box: row.offered_on.is_some(),
    };
    Ok(Snapshot {
        document,
        logo: settings.logo,
        totals,
    })
}

fn company_is(id: Uuid) -> sea_orm::sea_query::SimpleExpr {
    use sea_orm::ColumnTrait;
    company::Column::Id.eq(id)
}

fn buyer(c: &customer::Model, row: &offer::Model) -> set::Buyer {
    set::Buyer {
        name: c.name.clone(),
        address_lines: street_lines(&c.street, &c.street2),
        postal_code: c.postal_code.clone(),
        city: c.city.clone(),
        country: if c.country == "SE" {
            String::new()
        } else {
            c.country.clone()
        },
        organisation_number: c.organisation_number.clone(),
        vat_number: c.vat_number.clone(),
        customer_number: c.number.to_string(),
        reference: row.their_reference.clone(),
    }
}

fn site(w: &work_site::Model) -> set::WorkSite {
    set::WorkSite {
        name: w.name.clone(),
        address_lines: street_lines(&w.street, &w.street2),
        postal_code: w.postal_code.clone(),
        city: w.city.clone(),
    }
}

fn line(l: &Line, on: NaiveDate) -> set::Line {
    set::Line {
        heading: String::new(),
        kind: printed_kind(l.kind),
        description: l.description.clone(),
        quantity_milli: l.quantity_milli,
        unit: l.unit.clone(),
        unit_price_ore: l.unit_price_ore,
        discount_bp: u32::try_from(l.discount_bp).unwrap_or(0),
        vat: printed_vat(l.vat, on),
        amount_ore: l.amount_ore,
    }
}
