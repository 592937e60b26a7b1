//! Are the companies told whose data it is of, each once and nobody else?

use super::{kinds, list};
use crate::{
    clock::Clock,
    jobs::worker::drain,
    testing::{
        World,
        breach_samples::{act, known_input, path, registered},
        letters, world,
    },
};
use chrono::Duration;
use serde_json::{Value, json};

fn handing_on(w: &World) -> Value {
    json!({ "company_ids": [w.here.company_id], "title": "Säkerhetskopia låg öppen",
        "text": "En säkerhetskopia kunde hämtas av andra under två timmar." })
}

#[actix_web::test]
async fn whoever_runs_the_service_tells_the_companies_and_their_hours_begin_then() {
    let w = world().await;
    let mut input = known_input(&w, "high");
    input["description"] = json!("Hemligt om Kanarie Fågelsång.");
    let theirs = registered(&w.stranger(), input).await;
    w.pass(Duration::hours(5));
    let to = async |body: Value| w.stranger().act(&path(&theirs, "/inform-companies"), 1, body).await;
    let mut wrong = handing_on(&w);
    wrong["company_ids"] = json!([w.there.company_id]);
    to(wrong).await.expect_field("/company_ids/0", "not_found");
    let told = to(handing_on(&w)).await.expect(200);
    assert_eq!(told.body["events"].as_array().unwrap().last().unwrap()["detail"], "1");
    assert!(list(&w, "").await.is_empty(), "a worker carries it over");
    w.pass(Duration::minutes(2));
    drain(&w.app).await.unwrap();
    drain(&w.app).await.unwrap();

    let here = list(&w, "").await;
    assert_eq!(here.len(), 1);
    assert_eq!(
        (&here[0]["told_by"], &here[0]["hours_left"], &here[0]["title"]),
        (&json!("Öberg El AB"), &json!(72), &json!("Säkerhetskopia låg öppen"))
    );
    let id = here[0]["id"].as_str().unwrap();
    let ours = w.owner().get(&format!("/breaches/{id}")).await.expect(200);
    assert!(!ours.body.to_string().contains("Fågelsång"), "{:#}", ours.body);
    assert_eq!(ours.body["content"]["discovered_at"], json!(w.clock.now()));
    assert_eq!(ours.body["content"]["risk"], json!(null));
    assert_eq!(kinds(&ours), ["from_operator"]);
    assert!(ours.body["handler_id"].is_string());
    let sent = letters::all(&w);
    let letter = sent.iter().find(|l| l.contains("To: owner@lindqvist.example")).unwrap();
    assert!(letter.contains(id), "{letter}");
    // When it became aware isn't changed, and it isn't told twice.
    let mut content = ours.body["content"].clone();
    content["discovered_at"] = json!(w.clock.now() - Duration::hours(1));
    w.owner()
        .put(&format!("/breaches/{id}"), ours.version(), content)
        .await
        .expect_field("/discovered_at", "invalid");
    let companies = w.stranger().get(&path(&theirs, "/companies")).await.expect(200);
    assert_eq!(companies.body["items"][0]["told_at"], json!(w.clock.now()));
    w.stranger()
        .act(&path(&theirs, "/inform-companies"), told.version(), handing_on(&w))
        .await
        .expect_field("/company_ids/0", "duplicate");
}

#[actix_web::test]
async fn a_worker_that_carries_it_over_twice_makes_one_entry() {
    let w = world().await;
    let theirs = registered(&w.stranger(), known_input(&w, "risk")).await;
    w.stranger()
        .act(&path(&theirs, "/inform-companies"), 1, handing_on(&w))
        .await
        .expect(200);
    let payload = json!({ "company_id": w.here.company_id, "title": "Läcka", "text": "Text." });
    let id = theirs.id().parse().unwrap();
    for _ in 0..2 {
        crate::privacy::breaches::pass_on(&w.app, w.there.company_id, id, &payload)
            .await
            .unwrap();
    }
    drain(&w.app).await.unwrap();
    assert_eq!(list(&w, "").await.len(), 1);
}

#[actix_web::test]
async fn an_ordinary_company_tells_no_other_and_sees_none() {
    let w = world().await;
    let made = registered(&w.owner(), known_input(&w, "risk")).await;
    assert!(!made.body["actions"].to_string().contains("inform_companies"));
    let mut body = handing_on(&w);
    body["company_ids"] = json!([w.there.company_id]);
    act(&w, &made, "/inform-companies", body)
        .await
        .expect_problem(403, "forbidden");
    let companies = w.owner().get(&path(&made, "/companies")).await.expect(200);
    assert_eq!(companies.body["items"], json!([]));
    drain(&w.app).await.unwrap();
    assert!(w.stranger().get("/breaches").await.expect(200).body["items"] == json!([]));
}
