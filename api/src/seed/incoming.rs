//! What has the bank sent that nobody has looked at yet? One file, with something of every kind.

use super::{
    bank_file::{Paid, bgmax, upload},
    year::Year,
};
use crate::http::problem::Problem;
use serde_json::Value;

/// An invoice that nobody has paid.
struct Unpaid {
    open: i64,
    ocr: String,
    number: String,
    customer: String,
}

impl Unpaid {
    fn of(invoice: &Value) -> Option<Self> {
        Some(Self {
            open: invoice["remaining_ore"].as_i64()?,
            ocr: invoice["ocr"].as_str()?.to_owned(),
            number: invoice["number"].as_str()?.to_owned(),
            customer: invoice["customer_name"].as_str()?.to_owned(),
        })
    }
}

/// The reference with its last digit wrong.
fn slip(ocr: &str) -> String {
    let (front, last) = ocr.split_at(ocr.len().saturating_sub(1));
    let wrong = last.parse::<u8>().map_or(0, |digit| (digit + 3) % 10);
    format!("{front}{wrong}")
}

impl Year<'_> {
    /// Imports a file of payments of the last day.
    pub(super) async fn bank_file(&mut self) -> Result<(), Problem> {
        let office = &self.people.office;
        let list = self
            .d
            .get(office, "/invoices?status=issued&sort=number&limit=6")
            .await?;
        let mut unpaid = Vec::new();
        for item in list["items"].as_array().into_iter().flatten() {
            let path = format!("/invoices/{}", item["id"].as_str().unwrap_or_default());
            unpaid.extend(Unpaid::of(&self.d.get(office, &path).await?));
        }
        let [one, two, part, slipped, told, named] = &unpaid[..] else {
            return Err(Problem::internal("the year left fewer than six unpaid invoices"));
        };
        let wrong = slip(&slipped.ocr);
        let message = format!("Faktura {} tack för fint jobb", told.number);
        let row = |amount, reference, message, payer, serial| Paid {
            amount,
            reference,
            message,
            payer,
            serial,
        };
        let payments = [
            row(one.open, one.ocr.as_str(), "", one.customer.as_str(), 1),
            row(two.open, &two.ocr, "", &two.customer, 2),
            row(part.open / 200 * 100, &part.ocr, "", &part.customer, 3),
            row(slipped.open, &wrong, "", &slipped.customer, 4),
            row(told.open, "", &message, "Sambo Andersson", 5),
            row(named.open, "", "", &named.customer, 6),
            row(48_700, "", "Återbetalning frakt", "Byggvaruhuset Norr AB", 7),
        ];
        let file = bgmax("50501055", self.last, &payments);
        let name = format!("bankgiro-{}.txt", self.last);
        self.d.post(office, "/payment-imports", upload(&name, &file)).await?;
        Ok(())
    }
}
