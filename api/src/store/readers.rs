//! How is a hot list read with as few round trips as can be? By connections to PostgreSQL that do nothing but read, one
//! statement at a time, and keep for whom they last read (decision 0014).

use super::connect::Scope;
use sqlx::{Connection as _, PgConnection, PgPool, postgres::PgConnectOptions};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// How long a statement waits for a connection.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a new connection may take.
const CONNECTING: Duration = Duration::from_secs(5);
/// After so long without work a connection is asked whether it is still there.
const DOUBT: Duration = Duration::from_secs(30);
/// After so long a connection is replaced, as the server's memory for it grows.
const LIFETIME: Duration = Duration::from_secs(30 * 60);

/// The connections of a process that only read.
pub(crate) struct Readers {
    options: PgConnectOptions,
    idle: Mutex<Vec<Reader>>,
    permits: Arc<Semaphore>,
}

struct Reader {
    connection: PgConnection,
    scope: Option<Scope>,
    born: Instant,
    idle_since: Instant,
}

/// A connection that is lent for one statement; unless it is given back it is closed, whatever state it is in.
pub(super) struct Lent {
    reader: Reader,
    _permit: OwnedSemaphorePermit,
}

impl Lent {
    /// What to ask.
    pub(super) fn connection(&mut self) -> &mut PgConnection {
        &mut self.reader.connection
    }
}

impl Readers {
    /// Of the server that a pool leads to; none is connected yet.
    pub(super) fn beside(pool: &PgPool, most: u32) -> Self {
        let options = pool.connect_options();
        Self {
            options: (*options).clone().options([("default_transaction_read_only", "on")]),
            idle: Mutex::default(),
            permits: Arc::new(Semaphore::new(most.max(1) as usize)),
        }
    }

    /// A connection that reads for a company and a user.
    pub(super) async fn lend(&self, scope: Scope) -> Result<Lent, sqlx::Error> {
        let permit = timeout(PATIENCE, self.permits.clone().acquire_owned())
            .await
            .map_err(|_| sqlx::Error::PoolTimedOut)?
            .map_err(|_| sqlx::Error::PoolClosed)?;
        let mut reader = match self.known(scope).await {
            Some(reader) => reader,
            None => self.connect().await?,
        };
        if reader.scope != Some(scope) {
            reader.turn_to(scope).await?;
        }
        Ok(Lent {
            reader,
            _permit: permit,
        })
    }

    /// Takes a connection back whose statement was answered to the end.
    pub(super) fn give_back(&self, lent: Lent) {
        let mut reader = lent.reader;
        reader.idle_since = Instant::now();
        if !self.permits.is_closed() && reader.born.elapsed() < LIFETIME {
            self.idle().push(reader);
        }
    }

    /// Ends all connections that nobody uses, and lends no more.
    pub(super) async fn close(&self) {
        self.permits.close();
        let idle = std::mem::take(&mut *self.idle());
        for reader in idle {
            if let Err(e) = reader.connection.close().await {
                log::debug!(cause:% = e; "a connection was gone already");
            }
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An idle connection that still answers: one that has read for the same before, otherwise the one that has rested longest.
    async fn known(&self, scope: Scope) -> Option<Reader> {
        loop {
            let mut reader = {
                let mut idle = self.idle();
                let same = idle.iter().rposition(|r| r.scope == Some(scope));
                let oldest = (!idle.is_empty()).then_some(0);
                idle.remove(same.or(oldest)?)
            };
            if reader.idle_since.elapsed() < DOUBT
                || matches!(timeout(PATIENCE, reader.connection.ping()).await, Ok(Ok(())))
            {
                return Some(reader);
            }
        }
    }

    async fn connect(&self) -> Result<Reader, sqlx::Error> {
        let connection = timeout(CONNECTING, PgConnection::connect_with(&self.options));
        let now = Instant::now();
        Ok(Reader {
            connection: connection.await.map_err(|_| sqlx::Error::PoolTimedOut)??,
            scope: None,
            born: now,
            idle_since: now,
        })
    }
}

impl Reader {
    /// Tells the server for whom is read from now on; row-level security sees it.
    async fn turn_to(&mut self, scope: Scope) -> Result<(), sqlx::Error> {
        let text = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        sqlx::query("SELECT set_config('app.company_id', $1, false), set_config('app.user_id', $2, false)")
            .bind(text(scope.company_id))
            .bind(text(scope.user_id))
            .execute(&mut self.connection)
            .await?;
        self.scope = Some(scope);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        connect::{Db, Scope},
        running::Running,
    };
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    use uuid::Uuid;

    fn for_company(id: Uuid) -> Scope {
        Scope {
            company_id: Some(id),
            user_id: None,
        }
    }

    async fn asked(once: &Running, sql: &str) -> Result<Vec<Uuid>, sea_orm::DbErr> {
        let rows = once.query_all_raw(Statement::from_string(DbBackend::Postgres, sql));
        rows.await?.iter().map(|row| row.try_get_by_index(0)).collect()
    }

    /// The companies whose members row-level security shows: the statement itself names none.
    async fn shown(db: &Db, scope: Scope) -> Vec<Uuid> {
        let sql = "SELECT DISTINCT company_id FROM membership";
        asked(&db.begin_once(scope), sql).await.unwrap()
    }

    #[actix_web::test]
    async fn whoever_read_before_only_the_own_rows_are_shown() {
        let w = crate::testing::world().await;
        let db = &w.app.db;
        if db.backend() != DbBackend::Postgres {
            return;
        }
        let (here, there) = (w.here.company_id, w.there.company_id);
        for company in [here, there, there, here] {
            assert_eq!(shown(db, for_company(company)).await, [company]);
        }
        assert!(shown(db, Scope::default()).await.is_empty());
        // The connections on which transactions run know nothing of it.
        let sql = "SELECT coalesce(nullif(current_setting('app.company_id', true), ''), 'none') AS company";
        let row = db.raw().query_one_raw(Statement::from_string(DbBackend::Postgres, sql));
        let row = row.await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<String>(0).unwrap(), "none");
    }

    #[actix_web::test]
    async fn what_reads_can_change_nothing_and_a_failed_statement_leaves_nothing() {
        let w = crate::testing::world().await;
        let db = &w.app.db;
        if db.backend() != DbBackend::Postgres {
            return;
        }
        let here = for_company(w.here.company_id);
        for sql in [
            "INSERT INTO job SELECT * FROM job RETURNING id",
            "SELECT id FROM there_is_no_such_table",
        ] {
            assert!(asked(&db.begin_once(here), sql).await.is_err(), "{sql}");
            assert_eq!(shown(db, here).await, [w.here.company_id]);
        }
    }

    #[actix_web::test]
    async fn statements_that_are_given_up_are_answered_to_nobody_else() {
        let w = crate::testing::world().await;
        let db = &w.app.db;
        if db.backend() != DbBackend::Postgres {
            return;
        }
        for (millis, company) in (0..20).zip([w.here.company_id, w.there.company_id].into_iter().cycle()) {
            let once = db.begin_once(for_company(company));
            let slow = asked(&once, "SELECT company_id FROM membership, pg_sleep(0.05)");
            let step = std::time::Duration::from_millis(millis);
            let _ = tokio::time::timeout(step, slow).await;
            assert_eq!(shown(db, for_company(company)).await, [company]);
        }
    }
}
