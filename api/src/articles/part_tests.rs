//! A kit is made of articles, each with its quantity, and never of kits.

use crate::testing::{Answer, World, world};
use serde_json::{Value, json};

async fn article(w: &World, name: &str, kind: &str) -> Answer {
    let work = (kind == "work").then_some("plumbing");
    let body = json!({ "number": "", "name": name, "kind": kind, "work_type": work, "unit": "st", "unit_price_ore": 10_000,
        "vat": "25", "note": "" });
    w.office().post("/articles", body).await.expect(201)
}

fn parts(of: &[(&Answer, i64)]) -> Value {
    let parts: Vec<Value> = of
        .iter()
        .map(|(a, milli)| json!({ "article_id": a.id(), "quantity_milli": milli }))
        .collect();
    json!({ "parts": parts })
}

async fn make(w: &World, kit: &Answer, version: i64, of: &[(&Answer, i64)]) -> Answer {
    let path = format!("/articles/{}/parts", kit.id());
    w.office().put(&path, version, parts(of)).await
}

#[actix_web::test]
async fn a_kit_shows_its_parts_with_what_a_line_needs() {
    let w = world().await;
    let kit = article(&w, "Badrum", "other").await;
    let (work, tiles) = (
        article(&w, "Montering", "work").await,
        article(&w, "Kakel", "material").await,
    );
    assert_eq!(kit.body["parts"], json!([]));
    let made = make(&w, &kit, 1, &[(&work, 8_000), (&tiles, 12_500)]).await.expect(200);
    assert_eq!(made.version(), 2);
    let seen = w.worker().get(&format!("/articles/{}", kit.id())).await.expect(200);
    let first = &seen.body["parts"][0];
    assert_eq!(
        (
            &first["name"],
            &first["kind"],
            &first["work_type"],
            &first["quantity_milli"]
        ),
        (&json!("Montering"), &json!("work"), &json!("plumbing"), &json!(8_000))
    );
    let list = w.office().get("/articles?q=badrum").await.expect(200);
    assert_eq!(list.body["items"][0]["parts"], seen.body["parts"]);
    make(&w, &kit, 1, &[]).await.expect_problem(412, "stale");
    let fewer = make(&w, &kit, 2, &[(&tiles, 1_000)]).await.expect(200);
    assert_eq!(fewer.body["parts"].as_array().unwrap().len(), 1);
    let none = make(&w, &kit, 3, &[]).await.expect(200);
    assert_eq!(none.body["parts"], json!([]));
}

#[actix_web::test]
async fn a_part_is_there_once_and_is_no_kit() {
    let w = world().await;
    let (kit, other) = (article(&w, "Badrum", "other").await, article(&w, "Kök", "other").await);
    let part = article(&w, "Montering", "work").await;
    let refused = async |kit: &Answer, version: i64, of: &[(&Answer, i64)], pointer: &str, code: &str| {
        make(&w, kit, version, of)
            .await
            .expect_problem(422, "invalid_fields")
            .expect_field(pointer, code);
    };
    refused(&kit, 1, &[(&kit, 1_000)], "/parts/0/article_id", "invalid").await;
    refused(
        &kit,
        1,
        &[(&part, 1_000), (&part, 1_000)],
        "/parts/1/article_id",
        "duplicate",
    )
    .await;
    refused(&kit, 1, &[(&part, 0)], "/parts/0/quantity_milli", "too_small").await;
    make(&w, &kit, 1, &[(&part, 1_000)]).await.expect(200);
    refused(&other, 1, &[(&kit, 1_000)], "/parts/0/article_id", "invalid").await;
    refused(&part, 1, &[(&other, 1_000)], "/parts", "invalid").await;
    let missing = json!({ "parts": [{ "article_id": uuid::Uuid::nil(), "quantity_milli": 1_000 }] });
    w.office()
        .put(&format!("/articles/{}/parts", other.id()), 1, missing)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/parts/0/article_id", "not_found");
    let foreign = w
        .stranger()
        .put(&format!("/articles/{}/parts", other.id()), 1, parts(&[]))
        .await;
    foreign.expect_problem(404, "not_found");
}
