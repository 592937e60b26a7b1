//! Does money end where it belongs, once, and can it be taken back?

mod files;
mod money;

use crate::{
    clock::Clock,
    seed::bank_file::{Paid, bgmax, upload},
    testing::{Answer, World},
};
use serde_json::{Value, json};

/// The content of an invoice of 5 500 kr is in the common things; here the customer is given.
async fn invoice_of(w: &World, customer_id: &str) -> Answer {
    let draft = w
        .office()
        .post("/invoices", crate::testing::invoice_input(customer_id))
        .await
        .expect(201);
    let path = format!("/invoices/{}/issue", draft.id());
    w.office().act(&path, 1, json!({})).await.expect(200)
}

async fn customer(w: &World) -> Answer {
    w.office()
        .post("/customers", crate::testing::customer_input())
        .await
        .expect(201)
}

fn ocr(invoice: &Answer) -> String {
    invoice.body["ocr"].as_str().unwrap().to_owned()
}

fn paid<'p>(amount: i64, reference: &'p str, message: &'p str, serial: i64) -> Paid<'p> {
    Paid {
        amount,
        reference,
        message,
        payer: "Anna Öberg",
        serial,
    }
}

/// Imports a file of payments to the company's bankgiro.
async fn import(w: &World, payments: &[Paid<'_>]) -> Answer {
    let file = bgmax("50501055", w.clock.today(), payments);
    w.office().post("/payment-imports", upload("bg.txt", &file)).await
}

/// The payments of an import.
async fn payments(w: &World, import: &Answer) -> Vec<Value> {
    let path = format!(
        "/payment-imports/{}/payments",
        import.body["import"]["id"].as_str().unwrap()
    );
    let list = w.office().get(&path).await.expect(200);
    list.body["items"].as_array().unwrap().clone()
}

/// Books all that is matched.
async fn confirm(w: &World, import: &Answer) -> Answer {
    let path = format!("/payment-imports/{}", import.body["import"]["id"].as_str().unwrap());
    let seen = w.office().get(&path).await.expect(200);
    let body = json!({ "imported_payment_ids": null });
    w.office().act(&format!("{path}/confirm"), seen.version(), body).await
}

async fn remaining(w: &World, invoice: &Answer) -> i64 {
    let seen = w.office().get(&format!("/invoices/{}", invoice.id())).await.expect(200);
    seen.body["remaining_ore"].as_i64().unwrap()
}

async fn balance(w: &World, customer_id: &str) -> i64 {
    let seen = w
        .office()
        .get(&format!("/customers/{customer_id}/balance"))
        .await
        .expect(200);
    seen.body["balance_ore"].as_i64().unwrap()
}
