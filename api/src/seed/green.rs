//! Installations of green technology in the demo: one that is paid and claimed, one whose payment is awaited.

use super::{
    claims::{case, pay},
    deductions::{customer, household, id, line, member, site, with},
    driver::Driver,
    people::People,
};
use crate::http::problem::Problem;
use serde_json::{Value, json};

const LENA: &str = "198307272388";
const HANS: &str = "197610092392";

/// Both.
pub(super) async fn installations(d: &Driver, people: &People) -> Result<(), Problem> {
    let solar = json!([
        line(
            "work",
            Some("solar_power"),
            "Montering av 16 solpaneler",
            1_000,
            "st",
            2_400_000
        ),
        line(
            "material",
            Some("solar_power"),
            "Solpaneler, fästen och växelriktare",
            1_000,
            "st",
            5_600_000
        ),
        line(
            "other",
            Some("electricity_storage"),
            "Batteri 10 kWh, fast pris",
            1_000,
            "st",
            3_200_000
        ),
    ]);
    let lena = home(d, people, "Lena Nyström", LENA, ("Solvägen 8", "UMEÅ SÄVAR 3:41")).await?;
    let issued = issue(d, people, &lena, "Solceller med batteri", solar).await?;
    pay(d, people, &issued, 1).await?;
    let found = d
        .get(&people.office, &format!("/deduction-cases?invoice_id={}", id(&issued)))
        .await?;
    let cases: Vec<&Value> = found["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|c| &c["id"])
        .collect();
    let year = case(d, people, &issued).await?["summary"]["year"].clone();
    let body = json!({ "kind": "green", "year": year, "name": "GRÖN HÖSTEN", "case_ids": cases });
    d.post(&people.office, "/deduction-claims", body).await?;
    let charging = json!([line(
        "other",
        Some("charging_point"),
        "Laddbox 11 kW, fast pris",
        1_000,
        "st",
        1_280_000
    )]);
    let hans = home(d, people, "Hans Nyström", HANS, ("Laddgränd 2", "UMEÅ RÖBÄCK 12:7")).await?;
    issue(d, people, &hans, "Laddbox", charging).await.map(|_| ())
}

async fn home(
    d: &Driver,
    people: &People,
    name: &str,
    number: &str,
    (street, property): (&str, &str),
) -> Result<(Value, Value), Problem> {
    let whose = customer(d, people, name, street, "070-174 06 80").await?;
    let house = site(d, people, &whose, [property, "", ""]).await?;
    let members = json!([member(d, (name, number), 10_000, 0, true)]);
    household(d, people, &whose, members).await?;
    Ok((whose, house))
}

async fn issue(
    d: &Driver,
    people: &People,
    (whose, site): &(Value, Value),
    title: &str,
    lines: Value,
) -> Result<Value, Problem> {
    let body = json!({
        "customer_id": whose["id"], "order_id": null, "work_site_id": site["id"], "title": title, "note": "",
        "their_reference": "", "our_reference": "Karin Nordin", "deduction": "green", "language": "sv",
        "supplied_on": null, "payment_terms_days": 20, "prices_include_vat": false, "discount_bp": 0,
        "round_to_krona": true,
        "lines": with(lines, &[("order_line_id", Value::Null), ("time_entry_ids", json!([]))]),
    });
    let draft = d.post(&people.office, "/invoices", body).await?;
    let path = format!("/invoices/{}/issue", id(&draft));
    d.act(&people.office, &path, &draft, json!({})).await
}
