//! What a person has used of a ceiling elsewhere counts for the person, whichever customer it was said at.

use crate::testing::{
    Answer, World,
    deductions::{BUYER, case, claim_input, pay, ready},
    things, world,
};
use serde_json::{Value, json};

/// A customer whose only buyer is the same person, who has told here what others deducted in the year.
async fn household(w: &World, used: Value) -> String {
    let customer = things::customer(w).await.id();
    let people = json!({ "members": [{ "id": null, "name": "Anna Öberg", "identity_number": BUYER, "share_bp": 10_000,
        "entitlement": "owner", "unrelated": true, "used": used }] });
    w.office()
        .put(&format!("/customers/{customer}/household"), 0, people)
        .await
        .expect(200);
    customer
}

/// A draft with work for 20 000 kr and VAT, of which ROT gives 7 500 kr.
async fn draft(w: &World, customer: &str) -> Answer {
    let office = w.office();
    let mut site = things::work_site_input();
    site["property_designation"] = json!("UMEÅ SOFIEHEM 2:14");
    let site = office
        .post(&format!("/customers/{customer}/work-sites"), site)
        .await
        .expect(201);
    let mut input = things::invoice_input(customer);
    input["work_site_id"] = json!(site.id());
    input["deduction"] = json!("rot");
    input["lines"] = json!([{ "article_id": null, "kind": "work", "description": "Murning", "quantity_milli": 40_000,
        "unit": "tim", "unit_price_ore": 50_000, "discount_bp": 0, "vat": "25", "work_type": "masonry",
        "order_line_id": null, "time_entry_ids": [] }]);
    office.post("/invoices", input).await.expect(201)
}

async fn previewed(w: &World, draft: &Answer) -> (Value, Value) {
    let seen = w
        .office()
        .get(&format!(
            "/deduction-preview?invoice_id={}&paid_on=2026-12-01",
            draft.id()
        ))
        .await
        .expect(200);
    (
        seen.body["deduction_kr"].clone(),
        seen.body["buyers"][0]["room_kr"].clone(),
    )
}

#[actix_web::test]
async fn what_was_used_elsewhere_counts_for_the_person_at_every_customer() {
    let w = world().await;
    let here = household(&w, json!([])).await;
    let draft = draft(&w, &here).await;
    assert_eq!(previewed(&w, &draft).await, (json!(7_500), Value::Null));
    // Told at another customer; what is told twice counts once, the larger.
    household(&w, json!([{ "year": 2026, "rot_kr": 48_000, "rut_kr": 0 }])).await;
    household(
        &w,
        json!([{ "year": 2026, "rot_kr": 47_000, "rut_kr": 0 }, { "year": 2025, "rot_kr": 50_000, "rut_kr": 0 }]),
    )
    .await;
    assert_eq!(previewed(&w, &draft).await, (json!(2_000), json!(2_000)));
    let issued = w
        .office()
        .act(&format!("/invoices/{}/issue", draft.id()), 1, json!({}))
        .await
        .expect(200);
    assert_eq!(issued.body["deducted_ore"], 200_000, "{}", issued.body);
    pay(&w, &issued, None).await;
}

#[actix_web::test]
async fn a_claim_counts_what_was_told_at_another_customer() {
    let w = world().await;
    let ready = ready(&w, 4_000).await;
    household(&w, json!([{ "year": 2026, "rot_kr": 49_500, "rut_kr": 0 }])).await;
    let seen = case(&w, &ready.id()).await;
    assert_eq!(seen.body["next_claim"]["guards"], json!(["ceiling"]));
    w.office()
        .post("/deduction-claims", claim_input("En", &[&ready]))
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/case_ids/0", "invalid");
}
