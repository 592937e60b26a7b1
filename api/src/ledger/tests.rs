//! The customer ledger: what was owed on a day, however it was settled later.

use crate::testing::{World, things, world};
use serde_json::{Value, json};

async fn ledger(w: &World, as_of: &str) -> Value {
    w.office()
        .get(&format!("/customer-ledger?as_of={as_of}"))
        .await
        .expect(200)
        .body
}

async fn customer(w: &World, name: &str) -> String {
    let mut body = things::customer_input();
    body["name"] = json!(name);
    w.office().post("/customers", body).await.expect(201).id()
}

async fn invoice(w: &World, customer_id: &str, ago: i64) -> String {
    let draft = w
        .office()
        .post("/invoices", things::invoice_input(customer_id))
        .await
        .expect(201);
    things::invoice_issued_ago(w, &draft, ago).await.id()
}

async fn pay(w: &World, invoice: &str, day: &str, amount_ore: i64) {
    let seen = w.office().get(&format!("/invoices/{invoice}")).await.expect(200);
    let body = json!({ "paid_on": day, "amount_ore": amount_ore, "method": "bankgiro", "reference": "" });
    w.office()
        .act(&format!("/invoices/{invoice}/payments"), seen.version(), body)
        .await
        .expect(200);
}

#[actix_web::test]
async fn what_was_owed_on_a_day_is_found_whatever_was_paid_later() {
    let w = world().await;
    let anna = customer(&w, "Anna Öberg").await;
    let bo = customer(&w, "Bo Ek").await;
    // Issued 2026-10-10, due 2026-11-09; today is 2026-11-20.
    let first = invoice(&w, &anna, 41).await;
    invoice(&w, &anna, 10).await;
    let second = invoice(&w, &bo, 130).await;
    pay(&w, &first, "2026-11-15", 150_000).await;
    pay(&w, &second, "2026-11-18", 550_000).await;

    let now = ledger(&w, "2026-11-20").await;
    assert_eq!(now["items"].as_array().unwrap().len(), 1, "{now:#}");
    let row = &now["items"][0];
    assert_eq!((&row["name"], &row["open_count"]), (&json!("Anna Öberg"), &json!(2)));
    assert_eq!(row["sums"]["not_due_ore"], 550_000);
    assert_eq!(row["sums"]["days_30_ore"], 400_000);
    assert_eq!(now["totals"], row["sums"]);
    assert_eq!(now["totals"]["total_ore"], 950_000);
    // 9 500 kr owed, 11 000 kr sold in 90 days.
    assert_eq!(
        (&now["sales_ore"], &now["days_outstanding_tenths"]),
        (&json!(1_100_000), &json!(777))
    );

    let before = ledger(&w, "2026-11-14").await;
    let names: Vec<&str> = before["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Anna Öberg", "Bo Ek"]);
    assert_eq!(before["items"][0]["sums"]["days_30_ore"], 550_000);
    assert_eq!(before["items"][1]["sums"]["older_ore"], 550_000);
    assert_eq!(before["totals"]["total_ore"], 1_650_000);
    let long_ago = ledger(&w, "2026-07-01").await;
    assert_eq!(
        (&long_ago["items"], &long_ago["days_outstanding_tenths"]),
        (&json!([]), &Value::Null)
    );
}

#[actix_web::test]
async fn a_customers_items_are_those_of_its_row() {
    let w = world().await;
    let anna = customer(&w, "Anna Öberg").await;
    let first = invoice(&w, &anna, 41).await;
    invoice(&w, &anna, 10).await;
    pay(&w, &first, "2026-11-15", 150_000).await;
    let items = async |query: &str| {
        w.office()
            .get(&format!("/customer-ledger/{anna}/items?{query}"))
            .await
            .expect(200)
            .body
    };
    let all = items("as_of=2026-11-20").await;
    let open: Vec<i64> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["open_ore"].as_i64().unwrap())
        .collect();
    assert_eq!(open, [400_000, 550_000]);
    assert_eq!(
        (&all["items"][0]["age"], &all["items"][1]["age"]),
        (&json!("days_30"), &json!("not_due"))
    );
    let page = items("as_of=2026-11-20&limit=1").await;
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    let next = items(&format!(
        "as_of=2026-11-20&limit=1&after={}",
        page["next"].as_str().unwrap()
    ))
    .await;
    assert_eq!((&next["items"][0], &next["next"]), (&all["items"][1], &Value::Null));
}

#[actix_web::test]
async fn the_ledger_is_read_a_page_at_a_time_with_the_sums_of_all() {
    let w = world().await;
    for name in ["Åsa", "Bo", "Cilla"] {
        let id = customer(&w, name).await;
        invoice(&w, &id, 5).await;
    }
    let mut names = Vec::new();
    let mut after = String::new();
    loop {
        let page = w
            .office()
            .get(&format!("/customer-ledger?limit=1{after}"))
            .await
            .expect(200)
            .body;
        assert_eq!(page["totals"]["total_ore"], 1_650_000);
        names.push(page["items"][0]["name"].as_str().unwrap().to_owned());
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(names, ["Åsa", "Bo", "Cilla"]);
}
