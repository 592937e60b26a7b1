//! What does an organisation process, by what the declarations say?

use super::{
    dto::{ProcessingActivity, ProcessingRecord, RecordProcessor, RecordRecipient},
    words as own,
};
use crate::{
    company,
    customers::dto::Language,
    http::Problem,
    privacy::{
        recipients::{self, dto::Recipient},
        retention,
        subjects::{
            dto::ExtractController,
            labels::{self, Word, say},
        },
        words,
    },
    store::{ReadTx, data_map},
};
use kontoret_core::{
    privacy::{Category, Declared, Personal, Plane, Purpose},
    retention::Rule,
};
use sea_orm::QueryOrder;

/// The record of the transaction's company.
///
/// # Errors
/// The database's.
pub async fn make(tx: &ReadTx, language: Language) -> Result<ProcessingRecord, Problem> {
    let directory = company::directory(tx).await?;
    let register = recipients::all(tx).await?;
    let mut kinds = activities(Plane::Company, &register, language);
    let mut processor = None;
    if directory.operator {
        let for_others = activities(Plane::Company, &register, language);
        kinds = [activities(Plane::Operator, &register, language), kinds].concat();
        processor = Some(RecordProcessor {
            controllers: others(tx).await?,
            activities: for_others,
        });
    }
    Ok(ProcessingRecord {
        controller: ExtractController::of(tx).await?,
        language,
        made_at: tx.now(),
        activities: kinds,
        processor,
        recipients: register.iter().map(|r| recipient(r, language)).collect(),
        transfers: say(own::TRANSFERS, language).to_owned(),
        measures: own::MEASURES.iter().map(|w| say(*w, language).to_owned()).collect(),
    })
}

async fn others(tx: &ReadTx) -> Result<Vec<String>, Problem> {
    let all = tx
        .find_global::<company::company::Entity>()
        .with(|q| q.order_by_asc(company::company::Column::Name))
        .all()
        .await?;
    let own = tx.company_id();
    Ok(all.into_iter().filter(|c| c.id != own).map(|c| c.name).collect())
}

fn recipient(r: &Recipient, language: Language) -> RecordRecipient {
    RecordRecipient {
        name: r.name.clone(),
        role: say(recipients::words::role(r.role), language).to_owned(),
        country: country(&r.country, language),
        categories: r
            .categories
            .iter()
            .map(|c| say(words::category(*c), language).to_owned())
            .collect(),
        agreement: r.agreement.clone(),
    }
}

fn country(code: &str, language: Language) -> String {
    match code {
        "SE" => say(("Sverige", "Sweden"), language).to_owned(),
        other => other.to_owned(),
    }
}

/// A personal column: its table, its name, what is declared of it.
type Datum = (&'static str, &'static str, &'static Personal);

/// The columns that are personal on a plane.
fn declared(plane: Plane) -> impl Iterator<Item = Datum> {
    data_map::tables().flat_map(move |t| {
        t.columns.iter().filter_map(move |(column, d)| match d {
            Declared::Personal(p) if p.plane == plane => Some((t.name, *column, *p)),
            _ => None,
        })
    })
}

fn activities(plane: Plane, register: &[Recipient], language: Language) -> Vec<ProcessingActivity> {
    Purpose::ALL
        .into_iter()
        .filter_map(|purpose| activity(plane, purpose, register, language))
        .collect()
}

fn activity(plane: Plane, purpose: Purpose, register: &[Recipient], language: Language) -> Option<ProcessingActivity> {
    let found: Vec<_> = declared(plane).filter(|(_, _, p)| p.purpose == purpose).collect();
    if found.is_empty() {
        return None;
    }
    let categories: Vec<Category> = distinct(found.iter().map(|(_, _, p)| p.category));
    let word = |w: Word| say(w, language).to_owned();
    Some(ProcessingActivity {
        purpose: word(words::purpose(purpose)),
        subjects: distinct(found.iter().map(|(_, _, p)| word(own::subject(p.subject)))),
        recipients: register
            .iter()
            .filter(|r| r.categories.iter().any(|c| categories.contains(c)))
            .map(|r| r.name.clone())
            .collect(),
        categories: categories.into_iter().map(|c| word(words::category(c))).collect(),
        records: distinct(found.iter().filter_map(|(t, _, _)| labels::record(t)).map(word)),
        bases: distinct(found.iter().map(|(_, _, p)| word(words::basis(p.basis)))),
        sources: distinct(found.iter().map(|(_, _, p)| word(words::source(p.source)))),
        retention: retention_of(&found, language),
    })
}

/// How long it is kept: what each rule covers, and its term.
fn retention_of(found: &[Datum], language: Language) -> Vec<String> {
    let mut rules: Vec<Rule> = found
        .iter()
        .flat_map(|(table, column, _)| retention::rules_of(table, column))
        .collect();
    rules.sort_unstable();
    rules.dedup();
    rules
        .into_iter()
        .map(|rule| {
            let (title, term) = (retention::words::title(rule), retention::words::term(rule));
            format!("{}: {}", say(title, language), say(term, language))
        })
        .collect()
}

/// Each once, in the order in which they come.
fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}
