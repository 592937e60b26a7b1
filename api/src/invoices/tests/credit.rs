//! Credit notes: never more than is left, set against the original, and work that can be billed again.

use super::{
    customer, invoice, issue, issued, line,
    orders::{approve, order, time},
    payment,
};
use crate::testing::{Answer, World, world};
use futures_util::future::join_all;
use serde_json::{Value, json};

fn everything(issue: bool) -> Value {
    json!({ "lines": null, "note": "Fel pris", "release_work": false, "issue": issue })
}

async fn credit(w: &World, of: &Answer, body: Value) -> Answer {
    w.office()
        .act(&format!("/invoices/{}/credit", of.id()), of.version(), body)
        .await
}

async fn again(w: &World, of: &Answer) -> Answer {
    w.office().get(&format!("/invoices/{}", of.id())).await.expect(200)
}

/// Two hours at 500 kr and paint for 200 kr, issued: 1 500 kr with VAT.
async fn two_lines(w: &World) -> Answer {
    let who = customer(w).await;
    let lines = [line("Arbete", 2_000, 50_000, "25"), line("Färg", 1_000, 20_000, "25")];
    let draft = w.office().post("/invoices", invoice(&who, &lines)).await.expect(201);
    issue(w, &draft).await.expect(200)
}

#[actix_web::test]
async fn a_whole_credit_settles_the_invoice_and_itself() {
    let w = world().await;
    let original = two_lines(&w).await;
    assert!(original.body["actions"].as_array().unwrap().contains(&json!("credit")));
    let note = credit(&w, &original, everything(true)).await.expect(201);
    assert_eq!(note.body["kind"], "credit_note");
    assert_eq!(note.body["number"], "10002");
    assert_eq!(note.body["ocr"], Value::Null);
    assert_eq!(note.body["totals"]["total_ore"], -150_000);
    assert_eq!(note.body["status"], "paid");
    assert_eq!(note.body["remaining_ore"], 0);
    assert_eq!(note.body["credits"]["number"], "10001");
    assert_eq!(note.body["lines"][0]["quantity_milli"], -2_000);
    let seen = again(&w, &original).await;
    assert_eq!(seen.body["status"], "credited");
    assert_eq!(
        (&seen.body["credited_ore"], &seen.body["remaining_ore"]),
        (&json!(150_000), &json!(0))
    );
    assert_eq!(seen.body["credit_notes"][0]["number"], "10002");
    assert_eq!(seen.body["settlements"][0]["counter_number"], "10002");
    assert_eq!(seen.body["actions"], json!(["send"]));
    credit(&w, &seen, everything(true))
        .await
        .expect_problem(409, "not_allowed_in_status");
    let open = w.office().get("/dashboard").await.expect(200);
    assert_eq!(open.body["unpaid_ore"], 0);
}

#[actix_web::test]
async fn a_part_is_taken_line_by_line_and_never_more_than_is_left() {
    let w = world().await;
    let original = two_lines(&w).await;
    let lines: Vec<Value> = original.body["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["id"].clone())
        .collect();
    let take = |line: &Value, quantity: Value, amount: Value| {
        json!({ "lines": [{ "line_id": line, "quantity_milli": quantity, "amount_ore": amount }], "note": "",
            "release_work": false, "issue": true })
    };
    let first = credit(&w, &original, take(&lines[0], json!(500), Value::Null))
        .await
        .expect(201);
    assert_eq!(first.body["totals"]["total_ore"], -31_250);
    let seen = again(&w, &original).await;
    assert_eq!(
        (&seen.body["status"], &seen.body["remaining_ore"]),
        (&json!("issued"), &json!(118_750))
    );
    assert_eq!(seen.body["lines"][0]["credited_milli"], 500);
    let refused = credit(&w, &seen, take(&lines[0], json!(1_501), Value::Null)).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/lines/0/quantity_milli", "too_large");
    let refused = credit(&w, &seen, take(&lines[1], Value::Null, json!(20_001))).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/lines/0/amount_ore", "too_large");
    let second = credit(&w, &seen, take(&lines[1], Value::Null, json!(5_000)))
        .await
        .expect(201);
    assert_eq!(second.body["lines"][0]["unit_price_ore"], -5_000);
    let rest = credit(&w, &again(&w, &original).await, everything(true))
        .await
        .expect(201);
    let sum: i64 = [&first, &second, &rest]
        .map(|n| n.body["totals"]["total_ore"].as_i64().unwrap())
        .iter()
        .sum();
    assert_eq!(sum, -150_000);
    assert_eq!(again(&w, &original).await.body["status"], "credited");
}

#[actix_web::test]
async fn what_was_paid_stays_open_on_the_credit_note() {
    let w = world().await;
    let original = two_lines(&w).await;
    let paid = w
        .office()
        .act(
            &format!("/invoices/{}/payments", original.id()),
            original.version(),
            payment("2026-11-20", 100_000),
        )
        .await
        .expect(200);
    let note = credit(&w, &paid, everything(true)).await.expect(201);
    assert_eq!(
        (&note.body["status"], &note.body["remaining_ore"]),
        (&json!("issued"), &json!(-100_000))
    );
    let seen = again(&w, &original).await;
    assert_eq!(
        (&seen.body["status"], &seen.body["remaining_ore"]),
        (&json!("paid"), &json!(0))
    );
    assert_eq!(seen.body["credited_ore"], 50_000);
    w.pass(chrono::Duration::days(10));
    assert_eq!(again(&w, &note).await.body["overdue"], false);
}

#[actix_web::test]
async fn a_draft_credit_note_holds_its_lines_until_it_is_thrown_away() {
    let w = world().await;
    let original = two_lines(&w).await;
    let draft = credit(&w, &original, everything(false)).await.expect(201);
    assert_eq!(draft.body["status"], "draft");
    assert_eq!(draft.body["actions"], json!(["delete", "issue"]));
    let seen = again(&w, &original).await;
    assert_eq!(
        (&seen.body["status"], &seen.body["credited_ore"]),
        (&json!("issued"), &json!(0))
    );
    assert!(!seen.body["actions"].as_array().unwrap().contains(&json!("credit")));
    credit(&w, &seen, everything(false))
        .await
        .expect_problem(409, "nothing_to_credit");
    w.office()
        .delete(&format!("/invoices/{}", draft.id()), draft.version())
        .await
        .expect(204);
    let draft = credit(&w, &again(&w, &original).await, everything(false))
        .await
        .expect(201);
    issue(&w, &draft).await.expect(200);
    assert_eq!(again(&w, &original).await.body["status"], "credited");
}

#[actix_web::test]
async fn two_at_once_never_credit_the_same_twice() {
    let w = world().await;
    let original = two_lines(&w).await;
    let answers = join_all((0..6).map(|_| credit(&w, &original, everything(true)))).await;
    assert_eq!(answers.iter().filter(|a| a.status == 201).count(), 1);
    assert_eq!(
        again(&w, &original).await.body["credit_notes"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[actix_web::test]
async fn credited_work_can_be_billed_again_when_somebody_says_so() {
    let w = world().await;
    let who = customer(&w).await;
    let order = order(&w, &who, "as_reported").await;
    time(&w, &order.id(), &[("2026-11-16", 120, "Rivning")]).await;
    approve(&w, "2026-W47").await;
    let from = json!({ "order_id": order.id() });
    for release in [true, false] {
        let draft = w.office().post("/invoices/from-order", from.clone()).await.expect(201);
        let original = issue(&w, &draft).await.expect(200);
        let mut body = everything(true);
        body["release_work"] = json!(release);
        credit(&w, &original, body).await.expect(201);
        let seen = w.office().get(&format!("/orders/{}", order.id())).await.expect(200);
        let left = if release { 120 } else { 0 };
        assert_eq!(seen.body["uninvoiced_minutes"], left);
        assert_eq!(
            seen.body["economy"]["invoiced_ore"], 0,
            "what was credited is not invoiced"
        );
    }
    w.office()
        .post("/invoices/from-order", from)
        .await
        .expect_problem(409, "nothing_to_invoice");
}

#[actix_web::test]
async fn the_credit_note_names_its_invoice_by_number_and_date() {
    let w = world().await;
    let original = two_lines(&w).await;
    let note = credit(&w, &original, everything(true)).await.expect(201);
    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", note.id()))
        .await
        .expect(200);
    assert_eq!(
        pdf.header("content-disposition"),
        Some("inline; filename=\"Kreditfaktura-10002.pdf\"")
    );
    let text = pdf.pdf_text();
    for part in [
        "Kreditfaktura",
        "10002",
        "Krediterar faktura",
        "10001, 2026-11-20",
        "−1 500,00",
        "−300,00",
        "Fel pris",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("Bankgiro"), "nothing is to be paid:\n{text}");
}

#[actix_web::test]
async fn a_credit_note_is_neither_changed_nor_paid_nor_credited() {
    let w = world().await;
    let who = customer(&w).await;
    let original = issued(&w, &who).await;
    let draft = credit(&w, &original, everything(false)).await.expect(201);
    let path = format!("/invoices/{}", draft.id());
    let body = invoice(&who, &[line("Färg", 1_000, 10_000, "25")]);
    w.office()
        .put(&path, draft.version(), body)
        .await
        .expect_problem(409, "not_allowed_in_status");
    let note = issue(&w, &draft).await.expect(200);
    w.office()
        .act(&format!("{path}/payments"), note.version(), payment("2026-11-20", 100))
        .await
        .expect_problem(409, "not_allowed_in_status");
    credit(&w, &note, everything(true))
        .await
        .expect_problem(409, "not_allowed_in_status");
    let mut body = invoice(&who, &[]);
    body["kind"] = json!("credit_note");
    let refused = w.office().post("/invoices", body).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/kind", "invalid");
}
