//! Customers and work sites, as a caller sees them.

use crate::testing::world;
use serde_json::{Value, json};

fn anna() -> Value {
    json!({
        "kind": "private", "name": "Anna Öberg", "email": "anna@kund.example", "phone": "070-123 45 67",
        "organisation_number": "", "vat_number": "",
        "address": { "street": "Björkvägen 4", "street2": "", "postal_code": "90326", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": "Hund på tomten"
    })
}

#[actix_web::test]
async fn a_customer_is_created_found_changed_and_put_away() {
    let w = world().await;
    let created = w.office().post("/customers", anna()).await.expect(201);
    assert_eq!(created.body["number"], 1001);
    assert_eq!(created.body["address"]["postal_code"], "903 26");
    assert_eq!(created.header("etag"), Some("\"1\""));
    let path = format!("/customers/{}", created.id());

    for words in ["oberg", "ANNA", "anna öb", "umea", "1001"] {
        let found = w
            .office()
            .get(&format!(
                "/customers?q={}",
                words.replace(' ', "%20").replace('ö', "%C3%B6")
            ))
            .await;
        assert_eq!(found.expect(200).body["items"][0]["name"], "Anna Öberg", "{words}");
    }
    let none = w.office().get("/customers?q=berg").await.expect(200);
    assert_eq!(none.body["items"], json!([]));

    let mut changed = anna();
    changed["name"] = json!("Anna Åkesson");
    let after = w.office().put(&path, 1, changed.clone()).await.expect(200);
    assert_eq!(after.body["version"], 2);
    w.office().put(&path, 1, changed).await.expect_problem(412, "stale");
    assert_eq!(
        w.office().get("/customers?q=oberg").await.expect(200).body["items"],
        json!([])
    );

    let away = w
        .office()
        .act(&format!("{path}/archive"), 2, json!({ "archived": true }))
        .await
        .expect(200);
    assert_eq!(away.body["actions"], json!(["unarchive"]));
    assert_eq!(w.office().get("/customers").await.expect(200).body["items"], json!([]));
    w.office().put(&path, 3, anna()).await.expect_problem(409, "archived");
}

#[actix_web::test]
async fn bad_input_names_every_field_and_echoes_nothing() {
    let w = world().await;
    let mut bad = anna();
    bad["email"] = json!("not-an-address-SECRET");
    bad["name"] = json!("  ");
    bad["organisation_number"] = json!("556016-0680");
    bad["address"]["country"] = json!("se");
    let refused = w
        .office()
        .post("/customers", bad)
        .await
        .expect_problem(422, "invalid_fields");
    let text = refused.body.to_string();
    assert!(!text.contains("SECRET"));
    refused
        .expect_field("/email", "invalid")
        .expect_field("/name", "required")
        .expect_field("/organisation_number", "invalid")
        .expect_field("/address/country", "invalid");

    let mut unknown = anna();
    unknown["favourite_colour"] = json!("blue");
    w.office()
        .post("/customers", unknown)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/favourite_colour", "unknown_field");
    let mut wrong = anna();
    wrong["payment_terms_days"] = json!("thirty");
    w.office()
        .post("/customers", wrong)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/payment_terms_days", "wrong_type");
    let mut long = anna();
    long["name"] = json!("x".repeat(121));
    let refused = w
        .office()
        .post("/customers", long)
        .await
        .expect_problem(422, "invalid_fields");
    assert_eq!(refused.body["errors"][0]["params"]["max"], 120);
    assert_eq!(
        w.office().get("/customers?total=true").await.expect(200).body["total"],
        0
    );
}

#[actix_web::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    let w = world().await;
    for i in 0..23 {
        let mut c = anna();
        // Several with the same name: the id decides.
        c["name"] = json!(format!("Kund {}", i / 4));
        w.office().post("/customers", c).await.expect(201);
    }
    for sort in ["name", "-name", "number", "-number"] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = w
                .office()
                .get(&format!("/customers?limit=5&sort={sort}{after}"))
                .await
                .expect(200);
            seen.extend(
                page.body["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|c| c["number"].as_i64().unwrap()),
            );
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (1001..1024).collect::<Vec<_>>(), "{sort}: {seen:?}");
    }
    w.office()
        .get("/customers?after=garbage")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("after", "invalid");
    w.office()
        .get("/customers?limit=201")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("limit", "too_large");
    w.office()
        .get("/customers?colour=blue")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("colour", "unknown_field");
}

#[actix_web::test]
async fn a_repeated_request_is_answered_once_and_a_rehearsal_leaves_nothing() {
    let w = world().await;
    let key = w.key();
    let post = async |body: Value, query: &str| {
        let path = format!("/customers{query}");
        w.office()
            .call(
                actix_web::http::Method::POST,
                &path,
                None,
                Some(&body),
                &[("idempotency-key", &key)],
            )
            .await
    };
    let rehearsal = post(anna(), "?dry_run=true").await.expect(201);
    assert_eq!(rehearsal.header("x-dry-run"), Some("true"));
    let first = post(anna(), "").await.expect(201);
    let again = post(anna(), "").await.expect(201);
    assert_eq!(first.body, again.body);
    assert_eq!(first.header("location"), again.header("location"));
    let mut other = anna();
    other["name"] = json!("Någon annan");
    post(other, "").await.expect_problem(422, "idempotency_key_reused");
    assert_eq!(
        w.office().get("/customers?total=true").await.expect(200).body["total"],
        1
    );
}

#[actix_web::test]
async fn a_customer_has_several_work_sites() {
    let w = world().await;
    let customer = w.office().post("/customers", anna()).await.expect(201).id();
    let path = format!("/customers/{customer}/work-sites");
    let home = json!({
        "name": "Hemma", "address": anna()["address"], "property_designation": "UMEÅ TEG 1:7", "apartment_number": "",
        "housing_association_number": "", "note": ""
    });
    let site = w.office().post(&path, home.clone()).await.expect(201);
    let mut changed = home.clone();
    changed["name"] = json!("Sommarstugan");
    w.office()
        .put(&format!("/work-sites/{}", site.id()), 1, changed)
        .await
        .expect(200);
    let list = w.office().get(&path).await.expect(200);
    assert_eq!(list.body["items"][0]["name"], "Sommarstugan");
    w.stranger().get(&path).await.expect_problem(404, "not_found");
}

fn firm() -> Value {
    let mut firm = anna();
    firm["kind"] = json!("company");
    firm["name"] = json!("Norrfasad AB");
    firm["vat_number"] = json!("se 556016-0680 01");
    firm["billing"] = json!({
        "order_number": " PO-4711 ",
        "address": { "street": "Box 12", "street2": "", "postal_code": "90103", "city": "Umeå", "country": "SE" },
        "email_copies": ["ekonomi@kund.example", "chef@kund.example"], "vat": "reverse_charge", "discount_bp": 500,
        "credit_limit_ore": 5_000_000, "peppol_id": { "scheme": "0007", "value": "556016-0680" },
        "reminder_block_reason": " Tvist om faktura 12 "
    });
    firm
}

#[actix_web::test]
async fn how_a_customer_wants_its_bills_is_kept_and_tidied() {
    let w = world().await;
    let created = w.office().post("/customers", firm()).await.expect(201);
    let billing = &created.body["billing"];
    assert_eq!(created.body["vat_number"], "SE556016068001");
    assert_eq!(billing["order_number"], "PO-4711");
    assert_eq!(billing["address"]["postal_code"], "901 03");
    assert_eq!(
        billing["email_copies"],
        json!(["ekonomi@kund.example", "chef@kund.example"])
    );
    assert_eq!(billing["vat"], "reverse_charge");
    assert_eq!(billing["peppol_id"], json!({ "scheme": "0007", "value": "5560160680" }));
    assert_eq!(billing["reminder_block_reason"], "Tvist om faktura 12");

    let mut plain = firm();
    plain["billing"] =
        json!({ "address": { "street": " ", "street2": "", "postal_code": "", "city": "", "country": "SE" } });
    let path = format!("/customers/{}", created.id());
    let after = w.office().put(&path, 1, plain).await.expect(200);
    assert_eq!(after.body["billing"]["address"], Value::Null);
    assert_eq!(after.body["billing"]["email_copies"], json!([]));
    assert_eq!(after.body["billing"]["credit_limit_ore"], Value::Null);
    assert_eq!(after.body["billing"]["peppol_id"], Value::Null);
}

#[actix_web::test]
async fn wrong_ways_to_be_billed_are_named_one_by_one() {
    let w = world().await;
    let mut bad = firm();
    bad["vat_number"] = json!("DK13585629");
    bad["billing"]["address"]["country"] = json!("se");
    bad["billing"]["email_copies"] = json!(["ekonomi@kund.example", "chef"]);
    bad["billing"]["peppol_id"] = json!({ "scheme": "0088", "value": "4006381333932" });
    w.office()
        .post("/customers", bad)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/vat_number", "check_digit")
        .expect_field("/billing/address/country", "invalid")
        .expect_field("/billing/email_copies/1", "invalid")
        .expect_field("/billing/peppol_id/value", "check_digit");
    let mut person = firm();
    person["kind"] = json!("private");
    w.office()
        .post("/customers", person)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/billing/peppol_id", "invalid");
    let mut over = firm();
    over["billing"]["discount_bp"] = json!(10_001);
    w.office()
        .post("/customers", over)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/billing/discount_bp", "too_large");
}

#[actix_web::test]
async fn a_name_is_seen_a_line_is_a_line_and_a_country_exists() {
    let w = world().await;
    let with = |pointer: &str, value: &str| {
        let mut body = anna();
        *body.pointer_mut(pointer).unwrap() = json!(value);
        body
    };
    for (pointer, value, code) in [
        ("/name", "\u{200b}\u{feff}", "required"),
        ("/name", "\u{3164}", "required"),
        ("/name", "   ", "required"),
        ("/name", "Anna\r\nBcc: alla@kund.example", "control_character"),
        ("/reference", "\u{7}", "control_character"),
        ("/address/street", "Björkvägen\u{1b}[31m 4", "control_character"),
        ("/note", "\u{1b}[2J", "control_character"),
        ("/address/country", "XX", "invalid"),
        ("/address/country", "se", "invalid"),
        ("/address/country", "UK", "invalid"),
    ] {
        w.office()
            .post("/customers", with(pointer, value))
            .await
            .expect_problem(422, "invalid_fields")
            .expect_field(pointer, code);
    }
    let note = "Hund på tomten\nRing först\r\n\tnyckel hos grannen";
    let kept = w.office().post("/customers", with("/note", note)).await.expect(201);
    assert_eq!(kept.body["note"], note);
    w.office()
        .post("/customers", with("/address/country", "AX"))
        .await
        .expect(201);
}

#[actix_web::test]
async fn a_value_of_the_wrong_kind_is_named_where_a_word_of_a_list_belongs_too() {
    let w = world().await;
    for (pointer, value) in [
        ("/kind", json!({})),
        ("/kind", json!(25)),
        ("/kind", json!(null)),
        ("/kind", json!([])),
        ("/language", json!(true)),
        ("/address", json!(1)),
    ] {
        let mut body = anna();
        *body.pointer_mut(pointer).unwrap() = value;
        w.office()
            .post("/customers", body)
            .await
            .expect_problem(422, "invalid_fields")
            .expect_field(pointer, "wrong_type");
    }
    let mut body = anna();
    body.as_object_mut().unwrap().remove("kind");
    w.office()
        .post("/customers", body)
        .await
        .expect(422)
        .expect_field("/kind", "required");
}
