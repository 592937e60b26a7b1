//! A year at Lindqvist Bygg & Måleri: what happens on which day.

use super::{
    accountant,
    chance::Chance,
    driver::Driver,
    e_invoices,
    people::People,
    privacy, support,
    words::{self, Job},
};
use crate::{http::problem::Problem, jobs::past};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use kontoret_core::week::IsoWeek;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How long the story is, in days.
pub(super) const DAYS: u64 = 365;
const CUSTOMERS: usize = 60;
const WORKERS: usize = 4;

/// The letters of so many last days are really sent, once a worker runs.
const DAYS_OF_POST: i64 = 2;

/// A full hour of a day in Sweden.
pub(super) fn at(day: NaiveDate, hour: u32) -> Option<DateTime<Utc>> {
    let local = day.and_hms_opt(hour, 0, 0)?;
    chrono_tz::Europe::Stockholm
        .from_local_datetime(&local)
        .earliest()
        .map(|t| t.to_utc())
}

/// Which two of the workers an order is for.
fn crew(order: &Value) -> [usize; 2] {
    let number = usize::try_from(order["number"].as_i64().unwrap_or(0)).unwrap_or(0);
    [
        number % WORKERS,
        (number + 1 + number / WORKERS % (WORKERS - 1)) % WORKERS,
    ]
}

/// What is to happen on a day.
pub(super) enum Task {
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
    pub(super) d: &'d Driver,
    pub(super) people: &'d People,
    pub(super) chance: Chance,
    pub(super) customers: Vec<Value>,
    agenda: BTreeMap<NaiveDate, Vec<Task>>,
    pub(super) open_orders: Vec<OpenOrder>,
    pub(super) part_is_open: bool,
    pub(super) forgotten: usize,
    pub(super) last: NaiveDate,
    came_in: u32,
}

/// An order that is being worked on, by these two of the workers.
pub(super) struct OpenOrder {
    pub id: String,
    pub crew: [usize; 2],
}

impl<'d> Year<'d> {
    pub fn new(d: &'d Driver, people: &'d People) -> Self {
        Self {
            d,
            people,
            chance: Chance::new(2026),
            customers: Vec::new(),
            agenda: BTreeMap::new(),
            open_orders: Vec::new(),
            part_is_open: false,
            forgotten: 0,
            came_in: 0,
            last: d.end.with_timezone(&chrono_tz::Europe::Stockholm).date_naive(),
        }
    }

    /// Lives through the year.
    pub async fn live(&mut self) -> Result<(), Problem> {
        self.articles().await?;
        self.settle_reminders().await?;
        for _ in 0..24 {
            self.new_customer().await?;
        }
        for back in (0..=DAYS).rev() {
            let Some(day) = self.last.checked_sub_days(Days::new(back)) else {
                continue;
            };
            self.set_clock(day, 8);
            self.d.app.keys.renew(&self.d.app).await?;
            if back % 28 == 0 {
                self.people.log_in(self.d).await?;
            }
            self.day(day).await?;
            privacy::day(self.d, self.people, back).await?;
            support::day(self.d, self.people, back).await?;
            if (self.last - day).num_days() >= DAYS_OF_POST {
                past::hand_over(&self.d.app, self.people.office.company_id).await?;
            }
        }
        self.unusual(self.last).await?;
        // What lies on the desk when the newcomer comes in.
        self.new_offer(self.last).await?;
        self.small_job(self.last).await?;
        self.bank_file().await
    }

    fn set_clock(&self, day: NaiveDate, hour: u32) {
        if let Some(then) = at(day, hour) {
            self.d.go_on(then);
        }
    }

    pub(super) fn plan(&mut self, day: NaiveDate, after: i64, task: Task) {
        let mut on = day + TimeDelta::days(after);
        while matches!(on.weekday(), Weekday::Sat | Weekday::Sun) {
            on += TimeDelta::days(1);
        }
        self.agenda.entry(on).or_default().push(task);
    }

    async fn day(&mut self, day: NaiveDate) -> Result<(), Problem> {
        for task in self.agenda.remove(&day).unwrap_or_default() {
            self.d.tick();
            self.perform(day, task).await?;
        }
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return Ok(());
        }
        if accountant::comes_on(day, self.came_in) {
            self.came_in = day.month();
            accountant::take_over(self.d, self.people, day).await?;
        }
        self.remind(day).await?;
        if self.customers.len() < CUSTOMERS && self.chance.percent(16) {
            self.new_customer().await?;
        }
        if self.chance.percent(77) {
            self.new_offer(day).await?;
        }
        if self.chance.percent(60) {
            self.plan(day, 0, Task::SmallJob);
            for task in self.agenda.remove(&day).unwrap_or_default() {
                self.perform(day, task).await?;
            }
        }
        if at(day, 16).is_none_or(|evening| evening > self.d.end) {
            return Ok(());
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
            Task::Approve { week } => self.approve(day, week).await,
        }
    }

    async fn new_customer(&mut self) -> Result<(), Problem> {
        let n = self.customers.len();
        let is_firm = n % 4 == 3;
        let name = if is_firm {
            words::FIRMS[(n / 4) % words::FIRMS.len()].to_owned()
        } else {
            format!(
                "{} {}",
                words::FIRST[n * 7 % words::FIRST.len()],
                words::LAST[n * 3 % words::LAST.len()]
            )
        };
        let (postal_code, city) = *self.chance.pick(words::CITIES);
        let street = format!("{} {}", self.chance.pick(words::STREETS), self.chance.between(1, 48));
        let address =
            json!({ "street": street, "street2": "", "postal_code": postal_code, "city": city, "country": "SE" });
        let folded = kontoret_core::text::fold(&name);
        let words = folded
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|w| !w.is_empty());
        let mailbox = words.collect::<Vec<_>>().join(".");
        let body = json!({
            "kind": if is_firm { "company" } else { "private" }, "name": name,
            "email": format!("{mailbox}@kund.example"),
            "phone": format!("070-174 06 {:02}", n % 100), "organisation_number": "", "vat_number": "", "address": address,
            "language": "sv", "reference": if is_firm { "Fastighetsskötaren" } else { "" },
            "payment_terms_days": if is_firm { json!(30) } else { json!(20) }, "note": "",
            "billing": e_invoices::billing(n, is_firm),
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
        let age = (self.last - day).num_days();
        if age == 0 || (age < 6 && self.chance.percent(45)) {
            return Ok(());
        }
        let path = format!("/offers/{}", offer["id"].as_str().unwrap_or_default());
        let send = json!({ "recipient": customer["email"], "message": "Hej! Här kommer offerten som vi pratade om.", "valid_until": day + TimeDelta::days(30) });
        let sent = self.d.act(office, &format!("{path}/send"), &offer, send).await?;
        if self.chance.percent(4) {
            self.d
                .act(office, &format!("{path}/withdraw"), &sent, json!({}))
                .await?;
        } else if self.chance.percent(86) {
            let after = self.chance.between(1, 14);
            self.plan(day, after, Task::Answer { offer: sent });
        }
        Ok(())
    }

    async fn answer(&mut self, day: NaiveDate, offer: &Value) -> Result<(), Problem> {
        let token = offer["public_url"]
            .as_str()
            .and_then(|u| u.split_once('#'))
            .map(|(_, t)| t.to_owned())
            .unwrap_or_default();
        if self.chance.percent(26) {
            let why = *self.chance.pick(&[
                "Vi valde en annan firma.",
                "Vi skjuter på det till våren.",
                "För dyrt just nu.",
            ]);
            self.d
                .post_public(&format!("/public/offers/{token}/decline"), json!({ "reason": why }))
                .await?;
            return Ok(());
        }
        let name = offer["customer_name"].clone();
        self.d
            .post_public(&format!("/public/offers/{token}/accept"), json!({ "name": name }))
            .await?;
        let order = self
            .d
            .post(
                &self.people.office,
                "/orders/from-offer",
                json!({ "offer_id": offer["id"] }),
            )
            .await?;
        let after = self.chance.between(4, 24);
        let order = self.staff(day + TimeDelta::days(after), &order).await?;
        self.plan(day, after, Task::Start { order });
        Ok(())
    }

    /// Says when and by whom an order is worked off; one in five is billed by the time that it takes.
    async fn staff(&mut self, start: NaiveDate, order: &Value) -> Result<Value, Problem> {
        let number = order["number"].as_i64().unwrap_or(0);
        let workers = crew(order).map(|i| self.people.workers[i].membership_id);
        let fields = [
            "customer_id",
            "work_site_id",
            "title",
            "their_reference",
            "hourly_price_ore",
            "hourly_vat",
            "prices_include_vat",
            "discount_bp",
            "round_to_krona",
        ];
        let mut body = Value::Object(fields.iter().map(|f| ((*f).to_owned(), order[*f].clone())).collect());
        body["description"] = json!(*self.chance.pick(&[
            "Nyckel hämtas hos kunden.",
            "Ring en halvtimme innan.",
            "Parkering på gården.",
            ""
        ]));
        body["planned_start_on"] = json!(start);
        body["planned_end_on"] = json!(start + TimeDelta::days(self.chance.between(5, 15)));
        body["work_billing"] = json!(if number % 5 == 0 { "as_reported" } else { "as_agreed" });
        body["assigned"] = json!(workers);
        let fields = [
            "id",
            "article_id",
            "kind",
            "description",
            "quantity_milli",
            "unit",
            "unit_price_ore",
            "discount_bp",
            "vat",
        ];
        let lines = order["lines"].as_array().into_iter().flatten();
        body["lines"] = lines
            .map(|l| Value::Object(fields.iter().map(|f| ((*f).to_owned(), l[*f].clone())).collect()))
            .collect();
        self.d
            .put(
                &self.people.office,
                &format!("/orders/{}", order["id"].as_str().unwrap_or_default()),
                order,
                body,
            )
            .await
    }

    async fn start(&mut self, day: NaiveDate, order: &Value) -> Result<(), Problem> {
        let id = order["id"].as_str().unwrap_or_default().to_owned();
        if self.chance.percent(4) {
            self.d
                .act(&self.people.office, &format!("/orders/{id}/cancel"), order, json!({}))
                .await?;
            return Ok(());
        }
        self.d
            .act(&self.people.office, &format!("/orders/{id}/start"), order, json!({}))
            .await?;
        self.open_orders.push(OpenOrder {
            id: id.clone(),
            crew: crew(order),
        });
        let after = self.chance.between(5, 19);
        self.plan(day, after, Task::Complete { order: id });
        Ok(())
    }

    async fn complete(&mut self, day: NaiveDate, id: &str) -> Result<(), Problem> {
        let office = &self.people.office;
        let order = self.d.get(office, &format!("/orders/{id}")).await?;
        self.d
            .act(office, &format!("/orders/{id}/complete"), &order, json!({}))
            .await?;
        self.open_orders.retain(|o| o.id != id);
        // By then the time of its last week is approved.
        let after = self.chance.between(6, 12);
        self.plan(day, after, Task::Invoice { order: id.to_owned() });
        Ok(())
    }
}
