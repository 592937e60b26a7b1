//! What do the rows of a package say of a customer? They are held to the same rules as what the office enters itself.

use super::{
    package::{PortabilityPackage, Row},
    read::{FIELD, behind},
};
use crate::{
    customers::dto::{Address, CustomerInput, CustomerKind, Language, WorkSiteInput},
    deductions::dto::{DeductionUsed, HouseholdInput, HouseholdMemberInput},
    http::{FieldCode, FieldError, Problem, json},
};
use chrono::{DateTime, Utc};
use kontoret_core::{
    deduction::Entitlement,
    identity::{PeppolId, PeppolScheme},
};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use uuid::Uuid;
use validator::Validate;

/// The tables that a customer is made of.
pub const CUSTOMER: &str = "customer";
/// Where work is done.
pub const WORK_SITE: &str = "work_site";
/// Its people.
pub const MEMBER: &str = "household_member";
/// What they have used.
pub const USE: &str = "household_use";

/// A row of `customer`. Its number, when it was made, and whether it was put away are the sender's own matters.
#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what is the sender's own is read to be there and not used")]
struct CustomerRow {
    id: Uuid,
    number: i64,
    kind: CustomerKind,
    name: String,
    email: String,
    phone: String,
    organisation_number: String,
    vat_number: String,
    street: String,
    street2: String,
    postal_code: String,
    city: String,
    country: String,
    language: Language,
    reference: String,
    order_number: String,
    invoice_street: String,
    invoice_street2: String,
    invoice_postal_code: String,
    invoice_city: String,
    invoice_country: String,
    email_copies: String,
    peppol_value: String,
    archived: bool,
    created_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what is the sender's own is read to be there and not used")]
struct WorkSiteRow {
    id: Uuid,
    customer_id: Uuid,
    name: String,
    street: String,
    street2: String,
    postal_code: String,
    city: String,
    country: String,
    property_designation: String,
    apartment_number: String,
    housing_association_number: String,
    created_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what is the sender's own is read to be there and not used")]
struct MemberRow {
    id: Uuid,
    customer_id: Uuid,
    name: String,
    identity_number: Option<String>,
    share_bp: i64,
    entitlement: Option<Entitlement>,
    unrelated: bool,
    created_at: DateTime<Utc>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct UseRow {
    member_id: Uuid,
    #[serde(flatten)]
    used: DeductionUsed,
}

/// A person of a household.
pub struct Person {
    /// Its place among the rows.
    pub at: usize,
    /// The content.
    pub input: HouseholdMemberInput,
    /// The places of the rows that say what it used, in their order.
    pub uses: Vec<usize>,
}

/// A customer to make.
pub struct Arriving {
    /// Its place among the rows.
    pub at: usize,
    /// The content.
    pub input: CustomerInput,
    /// Work sites, with their places.
    pub sites: Vec<(usize, WorkSiteInput)>,
    /// People, in order.
    pub people: Vec<Person>,
}

/// What the rows of a package say.
pub struct Checked {
    /// The customers.
    pub customers: Vec<Arriving>,
    /// How many work sites, people and uses belong to nobody in the package, by table.
    pub astray: BTreeMap<&'static str, i64>,
}

/// Where a row stands in `package.json`.
#[must_use]
pub fn place(table: &str, at: usize) -> String {
    format!("/tables/{table}/{at}")
}

/// The customers of a package, each column checked as if it were typed.
///
/// # Errors
/// Every field that needs mending, by its place in the package.
pub fn customers(package: &PortabilityPackage) -> Result<Checked, Problem> {
    let mut errors = Vec::new();
    let mut arriving = arriving(package, &mut errors);
    let mut astray = BTreeMap::new();
    for (at, row) in rows::<WorkSiteRow>(package, WORK_SITE, &mut errors) {
        let owner = arriving.get_mut(&row.customer_id);
        let input = site(row);
        limits(&input, WORK_SITE, at, &mut errors);
        match owner {
            Some(customer) => customer.sites.push((at, input)),
            None => *astray.entry(WORK_SITE).or_default() += 1,
        }
    }
    let members = rows::<MemberRow>(package, MEMBER, &mut errors);
    let mut used: BTreeMap<Uuid, Vec<(usize, DeductionUsed)>> = BTreeMap::new();
    for (at, row) in rows::<UseRow>(package, USE, &mut errors) {
        used.entry(row.member_id).or_default().push((at, row.used));
    }
    for (at, row) in members {
        let of = used.remove(&row.id).unwrap_or_default();
        let owner = arriving.get_mut(&row.customer_id);
        let person = person(at, row, of);
        match owner {
            Some(customer) => customer.people.push(person),
            None => {
                *astray.entry(MEMBER).or_default() += 1;
                *astray.entry(USE).or_default() += count(person.uses.len());
            }
        }
    }
    *astray.entry(USE).or_default() += used.values().map(|of| count(of.len())).sum::<i64>();
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let mut customers: Vec<Arriving> = arriving.into_values().collect();
    customers.sort_by_key(|customer| customer.at);
    Ok(Checked { customers, astray })
}

/// The customers alone, by their ids in the package: at least one, and none twice.
fn arriving(package: &PortabilityPackage, errors: &mut Vec<FieldError>) -> BTreeMap<Uuid, Arriving> {
    if package.tables.get(CUSTOMER).is_none_or(Vec::is_empty) {
        let pointer = format!("{FIELD}/tables/{CUSTOMER}");
        errors.push(FieldError::new(pointer, FieldCode::Required));
    }
    let mut arriving = BTreeMap::new();
    for (at, row) in rows::<CustomerRow>(package, CUSTOMER, errors) {
        let id = row.id;
        if arriving.contains_key(&id) {
            let pointer = format!("{FIELD}{}/id", place(CUSTOMER, at));
            errors.push(FieldError::new(pointer, FieldCode::Duplicate));
            continue;
        }
        let input = customer(row);
        limits(&input, CUSTOMER, at, errors);
        let (sites, people) = (Vec::new(), Vec::new());
        arriving.insert(
            id,
            Arriving {
                at,
                input,
                sites,
                people,
            },
        );
    }
    arriving
}

/// How many, as the wire counts.
#[must_use]
pub fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The rows of a table, each with its place; what doesn't fit is an error.
fn rows<T: DeserializeOwned + Validate>(
    package: &PortabilityPackage,
    table: &str,
    errors: &mut Vec<FieldError>,
) -> Vec<(usize, T)> {
    let rows: &[Row] = package.tables.get(table).map_or(&[], Vec::as_slice);
    let mut read = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        match serde_json::to_vec(row)
            .map_err(Problem::internal)
            .and_then(|text| json::parse(&text))
        {
            Ok(row) => read.push((at, row)),
            Err(problem) => refuse(problem, table, at, errors),
        }
    }
    read
}

/// Holds an input to the limits of its fields.
fn limits<T: serde::Serialize + DeserializeOwned + Validate>(
    input: &T,
    table: &str,
    at: usize,
    errors: &mut Vec<FieldError>,
) {
    let read: Result<T, Problem> = serde_json::to_vec(input)
        .map_err(Problem::internal)
        .and_then(|text| json::parse(&text));
    if let Err(problem) = read {
        refuse(problem, table, at, errors);
    }
}

/// Notes what is wrong with a row, at the columns that it came from.
pub fn refuse(problem: Problem, table: &str, at: usize, errors: &mut Vec<FieldError>) {
    errors.extend(problem.errors.into_iter().map(|error| {
        let pointer = column(&error.pointer);
        behind(&place(table, at), FieldError { pointer, ..error })
    }));
}

/// The column that a field of an input is made of.
fn column(pointer: &str) -> String {
    if let Some(field) = pointer.strip_prefix("/address/") {
        return format!("/{field}");
    }
    if let Some(field) = pointer.strip_prefix("/billing/address/") {
        return format!("/invoice_{field}");
    }
    match pointer.strip_prefix("/billing/") {
        Some(field) if field.starts_with("email_copies") => "/email_copies".to_owned(),
        Some(field) if field.starts_with("peppol_id") => "/peppol_value".to_owned(),
        Some(field) => format!("/{field}"),
        None => pointer.to_owned(),
    }
}

fn customer(row: CustomerRow) -> CustomerInput {
    use crate::customers::billing::{CustomerBilling, CustomerPeppolId};
    let invoiced = Address {
        street: row.invoice_street,
        street2: row.invoice_street2,
        postal_code: row.invoice_postal_code,
        city: row.invoice_city,
        country: row.invoice_country,
    };
    let has_address = [
        &invoiced.street,
        &invoiced.street2,
        &invoiced.postal_code,
        &invoiced.city,
    ]
    .iter()
    .any(|part| !part.is_empty());
    // A location number has thirteen digits, an organisation number ten: the value says which it is.
    let scheme = match PeppolId::new(PeppolScheme::Gln, &row.peppol_value) {
        Ok(_) => PeppolScheme::Gln,
        Err(_) => PeppolScheme::OrganisationNumber,
    };
    CustomerInput {
        kind: row.kind,
        name: row.name,
        email: row.email,
        phone: row.phone,
        organisation_number: row.organisation_number,
        vat_number: row.vat_number,
        address: Address {
            street: row.street,
            street2: row.street2,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        },
        language: row.language,
        reference: row.reference,
        payment_terms_days: None,
        note: String::new(),
        billing: CustomerBilling {
            order_number: row.order_number,
            address: Some(invoiced).filter(|_| has_address),
            email_copies: row.email_copies.split_whitespace().map(str::to_owned).collect(),
            peppol_id: Some(row.peppol_value)
                .filter(|value| !value.is_empty())
                .map(|value| CustomerPeppolId { scheme, value }),
            ..CustomerBilling::default()
        },
    }
}

fn site(row: WorkSiteRow) -> WorkSiteInput {
    WorkSiteInput {
        name: row.name,
        address: Address {
            street: row.street,
            street2: row.street2,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
        },
        property_designation: row.property_designation,
        apartment_number: row.apartment_number,
        housing_association_number: row.housing_association_number,
        note: String::new(),
    }
}

fn person(at: usize, row: MemberRow, of: Vec<(usize, DeductionUsed)>) -> Person {
    let (uses, used) = of.into_iter().unzip();
    Person {
        at,
        input: HouseholdMemberInput {
            id: None,
            name: row.name,
            identity_number: row.identity_number,
            share_bp: row.share_bp,
            entitlement: row.entitlement,
            unrelated: row.unrelated,
            used,
        },
        uses,
    }
}

/// The people of a customer as one thing that is entered together; `None` where somebody of it or a number is missing.
#[must_use]
pub fn household(people: &[Person]) -> Option<HouseholdInput> {
    let whole: i64 = people.iter().map(|p| p.input.share_bp).sum();
    let is_whole = whole == 10_000 && people.iter().all(|p| p.input.identity_number.is_some());
    is_whole.then(|| HouseholdInput {
        members: people.iter().map(|p| p.input.clone()).collect(),
    })
}

/// Notes what is wrong with a household, at the rows that it came from.
pub fn refuse_household(problem: Problem, people: &[Person], errors: &mut Vec<FieldError>) {
    for error in problem.errors {
        let mut parts = error.pointer.trim_start_matches("/members").splitn(3, '/').skip(1);
        let person = parts
            .next()
            .and_then(|n| n.parse::<usize>().ok())
            .and_then(|n| people.get(n));
        let field = parts.next().unwrap_or_default();
        let pointer = match person {
            None => format!("{FIELD}/tables/{MEMBER}"),
            Some(person) => {
                let mut used = field.strip_prefix("used/").unwrap_or_default().splitn(2, '/');
                let row = used
                    .next()
                    .and_then(|n| n.parse::<usize>().ok())
                    .and_then(|n| person.uses.get(n));
                match row {
                    Some(row) => format!("{FIELD}{}/{}", place(USE, *row), used.next().unwrap_or_default()),
                    None => format!("{FIELD}{}/{field}", place(MEMBER, person.at)),
                }
            }
        };
        errors.push(FieldError { pointer, ..error });
    }
}
