//! Which invoices of the demo have a tax deduction taken off? Unpaid, paid, paid in part and credited in part.

use super::{
    deductions::{customer, household, id, line, member, site, with},
    driver::Driver,
    people::People,
};
use crate::http::problem::Problem;
use serde_json::{Value, json};

/// What becomes of an issued invoice.
enum Then {
    /// The customer has it and hasn't paid.
    Waits,
    /// Paid.
    Paid,
    /// Half of it is paid.
    HalfPaid,
    /// So many öre of the first line are credited.
    Credited(i64),
}

/// The couple's jobs on their house.
pub(super) async fn rot(d: &Driver, people: &People, place: (&Value, &Value)) -> Result<(), Problem> {
    let jobs = [
        (
            "Ny ytterdörr",
            "construction",
            "Byte av ytterdörr och foder",
            6_000,
            62_000,
            "Ytterdörr",
            1_245_000,
            Then::Paid,
        ),
        (
            "Lagning av trappa",
            "masonry",
            "Gjutning av trappsteg",
            9_000,
            64_000,
            "Betong och armering",
            286_000,
            Then::Waits,
        ),
        (
            "Vindskivor",
            "painting_wallpapering",
            "Skrapning och målning av vindskivor",
            14_000,
            60_000,
            "Färg och skruv",
            174_000,
            Then::HalfPaid,
        ),
        (
            "Elcentral",
            "electrical",
            "Byte av elcentral",
            8_000,
            74_000,
            "Elcentral och jordfelsbrytare",
            640_000,
            Then::Credited(148_000),
        ),
    ];
    for (title, work, job, hours, price, what, cost, then) in jobs {
        let lines = json!([
            line("work", Some(work), job, hours, "tim", price),
            line("material", None, what, 1_000, "st", cost),
            line("travel", None, "Framkörning", 1_000, "st", 49_500),
        ]);
        issued(d, people, place, ("rot", title), lines, then).await?;
    }
    Ok(())
}

/// Help at home for a pensioner.
pub(super) async fn rut(d: &Driver, people: &People) -> Result<(), Problem> {
    let ulla = customer(d, people, "Ulla Bergman", "Älvgatan 7", "070-174 06 73").await?;
    let home = site(d, people, &ulla, ["", "1101", "769600-1002"]).await?;
    let members = json!([member(d, ("Ulla Bergman", "195907142599"), 10_000, 0, true)]);
    household(d, people, &ulla, members).await?;
    let jobs = [
        (
            "Höststädning",
            "cleaning",
            "Storstädning av lägenhet",
            7_000,
            49_000,
            Then::Paid,
        ),
        (
            "Gräs och häck",
            "gardening",
            "Klippning av häck och gräs",
            5_500,
            48_000,
            Then::Waits,
        ),
    ];
    for (title, work, job, hours, price, then) in jobs {
        let lines = json!([line("work", Some(work), job, hours, "tim", price)]);
        issued(d, people, (&ulla, &home), ("rut", title), lines, then).await?;
    }
    Ok(())
}

async fn issued(
    d: &Driver,
    people: &People,
    (whose, site): (&Value, &Value),
    (asked, title): (&str, &str),
    lines: Value,
    then: Then,
) -> Result<(), Problem> {
    let office = &people.office;
    let body = json!({
        "customer_id": whose["id"], "order_id": null, "work_site_id": site["id"], "title": title, "note": "",
        "their_reference": "", "our_reference": "Karin Nordin", "deduction": asked, "language": "sv",
        "supplied_on": null, "payment_terms_days": 20, "prices_include_vat": false, "discount_bp": 0,
        "round_to_krona": true,
        "lines": with(lines, &[("order_line_id", Value::Null), ("time_entry_ids", json!([]))]),
    });
    let draft = d.post(office, "/invoices", body).await?;
    let path = format!("/invoices/{}", id(&draft));
    let invoice = d.act(office, &format!("{path}/issue"), &draft, json!({})).await?;
    let letter = json!({ "recipient": whose["email"], "message": "" });
    let sent = d.act(office, &format!("{path}/send"), &invoice, letter).await?;
    let owed = sent["remaining_ore"].as_i64().unwrap_or(0);
    let (action, body) = match then {
        Then::Waits => return Ok(()),
        Then::Paid => ("payments", payment(d, owed, &sent)),
        Then::HalfPaid => ("payments", payment(d, owed / 200 * 100, &sent)),
        Then::Credited(ore) => (
            "credit",
            json!({
                "lines": [{ "line_id": sent["lines"][0]["id"], "quantity_milli": null, "amount_ore": ore }],
                "note": "Två timmar gick åt till annat", "release_work": false, "issue": true,
            }),
        ),
    };
    d.act(office, &format!("{path}/{action}"), &sent, body)
        .await
        .map(|_| ())
}

fn payment(d: &Driver, amount_ore: i64, invoice: &Value) -> Value {
    json!({ "paid_on": d.today(), "amount_ore": amount_ore, "method": "bankgiro", "reference": invoice["ocr"] })
}
