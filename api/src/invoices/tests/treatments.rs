//! VAT treatments without VAT: what an invoice needs before it is issued with them.

use super::{invoice, line};
use crate::testing::{Answer, World, customer_input, things, world};
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

#[actix_web::test]
async fn an_exempt_line_says_why_on_paper_and_in_the_e_invoice() {
    let w = world().await;
    let mut company = things::company_input(&w).await;
    company["exemption_reference"] = json!("ML 10 kap. 35 §, uthyrning av fastighet");
    let version = w.owner().get("/company").await.expect(200).version();
    w.owner().put("/company", version, company).await.expect(200);
    let usual = draft_with(&w, "exempt", |_| {}).await;
    let mut body = invoice(
        usual.body["customer_id"].as_str().unwrap(),
        &[line("Kurs", 1_000, 62_500, "exempt")],
    );
    body["exemption_reason"] = json!(" ML 10 kap. 14 §, utbildning ");
    let own = w.office().post("/invoices", body).await.expect(201);
    assert_eq!(own.body["exemption_reason"], "ML 10 kap. 14 §, utbildning");
    for (draft, words) in [
        (usual, "ML 10 kap. 35 §, uthyrning av fastighet"),
        (own, "ML 10 kap. 14 §, utbildning"),
    ] {
        let path = format!("/invoices/{}", draft.id());
        w.office().act(&format!("{path}/issue"), 1, json!({})).await.expect(200);
        let paper = w.office().get(&format!("{path}/pdf")).await.expect(200).pdf_text();
        assert!(paper.contains(words), "{paper}");
        let ubl = w.office().get(&format!("{path}/ubl")).await.expect(200);
        let text = String::from_utf8(ubl.bytes.clone()).unwrap();
        assert!(
            text.contains(&format!("<cbc:TaxExemptionReason>{words}</cbc:TaxExemptionReason>")),
            "{text}"
        );
    }
}
