//! What stands in `package.json`? The format is the same whichever tables there are: they come with their declarations.

use crate::privacy::subjects::dto::DataSubjectReference;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A row: columns by their names.
pub type Row = BTreeMap<String, Value>;

/// A portability package, as it stands in `package.json` of the ZIP file. Beside it are `schema.json`, which says of every table
/// which columns it has, the same rows as `tables/<table>.csv`, the person's documents under `files/`, and `README.txt`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PortabilityPackage {
    /// `flexibla-kontoret/portability`.
    pub format: String,
    /// The version of the format: 1.
    pub version: u32,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who made it.
    pub company: PortabilityCompany,
    /// As what the person was known there.
    pub subjects: Vec<DataSubjectReference>,
    /// What the person supplied, by table. Times are RFC 3339, money is in öre, shares are in hundredths of a percent.
    #[schema(value_type = BTreeMap<String, Vec<Object>>)]
    pub tables: BTreeMap<String, Vec<Row>>,
    /// The documents that the person got.
    pub files: Vec<PortabilityFile>,
    /// What belongs here and couldn't be put in.
    pub missing: Vec<PortabilityMissing>,
}

/// Who made a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PortabilityCompany {
    /// The name.
    pub name: String,
    /// The organisation number.
    pub organisation_number: String,
    /// Where to write.
    pub address: String,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub phone: String,
}

/// A document in a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PortabilityFile {
    /// Where in the ZIP file.
    pub path: String,
    /// The table of the thing that it shows.
    pub table: String,
    /// The thing.
    pub row: Uuid,
    /// Its size, in bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// Something that couldn't be put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PortabilityMissing {
    /// What it would be: a document, or a column.
    pub what: PortabilityPiece,
    /// The table.
    pub table: String,
    /// The row.
    pub row: Uuid,
}

/// A piece of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PortabilityPiece {
    /// A document, which couldn't be set from what is kept of it.
    Document,
    /// A personal identity number whose key was dropped.
    IdentityNumber,
}
