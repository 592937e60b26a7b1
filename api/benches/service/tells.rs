//! Does the time of an answer tell what the answer itself keeps to itself? Pairs of requests that are refused alike.

use super::{
    Size, bulk,
    office::{Office, get, post},
    report::Report,
};
use kontoret::store::Db;
use sea_orm::ConnectionTrait;
use serde_json::json;
use std::time::Instant;

/// Milliseconds between the middle times of the two.
const AIM: f64 = 5.0;
/// A password takes so many times as long as a look for an invoice.
const SLOWER: u32 = 5;

/// Measures.
pub async fn run(office: &Office, size: Size, report: &mut Report) {
    let engine = office.engine();
    let [own, other] = office.companies;
    let foreign = bulk::id(size.invoices[1]);
    let path = |id| format!("/invoices/{id}");
    office.ask(get(&path(foreign), &office.token(&other))).await;
    let token = office.token(&own);
    let invoice = async |theirs| {
        let id = if theirs { foreign } else { office.app.clock.new_id() };
        let began = Instant::now();
        let (status, _) = office.send(get(&path(id), &token)).await;
        assert_eq!(status, 404);
        began.elapsed().as_secs_f64()
    };
    let between = apart(size.pairs, invoice).await;
    report.at_most(engine, "somebody else's invoice, or none", between, "ms", AIM);

    let raw = Db::connect(&office.raw_url, 1).await.unwrap();
    let guess = async |known| {
        // Whoever guesses waits; the measurement doesn't.
        raw.raw().execute_unprepared("DELETE FROM throttle").await.unwrap();
        let email = if known {
            "eva@small.example"
        } else {
            "eva@nobody.example"
        };
        let body = json!({ "email": email, "password": "tre ledsna penslar" });
        let began = Instant::now();
        let (status, _) = office.send(post("/session", "", &body)).await;
        assert_eq!(status, 401);
        began.elapsed().as_secs_f64()
    };
    let between = apart(size.pairs / SLOWER, guess).await;
    report.at_most(engine, "a wrong password, or nobody's", between, "ms", AIM);
}

/// Milliseconds between the middle times of the two, asked for in turn.
async fn apart(pairs: u32, ask: impl AsyncFn(bool) -> f64) -> f64 {
    let (mut one, mut another) = (Vec::new(), Vec::new());
    for _ in 0..pairs {
        one.push(ask(true).await);
        another.push(ask(false).await);
    }
    (middle(one) - middle(another)).abs() * 1000.0
}

fn middle(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
