//! Which customers of the demo are billed in special ways? A builder with reverse charge, a firm in Denmark, one by letter.

use super::{driver::Driver, people::People};
use crate::http::problem::Problem;
use serde_json::{Value, json};

/// The builder's invoice is issued and sent, its next one passes its credit limit, that to Denmark is being written.
pub(super) async fn bill(d: &Driver, people: &People) -> Result<(), Problem> {
    let builder = d.post(&people.office, "/customers", builder()).await?;
    let lines = json!([
        line(
            "Murning av sockel, underentreprenad",
            32_000,
            "tim",
            62_000,
            "reverse_charge"
        ),
        line("Bruk och block enligt avtal", 1_000, "st", 845_000, "reverse_charge"),
    ]);
    let draft = invoice(d, people, &builder, "Etapp 2, sockel", lines, "P-2207 etapp 2").await?;
    let path = format!("/invoices/{}", draft["id"].as_str().unwrap_or_default());
    let issued = d
        .act(&people.office, &format!("{path}/issue"), &draft, json!({}))
        .await?;
    let letter = json!({ "recipient": builder["email"], "message": "" });
    d.act(&people.office, &format!("{path}/send"), &issued, letter).await?;

    // More than the builder's credit limit leaves room for: the draft says so.
    let lines = json!([line(
        "Stomme och tak, underentreprenad",
        260_000,
        "tim",
        62_000,
        "reverse_charge"
    )]);
    invoice(d, people, &builder, "Etapp 3, stomme", lines, "P-2207 etapp 3").await?;
    by_letter(d, people).await?;
    on_accounts(d, people).await?;

    let danish = d.post(&people.office, "/customers", danish()).await?;
    let lines = json!([line("Montering av köksluckor", 14_000, "tim", 61_000, "eu_services")]);
    invoice(d, people, &danish, "Montering i Köpenhamn", lines, "").await?;
    Ok(())
}

/// Work, goods and travel are booked on accounts of their own.
async fn on_accounts(d: &Driver, people: &People) -> Result<(), Problem> {
    let customer = d.post(&people.office, "/customers", workshop()).await?;
    let on = |account: i64, mut line: Value| {
        line["account"] = json!(account);
        line
    };
    let mut paint = on(3051, line("Golvfärg, epoxi", 24_000, "l", 31_900, "25"));
    paint["kind"] = json!("material");
    let lines = json!([
        on(3041, line("Målning av verkstadsgolv", 18_000, "tim", 55_000, "25")),
        paint,
        line("Framkörning", 2_000, "st", 49_500, "25"),
    ]);
    let draft = invoice(d, people, &customer, "Verkstadsgolv", lines, "").await?;
    let path = format!("/invoices/{}/issue", draft["id"].as_str().unwrap_or_default());
    d.act(&people.office, &path, &draft, json!({})).await?;
    Ok(())
}

fn workshop() -> Value {
    json!({
        "kind": "company", "name": "Holmsunds Bilverkstad AB", "email": "faktura@holmsundsbil.example",
        "phone": "090-174 06 52", "organisation_number": "", "vat_number": "",
        "address": { "street": "Verkstadsgatan 12", "street2": "", "postal_code": "913 32", "city": "Holmsund", "country": "SE" },
        "language": "sv", "reference": "Johan", "payment_terms_days": 30, "note": "",
    })
}

/// A customer without e-mail has two invoices that wait to be printed.
async fn by_letter(d: &Driver, people: &People) -> Result<(), Problem> {
    let customer = d.post(&people.office, "/customers", without_email()).await?;
    for (title, hours) in [("Målning av staket", 6_000), ("Byte av takpannor", 3_500)] {
        let lines = json!([line(title, hours, "tim", 58_000, "25")]);
        let draft = invoice(d, people, &customer, title, lines, "").await?;
        let path = format!("/invoices/{}/issue", draft["id"].as_str().unwrap_or_default());
        d.act(&people.office, &path, &draft, json!({})).await?;
    }
    Ok(())
}

fn without_email() -> Value {
    json!({
        "kind": "private", "name": "Greta Åkesson", "email": "", "phone": "090-174 06 44", "organisation_number": "",
        "vat_number": "",
        "address": { "street": "Strandvägen 3", "street2": "", "postal_code": "913 32", "city": "Holmsund", "country": "SE" },
        "language": "sv", "reference": "", "payment_terms_days": 30, "note": "Vill ha fakturan med posten",
    })
}

async fn invoice(
    d: &Driver,
    people: &People,
    who: &Value,
    title: &str,
    lines: Value,
    buyer_order_number: &str,
) -> Result<Value, Problem> {
    let body = json!({
        "customer_id": who["id"], "order_id": null, "work_site_id": null, "title": title, "note": "",
        "their_reference": who["reference"], "our_reference": "Karin Nordin", "language": who["language"],
        "buyer_order_number": buyer_order_number, "supplied_on": null, "payment_terms_days": 30, "prices_include_vat": false, "discount_bp": 0,
        "round_to_krona": true, "lines": lines,
    });
    d.post(&people.office, "/invoices", body).await
}

fn line(description: &str, quantity_milli: i64, unit: &str, unit_price_ore: i64, vat: &str) -> Value {
    json!({
        "article_id": null, "kind": "work", "description": description, "quantity_milli": quantity_milli, "unit": unit,
        "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": vat, "order_line_id": null, "time_entry_ids": [],
    })
}

/// The numbers are those that the authorities give as examples.
fn builder() -> Value {
    json!({
        "kind": "company", "name": "Norrlands Byggentreprenad AB", "email": "faktura@norrbygg.example",
        "phone": "090-174 06 31", "organisation_number": "556016-0680", "vat_number": "SE556016068001",
        "address": { "street": "Industrivägen 7", "street2": "", "postal_code": "903 32", "city": "Umeå", "country": "SE" },
        "language": "sv", "reference": "Projekt Sofiehem", "payment_terms_days": 30, "note": "",
        "billing": {
            "order_number": "P-2207",
            "address": { "street": "Box 412", "street2": "", "postal_code": "901 08", "city": "Umeå", "country": "SE" },
            "email_copies": ["projekt@norrbygg.example"], "vat": "reverse_charge", "discount_bp": 0,
            "credit_limit_ore": 15_000_000, "peppol_id": { "scheme": "0007", "value": "5560160680" },
            "reminder_block_reason": "",
        },
    })
}

fn danish() -> Value {
    json!({
        "kind": "company", "name": "Nordhavn Køkken ApS", "email": "mail@nordhavn.example", "phone": "",
        "organisation_number": "", "vat_number": "DK13585628",
        "address": { "street": "Sundkaj 11", "street2": "", "postal_code": "2150", "city": "Nordhavn", "country": "DK" },
        "language": "en", "reference": "Mette", "payment_terms_days": 14, "note": "",
        "billing": { "vat": "eu_services", "reminder_block_reason": "Kontakta alltid Mette först" },
    })
}
