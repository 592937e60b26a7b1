//! Does a payment from the bank find the invoices that it pays, and never more than them?

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

type Row<'a> = (Payment<u32>, State, Reason, &'a [(u32, i64)]);

fn all_are_proposed(table: &[Row<'_>]) {
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
fn a_right_reference_says_what_is_paid() {
    use Reason::{AmountDiffers, NothingOpen, Reference};
    use State::{Matched, Suggested};
    all_are_proposed(&[
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
    ]);
}

#[test]
fn a_slip_a_number_in_the_text_or_the_payer_suggests_what_is_paid() {
    use Reason::*;
    use State::{Suggested, Unmatched};
    all_are_proposed(&[
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
    ]);
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
