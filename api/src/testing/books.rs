//! What does a good request to each operation on the books look like?

use super::{
    client::Answer,
    samples::{Sample, at},
    things,
    world::World,
};
use chrono::{Duration, Months, NaiveDate};
use serde_json::{Value, json};

/// A new sample of an operation, if it is one on the books.
pub(super) async fn sample(w: &World, id: &str) -> Option<Sample> {
    Some(match id {
        "listVouchers" => at("/vouchers?total=true"),
        "getVoucher" => {
            let invoice = things::issued_invoice(w).await.id();
            let found = w
                .owner()
                .get(&format!("/vouchers?invoice_id={invoice}"))
                .await
                .expect(200);
            at(format!("/vouchers/{}", found.body["items"][0]["id"].as_str().unwrap()))
        }
        "listAccounts" => at("/accounts"),
        "replaceAccount" => {
            let seen = w.owner().get("/accounts").await.expect(200);
            let bank = seen.body["items"]
                .as_array()
                .unwrap()
                .iter()
                .find(|a| a["purpose"] == "bank")
                .unwrap();
            let next = bank["account"].as_i64().unwrap() % 9000 + 1000;
            at("/accounts/bank")
                .version(bank["version"].as_i64().unwrap())
                .body(json!({ "account": next }))
        }
        "listFiscalYears" => at("/fiscal-years"),
        "createFiscalYear" => {
            let seen = w.owner().get("/fiscal-years").await.expect(200);
            let last = seen.body["items"]
                .as_array()
                .unwrap()
                .last()
                .map(|y| y["ends_on"].as_str().unwrap().parse::<NaiveDate>().unwrap());
            let last = last.unwrap_or_else(|| "2025-12-31".parse().unwrap());
            let from = last + Duration::days(1);
            let to = from + Months::new(12) - Duration::days(1);
            at("/fiscal-years").body(json!({ "starts_on": from, "ends_on": to }))
        }
        "replaceFiscalYear" => {
            things::issued_invoice(w).await;
            let seen = w.owner().get("/fiscal-years").await.expect(200);
            let last = seen.body["items"].as_array().unwrap().last().unwrap().clone();
            let body = json!({ "starts_on": last["starts_on"], "ends_on": last["ends_on"] });
            at(format!("/fiscal-years/{}", last["id"].as_str().unwrap()))
                .version(last["version"].as_i64().unwrap())
                .body(body)
        }
        "listNumberSeries" => at("/number-series"),
        "replaceNumberSeries" => {
            let seen = w.owner().get("/number-series").await.expect(200);
            let invoice = &seen.body["items"][0];
            let next = invoice["next_number"].as_i64().unwrap() + 1;
            let body = json!({ "shared": false, "prefix": "", "restarts_yearly": false, "next_number": next });
            at("/number-series/invoice")
                .version(invoice["version"].as_i64().unwrap())
                .body(body)
        }
        "lockPeriod" => at("/fiscal-years/lock").body(json!({ "through": handed_over(w).await, "reason": "" })),
        "exportVouchers" => at("/voucher-exports").body(json!({ "through": voucher_to_export(w).await })),
        "listVoucherExports" => at("/voucher-exports"),
        "getVoucherExportFile" => at(format!("/voucher-exports/{}/file", voucher_export(w).await.id())),
        "getVatReport" => at("/vat-report?from=2026-11-01&to=2026-11-30"),
        _ => return None,
    })
}

/// The last day that was handed over, or one long ago: closing through it opens nothing.
async fn handed_over(w: &World) -> Value {
    let seen = w.owner().get("/voucher-exports").await.expect(200);
    match &seen.body["items"][0]["through"] {
        Value::Null => json!("2024-12-31"),
        last => last.clone(),
    }
}

/// The last day of vouchers that wait to be handed over, long before everything else in a test.
async fn voucher_to_export(w: &World) -> NaiveDate {
    let seen = w.owner().get("/voucher-exports").await.expect(200);
    let last = seen.body["items"][0]["through"]
        .as_str()
        .unwrap_or("2025-01-01")
        .parse::<NaiveDate>();
    let day = last.unwrap() + Duration::days(1);
    let issued = things::issued_invoice(w).await;
    let paid = json!({ "paid_on": day, "amount_ore": 100, "method": "bankgiro", "reference": "" });
    w.office()
        .act(&format!("/invoices/{}/payments", issued.id()), issued.version(), paid)
        .await
        .expect(200);
    day
}

async fn voucher_export(w: &World) -> Answer {
    let body = json!({ "through": voucher_to_export(w).await });
    w.owner().post("/voucher-exports", body).await.expect(201)
}
