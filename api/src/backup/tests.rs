//! Does a database come back as it was, and does nothing else come back?

use super::{BackupError, Engine, Manifest, container, container::Opened, make, restore};
use crate::{
    app::StartError,
    clock::Clock,
    config::Config,
    store::{Db, audit, secret::Secrets},
    testing::{TestDatabase, World, start, world},
};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

fn owned(database: &TestDatabase) -> Config {
    let mut config = database.config();
    config.migrate_url = database.owner_url();
    config
}

fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("kontoret.backup")
}

async fn backed_up(w: &World, file: &Path) -> Manifest {
    make(&owned(&w.database), w.clock.now(), file).await.unwrap()
}

async fn try_restore(w: &World, to: &TestDatabase, file: &Path) -> Result<Manifest, StartError> {
    restore(&owned(to), w.clock.clone(), file).await.map(|r| r.manifest)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The word with which a restore is refused; nothing was left in the target by it.
async fn refusal(w: &World, file: &Path) -> String {
    let to = TestDatabase::empty().await;
    let before = names(to.folder.path());
    let refused = try_restore(w, &to, file).await.unwrap_err();
    assert_eq!(names(to.folder.path()), before, "{refused}");
    let db = Db::connect(&to.owner_url(), 1).await.unwrap();
    assert_eq!(db.schema().await.unwrap(), Vec::<String>::new(), "{refused}");
    db.close().await.unwrap();
    refused.to_string()
}

async fn new_customer(w: &World, name: &str) {
    let body = json!({
        "kind": "private", "name": name, "email": "planterad@example.se", "phone": "", "organisation_number": "",
        "vat_number": "", "language": "sv", "reference": "", "payment_terms_days": null, "note": "",
        "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" }
    });
    w.office().post("/customers", body).await.expect(201);
}

#[actix_web::test]
async fn a_database_comes_back_as_it_was_and_the_file_tells_nobody_anything() {
    let w = world().await;
    new_customer(&w, "Planterad Person").await;
    let folder = tempfile::tempdir().unwrap();
    let made = backed_up(&w, &file(&folder)).await;
    assert_eq!(made.made_at, w.clock.now());
    assert_eq!(names(folder.path()), ["kontoret.backup"]);
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(file(&folder)).unwrap());
        assert_eq!(mode & 0o777, 0o600);
    }
    let bytes = std::fs::read(file(&folder)).unwrap();
    for secret in [
        "Planterad",
        "planterad@example.se",
        "lindqvist",
        "SQLite format",
        "PGDMP",
    ] {
        let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!found, "{secret} can be read in the backup");
    }
    new_customer(&w, "Kommen efteråt").await;

    let to = Rc::new(TestDatabase::empty().await);
    assert_eq!(try_restore(&w, &to, &file(&folder)).await.unwrap(), made);
    assert!(!names(to.folder.path()).iter().any(|name| name.contains("restoring")));
    let there = w.on(to).await;
    let found = there.office().get("/customers").await.expect(200).body;
    let text = found.to_string();
    assert!(text.contains("Planterad Person") && !text.contains("efteråt"), "{text}");
    there.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
    // It is worked on as before.
    new_customer(&there, "Kommen efteråt").await;
    there.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
}

#[actix_web::test]
async fn every_row_of_every_table_comes_back() {
    let w = world().await;
    new_customer(&w, "Planterad Person").await;
    let folder = tempfile::tempdir().unwrap();
    backed_up(&w, &file(&folder)).await;
    let to = Rc::new(TestDatabase::empty().await);
    try_restore(&w, &to, &file(&folder)).await.unwrap();
    let (here, there) = (w.dump().await, w.on(to).await.dump().await);
    assert!(here.contains("Planterad Person"));
    assert!(here == there, "{} and {} characters", here.len(), there.len());
}

#[actix_web::test]
async fn a_backup_is_one_moment_while_others_write() {
    let w = world().await;
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder);
    let writing = async {
        for n in 0..12 {
            new_customer(&w, &format!("Kund {n}")).await;
        }
    };
    futures_util::future::join(writing, backed_up(&w, &path)).await;
    let to = Rc::new(TestDatabase::empty().await);
    try_restore(&w, &to, &path).await.unwrap();
    let there = w.on(to).await;
    there.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
    new_customer(&there, "Nästa").await;
}

#[actix_web::test]
async fn a_broken_backup_is_refused_and_leaves_nothing() {
    let w = world().await;
    let folder = tempfile::tempdir().unwrap();
    backed_up(&w, &file(&folder)).await;
    let whole = std::fs::read(file(&folder)).unwrap();
    let broken = folder.path().join("broken");
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let cases = [
        (changed(0), "not a backup"),
        (changed(whole.len() / 2), "changed or moved"),
        (changed(whole.len() - 1), "changed or moved"),
        (whole[..whole.len() - 1].to_vec(), "ends too early"),
        (whole[..whole.len() / 2].to_vec(), "ends too early"),
        ([whole.as_slice(), b"x"].concat(), "behind its end"),
        (Vec::new(), "not a backup"),
        (b"PK\x03\x04 something else altogether".to_vec(), "not a backup"),
    ];
    for (bytes, word) in cases {
        std::fs::write(&broken, bytes).unwrap();
        let said = refusal(&w, &broken).await;
        assert!(said.contains(word), "{said}, not: {word}");
    }
    let said = refusal(&w, &folder.path().join("missing")).await;
    assert!(said.contains("missing"), "{said}");
}

#[actix_web::test]
async fn a_backup_comes_back_into_an_empty_database_only_under_its_own_key() {
    let w = world().await;
    let folder = tempfile::tempdir().unwrap();
    backed_up(&w, &file(&folder)).await;
    let full = TestDatabase::new().await;
    let db = Db::connect(&full.owner_url(), 3).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await.unwrap();
    let refused = try_restore(&w, &full, &file(&folder)).await.unwrap_err();
    assert!(
        matches!(refused, StartError::Backup(BackupError::NotEmpty(_))),
        "{refused}"
    );

    let to = TestDatabase::empty().await;
    let mut other = owned(&to);
    other.master_key = Some("6b".repeat(32));
    let refused = restore(&other, w.clock.clone(), &file(&folder)).await.unwrap_err();
    assert!(
        matches!(refused, StartError::Backup(BackupError::OtherKey)),
        "{refused}"
    );
    other.master_key = None;
    let refused = restore(&other, w.clock.clone(), &file(&folder)).await.unwrap_err();
    assert!(
        matches!(refused, StartError::Backup(BackupError::NoKey(_))),
        "{refused}"
    );
    assert!(!to.folder.path().join("master.key").exists());

    let again = make(&owned(&w.database), w.clock.now(), &file(&folder))
        .await
        .unwrap_err();
    assert!(matches!(again, StartError::Backup(BackupError::Exists(_))), "{again}");
}

#[actix_web::test]
async fn nothing_is_no_backup() {
    let nothing = TestDatabase::empty().await;
    let to = nothing.folder.path().join("x.backup");
    let refused = make(&owned(&nothing), start(), &to).await.unwrap_err();
    assert!(
        matches!(refused, StartError::Backup(BackupError::Nothing(_))),
        "{refused}"
    );
    assert!(!to.exists());
}

fn sealed(folder: &Path, content: &[u8], schema: &[&str], engine: Engine) -> PathBuf {
    let secrets = Secrets::from_hex(&"5a".repeat(32)).unwrap();
    let (plain, into) = (folder.join("plain"), folder.join("sealed"));
    std::fs::write(&plain, content).unwrap();
    std::fs::write(&into, []).unwrap();
    let schema = schema.iter().map(|&s| s.to_owned()).collect();
    let manifest = Manifest::of(&secrets, engine, schema, start(), &plain).unwrap();
    container::seal(&secrets, &manifest, &plain, &into).unwrap();
    into
}

#[actix_web::test]
async fn a_backup_of_a_newer_program_or_another_database_is_refused() {
    let w = world().await;
    let folder = tempfile::tempdir().unwrap();
    let own = super::engine(&w.app.config);
    let newer = sealed(folder.path(), b"x", &["m0001_identity", "m9999_later"], own);
    let said = refusal(&w, &newer).await;
    assert!(said.contains("newer") && said.contains("m9999_later"), "{said}");
    let other = match own {
        Engine::Sqlite => Engine::Postgresql,
        Engine::Postgresql => Engine::Sqlite,
    };
    let said = refusal(&w, &sealed(folder.path(), b"x", &[], other)).await;
    assert!(said.contains("SQLite") && said.contains("PostgreSQL"), "{said}");
}

#[test]
fn whatever_was_sealed_is_poured_in_every_length_and_in_no_other_order() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Secrets::from_hex(&"5a".repeat(32)).unwrap();
    let out = folder.path().join("out");
    let part = container::PART;
    for length in [0, 1, part - 1, part, part + 1, 2 * part, 2 * part + 7] {
        let content: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
        let path = sealed(folder.path(), &content, &[], Engine::Sqlite);
        std::fs::write(&out, []).unwrap();
        Opened::open(&path).unwrap().pour(&secrets, &out).unwrap();
        assert!(std::fs::read(&out).unwrap() == content, "{length}");
    }
    // Two whole parts that change places, and a backup without its last part.
    let path = sealed(folder.path(), &vec![7; 3 * part], &[], Engine::Sqlite);
    let bytes = std::fs::read(&path).unwrap();
    let frame = 4 + part + 28;
    let (head, parts) = bytes.split_at(bytes.len() - 3 * frame);
    let (first, second, third) = (&parts[..frame], &parts[frame..2 * frame], &parts[2 * frame..]);
    for order in [
        [head, second, first, third].concat(),
        [head, first, second].concat(),
        [head, first, third].concat(),
    ] {
        std::fs::write(&path, order).unwrap();
        let refused = Opened::open(&path).unwrap().pour(&secrets, &out).unwrap_err();
        assert!(matches!(refused, BackupError::Broken(_)), "{refused}");
    }
}
