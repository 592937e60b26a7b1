//! How is the VAT of a line printed on a document?

use chrono::NaiveDate;
use kontoret_core::vat::VatCode;
use kontoret_documents::Vat;

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
