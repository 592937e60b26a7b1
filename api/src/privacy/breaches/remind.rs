//! Who is warned of a breach whose time is running out, and how many of them are there?

use super::{
    entity::breach,
    store::{self, Line, To},
};
use crate::{
    app::App,
    http::{Problem, Reply},
    store::{Actor, Done, ReadTx, Scope},
};
use chrono::Duration;
use kontoret_core::{
    breach::{BreachStatus, WARNED_FROM_HOURS, warning},
    event::EventKind,
};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

/// Those whose clock runs.
fn running() -> Condition {
    use breach::Column as C;
    Condition::all()
        .add(C::Status.eq(BreachStatus::Open.as_str()))
        .add(C::Reporting.is_null())
}

/// Tells the handlers of a company, once at each step, how little time is left.
///
/// # Errors
/// The database's.
pub async fn remind(app: &App, company_id: Uuid) -> Result<(), Problem> {
    use breach::Column as C;
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let soon = app
        .read_in(scope, async |tx| {
            let last = tx.now() + Duration::hours(WARNED_FROM_HOURS);
            let rows = tx
                .find::<breach::Entity>()
                .filter(running().add(C::DueAt.lte(last)))
                .all()
                .await?;
            let due = rows.into_iter().filter(|r| due_step(tx, r).is_some());
            Ok(due.map(|r| r.id).collect::<Vec<_>>())
        })
        .await?;
    for id in soon {
        let _: Reply = app
            .write_in(scope, &Actor::default(), async |tx| {
                let before = store::lock(tx, id).await?;
                let runs = before.reporting.is_none() && store::status(&before)? == BreachStatus::Open;
                let Some((entry, step)) = due_step(tx, &before).filter(|_| runs) else {
                    return Ok(Done::silent("another process was faster", Reply::no_content()));
                };
                let row = breach::Model {
                    warned: step,
                    ..before.clone()
                };
                store::enter(tx, &row, Line(entry, "", ""), None, To::Handler).await?;
                store::save(tx, &row).await?;
                let event = store::changed(EventKind::BreachWarned, &before, &row);
                Ok(Done::new(event, Reply::no_content()))
            })
            .await?;
    }
    Ok(())
}

/// The step of the warning that the handler hasn't had.
fn due_step(tx: &ReadTx, row: &breach::Model) -> Option<(kontoret_core::breach::BreachEntry, i32)> {
    warning(row.due_at, tx.now()).filter(|(_, step)| *step > row.warned)
}

/// How many breaches of the company are to be decided on in time, and how many are late.
///
/// # Errors
/// The database's.
pub async fn due(tx: &ReadTx) -> Result<(i64, i64), Problem> {
    use breach::Column as C;
    let count = async |on: Condition| {
        let n = tx.find::<breach::Entity>().filter(on).count().await?;
        i64::try_from(n).map_err(Problem::internal)
    };
    let now = tx.now();
    Ok((
        count(running().add(C::DueAt.gte(now))).await?,
        count(running().add(C::DueAt.lt(now))).await?,
    ))
}
