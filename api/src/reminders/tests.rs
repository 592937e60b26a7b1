//! Reminding: what is asked for, when, of whom, and what is never done twice.

use crate::{
    jobs::worker::drain,
    testing::{Answer, World, things, world},
};
use serde_json::{Value, json};

fn wishes() -> Value {
    json!({ "recipient": "anna@kund.example", "message": "Hör gärna av dig.", "waive_costs": false })
}

async fn remind(w: &World, invoice: &Answer) -> Answer {
    let path = format!("/invoices/{}/remind", invoice.id());
    w.office().act(&path, invoice.version(), wishes()).await
}

async fn again(w: &World, invoice: &Answer) -> Answer {
    w.office().get(&format!("/invoices/{}", invoice.id())).await.expect(200)
}

async fn habits(w: &World, change: Value) {
    let seen = w.owner().get("/reminder-settings").await.expect(200);
    let mut body = seen.body.clone();
    body.as_object_mut().unwrap().remove("version");
    for (field, value) in change.as_object().unwrap() {
        body[field] = value.clone();
    }
    w.owner()
        .put("/reminder-settings", seen.version(), body)
        .await
        .expect(200);
}

async fn late(w: &World) -> Vec<Value> {
    let page = w.office().get("/reminders/late").await.expect(200);
    page.body["items"].as_array().unwrap().clone()
}

/// Of 5 500 kr, 11 days late: the reference rate of autumn 2026 and eight points.
fn interest(days: i64) -> i64 {
    (550_000 * 1000 * days + 365 * 5_000) / (365 * 10_000)
}

#[actix_web::test]
async fn a_late_invoice_waits_for_its_reminder_and_the_next_one_for_its_time() {
    let w = world().await;
    let invoice = things::late_invoice(&w).await;
    let rows = late(&w).await;
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        (&row["days_late"], &row["open_ore"], &row["hold"]),
        (&json!(11), &json!(550_000), &Value::Null)
    );
    assert_eq!(row["interest_ore"], interest(11));
    assert_eq!((&row["next_step"], &row["rates_checked"]), (&json!(1), &json!(false)));

    let sent = remind(&w, &invoice).await.expect(200);
    assert_eq!(
        (&sent.body["step"], &sent.body["asked_ore"]),
        (&json!(1), &json!(550_000))
    );
    assert_eq!(sent.body["due_on"], "2026-11-30");
    let row = &late(&w).await[0];
    assert_eq!(
        (&row["hold"], &row["next_from"]),
        (&json!("waiting"), &json!("2026-12-01"))
    );
    assert_eq!((&row["reminders"], &row["next_step"]), (&json!(1), &json!(2)));
    w.pass(chrono::Duration::days(11));
    assert_eq!(late(&w).await[0]["hold"], Value::Null);
    remind(&w, &again(&w, &invoice).await).await.expect(200);
    w.pass(chrono::Duration::days(20));
    assert_eq!(late(&w).await[0]["hold"], "last_step_taken");
}

#[actix_web::test]
async fn the_letter_carries_the_document_and_stays_away_when_the_money_came_first() {
    let w = world().await;
    let invoice = things::late_invoice(&w).await;
    let sent = remind(&w, &invoice).await.expect(200);
    drain(&w.app).await.unwrap();
    let list = w.office().get("/reminders").await.expect(200);
    assert_eq!(list.body["items"][0]["mail"]["state"], "sent");
    let pdf = w
        .office()
        .get(&format!("/reminders/{}/pdf", sent.id()))
        .await
        .expect(200);
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let same = w
        .office()
        .get(&format!("/reminders/{}/pdf", sent.id()))
        .await
        .expect(200);
    assert_eq!(pdf.bytes, same.bytes);
    let seen = again(&w, &invoice).await;
    assert_eq!(
        seen.body["mails"].as_array().map(Vec::len),
        Some(0),
        "the invoice itself was never sent"
    );

    let other = things::late_invoice(&w).await;
    remind(&w, &other).await.expect(200);
    let seen = again(&w, &other).await;
    let body = json!({ "paid_on": "2026-11-20", "amount_ore": 550_000, "method": "swish", "reference": "" });
    w.office()
        .act(&format!("/invoices/{}/payments", other.id()), seen.version(), body)
        .await
        .expect(200);
    drain(&w.app).await.unwrap();
    let list = w
        .office()
        .get(&format!("/reminders?invoice_id={}", other.id()))
        .await
        .expect(200);
    assert_eq!(list.body["items"][0]["mail"]["reason"], "withdrawn");
}

#[actix_web::test]
async fn a_fee_is_asked_for_only_where_it_was_agreed_before_the_debt() {
    let w = world().await;
    habits(
        &w,
        json!({ "steps": [{ "after_days": 5, "fee": true }], "fee_agreed_since": "2026-10-11" }),
    )
    .await;
    let before = things::late_invoice(&w).await;
    let sent = remind(&w, &before).await.expect(200);
    assert_eq!(
        (&sent.body["fee_ore"], &sent.body["asked_ore"]),
        (&json!(0), &json!(550_000)),
        "issued the day before"
    );
    habits(&w, json!({ "fee_agreed_since": "2026-10-10", "asks_interest": true })).await;
    let since = things::late_invoice(&w).await;
    let sent = remind(&w, &since).await.expect(200);
    assert_eq!(sent.body["fee_ore"], 6_000);
    assert_eq!(sent.body["asked_ore"], 550_000 + 6_000 + interest(11));
    // The next one asks for both fees.
    let sent = remind(&w, &again(&w, &since).await).await.expect(200);
    assert_eq!(sent.body["asked_ore"], 550_000 + 12_000 + interest(11));
    let waived = json!({ "recipient": "", "message": "", "waive_costs": true });
    let seen = again(&w, &since).await;
    let sent = w
        .office()
        .act(&format!("/invoices/{}/remind", since.id()), seen.version(), waived)
        .await
        .expect(200);
    assert_eq!((&sent.body["fee_ore"], &sent.body["mail"]), (&json!(0), &Value::Null));
}

#[actix_web::test]
async fn a_business_compensates_for_the_delay_once_and_pays_no_fee() {
    let w = world().await;
    let all = json!({
        "steps": [{ "after_days": 5, "fee": true }], "fee_agreed_since": "2020-01-01", "asks_compensation": true
    });
    habits(&w, all).await;
    let mut firm = things::customer_input();
    firm["kind"] = json!("company");
    let firm = w.office().post("/customers", firm).await.expect(201);
    let draft = w
        .office()
        .post("/invoices", things::invoice_input(&firm.id()))
        .await
        .expect(201);
    let invoice = things::invoice_issued_ago(&w, &draft, 41).await;
    let sent = remind(&w, &invoice).await.expect(200);
    assert_eq!(
        (&sent.body["compensation_ore"], &sent.body["fee_ore"]),
        (&json!(45_000), &json!(0))
    );
    let next = remind(&w, &again(&w, &invoice).await).await.expect(200);
    assert_eq!(
        (&next.body["compensation_ore"], &next.body["fee_ore"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(next.body["asked_ore"], 595_000, "what was asked for once is still owed");
}

#[actix_web::test]
async fn a_rehearsal_shows_what_would_be_asked_and_a_second_click_asks_nothing_more() {
    let w = world().await;
    let invoice = things::late_invoice(&w).await;
    let path = format!("/invoices/{}/remind?dry_run=true", invoice.id());
    let would = w.office().act(&path, invoice.version(), wishes()).await.expect(200);
    assert_eq!(would.body["asked_ore"], 550_000);
    assert_eq!(w.office().get("/reminders").await.expect(200).body["items"], json!([]));
    remind(&w, &invoice).await.expect(200);
    remind(&w, &invoice).await.expect_problem(412, "stale");
}

#[actix_web::test]
async fn what_is_stopped_paid_or_not_late_is_not_reminded_of() {
    let w = world().await;
    let fresh = things::issued_invoice(&w).await;
    remind(&w, &fresh).await.expect_problem(409, "not_allowed_in_status");
    let draft = things::invoice(&w).await;
    remind(&w, &draft).await.expect_problem(409, "not_allowed_in_status");
    let invoice = things::late_invoice(&w).await;
    let stop = format!("/invoices/{}/reminder-stop", invoice.id());
    let body = json!({ "stopped": true, "reason": "Kunden har reklamerat" });
    w.office().act(&stop, invoice.version(), body).await.expect(200);
    let row = &late(&w).await[0];
    assert_eq!(
        (&row["hold"], &row["hold_reason"]),
        (&json!("stopped"), &json!("Kunden har reklamerat"))
    );
    let seen = again(&w, &invoice).await;
    remind(&w, &seen).await.expect_problem(409, "reminders_stopped");
    let body = json!({ "stopped": false, "reason": "" });
    w.office().act(&stop, seen.version(), body).await.expect(200);
    remind(&w, &again(&w, &invoice).await).await.expect(200);
}

#[actix_web::test]
async fn interest_follows_part_payments_and_the_companys_own_rate() {
    let w = world().await;
    let invoice = things::late_invoice(&w).await;
    let body = json!({ "paid_on": "2026-11-14", "amount_ore": 150_000, "method": "bankgiro", "reference": "" });
    w.office()
        .act(&format!("/invoices/{}/payments", invoice.id()), invoice.version(), body)
        .await
        .expect(200);
    // Five days on 5 500 kr and six on 4 000 kr, at ten percent.
    let exact = (550_000_i64 * 5 + 400_000 * 6) * 1000;
    let expected = (exact + 365 * 5_000) / (365 * 10_000);
    assert_eq!(late(&w).await[0]["interest_ore"], expected);
    w.owner()
        .put("/reference-rates/2026-07-01", 0, json!({ "rate_bp": 350 }))
        .await
        .expect(200);
    let row = &late(&w).await[0];
    let exact = (550_000_i64 * 5 + 400_000 * 6) * 1150;
    assert_eq!(row["interest_ore"], (exact + 365 * 5_000) / (365 * 10_000));
    assert_eq!(row["rates_checked"], true);
}

#[actix_web::test]
async fn rates_are_written_by_half_years_in_halves_of_a_percent() {
    let w = world().await;
    let put = async |day: &str, version: i64, bp: i64| {
        w.owner()
            .put(&format!("/reference-rates/{day}"), version, json!({ "rate_bp": bp }))
            .await
    };
    put("2026-07-02", 0, 200).await.expect_problem(404, "not_found");
    put("2030-01-01", 0, 200).await.expect_problem(404, "not_found");
    put("2027-01-01", 0, 225).await.expect_problem(422, "invalid_fields");
    put("2027-01-01", 0, 250).await.expect(200);
    put("2027-01-01", 0, 300).await.expect_problem(412, "stale");
    put("2027-01-01", 1, 300).await.expect(200);
    let rates = w.office().get("/reference-rates").await.expect(200);
    let newest = &rates.body["items"][0];
    assert_eq!(
        newest,
        &json!({ "starts_on": "2027-01-01", "version": 2, "rate_bp": 300, "checked": true })
    );
    assert_eq!(rates.body["addition_bp"], 800);
}

#[actix_web::test]
async fn steps_come_one_after_the_other() {
    let w = world().await;
    let seen = w.owner().get("/reminder-settings").await.expect(200);
    let mut body = seen.body.clone();
    body.as_object_mut().unwrap().remove("version");
    body["steps"] = json!([{ "after_days": 10, "fee": false }, { "after_days": 10, "fee": true }]);
    let refused = w.owner().put("/reminder-settings", 0, body.clone()).await;
    let refused = refused.expect_problem(422, "invalid_fields");
    assert_eq!(refused.body["errors"][0]["pointer"], "/steps/1/after_days");
    body["steps"] = json!([{ "after_days": 10, "fee": false }]);
    body["fee_ore"] = json!(6_001);
    w.owner()
        .put("/reminder-settings", 0, body)
        .await
        .expect_problem(422, "invalid_fields");
}

#[actix_web::test]
async fn a_debt_collector_gets_a_file_once_of_what_was_reminded_of() {
    let w = world().await;
    let invoice = things::late_invoice(&w).await;
    let hand = async || {
        let body = json!({ "invoice_ids": [invoice.id()] });
        w.office().post("/reminders/hand-over", body).await
    };
    hand().await.expect_problem(409, "not_allowed_in_status");
    remind(&w, &invoice).await.expect(200);
    let file = hand().await.expect(200);
    let content = file.body["content"].as_str().unwrap();
    let lines: Vec<&str> = content.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].split(';').count(), lines[1].split(';').count());
    let cell = |name: &str| {
        let at = lines[0].split(';').position(|c| c == name).unwrap();
        lines[1].split(';').nth(at).unwrap()
    };
    assert_eq!(cell("namn"), "Anna Öberg");
    assert_eq!(cell("kvar_att_betala"), "5500,00");
    assert_eq!(cell("ranta_till_idag"), "16,58");
    assert_eq!(cell("antal_paminnelser"), "1");
    assert_eq!(late(&w).await[0]["hold"], "handed_over");
    hand().await.expect_problem(409, "not_allowed_in_status");
    let seen = again(&w, &invoice).await;
    remind(&w, &seen).await.expect_problem(409, "reminders_stopped");
}

#[actix_web::test]
async fn an_interest_invoice_charges_each_day_and_each_cost_once() {
    let w = world().await;
    habits(
        &w,
        json!({ "steps": [{ "after_days": 5, "fee": true }], "fee_agreed_since": "2026-01-01" }),
    )
    .await;
    let invoice = things::late_invoice(&w).await;
    remind(&w, &invoice).await.expect(200);
    let charge = async || {
        let body = json!({ "invoice_ids": [invoice.id()] });
        w.office().post("/invoices/interest", body).await
    };
    let draft = charge().await.expect(201);
    assert_eq!(
        (&draft.body["kind"], &draft.body["status"]),
        (&json!("interest"), &json!("draft"))
    );
    assert_eq!(draft.body["totals"]["total_ore"], interest(11) + 6_000);
    assert_eq!(draft.body["totals"]["vat_ore"], 0);
    assert!(
        draft.body["lines"][0]["description"]
            .as_str()
            .unwrap()
            .contains("11 dagar, 10\u{a0}%")
    );
    assert_eq!(late(&w).await[0]["interest_ore"], 0);
    charge().await.expect_problem(409, "already_invoiced");
    // A draft that is thrown away has charged nothing.
    w.office()
        .delete(&format!("/invoices/{}", draft.id()), 1)
        .await
        .expect(204);
    w.pass(chrono::Duration::days(5));
    let draft = charge().await.expect(201);
    assert_eq!(draft.body["totals"]["total_ore"], interest(16) + 6_000);
    let path = format!("/invoices/{}/issue", draft.id());
    let issued = w.office().act(&path, 1, json!({})).await.expect(200);
    assert_eq!(issued.body["remaining_ore"], interest(16) + 6_000);
    let booked = w
        .owner()
        .get(&format!("/vouchers?invoice_id={}", issued.id()))
        .await
        .expect(200);
    let lines: Vec<(i64, i64)> = booked.body["items"][0]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| (l["account"].as_i64().unwrap(), l["amount_ore"].as_i64().unwrap()))
        .collect();
    assert_eq!(
        lines,
        [(1510, interest(16) + 6_000), (8313, -interest(16)), (3540, -6_000)]
    );
    charge().await.expect_problem(409, "nothing_to_invoice");
    // The next days are charged by themselves.
    w.pass(chrono::Duration::days(5));
    let next = charge().await.expect(201);
    assert_eq!(next.body["totals"]["total_ore"], interest(5));
}

#[actix_web::test]
async fn an_interest_invoice_is_for_one_customer() {
    let w = world().await;
    let (one, other) = (things::late_invoice(&w).await, things::late_invoice(&w).await);
    let body = json!({ "invoice_ids": [one.id(), other.id()] });
    w.office()
        .post("/invoices/interest", body)
        .await
        .expect_problem(422, "invalid_fields");
}

#[actix_web::test]
async fn a_customer_with_a_block_is_not_reminded() {
    let w = world().await;
    let invoice = things::late_invoice(&w).await;
    let who = invoice.body["customer_id"].as_str().unwrap();
    let seen = w.office().get(&format!("/customers/{who}")).await.expect(200);
    let mut body = things::customer_input();
    body["billing"] = seen.body["billing"].clone();
    body["billing"]["reminder_block_reason"] = json!("Betalar efter överenskommelse");
    w.office()
        .put(&format!("/customers/{who}"), seen.version(), body)
        .await
        .expect(200);
    let row = &late(&w).await[0];
    assert_eq!(
        (&row["hold"], &row["hold_reason"]),
        (&json!("customer_blocked"), &json!("Betalar efter överenskommelse"))
    );
    remind(&w, &invoice).await.expect_problem(409, "reminders_stopped");
}
