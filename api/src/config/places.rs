//! Do the settings name places that can be used: a database that lasts, an address that links can begin with, files that
//! can be written on?

use super::{Config, wrong};
use crate::{app::StartError, store::secret};
use std::{
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// A database on this machine or another, by an address that says where.
pub(super) fn check_database(name: &str, url: &str) -> Result<(), StartError> {
    if let Some(place) = url.strip_prefix("sqlite:") {
        return check_file(name, place);
    }
    let Some(rest) = ["postgres://", "postgresql://"]
        .iter()
        .find_map(|s| url.strip_prefix(s))
    else {
        return Err(wrong(name, "must begin with sqlite: or postgres://"));
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let named = !host.is_empty() && !host.starts_with(':');
    // A folder of a local socket stands in the query.
    if named
        || query
            .split('&')
            .any(|p| p.starts_with("host=") && p.len() > "host=".len())
    {
        return Ok(());
    }
    Err(wrong(name, "names no host: postgres://user@host/database"))
}

/// A database in memory would be another one for each connection, and gone with the process.
fn check_file(name: &str, place: &str) -> Result<(), StartError> {
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") || query.split('&').any(|p| p == "mode=memory") {
        return Err(wrong(
            name,
            "must name a file, such as sqlite://data/kontoret.db: nothing is kept in memory",
        ));
    }
    Ok(())
}

/// Links are made by adding a path.
pub(super) fn is_base(url: &str) -> bool {
    super::origin(url).is_some() && !url.contains(['?', '#'])
}

impl Config {
    /// Whether the files that outlast the database can be written on: a process that finds it out later has changed
    /// something already.
    ///
    /// # Errors
    /// One line that names the variable.
    pub fn check_files(&self) -> Result<(), StartError> {
        for (name, path) in [
            ("KONTORET_AUDIT_SEALS", &self.audit_seals),
            ("KONTORET_ERASURE_LEDGER", &self.erasure_ledger),
        ] {
            let folder = folder_of(path);
            if folder == self.data {
                self.make_folder()?;
            }
            writable(path, &folder).map_err(|e| {
                wrong(
                    name,
                    &format!("names a file that can't be written on, {}: {e}", path.display()),
                )
            })?;
        }
        Ok(())
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file that isn't there yet is not made: whether there is one says something to who reads it.
fn writable(path: &Path, folder: &Path) -> io::Result<()> {
    if path.exists() {
        return OpenOptions::new().append(true).open(path).map(|_| ());
    }
    let probe = folder.join(format!(".{}", Uuid::from_bytes(secret::random()).simple()));
    OpenOptions::new().create_new(true).write(true).open(&probe)?;
    std::fs::remove_file(&probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(settings: &[(&str, &str)]) -> Result<Config, String> {
        Config::from_lookup(|name| settings.iter().find(|s| s.0 == name).map(|s| s.1.to_owned()))
            .map_err(|e| e.to_string())
    }

    #[test]
    fn a_database_is_a_file_or_has_a_host() {
        let key = ("KONTORET_MASTER_KEY", "5a".repeat(32));
        let key = (key.0, key.1.as_str());
        for url in [
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:",
            "sqlite://",
            "sqlite://?mode=memory",
            "sqlite://x.db?cache=shared&mode=memory",
            "sqlite:file::memory:?cache=shared",
            "postgres://",
            "postgres:///kontoret",
            "postgres://kontoret_app@/kontoret",
            "postgres://kontoret_app:secret@:5432/kontoret",
            "postgres:///kontoret?host=",
            "mysql://host/kontoret",
        ] {
            for name in ["DATABASE_URL", "KONTORET_MIGRATE_URL"] {
                let refused = read(&[(name, url), key]).unwrap_err();
                assert!(refused.starts_with(name) && !refused.contains('\n'), "{url}: {refused}");
                assert!(!refused.contains("secret"), "{refused}");
            }
        }
        for url in [
            "sqlite://data/kontoret.db",
            "sqlite:kontoret.db?mode=rwc",
            "postgres://kontoret_app@host/kontoret",
            "postgresql://a:b@[::1]:5432/kontoret?sslmode=require",
            "postgres:///kontoret?host=/var/run/postgresql&user=kontoret_app",
        ] {
            read(&[("DATABASE_URL", url), key]).unwrap();
        }
    }

    #[test]
    fn links_begin_with_an_address_without_query_or_fragment() {
        for url in [
            "https://kontoret.example/?a=b",
            "https://kontoret.example#x",
            "https://kontoret.example?",
            "kontoret.example",
            "ftp://kontoret.example",
        ] {
            let refused = read(&[("KONTORET_PUBLIC_URL", url)]).unwrap_err();
            assert!(refused.starts_with("KONTORET_PUBLIC_URL"), "{url}: {refused}");
        }
        read(&[("KONTORET_PUBLIC_URL", "https://kontoret.example/kontoret")]).unwrap();
    }

    #[test]
    fn files_that_outlast_the_database_can_be_written_on() {
        let folder = tempfile::tempdir().unwrap();
        let at = |rest: &str| folder.path().join(rest).to_string_lossy().into_owned();
        let data = at("data");
        for name in ["KONTORET_AUDIT_SEALS", "KONTORET_ERASURE_LEDGER"] {
            for bad in [folder.path().to_string_lossy().into_owned(), at("missing/file")] {
                let config = read(&[("KONTORET_DATA", &data), (name, &bad)]).unwrap();
                let refused = config.check_files().unwrap_err().to_string();
                assert!(refused.starts_with(name) && !refused.contains('\n'), "{refused}");
            }
            assert!(!folder.path().join("missing").exists());
            let good = at("seals");
            read(&[("KONTORET_DATA", &data), (name, &good)])
                .unwrap()
                .check_files()
                .unwrap();
            assert!(!folder.path().join("seals").exists());
        }
        std::fs::write(at("seals"), "kept").unwrap();
        let seals = at("seals");
        read(&[("KONTORET_DATA", &data), ("KONTORET_AUDIT_SEALS", &seals)])
            .unwrap()
            .check_files()
            .unwrap();
        assert_eq!(std::fs::read_to_string(&seals).unwrap(), "kept");
        assert_eq!(std::fs::read_dir(&data).unwrap().count(), 0, "nothing is left behind");
    }
}
