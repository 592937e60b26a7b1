//! How long does it take to tell a person everything, when there is much of it?

use super::{
    bulk,
    office::{Office, post},
    report::Report,
};
use serde_json::{Value, json};
use std::time::Instant;

/// Rows about one person.
const ROWS: u64 = 10_000;
/// Milliseconds.
const AIM: f64 = 2_000.0;

/// Measures each once: nobody asks twice.
pub async fn run(office: &Office, report: &mut Report) {
    let c = &office.companies[0];
    let token = office.token(c);
    let customer = json!({ "kind": "customer", "id": c.customer_id });
    let found = json!({ "email": "anna@kund.example", "phone": "", "identity_number": "" });
    let extract = json!({ "subjects": [customer], "language": "sv" });
    for (name, path, body) in [
        ("find by e-mail", "/data-subjects/find", &found),
        ("extract", "/data-subjects/extract", &extract),
    ] {
        timed(office, report, (name, path, body), &token).await;
    }
    let guest = office.json(post("/customers", &token, &guest())).await;
    bulk::sites(office, c, guest["id"].as_str().unwrap().parse().unwrap(), ROWS).await;
    let package = json!({ "subjects": [{ "kind": "customer", "id": guest["id"] }] });
    timed(office, report, ("package", "/data-subjects/package", &package), &token).await;
}

async fn timed(office: &Office, report: &mut Report, (name, path, body): (&str, &str, &Value), token: &str) {
    let began = Instant::now();
    let bytes = office.ask(post(path, token, body)).await;
    assert!(!bytes.is_empty());
    let took = began.elapsed().as_secs_f64() * 1000.0;
    report.at_most(office.engine(), &format!("{name}, {ROWS} rows"), took, "ms", AIM);
}

/// Somebody with work sites alone.
fn guest() -> Value {
    json!({
        "kind": "private", "name": "Per Öberg", "email": "per@kund.example", "phone": "", "organisation_number": "",
        "vat_number": "", "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    })
}
