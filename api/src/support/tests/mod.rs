//! A company opens itself, somebody of the operator's staff looks, and the company sees all of it.

mod bounds;

use crate::{
    clock::Clock,
    jobs::upkeep::tidy,
    testing::{Answer, Client, PASSWORD, World, customer_input, visitors, world},
};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// Somebody of the operator's staff, who logs in as a program.
async fn log_in(w: &World) -> Value {
    let body = json!({ "email": "office@oberg.example", "password": PASSWORD, "transport": "body" });
    let call = w.nobody();
    call.call(Method::POST, "/session", None, Some(&body), &[])
        .await
        .expect(200)
        .body
}

fn text(v: &Value) -> String {
    v.as_str().unwrap().to_owned()
}

async fn enter_with(w: &World, token: &str, access: &str) -> Answer {
    let body = json!({ "support_access_id": access });
    let staff = w.nobody().token(token);
    staff
        .call(Method::POST, "/session/support", None, Some(&body), &[])
        .await
}

async fn refresh(w: &World, token: &str) -> Answer {
    let body = json!({ "refresh_token": token });
    w.nobody()
        .call(Method::POST, "/session/refresh", None, Some(&body), &[])
        .await
}

async fn leave(w: &World, token: &str) -> Answer {
    let visitor = w.nobody().token(token);
    visitor.call(Method::DELETE, "/session/support", None, None, &[]).await
}

/// What the company's trail tells, oldest first.
async fn told(w: &World) -> Vec<Value> {
    let page = w.owner().get("/audit-events?sort=seq&limit=200").await.expect(200);
    page.body["items"].as_array().unwrap().clone()
}

/// What happened, without what is told of other things.
async fn story(w: &World) -> Vec<String> {
    let of_support = |e: &Value| e["event"].as_str().unwrap().starts_with("support_");
    let word = |e: &Value| match e["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["field"] == "operation")
    {
        Some(operation) => text(&operation["after"]),
        None => text(&e["event"]),
    };
    told(w).await.iter().filter(|e| of_support(e)).map(word).collect()
}

fn visitor<'w>(w: &'w World, token: &str) -> Client<'w> {
    w.nobody().token(token)
}

#[actix_web::test]
async fn a_company_opens_itself_is_looked_at_and_sees_who_saw_what() {
    let w = world().await;
    let customer = w.office().post("/customers", customer_input()).await.expect(201).id();
    let access = visitors::grant(&w).await;
    assert_eq!(access.body["state"], "open");
    assert_eq!(access.body["granted_by_name"], "owner på lindqvist");

    let session = log_in(&w).await;
    let staff = w.nobody().token(text(&session["access_token"]));
    let openings = staff.get("/support-openings").await.expect(200);
    let opening = &openings.body["items"][0];
    assert_eq!(opening["company_name"], "Lindqvist Bygg & Måleri AB");
    assert_eq!(opening["reason"], access.body["reason"]);
    let entered = enter_with(&w, &text(&session["access_token"]), &text(&opening["id"]))
        .await
        .expect(200);
    let me = &entered.body["me"];
    assert_eq!(me["company"]["role"], "support");
    assert_eq!(me["company"]["name"], "Lindqvist Bygg & Måleri AB");
    assert_eq!(me["support"]["expires_at"], access.body["expires_at"]);
    assert_eq!(entered.body["refresh_token"], Value::Null, "the session stays the same");

    let token = text(&entered.body["access_token"]);
    let looks = visitor(&w, &token);
    for _ in 0..3 {
        looks.get("/customers").await.expect(200);
        looks.get("/customers?limit=1").await.expect(200);
        looks.get(&format!("/customers/{customer}")).await.expect(200);
        looks.get("/search?q=anna").await.expect(200);
        looks.get("/me").await.expect(200);
    }
    looks.get(&format!("/customers/{}", w.key())).await.expect(404);
    assert_eq!(
        story(&w).await,
        [
            "support_access_granted",
            "support_access_entered",
            "listCustomers",
            "getCustomer",
            "search"
        ],
        "each thing once, whatever was asked for in between"
    );
    let events = told(&w).await;
    let of = |word: &str| events.iter().find(|e| e["event"] == word).unwrap().clone();
    let came = of("support_access_entered");
    assert_eq!(came["actor_name"], "office på oberg");
    assert_eq!(came["support_company"], "Öberg El AB");
    assert_eq!(came["changes"], json!([]));
    assert_eq!(of("support_access_granted")["support_company"], Value::Null);
    let saw = events
        .iter()
        .find(|e| e["entity_id"] == json!(customer) && e["event"] == "support_access_read");
    assert_eq!(saw.unwrap()["entity_kind"], "customer");
    assert_eq!(saw.unwrap()["support_company"], "Öberg El AB");
    assert!(
        !json!(events).to_string().contains("anna"),
        "what was searched for isn't told"
    );

    // A visitor is no user.
    let users = w.owner().get("/users?total=true").await.expect(200);
    assert_eq!(users.body["total"], 5);
    let left = leave(&w, &token).await.expect(200);
    assert_eq!(left.body["me"]["company"]["name"], "Öberg El AB");
    assert_eq!(left.body["me"]["support"], Value::Null);
    looks.get("/customers").await.expect_problem(401, "session_ended");
    assert_eq!(story(&w).await.last().unwrap(), "support_access_left");
    let shown = w.owner().get("/support-accesses").await.expect(200);
    let seen = &shown.body["items"][0];
    assert_eq!(seen["visitors"][0]["name"], "office på oberg");
    assert!(
        seen["visitors"][0]["left_at"].is_string() && seen["ended_at"].is_null(),
        "{seen:#}"
    );
    // Whoever left can come again while it is open, and is told of anew.
    let again = enter_with(&w, &text(&left.body["access_token"]), &access.id())
        .await
        .expect(200);
    visitor(&w, &text(&again.body["access_token"]))
        .get("/customers")
        .await
        .expect(200);
    assert_eq!(
        story(&w).await[6..],
        ["support_access_entered".to_owned(), "listCustomers".to_owned()]
    );
}

#[actix_web::test]
async fn a_visit_ends_with_its_time_to_the_second_in_every_process() {
    let w = world().await;
    let other = w.on(w.database.clone()).await;
    let access = visitors::grant(&w).await;
    let session = log_in(&w).await;
    let entered = enter_with(&w, &text(&session["access_token"]), &access.id())
        .await
        .expect(200);
    let mut token = text(&entered.body["access_token"]);
    let mut next = text(&session["refresh_token"]);
    for _ in 0..5 {
        w.pass(Duration::minutes(5));
        let renewed = refresh(&w, &next).await.expect(200);
        assert_eq!(renewed.body["me"]["company"]["role"], "support");
        token = text(&renewed.body["access_token"]);
        next = text(&renewed.body["refresh_token"]);
    }
    let until: chrono::DateTime<chrono::Utc> = text(&access.body["expires_at"]).parse().unwrap();
    w.pass(until - w.clock.now() - Duration::milliseconds(300));
    for process in [&w, &other] {
        visitor(process, &token).get("/customers").await.expect(200);
    }
    w.pass(Duration::milliseconds(300));
    assert_eq!(w.clock.now(), until);
    for process in [&w, &other] {
        visitor(process, &token)
            .get("/customers")
            .await
            .expect_problem(401, "session_ended");
        refresh(process, &next).await.expect_problem(401, "session_ended");
    }
    w.prove().await;
    enter_with(&w, &w.access_token(w.there.person(Role::Owner)), &access.id())
        .await
        .expect_problem(409, "support_access_over");
    let shown = w.owner().get("/support-accesses?open=false").await.expect(200);
    assert_eq!(shown.body["items"][0]["state"], "expired");
    assert_eq!(shown.body["items"][0]["ended_at"], access.body["expires_at"]);
    tidy(&w.app).await.unwrap();
    tidy(&w.app).await.unwrap();
    let story = story(&w).await;
    assert_eq!(story.iter().filter(|e| *e == "support_access_expired").count(), 1);
    assert_eq!(
        w.look(async |tx| Ok(tx.find::<crate::support::support_read::Entity>().count().await?))
            .await,
        0
    );
}

#[actix_web::test]
async fn a_visit_that_is_ended_is_over_within_a_second_elsewhere_too() {
    let w = world().await;
    let other = w.beside().await;
    let access = visitors::grant(&w).await;
    let session = log_in(&w).await;
    let entered = enter_with(&w, &text(&session["access_token"]), &access.id())
        .await
        .expect(200);
    let token = text(&entered.body["access_token"]);
    visitor(&other, &token).get("/customers").await.expect(200);
    let ended = visitors::end(&w, &access.id()).await.expect(200);
    assert_eq!(ended.body["state"], "ended");
    assert_eq!(ended.body["ended_by_name"], "owner på lindqvist");
    visitor(&w, &token)
        .get("/customers")
        .await
        .expect_problem(401, "session_ended");
    refresh(&other, &text(&session["refresh_token"]))
        .await
        .expect_problem(401, "session_ended");
    w.pass(Duration::seconds(1));
    visitor(&other, &token)
        .get("/customers")
        .await
        .expect_problem(401, "session_ended");
    visitors::end(&w, &access.id())
        .await
        .expect_problem(409, "support_access_over");
    assert_eq!(story(&w).await.last().unwrap(), "support_access_ended");
}

#[actix_web::test]
async fn a_visitor_who_is_no_staff_any_more_is_out() {
    for lost in ["deactivated", "worker"] {
        let w = world().await;
        let other = w.beside().await;
        let access = visitors::grant(&w).await;
        let session = log_in(&w).await;
        let entered = enter_with(&w, &text(&session["access_token"]), &access.id())
            .await
            .expect(200);
        let token = text(&entered.body["access_token"]);
        visitor(&other, &token).get("/customers").await.expect(200);
        let office = w.there.person(Role::Office);
        let path = format!("/users/{}", office.membership_id);
        let user = w.stranger().get(&path).await.expect(200);
        if lost == "deactivated" {
            let away = format!("{path}/deactivate");
            w.stranger().act(&away, user.version(), json!({})).await.expect(200);
        } else {
            let body = json!({ "name": "Office", "role": "worker", "username": "office", "initials": "O",
                "employment_id": "", "phone": "" });
            w.stranger().put(&path, user.version(), body).await.expect(200);
        }
        w.pass(Duration::seconds(1));
        for process in [&w, &other] {
            visitor(process, &token)
                .get("/customers")
                .await
                .expect_problem(401, "session_ended");
            refresh(process, &text(&session["refresh_token"]))
                .await
                .expect_problem(401, "session_ended");
        }
    }
}

#[actix_web::test]
async fn whoever_goes_on_elsewhere_or_logs_out_has_left() {
    let w = world().await;
    let access = visitors::grant(&w).await;
    let session = log_in(&w).await;
    let home = text(&session["access_token"]);
    let entered = enter_with(&w, &home, &access.id()).await.expect(200);
    let token = text(&entered.body["access_token"]);
    let there = json!({ "company_id": w.there.company_id });
    let switch = async |token: &str| {
        let staff = w.nobody().token(token);
        staff
            .call(Method::POST, "/session/company", None, Some(&there), &[])
            .await
    };
    switch(&token).await.expect_problem(403, "forbidden");
    switch(&home).await.expect(200);
    w.pass(Duration::seconds(1));
    visitor(&w, &token)
        .get("/customers")
        .await
        .expect_problem(401, "session_ended");

    let entered = enter_with(&w, &home, &access.id()).await.expect(200);
    let token = text(&entered.body["access_token"]);
    let out = visitor(&w, &token);
    out.call(Method::DELETE, "/session", None, None, &[]).await.expect(204);
    out.get("/customers").await.expect_problem(401, "session_ended");
    let events = told(&w).await;
    let last = events.last().unwrap();
    assert_eq!(last["event"], "support_access_left");
    assert_eq!(last["support_company"], "Öberg El AB");
    assert!(!events.iter().any(|e| e["event"] == "session_ended"));
}
