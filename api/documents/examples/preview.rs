//! What do the documents look like? Writes sample PDFs into the folder given as argument.
#![expect(clippy::print_stdout, reason = "a command-line program")]

#[path = "../tests/documents/samples.rs"]
mod samples;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use kontoret_documents::{Accent, Engine, InvoiceDocument, Language, Logo, OfferDocument, Vat};
use samples::{
    LOGO, extreme_invoice, gross_invoice, invoice, lines, many_lines, offer, reminder, totals, with_payment_codes,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: preview FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    let engine = Engine::new()?;
    for (name, document) in invoices() {
        let start = Instant::now();
        let pdf = engine.invoice_pdf(&document)?;
        println!(
            "{name}.pdf {} bytes, {:.1} ms",
            pdf.len(),
            start.elapsed().as_secs_f64() * 1000.0
        );
        std::fs::write(folder.join(format!("{name}.pdf")), pdf)?;
    }
    for (name, document) in offers() {
        let start = Instant::now();
        let pdf = engine.offer_pdf(&document)?;
        println!(
            "{name}.pdf {} bytes, {:.1} ms",
            pdf.len(),
            start.elapsed().as_secs_f64() * 1000.0
        );
        std::fs::write(folder.join(format!("{name}.pdf")), pdf)?;
    }
    for (name, language) in [("reminder-sv", Language::Swedish), ("reminder-en", Language::English)] {
        std::fs::write(
            folder.join(format!("{name}.pdf")),
            engine.reminder_pdf(&reminder(language))?,
        )?;
    }
    Ok(())
}

fn invoices() -> Vec<(&'static str, InvoiceDocument)> {
    let mut with_logo = invoice(Language::Swedish);
    with_logo.body.logo = Some(Logo::Svg(LOGO.to_vec()));
    let mut two_pages = with_logo.clone();
    two_pages.body.lines = many_lines(24);
    two_pages.body.totals = totals(&two_pages.body.lines, 0);
    let mut draft = invoice(Language::Swedish);
    draft.issued = None;
    let mut paid = invoice(Language::English);
    paid.body.accent = Accent([0x2f, 0x7d, 0x4f]);
    paid.paid_ore = paid.body.totals.total_ore;
    let mut exempt = invoice(Language::English);
    exempt.paid_ore = 500_000;
    exempt.body.lines = lines();
    exempt.body.lines[5].vat = Vat::Exempt;
    exempt.body.totals = totals(&exempt.body.lines, 0);
    vec![
        ("invoice-sv", invoice(Language::Swedish)),
        ("invoice-sv-logo", with_logo),
        ("invoice-sv-two-pages", with_payment_codes(two_pages)),
        ("invoice-sv-draft", draft),
        ("invoice-sv-prices-including-vat", gross_invoice(Language::Swedish)),
        ("invoice-sv-extreme", extreme_invoice(Language::Swedish)),
        ("invoice-en", invoice(Language::English)),
        ("invoice-en-paid", paid),
        ("invoice-en-exempt-part-paid", with_payment_codes(exempt)),
    ]
}

fn offers() -> Vec<(&'static str, OfferDocument)> {
    let mut short = offer(Language::Swedish);
    short.body.logo = Some(Logo::Svg(LOGO.to_vec()));
    short.body.lines.truncate(1);
    short.body.totals = totals(&short.body.lines, 0);
    short.body.closing.clear();
    short.version = 1;
    let mut draft = offer(Language::English);
    draft.draft = true;
    draft.offered_on = None;
    draft.accept_url = None;
    vec![
        ("offer-sv", offer(Language::Swedish)),
        ("offer-sv-short", short),
        ("offer-en-draft", draft),
        ("offer-en", offer(Language::English)),
    ]
}
