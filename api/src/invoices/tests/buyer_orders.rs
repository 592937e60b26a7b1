//! The buyer's order number: from the customer to the order to the invoice, and kept as it was issued.

use super::{issue, orders::as_input};
use crate::testing::{Answer, World, world};
use serde_json::{Value, json};

fn firm() -> Value {
    json!({
        "kind": "company", "name": "Fastighets AB Ängen", "email": "faktura@angen.example", "phone": "",
        "organisation_number": "202100-5489", "vat_number": "SE202100548901",
        "address": { "street": "Kungsgatan 12", "street2": "", "postal_code": "111 35", "city": "Stockholm", "country": "SE" },
        "language": "sv", "reference": "Bo Ek", "payment_terms_days": null, "note": "",
        "billing": { "order_number": "PO 88", "peppol_id": { "scheme": "0007", "value": "202100-5489" } }
    })
}

fn order_of(customer: &str, buyers: Option<&str>) -> Value {
    let mut body = json!({
        "customer_id": customer, "work_site_id": null, "title": "Altan", "description": "", "their_reference": "",
        "planned_start_on": null, "planned_end_on": null, "work_billing": "as_agreed", "hourly_price_ore": 60000,
        "hourly_vat": "25", "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "assigned": [],
        "lines": [{ "id": null, "article_id": null, "kind": "work", "description": "Rivning", "quantity_milli": 2000,
            "unit": "tim", "unit_price_ore": 60000, "discount_bp": 0, "vat": "25" }]
    });
    if let Some(number) = buyers {
        body["buyer_order_number"] = json!(number);
    }
    body
}

async fn order(w: &World, customer: &str, buyers: Option<&str>) -> Answer {
    w.office().post("/orders", order_of(customer, buyers)).await.expect(201)
}

async fn ubl(w: &World, id: &str) -> String {
    let answer = w.office().get(&format!("/invoices/{id}/ubl")).await.expect(200);
    String::from_utf8(answer.bytes.to_vec()).unwrap()
}

async fn pdf(w: &World, id: &str) -> String {
    w.office()
        .get(&format!("/invoices/{id}/pdf"))
        .await
        .expect(200)
        .pdf_text()
}

#[actix_web::test]
async fn the_number_follows_from_customer_to_order_to_invoice_and_is_kept_as_issued() {
    let w = world().await;
    let customer = w.office().post("/customers", firm()).await.expect(201);
    let usual = order(&w, &customer.id(), None).await;
    assert_eq!(usual.body["buyer_order_number"], "PO 88");
    let own = order(&w, &customer.id(), Some(" 4711-B ")).await;
    assert_eq!(own.body["buyer_order_number"], "4711-B");

    let draft = w
        .office()
        .post("/invoices/from-order", json!({ "order_id": own.id() }))
        .await
        .expect(201);
    assert_eq!(draft.body["buyer_order_number"], "4711-B");
    let path = format!("/invoices/{}", draft.id());
    let mut body = as_input(&draft.body);
    body["buyer_order_number"] = Value::Null;
    let again = w.office().put(&path, draft.version(), body.clone()).await.expect(200);
    assert_eq!(
        again.body["buyer_order_number"], "PO 88",
        "unsaid: what the customer's bills usually carry"
    );
    body["buyer_order_number"] = json!("4711-C");
    let changed = w.office().put(&path, again.version(), body).await.expect(200);
    let issued = issue(&w, &changed).await.expect(200);

    let mut other = firm();
    other["billing"]["order_number"] = json!("PO 99");
    let customer_path = format!("/customers/{}", customer.id());
    w.office()
        .put(&customer_path, customer.version(), other)
        .await
        .expect(200);
    let xml = ubl(&w, &issued.id()).await;
    let reference = xml.split("<cac:OrderReference>").nth(1).unwrap();
    assert!(reference.trim_start().starts_with("<cbc:ID>4711-C</cbc:ID>"), "{xml}");
    assert!(xml.contains("<cbc:BuyerReference>Bo Ek</cbc:BuyerReference>"), "{xml}");
    let text = pdf(&w, &issued.id()).await;
    assert!(text.contains("Ert ordernummer") && text.contains("4711-C"), "{text}");
    let found = w.office().get("/invoices?q=4711-C").await.expect(200);
    assert_eq!(found.body["items"][0]["id"], json!(issued.id()));
}

#[actix_web::test]
async fn a_collective_invoice_says_each_orders_number_at_its_lines() {
    let w = world().await;
    let customer = w.office().post("/customers", firm()).await.expect(201).id();
    let mut picks = Vec::new();
    for number in ["A-1", "B-2"] {
        let order = order(&w, &customer, Some(number)).await;
        picks.push(
            json!({ "order_id": order.id(), "line_ids": [order.body["lines"][0]["id"]], "time_entry_ids": [],
            "instalment_ids": [] }),
        );
    }
    let body = json!({ "grouping": "customer", "picks": picks });
    let made = w.office().post("/invoices/from-basis", body).await.expect(201);
    let id = made.body["items"][0]["id"].as_str().unwrap().to_owned();
    let draft = w.office().get(&format!("/invoices/{id}")).await.expect(200);
    assert_eq!(
        draft.body["buyer_order_number"], "PO 88",
        "no order's number holds for the whole"
    );
    issue(&w, &draft).await.expect(200);
    let (xml, text) = (ubl(&w, &id).await, pdf(&w, &id).await);
    for number in ["A-1", "B-2"] {
        assert!(
            xml.contains(&format!("· Altan · Ert ordernummer {number}</cbc:Note>")),
            "{xml}"
        );
        assert!(text.contains(&format!("Ert ordernummer {number}")), "{text}");
    }
}
