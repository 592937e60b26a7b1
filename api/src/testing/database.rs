//! Where does a test keep its data? In a database of its own: a file, or a copy of a migrated PostgreSQL database.

use crate::{config::Config, store::Db};
use sea_orm::{ConnectionTrait, Statement};
use std::path::PathBuf;

/// A database that goes with the test.
pub struct TestDatabase {
    /// Its folder: the file on SQLite, mails and keys on both.
    pub folder: tempfile::TempDir,
    /// How the service reaches it.
    pub url: String,
}

/// What is said from outside: which database the suite runs on, how many random cases.
#[expect(
    clippy::disallowed_methods,
    reason = "which database the suite runs on is said from outside"
)]
pub fn outside(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

impl TestDatabase {
    /// A fresh, migrated database.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match outside("TEST_DATABASE_URL") {
            None => format!("sqlite://{}", folder.path().join("test.db").display()),
            Some(owner) => copy_of_template(&owner, &outside("TEST_APP_DATABASE_URL").unwrap()).await,
        };
        Self { folder, url }
    }

    /// A database in which nothing lies; on SQLite there is no file yet.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match outside("TEST_DATABASE_URL") {
            None => format!("sqlite://{}", folder.path().join("test.db").display()),
            Some(owner) => {
                let admin = Db::connect(&owner, 1).await.unwrap();
                let name = new_name();
                let sql = format!("CREATE DATABASE {name}");
                admin
                    .raw()
                    .execute_unprepared("SET statement_timeout = 0")
                    .await
                    .unwrap();
                admin.raw().execute_unprepared(&sql).await.unwrap();
                admin.close().await.unwrap();
                with_database(&outside("TEST_APP_DATABASE_URL").unwrap(), &name)
            }
        };
        Self { folder, url }
    }

    /// How the schema's owner reaches it.
    pub fn owner_url(&self) -> String {
        match outside("TEST_DATABASE_URL") {
            None => self.url.clone(),
            Some(owner) => with_database(&owner, self.url.rsplit_once('/').unwrap().1),
        }
    }

    /// The configuration of a process on it.
    pub fn config(&self) -> Config {
        let data = self.folder.path().to_string_lossy().into_owned();
        let url = self.url.clone();
        let mut config = Config::from_lookup(|name| match name {
            "DATABASE_URL" => Some(url.clone()),
            "KONTORET_DATA" => Some(data.clone()),
            "KONTORET_MASTER_KEY" => Some("5a".repeat(32)),
            "KONTORET_STATIC" => Some(data.clone()),
            "KONTORET_PUBLIC_URL" => Some("https://kontoret.example".to_owned()),
            _ => None,
        })
        .unwrap();
        // The rules of hashing don't depend on its cost; its cost is measured by the benchmark.
        config.hashing_memory_kib = 64;
        config
    }

    /// The folder of local mails.
    pub fn mails(&self) -> PathBuf {
        self.folder.path().join("mail")
    }
}

impl Drop for TestDatabase {
    /// Hundreds of tests one after another would fill the disk with their databases.
    fn drop(&mut self) {
        let Some(owner) = outside("TEST_DATABASE_URL") else {
            return;
        };
        let name = self.url.rsplit_once('/').unwrap().1.to_owned();
        // The test's own runtime may be the one that is ending.
        let ended = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let admin = Db::connect(&owner, 1).await.unwrap();
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                admin
                    .raw()
                    .execute_unprepared("SET statement_timeout = 0")
                    .await
                    .unwrap();
                admin.raw().execute_unprepared(&sql).await.unwrap();
                admin.close().await.unwrap();
            });
        })
        .join();
        assert!(ended.is_ok() || std::thread::panicking(), "the test's database remains");
    }
}

fn with_database(url: &str, name: &str) -> String {
    let (base, _) = url.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

fn new_name() -> String {
    let random = crate::store::secret::random::<12>();
    format!("t_{}", random.iter().map(|b| format!("{b:02x}")).collect::<String>())
}

async fn copy_of_template(owner: &str, app: &str) -> String {
    const TEMPLATE: &str = "kontoret_template";
    let admin = Db::connect(owner, 2).await.unwrap();
    let raw = admin.raw();
    let exists = async || {
        raw.query_one_raw(Statement::from_string(
            raw.get_database_backend(),
            format!("SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}'"),
        ))
        .await
        .unwrap()
        .is_some()
    };
    if !exists().await {
        // Tests are processes: the first one makes the template, the others wait for it.
        let guard = sea_orm::TransactionTrait::begin(raw).await.unwrap();
        guard.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(4711)").await.unwrap();
        if !exists().await {
            let half_made = "kontoret_template_half_made";
            raw.execute_unprepared(&format!("DROP DATABASE IF EXISTS {half_made}"))
                .await
                .unwrap();
            raw.execute_unprepared(&format!("CREATE DATABASE {half_made}"))
                .await
                .unwrap();
            let db = Db::connect(&with_database(owner, half_made), 3).await.unwrap();
            db.migrate().await.unwrap();
            db.raw().clone().close().await.unwrap();
            raw.execute_unprepared(&format!("ALTER DATABASE {half_made} RENAME TO {TEMPLATE}"))
                .await
                .unwrap();
        }
        guard.commit().await.unwrap();
    }
    let name = new_name();
    raw.execute_unprepared("SET statement_timeout = 0").await.unwrap();
    raw.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
        .await
        .unwrap();
    raw.clone().close().await.unwrap();
    with_database(app, &name)
}
