//! Which invoices were credited, written off, paid in parts, asked for in advance or collected from several orders?

use super::year::Year;
use crate::http::problem::Problem;
use chrono::NaiveDate;
use serde_json::{Value, json};

impl Year<'_> {
    /// One of everything that an ordinary year of invoices doesn't show; on the last days, so that it is seen at once.
    pub(super) async fn unusual(&mut self, day: NaiveDate) -> Result<(), Problem> {
        let paid = self.own_invoice(day, "Ommålning av hall", 14, "invoice").await?;
        self.pay_in_full(day, &paid).await?;
        self.credit(&paid, 2_500, "Prisavdrag enligt överenskommelse", true)
            .await?;
        let wrong = self.own_invoice(day, "Tapetsering av sovrum", 6, "invoice").await?;
        self.credit_all(&wrong, "Fakturan gick till fel mottagare").await?;
        let part = self.own_invoice(day, "Lagning av puts", 4, "invoice").await?;
        self.credit(&part, 1_000, "Material som lämnades tillbaka", false)
            .await?;
        let lost = self.own_invoice(day, "Snickerier i källare", 9, "invoice").await?;
        let path = format!("/invoices/{}/write-off", id(&lost));
        let off = json!({ "amount_ore": lost["remaining_ore"], "reason": "Konkurs, ingen utdelning väntas" });
        self.d.act(&self.people.office, &path, &lost, off).await?;
        let small = self.own_invoice(day, "Slipning av trösklar", 3, "invoice").await?;
        self.nearly_paid(day, &small).await?;
        self.own_invoice(day, "Kontanthjälp i trappa", 2, "cash").await?;
        self.in_advance(day).await?;
        self.collective().await?;
        self.ready().await
    }

    /// An issued invoice of some hours.
    async fn own_invoice(&mut self, day: NaiveDate, title: &str, hours: i64, kind: &str) -> Result<Value, Problem> {
        let customer = self.chance.pick(&self.customers).clone();
        let body = json!({
            "kind": kind, "customer_id": customer["id"], "order_id": null, "work_site_id": customer["site"],
            "title": title, "note": "", "their_reference": customer["reference"], "our_reference": "Maria Lindqvist",
            "language": "sv", "supplied_on": day, "payment_terms_days": if kind == "cash" { 0 } else { 30 },
            "prices_include_vat": false, "discount_bp": 0, "round_to_krona": true,
            "lines": [{
                "article_id": null, "kind": "work", "description": title, "quantity_milli": hours * 1000, "unit": "tim",
                "unit_price_ore": 59_000, "discount_bp": 0, "vat": "25", "order_line_id": null, "time_entry_ids": []
            }]
        });
        let office = &self.people.office;
        let draft = self.d.post(office, "/invoices", body).await?;
        let how = if kind == "cash" {
            json!({ "paid_by": "card" })
        } else {
            json!({})
        };
        self.d
            .act(office, &format!("/invoices/{}/issue", id(&draft)), &draft, how)
            .await
    }

    async fn again(&self, invoice: &Value) -> Result<Value, Problem> {
        self.d
            .get(&self.people.office, &format!("/invoices/{}", id(invoice)))
            .await
    }

    async fn pay_in_full(&mut self, day: NaiveDate, invoice: &Value) -> Result<(), Problem> {
        let body = json!({ "paid_on": day, "amount_ore": invoice["remaining_ore"], "method": "bankgiro",
            "reference": invoice["ocr"] });
        let path = format!("/invoices/{}/payments", id(invoice));
        self.d.act(&self.people.office, &path, invoice, body).await.map(|_| ())
    }

    /// Paid but for some öre, which are written off by rule.
    async fn nearly_paid(&mut self, day: NaiveDate, invoice: &Value) -> Result<(), Problem> {
        let most = invoice["remaining_ore"].as_i64().unwrap_or(0) - 50;
        let path = format!("/invoices/{}", id(invoice));
        let body = json!({ "paid_on": day, "amount_ore": most, "method": "swish", "reference": "" });
        let office = &self.people.office;
        let seen = self.d.act(office, &format!("{path}/payments"), invoice, body).await?;
        let off = json!({ "amount_ore": 50, "reason": "" });
        self.d
            .act(office, &format!("{path}/write-off"), &seen, off)
            .await
            .map(|_| ())
    }

    /// A part of the first line's amount.
    async fn credit(&mut self, invoice: &Value, kronor: i64, note: &str, issue: bool) -> Result<(), Problem> {
        let seen = self.again(invoice).await?;
        let body = json!({
            "lines": [{ "line_id": seen["lines"][0]["id"], "quantity_milli": null, "amount_ore": kronor * 100 }],
            "note": note, "release_work": false, "issue": issue
        });
        let path = format!("/invoices/{}/credit", id(invoice));
        self.d.act(&self.people.office, &path, &seen, body).await.map(|_| ())
    }

    async fn credit_all(&mut self, invoice: &Value, note: &str) -> Result<(), Problem> {
        let seen = self.again(invoice).await?;
        let body = json!({ "lines": null, "note": note, "release_work": false, "issue": true });
        let path = format!("/invoices/{}/credit", id(invoice));
        self.d.act(&self.people.office, &path, &seen, body).await.map(|_| ())
    }

    /// An order with a prepayment that is paid, a part that is asked for, and another that is planned.
    async fn in_advance(&mut self, day: NaiveDate) -> Result<(), Problem> {
        let order = self.fixed_order("Totalrenovering av badrum", 12_000_000).await?;
        let people = self.people;
        let office = &people.office;
        let body = json!({ "order_id": order["id"], "kind": "prepayment", "share_bp": 3_000 });
        let draft = self.d.post(office, "/invoices/from-order", body).await?;
        let path = format!("/invoices/{}/issue", id(&draft));
        let issued = self.d.act(office, &path, &draft, json!({})).await?;
        self.pay_in_full(day, &issued).await?;
        let plan = json!({ "instalments": [
            { "id": null, "kind": "part", "description": "Tätskikt klart", "net_ore": 4_000_000, "ready_on": day },
            { "id": null, "kind": "part", "description": "Kakel klart", "net_ore": 2_000_000, "ready_on": null },
        ] });
        let path = format!("/orders/{}", id(&order));
        let seen = self.d.get(office, &path).await?;
        self.d.put(office, &format!("{path}/instalments"), &seen, plan).await?;
        Ok(())
    }

    /// A completed order.
    async fn done(&mut self, customer: &Value, title: &str) -> Result<Value, Problem> {
        let order = self.order_of(customer, title, 320_000).await?;
        let path = format!("/orders/{}/complete", id(&order));
        self.d.act(&self.people.office, &path, &order, json!({})).await
    }

    /// Two completed orders of one customer that wait to be invoiced.
    async fn ready(&mut self) -> Result<(), Problem> {
        let body = json!({
            "kind": "company", "name": "Bostadsrättsföreningen Tallen", "email": "styrelsen@tallen.example",
            "phone": "", "organisation_number": "", "vat_number": "", "language": "sv", "reference": "Styrelsen",
            "address": { "street": "Tallvägen 12", "street2": "", "postal_code": "903 37", "city": "Umeå", "country": "SE" },
            "payment_terms_days": 30, "note": ""
        });
        let mut customer = self.d.post(&self.people.office, "/customers", body).await?;
        customer["site"] = Value::Null;
        for title in ["Målning av tvättstuga", "Lagning av entréport"] {
            self.done(&customer, title).await?;
        }
        Ok(())
    }

    /// Two small orders of one customer on one invoice, which is still a draft.
    async fn collective(&mut self) -> Result<(), Problem> {
        let customer = self.chance.pick(&self.customers).clone();
        let mut picks = Vec::new();
        for title in ["Byte av fönsterbräda", "Justering av dörrar"] {
            let order = self.done(&customer, title).await?;
            picks.push(
                json!({ "order_id": order["id"], "line_ids": [order["lines"][0]["id"]], "time_entry_ids": [],
                "instalment_ids": [] }),
            );
        }
        let body = json!({ "grouping": "customer", "picks": picks });
        self.d
            .post(&self.people.office, "/invoices/from-basis", body)
            .await
            .map(|_| ())
    }

    async fn fixed_order(&mut self, title: &str, net_ore: i64) -> Result<Value, Problem> {
        let customer = self.chance.pick(&self.customers).clone();
        self.order_of(&customer, title, net_ore).await
    }

    async fn order_of(&mut self, customer: &Value, title: &str, net_ore: i64) -> Result<Value, Problem> {
        let body = json!({
            "customer_id": customer["id"], "work_site_id": customer["site"], "title": title, "description": "",
            "their_reference": "", "planned_start_on": null, "planned_end_on": null, "work_billing": "as_agreed",
            "hourly_price_ore": 59_000, "hourly_vat": "25", "prices_include_vat": false, "discount_bp": 0,
            "round_to_krona": true, "assigned": [],
            "lines": [{
                "id": null, "article_id": null, "kind": "work", "description": title, "quantity_milli": 1000,
                "unit": "st", "unit_price_ore": net_ore, "discount_bp": 0, "vat": "25"
            }]
        });
        self.d.post(&self.people.office, "/orders", body).await
    }
}

fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap_or_default()
}
