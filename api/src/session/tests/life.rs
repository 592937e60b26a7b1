//! From a password to an access token and to its end, as a browser and as a program see it.

use super::{cookie_of, log_in, log_in_on, owner_login, post, refresh};
use crate::testing::{PASSWORD, world};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

#[actix_web::test]
async fn the_refresh_token_is_in_a_cookie_that_no_script_and_no_other_site_gets() {
    let w = world().await;
    let answer = log_in(&w, &owner_login()).await.expect(200);
    let set = answer.header("set-cookie").unwrap().to_owned();
    let mut parts: Vec<&str> = set.split("; ").collect();
    let token = parts.remove(0).strip_prefix("__Host-fk_refresh=").unwrap().to_owned();
    assert!(token.len() >= 43, "256 bits");
    parts.sort_unstable();
    assert_eq!(
        parts,
        ["HttpOnly", "Max-Age=604800", "Path=/", "SameSite=Strict", "Secure"]
    );
    assert_eq!(answer.body["refresh_token"], Value::Null);
    assert!(
        !String::from_utf8_lossy(&answer.bytes).contains(&token),
        "the token is in the body too"
    );
    assert_eq!(answer.body["me"]["company"]["role"], "owner");
    assert_eq!(answer.body["me"]["companies"].as_array().unwrap().len(), 1);
    let me = w
        .nobody()
        .token(answer.body["access_token"].as_str().unwrap())
        .get("/me")
        .await
        .expect(200);
    assert_eq!(me.body, answer.body["me"]);
}

#[actix_web::test]
async fn a_visitor_without_a_token_is_told_that_nobody_is_logged_in() {
    let w = world().await;
    post(&w.nobody(), "/session/refresh", &json!({})).await.expect(204);
    refresh(&w, "made-up-by-somebody")
        .await
        .expect_problem(401, "session_ended");
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
        let next = post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": token }))
            .await
            .expect(200);
        token = next.body["refresh_token"].as_str().unwrap().to_owned();
    }
    w.pass(Duration::days(3));
    let late = post(&w.nobody(), "/session/refresh", &json!({ "refresh_token": token })).await;
    late.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn company_and_user_name_log_in_as_well_as_the_address() {
    let w = world().await;
    let answer = log_in(
        &w,
        &json!({ "company": "Oberg", "username": " Worker ", "password": PASSWORD }),
    )
    .await;
    let answer = answer.expect(200);
    assert_eq!(answer.body["me"]["company"]["id"], w.there.company_id.to_string());
    assert_eq!(answer.body["me"]["company"]["role"], "worker");
    let answer = log_in(&w, &json!({ "company": "oberg", "password": PASSWORD })).await;
    answer
        .expect_problem(422, "invalid_fields")
        .expect_field("/username", "required");
    let answer = log_in(&w, &json!({ "password": PASSWORD })).await;
    answer
        .expect_problem(422, "invalid_fields")
        .expect_field("/email", "required");
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
    refresh(&w, &cookie_of(&session))
        .await
        .expect_problem(401, "session_ended");
    w.nobody()
        .call(Method::DELETE, "/session", None, None, &[])
        .await
        .expect_problem(401, "unauthenticated");
    w.client(Role::Worker).get("/me").await.expect(200);
}

#[actix_web::test]
async fn sessions_are_listed_last_used_first_with_device_and_times() {
    let w = world().await;
    w.pass(Duration::minutes(1));
    let (phone, _) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    w.pass(Duration::minutes(1));
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let (_, browser) = log_in_on(&w, firefox, "cookie").await;
    let list = w.nobody().token(phone).get("/sessions").await.expect(200);
    let items = list.body["items"].as_array().unwrap();
    let of = |field: &str| items.iter().map(|i| i[field].clone()).collect::<Vec<_>>();
    assert_eq!(
        of("device"),
        [json!("Firefox on Linux"), json!("KontoretApp"), json!("Test")]
    );
    assert_eq!(of("current"), [json!(false), json!(true), json!(false)]);
    assert_eq!(items[0]["id"], json!(browser));
    assert_eq!(
        items[0]["expires_at"], "2026-11-27T09:02:00Z",
        "seven days in a browser"
    );
    assert_eq!(items[1]["expires_at"], "2026-12-20T09:01:00Z", "thirty in a program");

    let first = w.owner().get("/sessions?limit=2").await.expect(200);
    let next = first.body["next"].as_str().unwrap();
    let rest = w
        .owner()
        .get(&format!("/sessions?limit=2&after={next}"))
        .await
        .expect(200);
    assert_eq!(rest.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(rest.body["next"], Value::Null);
    let other = w.office().get("/sessions").await.expect(200);
    assert_eq!(other.body["items"].as_array().unwrap().len(), 1, "one's own alone");

    // In a browser a session that rested for twelve hours is over.
    w.pass(Duration::hours(12));
    let list = w.client(Role::Owner).get("/sessions").await.expect(200);
    let devices: Vec<_> = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["device"].clone())
        .collect();
    assert_eq!(devices, [json!("KontoretApp")]);
}

#[actix_web::test]
async fn a_session_that_rested_too_long_or_became_too_old_is_over() {
    let w = world().await;
    let rested = cookie_of(&log_in(&w, &owner_login()).await.expect(200));
    w.pass(Duration::hours(12) - Duration::seconds(1));
    let token = cookie_of(&refresh(&w, &rested).await.expect(200));
    w.pass(Duration::hours(12));
    refresh(&w, &token).await.expect_problem(401, "session_ended");

    let mut token = cookie_of(&log_in(&w, &owner_login()).await.expect(200));
    for _ in 0..15 {
        w.pass(Duration::hours(11));
        token = cookie_of(&refresh(&w, &token).await.expect(200));
    }
    w.pass(Duration::hours(3));
    refresh(&w, &token).await.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn one_session_is_ended_or_all_others_are() {
    let w = world().await;
    let (phone, phone_id) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    let (tablet, tablet_id) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    let end = async |token: &str, path: &str| {
        w.nobody()
            .token(token)
            .call(Method::DELETE, path, None, None, &[])
            .await
    };
    let ended = end(&phone, &format!("/sessions/{tablet_id}")).await.expect(200);
    assert_eq!(ended.body, json!({ "ended": 1 }));
    w.nobody()
        .token(&tablet)
        .get("/me")
        .await
        .expect_problem(401, "session_ended");
    end(&phone, &format!("/sessions/{tablet_id}"))
        .await
        .expect_problem(404, "not_found");
    let strangers = &w.there.person(Role::Owner).session_id;
    end(&phone, &format!("/sessions/{strangers}"))
        .await
        .expect_problem(404, "not_found");
    w.stranger().get("/me").await.expect(200);

    let (tablet, _) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    let ended = end(&phone, &format!("/sessions/{phone_id}?others=true"))
        .await
        .expect(200);
    assert_eq!(
        ended.body,
        json!({ "ended": 2 }),
        "the tablet and the one that the world began with"
    );
    w.nobody()
        .token(&tablet)
        .get("/me")
        .await
        .expect_problem(401, "session_ended");
    w.owner().get("/me").await.expect_problem(401, "session_ended");
    w.nobody().token(&phone).get("/me").await.expect(200);
    w.office().get("/me").await.expect(200);

    let own = end(&phone, &format!("/sessions/{phone_id}")).await.expect(200);
    assert_eq!(own.header("clear-site-data"), Some(r#""cache", "storage""#));
    w.nobody()
        .token(&phone)
        .get("/me")
        .await
        .expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn a_user_of_two_companies_goes_on_in_the_other_with_the_role_there() {
    let w = world().await;
    w.hand_over(w.there.person(Role::Worker), w.here.person(Role::Owner).user_id)
        .await;
    let (token, session_id) = log_in_on(&w, "KontoretApp/1.0", "body").await;
    let me = w.nobody().token(&token).get("/me").await.expect(200);
    assert_eq!(me.body["companies"].as_array().unwrap().len(), 2);
    let there = json!({ "company_id": w.there.company_id });
    let switched = post(&w.nobody().token(&token), "/session/company", &there)
        .await
        .expect(200);
    let me = &switched.body["me"];
    assert_eq!(me["company"]["role"], "worker");
    assert_eq!(me["session_id"], json!(session_id), "the same session");
    assert_eq!(switched.body["refresh_token"], Value::Null);
    let new = switched.body["access_token"].as_str().unwrap();
    w.nobody()
        .token(new)
        .get("/customers")
        .await
        .expect_problem(403, "forbidden");
    w.nobody().token(&token).get("/customers").await.expect(200);

    let nowhere = json!({ "company_id": w.here.people[0].session_id });
    post(&w.nobody().token(new), "/session/company", &nowhere)
        .await
        .expect_problem(404, "not_found");
    post(&w.office(), "/session/company", &there)
        .await
        .expect_problem(404, "not_found");
    let mut body = owner_login();
    body["transport"] = json!("body");
    let again = log_in(&w, &body).await.expect(200);
    assert_eq!(
        again.body["me"]["company"]["role"], "worker",
        "the next log-in goes on where the last one was"
    );
}
