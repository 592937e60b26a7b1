//! What happened on a customer's account in a period, and what was owed before and after?

use crate::money::Ore;
use crate::wire::words;
use chrono::NaiveDate;

words! {
    /// What changed what a customer owed.
    #[cfg_attr(feature = "schema", schema(as = StatementEventKind))]
    Kind {
        /// An invoice.
        Invoice = "invoice",
        /// An invoice of interest and fees.
        Interest = "interest",
        /// A credit note.
        CreditNote = "credit_note",
        /// A tax deduction was taken off an invoice, or taken back: the tax agency pays, or doesn't.
        Deduction = "deduction",
        /// Money came in.
        Payment = "payment",
        /// Money was paid back.
        Refund = "refund",
        /// A payment was taken out again.
        PaymentRemoved = "payment_removed",
        /// A part of an invoice was given up.
        WriteOff = "write_off",
        /// It was taken up again.
        WriteOffReversed = "write_off_reversed",
    }
}

/// Something that changed what was owed. What sets an invoice against a credit note changes nothing of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<T> {
    /// On which day.
    pub on: NaiveDate,
    /// What it was.
    pub kind: Kind,
    /// By how much.
    pub amount_ore: Ore,
    /// What else is known of it.
    pub of: T,
}

/// The sums of a period by what they came of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Invoiced.
    pub invoiced_ore: i64,
    /// Charged as interest and fees.
    pub interest_ore: i64,
    /// Credited; below zero.
    pub credited_ore: i64,
    /// Taken off as tax deductions, less what was taken back; below zero.
    pub deducted_ore: i64,
    /// Paid, less what was paid back or taken out; below zero.
    pub paid_ore: i64,
    /// Written off, less what was taken up again; below zero.
    pub written_off_ore: i64,
}

/// A period of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<T> {
    /// The entries by day, each with what was owed after it. On one day what was invoiced comes first.
    pub entries: Vec<(Entry<T>, Ore)>,
    /// The sums.
    pub sums: Sums,
    /// What was owed at the end.
    pub closing_ore: Ore,
}

/// Puts a period together. None when the sums leave what can be counted.
#[must_use]
pub fn statement<T>(opening_ore: Ore, mut entries: Vec<Entry<T>>) -> Option<Statement<T>> {
    entries.sort_by_key(|e| (e.on, e.kind));
    let mut sums = Sums::default();
    let mut owed = opening_ore.0;
    let mut balanced = Vec::with_capacity(entries.len());
    for entry in entries {
        let amount = entry.amount_ore.0;
        owed = owed.checked_add(amount)?;
        let sum = match entry.kind {
            Kind::Invoice => &mut sums.invoiced_ore,
            Kind::Interest => &mut sums.interest_ore,
            Kind::CreditNote => &mut sums.credited_ore,
            Kind::Deduction => &mut sums.deducted_ore,
            Kind::Payment | Kind::Refund | Kind::PaymentRemoved => &mut sums.paid_ore,
            Kind::WriteOff | Kind::WriteOffReversed => &mut sums.written_off_ore,
        };
        *sum = sum.checked_add(amount)?;
        balanced.push((entry, Ore(owed)));
    }
    Some(Statement {
        entries: balanced,
        sums,
        closing_ore: Ore(owed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
    }

    #[test]
    fn a_day_begins_with_what_is_invoiced() {
        let entry = |on, kind, ore| Entry {
            on: day(on),
            kind,
            amount_ore: Ore(ore),
            of: (),
        };
        let found = statement(
            Ore(100),
            vec![
                entry(5, Kind::Payment, -300),
                entry(5, Kind::Invoice, 300),
                entry(2, Kind::CreditNote, -100),
            ],
        )
        .unwrap();
        let kinds: Vec<_> = found.entries.iter().map(|(e, owed)| (e.kind, owed.0)).collect();
        assert_eq!(kinds, [(Kind::CreditNote, 0), (Kind::Invoice, 300), (Kind::Payment, 0)]);
        assert_eq!(found.closing_ore, Ore(0));
        assert_eq!(
            (found.sums.invoiced_ore, found.sums.credited_ore, found.sums.paid_ore),
            (300, -100, -300)
        );
    }

    proptest! {
        #[test]
        fn opening_and_sums_make_the_closing_balance_in_any_order(
            opening in -1_000_000i64..1_000_000,
            rows in prop::collection::vec((1u32..29, 0usize..Kind::ALL.len(), -1_000_000i64..1_000_000), 0..40),
            seed in any::<u64>(),
        ) {
            let entries = |mut rows: Vec<(u32, usize, i64)>, turn: bool| {
                if turn && !rows.is_empty() {
                    let by = usize::try_from(seed).unwrap_or(0) % rows.len();
                    rows.rotate_left(by);
                }
                rows.into_iter()
                    .map(|(on, kind, ore)| Entry { on: day(on), kind: Kind::ALL[kind], amount_ore: Ore(ore), of: () })
                    .collect::<Vec<_>>()
            };
            let one = statement(Ore(opening), entries(rows.clone(), false)).unwrap();
            let other = statement(Ore(opening), entries(rows, true)).unwrap();
            let s = one.sums;
            prop_assert_eq!(
                opening + s.invoiced_ore + s.interest_ore + s.credited_ore + s.deducted_ore + s.paid_ore + s.written_off_ore,
                one.closing_ore.0
            );
            prop_assert_eq!((one.sums, one.closing_ore), (other.sums, other.closing_ore));
            prop_assert_eq!(one.entries.last().map_or(opening, |(_, owed)| owed.0), one.closing_ore.0);
        }
    }
}
