//! Another address to log in with, and one's own language.

use super::{GOOD, letters, log_in, post, secret};
use crate::testing::{Answer, PASSWORD, World, world};
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::json;

const NEW: &str = "Ny.Adress@Lindqvist.example";

async fn ask(w: &World, by: Role, whose: Role, email: &str) -> Answer {
    let path = format!("/users/{}/email", w.here.person(whose).membership_id);
    w.client(by).post(&path, json!({ "email": email })).await
}

async fn confirm(w: &World, token: &str, password: &str) -> Answer {
    let body = json!({ "token": token, "password": password });
    post(&w.nobody(), "/public/email-changes/complete", &body).await
}

#[actix_web::test]
async fn a_new_address_is_taken_by_its_link_and_the_password_and_the_old_one_is_told() {
    let w = world().await;
    let old = w.here.person(Role::Worker).email.clone();
    ask(&w, Role::Worker, Role::Worker, NEW).await.expect(204);
    let token = secret(&w, "ny-adress").await;
    log_in(&w, &old, PASSWORD).await.expect(200);
    confirm(&w, &token, "fel lösenord som någon gissar")
        .await
        .expect_problem(401, "wrong_credentials");
    w.pass(Duration::seconds(11));
    confirm(&w, &token, PASSWORD).await.expect(204);
    confirm(&w, &token, PASSWORD).await.expect_problem(404, "link_invalid");
    log_in(&w, &old, PASSWORD)
        .await
        .expect_problem(401, "wrong_credentials");
    let me = log_in(&w, "ny.adress@lindqvist.example", PASSWORD).await.expect(200);
    assert_eq!(me.body["me"]["email"], "ny.adress@lindqvist.example");
    let told = letters(&w).await;
    let told: Vec<_> = told
        .iter()
        .filter(|l| l.contains("loggar inte längre in med den här adressen"))
        .collect();
    assert!(told.len() == 1 && told[0].contains(&format!("To: {old}")), "{told:?}");
}

#[actix_web::test]
async fn an_admin_corrects_colleagues_but_no_owner_and_a_worker_nobody_else() {
    let w = world().await;
    ask(&w, Role::Admin, Role::Worker, NEW).await.expect(204);
    ask(&w, Role::Admin, Role::Owner, NEW)
        .await
        .expect_problem(403, "forbidden");
    ask(&w, Role::Worker, Role::Office, NEW)
        .await
        .expect_problem(403, "forbidden");
    ask(&w, Role::Owner, Role::Owner, "utan snabel-a")
        .await
        .expect_problem(422, "invalid_fields");
}

#[actix_web::test]
async fn an_address_of_somebody_else_is_not_to_be_had_nor_to_be_asked_about() {
    let w = world().await;
    let taken = w.there.person(Role::Owner).email.clone();
    ask(&w, Role::Worker, Role::Worker, &taken).await.expect(204);
    let token = secret(&w, "ny-adress").await;
    confirm(&w, &token, PASSWORD).await.expect_problem(409, "duplicate");
    log_in(&w, "worker@lindqvist.example", PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn a_later_request_ends_the_link_of_an_earlier_one() {
    let w = world().await;
    ask(&w, Role::Worker, Role::Worker, "fel@lindqvist.example")
        .await
        .expect(204);
    let first = secret(&w, "ny-adress").await;
    w.pass(Duration::minutes(1));
    ask(&w, Role::Worker, Role::Worker, NEW).await.expect(204);
    confirm(&w, &first, PASSWORD).await.expect_problem(404, "link_invalid");
    confirm(&w, &secret(&w, "ny-adress").await, PASSWORD).await.expect(204);
}

#[actix_web::test]
async fn everybody_chooses_their_own_language() {
    let w = world().await;
    assert_eq!(w.worker().get("/me").await.expect(200).body["language"], "sv");
    w.worker()
        .post("/me/language", json!({ "language": "en" }))
        .await
        .expect(204);
    assert_eq!(w.worker().get("/me").await.expect(200).body["language"], "en");
    assert_eq!(w.owner().get("/me").await.expect(200).body["language"], "sv");
    w.worker()
        .post("/me/language", json!({ "language": "de" }))
        .await
        .expect_problem(422, "invalid_fields");
}

#[actix_web::test]
async fn a_letter_to_the_old_mailbox_opens_nothing_after_the_change() {
    let w = world().await;
    let old = w.here.person(Role::Worker).email.clone();
    post(&w.nobody(), "/public/password-resets", &json!({ "email": old }))
        .await
        .expect(204);
    let reset = secret(&w, "nytt-losenord").await;
    ask(&w, Role::Worker, Role::Worker, NEW).await.expect(204);
    confirm(&w, &secret(&w, "ny-adress").await, PASSWORD).await.expect(204);
    let body = json!({ "token": reset, "password": GOOD });
    post(&w.nobody(), "/public/password-resets/complete", &body)
        .await
        .expect_problem(404, "link_invalid");
    log_in(&w, NEW, PASSWORD).await.expect(200);
}
