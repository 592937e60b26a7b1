//! How a table of ours is made, the same way on both databases.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, uuid},
    sea_orm::{DbBackend, DbErr},
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
