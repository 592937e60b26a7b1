//! Input that no invoice can have.

use super::{customer, invoice, line};
use crate::testing::world;
use serde_json::json;

#[actix_web::test]
async fn numbers_beyond_the_limits_are_refused_by_field_and_limit() {
    let w = world().await;
    let who = customer(&w).await;
    let refused = async |body| {
        w.office()
            .post("/invoices", body)
            .await
            .expect_problem(422, "invalid_fields")
    };

    let rich = refused(invoice(&who, &[line("Guld", 1000, 100_000_000_000_000_000, "25")])).await;
    assert_eq!(rich.body["errors"][0]["params"]["max"], 100_000_000_000i64);
    rich.expect_field("/lines/0/unit_price_ore", "too_large");
    let negative = refused(invoice(
        &who,
        &[line("Färg", 1000, 1, "25"), line("Minus", -1, 1, "25")],
    ))
    .await;
    assert_eq!(negative.body["errors"][0]["params"]["min"], 0);
    negative.expect_field("/lines/1/quantity_milli", "too_small");
    let sum = refused(invoice(&who, &[line("Mycket", 1_000_000_000, 100_000_000_000, "25")])).await;
    sum.expect_field("/lines/0/unit_price_ore", "too_large");
    let mut late = invoice(&who, &[]);
    late["supplied_on"] = json!("9999-12-31");
    refused(late).await.expect_field("/supplied_on", "date_out_of_range");
    let mut comma = invoice(&who, &[line("Färg", 1000, 1, "25")]);
    comma["lines"][0]["quantity_milli"] = json!("1,5");
    refused(comma)
        .await
        .expect_field("/lines/0/quantity_milli", "wrong_type");
    refused(invoice(&who, &[line("  ", 1000, 1, "25")]))
        .await
        .expect_field("/lines/0/description", "required");
    let mut unknown = invoice(&who, &[]);
    unknown["colour"] = json!("blue");
    refused(unknown).await.expect_field("/colour", "unknown_field");
    refused(invoice(&who, &vec![line("Färg", 1000, 1, "25"); 501]))
        .await
        .expect_field("/lines", "too_long");
    assert_eq!(
        w.office().get("/invoices?total=true").await.expect(200).body["total"],
        0
    );
}

#[actix_web::test]
async fn what_does_not_exist_is_named() {
    let w = world().await;
    let who = customer(&w).await;
    let nobody = "019aa000-0000-7000-8000-000000000000";
    let refused = async |body| {
        w.office()
            .post("/invoices", body)
            .await
            .expect_problem(422, "invalid_fields")
    };
    refused(invoice(nobody, &[]))
        .await
        .expect_field("/customer_id", "not_found");
    for field in ["order_id", "work_site_id"] {
        let mut body = invoice(&who, &[]);
        body[field] = json!(nobody);
        refused(body).await.expect_field(&format!("/{field}"), "not_found");
    }
    let mut body = invoice(&who, &[line("Färg", 1000, 1, "25")]);
    body["lines"][0]["article_id"] = json!(nobody);
    refused(body).await.expect_field("/lines/0/article_id", "not_found");
    let mut body = invoice(&who, &[line("Färg", 1000, 1, "25")]);
    body["lines"][0]["order_line_id"] = json!(nobody);
    refused(body).await.expect_field("/order_id", "required");
}

#[actix_web::test]
async fn a_sum_below_zero_and_a_customer_put_away_are_refused() {
    let w = world().await;
    let who = customer(&w).await;
    let minus = invoice(&who, &[line("Avdrag", 1000, -100, "25")]);
    w.office()
        .post("/invoices", minus)
        .await
        .expect_problem(409, "negative_total");
    w.office()
        .act(&format!("/customers/{who}/archive"), 1, json!({ "archived": true }))
        .await
        .expect(200);
    w.office()
        .post("/invoices", invoice(&who, &[]))
        .await
        .expect_problem(409, "archived");
}
