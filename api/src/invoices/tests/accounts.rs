//! The account of an article: on its lines, in the voucher, and off again when it is credited.

use super::{customer, invoice, issue, line, orders::order};
use crate::testing::{Answer, World, things, world};
use serde_json::{Value, json};
use std::collections::BTreeMap;

async fn article(w: &World, account: Value, vat: &str) -> Answer {
    let mut input = things::article_input();
    input["account"] = account;
    input["vat"] = json!(vat);
    w.office().post("/articles", input).await.expect(201)
}

fn on(account: i64, mut line: Value) -> Value {
    line["account"] = json!(account);
    line
}

/// What the vouchers about these invoices have on each account.
async fn booked(w: &World, invoices: &[&Answer]) -> BTreeMap<i64, i64> {
    let mut sums = BTreeMap::new();
    for i in invoices {
        let path = format!("/vouchers?invoice_id={}", i.id());
        let page = w.owner().get(&path).await.expect(200);
        for v in page.body["items"].as_array().unwrap() {
            for l in v["lines"].as_array().unwrap() {
                *sums.entry(l["account"].as_i64().unwrap()).or_default() += l["amount_ore"].as_i64().unwrap();
            }
        }
    }
    sums
}

#[actix_web::test]
async fn an_article_has_a_sales_account_or_none() {
    let w = world().await;
    let made = article(&w, json!(3041), "25").await;
    assert_eq!(made.body["account"], 3041);
    for wrong in [2999, 4000, 30] {
        let mut input = things::article_input();
        input["account"] = json!(wrong);
        w.office()
            .post("/articles", input)
            .await
            .expect_problem(422, "invalid_fields");
    }
    assert_eq!(article(&w, Value::Null, "25").await.body["account"], Value::Null);
}

#[actix_web::test]
async fn the_voucher_is_divided_by_the_accounts_of_the_lines() {
    let w = world().await;
    let who = customer(&w).await;
    let lines = [
        line("Arbete", 1_000, 60_000, "25"),
        on(3041, line("Fönster", 1_000, 30_000, "25")),
        on(3051, line("Bok", 1_000, 10_000, "6")),
    ];
    let mut body = invoice(&who, &lines);
    body["discount_bp"] = json!(1_000);
    let draft = w.office().post("/invoices", body).await.expect(201);
    assert_eq!(draft.body["lines"][1]["account"], 3041);
    let one = issue(&w, &draft).await.expect(200);
    assert_eq!(
        booked(&w, &[&one]).await,
        BTreeMap::from([
            (1510, 110_800),
            (2611, -20_250),
            (2631, -540),
            (3001, -54_000),
            (3041, -27_000),
            (3051, -9_000),
            (3740, -10)
        ])
    );
    // The return asks for sales with VAT, whatever their accounts.
    let report = w
        .owner()
        .get("/vat-report?from=2026-11-01&to=2026-11-30")
        .await
        .expect(200);
    let boxes = report.body["boxes"].as_array().unwrap();
    let sales = boxes.iter().find(|b| b["vat_box"] == "05").unwrap();
    assert_eq!(sales["kronor"], 900);
    assert_eq!(sales["accounts"].as_array().unwrap().len(), 3);
}

#[actix_web::test]
async fn an_invoice_credited_in_parts_leaves_nothing_on_any_account() {
    let w = world().await;
    let who = customer(&w).await;
    let lines = [
        line("Arbete", 3_000, 3_333, "25"),
        on(3041, line("Fönster", 3_000, 3_337, "25")),
        on(3051, line("Färg", 1_000, 101, "25")),
    ];
    let mut body = invoice(&who, &lines);
    body["discount_bp"] = json!(777);
    body["prices_include_vat"] = json!(true);
    let draft = w.office().post("/invoices", body).await.expect(201);
    let original = issue(&w, &draft).await.expect(200);
    let credit = async |lines: Value| {
        let path = format!("/invoices/{}", original.id());
        let seen = w.office().get(&path).await.expect(200);
        let body = json!({ "lines": lines, "note": "", "release_work": false, "issue": true });
        w.office()
            .act(&format!("{path}/credit"), seen.version(), body)
            .await
            .expect(201)
    };
    let of = |i: usize, quantity: i64| json!([{ "line_id": original.body["lines"][i]["id"], "quantity_milli": quantity, "amount_ore": null }]);
    let first = credit(of(1, 1_000)).await;
    let second = credit(of(0, 2_000)).await;
    let rest = credit(Value::Null).await;
    assert_eq!(rest.body["lines"][1]["account"], 3041);
    let sums = booked(&w, &[&original, &first, &second, &rest]).await;
    assert!(sums.contains_key(&3051));
    // The vouchers of each document name its own receivable; together nothing is left anywhere.
    assert!(sums.values().all(|n| *n == 0), "{sums:?}");
}

#[actix_web::test]
async fn an_orders_articles_bring_their_accounts_to_the_invoice() {
    let w = world().await;
    let who = customer(&w).await;
    let ours = article(&w, json!(3041), "25").await;
    let other_vat = article(&w, json!(3042), "6").await;
    let made = order(&w, &who, "as_agreed").await;
    let mut body = things::order_input(&who);
    let of = |article: &Answer| {
        let mut l = things::line("Fönster", 1_000, 10_000);
        l["article_id"] = json!(article.id());
        l["id"] = Value::Null;
        l
    };
    body["lines"] = json!([of(&ours), of(&other_vat)]);
    w.office()
        .put(&format!("/orders/{}", made.id()), made.version(), body)
        .await
        .expect(200);
    let draft = w
        .office()
        .post("/invoices/from-order", json!({ "order_id": made.id() }))
        .await
        .expect(201);
    assert_eq!(draft.body["lines"][0]["account"], 3041);
    assert_eq!(
        draft.body["lines"][1]["account"],
        Value::Null,
        "a line of another VAT than its article's"
    );
}

#[actix_web::test]
async fn only_interest_invoices_charge_for_late_payment() {
    let w = world().await;
    let who = customer(&w).await;
    let mut fee = line("Påminnelseavgift", 1_000, 6_000, "exempt");
    fee["charge"] = json!("reminder_fee");
    w.office()
        .post("/invoices", invoice(&who, &[fee]))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/lines/0/charge", "invalid");
}
