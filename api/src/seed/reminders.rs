//! Who is reminded? On Mondays the office goes through what is late.

use super::year::Year;
use crate::http::problem::Problem;
use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::{Value, json};

impl Year<'_> {
    /// How the company reminds: its terms have named the fee since before the story.
    pub(super) async fn settle_reminders(&self) -> Result<(), Problem> {
        let office = &self.people.owner;
        let seen = self.d.get(office, "/reminder-settings").await?;
        let body = json!({
            "steps": [{ "after_days": 7, "fee": false }, { "after_days": 21, "fee": true }], "days_to_pay": 10,
            "fee_ore": 6000, "fee_agreed_since": self.d.today(), "asks_compensation": false, "asks_interest": false,
        });
        self.d.put(office, "/reminder-settings", &seen, body).await?;
        Ok(())
    }

    /// What the office does on a Monday. In the last week the newest ones are left for the newcomer to send.
    pub(super) async fn remind(&self, day: NaiveDate) -> Result<(), Problem> {
        if day.weekday() != Weekday::Mon || (self.last - day).num_days() < 7 {
            return Ok(());
        }
        let office = &self.people.office;
        let late = self.d.get(office, "/reminders/late?limit=200").await?;
        for row in late["items"].as_array().into_iter().flatten() {
            let path = format!("/invoices/{}", row["invoice_id"].as_str().unwrap_or_default());
            if row["hold"].is_null() {
                let body = json!({ "recipient": row["recipient"], "message": "", "waive_costs": false });
                self.d.act(office, &format!("{path}/remind"), row, body).await?;
            } else if row["hold"] == "last_step_taken" && row["days_late"].as_i64().unwrap_or(0) > 60 {
                self.give_up(row).await?;
            }
        }
        Ok(())
    }

    /// What is very late goes to the debt collector; of a customer who objects it is left alone.
    async fn give_up(&self, row: &Value) -> Result<(), Problem> {
        let office = &self.people.office;
        if row["number"]
            .as_str()
            .is_some_and(|number| number.ends_with(['3', '6', '9']))
        {
            let path = format!(
                "/invoices/{}/reminder-stop",
                row["invoice_id"].as_str().unwrap_or_default()
            );
            let body = json!({ "stopped": true, "reason": "Kunden har reklamerat arbetet" });
            self.d.act(office, &path, row, body).await?;
        } else {
            let body = json!({ "invoice_ids": [row["invoice_id"]] });
            self.d.post(office, "/reminders/hand-over", body).await?;
        }
        Ok(())
    }
}
