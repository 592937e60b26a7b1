//! What is left of a person when the server dies in the middle of their erasure? Everything or nothing, and the next try
//! ends it.

use super::{
    api::{Api, key},
    office,
    site::{PATIENCE, Site, outside},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// So often the server is killed: at as many moments, spread evenly over the time that an erasure takes.
fn kills() -> u32 {
    outside("TEST_KILLS").map_or(5, |n| n.parse().unwrap())
}

/// What an erasure is asked with, after a look at its plan.
async fn planned(owner: &Api, customer: &str) -> Value {
    let subjects = json!([{ "kind": "customer", "id": customer }]);
    let asked = json!({ "subjects": subjects, "language": "sv" });
    let plan = owner.post("/data-subjects/erasure-plan", asked).await.expect(200);
    json!({
        "subjects": subjects, "language": "sv", "black_out": [],
        "fingerprint": plan.text("/fingerprint"), "confirmation": plan.text("/confirmation"),
    })
}

/// A customer with homes.
async fn planted(owner: &Api) -> String {
    let customer = office::customer(owner).await.id();
    for n in 1..=5 {
        let site = json!({
            "name": format!("Hus {n}"), "address": office::address("Björkvägen 4"), "note": "",
            "property_designation": "UMEÅ SOFIEHEM 2:14", "apartment_number": "", "housing_association_number": ""
        });
        owner
            .post(&format!("/customers/{customer}/work-sites"), site)
            .await
            .expect(201);
    }
    customer
}

/// The customer's e-mail, and how many homes there are.
async fn left(owner: &Api, customer: &str) -> (String, usize) {
    let seen = owner.get(&format!("/customers/{customer}")).await;
    if seen.status == 404 {
        return (String::new(), 0);
    }
    let sites = owner
        .get(&format!("/customers/{customer}/work-sites"))
        .await
        .expect(200);
    let sites = sites.body["items"].as_array().unwrap().len();
    (seen.expect(200).text("/email"), sites)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_that_was_killed_is_done_or_not_begun_and_the_next_try_ends_it() {
    let site = Site::new().await;
    let mut server = site.serve().await;
    let owner = office::owner(&site).await;
    let mut people = Vec::new();
    for _ in 0..=kills() {
        people.push(planted(&owner).await);
    }
    // How long one takes.
    let first = people.pop().unwrap();
    let body = planned(&owner, &first).await;
    let began = Instant::now();
    owner.post("/data-subjects/erase", body).await.expect(200);
    let takes = began.elapsed();
    let (whole, gone) = (("anna@kund.example".to_owned(), 5), (String::new(), 0));
    assert_eq!(left(&owner, &first).await, gone);
    let mut done = 0;
    for (nth, customer) in people.iter().enumerate() {
        let (body, key) = (planned(&owner, customer).await, key());
        let asked = {
            let (owner, body, key) = (owner.clone(), body.clone(), key.clone());
            tokio::spawn(async move { owner.try_post("/data-subjects/erase", &body, &key).await })
        };
        let share = (f64::from(u32::try_from(nth).unwrap()) + 0.5) / f64::from(kills());
        tokio::time::sleep(takes.mul_f64(share * 1.2)).await;
        server.kill();
        let answered = asked.await.unwrap().is_ok_and(|a| a.status == 200);
        server = site.serve().await;
        let found = left(&owner, customer).await;
        assert!(found == whole || found == gone, "{found:?}");
        assert!(!answered || found == gone, "an answer was forgotten");
        done += u32::from(found == gone);
        // The same request again, as whoever got no answer sends it.
        owner
            .try_post("/data-subjects/erase", &body, &key)
            .await
            .unwrap()
            .expect(200);
        assert_eq!(left(&owner, customer).await, gone);
    }
    assert!(done < kills(), "no kill came before the end");
    ledgered(&site, people.len() + 1).await;
    drop(server);
}

/// Each erasure stands in the ledger, by which a restored backup is erased again.
async fn ledgered(site: &Site, count: usize) {
    let began = Instant::now();
    loop {
        let text = std::fs::read_to_string(site.path("erasures.ledger")).unwrap_or_default();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let ids: BTreeSet<String> = lines.map(|line| line["id"].to_string()).collect();
        if ids.len() == count {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "{count} erasures: {text}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
