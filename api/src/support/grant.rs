//! `grantSupportAccess`.

use super::{
    dto::{GrantSupportAccess, SupportAccess},
    entity::support_access,
    store,
};
use crate::{
    app::App,
    company,
    http::{Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    support::{self, SupportAccessState},
};
use sea_orm::ActiveModelTrait;

/// Lets the staff of whoever runs the service look around in the company for a while: they read, and nothing else. What they
/// see stands in the company's trail. One time is open at once; more time is given when it is over or ended.
#[utoipa::path(tag = "support", operation_id = "grantSupportAccess", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["support_grant"])), ("x-step-up" = json!(true))), request_body = GrantSupportAccess,
    responses((status = 201, description = "The access", body = SupportAccess), Problems))]
#[post("/support-accesses")]
pub async fn grant_support_access(
    app: App,
    auth: Recent<perm::SupportGrant>,
    command: Command,
    body: Json<GrantSupportAccess>,
) -> Result<Reply, Problem> {
    let reason = body.0.reason.trim().to_owned();
    let minutes = body.0.minutes;
    app.write(&auth, &command, async |tx| {
        if reason.is_empty() {
            return Err(Problem::field("/reason", FieldCode::Required));
        }
        let expires_at =
            support::expires_at(tx.now(), minutes).ok_or_else(|| Problem::field("/minutes", FieldCode::TooLarge))?;
        if company::directory(tx).await?.operator {
            return Err(
                Problem::new(Code::NotAllowedInStatus).detail("Your company runs the service: its own users see it.")
            );
        }
        let mut events = Vec::new();
        if let Some(before) = store::lock_last(tx).await? {
            if store::state(&before, tx.now()) == SupportAccessState::Open {
                return Err(Problem::new(Code::SupportAccessOpen));
            }
            events.push(store::close(tx, before, None).await?);
        }
        let row = support_access::Model {
            company_id: tx.company_id(),
            id: tx.new_id(),
            reason: reason.clone(),
            granted_at: tx.now(),
            expires_at,
            ended_at: None,
            granted_by: auth.user_id,
            ended_by: None,
        };
        tx.insert::<support_access::Entity, _>(support_access::ActiveModel::from(row.clone()).reset_all())
            .await
            .map_err(|e| only_one(e.into()))?;
        let granted = EventKind::SupportAccessGranted;
        events.push(Event::new(granted, EntityKind::SupportAccess, row.id).changed("support_access", None, &row));
        let shown = store::view_one(tx, row).await?;
        Ok(Done::all(
            events,
            Reply::created("/api/v1/support-accesses".to_owned(), &shown)?,
        ))
    })
    .await
}

/// Two who give access at once meet in the index.
fn only_one(p: Problem) -> Problem {
    match p.code {
        Code::Duplicate => Problem::new(Code::SupportAccessOpen),
        _ => p,
    }
}
