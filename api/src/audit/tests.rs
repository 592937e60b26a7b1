//! The audit trail, as a caller sees it.

use crate::{
    http::{Auth, Problem, middleware::surround, perm},
    privacy::retention,
    store::{audit, entity::audit_origin},
    testing::{World, things, world},
};
use actix_web::{
    App as ActixApp,
    http::Method,
    middleware::from_fn,
    test::{TestRequest, init_service, read_body_json, try_call_service},
    web,
};
use chrono::Duration;
use futures_util::future::join_all;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

fn customer(i: usize) -> Value {
    json!({
        "kind": "private", "name": format!("Kund {i}"), "email": "", "phone": "", "organisation_number": "",
        "vat_number": "",
        "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    })
}

async fn customers(w: &World, n: usize) {
    for i in 0..n {
        w.office().post("/customers", customer(i)).await.expect(201);
    }
}

#[actix_web::test]
async fn the_trail_is_read_by_page_both_ways_with_names() {
    let w = world().await;
    customers(&w, 7).await;
    for (sort, expected) in [("-seq", [7, 6, 5, 4, 3, 2, 1]), ("seq", [1, 2, 3, 4, 5, 6, 7])] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = w
                .owner()
                .get(&format!("/audit-events?limit=3&sort={sort}{after}"))
                .await
                .expect(200);
            for e in page.body["items"].as_array().unwrap() {
                assert_eq!(e["event"], "customer_created");
                assert_eq!(e["actor_name"], "office på lindqvist");
                seen.push(e["seq"].as_i64().unwrap());
            }
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(seen, expected, "{sort}");
    }
    let all = w.owner().get("/audit-events?total=true&limit=1").await.expect(200);
    assert_eq!(all.body["total"], 7);
    let one = all.body["items"][0]["entity_id"].as_str().unwrap().to_owned();
    let of_one = w
        .owner()
        .get(&format!("/audit-events?entity_kind=customer&entity_id={one}"))
        .await
        .expect(200);
    assert_eq!(of_one.body["items"].as_array().unwrap().len(), 1);
    let office = w.here.person(Role::Office).user_id;
    let by = w
        .owner()
        .get(&format!("/audit-events?total=true&actor_id={office}"))
        .await
        .expect(200);
    assert_eq!(by.body["total"], 7);
    assert_eq!(
        w.stranger().get("/audit-events").await.expect(200).body["items"],
        json!([])
    );
}

#[actix_web::test]
async fn the_trail_is_for_those_who_may_see_it() {
    let w = world().await;
    w.client(Role::Accountant).get("/audit-events").await.expect(200);
    w.office().get("/audit-events").await.expect_problem(403, "forbidden");
    w.worker().get("/audit-events").await.expect_problem(403, "forbidden");
    let bad = w.owner().get("/audit-events?entity_kind=planet").await;
    bad.expect_problem(422, "invalid_fields")
        .expect_field("entity_kind", "invalid");
}

#[actix_web::test]
async fn what_is_done_without_a_session_tells_from_where_for_a_year_and_outside_of_the_chain() {
    let w = world().await;
    let (sent, secret) = things::sent_offer(&w).await;
    let accept = format!("/public/offers/{secret}/accept");
    let body = json!({ "name": "Anna Öberg" });
    let post = async |ip: &str, path: &str, body: &serde_json::Value| {
        let client = w.nobody().from(ip);
        client.call(Method::POST, path, None, Some(body), &[]).await
    };
    post("203.0.113.9", &accept, &body).await.expect(200);
    let guess = json!({ "email": "owner@lindqvist.example", "password": "fel" });
    post("2001:db8::7", "/session", &guess).await.expect(401);

    let trail = async || w.owner().get("/audit-events").await.expect(200).body["items"].clone();
    let from = |items: &serde_json::Value, event: &str| {
        let found = items.as_array().unwrap().iter().find(|e| e["event"] == event);
        found.unwrap_or_else(|| panic!("no {event}"))["ip"].clone()
    };
    let items = trail().await;
    assert_eq!(from(&items, "offer_accepted"), "203.0.113.9");
    assert_eq!(from(&items, "log_in_failed"), "2001:db8::7");
    assert_eq!(from(&items, "offer_sent"), json!(null), "the session tells it");
    let whole = w.look(async |tx| Ok(audit::verify(tx).await?)).await;

    // Whose entry it is sees it too.
    let subject = json!({ "kind": "customer", "id": sent.body["customer_id"] });
    let extract = json!({ "subjects": [subject], "language": "sv" });
    let told = w.owner().post("/data-subjects/extract", extract).await.expect(200);
    assert!(told.body.to_string().contains("203.0.113.9"), "{:#}", told.body);
    assert!(!told.body.to_string().contains("2001:db8::7"));

    retention::sweep(&w.app, Some(w.here.company_id)).await.unwrap();
    assert_eq!(from(&trail().await, "offer_accepted"), "203.0.113.9");
    w.pass(Duration::days(366));
    retention::sweep(&w.app, Some(w.here.company_id)).await.unwrap();
    let left = w
        .look(async |tx| Ok(tx.find::<audit_origin::Entity>().count().await?))
        .await;
    assert_eq!(left, 0);
    let later = w.look(async |tx| Ok(audit::verify(tx).await?)).await;
    assert!(whole.is_ok() && later.is_ok(), "{whole:?} {later:?}");
}

#[actix_web::test]
async fn sixty_four_writers_in_two_processes_make_one_chain() {
    const WRITERS: usize = 64;
    let w = world().await;
    let other = w.beside().await;
    join_all((0..WRITERS).map(async |i| {
        let at = if i % 2 == 0 { &w } else { &other };
        let answer = at.office().post("/customers", customer(i)).await;
        answer.expect(201);
    }))
    .await;
    let chain = w.look(async |tx| Ok(audit::verify(tx).await?)).await;
    assert_eq!(chain, Ok(i64::try_from(WRITERS).unwrap()), "no gap and no fork");
}

#[actix_web::test]
async fn a_request_that_fails_by_our_fault_tells_nothing_of_why_and_stands_in_the_trail() {
    async fn broken(_: Auth<perm::Own>) -> Result<&'static str, Problem> {
        Err(Problem::internal("SELECT secret FROM vault"))
    }
    async fn panics(_: Auth<perm::Own>) -> Result<&'static str, Problem> {
        panic!("SELECT secret FROM vault")
    }
    let w = world().await;
    let service = ActixApp::new()
        .app_data(web::Data::new(w.app.clone()))
        .route("/api/v1/broken", web::get().to(broken))
        .route("/api/v1/panics", web::get().to(panics))
        .wrap(from_fn(surround));
    let service = init_service(service).await;
    let token = format!("Bearer {}", w.access_token(w.here.person(Role::Worker)));
    for (path, of) in [("/api/v1/broken", "broken-1"), ("/api/v1/panics", "panics-1")] {
        let request = TestRequest::get()
            .uri(path)
            .insert_header(("authorization", token.as_str()))
            .insert_header(("x-request-id", of));
        let body: Value = match try_call_service(&service, request.to_request()).await {
            Ok(answer) => {
                assert_eq!(answer.status(), 500);
                read_body_json(answer).await
            }
            Err(e) => {
                let answer = e.error_response();
                assert_eq!(answer.status(), 500);
                let bytes = actix_web::body::to_bytes(answer.into_body()).await.unwrap();
                serde_json::from_slice(&bytes).unwrap()
            }
        };
        assert_eq!((&body["code"], &body["request_id"]), (&json!("internal"), &json!(of)));
        assert!(!body.to_string().contains("vault"), "{body:#}");

        let trail = w.owner().get("/audit-events").await.expect(200);
        let newest = &trail.body["items"][0];
        assert_eq!(
            (&newest["event"], &newest["request_id"]),
            (&json!("request_failed"), &json!(of))
        );
        assert_eq!(newest["changes"][0]["after"], path);
    }
    // Whoever isn't known has no trail, and the process goes on.
    let nobody = TestRequest::get().uri("/api/v1/broken").to_request();
    assert_eq!(try_call_service(&service, nobody).await.unwrap().status(), 401);
    assert_eq!(w.look(async |tx| Ok(audit::verify(tx).await?)).await, Ok(2));
}
