//! Are numbers of several series unbroken and unique, over years and whatever they look like?

use super::{customer, draft, issue, issued, issuing::issue_in};
use crate::{
    clock::Clock,
    testing::{Answer, World, world},
};
use chrono::Duration;
use futures_util::future::join_all;
use kontoret_core::number::{ocr, ocr_is_valid};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn series(w: &World, place: usize) -> Value {
    w.owner().get("/number-series").await.expect(200).body["items"][place].clone()
}

async fn choose(w: &World, place: usize, prefix: &str, restarts_yearly: bool, next_number: i64) -> Answer {
    let seen = series(w, place).await;
    let body = json!({
        "shared": false, "prefix": prefix, "restarts_yearly": restarts_yearly, "next_number": next_number
    });
    let path = format!("/number-series/{}", seen["series"].as_str().unwrap());
    w.owner().put(&path, seen["version"].as_i64().unwrap(), body).await
}

/// A credit note of everything, issued or not.
async fn credited(w: &World, of: &Answer, issue: bool) -> Answer {
    let body = json!({ "lines": null, "note": "", "release_work": false, "issue": issue });
    w.office()
        .act(&format!("/invoices/{}/credit", of.id()), of.version(), body)
        .await
        .expect(201)
}

fn number(invoice: &Answer) -> &str {
    invoice.body["number"].as_str().unwrap()
}

#[actix_web::test]
async fn credit_notes_get_numbers_of_their_own_when_the_company_says_so() {
    let w = world().await;
    let who = customer(&w).await;
    let seen = series(&w, 1).await;
    assert_eq!((&seen["shared"], &seen["last"]), (&json!(true), &Value::Null));
    let first = issued(&w, &who).await;
    assert_eq!(number(&credited(&w, &first, true).await), "10002");
    let chosen = choose(&w, 1, " kr ", true, 7).await.expect(200);
    assert_eq!(chosen.body["next"], "KR20260007");
    assert_eq!(chosen.body["last"], "10002");
    let second = issued(&w, &who).await;
    assert_eq!(number(&second), "10003");
    let note = credited(&w, &second, true).await;
    assert_eq!((number(&note), &note.body["ocr"]), ("KR20260007", &Value::Null));
    let original = w.office().get(&format!("/invoices/{}", second.id())).await.expect(200);
    assert_eq!(original.body["credit_notes"][0]["number"], "KR20260007");
    assert_eq!(original.body["settlements"][0]["counter_number"], "KR20260007");
    // It is found by its number and by the digits alone, and is called so in file and voucher.
    for words in ["kr20260007", "20260007"] {
        let found = w.office().get(&format!("/search?q={words}")).await.expect(200);
        assert_eq!(found.body["items"][0]["number"], "KR20260007", "{words}");
    }
    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", note.id()))
        .await
        .expect(200);
    assert!(
        pdf.header("content-disposition")
            .unwrap()
            .contains("Kreditfaktura-KR20260007.pdf")
    );
    let vouchers = w.owner().get("/vouchers?limit=1").await.expect(200);
    assert!(
        vouchers.body["items"][0]["text"]
            .as_str()
            .unwrap()
            .starts_with("Kreditfaktura KR20260007,")
    );
    // Back to one series: it goes on where it was.
    let seen = series(&w, 1).await;
    let body = json!({ "shared": true, "prefix": "", "restarts_yearly": false, "next_number": 1 });
    let shared = w
        .owner()
        .put("/number-series/credit_note", seen["version"].as_i64().unwrap(), body)
        .await
        .expect(200);
    assert_eq!(
        (&shared.body["prefix"], &shared.body["next_number"]),
        (&json!("KR"), &json!(8))
    );
    let third = issued(&w, &who).await;
    assert_eq!(number(&credited(&w, &third, true).await), "10005");
}

#[actix_web::test]
async fn numbers_that_restart_carry_their_year_and_never_meet() {
    let w = world().await;
    let who = customer(&w).await;
    // The fiscal year ends in November: what comes in December is of 2027.
    w.owner()
        .post(
            "/fiscal-years",
            json!({ "starts_on": "2025-12-01", "ends_on": "2026-11-30" }),
        )
        .await
        .expect(201);
    assert_eq!(number(&issued(&w, &who).await), "10001");
    assert_eq!(choose(&w, 0, "", true, 1).await.expect(200).body["next"], "20260001");
    let mut seen = BTreeSet::new();
    for expected in ["20260001", "20260002"] {
        let invoice = issued(&w, &who).await;
        assert_eq!(number(&invoice), expected);
        assert_eq!(invoice.body["ocr"], ocr(expected.parse().unwrap(), false));
        assert!(seen.insert(invoice.body["ocr"].to_string()));
    }
    w.pass(Duration::days(11));
    assert_eq!(series(&w, 0).await["next"], "20270001");
    assert_eq!(number(&issued(&w, &who).await), "20270001");
    assert_eq!(series(&w, 0).await["next_number"], 2);
    // Without years again: above everything that there is.
    choose(&w, 0, "", false, 10_002)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/next_number", "too_small");
    choose(&w, 0, "", false, 20_270_002).await.expect(200);
    assert_eq!(number(&issued(&w, &who).await), "20270002");
}

#[actix_web::test]
async fn a_series_in_use_goes_neither_back_nor_into_another() {
    let w = world().await;
    let who = customer(&w).await;
    let first = issued(&w, &who).await;
    let refused = choose(&w, 0, "", false, 10_001)
        .await
        .expect_problem(422, "invalid_fields");
    assert_eq!(refused.body["errors"][0]["params"]["min"], 10_002);
    // Another prefix makes other numbers, but the same payment references.
    choose(&w, 0, "F", false, 10_001)
        .await
        .expect_field("/next_number", "too_small");
    choose(&w, 0, "F1", false, 10_002)
        .await
        .expect_field("/prefix", "number_prefix");
    choose(&w, 1, "", false, 1)
        .await
        .expect_field("/prefix", "number_same_prefix");
    choose(&w, 0, "", false, 30_000_000).await.expect(200);
    let high = issued(&w, &who).await;
    assert_eq!(number(&high), "30000000");
    choose(&w, 0, "", true, 10_000)
        .await
        .expect_field("/restarts_yearly", "number_years");
    choose(&w, 0, "F", false, 30_000_001).await.expect(200);
    choose(&w, 1, "f", false, 1)
        .await
        .expect_field("/prefix", "number_same_prefix");
    choose(&w, 1, "K", false, 1).await.expect(200);
    choose(&w, 0, "K", false, 30_000_001)
        .await
        .expect_field("/prefix", "number_same_prefix");
    assert_eq!(number(&credited(&w, &first, true).await), "K1");
    let body = json!({ "shared": true, "prefix": "", "restarts_yearly": false, "next_number": 1 });
    let version = series(&w, 0).await["version"].as_i64().unwrap();
    w.owner()
        .put("/number-series/invoice", version, body.clone())
        .await
        .expect_field("/shared", "invalid");
    w.owner()
        .put("/number-series/credit_note", 1, body)
        .await
        .expect_problem(412, "stale");
    // A rehearsal changes nothing.
    assert_eq!(series(&w, 0).await["next"], "F30000001");
}

#[actix_web::test]
async fn thirty_two_at_once_keep_two_series_unbroken() {
    let w = world().await;
    let who = customer(&w).await;
    choose(&w, 1, "K", false, 1).await.expect(200);
    let mut drafts = Vec::new();
    for _ in 0..16 {
        let first = issued(&w, &who).await;
        drafts.push(credited(&w, &first, false).await.id().parse().unwrap());
        drafts.push(draft(&w, &who).await.id().parse().unwrap());
    }
    let done = join_all(drafts.into_iter().map(|id| issue_in(&w, id))).await;
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    let page = w.office().get("/invoices?limit=200").await.expect(200);
    let items = page.body["items"].as_array().unwrap();
    let given: BTreeSet<String> = items.iter().map(|i| i["number"].as_str().unwrap().to_owned()).collect();
    let invoices = (10_001..10_033).map(|n: i64| n.to_string());
    let wanted: BTreeSet<String> = invoices.chain((1..17).map(|n| format!("K{n}"))).collect();
    assert_eq!((items.len(), given), (48, wanted));
}

async fn length_digit(w: &World, on: bool) {
    let mut company = w.owner().get("/company").await.expect(200).body;
    let version = company["version"].as_i64().unwrap();
    for answered in ["id", "version", "actions"] {
        company.as_object_mut().unwrap().remove(answered);
    }
    company["ocr_length_digit"] = json!(on);
    let after = w.owner().put("/company", version, company).await.expect(200);
    assert_eq!(after.body["ocr_length_digit"], on);
}

#[actix_web::test]
async fn a_length_digit_is_set_as_the_company_agreed_with_its_bank() {
    let w = world().await;
    let who = customer(&w).await;
    let plain = issued(&w, &who).await;
    assert_eq!(plain.body["ocr"], ocr(10_001, false));
    length_digit(&w, true).await;
    let with = issued(&w, &who).await;
    let reference = with.body["ocr"].as_str().unwrap();
    assert!(
        ocr_is_valid(reference, true) && reference.starts_with("100027"),
        "{reference}"
    );
    let same = w.office().get(&format!("/invoices/{}", plain.id())).await.expect(200);
    assert_eq!(same.body["ocr"], plain.body["ocr"], "what was issued stays");
}

#[actix_web::test]
async fn a_reference_that_an_earlier_length_digit_made_is_not_given_twice() {
    let w = world().await;
    let who = customer(&w).await;
    length_digit(&w, true).await;
    let with = issued(&w, &who).await;
    assert_eq!(with.body["ocr"], ocr(100_017, false), "one reference, two numbers");
    length_digit(&w, false).await;
    choose(&w, 0, "", false, 100_017).await.expect(200);
    let draft = draft(&w, &who).await;
    let plain = issue(&w, &draft).await.expect(200);
    assert_eq!(
        (number(&plain), &plain.body["ocr"]),
        ("100017", &json!(ocr(100_017, true)))
    );
    assert_eq!(issued(&w, &who).await.body["ocr"], ocr(100_018, false));
}

#[actix_web::test]
async fn fiscal_years_decide_only_for_series_that_restart() {
    let w = world().await;
    let who = customer(&w).await;
    let years = async || w.owner().get("/fiscal-years").await.expect(200).body["items"].clone();
    assert_eq!(series(&w, 0).await["year"], 2026);
    assert_eq!(years().await, json!([]), "looking makes no year");
    let today = w.clock.today();
    issued(&w, &who).await;
    assert!(years().await[0]["starts_on"].as_str().unwrap() < today.to_string().as_str());
}
