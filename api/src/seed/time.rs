//! What do the workers report, and what does the office make of it?

use super::{
    words,
    year::{Task, Year},
};
use crate::http::problem::Problem;
use chrono::NaiveDate;
use kontoret_core::week::IsoWeek;
use serde_json::json;

/// Of the last week, the first has forgotten to hand in the sheet, one lies with the office, one goes back to be mended.
const FORGOTTEN: usize = 0;
const UNDECIDED: usize = 2;
const SENT_BACK: usize = 3;
/// Of the week before it, the office has not come to these, so that there are several to decide on any day.
const OVERLOOKED: [usize; 2] = [1, 2];

impl Year<'_> {
    /// A day of eight hours for everybody, on one order or two.
    pub(super) async fn work(&mut self, day: NaiveDate) -> Result<(), Problem> {
        for i in 0..self.people.workers.len() {
            if self.chance.percent(6) {
                continue;
            }
            let mine: Vec<String> = self
                .open_orders
                .iter()
                .filter(|o| o.crew.contains(&i))
                .map(|o| o.id.clone())
                .collect();
            let mut left = 480;
            while left > 0 {
                let whole = left <= 300 || !self.chance.percent(60);
                let minutes = if whole { left } else { 30 * self.chance.between(6, 10) };
                let order = if self.chance.percent(7) {
                    None
                } else {
                    mine.get(usize::from(left < 300) % mine.len().max(1))
                };
                let activity = if order.is_some() {
                    *self.chance.pick(words::ACTIVITIES)
                } else {
                    "Verkstad och underhåll"
                };
                let body = json!({
                    "membership_id": null, "order_id": order, "worked_on": day, "minutes": minutes, "activity": activity,
                    "note": "", "billable": order.is_some(),
                });
                self.d.post(&self.people.workers[i], "/time-entries", body).await?;
                left -= minutes;
            }
        }
        Ok(())
    }

    /// Friday evening: the week is handed in.
    pub(super) async fn submit(&mut self, day: NaiveDate) -> Result<(), Problem> {
        let week = IsoWeek::of(day);
        let is_last = (self.last - day).num_days() < 7;
        for (i, worker) in self.people.workers.iter().enumerate() {
            if is_last && i == FORGOTTEN {
                continue;
            }
            let sheet = self.d.get(worker, &format!("/timesheets/{week}")).await?;
            if sheet["minutes"].as_i64().unwrap_or(0) > 0 {
                let body = json!({ "membership_id": null });
                self.d
                    .act(worker, &format!("/timesheets/{week}/submit"), &sheet, body)
                    .await?;
            }
        }
        self.plan(day, 3, Task::Approve { week });
        Ok(())
    }

    /// Monday: the office approves, but for what still lies there today.
    pub(super) async fn approve(&mut self, day: NaiveDate, week: IsoWeek) -> Result<(), Problem> {
        let office = &self.people.office;
        let weeks_ago = (self.last - day).num_days() / 7;
        let is_last = weeks_ago == 0;
        for (i, worker) in self.people.workers.iter().enumerate() {
            let waits = match weeks_ago {
                0 => i == UNDECIDED,
                1 => OVERLOOKED.contains(&i),
                _ => false,
            };
            let member = worker.membership_id;
            let sheet = self
                .d
                .get(office, &format!("/timesheets/{week}?membership_id={member}"))
                .await?;
            if waits || sheet["status"] != "submitted" {
                continue;
            }
            let (verb, body) = if is_last && i == SENT_BACK {
                let reason = "Torsdagens timmar saknar order. Komplettera och lämna in igen.";
                ("reject", json!({ "membership_id": member, "reason": reason }))
            } else {
                ("approve", json!({ "membership_id": member }))
            };
            self.d
                .act(office, &format!("/timesheets/{week}/{verb}"), &sheet, body)
                .await?;
        }
        Ok(())
    }
}
