//! What is asked for a package, and what is said of one that comes in.

use crate::{
    customers::dto::{Customer, Language, WorkSite},
    deductions::dto::HouseholdMember,
    privacy::subjects::dto::DataSubjectReference,
};
use kontoret_core::portability::PackageGround;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The largest package that is taken in: 20 MiB, in Base64.
pub const MOST_CONTENT: u64 = 28_000_000;

/// Whose package.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GetPrivacyPackage {
    /// All that the person is known as.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub subjects: Vec<DataSubjectReference>,
}

/// A package that somebody brings.
#[derive(Clone, PartialEq, Eq, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ImportPrivacyPackage {
    /// The ZIP file in Base64, as it came.
    #[validate(length(min = 1, max = "MOST_CONTENT"))]
    #[schema(min_length = 1, max_length = 28_000_000)]
    pub content: String,
    /// The language of the words in the answer.
    pub language: Language,
}

/// What came in, and what didn't.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyPackageImport {
    /// Who made the package, as it says.
    pub sender: String,
    /// The customers that were made.
    pub customers: Vec<PrivacyPackageCustomer>,
    /// What became of each table.
    pub tables: Vec<PrivacyPackageTable>,
    /// Documents in the package; they stay with whoever brought it.
    pub files_left: i64,
    /// What the sender couldn't put in.
    pub missing: i64,
}

/// A customer that was made of a package.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyPackageCustomer {
    /// The customer.
    pub customer: Customer,
    /// Where work is done for it.
    pub work_sites: Vec<WorkSite>,
    /// Its people who can have a tax deduction.
    pub people: Vec<HouseholdMember>,
}

/// What became of a table's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PrivacyPackageTable {
    /// The table.
    pub name: String,
    /// What its rows are called.
    pub title: String,
    /// How many came in.
    pub taken: i64,
    /// How many didn't.
    pub left: i64,
    /// Why not; null where all came in.
    pub ground: Option<PackageGround>,
    /// Why not, in words.
    pub ground_text: Option<String>,
}
