//! How does the embedded database become one file, and where does that file lie?

use super::{BackupError, at, scratch::with};
use crate::{app::StartError, store::Db};
use sqlx::sqlite::SqliteConnectOptions;
use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

fn place(url: &str) -> Result<PathBuf, StartError> {
    let options = SqliteConnectOptions::from_str(url).map_err(|e| StartError::Config(format!("DATABASE_URL: {e}")))?;
    Ok(options.get_filename().to_owned())
}

/// How the database in this file is reached.
pub fn url(path: &Path) -> Result<String, StartError> {
    Ok(format!("sqlite://{}", text(path)?))
}

fn text(path: &Path) -> Result<&str, BackupError> {
    let odd = || std::io::Error::other("the name must be UTF-8 without ? and %");
    path.to_str()
        .filter(|p| !p.contains(['?', '%']))
        .ok_or_else(|| at(path)(odd()))
}

/// Copies the database as it is at one moment; the migrations that ran in it.
pub async fn snapshot(url: &str, into: &Path) -> Result<Vec<String>, StartError> {
    let place = place(url)?;
    if !place.exists() {
        return Err(BackupError::Nothing(format!("{} is missing", place.display())).into());
    }
    let db = Db::connect(url, 1).await?;
    let schema = db.schema().await?;
    if schema.is_empty() {
        return Err(BackupError::Nothing(format!("{} has no schema", place.display())).into());
    }
    db.snapshot(text(into)?).await?;
    db.close().await?;
    Ok(schema)
}

/// Where the database will lie: nothing does yet, not even a log that would be played into it.
pub fn empty_place(url: &str) -> Result<PathBuf, StartError> {
    let place = place(url)?;
    for ending in ["", "-wal", "-shm", "-journal"] {
        let path = with(&place, ending);
        if path.exists() {
            return Err(BackupError::NotEmpty(format!("{} exists", path.display())).into());
        }
    }
    Ok(place)
}
