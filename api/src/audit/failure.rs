//! Does the company see that a request of its own failed by our fault? The trail says so beside the log, which it can't read.

use crate::{
    app::App,
    http::{Reply, context},
    store::{Done, Event},
};
use kontoret_core::event::{EntityKind, EventKind};
use std::time::Duration;

/// A database that is the fault itself shall not hold the answer for long.
const PATIENCE: Duration = Duration::from_secs(2);

/// Tells the trail of whoever asks that the request has failed; the entry has the request's id, which the log has too.
pub async fn tell(app: &App) {
    let Some(caller) = context::caller() else {
        return;
    };
    let event = || {
        let failed = Event::new(EventKind::RequestFailed, EntityKind::Company, caller.company_id);
        match context::path() {
            Some(path) => failed.noted("path", &path),
            None => failed,
        }
    };
    let actor = caller.actor();
    let told = app.write_in(caller.scope(), &actor, async |_| {
        Ok(Done::new(event(), Reply::no_content()))
    });
    if !matches!(actix_web::rt::time::timeout(PATIENCE, told).await, Ok(Ok(_))) {
        log::error!(request_id = actor.request_id.as_str(); "the trail wasn't told that a request failed");
    }
}
