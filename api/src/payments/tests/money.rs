//! Is money that is registered by hand divided, kept, paid back and taken back without a krona going astray?

use super::*;
use crate::testing::world;

fn body(w: &World, amount: i64, parts: Value) -> Value {
    json!({ "paid_on": w.clock.today(), "amount_ore": amount, "method": "bankgiro", "reference": "", "parts": parts })
}

fn part(invoice: &Answer, amount: i64) -> Value {
    json!({ "invoice_id": invoice.id(), "amount_ore": amount })
}

async fn register(w: &World, invoice: &Answer, body: Value) -> Answer {
    let seen = w.office().get(&format!("/invoices/{}", invoice.id())).await.expect(200);
    let path = format!("/invoices/{}/payments", invoice.id());
    w.office().act(&path, seen.version(), body).await
}

#[actix_web::test]
async fn one_payment_pays_several_invoices_and_what_is_left_is_the_customers() {
    let w = world().await;
    let anna = customer(&w).await;
    let (one, two) = (invoice_of(&w, &anna.id()).await, invoice_of(&w, &anna.id()).await);
    let both = json!([part(&one, 550_000), part(&two, 400_000)]);
    let paid = register(&w, &one, body(&w, 1_000_000, both)).await.expect(200);
    assert_eq!(paid.body["status"], "paid");
    assert_eq!(remaining(&w, &two).await, 150_000);
    assert_eq!(balance(&w, &anna.id()).await, 50_000);
    // The rest pays a part of the other invoice without new money, and no more than there is.
    register(&w, &two, body(&w, 0, json!([part(&two, 50_001)])))
        .await
        .expect_problem(409, "overpayment");
    register(&w, &two, body(&w, 0, json!([part(&two, 50_000)])))
        .await
        .expect(200);
    assert_eq!((remaining(&w, &two).await, balance(&w, &anna.id()).await), (100_000, 0));
    // Its source can't be taken back while the rest is in use.
    let id = paid.body["payments"][0]["id"].as_str().unwrap();
    w.office()
        .post(&format!("/payments/{id}/remove"), json!({ "reason": "Fel" }))
        .await
        .expect_problem(409, "in_use");
}

#[actix_web::test]
async fn what_was_paid_too_much_is_paid_back_and_no_more() {
    let w = world().await;
    let anna = customer(&w).await;
    let one = invoice_of(&w, &anna.id()).await;
    register(&w, &one, body(&w, 600_000, Value::Null))
        .await
        .expect_problem(409, "overpayment");
    register(&w, &one, body(&w, 600_000, json!([part(&one, 550_000)])))
        .await
        .expect(200);
    register(&w, &one, body(&w, -50_001, json!([])))
        .await
        .expect_problem(409, "overpayment");
    register(&w, &one, body(&w, -50_000, json!([]))).await.expect(200);
    assert_eq!(balance(&w, &anna.id()).await, 0);
    register(&w, &one, body(&w, 0, json!([])))
        .await
        .expect_field("/amount_ore", "too_small");
}

#[actix_web::test]
async fn what_the_bank_kept_pays_the_invoice_too() {
    let w = world().await;
    let anna = customer(&w).await;
    let one = invoice_of(&w, &anna.id()).await;
    let mut paid = body(&w, 547_500, Value::Null);
    paid["fee_ore"] = json!(2_500);
    assert_eq!(register(&w, &one, paid).await.expect(200).body["status"], "paid");
    assert_eq!(balance(&w, &anna.id()).await, 0);
}

#[actix_web::test]
async fn what_the_rate_of_exchange_took_or_gave_is_booked_on_an_account_of_its_own() {
    let w = world().await;
    let anna = customer(&w).await;
    for (amount, difference) in [(547_500, 2_500), (551_000, -1_000)] {
        let one = invoice_of(&w, &anna.id()).await;
        let mut paid = body(&w, amount, Value::Null);
        paid["currency_difference_ore"] = json!(difference);
        let paid = register(&w, &one, paid).await.expect(200);
        assert_eq!(paid.body["status"], "paid");
        let path = format!("/vouchers?account=7960&invoice_id={}", one.id());
        let found = w.owner().get(&path).await.expect(200);
        let lines = found.body["items"][0]["lines"].as_array().unwrap().clone();
        let on = |account: i64| -> i64 {
            let of = lines.iter().filter(|l| l["account"] == account);
            of.map(|l| l["amount_ore"].as_i64().unwrap()).sum()
        };
        assert_eq!((on(1930), on(7960), on(1510)), (amount, difference, -550_000));
    }
    assert_eq!(balance(&w, &anna.id()).await, 0);
}

#[actix_web::test]
async fn a_payment_is_taken_back_by_rows_of_its_own() {
    let w = world().await;
    let anna = customer(&w).await;
    let (one, two) = (invoice_of(&w, &anna.id()).await, invoice_of(&w, &anna.id()).await);
    let both = json!([part(&one, 550_000), part(&two, 400_000)]);
    let paid = register(&w, &one, body(&w, 1_000_000, both)).await.expect(200);
    let id = paid.body["payments"][0]["id"].as_str().unwrap();
    let path = format!("/payments/{id}/remove");
    w.office()
        .post(&path, json!({ "reason": "  " }))
        .await
        .expect_field("/reason", "required");
    let removed = w
        .office()
        .post(&path, json!({ "reason": "Fel kund" }))
        .await
        .expect(200);
    assert_eq!(removed.body["invoice_ids"].as_array().unwrap().len(), 2);
    let seen = w.office().get(&format!("/invoices/{}", one.id())).await.expect(200);
    assert_eq!(
        (&seen.body["status"], &seen.body["payments"]),
        (&json!("issued"), &json!([]))
    );
    let settlements = seen.body["settlements"].as_array().unwrap();
    assert_eq!(settlements.len(), 2);
    assert_eq!(settlements[1]["corrects_id"], settlements[0]["id"]);
    assert_eq!(settlements[1]["note"], "Fel kund");
    assert_eq!((remaining(&w, &two).await, balance(&w, &anna.id()).await), (550_000, 0));
}

#[actix_web::test]
async fn a_credit_note_that_is_left_over_is_set_off_against_another_invoice() {
    let w = world().await;
    let anna = customer(&w).await;
    let (one, two) = (invoice_of(&w, &anna.id()).await, invoice_of(&w, &anna.id()).await);
    let paid = register(&w, &one, body(&w, 550_000, Value::Null)).await.expect(200);
    let credit = json!({ "lines": null, "note": "Ångrat köp", "release_work": true, "issue": true });
    let note = w
        .office()
        .act(&format!("/invoices/{}/credit", one.id()), paid.version(), credit)
        .await
        .expect(201);
    assert_eq!(note.body["remaining_ore"], -550_000);
    // No more of it than there is.
    let too_much = json!([part(&two, 550_000), part(&note, -550_001)]);
    register(&w, &two, body(&w, 0, too_much))
        .await
        .expect(422)
        .expect_field("/parts/1/amount_ore", "too_small");
    // A part, with money beside it; then the rest without any.
    register(
        &w,
        &two,
        body(&w, 100_000, json!([part(&two, 300_000), part(&note, -200_000)])),
    )
    .await
    .expect(200);
    register(
        &w,
        &two,
        body(&w, 0, json!([part(&two, 250_000), part(&note, -250_000)])),
    )
    .await
    .expect(200);
    assert_eq!((remaining(&w, &two).await, remaining(&w, &note).await), (0, -100_000));
    assert_eq!(balance(&w, &anna.id()).await, 0);
    let vouchers = w
        .office()
        .get(&format!("/vouchers?invoice_id={}", note.id()))
        .await
        .expect(200);
    let lines = |v: &Value| v["lines"].as_array().unwrap().clone();
    let set_off: Vec<Value> = vouchers.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(lines)
        .collect();
    assert_eq!(
        set_off.iter().map(|l| l["amount_ore"].as_i64().unwrap()).sum::<i64>(),
        0
    );
    let of_note = |l: &&Value| l["account"] == 1510 && l["invoice_id"] == note.id();
    let owed: i64 = set_off
        .iter()
        .filter(of_note)
        .map(|l| l["amount_ore"].as_i64().unwrap())
        .sum();
    assert_eq!(owed, -100_000, "what is left of the note is what the books owe on it");
}
