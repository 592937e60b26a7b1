//! How does an erasure hold, whatever backup is restored? Who was erased, by id and time alone, is kept in a file apart from the
//! database, and applied again to a database that has forgotten it.

use super::{dto::DataSubjectReference, erase, graph::Root};
use crate::{
    app::App,
    company::company,
    http::{Code, Problem, Reply},
    jobs,
    privacy::erasure,
    store::{Actor, Done, Event, Scope, data_map, lasting},
};
use chrono::{DateTime, Utc};
use kontoret_core::{
    data_subject::DataSubjectKind,
    event::{EntityKind, EventKind},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    io,
    path::PathBuf,
};
use uuid::Uuid;

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    id: Uuid,
    company_id: Uuid,
    erased_at: DateTime<Utc>,
    subjects: Value,
}

/// Why the ledger can't be applied.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file can't be read.
    #[error("the ledger of erasures {0}: {1}")]
    File(String, io::Error),
    /// Something else than the service wrote it.
    #[error("the ledger of erasures {0}, line {1}, can't be read: put the right file there, or mend the line")]
    Broken(String, usize),
    /// The database failed.
    #[error("the ledger of erasures can't be applied: {0}")]
    Store(#[from] Problem),
}

impl std::error::Error for Problem {}

/// The people of an erasure, and the texts in which they were blacked out, as a column keeps them.
#[must_use]
pub fn subjects(roots: &[Root], black_outs: &[String]) -> Value {
    let people = roots.iter().map(|r| json!({ "table": r.table, "id": r.id }));
    let texts = black_outs.iter().map(|key| json!({ "text": key }));
    Value::Array(people.chain(texts).collect())
}

/// The texts that a column names.
#[must_use]
pub fn black_outs(subjects: &Value) -> Vec<String> {
    let all = subjects.as_array().into_iter().flatten();
    all.filter_map(|one| one["text"].as_str().map(str::to_owned)).collect()
}

/// The people that a column names.
#[must_use]
pub fn roots(subjects: &Value) -> Vec<Root> {
    let root = |one: &Value| {
        Some(Root {
            table: data_map::table(one["table"].as_str()?)?.name,
            id: one["id"].as_str()?.parse().ok()?,
        })
    };
    subjects.as_array().into_iter().flatten().filter_map(root).collect()
}

/// The same people as the wire names them.
#[must_use]
pub fn references(roots: &[Root]) -> Vec<DataSubjectReference> {
    let reference = |root: &Root| {
        Some(DataSubjectReference {
            kind: DataSubjectKind::of_table(root.table)?,
            id: root.id,
        })
    };
    roots.iter().filter_map(reference).collect()
}

fn of(company_id: Uuid) -> Scope {
    Scope {
        company_id: Some(company_id),
        user_id: None,
    }
}

/// What follows an erasure: its line, the letters that lie in a folder, and what the database's file still holds. What fails is
/// done by the next upkeep.
pub async fn after(app: &App, company_id: Uuid, letters: &[Uuid]) {
    if let Err(p) = jobs::forget_letters(&app.config, letters).await {
        log::warn!(cause:% = p; "letters of somebody who was erased are still in the local folder");
    }
    if let Err(p) = keep(app, company_id).await {
        log::warn!(cause:% = p; "an erasure is not in the ledger yet");
    }
    if let Err(e) = app.db.forget_erased().await {
        log::warn!(cause:% = e; "the database's log still holds what was erased");
    }
}

/// Writes down the erasures of a company that aren't in the file yet.
///
/// # Errors
/// The store's, or that the file can't be written.
pub async fn keep(app: &App, company_id: Uuid) -> Result<(), Problem> {
    let new = app
        .read_in(of(company_id), async |tx| {
            Ok(tx
                .find::<erasure::Entity>()
                .filter(erasure::Column::LedgeredAt.is_null())
                .all()
                .await?)
        })
        .await?;
    if new.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for row in &new {
        let line = Line {
            id: row.id,
            company_id,
            erased_at: row.erased_at,
            subjects: row.subjects.clone(),
        };
        text.push_str(&serde_json::to_string(&line).map_err(Problem::internal)?);
        text.push('\n');
    }
    let path = app.config.erasure_ledger.clone();
    tokio::task::spawn_blocking(move || lasting::append(&path, &text))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let _: Reply = app
        .write_in(of(company_id), &Actor::default(), async |tx| {
            for row in new {
                let mut row = erasure::ActiveModel::from(row);
                row.ledgered_at = Set(Some(tx.now()));
                tx.update::<erasure::Entity, _>(row).await?;
            }
            Ok(Done::silent("what is in the ledger", Reply::no_content()))
        })
        .await?;
    Ok(())
}

/// Takes up what waited when somebody was erased: what isn't needed any more goes now.
///
/// # Errors
/// The store's.
pub async fn go_on(app: &App, company_id: Uuid) -> Result<(), Problem> {
    keep(app, company_id).await?;
    let open = app
        .read_in(of(company_id), async |tx| {
            Ok(tx
                .find::<erasure::Entity>()
                .filter(erasure::Column::FinishedAt.is_null())
                .all()
                .await?)
        })
        .await?;
    for row in open {
        let letters = redo(app, company_id, &row, false).await?;
        jobs::forget_letters(&app.config, &letters)
            .await
            .map_err(Problem::internal)?;
    }
    Ok(())
}

async fn redo(app: &App, company_id: Uuid, row: &erasure::Model, is_new: bool) -> Result<Vec<Uuid>, Problem> {
    let mut letters = Vec::new();
    let _: Reply = app
        .write_in(of(company_id), &Actor::default(), async |tx| {
            if is_new {
                tx.insert::<erasure::Entity, _>(erasure::ActiveModel::from(row.clone()).reset_all())
                    .await?;
            }
            let owed;
            (letters, owed) = erase::again(tx, row, is_new).await?;
            if !is_new {
                return Ok(if owed.is_empty() {
                    Done::silent("an erasure that was told goes on", Reply::no_content())
                } else {
                    Done::all(owed, Reply::no_content())
                });
            }
            let event = Event::new(EventKind::DataSubjectErased, EntityKind::Company, company_id);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Ok(letters)
}

/// Erases again whoever the file says was erased and the database doesn't know of; how many erasures that were.
///
/// # Errors
/// [`LedgerError`].
pub async fn replay(app: &App) -> Result<usize, LedgerError> {
    let path = app.config.erasure_ledger.clone();
    let lines = tokio::task::spawn_blocking(move || lines(&path))
        .await
        .map_err(Problem::internal)??;
    let mut known: BTreeMap<Uuid, Option<BTreeSet<Uuid>>> = BTreeMap::new();
    let mut count = 0;
    for line in lines {
        let ids = match known.entry(line.company_id) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(place) => place.insert(erasures(app, line.company_id).await?),
        };
        // A company that isn't there has nobody.
        if ids.as_ref().is_none_or(|ids| ids.contains(&line.id)) {
            continue;
        }
        let row = erasure::Model {
            company_id: line.company_id,
            id: line.id,
            erased_at: line.erased_at,
            finished_at: None,
            ledgered_at: Some(app.clock.now()),
            subjects: line.subjects,
            erased_by: None,
        };
        match redo(app, line.company_id, &row, true).await {
            Ok(letters) => {
                jobs::forget_letters(&app.config, &letters)
                    .await
                    .map_err(Problem::internal)?;
                count += 1;
            }
            // Another process was faster.
            Err(p) if p.code == Code::Duplicate => {}
            Err(p) => return Err(p.into()),
        }
    }
    if count > 0 {
        app.db.forget_erased().await.map_err(Problem::from)?;
    }
    Ok(count)
}

/// The erasures that the database knows of a company; `None`: it doesn't know the company.
async fn erasures(app: &App, company_id: Uuid) -> Result<Option<BTreeSet<Uuid>>, Problem> {
    app.read_in(of(company_id), async |tx| {
        let is_it = company::Column::Id.eq(company_id);
        if tx.find_global::<company::Entity>().filter(is_it).one().await?.is_none() {
            return Ok(None);
        }
        let all = tx.find::<erasure::Entity>().all().await?;
        Ok(Some(all.into_iter().map(|row| row.id).collect()))
    })
    .await
}

/// A last line without its end was being written when the machine stopped: its erasure is still to be written.
fn lines(path: &PathBuf) -> Result<Vec<Line>, LedgerError> {
    let name = || path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(LedgerError::File(name(), e)),
    };
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| serde_json::from_str(line).map_err(|_| LedgerError::Broken(name(), at + 1)))
        .collect()
}
