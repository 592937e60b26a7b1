//! Saved views, as a caller sees them.

use crate::testing::world;
use actix_web::http::Method;
use serde_json::{Value, json};

fn late(name: &str) -> Value {
    json!({ "list": "invoices", "name": name, "search": "overdue=true&sort=due_on" })
}

#[actix_web::test]
async fn a_view_is_kept_found_by_its_list_and_let_go() {
    let w = world().await;
    let made = w.office().post("/saved-views", late(" Sena ")).await.expect(201);
    w.office().post("/saved-views", late("Alla")).await.expect(201);
    assert_eq!(made.body["name"], "Sena");
    let found = w.office().get("/saved-views?list=invoices").await.expect(200);
    let names: Vec<_> = found.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["name"].clone())
        .collect();
    assert_eq!(names, ["Alla", "Sena"]);
    assert_eq!(found.body["items"][1]["search"], "overdue=true&sort=due_on");
    assert_eq!(
        w.office().get("/saved-views?list=orders").await.expect(200).body["items"],
        json!([])
    );
    let path = format!("/saved-views/{}", made.id());
    w.office()
        .call(Method::DELETE, &path, None, None, &[])
        .await
        .expect(204);
    w.office()
        .call(Method::DELETE, &path, None, None, &[])
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_view_is_its_makers_alone() {
    let w = world().await;
    let made = w.office().post("/saved-views", late("Sena")).await.expect(201);
    assert_eq!(
        w.owner().get("/saved-views?list=invoices").await.expect(200).body["items"],
        json!([])
    );
    let path = format!("/saved-views/{}", made.id());
    w.owner()
        .call(Method::DELETE, &path, None, None, &[])
        .await
        .expect_problem(404, "not_found");
    w.owner().post("/saved-views", late("Sena")).await.expect(201);
}

#[actix_web::test]
async fn a_name_is_needed_and_taken_once() {
    let w = world().await;
    w.office().post("/saved-views", late("Sena")).await.expect(201);
    let again = w
        .office()
        .post("/saved-views", late("SENA"))
        .await
        .expect_problem(422, "invalid_fields");
    assert_eq!(again.body["errors"][0]["pointer"], "/name");
    assert_eq!(again.body["errors"][0]["code"], "duplicate");
    let empty = w
        .office()
        .post("/saved-views", late("  "))
        .await
        .expect_problem(422, "invalid_fields");
    assert_eq!(empty.body["errors"][0]["code"], "required");
}
