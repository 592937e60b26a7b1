//! How is a sum divided over the parts that it was made of, so that the shares add up to it?

use crate::money::{Ore, div_round};
use crate::totals::VatRow;
use crate::vat::VatCode;

/// An amount that went into a document's sums, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<K> {
    /// Whose.
    pub of: K,
    /// The code that it was summed in.
    pub vat: VatCode,
    /// The line's amount.
    pub amount_ore: Ore,
}

/// Each owner's share of the net: per VAT code by amount, the owners in the order in which they first occur.
///
/// The rounded running sum is divided, not each part, so the shares add up to the net of all rows that have parts.
#[must_use]
pub fn net_shares<K: Copy + PartialEq>(parts: &[Part<K>], rows: &[VatRow]) -> Vec<(K, Ore)> {
    let mut shares: Vec<(K, i128)> = Vec::new();
    for part in parts {
        if shares.iter().all(|(of, _)| *of != part.of) {
            shares.push((part.of, 0));
        }
    }
    for row in rows {
        let of_code = || parts.iter().filter(|part| part.vat == row.vat);
        let whole: i128 = of_code().map(|part| i128::from(part.amount_ore.0)).sum();
        if whole == 0 {
            continue;
        }
        let (mut running, mut given) = (0_i128, 0_i128);
        for (of, share) in &mut shares {
            running += of_code()
                .filter(|part| part.of == *of)
                .map(|part| i128::from(part.amount_ore.0))
                .sum::<i128>();
            let due = div_round(i128::from(row.net_ore.0) * running, whole);
            *share += due - given;
            given = due;
        }
    }
    // Shares of a sum within the limits of a document; parts of both signs can pass it, but never 64 bits.
    let ore = |share| Ore(i64::try_from(share).unwrap_or(0));
    shares.into_iter().map(|(of, share)| (of, ore(share))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(vat: VatCode, net: i64) -> VatRow {
        VatRow {
            vat,
            net_ore: Ore(net),
            vat_ore: Ore(0),
        }
    }

    fn part(of: u8, vat: VatCode, amount: i64) -> Part<u8> {
        Part {
            of,
            vat,
            amount_ore: Ore(amount),
        }
    }

    #[test]
    fn two_orders_share_a_discounted_invoice() {
        let parts = [
            part(1, VatCode::Standard, 60_000),
            part(2, VatCode::Standard, 40_000),
            part(2, VatCode::Low, 1_000),
        ];
        let rows = [row(VatCode::Standard, 90_000), row(VatCode::Low, 900)];
        assert_eq!(net_shares(&parts, &rows), [(1, Ore(54_000)), (2, Ore(36_900))]);
        assert_eq!(net_shares::<u8>(&[], &rows), []);
    }

    proptest! {
        #[test]
        fn the_shares_add_up(
            parts in prop::collection::vec((0..4_u8, 0..5_usize, 1..1_000_000_i64), 1..20),
            kept in 1..=10_000_i64,
        ) {
            let parts: Vec<_> = parts.into_iter().map(|(of, code, amount)| part(of, VatCode::ALL[code], amount)).collect();
            let rows: Vec<_> = VatCode::ALL
                .into_iter()
                .map(|vat| (vat, parts.iter().filter(|p| p.vat == vat).map(|p| p.amount_ore.0).sum::<i64>()))
                .filter(|(_, sum)| *sum != 0)
                .map(|(vat, sum)| row(vat, sum * kept / 10_000))
                .collect();
            let shares = net_shares(&parts, &rows);
            let net: i64 = rows.iter().map(|r| r.net_ore.0).sum();
            prop_assert_eq!(shares.iter().map(|(_, ore)| ore.0).sum::<i64>(), net);
            prop_assert!(shares.iter().all(|(_, ore)| ore.0 >= 0));
        }
    }
}
