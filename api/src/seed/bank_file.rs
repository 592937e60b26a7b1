//! What would the bank's file of these payments look like? Written as Bankgirot writes it, for demo data and tests.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// A payment in a file.
#[derive(Clone, Copy, Debug)]
pub struct Paid<'p> {
    /// In öre.
    pub amount: i64,
    /// The payment reference; or empty.
    pub reference: &'p str,
    /// What the payer wrote; or empty.
    pub message: &'p str,
    /// Who paid.
    pub payer: &'p str,
    /// The bank's number of it.
    pub serial: i64,
}

/// A BgMax file of one deposit to a bankgiro.
#[must_use]
pub fn bgmax(bankgiro: &str, day: NaiveDate, payments: &[Paid<'_>]) -> String {
    let date = day.format("%Y%m%d");
    let mut lines = vec![
        format!("01{:<20}01{date}173035010331P", "BGMAX"),
        format!("05{bankgiro:0>10}{:10}SEK", ""),
    ];
    for p in payments {
        let code = if p.reference.is_empty() { '0' } else { '2' };
        lines.push(format!(
            "20{:010}{:>25}{:018}{code}2{:012}0",
            0, p.reference, p.amount, p.serial
        ));
        if !p.message.is_empty() {
            lines.push(format!("25{:<50.50}", p.message));
        }
        lines.push(format!("26{:<35.35}", p.payer));
    }
    let sum: i64 = payments.iter().map(|p| p.amount).sum();
    lines.push(format!(
        "15{:035}{date}{:05}{sum:018}SEK{:08}",
        0,
        day.format("%j").to_string().parse::<u32>().unwrap_or(0),
        payments.len()
    ));
    lines.push(format!("70{:08}{:08}{:08}{:08}", payments.len(), 0, 0, 1));
    let padded: Vec<String> = lines.iter().map(|l| format!("{l:<80}\r\n")).collect();
    padded.concat()
}

/// The request that brings a file.
#[must_use]
pub fn upload(file_name: &str, content: &str) -> Value {
    json!({ "file_name": file_name, "content": STANDARD.encode(content) })
}
