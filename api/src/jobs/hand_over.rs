//! How does an e-invoice leave, exactly once in the books and at least once in the network?

use super::{
    attempt::Try,
    e_invoice::{Reason, State},
    entity::e_invoice,
    peppol::{Consignment, Failure},
    queue::{self, Claimed},
    worker::Outcome,
};
use crate::{
    app::App,
    http::{Code, Problem, Reply},
    store::{Actor, Done, Event, Scope},
};
use kontoret_core::event::{EntityKind, EventKind};
use kontoret_formats::ubl::Endpoint;
use sea_orm::{ActiveModelTrait, ColumnTrait};
use uuid::Uuid;

/// Hands over the e-invoice that the job names. One that was delivered or given up isn't touched again.
pub(super) async fn send(app: &App, job: &Claimed, last: bool) -> Result<Outcome, Problem> {
    let (Some(company_id), Some(id)) = (job.company_id, job.subject_id) else {
        return Ok(Outcome::GiveUp("the job names no e-invoice".to_owned()));
    };
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let row = app
        .read_in(scope, async |tx| {
            Ok(tx
                .find::<e_invoice::Entity>()
                .filter(e_invoice::Column::Id.eq(id))
                .one()
                .await?)
        })
        .await?;
    let Some(row) = row.filter(|r| r.state == State::Queued.as_str()) else {
        return Ok(Outcome::Done);
    };
    let tried = attempt(app, company_id, &row).await.ending(last);
    record(app, scope, job, id, &tried).await?;
    Ok(tried.into())
}

async fn attempt(app: &App, company_id: Uuid, row: &e_invoice::Model) -> Try {
    let Some(access_point) = &app.access_point else {
        return Try::Never(Reason::SwitchedOff.as_str());
    };
    let receiver = row.receiver.split_once(':').map(|(scheme, id)| Endpoint {
        scheme: scheme.to_owned(),
        id: id.to_owned(),
    });
    let Some(receiver) = receiver else {
        return Try::Never(Reason::UnknownReceiver.as_str());
    };
    let content = match crate::invoices::e_invoice_content(app, company_id, row.invoice_id, &receiver).await {
        Ok(content) => content,
        Err(p) if p.code == Code::Restricted => return Try::Never(Reason::Restricted.as_str()),
        Err(_) => return Try::Later(Reason::NotRendered.as_str()),
    };
    let Some(sender) = content.sender else {
        return Try::Never(Reason::NotRendered.as_str());
    };
    let consignment = Consignment {
        id: row.id,
        kind: content.kind,
        sender,
        country: content.country,
        receiver,
        xml: content.xml,
    };
    match access_point.hand_over(&consignment).await {
        Ok(message_id) => Try::Sent(message_id),
        Err(Failure::Refused) => Try::Never(Reason::Refused.as_str()),
        // A look-up fails for a while too: it is tried to the end.
        Err(Failure::UnknownReceiver) => Try::Later(Reason::UnknownReceiver.as_str()),
        Err(Failure::Unreachable) => Try::Later(Reason::Unreachable.as_str()),
    }
}

/// Writes down what became of the try, with its event and the job's end, in one transaction.
async fn record(app: &App, scope: Scope, job: &Claimed, id: Uuid, tried: &Try) -> Result<(), Problem> {
    let actor = Actor {
        request_id: job.id.simple().to_string(),
        ..Actor::default()
    };
    app.write_in(scope, &actor, async |tx| {
        let before = tx
            .find::<e_invoice::Entity>()
            .filter(e_invoice::Column::Id.eq(id))
            .for_update()
            .one()
            .await?;
        let nothing = Reply::no_content();
        let Some(before) = before.filter(|r| r.state == State::Queued.as_str()) else {
            queue::finish(tx, job.id).await?;
            return Ok(Done::silent(
                "another worker has written down what became of it",
                nothing,
            ));
        };
        let mut row = e_invoice::Model {
            attempts: before.attempts + 1,
            reason: tried.reason(),
            ..before.clone()
        };
        let event = match tried {
            Try::Sent(message_id) => {
                row.state = State::Delivered.as_str().to_owned();
                row.message_id.clone_from(message_id);
                row.delivered_at = Some(tx.now());
                Some(EventKind::EInvoiceDelivered)
            }
            Try::Later(_) => None,
            Try::Never(_) => {
                row.state = State::Failed.as_str().to_owned();
                Some(EventKind::EInvoiceFailed)
            }
        };
        tried.end(tx, job).await?;
        tx.update::<e_invoice::Entity, _>(e_invoice::ActiveModel::from(row.clone()).reset_all())
            .await?;
        Ok(match event {
            Some(kind) => Done::new(
                Event::new(kind, EntityKind::EInvoice, id).changed("e_invoice", Some(&before), &row),
                nothing,
            ),
            None => Done::silent("a try among several is no event", nothing),
        })
    })
    .await
    .map(|_| ())
}
