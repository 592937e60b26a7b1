//! How does a PostgreSQL database become one file? By the tools that come with it, as the schema's owner.

use super::BackupError;
use crate::{app::StartError, http::problem::Problem, store::Db};
use actix_web::web;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{path::Path, process::Command};

/// Copies the database as it is at one moment; the migrations that ran in it.
pub async fn snapshot(url: &str, into: &Path) -> Result<Vec<String>, StartError> {
    let db = Db::connect(url, 1).await?;
    let schema = db.schema().await?;
    db.close().await?;
    if schema.is_empty() {
        return Err(BackupError::Nothing("KONTORET_MIGRATE_URL names one without a schema".to_owned()).into());
    }
    run("pg_dump", url, &["--format=custom", "--file"], into).await?;
    Ok(schema)
}

/// Fills the database, in one transaction. Rights are given by the migration.
pub async fn fill(url: &str, from: &Path) -> Result<(), StartError> {
    run("pg_restore", url, &["--single-transaction", "--exit-on-error"], from).await
}

/// Refuses a database that anything lies in.
pub async fn must_be_empty(db: &Db) -> Result<(), StartError> {
    let sql = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
               WHERE n.nspname = 'public'";
    let row = db
        .raw()
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await?;
    match row.map(|r| r.try_get_by_index::<i64>(0)).transpose()? {
        Some(0) => Ok(()),
        found => {
            let found = found.unwrap_or_default();
            let what = format!("KONTORET_MIGRATE_URL names a database with {found} tables and indexes");
            Err(BackupError::NotEmpty(what).into())
        }
    }
}

async fn run(tool: &'static str, url: &str, options: &[&str], file: &Path) -> Result<(), StartError> {
    let (address, password) = apart(url);
    let mut command = Command::new(tool);
    command
        .args(["--no-owner", "--no-privileges", "--no-password", "--dbname", &address])
        .args(options)
        .arg(file);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let output = web::block(move || command.output())
        .await
        .map_err(|e| StartError::Config(Problem::from(e).to_string()))?;
    match output {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(BackupError::NoTool(tool).into()),
        Err(e) => Err(e.into()),
        Ok(o) if o.status.success() => Ok(()),
        Ok(o) => {
            let said = String::from_utf8_lossy(&o.stderr).trim().replace('\n', " ");
            let mend = "KONTORET_MIGRATE_URL must be the schema owner's connection, with BYPASSRLS";
            Err(BackupError::Tool(tool, format!("{said} ({mend})")).into())
        }
    }
}

/// The address without its password, and the password: everybody on a machine sees the arguments of a process.
fn apart(url: &str) -> (String, Option<String>) {
    let parts = || {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, place) = rest.split_at_checked(end)?;
        let (who, host) = authority.rsplit_once('@')?;
        let (user, password) = who.split_once(':')?;
        Some((format!("{scheme}://{user}@{host}{place}"), decoded(password)))
    };
    parts().map_or_else(
        || (url.to_owned(), None),
        |(address, password)| (address, Some(password)),
    )
}

/// Without the escapes of an address.
fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = (byte == b'%')
            .then(|| after.split_at_checked(2))
            .flatten()
            .and_then(|(digits, after)| {
                let value = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
                Some((value, after))
            });
        let (value, after) = escaped.unwrap_or((byte, after));
        out.push(value);
        rest = after;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn a_password_is_taken_out_of_the_address() {
        let cases = [
            (
                "postgres://o:a%40b%25c@h:5432/d?x=1",
                "postgres://o@h:5432/d?x=1",
                Some("a@b%c"),
            ),
            ("postgres://o@h/d", "postgres://o@h/d", None),
            ("postgres://h/d", "postgres://h/d", None),
            ("postgres://o:50%@h/d:e@f", "postgres://o@h/d:e@f", Some("50%")),
        ];
        for (url, address, password) in cases {
            assert_eq!(apart(url), (address.to_owned(), password.map(str::to_owned)));
        }
    }
}
