//! Who is there before the story begins: the companies, and the people who work in them.

use super::driver::{Driver, Person};
use crate::{
    http::{Code, problem::Problem},
    store::Scope,
    users,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use uuid::Uuid;

/// Everybody's password in the demo.
pub(super) const PASSWORD: &str = "tre glada penslar";

/// Log-in name of the demo company, its name, and its owner.
pub(super) const COMPANY: (&str, &str) = ("lindqvist", "Lindqvist Bygg & Måleri AB");
const SECOND: (&str, &str) = ("stugor", "Vindelns Stugor AB");
/// The company that runs the service, and its owner.
const OPERATOR: (&str, &str) = ("drift", "Flexibla Kontoret Drift AB");
const OPERATOR_OWNER: (&str, &str) = ("disa@drift.example", "Disa Ekström");
const OWNER: (&str, &str) = ("maria@lindqvistbygg.example", "Maria Lindqvist");

/// The others: address, name, role, employment ID, phone. The numbers are of those set aside for fiction.
const STAFF: &[(&str, &str, Role, &str, &str)] = &[
    (
        "johan@lindqvistbygg.example",
        "Johan Lindqvist",
        Role::Admin,
        "2",
        "070-174 06 02",
    ),
    (
        "karin@lindqvistbygg.example",
        "Karin Nordin",
        Role::Office,
        "3",
        "070-174 06 03",
    ),
    (
        "erik@lindqvistbygg.example",
        "Erik Sundin",
        Role::Worker,
        "11",
        "070-174 06 11",
    ),
    (
        "sara@lindqvistbygg.example",
        "Sara Holm",
        Role::Worker,
        "12",
        "070-174 06 12",
    ),
    (
        "ali@lindqvistbygg.example",
        "Ali Rahimi",
        Role::Worker,
        "13",
        "070-174 06 13",
    ),
    (
        "mikael@lindqvistbygg.example",
        "Mikael Strand",
        Role::Worker,
        "14",
        "070-174 06 14",
    ),
    (
        "eva@siffror.example",
        "Eva Sandberg",
        Role::Accountant,
        "",
        "070-174 06 20",
    ),
];

/// Who works in the demo.
pub(super) struct People {
    pub owner: Person,
    pub office: Person,
    pub workers: Vec<Person>,
    /// The owner, in the second company.
    pub second: Person,
    /// The owner of the company that runs the service.
    pub operator: Person,
    /// Those who only look in; the accountant is the last of them.
    others: Vec<Person>,
}

impl People {
    fn all(&self) -> impl Iterator<Item = &Person> {
        [&self.second, &self.operator, &self.owner, &self.office]
            .into_iter()
            .chain(&self.workers)
            .chain(&self.others)
    }

    pub fn accountant(&self) -> Option<&Person> {
        self.others.last()
    }

    /// Everybody comes back before their session is too old.
    pub async fn log_in(&self, d: &Driver) -> Result<(), Problem> {
        for person in self.all() {
            d.tick();
            d.log_in(person).await?;
        }
        Ok(())
    }

    /// Everybody goes home: a newcomer finds no session but their own.
    pub async fn log_out(&self, d: &Driver) -> Result<(), Problem> {
        for person in self.all() {
            d.log_out(person).await?;
        }
        Ok(())
    }
}

/// The log-ins, for people to read.
pub(super) fn logins(url: &str) -> String {
    let mut text = format!("{url}\n\n{COMPANY_LINE}\n", COMPANY_LINE = COMPANY.1);
    let owner = [(OWNER.0, OWNER.1, Role::Owner)];
    for (email, name, role) in owner.into_iter().chain(STAFF.iter().map(|s| (s.0, s.1, s.2))) {
        text.push_str(&format!("  {email:<30} {role:<11} {name}\n"));
    }
    text.push_str(&format!(
        "\nPassword of all: {PASSWORD}\n{} also owns {}.\n\n{} (runs the service)\n  {:<30} {:<11} {}\n",
        OWNER.1,
        SECOND.1,
        OPERATOR.1,
        OPERATOR_OWNER.0,
        Role::Owner,
        OPERATOR_OWNER.1
    ));
    text
}

/// Makes both companies and everybody in them, as people do it: by links.
pub(super) async fn arrive(d: &Driver) -> Result<People, Problem> {
    let owner = found(d, COMPANY, OWNER, false).await?;
    d.log_in(&owner).await?;
    d.put(&owner, "/company", &json!({ "version": 1 }), details()).await?;
    // Credit notes have numbers of their own: K20260001.
    let own = json!({ "shared": false, "prefix": "K", "restarts_yearly": true, "next_number": 1 });
    d.put(&owner, "/number-series/credit_note", &json!({ "version": 1 }), own)
        .await?;
    let mut people = Vec::new();
    for (email, name, role, employment_id, phone) in STAFF {
        let invitation = json!({
            "email": email, "language": "sv", "name": name, "role": role, "username": "", "initials": "",
            "employment_id": employment_id, "phone": phone,
        });
        let user = d.post(&owner, "/users", invitation).await?;
        let letter = users::mail_content(&d.app, owner.company_id, id(&user["user_id"])?).await?;
        accept(d, &letter.link.unwrap_or_default()).await?;
        let person = Person::new(owner.company_id, id(&user["id"])?, id(&user["user_id"])?);
        people.push((*role, person));
    }
    let second = found(d, SECOND, OWNER, false).await?;
    let operator = found(d, OPERATOR, OPERATOR_OWNER, true).await?;
    let mut of = |role: Role| {
        people
            .extract_if(.., |(r, _)| *r == role)
            .map(|(_, p)| p)
            .collect::<Vec<Person>>()
    };
    let office = of(Role::Office).pop().ok_or_else(|| Problem::new(Code::Internal))?;
    let workers = of(Role::Worker);
    let others = people.into_iter().map(|(_, p)| p).collect();
    Ok(People {
        owner,
        office,
        workers,
        second,
        operator,
        others,
    })
}

/// A company with its owner, who has chosen a password, or proven the one they had.
async fn found(
    d: &Driver,
    (slug, name): (&str, &str),
    (email, owner): (&str, &str),
    operator: bool,
) -> Result<Person, Problem> {
    let link = users::create_company(&d.app, name, slug, email, owner, operator).await?;
    accept(d, &link).await?;
    let user = d
        .app
        .read_in(Scope::default(), async |tx| users::find_by_email(tx, email).await)
        .await?;
    let user_id = user.ok_or_else(Problem::not_found)?.id;
    let scope = Scope {
        company_id: None,
        user_id: Some(user_id),
    };
    let places = d
        .app
        .read_in(scope, async |tx| users::places(tx, user_id).await)
        .await?;
    let place = places.last().ok_or_else(Problem::not_found)?;
    Ok(Person::new(place.company_id, place.id, user_id))
}

async fn accept(d: &Driver, link: &str) -> Result<Value, Problem> {
    let token = link.split_once('#').map(|(_, t)| t).unwrap_or_default();
    // Two companies made at the same moment would have no order.
    d.tick();
    d.post_public(
        "/public/invitations/accept",
        json!({ "token": token, "password": PASSWORD }),
    )
    .await
}

fn id(value: &Value) -> Result<Uuid, Problem> {
    value
        .as_str()
        .and_then(|t| t.parse().ok())
        .ok_or_else(|| Problem::internal("demo data: an answer without id"))
}

/// What stands on the documents. The organisation number belongs to no company, the account numbers are the banks'
/// own examples.
fn details() -> Value {
    let logo = STANDARD.encode(include_bytes!("logo.svg"));
    json!({
        "name": COMPANY.1, "slug": COMPANY.0, "organisation_number": "556677-8899", "vat_number": "SE556677889901",
        "f_tax": true, "seat": "Umeå",
        "address": { "street": "Fabriksgatan 12", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" },
        "phone": "090-174 06 00", "email": "info@lindqvistbygg.example", "website": "lindqvistbygg.example",
        "bankgiro": "5050-1055", "plusgiro": "", "swish": "123 118 11 89", "iban": "", "bic": "",
        "logo": format!("data:image/svg+xml;base64,{logo}"),
        "language": "sv", "payment_terms_days": 30, "offer_valid_days": 30, "write_off_limit_ore": 500, "hourly_price_ore": 59_000,
        "default_vat": "25", "prices_include_vat": false, "round_to_krona": true,
        "invoice_note": "Anmärkningar mot fakturan görs inom åtta dagar.",
        "offer_note": "Vi har ansvarsförsäkring och följer branschens regler. Tilläggsarbete görs efter överenskommelse.",
    })
}
