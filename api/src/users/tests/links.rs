//! Invitations: what their link opens, for whom, how long and how often.

use super::{GOOD, invited, kalle, letters, log_in, post, secret, with};
use crate::testing::{Answer, PASSWORD, World, world};
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

async fn accept(w: &World, token: &str, password: &str) -> Answer {
    post(
        &w.nobody(),
        "/public/invitations/accept",
        &json!({ "token": token, "password": password }),
    )
    .await
}

async fn look(w: &World, token: &str) -> Answer {
    w.nobody().get(&format!("/public/invitations/{token}")).await
}

#[actix_web::test]
async fn the_holder_of_a_link_sees_who_invites_and_may_change_the_name() {
    let w = world().await;
    let (user, token) = invited(&w, kalle()).await;
    let seen = look(&w, &token).await.expect(200);
    assert_eq!(seen.body["company_name"], "Lindqvist Bygg & Måleri AB");
    assert_eq!(
        (&seen.body["email"], &seen.body["has_password"]),
        (&json!("kalle.berg@snickare.example"), &json!(false))
    );
    let body = json!({ "token": token, "password": GOOD, "name": "Karl-Johan Berg" });
    post(&w.nobody(), "/public/invitations/accept", &body).await.expect(204);
    let after = w.owner().get(&format!("/users/{}", user.id())).await.expect(200);
    assert_eq!(after.body["name"], "Karl-Johan Berg");
}

#[actix_web::test]
async fn a_link_works_once_and_for_seven_days() {
    let w = world().await;
    let (_, token) = invited(&w, kalle()).await;
    accept(&w, &token, GOOD).await.expect(204);
    accept(&w, &token, GOOD).await.expect_problem(404, "link_invalid");
    look(&w, &token).await.expect_problem(404, "link_invalid");

    w.pass(Duration::minutes(1));
    let (_, token) = invited(&w, with(kalle(), "email", "late@snickare.example")).await;
    w.pass(Duration::days(7));
    look(&w, &token).await.expect_problem(410, "link_expired");
    accept(&w, &token, GOOD).await.expect_problem(410, "link_expired");
}

#[actix_web::test]
async fn two_who_use_a_link_at_once_are_one_too_many() {
    let w = world().await;
    let (_, token) = invited(&w, kalle()).await;
    let other = "en annan brokvast med åtta tassar";
    let (a, b) = futures_util::future::join(accept(&w, &token, GOOD), accept(&w, &token, other)).await;
    assert_eq!(
        [a.status, b.status].iter().filter(|s| **s == 204).count(),
        1,
        "{a:?} {b:?}"
    );
}

#[actix_web::test]
async fn inviting_again_sends_a_new_link_and_ends_the_old_one() {
    let w = world().await;
    let (first, old) = invited(&w, kalle()).await;
    w.pass(Duration::days(6));
    w.prove().await;
    let (second, new) = invited(&w, with(kalle(), "role", "office")).await;
    assert_eq!((first.id(), second.version()), (second.id(), 2));
    assert_eq!(second.body["role"], "office");
    assert_ne!(old, new);
    look(&w, &old).await.expect_problem(404, "link_invalid");
    look(&w, &new).await.expect(200);
    let to: Vec<_> = letters(&w).await;
    assert_eq!(
        to.iter()
            .filter(|l| l.contains("To: kalle.berg@snickare.example"))
            .count(),
        2
    );

    let worker = w.here.person(Role::Worker).email.clone();
    let again = w.owner().post("/users", with(kalle(), "email", worker)).await;
    again
        .expect_problem(409, "duplicate")
        .expect_field("/email", "duplicate");
}

#[actix_web::test]
async fn an_invitation_that_was_taken_back_opens_nothing_and_an_unsent_letter_stays() {
    let w = world().await;
    let (user, token) = invited(&w, kalle()).await;
    w.owner()
        .act(&format!("/users/{}/deactivate", user.id()), 1, json!({}))
        .await
        .expect(200);
    accept(&w, &token, GOOD).await.expect_problem(404, "link_invalid");

    let user = w
        .owner()
        .post("/users", with(kalle(), "email", "b@snickare.example"))
        .await
        .expect(201);
    w.owner()
        .act(&format!("/users/{}/deactivate", user.id()), 1, json!({}))
        .await
        .expect(200);
    let before = letters(&w).await.len();
    assert_eq!(before, 1, "only the first invitation left");
    let mail = &w.owner().get(&format!("/users/{}", user.id())).await.expect(200).body["mails"][0];
    assert_eq!(
        (&mail["state"], &mail["reason"]),
        (&json!("failed"), &json!("withdrawn"))
    );
}

#[actix_web::test]
async fn a_changed_link_and_one_for_another_purpose_open_nothing() {
    let w = world().await;
    let (_, token) = invited(&w, kalle()).await;
    let mut forged = token.clone();
    let last = if forged.pop() == Some('A') { 'E' } else { 'A' };
    forged.push(last);
    for wrong in [&*forged, "x", &token[1..]] {
        accept(&w, wrong, GOOD).await.expect_problem(404, "link_invalid");
    }
    let body = json!({ "token": token, "password": GOOD });
    post(&w.nobody(), "/public/password-resets/complete", &body)
        .await
        .expect_problem(404, "link_invalid");
    post(
        &w.nobody(),
        "/public/password-resets",
        &json!({ "email": "owner@lindqvist.example" }),
    )
    .await
    .expect(204);
    let reset = secret(&w, "nytt-losenord").await;
    accept(&w, &reset, GOOD).await.expect_problem(404, "link_invalid");
    look(&w, &reset).await.expect_problem(404, "link_invalid");
    accept(&w, &token, GOOD).await.expect(204);
}

#[actix_web::test]
async fn a_new_password_must_be_long_and_not_easily_guessed() {
    let w = world().await;
    let (_, token) = invited(&w, kalle()).await;
    accept(&w, &token, "femton är nog ✓").await.expect(204);
    w.pass(Duration::minutes(1));
    let (_, token) = invited(&w, with(kalle(), "email", "b@snickare.example")).await;
    let short = accept(&w, &token, "fjorton tecken")
        .await
        .expect_problem(422, "invalid_fields");
    assert_eq!(short.body["errors"][0]["params"]["min"], 15);
    short.expect_field("/password", "too_short");
    for common in ["passwordpassword", "lindqvistbygg2026", "kontoretkontoret"] {
        let refused = accept(&w, &token, common).await.expect_problem(422, "invalid_fields");
        refused.expect_field("/password", "too_common");
    }
    // As long as one likes, in any letters; typed decomposed or not it is the same.
    let long = "å räksmörgås och снег 雪 ".repeat(20);
    accept(&w, &token, &long).await.expect(204);
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(long.as_str()).collect();
    assert_ne!(long, decomposed);
    log_in(&w, "b@snickare.example", &decomposed).await.expect(200);
    log_in(&w, "b@snickare.example", long.trim_end())
        .await
        .expect_problem(401, "wrong_credentials");
}

#[actix_web::test]
async fn somebody_with_a_password_joins_by_proving_it_and_keeps_it() {
    let w = world().await;
    let there = w.there.person(Role::Worker).clone();
    let (user, token) = invited(&w, with(kalle(), "email", there.email.clone())).await;
    assert_eq!(look(&w, &token).await.expect(200).body["has_password"], true);
    accept(&w, &token, GOOD).await.expect_problem(401, "wrong_credentials");
    // A wrong password counts like one at log-in.
    accept(&w, &token, PASSWORD).await.expect_problem(429, "throttled");
    log_in(&w, &there.email, PASSWORD)
        .await
        .expect_problem(429, "throttled");
    w.pass(Duration::seconds(2));
    accept(&w, &token, PASSWORD).await.expect(204);
    let me = log_in(&w, &there.email, PASSWORD).await.expect(200);
    assert_eq!(me.body["me"]["companies"].as_array().unwrap().len(), 2);
    assert_eq!(
        w.owner().get(&format!("/users/{}", user.id())).await.expect(200).body["status"],
        "active"
    );
}

#[actix_web::test]
async fn a_company_does_not_see_whether_an_address_is_known_elsewhere() {
    let w = world().await;
    let known = w
        .owner()
        .post("/users", with(kalle(), "email", "OWNER@oberg.example"))
        .await
        .expect(201);
    let unknown = w
        .owner()
        .post("/users", with(kalle(), "email", "OWNER@okand.example"))
        .await
        .expect(201);
    let same = |answer: &Answer| {
        let mut body = answer.body.clone();
        for field in ["id", "user_id", "email", "username"] {
            body[field] = Value::Null;
        }
        body["mails"][0]["id"] = Value::Null;
        body["mails"][0]["recipient"] = Value::Null;
        body
    };
    assert_eq!(same(&known), same(&unknown));
    assert_eq!(known.body["email"], "owner@oberg.example");
    let listed = w.owner().get("/users").await.expect(200).body.to_string();
    assert!(!listed.contains("owner på oberg"));
}

#[actix_web::test]
async fn links_cannot_be_tried_without_end_from_one_address() {
    let w = world().await;
    let (_, token) = invited(&w, kalle()).await;
    let path = format!("/public/invitations/{token}");
    for _ in 0..60 {
        w.nobody().from("192.0.2.1").get(&path).await.expect(200);
    }
    let refused = w
        .nobody()
        .from("192.0.2.1")
        .get(&path)
        .await
        .expect_problem(429, "rate_limited");
    assert_eq!(refused.header("retry-after"), Some("3601"));
    let body = json!({ "token": token, "password": GOOD });
    post(&w.nobody().from("192.0.2.1"), "/public/invitations/accept", &body)
        .await
        .expect_problem(429, "rate_limited");
    post(&w.nobody().from("192.0.2.2"), "/public/invitations/accept", &body)
        .await
        .expect(204);
}

#[actix_web::test]
async fn a_new_company_is_opened_by_its_owner_within_an_hour() {
    let w = world().await;
    let make = async |slug: &str, email: &str| {
        crate::users::create_company(&w.app, "Nya Bygg AB", slug, email, "Nils Ny", false).await
    };
    let link = make("nya-bygg", "nils@nya.example").await.unwrap();
    let token = link.strip_prefix("https://kontoret.example/valkommen#").unwrap();
    assert_eq!(look(&w, token).await.expect(200).body["role"], "owner");
    w.pass(Duration::minutes(59));
    accept(&w, token, GOOD).await.expect(204);
    let session = log_in(&w, "nils@nya.example", GOOD).await.expect(200);
    let owner = w.nobody().token(session.body["access_token"].as_str().unwrap());
    assert_eq!(owner.get("/company").await.expect(200).body["name"], "Nya Bygg AB");
    assert_eq!(owner.get("/users?total=true").await.expect(200).body["total"], 1);
    accept(&w, token, GOOD).await.expect_problem(404, "link_invalid");

    let link = make("andra-bygg", "nora@nya.example").await.unwrap();
    w.pass(Duration::minutes(60));
    accept(&w, link.split('#').nth(1).unwrap(), GOOD)
        .await
        .expect_problem(410, "link_expired");
    let pointer = async |slug: &str, email: &str| make(slug, email).await.unwrap_err().errors[0].pointer.clone();
    assert_eq!(pointer("nya-bygg", "n@nya.example").await, "/slug", "taken");
    assert_eq!(pointer("Nya Bygg", "n@nya.example").await, "/slug");
    assert_eq!(pointer("nya", "n").await, "/email");
}
