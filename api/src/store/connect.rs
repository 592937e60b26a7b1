//! How is the database reached? The only place that knows which engine it is and how its connections are set.

use super::{
    readers::Readers,
    running::{Running, Single},
};
use kontoret_migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement, TransactionTrait,
};
use sqlx::sqlite::{SqliteAutoVacuum, SqliteJournalMode, SqliteSynchronous};
use std::{
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};
use uuid::Uuid;

/// One handle for a process. On SQLite `write` is a single connection and `read` a pool that can't write;
/// on PostgreSQL both are the same pool, and beside it there are connections that read lists.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    readers: Option<Arc<Readers>>,
}

/// For whom a transaction is: what row-level security sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The company whose rows are visible.
    pub company_id: Option<Uuid>,
    /// The user whose own memberships are visible in every company.
    pub user_id: Option<Uuid>,
}

fn base(url: &str) -> ConnectOptions {
    let mut o = ConnectOptions::new(url);
    o.sqlx_logging(true)
        .sqlx_logging_level(log::LevelFilter::Trace)
        .sqlx_slow_statements_logging_settings(log::LevelFilter::Warn, Duration::from_millis(500))
        .connect_timeout(Duration::from_secs(5))
        .acquire_timeout(Duration::from_secs(2))
        .test_before_acquire_if_idle_for(Duration::from_secs(30));
    o
}

fn sqlite(url: &str, read_only: bool, connections: u32) -> ConnectOptions {
    let mut o = base(url);
    o.max_connections(connections).min_connections(u32::from(!read_only));
    // One writer: waiting for it is normal, not an error. Connections keep their page cache and statements.
    o.acquire_timeout(Duration::from_secs(10))
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>);
    o.map_sqlx_sqlite_opts(move |c| {
        let c = c
            .create_if_missing(!read_only)
            .read_only(read_only)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // Bookkeeping: what was answered as done survives a power cut (decision 0003).
            .synchronous(SqliteSynchronous::Full)
            .statement_cache_capacity(256)
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-8192")
            .optimize_on_close(!read_only, 400);
        if read_only {
            c
        } else {
            c.journal_mode(SqliteJournalMode::Wal)
                .auto_vacuum(SqliteAutoVacuum::Incremental)
                // What is deleted or written over is not in the file any more.
                .pragma("secure_delete", "ON")
                .pragma("journal_size_limit", "67108864")
        }
    });
    o
}

fn postgres(url: &str, connections: u32) -> ConnectOptions {
    let mut o = base(url);
    o.max_connections(connections)
        .min_connections(1)
        .set_application_name("kontoret")
        .statement_timeout(Duration::from_secs(5));
    o.map_sqlx_postgres_opts(|c| {
        c.statement_cache_capacity(256).options([
            ("idle_in_transaction_session_timeout", "30s"),
            ("lock_timeout", "5s"),
            // Lists bind LIMIT; with custom plans PostgreSQL plans each of them anew (decision 0004).
            ("plan_cache_mode", "force_generic_plan"),
            // A plan made before the table has statistics must not read it whole when it has grown.
            ("enable_seqscan", "off"),
            ("jit", "off"),
        ])
    });
    o
}

/// Whether the URL names the embedded database.
#[must_use]
pub fn is_embedded(url: &str) -> bool {
    url.starts_with("sqlite:")
}

impl Db {
    /// Connects to `sqlite:…` or `postgres://…`.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, DbErr> {
        if is_embedded(url) {
            let write = Database::connect(sqlite(url, false, 1)).await?;
            let read = Database::connect(sqlite(url, true, connections)).await?;
            Ok(Db {
                read,
                write,
                readers: None,
            })
        } else {
            let pool = Database::connect(postgres(url, connections)).await?;
            let readers = Readers::beside(pool.get_postgres_connection_pool(), connections);
            Ok(Db {
                read: pool.clone(),
                write: pool,
                readers: Some(Arc::new(readers)),
            })
        }
    }

    /// Which engine.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Begins a transaction that reads.
    pub(super) async fn begin_read(&self, scope: Scope) -> Result<Running, DbErr> {
        self.begin(&self.read, scope, true).await
    }

    /// Begins what reads by one statement, which is a transaction by itself (decisions 0008 and 0014).
    pub(super) fn begin_once(&self, scope: Scope) -> Running {
        let by = match &self.readers {
            Some(readers) => Single::Postgres(readers.clone(), scope),
            None => Single::Sqlite(self.read.get_sqlite_connection_pool().clone()),
        };
        Running::Once(by, AtomicBool::default())
    }

    /// Begins a transaction that writes.
    pub(super) async fn begin_write(&self, scope: Scope) -> Result<Running, DbErr> {
        self.begin(&self.write, scope, false).await
    }

    async fn begin(&self, pool: &DatabaseConnection, scope: Scope, read_only: bool) -> Result<Running, DbErr> {
        match self.backend() {
            DbBackend::Postgres => Running::on_postgres(pool.get_postgres_connection_pool(), scope, read_only).await,
            _ => Running::on_sqlite(pool.get_sqlite_connection_pool(), read_only).await,
        }
    }

    /// Fills faster, for a new embedded database that is thrown away when filling it is interrupted: until
    /// [`Db::settle`] nothing waits for the disk.
    ///
    /// # Errors
    /// The database's.
    pub async fn hasten(&self) -> Result<(), DbErr> {
        self.on_sqlite("PRAGMA synchronous = OFF").await
    }

    /// Everything that was written is on the disk, and from now on every commit waits for it (decision 0003).
    ///
    /// # Errors
    /// The database's.
    pub async fn settle(&self) -> Result<(), DbErr> {
        self.on_sqlite("PRAGMA synchronous = FULL").await?;
        self.on_sqlite("PRAGMA wal_checkpoint(TRUNCATE)").await
    }

    /// What was erased is in no page of the database's log either; readers of the moment may keep it there until they are done.
    ///
    /// # Errors
    /// The database's.
    pub async fn forget_erased(&self) -> Result<(), DbErr> {
        self.on_sqlite("PRAGMA wal_checkpoint(TRUNCATE)").await
    }

    async fn on_sqlite(&self, sql: &str) -> Result<(), DbErr> {
        match self.backend() {
            DbBackend::Sqlite => self.write.execute_unprepared(sql).await.map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it doesn't.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.execute_unprepared("SELECT 1").await.map(|_| ())
    }

    /// Runs what is pending; one process at a time.
    ///
    /// # Errors
    /// When a migration fails or the role may not change the schema.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        if self.backend() == DbBackend::Postgres {
            let guard = self.write.begin().await?;
            guard
                .execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0")
                .await?;
            guard
                .execute_unprepared("SELECT pg_advisory_xact_lock(7272740)")
                .await?;
            Migrator::up(&self.write, None).await?;
            kontoret_migrations::grant(&self.write).await?;
            guard.commit().await
        } else {
            Migrator::up(&self.write, None).await
        }
    }

    /// The names of the migrations that ran, oldest first; none where there is no schema.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn schema(&self) -> Result<Vec<String>, DbErr> {
        let (known, ran) = match self.backend() {
            DbBackend::Sqlite => (
                "SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'seaql_migrations'",
                "SELECT version FROM seaql_migrations ORDER BY version",
            ),
            _ => (
                "SELECT to_regclass('public.seaql_migrations') IS NOT NULL",
                "SELECT version FROM public.seaql_migrations ORDER BY version",
            ),
        };
        let ask = |sql: &str| Statement::from_string(self.backend(), sql);
        let is_known = match self.read.query_one_raw(ask(known)).await? {
            Some(row) => row.try_get_by_index::<bool>(0)?,
            None => false,
        };
        if !is_known {
            return Ok(Vec::new());
        }
        let rows = self.read.query_all_raw(ask(ran)).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }

    /// Copies the embedded database as it is at one moment into an empty file, while others write.
    ///
    /// # Errors
    /// The database's.
    pub async fn snapshot(&self, into: &str) -> Result<(), DbErr> {
        let sql = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [into.into()]);
        self.read.execute_raw(sql).await.map(|_| ())
    }

    /// Ends all connections, so that an embedded database is one file.
    ///
    /// # Errors
    /// The database's.
    pub async fn close(&self) -> Result<(), DbErr> {
        if let Some(readers) = &self.readers {
            readers.close().await;
        }
        self.read.clone().close().await?;
        self.write.clone().close().await
    }

    /// How many migrations are waiting.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn pending_migrations(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations_read_only(&self.read).await?.len())
    }

    /// Whether row-level security binds this role: it must be neither superuser nor owner, nor bypass it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn role_is_bound(&self) -> Result<bool, DbErr> {
        if self.backend() != DbBackend::Postgres {
            return Ok(true);
        }
        let row = self
            .read
            .query_one_raw(Statement::from_string(
                DbBackend::Postgres,
                "SELECT NOT (r.rolsuper OR r.rolbypassrls) \
                   AND NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user) \
                   AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS bound \
                 FROM pg_roles r WHERE r.rolname = current_user",
            ))
            .await?;
        row.map_or(Ok(false), |r| r.try_get("", "bound"))
    }

    /// The connections, for tests and measurements that look at the schema itself.
    #[doc(hidden)]
    #[must_use]
    pub fn raw(&self) -> &DatabaseConnection {
        &self.write
    }
}
