//! The audit trail, as a caller sees it.

use crate::testing::{World, world};
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
