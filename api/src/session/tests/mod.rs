//! Sessions, as a browser, a program and a thief see them; this file holds what their tests begin with.

mod forged;
mod life;
mod prove;
mod refresh;
mod throttle;

use crate::testing::{Answer, Client, PASSWORD, World};
use actix_web::http::Method;
use serde_json::{Value, json};

const COOKIE: &str = "__Host-fk_refresh";

/// The first log-in of the company's owner, as a browser.
pub(super) fn owner_login() -> Value {
    json!({ "email": "owner@lindqvist.example", "password": PASSWORD })
}

pub(super) async fn post(client: &Client<'_>, path: &str, body: &Value) -> Answer {
    client.call(Method::POST, path, None, Some(body), &[]).await
}

pub(super) async fn log_in(w: &World, body: &Value) -> Answer {
    post(&w.nobody(), "/session", body).await
}

pub(super) fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie").unwrap();
    set.split(';')
        .next()
        .unwrap()
        .strip_prefix(&format!("{COOKIE}="))
        .unwrap()
        .to_owned()
}

/// Refreshes as a browser on our own page.
pub(super) async fn refresh(w: &World, token: &str) -> Answer {
    let browser = w
        .nobody()
        .header("cookie", format!("{COOKIE}={token}"))
        .header("origin", "https://kontoret.example")
        .header("sec-fetch-site", "same-origin")
        .header("x-fk-csrf", "1");
    post(&browser, "/session/refresh", &json!({})).await
}

/// Logs in again as another device, and gives the access token and the session's id.
pub(super) async fn log_in_on(w: &World, agent: &str, transport: &str) -> (String, String) {
    let mut body = owner_login();
    body["transport"] = json!(transport);
    let answer = post(&w.nobody().header("user-agent", agent), "/session", &body)
        .await
        .expect(200);
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    (
        text(&answer.body["access_token"]),
        text(&answer.body["me"]["session_id"]),
    )
}
