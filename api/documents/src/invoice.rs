//! What must an invoice carry, and where is it printed? The invoice's input and its page.
//!
//! Mervärdesskattelagen (2023:200) 17 kap. 24 §, point by point:
//!
//! | point | content | field | printed |
//! |---|---|---|---|
//! | 1 | date of issue | [`Issued::issued_on`] | "Fakturadatum" |
//! | 2 | unique number | [`Issued::number`] | "Fakturanummer" |
//! | 3 | seller's VAT number | [`Seller::vat_number`](crate::Seller::vat_number) | foot of every page |
//! | 4 | buyer's VAT number where the buyer is liable | [`Buyer::vat_number`](crate::Buyer::vat_number) | under the buyer; [`DocumentError::Missing`] without it |
//! | 5 | seller's name and address | [`Seller`](crate::Seller) | foot of every page |
//! | 6 | buyer's name and address | [`Buyer`](crate::Buyer) | address field |
//! | 7 | quantity and kind | [`Line::quantity_milli`](crate::Line::quantity_milli), `unit`, `description` | lines |
//! | 8 | date of supply if other than 1 | [`InvoiceDocument::supply`] | "Leveransdatum", "Leveransperiod" |
//! | 9 | base per rate or exemption | [`Totals::vat_rows`](crate::Totals::vat_rows) | table of rates |
//! | 9 | unit price without VAT, discounts | `unit_price_ore`, `discount_bp` | lines; where prices include VAT, the price without it stands below |
//! | 10 | rate | [`Line::vat`](crate::Line::vat) | lines and table of rates |
//! | 11 | VAT amount | [`Totals::vat_ore`](crate::Totals::vat_ore) | table of rates and totals |
//! | 13 | reference on exemption | [`Body::exemption_reference`] | note under the totals |
//! | 14 | "omvänd betalningsskyldighet" | [`Vat::ReverseCharge`](crate::Vat::ReverseCharge) | note under the totals |
//!
//! Points 12 (self-billing) and 15–17 (new means of transport, margin schemes) belong to invoices that cannot be made here.
//! "Godkänd för F-skatt" and the seat (other acts) stand at the foot of every page.

use chrono::NaiveDate;
use kontoret_formats::qr::{self, EcLevel};
use serde::{Deserialize, Serialize};

use crate::deduction::{DeductionView, TaxDeduction};
use crate::engine::{Attachment, Job, Slot, Template};
use crate::parts::{Amount, Code, Field, Fields};
use crate::view::{Common, Own, View};
use crate::{Body, DocumentError, Language};

/// An invoice, or the draft of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvoiceDocument {
    /// What sort of document.
    #[serde(default)]
    pub kind: InvoiceKind,
    /// The invoice that a credit note takes back (17 kap. 22 § mervärdesskattelagen, 2023:200).
    #[serde(default)]
    pub credits: Option<Credits>,
    /// The part that all documents share.
    pub body: Body,
    /// What issuing gave the invoice; `None` prints a draft without number, OCR and QR codes.
    pub issued: Option<Issued>,
    /// When the goods or services were supplied, if not on the date of issue.
    pub supply: Option<Supply>,
    /// Days from issue to due date.
    pub payment_terms_days: u32,
    /// What is said on late payment, e.g. "Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen."; empty = nothing.
    pub late_payment_text: String,
    /// Number of the order; empty = none.
    pub order_number: String,
    /// The customer's own number of the order; empty = none.
    #[serde(default)]
    pub buyer_order_number: String,
    /// What has been paid so far, in öre.
    pub paid_ore: i64,
    /// The tax deduction that is taken off, or that a credit note takes back.
    #[serde(default)]
    pub deduction: Option<TaxDeduction>,
    /// The same invoice as an e-invoice (UBL), embedded in the file; made from what is stored, not stored with it.
    #[serde(skip)]
    pub e_invoice: Option<Vec<u8>>,
}

/// What sort of document an invoice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// An ordinary invoice.
    #[default]
    Invoice,
    /// Takes another one back.
    CreditNote,
    /// Asks for money in advance.
    Prepayment,
    /// A part as the work goes on.
    Part,
    /// What is left at the end.
    Final,
    /// Late-payment interest.
    Interest,
    /// Paid at once.
    Cash,
}

/// The invoice that a credit note takes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credits {
    /// Its number.
    pub number: String,
    /// Its date of issue.
    pub issued_on: NaiveDate,
}

/// What an invoice gets when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Number in its series.
    pub number: String,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// Due date.
    pub due_on: NaiveDate,
    /// Payment reference (OCR); empty = none.
    pub ocr: String,
    /// Payload of the bank-app QR code, see `kontoret_formats::payment_qr::bank_app`.
    pub bank_qr: Option<String>,
    /// Payload of the Swish QR code, see `kontoret_formats::payment_qr::swish`.
    pub swish_qr: Option<String>,
}

/// When goods or services were supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supply {
    /// On one day.
    On(NaiveDate),
    /// From the first to the last day, both included.
    Period {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
}

/// The page of an invoice, and the file that goes with it.
#[derive(Debug, Serialize)]
struct Page {
    #[serde(flatten)]
    view: View<Payment>,
    deduction: Option<DeductionView>,
    e_invoice: Option<&'static str>,
}

/// The payment box.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Payment {
    fields: Vec<Field>,
    amount: Option<Amount>,
    codes: Vec<Code>,
    note: String,
}

impl InvoiceDocument {
    /// The typesetting job of this invoice.
    pub(crate) fn job(&self, common: &Common<'_>) -> Result<Job, DocumentError> {
        let mut files = Vec::new();
        let view = common.view(Own {
            kind: self.title(common),
            number: self.issued.as_ref().map(|issued| common.line(&issued.number)),
            draft: self.issued.is_none(),
            meta: self.meta(common),
            totals: self.totals(common),
            notes: common.vat_notes([self.late_payment_text.as_str()]),
            extra: self.payment(common, &mut files)?,
        })?;
        files.extend(self.e_invoice.clone().map(|bytes| (Slot::EInvoice, bytes)));
        let page = Page {
            view,
            deduction: self.deduction.as_ref().map(|d| d.view(common)),
            e_invoice: self.e_invoice.as_ref().map(|_| Slot::EInvoice.path()),
        };
        Job::new(Template::Invoice, &page, &self.body, files)
    }

    fn is_credit(&self) -> bool {
        self.kind == InvoiceKind::CreditNote
    }

    fn title(&self, common: &Common<'_>) -> &'static str {
        let t = common.labels;
        match self.kind {
            InvoiceKind::Invoice => t.invoice,
            InvoiceKind::CreditNote => t.credit_note,
            InvoiceKind::Prepayment => t.prepayment,
            InvoiceKind::Part => t.part_invoice,
            InvoiceKind::Final => t.final_invoice,
            InvoiceKind::Interest => t.interest_invoice,
            InvoiceKind::Cash => t.cash_invoice,
        }
    }

    fn meta(&self, common: &Common<'_>) -> Vec<Field> {
        let (t, lang, body) = (common.labels, common.language, &self.body);
        let mut fields = Fields::new(common);
        if let Some(issued) = &self.issued {
            fields.strong(t.invoice_number, &issued.number);
            fields.plain(t.issued_on, &lang.date(issued.issued_on));
        }
        if let Some(credits) = &self.credits {
            fields.strong(
                t.credits,
                &format!("{}, {}", credits.number, lang.date(credits.issued_on)),
            );
        }
        match self.supply {
            Some(Supply::On(on)) => fields.plain(t.supplied_on, &lang.date(on)),
            Some(Supply::Period { from, to }) => {
                fields.plain(t.supply_period, &format!("{} – {}", lang.date(from), lang.date(to)));
            }
            None => {}
        }
        if !self.is_credit() {
            fields.plain(t.payment_terms, &terms(lang, self.payment_terms_days));
            if let Some(issued) = &self.issued {
                fields.strong(t.due_on, &lang.date(issued.due_on));
            }
        }
        fields.plain(t.order_number, &self.order_number);
        fields.plain(t.buyer_order_number, &self.buyer_order_number);
        fields.plain(t.their_reference, &body.buyer.reference);
        fields.plain(t.our_reference, &body.our_reference);
        fields.into_vec()
    }

    /// What the customer pays of it, before payments.
    fn to_pay_ore(&self) -> i64 {
        let deducted = self.deduction.as_ref().map_or(0, |d| d.deducted_ore);
        self.body.totals.total_ore.saturating_sub(deducted)
    }

    fn remaining_ore(&self) -> i64 {
        self.to_pay_ore().saturating_sub(self.paid_ore)
    }

    fn totals(&self, common: &Common<'_>) -> Vec<Amount> {
        let (t, lang) = (common.labels, common.language);
        let total = lang.money(self.body.totals.total_ore);
        let to_pay = lang.money(self.to_pay_ore());
        let mut rows = common.sums();
        if let Some(d) = &self.deduction {
            let sum = if self.is_credit() { t.credited } else { t.invoice_total };
            rows.push(Amount::strong(sum, total.clone()));
            // VAT is of the whole sum: the deduction changes nothing of it.
            rows.extend(common.vat_of_which());
            rows.push(Amount::plain(
                d.label(common),
                lang.money(d.deducted_ore.saturating_neg()),
            ));
        }
        if self.is_credit() {
            let label = if self.deduction.is_some() {
                t.to_pay_back
            } else {
                t.credited
            };
            rows.push(Amount::grand(label, to_pay));
        } else if self.paid_ore == 0 {
            rows.push(Amount::grand(t.to_pay, to_pay));
        } else {
            match &self.deduction {
                Some(_) => rows.push(Amount::strong(t.to_pay, to_pay)),
                None => rows.push(Amount::strong(t.invoice_total, total)),
            }
            rows.push(Amount::plain(t.paid, lang.money(self.paid_ore.saturating_neg())));
            rows.push(Amount::grand(t.remaining, lang.money(self.remaining_ore())));
        }
        if self.deduction.is_none() {
            rows.extend(common.vat_of_which());
        }
        rows
    }

    fn payment(&self, common: &Common<'_>, files: &mut Vec<Attachment>) -> Result<Option<Payment>, DocumentError> {
        let t = common.labels;
        let remaining = self.remaining_ore();
        if remaining <= 0 {
            let paid = self.paid_ore > 0 && self.issued.is_some();
            return Ok(paid.then(|| Payment {
                note: t.settled.to_owned(),
                ..Payment::default()
            }));
        }
        let label = if self.paid_ore == 0 { t.to_pay } else { t.remaining };
        Payment::box_of(common, self.issued.as_ref(), label, remaining, files).map(Some)
    }
}

impl Payment {
    /// The box that says how an amount is paid; `issued` gives reference, last day and codes.
    pub(crate) fn box_of(
        common: &Common<'_>,
        issued: Option<&Issued>,
        label: &'static str,
        amount_ore: i64,
        files: &mut Vec<Attachment>,
    ) -> Result<Self, DocumentError> {
        let (t, lang, seller) = (common.labels, common.language, &common.body.seller);
        let mut fields = Fields::new(common);
        fields.strong(t.bankgiro, &seller.bankgiro);
        fields.strong(t.plusgiro, &seller.plusgiro);
        if let Some(issued) = issued {
            fields.strong(t.ocr, &issued.ocr);
            fields.strong(t.due_on, &lang.date(issued.due_on));
        }
        fields.plain(t.swish, &seller.swish);
        fields.plain(t.iban, &seller.iban);
        fields.plain(t.bic, &seller.bic);
        let mut payment = Self {
            fields: fields.into_vec(),
            amount: Some(Amount::grand(label, lang.money(amount_ore))),
            ..Self::default()
        };
        match issued {
            None => payment.note = t.draft_payment.to_owned(),
            Some(issued) => {
                let codes = [
                    (&issued.bank_qr, Slot::BankQr, t.scan_bank, t.bank_alt),
                    (&issued.swish_qr, Slot::SwishQr, t.scan_swish, t.swish_alt),
                ];
                for (payload, slot, caption, alt) in codes {
                    if let Some(payload) = payload {
                        let svg = qr::svg(payload, EcLevel::Medium).map_err(|_| DocumentError::QrTooLong)?;
                        files.push((slot, svg.into_bytes()));
                        payment.codes.push(Code {
                            path: slot.path(),
                            caption,
                            alt,
                        });
                    }
                }
            }
        }
        Ok(payment)
    }
}

fn terms(language: Language, days: u32) -> String {
    match (language, days) {
        (Language::Swedish, 0) => "Betalas direkt".to_owned(),
        (Language::English, 0) => "Due on receipt".to_owned(),
        (Language::Swedish, 1) => "1 dag".to_owned(),
        (Language::English, 1) => "1 day".to_owned(),
        (Language::Swedish, days) => format!("{days} dagar"),
        (Language::English, days) => format!("{days} days"),
    }
}
