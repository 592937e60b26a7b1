//! A year at Lindqvist Bygg & Måleri: what happens on which day.

use super::{
    chance::Chance,
    driver::{Driver, Person},
    words::{self, Job},
};
use crate::{clock::Clock, http::problem::Problem};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, TimeZone, Weekday};
use kontoret_core::week::IsoWeek;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How long the story is, in days.
pub(super) const DAYS: u64 = 365;
const CUSTOMERS: usize = 60;

/// Who works in the demo.
pub(super) struct People {
    pub office: Person,
    pub workers: Vec<Person>,
}

/// What is to happen on a day.
enum Task {
    Answer { offer: Value },
    Start { order: Value },
    Complete { order: String },
    Invoice { order: String },
    SmallJob,
    Pay { invoice: String, part: bool },
    Approve { week: IsoWeek },
}

/// The story so far.
pub(super) struct Year<'d> {
    d: &'d Driver,
    people: &'d People,
    chance: Chance,
    customers: Vec<Value>,
    agenda: BTreeMap<NaiveDate, Vec<Task>>,
    open_orders: Vec<String>,
    last: NaiveDate,
}

impl<'d> Year<'d> {
    pub fn new(d: &'d Driver, people: &'d People, last: NaiveDate) -> Self {
        Self {
            d,
            people,
            chance: Chance::new(2026),
            customers: Vec::new(),
            agenda: BTreeMap::new(),
            open_orders: Vec::new(),
            last,
        }
    }

    /// Lives through the year.
    pub async fn live(&mut self) -> Result<(), Problem> {
        for (kind, name, unit, price) in words::ARTICLES {
            let article = json!({
                "number": "", "name": name, "kind": kind, "unit": unit, "unit_price_ore": price, "vat": "25", "note": ""
            });
            self.d.post(&self.people.office, "/articles", article).await?;
        }
        for _ in 0..24 {
            self.new_customer().await?;
        }
        for back in (0..=DAYS).rev() {
            let Some(day) = self.last.checked_sub_days(Days::new(back)) else { continue };
            self.set_clock(day, 8);
            self.day(day).await?;
        }
        Ok(())
    }

    fn set_clock(&self, day: NaiveDate, hour: u32) {
        let local = day.and_hms_opt(hour, 0, 0).unwrap_or_default();
        let then = chrono_tz::Europe::Stockholm.from_local_datetime(&local).earliest();
        if let Some(then) = then.map(|t| t.to_utc()).filter(|t| *t > self.d.clock.now()) {
            self.d.clock.set(then);
        }
    }

    fn plan(&mut self, day: NaiveDate, after: i64, task: Task) {
        let mut on = day + TimeDelta::days(after);
        while matches!(on.weekday(), Weekday::Sat | Weekday::Sun) {
            on = on + TimeDelta::days(1);
        }
        self.agenda.entry(on).or_default().push(task);
    }

    async fn day(&mut self, day: NaiveDate) -> Result<(), Problem> {
        for task in self.agenda.remove(&day).unwrap_or_default() {
            self.d.clock.advance(TimeDelta::minutes(3));
            self.perform(day, task).await?;
        }
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return Ok(());
        }
        if self.customers.len() < CUSTOMERS && self.chance.percent(16) {
            self.new_customer().await?;
        }
        if self.chance.percent(77) {
            self.new_offer(day).await?;
        }
        if self.chance.percent(68) {
            self.plan(day, 0, Task::SmallJob);
            for task in self.agenda.remove(&day).unwrap_or_default() {
                self.perform(day, task).await?;
            }
        }
        self.set_clock(day, 16);
        self.work(day).await?;
        if day.weekday() == Weekday::Fri {
            self.submit(day).await?;
        }
        Ok(())
    }

    async fn perform(&mut self, day: NaiveDate, task: Task) -> Result<(), Problem> {
        match task {
            Task::Answer { offer } => self.answer(day, &offer).await,
            Task::Start { order } => self.start(day, &order).await,
            Task::Complete { order } => self.complete(day, &order).await,
            Task::Invoice { order } => self.invoice_order(day, &order).await,
            Task::SmallJob => self.small_job(day).await,
            Task::Pay { invoice, part } => self.pay(day, &invoice, part).await,
            Task::Approve { week } => self.approve(week).await,
        }
    }

    async fn new_customer(&mut self) -> Result<(), Problem> {
        let n = self.customers.len();
        let is_firm = n % 4 == 3;
        let name = if is_firm {
            words::FIRMS[(n / 4) % words::FIRMS.len()].to_owned()
        } else {
            format!("{} {}", words::FIRST[n * 7 % words::FIRST.len()], words::LAST[n * 3 % words::LAST.len()])
        };
        let (postal_code, city) = *self.chance.pick(words::CITIES);
        let street = format!("{} {}", self.chance.pick(words::STREETS), self.chance.between(1, 48));
        let address = json!({ "street": street, "street2": "", "postal_code": postal_code, "city": city, "country": "SE" });
        let mailbox = kontoret_core::text::fold(&name).replace(|c: char| !c.is_ascii_alphanumeric(), ".");
        let body = json!({
            "kind": if is_firm { "company" } else { "private" }, "name": name,
            "email": format!("{}@kund.example", mailbox.trim_matches('.').replace("..", ".")),
            "phone": format!("070-174 06 {:02}", n % 100), "organisation_number": "", "vat_number": "", "address": address,
            "language": "sv", "reference": if is_firm { "Fastighetsskötaren" } else { "" },
            "payment_terms_days": if is_firm { json!(30) } else { json!(20) }, "note": "",
        });
        let customer = self.d.post(&self.people.office, "/customers", body).await?;
        let site = json!({
            "name": if is_firm { "Fastigheten" } else { "Hemma" }, "address": address,
            "property_designation": format!("UMEÅ TEG {}:{}", 1 + n % 9, 1 + n), "apartment_number": "",
            "housing_association_number": "", "note": "",
        });
        let path = format!("/customers/{}/work-sites", customer["id"].as_str().unwrap_or_default());
        let site = self.d.post(&self.people.office, &path, site).await?;
        let mut known = customer;
        known["site"] = site["id"].clone();
        self.customers.push(known);
        Ok(())
    }

    fn lines(&mut self, job: &Job) -> Vec<Value> {
        let percent = self.chance.between(70, 140);
        job.lines
            .iter()
            .map(|l| {
                let mut line = words::line(l);
                // Whole halves of the unit, as people estimate.
                line["quantity_milli"] = json!((l.2 * percent / 100 / 500).max(1) * 500);
                line
            })
            .collect()
    }

    async fn new_offer(&mut self, day: NaiveDate) -> Result<(), Problem> {
        let customer = self.chance.pick(&self.customers).clone();
        let job = self.chance.pick(words::JOBS);
        let private = customer["kind"] == "private";
        let body = json!({
            "customer_id": customer["id"], "work_site_id": customer["site"], "title": job.title, "intro": job.intro,
            "terms": "Priset gäller i 30 dagar. Betalning 20 dagar efter avslutat arbete.", "their_reference": "",
            "language": "sv", "valid_until": day + TimeDelta::days(30), "prices_include_vat": private,
            "discount_bp": if self.chance.percent(10) { 500 } else { 0 }, "round_to_krona": true,
            "lines": self.lines(job),
        });
        let office = &self.people.office;
        let offer = self.d.post(office, "/offers", body).await?;
        // The youngest ones are still being written.
        if (self.last - day).num_days() < 6 && self.chance.percent(45) {
            return Ok(());
        }
        let path = format!("/offers/{}", offer["id"].as_str().unwrap_or_default());
        let send = json!({ "recipient": customer["email"], "message": "Hej! Här kommer offerten som vi pratade om.", "valid_until": day + TimeDelta::days(30) });
        let sent = self.d.act(office, &format!("{path}/send"), &offer, send).await?;
        if self.chance.percent(4) {
            self.d.act(office, &format!("{path}/withdraw"), &sent, json!({})).await?;
        } else if self.chance.percent(86) {
            let after = self.chance.between(1, 14);
            self.plan(day, after, Task::Answer { offer: sent });
        }
        Ok(())
    }

    async fn answer(&mut self, day: NaiveDate, offer: &Value) -> Result<(), Problem> {
        let token = offer["public_url"].as_str().and_then(|u| u.split_once('#')).map(|(_, t)| t.to_owned()).unwrap_or_default();
        if self.chance.percent(26) {
            let why = *self.chance.pick(&["Vi valde en annan firma.", "Vi skjuter på det till våren.", "För dyrt just nu."]);
            self.d.post_public(&format!("/public/offers/{token}/decline"), json!({ "reason": why })).await?;
            return Ok(());
        }
        let name = offer["customer_name"].clone();
        self.d.post_public(&format!("/public/offers/{token}/accept"), json!({ "name": name })).await?;
        let order = self.d.post(&self.people.office, "/orders/from-offer", json!({ "offer_id": offer["id"] })).await?;
        let after = self.chance.between(4, 24);
        self.plan(day, after, Task::Start { order });
        Ok(())
    }

    async fn start(&mut self, day: NaiveDate, order: &Value) -> Result<(), Problem> {
        let id = order["id"].as_str().unwrap_or_default().to_owned();
        if self.chance.percent(4) {
            self.d.act(&self.people.office, &format!("/orders/{id}/cancel"), order, json!({})).await?;
            return Ok(());
        }
        self.d.act(&self.people.office, &format!("/orders/{id}/start"), order, json!({})).await?;
        self.open_orders.push(id.clone());
        let after = self.chance.between(5, 19);
        self.plan(day, after, Task::Complete { order: id });
        Ok(())
    }

    async fn complete(&mut self, day: NaiveDate, id: &str) -> Result<(), Problem> {
        let office = &self.people.office;
        let order = self.d.get(office, &format!("/orders/{id}")).await?;
        self.d.act(office, &format!("/orders/{id}/complete"), &order, json!({})).await?;
        self.open_orders.retain(|o| o != id);
        let after = self.chance.between(3, 10);
        self.plan(day, after, Task::Invoice { order: id.to_owned() });
        Ok(())
    }

    async fn invoice_order(&mut self, day: NaiveDate, id: &str) -> Result<(), Problem> {
        let invoice = self.d.post(&self.people.office, "/invoices/from-order", json!({ "order_id": id })).await?;
        self.finish_invoice(day, &invoice).await
    }

    async fn small_job(&mut self, day: NaiveDate) -> Result<(), Problem> {
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
        if (self.last - day).num_days() < 8 && self.chance.percent(40) {
            return Ok(());
        }
        let office = &self.people.office;
        let id = draft["id"].as_str().unwrap_or_default().to_owned();
        let issued = self.d.act(office, &format!("/invoices/{id}/issue"), draft, json!({})).await?;
        let send = json!({ "recipient": issued["customer_email"], "message": "" });
        self.d.act(office, &format!("/invoices/{id}/send"), &issued, send).await?;
        let terms = issued["payment_terms_days"].as_i64().unwrap_or(30);
        if self.chance.percent(92) {
            let part = self.chance.percent(5);
            let after = if self.chance.percent(80) { terms - self.chance.between(0, 8) } else { terms + self.chance.between(2, 25) };
            self.plan(day, after, Task::Pay { invoice: id, part });
        }
        Ok(())
    }

    async fn pay(&mut self, day: NaiveDate, id: &str, part: bool) -> Result<(), Problem> {
        let invoice = self.d.get(&self.people.office, &format!("/invoices/{id}")).await?;
        let remaining = invoice["remaining_ore"].as_i64().unwrap_or(0);
        if remaining <= 0 {
            return Ok(());
        }
        let amount = if part { (remaining / 200) * 100 } else { remaining };
        let method = if self.chance.percent(85) { "bankgiro" } else { "swish" };
        let body = json!({ "paid_on": day, "amount_ore": amount.max(100), "method": method, "reference": invoice["ocr"] });
        self.d.act(&self.people.office, &format!("/invoices/{id}/payments"), &invoice, body).await?;
        Ok(())
    }

    async fn work(&mut self, day: NaiveDate) -> Result<(), Problem> {
        for i in 0..self.people.workers.len() {
            if self.chance.percent(6) {
                continue;
            }
            let mut left = 480;
            while left > 0 {
                let minutes = if left > 300 && self.chance.percent(60) { 30 * self.chance.between(6, 10) } else { left }.min(left);
                let order = if self.open_orders.is_empty() || self.chance.percent(7) {
                    None
                } else {
                    Some(self.open_orders[(i + usize::from(left < 300)) % self.open_orders.len()].clone())
                };
                let activity = if order.is_some() { *self.chance.pick(words::ACTIVITIES) } else { "Verkstad och underhåll" };
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

    async fn submit(&mut self, day: NaiveDate) -> Result<(), Problem> {
        let week = IsoWeek::of(day);
        for worker in &self.people.workers {
            let sheet = self.d.get(worker, &format!("/timesheets/{week}")).await?;
            if sheet["minutes"].as_i64().unwrap_or(0) > 0 {
                self.d.act(worker, &format!("/timesheets/{week}/submit"), &sheet, json!({ "membership_id": null })).await?;
            }
        }
        self.plan(day, 3, Task::Approve { week });
        Ok(())
    }

    async fn approve(&mut self, week: IsoWeek) -> Result<(), Problem> {
        let office = &self.people.office;
        for worker in &self.people.workers {
            let member = worker.membership_id;
            let sheet = self.d.get(office, &format!("/timesheets/{week}?membership_id={member}")).await?;
            if sheet["status"] == "submitted" {
                let body = json!({ "membership_id": member });
                self.d.act(office, &format!("/timesheets/{week}/approve"), &sheet, body).await?;
            }
        }
        Ok(())
    }
}
