//! In which texts of other things does a person seem to be named? A person decides whether it is about them.

use super::{
    dto::DataSubjectMention,
    find::MOST,
    graph::{self, Part, Row, key},
    labels,
    sought::Sought,
};
use crate::{
    customers::dto::Language,
    http::Problem,
    store::{ReadTx, data_map, search::escaped},
};
use kontoret_core::privacy::{Category, Declared, Owner, Retention, Table};
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, LikeExpr};
use serde_json::Value;
use std::collections::BTreeSet;

/// Characters that are shown on either side.
const AROUND: usize = 60;

/// A text in a row of somebody else's, or of nobody's, that seems to name the person.
pub struct Mention {
    /// In which table.
    pub table: &'static Table,
    /// In which column.
    pub column: &'static str,
    /// In which row.
    pub row: Row,
    /// The whole text.
    pub text: String,
    /// Where in it, in bytes.
    at: usize,
}

impl Mention {
    /// The words around.
    #[must_use]
    pub fn excerpt(&self) -> String {
        around(&self.text, self.at)
    }

    /// What sort of thing it stands in, and in which field.
    #[must_use]
    pub fn said(&self, language: Language) -> (String, String) {
        let say = |word: Option<labels::Word>, other: &str| {
            word.map_or_else(|| other.to_owned(), |w| labels::say(w, language).to_owned())
        };
        (
            say(labels::record(self.table.name), self.table.name),
            say(labels::field(self.column), self.column),
        )
    }
}

/// The texts that hold what a person is looked for by, or one of their names whole, in rows that aren't theirs already.
///
/// # Errors
/// The store's.
pub async fn of(
    tx: &ReadTx,
    sought: &Sought,
    names: &[String],
    parts: &[Part],
) -> Result<Vec<DataSubjectMention>, Problem> {
    let found = everywhere(tx, std::slice::from_ref(sought), names, parts).await?;
    Ok(found
        .iter()
        .map(|mention| {
            let (record, field) = mention.said(Language::Sv);
            DataSubjectMention {
                record,
                field,
                id: graph::id_in(&mention.row, "id"),
                excerpt: mention.excerpt(),
            }
        })
        .collect())
}

/// As [`of`], by all that is known of the person.
///
/// # Errors
/// The store's.
pub async fn everywhere(
    tx: &ReadTx,
    sought: &[Sought],
    names: &[String],
    parts: &[Part],
) -> Result<Vec<Mention>, Problem> {
    let known: BTreeSet<(&str, String)> = parts
        .iter()
        .flat_map(|p| p.rows.iter().map(|row| (p.table.name, key(row))))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|n| n.contains(' ')).collect();
    let mut found = Vec::new();
    for table in data_map::tables().filter(|t| t.owner == Owner::Tenant) {
        let columns = texts(table);
        let mut any = Cond::any();
        for column in &columns {
            for condition in holding(sought, &names, column) {
                any = any.add(condition);
            }
        }
        if columns.is_empty() || any.is_empty() {
            continue;
        }
        for row in graph::read(tx, table, Cond::all().add(any)).await? {
            if known.contains(&(table.name, key(&row))) {
                continue;
            }
            for column in &columns {
                let Some(text) = row.get(*column).and_then(text_of) else {
                    continue;
                };
                if let Some(at) = place(sought, &names, &text) {
                    found.push(Mention {
                        table,
                        column,
                        row: row.clone(),
                        text,
                        at,
                    });
                }
                if found.len() == MOST {
                    return Ok(found);
                }
            }
        }
    }
    Ok(found)
}

fn texts(table: &Table) -> Vec<&'static str> {
    let texts = table.columns.iter().filter(|(name, declared)| is_text(name, declared));
    texts.map(|(name, _)| *name).collect()
}

/// Whether a column is free text, or what was written on documents. What is gone within a day or once it is sent is nobody's to
/// read.
#[must_use]
pub fn is_text(column: &str, declared: &Declared) -> bool {
    matches!(declared, Declared::Personal(p) if matches!(p.category, Category::FreeText | Category::BusinessRecord | Category::EmploymentDetails) && !matches!(p.retention, Retention::OneDay | Retention::WhileQueued))
        && !labels::is_technical(column)
        && labels::field(column).is_some()
}

fn holding(sought: &[Sought], names: &[&str], column: &str) -> Vec<Expr> {
    let text = || Expr::col(Alias::new(column.to_owned())).cast_as("text");
    let mut found: Vec<Expr> = sought.iter().flat_map(|one| one.stands_in(text())).collect();
    for name in names {
        found.push(text().like(LikeExpr::new(format!("%{}%", escaped(name))).escape('\\')));
    }
    found
}

fn place(sought: &[Sought], names: &[&str], text: &str) -> Option<usize> {
    sought
        .iter()
        .find_map(|one| one.place_in(text))
        .or_else(|| names.iter().find_map(|name| text.find(name)))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn around(text: &str, at: usize) -> String {
    let from = text.get(..at).map_or(0, |before| {
        before
            .char_indices()
            .rev()
            .nth(AROUND - 1)
            .map_or(0, |(place, _)| place)
    });
    text.get(from..)
        .unwrap_or_default()
        .chars()
        .take(2 * AROUND)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
