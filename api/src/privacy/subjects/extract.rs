//! What is stored about a person, and what has the person a right to know of it (GDPR art. 15)?

use super::{
    bystanders::Bystanders,
    dto::{
        ExtractAccess, ExtractController, ExtractField, ExtractProcessing, ExtractRecipient, ExtractRow,
        ExtractSection, RegisterExtract,
    },
    fate::{is_there, rows_of},
    find::name_in,
    graph::{self, Part, Reached, Root, Row},
    labels::{self, Word, say},
    shape::{self, Reader},
    users,
};
use crate::{
    clock::day,
    company,
    customers::dto::Language,
    http::Problem,
    privacy::{notices, recipients, words},
    store::{
        ReadTx,
        entity::audit_event,
        secret::Secrets,
        vault::{self, OpenError, Place},
    },
    users::membership,
};
use chrono::{DateTime, Utc};
use kontoret_core::{
    event::EventKind,
    identity::PersonalIdentityNumber,
    privacy::{About, Declared, Personal, Table},
};
use sea_orm::{
    ColumnTrait,
    sea_query::{Cond, ExprTrait},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The column in which a number is sealed.
pub const NUMBER: &str = "number_sealed";

/// The extract of a person, as all that they are known as here; `shown` are the texts that tell of nobody else, as somebody said
/// who looked at them.
///
/// # Errors
/// `not_found` when a root isn't there, or the store's.
pub async fn extract(
    tx: &ReadTx,
    secrets: &Secrets,
    roots: &[Root],
    (language, shown): (Language, &[String]),
) -> Result<RegisterExtract, Problem> {
    let accounts = users::with_accounts(tx, roots).await?;
    let parts = graph::rows_of(tx, roots, accounts).await?;
    let names = names_of(&parts, roots)?;
    let controller = ExtractController::of(tx).await?;
    let numbers = numbers(tx, secrets, &parts).await?;
    let reader = Reader {
        bystanders: Bystanders::of(tx, &parts, &numbers, &controller, shown),
        names: names.clone(),
        numbers,
        language,
    };
    let told = parts.iter().filter(|p| p.reached != Reached::By);
    let mut sections: Vec<ExtractSection> = told.map(|part| section(part, &reader)).collect();
    // First what the person is, then what they have, last what the service keeps of its own accord.
    sections.sort_by_key(|s| !roots.iter().any(|r| r.table == s.record));
    Ok(RegisterExtract {
        controller,
        language,
        made_at: tx.now(),
        processing: processing(&parts, language),
        recipients: recipients_of(tx, roots, language).await?,
        access: access(tx, &parts, language).await?,
        rights: RIGHTS.iter().map(|w| say(*w, language).to_owned()).collect(),
        names,
        sections,
    })
}

/// The names that people are stored under.
///
/// # Errors
/// `not_found` when a root isn't there.
pub fn names_of(parts: &[Part], roots: &[Root]) -> Result<Vec<String>, Problem> {
    let mut names = BTreeSet::new();
    for root in roots {
        let row = parts
            .iter()
            .filter(|p| p.table.name == root.table)
            .flat_map(|p| &p.rows)
            .find(|row| graph::id_in(row, "id") == Some(root.id))
            .ok_or_else(Problem::not_found)?;
        // A company knows a user by the name of their place in it.
        let place = rows_of(parts, "membership").find(|place| graph::id_in(place, "user_id") == Some(root.id));
        names.insert(name_in(place.unwrap_or(row)));
    }
    Ok(names.into_iter().filter(|n| !n.is_empty()).collect())
}

/// The numbers of the rows that are told.
async fn numbers(
    tx: &ReadTx,
    secrets: &Secrets,
    parts: &[Part],
) -> Result<BTreeMap<Uuid, PersonalIdentityNumber>, Problem> {
    let mut numbers = BTreeMap::new();
    for part in parts.iter().filter(|p| p.reached != Reached::By) {
        for row in &part.rows {
            if let (Some(id), Some(number)) = (graph::id_in(row, "id"), number(tx, secrets, part.table, row).await?) {
                numbers.insert(id, number);
            }
        }
    }
    Ok(numbers)
}

fn section(part: &Part, reader: &Reader) -> ExtractSection {
    let language = reader.language;
    let told = |row: &Row| {
        let mut shown = shape::shown(part.table, row, reader);
        let number = graph::id_in(row, "id").and_then(|id| reader.numbers.get(&id));
        shown.fields.extend(number.map(|number| numbered(*number, language)));
        shown
    };
    let mut rows: Vec<ExtractRow> = part.rows.iter().map(told).collect();
    rows.retain(|row| !row.fields.is_empty());
    ExtractSection {
        record: part.table.name.to_owned(),
        title: labels::record(part.table.name)
            .map_or_else(|| part.table.name.to_owned(), |w| say(w, language).to_owned()),
        rows,
    }
}

/// The person's own number, whole: it is theirs.
///
/// # Errors
/// The store's.
pub async fn number(
    tx: &ReadTx,
    secrets: &Secrets,
    table: &'static Table,
    row: &Row,
) -> Result<Option<PersonalIdentityNumber>, Problem> {
    let (Some(id), Some(key), Some(sealed)) = (
        graph::id_in(row, "id"),
        graph::id_in(row, "key_id"),
        row.get(NUMBER).and_then(bytes),
    ) else {
        return Ok(None);
    };
    let place = Place {
        table: table.name,
        column: NUMBER,
        row: id,
    };
    match vault::open(tx, secrets, key, place, &sealed).await {
        Ok(plain) => {
            let text = std::str::from_utf8(&plain).map_err(Problem::internal)?;
            Ok(PersonalIdentityNumber::parse(text, tx.today()).ok())
        }
        Err(OpenError::Erased) => Ok(None),
        Err(OpenError::Failed(problem)) => Err(problem),
    }
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
    let all = value.as_array()?;
    all.iter()
        .map(|b| b.as_u64().and_then(|b| u8::try_from(b).ok()))
        .collect()
}

fn numbered(number: PersonalIdentityNumber, language: Language) -> ExtractField {
    let text = number.hyphenated();
    ExtractField {
        name: "identity_number".to_owned(),
        label: labels::field("identity_number")
            .map_or("", |w| say(w, language))
            .to_owned(),
        value: Value::String(text.clone()),
        text,
        bystanders: None,
    }
}

impl ExtractController {
    /// The transaction's company.
    ///
    /// # Errors
    /// The database's.
    pub async fn of(tx: &ReadTx) -> Result<Self, Problem> {
        let settings = company::settings(tx).await?;
        let lines = [&settings.street, &settings.street2];
        let town = format!("{} {}", settings.postal_code, settings.city);
        let address: Vec<&str> = lines
            .into_iter()
            .map(String::as_str)
            .chain([town.trim()])
            .filter(|l| !l.is_empty())
            .collect();
        Ok(Self {
            name: company::name(tx).await?,
            organisation_number: settings.organisation_number,
            address: address.join(", "),
            email: settings.email,
            phone: settings.phone,
        })
    }
}

/// Who is given data, as the register has them (GDPR art. 15(1)(c)).
async fn recipients_of(tx: &ReadTx, roots: &[Root], language: Language) -> Result<Vec<ExtractRecipient>, Problem> {
    let ids: Vec<Uuid> = roots.iter().map(|r| r.id).collect();
    let mut told = notices::said_of_person(tx, &ids, language).await?;
    Ok(recipients::all(tx)
        .await?
        .into_iter()
        .map(|r| ExtractRecipient {
            role: say(recipients::words::role(r.role), language).to_owned(),
            told: told.remove(&r.id).unwrap_or_default(),
            name: r.name,
            country: r.country,
        })
        .collect())
}

/// What the declarations say of the columns that something is stored in.
fn processing(parts: &[Part], language: Language) -> Vec<ExtractProcessing> {
    let mut all: BTreeMap<String, ExtractProcessing> = BTreeMap::new();
    for part in parts.iter().filter(|p| p.reached != Reached::By) {
        for (name, declared) in part.table.columns {
            let Declared::Personal(personal) = declared else {
                continue;
            };
            let is_shown = !labels::is_technical(name) || *name == NUMBER;
            if is_shown && part.rows.iter().any(|row| is_there(row.get(*name))) {
                let said = said(personal, language);
                let key = format!("{said:?}");
                all.entry(key).or_insert(said);
            }
        }
    }
    all.into_values().collect()
}

fn said(p: &Personal, language: Language) -> ExtractProcessing {
    let word = |w: Word| say(w, language).to_owned();
    ExtractProcessing {
        category: word(words::category(p.category)),
        purpose: word(words::purpose(p.purpose)),
        basis: word(words::basis(p.basis)),
        source: word(words::source(p.source)),
        retention: word(words::retention(p.retention)),
    }
}

/// What shows whole numbers or everything at once, and what it is called.
const SEEN: [(EventKind, Word); 5] = [
    (
        EventKind::HouseholdMemberNumberRevealed,
        (
            "Personnumret visades i sin helhet",
            "The whole personal identity number was shown",
        ),
    ),
    (
        EventKind::DeductionClaimExported,
        (
            "Filen till Skatteverket hämtades, med personnumret",
            "The file for the tax agency was fetched, with the personal identity number",
        ),
    ),
    (
        EventKind::CompanyInvoicesExported,
        (
            "En tabell över fakturor hämtades, där namnet kan stå",
            "A table of invoices was fetched, in which the name can stand",
        ),
    ),
    (
        EventKind::RegisterExtractMade,
        ("Ett registerutdrag gjordes", "A register extract was made"),
    ),
    (
        EventKind::PrivacyPackageMade,
        ("Ett dataportabilitetspaket gjordes", "A portability package was made"),
    ),
];

/// Who saw what is most worth protecting, oldest first. Which employee it was is the employee's own datum: their role is said.
async fn access(tx: &ReadTx, parts: &[Part], language: Language) -> Result<Vec<ExtractAccess>, Problem> {
    use audit_event::Column as C;
    let mut about: BTreeSet<Uuid> = BTreeSet::new();
    for part in parts.iter().filter(|p| p.reached == Reached::About) {
        if part.table.about.contains(&About::Person) {
            about.extend(part.rows.iter().filter_map(|row| graph::id_in(row, "id")));
        }
        about.extend(part.rows.iter().filter_map(|row| graph::id_in(row, "claim_id")));
    }
    // What was taken out of all invoices can be about whoever had one then.
    let exported = EventKind::CompanyInvoicesExported.as_str();
    let begun = invoiced_since(parts);
    let of_all = begun.map(|from| {
        Cond::all()
            .add(C::EntityId.eq(tx.company_id()))
            .add(C::Event.eq(exported))
            .add(C::At.gte(from))
    });
    let kinds: Vec<&str> = SEEN.iter().map(|(kind, _)| kind.as_str()).collect();
    let mut events = tx
        .find::<audit_event::Entity>()
        .filter(C::Event.is_in(kinds))
        .filter(
            Cond::any()
                .add(C::EntityId.is_in(about).and(C::Event.ne(exported)))
                .add_option(of_all),
        )
        .all()
        .await?;
    events.sort_by_key(|e| e.seq);
    let roles: HashMap<Uuid, String> = tx
        .find::<membership::Entity>()
        .all()
        .await?
        .into_iter()
        .map(|m| (m.user_id, m.role))
        .collect();
    Ok(events
        .iter()
        .map(|e| {
            let what = SEEN.iter().find(|(kind, _)| kind.as_str() == e.event).map(|(_, w)| *w);
            let role = e
                .actor_id
                .and_then(|id| roles.get(&id))
                .and_then(|role| labels::value(role));
            ExtractAccess {
                at: e.at,
                on: day(e.at),
                what: what.map_or("", |w| say(w, language)).to_owned(),
                by: say(role.unwrap_or(("Tjänsten", "The service")), language).to_owned(),
            }
        })
        .collect())
}

/// When the person had their first invoice, if any.
fn invoiced_since(parts: &[Part]) -> Option<DateTime<Utc>> {
    rows_of(parts, "invoice")
        .filter_map(|row| row.get("created_at")?.as_str())
        .filter_map(|at| at.parse::<DateTime<Utc>>().ok())
        .min()
}

const RIGHTS: [Word; 5] = [
    (
        "Du har rätt att få felaktiga uppgifter rättade och ofullständiga kompletterade (artikel 16), och att få uppgifter raderade (artikel 17) eller användningen begränsad (artikel 18).",
        "You have the right to have wrong data put right and incomplete data completed (article 16), to have data erased (article 17), and to have its use restricted (article 18).",
    ),
    (
        "Du har rätt att få ut de uppgifter du själv lämnat i ett maskinläsbart format (artikel 20) och att invända mot behandlingen (artikel 21).",
        "You have the right to receive what you supplied yourself in a machine-readable format (article 20), and to object to the processing (article 21).",
    ),
    (
        "Uppgifter som bokföringslagen kräver sparas så länge som lagen säger, även om du ber om radering.",
        "What the Bookkeeping Act requires is kept as long as the act says, even if you ask for erasure.",
    ),
    (
        "Inga beslut fattas enbart automatiskt, ingen profilering görs, och inga uppgifter lämnar Sverige.",
        "No decisions are made by automated means alone, there is no profiling, and no data leaves Sweden.",
    ),
    (
        "Du kan klaga hos Integritetsskyddsmyndigheten (IMY), Box 8114, 104 20 Stockholm, imy@imy.se, imy.se.",
        "You can complain to the Swedish Authority for Privacy Protection (IMY), Box 8114, 104 20 Stockholm, imy@imy.se, imy.se.",
    ),
];
