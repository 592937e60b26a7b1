//! What does a request state of hours, material and other costs for each buyer and each payment?

use super::{Counted, WorkType, apportion, whole_hours};
use crate::money::{Milli, Ore};
use serde::{Deserialize, Serialize};

/// Work of one kind as it is stated for one buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedWork {
    /// The kind.
    pub work: WorkType,
    /// What was worked on the invoice for all buyers, in thousandths of an hour.
    pub worked_milli: i64,
    /// This buyer's whole hours.
    pub hours: i64,
    /// Material for it, in kronor.
    pub material_kr: i64,
}

/// Divides an invoice's work, material and other costs between its buyers: whole hours and whole kronor that add up. Material
/// isn't known by kind of work: it is stated with the kind that cost most; that of an installation is known.
#[must_use]
pub fn divide_work(
    by_work: &[Counted],
    material_ore: Ore,
    other_ore: Ore,
    shares: &[i64],
) -> Vec<(Vec<StatedWork>, i64)> {
    let timed = by_work.iter().filter(|c| c.work.is_stated_in_hours());
    let most = timed.max_by_key(|c| c.price_ore).map(|c| c.work);
    let material = apportion(material_ore.0.max(0) / 100, shares);
    let installed: Vec<Vec<i64>> = by_work
        .iter()
        .map(|c| apportion(c.material_ore.0.max(0) / 100, shares))
        .collect();
    let other_kr = other_ore.0.max(0) / 100;
    let other = apportion(
        if most.is_some() {
            other_kr
        } else {
            other_kr + material_ore.0.max(0) / 100
        },
        shares,
    );
    let hours: Vec<Vec<i64>> = by_work
        .iter()
        .map(|c| {
            if c.work.is_flat_rate() {
                vec![0; shares.len()]
            } else {
                whole_hours(Milli(c.hours.0.max(0)), shares).1
            }
        })
        .collect();
    (0..shares.len())
        .map(|buyer| {
            let of = by_work
                .iter()
                .zip(hours.iter().zip(&installed))
                .map(|(c, (hours, installed))| StatedWork {
                    work: c.work,
                    worked_milli: c.hours.0.max(0),
                    hours: hours[buyer],
                    material_kr: if most == Some(c.work) {
                        material[buyer]
                    } else {
                        installed[buyer]
                    },
                });
            (of.collect(), other[buyer])
        })
        .collect()
}

/// What of a buyer's hours, material and other costs is stated for a part of the deduction: the part that ends at `until` of
/// `whole` kronor and begins at `from`. Parts that follow on each other add up to the whole, but each kind of work that was done
/// has an hour at least, for the request wants one.
#[must_use]
pub fn work_of_part(works: &[StatedWork], other_kr: i64, whole: i64, from: i64, until: i64) -> (Vec<StatedWork>, i64) {
    let part = |n: i64| match whole {
        1.. => up_to(n, until, whole) - up_to(n, from, whole),
        _ => n,
    };
    let of = works.iter().map(|w| StatedWork {
        hours: part(w.hours).max(w.hours.min(1)),
        material_kr: part(w.material_kr),
        ..*w
    });
    (of.collect(), part(other_kr))
}

fn up_to(n: i64, part: i64, whole: i64) -> i64 {
    let part = part.clamp(0, whole);
    // Half up; never more than `n`.
    let rounded = (i128::from(n) * i128::from(part) * 2 + i128::from(whole)) / (i128::from(whole) * 2);
    i64::try_from(rounded).unwrap_or(n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counted(work: WorkType, price: i64, hours: i64) -> Counted {
        Counted {
            work,
            price_ore: Ore(price),
            material_ore: Ore::ZERO,
            hours: Milli(hours),
        }
    }

    #[test]
    fn hours_are_whole_and_material_goes_with_the_kind_that_cost_most() {
        let by_work = [
            counted(WorkType::Masonry, 100_000, 1_400),
            counted(WorkType::Plumbing, 300_000, 12_500),
        ];
        let two = divide_work(&by_work, Ore(100_050), Ore(5_000), &[5_000, 5_000]);
        let of = |b: usize| two[b].0.iter().map(|w| (w.hours, w.material_kr)).collect::<Vec<_>>();
        assert_eq!((of(0), two[0].1), (vec![(1, 0), (7, 500)], 25));
        assert_eq!((of(1), two[1].1), (vec![(0, 0), (6, 500)], 25));
    }

    #[test]
    fn a_flat_rate_service_has_no_hours_and_no_material() {
        let one = divide_work(&[counted(WorkType::Laundry, 100_000, 0)], Ore(200), Ore(100), &[10_000]);
        assert_eq!((one[0].0[0].hours, one[0].0[0].material_kr, one[0].1), (0, 0, 3));
    }

    proptest! {
        #[test]
        fn parts_that_follow_on_each_other_add_up(
            hours in 0..999_i64, material in 0..1_000_000_i64, other in 0..1_000_000_i64,
            whole in 1..50_000_i64, cuts in prop::collection::vec(0..50_000_i64, 0..4),
        ) {
            let mut at: Vec<i64> = cuts.into_iter().map(|c| c % (whole + 1)).collect();
            at.extend([0, whole]);
            at.sort_unstable();
            let works = [StatedWork { work: WorkType::Masonry, worked_milli: 0, hours, material_kr: material }];
            let parts: Vec<_> = at.windows(2).map(|w| work_of_part(&works, other, whole, w[0], w[1])).collect();
            prop_assert_eq!(parts.iter().map(|p| p.0[0].material_kr).sum::<i64>(), material);
            prop_assert_eq!(parts.iter().map(|p| p.1).sum::<i64>(), other);
            let stated: i64 = parts.iter().map(|p| p.0[0].hours).sum();
            let count = i64::try_from(parts.len()).unwrap();
            prop_assert!((hours..=hours + count).contains(&stated));
        }
    }
}
