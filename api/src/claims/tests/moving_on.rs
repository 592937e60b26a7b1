//! What the tax agency doesn't pay goes to another buyer, to the customer, back, or nowhere.

use super::{ledger, state, story, told};
use crate::testing::{
    Answer, World,
    deductions::{case, case_of, claim, decide, invoice, pay, ready, refused, resolution},
    world,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

async fn resolve(w: &World, seen: &Answer, body: Value) -> Answer {
    let path = format!("/deduction-cases/{}/resolve", seen.id());
    w.office().act(&path, seen.version(), body).await
}

#[actix_web::test]
async fn a_refused_part_goes_to_another_buyer_who_asks_for_it() {
    let w = world().await;
    let no = refused(&w, 4_000).await;
    assert_eq!((state(&no), &no.body["movable_kr"]), ("refused", &json!(749)));
    let other = &no.body["other_buyers"][0];
    assert_eq!(
        (&other["name"], &other["room_kr"]),
        (&json!("Per Öberg"), &json!(50_000))
    );
    let mut body = resolution("other_buyer");
    resolve(&w, &no, body.clone())
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/member_id", "required");
    body["member_id"] = json!(no.id());
    resolve(&w, &no, body.clone())
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/member_id", "not_found");
    body["member_id"] = other["member_id"].clone();
    let before = ledger(&w).await;
    let moved = resolve(&w, &no, body).await.expect(200);
    assert_eq!((state(&moved), &moved.body["moved_kr"]), ("closed", &json!(749)));
    assert_eq!(ledger(&w).await, before, "the tax agency owes the same");
    let next = moved.body["events"].as_array().unwrap().last().unwrap()["other_case_id"].clone();
    let taken = case(&w, next.as_str().unwrap()).await;
    assert_eq!(
        (state(&taken), &taken.body["summary"]["claimable_kr"]),
        ("ready", &json!(749))
    );
    assert_eq!(taken.body["next_claim"]["guards"], json!([]));
    claim(&w, "Andra", &[&taken]).await;
    let paid = decide(&w, &taken.id(), 749).await;
    assert_eq!(state(&paid), "approved");
    assert_eq!(story(&taken), told(&[("taken_over", 749)]));
}

#[actix_web::test]
async fn a_refused_part_is_billed_to_the_customer_without_sale_or_vat() {
    let w = world().await;
    let no = refused(&w, 4_000).await;
    let path = format!("/invoices/{}", no.body["summary"]["invoice_id"].as_str().unwrap());
    let settled = w.office().get(&path).await.expect(200);
    assert_eq!(
        (&settled.body["status"], &settled.body["remaining_ore"]),
        (&json!("paid"), &json!(0))
    );
    let before = ledger(&w).await;
    let mut body = resolution("bill_customer");
    body["amount_kr"] = json!(750);
    resolve(&w, &no, body.clone())
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/amount_kr", "too_large");
    body["amount_kr"] = json!(700);
    body["day"] = json!("2026-11-19");
    resolve(&w, &no, body.clone())
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/day", "date_out_of_range");
    body["day"] = json!("2026-12-10");
    let billed = resolve(&w, &no, body).await.expect(200);
    assert_eq!((state(&billed), &billed.body["movable_kr"]), ("refused", &json!(49)));
    let open = w.office().get(&path).await.expect(200);
    assert_eq!(open.body["remaining_ore"], 70_000);
    let after = ledger(&w).await;
    let change = |account: i64| after.get(&account).unwrap_or(&0) - before.get(&account).unwrap_or(&0);
    assert_eq!((change(1510), change(1513)), (70_000, -70_000));
    let others = |sums: &BTreeMap<i64, i64>| {
        let kept = sums.iter().filter(|(account, _)| ![1510, 1513].contains(*account));
        kept.map(|(account, ore)| (*account, *ore)).collect::<Vec<_>>()
    };
    assert_eq!(others(&after), others(&before), "neither sale nor VAT");
    // It is late only after its own last day.
    w.pass(chrono::Duration::days(20));
    let due = w.office().get("/invoices?overdue=true").await.expect(200);
    assert_eq!(due.body["items"], json!([]));
    w.pass(chrono::Duration::days(1));
    let late = w.office().get("/invoices?overdue=true").await.expect(200);
    assert_eq!(late.body["items"].as_array().unwrap().len(), 1);
    let gone = resolve(&w, &case(&w, &no.id()).await, resolution("write_off"))
        .await
        .expect(200);
    assert_eq!((state(&gone), &gone.body["written_off_kr"]), ("closed", &json!(49)));
    assert_eq!(ledger(&w).await.get(&6351), Some(&4_900));
}

#[actix_web::test]
async fn what_was_refused_by_mistake_is_asked_for_again() {
    let w = world().await;
    let no = refused(&w, 4_000).await;
    let again = resolve(&w, &no, resolution("ask_again")).await.expect(200);
    assert_eq!(
        (state(&again), &again.body["summary"]["claimable_kr"]),
        ("ready", &json!(749))
    );
    claim(&w, "Igen", &[&again]).await;
    assert_eq!(state(&decide(&w, &no.id(), 749).await), "approved");
}

#[actix_web::test]
async fn a_credit_after_the_payout_is_reported_and_repaid() {
    let w = world().await;
    let issued = invoice(&w, 4_000).await;
    pay(&w, &issued, None).await;
    let seen = case_of(&w, &issued).await;
    claim(&w, "ROT 1", &[&seen]).await;
    decide(&w, &seen.id(), 749).await;
    let payout = json!({ "paid_on": "2026-11-20", "amount_ore": 74_900, "reference": "", "imported_payment_id": null,
        "parts": [{ "case_id": seen.id(), "amount_ore": 74_900 }] });
    w.office().post("/deduction-payouts", payout).await.expect(201);
    let original = w.office().get(&format!("/invoices/{}", issued.id())).await.expect(200);
    let note = w
        .office()
        .act(
            &format!("/invoices/{}/credit", issued.id()),
            original.version(),
            json!({ "lines": null, "note": "Arbetet gjordes inte", "release_work": false, "issue": true }),
        )
        .await;
    note.expect(201);
    let owing = case(&w, &seen.id()).await;
    assert_eq!(
        (state(&owing), &owing.body["summary"]["to_repay_kr"]),
        ("to_repay", &json!(749))
    );
    let repaid = resolve(&w, &owing, resolution("repay")).await.expect(200);
    assert_eq!((state(&repaid), &repaid.body["repaid_kr"]), ("closed", &json!(749)));
    assert_eq!(ledger(&w).await.get(&1513), None, "the tax agency owes nothing");
    resolve(&w, &repaid, resolution("repay"))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_decision_that_is_taken_back_after_the_payout_is_repaid_and_then_moved_on() {
    let w = world().await;
    let one = ready(&w, 4_000).await;
    claim(&w, "ROT 1", &[&one]).await;
    decide(&w, &one.id(), 749).await;
    let payout = json!({ "paid_on": "2026-11-20", "amount_ore": 74_900, "reference": "", "imported_payment_id": null,
        "parts": [{ "case_id": one.id(), "amount_ore": 74_900 }] });
    w.office().post("/deduction-payouts", payout).await.expect(201);
    let back = decide(&w, &one.id(), 0).await;
    assert_eq!(
        (state(&back), &back.body["summary"]["to_repay_kr"]),
        ("to_repay", &json!(749))
    );
    let repaid = resolve(&w, &back, resolution("repay")).await.expect(200);
    assert_eq!((state(&repaid), &repaid.body["movable_kr"]), ("refused", &json!(749)));
    let billed = resolve(&w, &repaid, resolution("bill_customer")).await.expect(200);
    assert_eq!(state(&billed), "closed");
    assert_eq!(
        ledger(&w).await.get(&1513),
        None,
        "all of it was passed to the customer"
    );
}
