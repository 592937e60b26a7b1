//! Is every trail as it was when it was sealed?

use super::{
    super::merkle::{Frontier, leaf},
    dto::AuditSeal,
    keep,
    signed::{hex, is_signed},
};
use crate::{
    app::App,
    company::company,
    http::Problem,
    store::{Scope, audit},
};
use std::{io, path::Path};
use uuid::Uuid;

/// Why the trails can't be looked at.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The file can't be read, or is no file of seals.
    #[error("the file of seals {0}: {1}")]
    File(String, io::Error),
    /// The database failed.
    #[error("{0}")]
    Store(#[from] Problem),
}

/// What a look at the trails found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries that are as they were.
    pub entries: i64,
    /// Seals that they agree with.
    pub seals: usize,
    /// What is wrong, each in a line that names the company and the place.
    pub wrong: Vec<String>,
}

/// Looks through the trails of all companies, each entry and link of it, and holds them against the seals in a file.
///
/// # Errors
/// [`VerifyError`].
pub async fn verify(app: &App, file: &Path) -> Result<Verified, VerifyError> {
    let seals = keep::read(file).map_err(|e| VerifyError::File(file.display().to_string(), e))?;
    let companies = app
        .read_in(Scope::default(), async |tx| {
            Ok(tx.find_global::<company::Entity>().all().await?)
        })
        .await?;
    let mut found = Verified::default();
    for company in companies {
        let own: Vec<&AuditSeal> = seals.iter().filter(|s| s.company_id == company.id).collect();
        one(app, company.id, own, &mut found).await?;
    }
    Ok(found)
}

async fn one(app: &App, company_id: Uuid, mut seals: Vec<&AuditSeal>, found: &mut Verified) -> Result<(), Problem> {
    seals.sort_by_key(|s| s.size);
    let mut wrong = Vec::new();
    let mut waiting = Vec::new();
    for seal in seals {
        if is_signed(seal) {
            waiting.push(seal);
        } else {
            wrong.push(format!(
                "{company_id}: the seal of {} entries isn't signed by its key",
                seal.size
            ));
        }
    }
    let mut waiting = waiting.into_iter().peekable();
    let mut agreed = 0;
    let mut tree = Frontier::default();
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let chain = app
        .read_in(scope, async |tx| {
            let chain = audit::walk(tx, |row| {
                tree.push(leaf(&row.hash));
                while let Some(seal) = waiting.next_if(|s| s.size <= row.seq) {
                    if seal.size == row.seq && seal.root == hex(&tree.root()) {
                        agreed += 1;
                    } else {
                        wrong.push(format!(
                            "{company_id}: the first {} entries aren't those that were sealed",
                            seal.size
                        ));
                    }
                }
            })
            .await?;
            Ok(chain)
        })
        .await?;
    match chain {
        Ok(entries) => found.entries += entries,
        Err(seq) => wrong.push(format!("{company_id}: entry {seq} is missing or was changed")),
    }
    for seal in waiting {
        wrong.push(format!("{company_id}: entries were cut off: {} were sealed", seal.size));
    }
    found.seals += agreed;
    found.wrong.extend(wrong);
    Ok(())
}
