//! Is a user erased from the company that asks, and the account when nobody has it any more?

use crate::{
    backup,
    store::audit,
    testing::{Answer, Client, Person, TestDatabase, World, things, world},
};
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use std::{collections::BTreeSet, rc::Rc};

const WEEK: &str = "2026-W47";
const NAME: &str = "worker på lindqvist";
const EMAIL: &str = "worker@lindqvist.example";

fn asked(person: &Person) -> Value {
    json!({ "subjects": [{ "kind": "user", "id": person.user_id }], "language": "sv" })
}

async fn plan(by: &Client<'_>, person: &Person) -> Answer {
    by.post("/data-subjects/erasure-plan", asked(person)).await
}

async fn erase(by: &Client<'_>, person: &Person) -> Answer {
    let plan = plan(by, person).await.expect(200);
    let mut body = asked(person);
    for word in ["fingerprint", "confirmation"] {
        body[word] = plan.body[word].clone();
    }
    by.post("/data-subjects/erase", body).await
}

async fn worker_who_reported(w: &World) -> Person {
    let entry = json!({ "membership_id": null, "order_id": null, "worked_on": "2026-11-16", "minutes": 480,
        "activity": "Montering", "note": "", "billable": false });
    w.worker().post("/time-entries", entry).await.expect(201);
    w.worker()
        .post("/saved-views", things::saved_view_input("Mina order"))
        .await
        .expect(201);
    w.here.person(Role::Worker).clone()
}

async fn approved(w: &World, person: &Person) {
    let own = json!({ "membership_id": null });
    let path = |verb: &str| format!("/timesheets/{WEEK}/{verb}");
    w.worker().act(&path("submit"), 1, own).await.expect(200);
    let whose = json!({ "membership_id": person.membership_id });
    w.office().act(&path("approve"), 2, whose).await.expect(200);
}

async fn deactivated(by: &Client<'_>, person: &Person) -> Answer {
    let path = format!("/users/{}", person.membership_id);
    let user = by.get(&path).await.expect(200);
    by.act(&format!("{path}/deactivate"), user.version(), json!({}))
        .await
        .expect(200)
}

fn outcomes(answer: &Answer) -> BTreeSet<(String, String, String)> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let items = answer.body["items"].as_array().unwrap();
    items
        .iter()
        .map(|i| (text(&i["record"]), text(&i["outcome"]), text(&i["ground"])))
        .collect()
}

fn rows(all: &[(&str, &str, &str)]) -> BTreeSet<(String, String, String)> {
    all.iter()
        .map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()))
        .collect()
}

#[actix_web::test]
async fn whoever_works_in_the_company_is_not_erased() {
    let w = world().await;
    let person = worker_who_reported(&w).await;
    let read = plan(&w.owner(), &person).await.expect(200);
    assert_eq!(read.body["hindrances"], json!(["user_active", "time_unapproved"]));
    let refused = erase(&w.owner(), &person).await.expect_problem(409, "erasure_hindered");
    let codes: Vec<&str> = refused.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["user_active", "time_unapproved"]);
    // The owner who asks is the only one there is.
    let owner = w.here.person(Role::Owner).clone();
    let own = plan(&w.owner(), &owner).await.expect(200);
    assert_eq!(own.body["hindrances"], json!(["last_owner"]));
    erase(&w.owner(), &owner).await.expect_problem(409, "erasure_hindered");
    // Users of others aren't there, and whoever may not erase doesn't.
    let stranger = w.there.person(Role::Worker).clone();
    plan(&w.owner(), &stranger).await.expect_problem(404, "not_found");
    plan(&w.office(), &person).await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn a_company_erases_what_it_has_and_leaves_the_account() {
    let w = world().await;
    let person = worker_who_reported(&w).await;
    approved(&w, &person).await;
    deactivated(&w.owner(), &person).await;
    let read = plan(&w.owner(), &person).await.expect(200);
    assert_eq!(
        (read.body["hindrances"].clone(), read.body["names"].clone()),
        (json!([]), json!([NAME]))
    );
    assert_eq!(
        outcomes(&read),
        rows(&[
            ("user_account", "kept", "other_controller"),
            ("membership", "blanked", ""),
            ("idempotency_key", "deleted", ""),
            ("saved_view", "deleted", ""),
            ("timesheet", "kept", "bookkeeping"),
            ("time_entry", "kept", "bookkeeping"),
        ])
    );
    let time = read.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|i| i["record"] == "time_entry");
    assert_eq!(time.unwrap()["through"], "2033-12-31");
    let done = erase(&w.owner(), &person).await.expect(200);
    assert_eq!(done.body["awaits_more"], false);
    assert!(!done.body.to_string().contains(NAME), "the proof names nobody");

    let path = format!("/users/{}", person.membership_id);
    let user = w.owner().get(&path).await.expect(200);
    assert_eq!(
        (user.body["erased"].clone(), user.body["actions"].clone()),
        (json!(true), json!([]))
    );
    assert_eq!(
        (user.body["email"].as_str(), user.body["phone"].as_str()),
        (Some(""), Some(""))
    );
    let pseudonym = user.body["name"].as_str().unwrap().to_owned();
    assert!(pseudonym.starts_with("Raderad "), "{pseudonym}");
    let sheet = w
        .office()
        .get(&format!("/timesheets/{WEEK}?membership_id={}", person.membership_id))
        .await
        .expect(200);
    assert_eq!(
        (sheet.body["minutes"].as_i64(), sheet.body["status"].as_str()),
        (Some(480), Some("approved"))
    );
    w.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
    // The company knows nobody of that name, and the account is there for its operator.
    plan(&w.owner(), &person).await.expect_problem(404, "not_found");
    let list = w.owner().get("/users").await.expect(200);
    assert!(!list.body.to_string().contains(EMAIL), "{}", list.body);
    let extract = w
        .stranger()
        .post("/data-subjects/extract", asked(&person))
        .await
        .expect(200);
    assert!(extract.body.to_string().contains(EMAIL), "{}", extract.body);
}

#[actix_web::test]
async fn the_operator_erases_the_account_when_no_company_has_the_user() {
    let w = world().await;
    let person = worker_who_reported(&w).await;
    approved(&w, &person).await;
    let early = plan(&w.stranger(), &person).await.expect(200);
    assert_eq!(early.body["hindrances"], json!(["user_elsewhere"]));
    erase(&w.stranger(), &person)
        .await
        .expect_problem(409, "erasure_hindered");
    deactivated(&w.owner(), &person).await;
    erase(&w.stranger(), &person)
        .await
        .expect_problem(409, "erasure_hindered");
    erase(&w.owner(), &person).await.expect(200);

    let read = plan(&w.stranger(), &person).await.expect(200);
    assert_eq!(
        outcomes(&read),
        rows(&[("user_account", "blanked", ""), ("session", "deleted", "")])
    );
    erase(&w.stranger(), &person).await.expect(200);
    let all = w.dump().await;
    for trace in [NAME, EMAIL] {
        assert!(!all.contains(trace), "{trace}");
    }
    let login = json!({ "login": EMAIL, "password": crate::testing::PASSWORD, "remember": false });
    let body = w.nobody().post("/session", login).await;
    assert_ne!(body.status, 200, "nobody logs in any more");
}

#[actix_web::test]
async fn another_company_is_not_touched() {
    let w = world().await;
    let person = w.here.person(Role::Worker).clone();
    let place = w.there.person(Role::Worker).clone();
    w.hand_over(&place, person.user_id).await;
    deactivated(&w.owner(), &person).await;
    erase(&w.owner(), &person).await.expect(200);
    let there = w
        .stranger()
        .get(&format!("/users/{}", place.membership_id))
        .await
        .expect(200);
    assert_eq!(
        (there.body["status"].as_str(), there.body["email"].as_str()),
        (Some("active"), Some(EMAIL))
    );
    assert_eq!(there.body["erased"], false);
}

#[actix_web::test]
async fn whoever_comes_back_has_a_place_of_their_own() {
    let w = world().await;
    let person = worker_who_reported(&w).await;
    approved(&w, &person).await;
    deactivated(&w.owner(), &person).await;
    erase(&w.owner(), &person).await.expect(200);
    let input = json!({ "email": EMAIL, "name": "Kalle Kanon", "role": "worker", "username": "", "initials": "KK",
        "employment_id": "", "phone": "", "language": "sv" });
    let back = w.owner().post("/users", input).await.expect(201);
    assert_ne!(back.id(), person.membership_id.to_string());
    let old = w
        .owner()
        .get(&format!("/users/{}", person.membership_id))
        .await
        .expect(200);
    assert!(
        old.body["name"].as_str().unwrap().starts_with("Raderad "),
        "{}",
        old.body
    );
    assert_eq!(
        (old.body["email"].as_str(), old.body["erased"].as_bool()),
        (Some(""), Some(true))
    );
}

#[actix_web::test]
async fn a_restored_backup_brings_no_user_back() {
    let w = world().await;
    let person = w.here.person(Role::Worker).clone();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kontoret.backup");
    let mut config = w.database.config();
    config.migrate_url = w.database.owner_url();
    backup::make(&config, crate::clock::Clock::now(&*w.clock), &file)
        .await
        .unwrap();
    deactivated(&w.owner(), &person).await;
    erase(&w.owner(), &person).await.expect(200);
    erase(&w.stranger(), &person).await.expect(200);

    let to = Rc::new(TestDatabase::empty().await);
    let mut config = to.config();
    config.migrate_url = to.owner_url();
    config.erasure_ledger = w.app.config.erasure_ledger.clone();
    let restored = backup::restore(&config, w.clock.clone(), &file).await.unwrap();
    assert_eq!(restored.erased_again, 2);
    let there = w.on(to).await;
    let all = there.dump().await;
    for trace in [NAME, EMAIL] {
        assert!(!all.contains(trace), "{trace}");
    }
    let user = there
        .owner()
        .get(&format!("/users/{}", person.membership_id))
        .await
        .expect(200);
    assert_eq!(
        (user.body["status"].as_str(), user.body["erased"].as_bool()),
        (Some("deactivated"), Some(true))
    );
}
