//! Does each document say what it must? Its extracted text against law and input.

use std::sync::LazyLock;

use kontoret_documents::{
    DocumentError, Engine, InvoiceDocument, Language, LineKind, OfferDocument, Supply, Totals, Vat, VatRow,
};

use crate::pdf;
use crate::samples::{buyer, day, gross_invoice, invoice, line, offer, reminder, totals};

pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());

pub fn text(document: &InvoiceDocument) -> String {
    pdf::text(&ENGINE.invoice_pdf(document).unwrap())
}

fn offer_text(document: &OfferDocument) -> String {
    pdf::text(&ENGINE.offer_pdf(document).unwrap())
}

#[track_caller]
pub fn assert_says(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "{part:?} is missing in: {text}");
    }
}

#[test]
fn an_invoice_carries_every_point_of_the_vat_act_in_swedish() {
    let text = text(&invoice(Language::Swedish));
    let points: [(&str, &[&str]); 11] = [
        ("1 date of issue", &["Fakturadatum", "2026-11-24"]),
        ("2 number", &["Fakturanummer", "1042"]),
        ("3 seller's VAT number", &["Momsreg.nr SE556016068001"]),
        (
            "5 seller",
            &["Lindqvist Bygg & Måleri AB Sida", "Verkstadsgatan 14 753 23 Uppsala"],
        ),
        ("6 buyer", &["Kund Anna Östberg Björkvägen 3 752 28 Uppsala"]),
        (
            "7 quantity and kind",
            &["Målning av fasad, två strykningar", "38,5", "tim", "84,25"],
        ),
        ("8 date of supply", &["Leveransperiod", "2026-10-05 – 2026-11-13"]),
        (
            "9 base, unit price, discounts",
            &[
                "Underlag",
                "40 883,73",
                "233,07",
                "1 149,90",
                "10 %",
                "Rabatt 5 %",
                "−2 164,04",
            ],
        ),
        ("10 rate", &["Momssats", "25 %", "6 %"]),
        ("11 VAT", &["10 220,93", "13,98", "10 234,91"]),
        (
            "F-tax and seat",
            &["Godkänd för F-skatt", "Org.nr 556016-0680", "Säte Uppsala"],
        ),
    ];
    for (point, wanted) in points {
        for part in wanted {
            assert!(text.contains(part), "{point}: {part:?} is missing in: {text}");
        }
    }
    assert_says(
        &text,
        &[
            "Summa exkl. moms 41 116,80",
            "Öresavrundning 0,29",
            "Att betala 51 352,00 kr",
            "Sida 1 (1)",
        ],
    );
    assert_says(
        &text,
        &[
            "Bankgiro 5050-1055",
            "OCR-nummer 10426",
            "Förfallodatum 2026-12-24",
            "Betalningsvillkor",
            "30 dagar",
        ],
    );
    assert_says(
        &text,
        &[
            "dröjsmålsränta enligt räntelagen",
            "Er referens Karin Öst",
            "Vår referens",
            "Ordernummer",
            "318",
            "4500012345",
            "Väddö",
        ],
    );
}

#[test]
fn an_invoice_carries_every_point_of_the_vat_act_in_english() {
    let text = text(&invoice(Language::English));
    assert_says(
        &text,
        &[
            "Invoice date",
            "24 November 2026",
            "Invoice number",
            "1042",
            "VAT no. SE556016068001",
        ],
    );
    assert_says(
        &text,
        &["Lindqvist Bygg & Måleri AB Page", "Verkstadsgatan 14 753 23 Uppsala"],
    );
    assert_says(
        &text,
        &[
            "Customer Anna Östberg Björkvägen 3 752 28 Uppsala",
            "38.5",
            "Period of supply",
        ],
    );
    assert_says(
        &text,
        &[
            "5 October 2026 – 13 November 2026",
            "Taxable amount",
            "40,883.73",
            "233.07",
            "1,149.90",
            "10%",
        ],
    );
    assert_says(
        &text,
        &[
            "Discount 5% −2,164.04",
            "VAT rate",
            "25%",
            "6%",
            "10,220.93",
            "13.98",
            "10,234.91",
        ],
    );
    assert_says(
        &text,
        &[
            "Godkänd för F-skatt (approved for Swedish F-tax)",
            "Registered office Uppsala",
            "Amount due SEK 51,352.00",
        ],
    );
    assert_says(
        &text,
        &[
            "Payment reference (OCR) 10426",
            "Due date 24 December 2026",
            "30 days",
            "Page 1 (1)",
        ],
    );
}

#[test]
fn prices_with_vat_are_also_given_without_it() {
    let swedish = text(&gross_invoice(Language::Swedish));
    assert_says(
        &swedish,
        &[
            "inkl. moms",
            "500,00",
            "400,00 exkl. moms",
            "1 000,00",
            "250,00",
            "Varav moms 250,00",
            "1 250,00 kr",
        ],
    );
    let mut odd = gross_invoice(Language::English);
    odd.body.lines[0].unit_price_ore = -333;
    odd.body.lines[0].vat = Vat::Rate(1_200);
    assert_says(&text(&odd), &["−3.33", "−2.97 excl. VAT"]);
}

#[test]
fn one_day_of_supply_is_a_date() {
    let mut invoice = invoice(Language::Swedish);
    invoice.supply = Some(Supply::On(day(2026, 11, 20)));
    assert_says(&text(&invoice), &["Leveransdatum", "2026-11-20"]);
    invoice.supply = None;
    assert!(!text(&invoice).contains("Leverans"));
}

#[test]
fn exempt_lines_refer_to_the_exemption() {
    for (language, label, note) in [
        (
            Language::Swedish,
            "Momsfri",
            "Momsfri: undantagen från skatteplikt enligt mervärdesskattelagen (2023:200).",
        ),
        (
            Language::English,
            "Exempt",
            "Exempt: no VAT under the Swedish VAT Act, mervärdesskattelagen (2023:200).",
        ),
    ] {
        let mut invoice = invoice(language);
        assert!(!text(&invoice).contains(label));
        invoice.body.lines[5].vat = Vat::Exempt;
        invoice.body.totals = totals(&invoice.body.lines, 0);
        assert_says(&text(&invoice), &[label, note]);
        invoice.body.exemption_reference = "Utbildning, 10 kap. ML".into();
        assert_says(&text(&invoice), &[&format!("{label}: Utbildning, 10 kap. ML")]);
    }
}

#[test]
fn every_treatment_without_vat_says_why() {
    for (vat, swedish, english) in [
        (Vat::EuServices, "Omvänd betalningsskyldighet", "Reverse charge"),
        (
            Vat::EuGoods,
            "Gemenskapsintern varuförsäljning",
            "Intra-Community supply",
        ),
        (Vat::ExportGoods, "Export utanför EU", "Export outside the EU"),
        (Vat::ExportServices, "omsatt utanför EU", "supplied outside the EU"),
        (
            Vat::SmallBusiness,
            "undantagen från mervärdesskatt",
            "exempt from VAT as a small business",
        ),
    ] {
        for (language, words) in [(Language::Swedish, swedish), (Language::English, english)] {
            let mut invoice = invoice(language);
            assert!(!text(&invoice).contains(words), "{words}");
            invoice.body.lines = vec![line(LineKind::Work, "Murning", 1_000, "tim", 60_000, 0, vat)];
            invoice.body.totals = totals(&invoice.body.lines, 0);
            invoice.body.buyer.vat_number = "DK13585628".into();
            assert_says(&text(&invoice), &[words, "DK13585628"]);
            invoice.body.buyer.vat_number = String::new();
            assert_eq!(ENGINE.invoice_pdf(&invoice).is_err(), vat.names_the_buyer());
        }
    }
}

#[test]
fn reverse_charge_says_so_and_needs_the_buyers_vat_number() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.lines = vec![line(
        LineKind::Work,
        "Murning",
        1_000,
        "tim",
        60_000,
        0,
        Vat::ReverseCharge,
    )];
    invoice.body.totals = Totals {
        vat_rows: vec![VatRow {
            vat: Vat::ReverseCharge,
            net_ore: 60_000,
            vat_ore: 0,
        }],
        ..totals(&invoice.body.lines, 0)
    };
    assert_eq!(
        ENGINE.invoice_pdf(&invoice),
        Err(DocumentError::Missing("buyer VAT number"))
    );
    invoice.body.buyer.vat_number = "SE556016068001".into();
    let swedish = text(&invoice);
    assert_says(&swedish, &["Omvänd betalningsskyldighet", "Momsreg.nr SE556016068001 "]);
    assert_eq!(swedish.matches("SE556016068001").count(), 2);
    invoice.body.language = Language::English;
    assert_says(&text(&invoice), &["Reverse charge (omvänd betalningsskyldighet)"]);
}

#[test]
fn parties_without_a_name_are_refused() {
    let mut invoice = invoice(Language::Swedish);
    invoice.body.buyer.name = " \u{7}".into();
    assert_eq!(ENGINE.invoice_pdf(&invoice), Err(DocumentError::Missing("buyer name")));
    invoice.body.buyer = buyer();
    invoice.body.seller.name.clear();
    assert_eq!(ENGINE.invoice_pdf(&invoice), Err(DocumentError::Missing("seller name")));
}

#[test]
fn a_draft_has_no_number_no_reference_and_no_codes() {
    for (language, mark, absent) in [
        (
            Language::Swedish,
            "UTKAST",
            ["Fakturanummer 1", "OCR-nummer 1", "Skanna", "Förfallodatum"],
        ),
        (
            Language::English,
            "DRAFT",
            ["Invoice number 1", "(OCR) 1", "Scan", "Due date"],
        ),
    ] {
        let mut invoice = invoice(language);
        assert!(!text(&invoice).contains(mark));
        invoice.issued = None;
        let bytes = ENGINE.invoice_pdf(&invoice).unwrap();
        let text = pdf::text(&bytes);
        // The mark is rotated, so the letters arrive one by one.
        assert!(text.replace(' ', "").contains(mark), "{text}");
        for part in absent {
            assert!(!text.contains(part), "{part}");
        }
        assert!(!text.contains("1042") && !text.contains("10426"));
        assert!(!pdf::structure(&bytes).contains("Figure"));
    }
}

#[test]
fn payments_reduce_what_is_asked_for() {
    let mut invoice = invoice(Language::Swedish);
    invoice.paid_ore = 1_000_000;
    assert_says(
        &text(&invoice),
        &[
            "Fakturabelopp 51 352,00 kr",
            "Betalt −10 000,00 kr",
            "Kvar att betala 41 352,00 kr",
        ],
    );
    invoice.paid_ore = invoice.body.totals.total_ore;
    let paid = text(&invoice);
    assert_says(&paid, &["Fakturan är betald.", "Kvar att betala 0,00 kr"]);
    assert!(!paid.contains("Skanna") && !paid.contains("Bankgiro"));
}

#[test]
fn an_offer_says_how_long_it_holds_and_how_to_accept_it() {
    let url = "https://kontoret.example/o/V3ry-l0ng_t0ken_0123456789abcdefABCDEF0123456";
    let swedish = offer_text(&offer(Language::Swedish));
    assert_says(
        &swedish,
        &[
            "Offert",
            "Offertnummer",
            "207",
            "Version 2",
            "Offertdatum",
            "2026-09-01",
            "Giltig till",
            "2026-10-01",
        ],
    );
    assert_says(
        &swedish,
        &[
            "Summa inkl. moms 51 352,00 kr",
            url,
            "Namnteckning",
            "Namnförtydligande",
            "Ort och datum",
        ],
    );
    assert!(!swedish.contains("OCR") && !swedish.contains("Bankgiro"));
    let english = offer_text(&offer(Language::English));
    assert_says(
        &english,
        &[
            "Quotation",
            "Valid until",
            "1 October 2026",
            "Total incl. VAT SEK 51,352.00",
            url,
            "Signature",
        ],
    );
    let bytes = ENGINE.offer_pdf(&offer(Language::English)).unwrap();
    assert!(pdf::structure(&bytes).contains("Link"));
}

#[test]
fn an_offer_without_ways_to_accept_has_no_box() {
    let mut offer = offer(Language::Swedish);
    offer.accept_url = None;
    assert_says(
        &offer_text(&offer),
        &["Godkänn offerten", "Skriv under och skicka tillbaka"],
    );
    offer.acceptance_box = false;
    assert!(!offer_text(&offer).contains("Godkänn offerten"));
    for url in [
        "javascript:alert(1)",
        "https://a b",
        "",
        "file:///etc/passwd",
        "https://å.se",
    ] {
        offer.accept_url = Some(url.into());
        assert_eq!(ENGINE.offer_pdf(&offer), Err(DocumentError::Link), "{url}");
    }
}

#[test]
fn a_reminder_says_what_is_asked_for_on_which_grounds_and_until_when() {
    let text = |document| pdf::text(&ENGINE.reminder_pdf(&document).unwrap());
    let swedish = text(reminder(Language::Swedish));
    assert_says(
        &swedish,
        &[
            "Påminnelse",
            "Påminnelse nr 2",
            "Betala senast 2027-01-20",
            "Fakturanummer 1042",
            "Ursprungligt förfallodatum 2026-12-24",
            "Kvar av fakturan 4 000,00",
            "Påminnelseavgift 60,00",
            "Dröjsmålsränta 30,14",
            "Att betala 4 090,14 kr",
            "räntelagen 6 § till dagens datum: 30,14 kr.",
            "2026-12-25 – 2027-01-10: 17 dagar, 10 % på 4 000,00 kr.",
            "OCR-nummer",
            "5050-1055",
        ],
    );
    let mut told = reminder(Language::English);
    told.asks_interest = false;
    told.fee_ore = 0;
    told.compensation_ore = 45_000;
    let english = text(told);
    assert_says(
        &english,
        &[
            "Reminder",
            "Compensation for late payment",
            "section 4 a",
            "will be added",
            "Amount due",
        ],
    );
    assert!(!english.contains("Reminder fee"), "{english}");
}
