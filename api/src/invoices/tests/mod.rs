//! Invoices, as a caller sees them; this file holds what their tests begin with.

mod accounts;
mod actual_hours;
mod agree;
mod basis;
mod buyer_orders;
mod credit;
mod credit_limit;
mod e_invoices;
mod economy;
mod export;
mod input;
mod issuing;
mod kinds;
mod life;
mod links;
mod lists;
mod orders;
mod print;
mod series;
mod tax_credits;
mod tax_deductions;
mod tax_money;
mod treatments;
mod write_off;

use crate::testing::{Answer, World};
use serde_json::{Value, json};

/// A customer to invoice; its id.
async fn customer(w: &World) -> String {
    let anna = json!({
        "kind": "private", "name": "Anna Öberg", "email": "anna@kund.example", "phone": "", "organisation_number": "",
        "vat_number": "",
        "address": { "street": "Björkvägen 4", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    w.office().post("/customers", anna).await.expect(201).id()
}

fn line(description: &str, quantity_milli: i64, unit_price_ore: i64, vat: &str) -> Value {
    json!({
        "article_id": null, "kind": "material", "description": description, "quantity_milli": quantity_milli,
        "unit": "st", "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": vat, "order_line_id": null,
        "time_entry_ids": []
    })
}

fn invoice(customer_id: &str, lines: &[Value]) -> Value {
    json!({
        "customer_id": customer_id, "order_id": null, "work_site_id": null, "title": "Målning av hall", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": lines
    })
}

/// A draft of one line of 100 kr and 25 % VAT.
async fn draft(w: &World, customer_id: &str) -> Answer {
    w.office()
        .post("/invoices", invoice(customer_id, &[line("Färg", 1000, 10_000, "25")]))
        .await
        .expect(201)
}

/// A draft of that line, issued.
async fn issued(w: &World, customer_id: &str) -> Answer {
    let draft = draft(w, customer_id).await;
    issue(w, &draft).await.expect(200)
}

async fn issue(w: &World, draft: &Answer) -> Answer {
    w.office()
        .act(&format!("/invoices/{}/issue", draft.id()), draft.version(), json!({}))
        .await
}

fn payment(paid_on: &str, amount_ore: i64) -> Value {
    json!({ "paid_on": paid_on, "amount_ore": amount_ore, "method": "bankgiro", "reference": "" })
}
