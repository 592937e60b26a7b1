//! What offers, orders and invoices share: lines, how their prices are meant, and their totals.

mod printed;

pub use printed::{printed_kind, printed_sums, printed_vat};

use crate::http::{Code, FieldCode, FieldError, Problem};
use chrono::NaiveDate;
use kontoret_core::{
    deduction::{AskedDeduction, DeductionKind, WorkType},
    money::{Bp, Milli, Ore},
    totals::{self, LineKind, PriceTerms, TotalsErrorCode, TotalsField},
    vat::VatCode,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// The most lines of a document.
pub const MAX_LINES: u64 = 500;

/// A line as it is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    /// The article it was made from.
    pub article_id: Option<Uuid>,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    #[serde(default)]
    pub work_type: Option<WorkType>,
    /// What it is; may hold line breaks.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub description: String,
    /// How much, in thousandths of the unit.
    #[validate(range(min = 0, max = 1_000_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub quantity_milli: i64,
    /// Of what: tim, st, m².
    #[validate(length(max = 12))]
    #[schema(max_length = 12)]
    pub unit: String,
    /// Price of one unit in öre, with or without VAT as the document says; negative for a deduction.
    #[validate(range(min = -100_000_000_000i64, max = 100_000_000_000i64))]
    #[schema(minimum = -100_000_000_000i64, maximum = 100_000_000_000i64)]
    pub unit_price_ore: i64,
    /// Discount on the line, in hundredths of a percent.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_bp: i32,
    /// VAT.
    pub vat: VatCode,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Line {
    /// Id.
    pub id: Uuid,
    /// The article it was made from.
    pub article_id: Option<Uuid>,
    /// What sort of thing.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for; null: none.
    pub work_type: Option<WorkType>,
    /// What it is.
    pub description: String,
    /// How much, in thousandths of the unit.
    pub quantity_milli: i64,
    /// Of what.
    pub unit: String,
    /// Price of one unit in öre.
    pub unit_price_ore: i64,
    /// Discount, in hundredths of a percent.
    pub discount_bp: i32,
    /// VAT.
    pub vat: VatCode,
    /// The line's amount in öre, after its discount.
    pub amount_ore: i64,
}

/// The sums of one VAT code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VatRow {
    /// VAT.
    pub vat: VatCode,
    /// Base in öre.
    pub net_ore: i64,
    /// VAT in öre.
    pub vat_ore: i64,
}

/// A document's sums, in öre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Totals {
    /// The lines as entered.
    pub lines_ore: i64,
    /// The document's discount, as entered.
    pub discount_ore: i64,
    /// Without VAT.
    pub net_ore: i64,
    /// VAT.
    pub vat_ore: i64,
    /// What rounding to whole kronor added.
    pub rounding_ore: i64,
    /// To pay.
    pub total_ore: i64,
    /// Per VAT code.
    pub vat_rows: Vec<VatRow>,
}

/// How the prices of a document are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Unit prices hold VAT.
    pub prices_include_vat: bool,
    /// Discount on the whole, in hundredths of a percent.
    pub discount_bp: i32,
    /// Round to whole kronor.
    pub round_to_krona: bool,
}

/// What the sums are made of; lines of every document can be seen as this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priced {
    /// Thousandths.
    pub quantity_milli: i64,
    /// Öre.
    pub unit_price_ore: i64,
    /// Hundredths of a percent.
    pub discount_bp: i32,
    /// VAT.
    pub vat: VatCode,
}

impl From<&LineInput> for Priced {
    fn from(l: &LineInput) -> Self {
        Self {
            quantity_milli: l.quantity_milli,
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat,
        }
    }
}

fn bp(value: i32) -> Bp {
    Bp(u32::try_from(value).unwrap_or(0))
}

/// The sums and each line's amount, as core decides them. A sum below zero is refused.
///
/// # Errors
/// Which field of which line is too large, or [`Code::NegativeTotal`].
pub fn sum(terms: Terms, lines: &[Priced], supplied_on: NaiveDate) -> Result<(Totals, Vec<i64>), Problem> {
    let inputs: Vec<totals::LineInput> = lines
        .iter()
        .map(|l| totals::LineInput {
            quantity_milli: Milli(l.quantity_milli),
            unit_price_ore: Ore(l.unit_price_ore),
            discount_bp: bp(l.discount_bp),
            vat: l.vat,
        })
        .collect();
    let terms = PriceTerms {
        prices_include_vat: terms.prices_include_vat,
        discount_bp: bp(terms.discount_bp),
        round_to_krona: terms.round_to_krona,
    };
    let t = totals::totals(&terms, &inputs, supplied_on).map_err(|e| Problem::fields(vec![field(&e)]))?;
    if t.total_ore < Ore::ZERO {
        return Err(Problem::new(Code::NegativeTotal));
    }
    let rows = t
        .vat_rows
        .iter()
        .map(|r| VatRow {
            vat: r.vat,
            net_ore: r.net_ore.0,
            vat_ore: r.vat_ore.0,
        })
        .collect();
    let totals = Totals {
        lines_ore: t.lines_ore.0,
        discount_ore: t.discount_ore.0,
        net_ore: t.net_ore.0,
        vat_ore: t.vat_ore.0,
        rounding_ore: t.rounding_ore.0,
        total_ore: t.total_ore.0,
        vat_rows: rows,
    };
    Ok((totals, t.line_amounts_ore.iter().map(|o| o.0).collect()))
}

fn field(e: &totals::TotalsError) -> FieldError {
    let name = match e.field {
        // An amount or a sum isn't a field: its price is what can be mended.
        TotalsField::AmountOre => "unit_price_ore",
        TotalsField::TotalOre => "lines",
        other => other.as_str(),
    };
    let pointer = match e.line {
        Some(i) => format!("/lines/{i}/{name}"),
        None => format!("/{name}"),
    };
    let code = match e.code {
        TotalsErrorCode::TooSmall => FieldCode::TooSmall,
        TotalsErrorCode::TooLarge => FieldCode::TooLarge,
    };
    FieldError::new(pointer, code)
}

/// Descriptions that are only white space are missing ones, and a kind of work belongs to what can have one.
pub fn check_lines(lines: &[LineInput], errors: &mut Vec<FieldError>) {
    for (i, l) in lines.iter().enumerate() {
        if l.description.trim().is_empty() {
            errors.push(FieldError::new(format!("/lines/{i}/description"), FieldCode::Required));
        }
        check_work_type(&format!("/lines/{i}/work_type"), l.kind, l.work_type, errors);
    }
}

/// A kind of work belongs to work; an installation of green technology to work, to material, and to other things where it is the
/// whole of it at a fixed price.
pub fn check_work_type(pointer: &str, kind: LineKind, work_type: Option<WorkType>, errors: &mut Vec<FieldError>) {
    let fits = |w: WorkType| match w.kind() {
        DeductionKind::Green => kind != LineKind::Travel,
        DeductionKind::Rot | DeductionKind::Rut => kind == LineKind::Work,
    };
    if work_type.is_some_and(|w| !fits(w)) {
        errors.push(FieldError::new(pointer, FieldCode::Invalid));
    }
}

/// Whether a unit is an hour.
#[must_use]
pub fn is_hour(unit: &str) -> bool {
    matches!(
        unit.trim().to_lowercase().as_str(),
        "tim" | "timmar" | "h" | "hour" | "hours"
    )
}

/// The kind of work in a column. The database holds only these words: its CHECK says so.
#[must_use]
pub fn work_type(word: Option<&str>) -> Option<WorkType> {
    word.and_then(|w| w.parse().ok())
}

/// The deduction that a column says is asked for. The database holds only these words: its CHECK says so.
#[must_use]
pub fn asked(word: &str) -> AskedDeduction {
    word.parse().unwrap_or_default()
}

/// The first and last day that a date field may hold: a slip of the finger is no date of business.
///
/// # Errors
/// Adds to `errors`.
pub fn check_date(pointer: &str, date: Option<NaiveDate>, today: NaiveDate, errors: &mut Vec<FieldError>) {
    let Some(date) = date else { return };
    let span = chrono::Days::new(3660);
    let ok = today.checked_sub_days(span).is_some_and(|d| date >= d)
        && today.checked_add_days(span).is_some_and(|d| date <= d);
    if !ok {
        errors.push(FieldError::new(pointer, FieldCode::DateOutOfRange));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_below_zero_is_refused() {
        let line = Priced {
            quantity_milli: 1000,
            unit_price_ore: -100,
            discount_bp: 0,
            vat: VatCode::Standard,
        };
        let terms = Terms {
            prices_include_vat: false,
            discount_bp: 0,
            round_to_krona: false,
        };
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        assert_eq!(sum(terms, &[line], day).unwrap_err().code, Code::NegativeTotal);
    }

    #[test]
    fn a_sum_beyond_the_limit_names_its_line() {
        let line = Priced {
            quantity_milli: 1_000_000_000,
            unit_price_ore: 100_000_000_000,
            discount_bp: 0,
            vat: VatCode::Zero,
        };
        let terms = Terms {
            prices_include_vat: false,
            discount_bp: 0,
            round_to_krona: false,
        };
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let refused = sum(terms, &[line], day).unwrap_err();
        assert_eq!(refused.errors[0].pointer, "/lines/0/unit_price_ore");
        assert_eq!(refused.errors[0].code, FieldCode::TooLarge);
    }
}
