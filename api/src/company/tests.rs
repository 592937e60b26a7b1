//! The company, as a caller sees it.

use crate::testing::{things, world};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

#[actix_web::test]
async fn where_customers_pay_is_changed_by_somebody_who_has_proven_who_they_are_just_now() {
    let w = world().await;
    w.pass(Duration::minutes(11));
    let mut body = things::company_input(&w).await;
    body["payment_terms_days"] = json!(14);
    // As it is kept, though typed in another form.
    body["bankgiro"] = json!("50501055");
    w.owner().put("/company", 1, body.clone()).await.expect(200);
    for (field, other) in [
        ("bankgiro", "991-2346"),
        ("plusgiro", "901950-6"),
        ("swish", "1231181189"),
        ("iban", "SE4550000000058398257466"),
        ("bic", "ESSESESS"),
    ] {
        let mut other_payee = body.clone();
        other_payee[field] = json!(other);
        let refused = w.owner().put("/company", 2, other_payee.clone()).await;
        refused.expect_problem(403, "step_up_required");
        let rehearsed = w.owner().put("/company?dry_run=true", 2, other_payee).await;
        rehearsed.expect_problem(403, "step_up_required");
    }
    let kept = w.owner().get("/company").await.expect(200);
    assert_eq!((kept.version(), &kept.body["bankgiro"]), (2, &json!("5050-1055")));
    w.prove().await;
    body["bankgiro"] = json!("991-2346");
    w.owner().put("/company", 2, body).await.expect(200);
}

fn data_url(kind: &str, bytes: &[u8]) -> Value {
    json!(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

const SVG: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="80" height="20" fill="#246"/></svg>"##;
/// One grey pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

#[actix_web::test]
async fn the_owner_changes_the_details_and_numbers_get_their_written_form() {
    let w = world().await;
    let mut body = things::company_input(&w).await;
    body["name"] = json!(" Lindqvist & Döttrar AB ");
    body["slug"] = json!("lindqvist-dottrar");
    body["organisation_number"] = json!("5560160680");
    body["vat_number"] = json!("se 556016-0680 01");
    body["bankgiro"] = json!("50501055");
    body["plusgiro"] = json!("901950-6");
    body["swish"] = json!("1231181189");
    body["iban"] = json!("se4550000000058398257466");
    body["bic"] = json!("essesess");
    body["payment_terms_days"] = json!(14);
    body["logo"] = data_url("image/svg+xml", SVG);
    let after = w.owner().put("/company", 1, body.clone()).await.expect(200);
    assert_eq!(after.header("etag"), Some("\"2\""));
    for (field, written) in [
        ("name", "Lindqvist & Döttrar AB"),
        ("slug", "lindqvist-dottrar"),
        ("organisation_number", "556016-0680"),
        ("vat_number", "SE556016068001"),
        ("bankgiro", "5050-1055"),
        ("plusgiro", "90 19 50-6"),
        ("swish", "123 118 11 89"),
        ("iban", "SE45 5000 0000 0583 9825 7466"),
        ("bic", "ESSESESS"),
    ] {
        assert_eq!(after.body[field], written, "{field}");
    }
    let read = w.office().get("/company").await.expect(200);
    assert_eq!(read.body["actions"], json!([]), "the office may not change it");
    assert_eq!(read.body["payment_terms_days"], 14);
    assert_eq!(read.body["logo"], body["logo"]);
    let me = w.owner().get("/me").await.expect(200);
    assert_eq!(me.body["company"]["name"], "Lindqvist & Döttrar AB");

    w.owner()
        .put("/company", 1, body.clone())
        .await
        .expect_problem(412, "stale");
    w.office()
        .put("/company", 2, body)
        .await
        .expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn every_wrong_number_is_named_and_none_is_echoed() {
    let w = world().await;
    let mut body = things::company_input(&w).await;
    let wrong = [
        ("name", "  ", "required"),
        ("slug", "Lindqvist AB", "invalid"),
        ("organisation_number", "556016-0681", "check_digit"),
        ("vat_number", "SE556016068101", "check_digit"),
        ("bankgiro", "5050-1056", "check_digit"),
        ("plusgiro", "901950-7", "check_digit"),
        ("swish", "0701234567", "invalid"),
        ("iban", "SE4550000000058398257467", "check_digit"),
        ("bic", "ESSE", "invalid"),
        ("email", "nobody", "invalid"),
        ("phone", "call me", "invalid"),
        ("website", "our site", "invalid"),
    ];
    for (field, value, _) in wrong {
        body[field] = json!(value);
    }
    let mut refused = w
        .owner()
        .put("/company", 1, body)
        .await
        .expect_problem(422, "invalid_fields");
    for (field, value, code) in wrong {
        assert!(
            value.trim().is_empty() || !refused.body["errors"].to_string().contains(value),
            "{value} is echoed"
        );
        refused = refused.expect_field(&format!("/{field}"), code);
    }
    assert_eq!(refused.body["errors"].as_array().unwrap().len(), wrong.len());
}

#[actix_web::test]
async fn a_log_in_name_belongs_to_one_company() {
    let w = world().await;
    let mut body = things::company_input(&w).await;
    body["slug"] = json!("oberg");
    w.owner()
        .put("/company", 1, body)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/slug", "duplicate");
}

#[actix_web::test]
async fn only_a_picture_that_can_be_printed_becomes_a_logo() {
    let w = world().await;
    let png = STANDARD.decode(PNG).unwrap();
    let mut cut = png.clone();
    cut.truncate(40);
    let mut huge = png.clone();
    huge[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let linking = br#"<svg xmlns="http://www.w3.org/2000/svg"><image href="https://elsewhere.example/x.png"/></svg>"#;
    let heavy = [SVG, &vec![b' '; 200 * 1024]].concat();
    let refused = [
        (data_url("image/png", &cut), "invalid"),
        (data_url("image/png", &huge), "invalid"),
        (data_url("image/png", SVG), "invalid"),
        (data_url("image/gif", &png), "invalid"),
        (data_url("image/svg+xml", linking), "invalid"),
        (data_url("image/svg+xml", b"not a picture"), "invalid"),
        (data_url("image/svg+xml", &heavy), "too_long"),
        (json!("https://elsewhere.example/logo.png"), "invalid"),
        (json!("data:image/png;base64,%%%"), "invalid"),
    ];
    let mut body = things::company_input(&w).await;
    for (logo, code) in refused {
        body["logo"] = logo;
        let answer = w
            .owner()
            .put("/company", 1, body.clone())
            .await
            .expect_problem(422, "invalid_fields");
        answer.expect_field("/logo", code);
    }
    body["logo"] = data_url("image/png", &png);
    w.owner().put("/company", 1, body.clone()).await.expect(200);
    body["logo"] = Value::Null;
    let without = w.owner().put("/company", 2, body).await.expect(200);
    assert_eq!(without.body["logo"], Value::Null);
}

#[actix_web::test]
async fn the_trail_says_what_changed_but_keeps_neither_contact_details_nor_pictures() {
    let w = world().await;
    let mut body = things::company_input(&w).await;
    body["name"] = json!("Nytt namn AB");
    body["bankgiro"] = json!("991-2346");
    body["offer_valid_days"] = json!(45);
    body["logo"] = data_url("image/svg+xml", &[SVG, &vec![b' '; 9000]].concat());
    w.owner().put("/company", 1, body).await.expect(200);
    let trail = w.client(Role::Owner).get("/audit-events").await.expect(200);
    let event = &trail.body["items"][0];
    assert_eq!(event["event"], "company_replaced");
    let changed = |field: &str| {
        let all = event["changes"].as_array().unwrap();
        all.iter()
            .find(|c| c["field"] == field)
            .unwrap_or_else(|| panic!("{field}: {event:#}"))
            .clone()
    };
    assert_eq!(changed("offer_valid_days")["before"], 30);
    assert_eq!(changed("offer_valid_days")["after"], 45);
    for field in ["name", "bankgiro", "logo"] {
        assert_eq!(changed(field)["after"], Value::Null, "{field}");
    }
}
