//! What becomes of each row about a person? Decided from what is known at one moment; nothing is changed here.

use super::{
    erasing::{LINES, Line, Rule},
    facts::{Facts, day_in, word},
    graph::{Part, Reached, Row, id_in, key},
};
use chrono::{Months, NaiveDate};
use kontoret_core::data_subject::{ErasureGround, MONTHS_OF_ANSWERS};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It goes.
    Goes,
    /// The row stays without what says something of the person; with a last day, what bookkeeping law keeps stays in it.
    Emptied(Option<NaiveDate>),
    /// It stays as it is, on a ground, with a last day where one is known.
    Stays(ErasureGround, Option<NaiveDate>),
}

impl Fate {
    const fn passes(self) -> Option<ErasureGround> {
        match self {
            Self::Stays(ground, _) if ground.passes() => Some(ground),
            _ => None,
        }
    }
}

/// What becomes of the rows about a person.
pub struct Fates<'p> {
    facts: Facts,
    parts: &'p [Part],
    rows: BTreeMap<(&'static str, String), Fate>,
    by_id: BTreeMap<Uuid, Fate>,
}

/// In which order rules are asked: offers and places wait for orders and invoices, the customer for all of them.
const TURNS: [fn(Rule) -> bool; 6] = [
    |r| matches!(r, Rule::Order | Rule::Invoice),
    |r| matches!(r, Rule::Offer),
    |r| matches!(r, Rule::WorkSite),
    |r| matches!(r, Rule::Customer),
    |r| matches!(r, Rule::Household),
    |r| {
        !matches!(
            r,
            Rule::Order | Rule::Invoice | Rule::Offer | Rule::WorkSite | Rule::Customer | Rule::Household | Rule::Trail
        )
    },
];

impl<'p> Fates<'p> {
    /// Decides for all rows.
    #[must_use]
    pub fn decide(facts: Facts, parts: &'p [Part]) -> Self {
        let mut fates = Self {
            facts,
            parts,
            rows: BTreeMap::new(),
            by_id: BTreeMap::new(),
        };
        for is_asked in TURNS {
            for line in LINES.iter().filter(|l| is_asked(l.rule)) {
                fates.take(line);
            }
        }
        fates
    }

    fn take(&mut self, line: &'static Line) {
        for row in rows_of(self.parts, line.table) {
            let fate = self.decided(line.rule, row);
            if let Some(id) = id_in(row, "id") {
                self.by_id.insert(id, fate);
            }
            self.rows.insert((line.table, key(row)), fate);
        }
    }

    /// What becomes of a row; `None`: nothing does, for it names no people.
    #[must_use]
    pub fn of(&self, table: &'static str, row: &Row) -> Option<Fate> {
        self.rows.get(&(table, key(row))).copied()
    }

    /// Whether something stays that goes by itself when work is done and money is paid.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.rows.values().any(|f| f.passes().is_some())
    }

    /// What it was decided from.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    fn decided(&self, rule: Rule, row: &Row) -> Fate {
        match rule {
            Rule::Order => self.order(row),
            Rule::Invoice => self.invoice(row),
            Rule::Offer => self.offer(row),
            Rule::WorkSite => self.work_site(row),
            Rule::Customer => self.customer(row),
            Rule::Household => self.household(row),
            Rule::Books(column) => {
                Fate::Stays(ErasureGround::Bookkeeping, self.facts.kept_through(day_in(row, column)))
            }
            Rule::Account if !self.facts.runs_service() => Fate::Stays(ErasureGround::OtherController, None),
            Rule::Account | Rule::Place => Fate::Emptied(None),
            Rule::Own(_) => Fate::Goes,
            Rule::With(parents) => self.first_of(row, parents).unwrap_or(Fate::Goes),
            Rule::Anything(column) => match self.known(row, column) {
                Some(fate @ Fate::Stays(ground, _)) if ground != ErasureGround::Bookkeeping => fate,
                _ => Fate::Goes,
            },
            Rule::Request(ended) => {
                let through = day_in(row, ended).and_then(|on| on.checked_add_months(Months::new(MONTHS_OF_ANSWERS)));
                Fate::Stays(ErasureGround::Accountability, through)
            }
            Rule::Trail => Fate::Stays(ErasureGround::Accountability, None),
        }
    }

    fn known(&self, row: &Row, column: &str) -> Option<Fate> {
        self.by_id.get(&id_in(row, column)?).copied()
    }

    fn first_of(&self, row: &Row, parents: &[(&str, &str)]) -> Option<Fate> {
        parents.iter().find_map(|(column, _)| self.known(row, column))
    }

    fn order(&self, row: &Row) -> Fate {
        let Some(id) = id_in(row, "id") else { return Fate::Goes };
        if self.facts.order_waits(id) {
            return Fate::Stays(ErasureGround::Contract, None);
        }
        match self.facts.invoiced_on(id) {
            Some(day) => Fate::Emptied(self.facts.kept_through(Some(day))),
            None if self.facts.has_time(id) => Fate::Emptied(None),
            None => Fate::Goes,
        }
    }

    fn invoice(&self, row: &Row) -> Fate {
        if word(row, "status") == "draft" {
            Fate::Stays(ErasureGround::Contract, None)
        } else if self.facts.is_owed(row) {
            Fate::Stays(ErasureGround::LegalClaims, None)
        } else {
            Fate::Emptied(self.facts.kept_through(day_in(row, "issued_on")))
        }
    }

    /// An accepted offer is what the order's invoices rest on.
    fn offer(&self, row: &Row) -> Fate {
        let id = id_in(row, "id");
        rows_of(self.parts, "work_order")
            .find(|order| id.is_some() && id_in(order, "offer_id") == id)
            .and_then(|order| self.of("work_order", order))
            .unwrap_or(Fate::Goes)
    }

    fn work_site(&self, row: &Row) -> Fate {
        let names_it = |other: &&Row| id_in(other, "work_site_id") == id_in(row, "id");
        let is_needed = ["work_order", "invoice", "offer"].into_iter().any(|table| {
            rows_of(self.parts, table)
                .filter(names_it)
                .any(|r| matches!(self.of(table, r), Some(Fate::Stays(ErasureGround::Contract, _))))
        });
        if is_needed {
            Fate::Stays(ErasureGround::Contract, None)
        } else if rows_of(self.parts, "invoice").any(|r| names_it(&r)) {
            Fate::Emptied(None)
        } else {
            Fate::Goes
        }
    }

    fn customer(&self, row: &Row) -> Fate {
        let id = id_in(row, "id");
        let mut stays = false;
        let mut ground = id
            .filter(|id| self.facts.has_open_case(*id))
            .map(|_| ErasureGround::LegalClaims);
        for table in ["work_order", "invoice", "offer"] {
            for other in rows_of(self.parts, table).filter(|r| id_in(r, "customer_id") == id) {
                let fate = self.of(table, other).unwrap_or(Fate::Goes);
                stays |= fate != Fate::Goes;
                match fate.passes() {
                    Some(ErasureGround::Contract) => return Fate::Stays(ErasureGround::Contract, None),
                    Some(other) => ground = Some(other),
                    None => {}
                }
            }
        }
        stays |= ["payment", "imported_payment", "reminder"]
            .into_iter()
            .any(|table| rows_of(self.parts, table).any(|r| id_in(r, "customer_id") == id));
        match ground {
            Some(ground) => Fate::Stays(ground, None),
            None if stays => Fate::Emptied(None),
            None => Fate::Goes,
        }
    }

    /// They are there for deductions: needed while one is still to be invoiced.
    fn household(&self, row: &Row) -> Fate {
        if id_in(row, "customer_id").is_some_and(|id| self.facts.awaits_deduction(id)) {
            Fate::Stays(ErasureGround::Contract, None)
        } else {
            Fate::Goes
        }
    }
}

/// The rows of a table that are about the person.
pub fn rows_of<'p>(parts: &'p [Part], table: &'p str) -> impl Iterator<Item = &'p Row> {
    parts
        .iter()
        .filter(move |p| p.table.name == table && p.reached != Reached::By)
        .flat_map(|p| &p.rows)
}

/// Whether a value says anything.
#[must_use]
pub fn is_there(value: Option<&Value>) -> bool {
    value.is_some_and(|v| !v.is_null() && v != "" && v != false)
}
