//! Is what is asked for what the law allows, in full and in parts?

use super::*;
use crate::deduction::{Ceilings, RateRule, Used, preview};
use proptest::prelude::*;

const ROT: Bp = Bp(3000);
const HALF: Bp = Bp(5000);

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_payment_in_full_asks_for_the_whole_deduction() {
    // Work 12 500, deduction 3 750, the rest of the invoice 10 500: to pay 19 250.
    let asked = claimable(12_500, 3_750, ROT, Ore(1_925_000), Ore(1_925_000), Claimed::default());
    assert_eq!(
        asked,
        Some(Asked {
            price_kr: 12_500,
            paid_kr: 8_750,
            asked_kr: 3_750
        })
    );
}

#[test]
fn a_payment_in_part_asks_for_the_matching_part_and_the_rest_later() {
    let to_pay = Ore(1_925_000);
    let first = claimable(12_500, 3_750, ROT, Ore(962_500), to_pay, Claimed::default()).unwrap();
    assert_eq!((first.paid_kr, first.asked_kr, first.price_kr), (4_375, 1_875, 6_250));
    let before = Claimed {
        paid_kr: first.paid_kr,
        asked_kr: first.asked_kr,
    };
    assert_eq!(claimable(12_500, 3_750, ROT, Ore(962_500), to_pay, before), None);
    let rest = claimable(12_500, 3_750, ROT, to_pay, to_pay, before).unwrap();
    assert_eq!((rest.paid_kr, rest.asked_kr), (4_375, 1_875));
}

#[test]
fn paid_when_the_rate_has_fallen_only_the_new_rate_is_asked_for() {
    // Invoiced at 50 % in December 2025, paid in January 2026: 5 000 paid allow three sevenths.
    let asked = claimable(10_000, 5_000, ROT, Ore(500_000), Ore(500_000), Claimed::default()).unwrap();
    assert_eq!((asked.paid_kr, asked.asked_kr), (5_000, 2_142));
    let in_time = claimable(10_000, 5_000, HALF, Ore(500_000), Ore(500_000), Claimed::default()).unwrap();
    assert_eq!(in_time.asked_kr, 5_000);
}

#[test]
fn without_payment_or_deduction_there_is_nothing_to_ask_for() {
    let none = Claimed::default();
    assert_eq!(claimable(10_000, 3_000, ROT, Ore(0), Ore(700_000), none), None);
    assert_eq!(claimable(10_000, 0, ROT, Ore(700_000), Ore(700_000), none), None);
    assert_eq!(claimable(0, 0, ROT, Ore(1), Ore(1), none), None);
}

#[test]
fn the_last_day_is_the_31_of_january() {
    assert_eq!(deadline(day(2026, 1, 1)), day(2027, 1, 31));
    assert_eq!(deadline(day(2026, 12, 31)), day(2027, 1, 31));
}

#[test]
fn hours_are_whole_and_say_what_rounding_did() {
    let table = [
        (0, 0, 0),
        (1, 1, 999),
        (499, 1, 501),
        (1_499, 1, -499),
        (1_500, 2, 500),
        (12_250, 12, -250),
    ];
    for (worked, hours, rounding) in table {
        let (whole, parts) = whole_hours(Milli(worked), &[6_000, 4_000]);
        assert_eq!((whole.hours, whole.rounding_milli.0), (hours, rounding), "{worked}");
        assert_eq!(parts.iter().sum::<i64>(), hours);
    }
}

/// A buyer of the tax agency's list of test numbers.
fn buyer(number: &str) -> PersonalIdentityNumber {
    PersonalIdentityNumber::parse(number, day(2026, 11, 28)).unwrap()
}

fn good<'a>(work: &'a [(WorkType, i64, i64)]) -> ClaimCase<'a> {
    ClaimCase {
        buyer: buyer("197610092392"),
        paid_on: day(2026, 6, 15),
        asked: Asked {
            price_kr: 10_000,
            paid_kr: 7_000,
            asked_kr: 3_000,
        },
        other_kr: 400,
        invoice_number: "1042",
        property_designation: "UPPSALA SVARTBÄCKEN 1:20",
        apartment_number: "",
        association_number: "",
        work,
    }
}

fn errors(case: &ClaimCase<'_>) -> Vec<CaseError> {
    check_case(
        case,
        DeductionKind::Rot,
        ROT,
        2026,
        day(2026, 11, 28),
        "165560160680",
        case.association_number == "769600-0001",
    )
}

#[test]
fn every_rule_of_the_service_is_held_by_name() {
    use CaseError::*;
    let work = [(WorkType::PaintingWallpapering, 12, 2_000)];
    let case = good(&work);
    assert_eq!(errors(&case), []);
    let with = |change: &dyn Fn(&mut ClaimCase<'_>)| {
        let mut case = good(&work);
        change(&mut case);
        errors(&case)
    };
    assert_eq!(with(&|c| c.paid_on = day(2026, 11, 29)), [PaidLater]);
    assert_eq!(with(&|c| c.paid_on = day(2025, 12, 31)), [OtherYear, TooLate]);
    assert_eq!(with(&|c| c.asked.asked_kr = 3_001), [MoreThanPaid, MoreThanPrice]);
    assert_eq!(with(&|c| c.asked.paid_kr = 6_999), [MoreThanPaid]);
    assert_eq!(with(&|c| c.asked.price_kr = 9_999), [MoreThanPrice]);
    assert_eq!(with(&|c| c.other_kr = 10_000_000), [Amount]);
    assert_eq!(with(&|c| c.property_designation = ""), [Property]);
    assert_eq!(with(&|c| c.apartment_number = "1001"), [Association]);
    assert_eq!(with(&|c| c.invoice_number = "123456789012345678901"), [TooLong]);
    let home = |c: &mut ClaimCase<'_>| {
        c.property_designation = "";
        c.apartment_number = "1001";
        c.association_number = "769600-0001";
    };
    assert_eq!(with(&|c| home(c)), []);
    assert_eq!(errors(&good(&[])), [Work]);
    assert_eq!(errors(&good(&[(WorkType::Cleaning, 2, 0)])), [Work]);
    assert_eq!(errors(&good(&[(WorkType::Masonry, 0, 0)])), [Hours]);
    assert_eq!(errors(&good(&[(WorkType::Masonry, 1_000, 0)])), [Hours]);
}

#[test]
fn nobody_asks_for_work_of_their_own_and_the_buyer_is_of_age() {
    let work = [(WorkType::Masonry, 3, 0)];
    let case = good(&work);
    let own = check_case(
        &case,
        DeductionKind::Rot,
        ROT,
        2026,
        day(2026, 11, 28),
        "197610092392",
        true,
    );
    assert_eq!(own, [CaseError::OwnWork]);
    let mut young = good(&work);
    young.paid_on = day(1993, 12, 31);
    assert!(errors(&young).contains(&CaseError::UnderAge));
    young.paid_on = day(1994, 1, 1);
    assert!(!errors(&young).contains(&CaseError::UnderAge));
}

#[test]
fn flat_rate_services_need_no_hours() {
    let work = [(WorkType::Laundry, 0, 0)];
    let mut case = good(&work);
    case.asked = Asked {
        price_kr: 1_000,
        paid_kr: 500,
        asked_kr: 500,
    };
    let found = check_case(
        &case,
        DeductionKind::Rut,
        HALF,
        2026,
        day(2026, 11, 28),
        "165560160680",
        false,
    );
    assert_eq!(found, []);
}

proptest! {
    /// Whatever comes in, in whatever order: every request keeps the law, and all of them together ask for no more than the
    /// deduction and lose at most a krona for every request after the first.
    #[test]
    fn parts_keep_the_law_and_lose_nothing_worth_a_name(
        base in 200_i64..50_000_000,
        other in 0_i64..50_000_000,
        parts in prop::collection::vec(1_i64..1_000_000, 1..6),
        rut in any::<bool>(),
    ) {
        let (work, rate) = if rut { (WorkType::Gardening, HALF) } else { (WorkType::Masonry, ROT) };
        let p = preview(
            &RateRule::history(), &Ceilings::history(), work, day(2026, 5, 1), Ore(base), &[(10_000, Used::default())],
        ).unwrap();
        let (price, deduction) = (p.buyers[0].base_kr, p.deduction_kr);
        let to_pay = base + other - deduction * 100;
        let mut before = Claimed::default();
        let (mut received, mut requests) = (0, 0);
        for amount in apportion(to_pay, &parts) {
            received += amount;
            let Some(asked) = claimable(price, deduction, rate, Ore(received), Ore(to_pay), before) else { continue };
            prop_assert!(asked.asked_kr * (10_000 - i64::from(rate.0)) <= asked.paid_kr * i64::from(rate.0));
            prop_assert!(asked.asked_kr + asked.paid_kr <= asked.price_kr);
            before.paid_kr += asked.paid_kr;
            before.asked_kr += asked.asked_kr;
            requests += 1;
        }
        prop_assert!(before.asked_kr <= deduction);
        prop_assert!(before.asked_kr + before.paid_kr <= price);
        prop_assert!(deduction - before.asked_kr <= (requests - 1).max(0) + i64::from(deduction == 1), "{before:?} of {deduction}");
    }
}
