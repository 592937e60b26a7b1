//! Who has proven who they are just now, and what becomes of their session?

use super::{cookie_of, log_in, log_in_on, owner_login, post, refresh};
use crate::testing::{Answer, Client, PASSWORD, World, world};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

async fn prove(client: &Client<'_>, password: &str) -> Answer {
    post(client, "/session/prove", &json!({ "password": password })).await
}

/// Takes the trail out, which asks for a recent proof.
async fn export(client: &Client<'_>) -> Answer {
    client.get("/audit-events/export").await
}

fn token(answer: &Answer) -> String {
    answer.body["access_token"].as_str().unwrap().to_owned()
}

async fn newest_events(w: &World, count: usize) -> Vec<Value> {
    let page = w.owner().get("/audit-events?limit=10").await.expect(200);
    page.body["items"].as_array().unwrap()[..count].to_vec()
}

#[actix_web::test]
async fn a_browser_goes_on_under_a_new_id_with_new_tokens_and_no_longer_than_before() {
    let w = world().await;
    let session = log_in(&w, &owner_login()).await.expect(200);
    let old_cookie = cookie_of(&session);
    w.pass(Duration::hours(2));
    let old_cookie = cookie_of(&refresh(&w, &old_cookie).await.expect(200));
    let session = refresh(&w, &old_cookie).await.expect(200);
    let old = token(&session);
    export(&w.nobody().token(&old))
        .await
        .expect_problem(403, "step_up_required");

    let proven = prove(&w.nobody().token(&old), PASSWORD).await.expect(200);
    let set = proven.header("set-cookie").unwrap();
    let rest = Duration::days(7) - Duration::hours(2);
    assert!(set.contains(&format!("Max-Age={}", rest.num_seconds())), "{set}");
    assert!(
        set.contains("HttpOnly") && set.contains("Secure") && set.contains("SameSite=Strict"),
        "{set}"
    );
    assert_eq!(proven.body["refresh_token"], Value::Null);
    assert_ne!(proven.body["me"]["session_id"], session.body["me"]["session_id"]);
    assert_eq!(proven.body["me"]["company"], session.body["me"]["company"]);

    let new = token(&proven);
    export(&w.nobody().token(&new)).await.expect(200);
    w.nobody()
        .token(&old)
        .get("/me")
        .await
        .expect_problem(401, "session_ended");
    let next = refresh(&w, &cookie_of(&proven)).await.expect(200);
    assert_eq!(next.body["me"]["session_id"], proven.body["me"]["session_id"]);
    refresh(&w, &old_cookie).await.expect_problem(401, "session_ended");

    let list = w.nobody().token(&new).get("/sessions").await.expect(200);
    let items = list.body["items"].as_array().unwrap();
    assert_eq!(
        items.len(),
        2,
        "the one that the world began with, and this one: {items:#?}"
    );
    assert_eq!(items[0]["id"], proven.body["me"]["session_id"]);
    assert_eq!(items[0]["created_at"], "2026-11-20T09:00:00Z");
    assert_eq!(items[0]["expires_at"], "2026-11-27T09:00:00Z");

    let trail = w.nobody().token(&new).get("/audit-events?limit=1").await.expect(200);
    let event = &trail.body["items"][0];
    assert_eq!(event["event"], "session_proven", "{event:#}");
    assert_eq!(event["entity_id"], proven.body["me"]["session_id"]);
}

#[actix_web::test]
async fn a_program_gets_its_next_refresh_token_in_the_body() {
    let w = world().await;
    let mut body = owner_login();
    body["transport"] = json!("body");
    let session = log_in(&w, &body).await.expect(200);
    let proven = prove(&w.nobody().token(token(&session)), PASSWORD).await.expect(200);
    assert_eq!(proven.header("set-cookie"), None);
    let (old, new) = (&session.body["refresh_token"], &proven.body["refresh_token"]);
    assert_ne!(old, new);
    post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": new }))
        .await
        .expect(200);
    post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": old }))
        .await
        .expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn a_proof_counts_for_ten_minutes_to_the_second() {
    let w = world().await;
    w.pass(Duration::minutes(10));
    export(&w.owner()).await.expect(200);
    w.pass(Duration::seconds(1));
    export(&w.owner()).await.expect_problem(403, "step_up_required");
    w.owner().get("/audit-events").await.expect(200);
}

#[actix_web::test]
async fn to_go_on_or_to_switch_company_proves_nothing() {
    let w = world().await;
    w.hand_over(w.there.person(Role::Admin), w.here.person(Role::Owner).user_id)
        .await;
    let session = log_in(&w, &owner_login()).await.expect(200);
    w.pass(Duration::minutes(11));
    let next = refresh(&w, &cookie_of(&session)).await.expect(200);
    export(&w.nobody().token(token(&next)))
        .await
        .expect_problem(403, "step_up_required");
    let there = json!({ "company_id": w.there.company_id });
    let switched = post(&w.nobody().token(token(&next)), "/session/company", &there)
        .await
        .expect(200);
    let there = w.nobody().token(token(&switched));
    export(&there).await.expect_problem(403, "step_up_required");
    // Proven there, it goes on there.
    let proven = prove(&there, PASSWORD).await.expect(200);
    assert_eq!(proven.body["me"]["company"]["id"], w.there.company_id.to_string());
    export(&w.nobody().token(token(&proven))).await.expect(200);
}

#[actix_web::test]
async fn a_wrong_password_is_said_at_its_field_and_ends_nothing() {
    let w = world().await;
    w.pass(Duration::minutes(11));
    prove(&w.owner(), "fel")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/password", "wrong_password");
    w.owner().get("/me").await.expect(200);
    export(&w.owner()).await.expect_problem(403, "step_up_required");
    let failed = &newest_events(&w, 1).await[0];
    assert_eq!(failed["event"], "log_in_failed", "{failed:#}");
    assert_eq!(
        failed["entity_id"],
        w.here.person(Role::Owner).membership_id.to_string()
    );
    // Guessed wrong here, it is waited for there, and the other way round.
    log_in(&w, &owner_login()).await.expect_problem(429, "throttled");
    w.pass(Duration::seconds(1));
    let mut wrong = owner_login();
    wrong["password"] = json!("också fel");
    log_in(&w, &wrong).await.expect_problem(401, "wrong_credentials");
    let barred = prove(&w.owner(), PASSWORD).await.expect_problem(429, "throttled");
    assert_eq!(barred.header("retry-after"), Some("3"));
    w.pass(Duration::seconds(3));
    prove(&w.owner(), PASSWORD).await.expect(200);
    log_in(&w, &owner_login()).await.expect(200);
}

#[actix_web::test]
async fn a_hundred_wrong_guesses_in_a_session_end_the_day_too() {
    let w = world().await;
    for i in 0..101 {
        w.pass(Duration::seconds(10));
        let ip = format!("192.0.2.{}", i % 250);
        let status = prove(&w.owner().from(&ip), "fel").await.status;
        assert_eq!(status, if i < 100 { 422 } else { 429 }, "guess {i}");
    }
    prove(&w.owner(), PASSWORD).await.expect_problem(429, "throttled");
    prove(&w.office(), PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn what_was_refused_is_done_once_when_it_is_sent_again_after_the_proof() {
    let w = world().await;
    w.pass(Duration::minutes(11));
    let body = json!({ "reason": "Fakturan ser fel ut", "minutes": 30 });
    let headers = [("idempotency-key", "one-and-the-same")];
    let grant = async |client: &Client<'_>| {
        client
            .call(Method::POST, "/support-accesses", None, Some(&body), &headers)
            .await
    };
    grant(&w.owner()).await.expect_problem(403, "step_up_required");
    let proven = prove(&w.owner(), PASSWORD).await.expect(200);
    let owner = w.nobody().token(token(&proven));
    let given = grant(&owner).await.expect(201);
    assert_eq!(grant(&owner).await.expect(201).id(), given.id());
}

#[actix_web::test]
async fn a_session_that_was_ended_meanwhile_is_not_gone_on_with() {
    let w = world().await;
    let (phone, _) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    let (tablet, tablet_id) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    w.nobody()
        .token(&phone)
        .call(Method::DELETE, &format!("/sessions/{tablet_id}"), None, None, &[])
        .await
        .expect(200);
    prove(&w.nobody().token(&tablet), PASSWORD)
        .await
        .expect_problem(401, "session_ended");
}
