//! Is what others wrote of somebody who is erased shown, and blacked out where somebody says so?

use crate::{
    backup,
    testing::{Answer, TestDatabase, World, things, world},
};
use serde_json::{Value, json};
use std::rc::Rc;

const NAME: &str = "Kanarie Fågelsång";
const NOTE: &str = "Ring Kanarie Fågelsång på 070-765 43 21 eller KANARIE@kund.example först";

async fn customer(w: &World) -> String {
    let mut input = things::customer_input();
    input["name"] = json!(NAME);
    input["email"] = json!("kanarie@kund.example");
    input["phone"] = json!("+46 70 765 43 21");
    w.office().post("/customers", input).await.expect(201).id()
}

/// Somebody else's order and issued invoice, in which the customer is named.
async fn named(w: &World) -> (Answer, Answer) {
    let other = things::customer(w).await.id();
    let mut input = things::order_input(&other);
    input["title"] = json!("Tak hos Kanarie Fågelsång");
    input["description"] = json!(NOTE);
    let order = w.office().post("/orders", input).await.expect(201);
    let mut input = things::invoice_input(&other);
    input["lines"][0]["description"] = json!("Målning enligt Kanarie Fågelsång");
    let draft = w.office().post("/invoices", input).await.expect(201);
    let path = format!("/invoices/{}/issue", draft.id());
    (order, w.office().act(&path, 1, json!({})).await.expect(200))
}

async fn planned(w: &World, customer: &str) -> (Answer, Value) {
    let mut body = json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" });
    let plan = w
        .owner()
        .post("/data-subjects/erasure-plan", body.clone())
        .await
        .expect(200);
    for word in ["fingerprint", "confirmation"] {
        body[word] = plan.body[word].clone();
    }
    (plan, body)
}

fn mention<'p>(plan: &'p Answer, record: &str, field: &str) -> &'p Value {
    let all = plan.body["mentions"].as_array().unwrap();
    all.iter()
        .find(|m| m["record"] == record && m["field"] == field)
        .unwrap_or_else(|| panic!("{}", plan.body["mentions"]))
}

async fn texts(w: &World, order: &Answer) -> (String, String) {
    let order = w.office().get(&format!("/orders/{}", order.id())).await.expect(200);
    let text = |field: &str| order.body[field].as_str().unwrap().to_owned();
    (text("title"), text("description"))
}

#[actix_web::test]
async fn somebody_decides_for_each_text() {
    let w = world().await;
    let customer = customer(&w).await;
    let (order, invoice) = named(&w).await;
    let (plan, mut body) = planned(&w, &customer).await;
    let note = mention(&plan, "work_order", "Beskrivning");
    assert!(note["excerpt"].as_str().unwrap().contains(NAME), "{note}");
    assert_eq!(note["ground"], Value::Null);
    let line = mention(&plan, "invoice_line", "Beskrivning");
    assert_eq!(line["ground"], "bookkeeping", "what was issued isn't changed");

    for (key, code) in [
        (line["key"].clone(), "invalid"),
        (json!("work_order/title/x"), "not_found"),
    ] {
        body["black_out"] = json!([note["key"], key]);
        w.owner()
            .post("/data-subjects/erase", body.clone())
            .await
            .expect_field("/black_out/1", code);
    }
    assert_eq!(texts(&w, &order).await.1, NOTE, "all or nothing");

    body["black_out"] = json!([note["key"]]);
    let done = w.owner().post("/data-subjects/erase", body).await.expect(200);
    assert_eq!(done.body["blacked_out"], 1);
    let (title, text) = texts(&w, &order).await;
    assert_eq!(text, "Ring [raderad] på [raderad] eller [raderad] först");
    assert_eq!(title, "Tak hos Kanarie Fågelsång", "left as it was chosen");
    let pdf = format!("/invoices/{}", invoice.id());
    let kept = w.office().get(&pdf).await.expect(200);
    assert!(kept.body.to_string().contains(NAME));
    let trail = w.owner().get("/audit-events").await.expect(200);
    assert!(!trail.body.to_string().contains("Kanarie"), "{}", trail.body);
}

#[actix_web::test]
async fn what_is_blacked_out_is_not_found_by_it() {
    let w = world().await;
    let customer = customer(&w).await;
    let (order, _) = named(&w).await;
    let (plan, mut body) = planned(&w, &customer).await;
    let title = mention(&plan, "work_order", "Rubrik")["key"].clone();
    body["black_out"] = json!([title, mention(&plan, "work_order", "Beskrivning")["key"]]);
    w.owner().post("/data-subjects/erase", body).await.expect(200);
    let find = async |word: &str| {
        let found = w.office().get(&format!("/orders?q={word}")).await.expect(200);
        found.body["items"].as_array().unwrap().len()
    };
    assert_eq!(texts(&w, &order).await.0, "Tak hos [raderad]");
    assert_eq!((find("kanarie").await, find("tak").await), (0, 1));
}

#[actix_web::test]
async fn a_restored_backup_is_blacked_out_again() {
    let w = world().await;
    let customer = customer(&w).await;
    let (order, _) = named(&w).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kontoret.backup");
    let mut config = w.database.config();
    config.migrate_url = w.database.owner_url();
    backup::make(&config, crate::clock::Clock::now(&*w.clock), &file)
        .await
        .unwrap();
    let (plan, mut body) = planned(&w, &customer).await;
    body["black_out"] = json!([mention(&plan, "work_order", "Beskrivning")["key"]]);
    w.owner().post("/data-subjects/erase", body).await.expect(200);

    let to = Rc::new(TestDatabase::empty().await);
    let mut config = to.config();
    config.migrate_url = to.owner_url();
    config.erasure_ledger = w.app.config.erasure_ledger.clone();
    let ledger = std::fs::read_to_string(&config.erasure_ledger).unwrap();
    assert!(!ledger.contains("Kanarie"), "{ledger}");
    let restored = backup::restore(&config, w.clock.clone(), &file).await.unwrap();
    assert_eq!(restored.erased_again, 1);
    let there = w.on(to).await;
    let text = texts(&there, &order).await.1;
    assert_eq!(text, "Ring [raderad] på [raderad] eller [raderad] först");
}
