//! Does an extract keep quiet about others until somebody has looked, and about nobody else?

use crate::testing::{Answer, World, deductions, things, world};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

const NOTE: &str =
    "Ring Anna på 070-174 06 05 eller grannen Olle på 070-999 88 77, olle@granne.example, 19650866-2399.";

/// A customer whose note names a neighbour, and whose own household has a number.
async fn planted(w: &World) -> String {
    let mut input = things::customer_input();
    input["phone"] = json!("+46 70 174 06 05");
    input["note"] = json!(NOTE);
    w.office().post("/customers", input).await.expect(201).id()
}

async fn extract(w: &World, customer: &str, shown: &[&str]) -> Answer {
    let subjects = json!([{ "kind": "customer", "id": customer }]);
    let body = json!({ "subjects": subjects, "language": "sv", "shown": shown });
    w.owner().post("/data-subjects/extract", body).await.expect(200)
}

fn note(extract: &Answer) -> Value {
    let sections = extract.body["sections"].as_array().unwrap();
    let customer = sections.iter().find(|s| s["record"] == "customer").unwrap();
    let fields = customer["rows"][0]["fields"].as_array().unwrap();
    fields.iter().find(|f| f["name"] == "note").unwrap().clone()
}

#[actix_web::test]
async fn others_are_taken_out_of_a_text_until_somebody_says_that_they_are_nobody() {
    let w = world().await;
    let customer = planted(&w).await;
    let hidden = note(&extract(&w, &customer, &[]).await);
    let bare = "Ring Anna på 070-174 06 05 eller grannen Olle på •••, •••, •••.";
    assert_eq!((&hidden["text"], &hidden["value"]), (&json!(bare), &json!(bare)));
    let others = &hidden["bystanders"];
    assert_eq!(others["sorts"], json!(["email", "phone", "identity_number"]));
    assert_eq!(others["shown"], json!(false));
    let key = others["key"].as_str().unwrap();
    assert_eq!(key, format!("customer/note/{customer}"));
    let whole = note(&extract(&w, &customer, &[key]).await);
    assert_eq!(
        (&whole["text"], &whole["bystanders"]["shown"]),
        (&json!(NOTE), &json!(true))
    );
    // Another text's key shows nothing of this one.
    let other = note(&extract(&w, &customer, &["customer/note/x"]).await);
    assert_eq!(other["text"], json!(bare));
    let many: Vec<String> = (0..501).map(|n| n.to_string()).collect();
    let subjects = json!([{ "kind": "customer", "id": customer }]);
    let body = json!({ "subjects": subjects, "language": "sv", "shown": many });
    w.owner()
        .post("/data-subjects/extract", body)
        .await
        .expect_field("/shown", "too_long");
}

#[actix_web::test]
async fn what_is_the_persons_own_or_the_companys_is_told() {
    let w = world().await;
    let mut input = things::customer_input();
    let own = format!(
        "Bokför på {}, Anna@Kund.example. Vårt nummer: 090-12 34 56.",
        deductions::BUYER
    );
    input["note"] = json!(own);
    let customer = w.office().post("/customers", input).await.expect(201).id();
    let path = format!("/customers/{customer}/household");
    let people = w.office().put(&path, 0, things::household_input()).await.expect(200);
    let seen = w.owner().get("/company").await.expect(200);
    let mut company = seen.body.clone();
    company
        .as_object_mut()
        .unwrap()
        .retain(|f, _| !["id", "version", "actions"].contains(&f.as_str()));
    company["phone"] = json!("+46 (0)90-123456");
    w.client(Role::Owner)
        .put("/company", seen.version(), company)
        .await
        .expect(200);
    let member = &people.body["members"][0]["id"];
    let subjects = json!([{ "kind": "customer", "id": customer }, { "kind": "household_member", "id": member }]);
    let body = json!({ "subjects": subjects, "language": "sv" });
    let answer = w.owner().post("/data-subjects/extract", body).await.expect(200);
    let note = note(&answer);
    assert_eq!((&note["text"], &note["bystanders"]), (&json!(own), &Value::Null));
    // Of the person whose number it isn't, it is taken out.
    let alone = extract(&w, &customer, &[]).await;
    let text = alone.body["sections"].to_string();
    assert_eq!(text.contains(deductions::BUYER), member_is_reached(&alone), "{text}");
}

/// Whether the customer's own extract has the people of its household.
fn member_is_reached(extract: &Answer) -> bool {
    let sections = extract.body["sections"].as_array().unwrap();
    sections
        .iter()
        .any(|s| s["record"] == "household_member" && s["rows"] != json!([]))
}
