//! Invoices as a table: all that fit, in the user's language, safe to open in a spreadsheet.

use super::{customer, draft, invoice, issued, line};
use crate::testing::{World, world};
use serde_json::json;

async fn table(w: &World, query: &str) -> String {
    let answer = w.office().get(&format!("/invoices/export?{query}")).await.expect(200);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    String::from_utf8(answer.bytes).unwrap()
}

#[actix_web::test]
async fn a_table_is_written_as_swedish_and_english_spreadsheets_read_it() {
    let w = world().await;
    let who = customer(&w).await;
    issued(&w, &who).await;
    let mut body = invoice(&who, &[line("Färg", 1000, 123_456, "25")]);
    body["title"] = json!("=HYPERLINK(\"http://x.example\";\"Klicka\")");
    body["buyer_order_number"] = json!("+46;1");
    w.office().post("/invoices", body).await.expect(201);

    let swedish = table(&w, "sort=number").await;
    let rows: Vec<&str> = swedish.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!(
        rows.len(),
        4,
        "a head, two invoices, and the end of the last line: {rows:#?}"
    );
    assert!(
        rows[0].starts_with("Nummer;Slag;Status;Kund;Rubrik;Order;Ert ordernummer;"),
        "{}",
        rows[0]
    );
    assert_eq!(
        rows[1],
        "10001;Faktura;Utfärdad;Anna Öberg;Målning av hall;;;;100016;2026-11-20;2026-12-20;;100,00;25,00;0,00;125,00;\
         0,00;0,00;0,00;0,00;125,00;"
    );
    let formula = r#";Faktura;Utkast;Anna Öberg;"'=HYPERLINK(""http://x.example"";""Klicka"")";;"'+46;1";"#;
    assert!(rows[2].starts_with(formula), "{}", rows[2]);
    assert!(
        rows[2].ends_with(";1234,56;308,64;-0,20;1543,00;0,00;0,00;0,00;0,00;0,00;"),
        "{}",
        rows[2]
    );

    let english = table(&w, "language=en&status=issued").await;
    let rows: Vec<&str> = english.split("\r\n").collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[1].starts_with("10001,Invoice,Issued,Anna Öberg,"), "{}", rows[1]);
    assert!(rows[1].contains(",100.00,25.00,0.00,125.00,"), "{}", rows[1]);
}

#[actix_web::test]
async fn a_long_table_comes_whole_in_order_and_can_be_narrowed_to_chosen_ones() {
    let w = world().await;
    let who = customer(&w).await;
    let mut ids = Vec::new();
    for _ in 0..203 {
        ids.push(draft(&w, &who).await.id());
    }
    let rows = |text: &str| text.lines().count() - 1;
    assert_eq!(
        rows(&table(&w, "").await),
        203,
        "pages follow each other, with one head"
    );
    assert_eq!(rows(&table(&w, &format!("ids={},{}", ids[3], ids[202])).await), 2);
    assert_eq!(rows(&table(&w, &format!("ids={}&status=paid", ids[3])).await), 0);
    w.office()
        .get("/invoices/export?ids=x")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("ids", "invalid");
    w.worker()
        .get("/invoices/export")
        .await
        .expect_problem(403, "forbidden");
    let foreign = w
        .stranger()
        .get(&format!("/invoices/export?ids={}", ids[0]))
        .await
        .expect(200);
    assert_eq!(rows(&String::from_utf8(foreign.bytes).unwrap()), 0, "nobody else's");
}
