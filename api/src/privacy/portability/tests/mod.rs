//! Does a person take along what they supplied, all of it and nothing else, and does it come in elsewhere as it was?

mod import;
mod round_trip;

use super::{
    columns::{self, Role},
    content, schema,
};
use crate::{
    http::{Problem, Reply},
    jobs::worker::drain,
    privacy::subjects::{
        extract::NUMBER,
        graph::{self, Root},
        labels,
    },
    store::{Actor, Db, Done, Scope, data_map},
    testing::{
        Answer, World, deductions, letters,
        packages::{self, json_of},
        privacy_samples::{answered, answered_with_package, decisions},
        things, world,
    },
};
use actix_web::http::Method;
use kontoret_core::{
    permission::Role as UserRole,
    privacy::{
        About, CUSTOMER_CONTACT, CUSTOMER_RECORD, CUSTOMER_TEXT,
        Declared::{self, NotPersonal, Personal},
        Owner, Table,
    },
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The package of what a customer and the people of its household supplied.
async fn packed(client: crate::testing::Client<'_>, subjects: Value) -> Answer {
    client
        .post("/data-subjects/package", json!({ "subjects": subjects }))
        .await
}

/// A customer with people, an offer that was sent and one that wasn't, and an invoice with a tax deduction.
async fn planted(w: &World) -> Value {
    let office = w.office();
    let mut input = things::customer_input();
    input["note"] = json!("kontorets egen anteckning");
    input["billing"] = json!({ "credit_limit_ore": 5_000_000, "email_copies": ["kopia@kund.example"] });
    let customer = office.post("/customers", input).await.expect(201).id();
    let mut site = things::work_site_input();
    site["property_designation"] = json!("UMEÅ SOFIEHEM 2:14");
    let path = format!("/customers/{customer}/work-sites");
    let site = office.post(&path, site).await.expect(201).id();
    let path = format!("/customers/{customer}/household");
    let people = office.put(&path, 0, things::household_input()).await.expect(200);
    let draft = office
        .post("/offers", things::offer_input(w, &customer))
        .await
        .expect(201);
    office
        .post("/offers", things::offer_input(w, &customer))
        .await
        .expect(201);
    let letter = json!({ "recipient": "anna@kund.example", "message": "", "valid_until": draft.body["valid_until"] });
    office
        .act(&format!("/offers/{}/send", draft.id()), 1, letter)
        .await
        .expect(200);
    let mut input = things::invoice_input(&customer);
    input["work_site_id"] = json!(site);
    input["deduction"] = json!("rot");
    input["lines"][0]["work_type"] = json!("masonry");
    let draft = office.post("/invoices", input.clone()).await.expect(201);
    office
        .act(&format!("/invoices/{}/issue", draft.id()), 1, json!({}))
        .await
        .expect(200);
    office.post("/invoices", input).await.expect(201);
    let mut subjects = vec![json!({ "kind": "customer", "id": customer })];
    for member in people.body["members"].as_array().unwrap() {
        subjects.push(json!({ "kind": "household_member", "id": member["id"] }));
    }
    Value::Array(subjects)
}

/// Does to the company's rows what no operation does.
async fn spoil(w: &World, sql: &str) {
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let _: Reply = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            tx.connection().execute_unprepared(sql).await?;
            Ok(Done::silent("something is broken", Reply::no_content()))
        })
        .await
        .unwrap();
}

fn valid(files: &BTreeMap<String, Vec<u8>>) {
    let schema = json_of(files, "schema.json");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let package = json_of(files, "package.json");
    let errors: Vec<String> = validator
        .iter_errors(&package)
        .map(|e| format!("{e} at {}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{package:#}");
}

#[actix_web::test]
async fn a_package_holds_what_the_person_supplied_and_the_documents_they_got() {
    let w = world().await;
    let subjects = planted(&w).await;
    let answer = packed(w.owner(), subjects.clone()).await.expect(200);
    let name = answer.header("content-disposition").unwrap();
    assert_eq!(name, "attachment; filename=\"dataportabilitet-2026-11-20.zip\"");
    let files = packages::files(&answer);
    valid(&files);
    let package = json_of(&files, "package.json");
    assert_eq!(package["format"], "flexibla-kontoret/portability");
    assert_eq!(package["company"]["name"], "Lindqvist Bygg & Måleri AB");
    assert_eq!(package["subjects"], subjects);
    assert_eq!(package["missing"], json!([]));
    let customer = &package["tables"]["customer"][0];
    assert_eq!(customer["name"], "Anna Öberg");
    assert_eq!(customer["created_at"], "2026-11-20T09:00:00Z");
    assert_eq!(customer["archived"], json!(false));
    let people = package["tables"]["household_member"].as_array().unwrap();
    assert_eq!(people[0]["identity_number"], "19810310-2391");
    assert_eq!(people[0]["unrelated"], json!(true));
    assert_eq!(package["tables"]["household_use"].as_array().unwrap().len(), 2);
    // What was written about the person or decided about them isn't theirs to take.
    let text = package.to_string();
    for word in [
        "kontorets egen anteckning",
        "credit_limit",
        "number_sealed",
        "number_index",
        "name_folded",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    let documents: Vec<&str> = package["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["path"].as_str().unwrap())
        .collect();
    assert_eq!(documents, ["files/Offert-1001.pdf", "files/Faktura-10001.pdf"]);
    for (path, listed) in documents.iter().zip(package["files"].as_array().unwrap()) {
        let bytes = &files[*path];
        assert!(bytes.starts_with(b"%PDF"));
        assert_eq!(listed["size"], bytes.len());
        let sum: String = crate::store::secret::digest(bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(listed["sha256"], json!(sum));
    }
    let csv = String::from_utf8(files["tables/customer.csv"].clone()).unwrap();
    assert!(csv.starts_with("\u{feff}id,number,kind,name,email,phone,"), "{csv}");
    assert!(csv.contains(",Anna Öberg,anna@kund.example,070-123 45 67,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 2);
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    for word in [
        "DATAPORTABILITETSPAKET",
        "PORTABILITY PACKAGE",
        "files/Faktura-10001.pdf",
        "Kunduppgifter: 1",
    ] {
        assert!(readme.contains(word), "{word}: {readme}");
    }
}

#[actix_web::test]
async fn a_document_that_cannot_be_set_is_listed_as_missing() {
    let w = world().await;
    let subjects = planted(&w).await;
    let broken = "UPDATE offer SET snapshot = '{}' WHERE snapshot IS NOT NULL";
    spoil(&w, broken).await;
    let answer = packed(w.owner(), subjects).await.expect(200);
    let files = packages::files(&answer);
    valid(&files);
    let package = json_of(&files, "package.json");
    assert_eq!(package["files"].as_array().unwrap().len(), 1);
    assert_eq!(package["missing"][0]["what"], "document");
    assert_eq!(package["missing"][0]["table"], "offer");
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    let id = package["missing"][0]["row"].as_str().unwrap();
    assert!(readme.contains(&format!("dokument, offer {id}")), "{readme}");
}

#[actix_web::test]
async fn that_a_package_was_made_stands_in_the_next_extract() {
    let w = world().await;
    let subjects = planted(&w).await;
    packed(w.owner(), subjects.clone()).await.expect(200);
    let body = json!({ "subjects": subjects, "language": "sv" });
    let extract = w.owner().post("/data-subjects/extract", body).await.expect(200);
    let access = extract.body["access"].as_array().unwrap();
    let made = access
        .iter()
        .find(|a| a["what"].as_str().unwrap().starts_with("Ett dataportabilitetspaket"));
    assert_eq!(made.unwrap()["by"], "Ägare");
}

#[actix_web::test]
async fn a_user_takes_along_what_they_told_the_company() {
    let w = world().await;
    let worker = w.here.person(UserRole::Worker);
    let subjects = json!([{ "kind": "user", "id": worker.user_id }]);
    let files = packages::files(&packed(w.owner(), subjects.clone()).await.expect(200));
    valid(&files);
    let package = json_of(&files, "package.json");
    assert_eq!(package["tables"]["user_account"][0]["email"], json!(worker.email));
    assert_eq!(package["tables"]["membership"].as_array().unwrap().len(), 1);
    let text = package.to_string();
    for word in ["password", "employment_id", "nonce"] {
        assert!(!text.contains(word), "{word}");
    }
    // Whoever runs the service answers for all users, another company for none but its own.
    let files = packages::files(&packed(w.stranger(), subjects).await.expect(200));
    let package = json_of(&files, "package.json");
    assert_eq!(package["tables"]["user_account"].as_array().unwrap().len(), 1);
    assert_eq!(package["tables"]["membership"], Value::Null);
    let other = json!([{ "kind": "user", "id": w.there.person(UserRole::Worker).user_id }]);
    packed(w.owner(), other).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn who_is_not_there_has_no_package_and_a_rehearsal_hands_nothing_out() {
    let w = world().await;
    let subjects = planted(&w).await;
    packed(w.stranger(), subjects.clone())
        .await
        .expect_problem(404, "not_found");
    packed(w.owner(), json!([]))
        .await
        .expect_field("/subjects", "too_short");
    let rehearsed = w
        .owner()
        .post("/data-subjects/package?dry_run=true", json!({ "subjects": subjects }))
        .await
        .expect(200);
    assert!(rehearsed.bytes.is_empty());
}

#[test]
fn a_column_goes_along_exactly_when_it_is_declared_to() {
    let mut tables = 0;
    for table in data_map::tables() {
        let taken = columns::of(table);
        tables += usize::from(!taken.is_empty());
        for (name, declared) in table.columns {
            let Declared::Personal(personal) = declared else {
                continue;
            };
            let is_there = |name: &str, role| taken.iter().any(|c| c.name == name && c.role == role);
            let is_data = is_there(name, Role::Datum) || (*name == NUMBER && is_there("identity_number", Role::Number));
            let is_machines = labels::is_technical(name) && *name != NUMBER;
            assert_eq!(is_data, personal.is_portable() && !is_machines, "{}.{name}", table.name);
        }
    }
    assert!(tables > 5);
}

/// A table that nothing but its declaration knows.
static MADE: Table = Table {
    name: "made_up_visit",
    owner: Owner::Tenant,
    about: &[About::Of("customer_id", "customer")],
    found_by: &[],
    columns: &[
        ("company_id", NotPersonal),
        ("id", NotPersonal),
        ("customer_id", Personal(&CUSTOMER_RECORD)),
        ("phone", Personal(&CUSTOMER_CONTACT)),
        ("note", Personal(&CUSTOMER_TEXT)),
        ("unrelated", Personal(&CUSTOMER_CONTACT)),
        ("created_at", NotPersonal),
        ("weight", NotPersonal),
    ],
};

#[actix_web::test]
async fn a_new_table_goes_along_by_its_declaration_alone() {
    let w = world().await;
    let customer = things::customer(&w).await.id();
    let (id, company) = (w.key(), w.here.company_id);
    // Only the schema's owner makes tables.
    let owner = Db::connect(&w.database.owner_url(), 1).await.unwrap();
    let raw = owner.raw();
    let (uuid, quoted): (_, fn(&str) -> String) = match w.app.db.backend() {
        sea_orm::DbBackend::Sqlite => ("uuid_text", |id| format!("X'{}'", id.replace('-', ""))),
        _ => ("uuid", |id| format!("'{id}'")),
    };
    raw.execute_unprepared(&format!(
        "CREATE TABLE made_up_visit (company_id {uuid}, id {uuid} NOT NULL, customer_id {uuid} NOT NULL, phone text NOT NULL, \
         note text NOT NULL, unrelated boolean NOT NULL, created_at text, weight integer)"
    ))
    .await
    .unwrap();
    raw.execute_unprepared(&format!(
        "INSERT INTO made_up_visit VALUES ({}, {}, {}, '070-11 22 33', 'ser glad ut', true, NULL, 7)",
        quoted(&company.to_string()),
        quoted(&id),
        quoted(&customer)
    ))
    .await
    .unwrap();
    if owner.backend() == sea_orm::DbBackend::Postgres {
        let all = "GRANT SELECT ON made_up_visit TO PUBLIC";
        raw.execute_unprepared(all).await.unwrap();
    }
    let root = Root {
        table: "customer",
        id: customer.parse().unwrap(),
    };
    let tables = || data_map::tables().chain([&MADE]);
    let (rows, schema) = w
        .look(async |tx| {
            let parts = graph::about(tx, tables(), &[root], false).await?;
            let part = parts.iter().find(|p| p.table.name == "made_up_visit");
            let part = part.ok_or_else(Problem::not_found)?;
            let section = content::section(tx, &w.app.secrets, part, &mut Vec::new()).await?;
            Ok((section.unwrap().rows, schema::of(tx, tables()).await?))
        })
        .await;
    let expected =
        json!([{ "id": id, "customer_id": customer, "phone": "070-11 22 33", "unrelated": true, "created_at": null }]);
    assert_eq!(json!(rows), expected);
    let declared = &schema["properties"]["tables"]["properties"]["made_up_visit"];
    let validator = jsonschema::draft202012::new(declared).unwrap();
    assert!(validator.is_valid(&expected));
    assert_eq!(declared["items"]["properties"]["unrelated"]["type"], "boolean");
    assert_eq!(declared["items"]["properties"]["phone"]["title"], "Telefon / Phone");
    assert_eq!(declared["items"]["properties"]["note"], Value::Null);
}

#[actix_web::test]
async fn the_number_of_somebody_erased_is_missing_and_said_to_be() {
    let w = world().await;
    let subjects = planted(&w).await;
    spoil(
        &w,
        "UPDATE subject_key SET wrapped = NULL, dropped_at = '2026-11-20 09:00:00+00:00'",
    )
    .await;
    let files = packages::files(&packed(w.owner(), subjects).await.expect(200));
    valid(&files);
    let package = json_of(&files, "package.json");
    assert_eq!(package["tables"]["household_member"][0]["identity_number"], Value::Null);
    let missing = package["missing"].as_array().unwrap();
    assert!(missing.iter().any(|m| m["what"] == "identity_number"), "{missing:#?}");
    assert!(!package.to_string().contains(deductions::BUYER));
}

#[actix_web::test]
async fn the_answer_to_a_request_for_portability_brings_the_package() {
    let w = world().await;
    let (request, secret) = answered_with_package(&w, decisions()).await;
    let path = format!("/public/privacy-links/{secret}");
    let link = w.nobody().get(&path).await.expect(200);
    assert_eq!(link.body["has_package"], json!(true));
    assert_eq!(link.body["uses_left"], 3);
    let fetch = async |what: &str| {
        let path = format!("{path}/{what}");
        w.nobody().call(Method::POST, &path, None, None, &[]).await
    };
    let files = packages::files(&fetch("package").await.expect(200));
    valid(&files);
    let package = json_of(&files, "package.json");
    assert_eq!(package["tables"]["customer"][0]["name"], "Anna Öberg");
    fetch("answer").await.expect(200);
    fetch("package").await.expect(200);
    fetch("package").await.expect_problem(404, "link_invalid");
    let seen = w
        .owner()
        .get(&format!("/privacy-requests/{}", request.id()))
        .await
        .expect(200);
    let fetched = seen.body["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["kind"] == "fetched")
        .count();
    assert_eq!(fetched, 3);
}

/// An offer that went out to the customer of a request, of which nothing is left to set.
async fn lost_offer(w: &World, customer: &str) -> i64 {
    let office = w.office();
    let draft = office
        .post("/offers", things::offer_input(w, customer))
        .await
        .expect(201);
    let letter = json!({ "recipient": "anna@kund.example", "message": "", "valid_until": draft.body["valid_until"] });
    let sent = office
        .act(&format!("/offers/{}/send", draft.id()), 1, letter)
        .await
        .expect(200);
    spoil(w, "UPDATE offer SET snapshot = '{}' WHERE snapshot IS NOT NULL").await;
    sent.body["number"].as_i64().unwrap()
}

/// What the handler's letter says of a package that lacked something; how often it came.
async fn letters_of_lack(w: &World) -> usize {
    drain(&w.app).await.unwrap();
    let all = letters::all(w);
    all.iter().filter(|l| l.contains("i det. I")).count()
}

#[actix_web::test]
async fn a_request_whose_package_lacked_a_document_goes_back_to_its_handler() {
    let w = world().await;
    let owner = w.owner();
    let (request, secret) = answered_with_package(&w, decisions()).await;
    let number = lost_offer(&w, request.body["subject"]["id"].as_str().unwrap()).await;
    let path = format!("/privacy-requests/{}", request.id());
    let fetch = async |secret: &str| {
        let path = format!("/public/privacy-links/{secret}/package");
        let answer = w.nobody().call(Method::POST, &path, None, None, &[]).await.expect(200);
        json_of(&packages::files(&answer), "package.json")["missing"].clone()
    };
    assert_eq!(fetch(&secret).await.as_array().unwrap().len(), 1);
    let lacking = owner.get(&path).await.expect(200);
    assert_eq!(lacking.body["status"], "needs_attention");
    assert_eq!(lacking.body["actions"], json!(["assign", "answer"]));
    let last = lacking.body["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["kind"], &last["note"]),
        (&json!("lacking"), &json!(format!("Offerter: {number}")))
    );
    let listed = owner
        .get("/privacy-requests?open=true&status=needs_attention")
        .await
        .expect(200);
    assert_eq!(listed.body["items"][0]["id"], request.body["id"]);
    // Nothing new is said when it is fetched again, and nobody closes it as it is.
    fetch(&secret).await;
    assert_eq!(letters_of_lack(&w).await, 1);
    let version = lacking.version();
    let close = format!("{path}/close");
    owner
        .act(&close, version, json!({ "text": "" }))
        .await
        .expect_problem(409, "not_allowed_in_status");
    // Answered again it is as before; one that was closed is opened by what turns out to lack.
    let answered = owner
        .act(&format!("{path}/answer"), version, json!({ "text": "" }))
        .await
        .expect(200);
    assert_eq!(answered.body["status"], "answered");
    let secret = letters::secret(&w, "integritetslank").await;
    owner
        .act(&close, answered.version(), json!({ "text": "" }))
        .await
        .expect(200);
    fetch(&secret).await;
    let opened = owner.get(&path).await.expect(200);
    assert_eq!(opened.body["status"], "needs_attention");
    assert_eq!(letters_of_lack(&w).await, 2);
}

#[actix_web::test]
async fn no_package_comes_with_another_answer() {
    let w = world().await;
    let mut refused = decisions();
    for decision in refused["decisions"].as_array_mut().unwrap() {
        decision["result"] = json!("refused");
        decision["ground"] = json!("not_portable");
    }
    for secret in [answered(&w).await.1, answered_with_package(&w, refused).await.1] {
        let path = format!("/public/privacy-links/{secret}");
        let link = w.nobody().get(&path).await.expect(200);
        assert_eq!(link.body["has_package"], json!(false));
        w.nobody()
            .call(Method::POST, &format!("{path}/package"), None, None, &[])
            .await
            .expect_problem(404, "link_invalid");
        let link = w.nobody().get(&path).await.expect(200);
        assert_eq!(link.body["uses_left"], 3);
    }
}
