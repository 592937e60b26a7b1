//! What of a person's own rows tells of somebody else? It is taken out of the extract until a person has looked at it (GDPR art.
//! 15(4)).

use super::{
    dto::{ExtractBystanders, ExtractController},
    graph::{Part, Reached, Row, id_in, key},
    named::Named,
    sought::Sought,
};
use crate::store::ReadTx;
use chrono::NaiveDate;
use kontoret_core::{
    bystander::{BystanderSort, places},
    identity::PersonalIdentityNumber,
    privacy::{Identifier, Table},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Stands for what tells of somebody else.
pub const MARK: &str = "•••";

/// By what it is told whether a text tells of somebody else.
pub struct Bystanders {
    /// What is the person's own, or the controller's.
    own: Vec<Sought>,
    /// The texts of which somebody said that they tell of nobody else.
    shown: BTreeSet<String>,
    today: NaiveDate,
}

impl Bystanders {
    /// For a person, whose rows have these numbers.
    #[must_use]
    pub fn of(
        tx: &ReadTx,
        parts: &[Part],
        numbers: &BTreeMap<Uuid, PersonalIdentityNumber>,
        controller: &ExtractController,
        shown: &[String],
    ) -> Self {
        let today = tx.today();
        let mut own = Named::of(tx, parts).sought;
        let rows = parts
            .iter()
            .filter(|p| p.reached == Reached::About)
            .flat_map(|p| &p.rows);
        for number in rows.filter_map(|row| numbers.get(&id_in(row, "id")?)) {
            own.extend(Sought::known(Identifier::Number, &number.hyphenated(), today));
        }
        own.extend(Sought::known(Identifier::Email, &controller.email, today));
        own.extend(Sought::known(Identifier::Phone, &controller.phone, today));
        Self {
            own,
            shown: shown.iter().cloned().collect(),
            today,
        }
    }

    /// What of a text is told, and what of it tells of somebody else.
    #[must_use]
    pub fn without(&self, table: &Table, column: &str, row: &Row, value: Value) -> (Value, Option<ExtractBystanders>) {
        let mut sorts = BTreeSet::new();
        let bare = self.bare(&value, &mut sorts);
        if sorts.is_empty() {
            return (value, None);
        }
        let key = format!("{}/{column}/{}", table.name, key(row));
        let is_shown = self.shown.contains(&key);
        let found = ExtractBystanders {
            key,
            sorts: sorts.into_iter().collect(),
            shown: is_shown,
        };
        (if is_shown { value } else { bare }, Some(found))
    }

    fn bare(&self, value: &Value, sorts: &mut BTreeSet<BystanderSort>) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text, sorts)),
            Value::Array(all) => Value::Array(all.iter().map(|v| self.bare(v, sorts)).collect()),
            Value::Object(map) => Value::Object(map.iter().map(|(k, v)| (k.clone(), self.bare(v, sorts))).collect()),
            other => other.clone(),
        }
    }

    fn text(&self, text: &str, sorts: &mut BTreeSet<BystanderSort>) -> String {
        let mut bare = text.to_owned();
        for (sort, place) in places(text, self.today).into_iter().rev() {
            let found = text.get(place.clone()).unwrap_or_default();
            if !self.is_own(sort, found) {
                bare.replace_range(place, MARK);
                sorts.insert(sort);
            }
        }
        bare
    }

    fn is_own(&self, sort: BystanderSort, found: &str) -> bool {
        let plain: String = match sort {
            BystanderSort::Email => found.to_owned(),
            _ => found.chars().filter(char::is_ascii_digit).collect(),
        };
        self.own.iter().any(|own| own.place_in(&plain).is_some())
    }
}
