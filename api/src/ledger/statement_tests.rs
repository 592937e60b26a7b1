//! Statements of account: what happened in a period, and the same balance as the ledger's.

use crate::testing::{Answer, World, things, world};
use serde_json::{Value, json};

async fn customer(w: &World) -> String {
    w.office()
        .post("/customers", things::customer_input())
        .await
        .expect(201)
        .id()
}

async fn invoice(w: &World, customer_id: &str, ago: i64) -> Answer {
    let draft = w
        .office()
        .post("/invoices", things::invoice_input(customer_id))
        .await
        .expect(201);
    things::invoice_issued_ago(w, &draft, ago).await
}

async fn act(w: &World, id: &str, verb: &str, body: Value) -> Answer {
    let seen = w.office().get(&format!("/invoices/{id}")).await.expect(200);
    w.office()
        .act(&format!("/invoices/{id}/{verb}"), seen.version(), body)
        .await
}

fn payment(day: &str, amount_ore: i64, more: Value) -> Value {
    let mut body = json!({ "paid_on": day, "amount_ore": amount_ore, "method": "bankgiro", "reference": "BG 1" });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

async fn statement(w: &World, customer: &str, period: &str) -> Value {
    w.office()
        .get(&format!("/customer-ledger/{customer}/statement?{period}"))
        .await
        .expect(200)
        .body
}

/// What the ledger says that the customer owed.
async fn owed(w: &World, customer: &str, day: &str) -> i64 {
    let ledger = w
        .office()
        .get(&format!("/customer-ledger?as_of={day}"))
        .await
        .expect(200)
        .body;
    let rows = ledger["items"].as_array().unwrap();
    let row = rows.iter().find(|r| r["customer_id"] == json!(customer));
    row.map_or(0, |r| r["sums"]["total_ore"].as_i64().unwrap())
}

fn rows(s: &Value) -> Vec<(String, String, i64, i64)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let row = |r: &Value| {
        (
            text(&r["on"]),
            text(&r["kind"]),
            r["amount_ore"].as_i64().unwrap(),
            r["balance_ore"].as_i64().unwrap(),
        )
    };
    s["rows"].as_array().unwrap().iter().map(row).collect()
}

/// Invoices of 5 500 kr on 10 October and 10 November; a part is paid, a part credited, some written off, and a payment
/// with too much and with what bank and currency took comes and is taken out again. Today is 20 November.
async fn story(w: &World) -> String {
    let who = customer(w).await;
    let first = invoice(w, &who, 41).await.id();
    let second = invoice(w, &who, 10).await.id();
    act(w, &first, "payments", payment("2026-10-20", 150_000, json!({})))
        .await
        .expect(200);
    act(w, &first, "write-off", json!({ "amount_ore": 1_000, "reason": "Repa" }))
        .await
        .expect(200);
    let part = json!([{ "invoice_id": first, "amount_ore": 399_000 }]);
    let big = payment(
        "2026-11-15",
        398_000,
        json!({ "fee_ore": 600, "currency_difference_ore": 400, "parts": part }),
    );
    act(w, &first, "payments", big).await.expect(200);
    act(
        w,
        &second,
        "credit",
        json!({ "lines": null, "note": "", "release_work": false, "issue": true }),
    )
    .await
    .expect(201);
    let over = payment("2026-11-18", 700, json!({ "parts": [] }));
    let third = invoice(w, &who, 1).await.id();
    act(w, &third, "payments", over).await.expect(200);
    who
}

#[actix_web::test]
async fn a_statement_shows_what_happened_and_ends_where_the_ledger_does() {
    let w = world().await;
    let who = story(&w).await;
    let s = statement(&w, &who, "from=2026-10-01&to=2026-11-20").await;
    assert_eq!(s["opening_ore"], 0);
    let seen = rows(&s);
    let shown: Vec<(&str, &str, i64, i64)> = seen.iter().map(|r| (r.0.as_str(), r.1.as_str(), r.2, r.3)).collect();
    assert_eq!(
        shown,
        [
            ("2026-10-10", "invoice", 550_000, 550_000),
            ("2026-10-20", "payment", -150_000, 400_000),
            ("2026-11-10", "invoice", 550_000, 950_000),
            ("2026-11-15", "payment", -399_000, 551_000),
            ("2026-11-18", "payment", -700, 550_300),
            ("2026-11-19", "invoice", 550_000, 1_100_300),
            ("2026-11-20", "credit_note", -550_000, 550_300),
            ("2026-11-20", "write_off", -1_000, 549_300),
        ]
    );
    assert_eq!(
        [
            &s["invoiced_ore"],
            &s["interest_ore"],
            &s["credited_ore"],
            &s["paid_ore"],
            &s["written_off_ore"],
            &s["closing_ore"]
        ],
        [
            &json!(1_650_000),
            &json!(0),
            &json!(-550_000),
            &json!(-549_700),
            &json!(-1_000),
            &json!(549_300)
        ]
    );
    assert_eq!(s["rows"][0]["due_on"], "2026-11-09");
    assert_eq!(s["rows"][1]["reference"], "BG 1");
    for day in [
        "2026-10-09",
        "2026-10-15",
        "2026-11-12",
        "2026-11-16",
        "2026-11-19",
        "2026-11-20",
    ] {
        let until = statement(&w, &who, &format!("from=2026-01-01&to={day}")).await;
        assert_eq!(until["closing_ore"], json!(owed(&w, &who, day).await), "{day}");
        let after = statement(&w, &who, &format!("from={day}&to=2026-11-20")).await;
        assert_eq!(after["closing_ore"], s["closing_ore"], "{day}");
    }
    let later = statement(&w, &who, "from=2026-11-16&to=2026-11-20").await;
    assert_eq!(later["opening_ore"], 551_000);
}

#[actix_web::test]
async fn a_payment_that_is_taken_out_again_is_shown_twice_and_owed_again() {
    let w = world().await;
    let who = customer(&w).await;
    let one = invoice(&w, &who, 10).await.id();
    let paid = act(&w, &one, "payments", payment("2026-11-15", 550_000, json!({})))
        .await
        .expect(200);
    let id = paid.body["payments"][0]["id"].as_str().unwrap().to_owned();
    w.office()
        .post(&format!("/payments/{id}/remove"), json!({ "reason": "Fel kund" }))
        .await
        .expect(200);
    let s = statement(&w, &who, "from=2026-11-11&to=2026-11-20").await;
    let kinds: Vec<(String, i64)> = rows(&s).into_iter().map(|r| (r.1, r.3)).collect();
    assert_eq!(
        kinds,
        [("payment".to_owned(), 0), ("payment_removed".to_owned(), 550_000)]
    );
    for day in ["2026-11-14", "2026-11-19", "2026-11-20"] {
        let until = statement(&w, &who, &format!("to={day}")).await;
        assert_eq!(until["closing_ore"], json!(owed(&w, &who, day).await), "{day}");
    }
}

#[actix_web::test]
async fn a_statement_is_a_document_and_its_period_ends_after_it_begins() {
    let w = world().await;
    let who = story(&w).await;
    let path = format!("/customer-ledger/{who}/statement");
    let pdf = w
        .office()
        .get(&format!("{path}/pdf?from=2026-10-01&language=en"))
        .await
        .expect(200);
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    let text = things::words(&pdf.bytes);
    for said in ["Statement of", "Opening balance", "5,493.00", "Written off, invoice"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let swedish = w.office().get(&format!("{path}/pdf")).await.expect(200);
    assert!(things::words(&swedish.bytes).contains("Utgående saldo"));
    w.office()
        .get(&format!("{path}?from=2026-11-02&to=2026-11-01"))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("to", "end_before_start");
    w.stranger().get(&path).await.expect_problem(404, "not_found");
    w.worker().get(&path).await.expect_problem(403, "forbidden");
}
