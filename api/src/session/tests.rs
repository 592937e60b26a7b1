//! From a password to an access token and to its end, as a browser and as a program see it.

use crate::testing::{Answer, Client, PASSWORD, World, world};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

const COOKIE: &str = "__Host-fk_refresh";

/// The first log-in of the company's owner, as a browser.
fn owner_login() -> Value {
    json!({ "email": "owner@lindqvist.example", "password": PASSWORD })
}

async fn post(client: &Client<'_>, path: &str, body: &Value) -> Answer {
    client.call(Method::POST, path, None, Some(body), &[]).await
}

async fn log_in(w: &World, body: &Value) -> Answer {
    post(&w.nobody(), "/session", body).await
}

fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie").unwrap();
    set.split(';').next().unwrap().strip_prefix(&format!("{COOKIE}=")).unwrap().to_owned()
}

/// Refreshes as a browser on our own page.
async fn refresh(w: &World, token: &str) -> Answer {
    let browser = w
        .nobody()
        .header("cookie", format!("{COOKIE}={token}"))
        .header("origin", "https://kontoret.example")
        .header("sec-fetch-site", "same-origin")
        .header("x-fk-csrf", "1");
    post(&browser, "/session/refresh", &json!({})).await
}

#[actix_web::test]
async fn the_refresh_token_is_in_a_cookie_that_no_script_and_no_other_site_gets() {
    let w = world().await;
    let answer = log_in(&w, &owner_login()).await.expect(200);
    let set = answer.header("set-cookie").unwrap().to_owned();
    let mut parts: Vec<&str> = set.split("; ").collect();
    let token = parts.remove(0).strip_prefix("__Host-fk_refresh=").unwrap().to_owned();
    assert!(token.len() >= 43, "256 bits");
    parts.sort_unstable();
    assert_eq!(parts, ["HttpOnly", "Max-Age=604800", "Path=/", "SameSite=Strict", "Secure"]);
    assert_eq!(answer.body["refresh_token"], Value::Null);
    assert!(!String::from_utf8_lossy(&answer.bytes).contains(&token), "the token is in the body too");
    assert_eq!(answer.body["me"]["company"]["role"], "owner");
    assert_eq!(answer.body["me"]["companies"].as_array().unwrap().len(), 1);
    let me = w.nobody().token(answer.body["access_token"].as_str().unwrap()).get("/me").await.expect(200);
    assert_eq!(me.body, answer.body["me"]);
}

#[actix_web::test]
async fn a_program_gets_the_refresh_token_in_the_body_for_thirty_days() {
    let w = world().await;
    let mut body = owner_login();
    body["transport"] = json!("body");
    let answer = log_in(&w, &body).await.expect(200);
    assert_eq!(answer.header("set-cookie"), None);
    let mut token = answer.body["refresh_token"].as_str().unwrap().to_owned();
    // No rest is too long for a program; the absolute end is.
    for _ in 0..2 {
        w.pass(Duration::days(14));
        let next = post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": token })).await.expect(200);
        token = next.body["refresh_token"].as_str().unwrap().to_owned();
    }
    w.pass(Duration::days(3));
    let late = post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": token })).await;
    late.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn company_and_user_name_log_in_as_well_as_the_address() {
    let w = world().await;
    let answer = log_in(&w, &json!({ "company": "Oberg", "username": " Worker ", "password": PASSWORD })).await;
    let answer = answer.expect(200);
    assert_eq!(answer.body["me"]["company"]["id"], w.there.company_id.to_string());
    assert_eq!(answer.body["me"]["company"]["role"], "worker");
    let answer = log_in(&w, &json!({ "company": "oberg", "password": PASSWORD })).await;
    answer.expect_problem(422, "invalid_fields").expect_field("/username", "required");
    let answer = log_in(&w, &json!({ "password": PASSWORD })).await;
    answer.expect_problem(422, "invalid_fields").expect_field("/email", "required");
}

#[actix_web::test]
async fn logging_out_ends_the_session_and_makes_the_browser_forget() {
    let w = world().await;
    let session = log_in(&w, &owner_login()).await.expect(200);
    let me = w.nobody().token(session.body["access_token"].as_str().unwrap());
    let out = me.call(Method::DELETE, "/session", None, None, &[]).await.expect(204);
    assert_eq!(out.header("clear-site-data"), Some(r#""cache", "storage""#));
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"), "{out:?}");
    me.get("/me").await.expect_problem(401, "session_ended");
    refresh(&w, &cookie_of(&session)).await.expect_problem(401, "session_ended");
    w.nobody().call(Method::DELETE, "/session", None, None, &[]).await.expect_problem(401, "unauthenticated");
    w.client(Role::Worker).get("/me").await.expect(200);
}
