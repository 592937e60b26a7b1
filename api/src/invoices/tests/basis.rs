//! The invoice basis: everything that is ready is there, becomes invoices once, and several orders fit on one.

use super::{
    customer, issue,
    orders::{approve, order, time},
};
use crate::testing::{Answer, World, world};
use futures_util::future::join_all;
use serde_json::{Value, json};

async fn basis(w: &World, query: &str) -> Vec<Value> {
    let page = w.office().get(&format!("/invoices/basis?{query}")).await.expect(200);
    page.body["items"].as_array().unwrap().clone()
}

async fn complete(w: &World, order: &Answer) {
    let path = format!("/orders/{}", order.id());
    let seen = w.office().get(&path).await.expect(200);
    w.office()
        .act(&format!("{path}/complete"), seen.version(), json!(null))
        .await
        .expect(200);
}

/// Everything of what the basis shows.
fn picks(rows: &[Value]) -> Value {
    let ids = |list: &Value| -> Vec<Value> { list.as_array().unwrap().iter().map(|l| l["id"].clone()).collect() };
    let pick = |r: &Value| {
        let entries: Vec<Value> = r["time"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|t| t["time_entry_ids"].as_array().unwrap().clone())
            .collect();
        json!({ "order_id": r["order_id"], "line_ids": ids(&r["lines"]), "time_entry_ids": entries,
            "instalment_ids": ids(&r["instalments"]) })
    };
    rows.iter().map(pick).collect()
}

async fn make(w: &World, rows: &[Value], grouping: &str) -> Answer {
    let body = json!({ "grouping": grouping, "picks": picks(rows) });
    w.office().post("/invoices/from-basis", body).await
}

#[actix_web::test]
async fn what_is_ready_is_listed_until_it_is_invoiced() {
    let w = world().await;
    let who = customer(&w).await;
    let agreed = order(&w, &who, "as_agreed").await;
    let reported = order(&w, &who, "as_reported").await;
    assert_eq!(basis(&w, "").await, Vec::<Value>::new(), "no work is done");
    assert_eq!(basis(&w, "all=true").await.len(), 2);
    time(
        &w,
        &reported.id(),
        &[("2026-11-16", 90, "Rivning"), ("2026-11-17", 30, "Rivning")],
    )
    .await;
    assert_eq!(basis(&w, "").await, Vec::<Value>::new(), "nothing is approved");
    approve(&w, "2026-W47").await;
    let rows = basis(&w, "").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["order_id"], json!(reported.id()));
    assert_eq!(
        (&rows[0]["lines"], &rows[0]["time"][0]["minutes"]),
        (&json!([]), &json!(120))
    );
    assert_eq!(rows[0]["amount_ore"], 120_000);
    complete(&w, &agreed).await;
    complete(&w, &reported).await;
    let rows = basis(&w, "").await;
    assert_eq!(rows.len(), 2);
    let of = |id: String| rows.iter().find(|r| r["order_id"] == json!(id)).unwrap();
    assert_eq!(of(agreed.id())["lines"].as_array().unwrap().len(), 2);
    assert_eq!(
        of(reported.id())["lines"].as_array().unwrap().len(),
        1,
        "estimated work is not charged"
    );
    assert_eq!(basis(&w, &format!("order_id={}", agreed.id())).await.len(), 1);
    let made = make(&w, &rows, "order").await.expect(201);
    assert_eq!(made.body["items"].as_array().unwrap().len(), 2);
    assert_eq!(
        basis(&w, "all=true").await,
        Vec::<Value>::new(),
        "nothing is left, drafts count"
    );
    let draft = made.body["items"][0]["id"].as_str().unwrap();
    w.office().delete(&format!("/invoices/{draft}"), 1).await.expect(204);
    assert_eq!(
        basis(&w, "").await.len(),
        1,
        "a draft that is thrown away gives its work back"
    );
}

#[actix_web::test]
async fn the_basis_is_paged_by_customer() {
    let w = world().await;
    let mut all = Vec::new();
    for _ in 0..5 {
        let who = customer(&w).await;
        complete(&w, &order(&w, &who, "as_agreed").await).await;
    }
    let mut after = String::new();
    loop {
        let page = w
            .office()
            .get(&format!("/invoices/basis?limit=2{after}"))
            .await
            .expect(200);
        all.extend(
            page.body["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| r["order_id"].clone()),
        );
        match page.body["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(all.len(), 5);
    all.dedup();
    assert_eq!(all.len(), 5);
}

#[actix_web::test]
async fn several_orders_stand_on_one_collective_invoice() {
    let w = world().await;
    let (anna, other) = (customer(&w).await, customer(&w).await);
    let orders = [
        order(&w, &anna, "as_agreed").await,
        order(&w, &anna, "as_agreed").await,
        order(&w, &other, "as_agreed").await,
    ];
    for o in &orders {
        complete(&w, o).await;
    }
    let made = make(&w, &basis(&w, "").await, "customer").await.expect(201);
    assert_eq!(made.body["items"].as_array().unwrap().len(), 2);
    let mut collective = None;
    for item in made.body["items"].as_array().unwrap() {
        let seen = w
            .office()
            .get(&format!("/invoices/{}", item["id"].as_str().unwrap()))
            .await
            .expect(200);
        if seen.body["orders"].as_array().unwrap().len() == 2 {
            collective = Some(seen);
        }
    }
    let draft = collective.unwrap();
    assert_eq!(draft.body["order_id"], Value::Null);
    assert_eq!(draft.body["totals"]["net_ore"], 400_000);
    assert!(
        draft.body["orders"]
            .as_array()
            .unwrap()
            .iter()
            .all(|o| o["net_ore"] == 200_000)
    );
    // A draft can be changed and keeps its orders.
    let same = w
        .office()
        .put(
            &format!("/invoices/{}", draft.id()),
            draft.version(),
            super::orders::as_input(&draft.body),
        )
        .await
        .expect(200);
    assert_eq!(same.body["orders"], draft.body["orders"]);
    let issued = issue(&w, &same).await.expect(200);
    for o in &orders[..2] {
        let seen = w.office().get(&format!("/orders/{}", o.id())).await.expect(200);
        assert_eq!(seen.body["invoices"][0]["id"], json!(issued.id()));
        assert_eq!(
            seen.body["economy"],
            json!({ "agreed_ore": 200_000, "invoiced_ore": 200_000, "left_ore": 0, "planned_ore": 0 })
        );
        let list = w
            .office()
            .get(&format!("/invoices?order_id={}", o.id()))
            .await
            .expect(200);
        assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    }
    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", issued.id()))
        .await
        .expect(200);
    let text = pdf.pdf_text();
    for number in orders[..2].iter().map(|o| o.body["number"].as_i64().unwrap()) {
        assert!(text.contains(&format!("Order {number} · Altan")), "{text}");
    }
}

#[actix_web::test]
async fn nothing_is_billed_twice_when_many_press_the_button_at_once() {
    let w = world().await;
    let who = customer(&w).await;
    for _ in 0..3 {
        complete(&w, &order(&w, &who, "as_agreed").await).await;
    }
    let rows = basis(&w, "").await;
    let mut backwards = rows.clone();
    backwards.reverse();
    let tries = (0..8).map(|i| {
        let rows = if i % 2 == 0 { &rows } else { &backwards };
        make(&w, rows, "customer")
    });
    let answers = join_all(tries).await;
    let made: Vec<_> = answers.iter().filter(|a| a.status == 201).collect();
    assert_eq!(
        made.len(),
        1,
        "{:?}",
        answers.iter().map(|a| a.status).collect::<Vec<_>>()
    );
    assert!(answers.iter().all(|a| [201, 409, 503].contains(&a.status)));
    assert_eq!(
        w.office().get("/invoices").await.expect(200).body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[actix_web::test]
async fn an_order_is_picked_once_and_something_of_it() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_agreed").await;
    let none = json!({ "order_id": order.id(), "line_ids": [], "time_entry_ids": [], "instalment_ids": [] });
    let body = |picks: Vec<&Value>| json!({ "grouping": "order", "picks": picks });
    let refused = w.office().post("/invoices/from-basis", body(vec![&none, &none])).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/picks/1/order_id", "duplicate");
    w.office()
        .post("/invoices/from-basis", body(vec![&none]))
        .await
        .expect_problem(409, "nothing_to_invoice");
}
