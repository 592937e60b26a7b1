//! Users, as their company and they themselves see them.

mod emails;
mod links;
mod resets;
mod staff;

use crate::{
    jobs::worker::drain,
    testing::{Answer, Client, World},
};
use actix_web::http::Method;
use serde_json::{Value, json};

/// A password that satisfies the rules.
pub(super) const GOOD: &str = "mjuk brokvast under sju ödlor";

/// Somebody to invite.
pub(super) fn kalle() -> Value {
    json!({
        "email": "Kalle.Berg@snickare.example", "language": "sv", "name": "Kalle Berg", "role": "worker", "username": "",
        "initials": "", "employment_id": "A-17", "phone": "070-174 06 05"
    })
}

pub(super) fn with(mut body: Value, field: &str, value: impl Into<Value>) -> Value {
    body[field] = value.into();
    body
}

/// What `replaceUser` takes, made from what `getUser` gives.
pub(super) fn content(user: &Value) -> Value {
    let fields = ["name", "role", "username", "initials", "employment_id", "phone"];
    fields
        .into_iter()
        .fold(json!({}), |body, f| with(body, f, user[f].clone()))
}

/// Without key or session, as a page does that a link opened.
pub(super) async fn post(client: &Client<'_>, path: &str, body: &Value) -> Answer {
    client.call(Method::POST, path, None, Some(body), &[]).await
}

/// All letters so far as plain text, oldest first.
pub(super) async fn letters(w: &World) -> Vec<String> {
    drain(&w.app).await.unwrap();
    let Ok(entries) = std::fs::read_dir(w.database.mails()) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    names.sort();
    names
        .iter()
        .map(|p| plain(&std::fs::read_to_string(p).unwrap()))
        .collect()
}

/// Headers and text of a letter, with quoted-printable undone.
fn plain(letter: &str) -> String {
    let whole = letter.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = whole.as_bytes();
    while let Some((&b, more)) = rest.split_first() {
        let hex = (b == b'=')
            .then(|| more.get(..2))
            .flatten()
            .and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &more[2..];
            }
            None => {
                bytes.push(b);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The secret in the last letter that leads to this page.
pub(super) async fn secret(w: &World, page: &str) -> String {
    let start = format!("https://kontoret.example/{page}#");
    let all = letters(w).await;
    let letter = all
        .iter()
        .rev()
        .find(|l| l.contains(&start))
        .unwrap_or_else(|| panic!("no link to {page}: {all:?}"));
    let after = letter.split(&start).nth(1).unwrap();
    after
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect()
}

/// Invites and gives user and secret.
pub(super) async fn invited(w: &World, body: Value) -> (Answer, String) {
    let user = w.owner().post("/users", body).await.expect(201);
    let secret = secret(w, "valkommen").await;
    (user, secret)
}

/// Logs in as a program.
pub(super) async fn log_in(w: &World, email: &str, password: &str) -> Answer {
    post(
        &w.nobody(),
        "/session",
        &json!({ "email": email, "password": password, "transport": "body" }),
    )
    .await
}
