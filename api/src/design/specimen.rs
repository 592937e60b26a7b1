//! What does a document say that shows nothing but its look? The company is real, the deal is made up.

use crate::{
    company::{company_settings, dto::Language, logo, seller},
    http::Problem,
    invoices,
    lines::{self, Priced, Terms, printed_kind, printed_sums, printed_vat},
    reminders,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use kontoret_core::{number::ocr, totals::LineKind, vat::VatCode};
use kontoret_documents as set;

/// The number that specimens bear.
const NUMBER: u64 = 1042;

/// A company's look, and when and for whom it is shown.
pub(super) struct Look {
    /// The details as edited.
    pub settings: company_settings::Model,
    /// The company's name as edited.
    pub name: String,
    /// VAT of the lines.
    pub default_vat: VatCode,
    /// The language of the document.
    pub language: Language,
    /// Now.
    pub at: DateTime<Utc>,
}

impl Look {
    /// The Swedish or the English words.
    fn say(&self, swedish: &'static str, english: &'static str) -> String {
        match self.language {
            Language::Sv => swedish,
            Language::En => english,
        }
        .to_owned()
    }

    fn language(&self) -> set::Language {
        match self.language {
            Language::Sv => set::Language::Swedish,
            Language::En => set::Language::English,
        }
    }

    fn today(&self) -> NaiveDate {
        crate::clock::day(self.at)
    }

    fn after(&self, days: i32) -> NaiveDate {
        let days = Days::new(u64::try_from(days).unwrap_or(0));
        self.today().checked_add_days(days).unwrap_or_else(|| self.today())
    }

    /// What is sold: what it is, how many thousandths of which unit, and the price of one.
    fn deal(&self) -> [(LineKind, String, i64, String, i64); 3] {
        [
            (
                LineKind::Work,
                self.say(
                    "Målning av vardagsrum, väggar och tak",
                    "Painting of living room, walls and ceiling",
                ),
                12_000,
                self.say("tim", "h"),
                self.settings.hourly_price_ore,
            ),
            (
                LineKind::Material,
                self.say("Väggfärg, helmatt", "Wall paint, matt"),
                8_000,
                self.say("l", "l"),
                18_900,
            ),
            (
                LineKind::Travel,
                self.say("Framkörning", "Travel"),
                1_000,
                self.say("st", "pcs"),
                45_000,
            ),
        ]
    }

    /// The lines and their sums; `sign` is −1 on a credit note.
    fn lines(&self, sign: i64) -> Result<(Vec<set::Line>, set::Totals), Problem> {
        let s = &self.settings;
        let today = self.today();
        let deal = self.deal();
        let priced: Vec<Priced> = deal
            .iter()
            .map(|(_, _, quantity_milli, _, unit_price_ore)| Priced {
                quantity_milli: *quantity_milli,
                unit_price_ore: *unit_price_ore,
                discount_bp: 0,
                vat: self.default_vat,
            })
            .collect();
        let terms = Terms {
            prices_include_vat: s.prices_include_vat,
            discount_bp: 0,
            round_to_krona: s.round_to_krona,
        };
        let (totals, amounts) = lines::sum(terms, &priced, today)?;
        let lines = deal
            .into_iter()
            .zip(amounts)
            .map(
                |((kind, description, quantity_milli, unit, unit_price_ore), amount)| set::Line {
                    heading: String::new(),
                    kind: printed_kind(kind),
                    description,
                    quantity_milli,
                    unit,
                    unit_price_ore: unit_price_ore * sign,
                    discount_bp: 0,
                    vat: printed_vat(self.default_vat, today),
                    amount_ore: amount * sign,
                },
            )
            .collect();
        let mut sums = printed_sums(&totals, 0, today);
        for sum in [
            &mut sums.lines_ore,
            &mut sums.net_ore,
            &mut sums.vat_ore,
            &mut sums.rounding_ore,
            &mut sums.total_ore,
        ] {
            *sum *= sign;
        }
        for row in &mut sums.vat_rows {
            row.net_ore *= sign;
            row.vat_ore *= sign;
        }
        Ok((lines, sums))
    }

    /// The part that all documents share; `sign` is −1 on a credit note.
    fn body(&self, closing: String, sign: i64) -> Result<set::Body, Problem> {
        let s = &self.settings;
        let (lines, totals) = self.lines(sign)?;
        Ok(set::Body {
            language: self.language(),
            accent: set::Accent::from_hex(&s.accent).unwrap_or_default(),
            seller: seller(self.name.clone(), s),
            logo: s.logo.as_deref().and_then(logo),
            buyer: set::Buyer {
                name: self.say("Exempelkunden AB", "The Example Customer AB"),
                address_lines: vec!["Exempelgatan 1".to_owned()],
                postal_code: "111 11".to_owned(),
                city: "Stockholm".to_owned(),
                customer_number: "1001".to_owned(),
                reference: "Kim Exempel".to_owned(),
                ..set::Buyer::default()
            },
            our_reference: String::new(),
            work_site: None,
            title: self.say("Målning av vardagsrum", "Painting of living room"),
            intro: String::new(),
            closing,
            prices_include_vat: s.prices_include_vat,
            lines,
            totals,
            exemption_reference: s.exemption_reference.clone(),
            created_at: self.at,
            ident: "specimen".to_owned(),
        })
    }

    pub(super) fn offer(&self) -> Result<set::OfferDocument, Problem> {
        Ok(set::OfferDocument {
            body: self.body(self.settings.offer_note.clone(), 1)?,
            draft: false,
            number: NUMBER.to_string(),
            version: 1,
            offered_on: Some(self.today()),
            valid_until: self.after(self.settings.offer_valid_days),
            accept_url: None,
            acceptance_box: true,
        })
    }

    fn issued(&self, amount_ore: i64) -> set::Issued {
        let mut issued = set::Issued {
            number: NUMBER.to_string(),
            issued_on: self.today(),
            due_on: self.after(self.settings.payment_terms_days),
            ocr: ocr(NUMBER, self.settings.ocr_length_digit),
            bank_qr: None,
            swish_qr: None,
        };
        invoices::codes(&mut issued, &self.name, &self.settings, amount_ore);
        issued
    }

    fn document(&self, kind: set::InvoiceKind, body: set::Body) -> set::InvoiceDocument {
        let total_ore = body.totals.total_ore;
        set::InvoiceDocument {
            kind,
            credits: None,
            issued: Some(self.issued(total_ore)),
            supply: None,
            payment_terms_days: u32::try_from(self.settings.payment_terms_days).unwrap_or(0),
            late_payment_text: if total_ore > 0 {
                invoices::late_payment_text(body.language).to_owned()
            } else {
                String::new()
            },
            body,
            order_number: "1017".to_owned(),
            buyer_order_number: String::new(),
            paid_ore: 0,
            deduction: None,
            e_invoice: None,
        }
    }

    pub(super) fn invoice(&self) -> Result<set::InvoiceDocument, Problem> {
        let body = self.body(self.settings.invoice_note.clone(), 1)?;
        Ok(self.document(set::InvoiceKind::Invoice, body))
    }

    pub(super) fn credit_note(&self) -> Result<set::InvoiceDocument, Problem> {
        let reason = self.say("Arbetet utfördes inte.", "The work wasn't done.");
        let body = self.body(reason, -1)?;
        Ok(set::InvoiceDocument {
            credits: Some(set::Credits {
                number: (NUMBER - 1).to_string(),
                issued_on: self.today(),
            }),
            ..self.document(set::InvoiceKind::CreditNote, body)
        })
    }

    pub(super) fn reminder(&self) -> Result<set::ReminderDocument, Problem> {
        let body = self.body(String::new(), 1)?;
        let total_ore = body.totals.total_ore;
        Ok(set::ReminderDocument {
            issued: self.issued(total_ore),
            step: 1,
            reminded_on: self.today(),
            first_due_on: self.today(),
            total_ore,
            deducted_ore: 0,
            open_ore: total_ore,
            fee_ore: 0,
            compensation_ore: 0,
            interest_ore: 0,
            asks_interest: false,
            interest: Vec::new(),
            body: set::Body {
                intro: reminders::intro(body.language, 1).to_owned(),
                lines: Vec::new(),
                totals: set::Totals::default(),
                ..body
            },
        })
    }
}
