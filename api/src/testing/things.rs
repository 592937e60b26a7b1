//! How does a test come by a thing? It is made as the office would make it.

use super::{client::Answer, world::World};
use crate::{
    clock::Clock,
    http::Reply,
    invoices,
    store::{Actor, Done, Scope},
};
use actix_web::http::Method;
use serde_json::{Value, json};

/// The content of a private customer.
pub fn customer_input() -> Value {
    json!({
        "kind": "private", "name": "Anna Öberg", "email": "anna@kund.example", "phone": "070-123 45 67",
        "organisation_number": "", "vat_number": "",
        "address": { "street": "Björkvägen 4", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    })
}

/// The content of a work site.
pub fn work_site_input() -> Value {
    json!({
        "name": "Sommarstugan", "property_designation": "", "apartment_number": "", "housing_association_number": "",
        "address": { "street": "Strandvägen 1", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" },
        "note": ""
    })
}

/// Two people who can have a tax deduction, by the tax agency's test numbers.
pub fn household_input() -> Value {
    let member = |name: &str, number: &str| {
        json!({ "id": null, "name": name, "identity_number": number, "share_bp": 5_000, "entitlement": "owner",
            "unrelated": true, "used": [{ "year": 2026, "rot_kr": 10_000, "rut_kr": 0 }] })
    };
    json!({ "members": [member("Anna Öberg", "19810310-2391"), member("Per Öberg", "650866-2399")] })
}

/// Where the people of a customer are found.
pub fn household_path(household: &Answer) -> String {
    format!(
        "/customers/{}/household",
        household.body["customer_id"].as_str().unwrap()
    )
}

/// The people of a new customer.
pub async fn household(w: &World) -> Answer {
    let customer = customer(w).await;
    let path = format!("/customers/{}/household", customer.id());
    w.office().put(&path, 0, household_input()).await.expect(200)
}

/// The content of an article.
pub fn article_input() -> Value {
    json!({ "number": "", "name": "Fasadfärg vit 10 l", "kind": "material", "unit": "st", "unit_price_ore": 123_450,
        "vat": "25", "note": "" })
}

/// A saved view of the list of invoices.
pub fn saved_view_input(name: &str) -> Value {
    json!({ "list": "invoices", "name": name, "search": "overdue=true&sort=due_on" })
}

/// A line of a document.
pub fn line(description: &str, quantity_milli: i64, unit_price_ore: i64) -> Value {
    json!({ "article_id": null, "kind": "work", "description": description, "quantity_milli": quantity_milli, "unit": "tim",
        "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": "25" })
}

/// The content of an offer.
pub fn offer_input(w: &World, customer_id: &str) -> Value {
    json!({
        "customer_id": customer_id, "work_site_id": null, "title": "Målning av fasad", "intro": "", "terms": "",
        "their_reference": "", "language": "sv", "valid_until": w.clock.today() + chrono::Days::new(30),
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": [line("Målning", 8_000, 55_000)]
    })
}

/// The content of an order.
pub fn order_input(customer_id: &str) -> Value {
    let mut agreed = line("Målning", 8_000, 55_000);
    agreed["id"] = Value::Null;
    json!({
        "customer_id": customer_id, "work_site_id": null, "title": "Måla om köket", "description": "",
        "their_reference": "", "planned_start_on": null, "planned_end_on": null, "work_billing": "as_agreed",
        "hourly_price_ore": 55_000, "hourly_vat": "25", "prices_include_vat": false, "discount_bp": 0,
        "round_to_krona": true, "lines": [agreed], "assigned": []
    })
}

/// The content of an invoice.
pub fn invoice_input(customer_id: &str) -> Value {
    let mut charged = line("Målning", 8_000, 55_000);
    charged["order_line_id"] = Value::Null;
    charged["time_entry_ids"] = json!([]);
    json!({
        "customer_id": customer_id, "order_id": null, "work_site_id": null, "title": "Målning av hall", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": [charged]
    })
}

/// The content of a time entry on no order.
pub fn time_input(worked_on: chrono::NaiveDate) -> Value {
    json!({ "membership_id": null, "order_id": null, "worked_on": worked_on, "minutes": 60, "activity": "Montering",
        "note": "", "billable": false })
}

/// A customer.
pub async fn customer(w: &World) -> Answer {
    w.office().post("/customers", customer_input()).await.expect(201)
}

/// A draft of an offer.
pub async fn offer(w: &World) -> Answer {
    let customer = customer(w).await;
    w.office()
        .post("/offers", offer_input(w, &customer.id()))
        .await
        .expect(201)
}

/// A letter about a document.
pub fn letter() -> Value {
    json!({ "recipient": "anna@kund.example", "message": "" })
}

/// A sent offer and the secret of its link.
pub async fn sent_offer(w: &World) -> (Answer, String) {
    let draft = offer(w).await;
    let mut letter = letter();
    letter["valid_until"] = draft.body["valid_until"].clone();
    let sent = w
        .office()
        .act(&format!("/offers/{}/send", draft.id()), 1, letter)
        .await
        .expect(200);
    let secret = sent.body["public_url"]
        .as_str()
        .unwrap()
        .rsplit_once('#')
        .unwrap()
        .1
        .to_owned();
    (sent, secret)
}

/// An offer that its customer has accepted.
pub async fn accepted_offer(w: &World) -> Answer {
    let (sent, secret) = sent_offer(w).await;
    let path = format!("/public/offers/{secret}/accept");
    w.nobody()
        .call(Method::POST, &path, None, Some(&json!({ "name": "Anna Öberg" })), &[])
        .await
        .expect(200);
    sent
}

/// An order.
pub async fn order(w: &World) -> Answer {
    let customer = customer(w).await;
    w.office()
        .post("/orders", order_input(&customer.id()))
        .await
        .expect(201)
}

/// A draft of an invoice of 5 500 kr.
pub async fn invoice(w: &World) -> Answer {
    let customer = customer(w).await;
    w.office()
        .post("/invoices", invoice_input(&customer.id()))
        .await
        .expect(201)
}

/// An invoice that was sent and the secret of its link.
pub async fn sent_invoice(w: &World) -> (Answer, String) {
    let issued = issued_invoice(w).await;
    let sent = w
        .office()
        .act(&format!("/invoices/{}/send", issued.id()), issued.version(), letter())
        .await
        .expect(200);
    let link = w
        .office()
        .get(&format!("/invoices/{}/link", issued.id()))
        .await
        .expect(200);
    let secret = link.body["url"]
        .as_str()
        .unwrap()
        .rsplit_once('#')
        .unwrap()
        .1
        .to_owned();
    (sent, secret)
}

/// An issued invoice.
pub async fn issued_invoice(w: &World) -> Answer {
    let draft = invoice(w).await;
    w.office()
        .act(&format!("/invoices/{}/issue", draft.id()), 1, json!({}))
        .await
        .expect(200)
}

/// An invoice that was issued this many days ago, on 30 days. The clock goes back for its issue alone.
pub async fn invoice_issued_ago(w: &World, draft: &Answer, days: i64) -> Answer {
    let id = draft.id().parse().unwrap();
    let now = w.clock.now();
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    w.clock.set(now - chrono::Duration::days(days));
    let _: Reply = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            let row = invoices::lock_invoice(tx, id).await?;
            let (_, _, events) = invoices::issue(tx, &w.app.secrets, &row, None).await?;
            let mut events = events.into_iter();
            let done = Done::new(events.next().unwrap(), Reply::no_content());
            Ok(events.fold(done, Done::and))
        })
        .await
        .unwrap();
    w.clock.set(now);
    w.office().get(&format!("/invoices/{}", draft.id())).await.expect(200)
}

/// An invoice that is eleven days late.
pub async fn late_invoice(w: &World) -> Answer {
    let draft = invoice(w).await;
    invoice_issued_ago(w, &draft, 41).await
}

/// What the company says of itself now, ready to be sent back.
pub async fn company_input(w: &World) -> Value {
    let mut body = w.owner().get("/company").await.expect(200).body;
    for answered in ["id", "version", "actions"] {
        body.as_object_mut().unwrap().remove(answered);
    }
    body
}
