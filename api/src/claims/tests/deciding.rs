//! What the tax agency decides and pays, and what becomes of the case.

use super::{ledger, state, story, told};
use crate::testing::{
    deductions::{case, claim, decide, decision, ready, upload},
    world,
};
use serde_json::{Value, json};

#[actix_web::test]
async fn a_decision_file_is_entered_once_and_the_money_closes_the_claim() {
    let w = world().await;
    let (one, two) = (ready(&w, 4_000).await, ready(&w, 8_000).await);
    claim(&w, "ROT 1", &[&one, &two]).await;
    let file = decision("20260000185-01", "ROT 1", &[(&one, 749), (&two, 1_000)]);
    let office = w.office();
    let told_by = office.post("/deduction-decisions", upload(&file)).await.expect(201);
    assert_eq!(
        (&told_by.body["approved_kr"], &told_by.body["refused_kr"]),
        (&json!(1_749), &json!(499))
    );
    assert_eq!(told_by.body["rows"].as_array().unwrap().len(), 2);
    let again = office.post("/deduction-decisions", upload(&file)).await.expect(200);
    assert_eq!(again.body["already_imported"], json!(true));
    // The same decisions in another file are nothing new, nor is the refusal that they replaced.
    let earlier = decision("20260000185", "ROT 1", &[(&one, 0), (&two, 0)]);
    let known = office.post("/deduction-decisions", upload(&earlier)).await.expect(201);
    assert_eq!(known.body["case_count"], 0);
    let (first, second) = (case(&w, &one.id()).await, case(&w, &two.id()).await);
    assert_eq!((state(&first), state(&second)), ("approved", "refused"));

    // One sum from the bank for both; nobody gets more than what was approved.
    let payout = |parts: [i64; 2], sum: i64| {
        json!({ "paid_on": "2026-11-20", "amount_ore": sum, "reference": "SKV 26", "imported_payment_id": null,
            "parts": [{ "case_id": one.id(), "amount_ore": parts[0] }, { "case_id": two.id(), "amount_ore": parts[1] }] })
    };
    office
        .post("/deduction-payouts", payout([75_000, 99_900], 174_900))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/parts/0/amount_ore", "too_large");
    office
        .post("/deduction-payouts", payout([74_900, 100_000], 174_901))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/amount_ore", "too_large");
    let before = ledger(&w).await;
    office
        .post("/deduction-payouts", payout([74_900, 100_000], 174_900))
        .await
        .expect(201);
    let after = ledger(&w).await;
    let change = |account: i64| after.get(&account).unwrap_or(&0) - before.get(&account).unwrap_or(&0);
    assert_eq!((change(1930), change(1513)), (174_900, -174_900));
    let first = case(&w, &one.id()).await;
    assert_eq!(state(&first), "paid_out");
    assert_eq!(
        story(&first),
        told(&[("opened", 749), ("asked", 749), ("approved", 749), ("paid_out", 749)])
    );
    let closed = office
        .act(
            &format!("/deduction-cases/{}/resolve", first.id()),
            first.version(),
            crate::testing::deductions::resolution("close"),
        )
        .await
        .expect(200);
    assert_eq!(
        (state(&closed), &closed.body["actions"]),
        ("closed", &json!(["decide"]))
    );
}

#[actix_web::test]
async fn a_foreign_or_broken_file_changes_nothing_and_says_where() {
    let w = world().await;
    let one = ready(&w, 4_000).await;
    claim(&w, "ROT 1", &[&one]).await;
    let good = decision("1-01", "ROT 1", &[(&one, 749)]);
    let with = |pointer: &str, value: Value| {
        let mut file = good.clone();
        *file.pointer_mut(pointer).unwrap() = value;
        file
    };
    let place = "/beslut/0/arenden/0";
    let table = [
        (with("/utforare", json!("165560006220")), "file_foreign"),
        (with("/version", json!("2")), "file_unknown"),
        (with("/beslut/0/namn", json!("Annan")), "file_foreign"),
        (
            with(&format!("{place}/personnummer"), json!("196508662399")),
            "file_decision",
        ),
        (
            with(&format!("{place}/personnummer"), json!("19650866")),
            "file_decision",
        ),
        (with(&format!("{place}/fakturanummer"), json!("9999")), "file_decision"),
        (with(&format!("{place}/godkantBelopp"), json!(750)), "file_decision"),
        (with(&format!("{place}/godkantBelopp"), json!(-1)), "file_decision"),
        (json!({ "beslut": [] }), "file_unknown"),
    ];
    for (file, code) in table {
        let refused = w
            .office()
            .post("/deduction-decisions", upload(&file))
            .await
            .expect_problem(422, "invalid_fields");
        let text = refused.body.to_string();
        refused.expect_field("/content", code);
        assert!(
            !text.contains("196508662399") && !text.contains("198103102391"),
            "{text}"
        );
    }
    let mut broken = upload(&good);
    broken["content"] = json!("%%%");
    w.office()
        .post("/deduction-decisions", broken)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/content", "invalid");
    assert_eq!(state(&case(&w, &one.id()).await), "asked");
    w.office().post("/deduction-decisions", upload(&good)).await.expect(201);
}

#[actix_web::test]
async fn the_agencys_own_example_is_read_and_known_as_somebody_elses() {
    let w = world().await;
    let example = include_str!("../../../formats/tests/formats/rot_rut/decision-example.json");
    let file: Value = serde_json::from_str(example.trim_start_matches('\u{feff}')).unwrap();
    w.office()
        .post("/deduction-decisions", upload(&file))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/content", "file_foreign");
}

#[actix_web::test]
async fn a_decision_by_hand_is_checked_and_can_be_changed() {
    let w = world().await;
    let one = ready(&w, 4_000).await;
    let body = json!({ "approved_kr": 700, "decided_on": "2026-11-20", "note": "" });
    let path = format!("/deduction-cases/{}/decide", one.id());
    w.office()
        .act(&path, one.version(), body.clone())
        .await
        .expect_problem(409, "not_allowed_in_status");
    claim(&w, "ROT 1", &[&one]).await;
    let asked = case(&w, &one.id()).await;
    let mut much = body.clone();
    much["approved_kr"] = json!(750);
    w.office()
        .act(&path, asked.version(), much)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/approved_kr", "too_large");
    let mut later = body.clone();
    later["decided_on"] = json!("2026-11-21");
    w.office()
        .act(&path, asked.version(), later)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/decided_on", "date_out_of_range");
    let decided = w.office().act(&path, asked.version(), body).await.expect(200);
    assert_eq!((state(&decided), &decided.body["refused_kr"]), ("refused", &json!(49)));
    let changed = decide(&w, &one.id(), 749).await;
    assert_eq!((state(&changed), &changed.body["refused_kr"]), ("approved", &json!(0)));
}
