//! Is a person found whole, and told everything that is stored about them and nothing about others?

use super::{
    event_words::event,
    graph::{self, Root},
    labels::{self, say},
};
use crate::{
    clock::Clock,
    customers::dto::Language,
    store::data_map,
    testing::{Answer, World, deductions, things, world},
};
use actix_web::http::Method;
use kontoret_core::{
    event::EventKind,
    permission::Role,
    privacy::{About, Declared, Owner},
};
use sea_orm::sea_query::Cond;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const NAME: &str = "Kanarie Fågelsång";
const EMAIL: &str = "kanarie@kund.example";

/// A customer with an offer, an order, time, an invoice with a tax deduction, a payment and a reminder; and others beside.
async fn planted(w: &World) -> String {
    let office = w.office();
    let mut input = things::customer_input();
    input["name"] = json!(NAME);
    input["email"] = json!(EMAIL);
    input["phone"] = json!("070-765 43 21");
    input["note"] = json!("kanarie: nyckeln ligger under krukan");
    let customer = office.post("/customers", input).await.expect(201).id();
    let mut site = things::work_site_input();
    site["name"] = json!("kanariestugan");
    site["property_designation"] = json!("UMEÅ SOFIEHEM 2:14");
    let site = office
        .post(&format!("/customers/{customer}/work-sites"), site)
        .await
        .expect(201)
        .id();
    let mut people = things::household_input();
    people["members"][0]["name"] = json!(NAME);
    people["members"][1]["name"] = json!("Granne Nilsson");
    office
        .put(&format!("/customers/{customer}/household"), 0, people)
        .await
        .expect(200);
    offered(w, &customer).await;
    ordered(w, &customer).await;
    invoiced(w, &customer, &site).await;
    neighbour(w).await;
    customer
}

async fn offered(w: &World, customer: &str) {
    let mut input = things::offer_input(w, customer);
    input["title"] = json!("kanariegul fasad");
    input["lines"][0]["description"] = json!("kanariegul färg");
    let draft = w.office().post("/offers", input).await.expect(201);
    let letter = json!({ "recipient": EMAIL, "message": "Hej kanarie", "valid_until": draft.body["valid_until"] });
    let path = format!("/offers/{}/send", draft.id());
    let sent = w.office().act(&path, 1, letter).await.expect(200);
    let secret = sent.body["public_url"]
        .as_str()
        .unwrap()
        .rsplit_once('#')
        .unwrap()
        .1
        .to_owned();
    let path = format!("/public/offers/{secret}/accept");
    w.nobody()
        .call(Method::POST, &path, None, Some(&json!({ "name": NAME })), &[])
        .await
        .expect(200);
}

async fn ordered(w: &World, customer: &str) {
    let mut input = things::order_input(customer);
    input["title"] = json!("kanariegult kök");
    input["description"] = json!("kanarie vill ha det klart till jul");
    w.office().post("/orders", input).await.expect(201);
}

async fn invoiced(w: &World, customer: &str, site: &str) {
    let office = w.office();
    let mut input = things::invoice_input(customer);
    input["title"] = json!("kanariegult tak");
    input["work_site_id"] = json!(site);
    input["deduction"] = json!("rot");
    let mut work = input["lines"][0].clone();
    work["work_type"] = json!("masonry");
    input["lines"] = json!([work]);
    let draft = office.post("/invoices", input).await.expect(201);
    let path = format!("/invoices/{}/issue", draft.id());
    let issued = office.act(&path, 1, json!({})).await.expect(200);
    let letter = json!({ "recipient": EMAIL, "message": "kanarie, tack!" });
    let path = format!("/invoices/{}/send", issued.id());
    office.act(&path, issued.version(), letter).await.expect(200);
    deductions::pay(w, &issued, Some(10_000)).await;
}

/// Somebody beside, in whose note the person is named.
async fn neighbour(w: &World) {
    let mut input = things::customer_input();
    input["name"] = json!("Bofink Granne");
    input["email"] = json!("granne@kund.example");
    input["note"] = json!(format!("Granne till {NAME}, som har 070 765 43 21."));
    w.office().post("/customers", input).await.expect(201);
}

async fn find(w: &World, email: &str, phone: &str, number: &str) -> Answer {
    let body = json!({ "email": email, "phone": phone, "identity_number": number });
    w.owner().post("/data-subjects/find", body).await
}

fn found(answer: &Answer) -> Vec<(String, String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    answer.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| (text(&i["kind"]), text(&i["name"]), text(&i["matched_by"][0])))
        .collect()
}

fn row(kind: &str, name: &str, by: &str) -> (String, String, String) {
    (kind.to_owned(), name.to_owned(), by.to_owned())
}

#[actix_web::test]
async fn a_person_is_found_by_each_identifier_and_never_by_name() {
    let w = world().await;
    planted(&w).await;
    let by_mail = find(&w, "KANARIE@kund.example ", "", "").await.expect(200);
    assert_eq!(
        found(&by_mail),
        [
            row("customer", NAME, "email"),
            row("household_member", NAME, "near"),
            row("household_member", "Granne Nilsson", "near"),
        ]
    );
    let by_phone = find(&w, "", "+46 70 765 43 21", "").await.expect(200);
    assert_eq!(found(&by_phone)[0], row("customer", NAME, "phone"));
    let by_number = find(&w, "", "", deductions::BUYER).await.expect(200);
    assert_eq!(found(&by_number), [row("household_member", NAME, "identity_number")]);
    // The note about the neighbour is shown for a person to decide on.
    let mentions = by_phone.body["mentions"].as_array().unwrap();
    let note = mentions.iter().find(|m| m["field"] == "Anteckning").unwrap();
    assert!(note["excerpt"].as_str().unwrap().contains("070 765 43 21"));
    let other = find(&w, "ingen@kund.example", "", "").await.expect(200);
    assert_eq!(other.body, json!({ "items": [], "mentions": [] }));
    find(&w, "", "", "")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/email", "required");
    find(&w, "", "", "19810310-2392")
        .await
        .expect_field("/identity_number", "check_digit");
    find(&w, "", "123", "").await.expect_field("/phone", "invalid");
}

#[actix_web::test]
async fn whoever_runs_the_service_finds_every_user_and_a_company_its_own() {
    let w = world().await;
    let (here, there) = (w.here.person(Role::Worker), w.there.person(Role::Worker));
    let body = |email: &str| json!({ "email": email, "phone": "", "identity_number": "" });
    for email in [&here.email, &there.email] {
        let answer = w.stranger().post("/data-subjects/find", body(email)).await.expect(200);
        assert_eq!(found(&answer).len(), 1, "{email}");
        assert_eq!(found(&answer)[0].0, "user");
    }
    assert_eq!(found(&find(&w, &here.email, "", "").await.expect(200)).len(), 1);
    assert_eq!(found(&find(&w, &there.email, "", "").await.expect(200)), []);
}

#[actix_web::test]
async fn what_was_looked_for_is_not_kept() {
    let w = world().await;
    find(&w, "nagon.annan@kund.example", "070-999 88 77", "19650866-2399")
        .await
        .expect(200);
    let everything = w.dump().await;
    assert!(everything.contains("company_data_subject_sought"));
    for trace in ["nagon.annan", "9998877", "999 88 77", "650866"] {
        assert!(!everything.contains(trace), "{trace}");
    }
}

/// The rows of every table in which the person's words stand, without following any link.
async fn holding(w: &World, word: &str) -> BTreeSet<(String, String)> {
    w.look(async |tx| {
        let mut all = BTreeSet::new();
        for table in data_map::tables().filter(|t| t.owner == Owner::Tenant) {
            for row in graph::read(tx, table, Cond::all()).await? {
                if Value::Object(row.clone()).to_string().to_lowercase().contains(word) {
                    all.insert((table.name.to_owned(), Value::Object(row).to_string()));
                }
            }
        }
        Ok(all)
    })
    .await
}

#[actix_web::test]
async fn every_row_that_names_the_person_is_found_by_its_links() {
    let w = world().await;
    let customer = planted(&w).await;
    let id = customer.parse().unwrap();
    let linked: BTreeSet<(String, String)> = w
        .look(async |tx| {
            let roots = [Root { table: "customer", id }];
            let parts = graph::rows_of(tx, &roots, false).await?;
            Ok(parts
                .into_iter()
                .flat_map(|p| {
                    p.rows
                        .into_iter()
                        .map(|row| (p.table.name.to_owned(), Value::Object(row).to_string()))
                })
                .collect())
        })
        .await;
    let mut tables = BTreeSet::new();
    for (table, row) in holding(&w, "kanarie").await {
        // Others of the same name, the people of the household, who are people of their own, and what is found by its text.
        if row.contains("Bofink Granne") || row.contains("granne@") || table.starts_with("household_member") {
            continue;
        }
        let declared = data_map::table(&table).unwrap();
        let is_text = declared.about.iter().any(|a| matches!(a, About::Text(_)));
        let is_person = declared.about.contains(&About::Person) && table != "customer";
        if !is_text && !is_person {
            assert!(
                linked.contains(&(table.clone(), row.clone())),
                "{table} isn't reached: {row}"
            );
            tables.insert(table);
        }
    }
    let expected = [
        "customer",
        "invoice",
        "invoice_snapshot",
        "mail",
        "offer",
        "offer_line",
        "work_order",
        "work_site",
    ];
    for table in expected {
        assert!(tables.contains(table), "{table} is not in the test: {tables:?}");
    }
}

async fn extract(w: &World, subjects: Value) -> Answer {
    let body = json!({ "subjects": subjects, "language": "sv" });
    w.owner().post("/data-subjects/extract", body).await
}

#[actix_web::test]
async fn the_extract_says_everything_of_the_person_and_nothing_of_others() {
    let w = world().await;
    let customer = planted(&w).await;
    let people = find(&w, "", "", deductions::BUYER).await.expect(200);
    let member = people.body["items"][0]["id"].clone();
    let subjects = json!([{ "kind": "customer", "id": customer }, { "kind": "household_member", "id": member }]);
    let extract = extract(&w, subjects.clone()).await.expect(200);
    let text = extract.body.to_string();
    for word in [
        NAME,
        EMAIL,
        "070-765 43 21",
        "nyckeln ligger under krukan",
        "kanariestugan",
        "kanariegul fasad",
        "kanariegul färg",
        "Hej kanarie",
        "kanariegult kök",
        "klart till jul",
        "kanariegult tak",
        "kanarie, tack!",
        "19810310-2391",
        "UMEÅ SOFIEHEM 2:14",
        "100,00 kr",
        "Integritetsskyddsmyndigheten",
    ] {
        assert!(text.contains(word), "{word} is missing");
    }
    for word in ["Granne", "650866", "granne@kund.example"] {
        let at = text.find(word).unwrap_or_default();
        assert_eq!(
            at,
            0,
            "{word} is somebody else's: {}",
            text.get(at.saturating_sub(300)..).unwrap_or_default()
        );
    }
    let pdf = w
        .owner()
        .post(
            "/data-subjects/extract/pdf",
            json!({ "subjects": subjects, "language": "sv" }),
        )
        .await
        .expect(200);
    assert!(pdf.body["content"].as_str().unwrap().starts_with("JVBERi0"));
    // That it was taken out stands in the next one.
    let next = super::tests::extract(&w, subjects).await.expect(200);
    assert_eq!(next.body["access"].as_array().unwrap().len(), 2);
    assert_eq!(next.body["access"][0]["by"], "Ägare");
    // So does that a table of invoices was, by somebody else; a customer without invoices isn't in one.
    w.office().get("/invoices/export").await.expect(200);
    let next = super::tests::extract(&w, json!([{ "kind": "customer", "id": customer }]))
        .await
        .expect(200);
    let seen = next.body["access"].as_array().unwrap();
    let table = |entry: &&Value| entry["what"].as_str().unwrap().starts_with("En tabell över fakturor");
    assert_eq!(seen.iter().filter(table).count(), 1);
    let other = things::customer(&w).await.id();
    let next = super::tests::extract(&w, json!([{ "kind": "customer", "id": other }]))
        .await
        .expect(200);
    assert_eq!(next.body["access"].as_array().unwrap().iter().filter(table).count(), 0);
}

#[actix_web::test]
async fn what_is_told_is_said_in_words_and_not_in_the_machines() {
    let w = world().await;
    let customer = planted(&w).await;
    let answer = extract(&w, json!([{ "kind": "customer", "id": customer }]))
        .await
        .expect(200);
    let texts = answer.body["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|s| s["rows"].as_array().unwrap())
        .flat_map(|r| r["fields"].as_array().unwrap())
        .map(|f| f["text"].as_str().unwrap());
    let texts: Vec<&str> = texts.collect();
    assert!(texts.contains(&say(event(EventKind::CustomerCreated), Language::Sv)));
    assert!(texts.contains(&say(event(EventKind::InvoiceIssued), Language::Sv)));
    for text in texts {
        assert!(
            !text.contains("field: ") && uuid::Uuid::parse_str(text).is_err(),
            "{text}"
        );
    }
}

#[actix_web::test]
async fn who_is_not_there_has_no_extract() {
    let w = world().await;
    let customer = planted(&w).await;
    let there = json!([{ "kind": "customer", "id": customer }]);
    let body = json!({ "subjects": there, "language": "sv" });
    w.stranger()
        .post("/data-subjects/extract", body)
        .await
        .expect_problem(404, "not_found");
    // A user of another company isn't there either.
    let user = w.there.people[0].user_id;
    extract(&w, json!([{ "kind": "user", "id": user }]))
        .await
        .expect_problem(404, "not_found");
    extract(&w, json!([])).await.expect_field("/subjects", "too_short");
}

#[test]
fn every_datum_of_a_person_has_a_name_or_is_the_machines() {
    for table in data_map::tables() {
        for (column, declared) in table.columns {
            if matches!(declared, Declared::Personal(_)) && !labels::is_technical(column) {
                assert!(labels::field(column).is_some(), "{}.{column} has no name", table.name);
                assert!(labels::record(table.name).is_some(), "{} has no name", table.name);
            }
        }
    }
}

#[actix_web::test]
async fn ten_thousand_rows_are_a_matter_of_seconds_not_of_queries() {
    let w = world().await;
    let customer = planted(&w).await;
    let today = w.clock.today();
    for _ in 0..3 {
        let mut input = things::invoice_input(&customer);
        input["supplied_on"] = json!(today);
        let line = input["lines"][0].clone();
        input["lines"] = Value::Array(vec![line; 100]);
        w.office().post("/invoices", input).await.expect(201);
    }
    let extract = extract(&w, json!([{ "kind": "customer", "id": customer }]))
        .await
        .expect(200);
    let sections = extract.body["sections"].as_array().unwrap();
    let lines = sections.iter().find(|s| s["record"] == "invoice_line").unwrap();
    assert!(lines["rows"].as_array().unwrap().len() > 300);
}
