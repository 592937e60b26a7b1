//! Does an invoice with a tax deduction say everything that it must?

use kontoret_documents::{
    Credits, DeductionBuyer, Home, InvoiceDocument, InvoiceKind, Language, LineKind, TaxDeduction, TaxDeductionKind,
    Totals, Vat, VatRow,
};

use crate::content::{ENGINE, assert_says, text};
use crate::pdf;
use crate::samples::{day, invoice, line, reminder, with_payment_codes};

/// The tax agency's example: work 10 000, material 8 000, travel 400, VAT 4 600; ROT 3 750, to pay 19 250.
fn worked_example(language: Language) -> InvoiceDocument {
    let mut document = invoice(language);
    let vat = Vat::Rate(2_500);
    let lines = vec![
        line(LineKind::Work, "Målning av fasad", 20_000, "tim", 50_000, 0, vat),
        line(LineKind::Material, "Färg", 10_000, "st", 80_000, 0, vat),
        line(LineKind::Travel, "Resor", 1_000, "st", 40_000, 0, vat),
    ];
    document.body.lines = lines;
    document.body.totals = Totals {
        lines_ore: 1_840_000,
        net_ore: 1_840_000,
        vat_ore: 460_000,
        vat_rows: vec![VatRow {
            vat,
            net_ore: 1_840_000,
            vat_ore: 460_000,
        }],
        total_ore: 2_300_000,
        ..Totals::default()
    };
    document.deduction = Some(TaxDeduction {
        kind: TaxDeductionKind::Rot,
        rate_bp: 3_000,
        more_rates_bp: Vec::new(),
        base_ore: 1_250_000,
        other_work_ore: 0,
        material_ore: 1_000_000,
        other_ore: 50_000,
        works: vec!["Målning och tapetsering".into(), "Bygg".into()],
        home: Home {
            property_designation: "UPPSALA VÄDDÖ 4:17".into(),
            ..Home::default()
        },
        buyers: vec![
            buyer(0, "Anna Östberg", "19780525-2397", 6_000, 225_000),
            buyer(1, "Bo Östberg", "19871102-2395", 4_000, 150_000),
        ],
        deducted_ore: 375_000,
    });
    with_payment_codes(document)
}

fn buyer(position: i32, name: &str, number: &str, share_bp: u32, deducted_ore: i64) -> DeductionBuyer {
    DeductionBuyer {
        position,
        name: name.into(),
        identity_number: number.into(),
        share_bp,
        installation: String::new(),
        deducted_ore,
    }
}

#[test]
fn the_tax_agencys_example_in_swedish() {
    let text = text(&worked_example(Language::Swedish));
    assert_says(
        &text,
        &[
            "Fakturabelopp 23 000,00 kr",
            "Skattereduktion ROT −3 750,00 kr",
            "Att betala 19 250,00 kr",
            "Skattereduktion för rotarbete",
            "Slag av arbete Målning och tapetsering, Bygg",
            "Fastighetsbeteckning UPPSALA VÄDDÖ 4:17",
            "Andel av arbetet 30 %",
            "Arbete, inkl. moms 12 500,00",
            "Material, inkl. moms 10 000,00",
            "Resor och övrigt, inkl. moms 500,00",
            "Anna Östberg 19780525-2397 60 % 2 250,00",
            "Bo Östberg 19871102-2395 40 % 1 500,00",
            "Godkänd för F-skatt",
            "Moms 4 600,00",
        ],
    );
    assert!(!text.contains("Övrigt arbete"), "{text}");
}

#[test]
fn an_apartment_is_named_by_association_and_number_in_english() {
    let mut document = worked_example(Language::English);
    if let Some(d) = &mut document.deduction {
        d.kind = TaxDeductionKind::Rut;
        d.home = Home {
            apartment_number: "1203".into(),
            association_number: "716416-1234".into(),
            ..Home::default()
        };
    }
    assert_says(
        &text(&document),
        &[
            "Invoice total SEK 23,000.00",
            "Tax deduction RUT SEK −3,750.00",
            "Amount due SEK 19,250.00",
            "Tax deduction for household services (RUT)",
            "Apartment number 1203",
            "Housing association no. 716416-1234",
            "Anna Östberg 19780525-2397",
        ],
    );
}

#[test]
fn a_credit_note_takes_the_deduction_back() {
    let mut document = worked_example(Language::Swedish);
    document.kind = InvoiceKind::CreditNote;
    document.credits = Some(Credits {
        number: "1042".into(),
        issued_on: day(2026, 11, 24),
    });
    let totals = &mut document.body.totals;
    for ore in [
        &mut totals.lines_ore,
        &mut totals.net_ore,
        &mut totals.vat_ore,
        &mut totals.total_ore,
    ] {
        *ore = -*ore;
    }
    if let Some(d) = &mut document.deduction {
        for ore in [
            &mut d.base_ore,
            &mut d.material_ore,
            &mut d.other_ore,
            &mut d.deducted_ore,
        ] {
            *ore = -*ore;
        }
        for b in &mut d.buyers {
            b.deducted_ore = -b.deducted_ore;
        }
    }
    let text = text(&document);
    assert_says(
        &text,
        &[
            "Krediteras −23 000,00 kr",
            "Skattereduktion ROT 3 750,00 kr",
            "Kunden till godo −19 250,00 kr",
        ],
    );
    assert!(!text.contains("preliminär"), "{text}");
}

#[test]
fn a_kept_document_holds_no_number() {
    let kept = serde_json::to_string(&worked_example(Language::Swedish)).unwrap();
    assert!(!kept.contains("2397") && !kept.contains("2395"), "{kept}");
    let back: InvoiceDocument = serde_json::from_str(&kept).unwrap();
    assert_eq!(back.deduction.unwrap().buyers[1].identity_number, "");
}

#[test]
fn a_reminder_tells_the_deduction_apart_from_payments() {
    let mut document = reminder(Language::Swedish);
    document.total_ore = 2_300_000;
    document.deducted_ore = 375_000;
    document.open_ore = 1_925_000;
    let text = pdf::text(&ENGINE.reminder_pdf(&document).unwrap());
    assert_says(&text, &["Fakturabelopp 23 000,00", "Skattereduktion −3 750,00"]);
    assert!(!text.contains("Betalt och krediterat"), "{text}");
}
