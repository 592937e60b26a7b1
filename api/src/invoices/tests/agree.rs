//! Lines, sums per VAT code, voucher, e-invoice and paper: do they all say the same of one invoice?

use super::{
    e_invoices::{business, customer},
    invoice, issue, line,
};
use crate::testing::{Answer, World, world};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Numbers that look chosen by nobody, the same at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, top: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(top).unwrap()).unwrap()
    }

    fn invoice(&mut self, who: &str) -> Value {
        let lines: Vec<Value> = (0..1 + self.below(5))
            .map(|n| {
                let vat = ["25", "12", "6", "exempt"][usize::try_from(self.below(4)).unwrap()];
                let mut l = line(&format!("Rad {n}"), 1 + self.below(9_000), 1 + self.below(90_000), vat);
                l["discount_bp"] = json!([0, 0, 1_250, 333][usize::try_from(self.below(4)).unwrap()]);
                l["account"] = [Value::Null, json!(3041), json!(3051)][usize::try_from(self.below(3)).unwrap()].clone();
                l
            })
            .collect();
        let mut body = invoice(who, &lines);
        body["discount_bp"] = json!([0, 750][usize::try_from(self.below(2)).unwrap()]);
        body["prices_include_vat"] = json!(self.below(2) == 0);
        body["round_to_krona"] = json!(self.below(2) == 0);
        body
    }
}

fn ore(v: &Value) -> i64 {
    v.as_i64().unwrap()
}

/// The amounts in öre that a document in the network has within each of these elements.
fn amounts(xml: &str, within: &str, names: [&str; 2]) -> BTreeSet<(i64, i64)> {
    let value = |block: &str, name: &str| -> i64 {
        let (_, rest) = block.split_once(&format!("<cbc:{name} ")).unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        let (text, _) = rest.split_once('<').unwrap();
        let (kronor, rest) = text.split_once('.').unwrap_or((text, ""));
        format!("{kronor}{rest:0<2}").parse().unwrap()
    };
    xml.split(&format!("<cac:{within}>"))
        .skip(1)
        .map(|block| block.split(&format!("</cac:{within}>")).next().unwrap())
        .map(|block| (value(block, names[0]), value(block, names[1])))
        .collect()
}

/// As paper has it, without the spaces: `1234,50`.
fn printed(ore: i64) -> String {
    format!("{},{:02}", ore / 100, ore % 100)
}

async fn vouchers(w: &World, of: &Answer) -> Vec<Value> {
    let found = w
        .owner()
        .get(&format!("/vouchers?invoice_id={}", of.id()))
        .await
        .expect(200);
    found.body["items"][0]["lines"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn lines_sums_voucher_e_invoice_and_paper_agree() {
    let w = world().await;
    let who = customer(&w, business()).await;
    let mut dice = Dice(2026);
    for _ in 0..8 {
        let draft = w.office().post("/invoices", dice.invoice(&who)).await.expect(201);
        let one = issue(&w, &draft).await.expect(200);
        let totals = &one.body["totals"];
        let lines: i64 = one.body["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|l| ore(&l["amount_ore"]))
            .sum();
        assert_eq!(ore(&totals["lines_ore"]), lines);
        let rows = totals["vat_rows"].as_array().unwrap();
        let of_rows: i64 = rows.iter().map(|r| ore(&r["net_ore"]) + ore(&r["vat_ore"])).sum();
        assert_eq!(ore(&totals["total_ore"]), of_rows + ore(&totals["rounding_ore"]));
        let entered: i64 = if one.body["prices_include_vat"] == true {
            of_rows
        } else {
            ore(&totals["net_ore"])
        };
        assert_eq!(lines - ore(&totals["discount_ore"]), entered);

        let booked = vouchers(&w, &one).await;
        assert_eq!(booked.iter().map(|l| ore(&l["amount_ore"])).sum::<i64>(), 0);
        for row in rows {
            let of = |is_vat: bool| -> i64 {
                let mine = booked.iter().filter(|l| l["vat"] == row["vat"]);
                let mine = mine.filter(|l| l["purpose"].as_str().unwrap().starts_with("vat_") == is_vat);
                mine.map(|l| -ore(&l["amount_ore"])).sum()
            };
            assert_eq!(
                (of(false), of(true)),
                (ore(&row["net_ore"]), ore(&row["vat_ore"])),
                "{row}"
            );
        }
        let due: i64 = booked
            .iter()
            .filter(|l| l["purpose"] == "receivable")
            .map(|l| ore(&l["amount_ore"]))
            .sum();
        assert_eq!(due, ore(&totals["total_ore"]));

        let ubl = w.office().get(&format!("/invoices/{}/ubl", one.id())).await.expect(200);
        let xml = String::from_utf8(ubl.bytes.clone()).unwrap();
        let sums: BTreeSet<(i64, i64)> = rows.iter().map(|r| (ore(&r["net_ore"]), ore(&r["vat_ore"]))).collect();
        assert_eq!(
            amounts(&xml, "TaxSubtotal", ["TaxableAmount", "TaxAmount"]),
            sums,
            "{xml}"
        );
        let whole = amounts(&xml, "LegalMonetaryTotal", ["TaxExclusiveAmount", "PayableAmount"]);
        assert_eq!(
            whole,
            BTreeSet::from([(ore(&totals["net_ore"]), ore(&totals["total_ore"]))])
        );

        let said = sums.iter().flat_map(|(net, vat)| [*net, *vat]);
        look_at_paper(&w, &one, said.chain([ore(&totals["total_ore"])])).await;
    }
}

/// Whether every amount stands on the invoice as it is printed.
async fn look_at_paper(w: &World, of: &Answer, said: impl Iterator<Item = i64>) {
    let paper = w.office().get(&format!("/invoices/{}/pdf", of.id())).await.expect(200);
    let paper: String = paper.pdf_text().chars().filter(|c| !c.is_whitespace()).collect();
    for amount in said.filter(|n| *n != 0) {
        assert!(paper.contains(&printed(amount)), "{} in {paper}", printed(amount));
    }
}
