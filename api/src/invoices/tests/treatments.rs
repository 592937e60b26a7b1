//! VAT treatments without VAT: what an invoice needs before it is issued with them.

use super::{invoice, line};
use crate::testing::{Answer, World, customer_input, world};
use serde_json::{Value, json};

/// A draft for a firm whose one line has this VAT.
async fn draft_with(w: &World, vat: &str, change: impl FnOnce(&mut Value)) -> Answer {
    let mut firm = customer_input();
    firm["kind"] = json!("company");
    firm["vat_number"] = json!("SE556677889901");
    change(&mut firm);
    let customer = w.office().post("/customers", firm).await.expect(201).id();
    let body = invoice(&customer, &[line("Murning", 8_000, 62_500, vat)]);
    w.office().post("/invoices", body).await.expect(201)
}

#[actix_web::test]
async fn reverse_charge_charges_no_vat_and_wants_a_business_with_a_vat_number() {
    let w = world().await;
    let draft = draft_with(&w, "reverse_charge", |_| {}).await;
    assert_eq!(draft.body["totals"]["vat_ore"], 0);
    let issue = async |id: String| w.office().act(&format!("/invoices/{id}/issue"), 1, json!({})).await;
    let issued = issue(draft.id()).await.expect(200);
    assert_eq!(issued.body["totals"]["vat_rows"][0]["vat"], "reverse_charge");
    assert_eq!(issued.body["totals"]["vat_ore"], 0);

    let person = draft_with(&w, "reverse_charge", |c| {
        c["kind"] = json!("private");
        c["vat_number"] = json!("");
    })
    .await;
    issue(person.id())
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/customer/kind", "business_only")
        .expect_field("/customer/vat_number", "required");
    let swedish = draft_with(&w, "eu_services", |_| {}).await;
    issue(swedish.id())
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/customer/vat_number", "not_other_member_state");
    let danish = draft_with(&w, "eu_services", |c| c["vat_number"] = json!("DK13585628")).await;
    issue(danish.id()).await.expect(200);
    let home = draft_with(&w, "export_goods", |_| {}).await;
    issue(home.id())
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/customer/address", "inside_union");
}

#[actix_web::test]
async fn a_small_business_charges_no_vat() {
    let w = world().await;
    let issue = async |id: String| w.office().act(&format!("/invoices/{id}/issue"), 1, json!({})).await;
    let early = draft_with(&w, "small_business", |_| {}).await;
    issue(early.id())
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/lines", "not_small_business");
    let mut company = w.owner().get("/company").await.expect(200).body;
    let version = company["version"].as_i64().unwrap();
    for answered in ["id", "version", "actions"] {
        company.as_object_mut().unwrap().remove(answered);
    }
    company["small_business"] = json!(true);
    company["accent"] = json!("#7A1F3D");
    let changed = w.owner().put("/company", version, company).await.expect(200);
    assert_eq!(changed.body["default_vat"], "small_business");
    assert_eq!(changed.body["accent"], "#7a1f3d");
    issue(early.id()).await.expect(200);
    let taxed = draft_with(&w, "25", |_| {}).await;
    issue(taxed.id())
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/lines", "small_business_charges");
}
