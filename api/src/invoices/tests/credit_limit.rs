//! A customer's credit limit: a draft that passes it is said to, and can be issued all the same.

use super::{customer, draft, issue, issued};
use crate::testing::{Answer, World, world};
use serde_json::{Value, json};

async fn limit(w: &World, who: &str, ore: Option<i64>) {
    let path = format!("/customers/{who}");
    let seen = w.office().get(&path).await.expect(200);
    let mut body = json!({ "billing": seen.body["billing"].clone() });
    for field in [
        "kind",
        "name",
        "email",
        "phone",
        "organisation_number",
        "vat_number",
        "address",
        "language",
        "reference",
        "payment_terms_days",
        "note",
    ] {
        body[field] = seen.body[field].clone();
    }
    body["billing"]["credit_limit_ore"] = json!(ore);
    w.office().put(&path, seen.version(), body).await.expect(200);
}

async fn check(w: &World, invoice: &Answer) -> Value {
    let path = format!("/invoices/{}/check", invoice.id());
    w.office().get(&path).await.expect(200).body["credit_limit"].clone()
}

fn figures(limit: i64, open: i64, invoice: i64, over: i64) -> Value {
    json!({ "limit_ore": limit, "open_ore": open, "invoice_ore": invoice, "owed_ore": open + invoice, "over_ore": over })
}

#[actix_web::test]
async fn open_invoices_and_the_draft_are_held_against_the_limit() {
    let w = world().await;
    let who = customer(&w).await;
    // 125 kr each.
    let first = issued(&w, &who).await;
    let second = draft(&w, &who).await;
    assert_eq!(check(&w, &second).await, Value::Null, "no limit");
    limit(&w, &who, Some(25_000)).await;
    assert_eq!(
        check(&w, &second).await,
        figures(25_000, 12_500, 12_500, 0),
        "the limit may be reached"
    );
    limit(&w, &who, Some(20_000)).await;
    assert_eq!(check(&w, &second).await, figures(20_000, 12_500, 12_500, 5_000));

    let path = format!("/invoices/{}/payments", first.id());
    let body = json!({ "paid_on": "2026-11-20", "amount_ore": 10_000, "method": "bankgiro", "reference": "" });
    let paid = w.office().act(&path, first.version(), body).await.expect(200);
    assert_eq!(check(&w, &second).await, figures(20_000, 2_500, 12_500, 0));
    assert_eq!(check(&w, &paid).await, Value::Null, "what is issued is issued");

    limit(&w, &who, Some(0)).await;
    assert_eq!(check(&w, &second).await, figures(0, 2_500, 12_500, 15_000));
    issue(&w, &second).await.expect(200);

    // 200 kr for an invoice with 25 kr left: 175 kr are the customer's.
    let path = format!("/invoices/{}/payments", paid.id());
    let part = json!([{ "invoice_id": paid.id(), "amount_ore": 2_500 }]);
    let body =
        json!({ "paid_on": "2026-11-20", "amount_ore": 20_000, "method": "bankgiro", "reference": "", "parts": part });
    w.office().act(&path, paid.version(), body).await.expect(200);
    let third = draft(&w, &who).await;
    limit(&w, &who, Some(7_500)).await;
    assert_eq!(check(&w, &third).await, figures(7_500, 12_500 - 17_500, 12_500, 0));
}
