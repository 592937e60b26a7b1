//! Who is reminded of a request that is due soon or late, and how many of them wait?

use super::{
    entity::privacy_request,
    store::{self, To, UNANSWERED},
};
use crate::{
    app::App,
    http::{Problem, Reply},
    store::{Actor, Done, ReadTx, Scope},
};
use chrono::Days;
use kontoret_core::{
    event::EventKind,
    privacy_case::Entry,
    privacy_request::{REMINDERS, Status, is_reminded},
};
use sea_orm::{ColumnTrait, ExprTrait};
use uuid::Uuid;

/// A request is near its deadline from this many days before it on.
const NEAR_DAYS: u64 = 7;

/// Tells the handlers of a company what is due, once a day.
///
/// # Errors
/// The database's.
pub async fn remind(app: &App, company_id: Uuid) -> Result<(), Problem> {
    use privacy_request::Column as C;
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let farthest = REMINDERS.iter().max().map_or(0, |days| days.unsigned_abs());
    let soon = app
        .read_in(scope, async |tx| {
            let last = tx.today().checked_add_days(Days::new(farthest)).unwrap_or(tx.today());
            let rows = tx
                .find::<privacy_request::Entity>()
                .filter(C::Status.is_in(UNANSWERED.map(Status::as_str)).and(C::DueOn.lte(last)))
                .filter(C::RemindedOn.is_null().or(C::RemindedOn.lt(tx.today())))
                .all()
                .await?;
            let due = rows.into_iter().filter(|r| is_reminded(r.due_on, tx.today()));
            Ok(due.map(|r| r.id).collect::<Vec<_>>())
        })
        .await?;
    for id in soon {
        let _: Reply = app
            .write_in(scope, &Actor::default(), async |tx| {
                let before = store::lock(tx, id).await?;
                let today = Some(tx.today());
                if !UNANSWERED.contains(&store::status(&before)?) || before.reminded_on >= today {
                    return Ok(Done::silent("another process was faster", Reply::no_content()));
                }
                let row = privacy_request::Model {
                    reminded_on: today,
                    ..before.clone()
                };
                store::enter(tx, &row, (Entry::Reminded, ""), None, To::Handler).await?;
                store::save(tx, &row).await?;
                let event = store::changed(EventKind::PrivacyRequestReminded, &before, &row);
                Ok(Done::new(event, Reply::no_content()))
            })
            .await?;
    }
    Ok(())
}

/// How many requests of the company are due within a week, and how many are late.
///
/// # Errors
/// The database's.
pub async fn due(tx: &ReadTx) -> Result<(i64, i64), Problem> {
    use privacy_request::Column as C;
    let today = tx.today();
    let near = today.checked_add_days(Days::new(NEAR_DAYS)).unwrap_or(today);
    let waiting = || C::Status.is_in(UNANSWERED.map(Status::as_str));
    let count = async |on| {
        let n = tx.find::<privacy_request::Entity>().filter(on).count().await?;
        i64::try_from(n).map_err(Problem::internal)
    };
    Ok((
        count(waiting().and(C::DueOn.gte(today)).and(C::DueOn.lte(near))).await?,
        count(waiting().and(C::DueOn.lt(today))).await?,
    ))
}
