//! What does a payment QR code say? The texts that Swedish bank apps and Swish read from an invoice.

use chrono::NaiveDate;
use serde::Serialize;

/// Where a bank-app payment goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// Bankgiro number, digits with or without hyphen.
    Bankgiro(String),
    /// Plusgiro number, digits with or without hyphen.
    Plusgiro(String),
    /// International bank account number, spaces allowed.
    Iban(String),
}

/// The facts of one domestic invoice that a bank app needs to fill in a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankPayment {
    /// Name of the payee.
    pub payee: String,
    /// Organisation number of the payee, `NNNNNN-NNNN`.
    pub organisation_number: String,
    /// Payment reference (OCR), or the invoice number where no OCR is used.
    pub reference: String,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// Due date.
    pub due_on: NaiveDate,
    /// Amount to pay in öre.
    pub amount_ore: i64,
    /// Account to pay to.
    pub account: Account,
}

/// The facts of a Swish payment to a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwishPayment {
    /// Swish number of the payee: digits, spaces allowed.
    pub payee: String,
    /// Amount to pay in öre.
    pub amount_ore: i64,
    /// Message to the payee, normally the OCR number.
    pub message: String,
}

/// Longest message that Swish accepts, in characters.
const SWISH_MESSAGE_MAX: usize = 50;

/// Field order is part of the format: `uqr` and `tp` come first.
#[derive(Serialize)]
struct UsingQr<'a> {
    uqr: u8,
    tp: u8,
    nme: &'a str,
    cid: &'a str,
    iref: &'a str,
    idt: String,
    ddt: String,
    due: serde_json::Number,
    pt: &'static str,
    acc: String,
}

/// Payload of the bank-app QR code (UsingQR, type 1 = invoice), or `None` when there is nothing to pay.
///
/// Compact JSON in ASCII; letters outside ASCII are written as `\u` escapes, because readers disagree on the character set of
/// byte mode. Currency is left out, which means SEK. Draw it with [`crate::qr::EcLevel::Medium`].
#[must_use]
pub fn bank_app(payment: &BankPayment) -> Option<String> {
    if payment.amount_ore <= 0 {
        return None;
    }
    let (pt, acc) = match &payment.account {
        Account::Bankgiro(number) => ("BG", number.trim().to_owned()),
        Account::Plusgiro(number) => ("PG", number.trim().to_owned()),
        Account::Iban(number) => ("IBAN", without_spaces(number)),
    };
    let payload = UsingQr {
        uqr: 1,
        tp: 1,
        nme: payment.payee.trim(),
        cid: payment.organisation_number.trim(),
        iref: payment.reference.trim(),
        idt: payment.issued_on.format("%Y%m%d").to_string(),
        ddt: payment.due_on.format("%Y%m%d").to_string(),
        due: kronor(payment.amount_ore)?,
        pt,
        acc,
    };
    Some(ascii_json(&serde_json::to_string(&payload).ok()?))
}

/// Payload of the Swish QR code ("C2B prefilled"), or `None` when there is nothing to pay.
///
/// No field is editable by the payer. Messages are cut at 50 characters.
#[must_use]
pub fn swish(payment: &SwishPayment) -> Option<String> {
    if payment.amount_ore <= 0 {
        return None;
    }
    let message: String = payment.message.trim().chars().take(SWISH_MESSAGE_MAX).collect();
    Some(format!(
        "C{};{},{:02};{};0",
        without_spaces(&payment.payee),
        payment.amount_ore / 100,
        payment.amount_ore % 100,
        url_encoded(&message)
    ))
}

/// Öre as a JSON number of kronor without trailing zeros: `12500`, `99.5`, `0.05`.
fn kronor(ore: i64) -> Option<serde_json::Number> {
    let (whole, part) = (ore / 100, ore % 100);
    let text = match part {
        0 => whole.to_string(),
        tens if tens % 10 == 0 => format!("{whole}.{}", tens / 10),
        _ => format!("{whole}.{part:02}"),
    };
    serde_json::from_str(&text).ok()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// JSON with every character outside ASCII as a UTF-16 `\u` escape.
fn ascii_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let mut units = [0_u16; 2];
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Percent-encoding of everything but the unreserved characters of RFC 3986.
fn url_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(amount_ore: i64) -> BankPayment {
        BankPayment {
            payee: "Företaget AB".into(),
            organisation_number: "556016-0680".into(),
            reference: "102343".into(),
            issued_on: NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
            due_on: NaiveDate::from_ymd_opt(2026, 10, 31).unwrap(),
            amount_ore,
            account: Account::Bankgiro("5050-1055".into()),
        }
    }

    #[test]
    fn a_bankgiro_invoice_gives_the_golden_payload() {
        assert_eq!(
            bank_app(&payment(1_250_000)).unwrap(),
            r#"{"uqr":1,"tp":1,"nme":"F\u00f6retaget AB","cid":"556016-0680","iref":"102343","idt":"20261001","ddt":"20261031","due":12500,"pt":"BG","acc":"5050-1055"}"#
        );
    }

    #[test]
    fn the_amount_is_a_json_number_without_trailing_zeros() {
        for (ore, written) in [
            (1, "0.01"),
            (10, "0.1"),
            (105, "1.05"),
            (9_950, "99.5"),
            (123_456, "1234.56"),
            (100, "1"),
            (99_999_999_999, "999999999.99"),
        ] {
            let payload = bank_app(&payment(ore)).unwrap();
            assert!(payload.contains(&format!("\"due\":{written},\"pt\"")), "{payload}");
        }
    }

    #[test]
    fn letters_outside_ascii_and_json_marks_survive_a_round_trip() {
        let name = "Åsa \"Ö\" & Co \\ 漢 😀";
        let payload = bank_app(&BankPayment {
            payee: name.into(),
            ..payment(100)
        })
        .unwrap();
        assert!(payload.is_ascii());
        let read: serde_json::Value = serde_json::from_str(&payload).unwrap();
        assert_eq!(read["nme"], name);
    }

    #[test]
    fn plusgiro_and_iban_are_named_by_their_type() {
        let plusgiro = BankPayment {
            account: Account::Plusgiro("4567-4".into()),
            ..payment(100)
        };
        assert!(bank_app(&plusgiro).unwrap().ends_with(r#""pt":"PG","acc":"4567-4"}"#));
        let iban = BankPayment {
            account: Account::Iban("SE45 5000 0000 0583 9825 7466".into()),
            ..payment(100)
        };
        assert!(
            bank_app(&iban)
                .unwrap()
                .ends_with(r#""pt":"IBAN","acc":"SE4550000000058398257466"}"#)
        );
    }

    #[test]
    fn nothing_to_pay_gives_no_code() {
        for ore in [0, -1, i64::MIN] {
            assert_eq!(bank_app(&payment(ore)), None);
            assert_eq!(
                swish(&SwishPayment {
                    payee: "1237856901".into(),
                    amount_ore: ore,
                    message: String::new()
                }),
                None
            );
        }
    }

    #[test]
    fn swish_gives_the_golden_payload_with_a_comma() {
        let payment = SwishPayment {
            payee: "123 785 69 01".into(),
            amount_ore: 10_000,
            message: "12229445".into(),
        };
        assert_eq!(swish(&payment).unwrap(), "C1237856901;100,00;12229445;0");
        let odd = SwishPayment {
            amount_ore: 123_405,
            message: "Faktura 7; tack å".into(),
            ..payment
        };
        assert_eq!(
            swish(&odd).unwrap(),
            "C1237856901;1234,05;Faktura%207%3B%20tack%20%C3%A5;0"
        );
    }

    #[test]
    fn a_long_swish_message_is_cut_between_characters() {
        let payment = SwishPayment {
            payee: "1237856901".into(),
            amount_ore: 100,
            message: "å".repeat(80),
        };
        assert_eq!(
            swish(&payment).unwrap(),
            format!("C1237856901;1,00;{};0", "%C3%A5".repeat(50))
        );
    }
}
