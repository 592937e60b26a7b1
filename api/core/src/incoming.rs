//! Which invoices does a payment from the bank pay? Facts in, a proposal with its reason out; nothing is booked by it.

use crate::money::Ore;
use crate::text::fold;
use crate::wire::words;

words! {
    /// Where a payment from a bank's file stands.
    #[cfg_attr(feature = "schema", schema(as = ImportedPaymentState))]
    State {
        /// Reference and amount agree with what is open, or the office said what it pays: it can be booked.
        Matched = "matched",
        /// Something speaks for an invoice; the office decides.
        Suggested = "suggested",
        /// Nothing tells what it pays.
        Unmatched = "unmatched",
        /// It is no customer's payment.
        SetAside = "set_aside",
        /// A payment has been made of it.
        Booked = "booked",
    }
}

words! {
    /// Why a payment from a bank's file stands where it stands.
    #[cfg_attr(feature = "schema", schema(as = MatchReason))]
    Reason {
        /// Its references are ours, and their invoices have exactly this amount open.
        Reference = "reference",
        /// The office said what it pays.
        Chosen = "chosen",
        /// Its reference is ours, but another amount is open.
        AmountDiffers = "amount_differs",
        /// Its reference is ours, but nothing is open.
        NothingOpen = "nothing_open",
        /// Its reference is one slip away from one of ours, and the amount agrees.
        ReferenceSlip = "reference_slip",
        /// The number of an invoice stands in what the payer wrote.
        NumberInText = "number_in_text",
        /// The payer is a customer of whom exactly this amount is open.
        PayerAndAmount = "payer_and_amount",
        /// The payer is a customer, but nothing tells what it pays.
        Payer = "payer",
        /// It came in another currency than the invoices'.
        Currency = "currency",
        /// The payment that was made of it was taken back.
        Removed = "removed",
        /// Nothing tells what it pays.
        Nothing = "nothing",
    }
}

/// An invoice that may be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<Id> {
    /// Which.
    pub id: Id,
    /// Whose.
    pub customer: Id,
    /// The customer's name on it.
    pub customer_name: String,
    /// Its payment reference.
    pub ocr: String,
    /// Its number.
    pub number: String,
    /// What is left of it; below zero on a credit note.
    pub open_ore: Ore,
}

/// A payment as the bank's file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment<Id> {
    /// In hundredths of its currency; below zero for a deduction.
    pub amount: i64,
    /// What the bank kept of it.
    pub fee: i64,
    /// Whether its currency is the invoices'.
    pub in_kronor: bool,
    /// What it says that it pays.
    pub references: Vec<String>,
    /// What the payer wrote.
    pub message: String,
    /// Who paid.
    pub payer_name: String,
    /// The customer that the payer's number belongs to.
    pub payer: Option<Id>,
}

/// What a payment seems to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal<Id> {
    /// How sure it is.
    pub state: State,
    /// Why.
    pub reason: Reason,
    /// Whose payment it is.
    pub customer: Option<Id>,
    /// How much of it is for which invoice.
    pub parts: Vec<(Id, Ore)>,
}

/// The shortest number that means something in free text: shorter ones are quantities and house numbers.
const SHORTEST_IN_TEXT: usize = 3;

/// Proposals for payments in their order. What one takes is no longer open for the next.
#[must_use]
pub fn propose<Id: Copy + Eq>(payments: &[Payment<Id>], candidates: &mut [Candidate<Id>]) -> Vec<Proposal<Id>> {
    payments
        .iter()
        .map(|payment| {
            let proposal = judge(payment, candidates);
            for (id, amount) in &proposal.parts {
                for c in candidates.iter_mut().filter(|c| c.id == *id) {
                    c.open_ore = c.open_ore.checked_sub(*amount).unwrap_or(Ore::ZERO);
                }
            }
            proposal
        })
        .collect()
}

fn judge<Id: Copy + Eq>(payment: &Payment<Id>, candidates: &[Candidate<Id>]) -> Proposal<Id> {
    by_reference(payment, candidates)
        .or_else(|| by_slip(payment, candidates))
        .or_else(|| by_text(payment, candidates))
        .or_else(|| by_payer(payment, candidates))
        .unwrap_or(Proposal {
            state: State::Unmatched,
            reason: Reason::Nothing,
            customer: payment.payer,
            parts: Vec::new(),
        })
}

/// The digits of a reference without the zeros before it.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

fn by_reference<Id: Copy + Eq>(payment: &Payment<Id>, candidates: &[Candidate<Id>]) -> Option<Proposal<Id>> {
    let mut found: Vec<&Candidate<Id>> = Vec::new();
    let mut unknown = false;
    for reference in payment.references.iter().map(|r| digits(r)).filter(|r| !r.is_empty()) {
        match candidates.iter().find(|c| c.ocr == reference) {
            Some(c) if found.iter().all(|f| f.id != c.id) => found.push(c),
            Some(_) => {}
            None => unknown = true,
        }
    }
    let first = found.first()?;
    let customer = Some(first.customer);
    let same_customer = found.iter().all(|c| c.customer == first.customer);
    let suggested = |reason, parts| Proposal {
        state: State::Suggested,
        reason,
        customer,
        parts,
    };
    if !payment.in_kronor {
        return Some(suggested(Reason::Currency, whole(&found)));
    }
    if found.iter().all(|c| c.open_ore == Ore::ZERO) {
        return Some(suggested(Reason::NothingOpen, Vec::new()));
    }
    let open = sum(&found);
    if !unknown && same_customer && open == i128::from(payment.amount) && found.iter().all(|c| c.open_ore != Ore::ZERO)
    {
        return Some(Proposal {
            state: State::Matched,
            reason: Reason::Reference,
            customer,
            parts: whole(&found),
        });
    }
    Some(suggested(Reason::AmountDiffers, divided(payment, &found)))
}

fn sum<Id>(found: &[&Candidate<Id>]) -> i128 {
    found.iter().map(|c| i128::from(c.open_ore.0)).sum()
}

fn whole<Id: Copy>(found: &[&Candidate<Id>]) -> Vec<(Id, Ore)> {
    let open = found.iter().filter(|c| c.open_ore != Ore::ZERO);
    open.map(|c| (c.id, c.open_ore)).collect()
}

/// Credit notes that were deducted whole, then the invoices in order for as long as the money lasts; with what the bank
/// kept it may pay all.
fn divided<Id: Copy>(payment: &Payment<Id>, found: &[&Candidate<Id>]) -> Vec<(Id, Ore)> {
    let money = i128::from(payment.amount) + i128::from(payment.fee);
    if sum(found) == money {
        return whole(found);
    }
    let sign: i128 = if money < 0 { -1 } else { 1 };
    if found.iter().all(|c| i128::from(c.open_ore.0) * sign <= 0) {
        return Vec::new();
    }
    let deducted = found.iter().filter(|c| sign > 0 && c.open_ore < Ore::ZERO);
    let mut parts: Vec<(Id, Ore)> = deducted.map(|c| (c.id, c.open_ore)).collect();
    let mut left = money - parts.iter().map(|(_, amount)| i128::from(amount.0)).sum::<i128>();
    for c in found.iter().filter(|c| i128::from(c.open_ore.0) * sign > 0) {
        let open = i128::from(c.open_ore.0);
        let part = if open * sign <= left * sign { open } else { left };
        if part != 0 {
            parts.push((c.id, Ore(i64::try_from(part).unwrap_or_default())));
            left -= part;
        }
    }
    // More deducted than there is to pay: something else is meant.
    if left * sign > money * sign { Vec::new() } else { parts }
}

/// Whether one digit is another, missing, too much, or two neighbours have changed places.
#[must_use]
pub fn is_one_slip(one: &str, other: &str) -> bool {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (rest, other_rest) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => {
            let replaced = !rest.is_empty() && rest[1..] == other_rest[1..];
            let swapped =
                rest.len() >= 2 && rest[0] == other_rest[1] && rest[1] == other_rest[0] && rest[2..] == other_rest[2..];
            replaced || swapped
        }
        1 => rest == &other_rest[1..],
        _ => false,
    }
}

fn by_slip<Id: Copy + Eq>(payment: &Payment<Id>, candidates: &[Candidate<Id>]) -> Option<Proposal<Id>> {
    let references: Vec<String> = payment.references.iter().map(|r| digits(r)).collect();
    let mut near = candidates.iter().filter(|c| {
        payment.in_kronor
            && c.open_ore == Ore(payment.amount)
            && c.open_ore != Ore::ZERO
            && references.iter().any(|r| is_one_slip(r, &c.ocr))
    });
    let (found, other) = (near.next()?, near.next());
    other.is_none().then(|| Proposal {
        state: State::Suggested,
        reason: Reason::ReferenceSlip,
        customer: Some(found.customer),
        parts: vec![(found.id, found.open_ore)],
    })
}

/// The numbers in a text: runs of digits, long enough to mean something.
fn numbers(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_digit())
        .map(|run| run.trim_start_matches('0').to_owned())
        .filter(|run| run.len() >= SHORTEST_IN_TEXT)
        .collect()
}

fn by_text<Id: Copy + Eq>(payment: &Payment<Id>, candidates: &[Candidate<Id>]) -> Option<Proposal<Id>> {
    let mut written: Vec<String> = payment.references.iter().flat_map(|r| numbers(r)).collect();
    written.extend(numbers(&payment.message));
    let found: Vec<&Candidate<Id>> = candidates
        .iter()
        .filter(|c| c.open_ore != Ore::ZERO && written.iter().any(|n| *n == c.number || *n == c.ocr))
        .collect();
    let first = found.first()?;
    if found.iter().any(|c| c.customer != first.customer) {
        return None;
    }
    let (reason, parts) = if payment.in_kronor {
        (Reason::NumberInText, divided(payment, &found))
    } else {
        (Reason::Currency, whole(&found))
    };
    Some(Proposal {
        state: State::Suggested,
        reason,
        customer: Some(first.customer),
        parts,
    })
}

fn by_payer<Id: Copy + Eq>(payment: &Payment<Id>, candidates: &[Candidate<Id>]) -> Option<Proposal<Id>> {
    let name = fold(&payment.payer_name);
    let named = || {
        candidates
            .iter()
            .find(|c| !name.is_empty() && fold(&c.customer_name) == name)
    };
    let customer = payment.payer.or_else(|| named().map(|c| c.customer))?;
    let theirs: Vec<&Candidate<Id>> = candidates
        .iter()
        .filter(|c| c.customer == customer && c.open_ore != Ore::ZERO)
        .collect();
    // Of several alike the oldest is paid first.
    let alike = theirs.iter().find(|c| c.open_ore == Ore(payment.amount));
    let parts = match alike {
        Some(c) if payment.in_kronor => whole(&[c]),
        None if payment.in_kronor && !theirs.is_empty() && sum(&theirs) == i128::from(payment.amount) => whole(&theirs),
        _ => Vec::new(),
    };
    let (state, reason) = if parts.is_empty() {
        (State::Unmatched, Reason::Payer)
    } else {
        (State::Suggested, Reason::PayerAndAmount)
    };
    Some(Proposal {
        state,
        reason,
        customer: Some(customer),
        parts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn invoice(id: u32, customer: u32, ocr: &str, open: i64) -> Candidate<u32> {
        Candidate {
            id,
            customer: 100 + customer,
            customer_name: format!("Kund {customer} Ö AB"),
            ocr: ocr.into(),
            number: ocr[..ocr.len() - 1].into(),
            open_ore: Ore(open),
        }
    }

    fn paid(amount: i64, references: &[&str], message: &str, payer_name: &str) -> Payment<u32> {
        Payment {
            amount,
            fee: 0,
            in_kronor: true,
            references: references.iter().map(|r| (*r).to_owned()).collect(),
            message: message.into(),
            payer_name: payer_name.into(),
            payer: None,
        }
    }

    fn register() -> Vec<Candidate<u32>> {
        vec![
            invoice(1, 1, "10017", 10_000),
            invoice(2, 1, "10025", 5_000),
            invoice(3, 2, "10033", 7_500),
            invoice(4, 2, "10041", 0),
            invoice(5, 3, "10058", -2_500),
        ]
    }

    #[test]
    fn what_a_payment_seems_to_pay() {
        use Reason::*;
        use State::{Matched, Suggested, Unmatched};
        type Row<'a> = (Payment<u32>, State, Reason, &'a [(u32, i64)]);
        let table: &[Row<'_>] = &[
            (paid(10_000, &["10017"], "", ""), Matched, Reference, &[(1, 10_000)]),
            (paid(10_000, &["000010017"], "", ""), Matched, Reference, &[(1, 10_000)]),
            (
                paid(15_000, &["10017", "10025"], "", ""),
                Matched,
                Reference,
                &[(1, 10_000), (2, 5_000)],
            ),
            (paid(-2_500, &["10058"], "", ""), Matched, Reference, &[(5, -2_500)]),
            (paid(4_000, &["10017"], "", ""), Suggested, AmountDiffers, &[(1, 4_000)]),
            (
                paid(12_000, &["10017"], "", ""),
                Suggested,
                AmountDiffers,
                &[(1, 10_000)],
            ),
            (
                paid(12_000, &["10017", "10025"], "", ""),
                Suggested,
                AmountDiffers,
                &[(1, 10_000), (2, 2_000)],
            ),
            (
                paid(17_500, &["10017", "10033"], "", ""),
                Suggested,
                AmountDiffers,
                &[(1, 10_000), (3, 7_500)],
            ),
            (
                paid(10_000, &["10017", "99999"], "", ""),
                Suggested,
                AmountDiffers,
                &[(1, 10_000)],
            ),
            (paid(7_500, &["10041"], "", ""), Suggested, NothingOpen, &[]),
            (
                paid(10_000, &["10018"], "", ""),
                Suggested,
                ReferenceSlip,
                &[(1, 10_000)],
            ),
            (
                paid(10_000, &["1017"], "", ""),
                Suggested,
                ReferenceSlip,
                &[(1, 10_000)],
            ),
            (
                paid(10_000, &["10071"], "", ""),
                Suggested,
                ReferenceSlip,
                &[(1, 10_000)],
            ),
            (paid(9_999, &["10018"], "", ""), Unmatched, Nothing, &[]),
            (
                paid(10_000, &[], "Faktura 1001, tack!", ""),
                Suggested,
                NumberInText,
                &[(1, 10_000)],
            ),
            (
                paid(3_000, &[], "ocr 10017", ""),
                Suggested,
                NumberInText,
                &[(1, 3_000)],
            ),
            (
                paid(15_000, &["1001"], "1002", ""),
                Suggested,
                NumberInText,
                &[(1, 10_000), (2, 5_000)],
            ),
            (paid(10_000, &[], "hus 10", ""), Unmatched, Nothing, &[]),
            (
                paid(5_000, &[], "", "KUND 1 o ab"),
                Suggested,
                PayerAndAmount,
                &[(2, 5_000)],
            ),
            (
                paid(15_000, &[], "", "Kund 1 Ö AB"),
                Suggested,
                PayerAndAmount,
                &[(1, 10_000), (2, 5_000)],
            ),
            (paid(1, &[], "", "Kund 1 Ö AB"), Unmatched, Payer, &[]),
            (paid(1, &[], "", "Någon annan"), Unmatched, Nothing, &[]),
        ];
        for (payment, state, reason, parts) in table {
            let proposal = &propose(std::slice::from_ref(payment), &mut register())[0];
            let expected: Vec<(u32, Ore)> = parts.iter().map(|(id, amount)| (*id, Ore(*amount))).collect();
            assert_eq!(
                (proposal.state, proposal.reason, &proposal.parts),
                (*state, *reason, &expected),
                "{payment:?}"
            );
        }
    }

    #[test]
    fn the_same_invoice_is_not_paid_twice_by_one_file() {
        let twice = [paid(10_000, &["10017"], "", ""), paid(10_000, &["10017"], "", "")];
        let proposals = propose(&twice, &mut register());
        assert_eq!(proposals[0].state, State::Matched);
        assert_eq!(
            (proposals[1].state, proposals[1].reason),
            (State::Suggested, Reason::NothingOpen)
        );
        assert_eq!(proposals[1].customer, Some(101));
    }

    #[test]
    fn a_fee_or_another_currency_is_for_the_office_to_decide() {
        let mut short = paid(9_900, &["10017"], "", "");
        short.fee = 100;
        let proposal = propose(std::slice::from_ref(&short), &mut register()).remove(0);
        assert_eq!(
            (proposal.state, proposal.reason),
            (State::Suggested, Reason::AmountDiffers)
        );
        assert_eq!(proposal.parts, [(1, Ore(10_000))]);
        short.in_kronor = false;
        let proposal = propose(std::slice::from_ref(&short), &mut register()).remove(0);
        assert_eq!((proposal.state, proposal.reason), (State::Suggested, Reason::Currency));
        let mut known = paid(7_500, &[], "", "Betalas av annan");
        known.payer = Some(102);
        let proposal = propose(std::slice::from_ref(&known), &mut register()).remove(0);
        assert_eq!(
            (proposal.reason, proposal.parts),
            (Reason::PayerAndAmount, vec![(3, Ore(7_500))])
        );
    }

    #[test]
    fn slips() {
        for (one, other) in [
            ("10017", "10018"),
            ("10017", "1017"),
            ("10017", "100170"),
            ("10017", "10071"),
            ("1", "2"),
        ] {
            assert!(is_one_slip(one, other) && is_one_slip(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("10017", "10017"),
            ("10017", "10028"),
            ("10017", "117"),
            ("10017", "71001"),
            ("", ""),
        ] {
            assert!(!is_one_slip(one, other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn no_proposal_takes_more_than_is_open_or_more_than_was_paid(
            amounts in prop::collection::vec((-20_000..20_000_i64, 0..6_usize, 0..6_usize, "[0-9 a-z]{0,12}"), 0..12),
        ) {
            let before = register();
            let ocr = |i: usize| before.get(i).map_or("99999", |c| c.ocr.as_str());
            let payments: Vec<Payment<u32>> = amounts
                .iter()
                .map(|(amount, one, other, message)| paid(*amount, &[ocr(*one), ocr(*other)], message, "Kund 2 Ö AB"))
                .collect();
            let mut after = before.clone();
            let proposals = propose(&payments, &mut after);
            for (was, is) in before.iter().zip(&after) {
                let (low, high) = (was.open_ore.0.min(0), was.open_ore.0.max(0));
                prop_assert!((low..=high).contains(&is.open_ore.0), "{was:?} {is:?}");
            }
            for (payment, proposal) in payments.iter().zip(&proposals) {
                let sum: i64 = proposal.parts.iter().map(|(_, amount)| amount.0).sum();
                if proposal.state == State::Matched {
                    prop_assert_eq!(sum, payment.amount);
                }
                prop_assert!(sum.abs() <= payment.amount.abs(), "{:?} {:?}", payment, proposal);
            }
        }
    }
}
