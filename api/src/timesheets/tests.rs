//! A week of time, as the worker fills it in and the office decides on it.

use crate::testing::{Answer, Client, World, world};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// The week that every test begins in: 16 to 22 November 2026.
const WEEK: &str = "2026-W47";

fn entry(worked_on: &str, minutes: i64) -> Value {
    json!({ "membership_id": null, "order_id": null, "worked_on": worked_on, "minutes": minutes, "activity": "Montering",
        "note": "", "billable": false })
}

async fn report(by: &Client<'_>, worked_on: &str, minutes: i64) -> Answer {
    by.post("/time-entries", entry(worked_on, minutes)).await.expect(201)
}

async fn week(by: &Client<'_>, whose: &str) -> Answer {
    by.get(&format!("/timesheets/{WEEK}?membership_id={whose}"))
        .await
        .expect(200)
}

async fn submit(by: &Client<'_>, version: i64) -> Answer {
    by.act(
        &format!("/timesheets/{WEEK}/submit"),
        version,
        json!({ "membership_id": null }),
    )
    .await
}

async fn decide(by: &Client<'_>, verb: &str, version: i64, mut body: Value, whose: &str) -> Answer {
    body["membership_id"] = json!(whose);
    by.act(&format!("/timesheets/{WEEK}/{verb}"), version, body).await
}

fn place(w: &World, role: Role) -> String {
    w.here.person(role).membership_id.to_string()
}

#[actix_web::test]
async fn a_week_is_filled_in_handed_in_sent_back_mended_and_approved() {
    let w = world().await;
    let (worker, office, whose) = (w.worker(), w.office(), place(&w, Role::Worker));
    let empty = week(&worker, &whose).await;
    assert_eq!((empty.version(), empty.body["status"].as_str()), (0, Some("open")));
    assert_eq!(
        empty.body["days"][0],
        json!({ "worked_on": "2026-11-16", "minutes": 0 })
    );
    report(&worker, "2026-11-16", 480).await;
    let wrong = report(&worker, "2026-11-17", 400).await;
    let filled = week(&worker, &whose).await;
    assert_eq!((filled.version(), filled.body["minutes"].as_i64()), (2, Some(880)));
    assert_eq!(filled.body["days"][1]["minutes"], 400);
    assert_eq!(filled.body["actions"], json!(["submit"]));

    let handed_in = submit(&worker, 2).await.expect(200);
    assert_eq!(
        (handed_in.body["status"].as_str(), handed_in.version()),
        (Some("submitted"), 3)
    );
    assert_eq!(handed_in.body["actions"], json!([]), "four eyes");
    assert_eq!(
        week(&office, &whose).await.body["actions"],
        json!(["approve", "reject"])
    );

    let back = decide(
        &office,
        "reject",
        3,
        json!({ "reason": "Tisdagen saknar rasten" }),
        &whose,
    )
    .await
    .expect(200);
    assert_eq!(back.body["status"], "rejected");
    assert_eq!(back.body["reason"], "Tisdagen saknar rasten");
    assert_eq!(back.body["decided_by"], "office på lindqvist");
    let path = format!("/time-entries/{}", wrong.id());
    worker.put(&path, 1, entry("2026-11-17", 360)).await.expect(200);
    let again = submit(&worker, 5).await.expect(200);
    assert_eq!(again.body["reason"], Value::Null);
    let done = decide(&office, "approve", 6, json!({}), &whose).await.expect(200);
    assert_eq!(
        (done.body["status"].as_str(), done.body["minutes"].as_i64()),
        (Some("approved"), Some(840))
    );
    assert_eq!(done.body["decided_at"], "2026-11-20T09:00:00Z");

    let trail = w.owner().get("/audit-events?entity_kind=timesheet").await.expect(200);
    let events: Vec<&str> = trail.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["event"].as_str().unwrap())
        .collect();
    let expected = [
        "timesheet_approved",
        "timesheet_submitted",
        "timesheet_rejected",
        "timesheet_submitted",
    ];
    assert_eq!(events, expected);
}

#[actix_web::test]
async fn a_week_that_is_handed_in_or_approved_is_locked() {
    let w = world().await;
    let (worker, office, whose) = (w.worker(), w.office(), place(&w, Role::Worker));
    let kept = report(&worker, "2026-11-16", 480).await;
    let elsewhere = report(&worker, "2026-11-13", 60).await;
    submit(&worker, 1).await.expect(200);
    for decided in [false, true] {
        if decided {
            decide(&office, "approve", 2, json!({}), &whose).await.expect(200);
        }
        let path = format!("/time-entries/{}", kept.id());
        for by in [&worker, &office] {
            by.put(&path, 1, entry("2026-11-16", 60))
                .await
                .expect_problem(409, "week_locked");
            by.put(&path, 1, entry("2026-11-13", 60))
                .await
                .expect_problem(409, "week_locked");
            by.delete(&path, 1).await.expect_problem(409, "week_locked");
        }
        let into = format!("/time-entries/{}", elsewhere.id());
        worker
            .put(&into, 1, entry("2026-11-17", 60))
            .await
            .expect_problem(409, "week_locked");
        let new = worker.post("/time-entries", entry("2026-11-18", 60)).await;
        new.expect_problem(409, "week_locked");
        assert_eq!(week(&worker, &whose).await.body["entries"][0]["actions"], json!([]));
        assert_eq!(week(&worker, &whose).await.body["minutes"], 480);
    }
    submit(&worker, 3).await.expect_problem(409, "not_allowed_in_status");
    decide(&office, "approve", 3, json!({}), &whose)
        .await
        .expect_problem(409, "not_allowed_in_status");
    decide(&office, "reject", 3, json!({ "reason": "För sent" }), &whose)
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn others_time_is_seen_by_who_may_and_written_by_who_approves() {
    let w = world().await;
    let (worker, office, accountant) = (w.worker(), w.office(), w.client(Role::Accountant));
    let (workers, offices) = (place(&w, Role::Worker), place(&w, Role::Office));
    let of_office = report(&office, "2026-11-16", 300).await;
    let of_worker = report(&worker, "2026-11-16", 480).await;

    worker
        .get(&format!("/timesheets/{WEEK}?membership_id={offices}"))
        .await
        .expect_problem(404, "not_found");
    let list = worker.get("/time-entries?total=true").await.expect(200);
    assert_eq!(list.body["total"], 1);
    let list = worker
        .get(&format!("/time-entries?membership_id={offices}"))
        .await
        .expect(200);
    assert_eq!(list.body["items"], json!([]));
    let path = format!("/time-entries/{}", of_office.id());
    worker
        .put(&path, 1, entry("2026-11-16", 60))
        .await
        .expect_problem(404, "not_found");
    worker.delete(&path, 1).await.expect_problem(404, "not_found");
    let mut for_another = entry("2026-11-17", 60);
    for_another["membership_id"] = json!(offices);
    worker
        .post("/time-entries", for_another)
        .await
        .expect_problem(403, "forbidden");
    decide(&worker, "approve", 1, json!({}), &offices)
        .await
        .expect_problem(403, "forbidden");
    let handing_in = json!({ "membership_id": offices });
    worker
        .act(&format!("/timesheets/{WEEK}/submit"), 1, handing_in)
        .await
        .expect_problem(403, "forbidden");

    assert_eq!(
        week(&accountant, &workers).await.body["entries"][0]["actions"],
        json!([]),
        "reads, writes nothing"
    );
    accountant
        .post("/time-entries", entry("2026-11-17", 60))
        .await
        .expect_problem(403, "forbidden");
    let path = format!("/time-entries/{}", of_worker.id());
    office.put(&path, 1, entry("2026-11-16", 450)).await.expect(200);
    let mut by_office = entry("2026-11-17", 120);
    by_office["membership_id"] = json!(workers);
    let made = office.post("/time-entries", by_office.clone()).await.expect(201);
    assert_eq!(made.body["employee_name"], "worker på lindqvist");
    by_office["membership_id"] = json!(offices);
    let moved = office.put(&format!("/time-entries/{}", made.id()), 1, by_office).await;
    moved
        .expect_problem(422, "invalid_fields")
        .expect_field("/membership_id", "invalid");

    w.stranger()
        .get(&format!("/timesheets/{WEEK}?membership_id={workers}"))
        .await
        .expect_problem(404, "not_found");
    w.stranger().delete(&path, 2).await.expect_problem(404, "not_found");
    let mut stranger = entry("2026-11-17", 60);
    stranger["membership_id"] = json!(workers);
    let refused = w
        .stranger()
        .post("/time-entries", stranger)
        .await
        .expect_problem(422, "invalid_fields");
    refused.expect_field("/membership_id", "not_found");
}

#[actix_web::test]
async fn who_runs_the_company_decides_on_the_own_week_and_nobody_else_does() {
    let w = world().await;
    for (role, status) in [(Role::Owner, 200), (Role::Admin, 200), (Role::Office, 403)] {
        let by = w.client(role);
        report(&by, "2026-11-16", 480).await;
        submit(&by, 1).await.expect(200);
        decide(&by, "approve", 2, json!({}), &place(&w, role))
            .await
            .expect(status);
    }
    decide(&w.owner(), "approve", 2, json!({}), &place(&w, Role::Office))
        .await
        .expect(200);
}

#[actix_web::test]
async fn what_was_read_too_long_ago_is_refused() {
    let w = world().await;
    let (worker, office, whose) = (w.worker(), w.office(), place(&w, Role::Worker));
    let made = report(&worker, "2026-11-16", 480).await;
    let path = format!("/time-entries/{}", made.id());
    worker.put(&path, 1, entry("2026-11-16", 470)).await.expect(200);
    office
        .put(&path, 1, entry("2026-11-16", 460))
        .await
        .expect_problem(412, "stale");
    office.delete(&path, 1).await.expect_problem(412, "stale");
    submit(&worker, 1).await.expect_problem(412, "stale");
    submit(&worker, 2).await.expect(200);
    // The approver must have seen exactly the hours that are approved.
    decide(&office, "approve", 2, json!({}), &whose)
        .await
        .expect_problem(412, "stale");
    decide(&office, "approve", 3, json!({}), &whose).await.expect(200);
    submit(&w.client(Role::Admin), 1).await.expect_problem(412, "stale");
}

#[actix_web::test]
async fn a_day_holds_24_hours_whoever_reports_and_however_many_at_once() {
    let w = world().await;
    let worker = w.worker();
    report(&worker, "2026-11-16", 1000).await;
    let refused = worker
        .post("/time-entries", entry("2026-11-16", 441))
        .await
        .expect_problem(422, "invalid_fields");
    let refused = refused.expect_field("/minutes", "day_too_long");
    assert_eq!(refused.body["errors"][0]["params"]["max"], 440);
    let last = report(&worker, "2026-11-16", 440).await;
    let path = format!("/time-entries/{}", last.id());
    let refused = worker
        .put(&path, 1, entry("2026-11-16", 441))
        .await
        .expect_problem(422, "invalid_fields");
    refused.expect_field("/minutes", "day_too_long");
    worker.put(&path, 1, entry("2026-11-16", 440)).await.expect(200);

    let at_once = (0..10).map(|_| worker.post("/time-entries", entry("2026-11-17", 300)));
    let mut answers: Vec<u16> = futures_util::future::join_all(at_once)
        .await
        .iter()
        .map(|a| a.status)
        .collect();
    answers.sort_unstable();
    assert_eq!(answers, [201, 201, 201, 201, 422, 422, 422, 422, 422, 422]);
    let seen = week(&worker, &place(&w, Role::Worker)).await;
    assert_eq!(seen.body["days"][1]["minutes"], 1200);
}

#[actix_web::test]
async fn bad_input_is_named_field_by_field() {
    let w = world().await;
    let worker = w.worker();
    for (field, value, code) in [
        ("minutes", json!("7,5"), "wrong_type"),
        ("minutes", json!(7.5), "wrong_type"),
        ("minutes", json!(0), "too_small"),
        ("minutes", json!(-60), "too_small"),
        ("minutes", json!(1441), "too_large"),
        ("minutes", json!(1_000_000_000_000_000i64), "too_large"),
        ("worked_on", json!("2026-11-31"), "invalid"),
        ("worked_on", json!("9999-12-31"), "date_out_of_range"),
        ("worked_on", json!("2026-11-28"), "date_out_of_range"),
        ("worked_on", json!("1899-12-31"), "date_out_of_range"),
        ("order_id", json!(w.here.company_id), "not_found"),
        ("billable", json!(true), "invalid"),
        ("activity", json!("x".repeat(81)), "too_long"),
        ("note", json!("x".repeat(2001)), "too_long"),
        ("hours", json!(8), "unknown_field"),
    ] {
        let mut body = entry("2026-11-16", 60);
        body[field] = value.clone();
        let refused = worker
            .post("/time-entries", body)
            .await
            .expect_problem(422, "invalid_fields");
        let wanted = refused.body["errors"][0].clone();
        assert_eq!(
            (&wanted["pointer"], &wanted["code"]),
            (&json!(format!("/{field}")), &json!(code)),
            "{value}"
        );
    }
    worker
        .get("/timesheets/2026-W54")
        .await
        .expect_problem(404, "not_found");
    worker.get("/timesheets/2026-47").await.expect_problem(404, "not_found");
    let blank = decide(
        &w.office(),
        "reject",
        0,
        json!({ "reason": "  " }),
        &place(&w, Role::Worker),
    )
    .await;
    blank
        .expect_problem(422, "invalid_fields")
        .expect_field("/reason", "required");
    assert_eq!(
        week(&worker, &place(&w, Role::Worker)).await.version(),
        0,
        "nothing was stored"
    );
}

#[actix_web::test]
async fn an_entry_moves_to_another_week_and_both_weeks_notice() {
    let w = world().await;
    let worker = w.worker();
    let made = report(&worker, "2026-11-16", 480).await;
    worker
        .put(&format!("/time-entries/{}", made.id()), 1, entry("2026-11-13", 480))
        .await
        .expect(200);
    let left = worker.get(&format!("/timesheets/{WEEK}")).await.expect(200);
    let reached = worker.get("/timesheets/2026-W46").await.expect(200);
    assert_eq!((left.version(), left.body["minutes"].as_i64()), (2, Some(0)));
    assert_eq!((reached.version(), reached.body["minutes"].as_i64()), (1, Some(480)));
    worker
        .delete(&format!("/time-entries/{}", made.id()), 2)
        .await
        .expect(204);
    assert_eq!(worker.get("/timesheets/2026-W46").await.expect(200).version(), 2);
}

#[actix_web::test]
async fn weeks_and_entries_are_listed_page_by_page() {
    let w = world().await;
    let worker = w.worker();
    for day in 1..=20 {
        report(&worker, &format!("2026-11-{day:02}"), 60 + day).await;
    }
    report(&w.office(), "2026-11-20", 60).await;
    for (sort, first) in [("worked_on", "2026-11-01"), ("-worked_on", "2026-11-20")] {
        let (mut after, mut days) = (String::new(), Vec::new());
        loop {
            let path = format!("/time-entries?limit=7&sort={sort}&from_on=2026-11-01&to_on=2026-11-20{after}");
            let page = worker.get(&path).await.expect(200);
            days.extend(
                page.body["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|e| e["worked_on"].to_string()),
            );
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!((days.len(), days[0].trim_matches('"')), (20, first));
    }
    submit(&worker, 5).await.expect(200);
    let waiting = w
        .office()
        .get("/timesheets?status=submitted&total=true")
        .await
        .expect(200);
    assert_eq!(waiting.body["total"], 1);
    assert_eq!(waiting.body["items"][0]["week"], WEEK);
    assert_eq!(waiting.body["items"][0]["employee_name"], "worker på lindqvist");
    assert_eq!(
        waiting.body["items"][0]["minutes"],
        (16..=20).map(|d| 60 + d).sum::<i64>()
    );
    let all = w.office().get("/timesheets?sort=week&limit=2").await.expect(200);
    assert_eq!(all.body["items"][0]["week"], "2026-W44");
    assert!(all.body["next"].is_string());
    assert_eq!(
        worker.get("/timesheets?total=true").await.expect(200).body["total"],
        4,
        "the own ones"
    );
}
