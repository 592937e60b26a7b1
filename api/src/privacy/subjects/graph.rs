//! Which rows are about a person? The declarations say how the rows of each table belong to people; from the rows that are the
//! person they lead to all others. A table that is declared is found here, and nowhere is it named again.

use crate::{
    http::Problem,
    store::{ReadTx, data_map},
};
use kontoret_core::privacy::{About, Owner, Table};
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Query, SelectStatement};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A row's columns.
pub type Row = Map<String, Value>;

/// A row that is a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Root {
    /// The table, declared [`About::Person`].
    pub table: &'static str,
    /// The row.
    pub id: Uuid,
}

/// How rows were reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// They are the person, or about the person.
    About,
    /// They name something of the person's.
    Any,
    /// The person did it; the rows are about others.
    By,
}

/// Rows of one table, in the order of the database's answer.
#[derive(Debug)]
pub struct Part {
    /// Which table.
    pub table: &'static Table,
    /// How they belong to the person.
    pub reached: Reached,
    /// They.
    pub rows: Vec<Row>,
}

/// At most so many ids in one statement: SQLite binds 32,766 values, PostgreSQL 65,535.
const CHUNK: usize = 2_000;

/// The rows that this transaction's company has about a person, and, where `global`, those of no company.
///
/// # Errors
/// The store's.
pub async fn rows_of(tx: &ReadTx, roots: &[Root], global: bool) -> Result<Vec<Part>, Problem> {
    let mut walk = Walk::new(tx, data_map::tables(), global);
    walk.roots(roots).await?;
    walk.about().await?;
    walk.traces().await?;
    Ok(walk.parts())
}

/// The rows that are a person or about the person, without what only names something of theirs.
///
/// # Errors
/// The store's.
pub async fn about(
    tx: &ReadTx,
    tables: impl Iterator<Item = &'static Table>,
    roots: &[Root],
    global: bool,
) -> Result<Vec<Part>, Problem> {
    let mut walk = Walk::new(tx, tables, global);
    walk.roots(roots).await?;
    walk.about().await?;
    Ok(walk.parts())
}

/// Whether a table of no company is about users, whom the operator of the service answers to.
fn is_of_a_user(table: &Table) -> bool {
    table.about.iter().any(|a| match a {
        About::Person => table.name != "company",
        About::Of(_, parent) => {
            data_map::table(parent).is_some_and(|p| p.owner != Owner::Tenant && p.name != "company")
        }
        _ => false,
    })
}

struct Walk<'t> {
    tx: &'t ReadTx,
    /// All tables: a person can be a row of each.
    all: Vec<&'static Table>,
    /// Those whose links are followed.
    tables: Vec<&'static Table>,
    found: BTreeMap<(&'static str, Reached), Vec<Row>>,
    /// Rows taken, by table and key.
    known: BTreeSet<(&'static str, String)>,
    /// Ids of rows about the person, by table.
    ids: BTreeMap<&'static str, BTreeSet<Uuid>>,
}

impl<'t> Walk<'t> {
    fn new(tx: &'t ReadTx, tables: impl Iterator<Item = &'static Table>, global: bool) -> Self {
        let all: Vec<&'static Table> = tables.collect();
        let followed = |t: &&'static Table| global || t.owner == Owner::Tenant || !is_of_a_user(t);
        Self {
            tx,
            tables: all.iter().copied().filter(followed).collect(),
            all,
            found: BTreeMap::new(),
            known: BTreeSet::new(),
            ids: BTreeMap::new(),
        }
    }

    /// What was found, as it is declared.
    fn parts(self) -> Vec<Part> {
        let order: BTreeMap<&str, usize> = self.all.iter().enumerate().map(|(i, t)| (t.name, i)).collect();
        let by_name: BTreeMap<&str, &'static Table> = self.all.iter().map(|t| (t.name, *t)).collect();
        let mut parts: Vec<Part> = self
            .found
            .into_iter()
            .filter_map(|((name, reached), rows)| by_name.get(name).map(|&table| Part { table, reached, rows }))
            .collect();
        parts.sort_by_key(|p| (p.reached, order.get(p.table.name).copied()));
        parts
    }

    async fn roots(&mut self, roots: &[Root]) -> Result<(), Problem> {
        for root in roots {
            let Some(&table) = self
                .all
                .iter()
                .find(|t| t.name == root.table && t.about.contains(&About::Person))
            else {
                continue;
            };
            let rows = self.select(table, "id", &[root.id]).await?;
            self.take(table, Reached::About, rows);
        }
        Ok(())
    }

    /// The links of the tables that `pick` takes, each with its table.
    fn links<T>(&self, pick: impl Fn(&'static About) -> Option<T>) -> Vec<(&'static Table, T)> {
        let of_table = |table: &&'static Table| {
            let table = *table;
            table
                .about
                .iter()
                .filter_map(|about| Some((table, pick(about)?)))
                .collect::<Vec<_>>()
        };
        self.tables.iter().flat_map(of_table).collect()
    }

    /// Follows the links until they lead to nothing new.
    async fn about(&mut self) -> Result<(), Problem> {
        let links = self.links(|about| match about {
            About::Of(column, parent) => Some((*column, *parent)),
            _ => None,
        });
        let mut fresh = self.ids.clone();
        while !fresh.is_empty() {
            let before = self.ids.clone();
            for (table, (column, parent)) in &links {
                let ids: Vec<Uuid> = fresh.get(parent).into_iter().flatten().copied().collect();
                let rows = self.select(table, column, &ids).await?;
                self.take(table, Reached::About, rows);
            }
            fresh = news(&before, &self.ids);
        }
        Ok(())
    }

    /// What names something of the person's, and what the person did.
    async fn traces(&mut self) -> Result<(), Problem> {
        let all: Vec<Uuid> = self.ids.values().flatten().copied().collect();
        for (table, column) in self.links(|about| match about {
            About::Any(column) => Some(*column),
            _ => None,
        }) {
            let rows = self.select(table, column, &all).await?;
            self.take(table, Reached::Any, rows);
        }
        for (table, (column, parent)) in self.links(|about| match about {
            About::By(column, parent) => Some((*column, *parent)),
            _ => None,
        }) {
            let ids: Vec<Uuid> = self.ids.get(parent).into_iter().flatten().copied().collect();
            let rows = self.select(table, column, &ids).await?;
            self.take(table, Reached::By, rows);
        }
        Ok(())
    }

    async fn select(&self, table: &Table, column: &str, ids: &[Uuid]) -> Result<Vec<Row>, Problem> {
        within(self.tx, table, column, ids).await
    }

    fn take(&mut self, table: &'static Table, reached: Reached, rows: Vec<Row>) {
        for row in rows {
            if !self.known.insert((table.name, key(&row))) {
                continue;
            }
            if reached == Reached::About
                && let Some(id) = id_in(&row, "id")
            {
                self.ids.entry(table.name).or_default().insert(id);
            }
            self.found.entry((table.name, reached)).or_default().push(row);
        }
    }
}

fn news(
    before: &BTreeMap<&'static str, BTreeSet<Uuid>>,
    after: &BTreeMap<&'static str, BTreeSet<Uuid>>,
) -> BTreeMap<&'static str, BTreeSet<Uuid>> {
    let none = BTreeSet::new();
    after
        .iter()
        .map(|(table, ids)| {
            let old = before.get(table).unwrap_or(&none);
            (*table, ids.difference(old).copied().collect::<BTreeSet<_>>())
        })
        .filter(|(_, ids)| !ids.is_empty())
        .collect()
}

/// What tells a row from the others of its table: its id, or all of it where it has none.
#[must_use]
pub fn key(row: &Row) -> String {
    match row.get("id") {
        Some(Value::String(id)) => id.clone(),
        _ => Value::Object(row.clone()).to_string(),
    }
}

/// An id in a column.
#[must_use]
pub fn id_in(row: &Row, column: &str) -> Option<Uuid> {
    row.get(column)?.as_str()?.parse().ok()
}

/// The rows of a table that meet a condition, of this transaction's company where the table knows companies.
///
/// # Errors
/// The store's.
pub async fn read(tx: &ReadTx, table: &Table, condition: Cond) -> Result<Vec<Row>, Problem> {
    let q = statement(tx, table, condition);
    let rows: Vec<Value> = tx.select(&q).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| match row {
            Value::Object(row) => Some(row),
            _ => None,
        })
        .map(|row| row.into_iter().map(|(name, value)| (name, opened(value))).collect())
        .collect())
}

/// The rows of a table in which a column names one of the ids.
///
/// # Errors
/// The store's.
pub async fn linked(tx: &ReadTx, table: &str, column: &str, ids: &[Uuid]) -> Result<Vec<Row>, Problem> {
    match data_map::table(table) {
        Some(table) => within(tx, table, column, ids).await,
        None => Ok(Vec::new()),
    }
}

async fn within(tx: &ReadTx, table: &Table, column: &str, ids: &[Uuid]) -> Result<Vec<Row>, Problem> {
    let mut rows = Vec::new();
    for part in ids.chunks(CHUNK) {
        let named = Expr::col(Alias::new(column)).is_in(part.iter().copied());
        rows.extend(read(tx, table, Cond::all().add(named)).await?);
    }
    Ok(rows)
}

fn statement(tx: &ReadTx, table: &Table, condition: Cond) -> SelectStatement {
    let mut q = Query::select();
    q.columns(table.columns.iter().map(|(name, _)| Alias::new(*name)))
        .from(Alias::new(table.name))
        .cond_where(condition);
    if table.owner == Owner::Tenant {
        q.and_where(Expr::col(Alias::new("company_id")).eq(tx.company_id()));
    }
    q
}

/// SQLite keeps objects and lists as text.
fn opened(value: Value) -> Value {
    match &value {
        Value::String(text) if text.starts_with(['{', '[']) => serde_json::from_str(text).unwrap_or(value),
        _ => value,
    }
}
