//! Interest against cases worked by hand, and against itself.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rates() -> Vec<ReferenceRate> {
    with_own(&[])
}

fn interest(due_on: &str, until: &str, total_ore: i64, paid: &[(&str, i64)]) -> i64 {
    let paid: Vec<_> = paid.iter().map(|(on, ore)| (day(on), Ore(*ore))).collect();
    let balances = balances(day("2000-01-01"), Ore(total_ore), &paid);
    total(&intervals(day(due_on), day(until), &balances, &rates())).0
}

#[test]
fn golden_cases() {
    // 10 000 kr; a year at 12 % in the leap year 2024 is 1 200 kr.
    assert_eq!(interest("2023-12-31", "2024-12-31", 1_000_000, &[]), 120_000);
    // 2023: 181 days at 10.5 % and 184 at 11.5 %: 520.6849 + 579.7260 kr.
    assert_eq!(interest("2022-12-31", "2023-12-31", 1_000_000, &[]), 110_041);
    // 30 days of 2024 at 12 %: 10 000 × 0.12 × 30 / 366 = 98.3607 kr.
    assert_eq!(interest("2024-02-15", "2024-03-16", 1_000_000, &[]), 9_836);
    // Over the turn of the year: 10 days of 366 at 12 %, 10 of 365 at 11 %.
    assert_eq!(interest("2024-12-21", "2025-01-10", 1_000_000, &[]), 6_292);
    // 6 000 kr come in on the tenth day: ten days on 10 000, twenty on 4 000.
    assert_eq!(
        interest("2024-02-15", "2024-03-16", 1_000_000, &[("2024-02-25", 600_000)]),
        3_279 + 2_623
    );
    // Paid in full on the tenth day: ten days, however late one looks.
    assert_eq!(
        interest("2024-02-15", "2025-03-16", 1_000_000, &[("2024-02-25", 1_000_000)]),
        3_279
    );
    // Paid before the last day to pay: nothing.
    assert_eq!(
        interest("2024-02-15", "2025-03-16", 1_000_000, &[("2024-02-10", 1_000_000)]),
        0
    );
    assert_eq!(interest("2024-02-15", "2024-02-15", 1_000_000, &[]), 0);
}

#[test]
fn a_part_payment_before_the_last_day_leaves_the_rest() {
    assert_eq!(
        interest("2024-02-15", "2024-03-16", 1_000_000, &[("2024-02-01", 400_000)]),
        interest("2024-02-15", "2024-03-16", 600_000, &[])
    );
}

#[test]
fn runs_of_days_end_where_rate_balance_or_year_change() {
    let balances = balances(day("2023-01-01"), Ore(100_000), &[(day("2023-06-10"), Ore(40_000))]);
    let runs = intervals(day("2023-05-31"), day("2024-01-02"), &balances, &rates());
    let shown: Vec<_> = runs
        .iter()
        .map(|i| {
            (
                i.from_on.to_string(),
                i.to_on.to_string(),
                i.open_ore.0,
                i.rate_bp,
                i.days(),
            )
        })
        .collect();
    let row = |from: &str, to: &str, open, rate, days| (from.to_owned(), to.to_owned(), open, rate, days);
    assert_eq!(
        shown,
        [
            row("2023-06-01", "2023-06-10", 100_000, 1050, 10),
            row("2023-06-11", "2023-06-30", 60_000, 1050, 20),
            row("2023-07-01", "2023-12-31", 60_000, 1150, 184),
            row("2024-01-01", "2024-01-02", 60_000, 1200, 2),
        ]
    );
}

#[test]
fn an_own_rate_stands_in_place_of_a_known_one_or_after_them() {
    let own = [
        ReferenceRate {
            starts_on: day("2026-07-01"),
            rate_bp: 250,
            checked: true,
        },
        ReferenceRate {
            starts_on: day("2027-01-01"),
            rate_bp: 300,
            checked: true,
        },
    ];
    let rates = with_own(&own);
    assert_eq!(rates.len(), KNOWN.len() + 1);
    assert_eq!(rates[KNOWN.len() - 1..], own);
    assert!(rates.is_sorted_by_key(|r| r.starts_on));
}

#[test]
fn known_rates_begin_with_half_years_and_come_in_halves_of_a_percent() {
    for rate in KNOWN {
        assert!(
            begins_half_year(rate.starts_on) && rate.rate_bp % RATE_STEP_BP == 0,
            "{rate:?}"
        );
    }
    assert!(KNOWN.is_sorted_by_key(|r| r.starts_on));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..2000_u64).prop_map(|n| day("2023-01-01") + chrono::Days::new(n))
}

proptest! {
    #[test]
    fn the_runs_sum_up_to_the_total_and_cover_each_day_once(
        due in any_day(),
        late in 0..800_u64,
        amount in 1..100_000_000_i64,
        paid in prop::collection::vec((any_day(), 1..30_000_000_i64), 0..6),
        cut in 0..800_u64,
    ) {
        let until = due + chrono::Days::new(late);
        let paid: Vec<_> = paid.into_iter().map(|(on, ore)| (on, Ore(ore))).collect();
        let balances = balances(day("2023-01-01"), Ore(amount), &paid);
        let runs = intervals(due, until, &balances, &rates());
        for pair in runs.windows(2) {
            prop_assert!(pair[0].to_on < pair[1].from_on);
        }
        // Day by day it is the same, to the last fraction.
        let one_by_one: Exact = (1..=late)
            .flat_map(|n| {
                let on = due + chrono::Days::new(n);
                intervals(on.pred_opt().unwrap(), on, &balances, &rates())
            })
            .map(|i| i.interest)
            .sum();
        let at_once: Exact = runs.iter().map(|i| i.interest).sum();
        prop_assert_eq!(one_by_one, at_once);
        // Whoever asks in between and goes on gets the same.
        let middle = due + chrono::Days::new(cut.min(late));
        let parts: Exact = intervals(due, middle, &balances, &rates())
            .into_iter()
            .chain(intervals(middle, until, &balances, &rates()))
            .map(|i| i.interest)
            .sum();
        prop_assert_eq!(parts, at_once);
        prop_assert_eq!(total(&runs), at_once.rounded());
    }

    #[test]
    fn the_order_of_payments_does_not_matter(
        due in any_day(),
        paid in prop::collection::vec((any_day(), 1..30_000_000_i64), 0..6),
    ) {
        let mut paid: Vec<_> = paid.into_iter().map(|(on, ore)| (on, Ore(ore))).collect();
        let until = due + chrono::Days::new(500);
        let sum = |paid: &[(NaiveDate, Ore)]| {
            total(&intervals(due, until, &balances(day("2023-01-01"), Ore(100_000_000), paid), &rates()))
        };
        let before = sum(&paid);
        paid.reverse();
        prop_assert_eq!(sum(&paid), before);
    }
}
