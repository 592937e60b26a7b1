//! Do the bank's files come in whole, once, and with the right proposals?

use super::*;
use crate::testing::world;
use base64::{Engine as _, engine::general_purpose::STANDARD};

fn seen(payment: &Value) -> (String, String) {
    let text = |key: &str| payment[key].as_str().unwrap().to_owned();
    (text("state"), text("reason"))
}

#[actix_web::test]
async fn references_with_and_without_length_digit_and_numbers_with_letters_are_understood() {
    let w = world().await;
    let anna = customer(&w).await;
    let plain = invoice_of(&w, &anna.id()).await;
    let mut company = w.owner().get("/company").await.expect(200).body;
    for answered in ["id", "version", "actions"] {
        company.as_object_mut().unwrap().remove(answered);
    }
    company["ocr_length_digit"] = json!(true);
    w.owner().put("/company", 1, company).await.expect(200);
    let look = json!({ "shared": false, "prefix": "F", "restarts_yearly": true, "next_number": 12 });
    w.owner().put("/number-series/invoice", 1, look).await.expect(200);
    let (with, told) = (invoice_of(&w, &anna.id()).await, invoice_of(&w, &anna.id()).await);
    // Ten digits in all: the length digit is 0.
    assert!(ocr(&with).starts_with("202600120") && ocr(&with).len() == 10);
    assert_eq!(told.body["number"], "F20260013");
    let (first, zeros, text) = (ocr(&plain), format!("{:0>25}", ocr(&with)), "Betalning F20260013");
    let file = [
        paid(550_000, &first, "", 1),
        paid(550_000, &zeros, "", 2),
        paid(550_000, "", text, 3),
    ];
    let made = import(&w, &file).await.expect(201);
    let rows = payments(&w, &made).await;
    let expected = [
        ("matched", "reference", &plain),
        ("matched", "reference", &with),
        ("suggested", "number_in_text", &told),
    ];
    for (row, (state, reason, invoice)) in rows.iter().zip(expected) {
        assert_eq!(seen(row), (state.to_owned(), reason.to_owned()), "{row:#}");
        assert_eq!(row["parts"][0]["number"], invoice.body["number"]);
    }
}

#[actix_web::test]
async fn money_that_came_on_a_day_which_is_closed_by_now_is_booked_on_the_first_open_one() {
    let w = world().await;
    let anna = customer(&w).await;
    let one = invoice_of(&w, &anna.id()).await;
    let reference = ocr(&one);
    let made = import(&w, &[paid(550_000, &reference, "", 1)]).await.expect(201);
    w.pass(chrono::Duration::days(1));
    w.prove().await;
    let body = json!({ "through": "2026-11-20" });
    w.owner().post("/voucher-exports", body).await.expect(201);
    confirm(&w, &made).await.expect(200);
    let seen = w.office().get(&format!("/invoices/{}", one.id())).await.expect(200);
    assert_eq!(seen.body["status"], "paid");
    // What the customer owed, and interest with it, ended on the day of the bank.
    assert_eq!(seen.body["settlements"][0]["settled_on"], "2026-11-20");
    let found = w.owner().get("/vouchers?limit=1").await.expect(200);
    let voucher = &found.body["items"][0];
    assert_eq!(
        (&voucher["dated_on"], &voucher["exported"]),
        (&json!("2026-11-21"), &json!(false))
    );
    assert!(voucher["text"].as_str().unwrap().ends_with("(2026-11-20)"), "{voucher}");
}

#[actix_web::test]
async fn a_file_is_held_against_the_invoices_and_booked_when_the_office_says_so() {
    let w = world().await;
    let anna = customer(&w).await;
    let (one, two, three) = (
        invoice_of(&w, &anna.id()).await,
        invoice_of(&w, &anna.id()).await,
        invoice_of(&w, &anna.id()).await,
    );
    let reference = ocr(&one);
    let mut slip = ocr(&two);
    let last = slip.pop().and_then(|c| c.to_digit(10)).unwrap();
    slip.push_str(&((last + 1) % 10).to_string());
    let text = format!("Faktura {}", three.body["number"].as_str().unwrap());
    let file = [
        paid(550_000, &reference, "", 1),
        paid(550_000, &slip, "", 2),
        paid(100_000, "", &text, 3),
        paid(12_345, "", "hyra", 4),
    ];
    let made = import(&w, &file).await.expect(201);
    assert_eq!(made.body["new_count"], 4);
    assert_eq!(
        made.body["import"]["counts"],
        json!({ "matched": 1, "suggested": 2, "unmatched": 1, "set_aside": 0, "booked": 0 })
    );
    assert_eq!(
        made.body["import"]["sums"],
        json!([{ "currency": "SEK", "amount": 1_212_345 }])
    );
    let rows = payments(&w, &made).await;
    let expected = [
        ("matched", "reference"),
        ("suggested", "reference_slip"),
        ("suggested", "number_in_text"),
        ("unmatched", "payer"),
    ];
    for (row, (state, reason)) in rows.iter().zip(expected) {
        assert_eq!(seen(row), (state.to_owned(), reason.to_owned()), "{row:#}");
    }
    assert_eq!(rows[2]["parts"][0]["open_ore"], 550_000);
    assert_eq!(rows[2]["parts"][0]["amount_ore"], 100_000);
    // Nothing is booked yet.
    assert_eq!(remaining(&w, &one).await, 550_000);

    let done = confirm(&w, &made).await.expect(200);
    assert_eq!(
        (&done.body["booked_count"], &done.body["changed_count"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(remaining(&w, &one).await, 0);
    assert_eq!(remaining(&w, &two).await, 550_000);
    confirm(&w, &made).await.expect_problem(409, "not_allowed_in_status");

    // Again, and the same payments in another file: nothing changes.
    let again = import(&w, &file).await.expect(200);
    assert_eq!(again.body["already_imported"], true);
    assert_eq!(again.body["import"]["id"], made.body["import"]["id"]);
    let part = import(&w, &file[..2]).await.expect(200);
    assert_eq!(
        (&part.body["already_imported"], &part.body["new_count"]),
        (&json!(true), &json!(0))
    );
    let more = [file[0], paid(5_000, "", "", 5)];
    let new = import(&w, &more).await.expect(201);
    assert_eq!(
        (&new.body["new_count"], &new.body["import"]["known_count"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        w.office().get("/payment-imports").await.body["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[actix_web::test]
async fn what_a_payment_pays_can_be_said_changed_and_set_aside() {
    let w = world().await;
    let anna = customer(&w).await;
    let (one, two) = (invoice_of(&w, &anna.id()).await, invoice_of(&w, &anna.id()).await);
    let made = import(&w, &[paid(1_200_000, "", "", 1), paid(900, "", "", 2)])
        .await
        .expect(201);
    let rows = payments(&w, &made).await;
    let path = |row: &Value, verb: &str| format!("/imported-payments/{}/{verb}", row["id"].as_str().unwrap());
    let said = |parts: Value, amount: i64| json!({ "customer_id": anna.id(), "amount_ore": amount, "fee_ore": 0, "currency_difference_ore": 0, "parts": parts });
    let part = |invoice: &Answer, amount: i64| json!({ "invoice_id": invoice.id(), "amount_ore": amount });
    let match_path = path(&rows[0], "match");
    let office = w.office();
    let refused = |parts: Value| office.act(&match_path, 1, said(parts, 1_200_000));
    refused(json!([part(&one, 550_001)]))
        .await
        .expect_field("/parts/0/amount_ore", "too_large");
    refused(json!([part(&one, 0)]))
        .await
        .expect_field("/parts/0/amount_ore", "too_small");
    refused(json!([part(&one, 1), part(&one, 1)]))
        .await
        .expect_field("/parts/1/invoice_id", "duplicate");
    office
        .act(&match_path, 1, said(json!([part(&one, 550_000)]), 1_200_001))
        .await
        .expect_field("/amount_ore", "invalid");

    let both = said(json!([part(&one, 550_000), part(&two, 550_000)]), 1_200_000);
    let matched = office.act(&match_path, 1, both).await.expect(200);
    assert_eq!(
        (&matched.body["state"], &matched.body["reason"]),
        (&json!("matched"), &json!("chosen"))
    );
    let aside = path(&rows[1], "set-aside");
    let set = office.act(&aside, 1, json!({ "set_aside": true })).await.expect(200);
    assert_eq!(set.body["state"], "set_aside");
    office
        .act(&aside, 2, json!({ "set_aside": true }))
        .await
        .expect_problem(409, "not_allowed_in_status");

    assert_eq!(confirm(&w, &made).await.expect(200).body["booked_count"], 1);
    assert_eq!((remaining(&w, &one).await, remaining(&w, &two).await), (0, 0));
    // What was paid too much is the customer's.
    assert_eq!(balance(&w, &anna.id()).await, 100_000);
    office
        .act(&match_path, 3, said(json!([]), 1_200_000))
        .await
        .expect_problem(409, "not_allowed_in_status");
    let back = office.act(&aside, 2, json!({ "set_aside": false })).await.expect(200);
    assert_eq!(back.body["state"], "unmatched");
}

#[actix_web::test]
async fn an_invoice_that_was_paid_meanwhile_is_put_up_for_review_again() {
    let w = world().await;
    let anna = customer(&w).await;
    let one = invoice_of(&w, &anna.id()).await;
    let made = import(&w, &[paid(550_000, &ocr(&one), "", 1)]).await.expect(201);
    let body = json!({ "paid_on": w.clock.today(), "amount_ore": 550_000, "method": "swish", "reference": "" });
    let path = format!("/invoices/{}/payments", one.id());
    w.office().act(&path, one.version(), body).await.expect(200);
    let done = confirm(&w, &made).await.expect(200);
    assert_eq!(
        (&done.body["booked_count"], &done.body["changed_count"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(payments(&w, &made).await[0]["state"], "suggested");
}

#[actix_web::test]
async fn a_payment_that_is_taken_back_waits_in_its_file_again() {
    let w = world().await;
    let anna = customer(&w).await;
    let one = invoice_of(&w, &anna.id()).await;
    let made = import(&w, &[paid(550_000, &ocr(&one), "", 1)]).await.expect(201);
    confirm(&w, &made).await.expect(200);
    let payment = payments(&w, &made).await[0]["payment_id"].as_str().unwrap().to_owned();
    let path = format!("/payments/{payment}/remove");
    w.office().post(&path, json!({ "reason": "Fel" })).await.expect(200);
    assert_eq!(remaining(&w, &one).await, 550_000);
    let row = &payments(&w, &made).await[0];
    assert_eq!(seen(row), ("suggested".to_owned(), "removed".to_owned()));
    assert_eq!(row["payment_id"], Value::Null);
    w.office()
        .post(&path, json!({ "reason": "Fel" }))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_broken_or_foreign_file_is_refused_by_line_and_leaves_nothing() {
    let w = world().await;
    let day = w.clock.today();
    let good = bgmax("50501055", day, &[paid(550_000, "", "", 1)]);
    let table = [
        (good.replacen("00550000", "0055000x", 1), "file_line", Some(3)),
        (good.replacen("000550000", "000550001", 1), "file_total", None),
        (
            good.lines().take(3).collect::<Vec<_>>().join("\n"),
            "file_incomplete",
            Some(3),
        ),
        (good.replace("010331P", "010331T"), "file_test", Some(1)),
        (bgmax("9912346", day, &[paid(1, "", "", 1)]), "file_foreign", Some(3)),
        ("Datum;Belopp".to_owned(), "file_unknown", None),
        (
            "<!DOCTYPE x [<!ENTITY a \"b\">]><Document/>".to_owned(),
            "file_unsafe",
            Some(1),
        ),
        (bgmax("50501055", day, &[]), "file_incomplete", None),
    ];
    for (content, code, line) in table {
        let answer = w.office().post("/payment-imports", upload("x.txt", &content)).await;
        let problem = answer.expect_problem(422, "invalid_fields");
        let error = &problem.body["errors"][0];
        assert_eq!(
            (&error["pointer"], &error["code"]),
            (&json!("/content"), &json!(code)),
            "{content}"
        );
        if let Some(line) = line {
            assert_eq!(error["params"]["line"], line, "{content}");
        }
    }
    let no_base64 = json!({ "file_name": "x", "content": "åäö" });
    w.office()
        .post("/payment-imports", no_base64)
        .await
        .expect_field("/content", "invalid");
    let large = json!({ "file_name": "x", "content": STANDARD.encode(vec![b'0'; (4 << 20) + 1]) });
    w.office()
        .post("/payment-imports", large)
        .await
        .expect_field("/content", "file_too_large");
    assert_eq!(w.office().get("/payment-imports").await.body["items"], json!([]));
}

#[actix_web::test]
async fn the_official_example_comes_in_with_its_sums() {
    let w = world().await;
    let seen = w.owner().get("/company").await.expect(200);
    let mut body = seen.body.clone();
    body.as_object_mut()
        .unwrap()
        .retain(|k, _| !["id", "version", "actions"].contains(&k.as_str()));
    body["bankgiro"] = json!("991-2346");
    w.owner().put("/company", seen.version(), body).await.expect(200);
    let example = include_bytes!("../../../formats/golden/example-ocr.bgmax");
    let upload = json!({ "file_name": "BGMAX.TXT", "content": STANDARD.encode(example) });
    let made = w.office().post("/payment-imports", upload.clone()).await.expect(201);
    assert_eq!(
        made.body["import"]["sums"],
        json!([{ "currency": "EUR", "amount": 400_000 }, { "currency": "SEK", "amount": 990_000 }])
    );
    assert_eq!(made.body["import"]["payment_count"], 9);
    assert_eq!(
        w.office().post("/payment-imports", upload).await.expect(200).body["already_imported"],
        true
    );
}

#[actix_web::test]
async fn a_payment_in_another_currency_settles_with_its_difference() {
    let w = world().await;
    let anna = customer(&w).await;
    let one = invoice_of(&w, &anna.id()).await;
    let file = bgmax("50501055", w.clock.today(), &[paid(50_000, &ocr(&one), "", 1)]).replace("SEK", "EUR");
    let made = w
        .office()
        .post("/payment-imports", upload("eur.txt", &file))
        .await
        .expect(201);
    let row = payments(&w, &made).await[0].clone();
    assert_eq!(seen(&row), ("suggested".to_owned(), "currency".to_owned()));
    let said = json!({ "customer_id": anna.id(), "amount_ore": 545_000, "fee_ore": 2_000, "currency_difference_ore": 3_000,
        "parts": [{ "invoice_id": one.id(), "amount_ore": 550_000 }] });
    let path = format!("/imported-payments/{}/match", row["id"].as_str().unwrap());
    w.office().act(&path, 1, said).await.expect(200);
    confirm(&w, &made).await.expect(200);
    assert_eq!((remaining(&w, &one).await, balance(&w, &anna.id()).await), (0, 0));
}
