//! Is a request due on the right day, extended in time, and are its handlers reminded?

use super::{get, kinds, list};
use crate::{
    jobs::upkeep,
    testing::{
        Answer, World,
        privacy_samples::{identified, path, request_input},
        world,
    },
};
use chrono::{Duration, TimeZone, Utc};
use kontoret_core::permission::Role;
use serde_json::json;

#[actix_web::test]
async fn the_deadline_follows_the_calendar_at_the_ends_of_months_leap_days_and_daylight_saving() {
    let w = world().await;
    // Moment in UTC; the day in Sweden on which it came in; due; due when extended.
    let table = [
        ((2027, 1, 31, 9, 0), "2027-01-31", "2027-03-01", "2027-04-30"),
        // 00:30 in Sweden, summer time: the day before in UTC.
        ((2027, 6, 30, 22, 30), "2027-07-01", "2027-07-31", "2027-10-01"),
        // The night in which the clock goes back.
        ((2027, 10, 30, 22, 30), "2027-10-31", "2027-11-30", "2028-01-31"),
        ((2028, 1, 30, 9, 0), "2028-01-30", "2028-02-29", "2028-05-02"),
        ((2028, 2, 29, 9, 0), "2028-02-29", "2028-03-29", "2028-05-29"),
        // The night in which it goes forward.
        ((2028, 3, 25, 23, 30), "2028-03-26", "2028-04-25", "2028-06-26"),
    ];
    for ((y, m, d, h, min), received, due, extended) in table {
        w.clock.set(Utc.with_ymd_and_hms(y, m, d, h, min, 0).unwrap());
        // The keys of a process sign for a while only.
        w.app.keys.renew(&w.app).await.unwrap();
        let ask = json!({ "kind": "erasure", "message": received });
        let request = w.worker().post("/my-privacy-requests", ask).await.expect(200).body;
        assert_eq!(
            (&request["received_on"], &request["due_on"]),
            (&json!(received), &json!(due))
        );
        let found = w.stranger().get("/privacy-requests?limit=200").await.expect(200).body;
        let newest = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .max_by_key(|r| r["number"].as_i64());
        let id = newest.unwrap()["id"].as_str().unwrap().to_owned();
        let whole = w.stranger().get(&format!("/privacy-requests/{id}")).await.expect(200);
        let longer = w
            .stranger()
            .act(
                &format!("/privacy-requests/{id}/extend"),
                whole.version(),
                json!({ "text": "Skäl." }),
            )
            .await
            .expect(200);
        assert_eq!(longer.body["due_on"], extended, "{received}");
    }
}

#[actix_web::test]
async fn it_is_extended_until_the_lawful_day_is_over_and_not_after() {
    let w = world().await;
    let request = identified(&w, "").await;
    assert_eq!(request.body["lawful_on"], "2026-12-21", "a Sunday moves to Monday");
    w.clock.set(Utc.with_ymd_and_hms(2026, 12, 21, 22, 59, 0).unwrap());
    upkeep::tidy(&w.app).await.unwrap();
    let actions = |r: &Answer| r.body["actions"].to_string();
    assert!(actions(&get(&w, &request).await).contains("extend"));
    w.pass(Duration::minutes(1));
    assert!(!actions(&get(&w, &request).await).contains("extend"));
    w.owner()
        .act(
            &path(&request, "/extend"),
            request.version(),
            json!({ "text": "För sent." }),
        )
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn handlers_take_turns_and_are_reminded_on_the_days_and_when_late() {
    let w = world().await;
    let mut handlers = Vec::new();
    for _ in 0..3 {
        let made = w.owner().post("/privacy-requests", request_input(&w)).await.expect(201);
        handlers.push(made.body["handler_id"].as_str().unwrap().to_owned());
        w.pass(Duration::minutes(1));
    }
    let place = |role| w.here.person(role).membership_id.to_string();
    assert_eq!(handlers, [place(Role::Owner), place(Role::Admin), place(Role::Owner)]);
    let reminded = async |w: &World| {
        upkeep::tidy(&w.app).await.unwrap();
        upkeep::tidy(&w.app).await.unwrap();
        let mut n = 0;
        for item in list(w, "").await {
            let whole = w
                .owner()
                .get(&format!("/privacy-requests/{}", item["id"].as_str().unwrap()))
                .await
                .expect(200);
            n += kinds(&whole).iter().filter(|k| **k == "reminded").count();
        }
        n / 3
    };
    // Due on 20 December: 30 days from 20 November.
    let mut seen = Vec::new();
    for day in 1..=32 {
        w.pass(Duration::days(1));
        let n = reminded(&w).await;
        if seen.last().is_none_or(|(_, last)| *last != n) {
            seen.push((day, n));
        }
    }
    assert_eq!(
        seen,
        [(1, 0), (16, 1), (23, 2), (27, 3), (29, 4), (30, 5), (31, 6), (32, 7)]
    );
    let dashboard = w.owner().get("/dashboard").await.expect(200);
    assert_eq!(
        (
            &dashboard.body["privacy_late_count"],
            &dashboard.body["privacy_near_count"]
        ),
        (&json!(3), &json!(0))
    );
    assert_eq!(list(&w, "late=true").await.len(), 3);
}
