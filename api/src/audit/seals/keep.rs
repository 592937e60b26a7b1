//! Where are seals kept, so that nobody who changes the database can change them too? A line each, in a file apart.

use super::{dto::AuditSeal, entity::audit_seal, signed::view};
use crate::{
    app::App,
    http::{Problem, Reply},
    store::{Actor, Done, Scope, lasting},
};
use sea_orm::{ColumnTrait, QueryOrder, Set};
use std::{io, path::Path};
use uuid::Uuid;

/// Writes the seals of a company to the file that aren't in it yet.
///
/// # Errors
/// The database's, or that the file can't be written.
pub(super) async fn keep(app: &App, company_id: Uuid) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let new = app
        .read_in(scope, async |tx| {
            Ok(tx
                .find::<audit_seal::Entity>()
                .filter(audit_seal::Column::KeptAt.is_null())
                .with(|q| q.order_by_asc(audit_seal::Column::Size))
                .all()
                .await?)
        })
        .await?;
    if new.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for row in &new {
        text.push_str(&serde_json::to_string(&view(row)).map_err(Problem::internal)?);
        text.push('\n');
    }
    let path = app.config.audit_seals.clone();
    tokio::task::spawn_blocking(move || lasting::append(&path, &text))
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            for row in new {
                let mut row = audit_seal::ActiveModel::from(row);
                row.kept_at = Set(Some(tx.now()));
                tx.update::<audit_seal::Entity, _>(row).await?;
            }
            Ok(Done::silent("what is in the file", Reply::no_content()))
        })
        .await?;
    Ok(())
}

/// The seals in a file; none when there is no file.
///
/// # Errors
/// That the file can't be read, or a line of it is no seal.
pub(super) fn read(path: &Path) -> io::Result<Vec<AuditSeal>> {
    let text = match std::fs::read_to_string(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let ended = text.ends_with('\n');
    let lines: Vec<&str> = text.lines().collect();
    let mut seals = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        match serde_json::from_str(line) {
            Ok(seal) => seals.push(seal),
            // What a machine that stopped had only begun to write is no line.
            Err(_) if !ended && at + 1 == lines.len() => {}
            Err(_) => {
                let place = format!("line {} is no seal: put the right file there, or mend the line", at + 1);
                return Err(io::Error::new(io::ErrorKind::InvalidData, place));
            }
        }
    }
    Ok(seals)
}
