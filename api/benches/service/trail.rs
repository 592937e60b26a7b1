//! How long does it take to look through a long trail, every entry and link of it, and to hold it against its seals?

use super::{office::Office, report::Report};
use kontoret::{
    audit::seals,
    http::{Problem, Reply},
    store::{Actor, Done, Event, Scope},
};
use kontoret_core::event::{EntityKind, EventKind};
use std::time::Instant;

/// So many entries are written at once.
const AT_ONCE: u64 = 1_000;
/// Milliseconds for a million entries: what somebody who looks waits.
const AIM: f64 = 30_000.0;

/// Writes a trail by the one door, seals it, and looks through it.
pub async fn run(office: &Office, entries: u64, report: &mut Report) {
    let company = office.companies[0];
    let scope = Scope {
        company_id: Some(company.id),
        user_id: None,
    };
    let actor = Actor {
        user_id: Some(company.user_id),
        ..Actor::default()
    };
    for _ in 0..entries / AT_ONCE {
        let done: Result<Reply, Problem> = office
            .app
            .write_in(scope, &actor, async |_| {
                let event = || Event::new(EventKind::CustomerReplaced, EntityKind::Customer, company.customer_id);
                let events = (0..AT_ONCE).map(|_| event()).collect();
                Ok(Done::all(events, Reply::no_content()))
            })
            .await;
        let _: Reply = done.unwrap();
    }
    seals::tend(&office.app, company.id).await.unwrap();
    let began = Instant::now();
    let found = seals::verify(&office.app, &office.app.config.audit_seals)
        .await
        .unwrap();
    let took = began.elapsed().as_secs_f64() * 1000.0;
    assert!(found.wrong.is_empty() && found.entries >= i64::try_from(entries).unwrap());
    let name = format!("look through {} entries of the trail", found.entries);
    report.at_most(office.engine(), &name, took, "ms", AIM);
}
