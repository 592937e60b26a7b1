//! How does what is due go? In parts, each in a transaction of its own, so that an interrupted run goes on where it was.

use super::{
    entity::{bookkeeping_release, retention_count, retention_run},
    line::Ageing,
    plan::{self, Plan},
    sql,
};
use crate::{
    app::App,
    bookkeeping,
    company::company_settings,
    http::{Problem, Reply},
    store::{Actor, Done, Event, Scope, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    event::{EntityKind, EventKind},
    retention::{self, RunState},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryTrait, sea_query::Expr,
    sea_query::OnConflict,
};
use std::cell::{Cell, RefCell};
use uuid::Uuid;

fn scope(company_id: Uuid) -> Scope {
    Scope {
        company_id: Some(company_id),
        user_id: None,
    }
}

/// Lets go what the machine keeps for a while: of a company, or of nobody.
///
/// # Errors
/// The database's.
pub async fn sweep(app: &App, company_id: Option<Uuid>) -> Result<(), Problem> {
    let scope = Scope {
        company_id,
        user_id: None,
    };
    for line in plan::continuous(company_id.is_some()) {
        loop {
            let gone = Cell::new(0);
            let _: Reply = app
                .write_in(scope, &Actor::default(), async |tx| {
                    let at = sql::AsOf::new(tx, tx.today(), &[]);
                    gone.set(sql::take(tx, line, at).await?);
                    Ok(Done::silent(
                        "what was kept for a while has served it",
                        Reply::no_content(),
                    ))
                })
                .await?;
            if gone.get() < sql::BATCH {
                break;
            }
        }
    }
    Ok(())
}

/// Does what is to be done of a company today: goes on with an approved run, or plans one, at most once a day unless it is
/// asked for. Says which run it was.
///
/// # Errors
/// The database's.
pub async fn tend(app: &App, company_id: Uuid, asked_for: bool) -> Result<Option<Uuid>, Problem> {
    let run = match open_run(app, company_id, asked_for).await? {
        Next::Nothing => None,
        Next::Goes(run) => Some(run),
        Next::Plan => plan_run(app, company_id).await?,
    };
    let Some(run) = run else { return Ok(None) };
    if run.state == RunState::Approved.as_str() {
        carry_out(app, company_id, &run).await?;
    }
    Ok(Some(run.id))
}

enum Next {
    Nothing,
    Goes(retention_run::Model),
    Plan,
}

async fn open_run(app: &App, company_id: Uuid, asked_for: bool) -> Result<Next, Problem> {
    use retention_run::Column as C;
    app.read_in(scope(company_id), async |tx| {
        let open = tx
            .find::<retention_run::Entity>()
            .filter(C::State.ne(RunState::Done.as_str()))
            .one()
            .await?;
        if let Some(open) = open {
            return Ok(Next::Goes(open));
        }
        let today = tx
            .find::<retention_run::Entity>()
            .filter(C::AsOf.eq(tx.today()))
            .count()
            .await?;
        Ok(if today > 0 && !asked_for {
            Next::Nothing
        } else {
            Next::Plan
        })
    })
    .await
}

/// Plans a run when something is to go.
async fn plan_run(app: &App, company_id: Uuid) -> Result<Option<retention_run::Model>, Problem> {
    // Most days nothing is: then nobody waits for it.
    let seen = app
        .read_in(scope(company_id), async |tx| plan::plan(tx, tx.today()).await)
        .await?;
    if seen.lines.is_empty() {
        return Ok(None);
    }
    let made = RefCell::new(None);
    let _: Reply = app
        .write_in(scope(company_id), &Actor::default(), async |tx| {
            // One run at a time, whichever process plans it.
            tx.find::<company_settings::Entity>().for_update().one().await?;
            let open = tx
                .find::<retention_run::Entity>()
                .filter(retention_run::Column::State.ne(RunState::Done.as_str()))
                .count()
                .await?;
            let plan = plan::plan(tx, tx.today()).await?;
            if open > 0 || plan.lines.is_empty() {
                return Ok(Done::silent("another process was faster", Reply::no_content()));
            }
            let row = insert(tx, &plan).await?;
            let event = Event::new(EventKind::RetentionRunPlanned, EntityKind::RetentionRun, row.id).changed(
                "retention_run",
                None,
                &row,
            );
            made.replace(Some(row));
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Ok(made.into_inner())
}

async fn insert(tx: &WriteTx, plan: &Plan) -> Result<retention_run::Model, Problem> {
    let row = retention_run::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        as_of: plan.at.on,
        state: retention::begins(u64::try_from(plan.subjects).unwrap_or(0))
            .as_str()
            .to_owned(),
        subjects: plan.subjects,
        planned_at: tx.now(),
        first_approved_by: None,
        approved_by: None,
        approved_at: None,
        ended_at: None,
    };
    tx.insert::<retention_run::Entity, _>(retention_run::ActiveModel::from(row.clone()).reset_all())
        .await?;
    for (place, line, rows) in &plan.lines {
        insert_count(tx, row.id, (*place, line), *rows).await?;
    }
    Ok(row)
}

async fn insert_count(
    tx: &WriteTx,
    run_id: Uuid,
    (place, line): (usize, &Ageing),
    foreseen: i64,
) -> Result<(), Problem> {
    let count = retention_count::Model {
        company_id: tx.company_id(),
        run_id,
        position: i32::try_from(place).map_err(Problem::internal)?,
        rule: line.rule.as_str().to_owned(),
        record: line.table.to_owned(),
        outcome: line.end.as_str().to_owned(),
        foreseen,
        gone: 0,
    };
    let q = retention_count::Entity::insert(retention_count::ActiveModel::from(count).reset_all())
        .on_conflict(OnConflict::new().do_nothing().to_owned());
    tx.execute_insert(&q.into_query()).await?;
    Ok(())
}

/// Takes every line's rows, a batch at a time, and ends the run.
async fn carry_out(app: &App, company_id: Uuid, run: &retention_run::Model) -> Result<(), Problem> {
    release(app, company_id, run.as_of).await?;
    for (place, line) in plan::lines() {
        while batch(app, company_id, run, (place, line)).await? >= sql::BATCH {}
    }
    end(app, company_id, run.id).await
}

/// Notes which fiscal years the law has let go by the day: the guards of the books let their personal data go then.
pub(super) async fn release(app: &App, company_id: Uuid, on: NaiveDate) -> Result<(), Problem> {
    let _: Reply = app
        .write_in(scope(company_id), &Actor::default(), async |tx| {
            let years = bookkeeping::fiscal_years(tx).await?;
            let days: Vec<_> = years.iter().map(|(_, y)| *y).collect();
            let free = retention::released(&days, on);
            for (id, year) in years.into_iter().filter(|(_, y)| free.contains(y)) {
                let row = bookkeeping_release::Model {
                    company_id: tx.company_id(),
                    fiscal_year_id: id,
                    starts_on: year.starts_on,
                    ends_on: year.ends_on,
                    released_on: on,
                };
                let q = bookkeeping_release::Entity::insert(bookkeeping_release::ActiveModel::from(row).reset_all())
                    .on_conflict(OnConflict::new().do_nothing().to_owned());
                tx.execute_insert(&q.into_query()).await?;
            }
            Ok(Done::silent("the run's end says what went", Reply::no_content()))
        })
        .await?;
    Ok(())
}

/// One transaction of a run: how many rows went. Zero when the run is over, or may not go on.
pub(super) async fn batch(
    app: &App,
    company_id: Uuid,
    run: &retention_run::Model,
    (place, line): (usize, &'static Ageing),
) -> Result<u64, Problem> {
    use retention_count::Column as C;
    let gone = Cell::new(0);
    let _: Reply = app
        .write_in(scope(company_id), &Actor::default(), async |tx| {
            let quiet = || Done::silent("the run's end says what went", Reply::no_content());
            if !goes_on(tx, run.id).await? {
                return Ok(quiet());
            }
            let at = plan::as_of(tx, run.as_of).await?;
            let n = sql::take(tx, line, at).await?;
            gone.set(n);
            if n == 0 {
                return Ok(quiet());
            }
            insert_count(tx, run.id, (place, line), 0).await?;
            let (n, position) = (
                i64::try_from(n).map_err(Problem::internal)?,
                i32::try_from(place).map_err(Problem::internal)?,
            );
            tx.update_where::<retention_count::Entity>(|q| {
                q.col_expr(C::Gone, Expr::col(C::Gone).add(n))
                    .filter(C::RunId.eq(run.id))
                    .filter(C::Position.eq(position))
            })
            .await?;
            Ok(quiet())
        })
        .await?;
    Ok(gone.get())
}

/// A run.
///
/// # Errors
/// `not_found`.
pub(super) async fn found(app: &App, company_id: Uuid, id: Uuid) -> Result<retention_run::Model, Problem> {
    app.read_in(scope(company_id), async |tx| {
        tx.find::<retention_run::Entity>()
            .filter(retention_run::Column::Id.eq(id))
            .one()
            .await?
            .ok_or_else(Problem::not_found)
    })
    .await
}

async fn lock(tx: &WriteTx, id: Uuid) -> Result<retention_run::Model, Problem> {
    tx.find::<retention_run::Entity>()
        .filter(retention_run::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

async fn goes_on(tx: &WriteTx, id: Uuid) -> Result<bool, Problem> {
    Ok(lock(tx, id).await?.state == RunState::Approved.as_str())
}

async fn end(app: &App, company_id: Uuid, id: Uuid) -> Result<(), Problem> {
    let _: Reply = app
        .write_in(scope(company_id), &Actor::default(), async |tx| {
            let before = lock(tx, id).await?;
            if before.state != RunState::Approved.as_str() {
                return Ok(Done::silent("another process was faster", Reply::no_content()));
            }
            let mut row = before.clone();
            RunState::Done.as_str().clone_into(&mut row.state);
            row.ended_at = Some(tx.now());
            row.version += 1;
            tx.update::<retention_run::Entity, _>(retention_run::ActiveModel::from(row.clone()).reset_all())
                .await?;
            let event = Event::new(EventKind::RetentionRunEnded, EntityKind::RetentionRun, id).changed(
                "retention_run",
                Some(&before),
                &row,
            );
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Ok(())
}
