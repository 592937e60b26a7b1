//! Do the totals agree with the golden file, and do they keep their promises on any input?

use super::*;
use proptest::prelude::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    name: String,
    supply_on: NaiveDate,
    terms: PriceTerms,
    lines: Vec<LineInput>,
    expected: Option<Totals>,
    error: Option<TotalsError>,
}

#[test]
fn the_golden_file_holds() {
    let cases: Vec<Golden> = serde_json::from_str(include_str!("../golden/totals.json")).unwrap();
    assert!(cases.len() >= 40);
    for case in cases {
        let expected = match (case.expected, case.error) {
            (Some(totals), None) => Ok(totals),
            (None, Some(error)) => Err(error),
            _ => panic!("{}: either expected or error", case.name),
        };
        assert_eq!(
            totals(&case.terms, &case.lines, case.supply_on),
            expected,
            "{}",
            case.name
        );
    }
}

#[test]
fn an_error_says_where_without_a_value() {
    let error = outside(TotalsErrorCode::TooLarge, Some(3), TotalsField::AmountOre);
    assert_eq!(error.to_string(), "amount_ore is too_large");
}

fn any_line() -> impl Strategy<Value = LineInput> {
    (
        0..100_000_i64,
        -1_000_000..10_000_000_i64,
        0..=10_000_u32,
        0..VatCode::ALL.len(),
    )
        .prop_map(|(quantity, price, discount, code)| LineInput {
            quantity_milli: Milli(quantity),
            unit_price_ore: Ore(price),
            discount_bp: Bp(discount),
            vat: VatCode::ALL[code],
        })
}

fn any_terms() -> impl Strategy<Value = PriceTerms> {
    (any::<bool>(), 0..=10_000_u32, any::<bool>()).prop_map(|(gross, discount, krona)| PriceTerms {
        prices_include_vat: gross,
        discount_bp: Bp(discount),
        round_to_krona: krona,
    })
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn add<'a>(amounts: impl IntoIterator<Item = &'a Ore>) -> i64 {
    amounts.into_iter().map(|ore| ore.0).sum()
}

proptest! {
    #[test]
    fn the_parts_add_up(terms in any_terms(), lines in prop::collection::vec(any_line(), 0..20)) {
        let found = totals(&terms, &lines, day()).unwrap();
        prop_assert_eq!(add(&found.line_amounts_ore), found.lines_ore.0);
        prop_assert_eq!(add(found.vat_rows.iter().map(|row| &row.net_ore)), found.net_ore.0);
        prop_assert_eq!(add(found.vat_rows.iter().map(|row| &row.vat_ore)), found.vat_ore.0);
        prop_assert_eq!(found.net_ore.0 + found.vat_ore.0 + found.rounding_ore.0, found.total_ore.0);
        let entered = if terms.prices_include_vat { found.net_ore.0 + found.vat_ore.0 } else { found.net_ore.0 };
        prop_assert_eq!(found.lines_ore.0 - found.discount_ore.0, entered);
        prop_assert!(found.rounding_ore.0.abs() <= 50);
        prop_assert!(!terms.round_to_krona || found.total_ore.0 % 100 == 0);
        prop_assert!(terms.round_to_krona || found.rounding_ore == Ore::ZERO);
        prop_assert!(found.vat_rows.is_sorted_by(|one, next| one.vat < next.vat));
    }

    #[test]
    fn vat_is_within_an_ore_of_its_rate_on_the_net(
        terms in any_terms(),
        lines in prop::collection::vec(any_line(), 1..20),
    ) {
        for row in totals(&terms, &lines, day()).unwrap().vat_rows {
            let exact = i128::from(row.net_ore.0) * i128::from(row.vat.rate().0);
            prop_assert!((i128::from(row.vat_ore.0) * 10_000 - exact).abs() < 10_000);
        }
    }

    #[test]
    fn each_share_is_within_an_ore_of_its_exact_part(
        ores in prop::collection::vec(-1_000_000_000..1_000_000_000_i64, 0..=VatCode::ALL.len()),
        discount in 0..=10_000_u32,
    ) {
        let bases: Vec<_> = VatCode::ALL.into_iter().zip(ores.into_iter().map(Ore)).collect();
        let (whole, shares) = share_discount(&bases, Bp(discount)).unwrap();
        prop_assert_eq!(shares.iter().sum::<i128>(), i128::from(whole.0));
        for ((_, base), share) in bases.iter().zip(shares) {
            let exact = i128::from(base.0) * i128::from(discount);
            prop_assert!((share * 10_000 - exact).abs() < 10_000);
        }
    }

    #[test]
    fn the_order_of_lines_changes_no_sum(
        terms in any_terms(),
        mut lines in prop::collection::vec(any_line(), 0..20),
    ) {
        let mut before = totals(&terms, &lines, day()).unwrap();
        lines.reverse();
        before.line_amounts_ore.reverse();
        prop_assert_eq!(totals(&terms, &lines, day()).unwrap(), before);
    }

    #[test]
    fn no_input_overflows_or_leaves_the_limits(
        terms in (any::<bool>(), any::<u32>(), any::<bool>()),
        raw in prop::collection::vec((any::<i64>(), any::<i64>(), any::<u32>(), 0..VatCode::ALL.len()), 0..5),
        big in prop::collection::vec(
            (0..=MAX_QUANTITY.0, -MAX_UNIT_PRICE.0..=MAX_UNIT_PRICE.0, 9_000..=10_000_u32, 0..VatCode::ALL.len()),
            0..5,
        ),
    ) {
        let line = |(quantity, price, discount, code): (i64, i64, u32, usize)| LineInput {
            quantity_milli: Milli(quantity),
            unit_price_ore: Ore(price),
            discount_bp: Bp(discount),
            vat: VatCode::ALL[code],
        };
        let any_terms =
            PriceTerms { prices_include_vat: terms.0, discount_bp: Bp(terms.1), round_to_krona: terms.2 };
        let in_range = PriceTerms { discount_bp: Bp(terms.1 % 10_001), ..any_terms };
        let raw: Vec<_> = raw.into_iter().map(line).collect();
        let big: Vec<_> = big.into_iter().map(line).collect();
        let _ = totals(&any_terms, &raw, day());
        if let Ok(found) = totals(&in_range, &big, day()) {
            let rows = found.vat_rows.iter().flat_map(|row| [row.net_ore, row.vat_ore]);
            let sums = [found.lines_ore, found.discount_ore, found.net_ore, found.vat_ore, found.total_ore];
            for amount in found.line_amounts_ore.into_iter().chain(rows).chain(sums) {
                prop_assert!(amount.0.abs() <= MAX_TOTAL.0);
            }
        }
    }
}
