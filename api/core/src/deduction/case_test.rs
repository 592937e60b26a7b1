//! Does the state follow from the sums, and does nothing ever ask for more than the law allows?

use super::*;
use proptest::prelude::*;

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

const TODAY: NaiveDate = day(2026, 11, 1);
const LATER: NaiveDate = day(2027, 1, 31);

fn sums(deduction: i64, asked: i64, approved: i64, refused: i64) -> CaseSums {
    CaseSums {
        deduction_kr: deduction,
        asked_kr: asked,
        approved_kr: approved,
        refused_kr: refused,
        ..CaseSums::default()
    }
}

fn state(s: CaseSums, claimable: i64) -> CaseState {
    case_state(s, claimable, LATER, false, TODAY)
}

#[test]
fn the_state_follows_from_the_sums() {
    use CaseState as S;
    let paid = |s: CaseSums, kr: i64| CaseSums {
        paid_out_ore: Ore(kr * 100),
        ..s
    };
    let table = [
        (sums(100, 0, 0, 0), 0, S::WaitingForPayment),
        (sums(100, 0, 0, 0), 40, S::Ready),
        (sums(100, 40, 0, 0), 0, S::Asked),
        (sums(100, 40, 0, 0), 60, S::Ready),
        (sums(100, 40, 40, 0), 0, S::Approved),
        (paid(sums(100, 40, 40, 0), 40), 0, S::PartlyAsked),
        (paid(sums(100, 100, 100, 0), 100), 0, S::PaidOut),
        (paid(sums(100, 100, 60, 40), 60), 0, S::Refused),
        (sums(100, 100, 0, 100), 0, S::Refused),
        (
            CaseSums {
                moved_kr: 40,
                refused_gone_kr: 40,
                ..paid(sums(100, 100, 60, 40), 60)
            },
            0,
            S::PaidOut,
        ),
        (
            CaseSums {
                written_off_kr: 100,
                refused_gone_kr: 100,
                ..sums(100, 100, 0, 100)
            },
            0,
            S::Closed,
        ),
        (
            CaseSums {
                credited_kr: 100,
                ..sums(100, 0, 0, 0)
            },
            0,
            S::Closed,
        ),
        (
            CaseSums {
                credited_kr: 30,
                ..sums(100, 100, 0, 0)
            },
            0,
            S::ToRepay,
        ),
        (
            CaseSums {
                credited_kr: 30,
                ..paid(sums(100, 100, 100, 0), 100)
            },
            0,
            S::ToRepay,
        ),
        (paid(sums(100, 100, 0, 100), 100), 0, S::ToRepay),
    ];
    for (s, claimable, expected) in table {
        assert_eq!(state(s, claimable), expected, "{s:?}");
    }
    let ready = sums(100, 0, 0, 0);
    assert_eq!(case_state(ready, 40, day(2026, 1, 31), false, TODAY), CaseState::Lapsed);
    assert_eq!(case_state(ready, 40, LATER, true, TODAY), CaseState::Closed);
}

#[test]
fn what_is_repaid_leaves_what_the_buyer_can_have() {
    let credited = CaseSums {
        credited_kr: 30,
        paid_out_ore: Ore(10_000),
        ..sums(100, 100, 100, 0)
    };
    assert_eq!((credited.to_repay_kr(), credited.money_to_repay_kr()), (30, 30));
    let after = credited.repaid();
    assert_eq!((after.approved_kr, after.repaid_kr, after.to_repay_kr()), (70, 30, 0));
    assert_eq!(state(after, 0), CaseState::PaidOut);
    // The tax agency changed its mind after it had paid: the rest is to be resolved.
    let changed = CaseSums {
        paid_out_ore: Ore(10_000),
        ..sums(100, 100, 0, 100)
    };
    let after = changed.repaid();
    assert_eq!((after.repaid_kr, after.unresolved_kr()), (100, 100));
    assert_eq!(state(after, 0), CaseState::Refused);
    // Not decided yet: there is no money to pay back, and the decision will be lower.
    let pending = CaseSums {
        credited_kr: 30,
        ..sums(100, 100, 0, 0)
    };
    assert_eq!((pending.to_repay_kr(), pending.money_to_repay_kr()), (30, 0));
    assert_eq!(pending.repaid(), pending);
    let decided = CaseSums {
        approved_kr: 70,
        refused_kr: 30,
        ..pending
    };
    assert_eq!((decided.to_repay_kr(), decided.unresolved_kr()), (0, 0));
}

fn seen(case: &CaseFacts, payments: &[(NaiveDate, Ore)], to_pay: i64, rate: Bp) -> Vec<(i32, i64, i64)> {
    dues(case, payments, Ore(to_pay), |_| Some(rate))
        .iter()
        .map(|d| (d.paid_on.year(), d.asked.paid_kr, d.asked.asked_kr))
        .collect()
}

const HALVES: [(NaiveDate, Ore); 2] = [(day(2025, 12, 20), Ore(250_000)), (day(2026, 1, 7), Ore(250_000))];

fn of_halves(asked: i64, years: &[YearSums]) -> CaseFacts {
    CaseFacts {
        price_kr: 10_000,
        rate_bp: Bp(5_000),
        sums: sums(5_000, asked, 0, 0),
        years: years.to_vec(),
        paid_wholly: false,
    }
}

const fn asked_in(year: i32) -> YearSums {
    YearSums {
        year,
        paid_kr: 2_500,
        asked_kr: 2_500,
        billed_kr: 0,
        lost_kr: 0,
    }
}

#[test]
fn payments_of_two_years_are_asked_for_apart_and_the_rate_is_that_of_the_day() {
    let found = dues(&of_halves(0, &[]), &HALVES, Ore(500_000), |on| {
        Some(if on.year() < 2026 { Bp(5_000) } else { Bp(3_000) })
    });
    let seen: Vec<_> = found
        .iter()
        .map(|d| (d.paid_on.year(), d.asked.paid_kr, d.asked.asked_kr))
        .collect();
    assert_eq!(seen, [(2025, 2_500, 2_500), (2026, 2_500, 1_071)]);
}

#[test]
fn a_claim_of_one_year_leaves_the_other_years_part_as_it_was() {
    let half = Bp(5_000);
    for (asked, left) in [(2025, 2026), (2026, 2025)] {
        let case = of_halves(2_500, &[asked_in(asked)]);
        assert_eq!(seen(&case, &HALVES, 500_000, half), [(left, 2_500, 2_500)]);
    }
    let both = of_halves(5_000, &[asked_in(2025), asked_in(2026)]);
    assert_eq!(seen(&both, &HALVES, 500_000, half), []);
}

#[test]
fn green_technology_is_asked_for_once_and_in_the_year_of_the_last_payment() {
    let mut case = of_halves(0, &[]);
    case.paid_wholly = true;
    assert_eq!(seen(&case, &HALVES[..1], 500_000, Bp(5_000)), []);
    assert_eq!(seen(&case, &HALVES, 500_000, Bp(5_000)), [(2026, 5_000, 5_000)]);
    // The rate is that of the last payment.
    assert_eq!(seen(&case, &HALVES, 500_000, Bp(1_500)), [(2026, 5_000, 882)]);
    // Too much paid, or paid back: the day on which everything had come in.
    let more = [HALVES[0], HALVES[1], (day(2027, 1, 2), Ore(10_000))];
    assert_eq!(seen(&case, &more, 500_000, Bp(5_000)), [(2026, 5_000, 5_000)]);
    let back = [HALVES[0], HALVES[1], (day(2026, 2, 2), Ore(-10_000))];
    assert_eq!(seen(&case, &back, 500_000, Bp(5_000)), []);
}

#[test]
fn what_lapsed_and_is_billed_or_given_up_takes_nothing_from_the_next_year() {
    let half = Bp(5_000);
    let lapsed = |billed_kr, lost_kr| YearSums {
        year: 2025,
        billed_kr,
        lost_kr,
        ..YearSums::default()
    };
    let next = [(2026, 2_500, 2_500)];
    let mut case = of_halves(0, &[lapsed(2_500, 0)]);
    case.sums.moved_kr = 2_500;
    // The customer has so much more to pay, and the year that it is paid in gives nothing for it.
    assert_eq!(seen(&case, &HALVES, 750_000, half), next);
    let paid = [HALVES[0], HALVES[1], (day(2026, 5, 1), Ore(250_000))];
    assert_eq!(seen(&case, &paid, 750_000, half), next);
    let mut case = of_halves(0, &[lapsed(0, 2_500)]);
    case.sums.written_off_kr = 2_500;
    assert_eq!(seen(&case, &HALVES, 500_000, half), next);
}

#[test]
fn what_is_refused_later_is_still_to_be_resolved_when_another_part_has_gone() {
    let moved = CaseSums {
        moved_kr: 60,
        ..sums(100, 40, 0, 40)
    };
    assert_eq!((moved.unresolved_kr(), moved.unasked_kr()), (40, 0));
    assert_eq!(state(moved, 0), CaseState::Refused);
}

#[test]
fn what_is_given_up_before_it_is_asked_for_is_not_stated_as_paid() {
    let mut case = of_halves(0, &[]);
    case.sums.written_off_kr = 2_000;
    let paid = [(day(2026, 1, 7), Ore(500_000))];
    assert_eq!(seen(&case, &paid, 500_000, Bp(5_000)), [(2026, 5_000, 3_000)]);
}

proptest! {
    #[test]
    fn no_order_of_payments_credits_and_claims_asks_for_more_than_the_law_allows(
        price in 4..200_000_i64,
        fifty in any::<bool>(),
        other in 0..100_000_i64,
        steps in prop::collection::vec((0..4_usize, 1..100_i64, 0..700_i64), 1..14),
    ) {
        let rate = if fifty { Bp(5_000) } else { Bp(3_000) };
        let deduction = price * i64::from(rate.0) / 10_000;
        let mut s = sums(deduction, 0, 0, 0);
        let (mut stated, mut credited_base) = (0, 0);
        let mut years: Vec<YearSums> = Vec::new();
        let mut payments: Vec<(NaiveDate, Ore)> = Vec::new();
        let mut to_pay = (price - deduction + other) * 100;
        let mut paid_by_year = std::collections::BTreeMap::<i32, (i64, i64)>::new();
        for (what, percent, days) in steps {
            match what {
                0 => {
                    let left = to_pay - payments.iter().map(|p| p.1.0).sum::<i64>();
                    let amount = left * percent / 100;
                    if amount > 0 {
                        let on = day(2025, 6, 1) + chrono::Days::new(u64::try_from(days).unwrap());
                        payments.push((on, Ore(amount)));
                    }
                }
                1 => {
                    let base = (price - credited_base) * percent / 200;
                    let left = (price - credited_base - base) * i64::from(rate.0) / 10_000;
                    let back = s.deduction_kr - s.credited_kr - left;
                    credited_base += base;
                    s.credited_kr += back;
                    to_pay = (to_pay - (base - back) * 100).max(payments.iter().map(|p| p.1.0).sum());
                }
                _ => {
                    let case = CaseFacts { price_kr: price - credited_base, rate_bp: rate, sums: s, years: years.clone(), paid_wholly: false };
                    // Any year can be the one that is asked for first.
                    let found = dues(&case, &payments, Ore(to_pay), |_| Some(rate));
                    let chosen = usize::try_from(percent).unwrap() % found.len().max(1);
                    for due in found.into_iter().skip(chosen).take(1) {
                        let a = due.asked;
                        prop_assert!(a.asked_kr + a.paid_kr <= a.price_kr.max(2));
                        prop_assert!(a.asked_kr * (10_000 - i64::from(rate.0)) <= a.paid_kr * i64::from(rate.0));
                        prop_assert!(s.asked_kr + a.asked_kr <= s.deduction_kr - s.credited_kr);
                        s.asked_kr += a.asked_kr;
                        stated += a.paid_kr;
                        let on = due.paid_on.year();
                        if !years.iter().any(|y| y.year == on) {
                            years.push(YearSums { year: on, ..YearSums::default() });
                        }
                        let of = years.iter_mut().find(|y| y.year == on).unwrap();
                        of.paid_kr += a.paid_kr;
                        of.asked_kr += a.asked_kr;
                        let year = paid_by_year.entry(due.paid_on.year()).or_default();
                        *year = (year.0 + a.paid_kr, year.1 + a.asked_kr);
                    }
                }
            }
            prop_assert!(s.asked_kr <= s.deduction_kr);
            prop_assert!(stated + s.asked_kr <= price);
            for (paid, asked) in paid_by_year.values() {
                prop_assert!(asked * (10_000 - i64::from(rate.0)) <= paid * i64::from(rate.0));
            }
        }
    }

    #[test]
    fn the_parts_of_a_case_are_the_whole(
        deduction in 1..50_000_i64, a in 0..=100_i64, b in 0..=100_i64, c in 0..=100_i64, credited in 0..=100_i64, paid in 0..60_000_i64,
    ) {
        let asked = deduction * a / 100;
        let approved = asked * b / 100;
        let refused = (asked - approved) * c / 100;
        let s = CaseSums {
            credited_kr: deduction * credited / 100,
            paid_out_ore: Ore(paid * 100),
            ..sums(deduction, asked, approved, refused)
        };
        let parts = s.approved_kr + s.pending_kr() + s.unresolved_kr() + s.unasked_kr();
        let over = (s.approved_kr + s.pending_kr() - s.standing_kr()).max(0);
        prop_assert_eq!(parts - over, s.standing_kr());
        let after = s.repaid();
        prop_assert_eq!((after.money_to_repay_kr(), after.approved_to_give_back_kr()), (0, 0));
        prop_assert!(after.to_repay_kr() <= after.pending_kr());
        prop_assert!(after.kept_ore().0 <= after.approved_kr * 100);
        prop_assert_eq!(after.pending_kr(), s.pending_kr());
    }
}
