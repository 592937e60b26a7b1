//! What do all documents have in common? Parties, texts, lines and totals, as computed by the caller.
//!
//! Nothing here is recomputed: amounts are printed as given. Money is in öre, quantities in thousandths, rates in basis points.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Accent, Buyer, Language, Logo, Seller, WorkSite};

/// The part that an offer and an invoice share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Language of labels, numbers and dates. Texts of the user stay as they are.
    pub language: Language,
    /// Colour of title and rules.
    #[serde(default)]
    pub accent: Accent,
    /// The company that issues the document.
    pub seller: Seller,
    /// Logo of the seller; without one its name is set large.
    pub logo: Option<Logo>,
    /// The customer.
    pub buyer: Buyer,
    /// The seller's reference ("Vår referens"); empty = none.
    pub our_reference: String,
    /// Where the work is done, if it is to be printed.
    pub work_site: Option<WorkSite>,
    /// What the document is about, in one line; empty = none.
    pub title: String,
    /// Text before the lines. A line feed breaks the line, an empty line begins a new paragraph.
    pub intro: String,
    /// Text after the totals: terms, thanks. Breaks as in `intro`.
    pub closing: String,
    /// Whether unit prices and line amounts include VAT.
    pub prices_include_vat: bool,
    /// The lines, in printing order.
    pub lines: Vec<Line>,
    /// The totals.
    pub totals: Totals,
    /// Why exempt lines carry no VAT, e.g. the section of the law; printed when a line is exempt.
    /// Empty = a general reference to mervärdesskattelagen.
    pub exemption_reference: String,
    /// When the document was made. Stored with it, because it is part of the bytes.
    pub created_at: DateTime<Utc>,
    /// Stable identifier of the document, e.g. its UUID; hashed into the file's identifier.
    pub ident: String,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Work.
    Work,
    /// Material.
    Material,
    /// Travel.
    Travel,
    /// Anything else.
    Other,
}

/// VAT of a line or of a row of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vat {
    /// Rate in basis points: 2500 = 25 %.
    Rate(u32),
    /// Exempt supply (mervärdesskattelagen 10 kap.).
    Exempt,
    /// The buyer is liable (mervärdesskattelagen 16 kap., e.g. 13 § construction).
    ReverseCharge,
    /// A service taxed where a business of another member state is (6 kap. 34 §).
    EuServices,
    /// Goods to a business in another member state (10 kap. 42 §).
    EuGoods,
    /// Goods that leave the Union (10 kap. 64 §).
    ExportGoods,
    /// A service taxed outside the Union (6 kap.).
    ExportServices,
    /// Of a seller with so small a turnover that it charges no VAT (18 kap.).
    SmallBusiness,
}

impl Vat {
    /// Whether the document must name the buyer's VAT number (17 kap. 24 § 4).
    #[must_use]
    pub const fn names_the_buyer(self) -> bool {
        matches!(self, Self::ReverseCharge | Self::EuServices | Self::EuGoods)
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Printed above the line where a group of lines begins, an order of a collective invoice; empty = none.
    #[serde(default)]
    pub heading: String,
    /// What the line is for.
    pub kind: LineKind,
    /// What is sold; the first line is set stronger than the following.
    pub description: String,
    /// Quantity in thousandths.
    pub quantity_milli: i64,
    /// Unit as printed: `tim`, `st`, `m²`.
    pub unit: String,
    /// Price of one unit in öre, with or without VAT as [`Body::prices_include_vat`] says.
    pub unit_price_ore: i64,
    /// Discount in basis points.
    pub discount_bp: u32,
    /// VAT.
    pub vat: Vat,
    /// Amount of the line after its discount in öre, with or without VAT as [`Body::prices_include_vat`] says.
    pub amount_ore: i64,
}

/// The totals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Sum of the line amounts in öre.
    pub lines_ore: i64,
    /// Discount on the whole document in basis points.
    pub discount_bp: u32,
    /// Discount on the whole document in öre, as a positive number that was taken off.
    pub discount_ore: i64,
    /// Sum without VAT in öre.
    pub net_ore: i64,
    /// VAT in öre.
    pub vat_ore: i64,
    /// Base and VAT per rate.
    pub vat_rows: Vec<VatRow>,
    /// Rounding to whole kronor in öre; may be negative.
    pub rounding_ore: i64,
    /// Sum to pay in öre.
    pub total_ore: i64,
}

/// Base and VAT of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatRow {
    /// The rate.
    pub vat: Vat,
    /// Base without VAT in öre.
    pub net_ore: i64,
    /// VAT in öre.
    pub vat_ore: i64,
}
