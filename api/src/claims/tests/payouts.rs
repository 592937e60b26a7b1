//! The tax agency's money as a row of the bank's file, and taken back again.

use super::{ledger, state, story, told};
use crate::{
    clock::Clock,
    seed::bank_file::{Paid, bgmax, upload},
    testing::{
        Answer, World,
        deductions::{case, claim, decide, payout, ready, resolution},
        world,
    },
};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// An approved case of 749 kr.
async fn approved(w: &World, name: &str) -> Answer {
    let one = ready(w, 4_000).await;
    claim(w, name, &[&one]).await;
    decide(w, &one.id(), 749).await
}

/// The only payment of a file of the bank's, of so much from the tax agency.
async fn from_bank(w: &World, amount: i64) -> Value {
    let paid = Paid {
        amount,
        reference: "",
        message: "ROT RUT 202611",
        payer: "Skatteverket",
        serial: amount,
    };
    let file = bgmax("50501055", w.clock.today(), &[paid]);
    let made = w
        .office()
        .post("/payment-imports", upload("bg.txt", &file))
        .await
        .expect(201);
    let path = format!("/payment-imports/{}", made.body["import"]["id"].as_str().unwrap());
    row_of(w, &path).await
}

async fn row_of(w: &World, import: &str) -> Value {
    let list = w.office().get(&format!("{import}/payments")).await.expect(200);
    list.body["items"][0].clone()
}

async fn again(w: &World, row: &Value) -> Value {
    row_of(w, &format!("/payment-imports/{}", row["import_id"].as_str().unwrap())).await
}

#[actix_web::test]
async fn a_row_of_the_bank_is_the_payout_of_its_cases_once() {
    let w = world().await;
    let unasked = from_bank(&w, 100).await;
    assert_eq!(unasked["actions"], json!(["match", "set_aside"]), "no money is awaited");
    let (one, two) = (approved(&w, "En").await, approved(&w, "Två").await);
    let row = from_bank(&w, 149_800).await;
    assert_eq!(row["actions"], json!(["match", "set_aside", "register_payout"]));
    let before = ledger(&w).await;
    let mut body = payout(&w, "BG 1", &[(&one, 74_900), (&two, 74_900)]);
    body["imported_payment_id"] = row["id"].clone();
    let mut less = payout(&w, "BG 1", &[(&one, 74_900)]);
    less["imported_payment_id"] = row["id"].clone();
    w.office()
        .post("/deduction-payouts", less)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/imported_payment_id", "invalid");
    let mut unknown = body.clone();
    unknown["imported_payment_id"] = one.body["id"].clone();
    w.office()
        .post("/deduction-payouts", unknown)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/imported_payment_id", "not_found");
    w.office().post("/deduction-payouts", body.clone()).await.expect(201);
    let booked = again(&w, &row).await;
    assert_eq!(
        (&booked["state"], &booked["reason"], &booked["actions"]),
        (&json!("booked"), &json!("payout"), &json!([]))
    );
    let after = ledger(&w).await;
    let change = |account: i64| after.get(&account).unwrap_or(&0) - before.get(&account).unwrap_or(&0);
    assert_eq!((change(1930), change(1513)), (149_800, -149_800));
    for c in [&one, &two] {
        assert_eq!(state(&case(&w, &c.id()).await), "paid_out");
    }
    // Its money is nobody else's: neither another payout's nor a customer's.
    let three = approved(&w, "Tre").await;
    let mut twice = payout(&w, "BG 1", &[(&three, 74_900)]);
    twice["imported_payment_id"] = row["id"].clone();
    w.office()
        .post("/deduction-payouts", twice)
        .await
        .expect_problem(409, "not_allowed_in_status");
    let aside = format!("/imported-payments/{}/set-aside", row["id"].as_str().unwrap());
    let version = booked["version"].as_i64().unwrap();
    w.office()
        .act(&aside, version, json!({ "set_aside": true }))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_payout_is_taken_back_with_its_voucher_and_the_row_waits_again() {
    let w = world().await;
    let one = approved(&w, "En").await;
    let row = from_bank(&w, 74_900).await;
    let before = ledger(&w).await;
    let mut body = payout(&w, "BG 1", &[(&one, 74_900)]);
    body["imported_payment_id"] = row["id"].clone();
    let paid = w.office().post("/deduction-payouts", body.clone()).await.expect(201);
    let seen = case(&w, &one.id()).await;
    assert_eq!(
        seen.body["events"][3]["removable_payout_id"],
        json!(paid.id()),
        "the story offers it"
    );
    let close = format!("/deduction-cases/{}/resolve", one.id());
    w.office()
        .act(&close, seen.version(), resolution("close"))
        .await
        .expect(200);

    let path = format!("/deduction-payouts/{}/remove", paid.id());
    let why = json!({ "reason": "Fel avdrag" });
    w.office()
        .post(&path, json!({ "reason": " " }))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/reason", "required");
    w.client(Role::Accountant)
        .post(&path, why.clone())
        .await
        .expect_problem(403, "forbidden");
    w.office().post(&path, why.clone()).await.expect(200);
    assert_eq!(ledger(&w).await, before, "the voucher is corrected by another");
    let waiting = case(&w, &one.id()).await;
    assert_eq!(state(&waiting), "approved");
    assert_eq!(waiting.body["events"][3]["removable_payout_id"], Value::Null);
    assert_eq!(story(&waiting).last(), told(&[("payout_removed", 749)]).first());
    let free = again(&w, &row).await;
    assert_eq!(
        (&free["state"], &free["reason"]),
        (&json!("suggested"), &json!("removed"))
    );
    w.office()
        .post(&path, why)
        .await
        .expect_problem(409, "not_allowed_in_status");
    // It can be entered anew, from the same row.
    w.office().post("/deduction-payouts", body).await.expect(201);
    assert_eq!(state(&case(&w, &one.id()).await), "paid_out");
}

#[actix_web::test]
async fn what_was_repaid_since_has_come_in() {
    let w = world().await;
    let one = approved(&w, "En").await;
    let body = payout(&w, "BG 1", &[(&one, 74_900)]);
    let paid = w.office().post("/deduction-payouts", body).await.expect(201);
    // The tax agency changes its mind, and has its money back.
    let less = decide(&w, &one.id(), 700).await;
    assert_eq!(state(&less), "to_repay");
    let repaid = w
        .office()
        .act(
            &format!("/deduction-cases/{}/resolve", one.id()),
            less.version(),
            resolution("repay"),
        )
        .await
        .expect(200);
    let events = repaid.body["events"].as_array().unwrap();
    let back = events.iter().find(|e| e["kind"] == "repaid").unwrap();
    assert_eq!(back["removable_payout_id"], Value::Null);
    w.office()
        .post(
            &format!("/deduction-payouts/{}/remove", paid.id()),
            json!({ "reason": "Fel" }),
        )
        .await
        .expect_problem(409, "in_use");
}
