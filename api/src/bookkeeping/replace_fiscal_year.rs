//! `replaceFiscalYear`.

use super::{
    create_fiscal_year::refused,
    dto::{FiscalYearInput, FiscalYearList, FiscalYearPath},
    entity::{fiscal_year, voucher},
    list_fiscal_years::list,
    years,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event, ReadTx, WriteTx},
};
use actix_web::put;
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    fiscal_year::{self as rule, InUse},
};
use sea_orm::{ColumnTrait, QueryOrder};

/// Gives a fiscal year other days. The first one may have 1 to 18 months, every other one has twelve; later years move as
/// long as nothing is dated in them.
#[utoipa::path(tag = "bookkeeping", operation_id = "replaceFiscalYear", params(FiscalYearPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["bookkeeping_write"]))), request_body = FiscalYearInput,
    responses((status = 200, description = "Every fiscal year", body = FiscalYearList), Problems))]
#[put("/fiscal-years/{fiscal_year_id}")]
pub async fn replace_fiscal_year(
    app: App,
    auth: Auth<perm::BookkeepingWrite>,
    path: Path<FiscalYearPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<FiscalYearInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = years::lock_all(tx).await?;
        let place = before
            .iter()
            .position(|y| y.id == path.fiscal_year_id)
            .ok_or_else(Problem::not_found)?;
        if_match.expect(before.get(place).map_or(0, |y| y.version))?;
        let with = rule::FiscalYear::new(body.0.starts_on, body.0.ends_on).map_err(refused)?;
        let mut facts = Vec::with_capacity(before.len());
        for row in &before {
            facts.push(in_use(tx, row).await?);
        }
        let days = rule::replaced(&facts, place, with).map_err(refused)?;
        let (event, version) = move_all(tx, &before, place, &days).await?;
        let after = list(years::all(tx).await?);
        Ok(Done::new(event, Reply::ok(&after)?.version(version)))
    })
    .await
}

async fn in_use(tx: &ReadTx, row: &fiscal_year::Model) -> Result<InUse, Problem> {
    let dated = match (
        row.next_voucher,
        edge(tx, row, true).await?,
        edge(tx, row, false).await?,
    ) {
        (1, _, _) => None,
        (_, Some(first), Some(last)) => Some((first, last)),
        _ => return Err(Problem::internal("a fiscal year that counts vouchers has none")),
    };
    Ok(InUse {
        year: years::days(row),
        dated,
        locked_through: row.locked_through,
    })
}

/// The first or the last day on which a year has a voucher.
async fn edge(tx: &ReadTx, row: &fiscal_year::Model, first: bool) -> Result<Option<NaiveDate>, Problem> {
    use voucher::Column as C;
    let of = tx
        .find::<voucher::Entity>()
        .filter(C::FiscalYearId.eq(row.id))
        .with(|q| {
            if first {
                q.order_by_asc(C::DatedOn)
            } else {
                q.order_by_desc(C::DatedOn)
            }
        })
        .one()
        .await?;
    Ok(of.map(|v| v.dated_on))
}

/// Stores the days of a year and of those after it. Later ones go first when they move up, so that no two begin on the same
/// day in between.
async fn move_all(
    tx: &WriteTx,
    before: &[fiscal_year::Model],
    place: usize,
    days: &[rule::FiscalYear],
) -> Result<(Event, i32), Problem> {
    let mut moved: Vec<(&fiscal_year::Model, fiscal_year::Model)> = before
        .iter()
        .skip(place)
        .zip(days)
        .filter(|(old, new)| years::days(old) != **new)
        .map(|(old, new)| {
            let row = fiscal_year::Model {
                version: old.version + 1,
                starts_on: new.starts_on,
                ends_on: new.ends_on,
                ..old.clone()
            };
            (old, row)
        })
        .collect();
    if moved.last().is_some_and(|(old, new)| new.ends_on > old.ends_on) {
        moved.reverse();
    }
    let about = before.get(place).ok_or_else(Problem::not_found)?;
    let mut event = Event::new(EventKind::FiscalYearReplaced, EntityKind::FiscalYear, about.id);
    for (old, row) in &moved {
        years::save(tx, row).await?;
        event = event.changed("fiscal_year", Some(*old), row);
    }
    let version = moved
        .iter()
        .find(|(old, _)| old.id == about.id)
        .map_or(about.version, |(_, row)| row.version);
    Ok((event, version))
}
