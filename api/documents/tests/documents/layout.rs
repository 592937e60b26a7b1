//! Does each page hold together? Page breaks, overlaps and places, measured on the finished file.

use std::sync::LazyLock;

use kontoret_documents::{Engine, InvoiceDocument, Language, Logo};

use crate::pdf::{self, Word};
use crate::samples::{LOGO, extreme_invoice, gross_invoice, invoice, lines, many_lines, offer, reminder, totals};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());
/// A4 in points.
const PAGE: (f64, f64) = (595.28, 841.89);

fn render(document: &InvoiceDocument) -> Vec<u8> {
    ENGINE.invoice_pdf(document).unwrap()
}

fn with_lines(count: usize) -> InvoiceDocument {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.lines = many_lines(count);
    invoice.body.totals = totals(&invoice.body.lines, 0);
    invoice
}

/// No word may touch another or leave the page.
#[track_caller]
fn assert_tidy(words: &[Word]) {
    for (index, a) in words.iter().enumerate() {
        assert!(
            a.left > 50.0 && a.right < PAGE.0 - 50.0 && a.top > 10.0 && a.bottom < PAGE.1 - 4.0,
            "off the page: {a:?}"
        );
        for b in words.get(index + 1..).unwrap_or_default() {
            // The boxes hold the whole line height of the font, more than any letter; so a sliver of overlap is no touch.
            let across = a.right.min(b.right) - a.left.max(b.left);
            let down = a.bottom.min(b.bottom) - a.top.max(b.top);
            assert!(a.page != b.page || across < 0.5 || down < 3.0, "overlap: {a:?} {b:?}");
        }
    }
}

#[test]
fn nothing_overlaps_whatever_the_lengths() {
    for language in [Language::Swedish, Language::English] {
        for document in [invoice(language), gross_invoice(language), extreme_invoice(language)] {
            assert_tidy(&pdf::words(&render(&document)));
        }
        assert_tidy(&pdf::words(&ENGINE.offer_pdf(&offer(language)).unwrap()));
        assert_tidy(&pdf::words(&ENGINE.reminder_pdf(&reminder(language)).unwrap()));
    }
}

#[test]
fn a_long_link_stays_in_its_box_and_is_whole_when_copied() {
    for secret in ["W".repeat(86), "l1-_".repeat(30)] {
        let mut offer = offer(Language::Swedish);
        let url = format!("https://kontoret.lindqvistbygg.example/offert#{secret}");
        offer.accept_url = Some(url.clone());
        let words = pdf::words(&ENGINE.offer_pdf(&offer).unwrap());
        assert_tidy(&words);
        let first = words
            .iter()
            .position(|word| word.text.starts_with("https://kontoret"))
            .unwrap();
        let mut copied = String::new();
        for word in &words[first..] {
            copied.push_str(&word.text);
            // 20 mm of margin and 6 mm of the box's inset.
            assert!(word.right < PAGE.0 - 26.0 * 72.0 / 25.4 + 0.5, "{word:?}");
            if copied.len() >= url.len() {
                break;
            }
        }
        assert_eq!(copied, url);
    }
}

#[test]
fn an_ordinary_invoice_fills_one_page() {
    for language in [Language::Swedish, Language::English] {
        let mut invoice = invoice(language);
        invoice.body.logo = Some(Logo::Svg(LOGO.to_vec()));
        assert_eq!(pdf::pages(&render(&invoice)).len(), 1);
    }
}

#[test]
fn two_hundred_lines_run_over_pages_with_repeated_headers() {
    let pages = pdf::pages(&render(&with_lines(200)));
    let count = pages.len();
    assert!((7..=12).contains(&count), "{count} pages");
    let all = pages.join(" ");
    for line in 1..=200 {
        assert_eq!(all.matches(&format!("Rad {line}: ")).count(), 1, "line {line}");
    }
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Sida {} ({count})", index + 1)), "{page}");
        assert!(!page.contains("Rad ") || page.contains("Beskrivning Antal"), "{page}");
        assert_eq!(page.contains("Att betala"), index + 1 == count);
        assert!(index == 0 || page.contains("Faktura 1042"));
    }
}

#[test]
fn totals_and_payment_stay_together_at_the_end() {
    for count in (5..=14).chain([1, 24]) {
        let bytes = render(&with_lines(count));
        let pages = pdf::pages(&bytes);
        let (last, before) = pages.split_last().unwrap();
        for part in [
            "Momssats",
            "Summa exkl. moms",
            "Att betala",
            "OCR-nummer 10426",
            "räntelagen",
            "Skanna i bankappen",
        ] {
            assert!(last.contains(part), "{count} lines: {part}");
            assert!(
                !before.iter().any(|page| page.contains(part)),
                "{count} lines: {part} twice"
            );
        }
        // A page of totals alone would look like another invoice.
        assert!(
            last.contains(&format!("Rad {count}: ")),
            "{count} lines: totals without a line"
        );
        let words = pdf::words(&bytes);
        let giro = words.iter().find(|word| word.text == "5050-1055").unwrap();
        assert!(
            giro.page == pages.len() && giro.top > PAGE.1 * 0.7,
            "{count} lines: {giro:?}"
        );
        assert_tidy(&words);
    }
}

#[test]
fn long_terms_flow_and_the_payment_box_stays_at_the_foot() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.closing = "Ett långt villkor som fortsätter en bra stund till. ".repeat(160);
    let bytes = render(&invoice);
    let words = pdf::words(&bytes);
    let giro = words.iter().find(|word| word.text == "5050-1055").unwrap();
    assert_eq!(giro.page, pdf::pages(&bytes).len());
    assert!(giro.top > PAGE.1 * 0.7, "{giro:?}");
    assert_tidy(&words);
}

#[test]
fn a_description_longer_than_a_page_is_cut_by_the_page_end() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.lines = lines();
    invoice.body.lines[1].description = (1..=140).map(|n| format!("Moment {n}.\n")).collect();
    let bytes = render(&invoice);
    let text = pdf::text(&bytes);
    for n in 1..=140 {
        assert_eq!(text.matches(&format!("Moment {n}.")).count(), 1, "{n}");
    }
    assert_tidy(&pdf::words(&bytes));
}

#[test]
fn a_document_without_lines_and_texts_is_a_page() {
    let mut empty = invoice(Language::Swedish);
    empty.body.lines.clear();
    empty.body.totals = kontoret_documents::Totals::default();
    empty.body.title.clear();
    empty.body.intro.clear();
    empty.body.closing.clear();
    empty.body.work_site = None;
    empty.late_payment_text.clear();
    let pages = pdf::pages(&render(&empty));
    assert_eq!(pages.len(), 1);
    assert!(pages[0].contains("Att betala 0,00 kr") && !pages[0].contains("Beskrivning"));
}
