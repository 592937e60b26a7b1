//! What do believable documents look like? Samples for tests and for the preview.

use chrono::{DateTime, NaiveDate, Utc};
use kontoret_documents::{
    Accent, Body, Buyer, InterestRow, InvoiceDocument, InvoiceKind, Issued, Language, Line, LineKind, Logo,
    OfferDocument, ReminderDocument, Seller, Supply, Totals, Vat, VatRow, WorkSite,
};
use kontoret_formats::payment_qr::{self, Account, BankPayment, SwishPayment};

pub const LOGO: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 80"><rect x="2" y="8" width="64" height="64" rx="14" fill="#1d3f72"/><path d="M16 46 34 26 52 46 M22 42 v16 h24 v-16" fill="none" stroke="#fff" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/><path d="M86 24v30h18 M114 34v20 M126 54V34l14 20V34 M154 26v28h8a14 14 0 0 0 0-28z" fill="none" stroke="#1d3f72" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/></svg>"##;

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

pub fn seller() -> Seller {
    Seller {
        name: "Lindqvist Bygg & Måleri AB".into(),
        address_lines: vec!["Verkstadsgatan 14".into()],
        postal_code: "753 23".into(),
        city: "Uppsala".into(),
        organisation_number: "556016-0680".into(),
        vat_number: "SE556016068001".into(),
        f_tax: true,
        seat: "Uppsala".into(),
        phone: "018-490 00 12".into(),
        email: "hej@lindqvistbygg.example".into(),
        website: "lindqvistbygg.example".into(),
        bankgiro: "5050-1055".into(),
        plusgiro: String::new(),
        swish: "123 078 56 90".into(),
        iban: String::new(),
        bic: String::new(),
    }
}

pub fn buyer() -> Buyer {
    Buyer {
        name: "Anna Östberg".into(),
        address_lines: vec!["Björkvägen 3".into()],
        postal_code: "752 28".into(),
        city: "Uppsala".into(),
        customer_number: "1017".into(),
        reference: "Karin Öst".into(),
        ..Buyer::default()
    }
}

pub fn line(
    kind: LineKind,
    description: &str,
    quantity_milli: i64,
    unit: &str,
    unit_price_ore: i64,
    discount_bp: u32,
    vat: Vat,
) -> Line {
    let gross = quantity_milli * unit_price_ore / 1000;
    let amount_ore = gross - gross * i64::from(discount_bp) / 10_000;
    Line {
        heading: String::new(),
        kind,
        description: description.into(),
        quantity_milli,
        unit: unit.into(),
        unit_price_ore,
        discount_bp,
        vat,
        amount_ore,
    }
}

/// Totals for tests: prices without VAT, the sum rounded to whole kronor.
pub fn totals(lines: &[Line], discount_bp: u32) -> Totals {
    let lines_ore: i64 = lines.iter().map(|line| line.amount_ore).sum();
    let discount_ore = lines_ore * i64::from(discount_bp) / 10_000;
    let mut vat_rows: Vec<VatRow> = Vec::new();
    for line in lines {
        let net_ore = line.amount_ore - line.amount_ore * i64::from(discount_bp) / 10_000;
        match vat_rows.iter_mut().find(|row| row.vat == line.vat) {
            Some(row) => row.net_ore += net_ore,
            None => vat_rows.push(VatRow {
                vat: line.vat,
                net_ore,
                vat_ore: 0,
            }),
        }
    }
    for row in &mut vat_rows {
        row.vat_ore = if let Vat::Rate(bp) = row.vat {
            (row.net_ore * i64::from(bp) + 5_000) / 10_000
        } else {
            0
        };
    }
    let net_ore: i64 = vat_rows.iter().map(|row| row.net_ore).sum();
    let vat_ore: i64 = vat_rows.iter().map(|row| row.vat_ore).sum();
    let exact = net_ore + vat_ore;
    let total_ore = (exact + 50).div_euclid(100) * 100;
    Totals {
        lines_ore,
        discount_bp,
        discount_ore,
        net_ore,
        vat_ore,
        vat_rows,
        rounding_ore: total_ore - exact,
        total_ore,
    }
}

pub fn lines() -> Vec<Line> {
    use LineKind::{Material, Other, Travel, Work};
    let vat = Vat::Rate(2_500);
    vec![
        line(
            Work,
            "Målning av fasad, två strykningar\nTvätt, skrapning och grundning ingår.\nStällning till 6 meter.",
            38_500,
            "tim",
            59_500,
            0,
            vat,
        ),
        line(
            Work,
            "Byte av rötskadad panel, norra gaveln",
            12_000,
            "tim",
            59_500,
            0,
            vat,
        ),
        line(Material, "Fasadfärg, faluröd, 10 l", 6_000, "st", 114_990, 1_000, vat),
        line(
            Material,
            "Ytterpanel 22 × 145 mm, grundmålad",
            84_250,
            "m",
            4_295,
            0,
            vat,
        ),
        line(Travel, "Resor till arbetsplatsen", 8_000, "st", 39_500, 0, vat),
        line(Other, "Handbok om träfasader", 1_000, "st", 24_533, 0, Vat::Rate(600)),
    ]
}

pub fn body(language: Language) -> Body {
    let lines = lines();
    Body {
        language,
        accent: Accent::default(),
        seller: seller(),
        logo: None,
        buyer: buyer(),
        our_reference: "Maria Lindqvist".into(),
        work_site: Some(WorkSite {
            name: "Sommarhuset".into(),
            address_lines: vec!["Sjövägen 21".into()],
            postal_code: "760 40".into(),
            city: "Väddö".into(),
        }),
        title: "Ommålning av fasad".into(),
        intro: "Tack för ditt förtroende! Här kommer fakturan för arbetet på sommarhuset.".into(),
        closing: "Garanti på arbetet enligt Konsumenttjänstlagen. Hör av dig om något är oklart.".into(),
        prices_include_vat: false,
        totals: totals(&lines, 500),
        lines,
        exemption_reference: String::new(),
        created_at: DateTime::<Utc>::from_timestamp(1_795_500_000, 0).unwrap_or_default(),
        ident: "019aab5e-7c1e-7000-8000-000000000001".into(),
    }
}

pub fn invoice(language: Language) -> InvoiceDocument {
    with_payment_codes(InvoiceDocument {
        kind: InvoiceKind::Invoice,
        credits: None,
        body: body(language),
        issued: Some(Issued {
            number: "1042".into(),
            issued_on: day(2026, 11, 24),
            due_on: day(2026, 12, 24),
            ocr: "10426".into(),
            bank_qr: None,
            swish_qr: None,
        }),
        supply: Some(Supply::Period {
            from: day(2026, 10, 5),
            to: day(2026, 11, 13),
        }),
        payment_terms_days: 30,
        late_payment_text: "Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen.".into(),
        order_number: "318".into(),
        buyer_order_number: "4500012345".into(),
        paid_ore: 0,
        deduction: None,
        e_invoice: None,
    })
}

/// The QR payloads that match the invoice's amount.
pub fn with_payment_codes(mut invoice: InvoiceDocument) -> InvoiceDocument {
    let deducted = invoice.deduction.as_ref().map_or(0, |d| d.deducted_ore);
    let amount_ore = invoice.body.totals.total_ore - deducted - invoice.paid_ore;
    let seller = invoice.body.seller.clone();
    if let Some(issued) = &mut invoice.issued {
        issued.bank_qr = payment_qr::bank_app(&BankPayment {
            payee: seller.name,
            organisation_number: seller.organisation_number,
            reference: issued.ocr.clone(),
            issued_on: issued.issued_on,
            due_on: issued.due_on,
            amount_ore,
            account: Account::Bankgiro(seller.bankgiro),
        });
        issued.swish_qr = payment_qr::swish(&SwishPayment {
            payee: seller.swish,
            amount_ore,
            message: issued.ocr.clone(),
        });
    }
    invoice
}

pub fn offer(language: Language) -> OfferDocument {
    let mut body = body(language);
    body.intro = "Hej Anna! Tack för besöket. Så här har vi tänkt oss arbetet:".into();
    body.closing = "Arbetet kan börja vecka 41. Betalning mot faktura, 30 dagar netto.\n\nTillkommande arbete utförs först efter skriftlig överenskommelse.".into();
    OfferDocument {
        body,
        draft: false,
        number: "207".into(),
        version: 2,
        offered_on: Some(day(2026, 9, 1)),
        valid_until: day(2026, 10, 1),
        accept_url: Some("https://kontoret.example/o/V3ry-l0ng_t0ken_0123456789abcdefABCDEF0123456".into()),
        acceptance_box: true,
    }
}

/// An invoice with prices including VAT: 1,250.00 with 25 %.
pub fn gross_invoice(language: Language) -> InvoiceDocument {
    let mut invoice = invoice(language);
    let lines = vec![line(
        LineKind::Work,
        "Fönsterputs, hela villan",
        2_500,
        "tim",
        50_000,
        0,
        Vat::Rate(2_500),
    )];
    invoice.body.prices_include_vat = true;
    invoice.body.totals = Totals {
        lines_ore: 125_000,
        net_ore: 100_000,
        vat_ore: 25_000,
        vat_rows: vec![VatRow {
            vat: Vat::Rate(2_500),
            net_ore: 100_000,
            vat_ore: 25_000,
        }],
        total_ore: 125_000,
        ..Totals::default()
    };
    invoice.body.lines = lines;
    with_payment_codes(invoice)
}

pub fn many_lines(count: usize) -> Vec<Line> {
    let all = lines();
    (0..count)
        .map(|index| {
            let mut line = all[index % all.len()].clone();
            line.description = format!("Rad {}: {}", index + 1, line.description);
            line
        })
        .collect()
}

/// Nine-digit amounts, long words and a long description.
pub fn extreme_invoice(language: Language) -> InvoiceDocument {
    let mut invoice = invoice(language);
    let body = &mut invoice.body;
    let vat = Vat::Rate(2_500);
    body.logo = Some(Logo::Svg(LOGO.to_vec()));
    body.seller.name =
        "Svenssons Anläggning, Fastighetsutveckling & Totalentreprenad i Norra Storstockholm Aktiebolag".into();
    body.seller.address_lines = vec![
        "Industriområdet Östra Kvarnberget, hus 14 B, plan 3".into(),
        "Box 1234".into(),
    ];
    body.seller.iban = "SE45 5000 0000 0583 9825 7466".into();
    body.seller.bic = "ESSESESS".into();
    body.seller.plusgiro = "4567-4".into();
    body.buyer = Buyer {
        name: "Bostadsrättsföreningen Kungsängsgärdet-Salabackes Samfällighet nr 4711".into(),
        address_lines: vec![
            "c/o Förvaltningsbolaget Fastighetsskötsel i Mälardalen".into(),
            "Fakturamottagning 88123".into(),
            "Box 9876".into(),
        ],
        postal_code: "751 05".into(),
        city: "Uppsala".into(),
        country: "Sverige".into(),
        organisation_number: "556016-0680".into(),
        vat_number: "SE556016068001".into(),
        customer_number: "1000000".into(),
        reference: "Maximiliana Wennergren-Oxenstierna, inköp".into(),
    };
    body.title =
        "Totalrenovering av samtliga trapphus, tvättstugor och gemensamhetslokaler i kvarteren Norra och Södra Kvarnen"
            .into();
    body.lines = vec![
        line(
            LineKind::Work,
            &format!(
                "Stambyte etapp 1. {}",
                "Rivning, rördragning, tätskikt och återställning enligt beskrivning. ".repeat(8)
            ),
            123_456_789,
            "löpmeter",
            99_999_999,
            1_250,
            vat,
        ),
        line(
            LineKind::Material,
            &"Flerbostadshusventilationskanalsystemkomponent".repeat(3),
            1_000,
            "förpackningar",
            99_999_999_900,
            0,
            vat,
        ),
        line(
            LineKind::Other,
            "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            -2_000,
            "st",
            12_345_678_900,
            0,
            vat,
        ),
    ];
    for line in &mut body.lines {
        line.amount_ore = line.amount_ore.clamp(-99_999_999_999, 99_999_999_999);
    }
    body.totals = totals(&body.lines, 1_000);
    with_payment_codes(invoice)
}

/// A second reminder of a partly paid invoice.
pub fn reminder(language: Language) -> ReminderDocument {
    let invoice = with_payment_codes(invoice(language));
    let mut body = invoice.body;
    let total_ore = body.totals.total_ore;
    body.lines.clear();
    body.totals = Totals::default();
    body.work_site = None;
    body.closing.clear();
    body.intro = match language {
        Language::Swedish => "Vi saknar din betalning av fakturan nedan.".into(),
        Language::English => "We have not received your payment of the invoice below.".into(),
    };
    let Some(mut issued) = invoice.issued else {
        unreachable!("the sample is issued")
    };
    let first_due_on = issued.due_on;
    issued.due_on = day(2027, 1, 20);
    ReminderDocument {
        body,
        issued,
        step: 2,
        reminded_on: day(2027, 1, 10),
        first_due_on,
        total_ore,
        deducted_ore: 0,
        open_ore: 400_000,
        fee_ore: 6_000,
        compensation_ore: 0,
        interest_ore: 3_014,
        asks_interest: true,
        interest: vec![InterestRow {
            from_on: day(2026, 12, 25),
            to_on: day(2027, 1, 10),
            days: 17,
            open_ore: 400_000,
            rate_bp: 1000,
        }],
    }
}
