//! What does each year's payments give of a case, what was asked for of it, and what has lapsed?

use super::{
    case_entity::{deduction_ask, deduction_case, deduction_case_year, deduction_claim},
    cases::NEVER,
};
use crate::{
    http::Problem,
    store::{ReadTx, WriteTx},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::deduction::{Due, YearSums, deadline};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, QuerySelect, sea_query::SelectStatement};
use std::collections::HashMap;
use uuid::Uuid;

/// The years of a case, oldest first.
///
/// # Errors
/// The database's.
pub async fn of(tx: &ReadTx, case_id: Uuid) -> Result<Vec<deduction_case_year::Model>, Problem> {
    Ok(of_cases(tx, [case_id]).await?.remove(&case_id).unwrap_or_default())
}

/// The years of cases, oldest first.
///
/// # Errors
/// The database's.
pub async fn of_cases(
    tx: &ReadTx,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<deduction_case_year::Model>>, Problem> {
    use deduction_case_year::Column as Y;
    let rows = tx
        .find::<deduction_case_year::Entity>()
        .filter(Y::CaseId.is_in(ids))
        .with(|q| q.order_by_asc(Y::Year))
        .all()
        .await?;
    let mut found: HashMap<Uuid, Vec<deduction_case_year::Model>> = HashMap::new();
    for row in rows {
        found.entry(row.case_id).or_default().push(row);
    }
    Ok(found)
}

/// The cases that payments of a year give something of.
pub(super) fn cases_of(tx: &ReadTx, year: i32) -> SelectStatement {
    use deduction_case_year::Column as Y;
    tx.find::<deduction_case_year::Entity>()
        .filter(Y::Year.eq(year))
        .with(|q| q.select_only().column(Y::CaseId))
        .into_query()
}

/// As core looks at a year.
#[must_use]
pub const fn sums(row: &deduction_case_year::Model) -> YearSums {
    YearSums {
        year: row.year,
        paid_kr: row.stated_paid_kr,
        asked_kr: row.asked_kr,
        billed_kr: row.billed_kr,
        lost_kr: row.lost_kr,
    }
}

/// What can still be asked for on a day, oldest first.
pub fn in_time(
    years: &[deduction_case_year::Model],
    today: NaiveDate,
) -> impl Iterator<Item = &deduction_case_year::Model> {
    years
        .iter()
        .filter(move |y| y.claimable_kr > 0 && y.deadline_on >= today)
}

/// What can't be asked for any more, in kronor.
#[must_use]
pub fn lapsed_kr(years: &[deduction_case_year::Model], today: NaiveDate) -> i64 {
    let lapsed = years.iter().filter(|y| y.deadline_on < today);
    lapsed.map(|y| y.claimable_kr).sum()
}

fn empty(tx: &ReadTx, case_id: Uuid, year: i32) -> deduction_case_year::Model {
    deduction_case_year::Model {
        company_id: tx.company_id(),
        case_id,
        year,
        asked_kr: 0,
        stated_paid_kr: 0,
        billed_kr: 0,
        lost_kr: 0,
        claimable_kr: 0,
        paid_on: None,
        deadline_on: NEVER,
    }
}

/// The years with what can be asked for now.
pub(super) fn with_dues(
    tx: &ReadTx,
    case: &deduction_case::Model,
    mut years: Vec<deduction_case_year::Model>,
    dues: &[Due],
) -> Vec<deduction_case_year::Model> {
    for year in &mut years {
        (year.claimable_kr, year.deadline_on) = (0, NEVER);
    }
    for due in dues {
        let year = entry(tx, case.id, &mut years, due.paid_on.year());
        year.claimable_kr = due.asked.asked_kr;
        year.paid_on = Some(due.paid_on);
        year.deadline_on = deadline(due.paid_on);
    }
    years.sort_by_key(|y| y.year);
    years
}

fn entry<'a>(
    tx: &ReadTx,
    case_id: Uuid,
    years: &'a mut Vec<deduction_case_year::Model>,
    year: i32,
) -> &'a mut deduction_case_year::Model {
    let at = years.iter().position(|y| y.year == year).unwrap_or_else(|| {
        years.push(empty(tx, case_id, year));
        years.len() - 1
    });
    &mut years[at]
}

/// Stores the years of a case where they changed.
pub(super) async fn replace(
    tx: &WriteTx,
    case_id: Uuid,
    mut years: Vec<deduction_case_year::Model>,
) -> Result<(), Problem> {
    // A year that nothing is left of says nothing.
    years.retain(|y| {
        [y.asked_kr, y.stated_paid_kr, y.billed_kr, y.lost_kr, y.claimable_kr]
            .iter()
            .any(|kr| *kr != 0)
    });
    if years == of(tx, case_id).await? {
        return Ok(());
    }
    tx.delete_where::<deduction_case_year::Entity>(deduction_case_year::Column::CaseId.eq(case_id))
        .await?;
    let rows = years
        .into_iter()
        .map(|y| deduction_case_year::ActiveModel::from(y).reset_all())
        .collect();
    Ok(tx.insert_many::<deduction_case_year::Entity, _>(rows).await?)
}

/// A claim asks for a part of a year; the caller then stores the case.
///
/// # Errors
/// The database's.
pub async fn ask(tx: &WriteTx, case_id: Uuid, due: &Due) -> Result<(), Problem> {
    let mut years = of(tx, case_id).await?;
    let year = entry(tx, case_id, &mut years, due.paid_on.year());
    year.asked_kr += due.asked.asked_kr;
    year.stated_paid_kr += due.asked.paid_kr;
    years.sort_by_key(|y| y.year);
    replace(tx, case_id, years).await
}

/// What was refused can be asked for again: first that of the newest claim. What was stated as paid with it goes back too, by its
/// part; that is answered.
///
/// # Errors
/// The database's.
pub async fn ask_again(tx: &WriteTx, case_id: Uuid, amount_kr: i64) -> Result<i64, Problem> {
    let refused = refused_by_year(tx, case_id).await?;
    let mut years = of(tx, case_id).await?;
    let (mut left, mut paid_kr) = (amount_kr, 0);
    for year in years.iter_mut().rev() {
        let most = refused.get(&year.year).copied().unwrap_or(0).min(year.asked_kr);
        let back = most.min(left);
        if back <= 0 {
            continue;
        }
        let paid = i128::from(year.stated_paid_kr) * i128::from(back) / i128::from(year.asked_kr.max(1));
        let paid = i64::try_from(paid).map_err(Problem::internal)?;
        year.asked_kr -= back;
        year.stated_paid_kr -= paid;
        (left, paid_kr) = (left - back, paid_kr + paid);
    }
    replace(tx, case_id, years).await?;
    Ok(paid_kr)
}

async fn refused_by_year(tx: &ReadTx, case_id: Uuid) -> Result<HashMap<i32, i64>, Problem> {
    let asks = tx
        .find::<deduction_ask::Entity>()
        .filter(deduction_ask::Column::CaseId.eq(case_id))
        .all()
        .await?;
    let claims: HashMap<Uuid, i32> = tx
        .find::<deduction_claim::Entity>()
        .filter(deduction_claim::Column::Id.is_in(asks.iter().map(|a| a.claim_id)))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c.year))
        .collect();
    let mut found = HashMap::new();
    for ask in asks {
        if let (Some(year), Some(approved)) = (claims.get(&ask.claim_id), ask.approved_kr) {
            *found.entry(*year).or_insert(0) += ask.asked_kr - approved;
        }
    }
    Ok(found)
}

/// What was asked for and the buyer can't have is given back: first that of the newest year.
///
/// # Errors
/// The database's.
pub async fn give_back(tx: &WriteTx, case_id: Uuid, amount_kr: i64) -> Result<(), Problem> {
    let mut years = of(tx, case_id).await?;
    let mut left = amount_kr;
    for year in years.iter_mut().rev() {
        let back = year.asked_kr.min(left);
        year.asked_kr -= back;
        left -= back;
    }
    replace(tx, case_id, years).await
}

/// Where what was never asked for goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// The customer pays it.
    ToCustomer,
    /// The company gives it up.
    Lost,
}

/// What goes elsewhere without having been asked for is taken from what has lapsed, the oldest first.
///
/// # Errors
/// The database's.
pub async fn take_lapsed(tx: &WriteTx, case_id: Uuid, amount_kr: i64, goes: Goes) -> Result<(), Problem> {
    let mut years = of(tx, case_id).await?;
    let mut left = amount_kr;
    for year in years.iter_mut().filter(|y| y.deadline_on < tx.today()) {
        let part = year.claimable_kr.min(left);
        year.claimable_kr -= part;
        match goes {
            Goes::ToCustomer => year.billed_kr += part,
            Goes::Lost => year.lost_kr += part,
        }
        left -= part;
    }
    replace(tx, case_id, years).await
}
