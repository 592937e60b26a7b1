//! What does a good request to each operation on the books look like?

use super::{
    samples::{Sample, at},
    things,
    world::World,
};
use chrono::{Duration, Months, NaiveDate};
use serde_json::json;

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
        "lockPeriod" => at("/fiscal-years/lock").body(json!({ "through": "2024-12-31", "reason": "" })),
        "getVatReport" => at("/vat-report?from=2026-11-01&to=2026-11-30"),
        _ => return None,
    })
}
