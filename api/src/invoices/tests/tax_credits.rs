//! Credit notes of invoices with a tax deduction: deducted and to pay are the total at every step, and nothing is left at the end.

use super::{
    payment,
    tax_deductions::{alone, both, draft_of, home, issued_of, says, worked_example},
};
use crate::testing::{Answer, World, world};
use serde_json::{Value, json};

async fn again(w: &World, id: &str) -> Value {
    w.office().get(&format!("/invoices/{id}")).await.expect(200).body
}

async fn credit(w: &World, id: &str, lines: Value) -> Answer {
    let seen = w.office().get(&format!("/invoices/{id}")).await.expect(200);
    let body = json!({ "lines": lines, "note": "", "release_work": false, "issue": true });
    w.office()
        .act(&format!("/invoices/{id}/credit"), seen.version(), body)
        .await
}

fn part(line: &Value, amount_ore: i64) -> Value {
    json!([{ "line_id": line["id"], "quantity_milli": null, "amount_ore": amount_ore }])
}

/// What the books hold of an invoice and its credit notes on an account.
async fn balance(w: &World, ids: &[String], account: i64) -> i64 {
    let mut sum = 0;
    for id in ids {
        let found = w
            .office()
            .get(&format!("/vouchers?invoice_id={id}&limit=200"))
            .await
            .expect(200);
        for voucher in found.body["items"].as_array().unwrap() {
            if voucher["document_id"] != json!(id) {
                continue;
            }
            for l in voucher["lines"].as_array().unwrap() {
                if l["account"] == account {
                    sum += l["amount_ore"].as_i64().unwrap();
                }
            }
        }
    }
    sum
}

#[actix_web::test]
async fn crediting_everything_leaves_nothing_anywhere() {
    let w = world().await;
    let home = home(&w, &both()).await;
    let original = issued_of(&w, worked_example(&home)).await;
    let note = credit(&w, &original.id(), Value::Null).await.expect(201);
    assert_eq!(
        (
            &note.body["totals"]["total_ore"],
            &note.body["deducted_ore"],
            &note.body["remaining_ore"]
        ),
        (&json!(-2_300_000), &json!(-375_000), &json!(0))
    );
    let seen = again(&w, &original.id()).await;
    assert_eq!(
        (
            &seen["status"],
            &seen["credited_ore"],
            &seen["deducted_ore"],
            &seen["remaining_ore"]
        ),
        (&json!("credited"), &json!(1_925_000), &json!(375_000), &json!(0))
    );
    let kept = super::tax_deductions::preview(&w, &original.id()).await;
    let credited: i64 = kept["buyers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| b["credited_kr"].as_i64().unwrap())
        .sum();
    assert_eq!(credited, 3_750);
    let ids = [original.id(), note.id()];
    for account in [1510, 1513, 2611, 3001] {
        assert_eq!(balance(&w, &ids, account).await, 0, "{account}");
    }
    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", note.id()))
        .await
        .expect(200);
    says(
        &pdf.pdf_text(),
        &[
            "Krediteras −23 000,00 kr",
            "Skattereduktion ROT 3 750,00 kr",
            "Kunden till godo −19 250,00 kr",
            "Anna Öberg 19810310-2391 60 % −2 250,00",
        ],
    );
    let ubl = w
        .office()
        .get(&format!("/invoices/{}/ubl", note.id()))
        .await
        .expect(200);
    let xml = String::from_utf8(ubl.bytes.to_vec()).unwrap();
    assert!(
        xml.contains("<cbc:PrepaidAmount currencyID=\"SEK\">3750.00</cbc:PrepaidAmount>"),
        "{xml}"
    );
    assert!(
        xml.contains("<cbc:PayableAmount currencyID=\"SEK\">19250.00</cbc:PayableAmount>"),
        "{xml}"
    );

    // The room is free again.
    let next = issued_of(&w, worked_example(&home)).await;
    assert_eq!(next.body["deducted_ore"], 375_000);
}

#[actix_web::test]
async fn at_every_step_deducted_and_to_pay_are_what_is_left_of_the_total() {
    // Öre of work, material and travel in different orders.
    let rows: [&[(usize, i64)]; 4] = [
        &[(0, 500_000), (1, 300_000), (0, 500_000), (2, 40_000), (1, 500_000)],
        &[(1, 800_000), (0, 333_333), (0, 333_333), (2, 40_000), (0, 333_334)],
        &[(2, 100), (0, 999_900), (1, 1), (0, 100), (1, 799_999), (2, 39_900)],
        &[(0, 1_000_000), (1, 800_000), (2, 40_000)],
    ];
    for row in rows {
        let w = world().await;
        let home = home(&w, &both()).await;
        let original = issued_of(&w, worked_example(&home)).await;
        let (mut credited, mut taken_back) = (0, 0);
        for (line, amount) in row {
            let seen = again(&w, &original.id()).await;
            let note = credit(&w, &original.id(), part(&seen["lines"][*line], *amount))
                .await
                .expect(201)
                .body;
            credited += note["totals"]["total_ore"].as_i64().unwrap();
            taken_back += note["deducted_ore"].as_i64().unwrap();
            let seen = again(&w, &original.id()).await;
            let open = seen["remaining_ore"].as_i64().unwrap() + note["remaining_ore"].as_i64().unwrap();
            let (total, deducted) = (2_300_000 + credited, 375_000 + taken_back);
            assert_eq!(deducted + open, total, "{row:?} {line} {amount}");
            assert!(deducted >= 0 && deducted <= total, "{row:?}");
        }
        assert_eq!((credited, taken_back), (-2_300_000, -375_000), "{row:?}");
        assert_eq!(again(&w, &original.id()).await["remaining_ore"], 0);
    }
}

#[actix_web::test]
async fn of_half_the_work_half_the_deduction_goes_and_what_was_paid_too_much_is_the_customers() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let original = issued_of(&w, worked_example(&home)).await;
    let paid = w
        .office()
        .act(
            &format!("/invoices/{}/payments", original.id()),
            original.version(),
            payment("2026-11-20", 1_925_000),
        )
        .await
        .expect(200);
    assert_eq!(paid.body["status"], "paid");
    let note = credit(&w, &original.id(), part(&paid.body["lines"][0], 500_000))
        .await
        .expect(201);
    assert_eq!(
        (
            &note.body["totals"]["total_ore"],
            &note.body["deducted_ore"],
            &note.body["remaining_ore"]
        ),
        (&json!(-625_000), &json!(-187_500), &json!(-437_500))
    );
    let ids = [original.id(), note.id()];
    assert_eq!(balance(&w, &ids, 1513).await, 187_500);
}

#[actix_web::test]
async fn a_credit_smaller_than_what_it_takes_back_is_refused() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let original = issued_of(&w, worked_example(&home)).await;
    // One öre less work is a krona less in whole kronor: 12 499 · 30 % = 3 749.
    credit(&w, &original.id(), part(&original.body["lines"][0], 1))
        .await
        .expect_problem(409, "negative_total");
    let seen = again(&w, &original.id()).await;
    assert_eq!(
        (&seen["remaining_ore"], &seen["credit_notes"]),
        (&json!(1_925_000), &json!([]))
    );
}

#[actix_web::test]
async fn a_draft_credit_note_shows_what_it_will_take_back() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let draft = draft_of(&w, worked_example(&home)).await;
    let original = super::issue(&w, &draft).await.expect(200);
    let body = json!({ "lines": null, "note": "", "release_work": false, "issue": false });
    let note = w
        .office()
        .act(&format!("/invoices/{}/credit", original.id()), original.version(), body)
        .await
        .expect(201);
    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", note.id()))
        .await
        .expect(200);
    says(&pdf.pdf_text(), &["Kunden till godo −19 250,00 kr"]);
    let issued = super::issue(&w, &note).await.expect(200);
    assert_eq!(issued.body["deducted_ore"], -375_000);
}
