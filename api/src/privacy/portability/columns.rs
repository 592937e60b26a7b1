//! Which columns of a table go along? Their declarations say; nowhere is a table named.

use crate::privacy::subjects::{extract::NUMBER, labels};
use kontoret_core::privacy::{About, Declared, Table};

/// What a sealed number is called in a package.
pub const IDENTITY_NUMBER: &str = "identity_number";

/// Why a column goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Which row it is, or to which row it belongs.
    Reference,
    /// The person supplied it.
    Datum,
    /// The person supplied it, and it lies sealed.
    Number,
    /// It says nothing of a person, and tells which thing it is.
    Word,
}

/// A column of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the package.
    pub name: &'static str,
    /// Why it is there.
    pub role: Role,
}

/// The columns of a table that go along, in the order of their declaration; none where the person supplied nothing in it.
#[must_use]
pub fn of(table: &Table) -> Vec<Column> {
    let columns: Vec<Column> = table
        .columns
        .iter()
        .filter_map(|&(name, declared)| {
            let role = role(table, name, declared)?;
            let name = if role == Role::Number { IDENTITY_NUMBER } else { name };
            Some(Column { name, role })
        })
        .collect();
    if columns.iter().any(|c| matches!(c.role, Role::Datum | Role::Number)) {
        columns
    } else {
        Vec::new()
    }
}

fn role(table: &Table, name: &str, declared: Declared) -> Option<Role> {
    if name == "id" || is_link(table, name) {
        return Some(Role::Reference);
    }
    match declared {
        Declared::Personal(personal) if !personal.is_portable() => None,
        Declared::Personal(_) if name == NUMBER => Some(Role::Number),
        _ if labels::is_technical(name) => None,
        Declared::Personal(_) => Some(Role::Datum),
        Declared::NotPersonal => labels::field(name).map(|_| Role::Word),
    }
}

/// Whether a column leads to a row that can be in the package too.
fn is_link(table: &Table, name: &str) -> bool {
    table.about.iter().any(|about| match about {
        About::Of(column, _) | About::Near(column, _) => *column == name && name != "company_id",
        _ => false,
    })
}
