//! How a table of ours is made, the same way on both databases.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, uuid},
    sea_orm::{DbBackend, DbErr, Statement},
};

/// A text that sorts and matches by bytes on both engines: folded names, tokens, words.
pub fn byte_text(m: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut c = text(name);
    if m.get_database_backend() == DbBackend::Postgres {
        c.extra(r#"COLLATE "C""#);
    }
    c
}

/// The words of VAT, from the rates to the treatments without VAT.
pub const VAT: &[&str] = &[
    "25",
    "12",
    "6",
    "0",
    "exempt",
    "reverse_charge",
    "eu_services",
    "eu_goods",
    "export_goods",
    "export_services",
    "small_business",
];

/// The kinds of work that a tax deduction is asked for.
pub const WORK_TYPES: &[&str] = &[
    "construction",
    "electrical",
    "glass_sheet_metal",
    "ground_drainage",
    "masonry",
    "painting_wallpapering",
    "plumbing",
    "cleaning",
    "textile_care",
    "snow_clearing",
    "gardening",
    "childcare",
    "personal_care",
    "removal",
    "it_services",
    "appliance_repair",
    "furnishing",
    "home_supervision",
    "transport_for_sale",
    "laundry",
];

/// The kinds of installation that came after them.
pub const GREEN_WORK_TYPES: &[&str] = &["solar_power", "electricity_storage", "charging_point"];

/// The tax deductions that a document asks for.
pub const DEDUCTIONS: &[&str] = &["none", "rot", "rut"];

/// A closed set of words, held by a CHECK.
pub fn word(name: &'static str, allowed: &'static [&'static str]) -> ColumnDef {
    let mut c = text(name);
    c.check(Expr::col(Alias::new(name)).is_in(allowed.iter().copied()));
    c
}

/// A closed set of words, or nothing.
pub fn word_null(name: &'static str, allowed: &'static [&'static str]) -> ColumnDef {
    let mut c = word(name, allowed);
    c.null();
    c
}

/// Bytes: a hash, a token's digest, a sealed secret.
pub fn bytes(name: &'static str) -> ColumnDef {
    let mut c = ColumnDef::new(Alias::new(name));
    c.binary().not_null();
    c
}

/// Bytes that may be absent.
pub fn bytes_null(name: &'static str) -> ColumnDef {
    let mut c = ColumnDef::new(Alias::new(name));
    c.binary().null();
    c
}

/// A table that belongs to a company: key `(company_id, id)`, references within the company, forced row-level security.
pub struct TenantTable {
    name: &'static str,
    table: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
    keyed_by_id: bool,
    policy: Option<&'static str>,
}

/// Begins a tenant table with `company_id` and `id`.
pub fn tenant_table(name: &'static str) -> TenantTable {
    let mut t = bare_tenant_table(name);
    t.table
        .col(uuid("id"))
        .primary_key(Index::create().col(Alias::new("company_id")).col(Alias::new("id")));
    t.keyed_by_id = true;
    t
}

/// Begins a tenant table whose key is named by [`TenantTable::key`].
pub fn bare_tenant_table(name: &'static str) -> TenantTable {
    let mut table = Table::create();
    table.table(Alias::new(name)).col(uuid("company_id")).foreign_key(
        ForeignKey::create()
            .name(format!("fk_{name}_company"))
            .from(Alias::new(name), Alias::new("company_id"))
            .to(Alias::new("company"), Alias::new("id"))
            .on_delete(ForeignKeyAction::Cascade),
    );
    TenantTable {
        name,
        table,
        indexes: Vec::new(),
        keyed_by_id: false,
        policy: None,
    }
}

impl TenantTable {
    /// The rest of a key that isn't `(company_id, id)`.
    pub fn key(mut self, columns: &[&str]) -> Self {
        let mut key = Index::create();
        key.col(Alias::new("company_id"));
        for c in columns {
            key.col(Alias::new(*c));
        }
        self.table.primary_key(&mut key);
        self
    }

    /// The optimistic version that `If-Match` is held against.
    pub fn versioned(self) -> Self {
        self.cols([integer("version")])
    }

    /// Adds columns.
    pub fn cols<I: IntoIterator<Item = C>, C: IntoColumnDef>(mut self, columns: I) -> Self {
        for c in columns {
            self.table.col(c);
        }
        self
    }

    /// A column that points into another table of the same company.
    pub fn reference(mut self, column: &'static str, to: &'static str, on_delete: ForeignKeyAction) -> Self {
        self.table.foreign_key(
            ForeignKey::create()
                .name(format!("fk_{}_{column}", self.name))
                .from(Alias::new(self.name), (Alias::new("company_id"), Alias::new(column)))
                .to(Alias::new(to), (Alias::new("company_id"), Alias::new("id")))
                .on_delete(on_delete),
        );
        self
    }

    /// An index that starts with the company.
    pub fn index(mut self, columns: &[&str]) -> Self {
        let i = self.index_on("ix", columns);
        self.indexes.push(i);
        self
    }

    /// An index by a moment, for tidying up. It doesn't begin with the company: a plan that was made while the table was empty
    /// could take it for the key, and then read everything that the company has.
    pub fn swept_by(mut self, column: &str) -> Self {
        let mut i = Index::create();
        i.name(format!("ix_{}_{column}", self.name))
            .table(Alias::new(self.name))
            .col(Alias::new(column))
            .col(Alias::new("company_id"));
        self.indexes.push(i);
        self
    }

    /// A unique index that starts with the company: never an oracle across companies.
    pub fn unique(mut self, columns: &[&str]) -> Self {
        let mut i = self.index_on("ux", columns);
        i.unique();
        self.indexes.push(i);
        self
    }

    /// Widens the policy by another condition for reading rows.
    pub fn also_visible_when(mut self, sql: &'static str) -> Self {
        self.policy = Some(sql);
        self
    }

    fn index_on(&self, prefix: &str, columns: &[&str]) -> IndexCreateStatement {
        let mut i = Index::create();
        i.name(format!("{prefix}_{}_{}", self.name, columns.join("_")))
            .table(Alias::new(self.name))
            .col(Alias::new("company_id"));
        for c in columns {
            i.col(Alias::new(*c));
        }
        i
    }

    /// Creates table, indexes and, on PostgreSQL, the policy that binds even the owner.
    pub async fn create(self, m: &SchemaManager<'_>) -> Result<(), DbErr> {
        m.create_table(self.table).await?;
        for i in self.indexes {
            m.create_index(i).await?;
        }
        if m.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        // After a transaction the setting is '', not NULL; NULLIF makes that "no company" instead of an error.
        let own = "company_id = NULLIF(current_setting('app.company_id', true), '')::uuid";
        let visible = self
            .policy
            .map_or_else(|| own.to_owned(), |also| format!("{own} OR {also}"));
        let name = self.name;
        m.get_connection()
            .execute_unprepared(&format!(
                "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY; ALTER TABLE {name} FORCE ROW LEVEL SECURITY; \
                 CREATE POLICY tenant ON {name} USING ({visible}) WITH CHECK ({own});"
            ))
            .await
            .map(|_| ())
    }
}

/// Runs SQL that differs between the engines.
pub async fn per_engine(m: &SchemaManager<'_>, postgres: &str, sqlite: &str) -> Result<(), DbErr> {
    let sql = match m.get_database_backend() {
        DbBackend::Postgres => postgres,
        _ => sqlite,
    };
    m.get_connection().execute_unprepared(sql).await.map(|_| ())
}

/// A column of words: its table and name, what it could hold until now, and what it can besides.
pub type MoreWords = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

fn quoted<'a>(words: impl IntoIterator<Item = &'a &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|w| format!("'{w}'")).collect();
    words.join(", ")
}

/// Lets columns of words hold more of them.
///
/// # Errors
/// When a column's words are not where they were.
pub async fn more_words(m: &SchemaManager<'_>, columns: &[MoreWords]) -> Result<(), DbErr> {
    match m.get_database_backend() {
        DbBackend::Postgres => widen(m, columns).await,
        _ => widen_embedded(m, columns).await,
    }
}

async fn widen(m: &SchemaManager<'_>, columns: &[MoreWords]) -> Result<(), DbErr> {
    for (table, column, words, more) in columns {
        let all = quoted(words.iter().chain(*more));
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
async fn widen_embedded(m: &SchemaManager<'_>, columns: &[MoreWords]) -> Result<(), DbErr> {
    let db = m.get_connection();
    let version = db
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA schema_version"))
        .await?
        .ok_or_else(|| DbErr::Custom("the schema has no version".to_owned()))?
        .try_get_by_index::<i64>(0)?;
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    for (table, column, words, more) in columns {
        let listed = |words: String| format!("\"{column}\" IN ({words})").replace('\'', "''");
        let before = listed(quoted(words.iter()));
        let after = listed(quoted(words.iter().chain(*more)));
        let of_table = format!("type = 'table' AND name = '{table}'");
        let changed = db
            .execute_unprepared(&format!(
                "UPDATE sqlite_schema SET sql = replace(sql, '{before}', '{after}') WHERE {of_table} AND instr(sql, '{before}') > 0"
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
