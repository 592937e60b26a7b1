//! What customers look like on the wire.

use super::billing::CustomerBilling;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

pub use crate::company::dto::{Address, Language};

/// What sort of customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// A person.
    Private,
    /// A company, association or authority.
    Company,
}

impl CustomerKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            CustomerKind::Private => "private",
            CustomerKind::Company => "company",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        if text == "company" {
            CustomerKind::Company
        } else {
            CustomerKind::Private
        }
    }
}

/// A customer to create, or the new content of one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CustomerInput {
    /// Person or company.
    pub kind: CustomerKind,
    /// Name.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// E-mail, or empty.
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: String,
    /// Phone, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub phone: String,
    /// Organisation number, or empty. Never a personal identity number of a private customer.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub organisation_number: String,
    /// VAT number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub vat_number: String,
    /// Where it is; invoices go there unless `billing` names another address.
    #[validate(nested)]
    pub address: Address,
    /// Of documents and mails.
    pub language: Language,
    /// The customer's own reference, printed on documents.
    #[validate(length(max = 80))]
    #[schema(max_length = 80)]
    pub reference: String,
    /// Days to pay; null: the company's habit.
    #[validate(range(min = 0, max = 365))]
    #[schema(minimum = 0, maximum = 365)]
    pub payment_terms_days: Option<i32>,
    /// For the office alone.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: String,
    /// What else new documents take over, and how bills reach it; absent: nothing special.
    #[serde(default)]
    #[validate(nested)]
    pub billing: CustomerBilling,
}

/// What can be done to a customer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerAction {
    /// Change it.
    Replace,
    /// Put it away.
    Archive,
    /// Take it out again.
    Unarchive,
}

/// A customer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Customer {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// The customer number.
    pub number: i64,
    /// Person or company.
    pub kind: CustomerKind,
    /// Name.
    pub name: String,
    /// E-mail, or empty.
    pub email: String,
    /// Phone, or empty.
    pub phone: String,
    /// Organisation number, or empty.
    pub organisation_number: String,
    /// VAT number, or empty.
    pub vat_number: String,
    /// Where it is.
    pub address: Address,
    /// Of documents and mails.
    pub language: Language,
    /// The customer's own reference.
    pub reference: String,
    /// Days to pay; null: the company's habit.
    pub payment_terms_days: Option<i32>,
    /// For the office alone.
    pub note: String,
    /// What else new documents take over, and how bills reach it.
    pub billing: CustomerBilling,
    /// Whether the person behind it was erased: nothing but the number is left.
    pub erased: bool,
    /// Put away.
    pub archived: bool,
    /// Since when its data is restricted (GDPR art. 18): then no more than who it is is shown, and nothing can be done.
    pub restricted_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether the person objects to direct marketing (GDPR art. 21(2)).
    pub no_direct_marketing: bool,
    /// Whether the person objects to being counted in statistics.
    pub no_statistics: bool,
    /// Since when.
    pub created_at: chrono::DateTime<chrono::Utc>,
    /// What can be done now.
    pub actions: Vec<CustomerAction>,
}

/// A customer in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CustomerItem {
    /// Id.
    pub id: Uuid,
    /// The customer number.
    pub number: i64,
    /// Person or company.
    pub kind: CustomerKind,
    /// Name.
    pub name: String,
    /// E-mail, or empty.
    pub email: String,
    /// Phone, or empty.
    pub phone: String,
    /// City.
    pub city: String,
    /// Whether the person behind it was erased: nothing but the number is left.
    pub erased: bool,
    /// Put away.
    pub archived: bool,
    /// Whether the person objects to direct marketing (GDPR art. 21(2)).
    pub no_direct_marketing: bool,
}

/// How customers are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum CustomerSort {
    /// By name.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By name, backwards.
    #[serde(rename = "-name")]
    NameDescending,
    /// By number.
    #[serde(rename = "number")]
    Number,
    /// By number, backwards.
    #[serde(rename = "-number")]
    NumberDescending,
}

/// Which customers.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListCustomers {
    /// At most so many, up to 200.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    /// `next` of the page before.
    #[validate(length(max = 1000))]
    pub after: Option<String>,
    /// Order.
    #[serde(default)]
    #[param(required = false, inline)]
    pub sort: CustomerSort,
    /// Words that the customer has.
    #[validate(length(max = 100))]
    pub q: Option<String>,
    /// Persons or companies.
    pub kind: Option<CustomerKind>,
    /// Those put away (`true`) or the others (`false`, default).
    pub archived: Option<bool>,
    /// Those who may be sent direct marketing (`true`), or who object to it (`false`).
    pub direct_marketing: Option<bool>,
    /// Count them all too.
    pub total: Option<bool>,
}

/// A customer in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CustomerPath {
    /// The customer.
    pub customer_id: Uuid,
}

/// Archive, or take out again.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// `false` takes it out again.
    pub archived: bool,
}

/// A work site to create, or the new content of one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WorkSiteInput {
    /// What the customer calls it: home, summer house.
    #[validate(length(min = 1, max = 80))]
    #[schema(min_length = 1, max_length = 80)]
    pub name: String,
    /// Where it is.
    #[validate(nested)]
    pub address: Address,
    /// Property designation, or empty.
    #[validate(length(max = 40))]
    #[schema(max_length = 40)]
    pub property_designation: String,
    /// Apartment number, or empty.
    #[validate(length(max = 25))]
    #[schema(max_length = 25)]
    pub apartment_number: String,
    /// The housing association's organisation number, or empty.
    #[validate(length(max = 20))]
    #[schema(max_length = 20)]
    pub housing_association_number: String,
    /// How to get in, where to park.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: String,
}

/// A work site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkSite {
    /// Id.
    pub id: Uuid,
    /// For `If-Match`.
    pub version: i32,
    /// Whose.
    pub customer_id: Uuid,
    /// What the customer calls it.
    pub name: String,
    /// Where it is.
    pub address: Address,
    /// Property designation, or empty.
    pub property_designation: String,
    /// Apartment number, or empty.
    pub apartment_number: String,
    /// The housing association's organisation number, or empty.
    pub housing_association_number: String,
    /// How to get in, where to park.
    pub note: String,
}

/// A work site in the path.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct WorkSitePath {
    /// The work site.
    pub work_site_id: Uuid,
}
