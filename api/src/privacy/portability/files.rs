//! Which documents did the person get, and how is each had again?

use crate::{
    app::App,
    http::Problem,
    invoices, offers,
    privacy::subjects::graph::{self, Part},
    store::Scope,
};
use uuid::Uuid;

/// A document that the person got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// The table of the thing that it shows.
    pub table: &'static str,
    /// The thing.
    pub row: Uuid,
}

/// What can be had as a document: the table, and the column that has a value once the document went out.
const DOCUMENTS: [(&str, &str); 2] = [("offer", "sent_at"), ("invoice", "issued_on")];

/// The documents of these rows, in the order of time.
#[must_use]
pub fn of(parts: &[Part]) -> Vec<Document> {
    let mut all = Vec::new();
    for (table, out) in DOCUMENTS {
        for part in parts.iter().filter(|p| p.table.name == table) {
            let gone = part
                .rows
                .iter()
                .filter(|row| row.get(out).is_some_and(|v| !v.is_null()));
            all.extend(
                gone.filter_map(|row| graph::id_in(row, "id"))
                    .map(|row| Document { table, row }),
            );
        }
    }
    all.sort_by_key(|d| d.row);
    all
}

/// The name and the bytes of a document.
///
/// # Errors
/// When it can't be set from what is kept of it.
pub async fn set(app: &App, scope: Scope, document: Document) -> Result<(String, Vec<u8>), Problem> {
    let (name, bytes) = match document.table {
        "offer" => offers::sent_pdf(app, scope, document.row).await?,
        _ => invoices::issued_pdf(app, scope, document.row).await?,
    };
    Ok((safe(&name), bytes))
}

/// Letters before a number are the company's own: what isn't a sign of a file's name becomes a hyphen.
fn safe(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect()
}
