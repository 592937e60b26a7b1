//! Refresh tokens that come at once, late or from a thief.

use super::{log_in, owner_login, post};
use crate::{
    jobs::worker::drain,
    testing::{Answer, World, world},
};
use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn log_in_as_program(w: &World) -> Answer {
    let mut body = owner_login();
    body["transport"] = json!("body");
    log_in(w, &body).await.expect(200)
}

fn token_of(answer: &Answer) -> String {
    answer.body["refresh_token"].as_str().unwrap().to_owned()
}

async fn refresh(w: &World, token: &str) -> Answer {
    post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": token })).await
}

#[actix_web::test]
async fn twenty_at_once_stay_one_family_in_two_processes() {
    let w = world().await;
    let other = w.beside().await;
    let first = token_of(&log_in_as_program(&w).await);
    let calls = (0..20).map(|i| refresh(if i % 2 == 0 { &w } else { &other }, &first));
    let answers = join_all(calls).await;
    let successors: BTreeSet<String> = answers.into_iter().map(|a| token_of(&a.expect(200))).collect();
    assert_eq!(successors.len(), 1, "one successor, whoever asked first");
    let next = successors.first().unwrap();
    assert_ne!(next, &first);
    refresh(&w, next).await.expect(200);
    let mine = w.owner().get("/sessions").await.expect(200);
    assert_eq!(
        mine.body["items"].as_array().unwrap().len(),
        2,
        "the world's own, and this one"
    );
}

#[actix_web::test]
async fn an_answer_that_was_lost_is_given_again_for_five_seconds() {
    let w = world().await;
    let first = token_of(&log_in_as_program(&w).await);
    let next = token_of(&refresh(&w, &first).await.expect(200));
    w.pass(Duration::seconds(5));
    assert_eq!(token_of(&refresh(&w, &first).await.expect(200)), next);
    refresh(&w, &next).await.expect(200);
}

#[actix_web::test]
async fn a_token_that_comes_back_later_was_stolen_and_ends_the_family() {
    let w = world().await;
    let other = w.beside().await;
    let session = log_in_as_program(&w).await;
    let access = session.body["access_token"].as_str().unwrap().to_owned();
    let first = token_of(&session);
    let next = token_of(&refresh(&w, &first).await.expect(200));
    other.nobody().token(&access).get("/me").await.expect(200);
    w.pass(Duration::milliseconds(5001));
    refresh(&w, &first).await.expect_problem(401, "session_ended");
    refresh(&w, &next).await.expect_problem(401, "session_ended");
    w.nobody()
        .token(&access)
        .get("/me")
        .await
        .expect_problem(401, "session_ended");
    // The other process asks the database again within a second.
    w.pass(Duration::seconds(1));
    other
        .nobody()
        .token(&access)
        .get("/me")
        .await
        .expect_problem(401, "session_ended");
    w.owner().get("/me").await.expect(200);

    let trail = w.owner().get("/audit-events?entity_kind=session").await.expect(200);
    let events: Vec<&Value> = trail.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["event"])
        .collect();
    assert_eq!(events[0], "session_reuse_detected");
    drain(&w.app).await.unwrap();
    let letters: Vec<_> = std::fs::read_dir(w.database.mails()).unwrap().collect();
    assert!(!letters.is_empty(), "the user hears of it");
}

#[actix_web::test]
async fn a_token_travels_the_way_it_was_given() {
    let w = world().await;
    let program = token_of(&log_in_as_program(&w).await);
    super::refresh(&w, &program).await.expect_problem(401, "session_ended");
    let browser = super::cookie_of(&log_in(&w, &owner_login()).await.expect(200));
    refresh(&w, &browser).await.expect_problem(401, "session_ended");
    for nonsense in ["", "x", "../..", "åäö"] {
        let answer = refresh(&w, nonsense).await;
        assert_eq!(answer.status, 401, "{nonsense}");
    }
    // A visitor who was never here is no failure.
    post(&w.nobody(), "/session/refresh", &json!({})).await.expect(204);
}
