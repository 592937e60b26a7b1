//! Which boxes of the VAT return do a period's vouchers come to?
//!
//! Boxes of Skatteverket's form SKV 4700. Sales stand without sign; a base or VAT that was credited more than charged
//! stands below zero. Öre fall away (22 kap. skatteförfarandeförordningen 2011:1261): each box is cut towards zero, and box
//! 49 is the sum of the boxes as they are sent.

use crate::bookkeeping::Purpose;
use crate::money::Ore;
use crate::vat::VatCode;
use crate::wire::words;

words! {
    /// A box of the VAT return.
    VatBox {
        /// Sales with VAT that aren't in 06, 07 or 08.
        Sales = "05",
        /// Own use with VAT.
        OwnUse = "06",
        /// Base of margin schemes.
        Margin = "07",
        /// Rent with voluntary VAT.
        Rent = "08",
        /// VAT of 25 % of the sales.
        Vat25 = "10",
        /// VAT of 12 %.
        Vat12 = "11",
        /// VAT of 6 %.
        Vat6 = "12",
        /// Goods to another member state.
        EuGoods = "35",
        /// Goods that leave the Union.
        ExportGoods = "36",
        /// Services to a business in another member state, by the main rule.
        EuServices = "39",
        /// Other services supplied outside Sweden.
        ExportServices = "40",
        /// Sales where the buyer in Sweden owes the VAT.
        ReverseCharge = "41",
        /// Other sales, without VAT.
        Other = "42",
        /// VAT to pay.
        ToPay = "49",
    }
}

/// The box of an amount; `None` when the return doesn't ask for it.
#[must_use]
pub fn vat_box(purpose: Purpose, vat: Option<VatCode>) -> Option<VatBox> {
    match purpose {
        Purpose::Vat25 => Some(VatBox::Vat25),
        Purpose::Vat12 => Some(VatBox::Vat12),
        Purpose::Vat6 => Some(VatBox::Vat6),
        Purpose::Prepayment
        | Purpose::Sales25
        | Purpose::Sales12
        | Purpose::Sales6
        | Purpose::SalesExempt
        | Purpose::SalesReverseCharge
        | Purpose::SalesEuGoods
        | Purpose::SalesEuServices
        | Purpose::SalesExportGoods
        | Purpose::SalesExportServices => vat.map(|vat| match Purpose::of_sales(vat) {
            Purpose::Sales25 | Purpose::Sales12 | Purpose::Sales6 => VatBox::Sales,
            Purpose::SalesReverseCharge => VatBox::ReverseCharge,
            Purpose::SalesEuGoods => VatBox::EuGoods,
            Purpose::SalesEuServices => VatBox::EuServices,
            Purpose::SalesExportGoods => VatBox::ExportGoods,
            Purpose::SalesExportServices => VatBox::ExportServices,
            _ => VatBox::Other,
        }),
        _ => None,
    }
}

/// Whole kronor; what is less falls away.
#[must_use]
pub const fn kronor(amount_ore: Ore) -> i64 {
    amount_ore.0 / 100
}

/// A box, exact and as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoxSum {
    /// Which.
    pub vat_box: VatBox,
    /// Exactly.
    pub amount_ore: Ore,
    /// As it is sent.
    pub kronor: i64,
}

/// Every box of a period from the sums of its voucher lines, where sales and VAT are credits, below zero.
///
/// # Errors
/// `None` when a sum is out of range.
#[must_use]
pub fn boxes(lines: impl IntoIterator<Item = (Purpose, Option<VatCode>, Ore)>) -> Option<Vec<BoxSum>> {
    let mut sums = [0_i64; VatBox::ALL.len()];
    for (purpose, vat, amount) in lines {
        let Some(found) = vat_box(purpose, vat) else { continue };
        for (sum, of) in sums.iter_mut().zip(VatBox::ALL) {
            if of == found {
                *sum = sum.checked_sub(amount.0)?;
            }
        }
    }
    let mut found: Vec<BoxSum> = VatBox::ALL
        .into_iter()
        .zip(sums)
        .map(|(vat_box, sum)| BoxSum {
            vat_box,
            amount_ore: Ore(sum),
            kronor: kronor(Ore(sum)),
        })
        .collect();
    let is_vat = |b: &&BoxSum| matches!(b.vat_box, VatBox::Vat25 | VatBox::Vat12 | VatBox::Vat6);
    let exact = found
        .iter()
        .filter(is_vat)
        .try_fold(0_i64, |sum, b| sum.checked_add(b.amount_ore.0))?;
    let sent = found.iter().filter(is_vat).map(|b| b.kronor).sum();
    if let Some(pay) = found.iter_mut().find(|b| b.vat_box == VatBox::ToPay) {
        pay.amount_ore = Ore(exact);
        pay.kronor = sent;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sent(lines: &[(Purpose, Option<VatCode>, i64)]) -> Vec<(&'static str, i64)> {
        let lines = lines.iter().map(|(p, v, n)| (*p, *v, Ore(*n)));
        let all = boxes(lines).unwrap();
        all.iter()
            .filter(|b| b.kronor != 0)
            .map(|b| (b.vat_box.as_str(), b.kronor))
            .collect()
    }

    #[test]
    fn sales_and_vat_come_to_their_boxes_in_whole_kronor() {
        let lines = [
            (Purpose::Sales25, Some(VatCode::Standard), -1_000_099),
            (Purpose::Vat25, Some(VatCode::Standard), -250_025),
            (Purpose::Sales12, Some(VatCode::Reduced), -50_000),
            (Purpose::Vat12, Some(VatCode::Reduced), -6_000),
            (Purpose::SalesExempt, Some(VatCode::Exempt), -70_050),
            (Purpose::Receivable, None, 1_500_000),
            (Purpose::Rounding, None, -40),
            (Purpose::Interest, Some(VatCode::Exempt), -9_900),
        ];
        assert_eq!(
            sent(&lines),
            [("05", 10_500), ("10", 2_500), ("11", 60), ("42", 700), ("49", 2_560)]
        );
    }

    #[test]
    fn a_prepayment_counts_when_it_is_invoiced_and_once() {
        let asked = [
            (Purpose::Prepayment, Some(VatCode::Standard), -400_000),
            (Purpose::Vat25, Some(VatCode::Standard), -100_000),
        ];
        assert_eq!(sent(&asked), [("05", 4_000), ("10", 1_000), ("49", 1_000)]);
        let taken_off = [
            (Purpose::Sales25, Some(VatCode::Standard), -1_000_000),
            (Purpose::Prepayment, Some(VatCode::Standard), 400_000),
        ];
        assert_eq!(sent(&taken_off), [("05", 6_000)]);
        // What a customer paid too much is no sale.
        assert_eq!(sent(&[(Purpose::Prepayment, None, -400_000)]), []);
    }

    #[test]
    fn credits_stand_below_zero_and_are_cut_towards_it() {
        let lines = [
            (Purpose::Sales6, Some(VatCode::Low), 10_099),
            (Purpose::Vat6, Some(VatCode::Low), 699),
        ];
        assert_eq!(sent(&lines), [("05", -100), ("12", -6), ("49", -6)]);
    }

    proptest! {
        #[test]
        fn what_is_to_pay_is_the_sum_of_the_boxes_as_sent(
            lines in prop::collection::vec((0..Purpose::ALL.len(), prop::option::of(0..VatCode::ALL.len()), -10_000_000..10_000_000_i64), 0..20)
        ) {
            let all = boxes(lines.iter().map(|(p, v, n)| (Purpose::ALL[*p], v.map(|v| VatCode::ALL[v]), Ore(*n)))).unwrap();
            let of = |b: VatBox| all.iter().find(|x| x.vat_box == b).unwrap();
            prop_assert_eq!(
                of(VatBox::ToPay).kronor,
                of(VatBox::Vat25).kronor + of(VatBox::Vat12).kronor + of(VatBox::Vat6).kronor
            );
            for b in &all {
                prop_assert!((b.amount_ore.0 - b.kronor * 100).abs() < 300);
            }
        }
    }
}
