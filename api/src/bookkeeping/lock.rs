//! `lockPeriod`.

use super::{
    dto::{FiscalYearList, LockPeriod},
    entity::fiscal_year,
    exports,
    list_fiscal_years::list,
    years,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, FieldCode, Json, Problem, Problems, Reply, perm},
    lines::check_date,
    store::{Done, Event, WriteTx},
};
use actix_web::put;
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::Role,
};
use uuid::Uuid;

/// Closes the books through a day: nothing can be dated there any more. An earlier day than before opens what lies after
/// it again, by an owner and with a reason; days that were handed to the accountant stay closed.
#[utoipa::path(tag = "bookkeeping", operation_id = "lockPeriod", params(DryRun),
    extensions(("x-permission" = json!(["bookkeeping_write"]))), request_body = LockPeriod,
    responses((status = 200, description = "Every fiscal year", body = FiscalYearList), Problems))]
#[put("/fiscal-years/lock")]
pub async fn lock_period(
    app: App,
    auth: Auth<perm::BookkeepingWrite>,
    command: Command,
    body: Json<LockPeriod>,
) -> Result<Reply, Problem> {
    let (today, mut errors) = (app.clock.today(), Vec::new());
    check_date("/through", Some(body.0.through), today, &mut errors);
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    if body.0.through > today {
        return Err(Problem::field("/through", FieldCode::DateOutOfRange));
    }
    app.write(&auth, &command, async |tx| {
        years::make_until(tx, body.0.through).await?;
        let before = years::lock_all(tx).await?;
        let opens = before
            .iter()
            .filter_map(|y| y.locked_through)
            .any(|l| l > body.0.through);
        if opens && auth.role != Role::Owner {
            return Err(Problem::new(Code::Forbidden).detail("only an owner opens closed books again"));
        }
        if opens && body.0.reason.trim().is_empty() {
            return Err(Problem::field("/reason", FieldCode::Required));
        }
        if opens && exports::any_after(tx, body.0.through).await? {
            return Err(Problem::new(Code::PeriodExported));
        }
        let about = before.iter().find(|y| years::days(y).holds(body.0.through));
        let event = Event::new(
            EventKind::FiscalYearLocked,
            EntityKind::FiscalYear,
            about.map_or(Uuid::nil(), |y| y.id),
        );
        let (after, event) = set(tx, before, body.0.through, event).await?;
        Ok(Done::new(event, Reply::ok(&list(after))?))
    })
    .await
}

/// Every year is closed as far as the day reaches into it.
pub(super) async fn set(
    tx: &WriteTx,
    before: Vec<fiscal_year::Model>,
    through: NaiveDate,
    mut event: Event,
) -> Result<(Vec<fiscal_year::Model>, Event), Problem> {
    let mut after = before.clone();
    for (row, old) in after.iter_mut().zip(&before) {
        row.locked_through = (through >= row.starts_on).then(|| through.min(row.ends_on));
        if row.locked_through != old.locked_through {
            row.version += 1;
            years::save(tx, row).await?;
            event = event.changed("fiscal_year", Some(old), row);
        }
    }
    Ok((after, event))
}
