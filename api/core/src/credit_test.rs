//! Does crediting keep within the invoice, and does crediting everything leave nothing?

use super::*;
use crate::totals::{PriceTerms, totals};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn line(quantity: i64, price: i64, discount: u32, vat: VatCode) -> LineInput {
    LineInput {
        quantity_milli: Milli(quantity),
        unit_price_ore: Ore(price),
        discount_bp: Bp(discount),
        vat,
    }
}

/// An invoice under credit: what was invoiced, and what credit notes have taken.
struct Case {
    terms: PriceTerms,
    sums: Totals,
    lines: Vec<InvoicedLine>,
}

impl Case {
    fn new(terms: PriceTerms, lines: &[LineInput]) -> Self {
        let sums = totals(&terms, lines, day()).unwrap();
        let invoiced = |(line, amount): (&LineInput, &Ore)| InvoicedLine {
            line: *line,
            amount_ore: *amount,
            credited_milli: Milli(0),
            credited_ore: Ore(0),
        };
        let lines = lines.iter().zip(&sums.line_amounts_ore).map(invoiced).collect();
        Self { terms, sums, lines }
    }

    fn credit(&mut self, asked: Option<&[(usize, Take)]>) -> Result<Credit, CreditError> {
        let invoiced = Invoiced {
            prices_include_vat: self.terms.prices_include_vat,
            lines: &self.lines,
            vat_rows: &self.sums.vat_rows,
            rounding_ore: self.sums.rounding_ore,
        };
        let credit = credit(&invoiced, asked)?;
        for taken in &credit.lines {
            let line = &mut self.lines[taken.index];
            line.credited_ore.0 -= taken.amount_ore.0;
            line.credited_milli.0 -= taken.quantity_milli.0.min(0);
        }
        Ok(credit)
    }
}

fn plain(lines: &[LineInput]) -> Case {
    Case::new(PriceTerms::default(), lines)
}

fn add(into: &mut Totals, credit: &Totals) {
    into.lines_ore.0 += credit.lines_ore.0;
    into.discount_ore.0 += credit.discount_ore.0;
    into.net_ore.0 += credit.net_ore.0;
    into.vat_ore.0 += credit.vat_ore.0;
    into.rounding_ore.0 += credit.rounding_ore.0;
    into.total_ore.0 += credit.total_ore.0;
    for row in &credit.vat_rows {
        let of = into.vat_rows.iter_mut().find(|r| r.vat == row.vat).unwrap();
        of.net_ore.0 += row.net_ore.0;
        of.vat_ore.0 += row.vat_ore.0;
    }
}

fn is_nothing(sums: &Totals) -> bool {
    let rows = sums.vat_rows.iter().flat_map(|row| [row.net_ore, row.vat_ore]);
    let all = [
        sums.lines_ore,
        sums.discount_ore,
        sums.net_ore,
        sums.vat_ore,
        sums.rounding_ore,
        sums.total_ore,
    ];
    rows.chain(all).all(|ore| ore == Ore::ZERO)
}

#[test]
fn two_of_three_hours_and_a_reduction_of_the_paint() {
    let mut case = plain(&[
        line(3_000, 55_000, 0, VatCode::Standard),
        line(1_000, 100_000, 0, VatCode::Standard),
    ]);
    let asked = [(0, Take::Quantity(Milli(2_000))), (1, Take::Amount(Ore(25_000)))];
    let found = case.credit(Some(&asked)).unwrap();
    assert_eq!(found.lines[0].quantity_milli, Milli(-2_000));
    assert_eq!(found.lines[0].amount_ore, Ore(-110_000));
    assert_eq!(
        (found.lines[1].quantity_milli, found.lines[1].unit_price_ore),
        (Milli(1_000), Ore(-25_000))
    );
    assert_eq!(found.totals.net_ore, Ore(-135_000));
    assert_eq!(found.totals.vat_ore, Ore(-33_750));
    assert_eq!(found.totals.total_ore, Ore(-168_750));
    let rest = case.credit(None).unwrap();
    assert_eq!(rest.lines[0].quantity_milli, Milli(-1_000));
    assert_eq!(rest.lines[1].unit_price_ore, Ore(-75_000));
    assert_eq!(case.credit(None), Err(CreditError::Nothing));
}

#[test]
fn never_more_than_is_left_of_a_line() {
    let mut case = plain(&[
        line(3_000, 55_000, 0, VatCode::Standard),
        line(1_000, -5_000, 0, VatCode::Reduced),
    ]);
    let over = |left: i64, ore: i64| {
        Err(CreditError::TooMuch {
            asked: 0,
            left_milli: Milli(left),
            left_ore: Ore(ore),
        })
    };
    let table = [
        (Take::Quantity(Milli(3_001)), over(3_000, 165_000)),
        (Take::Amount(Ore(165_001)), over(3_000, 165_000)),
        (Take::Amount(Ore(-1)), Err(CreditError::NotPositive { asked: 0 })),
        (Take::Quantity(Milli(0)), Err(CreditError::NotPositive { asked: 0 })),
        (Take::Amount(Ore(0)), Err(CreditError::NotPositive { asked: 0 })),
    ];
    for (take, expected) in table {
        assert_eq!(case.credit(Some(&[(0, take)])), expected, "{take:?}");
    }
    assert_eq!(
        case.credit(Some(&[(0, Take::Rest), (0, Take::Rest)])),
        Err(CreditError::Twice { asked: 1 })
    );
    assert_eq!(case.credit(Some(&[])), Err(CreditError::Nothing));
    assert_eq!(
        case.credit(Some(&[(1, Take::Rest)])).unwrap_err(),
        CreditError::Unbalanced { vat: VatCode::Reduced }
    );
    case.credit(Some(&[(0, Take::Rest), (1, Take::Rest)])).unwrap();
    assert_eq!(case.credit(Some(&[(0, Take::Rest)])), over(0, 0));
}

#[test]
fn a_deduction_goes_with_what_it_was_deducted_from() {
    let lines = [
        line(1_000, 10_000, 0, VatCode::Standard),
        line(1_000, -2_000, 0, VatCode::Standard),
    ];
    let unbalanced = CreditError::Unbalanced { vat: VatCode::Standard };
    assert_eq!(plain(&lines).credit(Some(&[(0, Take::Rest)])), Err(unbalanced));
    assert_eq!(plain(&lines).credit(Some(&[(1, Take::Rest)])), Err(unbalanced));
    let both = plain(&lines).credit(Some(&[(0, Take::Rest), (1, Take::Rest)])).unwrap();
    assert_eq!(both.totals.total_ore, Ore(-10_000));
}

#[test]
fn a_negative_code_goes_with_the_others() {
    let lines = [
        line(1_000, 10_000, 0, VatCode::Standard),
        line(1_000, -5_000, 0, VatCode::Low),
    ];
    let unbalanced = CreditError::Unbalanced { vat: VatCode::Standard };
    assert_eq!(plain(&lines).credit(Some(&[(0, Take::Rest)])), Err(unbalanced));
    let all = plain(&lines).credit(None).unwrap();
    assert_eq!(all.totals.total_ore, Ore(-7_200));
}

#[test]
fn rounding_to_whole_kronor_is_credited_with_the_last_ore() {
    let terms = PriceTerms {
        round_to_krona: true,
        ..PriceTerms::default()
    };
    let mut case = Case::new(
        terms,
        &[
            line(1_000, 10_010, 0, VatCode::Standard),
            line(1_000, 100, 0, VatCode::Standard),
        ],
    );
    assert_eq!(case.sums.rounding_ore, Ore(-38));
    assert_eq!(
        case.credit(Some(&[(1, Take::Rest)])).unwrap().totals.rounding_ore,
        Ore(0)
    );
    assert_eq!(case.credit(None).unwrap().totals.rounding_ore, Ore(38));
}

fn any_lines() -> impl Strategy<Value = Vec<LineInput>> {
    let one = (1..50_000_i64, 1..3_000_000_i64, 0..9_000_u32, 0..5_usize)
        .prop_map(|(quantity, price, discount, code)| line(quantity, price, discount, VatCode::ALL[code]));
    prop::collection::vec(one, 1..8)
}

fn any_terms() -> impl Strategy<Value = PriceTerms> {
    (any::<bool>(), 0..9_000_u32, any::<bool>()).prop_map(|(gross, discount, krona)| PriceTerms {
        prices_include_vat: gross,
        discount_bp: Bp(discount),
        round_to_krona: krona,
    })
}

proptest! {
    #[test]
    fn credit_of_everything_is_zero_however_it_is_divided(
        terms in any_terms(),
        lines in any_lines(),
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, 1..1_000_i64), 0..12),
    ) {
        let mut case = Case::new(terms, &lines);
        let mut left = case.sums.clone();
        for (at, way, thousandths) in steps {
            let index = at.index(lines.len());
            let line = case.lines[index];
            let take = match way {
                0 => Take::Rest,
                1 => Take::Quantity(Milli(line.left_milli().0 * thousandths / 1000)),
                _ => Take::Amount(Ore(line.left_ore().0 * thousandths / 1000)),
            };
            let Ok(found) = case.credit(Some(&[(index, take)])) else { continue };
            add(&mut left, &found.totals);
            prop_assert!(found.totals.total_ore <= Ore::ZERO);
            // Nothing below zero is left, except what rounding to whole kronor took off the whole.
            prop_assert!(left.total_ore.0 >= left.rounding_ore.0.min(0), "{left:?}");
            for row in &left.vat_rows {
                prop_assert!(row.net_ore >= Ore(-1) && row.vat_ore >= Ore::ZERO, "{row:?}");
            }
            let t = &found.totals;
            prop_assert_eq!(t.net_ore.0 + t.vat_ore.0 + t.rounding_ore.0, t.total_ore.0);
            let entered = if terms.prices_include_vat { t.net_ore.0 + t.vat_ore.0 } else { t.net_ore.0 };
            prop_assert_eq!(t.lines_ore.0 - t.discount_ore.0, entered);
        }
        if let Ok(rest) = case.credit(None) {
            add(&mut left, &rest.totals);
        }
        prop_assert!(is_nothing(&left), "{left:?}");
    }

    #[test]
    fn vat_of_a_part_is_within_two_ore_of_its_rate(
        terms in any_terms(),
        lines in any_lines(),
        at in any::<prop::sample::Index>(),
        thousandths in 1..1_000_i64,
    ) {
        let mut case = Case::new(terms, &lines);
        let index = at.index(lines.len());
        let amount = Ore(case.lines[index].amount_ore.0 * thousandths / 1000);
        if let Ok(found) = case.credit(Some(&[(index, Take::Amount(amount))])) {
            for row in found.totals.vat_rows {
                let exact = i128::from(row.net_ore.0) * i128::from(row.vat.rate_on(day()).0);
                prop_assert!((i128::from(row.vat_ore.0) * 10_000 - exact).abs() < 20_000);
            }
        }
    }
}
