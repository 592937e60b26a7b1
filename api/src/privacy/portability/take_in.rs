//! How does a customer of a package become one here? By the same steps as one that is entered, in one transaction.

use super::{
    check::{self, Arriving, CUSTOMER, Checked, MEMBER, USE, WORK_SITE, count},
    dto::{PrivacyPackageCustomer, PrivacyPackageImport, PrivacyPackageTable},
    package::PortabilityPackage,
    read::behind,
};
use crate::{
    customers::{self, customer, dto::Language, view_work_site},
    deductions::{self, household_member},
    http::{Caller, FieldCode, FieldError, Problem},
    privacy::subjects::labels::{self, Word, say},
    store::{
        Event, WriteTx,
        counter::{Series, take},
        data_map,
        secret::Secrets,
    },
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    identity::PersonalIdentityNumber,
    portability::PackageGround,
    privacy::About,
};
use sea_orm::{
    ColumnTrait,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Makes the customers of a package.
///
/// # Errors
/// Every field that needs mending; `duplicate` with the number of the customer that is here already.
pub async fn take_in(
    tx: &WriteTx,
    secrets: &Secrets,
    caller: &Caller,
    package: &PortabilityPackage,
    language: Language,
) -> Result<(PrivacyPackageImport, Event), Problem> {
    let mut checked = check::customers(package)?;
    let mut errors = Vec::new();
    let mut made = Vec::new();
    let mut beside = Vec::new();
    let mut taken: BTreeMap<&str, i64> = BTreeMap::new();
    let mut event: Option<Event> = None;
    for arriving in std::mem::take(&mut checked.customers) {
        // Whoever takes in another package at once waits for the next number, and then sees this customer.
        let number = take(tx, Series::Customer).await?;
        known(tx, secrets, (&arriving, &beside), &mut errors).await?;
        let row = match customers::take_in(tx, number, arriving.input.clone()).await {
            Ok(row) => row,
            Err(problem) if problem.errors.is_empty() => return Err(problem),
            Err(problem) => {
                check::refuse(problem, CUSTOMER, arriving.at, &mut errors);
                continue;
            }
        };
        event = Some(
            event
                .unwrap_or_else(|| Event::new(EventKind::PrivacyPackageImported, EntityKind::Customer, row.id))
                .changed(CUSTOMER, None, &row),
        );
        beside.push(row.id);
        *taken.entry(CUSTOMER).or_default() += 1;
        made.push(belongings(tx, secrets, caller, (row, &arriving), &mut taken, &mut errors).await?);
    }
    match event {
        Some(event) if errors.is_empty() => Ok((answer(package, &checked, made, &taken, language), event)),
        _ => Err(Problem::fields(errors)),
    }
}

/// The work sites and the people of a customer that was made.
async fn belongings(
    tx: &WriteTx,
    secrets: &Secrets,
    caller: &Caller,
    (row, arriving): (customer::Model, &Arriving),
    taken: &mut BTreeMap<&'static str, i64>,
    errors: &mut Vec<FieldError>,
) -> Result<PrivacyPackageCustomer, Problem> {
    let mut work_sites = Vec::new();
    for (at, input) in &arriving.sites {
        match customers::take_in_site(tx, row.id, input.clone()).await {
            Ok(site) => work_sites.push(view_work_site(site)),
            Err(problem) if problem.errors.is_empty() => return Err(problem),
            Err(problem) => check::refuse(problem, WORK_SITE, *at, errors),
        }
    }
    *taken.entry(WORK_SITE).or_default() += count(work_sites.len());
    let mut people = Vec::new();
    if let Some(input) = check::household(&arriving.people).filter(|h| !h.members.is_empty()) {
        match entered(tx, secrets, row.id, &input).await {
            Ok(members) => {
                *taken.entry(MEMBER).or_default() += count(members.len());
                *taken.entry(USE).or_default() += arriving.people.iter().map(|p| count(p.uses.len())).sum::<i64>();
                people = members;
            }
            Err(problem) if problem.errors.is_empty() => return Err(problem),
            Err(problem) => check::refuse_household(problem, &arriving.people, errors),
        }
    }
    Ok(PrivacyPackageCustomer {
        customer: customers::view(row, caller),
        work_sites,
        people,
    })
}

async fn entered(
    tx: &WriteTx,
    secrets: &Secrets,
    customer_id: Uuid,
    input: &deductions::dto::HouseholdInput,
) -> Result<Vec<deductions::dto::HouseholdMember>, Problem> {
    let text = serde_json::to_vec(input).map_err(Problem::internal)?;
    let input = crate::http::json::parse(&text)?;
    let (household, _) = deductions::save_household(tx, secrets, customer_id, None, &input).await?;
    Ok(household.view(tx.today()).members)
}

/// Whether the customer is here already: by its e-mail address, its organisation number, or a number of its people. Those that
/// come in beside it don't count: somebody can be several customers.
async fn known(
    tx: &WriteTx,
    secrets: &Secrets,
    (arriving, beside): (&Arriving, &[Uuid]),
    errors: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    use customer::Column as C;
    let others = || C::Id.is_not_in(beside.iter().copied());
    let email = arriving.input.email.trim().to_lowercase();
    if !email.is_empty() {
        let same = Expr::from(Func::lower(Expr::col(C::Email))).eq(email);
        let found = tx
            .find::<customer::Entity>()
            .filter(others())
            .filter(same)
            .one()
            .await?;
        duplicate(found.map(|c| c.number), CUSTOMER, arriving.at, "email", errors);
    }
    let mut organisation = arriving.input.organisation_number.clone();
    customers::tidy_organisation_number("", &mut organisation, &mut Vec::new());
    if !organisation.is_empty() {
        let same = C::OrganisationNumber.eq(organisation);
        let found = tx
            .find::<customer::Entity>()
            .filter(others())
            .filter(same)
            .one()
            .await?;
        duplicate(
            found.map(|c| c.number),
            CUSTOMER,
            arriving.at,
            "organisation_number",
            errors,
        );
    }
    for person in &arriving.people {
        let number = person.input.identity_number.as_deref();
        let Some(Ok(number)) = number.map(|n| PersonalIdentityNumber::parse(n, tx.today())) else {
            continue;
        };
        let Some(index) = deductions::number_index(tx, secrets, &number.normal_form()).await? else {
            continue;
        };
        use household_member::Column as M;
        let same = M::NumberIndex
            .eq(index)
            .and(M::CustomerId.is_not_in(beside.iter().copied()));
        if let Some(member) = tx.find::<household_member::Entity>().filter(same).one().await? {
            let owner = customers::get_customer(tx, member.customer_id).await?;
            duplicate(Some(owner.number), MEMBER, person.at, "identity_number", errors);
        }
    }
    Ok(())
}

fn duplicate(number: Option<i64>, table: &str, at: usize, column: &str, errors: &mut Vec<FieldError>) {
    if let Some(number) = number {
        let error = FieldError::new(format!("/{column}"), FieldCode::Duplicate).with("customer_number", number);
        errors.push(behind(&check::place(table, at), error));
    }
}

/// What became of everything in the package.
fn answer(
    package: &PortabilityPackage,
    checked: &Checked,
    customers: Vec<PrivacyPackageCustomer>,
    taken: &BTreeMap<&str, i64>,
    language: Language,
) -> PrivacyPackageImport {
    let tables = package.tables.iter().filter(|(_, rows)| !rows.is_empty());
    PrivacyPackageImport {
        sender: package.company.name.clone(),
        customers,
        tables: tables
            .map(|(name, rows)| {
                let taken = taken.get(name.as_str()).copied().unwrap_or_default();
                let left = count(rows.len()) - taken;
                let ground = (left > 0).then(|| ground(name, checked));
                PrivacyPackageTable {
                    title: labels::record(name).map_or_else(|| name.clone(), |w| say(w, language).to_owned()),
                    name: name.clone(),
                    taken,
                    left,
                    ground,
                    ground_text: ground.map(|g| say(words(g), language).to_owned()),
                }
            })
            .collect(),
        files_left: count(package.files.len()),
        missing: count(package.missing.len()),
    }
}

/// Why rows of a table didn't come in.
fn ground(table: &str, checked: &Checked) -> PackageGround {
    if [CUSTOMER, WORK_SITE, MEMBER, USE].contains(&table) {
        let astray = checked.astray.get(table).is_some_and(|n| *n > 0);
        return if astray {
            PackageGround::NoCustomer
        } else {
            PackageGround::HouseholdIncomplete
        };
    }
    match data_map::table(table) {
        None => PackageGround::Unknown,
        Some(_) if is_of_customer(table) => PackageGround::RecordOfSender,
        Some(_) => PackageGround::NotOfCustomer,
    }
}

/// Whether the rows of a table are about customers.
fn is_of_customer(table: &str) -> bool {
    let Some(table) = data_map::table(table) else {
        return false;
    };
    table.about.iter().any(|about| match about {
        About::Of(_, parent) => *parent == CUSTOMER || (*parent != table.name && is_of_customer(parent)),
        _ => false,
    })
}

const fn words(ground: PackageGround) -> Word {
    match ground {
        PackageGround::RecordOfSender => (
            "Avsändarens egna handlingar: de följer med kunden, men läses inte in här.",
            "The sender's own records: they go with the customer, and don't come in here.",
        ),
        PackageGround::NotOfCustomer => (
            "Uppgifter om en användare eller ett företag, inte om en kund.",
            "Data about a user or a company, not about a customer.",
        ),
        PackageGround::HouseholdIncomplete => (
            "Andelarna blir inte 100 % tillsammans, eller så saknas ett personnummer: någon i hushållet är inte med. Lägg in personerna för hand.",
            "The shares aren't 100 % together, or a number is missing: somebody of the household isn't there. Enter the people by hand.",
        ),
        PackageGround::NoCustomer => (
            "Kunden som de hör till är inte med i paketet.",
            "The customer that they belong to isn't in the package.",
        ),
        PackageGround::Unknown => (
            "Tjänsten känner inte till den sortens uppgifter.",
            "The service knows nothing of the kind.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_with_the_sender_has_its_ground() {
        let checked = Checked {
            customers: Vec::new(),
            astray: BTreeMap::from([(USE, 1)]),
        };
        use PackageGround as G;
        for (table, expected) in [
            ("invoice", G::RecordOfSender),
            ("mail", G::RecordOfSender),
            ("work_order", G::RecordOfSender),
            ("user_account", G::NotOfCustomer),
            ("company_settings", G::NotOfCustomer),
            (MEMBER, G::HouseholdIncomplete),
            (USE, G::NoCustomer),
            ("no_such_table", G::Unknown),
        ] {
            assert_eq!(ground(table, &checked), expected, "{table}");
        }
    }
}
