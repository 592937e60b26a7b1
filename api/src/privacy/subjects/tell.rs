//! Who is to be told that a person was erased, and of what (GDPR art. 19)?

use super::{
    dto::DataSubjectReference,
    erasing::LINES,
    fate::{Fate, Fates, is_there, rows_of},
    graph::Part,
    plan::emptied,
};
use crate::{
    http::Problem,
    privacy::notices,
    store::{Event, WriteTx, data_map},
};
use kontoret_core::{
    privacy::{Category, Declared},
    privacy_notice::Deed,
    privacy_request::Kind,
};
use std::collections::BTreeSet;

/// Owes the recipients their notices, before what they tell of is gone: the numbers by which a recipient knows the person go too.
///
/// # Errors
/// The store's.
pub async fn owe(
    tx: &WriteTx,
    subjects: &[DataSubjectReference],
    parts: &[Part],
    fates: &Fates<'_>,
) -> Result<Vec<Event>, Problem> {
    let request = notices::request_of(tx, subjects, &[Kind::Erasure, Kind::Objection]).await?;
    notices::owe(tx, subjects, Deed::Erased, &gone(parts, fates), request).await
}

/// The sorts of data of which something goes.
fn gone(parts: &[Part], fates: &Fates<'_>) -> Vec<Category> {
    let mut all = BTreeSet::new();
    for line in LINES {
        let Some(table) = data_map::table(line.table) else {
            continue;
        };
        for row in rows_of(parts, line.table) {
            let columns: Vec<&str> = match fates.of(line.table, row) {
                Some(Fate::Goes) => table.columns.iter().map(|(name, _)| *name).collect(),
                Some(Fate::Emptied(books)) => emptied(table, line, books.is_some()).collect(),
                Some(Fate::Stays(..)) | None => continue,
            };
            let filled = columns.into_iter().filter(|name| is_there(row.get(*name)));
            all.extend(filled.filter_map(|name| match table.column(name) {
                Some(Declared::Personal(p)) => Some(p.category),
                _ => None,
            }));
        }
    }
    all.into_iter().collect()
}
