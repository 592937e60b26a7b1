mod books;
mod declared;
mod parties;
mod requests;

use super::{plan, run};
use crate::{
    app::App,
    http::{Problem, Reply},
    store::{Actor, Done, Scope, WriteTx},
    testing::World,
};
use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// Ten in the morning of a day.
async fn go_to(w: &World, on: NaiveDate) {
    let ten = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    w.clock.set(on.and_time(ten).and_utc());
    w.prove().await;
    w.app.keys.renew(&w.app).await.unwrap();
}

/// What the worker does on a day.
async fn tend(w: &World) -> Option<Uuid> {
    run::tend(&w.app, w.here.company_id, false).await.unwrap()
}

/// How many rows would go today.
async fn due(w: &World) -> i64 {
    let today = crate::clock::Clock::today(&*w.clock);
    w.look(async |tx| plan::plan(tx, today).await)
        .await
        .lines
        .iter()
        .map(|(_, _, rows)| rows)
        .sum()
}

/// Writes into the company's rows without a trace.
async fn plant(w: &World, f: impl AsyncFnOnce(&WriteTx) -> Result<(), Problem>) {
    plant_by(&w.app, w, f).await.unwrap();
}

async fn plant_by(app: &App, w: &World, f: impl AsyncFnOnce(&WriteTx) -> Result<(), Problem>) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let done: Result<Reply, Problem> = app
        .write_in(scope, &Actor::default(), async |tx| {
            f(tx).await?;
            Ok(Done::silent("a world before its history", Reply::no_content()))
        })
        .await;
    done.map(|_| ())
}
