//! Do several invoices in one file look as each does alone, and does the statement of account say what happened?

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use kontoret_documents::{
    DocumentError, Engine, InvoiceDocument, Language, Logo, StatementDocument, StatementEvent, StatementEventKind,
};

use crate::pdf;
use crate::samples::{LOGO, day, gross_invoice, invoice, many_lines, totals};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_852_800, 0).unwrap()
}

fn long(lines: usize) -> InvoiceDocument {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.lines = many_lines(lines);
    invoice.body.totals = totals(&invoice.body.lines, 0);
    invoice
}

#[test]
fn every_page_of_a_batch_is_as_in_the_invoice_alone_with_its_own_numbers() {
    let mut with_logo = gross_invoice(Language::English);
    with_logo.body.logo = Some(Logo::Svg(LOGO.to_vec()));
    let documents = [long(60), with_logo, invoice(Language::Swedish), long(35)];
    let alone: Vec<String> = documents
        .iter()
        .flat_map(|d| pdf::pages(&ENGINE.invoice_pdf(d).unwrap()))
        .collect();
    let bytes = ENGINE.invoices_pdf(&documents, at()).unwrap();
    let together = pdf::pages(&bytes);
    assert!(alone.len() > documents.len(), "some have several pages");
    assert_eq!(together, alone);
    assert_eq!(
        ENGINE.invoices_pdf(&documents, at()).unwrap(),
        bytes,
        "the same file each time"
    );
}

#[test]
fn one_invoice_is_a_batch_too_and_none_or_too_many_are_refused() {
    let one = invoice(Language::Swedish);
    let bytes = ENGINE.invoices_pdf(std::slice::from_ref(&one), at()).unwrap();
    assert_eq!(pdf::pages(&bytes), pdf::pages(&ENGINE.invoice_pdf(&one).unwrap()));
    assert_eq!(ENGINE.invoices_pdf(&[], at()), Err(DocumentError::Missing("documents")));
    let many = vec![one; kontoret_documents::MOST_IN_BATCH + 1];
    assert!(matches!(
        ENGINE.invoices_pdf(&many, at()),
        Err(DocumentError::Typesetting(_))
    ));
}

fn statement(language: Language) -> StatementDocument {
    let mut body = invoice(language).body;
    body.lines = Vec::new();
    body.totals = kontoret_documents::Totals::default();
    body.title = String::new();
    body.closing = String::new();
    let event = |n, kind, reference: &str, amount_ore, balance_ore| StatementEvent {
        on: day(2026, 11, n),
        kind,
        reference: reference.to_owned(),
        due_on: (kind == StatementEventKind::Invoice).then(|| day(2026, 12, n)),
        amount_ore,
        balance_ore,
    };
    StatementDocument {
        body,
        from_on: day(2026, 11, 1),
        to_on: day(2026, 11, 30),
        made_on: day(2026, 11, 28),
        opening_ore: 125_000,
        events: vec![
            event(3, StatementEventKind::Invoice, "1042", 1_250_000, 1_375_000),
            event(9, StatementEventKind::CreditNote, "1043", -250_000, 1_125_000),
            event(10, StatementEventKind::Deduction, "1042", -375_000, 750_000),
            event(12, StatementEventKind::Payment, "10426", -625_000, 125_000),
            event(20, StatementEventKind::Interest, "1044", 12_345, 137_345),
            event(21, StatementEventKind::WriteOff, "1040", -345, 137_000),
        ],
        invoiced_ore: 1_250_000,
        interest_ore: 12_345,
        credited_ore: -250_000,
        deducted_ore: -375_000,
        paid_ore: -625_000,
        written_off_ore: -345,
        closing_ore: 137_000,
    }
}

#[test]
fn a_statement_says_what_happened_and_what_is_owed_in_both_languages() {
    for (language, wanted) in [
        (
            Language::Swedish,
            vec![
                "Kontoutdrag",
                "2026-11-01 – 2026-11-30",
                "Ingående saldo",
                "Faktura 1042",
                "Förfallodatum 2026-12-03",
                "12 500,00",
                "Kreditfaktura 1043",
                "Betalning 10426",
                "Skattereduktion, faktura 1042",
                "−6 250,00",
                "Ränta och avgifter, faktura 1044",
                "Avskrivet, faktura 1040",
                "Utgående saldo",
                "1 370,00 kr",
                "Sida 1 (1)",
            ],
        ),
        (
            Language::English,
            vec![
                "Statement of account",
                "Opening balance",
                "Invoice 1042",
                "Credit note 1043",
                "Tax deduction, invoice 1042",
                "Payment 10426",
                "Interest and fees, invoice 1044",
                "Written off, invoice 1040",
                "Closing balance",
                "1,370.00",
            ],
        ),
    ] {
        let text = pdf::text(&ENGINE.statement_pdf(&statement(language)).unwrap());
        for words in wanted {
            assert!(text.contains(words), "{words} is missing: {text}");
        }
    }
}

#[test]
fn a_long_statement_goes_on_with_its_head_on_every_page() {
    let mut long = statement(Language::Swedish);
    let events = long.events.clone();
    long.events = events.into_iter().cycle().take(140).collect();
    let pages = pdf::pages(&ENGINE.statement_pdf(&long).unwrap());
    assert!(pages.len() > 2, "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&format!("Sida {} ({})", index + 1, pages.len())),
            "{page}"
        );
        assert!(index + 1 == pages.len() || page.contains("Datum Händelse"), "{page}");
    }
}
