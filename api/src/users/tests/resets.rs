//! New passwords by mail: nobody learns who is known, and nothing of the old password is left.

use super::{GOOD, letters, log_in, post, secret};
use crate::testing::{Answer, PASSWORD, World, world, world_with};
use chrono::Duration;
use futures_util::future::join;
use kontoret_core::permission::Role;
use serde_json::json;

async fn ask(w: &World, email: &str) -> Answer {
    post(&w.nobody(), "/public/password-resets", &json!({ "email": email })).await
}

async fn choose(w: &World, token: &str, password: &str) -> Answer {
    let body = json!({ "token": token, "password": password });
    post(&w.nobody(), "/public/password-resets/complete", &body).await
}

#[actix_web::test]
async fn a_new_password_ends_all_sessions_and_is_told_by_mail() {
    let w = world().await;
    let email = w.here.person(Role::Owner).email.clone();
    let other = log_in(&w, &email, PASSWORD).await.expect(200);
    ask(&w, &email.to_uppercase()).await.expect(204);
    let token = secret(&w, "nytt-losenord").await;
    let last = letters(&w).await.pop().unwrap();
    assert!(
        last.contains("Subject: Nytt") && last.contains(&format!("To: {email}")),
        "{last}"
    );

    choose(&w, &token, "fjorton tecken")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/password", "too_short");
    choose(&w, &token, GOOD).await.expect(204);
    w.owner().get("/me").await.expect_problem(401, "session_ended");
    let refresh = json!({ "refresh_token": other.body["refresh_token"] });
    post(&w.nobody(), "/session/refresh", &refresh)
        .await
        .expect_problem(401, "session_ended");
    w.office().get("/me").await.expect(200);
    log_in(&w, &email, PASSWORD)
        .await
        .expect_problem(401, "wrong_credentials");
    w.pass(Duration::seconds(2));
    log_in(&w, &email, GOOD).await.expect(200);

    let told = letters(&w).await;
    assert!(
        told.iter().any(|l| l.contains("Lösenordet till ditt konto har bytts")),
        "{told:?}"
    );
    choose(&w, &token, GOOD).await.expect_problem(404, "link_invalid");
    let trail = {
        w.nobody().token(
            log_in(&w, &email, GOOD).await.expect(200).body["access_token"]
                .as_str()
                .unwrap(),
        )
    }
    .get("/audit-events")
    .await
    .expect(200);
    assert!(trail.body.to_string().contains("password_reset"));
}

#[actix_web::test]
async fn a_link_holds_for_an_hour_and_the_newest_alone() {
    let w = world().await;
    let email = w.here.person(Role::Office).email.clone();
    ask(&w, &email).await.expect(204);
    let old = secret(&w, "nytt-losenord").await;
    w.pass(Duration::minutes(1));
    ask(&w, &email).await.expect(204);
    let new = secret(&w, "nytt-losenord").await;
    assert_ne!(old, new);
    choose(&w, &old, GOOD).await.expect_problem(404, "link_invalid");
    w.pass(Duration::minutes(60));
    choose(&w, &new, GOOD).await.expect_problem(410, "link_expired");
    log_in(&w, &email, PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn an_unknown_address_is_answered_alike_and_gets_no_letter() {
    let w = world().await;
    let known = ask(&w, &w.here.person(Role::Owner).email).await.expect(204);
    let unknown = ask(&w, "ingen@lindqvist.example").await.expect(204);
    let odd = ask(&w, "not an address").await.expect(204);
    let alike = |a: &Answer| {
        let headers: Vec<_> = a
            .headers
            .iter()
            .filter(|(n, _)| n != "x-request-id" && n != "date")
            .cloned()
            .collect();
        (a.status, headers, a.bytes.clone())
    };
    assert_eq!(alike(&known), alike(&unknown));
    assert_eq!(alike(&known), alike(&odd));
    let letters = letters(&w).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
}

#[actix_web::test]
async fn who_works_nowhere_gets_no_letter() {
    let w = world().await;
    let person = w.here.person(Role::Office).clone();
    w.owner()
        .act(&format!("/users/{}/deactivate", person.membership_id), 1, json!({}))
        .await
        .expect(200);
    ask(&w, &person.email).await.expect(204);
    assert!(letters(&w).await.is_empty());
}

#[actix_web::test]
async fn five_letters_an_hour_to_one_mailbox_are_enough_known_or_not() {
    let w = world().await;
    for email in ["owner@lindqvist.example", "ingen@lindqvist.example"] {
        for _ in 0..5 {
            ask(&w, email).await.expect(204);
        }
        let refused = ask(&w, email).await.expect_problem(429, "rate_limited");
        assert_eq!(refused.header("retry-after"), Some("3601"));
    }
    // Until the hour is over.
    w.pass(Duration::minutes(59));
    ask(&w, "owner@lindqvist.example")
        .await
        .expect_problem(429, "rate_limited");
    w.pass(Duration::minutes(2));
    ask(&w, "owner@lindqvist.example").await.expect(204);
}

#[actix_web::test]
async fn a_new_password_unlocks_who_was_locked_by_guesses() {
    let w = world().await;
    let email = w.here.person(Role::Owner).email.clone();
    for _ in 0..5 {
        log_in(&w, &email, "fel lösenord som någon gissar")
            .await
            .expect_problem(401, "wrong_credentials");
        w.pass(Duration::seconds(11));
    }
    log_in(&w, &email, "fel lösenord som någon gissar")
        .await
        .expect_problem(401, "wrong_credentials");
    log_in(&w, &email, PASSWORD).await.expect_problem(429, "throttled");
    ask(&w, &email).await.expect(204);
    choose(&w, &secret(&w, "nytt-losenord").await, GOOD).await.expect(204);
    log_in(&w, &email, GOOD).await.expect(200);
}

#[actix_web::test]
async fn the_time_of_the_answer_does_not_say_who_is_known() {
    let w = world().await;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for round in 0..40 {
        w.pass(Duration::minutes(61));
        // Both in turn first, so that neither gets the warmer cache.
        let mut pair = [
            ("owner@lindqvist.example", &mut known),
            ("ingen@lindqvist.example", &mut unknown),
        ];
        pair.rotate_left(round % 2);
        for (email, times) in pair {
            let began = std::time::Instant::now();
            ask(&w, email).await.expect(204);
            times.push(began.elapsed());
        }
    }
    known.sort_unstable();
    unknown.sort_unstable();
    let apart = known[20].abs_diff(unknown[20]);
    assert!(apart < std::time::Duration::from_millis(5), "{apart:?}");
}

#[actix_web::test]
async fn a_log_in_from_a_device_not_seen_before_is_told_by_mail() {
    let w = world().await;
    let email = w.here.person(Role::Owner).email.clone();
    let from = async |agent: &str| {
        let body = json!({ "email": email, "password": PASSWORD });
        post(&w.nobody().header("user-agent", agent), "/session", &body)
            .await
            .expect(200);
        letters(&w).await
    };
    let firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0";
    let told = from(firefox).await;
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("Enhet: Firefox on Windows") && told[0].contains(&format!("To: {email}")),
        "{}",
        told[0]
    );
    assert_eq!(
        from(&firefox.replace("140", "141")).await.len(),
        1,
        "an update is no new device"
    );
}

/// Somebody who knows the old password logs in, and the new one is chosen between the look at the old and the session.
async fn race(w: &World, beside: &World, old: &str, new: &str) {
    let email = w.here.person(Role::Owner).email.clone();
    ask(w, &email).await.expect(204);
    let token = secret(w, "nytt-losenord").await;
    let permits = u32::try_from(w.app.config.hashing_permits).unwrap();
    let held = w.app.hashing.acquire_many(permits).await.unwrap();
    let (late, ()) = join(log_in(w, &email, old), async {
        // The log-in has found the user and waits for its turn to look at the password.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        choose(beside, &token, new).await.expect(204);
        drop(held);
    })
    .await;
    late.expect_problem(401, "wrong_credentials");
    w.pass(Duration::seconds(11));
    log_in(w, &email, old).await.expect_problem(401, "wrong_credentials");
    w.pass(Duration::seconds(11));
    log_in(w, &email, new).await.expect(200);
}

#[actix_web::test]
async fn a_log_in_with_the_old_password_that_is_under_way_is_shut_out_by_the_new_one() {
    let w = world().await;
    race(&w, &w.beside().await, PASSWORD, GOOD).await;
}

#[actix_web::test]
async fn a_hash_made_anew_does_not_bring_the_old_password_back() {
    let w = world_with(|config| config.hashing_memory_kib = 128).await;
    let cheaper = w.beside().await;
    ask(&w, &w.here.person(Role::Owner).email).await.expect(204);
    choose(&cheaper, &secret(&w, "nytt-losenord").await, GOOD)
        .await
        .expect(204);
    race(&w, &cheaper, GOOD, "tretton gnolande murare på taket").await;
}
