//! What is invoiced, and when is it paid?

use super::{
    words,
    year::{Task, Year},
};
use crate::http::problem::Problem;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::ops::RangeInclusive;

/// Late by so many days at the end, hence old enough to be reminded of, but not yet on the last Monday that one was.
const FORGOTTEN: RangeInclusive<i64> = 8..=13;
const MOST_FORGOTTEN: usize = 3;

impl Year<'_> {
    pub(super) async fn invoice_order(&mut self, day: NaiveDate, id: &str) -> Result<(), Problem> {
        let invoice = self
            .d
            .post(&self.people.office, "/invoices/from-order", json!({ "order_id": id }))
            .await?;
        self.finish_invoice(day, &invoice).await
    }

    pub(super) async fn small_job(&mut self, day: NaiveDate) -> Result<(), Problem> {
        let customer = self.chance.pick(&self.customers).clone();
        let (title, lines) = self.chance.pick(words::SMALL);
        let lines: Vec<Value> = lines
            .iter()
            .map(|l| {
                let mut line = words::line(l);
                line["order_line_id"] = Value::Null;
                line["time_entry_ids"] = json!([]);
                line
            })
            .collect();
        let body = json!({
            "customer_id": customer["id"], "order_id": null, "work_site_id": customer["site"], "title": title, "note": "",
            "their_reference": customer["reference"], "our_reference": "Maria Lindqvist", "language": "sv",
            "supplied_on": day, "payment_terms_days": customer["payment_terms_days"], "prices_include_vat": false,
            "discount_bp": 0, "round_to_krona": true, "lines": lines,
        });
        let invoice = self.d.post(&self.people.office, "/invoices", body).await?;
        self.finish_invoice(day, &invoice).await
    }

    async fn finish_invoice(&mut self, day: NaiveDate, draft: &Value) -> Result<(), Problem> {
        let age = (self.last - day).num_days();
        if age == 0 || (age < 8 && self.chance.percent(40)) {
            return Ok(());
        }
        let office = &self.people.office;
        let id = draft["id"].as_str().unwrap_or_default().to_owned();
        let issued = self
            .d
            .act(office, &format!("/invoices/{id}/issue"), draft, json!({}))
            .await?;
        let send = json!({ "recipient": issued["customer_email"], "message": "" });
        self.d
            .act(office, &format!("/invoices/{id}/send"), &issued, send)
            .await?;
        let terms = issued["payment_terms_days"].as_i64().unwrap_or(30);
        // Some forget to pay what the office hasn't reminded of yet: it waits for the newcomer to do so.
        let forgets = FORGOTTEN.contains(&(age - terms)) && self.forgotten < MOST_FORGOTTEN;
        self.forgotten += usize::from(forgets);
        if !forgets && self.chance.percent(97) {
            let part = self.chance.percent(5);
            let after = if self.chance.percent(80) {
                terms - self.chance.between(0, 8)
            } else {
                terms + self.chance.between(2, 25)
            };
            self.plan(day, after, Task::Pay { invoice: id, part });
        }
        Ok(())
    }

    pub(super) async fn pay(&mut self, day: NaiveDate, id: &str, part: bool) -> Result<(), Problem> {
        let invoice = self.d.get(&self.people.office, &format!("/invoices/{id}")).await?;
        let remaining = invoice["remaining_ore"].as_i64().unwrap_or(0);
        if remaining <= 0 {
            return Ok(());
        }
        // One customer has paid a part just now, and owes the rest.
        let recent = (self.last - day).num_days() < 14;
        let part = part || (recent && !std::mem::replace(&mut self.part_is_open, true));
        let amount = if part { (remaining / 200) * 100 } else { remaining };
        let method = if self.chance.percent(85) { "bankgiro" } else { "swish" };
        let body =
            json!({ "paid_on": day, "amount_ore": amount.max(100), "method": method, "reference": invoice["ocr"] });
        self.d
            .act(&self.people.office, &format!("/invoices/{id}/payments"), &invoice, body)
            .await?;
        if part && !recent && self.chance.percent(60) {
            self.plan(
                day,
                25,
                Task::Pay {
                    invoice: id.to_owned(),
                    part: false,
                },
            );
        }
        Ok(())
    }
}
