//! Installation of green technology as a tax deduction of its own.

use crate::support::*;
use sea_orm_migration::{
    prelude::*,
    schema::big_integer,
    sea_orm::{DbBackend, Statement},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns of words, and what each could hold until now.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("article", "work_type", WORK_TYPES),
    ("offer_line", "work_type", WORK_TYPES),
    ("work_order_line", "work_type", WORK_TYPES),
    ("invoice_line", "work_type", WORK_TYPES),
    ("work_order", "hourly_work_type", WORK_TYPES),
    ("offer", "deduction", DEDUCTIONS),
    ("work_order", "deduction", DEDUCTIONS),
    ("invoice", "deduction", DEDUCTIONS),
    ("deduction_case", "kind", &["rot", "rut"]),
    ("deduction_claim", "kind", &["rot", "rut"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table(Alias::new("household_use"))
                .add_column(big_integer("green_kr").default(0))
                .take(),
        )
        .await?;
        match m.get_database_backend() {
            DbBackend::Postgres => widen(m).await,
            _ => widen_embedded(m).await,
        }
    }
}

fn added(words: &'static [&'static str]) -> &'static [&'static str] {
    if words == WORK_TYPES {
        GREEN_WORK_TYPES
    } else {
        &["green"]
    }
}

fn quoted<'a>(words: impl IntoIterator<Item = &'a &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|w| format!("'{w}'")).collect();
    words.join(", ")
}

async fn widen(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (table, column, words) in WORDS {
        let all = quoted(words.iter().chain(added(words)));
        m.get_connection()
            .execute_unprepared(&format!(
                "ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_check; \
                 ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_check CHECK ({column} IN ({all}));"
            ))
            .await?;
    }
    Ok(())
}

/// The embedded database has no way to change a CHECK but to write the table's definition anew, which changes nothing of its rows
/// (sqlite.org, ALTER TABLE, chapter 7).
async fn widen_embedded(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = m.get_connection();
    let version = db
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA schema_version"))
        .await?
        .ok_or_else(|| DbErr::Custom("the schema has no version".to_owned()))?
        .try_get_by_index::<i64>(0)?;
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    for (table, column, words) in WORDS {
        let before = format!("\"{column}\" IN ({})", quoted(words.iter()));
        let after = format!("\"{column}\" IN ({})", quoted(words.iter().chain(added(words))));
        let of_table = format!("type = 'table' AND name = '{table}'");
        let changed = db
            .execute_unprepared(&format!(
                "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE {of_table} AND instr(sql, '{}') > 0",
                before.replace('\'', "''"),
                after.replace('\'', "''"),
                before.replace('\'', "''"),
            ))
            .await?;
        if changed.rows_affected() != 1 {
            return Err(DbErr::Custom(format!(
                "the words of {table}.{column} are not where they were"
            )));
        }
    }
    db.execute_unprepared(&format!(
        "PRAGMA schema_version = {}; PRAGMA writable_schema = RESET",
        version + 1
    ))
    .await
    .map(|_| ())
}
