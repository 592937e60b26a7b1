//! What does a newcomer see? A believable company with a year behind it, made by the service's own operations.

mod accountant;
mod articles;
pub mod bank_file;
mod billing;
mod breaches;
mod chance;
mod claims;
mod credits;
mod deducted;
mod deductions;
mod driver;
mod e_invoices;
mod green;
mod incoming;
mod people;
mod privacy;
mod reminders;
mod second;
mod support;
#[cfg(test)]
mod tests;
mod time;
mod trade;
mod words;
mod year;

use crate::{
    app::{App, StartError},
    clock::{Clock, ManualClock},
    company::company,
    config::Config,
    http::{Reply, problem::Problem},
    jobs,
    session::signing_key,
    store::{Actor, Done, Scope},
};
use chrono::{DateTime, Days, Utc};
use driver::Driver;
use sea_orm::{Condition, QuerySelect};
use std::sync::Arc;

/// Keeps the demo's ids apart from those of others.
const IDS: u64 = 7;

/// Fills an empty database with the demo company, whose year ends at `now`; gives the log-ins as text.
///
/// # Errors
/// When the process can't start, the database isn't empty, or an operation refuses what the demo does.
pub async fn run(config: Config, now: DateTime<Utc>) -> Result<String, StartError> {
    let url = config.public_url.clone();
    let clock = Arc::new(ManualClock::new(now, IDS));
    let begin = clock
        .today()
        .checked_sub_days(Days::new(year::DAYS + 3))
        .unwrap_or_default();
    clock.set(year::at(begin, 9).unwrap_or(now));
    // The process lives in the past from its start: its keys sign for then.
    let app = App::start(config, clock.clone()).await?;
    let failed = |p: Problem| StartError::Config(format!("the demo data could not be made: {p}"));
    if !is_empty(&app).await.map_err(failed)? {
        return Err(StartError::Config(
            "demo data needs an empty database: this one has a company".to_owned(),
        ));
    }
    app.db.hasten().await?;
    live(app.clone(), clock, now).await.map_err(failed)?;
    app.db.settle().await?;
    Ok(people::logins(&url))
}

async fn is_empty(app: &App) -> Result<bool, Problem> {
    let any = |q: sea_orm::Select<company::Entity>| q.limit(1);
    let found = app.read_in(Scope::default(), async |tx| {
        Ok(tx.find_global::<company::Entity>().with(any).one().await?)
    });
    Ok(found.await?.is_none())
}

async fn live(app: App, clock: Arc<ManualClock>, now: DateTime<Utc>) -> Result<(), Problem> {
    let d = Driver::new(app, clock, now).await;
    let people = people::arrive(&d).await?;
    people.log_in(&d).await?;
    second::begin(&d, &people).await?;
    let home = claims::begin(&d, &people).await?;
    year::Year::new(&d, &people).live().await?;
    e_invoices::pass_on(&d, &people).await?;
    trade::bill(&d, &people).await?;
    deductions::ask(&d, &people).await?;
    claims::live(&d, &people, &home).await?;
    green::installations(&d, &people).await?;
    privacy::erase(&d, &people).await?;
    people.log_out(&d).await?;
    d.clock.set(now);
    jobs::upkeep::tidy(&d.app).await?;
    forget_keys(&d.app).await
}

/// The keys of the past sign nothing more; the server makes its own when it starts.
async fn forget_keys(app: &App) -> Result<(), Problem> {
    app.write_in(Scope::default(), &Actor::default(), async |tx| {
        tx.delete_global_where::<signing_key::Entity>(Condition::all()).await?;
        Ok(Done::silent("keys belong to no company", Reply::no_content()))
    })
    .await
    .map(|_| ())
}
