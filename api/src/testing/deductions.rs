//! How does a test come by a case of a tax deduction? By an invoice that is issued, and paid as its customer would.

use super::{client::Answer, things, world::World};
use crate::clock::Clock;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// The buyer of these cases, by the tax agency's test numbers.
pub const BUYER: &str = "19810310-2391";

/// An issued ROT invoice with this many hours of 500 kr, material of 1 000 kr, and the first of two people as its only buyer.
pub async fn invoice(w: &World, hours_milli: i64) -> Answer {
    let draft = draft(w, hours_milli).await;
    w.office()
        .act(&format!("/invoices/{}/issue", draft.id()), 1, json!({}))
        .await
        .expect(200)
}

/// The same as a draft.
pub async fn draft(w: &World, hours_milli: i64) -> Answer {
    let customer = things::customer(w).await.id();
    let office = w.office();
    let mut people = things::household_input();
    people["members"][0]["share_bp"] = json!(9_999);
    people["members"][1]["share_bp"] = json!(1);
    for person in people["members"].as_array_mut().unwrap() {
        person["used"] = json!([]);
    }
    office
        .put(&format!("/customers/{customer}/household"), 0, people)
        .await
        .expect(200);
    let mut site = things::work_site_input();
    site["property_designation"] = json!("UMEÅ SOFIEHEM 2:14");
    let path = format!("/customers/{customer}/work-sites");
    let site = office.post(&path, site).await.expect(201);
    let mut input = things::invoice_input(&customer);
    input["work_site_id"] = json!(site.id());
    input["deduction"] = json!("rot");
    let line = |kind: &str, quantity_milli: i64, unit: &str, price: i64| {
        json!({ "article_id": null, "kind": kind, "description": kind, "quantity_milli": quantity_milli, "unit": unit,
            "unit_price_ore": price, "discount_bp": 0, "vat": "25", "order_line_id": null, "time_entry_ids": [] })
    };
    let mut work = line("work", hours_milli, "tim", 50_000);
    work["work_type"] = json!("masonry");
    input["lines"] = json!([work, line("material", 1_000, "st", 100_000)]);
    office.post("/invoices", input).await.expect(201)
}

/// Pays a part of an invoice; all that is left when no sum is given.
pub async fn pay(w: &World, invoice: &Answer, amount_ore: Option<i64>) -> Answer {
    let seen = w.office().get(&format!("/invoices/{}", invoice.id())).await.expect(200);
    let body = json!({ "paid_on": w.clock.today(), "method": "bankgiro", "reference": "",
        "amount_ore": amount_ore.unwrap_or(seen.body["remaining_ore"].as_i64().unwrap()) });
    w.office()
        .act(&format!("/invoices/{}/payments", seen.id()), seen.version(), body)
        .await
        .expect(200)
}

/// The first buyer's case of an invoice.
pub async fn case_of(w: &World, invoice: &Answer) -> Answer {
    let path = format!("/deduction-cases?invoice_id={}", invoice.id());
    let list = w.office().get(&path).await.expect(200);
    let id = list.body["items"][0]["id"].as_str().unwrap().to_owned();
    case(w, &id).await
}

/// A case.
pub async fn case(w: &World, id: &str) -> Answer {
    w.office().get(&format!("/deduction-cases/{id}")).await.expect(200)
}

/// A case of which everything can be asked for.
pub async fn ready(w: &World, hours_milli: i64) -> Answer {
    let issued = invoice(w, hours_milli).await;
    pay(w, &issued, None).await;
    case_of(w, &issued).await
}

/// What asks for cases.
pub fn claim_input(name: &str, cases: &[&Answer]) -> Value {
    let ids: Vec<String> = cases.iter().map(|c| c.id()).collect();
    json!({ "kind": "rot", "year": 2026, "name": name, "case_ids": ids })
}

/// A claim for cases.
pub async fn claim(w: &World, name: &str, cases: &[&Answer]) -> Answer {
    w.office()
        .post("/deduction-claims", claim_input(name, cases))
        .await
        .expect(201)
}

/// What the tax agency decided on a claim: for each invoice number what it approved.
pub fn decision(reference: &str, name: &str, approved: &[(&Answer, i64)]) -> Value {
    let cases: Vec<Value> = approved
        .iter()
        .map(|(case, kr)| {
            json!({ "personnummer": BUYER.replace('-', ""), "fakturanummer": case.body["summary"]["invoice_number"],
                "godkantBelopp": kr })
        })
        .collect();
    json!({ "version": "1", "utforare": "165560160680",
        "beslut": [{ "namn": name, "referensnummer": reference, "arenden": cases }] })
}

/// A decision as it is sent.
pub fn upload(decision: &Value) -> Value {
    json!({ "file_name": "beslut.json", "content": STANDARD.encode(decision.to_string()) })
}

/// A case that the tax agency refused wholly.
pub async fn refused(w: &World, hours_milli: i64) -> Answer {
    let ready = ready(w, hours_milli).await;
    let number = ready.body["summary"]["invoice_number"].as_str().unwrap().to_owned();
    claim(w, &format!("C {number}"), &[&ready]).await;
    decide(w, &ready.id(), 0).await
}

/// Enters what the tax agency approved of a case.
pub async fn decide(w: &World, id: &str, approved_kr: i64) -> Answer {
    let seen = case(w, id).await;
    let body = json!({ "approved_kr": approved_kr, "decided_on": w.clock.today(), "note": "Ditt beslut" });
    w.office()
        .act(&format!("/deduction-cases/{id}/decide"), seen.version(), body)
        .await
        .expect(200)
}

/// A payout that the tax agency made today for cases, in öre.
pub fn payout(w: &World, reference: &str, parts: &[(&Answer, i64)]) -> Value {
    let sum: i64 = parts.iter().map(|p| p.1).sum();
    let parts: Vec<Value> = parts
        .iter()
        .map(|(case, ore)| json!({ "case_id": case.id(), "amount_ore": ore }))
        .collect();
    json!({ "paid_on": w.clock.today(), "amount_ore": sum, "reference": reference, "imported_payment_id": null,
        "parts": parts })
}

/// Says what becomes of a case.
pub fn resolution(what: &str) -> Value {
    json!({ "resolution": what, "amount_kr": null, "member_id": null, "day": null, "note": "Enligt samtal" })
}

/// A line of an installation of green technology, or of something beside it; the price is without VAT.
pub fn green_line(kind: &str, installation: Option<&str>, price_ore: i64) -> Value {
    json!({ "article_id": null, "kind": kind, "work_type": installation, "description": kind, "quantity_milli": 1_000,
        "unit": "st", "unit_price_ore": price_ore, "discount_bp": 0, "vat": "25", "order_line_id": null,
        "time_entry_ids": [] })
}

/// The draft of an invoice that asks for the deduction of green technology, for one buyer at a house of theirs.
pub async fn green_draft(w: &World, lines: Value) -> Answer {
    let customer = things::customer(w).await.id();
    let office = w.office();
    let people = json!({ "members": [{ "id": null, "name": "Anna Öberg", "identity_number": BUYER, "share_bp": 10_000,
        "entitlement": "owner", "unrelated": true, "used": [] }] });
    let path = format!("/customers/{customer}/household");
    office.put(&path, 0, people).await.expect(200);
    let mut site = things::work_site_input();
    site["property_designation"] = json!("UMEÅ SOFIEHEM 2:14");
    let path = format!("/customers/{customer}/work-sites");
    let site = office.post(&path, site).await.expect(201);
    let mut input = things::invoice_input(&customer);
    input["work_site_id"] = json!(site.id());
    input["deduction"] = json!("green");
    input["lines"] = lines;
    office.post("/invoices", input).await.expect(201)
}

/// Such an invoice, issued.
pub async fn green(w: &World, lines: Value) -> Answer {
    let draft = green_draft(w, lines).await;
    let path = format!("/invoices/{}/issue", draft.id());
    w.office().act(&path, 1, json!({})).await.expect(200)
}

/// A claim for cases of green technology that are paid this year.
pub async fn green_claim(w: &World, name: &str, cases: &[&Answer]) -> Answer {
    let mut input = claim_input(name, cases);
    input["kind"] = json!("green");
    w.office().post("/deduction-claims", input).await.expect(201)
}
