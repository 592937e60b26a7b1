//! How is it said what becomes of a table's rows in the end?

use kontoret_core::retention::{End, Rule};

/// What starts a row's time, or decides that it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A moment in a column, and the rule's term after it.
    After(&'static str),
    /// The day in a column: its fiscal year must be over and released.
    FiscalYear(&'static str),
    /// The moment in a column, by its fiscal year.
    FiscalYearAt(&'static str),
    /// The ISO week in a column, by its fiscal year.
    FiscalYearWeek(&'static str),
    /// The row is an issued invoice: its fiscal year, and those of everything that settled or credited it.
    Invoice,
    /// The row is a customer who was put away, and whom bookkeeping and unfinished work hold nothing of.
    Customer,
    /// The row is a closed tax deduction: the year of its payment.
    PaymentYear(&'static str),
    /// It goes when a row that it names does by the same rule: column, table.
    With(&'static str, &'static str),
    /// It stays; why.
    Never(&'static str),
}

/// How a column looks once nothing stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// An empty text.
    Text,
    /// Nothing.
    Null,
    /// No bytes.
    Bytes,
}

/// How the rows of a table age.
#[derive(Clone, Copy, Debug)]
pub struct Ageing {
    /// The table.
    pub table: &'static str,
    /// Why.
    pub rule: Rule,
    /// From when.
    pub clock: Clock,
    /// Which rows of the table: SQL that both databases read the same way; empty: all.
    pub only: &'static str,
    /// What happens.
    pub end: End,
    /// The columns that are blanked, each as its kind wants it.
    pub blanks: &'static [(&'static str, Blank)],
    /// Personal columns that stay, for they say nothing of anybody once the others are blank.
    pub stays: &'static [&'static str],
    /// The column that says whose datum it is, to count people by.
    pub person: Option<&'static str>,
}

/// A line.
pub const fn line(table: &'static str, rule: Rule, clock: Clock, end: End) -> Ageing {
    Ageing {
        table,
        rule,
        clock,
        only: "",
        end,
        blanks: &[],
        stays: &[],
        person: None,
    }
}

/// The rows go.
pub const fn deleted(table: &'static str, rule: Rule, clock: Clock) -> Ageing {
    line(table, rule, clock, End::Deleted)
}

/// Columns are blanked.
pub const fn blanked(
    table: &'static str,
    rule: Rule,
    clock: Clock,
    blanks: &'static [(&'static str, Blank)],
) -> Ageing {
    let mut line = line(table, rule, clock, End::Blanked);
    line.blanks = blanks;
    line
}

/// The rows stay; why.
pub const fn kept(table: &'static str, rule: Rule, why: &'static str) -> Ageing {
    line(table, rule, Clock::Never(why), End::Kept)
}

impl Ageing {
    /// Only the rows of which the SQL holds.
    pub const fn only(mut self, sql: &'static str) -> Self {
        self.only = sql;
        self
    }

    /// Personal columns that stay.
    pub const fn stays(mut self, columns: &'static [&'static str]) -> Self {
        self.stays = columns;
        self
    }

    /// The column that says whose datum it is.
    pub const fn of(mut self, person: &'static str) -> Self {
        self.person = Some(person);
        self
    }

    /// Whether a personal column goes, or stays, as the line says.
    pub fn covers(&self, column: &str) -> bool {
        match self.end {
            End::Deleted | End::Kept => true,
            End::Blanked | End::KeyDropped => {
                self.stays.contains(&column) || self.blanks.iter().any(|(name, _)| *name == column)
            }
        }
    }
}
