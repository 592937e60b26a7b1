//! Do thousands of PDFs in a row take more and more memory? Prints time and memory; fails where memory grows.
#![expect(clippy::print_stdout, reason = "a command-line program")]

use chrono::{DateTime, NaiveDate};
use kontoret_documents::{
    Accent, Body, Buyer, Engine, InvoiceDocument, InvoiceKind, Issued, Language, Line, LineKind, Seller, Totals, Vat,
    VatRow,
};
use std::{error::Error, time::Instant};

const PDFS: usize = 5_000;
/// After these the typesetter's caches are filled.
const WARM: usize = 250;
/// What memory may grow by afterwards.
const MOST_MIB: f64 = 8.0;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::new()?;
    let mut warm = 0.0;
    let start = Instant::now();
    let mut bytes = 0;
    for number in 1..=PDFS {
        bytes += engine.invoice_pdf(&invoice(number))?.len();
        if number == WARM {
            warm = resident_mib()?;
        }
        if number % 1_000 == 0 {
            println!("{number} PDFs: {:.1} MiB resident", resident_mib()?);
        }
    }
    let each = start.elapsed().as_secs_f64() * 1_000.0 / PDFS as f64;
    let grown = resident_mib()? - warm;
    println!(
        "{each:.1} ms and {} bytes each; {grown:+.1} MiB since the first {WARM}",
        bytes / PDFS
    );
    if grown > MOST_MIB {
        return Err(format!("memory grew by {grown:.1} MiB, more than {MOST_MIB}").into());
    }
    Ok(())
}

fn resident_mib() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1_024.0)
}

/// An invoice with texts, sums and an e-invoice of its own.
fn invoice(number: usize) -> InvoiceDocument {
    let amount = 65_000 + i64::try_from(number).unwrap_or_default();
    let lines: Vec<Line> = (1..=6)
        .map(|line| Line {
            heading: String::new(),
            kind: LineKind::Work,
            description: format!("Målning av rum {line} i hus {number}\nTvå strykningar"),
            quantity_milli: 1_000,
            unit: "tim".to_owned(),
            unit_price_ore: amount,
            discount_bp: 0,
            vat: Vat::Rate(2_500),
            amount_ore: amount,
        })
        .collect();
    let (net, vat) = (6 * amount, 6 * amount / 4);
    InvoiceDocument {
        kind: InvoiceKind::Invoice,
        credits: None,
        body: Body {
            language: Language::Swedish,
            accent: Accent::default(),
            seller: seller(),
            logo: None,
            buyer: Buyer {
                name: format!("Kund {number} AB"),
                address_lines: vec![format!("Storgatan {number}")],
                postal_code: "753 23".to_owned(),
                city: "Uppsala".to_owned(),
                ..Buyer::default()
            },
            our_reference: "Karin Berg".to_owned(),
            work_site: None,
            title: format!("Uppdrag {number}"),
            intro: String::new(),
            closing: "Tack för förtroendet!".to_owned(),
            prices_include_vat: false,
            lines,
            totals: Totals {
                lines_ore: net,
                net_ore: net,
                vat_ore: vat,
                vat_rows: vec![VatRow {
                    vat: Vat::Rate(2_500),
                    net_ore: net,
                    vat_ore: vat,
                }],
                total_ore: net + vat,
                ..Totals::default()
            },
            exemption_reference: String::new(),
            created_at: DateTime::UNIX_EPOCH,
            ident: number.to_string(),
        },
        issued: Some(Issued {
            number: number.to_string(),
            issued_on: NaiveDate::default(),
            due_on: NaiveDate::default(),
            ocr: number.to_string(),
            bank_qr: Some(format!("{{\"uqr\":1,\"tp\":1,\"iref\":\"{number}\"}}")),
            swish_qr: Some(format!("C1231234567;100,00;{number};0")),
        }),
        supply: None,
        payment_terms_days: 30,
        late_payment_text: String::new(),
        order_number: String::new(),
        buyer_order_number: String::new(),
        paid_ore: 0,
        deduction: None,
        e_invoice: Some(format!("<Invoice>{}</Invoice>", "x".repeat(6_000 + number % 500)).into_bytes()),
    }
}

fn seller() -> Seller {
    Seller {
        name: "Lindqvist Bygg & Måleri AB".to_owned(),
        organisation_number: "556016-0680".to_owned(),
        vat_number: "SE556016068001".to_owned(),
        f_tax: true,
        bankgiro: "5050-1055".to_owned(),
        ..Seller::default()
    }
}
