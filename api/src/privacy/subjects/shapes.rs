//! With what is a column emptied? The schema says which may be without a value.

use crate::{http::Problem, store::ReadTx};
use kontoret_core::privacy::Table;
use sea_orm::{ConnectionTrait, DbBackend, Statement, sea_query::Expr};
use std::collections::BTreeMap;

struct Shape {
    sort: String,
    nullable: bool,
}

/// The columns of a table as the database has them.
pub struct Shapes(BTreeMap<String, Shape>);

impl Shapes {
    /// Of a table.
    ///
    /// # Errors
    /// The store's.
    pub async fn of(tx: &ReadTx, table: &Table) -> Result<Self, Problem> {
        let sql = match tx.backend() {
            DbBackend::Sqlite => "SELECT name, lower(type), \"notnull\" = 0 FROM pragma_table_info(?)",
            _ => {
                "SELECT column_name::text, data_type::text, is_nullable = 'YES' FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = $1"
            }
        };
        let ask = Statement::from_sql_and_values(tx.backend(), sql, [table.name.into()]);
        let mut found = BTreeMap::new();
        for row in tx.connection().query_all_raw(ask).await? {
            let shape = Shape {
                sort: row.try_get_by_index(1)?,
                nullable: row.try_get_by_index(2)?,
            };
            found.insert(row.try_get_by_index(0)?, shape);
        }
        Ok(Self(found))
    }

    /// What the database calls the sort of a column, in small letters, and whether it may be without a value.
    #[must_use]
    pub fn sort(&self, column: &str) -> Option<(&str, bool)> {
        self.0.get(column).map(|shape| (shape.sort.as_str(), shape.nullable))
    }

    /// What an empty column holds; `None`: it can't be empty, and is an id that leads to nobody any more.
    #[must_use]
    pub fn empty(&self, column: &str) -> Option<Expr> {
        let shape = self.0.get(column)?;
        if shape.nullable {
            return Some(Expr::cust("NULL"));
        }
        let holds = |word: &str| shape.sort.contains(word);
        if holds("uuid") {
            None
        } else if holds("text") || holds("char") {
            Some(Expr::val(""))
        } else if holds("int") {
            Some(Expr::val(0))
        } else if holds("bool") {
            Some(Expr::val(false))
        } else {
            None
        }
    }
}
