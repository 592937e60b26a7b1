//! The audit trail, as a caller sees it.

use crate::{
    privacy::retention,
    store::{audit, entity::audit_origin},
    testing::{World, things, world},
};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::json;

async fn customers(w: &World, n: usize) {
    for i in 0..n {
        let body = json!({
            "kind": "private", "name": format!("Kund {i}"), "email": "", "phone": "", "organisation_number": "",
            "vat_number": "",
            "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" },
            "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
        });
        w.office().post("/customers", body).await.expect(201);
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
