//! From an empty database to a paid invoice, through the API alone.

use super::{
    api::{Answer, Api},
    office::{self, PASSWORD, address},
    site::Site,
};
use serde_json::{Value, json};
use std::{
    process::Command,
    time::{Duration, Instant},
};

/// The letters so far, the headers and texts of each with its soft line breaks undone.
fn letters(site: &Site) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(site.mails()) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "eml"))
        .collect();
    names.sort();
    names
        .iter()
        .map(|p| {
            std::fs::read_to_string(p)
                .unwrap()
                .replace("=\r\n", "")
                .replace("=3D", "=")
        })
        .collect()
}

/// Waits for a letter to somebody that leads to a page, and gives the letter and the secret of its link.
async fn letter(site: &Site, to: &str, page: &str) -> (String, String) {
    let start = format!("{}/{page}#", site.address());
    let began = Instant::now();
    loop {
        let found = letters(site)
            .into_iter()
            .rev()
            .find(|l| l.contains(&format!("To: {to}")) && l.contains(&start));
        if let Some(letter) = found {
            let after = letter.split(&start).nth(1).unwrap();
            let secret = after
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                .collect();
            return (letter, secret);
        }
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "no letter to {to} leads to {page}: {:#?}",
            letters(site)
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Waits until the newest letter of a document has left.
async fn sent(by: &Api, path: &str) -> Answer {
    let began = Instant::now();
    loop {
        let seen = by.get(path).await.expect(200);
        if seen.body["mails"][0]["state"] == "sent" {
            return seen;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{:#}", seen.body["mails"]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What a PDF says.
fn page(site: &Site, pdf: &[u8]) -> String {
    assert!(pdf.starts_with(b"%PDF-"), "not a PDF");
    let file = site.path("page.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext")
        .args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()])
        .output()
        .unwrap();
    String::from_utf8(out.stdout)
        .unwrap()
        .replace(['\u{a0}', '\u{202f}'], " ")
}

/// A worker who was invited by mail.
async fn worker(site: &Site, owner: &Api) -> (Api, String) {
    let body = json!({
        "email": "kalle@lindqvist.example", "language": "sv", "name": "Kalle Berg", "role": "worker", "username": "",
        "initials": "", "employment_id": "A-17", "phone": ""
    });
    let invited = owner.post("/users", body).await.expect(201);
    let (_, token) = letter(site, "kalle@lindqvist.example", "valkommen").await;
    let nobody = Api::at(&site.address());
    let body = json!({ "token": token, "password": PASSWORD });
    nobody.post("/public/invitations/accept", body).await.expect(204);
    (nobody.log_in("kalle@lindqvist.example", PASSWORD).await, invited.id())
}

fn line(kind: &str, description: &str, quantity_milli: i64, unit: &str, unit_price_ore: i64) -> Value {
    json!({ "article_id": null, "kind": kind, "description": description, "quantity_milli": quantity_milli, "unit": unit,
        "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": "25" })
}

/// An offer on work and material at a work site, sent to its customer, who accepts it by the link in the letter.
async fn accepted_offer(site: &Site, owner: &Api) -> String {
    let customer = office::customer(owner).await.id();
    let summer_house = json!({
        "name": "Sommarstugan", "address": address("Strandvägen 1"), "property_designation": "Umeå Backen 1:23",
        "apartment_number": "", "housing_association_number": "", "note": "Nyckeln hänger i boden"
    });
    let work_site = owner
        .post(&format!("/customers/{customer}/work-sites"), summer_house)
        .await
        .expect(201)
        .id();
    let valid_until = chrono::DateTime::UNIX_EPOCH.date_naive() + chrono::Days::new(days_since_1970() + 30);
    let body = json!({
        "customer_id": customer, "work_site_id": work_site, "title": "Målning av fasad", "intro": "Tack för förfrågan.",
        "terms": "", "their_reference": "", "language": "sv", "valid_until": valid_until, "prices_include_vat": false,
        "discount_bp": 0, "round_to_krona": true,
        "lines": [line("work", "Målning", 10_000, "tim", 55_000), line("material", "Fasadfärg", 3_000, "st", 123_450)]
    });
    let draft = owner.post("/offers", body).await.expect(201);
    // 10 × 550,00 + 3 × 1 234,50 = 9 203,50; with VAT 11 504,375.
    assert_eq!(draft.number("/totals/total_ore"), 1_150_400);
    let path = format!("/offers/{}", draft.id());
    let message = json!({ "recipient": "anna@kund.example", "message": "Ring gärna!", "valid_until": valid_until });
    owner.act(&format!("{path}/send"), 1, message).await.expect(200);
    let (mail, secret) = letter(site, "anna@kund.example", "o").await;
    assert!(
        mail.contains("application/pdf") && mail.contains("Offert-1001.pdf"),
        "no document in the letter"
    );
    sent(owner, &path).await;

    let anna = Api::at(&site.address());
    let link = format!("/public/offers/{secret}");
    let seen = anna.get(&link).await.expect(200);
    assert_eq!(seen.number("/totals/total_ore"), 1_150_400);
    assert!(page(site, &anna.get(&format!("{link}/pdf")).await.expect(200).bytes).contains("11 504"));
    anna.post(&format!("{link}/accept"), json!({ "name": "Anna Öberg" }))
        .await
        .expect(200);
    assert_eq!(owner.get(&path).await.expect(200).text("/status"), "accepted");
    draft.id()
}

fn days_since_1970() -> u64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() / 86_400
}

/// An order of the offer, charged by the hours that are worked.
async fn order(owner: &Api, offer_id: &str, worker: &str) -> Answer {
    let made = owner
        .post("/orders/from-offer", json!({ "offer_id": offer_id }))
        .await
        .expect(201);
    let mut body = made.body.clone();
    let kept = [
        "customer_id",
        "work_site_id",
        "title",
        "description",
        "their_reference",
        "planned_start_on",
        "planned_end_on",
        "hourly_price_ore",
        "hourly_vat",
        "prices_include_vat",
        "discount_bp",
        "round_to_krona",
        "lines",
    ];
    body.as_object_mut()
        .unwrap()
        .retain(|field, _| kept.contains(&field.as_str()));
    for line in body["lines"].as_array_mut().unwrap() {
        line.as_object_mut()
            .unwrap()
            .retain(|field, _| field != "amount_ore" && field != "invoice_id");
    }
    body["work_billing"] = json!("as_reported");
    body["assigned"] = json!([worker]);
    owner
        .put(&format!("/orders/{}", made.id()), made.number("/version"), body)
        .await
        .expect(200)
}

/// Eight hours of work, reported, handed in and approved.
async fn approved_time(owner: &Api, worker: &Api, membership_id: &str, order_id: &str) {
    let mine = worker.get("/orders?open=true").await.expect(200);
    assert_eq!(mine.text("/items/0/id"), order_id);
    let seen = worker.get(&format!("/orders/{order_id}")).await.expect(200);
    assert_eq!(seen.body["totals"], Value::Null, "a worker sees no prices");
    worker
        .act(&format!("/orders/{order_id}/start"), seen.number("/version"), json!({}))
        .await
        .expect(200);
    // Yesterday may lie in another week than today; the week is the one of the entry.
    let worked_on = chrono::DateTime::UNIX_EPOCH.date_naive() + chrono::Days::new(days_since_1970() - 1);
    for (minutes, activity) in [(300, "Skrapning"), (180, "Målning")] {
        let entry = json!({ "membership_id": null, "order_id": order_id, "worked_on": worked_on, "minutes": minutes,
            "activity": activity, "note": "", "billable": true });
        worker.post("/time-entries", entry).await.expect(201);
    }
    let week = format!("/timesheets/{}", worked_on.format("%G-W%V"));
    let sheet = worker.get(&week).await.expect(200);
    assert_eq!(sheet.number("/minutes"), 480);
    let body = json!({ "membership_id": null });
    let handed_in = worker
        .act(&format!("{week}/submit"), sheet.number("/version"), body)
        .await
        .expect(200);
    let body = json!({ "membership_id": membership_id });
    owner
        .act(&format!("{week}/approve"), handed_in.number("/version"), body)
        .await
        .expect(200);
}

/// An invoice of the order's material and approved time, from draft to paid.
async fn paid_invoice(site: &Site, owner: &Api, order_id: &str) {
    let draft = owner
        .post("/invoices/from-order", json!({ "order_id": order_id }))
        .await
        .expect(201);
    // 8 hours of 550,00 and the material of 3 703,50: 8 103,50; with VAT 10 129,375.
    assert_eq!(draft.number("/totals/total_ore"), 1_012_900, "{:#}", draft.body);
    let path = format!("/invoices/{}", draft.id());
    let issued = owner.act(&format!("{path}/issue"), 1, json!({})).await.expect(200);
    assert_eq!(
        (issued.text("/number"), issued.text("/status")),
        ("10001".to_owned(), "issued".to_owned())
    );
    let file = owner.get(&format!("{path}/pdf")).await.expect(200).bytes;
    let said = page(site, &file);
    for words in [
        "10001",
        &issued.text("/ocr"),
        "Anna Öberg",
        "5050-1055",
        "556016-0680",
        "10 129",
    ] {
        assert!(said.contains(words), "{words} isn't on the invoice: {said}");
    }
    let letter = json!({ "recipient": "anna@kund.example", "message": "" });
    owner
        .act(&format!("{path}/send"), issued.number("/version"), letter)
        .await
        .expect(200);
    let waiting = sent(owner, &path).await;
    assert!(
        letters(site)
            .iter()
            .any(|l| l.contains("Faktura-10001.pdf") && l.contains("To: anna@kund.example"))
    );
    let paid_on = waiting.text("/issued_on");
    let payment = json!({ "paid_on": paid_on, "amount_ore": 1_012_900, "method": "bankgiro", "reference": "" });
    let paid = owner
        .act(&format!("{path}/payments"), waiting.number("/version"), payment)
        .await
        .expect(200);
    assert_eq!(
        (paid.text("/status"), paid.number("/remaining_ore")),
        ("paid".to_owned(), 0)
    );
    assert!(
        owner.get(&format!("{path}/pdf")).await.expect(200).bytes == file,
        "the document has changed"
    );
}

/// The trail tells of it all, in this order.
async fn told(owner: &Api) {
    let trail = owner.get("/audit-events?limit=200&sort=seq").await.expect(200);
    let told: Vec<&str> = trail.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["event"].as_str().unwrap())
        .collect();
    let story = [
        "offer_created",
        "offer_sent",
        "offer_accepted",
        "order_created",
        "order_started",
        "time_entry_created",
        "timesheet_submitted",
        "timesheet_approved",
        "invoice_created",
        "invoice_issued",
        "invoice_sent",
        "payment_registered",
    ];
    let mut rest = told.iter();
    assert!(story.iter().all(|event| rest.any(|t| t == event)), "{told:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_becomes_an_order_time_an_invoice_and_money() {
    let site = Site::new().await;
    let _server = site.serve().await;
    let owner = office::owner(&site).await;
    let (worker, membership_id) = worker(&site, &owner).await;
    let offer_id = accepted_offer(&site, &owner).await;
    let order = order(&owner, &offer_id, &membership_id).await;
    approved_time(&owner, &worker, &membership_id, &order.id()).await;
    paid_invoice(&site, &owner, &order.id()).await;
    told(&owner).await;

    let found = owner.get("/search?q=oberg").await.expect(200);
    assert!(found.body["items"].as_array().unwrap().len() >= 4, "{:#}", found.body);
    let nothing_left = owner
        .post("/invoices/from-order", json!({ "order_id": order.id() }))
        .await
        .expect(409);
    assert_eq!(nothing_left.text("/code"), "nothing_to_invoice");
}
