//! Which VAT codes exist, and which rate does each carry on the day of supply?

use crate::money::Bp;
use crate::wire::words;
use chrono::NaiveDate;

words! {
    /// The VAT treatment of a line; the order is the order of the rows on a document.
    VatCode {
        /// 25 %, the general rate.
        Standard = "25",
        /// 12 %, for example hotel and restaurant.
        Reduced = "12",
        /// 6 %, for example books and passenger transport.
        Low = "6",
        /// Taxable at 0 %.
        Zero = "0",
        /// Outside VAT by an exemption of the law.
        Exempt = "exempt",
        /// Reverse charge within Sweden for construction services: the buyer owes the VAT (ML 16 kap. 13 §).
        ReverseCharge = "reverse_charge",
        /// A service taxed where a business of another member state is (ML 6 kap. 34 §).
        EuServices = "eu_services",
        /// Goods to a business in another member state (ML 10 kap. 42 §).
        EuGoods = "eu_goods",
        /// Goods that leave the Union (ML 10 kap. 64 §).
        ExportGoods = "export_goods",
        /// A service taxed outside the Union.
        ExportServices = "export_services",
        /// Of a seller with so small a turnover that it charges no VAT (ML 18 kap.).
        SmallBusiness = "small_business",
    }
}

struct Rate {
    vat: VatCode,
    /// First day of supply with this rate.
    from_on: NaiveDate,
    rate: Bp,
}

const fn always(vat: VatCode, rate: u32) -> Rate {
    Rate {
        vat,
        from_on: NaiveDate::MIN,
        rate: Bp(rate),
    }
}

/// A change of law adds a row with its first day, after the older rows of the same code.
///
/// Source: mervärdesskattelagen (2023:200) chapter 9. What moves between rates (food from 12 % to 6 % for
/// 2026-04-01 to 2027-12-31) changes the code of the article, not the rate of a code.
const RATES: &[Rate] = &[
    always(VatCode::Standard, 2500),
    always(VatCode::Reduced, 1200),
    always(VatCode::Low, 600),
    always(VatCode::Zero, 0),
    always(VatCode::Exempt, 0),
    always(VatCode::ReverseCharge, 0),
    always(VatCode::EuServices, 0),
    always(VatCode::EuGoods, 0),
    always(VatCode::ExportGoods, 0),
    always(VatCode::ExportServices, 0),
    always(VatCode::SmallBusiness, 0),
];

impl VatCode {
    /// The rate of the newest law known here; for a document use [`VatCode::rate_on`].
    #[must_use]
    pub fn rate(self) -> Bp {
        self.rate_on(NaiveDate::MAX)
    }

    /// The rate for what is supplied on this day: the day of supply decides, not the day of the invoice.
    #[must_use]
    pub fn rate_on(self, supplied_on: NaiveDate) -> Bp {
        RATES
            .iter()
            .rev()
            .find(|row| row.vat == self && row.from_on <= supplied_on)
            .map_or(Bp(0), |row| row.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_wire_form_and_its_rate() {
        let table = VatCode::ALL.map(|code| (code.as_str(), code.rate().0));
        let expected = [
            ("25", 2500),
            ("12", 1200),
            ("6", 600),
            ("0", 0),
            ("exempt", 0),
            ("reverse_charge", 0),
            ("eu_services", 0),
            ("eu_goods", 0),
            ("export_goods", 0),
            ("export_services", 0),
            ("small_business", 0),
        ];
        assert_eq!(table, expected);
        for text in ["", "25 %", "025", "Exempt", "20"] {
            assert!(text.parse::<VatCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_code_has_a_row_for_every_day_and_rows_are_in_order_of_time() {
        for code in VatCode::ALL {
            let days: Vec<_> = RATES
                .iter()
                .filter(|row| row.vat == code)
                .map(|row| row.from_on)
                .collect();
            assert_eq!(days.first(), Some(&NaiveDate::MIN), "{code}");
            assert!(days.is_sorted(), "{code}");
        }
    }
}
