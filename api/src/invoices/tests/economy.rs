//! An order's economy: prepayments and parts are taken off the final invoice, and agreed = invoiced + left.

use super::{customer, invoice, issue, line, orders::order};
use crate::testing::{Answer, World, world};
use serde_json::{Value, json};

async fn from_order(w: &World, order: &Answer, more: Value) -> Answer {
    let mut body = json!({ "order_id": order.id() });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    w.office().post("/invoices/from-order", body).await
}

async fn economy(w: &World, order: &Answer) -> (i64, i64, i64) {
    let seen = w.office().get(&format!("/orders/{}", order.id())).await.expect(200);
    let e = &seen.body["economy"];
    let of = |name: &str| e[name].as_i64().unwrap();
    (of("agreed_ore"), of("invoiced_ore"), of("left_ore"))
}

#[actix_web::test]
async fn the_final_invoice_takes_off_what_was_invoiced_in_advance() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_agreed").await;
    assert_eq!(economy(&w, &order).await, (200_000, 0, 200_000));
    let prepaid = from_order(&w, &order, json!({ "kind": "prepayment", "share_bp": 3_000 }))
        .await
        .expect(201);
    assert_eq!(prepaid.body["kind"], "prepayment");
    assert_eq!(
        (&prepaid.body["totals"]["net_ore"], &prepaid.body["totals"]["vat_ore"]),
        (&json!(60_000), &json!(15_000))
    );
    assert_eq!(economy(&w, &order).await, (200_000, 60_000, 140_000));
    let prepaid = issue(&w, &prepaid).await.expect(200);
    let part = from_order(&w, &order, json!({ "kind": "part", "net_ore": 40_000 }))
        .await
        .expect(201);
    let part = issue(&w, &part).await.expect(200);
    let last = from_order(&w, &order, json!({})).await.expect(201);
    assert_eq!(last.body["kind"], "final");
    assert_eq!(last.body["totals"]["net_ore"], 100_000);
    assert_eq!(last.body["totals"]["vat_ore"], 25_000);
    let off: Vec<&Value> = last.body["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|l| !l["deducts_invoice_id"].is_null())
        .collect();
    assert_eq!(off.len(), 2);
    assert_eq!(off[0]["deducts_invoice_id"], json!(prepaid.id()));
    assert_eq!(economy(&w, &order).await, (200_000, 200_000, 0));
    let seen = w.office().get(&format!("/invoices/{}", part.id())).await.expect(200);
    assert_eq!(seen.body["deducted_by"]["id"], json!(last.id()));
    from_order(&w, &order, json!({ "kind": "part", "net_ore": 1 }))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/net_ore", "too_large");
    // Thrown away, the final invoice gives everything back; made anew it is the same.
    w.office()
        .delete(&format!("/invoices/{}", last.id()), last.version())
        .await
        .expect(204);
    assert_eq!(economy(&w, &order).await, (200_000, 100_000, 100_000));
    let last = from_order(&w, &order, json!({ "kind": "final" })).await.expect(201);
    let last = issue(&w, &last).await.expect(200);
    assert_eq!(last.body["totals"]["total_ore"], 125_000);
    assert_eq!(last.body["orders"][0]["net_ore"], 100_000);
}

#[actix_web::test]
async fn a_credited_prepayment_is_not_taken_off_any_more() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_agreed").await;
    let prepaid = from_order(&w, &order, json!({ "kind": "prepayment", "net_ore": 50_000 }))
        .await
        .expect(201);
    let prepaid = issue(&w, &prepaid).await.expect(200);
    let body = json!({ "lines": [{ "line_id": prepaid.body["lines"][0]["id"], "quantity_milli": null, "amount_ore": 20_000 }],
        "note": "", "release_work": false, "issue": true });
    w.office()
        .act(&format!("/invoices/{}/credit", prepaid.id()), prepaid.version(), body)
        .await
        .expect(201);
    assert_eq!(economy(&w, &order).await, (200_000, 30_000, 170_000));
    let last = from_order(&w, &order, json!({})).await.expect(201);
    assert_eq!(last.body["totals"]["net_ore"], 170_000);
}

#[actix_web::test]
async fn an_orders_discount_does_not_shrink_what_is_taken_off() {
    let w = world().await;
    let who = customer(&w).await;
    let made = order(&w, &who, "as_agreed").await;
    let mut body = made.body.clone();
    let keep = [
        "customer_id",
        "work_site_id",
        "title",
        "description",
        "their_reference",
        "planned_start_on",
        "planned_end_on",
        "work_billing",
        "hourly_price_ore",
        "hourly_vat",
        "prices_include_vat",
        "round_to_krona",
    ];
    body.as_object_mut().unwrap().retain(|k, _| keep.contains(&k.as_str()));
    body["discount_bp"] = json!(1_000);
    body["assigned"] = json!([]);
    body["lines"] = made.body["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| {
            let mut l = l.clone();
            l.as_object_mut()
                .unwrap()
                .retain(|k, _| k != "amount_ore" && k != "invoice_id");
            l
        })
        .collect();
    let order = w
        .office()
        .put(&format!("/orders/{}", made.id()), 1, body)
        .await
        .expect(200);
    let prepaid = from_order(&w, &order, json!({ "kind": "prepayment", "share_bp": 5_000 }))
        .await
        .expect(201);
    assert_eq!(prepaid.body["totals"]["net_ore"], 90_000);
    issue(&w, &prepaid).await.expect(200);
    let last = from_order(&w, &order, json!({})).await.expect(201);
    assert_eq!(last.body["discount_bp"], 0);
    assert_eq!(last.body["totals"]["net_ore"], 90_000);
}

#[actix_web::test]
async fn instalments_are_planned_within_what_is_left_and_invoiced_once() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_agreed").await;
    let path = format!("/orders/{}/instalments", order.id());
    let one = |net: i64, on: Value| json!({ "id": null, "kind": "part", "description": "Taket på plats", "net_ore": net, "ready_on": on });
    let refused = w
        .office()
        .put(
            &path,
            1,
            json!({ "instalments": [one(150_000, Value::Null), one(50_001, Value::Null)] }),
        )
        .await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/instalments", "too_large");
    let body = json!({ "instalments": [one(50_000, json!("2026-11-20")), one(30_000, json!("2026-12-20"))] });
    let planned = w.office().put(&path, 1, body).await.expect(200);
    assert_eq!(planned.body["economy"]["planned_ore"], 80_000);
    let basis = w.office().get("/invoices/basis").await.expect(200);
    let ready = &basis.body["items"][0]["instalments"];
    assert_eq!(
        (ready.as_array().unwrap().len(), &ready[0]["net_ore"]),
        (1, &json!(50_000))
    );
    let pick = json!({ "grouping": "customer", "picks": [{ "order_id": order.id(), "line_ids": [], "time_entry_ids": [],
        "instalment_ids": [ready[0]["id"]] }] });
    let made = w.office().post("/invoices/from-basis", pick.clone()).await.expect(201);
    assert_eq!(
        (&made.body["items"][0]["kind"], &made.body["items"][0]["total_ore"]),
        (&json!("part"), &json!(62_500))
    );
    w.office()
        .post("/invoices/from-basis", pick)
        .await
        .expect_problem(409, "already_invoiced");
    let seen = w.office().get(&format!("/orders/{}", order.id())).await.expect(200);
    let left_out = json!({ "instalments": [] });
    w.office()
        .put(&path, seen.version(), left_out)
        .await
        .expect_problem(409, "already_invoiced");
}

#[actix_web::test]
async fn a_cash_invoice_is_paid_when_it_is_issued() {
    let w = world().await;
    let who = customer(&w).await;
    let mut body = invoice(&who, &[line("Färg", 1_000, 10_000, "25")]);
    body["kind"] = json!("cash");
    let draft = w.office().post("/invoices", body).await.expect(201);
    let path = format!("/invoices/{}/issue", draft.id());
    let refused = w.office().act(&path, 1, json!({})).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/paid_by", "required");
    let issued = w.office().act(&path, 1, json!({ "paid_by": "card" })).await.expect(200);
    assert_eq!(
        (&issued.body["status"], &issued.body["remaining_ore"]),
        (&json!("paid"), &json!(0))
    );
    assert_eq!(issued.body["payments"][0]["method"], "card");
    let ordinary = super::draft(&w, &who).await;
    let refused = w
        .office()
        .act(
            &format!("/invoices/{}/issue", ordinary.id()),
            1,
            json!({ "paid_by": "card" }),
        )
        .await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/paid_by", "invalid");
}

#[actix_web::test]
async fn a_prepayment_takes_no_work_and_only_a_final_invoice_takes_off() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_agreed").await;
    let mut work = line("Snickeri", 1_000, 10_000, "25");
    work["order_line_id"] = order.body["lines"][0]["id"].clone();
    let mut body = invoice(&who, &[work]);
    body["order_id"] = json!(order.id());
    body["kind"] = json!("prepayment");
    let refused = w.office().post("/invoices", body).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/lines/0/order_line_id", "invalid");
    let prepaid = from_order(&w, &order, json!({ "kind": "prepayment", "net_ore": 50_000 }))
        .await
        .expect(201);
    let prepaid = issue(&w, &prepaid).await.expect(200);
    let mut off = line("Avgår", 1_000, -50_000, "25");
    off["deducts_invoice_id"] = json!(prepaid.id());
    let body = invoice(&who, &[line("Färg", 1_000, 60_000, "25"), off]);
    let refused = w.office().post("/invoices", body).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/lines/1/deducts_invoice_id", "invalid");
}
