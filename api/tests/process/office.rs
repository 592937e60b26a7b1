//! Who works at the company of a test, and what is at hand there?

use super::{
    api::{Answer, Api},
    site::Site,
};
use serde_json::{Value, json};

/// Everybody's password.
pub const PASSWORD: &str = "mjuk brokvast under sju ödlor";

/// Makes the company by the command line, and its owner by the link that it prints.
pub async fn owner(site: &Site) -> Api {
    let words = [
        "create-company",
        "Lindqvist Bygg & Måleri AB",
        "lindqvist",
        "eva@lindqvist.example",
        "Eva Lindqvist",
    ];
    let made = site.run(&words);
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success(), "{said}{}", String::from_utf8_lossy(&made.stderr));
    let token = said
        .trim()
        .rsplit_once('#')
        .unwrap_or_else(|| panic!("no link in {said}"))
        .1
        .to_owned();
    let nobody = Api::at(&site.address());
    let body = json!({ "token": token, "password": PASSWORD });
    nobody.post("/public/invitations/accept", body).await.expect(204);
    let owner = nobody.log_in("eva@lindqvist.example", PASSWORD).await;
    fill_in(&owner).await;
    owner
}

/// What an invoice must carry. The numbers are invented and pass their check digits.
async fn fill_in(owner: &Api) {
    let seen = owner.get("/company").await.expect(200);
    let mut body = seen.body.clone();
    body.as_object_mut()
        .unwrap()
        .retain(|field, _| !["id", "version", "actions"].contains(&field.as_str()));
    for (field, value) in [
        ("organisation_number", json!("556016-0680")),
        ("vat_number", json!("SE556016068001")),
        ("f_tax", json!(true)),
        ("seat", json!("Umeå")),
        ("bankgiro", json!("5050-1055")),
        ("email", json!("info@lindqvist.example")),
        ("address", address("Storgatan 1")),
    ] {
        body[field] = value;
    }
    owner.put("/company", seen.number("/version"), body).await.expect(200);
}

pub fn address(street: &str) -> Value {
    json!({ "street": street, "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" })
}

/// A private customer.
pub async fn customer(by: &Api) -> Answer {
    let body = json!({
        "kind": "private", "name": "Anna Öberg", "email": "anna@kund.example", "phone": "070-174 06 05",
        "organisation_number": "", "vat_number": "", "address": address("Björkvägen 4"), "language": "sv", "reference": "",
        "payment_terms_days": null, "note": ""
    });
    by.post("/customers", body).await.expect(201)
}

/// A draft of an invoice.
pub async fn draft(by: &Api, customer_id: &str) -> Answer {
    let line = json!({
        "article_id": null, "kind": "work", "description": "Målning", "quantity_milli": 8000, "unit": "tim",
        "unit_price_ore": 55_000, "discount_bp": 0, "vat": "25", "order_line_id": null, "time_entry_ids": []
    });
    let body = json!({
        "customer_id": customer_id, "order_id": null, "work_site_id": null, "title": "Hallen", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": [line]
    });
    by.post("/invoices", body).await.expect(201)
}
