//! What became of letters of a time that is over? A made-up year has no post: they count as handed over then.

use super::{entity::mail, mail::State, queue::JobKind};
use crate::{
    app::App,
    http::{Problem, Reply},
    store::{Actor, Done, Event, Scope, entity::job},
};
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use uuid::Uuid;

/// Writes down that a company's queued letters were handed over at this moment, without writing them, and drops the
/// notices of the service.
///
/// # Errors
/// The database's.
pub async fn hand_over(app: &App, company_id: Uuid) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    app.write_in(scope, &Actor::default(), async |tx| {
        let jobs = tx
            .find_global::<job::Entity>()
            .filter(job::Column::CompanyId.eq(company_id))
            .all()
            .await?;
        let ids = jobs.iter().map(|j| j.id);
        let letters = jobs
            .iter()
            .filter(|j| j.kind == JobKind::SendMail.as_str())
            .filter_map(|j| j.subject_id);
        let before = tx
            .find::<mail::Entity>()
            .filter(mail::Column::Id.is_in(letters))
            .all()
            .await?;
        tx.delete_global_where::<job::Entity>(job::Column::Id.is_in(ids))
            .await?;
        let mut done = Done::silent("nothing was queued", Reply::no_content());
        for before in before {
            let mut row = before.clone();
            row.state = State::Sent.as_str().to_owned();
            row.attempts = 1;
            row.sent_at = Some(tx.now());
            tx.update::<mail::Entity, _>(mail::ActiveModel::from(row.clone()).reset_all())
                .await?;
            let event = Event::new(EventKind::MailSent, EntityKind::Mail, row.id);
            done = done.and(event.changed("mail", Some(&before), &row));
        }
        Ok(done)
    })
    .await
    .map(|_| ())
}
