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
        /// It is the tax agency's, for deductions.
        Payout = "payout",
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
    /// The digits of its number.
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
#[path = "incoming_test.rs"]
mod tests;
