//! How fast somebody may guess, in one process or two.

use super::{owner_login, post};
use crate::testing::{Answer, PASSWORD, World, world};
use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

fn guess(email: &str) -> Value {
    json!({ "email": email, "password": "fel" })
}

async fn from(w: &World, ip: &str, body: &Value) -> Answer {
    post(&w.nobody().from(ip), "/session", body).await
}

#[actix_web::test]
async fn a_credential_waits_longer_after_each_wrong_guess_whichever_process_is_asked() {
    let w = world().await;
    let other = w.beside().await;
    let email = "owner@lindqvist.example";
    for (i, wait) in [1, 3, 5, 10, 10].into_iter().enumerate() {
        let (here, there) = if i % 2 == 0 { (&w, &other) } else { (&other, &w) };
        from(here, "192.0.2.1", &guess(email))
            .await
            .expect_problem(401, "wrong_credentials");
        let barred = from(there, "198.51.100.1", &owner_login())
            .await
            .expect_problem(429, "throttled");
        assert_eq!(
            barred.header("retry-after"),
            Some(wait.to_string().as_str()),
            "after {} guesses",
            i + 1
        );
        w.pass(Duration::seconds(wait));
    }
    from(&other, "198.51.100.1", &owner_login()).await.expect(200);
    // What was right gives the guesses back.
    from(&w, "192.0.2.1", &guess(email))
        .await
        .expect_problem(401, "wrong_credentials");
    let barred = from(&w, "192.0.2.1", &owner_login())
        .await
        .expect_problem(429, "throttled");
    assert_eq!(barred.header("retry-after"), Some("1"));
}

#[actix_web::test]
async fn a_hundred_wrong_guesses_end_the_day_and_no_more_are_looked_at() {
    let w = world().await;
    let mut looked_at = 0;
    for i in 0..120 {
        let ip = format!("192.0.2.{}", i % 250);
        match from(&w, &ip, &guess("worker@lindqvist.example")).await.status {
            401 => looked_at += 1,
            status => assert_eq!(status, 429),
        }
        w.pass(Duration::seconds(10));
    }
    assert_eq!(looked_at, 100);
    let right = json!({ "email": "worker@lindqvist.example", "password": PASSWORD });
    from(&w, "198.51.100.1", &right).await.expect_problem(429, "throttled");
    from(&w, "198.51.100.1", &owner_login()).await.expect(200);
    w.pass(Duration::days(1));
    from(&w, "198.51.100.1", &right).await.expect(200);
}

#[actix_web::test]
async fn guesses_at_once_do_not_outrun_the_count() {
    let w = world().await;
    let other = w.beside().await;
    let body = guess("owner@lindqvist.example");
    let processes = [&w, &other];
    let calls = (0..40).map(|i| {
        let (process, body) = (processes[i % 2], &body);
        async move { from(process, &format!("192.0.2.{i}"), body).await.status }
    });
    let answers = join_all(calls).await;
    assert!(answers.iter().all(|s| matches!(s, 401 | 429)), "{answers:?}");
    from(&w, "198.51.100.1", &owner_login())
        .await
        .expect_problem(429, "throttled");
}

#[actix_web::test]
async fn an_address_that_tries_many_names_is_barred_and_its_neighbours_are_not() {
    let w = world().await;
    for i in 0..7 {
        from(&w, "2001:db8::1", &guess(&format!("nobody{i}@kund.example")))
            .await
            .expect_problem(401, "wrong_credentials");
    }
    // The same customer's other addresses are as barred as the one that was used.
    for ip in ["2001:db8::1", "2001:db8::ffff"] {
        let barred = from(&w, ip, &owner_login()).await.expect_problem(429, "throttled");
        assert_eq!(barred.header("retry-after"), Some("60"));
    }
    from(&w, "2001:db8:1::1", &owner_login()).await.expect(200);
    w.pass(Duration::minutes(1));
    from(&w, "2001:db8::1", &owner_login()).await.expect(200);
}

#[actix_web::test]
async fn unknown_names_and_wrong_passwords_are_answered_alike() {
    let w = world().await;
    let mut gists = Vec::new();
    for body in [
        guess("owner@lindqvist.example"),
        guess("nobody@lindqvist.example"),
        json!({ "company": "lindqvist", "username": "worker", "password": "fel" }),
        json!({ "company": "lindqvist", "username": "nobody", "password": "fel" }),
        json!({ "company": "nowhere", "username": "worker", "password": "fel" }),
    ] {
        let mut answer = from(&w, "192.0.2.9", &body)
            .await
            .expect_problem(401, "wrong_credentials");
        assert!(answer.body["title"].as_str().unwrap().len() > 8);
        answer.body.as_object_mut().unwrap().remove("request_id");
        let names: Vec<String> = answer.headers.into_iter().map(|(name, _)| name).collect();
        gists.push((answer.body, names));
    }
    assert!(gists.windows(2).all(|w| w[0] == w[1]), "{gists:#?}");
}

#[actix_web::test]
async fn a_user_is_guessed_at_a_hundred_times_a_day_by_all_names_together_and_nobody_is_told() {
    let w = world().await;
    let by_email = |password: &str| json!({ "email": "worker@lindqvist.example", "password": password });
    let by_name =
        |name: &str, password: &str| json!({ "company": "lindqvist", "username": name, "password": password });
    for i in 0..60 {
        for body in [by_email("fel"), by_name("worker", "fel"), by_name("ingen", "fel")] {
            from(&w, &format!("192.0.2.{}", i % 250), &body)
                .await
                .expect_problem(401, "wrong_credentials");
        }
        w.pass(Duration::seconds(10));
    }
    // Each name was guessed sixty times, the user a hundred and twenty: what is right is not looked at any more.
    for body in [
        by_email(PASSWORD),
        by_name("worker", PASSWORD),
        by_name("ingen", PASSWORD),
    ] {
        from(&w, "198.51.100.1", &body)
            .await
            .expect_problem(401, "wrong_credentials");
        w.pass(Duration::seconds(10));
    }
    w.pass(Duration::days(1));
    from(&w, "198.51.100.1", &by_name("worker", PASSWORD)).await.expect(200);
}
