//! What comes in with a package, and what is refused?

use crate::testing::{Answer, World, packages, things, world};
use serde_json::{Value, json};

async fn bring(w: &World, package: &Value) -> Answer {
    w.office().post("/privacy-packages", packages::brought(package)).await
}

fn siv() -> Value {
    packages::package("siv@kund.example")
}

#[actix_web::test]
async fn a_customer_comes_in_with_work_sites_and_people() {
    let w = world().await;
    let mut package = siv();
    package["tables"]["invoice"] = json!([{ "id": w.key() }, { "id": w.key() }]);
    package["tables"]["feather"] = json!([{ "colour": "blue" }]);
    package["files"] = json!([{ "path": "files/x.pdf", "table": "invoice", "row": w.key(), "size": 1, "sha256": "" }]);
    let rehearsed = w
        .office()
        .post("/privacy-packages?dry_run=true", packages::brought(&package))
        .await
        .expect(201);
    assert_eq!(rehearsed.body["customers"][0]["customer"]["name"], "Siv Ek");
    assert_eq!(
        w.office().get("/customers?total=true").await.expect(200).body["total"],
        json!(0)
    );
    let made = bring(&w, &package).await.expect(201);
    assert_eq!(made.body["sender"], "Norrbygg AB");
    let came = &made.body["customers"][0];
    assert_eq!(came["customer"]["number"], 1001);
    assert_eq!(came["customer"]["email"], "siv@kund.example");
    assert_eq!(came["work_sites"][0]["property_designation"], "UMEÅ SOFIEHEM 2:14");
    assert_eq!(came["people"][0]["identity_number"], "19650866-••••");
    assert_eq!(came["people"][0]["used"][0]["rot_kr"], 10_000);
    let id = came["customer"]["id"].as_str().unwrap();
    assert_eq!(
        made.header("location"),
        Some(format!("/api/v1/customers/{id}").as_str())
    );
    let household = w.office().get(&format!("/customers/{id}/household")).await.expect(200);
    assert_eq!(household.body["members"].as_array().unwrap().len(), 2);
    let found = w.office().get("/customers?q=siv").await.expect(200);
    assert_eq!(found.body["items"][0]["id"], json!(id));
    // Nothing is left out in silence.
    let table = |name: &str| {
        let all = made.body["tables"].as_array().unwrap();
        let one = all.iter().find(|t| t["name"] == name).unwrap();
        json!([one["taken"], one["left"], one["ground"]])
    };
    assert_eq!(table("customer"), json!([1, 0, null]));
    assert_eq!(table("household_member"), json!([2, 0, null]));
    assert_eq!(table("household_use"), json!([1, 0, null]));
    assert_eq!(table("invoice"), json!([0, 2, "record_of_sender"]));
    assert_eq!(table("feather"), json!([0, 1, "unknown"]));
    assert_eq!(made.body["files_left"], 1);
}

#[actix_web::test]
async fn a_household_that_is_not_whole_stays_outside_and_is_said_to() {
    let w = world().await;
    let mut package = siv();
    package["tables"]["household_member"].as_array_mut().unwrap().pop();
    let made = bring(&w, &package).await.expect(201);
    assert_eq!(made.body["customers"][0]["people"], json!([]));
    let all = made.body["tables"].as_array().unwrap();
    for name in ["household_member", "household_use"] {
        let one = all.iter().find(|t| t["name"] == name).unwrap();
        assert_eq!(one["left"], 1, "{name}");
        assert_eq!(one["ground"], "household_incomplete", "{name}");
    }
}

#[actix_web::test]
async fn who_is_here_already_is_named_by_number() {
    let w = world().await;
    bring(&w, &siv()).await.expect(201);
    let again = bring(&w, &siv()).await.expect_problem(422, "invalid_fields");
    let at = |pointer: &str| {
        let errors = again.body["errors"].as_array().unwrap();
        let one = errors.iter().find(|e| e["pointer"] == pointer);
        json!([one.unwrap()["code"], one.unwrap()["params"]])
    };
    let known = json!(["duplicate", { "customer_number": 1001 }]);
    assert_eq!(at("/content/tables/customer/0/email"), known);
    assert_eq!(at("/content/tables/household_member/0/identity_number"), known);
    // The address in other letters, and the people of somebody else.
    let mut other = packages::package("SIV@kund.example");
    other["tables"]["household_member"] = json!([]);
    other["tables"]["household_use"] = json!([]);
    bring(&w, &other)
        .await
        .expect_field("/content/tables/customer/0/email", "duplicate");
    bring(&w, &packages::package("annan@kund.example"))
        .await
        .expect_field("/content/tables/household_member/1/identity_number", "duplicate");
    let count = w.office().get("/customers?total=true").await.expect(200);
    assert_eq!(count.body["total"], json!(1));
    // Another company knows nothing of it.
    let body = packages::brought(&siv());
    w.stranger().post("/privacy-packages", body).await.expect(201);
}

#[actix_web::test]
async fn who_is_two_customers_comes_in_as_two() {
    let w = world().await;
    let mut package = siv();
    let mut second = package["tables"]["customer"][0].clone();
    second["id"] = json!(w.key());
    second["name"] = json!("Siv Ek, stugan");
    let mut person = package["tables"]["household_member"][0].clone();
    person["id"] = json!(w.key());
    person["customer_id"] = second["id"].clone();
    person["share_bp"] = json!(10_000);
    package["tables"]["customer"].as_array_mut().unwrap().push(second);
    package["tables"]["household_member"]
        .as_array_mut()
        .unwrap()
        .push(person);
    let made = bring(&w, &package).await.expect(201);
    let customers = made.body["customers"].as_array().unwrap();
    assert_eq!(customers.len(), 2);
    assert_eq!(customers[1]["people"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn each_wrong_field_is_named_by_its_place_and_nothing_comes_in() {
    let w = world().await;
    let mut bad = siv();
    let customer = &mut bad["tables"]["customer"][0];
    customer["email"] = json!("inte en adress");
    customer["postal_code"] = json!("12");
    customer["invoice_city"] = json!("Umeå");
    customer["invoice_country"] = json!("Sverige");
    customer["email_copies"] = json!("x");
    customer["favourite_colour"] = json!("blå");
    bad["tables"]["work_site"][0]["name"] = json!("x".repeat(81));
    bad["tables"]["household_member"][0]["identity_number"] = json!("19650866-2390");
    bad["tables"]["household_use"][0]["year"] = json!(1999);
    let refused = bring(&w, &bad).await.expect_problem(422, "invalid_fields");
    let refused = refused.expect_field("/content/tables/customer/0/favourite_colour", "unknown_field");
    // Rows are held to their limits once their columns are right.
    bad["tables"]["customer"][0]
        .as_object_mut()
        .unwrap()
        .remove("favourite_colour");
    drop(refused);
    let refused = bring(&w, &bad).await.expect_problem(422, "invalid_fields");
    let refused = refused
        .expect_field("/content/tables/customer/0/invoice_country", "too_long")
        .expect_field("/content/tables/work_site/0/name", "too_long");
    assert!(!refused.body.to_string().contains("inte en adress"));
    bad["tables"]["customer"][0]["invoice_country"] = json!("SE");
    bad["tables"]["work_site"][0]["name"] = json!("Stugan");
    bring(&w, &bad)
        .await
        .expect_field("/content/tables/customer/0/email", "invalid")
        .expect_field("/content/tables/customer/0/postal_code", "invalid")
        .expect_field("/content/tables/customer/0/email_copies", "invalid");
    bad["tables"]["customer"][0]["email"] = json!("siv@kund.example");
    bad["tables"]["customer"][0]["postal_code"] = json!("903 26");
    bad["tables"]["customer"][0]["email_copies"] = json!("");
    bring(&w, &bad)
        .await
        .expect_field("/content/tables/household_use/0/year", "too_small");
    bad["tables"]["household_use"][0]["year"] = json!(2026);
    bring(&w, &bad)
        .await
        .expect_field("/content/tables/household_member/0/identity_number", "check_digit");
    let nothing = w.office().get("/customers?total=true").await.expect(200);
    assert_eq!(nothing.body["total"], json!(0));
    // No number was used up by what was refused.
    assert_eq!(things::customer(&w).await.body["number"], 1001);
}

#[actix_web::test]
async fn a_package_without_what_a_customer_needs_is_refused() {
    let w = world().await;
    let mut missing = siv();
    missing["tables"]["customer"][0]
        .as_object_mut()
        .unwrap()
        .remove("phone");
    bring(&w, &missing)
        .await
        .expect_field("/content/tables/customer/0/phone", "required");
    let mut nobody = siv();
    nobody["tables"]["customer"] = json!([]);
    bring(&w, &nobody)
        .await
        .expect_field("/content/tables/customer", "required");
    let mut twice = siv();
    let first = twice["tables"]["customer"][0].clone();
    twice["tables"]["customer"].as_array_mut().unwrap().push(first);
    bring(&w, &twice)
        .await
        .expect_field("/content/tables/customer/1/id", "duplicate");
}

#[actix_web::test]
async fn what_is_no_package_is_refused_at_its_field() {
    let w = world().await;
    let send = async |content: &str| {
        let body = json!({ "content": content, "language": "sv" });
        w.office().post("/privacy-packages", body).await
    };
    send("").await.expect_field("/content", "too_short");
    send("JVBERi0xLjcK").await.expect_field("/content", "file_unknown");
    let up = packages::zipped(&[("package.json", b"{}"), ("../../etc/passwd", b"x")]);
    send(&up).await.expect_field("/content", "file_unsafe");
    let mut later = siv();
    later["version"] = json!(2);
    bring(&w, &later).await.expect_field("/content", "file_version");
    let huge = "A".repeat(28_000_001);
    send(&huge).await.expect_field("/content", "too_long");
    let larger = "A".repeat(28_200_000);
    send(&larger).await.expect_problem(413, "too_large");
}
