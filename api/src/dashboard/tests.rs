//! The dashboard, as each role sees it.

use crate::testing::{Answer, World, world};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

async fn customer(w: &World) -> String {
    let body = json!({
        "kind": "private", "name": "Anna Öberg", "email": "", "phone": "", "organisation_number": "", "vat_number": "",
        "address": { "street": "Björkvägen 4", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    w.office().post("/customers", body).await.expect(201).id()
}

async fn draft(w: &World, customer_id: &str, terms: i32) -> Answer {
    let body = json!({
        "customer_id": customer_id, "order_id": null, "work_site_id": null, "title": "Altan", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": terms,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
        "lines": [{ "article_id": null, "kind": "work", "description": "Arbete", "quantity_milli": 1000, "unit": "tim",
                    "unit_price_ore": 80_000, "discount_bp": 0, "vat": "25", "order_line_id": null, "time_entry_ids": [] }]
    });
    w.office().post("/invoices", body).await.expect(201)
}

#[actix_web::test]
async fn what_waits_is_counted() {
    let w = world().await;
    let who = customer(&w).await;
    let empty = w.office().get("/dashboard").await.expect(200).body;
    assert_eq!((&empty["unpaid_ore"], &empty["overdue_count"]), (&json!(0), &json!(0)));
    for terms in [0, 10, 30] {
        let made = draft(&w, &who, terms).await;
        w.office()
            .act(&format!("/invoices/{}/issue", made.id()), 1, json!({}))
            .await
            .expect(200);
    }
    let paid = w.office().get("/invoices?sort=number&limit=1").await.expect(200).body["items"][0]["id"].clone();
    let body = json!({ "paid_on": "2026-11-20", "amount_ore": 30_000, "method": "swish", "reference": "" });
    w.office()
        .act(&format!("/invoices/{}/payments", paid.as_str().unwrap()), 2, body)
        .await
        .expect(200);
    draft(&w, &who, 30).await;
    let time = json!({
        "membership_id": null, "order_id": null, "worked_on": "2026-11-20", "minutes": 90, "activity": "Möte",
        "note": "", "billable": false
    });
    w.worker().post("/time-entries", time).await.expect(201);

    assert_eq!(
        w.office().get("/dashboard").await.expect(200).body["overdue_count"],
        0,
        "nothing is late on its last day"
    );
    w.pass(chrono::Duration::days(1));
    let d = w.office().get("/dashboard").await.expect(200).body;
    assert_eq!(d["unpaid_ore"], 270_000);
    assert_eq!((&d["overdue_ore"], &d["overdue_count"]), (&json!(70_000), &json!(1)));
    assert_eq!(d["drafts_count"], 1);
    assert_eq!(
        (&d["offers_waiting_count"], &d["orders_open_count"]),
        (&json!(0), &json!(0))
    );
    let months = d["invoiced_by_month"].as_array().unwrap();
    assert_eq!(months.len(), 12);
    assert_eq!(months[0]["month"], "2025-12");
    assert_eq!(
        months[11],
        json!({ "month": "2026-11", "invoiced_ore": 300_000, "paid_ore": 30_000, "overdue_ore": 70_000 })
    );
    assert_eq!(d["recent"][0]["event"], "invoice_created");
    assert_eq!(d["recent"][0]["title"], "Altan");
    assert_eq!(
        w.worker().get("/dashboard").await.expect(200).body["my_minutes_this_week"],
        90
    );
    assert_eq!(w.stranger().get("/dashboard").await.expect(200).body["unpaid_ore"], 0);
}

#[actix_web::test]
async fn ten_different_things_are_recent_however_often_one_is_saved() {
    let w = world().await;
    let mut last = Vec::new();
    for _ in 0..12 {
        last.push(customer(&w).await);
    }
    let drafts = [draft(&w, &last[0], 30).await, draft(&w, &last[0], 30).await];
    let mut body = json!({
        "customer_id": last[0], "order_id": null, "work_site_id": null, "title": "Altan", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": []
    });
    for version in 1..40 {
        body["note"] = json!(format!("Version {version}"));
        let path = format!("/invoices/{}", drafts[0].id());
        w.office().put(&path, version, body.clone()).await.expect(200);
    }
    w.office()
        .delete(&format!("/invoices/{}", drafts[1].id()), 1)
        .await
        .expect(204);
    let d = w.office().get("/dashboard").await.expect(200).body;
    let recent: Vec<(&str, &str)> = d["recent"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (e["id"].as_str().unwrap(), e["event"].as_str().unwrap()))
        .collect();
    let draft = drafts[0].id();
    let mut expected = vec![(draft.as_str(), "invoice_replaced")];
    expected.extend(last.iter().rev().take(9).map(|id| (id.as_str(), "customer_created")));
    assert_eq!(recent, expected);
}

#[actix_web::test]
async fn a_role_sees_null_where_it_may_not_look() {
    let w = world().await;
    let who = customer(&w).await;
    draft(&w, &who, 30).await;
    let d = w.worker().get("/dashboard").await.expect(200).body;
    let hidden = [
        "unpaid_ore",
        "overdue_ore",
        "overdue_count",
        "drafts_count",
        "offers_waiting_count",
        "offers_waiting_ore",
        "timesheets_to_approve_count",
        "invoiced_by_month",
    ];
    for field in hidden {
        assert_eq!(d[field], Value::Null, "{field}");
    }
    assert_eq!(d["orders_open_count"], 0);
    assert_eq!(d["my_week"], "2026-W47");
    assert_eq!(
        d["recent"],
        json!([]),
        "neither customers nor invoices are a worker's to see"
    );
    let accountant = w.client(Role::Accountant).get("/dashboard").await.expect(200).body;
    assert_eq!(accountant["drafts_count"], 1);
    assert_eq!(accountant["timesheets_to_approve_count"], Value::Null);
}
