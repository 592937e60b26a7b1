//! What could be had at best? The same statements, prepared, sent by hand to the database without anything around them.

use super::{Size, office::Office};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{
    Column as _, Connection as _, Executor, PgPool, Row, SqlitePool, TypeInfo as _, ValueRef as _,
    postgres::{PgPoolOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use std::str::FromStr;
use uuid::Uuid;

/// A value of a statement.
#[derive(Clone, Debug)]
pub enum Value {
    Id(Uuid),
    Text(String),
    Number(i64),
    Bytes(Vec<u8>),
    Json(serde_json::Value),
}

/// Raw connections, as many as the service has.
pub enum Floor {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// A statement with its values.
pub type Statement = (&'static str, Vec<Value>);

macro_rules! bound {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query($sql);
        for value in $values {
            query = match value {
                Value::Id(v) => query.bind(*v),
                Value::Text(v) => query.bind(v.clone()),
                Value::Number(v) => query.bind(*v),
                Value::Bytes(v) => query.bind(v.clone()),
                Value::Json(v) => query.bind(sqlx::types::Json(v.clone())),
            };
        }
        query
    }};
}

/// Takes every value out of a row, as whoever uses it would.
trait Taken {
    fn take(&self);
}

/// Takes values of the named types; a type that no table of the product has ends the measurement.
macro_rules! taken {
    ($row:expr, $i:expr, $name:expr, $($type_name:pat => $t:ty),+ $(,)?) => {
        match $name {
            $($type_name => drop(std::hint::black_box($row.try_get_unchecked::<Option<$t>, _>($i).unwrap())),)+
            other => panic!("a column of type {other}"),
        }
    };
}

impl Taken for SqliteRow {
    fn take(&self) {
        for i in 0..self.len() {
            let value = self.try_get_raw(i).unwrap();
            let of = value.type_info();
            taken!(self, i, of.name(), "NULL" => i64, "INTEGER" | "BOOLEAN" => i64, "TEXT" => String, "BLOB" => Vec<u8>);
        }
    }
}

impl Taken for PgRow {
    fn take(&self) {
        for i in 0..self.len() {
            taken!(self, i, self.column(i).type_info().name(),
                "UUID" => Uuid, "TEXT" | "VARCHAR" => String, "INT8" => i64, "INT4" => i32, "BOOL" => bool, "DATE" => NaiveDate,
                "TIMESTAMPTZ" => DateTime<Utc>, "JSON" | "JSONB" => serde_json::Value, "BYTEA" => Vec<u8>);
        }
    }
}

fn taken<R: Taken>(rows: &[R]) -> usize {
    rows.iter().for_each(Taken::take);
    rows.len()
}

impl Floor {
    /// Connects beside the service, after its pool and settings.
    pub async fn open(office: &Office) -> Self {
        let connections = office.app.config.connections;
        if office.engine() == "PostgreSQL" {
            let pool = PgPoolOptions::new()
                .max_connections(connections)
                .connect(&office.raw_url)
                .await
                .unwrap();
            return Floor::Postgres(pool);
        }
        let options = SqliteConnectOptions::from_str(&office.raw_url)
            .unwrap()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(std::time::Duration::from_secs(10))
            .foreign_keys(true)
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-8192");
        let read = SqlitePoolOptions::new()
            .max_connections(connections)
            .connect_with(options.clone().read_only(true));
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(options);
        Floor::Sqlite {
            read: read.await.unwrap(),
            write: write.await.unwrap(),
        }
    }

    /// The statement as the database writes it: `?` or `$1`.
    fn sql(&self, sql: &'static str) -> String {
        match self {
            Floor::Sqlite { .. } => sql.replace(" FOR UPDATE", ""),
            Floor::Postgres(_) => {
                let mut parts = sql.split('?');
                let mut out = parts.next().unwrap_or_default().to_owned();
                for (i, part) in parts.enumerate() {
                    out.push_str(&format!("${}{part}", i + 1));
                }
                out
            }
        }
    }

    /// Reads rows; how many there were.
    pub async fn read(&self, (sql, values): &Statement) -> usize {
        let sql = sqlx::AssertSqlSafe(self.sql(sql));
        match self {
            Floor::Sqlite { read, .. } => taken(&bound!(sql, values).fetch_all(read).await.unwrap()),
            Floor::Postgres(pool) => taken(&bound!(sql, values).fetch_all(pool).await.unwrap()),
        }
    }

    /// Does several statements in one transaction.
    pub async fn write(&self, statements: &[Statement]) {
        match self {
            Floor::Sqlite { write, .. } => {
                let mut connection = write.acquire().await.unwrap();
                let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.unwrap();
                for (sql, values) in statements {
                    (&mut *tx)
                        .fetch_all(bound!(sqlx::AssertSqlSafe(self.sql(sql)), values))
                        .await
                        .unwrap();
                }
                tx.commit().await.unwrap();
            }
            Floor::Postgres(pool) => {
                let mut tx = pool.begin().await.unwrap();
                for (sql, values) in statements {
                    (&mut *tx)
                        .fetch_all(bound!(sqlx::AssertSqlSafe(self.sql(sql)), values))
                        .await
                        .unwrap();
                }
                tx.commit().await.unwrap();
            }
        }
    }
}

/// How many statements of raw SQL there are in a second.
pub async fn rate(size: Size, f: impl AsyncFn(u64)) -> f64 {
    super::measure::rate(size.connections, size.seconds, f).await.per_second
}
