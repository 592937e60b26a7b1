//! From an issued invoice to the tax agency's money, and every way it goes wrong.

mod asking;
mod deciding;
mod green;
mod moving_on;
mod payouts;
mod years;

use crate::testing::{Answer, World};
use std::collections::BTreeMap;

/// What is on accounts of an invoice's, cases' and payouts' vouchers together; the whole ledger of a test.
async fn ledger(w: &World) -> BTreeMap<i64, i64> {
    let found = w.office().get("/vouchers?limit=200").await.expect(200);
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for voucher in found.body["items"].as_array().unwrap() {
        for l in voucher["lines"].as_array().unwrap() {
            *sums.entry(l["account"].as_i64().unwrap()).or_default() += l["amount_ore"].as_i64().unwrap();
        }
    }
    sums.retain(|_, ore| *ore != 0);
    sums
}

fn state(case: &Answer) -> &str {
    case.body["summary"]["state"].as_str().unwrap()
}

fn story(case: &Answer) -> Vec<(String, i64)> {
    let events = case.body["events"].as_array().unwrap();
    events
        .iter()
        .map(|e| {
            (
                e["kind"].as_str().unwrap().to_owned(),
                e["amount_ore"].as_i64().unwrap() / 100,
            )
        })
        .collect()
}

fn told(events: &[(&str, i64)]) -> Vec<(String, i64)> {
    events.iter().map(|(kind, kr)| ((*kind).to_owned(), *kr)).collect()
}
