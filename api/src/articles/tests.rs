//! Articles, as a caller sees them.

use crate::testing::world;
use serde_json::{Value, json};

fn hour() -> Value {
    json!({ "number": "", "name": "Målning", "kind": "work", "unit": "tim", "unit_price_ore": 55_000, "vat": "25", "note": "" })
}

fn with(field: &str, value: impl Into<Value>) -> Value {
    let mut a = hour();
    a[field] = value.into();
    a
}

#[actix_web::test]
async fn an_article_is_created_found_changed_and_put_away() {
    let w = world().await;
    let created = w.office().post("/articles", hour()).await.expect(201);
    assert_eq!(created.body["number"], "1001");
    assert_eq!(created.body["actions"], json!(["replace", "archive"]));
    let path = format!("/articles/{}", created.id());
    assert_eq!(
        w.office().get("/articles?q=malning").await.expect(200).body["items"][0]["id"],
        created.body["id"]
    );
    assert_eq!(
        w.office()
            .get("/articles?q=1001&kind=work&total=true")
            .await
            .expect(200)
            .body["total"],
        1
    );
    assert_eq!(
        w.office().get("/articles?kind=material").await.expect(200).body["items"],
        json!([])
    );

    let changed = with("unit_price_ore", 60_000);
    let after = w.office().put(&path, 1, with("number", "1001")).await.expect(200);
    assert_eq!((after.version(), after.body["number"].as_str()), (2, Some("1001")));
    w.office().put(&path, 1, changed).await.expect_problem(412, "stale");

    let away = w
        .office()
        .act(&format!("{path}/archive"), 2, json!({ "archived": true }))
        .await
        .expect(200);
    assert_eq!(away.body["actions"], json!(["unarchive"]));
    assert_eq!(w.office().get("/articles").await.expect(200).body["items"], json!([]));
    w.office().put(&path, 3, hour()).await.expect_problem(409, "archived");
    w.office()
        .act(&format!("{path}/archive"), 3, json!({ "archived": false }))
        .await
        .expect(200);
    w.office().get(&path).await.expect(200);
}

#[actix_web::test]
async fn a_number_is_a_companys_own_and_the_series_passes_over_those_taken() {
    let w = world().await;
    w.office().post("/articles", with("number", "1001")).await.expect(201);
    w.office()
        .post("/articles", with("number", " 1001 "))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/number", "duplicate");
    let next = w.office().post("/articles", hour()).await.expect(201);
    assert_eq!(next.body["number"], "1002");
    let path = format!("/articles/{}", next.id());
    w.office()
        .put(&path, 1, with("number", "1001"))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/number", "duplicate");
    assert_eq!(
        w.stranger()
            .post("/articles", with("number", "1001"))
            .await
            .expect(201)
            .body["number"],
        "1001"
    );
    w.stranger().get(&path).await.expect_problem(404, "not_found");
    w.worker()
        .post("/articles", hour())
        .await
        .expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn bad_input_names_its_fields() {
    let w = world().await;
    w.office()
        .post("/articles", with("name", "  "))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/name", "required");
    w.office()
        .post("/articles", with("unit_price_ore", 1_000_000_000_000_000_i64))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/unit_price_ore", "too_large");
}

#[actix_web::test]
async fn pages_by_name_and_number_hold_every_article_once() {
    let w = world().await;
    for name in ["Ämne", "Arbete", "Öl", "Arbete", "Zink"] {
        w.office().post("/articles", with("name", name)).await.expect(201);
    }
    for sort in ["name", "number"] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = w
                .office()
                .get(&format!("/articles?limit=2&sort={sort}{after}"))
                .await
                .expect(200);
            seen.extend(
                page.body["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|a| a["number"].as_str().unwrap().to_owned()),
            );
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let mut sorted = seen.clone();
        sorted.sort();
        assert_eq!(sorted, ["1001", "1002", "1003", "1004", "1005"], "{sort}");
    }
}
