//! Invoices as e-invoices: what hinders them, what they say, and how they come to their receiver.

use super::{invoice, issue, line};
use crate::{
    config::Peppol,
    jobs::worker::drain,
    testing::{Answer, World, world, world_with},
};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, dev::ServerHandle, web};
use chrono::Duration;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
};

/// What came in at the access point.
#[derive(Clone, Debug)]
struct Taken {
    path: String,
    token: String,
    body: Vec<u8>,
}

/// An access point of the test's own; it ends with it.
struct AccessPoint {
    url: String,
    taken: Arc<Mutex<Vec<Taken>>>,
    answers: Arc<Mutex<Vec<(u16, Value)>>>,
    handle: ServerHandle,
}

impl AccessPoint {
    /// Answers with these, the last one for ever.
    fn start(answers: Vec<(u16, Value)>) -> Self {
        let taken = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new(answers));
        let state = (taken.clone(), answers.clone());
        let server = HttpServer::new(move || {
            let (taken, answers) = state.clone();
            App::new().default_service(web::to(move |request: HttpRequest, body: web::Bytes| {
                let token = request
                    .headers()
                    .get("x-token")
                    .and_then(|t| t.to_str().ok())
                    .unwrap_or_default();
                taken.lock().unwrap().push(Taken {
                    path: request.path().to_owned(),
                    token: token.to_owned(),
                    body: body.to_vec(),
                });
                let mut left = answers.lock().unwrap();
                let (status, report) = if left.len() > 1 {
                    left.remove(0)
                } else {
                    left[0].clone()
                };
                let status = actix_web::http::StatusCode::from_u16(status).unwrap();
                async move {
                    HttpResponse::build(status)
                        .content_type("application/json")
                        .body(report.to_string())
                }
            }))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let url = format!("http://{}/ap", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self {
            url,
            taken,
            answers,
            handle,
        }
    }

    fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// The world of a company whose e-invoices leave here.
    async fn world(&self) -> World {
        let url = self.url.clone();
        world_with(|config| {
            config.peppol = Some(Peppol {
                url,
                token: "hemligt".to_owned(),
            });
        })
        .await
    }

    async fn end(self) {
        self.handle.stop(false).await;
    }
}

fn success() -> Value {
    json!({ "overallSuccess": true, "sendingSuccess": true, "as4MessageId": "1@ap.example" })
}

pub(super) fn business() -> Value {
    json!({
        "kind": "company", "name": "Fastighets AB Ängen", "email": "faktura@angen.example", "phone": "",
        "organisation_number": "202100-5489", "vat_number": "SE202100548901",
        "address": { "street": "Kungsgatan 12", "street2": "", "postal_code": "111 35", "city": "Stockholm", "country": "SE" },
        "language": "sv", "reference": "Bo Ek", "payment_terms_days": null, "note": "",
        "billing": { "order_number": "PO 88", "peppol_id": { "scheme": "0007", "value": "202100-5489" } }
    })
}

pub(super) async fn customer(w: &World, input: Value) -> String {
    w.office().post("/customers", input).await.expect(201).id()
}

async fn draft_for(w: &World, customer: &str, lines: &[Value]) -> Answer {
    w.office().post("/invoices", invoice(customer, lines)).await.expect(201)
}

async fn ready(w: &World) -> Answer {
    let customer = customer(w, business()).await;
    let draft = draft_for(w, &customer, &[line("Målning", 8_000, 55_000, "25")]).await;
    issue(w, &draft).await.expect(200)
}

async fn hinders(w: &World, invoice: &Answer) -> Vec<(String, String)> {
    let check = w
        .office()
        .get(&format!("/invoices/{}/check", invoice.id()))
        .await
        .expect(200);
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let found = check.body["e_invoice"].as_array().unwrap();
    found
        .iter()
        .map(|o| (text(&o["hinder"]), text(&o["pointer"])))
        .collect()
}

async fn send(w: &World, invoice: &Answer) -> Answer {
    let body = json!({ "channel": "e_invoice", "recipient": "", "message": "" });
    w.office()
        .act(&format!("/invoices/{}/send", invoice.id()), invoice.version(), body)
        .await
}

async fn e_invoices(w: &World, invoice: &Answer) -> Value {
    let seen = w.office().get(&format!("/invoices/{}", invoice.id())).await.expect(200);
    seen.body["e_invoices"].clone()
}

/// Whether schema and published rules take the documents, and what they say.
pub(super) fn judged(folder: &Path) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../.scripts/peppol-rules");
    let output = Command::new(script).arg(folder).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn attachments(folder: &Path, pdf: &[u8]) -> Vec<PathBuf> {
    let file = folder.join("invoice.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = folder.join("attached");
    std::fs::create_dir(&out).unwrap();
    let status = Command::new("pdfdetach")
        .args(["-saveall", "-o"])
        .args([&out, &file])
        .status()
        .unwrap();
    assert!(status.success());
    std::fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[actix_web::test]
async fn what_hinders_is_told_by_field_before_the_invoice_is_issued() {
    let w = world().await;
    let mut input = business();
    input["billing"] = json!({});
    input["reference"] = json!("");
    let who = customer(&w, input).await;
    let draft = draft_for(&w, &who, &[]).await;
    let check = w
        .office()
        .get(&format!("/invoices/{}/check", draft.id()))
        .await
        .expect(200);
    assert_eq!(
        check.body["issue"],
        json!([{ "pointer": "/lines", "code": "required", "params": {} }])
    );
    assert_eq!(check.body["receiver"], Value::Null);
    assert_eq!(check.body["can_send"], false);
    let found = hinders(&w, &draft).await;
    let expected = [
        ("buyer_peppol_id", "/customer/billing/peppol_id"),
        ("reference", "/their_reference"),
        ("lines", "/lines"),
    ];
    assert_eq!(found, expected.map(|(h, p)| (h.to_owned(), p.to_owned())));
}

#[actix_web::test]
async fn a_private_customer_gets_no_e_invoice_and_nobody_does_where_none_are_sent() {
    let w = world().await;
    let who = super::customer(&w).await;
    let private = issue(&w, &draft_for(&w, &who, &[line("Färg", 1000, 10_000, "25")]).await)
        .await
        .expect(200);
    assert_eq!(hinders(&w, &private).await[0].0, "buyer_is_private");
    send(&w, &ready(&w).await).await.expect_problem(409, "e_invoices_off");
}

#[actix_web::test]
async fn every_issued_document_can_be_had_as_ubl_and_passes_the_published_rules() {
    let w = world().await;
    let who = customer(&w, business()).await;
    let folder = tempfile::tempdir().unwrap();
    let mut gross = invoice(
        &who,
        &[line("Färg", 3_000, 9_990, "25"), line("Bok", 1_000, 12_345, "6")],
    );
    gross["prices_include_vat"] = json!(true);
    gross["discount_bp"] = json!(750);
    gross["their_reference"] = json!("BE-7");
    let bodies = [
        invoice(
            &who,
            &[
                line("Målning", 8_000, 55_000, "25"),
                line("Avdrag", 1_000, -10_000, "25"),
            ],
        ),
        gross,
        invoice(&who, &[line("Byggtjänst", 8_000, 55_000, "reverse_charge")]),
        invoice(
            &who,
            &[
                line("Undantaget", 1_000, 55_000, "exempt"),
                line("Noll", 1_000, 100, "0"),
            ],
        ),
        invoice(&who, &[line("Småföretag", 1_000, 55_000, "small_business")]),
    ];
    let last = bodies.len() - 1;
    for (number, body) in bodies.into_iter().enumerate() {
        if number == last {
            let mut company = w.owner().get("/company").await.expect(200).body;
            let version = company["version"].as_i64().unwrap();
            for answered in ["id", "version", "actions"] {
                company.as_object_mut().unwrap().remove(answered);
            }
            company["small_business"] = json!(true);
            w.owner().put("/company", version, company).await.expect(200);
        }
        let draft = w.office().post("/invoices", body).await.expect(201);
        let path = format!("/invoices/{}/ubl", draft.id());
        w.office().get(&path).await.expect_problem(409, "not_allowed_in_status");
        issue(&w, &draft).await.expect(200);
        let plain = w.office().get(&path).await.expect(200);
        assert_eq!(plain.header("content-type"), Some("application/xml"));
        let with_pdf = w.office().get(&format!("{path}?pdf=true")).await.expect(200);
        assert!(with_pdf.bytes.len() > plain.bytes.len() + 20_000);
        std::fs::write(folder.path().join(format!("{number}.xml")), &plain.bytes).unwrap();
        std::fs::write(folder.path().join(format!("{number}-pdf.xml")), &with_pdf.bytes).unwrap();
    }
    let said = judged(folder.path());
    assert!(said.contains("10 documents, 0 breaches"), "{said}");
}

#[actix_web::test]
async fn credit_notes_name_their_invoice_and_pass_the_published_rules() {
    let w = world().await;
    let who = customer(&w, business()).await;
    let lines = [
        line("Färg", 3_000, 9_990, "25"),
        line("Avdrag", 1_000, -4_990, "25"),
        line("Bok", 1_000, 12_345, "6"),
    ];
    let mut gross = invoice(&who, &lines);
    gross["prices_include_vat"] = json!(true);
    gross["discount_bp"] = json!(750);
    let folder = tempfile::tempdir().unwrap();
    for (number, body) in [invoice(&who, &lines), gross].into_iter().enumerate() {
        let draft = w.office().post("/invoices", body).await.expect(201);
        let mut original = issue(&w, &draft).await.expect(200);
        let id = &original.body["lines"][0]["id"];
        let parts = [
            json!([{ "line_id": id, "amount_ore": 1_234 }]),
            json!([{ "line_id": id, "quantity_milli": 1_000 }]),
            Value::Null,
        ];
        for (part, lines) in parts.into_iter().enumerate() {
            let body = json!({ "lines": lines, "note": "Fel pris", "release_work": false, "issue": true });
            let path = format!("/invoices/{}/credit", original.id());
            let note = w.office().act(&path, original.version(), body).await.expect(201);
            let ubl = w
                .office()
                .get(&format!("/invoices/{}/ubl", note.id()))
                .await
                .expect(200);
            let text = String::from_utf8(ubl.bytes.clone()).unwrap();
            let payable = -note.body["totals"]["total_ore"].as_i64().unwrap();
            let amount = format!("{}.{:02}</cbc:PayableAmount>", payable / 100, payable % 100);
            assert!(text.contains(&amount), "{amount} in {text}");
            let named = format!("<cbc:ID>{}</cbc:ID>", original.body["number"].as_str().unwrap());
            assert!(
                text.contains("<cac:BillingReference>") && text.contains(&named),
                "{text}"
            );
            std::fs::write(folder.path().join(format!("{number}-{part}.xml")), &ubl.bytes).unwrap();
            original = w
                .office()
                .get(&format!("/invoices/{}", original.id()))
                .await
                .expect(200);
        }
    }
    let said = judged(folder.path());
    assert!(said.contains("6 documents, 0 breaches"), "{said}");
}

#[actix_web::test]
async fn the_pdf_holds_the_e_invoice_as_it_was_issued() {
    let w = world().await;
    let issued = ready(&w).await;
    let folder = tempfile::tempdir().unwrap();
    let pdf = w
        .office()
        .get(&format!("/invoices/{}/pdf", issued.id()))
        .await
        .expect(200);
    let found = attachments(folder.path(), &pdf.bytes);
    assert_eq!(found.len(), 1);
    let xml = std::fs::read_to_string(&found[0]).unwrap();
    for wanted in [
        "<cbc:ID>10001</cbc:ID>",
        "<cbc:PayableAmount currencyID=\"SEK\">5500.00</cbc:PayableAmount>",
        "<cbc:ID>PO 88</cbc:ID>",
        "Godkänd för F-skatt",
    ] {
        assert!(xml.contains(wanted), "{wanted} in {xml}");
    }
    // What the customer is called tomorrow changes nothing of what was issued.
    let customer = issued.body["customer_id"].as_str().unwrap();
    let mut renamed = business();
    renamed["name"] = json!("Nytt Namn AB");
    w.office()
        .put(&format!("/customers/{customer}"), 1, renamed)
        .await
        .expect(200);
    let again = w
        .office()
        .get(&format!("/invoices/{}/pdf", issued.id()))
        .await
        .expect(200);
    assert_eq!(again.bytes, pdf.bytes);
}

#[actix_web::test]
async fn an_e_invoice_comes_to_its_receiver_and_its_invoice_says_so() {
    let point = AccessPoint::start(vec![(200, success())]);
    let w = point.world().await;
    let issued = ready(&w).await;
    assert_eq!(hinders(&w, &issued).await, []);
    let sent = send(&w, &issued).await.expect(200);
    assert_eq!(sent.body["e_invoices"][0]["state"], "queued");
    drain(&w.app).await.unwrap();
    let states = e_invoices(&w, &issued).await;
    assert_eq!(states[0]["state"], "delivered");
    assert_eq!(states[0]["receiver"], "0007:2021005489");
    assert_eq!(states[0]["message_id"], "1@ap.example");
    let taken = point.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].token, "hemligt");
    let sender =
        "/ap/sendas4/iso6523-actorid-upis::0007:5560160680/iso6523-actorid-upis::0007:2021005489/busdox-docid-qns::";
    assert!(taken[0].path.starts_with(sender), "{}", taken[0].path);
    assert!(taken[0].path.ends_with("/SE"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sent.xml"), &taken[0].body).unwrap();
    let said = judged(folder.path());
    assert!(said.contains("1 documents, 0 breaches"), "{said}");
    let events = w.owner().get("/audit-events?limit=5").await.expect(200);
    assert!(events.bytes.windows(19).any(|b| b == b"e_invoice_delivered"));
    point.end().await;
}

#[actix_web::test]
async fn a_busy_access_point_is_asked_again_and_a_refusal_is_final() {
    let refused = json!({ "overallSuccess": false, "c3EndpointUrl": "https://other.example/as4" });
    let point = AccessPoint::start(vec![(503, Value::Null), (401, Value::Null), (200, refused)]);
    let w = point.world().await;
    let issued = ready(&w).await;
    send(&w, &issued).await.expect(200);
    for (attempts, state, reason) in [
        (1, "queued", "unreachable"),
        (2, "queued", "unreachable"),
        (3, "failed", "refused"),
        (3, "failed", "refused"),
    ] {
        drain(&w.app).await.unwrap();
        let seen = e_invoices(&w, &issued).await[0].clone();
        assert_eq!(
            (&seen["attempts"], &seen["state"], &seen["reason"]),
            (&json!(attempts), &json!(state), &json!(reason))
        );
        w.pass(Duration::hours(7));
    }
    assert_eq!(point.taken().len(), 3);
    // Sent again, it is a consignment of its own.
    *point.answers.lock().unwrap() = vec![(200, success())];
    let seen = w.office().get(&format!("/invoices/{}", issued.id())).await.expect(200);
    send(&w, &seen).await.expect(200);
    drain(&w.app).await.unwrap();
    let states = e_invoices(&w, &issued).await;
    assert_eq!(
        (&states[0]["state"], &states[1]["state"]),
        (&json!("delivered"), &json!("failed"))
    );
    point.end().await;
}

#[actix_web::test]
async fn a_receiver_that_the_network_does_not_know_is_given_up_in_the_end() {
    let point = AccessPoint::start(vec![(200, json!({ "overallSuccess": false }))]);
    let w = point.world().await;
    let issued = ready(&w).await;
    send(&w, &issued).await.expect(200);
    for _ in 0..9 {
        drain(&w.app).await.unwrap();
        w.pass(Duration::hours(7));
    }
    let seen = e_invoices(&w, &issued).await[0].clone();
    assert_eq!(
        (&seen["state"], &seen["reason"]),
        (&json!("failed"), &json!("unknown_receiver"))
    );
    assert_eq!(point.taken().len(), 8);
    point.end().await;
}

#[actix_web::test]
async fn what_hinders_or_does_not_belong_is_refused_by_field() {
    let point = AccessPoint::start(vec![(200, success())]);
    let w = point.world().await;
    let mut input = business();
    input["billing"]["peppol_id"] = Value::Null;
    let who = customer(&w, input).await;
    let draft = draft_for(&w, &who, &[line("Målning", 8_000, 55_000, "25")]).await;
    send(&w, &draft).await.expect_problem(409, "not_allowed_in_status");
    let issued = issue(&w, &draft).await.expect(200);
    send(&w, &issued)
        .await
        .expect_problem(409, "incomplete")
        .expect_field("/customer/billing/peppol_id", "required");
    let letter = json!({ "channel": "e_invoice", "recipient": "a@kund.example", "message": "" });
    let path = format!("/invoices/{}/send", issued.id());
    w.office()
        .act(&path, issued.version(), letter)
        .await
        .expect(422)
        .expect_field("/recipient", "invalid");
    drain(&w.app).await.unwrap();
    assert!(point.taken().is_empty());
    point.end().await;
}
