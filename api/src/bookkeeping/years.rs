//! In which fiscal year does a day lie, and may something still be dated there?

use super::{entity::fiscal_year, exports};
use crate::{
    http::{Code, Problem},
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::fiscal_year::{FiscalYear, holding as holding_day};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryOrder, QueryTrait, sea_query::ExprTrait, sea_query::OnConflict,
};
use uuid::Uuid;

/// So many years are made by themselves on the way to a day; nothing is dated further off.
const MOST_AT_ONCE: usize = 12;

/// A company's fiscal years, oldest first.
pub(super) async fn all(tx: &ReadTx) -> Result<Vec<fiscal_year::Model>, Problem> {
    Ok(tx
        .find::<fiscal_year::Entity>()
        .with(|q| q.order_by_asc(fiscal_year::Column::StartsOn))
        .all()
        .await?)
}

/// The days of a company's fiscal years, oldest first, with their ids.
///
/// # Errors
/// The database's.
pub async fn with_ids(tx: &ReadTx) -> Result<Vec<(Uuid, FiscalYear)>, Problem> {
    Ok(all(tx).await?.iter().map(|row| (row.id, days(row))).collect())
}

/// The same, locked until the transaction ends.
pub(super) async fn lock_all(tx: &WriteTx) -> Result<Vec<fiscal_year::Model>, Problem> {
    Ok(tx
        .find::<fiscal_year::Entity>()
        .with(|q| q.order_by_asc(fiscal_year::Column::StartsOn))
        .for_update()
        .all()
        .await?)
}

/// The days of a company's fiscal years, oldest first.
///
/// # Errors
/// The database's.
pub async fn all_years(tx: &ReadTx) -> Result<Vec<FiscalYear>, Problem> {
    Ok(all(tx).await?.iter().map(days).collect())
}

/// The fiscal year that a day lies in, or will once something is dated there.
///
/// # Errors
/// The database's.
pub async fn of_day(tx: &ReadTx, day: NaiveDate) -> Result<FiscalYear, Problem> {
    holding_day(day, &all_years(tx).await?).ok_or_else(|| Problem::internal("no fiscal year for the day"))
}

/// A year's days.
pub(super) fn days(row: &fiscal_year::Model) -> FiscalYear {
    FiscalYear {
        starts_on: row.starts_on,
        ends_on: row.ends_on,
    }
}

/// Stores a changed year.
pub(super) async fn save(tx: &WriteTx, row: &fiscal_year::Model) -> Result<(), Problem> {
    let row = fiscal_year::ActiveModel::from(row.clone()).reset_all();
    Ok(tx.update::<fiscal_year::Entity, _>(row).await?)
}

/// Stores a new year; one that somebody else made at the same time is left as it is.
pub(super) async fn insert(tx: &WriteTx, year: FiscalYear) -> Result<fiscal_year::Model, Problem> {
    let row = fiscal_year::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        starts_on: year.starts_on,
        ends_on: year.ends_on,
        locked_through: None,
        next_voucher: 1,
    };
    let insert = fiscal_year::Entity::insert(fiscal_year::ActiveModel::from(row.clone()).reset_all()).on_conflict(
        OnConflict::columns([fiscal_year::Column::CompanyId, fiscal_year::Column::StartsOn])
            .do_nothing()
            .to_owned(),
    );
    tx.execute_insert(&insert.into_query()).await?;
    Ok(row)
}

async fn holding(tx: &WriteTx, day: NaiveDate) -> Result<Option<fiscal_year::Model>, Problem> {
    use fiscal_year::Column as C;
    Ok(tx
        .find::<fiscal_year::Entity>()
        .filter(C::StartsOn.lte(day).and(C::EndsOn.gte(day)))
        .for_update()
        .one()
        .await?)
}

/// The year that a day lies in, locked until the transaction ends. The first one of a company is the calendar year; those
/// that lie between what there is and the day are made, twelve months each.
///
/// # Errors
/// `period_locked` when nothing may be dated on the day any more, `period_exported` when its vouchers were handed over.
pub(super) async fn open_on(tx: &WriteTx, day: NaiveDate) -> Result<fiscal_year::Model, Problem> {
    let year = match holding(tx, day).await? {
        Some(year) => year,
        None => {
            make_until(tx, day).await?;
            holding(tx, day)
                .await?
                .ok_or_else(|| Problem::internal("a fiscal year that was just made is missing"))?
        }
    };
    match year.locked_through {
        Some(last) if day <= last => {
            let code = if exports::holds(tx, day).await? {
                Code::PeriodExported
            } else {
                Code::PeriodLocked
            };
            Err(Problem::new(code).detail(format!("closed through {last}")))
        }
        _ => Ok(year),
    }
}

/// The first day from this one on that isn't closed: what is learnt of later is dated there.
///
/// # Errors
/// The database's.
pub async fn first_open(tx: &ReadTx, day: NaiveDate) -> Result<NaiveDate, Problem> {
    let closed = all(tx).await?.into_iter().filter_map(|y| y.locked_through).max();
    Ok(closed
        .filter(|last| day <= *last)
        .and_then(|last| last.succ_opt())
        .unwrap_or(day))
}

/// Makes the years that lie between those there are and a day.
pub(super) async fn make_until(tx: &WriteTx, day: NaiveDate) -> Result<(), Problem> {
    let far = || Problem::internal("no fiscal year for the day");
    let known = all(tx).await?;
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        insert(tx, FiscalYear::of_calendar(day).ok_or_else(far)?).await?;
        return Ok(());
    };
    let (mut first, mut last) = (days(first), days(last));
    for _ in 0..MOST_AT_ONCE {
        if day > last.ends_on {
            last = last.next().ok_or_else(far)?;
            insert(tx, last).await?;
        } else if day < first.starts_on {
            first = first.previous().ok_or_else(far)?;
            insert(tx, first).await?;
        } else {
            return Ok(());
        }
    }
    Ok(())
}
