//! What may be asked for once the customer has paid, until when, and what would the tax agency's service refuse?

use super::{DeductionKind, WorkType, apportion};
use crate::{
    identity::PersonalIdentityNumber,
    money::{Bp, Milli, Ore, div_round},
};
use chrono::{Datelike, NaiveDate};

/// The most buyers of one request (the tax agency's import).
pub const MAX_CASES: usize = 100;

/// The lowest price of work of a request, in kronor (schema version 6, `PrisForArbeteTYPE`).
pub const MIN_PRICE_KR: i64 = 2;

const MAX_PRICE_KR: i64 = 99_999_999_999;
const MAX_MATERIAL_KR: i64 = 9_999_999;
const MAX_HOURS: i64 = 999;

/// What of a buyer's deduction has been asked for already, in kronor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claimed {
    /// Stated as paid for the work.
    pub paid_kr: i64,
    /// Asked for.
    pub asked_kr: i64,
}

/// What a request for one buyer states, in kronor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The price of the work that this payment is for.
    pub price_kr: i64,
    /// Paid for the work by the buyer.
    pub paid_kr: i64,
    /// Asked for.
    pub asked_kr: i64,
}

/// What can be asked for now. A payment in part allows the matching part (HUSFL 8 §), and never more than the rate of the day
/// of payment leaves room for: at 30 % three sevenths of what was paid, at 50 % as much (HUSFL 7 §).
///
/// `price_kr` is the buyer's part of the price of the work and `deduction_kr` what the invoice took off for it; `received_ore` of
/// `to_pay_ore` has come in on the invoice. `None` when there is nothing new to ask for.
#[must_use]
pub fn claimable(
    price_kr: i64,
    deduction_kr: i64,
    rate: Bp,
    received_ore: Ore,
    to_pay_ore: Ore,
    before: Claimed,
) -> Option<Asked> {
    let for_work_kr = price_kr - deduction_kr;
    if for_work_kr <= 0 || deduction_kr <= 0 || received_ore <= Ore::ZERO {
        return None;
    }
    let whole = received_ore >= to_pay_ore;
    let (paid_so_far, asked_so_far) = if whole {
        (for_work_kr, deduction_kr)
    } else {
        let paid = share(for_work_kr, received_ore.0, to_pay_ore.0);
        (paid, share(deduction_kr, paid, for_work_kr))
    };
    let paid_kr = paid_so_far - before.paid_kr;
    let asked_kr = (asked_so_far - before.asked_kr).min(allowed_kr(paid_kr, rate));
    (paid_kr > 0 && asked_kr > 0).then_some(Asked {
        price_kr: (paid_kr + asked_kr).max(MIN_PRICE_KR),
        paid_kr,
        asked_kr,
    })
}

/// The most that what was paid allows, in kronor.
pub(super) fn allowed_kr(paid_kr: i64, rate: Bp) -> i64 {
    if rate >= Bp::ONE_HUNDRED_PERCENT {
        return i64::MAX;
    }
    share(paid_kr.max(0), i64::from(rate.0), 10_000 - i64::from(rate.0))
}

// Rounded down: öre fall away (HUSFL 5 §). Both factors are amounts in kronor or öre, far below what the product can hold.
fn share(amount: i64, of: i64, whole: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(of) / i128::from(whole)).unwrap_or(i64::MAX)
}

/// The last day to ask for what was paid on a day: 31 January of the next year (HUSFL 8 §).
#[must_use]
pub fn deadline(paid_on: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(paid_on.year() + 1, 1, 31).unwrap_or(NaiveDate::MAX)
}

/// Hours as the request wants them, with what rounding did to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Whole hours.
    pub hours: i64,
    /// What rounding added, in thousandths of an hour; below zero when it took away.
    pub rounding_milli: Milli,
}

/// Worked time as whole hours: the nearest, half an hour up, and at least one where work was done. For several buyers the
/// whole hours are divided by their shares and add up to the same.
#[must_use]
pub fn whole_hours(worked: Milli, shares: &[i64]) -> (Hours, Vec<i64>) {
    let nearest = i64::try_from(div_round(worked.0.into(), 1000)).unwrap_or(i64::MAX);
    let hours = if worked.0 > 0 { nearest.max(1) } else { 0 };
    let rounding_milli = Milli(hours.saturating_mul(1000).saturating_sub(worked.0));
    (Hours { hours, rounding_milli }, apportion(hours, shares))
}

/// One buyer of a request, as the tax agency's service will look at it.
#[derive(Clone, Debug)]
pub struct ClaimCase<'a> {
    /// The buyer.
    pub buyer: PersonalIdentityNumber,
    /// The day the payment came in.
    pub paid_on: NaiveDate,
    /// What is stated.
    pub asked: Asked,
    /// Material and other costs, in kronor.
    pub other_kr: i64,
    /// The invoice.
    pub invoice_number: &'a str,
    /// ROT: of a house or an owner's apartment.
    pub property_designation: &'a str,
    /// ROT: of a tenant-owned apartment.
    pub apartment_number: &'a str,
    /// ROT: the housing association.
    pub association_number: &'a str,
    /// Kind of work, hours, and material for it in kronor.
    pub work: &'a [(WorkType, i64, i64)],
}

/// Why the tax agency's service would refuse a buyer of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum CaseError {
    /// The buyer is the performer.
    #[error("the buyer is the performer of the work")]
    OwnWork,
    /// The buyer doesn't turn 18 in the year of payment (IL 67 kap. 11 §).
    #[error("the buyer is under age")]
    UnderAge,
    /// The payment lies after the day of the request.
    #[error("the payment lies in the future")]
    PaidLater,
    /// The payment lies in another year than the request's.
    #[error("the payment lies in another year")]
    OtherYear,
    /// The last day was 31 January of the year after the payment.
    #[error("the last day has passed")]
    TooLate,
    /// More is asked for than what was paid allows.
    #[error("more is asked for than what was paid allows")]
    MoreThanPaid,
    /// Asked and paid are more than the price of the work.
    #[error("asked and paid are more than the price of the work")]
    MoreThanPrice,
    /// An amount is outside the schema's limits.
    #[error("an amount is outside the limits of the request")]
    Amount,
    /// No kind of work, or one of another deduction.
    #[error("the kind of work is missing or of another deduction")]
    Work,
    /// No hours are stated, or more than 999.
    #[error("hours are missing or too many")]
    Hours,
    /// ROT and green technology: neither a property designation nor apartment and association.
    #[error("the property is missing")]
    Property,
    /// ROT and green technology: the association's organisation number is missing or wrong.
    #[error("the association's number is wrong")]
    Association,
    /// A text is too long for the request.
    #[error("a text is too long")]
    TooLong,
}

/// Everything for which the tax agency's service would refuse a buyer, in the order of [`CaseError`]; `association_is_right`
/// says whether the association's number is a right organisation number.
#[must_use]
pub fn check_case(
    case: &ClaimCase<'_>,
    kind: DeductionKind,
    rate: Bp,
    year: i32,
    today: NaiveDate,
    performer: &str,
    association_is_right: bool,
) -> Vec<CaseError> {
    let a = case.asked;
    let buyer = case.buyer.normal_form();
    let by_hours = case.work.iter().filter(|w| w.0.is_stated_in_hours());
    let hours_missing = by_hours.clone().count() > 0 && by_hours.clone().all(|w| w.1 <= 0);
    let apartment = !case.apartment_number.is_empty() || !case.association_number.is_empty();
    let whole_apartment = !case.apartment_number.is_empty() && !case.association_number.is_empty();
    let of_home = kind != DeductionKind::Rut;
    let outside = |amount: i64, least: i64, most: i64| amount < least || amount > most;
    [
        (
            performer.ends_with(buyer.get(2..).unwrap_or(&buyer)),
            CaseError::OwnWork,
        ),
        (case.paid_on.year() - case.buyer.birth_year() < 18, CaseError::UnderAge),
        (case.paid_on > today, CaseError::PaidLater),
        (case.paid_on.year() != year, CaseError::OtherYear),
        (today > deadline(case.paid_on), CaseError::TooLate),
        (a.asked_kr > allowed_kr(a.paid_kr, rate), CaseError::MoreThanPaid),
        (
            a.asked_kr.saturating_add(a.paid_kr) > a.price_kr,
            CaseError::MoreThanPrice,
        ),
        (
            outside(a.price_kr, MIN_PRICE_KR, MAX_PRICE_KR)
                || outside(a.asked_kr, 1, MAX_PRICE_KR)
                || outside(case.other_kr, 0, MAX_MATERIAL_KR)
                || case.work.iter().any(|w| outside(w.2, 0, MAX_MATERIAL_KR)),
            CaseError::Amount,
        ),
        (
            case.work.is_empty() || case.work.iter().any(|w| w.0.kind() != kind),
            CaseError::Work,
        ),
        (
            hours_missing || by_hours.clone().any(|w| outside(w.1, 0, MAX_HOURS)),
            CaseError::Hours,
        ),
        (
            of_home && case.property_designation.is_empty() && !whole_apartment,
            CaseError::Property,
        ),
        (of_home && apartment && !association_is_right, CaseError::Association),
        (
            case.invoice_number.chars().count() > 20
                || case.property_designation.chars().count() > 40
                || case.apartment_number.chars().count() > 25,
            CaseError::TooLong,
        ),
    ]
    .into_iter()
    .filter_map(|(wrong, error)| wrong.then_some(error))
    .collect()
}

#[cfg(test)]
#[path = "claim_test.rs"]
mod tests;
