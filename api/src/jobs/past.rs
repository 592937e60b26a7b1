//! What became of letters and e-invoices of a time that is over? A made-up year has no post: they count as handed over then.

use super::{
    e_invoice::{self, Reason},
    entity::{e_invoice as consignment, mail},
    mail::State,
    queue::JobKind,
};
use crate::{
    app::App,
    http::{Problem, Reply},
    privacy,
    store::{Actor, Done, Event, Scope, entity::job},
};
use kontoret_core::event::{EntityKind, EventKind};
use kontoret_formats::ubl::Endpoint;
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
            .filter(|j| j.kind == JobKind::Mail.as_str())
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
            let told = match row.privacy_notice_id {
                Some(id) => privacy::notices::told_by_mail(tx, id).await?,
                None => None,
            };
            done = told.into_iter().fold(done, Done::and);
        }
        Ok(done)
    })
    .await
    .map(|_| ())
}

/// Writes down that an invoice went through the network to its receiver at this moment, or why it didn't.
///
/// # Errors
/// The database's.
pub async fn pass_on(
    app: &App,
    company_id: Uuid,
    invoice_id: Uuid,
    receiver: &Endpoint,
    failed: Option<Reason>,
) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    app.write_in(scope, &Actor::default(), async |tx| {
        let row = consignment::Model {
            attempts: 1,
            state: match failed {
                Some(_) => e_invoice::State::Failed.as_str().to_owned(),
                None => e_invoice::State::Delivered.as_str().to_owned(),
            },
            reason: failed.map(|reason| reason.as_str().to_owned()),
            delivered_at: failed.is_none().then(|| tx.now()),
            ..e_invoice::fresh(tx, invoice_id, receiver)
        };
        tx.insert::<consignment::Entity, _>(consignment::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let kind = match failed {
            Some(_) => EventKind::EInvoiceFailed,
            None => EventKind::EInvoiceDelivered,
        };
        let event = Event::new(kind, EntityKind::EInvoice, row.id);
        Ok(Done::new(event.changed("e_invoice", None, &row), Reply::no_content()))
    })
    .await
    .map(|_| ())
}
