//! Invoices that go as letters: one file for the printer, and nothing sent until somebody says so.

use super::{customer, draft, issued};
use crate::testing::{World, world};
use serde_json::{Value, json};

async fn unsent(w: &World) -> Vec<Value> {
    let list = w.office().get("/invoices?sent=false&sort=number").await.expect(200);
    list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["number"].clone())
        .collect()
}

#[actix_web::test]
async fn chosen_invoices_are_one_file_in_their_order_and_are_sent_when_it_is_said() {
    let w = world().await;
    let who = customer(&w).await;
    let (one, two) = (issued(&w, &who).await, issued(&w, &who).await);
    let unissued = draft(&w, &who).await;
    assert_eq!(
        unsent(&w).await,
        [json!("10001"), json!("10002")],
        "a draft isn't waiting to be sent"
    );

    let path = format!("/invoices/print?ids={},{}", two.id(), one.id());
    let file = w.office().get(&path).await.expect(200);
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    let text = file.pdf_text();
    let at = |ocr: &Value| text.find(ocr.as_str().unwrap()).unwrap_or_else(|| panic!("{text}"));
    assert!(at(&two.body["ocr"]) < at(&one.body["ocr"]));
    assert_eq!(text.matches("Sida 1 (1)").count(), 2, "{text}");
    assert_eq!(unsent(&w).await.len(), 2, "printing sends nothing");

    let said = json!({ "invoice_ids": [one.id(), two.id(), one.id()] });
    let rehearsed = w
        .office()
        .post("/invoices/printed?dry_run=true", said.clone())
        .await
        .expect(200);
    assert_eq!(rehearsed.body["items"].as_array().unwrap().len(), 2);
    assert_eq!(unsent(&w).await.len(), 2);
    w.office().post("/invoices/printed", said).await.expect(200);
    assert_eq!(unsent(&w).await, Vec::<Value>::new());
    let seen = w.office().get(&format!("/invoices/{}", one.id())).await.expect(200);
    assert_eq!(
        (&seen.body["sent_at"], seen.version()),
        (&seen.body["printed_at"], one.version() + 1)
    );
    assert!(seen.body["printed_at"].is_string());
    assert_eq!(seen.body["mails"], json!([]));

    let refused = format!("/invoices/print?ids={}", unissued.id());
    w.office()
        .get(&refused)
        .await
        .expect_problem(409, "not_allowed_in_status");
    let said = json!({ "invoice_ids": [unissued.id()] });
    w.office()
        .post("/invoices/printed", said)
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn what_was_mailed_keeps_its_day_and_foreign_or_too_many_ids_are_refused() {
    let w = world().await;
    let who = customer(&w).await;
    let one = issued(&w, &who).await;
    let path = format!("/invoices/{}", one.id());
    let letter = json!({ "recipient": "anna@kund.example", "message": "" });
    let mailed = w
        .office()
        .act(&format!("{path}/send"), one.version(), letter)
        .await
        .expect(200);
    w.pass(chrono::Duration::days(2));
    w.prove().await;
    let said = json!({ "invoice_ids": [one.id()] });
    w.office().post("/invoices/printed", said.clone()).await.expect(200);
    let seen = w.office().get(&path).await.expect(200);
    assert_eq!(seen.body["sent_at"], mailed.body["sent_at"]);
    assert_ne!(seen.body["printed_at"], seen.body["sent_at"]);

    w.stranger()
        .get(&format!("/invoices/print?ids={}", one.id()))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("ids", "not_found");
    w.stranger()
        .post("/invoices/printed", said.clone())
        .await
        .expect_problem(422, "invalid_fields");
    let many = vec![one.id(); 201].join(",");
    w.office()
        .get(&format!("/invoices/print?ids={many}"))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("ids", "too_long");
    w.worker()
        .post("/invoices/printed", said)
        .await
        .expect_problem(403, "forbidden");
}
