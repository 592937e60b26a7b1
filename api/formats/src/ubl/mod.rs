//! What does an invoice or credit note look like as a Peppol BIS Billing 3 document (UBL 2.1, EN 16931)?
//!
//! Amounts are öre, quantities thousandths, rates basis points, as everywhere in the product. A credit note is written
//! with the amounts that it reads: positive where it takes back a positive invoice. What the network demands of the
//! content is checked before (`kontoret_core::e_invoice`); the writer only promises order, forms and sums.

mod amounts;
mod frame;
mod lines;
mod party;
mod payment;
mod unit;
mod xml;

use self::xml::Xml;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::io;

pub use unit::code as unit_code;

/// The specification that the documents follow (BT-24).
pub const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// The business process (BT-23).
pub const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
/// The scheme of Swedish organisation numbers (ISO 6523).
pub const SCHEME_ORGANISATION: &str = "0007";
/// The scheme of global location numbers (ISO 6523).
pub const SCHEME_GLN: &str = "0088";

/// What sort of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A commercial invoice, code 380.
    Invoice,
    /// A credit note, code 381.
    CreditNote,
}

/// The language of the few words that the writer adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Swedish.
    Swedish,
    /// English.
    English,
}

/// A document. A text that is empty is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Invoice or credit note.
    pub kind: Kind,
    /// Of the words that the writer adds.
    pub language: Language,
    /// The number (BT-1).
    pub number: String,
    /// The day of issue (BT-2).
    pub issued_on: NaiveDate,
    /// The last day to pay (BT-9).
    pub due_on: Option<NaiveDate>,
    /// Free text (BT-22).
    pub note: String,
    /// Three letters (BT-5).
    pub currency: String,
    /// What the buyer routes the document by (BT-10); this or the order reference must be there.
    pub buyer_reference: String,
    /// The buyer's order number (BT-13).
    pub order_reference: String,
    /// The invoices that this one follows or takes back (BT-25, BT-26).
    pub preceding: Vec<Preceding>,
    /// The seller.
    pub seller: Party,
    /// The buyer.
    pub buyer: Party,
    /// The day of supply (BT-72).
    pub supplied_on: Option<NaiveDate>,
    /// Where it was supplied (BG-15).
    pub delivered_to: Option<Address>,
    /// Where to pay to (BG-16), the preferred account first.
    pub accounts: Vec<Account>,
    /// The payment reference (BT-83).
    pub payment_reference: String,
    /// Terms in words (BT-20).
    pub payment_terms: String,
    /// The unit prices and line amounts include VAT.
    pub prices_include_vat: bool,
    /// The lines.
    pub lines: Vec<Line>,
    /// The rate of the document's discount, where it has one.
    pub discount_bp: u32,
    /// The sums per category after the document's discount.
    pub vat_rows: Vec<VatRow>,
    /// Already paid, or paid by the tax agency instead of the buyer (BT-113).
    pub prepaid_ore: i64,
    /// What rounding adds (BT-114).
    pub rounding_ore: i64,
    /// To pay (BT-115).
    pub payable_ore: i64,
    /// A file that goes with the document (BG-24); not stored with it.
    #[serde(skip)]
    pub attachment: Option<Attachment>,
}

/// A document that came before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preceding {
    /// Its number.
    pub number: String,
    /// Its day of issue.
    pub issued_on: Option<NaiveDate>,
}

/// Seller or buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The electronic address (BT-34, BT-49).
    pub endpoint: Option<Endpoint>,
    /// The name.
    pub name: String,
    /// The postal address.
    pub address: Address,
    /// The VAT number.
    pub vat_number: String,
    /// The organisation number, digits only.
    pub organisation_number: String,
    /// Approved for F-tax: the words that SE-R-005 demands are written.
    pub f_tax: bool,
    /// Further facts about the company, such as its seat (BT-33).
    pub legal_form: String,
    /// Whom to ask.
    pub contact: Contact,
}

/// An electronic address: a scheme of the EAS list and the number in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// For Sweden [`SCHEME_ORGANISATION`] or [`SCHEME_GLN`].
    pub scheme: String,
    /// The number.
    pub id: String,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// A second line.
    pub street2: String,
    /// The city.
    pub city: String,
    /// The postal code.
    pub postal_code: String,
    /// Two letters; must be there.
    pub country: String,
}

/// A person or office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: String,
    /// The e-mail address.
    pub email: String,
}

/// An account to pay to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Account {
    /// A bankgiro number, with or without hyphen.
    Bankgiro(String),
    /// A plusgiro number, with or without hyphen.
    Plusgiro(String),
    /// An IBAN with its bank's BIC.
    Iban {
        /// The account.
        iban: String,
        /// The bank; may be empty.
        bic: String,
    },
}

/// Why which VAT is charged: a category of UNCL5305 with its rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Category {
    /// S: a rate above zero, in basis points.
    Standard(u32),
    /// Z: the rate is zero.
    Zero,
    /// E: exempt.
    Exempt,
    /// AE: the buyer is liable.
    ReverseCharge,
    /// K: goods to a business in another country of the EU.
    IntraCommunity,
    /// G: export out of the EU.
    Export,
    /// O: outside the scope of VAT.
    OutsideScope,
}

/// A category and the words for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vat {
    /// The category.
    pub category: Category,
    /// Why no VAT is charged; must be there for E, is added for AE, K, G and O, and is left out for S and Z.
    pub reason: String,
}

/// The sums of one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatRow {
    /// The category.
    pub vat: Vat,
    /// The taxable amount.
    pub net_ore: i64,
    /// The VAT.
    pub vat_ore: i64,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is said of this line alone (BT-127).
    #[serde(default)]
    pub note: String,
    /// What is sold: the first row is the name (BT-153), all rows the description (BT-154). Must not be empty.
    pub description: String,
    /// How much, zero or more.
    pub quantity_milli: i64,
    /// The unit as the product's user wrote it.
    pub unit: String,
    /// The price of one unit; below zero for a deduction.
    pub unit_price_ore: i64,
    /// Taken off this line.
    pub discount_bp: u32,
    /// Its category.
    pub category: Category,
    /// The line's amount, in the mode the prices are entered in.
    pub amount_ore: i64,
}

/// A file within the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is, in words.
    pub description: String,
    /// What it is called.
    pub file_name: String,
    /// One of the types of BIS 3, such as `application/pdf`.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Kind {
    /// The code of the document's type (BT-3).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invoice => "380",
            Self::CreditNote => "381",
        }
    }

    const fn root(self) -> &'static str {
        match self {
            Self::Invoice => "Invoice",
            Self::CreditNote => "CreditNote",
        }
    }
}

impl Category {
    /// The code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard(_) => "S",
            Self::Zero => "Z",
            Self::Exempt => "E",
            Self::ReverseCharge => "AE",
            Self::IntraCommunity => "K",
            Self::Export => "G",
            Self::OutsideScope => "O",
        }
    }

    const fn rate_bp(self) -> u32 {
        match self {
            Self::Standard(rate) => rate,
            _ => 0,
        }
    }
}

impl Language {
    const fn pick(self, swedish: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Swedish => swedish,
            Self::English => english,
        }
    }
}

/// Writes the document; nothing of it is held in memory twice but the attachment's text.
///
/// # Errors
/// The sink's.
pub fn write<W: io::Write>(document: &Document, sink: W) -> io::Result<()> {
    let amounts = amounts::of(document);
    let mut xml = Xml::new(sink, &document.currency)?;
    let root = document.kind.root();
    xml.within_root(root, |x| {
        frame::header(x, document)?;
        frame::references(x, document)?;
        x.within("cac:AccountingSupplierParty", |x| party::seller(x, document))?;
        x.within("cac:AccountingCustomerParty", |x| party::buyer(x, document))?;
        party::delivery(x, document)?;
        payment::means(x, document)?;
        payment::terms(x, document)?;
        lines::document_discounts(x, document, &amounts)?;
        frame::tax_total(x, document, &amounts)?;
        frame::monetary_total(x, document, &amounts)?;
        lines::lines(x, document, &amounts)
    })
}

/// The document's bytes.
#[must_use]
pub fn bytes(document: &Document) -> Vec<u8> {
    let mut sink = Vec::new();
    // A vector takes every byte.
    let _ = write(document, &mut sink);
    sink
}
