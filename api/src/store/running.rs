//! How does a transaction run with as few round trips as can be? Its beginning says for whom it is in the same breath,
//! and one that only read is left behind instead of being ended.

use super::{connect::Scope, readers::Readers};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement, Value};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Executor, PgPool, Postgres, Sqlite, SqlitePool, Transaction, query::Query};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::Mutex;

/// A transaction that has begun. Dropped, it is taken back together with the check that every connection goes through
/// on its way back into the pool.
pub(crate) enum Running {
    /// On SQLite.
    Sqlite(Mutex<Transaction<'static, Sqlite>>),
    /// One statement that reads, which is a transaction by itself.
    Once(Single, AtomicBool),
    /// On PostgreSQL.
    Postgres(Mutex<Transaction<'static, Postgres>>),
}

/// By what a single statement reads.
pub(crate) enum Single {
    /// On SQLite.
    Sqlite(SqlitePool),
    /// On PostgreSQL, for a company and a user.
    Postgres(Arc<Readers>, Scope),
}

impl Single {
    async fn one(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Single::Sqlite(pool) => {
                let row = prepared(stmt).fetch_optional(pool).await.map_err(failed)?;
                Ok(row.map(QueryResult::from))
            }
            Single::Postgres(readers, scope) => {
                let mut lent = readers.lend(*scope).await.map_err(unreachable)?;
                let row = prepared(stmt).fetch_optional(lent.connection()).await.map_err(failed)?;
                readers.give_back(lent);
                Ok(row.map(QueryResult::from))
            }
        }
    }

    async fn all(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Single::Sqlite(pool) => {
                let rows = prepared(stmt).fetch_all(pool).await.map_err(failed)?;
                Ok(rows.into_iter().map(QueryResult::from).collect())
            }
            Single::Postgres(readers, scope) => {
                let mut lent = readers.lend(*scope).await.map_err(unreachable)?;
                let rows = prepared(stmt).fetch_all(lent.connection()).await.map_err(failed)?;
                readers.give_back(lent);
                Ok(rows.into_iter().map(QueryResult::from).collect())
            }
        }
    }
}

fn unreachable(e: sqlx::Error) -> DbErr {
    use sea_orm::ConnAcquireErr::{ConnectionClosed, Timeout};
    match e {
        sqlx::Error::PoolTimedOut => DbErr::ConnectionAcquire(Timeout),
        sqlx::Error::PoolClosed => DbErr::ConnectionAcquire(ConnectionClosed),
        e => DbErr::Conn(RuntimeErr::SqlxError(e.into())),
    }
}

fn first(used: &AtomicBool) -> Result<(), DbErr> {
    if used.swap(true, Ordering::Relaxed) {
        Err(failed(sqlx::Error::InvalidArgument(
            "a second statement outside a transaction".to_owned(),
        )))
    } else {
        Ok(())
    }
}

fn read_only() -> sqlx::Error {
    sqlx::Error::InvalidArgument("a change outside a transaction".to_owned())
}

fn failed(e: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(e.into()))
}

/// Tells PostgreSQL for whom the transaction is; local to the transaction, so that a pooled connection forgets it.
fn beginning(scope: Scope, read_only: bool) -> String {
    // Who reads sees one moment, whatever is written meanwhile.
    let mut sql = if read_only {
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    } else {
        "BEGIN"
    }
    .to_owned();
    for (name, id) in [("company_id", scope.company_id), ("user_id", scope.user_id)] {
        if let Some(id) = id {
            // An id is hexadecimal digits and hyphens.
            sql.push_str(&format!("; SET LOCAL app.{name} = '{id}'"));
        }
    }
    sql
}

impl Running {
    /// Begins on SQLite. One that writes takes its lock at once, so that it never fails half-way for it.
    pub(super) async fn on_sqlite(pool: &SqlitePool, read_only: bool) -> Result<Self, DbErr> {
        let begin = if read_only { "BEGIN" } else { "BEGIN IMMEDIATE" };
        pool.begin_with(begin)
            .await
            .map(|tx| Running::Sqlite(tx.into()))
            .map_err(unreachable)
    }

    /// Begins on PostgreSQL, for a company and a user.
    pub(super) async fn on_postgres(pool: &PgPool, scope: Scope, read_only: bool) -> Result<Self, DbErr> {
        let begin = AssertSqlSafe(beginning(scope, read_only));
        let pool = pool.clone();
        // In a task of its own, for it must not be given up half-way: the driver takes back only what has begun, and the
        // next who gets the connection would go on in this transaction. Requests are given up when their caller leaves.
        let begun = tokio::spawn(async move { pool.begin_with(begin).await }).await;
        let begun = begun.map_err(|e| DbErr::Conn(RuntimeErr::Internal(e.to_string())))?;
        begun.map(|tx| Running::Postgres(tx.into())).map_err(unreachable)
    }

    /// Makes it true.
    pub(super) async fn commit(self) -> Result<(), DbErr> {
        match self {
            Running::Sqlite(tx) => tx.into_inner().commit().await,
            Running::Once(..) => Ok(()),
            Running::Postgres(tx) => tx.into_inner().commit().await,
        }
        .map_err(failed)
    }

    /// Takes it back, and waits until its locks are gone.
    pub(super) async fn rollback(self) -> Result<(), DbErr> {
        match self {
            Running::Sqlite(tx) => tx.into_inner().rollback().await,
            Running::Once(..) => Ok(()),
            Running::Postgres(tx) => tx.into_inner().rollback().await,
        }
        .map_err(failed)
    }
}

/// A prepared statement with its values.
fn prepared<DB>(stmt: Statement) -> Query<'static, DB, SqlxValues>
where
    DB: sqlx::Database,
    SqlxValues: sqlx::IntoArguments<DB>,
{
    let stmt = with_its_limit(stmt);
    let values = stmt.values.unwrap_or(sea_orm::Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(stmt.sql), SqlxValues(values))
}

/// Writes the number of rows that a statement ends with into its text. As a value it would have SQLite plan the statement anew
/// each time, and PostgreSQL plan for a tenth of the table, as it knows nothing better of a plan for all values.
fn with_its_limit(mut stmt: Statement) -> Statement {
    const LIMIT: &str = " LIMIT ";
    let Some(values) = &mut stmt.values else { return stmt };
    let (Some(Value::BigUnsigned(Some(rows))), Some(at)) = (values.0.last(), stmt.sql.rfind(LIMIT)) else {
        return stmt;
    };
    let at = at + LIMIT.len();
    let place = match stmt.db_backend {
        DbBackend::Postgres => format!("${}", values.0.len()),
        _ => "?".to_owned(),
    };
    let after = stmt.sql[at..].strip_prefix(&place);
    if after.is_some_and(|rest| !rest.contains(['?', '$'])) {
        stmt.sql.replace_range(at..at + place.len(), &rows.to_string());
        values.0.pop();
    }
    stmt
}

#[async_trait::async_trait]
impl ConnectionTrait for Running {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Running::Sqlite(_) | Running::Once(Single::Sqlite(_), _) => DbBackend::Sqlite,
            Running::Postgres(_) | Running::Once(Single::Postgres(..), _) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Running::Sqlite(tx) => prepared(stmt)
                .execute(&mut **tx.lock().await)
                .await
                .map(ExecResult::from),
            Running::Once(..) => Err(read_only()),
            Running::Postgres(tx) => prepared(stmt)
                .execute(&mut **tx.lock().await)
                .await
                .map(ExecResult::from),
        }
        .map_err(failed)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Running::Sqlite(tx) => (&mut **tx.lock().await).execute(sql).await.map(ExecResult::from),
            Running::Once(..) => Err(read_only()),
            Running::Postgres(tx) => (&mut **tx.lock().await).execute(sql).await.map(ExecResult::from),
        }
        .map_err(failed)
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Running::Sqlite(tx) => {
                let row = prepared(stmt).fetch_optional(&mut **tx.lock().await).await;
                row.map(|r| r.map(QueryResult::from))
            }
            Running::Once(by, used) => {
                first(used)?;
                return by.one(stmt).await;
            }
            Running::Postgres(tx) => {
                let row = prepared(stmt).fetch_optional(&mut **tx.lock().await).await;
                row.map(|r| r.map(QueryResult::from))
            }
        }
        .map_err(failed)
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Running::Sqlite(tx) => {
                let rows = prepared(stmt).fetch_all(&mut **tx.lock().await).await;
                rows.map(|r| r.into_iter().map(QueryResult::from).collect())
            }
            Running::Once(by, used) => {
                first(used)?;
                return by.all(stmt).await;
            }
            Running::Postgres(tx) => {
                let rows = prepared(stmt).fetch_all(&mut **tx.lock().await).await;
                rows.map(|r| r.into_iter().map(QueryResult::from).collect())
            }
        }
        .map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_transaction_begins_for_a_company_and_a_user() {
        let scope = Scope {
            company_id: Some(Uuid::nil()),
            user_id: None,
        };
        assert_eq!(beginning(Scope::default(), false), "BEGIN");
        assert_eq!(
            beginning(scope, true),
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL app.company_id = '00000000-0000-0000-0000-000000000000'"
        );
    }

    #[test]
    fn the_last_limit_is_a_part_of_the_text() {
        let written = |backend, sql: &str, values: Vec<Value>| {
            let stmt = with_its_limit(Statement::from_sql_and_values(backend, sql, values));
            (stmt.sql, stmt.values.unwrap().0.len())
        };
        let (id, rows) = (|| Value::from(Uuid::nil()), || Value::BigUnsigned(Some(51)));
        let table = [
            (
                DbBackend::Sqlite,
                "a = ? LIMIT ?",
                vec![id(), rows()],
                "a = ? LIMIT 51",
                1,
            ),
            (
                DbBackend::Postgres,
                "a = $1 LIMIT $2",
                vec![id(), rows()],
                "a = $1 LIMIT 51",
                1,
            ),
            (
                DbBackend::Postgres,
                "a LIMIT $1 FOR UPDATE",
                vec![rows()],
                "a LIMIT 51 FOR UPDATE",
                0,
            ),
            // Not the last value: left as it is.
            (
                DbBackend::Sqlite,
                "(b LIMIT ?) AND a = ?",
                vec![rows(), id()],
                "(b LIMIT ?) AND a = ?",
                2,
            ),
            (
                DbBackend::Sqlite,
                "a LIMIT ? OFFSET ?",
                vec![rows(), rows()],
                "a LIMIT ? OFFSET ?",
                2,
            ),
            (DbBackend::Sqlite, "a = ?", vec![rows()], "a = ?", 1),
        ];
        for (backend, sql, values, expected, left) in table {
            assert_eq!(written(backend, sql, values), (expected.to_owned(), left), "{sql}");
        }
    }

    #[actix_web::test]
    async fn what_reads_once_reads_once_and_changes_nothing() {
        let w = crate::testing::world().await;
        let db = &w.app.db;
        let once = db.begin_once(Scope::default());
        assert!(once.execute_unprepared("DELETE FROM job").await.is_err());
        let one = Statement::from_string(once.get_database_backend(), "SELECT 1");
        assert!(once.query_one_raw(one.clone()).await.unwrap().is_some());
        assert!(once.query_all_raw(one).await.is_err());
    }

    #[actix_web::test]
    async fn requests_that_are_given_up_leave_no_transaction_behind() {
        let w = crate::testing::world().await;
        let db = w.app.db.raw();
        let scope = Scope {
            company_id: Some(w.here.company_id),
            user_id: None,
        };
        for polls in 0..30 {
            // A caller who leaves after so many steps of the way.
            let mut asked = Box::pin(w.app.read_in(scope, async |tx| {
                Ok(tx.find::<crate::customers::customer::Entity>().one().await?)
            }));
            for _ in 0..polls {
                let step = std::time::Duration::from_millis(1);
                if tokio::time::timeout(step, &mut asked).await.is_ok() {
                    break;
                }
            }
            drop(asked);
            if db.get_database_backend() != DbBackend::Postgres {
                continue;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            let sql = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND datname = current_database()";
            let row = db
                .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
                .await
                .unwrap()
                .unwrap();
            assert_eq!(
                row.try_get_by_index::<i64>(0).unwrap(),
                0,
                "left behind after {polls} steps"
            );
        }
        for _ in 0..20 {
            w.office()
                .post("/customers", crate::testing::customer_input())
                .await
                .expect(201);
        }
    }
}
