//! `forwardPrivacyRequest`, and what is made of it in the company that it is passed on to.

use super::{
    dto::{ForwardPrivacyRequest, PrivacyRequest, PrivacyRequestPath},
    entity::privacy_request,
    links,
    store::{self, Incoming, To},
};
use crate::{
    app::App,
    company::{self, company as listed},
    customers::dto::Language,
    http::{
        Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
    jobs::{Job, JobKind},
    store::{Actor, Done, ReadTx, Scope},
};
use actix_web::post;
use kontoret_core::{event::EventKind, privacy_case::Entry, privacy_request::Action};
use sea_orm::ColumnTrait;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Passes the request on to whom it concerns, and tells the person. Whoever runs the service names a company; a company
/// passes on to whoever runs the service. The day of receipt stays.
#[utoipa::path(tag = "privacy", operation_id = "forwardPrivacyRequest",
    params(PrivacyRequestPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = ForwardPrivacyRequest,
    responses((status = 200, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests/{request_id}/forward")]
pub async fn forward_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyRequestPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ForwardPrivacyRequest>,
) -> Result<Reply, Problem> {
    let by = auth.membership_id;
    let (slug, text) = (body.0.company, body.0.text.trim().to_owned());
    let done = (Action::Forward, EventKind::PrivacyRequestForwarded);
    store::act(
        &app,
        &auth,
        (path.request_id, if_match, &command),
        done,
        async |tx, row| {
            let to = target(tx, slug.as_deref())
                .await?
                .ok_or_else(|| Problem::field("/company", FieldCode::NotFound))?;
            row.forwarded_to.clone_from(&to.name);
            links::end(tx, row.id, None).await?;
            store::enter(tx, row, (Entry::Forwarded, &text), Some(by), To::Person).await?;
            let job = Job::new(JobKind::PrivacyForward, tx, row.id).with(json!({ "company_id": to.id }));
            tx.queue(job);
            Ok(())
        },
    )
    .await
}

/// Whom it goes to; none: nobody that it may go to from here.
async fn target(tx: &ReadTx, slug: Option<&str>) -> Result<Option<listed::Model>, Problem> {
    let here = company::directory(tx).await?;
    let found = match slug.map(str::trim) {
        None => company::operator(tx).await?,
        Some(slug) if here.operator => {
            tx.find_global::<listed::Entity>()
                .filter(listed::Column::Slug.eq(slug))
                .one()
                .await?
        }
        Some(_) => None,
    };
    Ok(found.filter(|c| c.id != here.id))
}

#[derive(Deserialize)]
struct Payload {
    company_id: Uuid,
}

/// Makes the request in the company that it was passed on to, once.
///
/// # Errors
/// The database's.
pub async fn pass_on(app: &App, company_id: Uuid, id: Uuid, payload: &Value) -> Result<(), Problem> {
    let to = Payload::deserialize(payload).map_err(Problem::internal)?.company_id;
    let scope = |company_id| Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (row, from) = match app
        .read_in(scope(company_id), async |tx| {
            Ok((store::find(tx, id).await?, company::name(tx).await?))
        })
        .await
    {
        Err(p) if p.code == Code::NotFound => return Ok(()),
        other => other?,
    };
    let _: Reply = app
        .write_in(scope(to), &Actor::default(), async |tx| {
            let there = tx
                .find::<privacy_request::Entity>()
                .filter(privacy_request::Column::ForwardedFrom.eq(row.id))
                .count()
                .await?;
            if there > 0 {
                return Ok(Done::silent("it was made before", Reply::no_content()));
            }
            let made = store::open(
                tx,
                Incoming {
                    kind: store::word(&row.kind)?,
                    channel: store::word(&row.channel)?,
                    language: Language::parse(&row.language),
                    name: row.name,
                    email: row.email,
                    phone: row.phone,
                    message: row.message,
                    received_at: row.received_at,
                    received_on: row.received_on,
                    user_id: None,
                    passed_on: Some((row.id, from)),
                    by_id: None,
                },
            )
            .await?;
            Ok(Done::new(store::created(&made), Reply::no_content()))
        })
        .await?;
    Ok(())
}
