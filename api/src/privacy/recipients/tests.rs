//! Is the register kept, and does nothing leave for whom it doesn't name?

use super::{begin, check_destinations, destinations::destinations, register};
use crate::{
    config::Config,
    http::Problem,
    testing::{World, world, world_with},
};
use serde_json::{Value, json};

fn input() -> Value {
    json!({ "name": "Brevbäraren AB", "role": "processor", "country": "SE", "contact": "dso@brevbararen.example",
        "categories": ["end_customer_contact_details"], "purposes": ["deliver_service"],
        "agreement": "PUB 2026-04", "agreed_on": "2026-04-01", "destination": "" })
}

async fn names(w: &World) -> Vec<String> {
    let list = w.owner().get("/recipients").await.expect(200).body;
    let items = list["items"].as_array().unwrap();
    items.iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn a_company_begins_with_those_whom_every_company_gives_data_to() {
    let w = world().await;
    begin(&w.app, w.here.company_id).await.unwrap();
    begin(&w.app, w.here.company_id).await.unwrap();
    assert_eq!(
        names(&w).await,
        ["E-postleverantören", "Företagets bank", "Skatteverket", "Öberg El AB"]
    );
}

#[actix_web::test]
async fn a_recipient_is_registered_and_what_it_was_stays_in_the_trail() {
    let w = world().await;
    let made = w.owner().post("/recipients", input()).await.expect(201);
    w.owner()
        .post("/recipients", input())
        .await
        .expect_field("/name", "duplicate");
    w.office()
        .post("/recipients", input())
        .await
        .expect_problem(403, "forbidden");
    let mut other = input();
    other["agreement"] = json!("PUB 2027-01");
    let path = format!("/recipients/{}", made.id());
    let changed = w.owner().put(&path, 1, other.clone()).await.expect(200);
    assert_eq!(changed.body["agreement"], "PUB 2027-01");
    w.owner()
        .put(&path, 1, other.clone())
        .await
        .expect_problem(412, "stale");
    w.stranger().put(&path, 2, other).await.expect_problem(404, "not_found");
    let trail = w.dump().await;
    assert!(trail.contains("PUB 2026-04"), "the trail has what it was");
}

#[actix_web::test]
async fn what_is_wrong_is_named_by_field() {
    let w = world().await;
    let with = |field: &str, value: Value| {
        let mut body = input();
        body[field] = value;
        body
    };
    for (field, value, pointer, code) in [
        ("country", json!("NO"), "/country", "outside_sweden"),
        ("country", json!("US"), "/country", "outside_sweden"),
        ("agreement", json!(" "), "/agreement", "no_agreement"),
        ("destination", json!("https://smtp.example"), "/destination", "invalid"),
        ("name", json!("  "), "/name", "required"),
        ("categories", json!([]), "/categories", "too_short"),
        ("purposes", json!([]), "/purposes", "too_short"),
    ] {
        w.owner()
            .post("/recipients", with(field, value))
            .await
            .expect_field(pointer, code);
    }
}

fn sends_to(config: &mut Config, url: &str) {
    config.smtp_url = Some(url.to_owned());
}

async fn started(w: &World) -> Result<(), String> {
    check_destinations(&w.app).await.map_err(|e| e.to_string())
}

#[actix_web::test]
async fn nothing_is_sent_to_a_host_that_no_recipient_is_registered_for() {
    let w = world_with(|c| sends_to(c, "smtp://user:secret@smtp.post.example:587")).await;
    let line = started(&w).await.unwrap_err();
    assert!(
        line.contains("KONTORET_SMTP_URL sends data to smtp.post.example"),
        "{line}"
    );
    assert!(
        line.contains("kontoret register-recipient NAME smtp.post.example"),
        "{line}"
    );
    assert!(!line.contains("secret") && !line.contains('\n'), "{line}");
    // Another company's register doesn't count: it is the operator who sends.
    let mut mine = input();
    mine["destination"] = json!("smtp.post.example");
    w.owner().post("/recipients", mine.clone()).await.expect(201);
    assert!(started(&w).await.is_err());
    w.stranger().post("/recipients", mine).await.expect(201);
    assert_eq!(started(&w).await, Ok(()));
}

#[actix_web::test]
async fn the_command_line_registers_who_runs_a_host() {
    let w = world_with(|c| sends_to(c, "smtps://smtp.post.example")).await;
    assert!(register(&w.app, "Posten", "https://x").await.is_err());
    assert!(register(&w.app, " ", "smtp.post.example").await.is_err());
    register(&w.app, "Posten", "SMTP.post.example").await.unwrap();
    assert_eq!(started(&w).await, Ok(()));
    let list = w.stranger().get("/recipients").await.expect(200).body;
    assert!(list["items"].as_array().unwrap().len() > 3, "{list}");
}

#[actix_web::test]
async fn this_machine_and_files_need_no_recipient() -> Result<(), Problem> {
    let w = world_with(|c| sends_to(c, "smtp://127.0.0.1:2525")).await;
    assert_eq!(started(&w).await, Ok(()));
    let mut config = w.app.config.clone();
    for local in [
        "sqlite://data/kontoret.db",
        "postgres:///kontoret?host=/run/postgresql",
        "postgres://app@localhost/kontoret",
    ] {
        local.clone_into(&mut config.database_url);
        assert_eq!(destinations(&config), []);
    }
    "postgres://app:x@db.example:5432/kontoret".clone_into(&mut config.database_url);
    assert_eq!(destinations(&config), [("DATABASE_URL", "db.example".to_owned())]);
    Ok(())
}
