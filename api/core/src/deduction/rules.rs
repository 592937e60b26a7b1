//! Which rate and which ceilings hold on the day of payment?
//!
//! Both are dated tables that the operator can extend; what is written here is the history that the service starts with.

use super::{DeductionKind, WorkType};
use crate::money::Bp;
use chrono::NaiveDate;

/// A rate from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRule {
    /// The deduction.
    pub kind: DeductionKind,
    /// Of green technology the kind of installation; otherwise `None`.
    pub work: Option<WorkType>,
    /// The first day of payment that it holds for.
    pub from_on: NaiveDate,
    /// The part of the base that is deducted.
    pub rate_bp: Bp,
    /// Where it is written.
    pub source: String,
}

/// What a person can have deducted in a calendar year, in kronor, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceilings {
    /// The first day of payment that they hold for.
    pub from_on: NaiveDate,
    /// ROT.
    pub rot_kr: i64,
    /// RUT.
    pub rut_kr: i64,
    /// ROT and RUT together; `None` while the two have nothing to do with each other.
    pub together_kr: Option<i64>,
    /// Green technology, apart from the others (IL 67 kap. 45 §).
    pub green_kr: i64,
    /// Where it is written.
    pub source: String,
}

/// What a person has had deducted in the year, in kronor: by us and by others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// ROT.
    pub rot_kr: i64,
    /// RUT.
    pub rut_kr: i64,
    /// Green technology.
    pub green_kr: i64,
}

impl Used {
    /// What was had of one kind.
    #[must_use]
    pub const fn of(self, kind: DeductionKind) -> i64 {
        match kind {
            DeductionKind::Rot => self.rot_kr,
            DeductionKind::Rut => self.rut_kr,
            DeductionKind::Green => self.green_kr,
        }
    }

    /// With more of one kind.
    #[must_use]
    pub const fn and(mut self, kind: DeductionKind, amount_kr: i64) -> Self {
        match kind {
            DeductionKind::Rot => self.rot_kr += amount_kr,
            DeductionKind::Rut => self.rut_kr += amount_kr,
            DeductionKind::Green => self.green_kr += amount_kr,
        }
        self
    }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// First day of payment, rate in percent, source.
type Period = (NaiveDate, u32, &'static str);

/// Begins with the first year that the present services of the tax agency take: nothing older can be asked for any more.
const ROT: &[Period] = &[
    (day(2021, 1, 1), 30, "HUSFL 7 §"),
    (day(2025, 5, 12), 50, "HUSFL 7 §, SFS 2025:321, 2025:323"),
    (day(2026, 1, 1), 30, "HUSFL 7 §, SFS 2025:322, 2025:324"),
];

const RUT: &[Period] = &[(day(2021, 1, 1), 50, "HUSFL 7 §")];

const SOLAR: &[Period] = &[
    (day(2023, 1, 1), 20, "IL 67 kap. 36–45 §§"),
    (day(2025, 7, 1), 15, "IL 67 kap. 36–45 §§"),
];

const STORAGE_AND_CHARGING: &[Period] = &[(day(2021, 1, 1), 50, "IL 67 kap. 36–45 §§")];

impl RateRule {
    /// The history that the service starts with.
    #[must_use]
    pub fn history() -> Vec<Self> {
        [
            (DeductionKind::Rot, None, ROT),
            (DeductionKind::Rut, None, RUT),
            (DeductionKind::Green, Some(WorkType::SolarPower), SOLAR),
            (
                DeductionKind::Green,
                Some(WorkType::ElectricityStorage),
                STORAGE_AND_CHARGING,
            ),
            (
                DeductionKind::Green,
                Some(WorkType::ChargingPoint),
                STORAGE_AND_CHARGING,
            ),
        ]
        .into_iter()
        .flat_map(|(kind, work, periods)| {
            periods.iter().map(move |&(from_on, percent, source)| Self {
                kind,
                work,
                from_on,
                rate_bp: Bp(percent * 100),
                source: source.to_owned(),
            })
        })
        .collect()
    }
}

impl Ceilings {
    /// The history that the service starts with.
    #[must_use]
    pub fn history() -> Vec<Self> {
        let row = |from_on, rot_kr, rut_kr, together_kr, source: &str| Self {
            from_on,
            rot_kr,
            rut_kr,
            together_kr,
            green_kr: 50_000,
            source: source.to_owned(),
        };
        vec![
            row(day(2021, 1, 1), 50_000, 75_000, Some(75_000), "HUSFL 7 §"),
            row(day(2024, 7, 1), 75_000, 75_000, None, "SFS 2024:416"),
            row(day(2025, 1, 1), 50_000, 75_000, Some(75_000), "SFS 2024:419"),
        ]
    }
}

/// The rate for what is paid on a day; `None` where no rule is known.
#[must_use]
pub fn rate_on(rules: &[RateRule], work: WorkType, paid_on: NaiveDate) -> Option<Bp> {
    let kind = work.kind();
    rules
        .iter()
        .filter(|r| r.kind == kind && r.work.is_none_or(|w| w == work) && r.from_on <= paid_on)
        .max_by_key(|r| r.from_on)
        .map(|r| r.rate_bp)
}

/// The ceilings for what is paid on a day; `None` where no rule is known.
#[must_use]
pub fn ceilings_on(rules: &[Ceilings], paid_on: NaiveDate) -> Option<&Ceilings> {
    rules.iter().filter(|r| r.from_on <= paid_on).max_by_key(|r| r.from_on)
}

/// What a person can still have deducted of one kind in the year, in kronor; never below zero.
#[must_use]
pub fn room_kr(ceilings: &Ceilings, used: Used, kind: DeductionKind) -> i64 {
    let own = match kind {
        DeductionKind::Rot => ceilings.rot_kr,
        DeductionKind::Rut => ceilings.rut_kr,
        DeductionKind::Green => ceilings.green_kr,
    } - used.of(kind);
    let together = match (kind, ceilings.together_kr) {
        (DeductionKind::Green, _) | (_, None) => own,
        (_, Some(together)) => together - used.rot_kr - used.rut_kr,
    };
    own.min(together).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_every_boundary() {
        use WorkType::{ChargingPoint, Cleaning, ElectricityStorage, Masonry, SolarPower};
        let rules = RateRule::history();
        let table = [
            (Masonry, (2020, 12, 31), None),
            (Masonry, (2021, 1, 1), Some(30)),
            (Masonry, (2024, 6, 30), Some(30)),
            (Masonry, (2024, 7, 1), Some(30)),
            (Masonry, (2024, 12, 31), Some(30)),
            (Masonry, (2025, 1, 1), Some(30)),
            (Masonry, (2025, 5, 11), Some(30)),
            (Masonry, (2025, 5, 12), Some(50)),
            (Masonry, (2025, 12, 31), Some(50)),
            (Masonry, (2026, 1, 1), Some(30)),
            (Masonry, (2027, 1, 1), Some(30)),
            (Cleaning, (2020, 12, 31), None),
            (Cleaning, (2024, 6, 30), Some(50)),
            (Cleaning, (2025, 5, 12), Some(50)),
            (Cleaning, (2026, 1, 1), Some(50)),
            (SolarPower, (2022, 12, 31), None),
            (SolarPower, (2023, 1, 1), Some(20)),
            (SolarPower, (2025, 6, 30), Some(20)),
            (SolarPower, (2025, 7, 1), Some(15)),
            (ElectricityStorage, (2026, 1, 1), Some(50)),
            (ChargingPoint, (2026, 1, 1), Some(50)),
        ];
        for (work, (y, m, d), percent) in table {
            let rate = rate_on(&rules, work, day(y, m, d)).map(|r| r.0 / 100);
            assert_eq!(rate, percent, "{work} {y}-{m}-{d}");
        }
    }

    #[test]
    fn ceilings_on_both_sides_of_every_boundary() {
        let rules = Ceilings::history();
        let table = [
            ((2020, 12, 31), None),
            ((2021, 1, 1), Some((50_000, 75_000, Some(75_000)))),
            ((2024, 6, 30), Some((50_000, 75_000, Some(75_000)))),
            ((2024, 7, 1), Some((75_000, 75_000, None))),
            ((2024, 12, 31), Some((75_000, 75_000, None))),
            ((2025, 1, 1), Some((50_000, 75_000, Some(75_000)))),
            ((2026, 11, 28), Some((50_000, 75_000, Some(75_000)))),
        ];
        for ((y, m, d), expected) in table {
            let found = ceilings_on(&rules, day(y, m, d)).map(|c| (c.rot_kr, c.rut_kr, c.together_kr));
            assert_eq!(found, expected, "{y}-{m}-{d}");
        }
    }

    #[test]
    fn what_is_left_of_a_year() {
        use DeductionKind::{Green, Rot, Rut};
        let history = Ceilings::history();
        let together = ceilings_on(&history, day(2026, 1, 1)).unwrap();
        let apart = ceilings_on(&history, day(2024, 8, 1)).unwrap();
        let used = |rot_kr, rut_kr, green_kr| Used {
            rot_kr,
            rut_kr,
            green_kr,
        };
        let table = [
            (together, used(0, 0, 0), Rot, 50_000),
            (together, used(0, 0, 0), Rut, 75_000),
            (together, used(50_000, 0, 0), Rot, 0),
            (together, used(50_000, 0, 0), Rut, 25_000),
            (together, used(0, 60_000, 0), Rot, 15_000),
            (together, used(0, 75_000, 0), Rot, 0),
            (together, used(60_000, 60_000, 0), Rut, 0),
            (together, used(50_000, 25_000, 0), Green, 50_000),
            (together, used(0, 0, 49_999), Green, 1),
            (apart, used(75_000, 0, 0), Rut, 75_000),
            (apart, used(0, 75_000, 0), Rot, 75_000),
        ];
        for (ceilings, used, kind, left) in table {
            assert_eq!(room_kr(ceilings, used, kind), left, "{used:?} {kind}");
        }
    }

    #[test]
    fn a_row_added_for_the_future_holds_from_its_day() {
        let mut rules = RateRule::history();
        rules.push(RateRule {
            kind: DeductionKind::Rot,
            work: None,
            from_on: day(2028, 1, 1),
            rate_bp: Bp(4000),
            source: "a law to come".to_owned(),
        });
        let rate = |on| rate_on(&rules, WorkType::Plumbing, on);
        assert_eq!(rate(day(2027, 12, 31)), Some(Bp(3000)));
        assert_eq!(rate(day(2028, 1, 1)), Some(Bp(4000)));
    }
}
