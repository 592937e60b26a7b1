//! Work at a fixed price: what it took is stated, from the approved time or as the office says it.

use super::{
    issue,
    orders::{approve, as_input, time},
    tax_deductions::{alone, home, preview},
};
use crate::testing::{
    Answer, World,
    deductions::{case_of, pay},
    things, world,
};
use serde_json::{Value, json};

/// An order of two pieces of work at a fixed price, the second twice as dear as the first.
async fn fixed(w: &World) -> Answer {
    let (customer, site) = home(w, &alone()).await;
    let mut input = things::order_input(&customer);
    let line = |work: &str, price: i64| {
        json!({ "id": null, "article_id": null, "kind": "work", "work_type": work, "description": "Fast pris",
            "quantity_milli": 1_000, "unit": "st", "unit_price_ore": price, "discount_bp": 0, "vat": "25" })
    };
    input["work_site_id"] = json!(site);
    input["deduction"] = json!("rot");
    input["lines"] = json!([line("masonry", 300_000), line("painting_wallpapering", 600_000)]);
    w.office().post("/orders", input).await.expect(201)
}

async fn from_order(w: &World, order: &Answer) -> Answer {
    w.office()
        .post("/invoices/from-order", json!({ "order_id": order.id() }))
        .await
        .expect(201)
}

fn hours(draft: &Answer) -> Vec<&Value> {
    let lines = draft.body["lines"].as_array().unwrap();
    lines.iter().map(|l| &l["actual_hours_milli"]).collect()
}

#[actix_web::test]
async fn approved_time_is_what_a_fixed_price_took_and_what_the_claim_states() {
    let w = world().await;
    let order = fixed(&w).await;
    time(
        &w,
        &order.id(),
        &[("2026-11-16", 480, "Mur"), ("2026-11-17", 270, "Färg")],
    )
    .await;
    approve(&w, "2026-W47").await;
    let draft = from_order(&w, &order).await;
    // 12.5 hours, by the part of the price.
    let sum: i64 = hours(&draft).iter().map(|h| h.as_i64().unwrap()).sum();
    assert_eq!(sum, 12_500);
    assert_eq!(hours(&draft)[0], &json!(4_167));
    // The office knows better.
    let mut input = as_input(&draft.body);
    input["lines"][0]["actual_hours_milli"] = json!(5_000);
    input["lines"][1]["actual_hours_milli"] = json!(7_500);
    let path = format!("/invoices/{}", draft.id());
    let said = w.office().put(&path, draft.version(), input).await.expect(200);
    assert_eq!(hours(&said), [&json!(5_000), &json!(7_500)]);
    let shown = preview(&w, &draft.id()).await;
    assert!(!shown["gaps"].to_string().contains("hours"), "{}", shown["gaps"]);
    let issued = issue(&w, &said).await.expect(200);
    pay(&w, &issued, None).await;
    let case = case_of(&w, &issued).await;
    let next = &case.body["next_claim"];
    assert_eq!(next["guards"], json!([]));
    let stated: Vec<(&Value, &Value)> = next["works"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| (&k["worked_milli"], &k["hours"]))
        .collect();
    assert_eq!(
        stated,
        [(&json!(5_000), &json!(5)), (&json!(7_500), &json!(8))],
        "whole hours"
    );
}

#[actix_web::test]
async fn without_hours_a_claim_is_hindered_and_only_work_can_take_them() {
    let w = world().await;
    let order = fixed(&w).await;
    let draft = from_order(&w, &order).await;
    assert_eq!(hours(&draft), [&Value::Null, &Value::Null], "nobody reported time");
    let shown = preview(&w, &draft.id()).await;
    assert!(shown["gaps"].to_string().contains("hours"), "{}", shown["gaps"]);
    let path = format!("/invoices/{}", draft.id());
    for (kind, said, code) in [
        ("material", 1_000, "invalid"),
        ("work", 0, "too_small"),
        ("work", 999_001, "too_large"),
    ] {
        let mut input = as_input(&draft.body);
        input["lines"][0]["kind"] = json!(kind);
        input["lines"][0]["work_type"] = if kind == "work" { json!("masonry") } else { Value::Null };
        input["lines"][0]["actual_hours_milli"] = json!(said);
        w.office()
            .put(&path, draft.version(), input)
            .await
            .expect_problem(422, "invalid_fields")
            .expect_field("/lines/0/actual_hours_milli", code);
    }
    let issued = issue(&w, &draft).await.expect(200);
    pay(&w, &issued, None).await;
    let case = case_of(&w, &issued).await;
    assert_eq!(case.body["next_claim"]["guards"], json!(["hours"]));
}

#[actix_web::test]
async fn hours_that_an_earlier_invoice_stated_are_not_stated_again() {
    let w = world().await;
    let order = fixed(&w).await;
    time(&w, &order.id(), &[("2026-11-16", 360, "Mur")]).await;
    approve(&w, "2026-W47").await;
    let part = w
        .office()
        .post(
            "/invoices/from-order",
            json!({ "order_id": order.id(), "kind": "part", "share_bp": 5_000 }),
        )
        .await
        .expect(201);
    let sum: i64 = hours(&part).iter().filter_map(|h| h.as_i64()).sum();
    assert_eq!(sum, 6_000);
    issue(&w, &part).await.expect(200);
    let rest = from_order(&w, &order).await;
    assert!(hours(&rest).iter().all(|h| h.is_null()), "{:?}", hours(&rest));
}

#[actix_web::test]
async fn a_fixed_price_without_hours_is_warned_of_before_issue_and_not_refused() {
    let w = world().await;
    let order = fixed(&w).await;
    let draft = from_order(&w, &order).await;
    let check = async || {
        w.office()
            .get(&format!("/invoices/{}/check", draft.id()))
            .await
            .expect(200)
            .body
    };
    let seen = check().await;
    assert_eq!(seen["issue"], json!([]));
    let pointers: Vec<&Value> = seen["without_hours"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| &l["pointer"])
        .collect();
    assert_eq!(
        pointers,
        [
            &json!("/lines/0/actual_hours_milli"),
            &json!("/lines/1/actual_hours_milli")
        ]
    );
    let mut input = as_input(&draft.body);
    input["lines"][1]["actual_hours_milli"] = json!(7_500);
    let said = w
        .office()
        .put(&format!("/invoices/{}", draft.id()), draft.version(), input)
        .await
        .expect(200);
    let seen = check().await;
    assert_eq!(
        seen["without_hours"],
        json!([{ "pointer": "/lines/0/actual_hours_milli",
        "description": seen["without_hours"][0]["description"] }])
    );
    issue(&w, &said).await.expect(200);
    assert_eq!(
        check().await["without_hours"],
        json!([]),
        "an issued invoice is not changed any more"
    );
}

#[actix_web::test]
async fn hours_are_not_asked_for_where_no_deduction_is() {
    let w = world().await;
    let order = fixed(&w).await;
    let draft = from_order(&w, &order).await;
    let mut input = as_input(&draft.body);
    input["deduction"] = json!("none");
    w.office()
        .put(&format!("/invoices/{}", draft.id()), draft.version(), input)
        .await
        .expect(200);
    let seen = w
        .office()
        .get(&format!("/invoices/{}/check", draft.id()))
        .await
        .expect(200);
    assert_eq!(seen.body["without_hours"], json!([]));
}
