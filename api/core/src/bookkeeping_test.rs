//! Does every voucher balance, and does its taking back leave nothing on any account?

use super::*;
use crate::money::{Bp, Milli};
use crate::sales::{Destination, Sold, sales};
use crate::totals::{LineInput, PriceTerms, VatRow, totals};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn of(balanced: &Balanced<u8>) -> Vec<(&'static str, i64)> {
    balanced
        .amounts()
        .iter()
        .map(|a| (a.purpose.as_str(), a.amount_ore.0))
        .collect()
}

const fn row(vat: VatCode, net: i64, tax: i64) -> VatRow {
    VatRow {
        vat,
        net_ore: Ore(net),
        vat_ore: Ore(tax),
    }
}

const fn sale(vat: VatCode, account: Option<i32>, charge: Option<LateCharge>, net: i64) -> Sale {
    Sale {
        vat,
        to: Destination { charge, account },
        net_ore: Ore(net),
    }
}

/// Every base on the account of its code.
fn by_code(rows: &[VatRow]) -> Vec<Sale> {
    rows.iter().map(|r| sale(r.vat, None, None, r.net_ore.0)).collect()
}

fn issued(kind: Kind, rows: &[VatRow], rounding: i64, prepaid: &[Sale]) -> Result<Balanced<u8>, Unbalanced> {
    issued_to(kind, rows, &by_code(rows), rounding, prepaid)
}

fn issued_to(
    kind: Kind,
    rows: &[VatRow],
    sales: &[Sale],
    rounding: i64,
    prepaid: &[Sale],
) -> Result<Balanced<u8>, Unbalanced> {
    let total = rows.iter().map(|r| r.net_ore.0 + r.vat_ore.0).sum::<i64>() + rounding;
    of_issued(&Issued {
        id: 1,
        kind,
        total_ore: Ore(total),
        deducted_ore: Ore::ZERO,
        rounding_ore: Ore(rounding),
        rows,
        sales,
        prepaid,
    })
}

#[test]
fn a_tax_deduction_divides_the_receivable_and_leaves_sales_and_vat_alone() {
    let rows = [row(VatCode::Standard, 1_840_000, 460_000)];
    let of = |sign: i64, rows: &[VatRow]| {
        of_issued(&Issued {
            id: 1_u8,
            kind: Kind::Invoice,
            total_ore: Ore(sign * 2_300_000),
            deducted_ore: Ore(sign * 375_000),
            rounding_ore: Ore::ZERO,
            rows,
            sales: &by_code(rows),
            prepaid: &[],
        })
        .unwrap()
    };
    let voucher = of(1, &rows);
    let amounts: Vec<_> = voucher.amounts().iter().map(|a| (a.purpose, a.amount_ore.0)).collect();
    assert_eq!(
        amounts,
        [
            (Purpose::Receivable, 1_925_000),
            (Purpose::TaxDeduction, 375_000),
            (Purpose::Sales25, -1_840_000),
            (Purpose::Vat25, -460_000),
        ]
    );
    assert_eq!(Purpose::TaxDeduction.default_account(), 1513);
    let note = of(-1, &[row(VatCode::Standard, -1_840_000, -460_000)]);
    assert_eq!(note, voucher.reversed().unwrap());
}

#[test]
fn an_invoice_is_receivable_against_sales_vat_and_rounding() {
    let rows = [row(VatCode::Standard, 10_010, 2_503), row(VatCode::Exempt, 500, 0)];
    assert_eq!(
        of(&issued(Kind::Invoice, &rows, -13, &[]).unwrap()),
        [
            ("receivable", 13_000),
            ("sales_25", -10_010),
            ("vat_25", -2_503),
            ("sales_exempt", -500),
            ("rounding", 13),
        ]
    );
    assert_eq!(
        of(&issued(Kind::Interest, &[row(VatCode::Exempt, 700, 0)], 0, &[]).unwrap()),
        [("receivable", 700), ("interest", -700)]
    );
}

#[test]
fn what_a_line_names_has_an_account_of_its_own() {
    let rows = [row(VatCode::Standard, 1_000, 250)];
    let sales = [
        sale(VatCode::Standard, None, None, 300),
        sale(VatCode::Standard, Some(3041), None, 700),
    ];
    let voucher = issued_to(Kind::Invoice, &rows, &sales, 0, &[]).unwrap();
    let accounts: Vec<_> = voucher
        .amounts()
        .iter()
        .map(|a| (a.purpose.as_str(), a.account, a.amount_ore.0))
        .collect();
    assert_eq!(
        accounts,
        [
            ("receivable", None, 1_250),
            ("sales_25", None, -300),
            ("sales_25", Some(3041), -700),
            ("vat_25", None, -250)
        ]
    );
    // Bases that aren't those of the rows are no voucher.
    assert_eq!(
        issued_to(Kind::Invoice, &rows, &sales[1..], 0, &[]),
        Err(Unbalanced::Differs)
    );
}

#[test]
fn interest_fees_and_compensation_have_accounts_of_their_own() {
    let rows = [row(VatCode::Exempt, 52_000, 0)];
    let sales = [
        sale(VatCode::Exempt, None, Some(LateCharge::Interest), 1_000),
        sale(VatCode::Exempt, None, Some(LateCharge::ReminderFee), 6_000),
        sale(VatCode::Exempt, None, Some(LateCharge::DelayCompensation), 45_000),
    ];
    assert_eq!(
        of(&issued_to(Kind::Interest, &rows, &sales, 0, &[]).unwrap()),
        [
            ("receivable", 52_000),
            ("interest", -1_000),
            ("reminder_fee", -6_000),
            ("delay_compensation", -45_000)
        ]
    );
}

#[test]
fn a_prepayment_is_owed_until_the_final_invoice_takes_it_off() {
    let first = issued(Kind::Prepayment, &[row(VatCode::Standard, 4_000, 1_000)], 0, &[]).unwrap();
    assert_eq!(
        of(&first),
        [("receivable", 5_000), ("prepayment", -4_000), ("vat_25", -1_000)]
    );
    let rest = [row(VatCode::Standard, 6_000, 1_500)];
    let last = issued(Kind::Final, &rest, 0, &[sale(VatCode::Standard, None, None, 4_000)]).unwrap();
    assert_eq!(
        of(&last),
        [
            ("receivable", 7_500),
            ("sales_25", -10_000),
            ("vat_25", -1_500),
            ("prepayment", 4_000)
        ]
    );
}

#[test]
fn a_payment_is_divided_and_its_rest_is_owed() {
    let paid = |amount, fee, parts: &[(u8, Ore)]| {
        of(&of_payment(&Paid {
            method: "swish",
            amount_ore: Ore(amount),
            fee_ore: Ore(fee),
            currency_difference_ore: Ore(0),
            parts,
        })
        .unwrap())
    };
    assert_eq!(paid(100, 0, &[(1, Ore(100))]), [("swish", 100), ("receivable", -100)]);
    assert_eq!(
        paid(98, 2, &[(1, Ore(60)), (2, Ore(30))]),
        [
            ("swish", 98),
            ("bank_fee", 2),
            ("receivable", -60),
            ("receivable", -30),
            ("prepayment", -10)
        ]
    );
    assert_eq!(paid(0, 0, &[(1, Ore(10))]), [("receivable", -10), ("prepayment", 10)]);
    assert_eq!(paid(-10, 0, &[]), [("swish", -10), ("prepayment", 10)]);
}

#[test]
fn a_write_off_is_a_loss_or_a_rounding() {
    assert_eq!(
        of(&of_write_off(1_u8, Ore(900), true).unwrap()),
        [("loss", 900), ("receivable", -900)]
    );
    assert_eq!(
        of(&of_write_off(1_u8, Ore(40), false).unwrap()),
        [("rounding", 40), ("receivable", -40)]
    );
}

#[test]
fn what_does_not_add_up_is_no_voucher() {
    let off = Amount::<u8>::new(Purpose::Bank, Ore(1));
    assert_eq!(Balanced::new([off]), Err(Unbalanced::Differs));
    let twice = [Amount::<u8>::new(Purpose::Bank, Ore(i64::MAX)); 2];
    assert_eq!(Balanced::new(twice), Err(Unbalanced::OutOfRange));
    // VAT of a code that carries none has no account.
    assert_eq!(
        issued(Kind::Invoice, &[row(VatCode::Exempt, 500, 1)], 0, &[]),
        Err(Unbalanced::Differs)
    );
}

#[test]
fn every_purpose_has_an_account_and_every_code_its_own_sales() {
    for purpose in Purpose::ALL {
        assert!(ACCOUNTS.contains(&purpose.default_account()), "{purpose}");
    }
    for vat in VatCode::ALL {
        assert_eq!(Purpose::of_vat(vat).is_some(), vat.rate().0 > 0, "{vat}");
        let sales = Purpose::of_sales(vat).default_account();
        assert!((3000..4000).contains(&sales), "{vat}");
    }
}

fn any_lines() -> impl Strategy<Value = Vec<LineInput>> {
    let line = (
        0..5_000_000_i64,
        -500_000..5_000_000_i64,
        0..10_001_u32,
        prop::sample::select(VatCode::ALL.to_vec()),
    );
    let line = line.prop_map(|(quantity, price, discount, vat)| LineInput {
        quantity_milli: Milli(quantity),
        unit_price_ore: Ore(price),
        discount_bp: Bp(discount),
        vat,
    });
    prop::collection::vec(line, 1..12)
}

proptest! {
    #[test]
    fn lines_are_totals_per_code_and_the_voucher_and_its_credit_leaves_nothing(
        lines in any_lines(),
        prices_include_vat in any::<bool>(),
        discount in 0..10_001_u32,
        round_to_krona in any::<bool>(),
        kind in prop::sample::select(Kind::ALL.to_vec()),
    ) {
        let terms = PriceTerms { prices_include_vat, discount_bp: Bp(discount), round_to_krona };
        let t = totals(&terms, &lines, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()).unwrap();
        let accounts = [None, Some(3041), Some(3051)];
        let sold = |sign: i64| -> Vec<Sold> {
            let to = |at: usize| Destination { charge: None, account: accounts[at % 3] };
            lines.iter().zip(&t.line_amounts_ore).enumerate()
                .map(|(at, (l, amount))| Sold { vat: l.vat, to: to(at), amount_ore: Ore(sign * amount.0) })
                .collect()
        };
        let included = |vat: VatCode| if prices_include_vat { vat.rate() } else { Bp(0) };
        let charged = sales(&t.vat_rows, &sold(1), included);
        let one = Issued { id: 1_u8, kind, total_ore: t.total_ore, deducted_ore: Ore(t.total_ore.0 / 3), rounding_ore: t.rounding_ore, rows: &t.vat_rows, sales: &charged, prepaid: &[] };
        let voucher = of_issued(&one).unwrap();
        let mut sum = 0;
        for row in &t.vat_rows {
            let of_code = |base: bool| -> i64 {
                let is_vat = |p: Purpose| Some(p) == Purpose::of_vat(row.vat);
                voucher.amounts().iter().filter(|a| a.vat == Some(row.vat) && is_vat(a.purpose) != base).map(|a| a.amount_ore.0).sum()
            };
            prop_assert_eq!(-of_code(true), row.net_ore.0);
            prop_assert_eq!(-of_code(false), row.vat_ore.0);
            sum += row.net_ore.0 + row.vat_ore.0;
        }
        prop_assert_eq!(sum + t.rounding_ore.0, t.total_ore.0);
        // A credit note of everything has every number turned.
        let rows: Vec<VatRow> = t.vat_rows.iter().map(|r| row(r.vat, -r.net_ore.0, -r.vat_ore.0)).collect();
        let back = sales(&rows, &sold(-1), included);
        let note = Issued { id: 1, kind, total_ore: Ore(-t.total_ore.0), deducted_ore: Ore(-(t.total_ore.0 / 3)), rounding_ore: Ore(-t.rounding_ore.0), rows: &rows, sales: &back, prepaid: &[] };
        let mut accounts: BTreeMap<(Purpose, Option<i32>), i64> = BTreeMap::new();
        for a in voucher.amounts().iter().chain(of_issued(&note).unwrap().amounts()) {
            *accounts.entry((a.purpose, a.account)).or_default() += a.amount_ore.0;
        }
        prop_assert!(accounts.values().all(|n| *n == 0), "{accounts:?}");
        prop_assert_eq!(of_issued(&note).unwrap(), voucher.reversed().unwrap());
    }

    #[test]
    fn no_unbalanced_amounts_become_a_voucher(amounts in prop::collection::vec((0..Purpose::ALL.len(), any::<i64>()), 0..8)) {
        let whole: i128 = amounts.iter().map(|(_, n)| i128::from(*n)).sum();
        let made = Balanced::new(amounts.iter().map(|(p, n)| Amount::<u8>::new(Purpose::ALL[*p], Ore(*n))));
        match made {
            Ok(b) => {
                prop_assert_eq!(whole, 0);
                prop_assert_eq!(b.amounts().iter().map(|a| i128::from(a.amount_ore.0)).sum::<i128>(), 0);
            }
            Err(Unbalanced::Differs) => prop_assert_ne!(whole, 0),
            Err(Unbalanced::OutOfRange) => {}
        }
    }

    #[test]
    fn every_payment_balances(
        amount in -1_000_000..1_000_000_i64,
        fee in 0..1_000_i64,
        parts in prop::collection::vec((0..3_u8, -100_000..100_000_i64), 0..5),
    ) {
        let parts: Vec<(u8, Ore)> = parts.into_iter().map(|(k, n)| (k, Ore(n))).collect();
        let paid = Paid { method: "bankgiro", amount_ore: Ore(amount), fee_ore: Ore(fee), currency_difference_ore: Ore(0), parts: &parts };
        let voucher = of_payment(&paid).unwrap();
        let on = |p: Purpose| voucher.amounts().iter().filter(|a| a.purpose == p).map(|a| a.amount_ore.0).sum::<i64>();
        prop_assert_eq!(on(Purpose::Bank), amount);
        prop_assert_eq!(on(Purpose::Receivable), -parts.iter().map(|(_, n)| n.0).sum::<i64>());
    }
}
