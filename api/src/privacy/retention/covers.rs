//! By which rules does a personal column go?

use super::ageing::AGEING;
use kontoret_core::retention::Rule;

/// By which rules a personal column goes; an id that leads to a person goes with what its row says.
#[must_use]
pub fn rules_of(table: &str, column: &str) -> Vec<Rule> {
    let lines = || AGEING.iter().filter(|l| l.table == table);
    let mut rules: Vec<Rule> = lines().filter(|l| l.covers(column)).map(|l| l.rule).collect();
    if rules.is_empty() && is_link(column) {
        rules = lines().map(|l| l.rule).collect();
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// Whether a column is an id that leads to a person: it names nobody once the row that it leads to is blank or gone.
fn is_link(column: &str) -> bool {
    column.ends_with("_id") || column.ends_with("_by")
}
