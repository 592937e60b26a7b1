//! From a draft to a paid invoice, and what can't be done on the way.

use super::{customer, draft, invoice, issue, issued, line, payment};
use crate::{
    invoices::{entity::invoice_vat_row, invoice},
    lines::{Priced, Terms, sum},
    testing::world,
};
use kontoret_core::vat::VatCode;
use sea_orm::{ColumnTrait, ConnectionTrait};
use serde_json::json;

#[actix_web::test]
async fn an_invoice_is_drafted_issued_and_paid_in_two_parts() {
    let w = world().await;
    let who = customer(&w).await;
    let draft = draft(&w, &who).await;
    assert_eq!(draft.body["number"], json!(null));
    assert_eq!(draft.body["ocr"], json!(null));
    assert_eq!(draft.body["actions"], json!(["replace", "delete", "issue"]));
    assert_eq!(draft.body["totals"]["total_ore"], 12_500);
    let path = format!("/invoices/{}", draft.id());

    let issued = issue(&w, &draft).await.expect(200);
    assert_eq!(issued.body["number"], "10001");
    assert_eq!(issued.body["ocr"], "100016");
    assert_eq!(issued.body["issued_on"], "2026-11-20");
    assert_eq!(issued.body["due_on"], "2026-12-20");
    assert_eq!(issued.header("etag"), Some("\"2\""));

    let part = w
        .office()
        .act(&format!("{path}/payments"), 2, payment("2026-11-20", 2_500))
        .await
        .expect(200);
    assert_eq!(part.body["status"], "partly_paid");
    assert_eq!(part.body["remaining_ore"], 10_000);
    let over = w
        .office()
        .act(&format!("{path}/payments"), 3, payment("2026-11-20", 10_001))
        .await;
    let over = over
        .expect_problem(409, "overpayment")
        .expect_field("/amount_ore", "too_large");
    assert_eq!(over.body["errors"][0]["params"]["max"], 10_000);
    assert!(over.body["detail"].as_str().unwrap().contains("10000"));
    let tomorrow = w
        .office()
        .act(&format!("{path}/payments"), 3, payment("2026-11-21", 1))
        .await;
    tomorrow
        .expect_problem(422, "invalid_fields")
        .expect_field("/paid_on", "date_out_of_range");
    let rest = w
        .office()
        .act(&format!("{path}/payments"), 3, payment("2026-11-19", 10_000))
        .await
        .expect(200);
    assert_eq!(rest.body["status"], "paid");
    assert_eq!(rest.body["payments"][0]["paid_on"], "2026-11-19", "oldest first");
    assert_eq!(rest.body["payments"].as_array().unwrap().len(), 2);
    assert_eq!(w.office().get(&path).await.expect(200).body, rest.body);
    w.office()
        .act(&format!("{path}/payments"), 4, payment("2026-11-20", 1))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn an_issued_invoice_can_be_neither_replaced_deleted_nor_issued_again() {
    let w = world().await;
    let who = customer(&w).await;
    let issued = issued(&w, &who).await;
    let path = format!("/invoices/{}", issued.id());
    let other = invoice(&who, &[line("Annat", 1000, 1, "25")]);
    w.office()
        .put(&path, 2, other.clone())
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.office().put(&path, 1, other).await.expect_problem(412, "stale");
    w.office()
        .delete(&path, 2)
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.office()
        .act(&format!("{path}/issue"), 2, json!({}))
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.office()
        .act(&format!("{path}/issue"), 1, json!({}))
        .await
        .expect_problem(412, "stale");
    assert_eq!(w.office().get(&path).await.expect(200).body, issued.body);
}

#[actix_web::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let w = world().await;
    let who = customer(&w).await;
    let draft = draft(&w, &who).await;
    let path = format!("/invoices/{}", draft.id());
    let first = w
        .office()
        .put(&path, 1, invoice(&who, &[line("Första fliken", 1000, 1, "25")]))
        .await
        .expect(200);
    assert_eq!(first.body["version"], 2);
    w.office()
        .put(&path, 1, invoice(&who, &[line("Andra fliken", 1000, 1, "25")]))
        .await
        .expect_problem(412, "stale");
    assert_eq!(
        w.office().get(&path).await.expect(200).body["lines"][0]["description"],
        "Första fliken"
    );
    w.office().delete(&path, 1).await.expect_problem(412, "stale");
    w.office().delete(&path, 2).await.expect(204);
    w.office().get(&path).await.expect_problem(404, "not_found");
    assert_eq!(
        w.office().get("/invoices?q=m%C3%A5lning").await.expect(200).body["items"],
        json!([])
    );
}

#[actix_web::test]
async fn the_database_itself_refuses_to_change_what_was_issued() {
    let w = world().await;
    let who = customer(&w).await;
    let fixed = issued(&w, &who).await.id();
    let fixed = fixed.parse::<uuid::Uuid>().unwrap();
    // As the owner of the rows would: beyond every rule of the service, bound by the triggers alone.
    let raw = w.app.db.raw();
    let literal = match raw.get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("'{fixed}'"),
        _ => format!("X'{}'", fixed.simple()),
    };
    let scoped = |sql: String| match raw.get_database_backend() {
        sea_orm::DbBackend::Postgres => {
            format!(
                "SELECT set_config('app.company_id', '{}', false); {sql}",
                w.here.company_id
            )
        }
        _ => sql,
    };
    for sql in [
        format!("UPDATE invoice SET total_ore = 1 WHERE id = {literal}"),
        format!("UPDATE invoice SET number = 99999 WHERE id = {literal}"),
        format!("UPDATE invoice SET customer_name = 'X' WHERE id = {literal}"),
        format!("UPDATE invoice SET status = 'draft' WHERE id = {literal}"),
        format!("DELETE FROM invoice WHERE id = {literal}"),
        format!("UPDATE invoice_line SET description = 'X' WHERE invoice_id = {literal}"),
        format!("DELETE FROM invoice_line WHERE invoice_id = {literal}"),
        format!("UPDATE invoice_vat_row SET vat_ore = 1 WHERE invoice_id = {literal}"),
        format!("UPDATE invoice_snapshot SET content = '{{}}' WHERE invoice_id = {literal}"),
        format!("DELETE FROM invoice_snapshot WHERE invoice_id = {literal}"),
    ] {
        let refused = raw
            .execute_unprepared(&scoped(sql.clone()))
            .await
            .unwrap_err()
            .to_string();
        assert!(refused.contains("an issued invoice is fixed"), "{sql}: {refused}");
    }
    let may = format!("UPDATE invoice SET paid_ore = 1 WHERE id = {literal}");
    raw.execute_unprepared(&scoped(may)).await.unwrap();
}

#[actix_web::test]
async fn stored_sums_are_those_of_the_rules() {
    let w = world().await;
    let who = customer(&w).await;
    let lines = [
        line("Färg", 3_333, 19_995, "25"),
        line("Mat", 2_000, 4_750, "12"),
        line("Bok", 1_000, 12_345, "6"),
        line("Avdrag", 1_000, -5_000, "25"),
        line("Försäkring", 500, 9_999, "exempt"),
    ];
    let priced: Vec<Priced> = lines
        .iter()
        .map(|l| Priced {
            quantity_milli: l["quantity_milli"].as_i64().unwrap(),
            unit_price_ore: l["unit_price_ore"].as_i64().unwrap(),
            discount_bp: 0,
            vat: serde_json::from_value(l["vat"].clone()).unwrap(),
        })
        .collect();
    for (prices_include_vat, discount_bp, round_to_krona) in
        [(false, 0, true), (true, 1_250, false), (false, 333, true)]
    {
        let mut body = invoice(&who, &lines);
        body["prices_include_vat"] = json!(prices_include_vat);
        body["discount_bp"] = json!(discount_bp);
        body["round_to_krona"] = json!(round_to_krona);
        let draft = w.office().post("/invoices", body).await.expect(201);
        let issued = issue(&w, &draft).await.expect(200);
        let terms = Terms {
            prices_include_vat,
            discount_bp,
            round_to_krona,
        };
        let (totals, amounts) = sum(terms, &priced, w.app.clock.today()).unwrap();
        assert_eq!(issued.body["totals"], json!(totals));
        let kept: Vec<i64> = issued.body["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l["amount_ore"].as_i64().unwrap())
            .collect();
        assert_eq!(kept, amounts);
        assert_eq!(
            w.office()
                .get(&format!("/invoices/{}", issued.id()))
                .await
                .expect(200)
                .body["totals"],
            json!(totals)
        );
        let id = issued.id().parse::<uuid::Uuid>().unwrap();
        let rows = w
            .look(async |tx| {
                let of = invoice_vat_row::Column::InvoiceId.eq(id);
                Ok(tx.find::<invoice_vat_row::Entity>().filter(of).all().await?)
            })
            .await;
        assert_eq!(
            rows.iter().map(|r| r.net_ore + r.vat_ore).sum::<i64>() + totals.rounding_ore,
            totals.total_ore
        );
        assert!(rows.iter().any(|r| r.vat == VatCode::Exempt.as_str()));
    }
}

#[actix_web::test]
async fn an_invoice_of_nothing_is_paid_when_it_is_issued() {
    let w = world().await;
    let who = customer(&w).await;
    let free = w
        .office()
        .post("/invoices", invoice(&who, &[line("Gåva", 1000, 0, "25")]))
        .await
        .expect(201);
    let issued = issue(&w, &free).await.expect(200);
    assert_eq!(issued.body["status"], "paid");
    assert_eq!(issued.body["actions"], json!(["send"]));
    let row = w
        .look(async |tx| super::super::store::get_invoice(tx, issued.id().parse().unwrap()).await)
        .await;
    assert_eq!(row.open_due_on, None);
}

#[actix_web::test]
async fn an_invoice_is_late_the_day_after_its_last_day() {
    let w = world().await;
    let who = customer(&w).await;
    let issued = issued(&w, &who).await;
    let path = format!("/invoices/{}", issued.id());
    w.pass(chrono::Duration::days(30));
    assert_eq!(w.office().get(&path).await.expect(200).body["overdue"], false);
    assert_eq!(
        w.office().get("/invoices?overdue=true").await.expect(200).body["items"],
        json!([])
    );
    w.pass(chrono::Duration::days(1));
    assert_eq!(w.office().get(&path).await.expect(200).body["overdue"], true);
    let late = w.office().get("/invoices?overdue=true&sort=due_on").await.expect(200);
    assert_eq!(late.body["items"][0]["id"], json!(issued.id()));
    assert_eq!(
        w.office().get("/invoices?overdue=false").await.expect(200).body["items"],
        json!([])
    );
    w.office()
        .act(&format!("{path}/payments"), 2, payment("2026-12-21", 12_500))
        .await
        .expect(200);
    assert_eq!(
        w.office().get("/invoices?overdue=true").await.expect(200).body["items"],
        json!([])
    );
}

#[actix_web::test]
async fn what_the_law_wants_is_asked_for_by_name_before_a_number_is_taken() {
    let w = world().await;
    let mut body = json!({
        "kind": "private", "name": "Utan adress", "email": "", "phone": "", "organisation_number": "", "vat_number": "",
        "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    let who = w.office().post("/customers", body.clone()).await.expect(201);
    let nothing = w.office().post("/invoices", invoice(&who.id(), &[])).await.expect(201);
    let refused = issue(&w, &nothing).await.expect_problem(409, "incomplete");
    refused
        .expect_field("/customer/address", "required")
        .expect_field("/lines", "required");
    body["address"] =
        json!({ "street": "Björkvägen 4", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" });
    w.office()
        .put(&format!("/customers/{}", who.id()), 1, body)
        .await
        .expect(200);
    let whole = w
        .office()
        .put(
            &format!("/invoices/{}", nothing.id()),
            1,
            invoice(&who.id(), &[line("Färg", 1000, 100, "25")]),
        )
        .await
        .expect(200);
    assert_eq!(issue(&w, &whole).await.expect(200).body["number"], "10001");

    let bare = async |sql: &str| {
        let raw = w.app.db.raw();
        let scope = match raw.get_database_backend() {
            sea_orm::DbBackend::Postgres => {
                format!("SELECT set_config('app.company_id', '{}', false);", w.here.company_id)
            }
            _ => String::new(),
        };
        raw.execute_unprepared(&format!("{scope} {sql}")).await.unwrap();
    };
    bare("UPDATE company_settings SET vat_number = '', bankgiro = '', city = ''").await;
    let next = draft(&w, &who.id()).await;
    let refused = issue(&w, &next).await.expect_problem(409, "incomplete");
    refused
        .expect_field("/company/vat_number", "required")
        .expect_field("/company/bankgiro", "required")
        .expect_field("/company/address", "required");
}

#[actix_web::test]
async fn the_document_says_number_reference_and_sums_and_never_changes() {
    let w = world().await;
    let who = customer(&w).await;
    let lines = [line("Färg", 1000, 100_000, "25"), line("Bok", 1000, 20_000, "6")];
    let draft = w.office().post("/invoices", invoice(&who, &lines)).await.expect(201);
    let path = format!("/invoices/{}/pdf", draft.id());
    let preview = w.office().get(&path).await.expect(200);
    assert_eq!(
        preview.header("content-disposition"),
        Some("inline; filename=\"Faktura-utkast.pdf\"")
    );
    assert!(preview.pdf_text().to_lowercase().contains("utkast"));

    issue(&w, &draft).await.expect(200);
    let pdf = w.office().get(&path).await.expect(200);
    assert_eq!(
        pdf.header("content-disposition"),
        Some("inline; filename=\"Faktura-10001.pdf\"")
    );
    let text = pdf.pdf_text();
    for part in [
        "10001",
        "100016",
        "250,00",
        "12,00",
        "1 462,00",
        "SE556016068001",
        "5050-1055",
        "Anna Öberg",
        "2026-12-20",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    // Whatever changes afterwards: the customer, the company, the payments, the day.
    w.pass(chrono::Duration::days(20));
    let mut anna = w.office().get(&format!("/customers/{who}")).await.expect(200).body;
    for key in [
        "id",
        "version",
        "number",
        "archived",
        "erased",
        "restricted_at",
        "no_direct_marketing",
        "no_statistics",
        "created_at",
        "actions",
    ] {
        anna.as_object_mut().unwrap().remove(key);
    }
    anna["name"] = json!("Anna Åkesson");
    w.office().put(&format!("/customers/{who}"), 1, anna).await.expect(200);
    let paid = payment("2026-12-01", 1_000);
    w.office()
        .act(&format!("/invoices/{}/payments", draft.id()), 2, paid)
        .await
        .expect(200);
    assert_eq!(w.office().get(&path).await.expect(200).bytes, pdf.bytes);
}

#[actix_web::test]
async fn who_may_read_may_not_write_and_a_worker_sees_nothing() {
    let w = world().await;
    let who = customer(&w).await;
    let draft = draft(&w, &who).await;
    let path = format!("/invoices/{}", draft.id());
    let accountant = w.client(kontoret_core::permission::Role::Accountant);
    assert_eq!(accountant.get(&path).await.expect(200).body["actions"], json!([]));
    accountant.delete(&path, 1).await.expect_problem(403, "forbidden");
    w.worker().get(&path).await.expect_problem(403, "forbidden");
    w.stranger().get(&path).await.expect_problem(404, "not_found");
    w.stranger()
        .act(&format!("{path}/issue"), 1, json!({}))
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn the_number_stands_in_the_audit_trail_but_not_the_name() {
    let w = world().await;
    let who = customer(&w).await;
    issued(&w, &who).await;
    let trail = w.owner().get("/audit-events?entity_kind=invoice").await.expect(200);
    let event = &trail.body["items"][0];
    assert_eq!(event["event"], "invoice_issued");
    let change = |field: &str| {
        event["changes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["field"] == field)
            .map(|c| c["after"].clone())
    };
    assert_eq!(change("number"), Some(json!("10001")));
    assert_eq!(change("status"), Some(json!("issued")));
    assert!(!trail.body.to_string().contains("Öberg"));
    let rows = w.look(async |tx| Ok(tx.find::<invoice::Entity>().count().await?)).await;
    assert_eq!(rows, 1);
}

#[actix_web::test]
async fn an_issued_invoice_is_sent_with_what_the_payer_needs() {
    let w = world().await;
    let who = customer(&w).await;
    let draft = draft(&w, &who).await;
    let path = format!("/invoices/{}", draft.id());
    let letter = json!({ "recipient": "anna@kund.example", "message": "Tack för förtroendet!" });
    w.office()
        .act(&format!("{path}/send"), 1, letter.clone())
        .await
        .expect_problem(409, "not_allowed_in_status");
    issue(&w, &draft).await.expect(200);
    let bad = json!({ "recipient": "anna", "message": "" });
    let bad = w
        .office()
        .act(&format!("{path}/send"), 2, bad)
        .await
        .expect_problem(422, "invalid_fields");
    bad.expect_field("/recipient", "invalid");
    let sent = w.office().act(&format!("{path}/send"), 2, letter).await.expect(200);
    assert_eq!(sent.body["mails"][0]["state"], "queued");
    assert_eq!(sent.body["version"], 3);

    let content = super::super::mail_content(&w.app, w.here.company_id, draft.id().parse().unwrap())
        .await
        .unwrap();
    assert_eq!(content.subject, "Faktura 10001 från Lindqvist Bygg & Måleri AB");
    assert_eq!(content.attachment.as_ref().unwrap().0, "Faktura-10001.pdf");
    assert!(content.attachment.unwrap().1.starts_with(b"%PDF"));
    let facts: Vec<String> = content.facts.iter().map(|(_, v)| v.replace('\u{a0}', " ")).collect();
    assert_eq!(facts, ["125,00 kr", "2026-12-20", "100016", "5050-1055"]);

    crate::jobs::worker::drain(&w.app).await.unwrap();
    let after = w.office().get(&path).await.expect(200);
    assert_eq!(after.body["mails"][0]["state"], "sent");
}
