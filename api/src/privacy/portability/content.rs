//! What is in a person's package? Gathered in one reading, so that all of it is of one moment; the documents are set one by one
//! while it is sent.

use super::{
    columns::{self, Column, Role},
    files::{self, Document},
    package::{PortabilityCompany, PortabilityMissing, PortabilityPiece, Row},
    schema::{self, Sort},
};
use crate::{
    http::Problem,
    privacy::subjects::{
        dto::{DataSubjectReference, ExtractController},
        extract::{names_of, number},
        graph::{self, Part},
        shapes::Shapes,
        users,
    },
    store::{ReadTx, data_map, secret::Secrets},
};
use chrono::{DateTime, SecondsFormat, Utc};
use kontoret_core::privacy::Table;
use serde_json::{Value, json};

/// The rows of one table.
pub struct Section {
    /// The table.
    pub table: &'static Table,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, oldest first.
    pub rows: Vec<Row>,
}

/// A package but for its documents.
pub struct Content {
    /// Who makes it.
    pub company: PortabilityCompany,
    /// When.
    pub made_at: DateTime<Utc>,
    /// As what the person is known.
    pub subjects: Vec<DataSubjectReference>,
    /// What the person supplied.
    pub sections: Vec<Section>,
    /// The documents to set.
    pub documents: Vec<Document>,
    /// What is missing already.
    pub missing: Vec<PortabilityMissing>,
    /// The JSON Schema of it.
    pub schema: Value,
}

/// The package of a person, as all that they are known as here.
///
/// # Errors
/// `not_found` when somebody isn't there, the field that is wrong, or the store's.
pub async fn gather(tx: &ReadTx, secrets: &Secrets, subjects: &[DataSubjectReference]) -> Result<Content, Problem> {
    let roots = users::roots(subjects);
    users::admit(tx, &roots).await?;
    let accounts = users::with_accounts(tx, &roots).await?;
    let parts = graph::about(tx, data_map::tables(), &roots, accounts).await?;
    names_of(&parts, &roots)?;
    let mut content = Content {
        company: PortabilityCompany::from(ExtractController::of(tx).await?),
        made_at: tx.now(),
        subjects: subjects.to_vec(),
        documents: files::of(&parts),
        sections: Vec::new(),
        missing: Vec::new(),
        schema: schema::of(tx, data_map::tables()).await?,
    };
    for part in &parts {
        if let Some(section) = section(tx, secrets, part, &mut content.missing).await? {
            content.sections.push(section);
        }
    }
    Ok(content)
}

impl From<ExtractController> for PortabilityCompany {
    fn from(c: ExtractController) -> Self {
        Self {
            name: c.name,
            organisation_number: c.organisation_number,
            address: c.address,
            email: c.email,
            phone: c.phone,
        }
    }
}

/// The rows of a table as they go along; `None` where nothing of them does.
///
/// # Errors
/// The store's.
pub async fn section(
    tx: &ReadTx,
    secrets: &Secrets,
    part: &Part,
    missing: &mut Vec<PortabilityMissing>,
) -> Result<Option<Section>, Problem> {
    let columns = columns::of(part.table);
    if columns.is_empty() {
        return Ok(None);
    }
    let shapes = Shapes::of(tx, part.table).await?;
    let mut rows = Vec::with_capacity(part.rows.len());
    for row in &part.rows {
        let mut packed = Row::new();
        for column in &columns {
            let value = if column.role == Role::Number {
                let number = number(tx, secrets, part.table, row).await?;
                if let (None, Some(id)) = (number, graph::id_in(row, "id")) {
                    missing.push(PortabilityMissing {
                        what: PortabilityPiece::IdentityNumber,
                        table: part.table.name.to_owned(),
                        row: id,
                    });
                }
                json!(number.map(kontoret_core::identity::PersonalIdentityNumber::hyphenated))
            } else {
                let sort = Sort::of(&shapes, column.name);
                plain(row.get(column.name).cloned().unwrap_or_default(), sort)
            };
            packed.insert(column.name.to_owned(), value);
        }
        rows.push(packed);
    }
    // Ids are made in the order of time; without one a row is told by what it belongs to.
    rows.sort_by_key(|row| row.get("id").map_or_else(|| json!(row).to_string(), Value::to_string));
    Ok(Some(Section {
        table: part.table,
        columns,
        rows,
    }))
}

/// Both databases keep a value in their own way; a package has one.
fn plain(value: Value, sort: Sort) -> Value {
    match (sort, value) {
        (Sort::Moment, Value::String(text)) => DateTime::parse_from_rfc3339(&text)
            .or_else(|_| DateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f %:z"))
            .map_or(Value::String(text), |at| {
                Value::String(at.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
            }),
        (Sort::Truth, Value::Number(n)) => Value::Bool(n.as_i64() != Some(0)),
        (_, value) => value,
    }
}
