//! By what is a person named in texts?

use super::{
    facts::word,
    find::name_in,
    graph::{Part, Reached},
    sought::Sought,
};
use crate::store::ReadTx;
use kontoret_core::privacy::About;
use std::collections::BTreeSet;

/// By what a person is named in texts.
pub struct Named {
    /// Names of more than one word.
    pub names: Vec<String>,
    /// Addresses and numbers.
    pub sought: Vec<Sought>,
}

impl Named {
    /// From the rows that are the person.
    #[must_use]
    pub fn of(tx: &ReadTx, parts: &[Part]) -> Self {
        let own = parts.iter().filter(|p| p.reached == Reached::About);
        let own = own.filter(|p| p.table.about.contains(&About::Person) || p.table.name == "membership");
        let (mut names, mut values) = (BTreeSet::new(), BTreeSet::new());
        for part in own {
            for row in &part.rows {
                names.insert(name_in(row));
                for (column, identifier) in part.table.found_by {
                    values.insert((*identifier, word(row, column).to_owned()));
                }
            }
        }
        Self {
            names: names.into_iter().filter(|n| n.contains(' ')).collect(),
            sought: values
                .iter()
                .filter_map(|(identifier, value)| Sought::known(*identifier, value, tx.today()))
                .collect(),
        }
    }

    /// A text with `mark` in the place of each of them.
    #[must_use]
    pub fn blacked(&self, text: &str, mark: &str) -> String {
        let named = self
            .names
            .iter()
            .fold(text.to_owned(), |text, name| text.replace(name, mark));
        self.sought.iter().fold(named, |text, one| one.blacked(&text, mark))
    }
}
