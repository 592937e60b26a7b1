//! Which customers of the demo ask for a tax deduction? A couple with a house, and a tenant-owner with a helping hand at
//! home. Their numbers are the tax agency's test numbers, which belong to nobody.

use super::{deducted, driver::Driver, people::People};
use crate::http::problem::Problem;
use chrono::Datelike;
use serde_json::{Value, json};

/// The couple has a sent offer, an order and a draft of an invoice, the tenant-owner an offer that is being written.
pub(super) async fn ask(d: &Driver, people: &People) -> Result<(), Problem> {
    flat_rate(d, people).await?;
    ask_for_rot(d, people).await?;
    ask_for_rut(d, people).await?;
    deducted::rut(d, people).await
}

/// An installation that is sold at one price.
async fn flat_rate(d: &Driver, people: &People) -> Result<(), Problem> {
    let path = "/deduction-rules/flat_rate/2026-01-01?installation=Braskamin";
    let body = json!({
        "rate_bp": null, "rot_kr": null, "rut_kr": null, "together_kr": null, "green_kr": null, "share_bp": 3_000,
        "work_type": "masonry", "source": "Exempel: kontrollera mot Skatteverkets schablon",
    });
    d.put(&people.owner, path, &json!({ "version": 0 }), body)
        .await
        .map(|_| ())
}

async fn ask_for_rot(d: &Driver, people: &People) -> Result<(), Problem> {
    let couple = customer(d, people, "Lena Hallgren", "Rönnvägen 12", "070-174 06 71").await?;
    let house = site(d, people, &couple, ["UMEÅ SOFIEHEM 2:41", "", ""]).await?;
    let members = json!([
        member(d, ("Lena Hallgren", "199701242399"), 6_000, 12_000, true),
        member(d, ("Jonas Hallgren", "199703282393"), 4_000, 0, true),
    ]);
    household(d, people, &couple, members).await?;
    let bathroom = json!([
        line(
            "work",
            Some("plumbing"),
            "Rördragning och anslutning",
            16_000,
            "tim",
            69_000
        ),
        line(
            "work",
            Some("construction"),
            "Rivning, väggar och golv",
            42_000,
            "tim",
            62_000
        ),
        line(
            "material",
            None,
            "Våtrumsskivor, tätskikt och klinker",
            1_000,
            "st",
            2_180_000
        ),
        line("travel", None, "Framkörning", 3_000, "st", 49_500),
    ]);
    let offer = offer(d, people, (&couple, &house), "rot", "Renovering av badrum", bathroom).await?;
    let path = format!("/offers/{}/send", id(&offer));
    let letter = json!({ "recipient": couple["email"], "message": "", "valid_until": offer["valid_until"] });
    d.act(&people.office, &path, &offer, letter).await?;
    let painting = json!([
        line(
            "work",
            Some("painting_wallpapering"),
            "Målning av fönster",
            24_000,
            "tim",
            60_000
        ),
        line("material", None, "Linoljefärg", 6_000, "l", 32_900),
    ]);
    order(d, people, (&couple, &house), painting).await?;
    let kitchen = json!([
        line(
            "work",
            Some("construction"),
            "Montering av köksluckor",
            12_000,
            "tim",
            62_000
        ),
        line("work", Some("electrical"), "Inkoppling av spis", 2_000, "tim", 74_000),
        line("material", None, "Luckor och beslag", 1_000, "st", 1_640_000),
    ]);
    invoice(d, people, (&couple, &house), kitchen).await?;
    deducted::rot(d, people, (&couple, &house)).await
}

async fn ask_for_rut(d: &Driver, people: &People) -> Result<(), Problem> {
    let tenant = customer(d, people, "Gun Stenman", "Skolgatan 31", "070-174 06 72").await?;
    let flat = site(d, people, &tenant, ["", "1302", "769600-1002"]).await?;
    // Nobody has asked her yet whether she is kin to anybody in the firm.
    household(
        d,
        people,
        &tenant,
        json!([member(d, ("Gun Stenman", "200104022397"), 10_000, 0, false)]),
    )
    .await?;
    let moving = json!([
        line("work", Some("removal"), "Bära ner och packa", 9_000, "tim", 52_000),
        line("work", Some("cleaning"), "Flyttstädning", 6_000, "tim", 49_000),
        line("other", None, "Bortforsling", 1_000, "st", 240_000),
    ]);
    offer_draft(d, people, (&tenant, &flat), moving).await
}

pub(super) fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap_or_default()
}

pub(super) async fn customer(
    d: &Driver,
    people: &People,
    name: &str,
    street: &str,
    phone: &str,
) -> Result<Value, Problem> {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let body = json!({
        "kind": "private", "name": name, "email": format!("{first}@hemma.example"), "phone": phone,
        "organisation_number": "", "vat_number": "",
        "address": { "street": street, "street2": "", "postal_code": "903 39", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": 20, "note": "",
    });
    d.post(&people.office, "/customers", body).await
}

pub(super) async fn site(
    d: &Driver,
    people: &People,
    whose: &Value,
    [property, apartment, association]: [&str; 3],
) -> Result<Value, Problem> {
    let body = json!({
        "name": "Hemma", "address": whose["address"], "property_designation": property, "apartment_number": apartment,
        "housing_association_number": association, "note": "",
    });
    let path = format!("/customers/{}/work-sites", id(whose));
    d.post(&people.office, &path, body).await
}

pub(super) fn member(d: &Driver, (name, number): (&str, &str), share_bp: i64, used_kr: i64, unrelated: bool) -> Value {
    json!({
        "id": null, "name": name, "identity_number": number, "share_bp": share_bp, "entitlement": "owner",
        "unrelated": unrelated,
        "used": if used_kr > 0 { json!([{ "year": d.today().year(), "rot_kr": used_kr, "rut_kr": 0 }]) } else { json!([]) },
    })
}

pub(super) async fn household(d: &Driver, people: &People, whose: &Value, members: Value) -> Result<(), Problem> {
    let path = format!("/customers/{}/household", id(whose));
    let nobody = json!({ "version": 0 });
    d.put(&people.office, &path, &nobody, json!({ "members": members }))
        .await
        .map(|_| ())
}

pub(super) fn line(
    kind: &str,
    work: Option<&str>,
    description: &str,
    quantity_milli: i64,
    unit: &str,
    price: i64,
) -> Value {
    json!({
        "article_id": null, "kind": kind, "work_type": work, "description": description,
        "quantity_milli": quantity_milli, "unit": unit, "unit_price_ore": price, "discount_bp": 0, "vat": "25",
    })
}

/// The lines with what lines of one document have besides.
pub(super) fn with(lines: Value, more: &[(&str, Value)]) -> Value {
    let mut lines = lines;
    for line in lines.as_array_mut().into_iter().flatten() {
        for (field, value) in more {
            line[*field] = value.clone();
        }
    }
    lines
}

async fn offer(
    d: &Driver,
    people: &People,
    (whose, site): (&Value, &Value),
    asked: &str,
    title: &str,
    lines: Value,
) -> Result<Value, Problem> {
    let body = json!({
        "customer_id": whose["id"], "work_site_id": site["id"], "title": title, "intro": "",
        "terms": "Skattereduktionen är preliminär: Skatteverket beslutar efter betalningen.", "their_reference": "",
        "deduction": asked, "language": "sv", "valid_until": d.today() + chrono::TimeDelta::days(30),
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true, "lines": lines,
    });
    d.post(&people.office, "/offers", body).await
}

async fn offer_draft(d: &Driver, people: &People, place: (&Value, &Value), lines: Value) -> Result<(), Problem> {
    offer(d, people, place, "rut", "Hjälp vid flytt", lines)
        .await
        .map(|_| ())
}

async fn order(d: &Driver, people: &People, (whose, site): (&Value, &Value), lines: Value) -> Result<(), Problem> {
    let body = json!({
        "customer_id": whose["id"], "work_site_id": site["id"], "title": "Måla fönster", "description": "",
        "their_reference": "", "planned_start_on": null, "planned_end_on": null, "work_billing": "as_agreed",
        "hourly_price_ore": 60_000, "hourly_vat": "25", "hourly_work_type": "painting_wallpapering", "deduction": "rot",
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
        "lines": with(lines, &[("id", Value::Null)]), "assigned": [],
    });
    d.post(&people.office, "/orders", body).await.map(|_| ())
}

async fn invoice(d: &Driver, people: &People, (whose, site): (&Value, &Value), lines: Value) -> Result<(), Problem> {
    let body = json!({
        "customer_id": whose["id"], "order_id": null, "work_site_id": site["id"], "title": "Nya köksluckor", "note": "",
        "their_reference": "", "our_reference": "Karin Nordin", "deduction": "rot", "language": "sv",
        "supplied_on": null, "payment_terms_days": 20, "prices_include_vat": false, "discount_bp": 0,
        "round_to_krona": true,
        "lines": with(lines, &[("order_line_id", Value::Null), ("time_entry_ids", json!([]))]),
    });
    d.post(&people.office, "/invoices", body).await.map(|_| ())
}
