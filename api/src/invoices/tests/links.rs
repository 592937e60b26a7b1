//! What the customer who holds an invoice's link sees and can do.

use super::payment;
use crate::{
    jobs::worker::drain,
    testing::{Answer, World, sent_invoice, world},
};
use actix_web::http::Method;
use chrono::Duration;
use serde_json::{Value, json};

async fn ask(w: &World, token: &str, body: Value) -> Answer {
    let path = format!("/public/invoices/{token}/questions");
    w.nobody().call(Method::POST, &path, None, Some(&body), &[]).await
}

#[actix_web::test]
async fn the_holder_of_a_link_sees_what_is_left_to_pay() {
    let w = world().await;
    let (sent, token) = sent_invoice(&w).await;
    let path = format!("/public/invoices/{token}");
    let seen = w.nobody().get(&path).await.expect(200);
    assert_eq!(seen.body["state"], "to_pay");
    assert_eq!(seen.body["payment"]["remaining_ore"], 550_000);
    assert_eq!(seen.body["payment"]["bankgiro"], "5050-1055");
    assert_eq!(seen.body["lines"][0]["description"], "Målning");
    let code = seen.body["payment"]["bank_qr"].as_str().unwrap();
    assert!(code.starts_with("data:image/svg+xml;base64,"));

    let pay = async |amount: i64, version: i64| {
        let body = payment("2026-11-20", amount);
        let path = format!("/invoices/{}/payments", sent.id());
        w.office().act(&path, version, body).await.expect(200)
    };
    pay(100_000, sent.version()).await;
    let part = w.nobody().get(&path).await.expect(200);
    assert_eq!(part.body["payment"]["remaining_ore"], 450_000);
    assert_ne!(part.body["payment"]["bank_qr"].as_str().unwrap(), code);
    w.pass(Duration::days(31));
    let late = w.nobody().get(&path).await.expect(200);
    assert_eq!(late.body["state"], "overdue");
    w.pass(Duration::days(-31));
    pay(450_000, sent.version() + 1).await;
    let paid = w.nobody().get(&path).await.expect(200);
    assert_eq!(paid.body["state"], "settled");
    assert_eq!(paid.body["payment"], Value::Null);
}

#[actix_web::test]
async fn a_link_is_of_one_invoice_and_ends_after_a_year() {
    let w = world().await;
    let (sent, token) = sent_invoice(&w).await;
    let offer = w
        .app
        .secrets
        .link("offer", w.here.company_id, sent.id().parse().unwrap(), &[0; 16]);
    for wrong in [&offer, &token[..40]] {
        w.nobody()
            .get(&format!("/public/invoices/{wrong}"))
            .await
            .expect_problem(404, "link_invalid");
    }
    w.nobody()
        .get(&format!("/public/invoices/{token}/pdf"))
        .await
        .expect(200);
    w.pass(Duration::days(366));
    w.nobody()
        .get(&format!("/public/invoices/{token}"))
        .await
        .expect_problem(410, "link_expired");
}

#[actix_web::test]
async fn a_question_reaches_the_company_by_mail_and_leaves_an_event() {
    let w = world().await;
    let (_, token) = sent_invoice(&w).await;
    let question = json!({ "name": "Anna", "email": "anna@kund.example", "question": "Vad är raden Målning?" });
    ask(&w, &token, question).await.expect(204);
    let events = w.owner().get("/audit-events").await.expect(200);
    assert_eq!(events.body["items"][0]["event"], "invoice_question_asked");
    drain(&w.app).await.unwrap();
    let letters: Vec<String> = std::fs::read_dir(w.database.mails())
        .unwrap()
        .map(|e| std::fs::read_to_string(e.unwrap().path()).unwrap())
        .collect();
    let asked: Vec<&String> = letters
        .iter()
        .filter(|l| l.contains("Reply-To: ") && l.contains("anna@kund.example"))
        .collect();
    assert!(
        asked
            .iter()
            .any(|l| l.contains("To: info@") && l.contains("Answer") | l.contains("Svara till")),
        "no question among {} letters",
        letters.len()
    );
    ask(
        &w,
        &token,
        json!({ "name": "Anna", "email": "anna", "question": "Hej" }),
    )
    .await
    .expect_problem(422, "invalid_fields")
    .expect_field("/email", "invalid");
}
