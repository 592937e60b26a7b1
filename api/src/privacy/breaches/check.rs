//! Is what is said of a breach complete in itself, and how does it lie in the row?

use super::{dto::BreachInput, entity::breach};
use crate::http::{FieldCode, FieldError, Problem};
use chrono::{DateTime, Utc};
use kontoret_core::breach::{Facts, due_at};

/// What was sent, tidied.
///
/// # Errors
/// Every field that must be mended.
pub(super) fn checked(mut i: BreachInput, now: DateTime<Utc>) -> Result<BreachInput, Problem> {
    for text in [
        &mut i.title,
        &mut i.description,
        &mut i.discovered_how,
        &mut i.consequences,
        &mut i.measures_taken,
        &mut i.measures_planned,
        &mut i.abroad,
        &mut i.risk_reason,
    ] {
        *text = text.trim().to_owned();
    }
    i.kinds.sort_unstable();
    i.kinds.dedup();
    i.categories.sort_unstable();
    i.categories.dedup();
    i.people.sort_unstable();
    i.people.dedup();
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, code| errors.push(FieldError::new(pointer, code));
    if i.title.is_empty() {
        wrong("/title", FieldCode::Required);
    }
    if i.discovered_at > now {
        wrong("/discovered_at", FieldCode::DateOutOfRange);
    }
    if i.began_at.is_some_and(|at| at > i.discovered_at) {
        wrong("/began_at", FieldCode::DateOutOfRange);
    }
    match (i.began_at, i.ended_at) {
        (_, Some(end)) if end > now => wrong("/ended_at", FieldCode::DateOutOfRange),
        (Some(begin), Some(end)) if end < begin => wrong("/ended_at", FieldCode::EndBeforeStart),
        _ => {}
    }
    if i.risk.is_some() && i.risk_reason.is_empty() {
        wrong("/risk_reason", FieldCode::Required);
    }
    if errors.is_empty() {
        Ok(i)
    } else {
        Err(Problem::fields(errors))
    }
}

/// The content on the row, with the deadline that follows from it.
pub(super) fn apply(row: breach::Model, i: &BreachInput, hours: i64) -> Result<breach::Model, Problem> {
    let json = |list: serde_json::Result<serde_json::Value>| list.map_err(Problem::internal);
    Ok(breach::Model {
        title: i.title.clone(),
        description: i.description.clone(),
        kinds: json(serde_json::to_value(&i.kinds))?,
        discovered_at: i.discovered_at,
        discovered_how: i.discovered_how.clone(),
        began_at: i.began_at,
        ended_at: i.ended_at,
        categories: json(serde_json::to_value(&i.categories))?,
        people: json(serde_json::to_value(&i.people))?,
        people_count: i.people_count,
        record_count: i.record_count,
        consequences: i.consequences.clone(),
        measures_taken: i.measures_taken.clone(),
        measures_planned: i.measures_planned.clone(),
        abroad: i.abroad.clone(),
        risk: i.risk.map(|r| r.as_str().to_owned()),
        risk_reason: i.risk_reason.clone(),
        due_at: due_at(i.discovered_at, hours),
        ..row
    })
}

/// The content of the row.
pub(super) fn content(row: &breach::Model) -> Result<BreachInput, Problem> {
    fn list<T: serde::de::DeserializeOwned>(json: &serde_json::Value) -> Result<Vec<T>, Problem> {
        serde_json::from_value(json.clone()).map_err(Problem::internal)
    }
    Ok(BreachInput {
        title: row.title.clone(),
        description: row.description.clone(),
        kinds: list(&row.kinds)?,
        discovered_at: row.discovered_at,
        discovered_how: row.discovered_how.clone(),
        began_at: row.began_at,
        ended_at: row.ended_at,
        categories: list(&row.categories)?,
        people: list(&row.people)?,
        people_count: row.people_count,
        record_count: row.record_count,
        consequences: row.consequences.clone(),
        measures_taken: row.measures_taken.clone(),
        measures_planned: row.measures_planned.clone(),
        abroad: row.abroad.clone(),
        risk: word(row.risk.as_deref())?,
        risk_reason: row.risk_reason.clone(),
    })
}

/// What must be written down before a breach is closed, and isn't (art. 33(3), 33(5)).
pub(super) fn undocumented(i: &BreachInput) -> Vec<&'static str> {
    [
        ("/description", i.description.is_empty()),
        ("/categories", i.categories.is_empty()),
        ("/people", i.people.is_empty()),
        ("/people_count", i.people_count.is_none()),
        ("/consequences", i.consequences.is_empty()),
        ("/measures_taken", i.measures_taken.is_empty()),
    ]
    .into_iter()
    .filter_map(|(pointer, lacking)| lacking.then_some(pointer))
    .collect()
}

/// What core decides by.
pub(super) fn facts(row: &breach::Model) -> Result<Facts, Problem> {
    Ok(Facts {
        documented: undocumented(&content(row)?).is_empty(),
        risk: word(row.risk.as_deref())?,
        reporting: word(row.reporting.as_deref())?,
        informing: word(row.informing.as_deref())?,
        exemption: word(row.exemption.as_deref())?,
    })
}

/// A word of the database, or none.
pub(super) fn word<T: std::str::FromStr<Err = kontoret_core::wire::UnknownWord>>(
    text: Option<&str>,
) -> Result<Option<T>, Problem> {
    text.map(|t| t.parse().map_err(Problem::internal)).transpose()
}
