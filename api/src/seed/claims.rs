//! Which deductions of the demo are claimed, decided, paid, refused and moved on? One in every state, by the requests that the
//! office makes.

use super::{
    bank_file::{Paid, bgmax, upload},
    deductions::{customer, household, id, line, member, site, with},
    driver::Driver,
    people::People,
};
use crate::http::problem::Problem;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

const MARIT: &str = "197805252397";

/// A couple whose first job was paid so long ago that nothing can be asked for any more.
pub(super) async fn begin(d: &Driver, people: &People) -> Result<Home, Problem> {
    let home = couple(d, people).await?;
    let issued = issue(d, people, &home, "Mur mot vägen", 3_000).await?;
    pay(d, people, &issued, 1).await?;
    Ok(home)
}

/// A claim with a decision file for most of its cases, one that is not decided, and what is left to ask for.
pub(super) async fn live(d: &Driver, people: &People, home: &Home) -> Result<(), Problem> {
    let job = async |title: &str, hours: i64| {
        let issued = issue(d, people, home, title, hours).await?;
        pay(d, people, &issued, 1).await
    };
    let mut whole = Vec::new();
    for (title, hours) in [
        ("Putsning av sockel", 11_500),
        ("Ny mur", 8_000),
        ("Murning av skorsten", 9_000),
        ("Byte av tegel", 6_000),
        ("Lagning av källarvägg", 7_500),
        ("Fogning av mur", 5_000),
    ] {
        whole.push(job(title, hours).await?);
    }
    let half = issue(d, people, home, "Stödmur mot gatan", 12_000).await?;
    whole.push(pay(d, people, &half, 2).await?);
    claim(d, people, "ROT VÅREN", &whole).await?;
    decide(d, people, "ROT VÅREN", &whole).await?;
    // The third is approved and waits for its money; the second and fourth were refused in part and whole.
    pay_out(d, people, &[&whole[0], &whole[4], &whole[5], &whole[6]]).await?;
    resolve(d, people, &whole[0], json!({ "resolution": "close", "note": "" })).await?;
    pass_on(d, people, &whole[3]).await?;
    credit(d, people, &whole[5]).await?;
    let asked = job("Spackling av garage", 6_500).await?;
    claim(d, people, "ROT HÖSTEN", &[asked]).await?;
    job("Ny trappa", 7_000).await?;
    from_bank(d, people, &whole[2]).await
}

/// The tax agency's money for a case has come in, and nobody has looked at the bank's file.
async fn from_bank(d: &Driver, people: &People, invoice: &Value) -> Result<(), Problem> {
    let found = case(d, people, invoice).await?;
    let paid = Paid {
        amount: found["summary"]["awaited_ore"].as_i64().unwrap_or(0),
        reference: "",
        message: "ROT RUT 20260000417",
        payer: "Skatteverket",
        serial: 901,
    };
    let file = bgmax("50501055", d.today(), &[paid]);
    let name = format!("skatteverket-{}.txt", d.today());
    d.post(&people.office, "/payment-imports", upload(&name, &file))
        .await
        .map(|_| ())
}

/// A customer and where they live.
pub(super) type Home = (Value, Value);

async fn couple(d: &Driver, people: &People) -> Result<Home, Problem> {
    let marit = customer(d, people, "Marit Sandgren", "Kvarnvägen 3", "070-174 06 74").await?;
    let house = site(d, people, &marit, ["UMEÅ BÖLE 7:12", "", ""]).await?;
    let mut other = member(d, ("Tore Sandgren", "198210202381"), 1, 0, true);
    other["share_bp"] = json!(1);
    let members = json!([member(d, ("Marit Sandgren", MARIT), 9_999, 0, true), other]);
    household(d, people, &marit, members).await?;
    Ok((marit, house))
}

async fn issue(
    d: &Driver,
    people: &People,
    (whose, site): &Home,
    title: &str,
    hours_milli: i64,
) -> Result<Value, Problem> {
    let lines = json!([
        line("work", Some("masonry"), title, hours_milli, "tim", 64_000),
        line("material", None, "Bruk och tegel", 1_000, "st", 184_000),
    ]);
    let body = json!({
        "customer_id": whose["id"], "order_id": null, "work_site_id": site["id"], "title": title, "note": "",
        "their_reference": "", "our_reference": "Karin Nordin", "deduction": "rot", "language": "sv",
        "supplied_on": null, "payment_terms_days": 20, "prices_include_vat": false, "discount_bp": 0,
        "round_to_krona": true,
        "lines": with(lines, &[("order_line_id", Value::Null), ("time_entry_ids", json!([]))]),
    });
    let draft = d.post(&people.office, "/invoices", body).await?;
    let path = format!("/invoices/{}/issue", id(&draft));
    d.act(&people.office, &path, &draft, json!({})).await
}

/// The customer pays the invoice, or one of so many parts of it.
pub(super) async fn pay(d: &Driver, people: &People, invoice: &Value, parts: i64) -> Result<Value, Problem> {
    let owed = invoice["remaining_ore"].as_i64().unwrap_or(0) / (100 * parts) * 100;
    let amount_ore = if parts == 1 {
        &invoice["remaining_ore"]
    } else {
        &json!(owed)
    };
    let body =
        json!({ "paid_on": d.today(), "amount_ore": amount_ore, "method": "bankgiro", "reference": invoice["ocr"] });
    let path = format!("/invoices/{}/payments", id(invoice));
    d.act(&people.office, &path, invoice, body).await
}

/// The first buyer's case of an invoice.
pub(super) async fn case(d: &Driver, people: &People, invoice: &Value) -> Result<Value, Problem> {
    let path = format!("/deduction-cases?invoice_id={}", id(invoice));
    let list = d.get(&people.office, &path).await?;
    let path = format!("/deduction-cases/{}", id(&list["items"][0]));
    d.get(&people.office, &path).await
}

async fn claim(d: &Driver, people: &People, name: &str, invoices: &[Value]) -> Result<(), Problem> {
    let mut ids = Vec::new();
    let mut year = json!(0);
    for invoice in invoices {
        let found = case(d, people, invoice).await?;
        ids.push(found["id"].clone());
        year = found["summary"]["year"].clone();
    }
    let body = json!({ "kind": "rot", "year": year, "name": name, "case_ids": ids });
    d.post(&people.office, "/deduction-claims", body).await.map(|_| ())
}

/// The tax agency's file: everything but a part of the second and all of the fourth.
async fn decide(d: &Driver, people: &People, name: &str, invoices: &[Value]) -> Result<(), Problem> {
    let mut cases = Vec::new();
    for (place, invoice) in invoices.iter().enumerate() {
        let asked = case(d, people, invoice).await?["asked_kr"].as_i64().unwrap_or(0);
        let approved = match place {
            1 => asked - 900,
            3 => 0,
            _ => asked,
        };
        cases.push(json!({ "personnummer": MARIT, "fakturanummer": invoice["number"], "godkantBelopp": approved }));
    }
    let file = json!({ "version": "1", "utforare": "165566778899",
        "beslut": [{ "namn": name, "referensnummer": "20260000417-01", "arenden": cases }] });
    let body = json!({ "file_name": "beslut.json", "content": STANDARD.encode(file.to_string()) });
    d.post(&people.office, "/deduction-decisions", body).await.map(|_| ())
}

/// One sum from the tax agency for several cases.
async fn pay_out(d: &Driver, people: &People, invoices: &[&Value]) -> Result<(), Problem> {
    let mut parts = Vec::new();
    let mut sum = 0;
    for invoice in invoices {
        let found = case(d, people, invoice).await?;
        let awaited = found["summary"]["awaited_ore"].as_i64().unwrap_or(0);
        sum += awaited;
        parts.push(json!({ "case_id": found["id"], "amount_ore": awaited }));
    }
    let body = json!({ "paid_on": d.today(), "amount_ore": sum, "reference": "SKATTEVERKET 20260000417",
        "imported_payment_id": null, "parts": parts });
    d.post(&people.office, "/deduction-payouts", body).await.map(|_| ())
}

async fn resolve(d: &Driver, people: &People, invoice: &Value, how: Value) -> Result<(), Problem> {
    let found = case(d, people, invoice).await?;
    let mut body = json!({ "amount_kr": null, "member_id": null, "day": null });
    for (field, value) in how.as_object().into_iter().flatten() {
        body[field] = value.clone();
    }
    let path = format!("/deduction-cases/{}/resolve", id(&found));
    d.act(&people.office, &path, &found, body).await.map(|_| ())
}

/// What was refused for one is the other's to ask for.
async fn pass_on(d: &Driver, people: &People, invoice: &Value) -> Result<(), Problem> {
    let found = case(d, people, invoice).await?;
    let other = &found["other_buyers"][0]["member_id"];
    let note = "Marit hade fått avdrag av en annan firma; Tore har kvar";
    resolve(
        d,
        people,
        invoice,
        json!({ "resolution": "other_buyer", "member_id": other, "note": note }),
    )
    .await
}

/// Part of the work was never done: the tax agency has paid too much.
async fn credit(d: &Driver, people: &People, invoice: &Value) -> Result<(), Problem> {
    let path = format!("/invoices/{}", id(invoice));
    let seen = d.get(&people.office, &path).await?;
    let body = json!({
        "lines": [{ "line_id": seen["lines"][0]["id"], "quantity_milli": null, "amount_ore": 128_000 }],
        "note": "Två timmar utfördes inte", "release_work": false, "issue": true,
    });
    d.act(&people.office, &format!("{path}/credit"), &seen, body)
        .await
        .map(|_| ())
}
