//! How are recipients checked, loaded and saved?

use super::{
    dto::{Recipient, RecipientInput},
    entity::recipient,
};
use crate::{
    http::{Code, FieldCode, FieldError, Problem},
    store::{ReadTx, WriteTx},
};
use kontoret_core::recipient::{RecipientError, check as rule};
use sea_orm::{ActiveModelTrait, QueryOrder};

/// The company's recipients by name.
///
/// # Errors
/// The database's.
pub async fn all(tx: &ReadTx) -> Result<Vec<Recipient>, Problem> {
    tx.find::<recipient::Entity>()
        .with(|q| q.order_by_asc(recipient::Column::Name))
        .all()
        .await?
        .into_iter()
        .map(view)
        .collect()
}

/// A recipient as it is shown.
pub(super) fn view(row: recipient::Model) -> Result<Recipient, Problem> {
    Ok(Recipient {
        id: row.id,
        version: row.version,
        name: row.name,
        role: row.role.parse().map_err(Problem::internal)?,
        country: row.country,
        contact: row.contact,
        categories: serde_json::from_value(row.categories).map_err(Problem::internal)?,
        purposes: serde_json::from_value(row.purposes).map_err(Problem::internal)?,
        agreement: row.agreement,
        agreed_on: row.agreed_on,
        destination: row.destination,
    })
}

/// What was sent, tidied.
///
/// # Errors
/// Every field that must be mended.
pub(super) fn checked(mut i: RecipientInput) -> Result<RecipientInput, Problem> {
    for text in [&mut i.name, &mut i.country, &mut i.contact, &mut i.agreement] {
        *text = text.trim().to_owned();
    }
    i.destination = i.destination.trim().to_lowercase();
    i.categories.sort_unstable();
    i.categories.dedup();
    i.purposes.sort_unstable();
    i.purposes.dedup();
    let mut errors = Vec::new();
    if i.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    for e in rule(i.role, &i.country, &i.agreement, &i.destination)
        .err()
        .unwrap_or_default()
    {
        errors.push(match e {
            RecipientError::OutsideSweden => FieldError::new("/country", FieldCode::OutsideSweden),
            RecipientError::NoAgreement => FieldError::new("/agreement", FieldCode::NoAgreement),
            RecipientError::NotAHost => FieldError::new("/destination", FieldCode::Invalid),
        });
    }
    if errors.is_empty() {
        Ok(i)
    } else {
        Err(Problem::fields(errors))
    }
}

/// The new content on a row.
pub(super) fn apply(row: recipient::Model, i: &RecipientInput) -> Result<recipient::Model, Problem> {
    Ok(recipient::Model {
        name: i.name.clone(),
        role: i.role.as_str().to_owned(),
        country: i.country.clone(),
        contact: i.contact.clone(),
        categories: serde_json::to_value(&i.categories).map_err(Problem::internal)?,
        purposes: serde_json::to_value(&i.purposes).map_err(Problem::internal)?,
        agreement: i.agreement.clone(),
        agreed_on: i.agreed_on,
        destination: i.destination.clone(),
        ..row
    })
}

/// Registers a recipient.
///
/// # Errors
/// `/name` when it is taken.
pub(super) async fn insert(tx: &WriteTx, input: &RecipientInput) -> Result<recipient::Model, Problem> {
    let empty = recipient::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        name: String::new(),
        role: String::new(),
        country: String::new(),
        contact: String::new(),
        categories: serde_json::Value::Null,
        purposes: serde_json::Value::Null,
        agreement: String::new(),
        agreed_on: None,
        destination: String::new(),
        created_at: tx.now(),
    };
    let row = apply(empty, input)?;
    tx.insert::<recipient::Entity, _>(recipient::ActiveModel::from(row.clone()).reset_all())
        .await
        .map_err(|e| taken(e.into()))?;
    Ok(row)
}

/// A name that somebody else in the register has.
pub(super) fn taken(p: Problem) -> Problem {
    if p.code == Code::Duplicate {
        Problem::field("/name", FieldCode::Duplicate)
    } else {
        p
    }
}
