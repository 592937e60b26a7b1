//! Which rates and ceilings hold for a company: the law that the service knows, with what the company has entered.

use super::{
    dto::{DeductionRuleSubject as Subject, FlatRateShare},
    rule_entity::deduction_rule::{self, Column as C},
};
use crate::{
    http::Problem,
    lines,
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    deduction::{Ceilings, DeductionKind, RateRule, WorkType},
    money::Bp,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, sea_query::ExprTrait};

impl Subject {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rot => "rot",
            Self::Rut => "rut",
            Self::SolarPower => "solar_power",
            Self::ElectricityStorage => "electricity_storage",
            Self::ChargingPoint => "charging_point",
            Self::Ceilings => "ceilings",
            Self::FlatRate => "flat_rate",
        }
    }

    /// What the rate is for; none of ceilings and flat rates.
    #[must_use]
    pub const fn rated(self) -> Option<(DeductionKind, Option<WorkType>)> {
        match self {
            Self::Rot => Some((DeductionKind::Rot, None)),
            Self::Rut => Some((DeductionKind::Rut, None)),
            Self::SolarPower => Some((DeductionKind::Green, Some(WorkType::SolarPower))),
            Self::ElectricityStorage => Some((DeductionKind::Green, Some(WorkType::ElectricityStorage))),
            Self::ChargingPoint => Some((DeductionKind::Green, Some(WorkType::ChargingPoint))),
            Self::Ceilings | Self::FlatRate => None,
        }
    }

    /// All of them.
    const ALL: [Self; 7] = [
        Self::Rot,
        Self::Rut,
        Self::SolarPower,
        Self::ElectricityStorage,
        Self::ChargingPoint,
        Self::Ceilings,
        Self::FlatRate,
    ];

    fn of(row: &deduction_rule::Model) -> Result<Self, Problem> {
        Self::ALL
            .into_iter()
            .find(|s| s.as_str() == row.subject)
            .ok_or_else(|| Problem::internal("a rule of no known subject"))
    }
}

/// The rules, each with its version: 0 for what the service knows.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Rates.
    pub rates: Vec<(RateRule, i32)>,
    /// Ceilings.
    pub ceilings: Vec<(Ceilings, i32)>,
    /// Flat rates, by installation, newest first.
    pub shares: Vec<FlatRateShare>,
}

impl Rules {
    /// The rates alone.
    #[must_use]
    pub fn plain_rates(&self) -> Vec<RateRule> {
        self.rates.iter().map(|r| r.0.clone()).collect()
    }

    /// The ceilings alone.
    #[must_use]
    pub fn plain_ceilings(&self) -> Vec<Ceilings> {
        self.ceilings.iter().map(|r| r.0.clone()).collect()
    }
}

/// The rules that hold for the company. What it has entered stands in place of what is known from the same day.
///
/// # Errors
/// The database's.
pub async fn rules(tx: &ReadTx) -> Result<Rules, Problem> {
    let own = tx
        .find::<deduction_rule::Entity>()
        .with(|q| q.order_by_asc(C::FromOn))
        .all()
        .await?;
    let mut rules = Rules {
        rates: RateRule::history().into_iter().map(|r| (r, 0)).collect(),
        ceilings: Ceilings::history().into_iter().map(|c| (c, 0)).collect(),
        shares: Vec::new(),
    };
    for row in own {
        if Subject::of(&row)? == Subject::FlatRate {
            rules.shares.push(share(row)?);
            continue;
        }
        match Subject::of(&row)?.rated() {
            Some((kind, work)) => {
                let rate = row.rate_bp.and_then(|bp| u32::try_from(bp).ok());
                let rule = RateRule {
                    kind,
                    work,
                    from_on: row.from_on,
                    rate_bp: Bp(rate.ok_or_else(|| Problem::internal("a rate without its value"))?),
                    source: row.source,
                };
                rules
                    .rates
                    .retain(|(r, _)| (r.kind, r.work, r.from_on) != (kind, work, rule.from_on));
                rules.rates.push((rule, row.version));
            }
            None => {
                let (Some(rot_kr), Some(rut_kr), Some(green_kr)) = (row.rot_kr, row.rut_kr, row.green_kr) else {
                    return Err(Problem::internal("ceilings without their values"));
                };
                let ceilings = Ceilings {
                    from_on: row.from_on,
                    rot_kr,
                    rut_kr,
                    together_kr: row.together_kr,
                    green_kr,
                    source: row.source,
                };
                rules.ceilings.retain(|(c, _)| c.from_on != ceilings.from_on);
                rules.ceilings.push((ceilings, row.version));
            }
        }
    }
    end_shares(&mut rules.shares);
    Ok(rules)
}

fn share(row: deduction_rule::Model) -> Result<FlatRateShare, Problem> {
    let work = lines::work_type(row.work_type.as_deref());
    let (Some(share_bp), Some(work_type)) = (row.share_bp, work) else {
        return Err(Problem::internal("a flat rate without its share"));
    };
    Ok(FlatRateShare {
        installation: row.installation,
        work_type,
        from_on: row.from_on,
        until_on: None,
        share_bp,
        source: row.source,
        version: row.version,
    })
}

/// One flat rate of an installation holds until the day before the next.
fn end_shares(shares: &mut [FlatRateShare]) {
    shares.sort_by(|a, b| (&a.installation, b.from_on).cmp(&(&b.installation, a.from_on)));
    for place in 1..shares.len() {
        if let [newer, older] = &mut shares[place - 1..=place]
            && newer.installation == older.installation
        {
            older.until_on = newer.from_on.pred_opt();
        }
    }
}

/// The company's own rule from a day, locked until the transaction ends.
///
/// # Errors
/// The database's.
pub async fn lock_rule(
    tx: &WriteTx,
    subject: Subject,
    installation: &str,
    from_on: NaiveDate,
) -> Result<Option<deduction_rule::Model>, Problem> {
    Ok(tx
        .find::<deduction_rule::Entity>()
        .filter(C::Subject.eq(subject.as_str()).and(C::FromOn.eq(from_on)))
        .filter(C::Installation.eq(installation))
        .for_update()
        .one()
        .await?)
}

/// Keeps a rule of the company's.
///
/// # Errors
/// The database's.
pub async fn save_rule(tx: &WriteTx, is_new: bool, row: &deduction_rule::Model) -> Result<(), Problem> {
    let row = deduction_rule::ActiveModel::from(row.clone()).reset_all();
    if is_new {
        tx.insert::<deduction_rule::Entity, _>(row).await?;
    } else {
        tx.update::<deduction_rule::Entity, _>(row).await?;
    }
    Ok(())
}
