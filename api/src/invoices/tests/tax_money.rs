//! What follows of a tax deduction: money, reminders, tables, parts of an order, and numbers that nobody reads by chance.

use super::{
    payment,
    tax_deductions::{alone, home, issued_of, says, worked_example},
};
use crate::testing::{things, world};
use serde_json::{Value, json};

#[actix_web::test]
async fn everything_asks_for_what_the_customer_owes() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    issued_of(&w, worked_example(&home)).await;
    let list = w.office().get("/invoices").await.expect(200).body;
    let item = &list["items"][0];
    assert_eq!(
        (&item["total_ore"], &item["deducted_ore"], &item["remaining_ore"]),
        (&json!(2_300_000), &json!(375_000), &json!(1_925_000))
    );
    assert_eq!(
        w.office().get("/dashboard").await.expect(200).body["unpaid_ore"],
        1_925_000
    );
    let ages = w.office().get("/invoice-ageing").await.expect(200).body;
    let open: i64 = ages["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["open_ore"].as_i64().unwrap())
        .sum();
    assert_eq!(open, 1_925_000);
    let ledger = w.office().get("/customer-ledger").await.expect(200).body;
    assert_eq!(ledger["totals"]["total_ore"], 1_925_000);
    let statement = w
        .office()
        .get(&format!(
            "/customer-ledger/{}/statement?from=2026-11-01&to=2026-11-30",
            home.0
        ))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (
            &statement["invoiced_ore"],
            &statement["deducted_ore"],
            &statement["closing_ore"]
        ),
        (&json!(2_300_000), &json!(-375_000), &json!(1_925_000))
    );
    let kinds: Vec<_> = statement["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("invoice"), json!("deduction")]);
    let csv = w.office().get("/invoices/export").await.expect(200);
    let csv = String::from_utf8(csv.bytes.to_vec()).unwrap();
    assert!(csv.contains("23000,00;3750,00;0,00;0,00;0,00;19250,00"), "{csv}");
}

#[actix_web::test]
async fn what_the_customer_owes_is_paid_in_parts_and_never_passed() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let invoice = issued_of(&w, worked_example(&home)).await;
    let id = invoice.id();
    // More than what the customer owes is too much.
    let path = format!("/invoices/{id}/payments");
    w.office()
        .act(&path, invoice.version(), payment("2026-11-20", 1_925_001))
        .await
        .expect_problem(409, "overpayment");
    let part = w
        .office()
        .act(&path, invoice.version(), payment("2026-11-20", 1_000_000))
        .await
        .expect(200);
    assert_eq!(part.body["status"], "partly_paid");
    let rest = w
        .office()
        .act(&path, part.version(), payment("2026-11-20", 925_000))
        .await
        .expect(200);
    assert_eq!(
        (&rest.body["status"], &rest.body["remaining_ore"]),
        (&json!("paid"), &json!(0))
    );
}

#[actix_web::test]
async fn a_reminder_and_the_debt_collector_ask_for_what_the_customer_owes() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let draft = super::tax_deductions::draft_of(&w, worked_example(&home)).await;
    let late = things::invoice_issued_ago(&w, &draft, 41).await;
    let desk = w.office().get("/reminders/late").await.expect(200).body;
    let row = &desk["items"][0];
    assert_eq!(row["open_ore"], 1_925_000);
    // Eleven days at ten percent.
    assert_eq!(row["interest_ore"], 5_801);
    assert_eq!(late.body["remaining_ore"], 1_925_000);
    w.office()
        .act(
            &format!("/invoices/{}/remind", late.id()),
            late.version(),
            json!({ "recipient": "anna@kund.example", "message": "", "waive_costs": false }),
        )
        .await
        .expect(200);
    let sent = w.office().get("/reminders").await.expect(200).body;
    let pdf = w
        .office()
        .get(&format!("/reminders/{}/pdf", sent["items"][0]["id"].as_str().unwrap()))
        .await
        .expect(200);
    says(
        &pdf.pdf_text(),
        &["Fakturabelopp 23 000,00", "Skattereduktion −3 750,00"],
    );
    let file = w
        .office()
        .post("/reminders/hand-over", json!({ "invoice_ids": [late.id()] }))
        .await
        .expect(200);
    let content = file.body["content"].as_str().unwrap();
    assert!(content.contains(";19250,00;19250,00;"), "{content}");
}

#[actix_web::test]
async fn a_number_is_whole_on_the_document_alone() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let invoice = issued_of(&w, worked_example(&home)).await;
    let path = format!("/invoices/{}", invoice.id());
    let sent = w
        .office()
        .act(&format!("{path}/send"), invoice.version(), things::letter())
        .await
        .expect(200);
    let link = w.office().get(&format!("{path}/link")).await.expect(200);
    let secret = link.body["url"]
        .as_str()
        .unwrap()
        .rsplit_once('#')
        .unwrap()
        .1
        .to_owned();
    let public = w
        .nobody()
        .get(&format!("/public/invoices/{secret}"))
        .await
        .expect(200)
        .body;
    assert_eq!(
        (
            &public["deduction"]["deducted_ore"],
            &public["payment"]["remaining_ore"]
        ),
        (&json!(375_000), &json!(1_925_000))
    );
    assert_eq!(public["deduction"]["buyers"][0]["identity_number"], "19810310-••••");
    let theirs = w
        .nobody()
        .get(&format!("/public/invoices/{secret}/pdf"))
        .await
        .expect(200);
    says(&theirs.pdf_text(), &["Anna Öberg 19810310-2391"]);
    for answer in [&sent.body, &public, &w.office().get("/invoices").await.expect(200).body] {
        assert!(!answer.to_string().contains("2391"), "{answer}");
    }
    // Nowhere in the database, the kept document included.
    let kept = w.dump().await;
    assert!(kept.contains("Anna"), "the dump holds nothing");
    assert!(!kept.contains("198103102391") && !kept.contains("19810310-2391"));
}

#[actix_web::test]
async fn each_part_of_an_order_carries_its_own_share_of_the_deduction() {
    let w = world().await;
    let home = home(&w, &alone()).await;
    let mut order = things::order_input(&home.0);
    order["work_site_id"] = json!(home.1);
    order["deduction"] = json!("rot");
    let mut lines = worked_example(&home)["lines"].clone();
    for line in lines.as_array_mut().unwrap() {
        let line = line.as_object_mut().unwrap();
        line.remove("order_line_id");
        line.remove("time_entry_ids");
        line.insert("id".to_owned(), Value::Null);
    }
    order["lines"] = lines;
    let order = w.office().post("/orders", order).await.expect(201);
    w.office()
        .act(&format!("/orders/{}/start", order.id()), order.version(), json!({}))
        .await
        .expect(200);
    let part = w
        .office()
        .post(
            "/invoices/from-order",
            json!({ "order_id": order.id(), "kind": "part", "share_bp": 4_000 }),
        )
        .await
        .expect(201);
    let part = super::issue(&w, &part).await.expect(200);
    assert_eq!(
        (&part.body["totals"]["total_ore"], &part.body["deducted_ore"]),
        (&json!(920_000), &json!(150_000))
    );
    let kinds: Vec<_> = part.body["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("work"), json!("material"), json!("travel")]);

    let last = w
        .office()
        .post("/invoices/from-order", json!({ "order_id": order.id() }))
        .await
        .expect(201);
    assert_eq!(last.body["kind"], "final");
    let last = super::issue(&w, &last).await.expect(200);
    assert_eq!(
        (
            &last.body["totals"]["total_ore"],
            &last.body["deducted_ore"],
            &last.body["remaining_ore"]
        ),
        (&json!(1_380_000), &json!(225_000), &json!(1_155_000))
    );
}
