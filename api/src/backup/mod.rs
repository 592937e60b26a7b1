//! How is the whole database kept elsewhere, and how does it come back?
//!
//! A backup is one moment of the database in one file, sealed under a key of the master key's; the master key is not in it.
//! It comes back into an empty database only, whole or not at all, and is brought up to date before anybody is served from it.

mod container;
mod embedded;
mod postgres;
mod scratch;

pub use container::{Engine, Manifest};

use crate::{
    app::{App, StartError},
    clock::Clock,
    config::Config,
    privacy::ledger,
    store::{Db, is_embedded, secret::Secrets},
};
use chrono::{DateTime, Utc};
use container::Opened;
use kontoret_migrations::{Migrator, MigratorTrait};
use scratch::Scratch;
use std::{path::Path, sync::Arc};

/// Why there is no backup, or why it doesn't come back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file can't be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// Nothing to keep.
    #[error("there is no database to back up: {0}")]
    Nothing(String),
    /// Something lies where the backup should.
    #[error("{0} exists already: give the backup another name")]
    Exists(String),
    /// Something lies where the database should.
    #[error("{0}: a backup is restored into an empty database only")]
    NotEmpty(String),
    /// Not ours.
    #[error("this is not a backup that this program made")]
    Foreign,
    /// Changed, cut off or put together.
    #[error("the backup is broken: {0}")]
    Broken(&'static str),
    /// Another installation's.
    #[error("the backup was made under another master key (KONTORET_MASTER_KEY, or the file master.key)")]
    OtherKey,
    /// No key.
    #[error("the master key is missing: put the installation's master.key at {0}, or set KONTORET_MASTER_KEY")]
    NoKey(String),
    /// Another database.
    #[error("the backup is of {0}, and DATABASE_URL names {1}")]
    OtherEngine(Engine, Engine),
    /// From the future.
    #[error("the backup is newer than this program (it knows no {0}): use the version that made it, or a later one")]
    Newer(String),
    /// A tool that isn't there.
    #[error("{0} is missing. Install it: sudo apt-get install -y postgresql-client")]
    NoTool(&'static str),
    /// A tool that failed.
    #[error("{0} failed: {1}")]
    Tool(&'static str, String),
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> BackupError {
    move |e| BackupError::File(path.display().to_string(), e)
}

fn engine(config: &Config) -> Engine {
    if is_embedded(&config.database_url) {
        Engine::Sqlite
    } else {
        Engine::Postgresql
    }
}

/// The master key; never a new one, under which nothing was ever sealed.
fn master_key(config: &Config) -> Result<Secrets, StartError> {
    let file = config.data.join("master.key");
    if config.master_key.is_none() && !file.exists() {
        return Err(BackupError::NoKey(file.display().to_string()).into());
    }
    config.secrets()
}

/// Keeps the database as it is now in a new file.
///
/// # Errors
/// [`BackupError`], [`StartError`].
pub async fn make(config: &Config, now: DateTime<Utc>, file: &Path) -> Result<Manifest, StartError> {
    if file.exists() {
        return Err(BackupError::Exists(file.display().to_string()).into());
    }
    let secrets = master_key(config)?;
    let plain = Scratch::beside(file, "plain")?;
    let schema = match engine(config) {
        Engine::Sqlite => embedded::snapshot(&config.database_url, plain.path()).await?,
        Engine::Postgresql => postgres::snapshot(&config.migrate_url, plain.path()).await?,
    };
    let part = Scratch::beside(file, "part")?;
    let manifest = Manifest::of(&secrets, engine(config), schema, now, plain.path())?;
    container::seal(&secrets, &manifest, plain.path(), part.path())?;
    part.keep_as(file)?;
    Ok(manifest)
}

/// A backup that is a database again.
#[derive(Debug)]
pub struct Restored {
    /// What it is of.
    pub manifest: Manifest,
    /// Erasures that were made after the backup and were applied again.
    pub erased_again: usize,
}

/// Fills an empty database from a backup, and erases again whoever was erased since.
///
/// # Errors
/// [`BackupError`], [`StartError`].
pub async fn restore(config: &Config, clock: Arc<dyn Clock>, file: &Path) -> Result<Restored, StartError> {
    let secrets = master_key(config)?;
    let backup = Opened::open(file)?;
    suits(&backup.manifest, config, &secrets)?;
    let manifest = backup.manifest.clone();
    let erased_again = match engine(config) {
        Engine::Sqlite => restore_embedded(config, clock, &secrets, backup).await?,
        Engine::Postgresql => restore_postgres(config, clock, &secrets, backup).await?,
    };
    Ok(Restored { manifest, erased_again })
}

fn suits(manifest: &Manifest, config: &Config, secrets: &Secrets) -> Result<(), BackupError> {
    if !manifest.is_sealed_under(secrets) {
        return Err(BackupError::OtherKey);
    }
    if manifest.engine != engine(config) {
        return Err(BackupError::OtherEngine(manifest.engine, engine(config)));
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
    match manifest.schema.iter().find(|name| !known.contains(name)) {
        Some(name) => Err(BackupError::Newer(name.clone())),
        None => Ok(()),
    }
}

/// Under another name until it can work: a server that starts meanwhile finds nothing.
async fn restore_embedded(
    config: &Config,
    clock: Arc<dyn Clock>,
    secrets: &Secrets,
    backup: Opened,
) -> Result<usize, StartError> {
    config.make_folder()?;
    let place = embedded::empty_place(&config.database_url)?;
    let copy = Scratch::beside(&place, "restoring")?;
    backup.pour(secrets, copy.path())?;
    let mut elsewhere = config.clone();
    elsewhere.database_url = embedded::url(copy.path())?;
    elsewhere.migrate_url.clone_from(&elsewhere.database_url);
    let app = App::start(elsewhere, clock).await?;
    let erased = ledger::replay(&app).await?;
    app.db.settle().await?;
    app.db.close().await?;
    copy.keep_as(&place)?;
    Ok(erased)
}

/// In one transaction: it is all there or nothing is.
async fn restore_postgres(
    config: &Config,
    clock: Arc<dyn Clock>,
    secrets: &Secrets,
    backup: Opened,
) -> Result<usize, StartError> {
    config.make_folder()?;
    let owner = Db::connect(&config.migrate_url, 3).await?;
    postgres::must_be_empty(&owner).await?;
    let plain = Scratch::beside(&config.data.join("database"), "restoring")?;
    backup.pour(secrets, plain.path())?;
    postgres::fill(&config.migrate_url, plain.path()).await?;
    owner.migrate().await?;
    owner.close().await?;
    let app = App::start(config.clone(), clock).await?;
    let erased = ledger::replay(&app).await?;
    app.db.close().await?;
    Ok(erased)
}

#[cfg(test)]
mod tests;
