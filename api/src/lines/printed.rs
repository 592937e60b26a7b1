//! How are lines and sums printed on a document?

use super::Totals;
use chrono::NaiveDate;
use kontoret_core::{totals::LineKind, vat::VatCode};
use kontoret_documents::{self as set, Vat};

/// What a line sells.
#[must_use]
pub fn printed_kind(kind: LineKind) -> set::LineKind {
    match kind {
        LineKind::Work => set::LineKind::Work,
        LineKind::Material => set::LineKind::Material,
        LineKind::Travel => set::LineKind::Travel,
        LineKind::Other => set::LineKind::Other,
    }
}

/// The sums of what is supplied on this day.
#[must_use]
pub fn printed_sums(t: &Totals, discount_bp: i32, supplied_on: NaiveDate) -> set::Totals {
    let rows = t.vat_rows.iter().map(|r| set::VatRow {
        vat: printed_vat(r.vat, supplied_on),
        net_ore: r.net_ore,
        vat_ore: r.vat_ore,
    });
    set::Totals {
        lines_ore: t.lines_ore,
        discount_bp: u32::try_from(discount_bp).unwrap_or(0),
        discount_ore: t.discount_ore,
        net_ore: t.net_ore,
        vat_ore: t.vat_ore,
        vat_rows: rows.collect(),
        rounding_ore: t.rounding_ore,
        total_ore: t.total_ore,
    }
}

/// The VAT of a line that is supplied on this day.
#[must_use]
pub fn printed_vat(code: VatCode, supplied_on: NaiveDate) -> Vat {
    match code {
        VatCode::Exempt => Vat::Exempt,
        VatCode::ReverseCharge => Vat::ReverseCharge,
        VatCode::EuServices => Vat::EuServices,
        VatCode::EuGoods => Vat::EuGoods,
        VatCode::ExportGoods => Vat::ExportGoods,
        VatCode::ExportServices => Vat::ExportServices,
        VatCode::SmallBusiness => Vat::SmallBusiness,
        VatCode::Standard | VatCode::Reduced | VatCode::Low | VatCode::Zero => Vat::Rate(code.rate_on(supplied_on).0),
    }
}
