//! Who does the queued work? Any number of workers; a job is held by a lease, tried again, and given up in the open.

use super::queue::{self, Claimed, JobKind};
use crate::{
    app::App,
    http::{problem::Problem, reply::Reply},
    store::{Actor, Done, Scope},
};
use chrono::Duration;
use std::time::Duration as StdDuration;

const LEASE: Duration = Duration::minutes(2);
const MAX_ATTEMPTS: i32 = 8;

/// What became of a job.
pub(super) enum Outcome {
    /// Done.
    Done,
    /// Worth another try.
    Retry(String),
    /// No use in trying again.
    GiveUp(String),
}

/// Works until the process ends: wakes when this process queues a job, and looks every second for those of others.
pub async fn run(app: App) {
    loop {
        match step(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(p) => log::warn!(cause:% = p; "the worker could not work"),
        }
        tokio::select! {
            () = app.wake.notified() => {}
            () = tokio::time::sleep(StdDuration::from_secs(1)) => {}
        }
    }
}

/// Does everything that is due now.
///
/// # Errors
/// The database's.
pub async fn drain(app: &App) -> Result<usize, Problem> {
    let mut done = 0;
    while step(app).await? {
        done += 1;
    }
    Ok(done)
}

/// Does the next job that is due; `false` when none is.
async fn step(app: &App) -> Result<bool, Problem> {
    let mut claimed = None;
    let _: Reply = app
        .write_in(Scope::default(), &Actor::default(), async |tx| {
            claimed = queue::claim(tx, LEASE).await?;
            Ok(Done::silent("a lease is no event of a company", Reply::no_content()))
        })
        .await?;
    let Some(job) = claimed else { return Ok(false) };
    let outcome = perform(app, &job).await;
    if matches!(outcome, Outcome::GiveUp(_)) && matches!(job.kind, Some(JobKind::Mail | JobKind::Notice)) {
        app.metrics.mails_failed.inc();
    }
    settle(app, &job, outcome).await?;
    Ok(true)
}

async fn perform(app: &App, job: &Claimed) -> Outcome {
    let last = job.attempts >= MAX_ATTEMPTS;
    let outcome = match job.kind {
        Some(JobKind::Mail) => super::deliver::send_document(app, job, last).await,
        Some(JobKind::Notice) => super::notice::send(app, job).await,
        Some(JobKind::EInvoice) => super::hand_over::send(app, job, last).await,
        Some(kind @ (JobKind::PrivacyReceipt | JobKind::PrivacyForward | JobKind::BreachForward)) => {
            privacy(app, job, kind).await
        }
        None => Ok(Outcome::GiveUp("this version doesn't know the job".to_owned())),
    };
    match outcome {
        Ok(Outcome::Retry(reason)) if last => Outcome::GiveUp(reason),
        Ok(o) => o,
        Err(p) if last => Outcome::GiveUp(p.to_string()),
        Err(p) => Outcome::Retry(p.to_string()),
    }
}

/// What is left to do for a privacy request or a breach.
async fn privacy(app: &App, job: &Claimed, kind: JobKind) -> Result<Outcome, Problem> {
    let (Some(company_id), Some(id)) = (job.company_id, job.subject_id) else {
        return Ok(Outcome::GiveUp("the job names nothing to pass on".to_owned()));
    };
    match kind {
        JobKind::PrivacyForward => crate::privacy::pass_on(app, company_id, id, &job.payload).await?,
        JobKind::BreachForward => crate::privacy::breaches::pass_on(app, company_id, id, &job.payload).await?,
        _ => crate::privacy::acknowledge(app, company_id, id).await?,
    }
    Ok(Outcome::Done)
}

async fn settle(app: &App, job: &Claimed, outcome: Outcome) -> Result<(), Problem> {
    // 10 s, 40 s, 160 s … at most 6 h.
    let wait = Duration::seconds((10i64 << (2 * job.attempts.clamp(1, 8) - 2)).min(6 * 3600));
    app.write_in(Scope::default(), &Actor::default(), async |tx| {
        match &outcome {
            Outcome::Done => queue::finish(tx, job.id).await?,
            Outcome::Retry(reason) => queue::fail(tx, job.id, reason, Some(tx.now() + wait)).await?,
            Outcome::GiveUp(reason) => queue::fail(tx, job.id, reason, None).await?,
        }
        Ok(Done::silent(
            "the job's own event is written where its effect is",
            Reply::no_content(),
        ))
    })
    .await
    .map(|_| ())
}
