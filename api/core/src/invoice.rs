//! What may happen to an invoice, when is it due, and what does a payment change?

use crate::machine::Machine;
use crate::money::{Ore, div_round};
use crate::wire::words;
use chrono::{Days, NaiveDate};

words! {
    /// Where an invoice stands.
    #[cfg_attr(feature = "schema", schema(as = InvoiceStatus))]
    Status {
        /// Being written; has no number.
        Draft = "draft",
        /// Has number and payment reference; its content can never change.
        Issued = "issued",
        /// A part has been paid.
        PartlyPaid = "partly_paid",
        /// Nothing remains to pay.
        Paid = "paid",
        /// Taken back by credit notes.
        Credited = "credited",
        /// The company gave up what was left.
        WrittenOff = "written_off",
    }
}

words! {
    /// What sort of document an invoice is.
    #[cfg_attr(feature = "schema", schema(as = InvoiceKind))]
    Kind {
        /// An ordinary invoice.
        Invoice = "invoice",
        /// Takes back an invoice or a part of one (17 kap. 22–23 §§ mervärdesskattelagen, 2023:200); its sums are negative.
        CreditNote = "credit_note",
        /// Asks for money before the work or the goods (17 kap. 14 §).
        Prepayment = "prepayment",
        /// A part of what an order comes to, as the work goes on.
        Part = "part",
        /// What is left of an order once prepayments and parts are taken off.
        Final = "final",
        /// Late-payment interest.
        Interest = "interest",
        /// Paid when it is issued.
        Cash = "cash",
    }
}

words! {
    /// What can be done to an invoice.
    #[cfg_attr(feature = "schema", schema(as = InvoiceAction))]
    Action {
        /// Change the content of a draft.
        Replace = "replace",
        /// Throw a draft away.
        Delete = "delete",
        /// Give it number and date; from then on it is bookkeeping material.
        Issue = "issue",
        /// Send it, or send it again.
        Send = "send",
        /// Note that money has come in.
        RegisterPayment = "register_payment",
        /// Take it back, whole or in part, by a credit note.
        Credit = "credit",
        /// Give up what is left.
        WriteOff = "write_off",
        /// Take a write-off back.
        ReverseWriteOff = "reverse_write_off",
    }
}

/// What a status allows, and where it leads; which of several is decided by [`crate::settlement::status`].
pub const TRANSITIONS: Machine<Status, Action> = Machine(&[
    (Status::Draft, Action::Replace, Status::Draft),
    (Status::Draft, Action::Delete, Status::Draft),
    (Status::Draft, Action::Issue, Status::Issued),
    (Status::Draft, Action::Issue, Status::Paid),
    (Status::Issued, Action::Send, Status::Issued),
    (Status::Issued, Action::RegisterPayment, Status::PartlyPaid),
    (Status::Issued, Action::RegisterPayment, Status::Paid),
    (Status::Issued, Action::RegisterPayment, Status::WrittenOff),
    (Status::Issued, Action::Credit, Status::Issued),
    (Status::Issued, Action::Credit, Status::Credited),
    (Status::Issued, Action::Credit, Status::WrittenOff),
    (Status::Issued, Action::WriteOff, Status::Issued),
    (Status::Issued, Action::WriteOff, Status::Credited),
    (Status::Issued, Action::WriteOff, Status::WrittenOff),
    (Status::Issued, Action::ReverseWriteOff, Status::Issued),
    (Status::PartlyPaid, Action::Send, Status::PartlyPaid),
    (Status::PartlyPaid, Action::RegisterPayment, Status::PartlyPaid),
    (Status::PartlyPaid, Action::RegisterPayment, Status::Paid),
    (Status::PartlyPaid, Action::RegisterPayment, Status::WrittenOff),
    (Status::PartlyPaid, Action::Credit, Status::PartlyPaid),
    (Status::PartlyPaid, Action::Credit, Status::Paid),
    (Status::PartlyPaid, Action::Credit, Status::WrittenOff),
    (Status::PartlyPaid, Action::WriteOff, Status::PartlyPaid),
    (Status::PartlyPaid, Action::WriteOff, Status::Paid),
    (Status::PartlyPaid, Action::WriteOff, Status::WrittenOff),
    (Status::PartlyPaid, Action::ReverseWriteOff, Status::PartlyPaid),
    (Status::Paid, Action::Send, Status::Paid),
    // The money stays with the customer's credit note until it is paid back or used.
    (Status::Paid, Action::Credit, Status::Paid),
    (Status::Paid, Action::ReverseWriteOff, Status::PartlyPaid),
    (Status::Credited, Action::Send, Status::Credited),
    (Status::Credited, Action::ReverseWriteOff, Status::Issued),
    (Status::WrittenOff, Action::Send, Status::WrittenOff),
    (Status::WrittenOff, Action::ReverseWriteOff, Status::Issued),
    (Status::WrittenOff, Action::ReverseWriteOff, Status::PartlyPaid),
]);

/// The last day to pay: `terms_days` days after the day of issue.
#[must_use]
pub fn due_on(issued_on: NaiveDate, terms_days: u16) -> NaiveDate {
    issued_on
        .checked_add_days(Days::new(terms_days.into()))
        .unwrap_or(NaiveDate::MAX)
}

/// What is known of an invoice when it is about to be issued; a text is empty when it isn't given.
#[derive(Clone, Copy, Debug)]
pub struct IssueFacts<'a> {
    /// The seller's name.
    pub seller_name: &'a str,
    /// The seller's street, postal code and city.
    pub seller_address: [&'a str; 3],
    /// The seller's VAT number.
    pub seller_vat_number: &'a str,
    /// The seller's accounts to pay to, of every kind.
    pub accounts: &'a [&'a str],
    /// The buyer's name.
    pub buyer_name: &'a str,
    /// The buyer's street, postal code and city.
    pub buyer_address: [&'a str; 3],
    /// How many lines there are.
    pub lines: usize,
    /// The VAT that is charged.
    pub vat_ore: Ore,
    /// To pay.
    pub total_ore: Ore,
}

/// What an invoice lacks to be issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The seller's name (17 kap. 24 § 5 mervärdesskattelagen, 2023:200).
    SellerName,
    /// The seller's address (17 kap. 24 § 5).
    SellerAddress,
    /// The seller's VAT number, where VAT is charged (17 kap. 24 § 3).
    SellerVatNumber,
    /// Somewhere to pay to, where there is something to pay.
    Account,
    /// The buyer's name (17 kap. 24 § 6).
    BuyerName,
    /// The buyer's address (17 kap. 24 § 6).
    BuyerAddress,
    /// What is sold (17 kap. 24 § 7).
    Lines,
}

/// Everything that an invoice lacks to be issued, in the order of [`Missing`].
#[must_use]
pub fn missing(facts: &IssueFacts<'_>) -> Vec<Missing> {
    let none = |text: &&str| text.trim().is_empty();
    [
        (none(&facts.seller_name), Missing::SellerName),
        (facts.seller_address.iter().any(none), Missing::SellerAddress),
        (
            facts.vat_ore != Ore::ZERO && none(&facts.seller_vat_number),
            Missing::SellerVatNumber,
        ),
        (
            facts.total_ore > Ore::ZERO && facts.accounts.iter().all(none),
            Missing::Account,
        ),
        (none(&facts.buyer_name), Missing::BuyerName),
        (facts.buyer_address.iter().any(none), Missing::BuyerAddress),
        (facts.lines == 0, Missing::Lines),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect()
}

/// Reported minutes as thousandths of an hour, rounded once, half up: so a line is rounded, not each of its entries.
#[must_use]
pub fn hours_milli(minutes: i64) -> i64 {
    // A quotient by 60 of a number of 64 bits times 1000 can leave 64 bits only beyond any time ever reported.
    i64::try_from(div_round(i128::from(minutes) * 1000, 60)).unwrap_or(i64::MAX)
}

/// Whether money is late: something remains to pay after the last day to pay.
#[must_use]
pub fn is_overdue(status: Status, due_on: NaiveDate, today: NaiveDate) -> bool {
    matches!(status, Status::Issued | Status::PartlyPaid) && today > due_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::table;

    #[test]
    fn status_times_action() {
        assert_eq!(
            table(TRANSITIONS, &Status::ALL, &Action::ALL),
            "\
draft: replace>draft delete>draft issue>issued|paid
issued: send>issued register_payment>partly_paid|paid|written_off credit>issued|credited|written_off write_off>issued|credited|written_off reverse_write_off>issued
partly_paid: send>partly_paid register_payment>partly_paid|paid|written_off credit>partly_paid|paid|written_off write_off>partly_paid|paid|written_off reverse_write_off>partly_paid
paid: send>paid credit>paid reverse_write_off>partly_paid
credited: send>credited reverse_write_off>issued
written_off: send>written_off reverse_write_off>issued|partly_paid
"
        );
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn due_after_the_terms() {
        assert_eq!(due_on(day(2026, 11, 24), 30), day(2026, 12, 24));
        assert_eq!(due_on(day(2028, 2, 28), 1), day(2028, 2, 29));
        assert_eq!(due_on(day(2026, 11, 24), 0), day(2026, 11, 24));
        assert_eq!(due_on(day(9999, 12, 31), 1), day(10000, 1, 1));
        assert_eq!(due_on(NaiveDate::MAX, u16::MAX), NaiveDate::MAX);
    }

    const WHOLE: IssueFacts<'static> = IssueFacts {
        seller_name: "Bygg AB",
        seller_address: ["Storgatan 1", "752 28", "Uppsala"],
        seller_vat_number: "SE556016068001",
        accounts: &["", "5050-1055"],
        buyer_name: "Anna",
        buyer_address: ["Lillgatan 2", "752 28", "Uppsala"],
        lines: 1,
        vat_ore: Ore(2500),
        total_ore: Ore(12_500),
    };

    #[test]
    fn what_the_law_wants_is_missed_by_name() {
        use Missing::*;
        let table = [
            (WHOLE, vec![]),
            (
                IssueFacts {
                    seller_name: " ",
                    buyer_name: "",
                    ..WHOLE
                },
                vec![SellerName, BuyerName],
            ),
            (
                IssueFacts {
                    seller_address: ["Storgatan 1", "", "Uppsala"],
                    ..WHOLE
                },
                vec![SellerAddress],
            ),
            (
                IssueFacts {
                    buyer_address: ["", "", ""],
                    ..WHOLE
                },
                vec![BuyerAddress],
            ),
            (
                IssueFacts {
                    seller_vat_number: "",
                    ..WHOLE
                },
                vec![SellerVatNumber],
            ),
            (
                IssueFacts {
                    seller_vat_number: "",
                    vat_ore: Ore::ZERO,
                    ..WHOLE
                },
                vec![],
            ),
            (
                IssueFacts {
                    accounts: &["", ""],
                    ..WHOLE
                },
                vec![Account],
            ),
            (
                IssueFacts {
                    accounts: &[],
                    total_ore: Ore::ZERO,
                    ..WHOLE
                },
                vec![],
            ),
            (IssueFacts { lines: 0, ..WHOLE }, vec![Lines]),
        ];
        for (facts, lacks) in table {
            assert_eq!(missing(&facts), lacks, "{facts:?}");
        }
    }

    #[test]
    fn minutes_are_hours_rounded_once() {
        let table = [
            (0, 0),
            (60, 1000),
            (90, 1500),
            (20, 333),
            (40, 667),
            (100, 1667),
            (1, 17),
            (3, 50),
        ];
        for (minutes, milli) in table {
            assert_eq!(hours_milli(minutes), milli, "{minutes}");
        }
        assert_eq!(hours_milli(20 + 20 + 20), 1000);
    }

    #[test]
    fn overdue_from_the_day_after_and_only_while_something_remains() {
        let due = day(2026, 12, 24);
        let late = Status::ALL.map(|status| is_overdue(status, due, day(2026, 12, 25)));
        assert_eq!(late, [false, true, true, false, false, false]);
        assert!(!is_overdue(Status::Issued, due, due));
    }
}
