//! Letters, from the change that asked for them to a real mail server's folder.

use super::worker::drain;
use crate::{
    app::App,
    testing::{World, world},
};
use chrono::Duration;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// A mail server of the test's own; it ends with it.
struct Sink {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Sink {
    fn start(folder: &Path, options: &[&str]) -> Self {
        let folder = folder.join("sink");
        let mut child = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.scripts/smtp-sink"))
            .arg("--until-stdin-closes")
            .arg("--dir")
            .arg(&folder)
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            port: line.trim().parse().unwrap(),
            folder,
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn letters(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    names.sort();
    names
        .iter()
        .map(|p| String::from_utf8(std::fs::read(p).unwrap()).unwrap())
        .collect()
}

/// The process that sends by this server: another one on the same database and clock.
async fn by_smtp(w: &World, port: u16) -> App {
    let mut config = w.database.config();
    config.smtp_url = Some(format!("smtp://127.0.0.1:{port}"));
    App::start(config, w.app.clock.clone()).await.unwrap()
}

async fn send_offer(w: &World, recipient: &str) -> String {
    let customer = json!({
        "kind": "private", "name": "Anna Öberg", "email": recipient, "phone": "", "organisation_number": "", "vat_number": "",
        "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    let customer = w.office().post("/customers", customer).await.expect(201).id();
    let offer = json!({
        "customer_id": customer, "work_site_id": null, "title": "Målning", "intro": "", "terms": "", "their_reference": "",
        "language": "sv", "valid_until": "2026-12-20", "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
        "lines": [{ "article_id": null, "kind": "work", "description": "Målning", "quantity_milli": 1000, "unit": "tim",
            "unit_price_ore": 100_000, "discount_bp": 0, "vat": "25" }]
    });
    let id = w.office().post("/offers", offer).await.expect(201).id();
    let letter = json!({ "recipient": recipient, "message": "Ring om något är oklart.", "valid_until": "2026-12-20" });
    w.office()
        .act(&format!("/offers/{id}/send"), 1, letter)
        .await
        .expect(200);
    id
}

async fn mail(w: &World, offer: &str) -> Value {
    w.office().get(&format!("/offers/{offer}")).await.expect(200).body["mails"][0].clone()
}

/// Header lines of a letter, unfolded.
fn header(letter: &str, name: &str) -> String {
    let head = letter.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    head.lines()
        .find_map(|l| l.strip_prefix(&format!("{name}: ")).map(str::to_owned))
        .unwrap_or_default()
}

#[actix_web::test]
async fn a_mail_server_gets_the_offer_with_its_document() {
    let w = world().await;
    let sink = Sink::start(w.database.folder.path(), &[]);
    let app = by_smtp(&w, sink.port).await;
    let offer = send_offer(&w, "anna@kund.example").await;
    drain(&app).await.unwrap();
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (
            seen["state"].as_str(),
            seen["attempts"].as_i64(),
            seen["reason"].clone()
        ),
        (Some("sent"), Some(1), Value::Null)
    );
    let letters = letters(&sink.folder);
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(header(letter, "Delivered-To"), "anna@kund.example");
    assert!(header(letter, "From").ends_with("<noreply@localhost>"), "{letter}");
    assert!(
        header(letter, "Reply-To").ends_with("<info@lindqvist.example>"),
        "{letter}"
    );
    assert_eq!(header(letter, "Date"), "Fri, 20 Nov 2026 09:00:00 +0000");
    let id = seen["id"].as_str().unwrap().replace('-', "");
    assert_eq!(header(letter, "Message-ID"), format!("<{id}@localhost>"));
    assert!(letter.contains("Offert-1001.pdf") && letter.contains("application/pdf"));
    let events = audit(&w).await;
    assert!(events.contains(&"mail_sent".to_owned()), "{events:?}");
    assert_eq!(drain(&app).await.unwrap(), 0);
}

async fn audit(w: &World) -> Vec<String> {
    use crate::store::entity::audit_event;
    let rows = w
        .look(async |tx| Ok(tx.find::<audit_event::Entity>().all().await?))
        .await;
    rows.into_iter().map(|r| r.event).collect()
}

#[actix_web::test]
async fn a_refused_recipient_is_seen_with_the_reason_and_not_tried_again() {
    let w = world().await;
    let sink = Sink::start(w.database.folder.path(), &["--refuse", "borta@kund.example"]);
    let app = by_smtp(&w, sink.port).await;
    let offer = send_offer(&w, "borta@kund.example").await;
    drain(&app).await.unwrap();
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (seen["state"].as_str(), seen["reason"].as_str()),
        (Some("failed"), Some("refused"))
    );
    assert!(audit(&w).await.contains(&"mail_failed".to_owned()));
    assert_eq!((app.metrics.mails_sent.get(), app.metrics.mails_failed.get()), (0, 1));
    w.pass(Duration::days(1));
    assert_eq!(drain(&app).await.unwrap(), 0);
    assert!(letters(&sink.folder).is_empty());
}

#[actix_web::test]
async fn a_server_that_is_down_or_asks_for_patience_is_tried_again() {
    let w = world().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let app = by_smtp(&w, free).await;
    let offer = send_offer(&w, "anna@kund.example").await;
    drain(&app).await.unwrap();
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (
            seen["state"].as_str(),
            seen["reason"].as_str(),
            seen["attempts"].as_i64()
        ),
        (Some("queued"), Some("unreachable"), Some(1))
    );
    assert_eq!(drain(&app).await.unwrap(), 0, "not before its time");

    let sink = Sink::start(
        w.database.folder.path(),
        &["--port", &free.to_string(), "--defer", "anna@kund.example=1"],
    );
    w.pass(Duration::seconds(10));
    drain(&app).await.unwrap();
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (
            seen["state"].as_str(),
            seen["reason"].as_str(),
            seen["attempts"].as_i64()
        ),
        (Some("queued"), Some("deferred"), Some(2))
    );
    w.pass(Duration::seconds(40));
    drain(&app).await.unwrap();
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (
            seen["state"].as_str(),
            seen["reason"].clone(),
            seen["attempts"].as_i64()
        ),
        (Some("sent"), Value::Null, Some(3))
    );
    assert_eq!(letters(&sink.folder).len(), 1);
}

#[actix_web::test]
async fn a_server_that_stays_down_is_given_up_in_the_open() {
    let w = world().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let app = by_smtp(&w, free).await;
    let offer = send_offer(&w, "anna@kund.example").await;
    for _ in 0..8 {
        drain(&app).await.unwrap();
        w.pass(Duration::hours(7));
    }
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (
            seen["state"].as_str(),
            seen["reason"].as_str(),
            seen["attempts"].as_i64()
        ),
        (Some("failed"), Some("unreachable"), Some(8))
    );
}

#[actix_web::test]
async fn without_a_server_letters_lie_in_the_local_folder_and_the_company_hears_of_the_answer() {
    let w = world().await;
    let offer = send_offer(&w, "anna@kund.example").await;
    drain(&w.app).await.unwrap();
    assert_eq!(mail(&w, &offer).await["state"], "sent");
    let folder = w.database.mails();
    assert_eq!(letters(&folder).len(), 1);
    let url = w.office().get(&format!("/offers/{offer}")).await.expect(200).body["public_url"]
        .as_str()
        .unwrap()
        .to_owned();
    let token = url.rsplit('#').next().unwrap();
    w.pass(Duration::minutes(5));
    w.nobody()
        .post(
            &format!("/public/offers/{token}/accept"),
            json!({ "name": "Anna Öberg" }),
        )
        .await
        .expect(200);
    drain(&w.app).await.unwrap();
    let letters = letters(&folder);
    assert_eq!(letters.len(), 2);
    let told = w.app.metrics.text();
    assert!(
        told.contains("kontoret_mails_sent_total 2\n") && told.contains("kontoret_mails_failed_total 0\n"),
        "{told}"
    );
    assert_eq!(header(&letters[1], "To"), "info@lindqvist.example");
    assert!(
        letters[1].contains(&format!("/offers/{offer}")) || letters[1].contains("=\r\n"),
        "{}",
        letters[1]
    );
}

#[actix_web::test]
async fn a_letter_whose_offer_was_withdrawn_does_not_leave() {
    let w = world().await;
    let offer = send_offer(&w, "anna@kund.example").await;
    w.office()
        .act(&format!("/offers/{offer}/withdraw"), 2, json!({}))
        .await
        .expect(200);
    drain(&w.app).await.unwrap();
    let seen = mail(&w, &offer).await;
    assert_eq!(
        (seen["state"].as_str(), seen["reason"].as_str()),
        (Some("failed"), Some("withdrawn"))
    );
    assert!(letters(&w.database.mails()).is_empty());
}
