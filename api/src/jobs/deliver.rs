//! How does a letter with a document leave, exactly once in the books and at least once in the post?

use super::{
    attempt::Try,
    entity::mail,
    mail::{Content, Reason, State},
    message::{self, Letter},
    queue::{self, Claimed},
    transport::{self, Failure},
    worker::Outcome,
};
use crate::{
    app::App,
    company,
    http::{Code, Problem, Reply},
    store::{Actor, Done, Event, Scope},
};
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use uuid::Uuid;

/// Sends the letter that the job names. A letter that has left or was given up isn't touched again.
pub(super) async fn send_document(app: &App, job: &Claimed, last: bool) -> Result<Outcome, Problem> {
    let (Some(company_id), Some(mail_id)) = (job.company_id, job.subject_id) else {
        return Ok(Outcome::GiveUp("the job names no letter".to_owned()));
    };
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let row = app
        .read_in(scope, async |tx| {
            Ok(tx
                .find::<mail::Entity>()
                .filter(mail::Column::Id.eq(mail_id))
                .one()
                .await?)
        })
        .await?;
    let Some(row) = row.filter(|r| r.state == State::Queued.as_str()) else {
        return Ok(Outcome::Done);
    };
    let tried = attempt(app, company_id, &row).await.ending(last);
    record(app, scope, job, mail_id, &tried).await?;
    Ok(tried.into())
}

async fn attempt(app: &App, company_id: Uuid, row: &mail::Model) -> Try {
    let content = match content(app, company_id, row).await {
        Ok(Some(content)) => content,
        Ok(None) => return Try::Later(Reason::NotRendered.as_str()),
        Err(p) if p.code == Code::NotAllowedInStatus => return Try::Never(Reason::Withdrawn.as_str()),
        Err(p) if p.code == Code::Restricted => return Try::Never(Reason::Restricted.as_str()),
        Err(_) => return Try::Later(Reason::NotRendered.as_str()),
    };
    let letter = Letter {
        id: row.id,
        language: content.language,
        from_name: content.from_name,
        reply_to: content.reply_to,
        recipient: row.recipient.clone(),
        subject: content.subject,
        intro: content.text_intro,
        message: row.message.clone(),
        facts: content.facts,
        link: content.link,
        before_link: content.before_link,
        copies: content.copies,
        attachment: content.attachment,
        privacy: match privacy_page(app, company_id, row).await {
            Ok(page) => page,
            Err(_) => return Try::Later(Reason::NotRendered.as_str()),
        },
    };
    let Ok(message) = message::build(&app.config.mail_from, app.clock.now(), letter) else {
        return Try::Never(Reason::InvalidAddress.as_str());
    };
    match transport::send(app, row.queued_at, row.id, message).await {
        Ok(()) => Try::Sent(None),
        Err(Failure::Refused) => Try::Never(Reason::Refused.as_str()),
        Err(Failure::Deferred) => Try::Later(Reason::Deferred.as_str()),
        Err(Failure::Unreachable) => Try::Later(Reason::Unreachable.as_str()),
    }
}

/// Where a customer asks the company about data that is stored of them.
async fn privacy_page(app: &App, company_id: Uuid, row: &mail::Model) -> Result<Option<String>, Problem> {
    if row.offer_id.is_none() && row.invoice_id.is_none() {
        return Ok(None);
    }
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let slug = app
        .read_in(scope, async |tx| Ok(company::directory(tx).await?.slug))
        .await?;
    Ok(Some(format!("{}/integritet/{slug}", app.config.public_url)))
}

/// The content, from the slice whose document it is; none for a document that this version can't send.
async fn content(app: &App, company_id: Uuid, row: &mail::Model) -> Result<Option<Content>, Problem> {
    if row.kind == "reminder" {
        return crate::reminders::mail_content(app, company_id, row.id).await.map(Some);
    }
    if let Some(id) = row.privacy_event_id {
        return crate::privacy::mail_content(app, company_id, id).await.map(Some);
    }
    if let Some(id) = row.privacy_notice_id {
        return crate::privacy::notices::mail_content(app, company_id, id)
            .await
            .map(Some);
    }
    if let (Some(id), Some(user_id)) = (row.breach_event_id, row.user_id) {
        return crate::privacy::breaches::mail_content(app, company_id, id, user_id)
            .await
            .map(Some);
    }
    match (row.offer_id, row.invoice_id, row.user_id) {
        (Some(id), None, None) => crate::offers::mail_content(app, company_id, id).await.map(Some),
        (None, Some(id), None) => crate::invoices::mail_content(app, company_id, id).await.map(Some),
        (None, None, Some(id)) => crate::users::mail_content(app, company_id, id).await.map(Some),
        _ => Ok(None),
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
            .find::<mail::Entity>()
            .filter(mail::Column::Id.eq(id))
            .for_update()
            .one()
            .await?;
        let Some(before) = before.filter(|r| r.state == State::Queued.as_str()) else {
            queue::finish(tx, job.id).await?;
            return Ok(Done::silent(
                "another worker has written down what became of it",
                Reply::no_content(),
            ));
        };
        let mut row = mail::Model {
            attempts: before.attempts + 1,
            reason: tried.reason(),
            ..before.clone()
        };
        let event = match tried {
            Try::Sent(_) => {
                row.state = State::Sent.as_str().to_owned();
                row.sent_at = Some(tx.now());
                Some(EventKind::MailSent)
            }
            Try::Later(_) => None,
            Try::Never(_) => {
                row.state = State::Failed.as_str().to_owned();
                Some(EventKind::MailFailed)
            }
        };
        let told = match (event, row.privacy_notice_id) {
            (Some(EventKind::MailSent), Some(id)) => crate::privacy::notices::told_by_mail(tx, id).await?,
            _ => None,
        };
        tried.end(tx, job).await?;
        tx.update::<mail::Entity, _>(mail::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let nothing = Reply::no_content();
        Ok(match event {
            Some(kind) => {
                let left = Event::new(kind, EntityKind::Mail, id).changed("mail", Some(&before), &row);
                Done::all(std::iter::once(left).chain(told).collect(), nothing)
            }
            None => Done::silent("a try among several is no event", nothing),
        })
    })
    .await
    .map(|_| ())
}
