//! How is a row read by the person it is about? Without what is the machine's and without other people.

use super::{
    bystanders::{Bystanders, MARK},
    dto::{ExtractField, ExtractRow},
    event_words::event,
    graph::Row,
    labels::{self, say},
    mentions::is_text,
};
use crate::{clock::local, customers::dto::Language};
use chrono::DateTime;
use kontoret_core::{
    event::EventKind,
    identity::PersonalIdentityNumber,
    privacy::{Declared, Table},
};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who reads.
pub struct Reader {
    /// What tells of somebody else.
    pub bystanders: Bystanders,
    /// The person's names.
    pub names: Vec<String>,
    /// The identity numbers of the rows that have one.
    pub numbers: BTreeMap<Uuid, PersonalIdentityNumber>,
    /// The language.
    pub language: Language,
}

/// What of a row is shown, in the order of its declaration. Of other people whom a document names, nothing.
#[must_use]
pub fn shown(table: &Table, row: &Row, reader: &Reader) -> ExtractRow {
    let language = reader.language;
    let fields = table
        .columns
        .iter()
        .filter(|(name, _)| !labels::is_technical(name))
        .filter_map(|(name, declared)| {
            // What says nothing of a person is shown where it has a name, for it tells which thing it is.
            let label = labels::field(name).or(match declared {
                Declared::Personal(_) => Some((*name, *name)),
                Declared::NotPersonal => None,
            })?;
            let value = alone(row.get(*name)?.clone(), &reader.names);
            let (value, bystanders) = if is_text(name, declared) {
                reader.bystanders.without(table, name, row, value)
            } else {
                (value, None)
            };
            let text = match (table.name, *name) {
                ("audit_event", "event") => happened(&value, language)?,
                ("audit_event", "changes") => changes(&value, language)?,
                _ => read(name, &value, language)?,
            };
            Some(ExtractField {
                name: (*name).to_owned(),
                label: say(label, language).to_owned(),
                value,
                text,
                bystanders,
            })
        })
        .collect();
    ExtractRow { fields }
}

/// Kept documents name everybody who shares a tax deduction: the others are taken out, in texts by their names.
fn alone(value: Value, names: &[String]) -> Value {
    let mut others = Vec::new();
    buyers(&value, &mut others);
    others.retain(|other| !other.is_empty() && !names.contains(other));
    if others.is_empty() {
        value
    } else {
        without(value, &others)
    }
}

/// The names of all who share a deduction.
fn buyers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Array(all)) = map.get("buyers") {
                found.extend(all.iter().filter_map(|b| b["name"].as_str()).map(str::to_owned));
            }
            map.values().for_each(|v| buyers(v, found));
        }
        Value::Array(all) => all.iter().for_each(|v| buyers(v, found)),
        _ => {}
    }
}

fn without(value: Value, others: &[String]) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().map(|(key, value)| match value {
                Value::Array(all) if key == "buyers" => {
                    let own = |b: &Value| b["name"].as_str().is_none_or(|name| !others.iter().any(|o| o == name));
                    (key, Value::Array(all.into_iter().filter(own).collect()))
                }
                other => (key, without(other, others)),
            });
            Value::Object(kept.collect())
        }
        Value::Array(all) => Value::Array(all.into_iter().map(|v| without(v, others)).collect()),
        Value::String(text) => Value::String(others.iter().fold(text, |text, other| text.replace(other, MARK))),
        other => other,
    }
}

/// What an event of the trail is called.
fn happened(value: &Value, language: Language) -> Option<String> {
    let kind: EventKind = value.as_str()?.parse().ok()?;
    Some(say(event(kind), language).to_owned())
}

/// What an event changed: of which fields, and what stands there since where the trail tells it. What only the machine knows is
/// left out.
fn changes(value: &Value, language: Language) -> Option<String> {
    let said = value.as_array()?.iter().filter_map(|change| {
        let column = change["field"].as_str()?;
        let label = say(
            labels::field(column).filter(|_| !labels::is_technical(column))?,
            language,
        );
        Some(match read(column, &change["after"], language) {
            Some(after) => format!("{label}: {after}"),
            None => label.to_owned(),
        })
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// As a person reads it; `None`: there is nothing.
fn read(column: &str, value: &Value, language: Language) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::Bool(yes) => say(if *yes { ("Ja", "Yes") } else { ("Nej", "No") }, language).to_owned(),
        Value::Number(n) => number(column, n.as_i64()?, language),
        Value::String(text) if column.ends_with("_at") || column == "at" => moment(text),
        // An id of something else says nothing to a person.
        Value::String(text) if Uuid::parse_str(text).is_ok() => return None,
        Value::String(text) => labels::value(text).map_or_else(|| text.clone(), |w| say(w, language).to_owned()),
        Value::Array(_) | Value::Object(_) => {
            let mut lines = Vec::new();
            leaves("", value, &mut lines);
            lines.join("; ")
        }
    };
    Some(text).filter(|t| !t.is_empty())
}

fn number(column: &str, n: i64, language: Language) -> String {
    let comma = match language {
        Language::Sv => ',',
        Language::En => '.',
    };
    let hundredths = |n: i64| {
        let (sign, n) = (if n < 0 { "−" } else { "" }, n.unsigned_abs());
        format!("{sign}{}{comma}{:02}", n / 100, n % 100)
    };
    let ends = |end: &str| column.ends_with(end);
    if ends("_ore") {
        format!("{} kr", hundredths(n))
    } else if ends("_kr") {
        format!("{n} kr")
    } else if ends("_bp") {
        format!("{} %", hundredths(n))
    } else if ends("_milli") {
        let (whole, rest) = (n / 1000, (n % 1000).unsigned_abs());
        if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole}{comma}{rest:03}")
        }
    } else if column == "minutes" {
        format!("{} h {} min", n / 60, n % 60)
    } else {
        n.to_string()
    }
}

/// A moment in Sweden, to the minute.
fn moment(text: &str) -> String {
    let read =
        DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %:z"));
    read.map_or_else(
        |_| text.to_owned(),
        |at| local(at.to_utc()).format("%Y-%m-%d %H:%M").to_string(),
    )
}

/// What stands in a kept document, one after the other.
fn leaves(name: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        // The bytes of a picture: the company's logo.
        Value::Array(all) if all.len() > 16 && all.iter().all(Value::is_u64) => {}
        Value::Null => {}
        Value::Object(map) => map.iter().for_each(|(key, value)| leaves(key, value, lines)),
        Value::Array(all) => all.iter().for_each(|value| leaves(name, value, lines)),
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => lines.push(format!("{name}: {text}")),
        other => lines.push(format!("{name}: {other}")),
    }
}
