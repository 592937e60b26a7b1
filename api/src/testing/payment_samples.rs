//! What does a good request to each operation about payments look like?

use super::{
    client::Answer,
    samples::{Sample, Samples, at},
    things,
};
use crate::{
    clock::Clock,
    seed::bank_file::{Paid, bgmax, upload},
};
use serde_json::json;

impl Samples<'_> {
    /// A number that no other sample has.
    fn next(&self) -> i64 {
        self.files.set(self.files.get() + 1);
        self.files.get()
    }

    /// A file with one payment that no other sample has.
    fn file(&self, reference: &str) -> String {
        let paid = Paid {
            amount: 550_000,
            reference,
            message: "",
            payer: "Anna Öberg",
            serial: self.next(),
        };
        bgmax("50501055", self.w.clock.today(), &[paid])
    }

    /// An imported file with one payment, matched when an invoice is given.
    async fn imported(&self, reference: &str) -> (Answer, Answer) {
        let office = self.w.office();
        let body = upload("bg.txt", &self.file(reference));
        let made = office.post("/payment-imports", body).await.expect(201);
        let path = format!(
            "/payment-imports/{}/payments",
            made.body["import"]["id"].as_str().unwrap()
        );
        let payments = office.get(&path).await.expect(200);
        (made, payments)
    }

    pub(super) async fn of_payments(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let import = |made: &Answer| format!("/payment-imports/{}", made.body["import"]["id"].as_str().unwrap());
        let payment = |list: &Answer| format!("/imported-payments/{}", list.body["items"][0]["id"].as_str().unwrap());
        let paid = json!({ "paid_on": w.clock.today(), "amount_ore": 100, "method": "bankgiro", "reference": "" });
        Some(match id {
            "importPayments" => at("/payment-imports").body(upload("bg.txt", &self.file(""))),
            "listPaymentImports" => at("/payment-imports"),
            "getPaymentImport" => at(import(&self.imported("").await.0)),
            "listImportedPayments" => at(format!("{}/payments", import(&self.imported("").await.0))),
            "confirmPayments" => {
                let issued = things::issued_invoice(w).await;
                let (made, _) = self.imported(issued.body["ocr"].as_str().unwrap()).await;
                let body = json!({ "imported_payment_ids": null });
                at(format!("{}/confirm", import(&made))).version(1).body(body)
            }
            "matchPayment" => {
                let issued = things::issued_invoice(w).await;
                let (_, payments) = self.imported("").await;
                let body = json!({
                    "customer_id": issued.body["customer_id"], "amount_ore": 550_000, "fee_ore": 0,
                    "currency_difference_ore": 0, "parts": [{ "invoice_id": issued.id(), "amount_ore": 500_000 }]
                });
                at(format!("{}/match", payment(&payments))).version(1).body(body)
            }
            "setPaymentAside" => {
                let (_, payments) = self.imported("").await;
                let body = json!({ "set_aside": true });
                at(format!("{}/set-aside", payment(&payments))).version(1).body(body)
            }
            "registerPayment" => {
                let issued = things::issued_invoice(w).await;
                let mut body = paid;
                body["fee_ore"] = json!(10);
                body["parts"] = json!([{ "invoice_id": issued.id(), "amount_ore": 100 }]);
                at(format!("/invoices/{}/payments", issued.id()))
                    .version(issued.version())
                    .body(body)
            }
            "removePayment" => {
                let issued = things::issued_invoice(w).await;
                let path = format!("/invoices/{}/payments", issued.id());
                let after = w.office().act(&path, issued.version(), paid).await.expect(200);
                let id = after.body["payments"][0]["id"].as_str().unwrap();
                at(format!("/payments/{id}/remove")).body(json!({ "reason": format!("Fel faktura {}", self.next()) }))
            }
            "getCustomerBalance" => at(format!("/customers/{}/balance", things::customer(w).await.id())),
            _ => return None,
        })
    }
}
