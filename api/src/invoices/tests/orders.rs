//! Invoices of orders: agreed lines, approved time, and nothing billed twice.

use super::{customer, invoice, issue, line};
use crate::testing::{Answer, World, world};
use futures_util::future::join_all;
use serde_json::{Value, json};

pub(super) async fn order(w: &World, customer_id: &str, work_billing: &str) -> Answer {
    let line = |kind: &str, description: &str| {
        json!({
            "id": null, "article_id": null, "kind": kind, "description": description, "quantity_milli": 2000,
            "unit": "st", "unit_price_ore": 50_000, "discount_bp": 0, "vat": "25"
        })
    };
    let body = json!({
        "customer_id": customer_id, "work_site_id": null, "title": "Altan", "description": "", "their_reference": "",
        "planned_start_on": null, "planned_end_on": null, "work_billing": work_billing, "hourly_price_ore": 60_000,
        "hourly_vat": "25", "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
        "lines": [line("work", "Snickeri"), line("material", "Virke")], "assigned": []
    });
    w.office().post("/orders", body).await.expect(201)
}

/// Reports time in the week of 16 November 2026; the entries' ids.
pub(super) async fn time(w: &World, order_id: &str, entries: &[(&str, i64, &str)]) -> Vec<String> {
    let mut ids = Vec::new();
    for (worked_on, minutes, activity) in entries {
        let body = json!({
            "membership_id": null, "order_id": order_id, "worked_on": worked_on, "minutes": minutes,
            "activity": activity, "note": "", "billable": true
        });
        ids.push(w.worker().post("/time-entries", body).await.expect(201).id());
    }
    ids
}

pub(super) async fn approve(w: &World, week: &str) {
    let worker = w.here.person(kontoret_core::permission::Role::Worker).membership_id;
    let sheet = w.worker().get(&format!("/timesheets/{week}")).await.expect(200);
    let sent = w
        .worker()
        .act(
            &format!("/timesheets/{week}/submit"),
            sheet.version(),
            json!({ "membership_id": null }),
        )
        .await
        .expect(200);
    let body = json!({ "membership_id": worker });
    w.office()
        .act(&format!("/timesheets/{week}/approve"), sent.version(), body)
        .await
        .expect(200);
}

async fn from_order(w: &World, order: &Answer) -> Answer {
    w.office()
        .post("/invoices/from-order", json!({ "order_id": order.id() }))
        .await
}

/// A draft's body as it would be sent to replace it.
pub(super) fn as_input(draft: &Value) -> Value {
    let mut body = draft.clone();
    let fields = [
        "id",
        "version",
        "credits",
        "credit_notes",
        "deducted_by",
        "orders",
        "status",
        "overdue",
        "number",
        "ocr",
        "customer_name",
        "customer_email",
        "order_number",
        "issued_on",
        "due_on",
        "totals",
        "paid_ore",
        "credited_ore",
        "written_off_ore",
        "deducted_ore",
        "remaining_ore",
        "sent_at",
        "printed_at",
        "payments",
        "settlements",
        "e_invoices",
        "mails",
        "e_invoices",
        "created_at",
        "actions",
    ];
    for field in fields {
        body.as_object_mut().unwrap().remove(field);
    }
    for line in body["lines"].as_array_mut().unwrap() {
        for field in ["id", "amount_ore", "credits_line_id", "credited_milli", "credited_ore"] {
            line.as_object_mut().unwrap().remove(field);
        }
    }
    body
}

#[actix_web::test]
async fn an_order_as_agreed_is_invoiced_by_its_lines_once() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_agreed").await;
    time(&w, &order.id(), &[("2026-11-16", 60, "Rivning")]).await;
    approve(&w, "2026-W47").await;
    let draft = from_order(&w, &order).await.expect(201);
    assert_eq!(draft.body["order_number"], order.body["number"]);
    let lines = draft.body["lines"].as_array().unwrap();
    assert_eq!(
        lines
            .iter()
            .map(|l| l["description"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["Snickeri", "Virke"]
    );
    assert_eq!(draft.body["totals"]["total_ore"], 250_000);
    from_order(&w, &order).await.expect_problem(409, "nothing_to_invoice");

    w.office()
        .delete(&format!("/invoices/{}", draft.id()), 1)
        .await
        .expect(204);
    let again = from_order(&w, &order).await.expect(201);
    issue(&w, &again).await.expect(200);
    from_order(&w, &order).await.expect_problem(409, "nothing_to_invoice");
    let list = w
        .office()
        .get(&format!("/invoices?order_id={}", order.id()))
        .await
        .expect(200);
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn an_order_as_reported_is_invoiced_by_material_and_approved_time() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_reported").await;
    let first = time(&w, &order.id(), &[("2026-11-12", 20, "Rivning")]).await;
    approve(&w, "2026-W46").await;
    let ids = time(
        &w,
        &order.id(),
        &[
            ("2026-11-16", 20, "Rivning"),
            ("2026-11-17", 90, "Bygge"),
            ("2026-11-18", 60, "Rivning"),
        ],
    )
    .await;
    let before = w
        .office()
        .post("/invoices/from-order?dry_run=true", json!({ "order_id": order.id() }))
        .await;
    assert_eq!(
        before.expect(201).body["lines"].as_array().unwrap().len(),
        2,
        "material, and the approved week"
    );
    approve(&w, "2026-W47").await;
    let draft = from_order(&w, &order).await.expect(201);
    let lines = draft.body["lines"].as_array().unwrap();
    let shown: Vec<(&str, i64)> = lines
        .iter()
        .map(|l| {
            (
                l["description"].as_str().unwrap(),
                l["quantity_milli"].as_i64().unwrap(),
            )
        })
        .collect();
    // 20 + 20 + 60 minutes are rounded once, as a sum.
    let expected = [
        ("Virke", 2000),
        ("Arbete enligt tidrapport v. 46–47: Rivning", 1667),
        ("Arbete enligt tidrapport v. 47: Bygge", 1500),
    ];
    assert_eq!(shown, expected);
    assert_eq!(lines[1]["time_entry_ids"], json!([first[0], ids[0], ids[2]]));
    assert_eq!(lines[1]["unit_price_ore"], 60_000);
    from_order(&w, &order).await.expect_problem(409, "nothing_to_invoice");

    // A line taken out of the draft gives its time back; the other stays taken.
    let mut body = as_input(&draft.body);
    body["lines"].as_array_mut().unwrap().remove(1);
    w.office()
        .put(&format!("/invoices/{}", draft.id()), 1, body)
        .await
        .expect(200);
    let rest = from_order(&w, &order).await.expect(201);
    assert_eq!(rest.body["lines"].as_array().unwrap().len(), 1);
    assert_eq!(rest.body["lines"][0]["quantity_milli"], 1667);
}

#[actix_web::test]
async fn what_to_invoice_can_be_picked() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_reported").await;
    let ids = time(&w, &order.id(), &[("2026-11-16", 60, ""), ("2026-11-17", 30, "")]).await;
    approve(&w, "2026-W47").await;
    let material = order.body["lines"][1]["id"].clone();
    let pick =
        |lines: Value, entries: Value| json!({ "order_id": order.id(), "line_ids": lines, "time_entry_ids": entries });
    let picked = w
        .office()
        .post("/invoices/from-order", pick(json!([]), json!([ids[1]])))
        .await
        .expect(201);
    assert_eq!(picked.body["lines"].as_array().unwrap().len(), 1);
    assert_eq!(picked.body["lines"][0]["quantity_milli"], 500);
    let twice = w
        .office()
        .post("/invoices/from-order", pick(json!([]), json!([ids[1]])))
        .await;
    twice.expect_problem(409, "already_invoiced");
    w.office()
        .post("/invoices/from-order", pick(json!([material]), json!([])))
        .await
        .expect(201);
    w.office()
        .post("/invoices/from-order", pick(json!([]), json!([])))
        .await
        .expect_problem(409, "nothing_to_invoice");

    // By hand: what another invoice has can't be named again.
    let mut body = invoice(&who, &[line("Virke", 1000, 1, "25")]);
    body["order_id"] = json!(order.id());
    body["lines"][0]["order_line_id"] = material;
    w.office()
        .post("/invoices", body.clone())
        .await
        .expect_problem(409, "already_invoiced");
    body["lines"][0]["order_line_id"] = json!(null);
    body["lines"][0]["time_entry_ids"] = json!([ids[0], ids[0]]);
    let doubled = w
        .office()
        .post("/invoices", body)
        .await
        .expect_problem(422, "invalid_fields");
    doubled.expect_field("/lines/0/time_entry_ids/1", "duplicate");
}

#[actix_web::test]
async fn eight_at_once_bill_an_order_once() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_reported").await;
    time(&w, &order.id(), &[("2026-11-16", 60, "")]).await;
    approve(&w, "2026-W47").await;
    let asked = async || {
        loop {
            let answer = from_order(&w, &order).await;
            if answer.status != 503 {
                return answer.status;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    let mut statuses = join_all((0..8).map(|_| asked())).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
    assert_eq!(
        w.office().get("/invoices?total=true").await.expect(200).body["total"],
        1
    );
}

async fn to_invoice(w: &World, whether: bool) -> Vec<String> {
    let found = w
        .office()
        .get(&format!("/orders?to_invoice={whether}&sort=number"))
        .await
        .expect(200);
    let items = found.body["items"].as_array().unwrap();
    items.iter().map(|o| o["id"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn orders_with_something_left_to_invoice_are_found() {
    let w = world().await;
    let who = customer(&w).await;
    let agreed = order(&w, &who, "as_agreed").await;
    let reported = order(&w, &who, "as_reported").await;
    assert_eq!(to_invoice(&w, true).await, [agreed.id(), reported.id()]);
    from_order(&w, &agreed).await.expect(201);
    from_order(&w, &reported).await.expect(201);
    assert_eq!(to_invoice(&w, true).await, Vec::<String>::new());
    time(&w, &reported.id(), &[("2026-11-17", 120, "Snickeri")]).await;
    time(&w, &agreed.id(), &[("2026-11-17", 60, "Snickeri")]).await;
    assert_eq!(
        to_invoice(&w, true).await,
        Vec::<String>::new(),
        "time counts when it is approved"
    );
    approve(&w, "2026-W47").await;
    assert_eq!(
        to_invoice(&w, true).await,
        [reported.id()],
        "agreed work is charged by its lines"
    );
    assert_eq!(to_invoice(&w, false).await, [agreed.id()]);
    for id in to_invoice(&w, true).await {
        let order = w.office().get(&format!("/orders/{id}")).await.expect(200);
        assert!(order.body["actions"].as_array().unwrap().contains(&json!("invoice")));
    }
}
