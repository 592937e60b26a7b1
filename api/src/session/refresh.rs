//! `refreshSession`.

use super::{
    client::Client,
    dto::{RefreshSession, Session, Transport},
    entity::{refresh_token, session},
    lifetime,
    start::{self, Started},
};
use crate::{
    app::App,
    http::{Code, Json, Problem, Problems, Reply},
    jobs::{Job, JobKind},
    store::{
        Actor, Done, Event, Scope, WriteTx,
        secret::{Use, digest},
    },
    support,
};
use actix_web::post;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait, Set};
use serde_json::json;
use uuid::Uuid;

/// Exchanges the refresh token for the next one and an access token. A token that comes back more than five seconds
/// after its use was stolen, by whoever: the session ends. Without any token the answer is empty: nobody is logged in.
#[utoipa::path(tag = "session", operation_id = "refreshSession", security(()), extensions(("x-permission" = json!([]))),
    request_body = RefreshSession, responses((status = 200, description = "The session", body = Session),
        (status = 204, description = "Nobody is logged in"), Problems))]
#[post("/session/refresh")]
pub async fn refresh_session(app: App, client: Client, body: Json<RefreshSession>) -> Result<Reply, Problem> {
    let (token, transport) = match (body.0.refresh_token, &client.cookie) {
        (Some(token), _) => (token, Transport::Body),
        (None, Some(cookie)) => (cookie.clone(), Transport::Cookie),
        (None, None) => return Ok(Reply::no_content()),
    };
    let row = find(&app, &token).await?.filter(|s| s.transport == transport.as_str());
    let row = row.ok_or_else(|| Problem::new(Code::SessionEnded))?;
    let (started, company_id) = exchange(&app, &row, &token, &client).await?;
    start::answer(&app, started, company_id).await
}

/// The session of a refresh token, used or not.
pub(super) async fn find(app: &App, token: &str) -> Result<Option<session::Model>, Problem> {
    let key = digest(token.as_bytes()).to_vec();
    app.read_in(Scope::default(), async |tx| {
        let token = tx
            .find_global::<refresh_token::Entity>()
            .filter(refresh_token::Column::Digest.eq(key))
            .one()
            .await?;
        let Some(token) = token else { return Ok(None) };
        Ok(tx
            .find_global::<session::Entity>()
            .filter(session::Column::Id.eq(token.session_id))
            .one()
            .await?)
    })
    .await
}

enum Outcome {
    Next(Box<Started>),
    Ended,
    Stolen,
}

async fn exchange(app: &App, row: &session::Model, token: &str, client: &Client) -> Result<(Started, Uuid), Problem> {
    let company_id = row.company_id.ok_or_else(|| Problem::new(Code::SessionEnded))?;
    let scope = Scope {
        company_id: Some(company_id),
        user_id: Some(row.user_id),
    };
    let actor = Actor {
        user_id: Some(row.user_id),
        session_id: Some(row.id),
        request_id: crate::http::context::request_id(),
        ..Actor::default()
    };
    let mut outcome = Outcome::Ended;
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            outcome = rotate(app, tx, row.id, token, client).await?;
            let nothing = Reply::no_content();
            if !matches!(outcome, Outcome::Stolen) {
                return Ok(Done::silent("going on is no event", nothing));
            }
            start::end(tx, row.user_id, Some(row.id)).await?;
            let payload = json!({ "notice": "session_reuse", "session_id": row.id });
            tx.queue(Job::new(JobKind::Notice, tx, row.user_id).with(payload));
            Ok(Done::new(
                Event::new(EventKind::SessionReuseDetected, EntityKind::Session, row.id),
                nothing,
            ))
        })
        .await?;
    match outcome {
        Outcome::Next(started) => Ok((*started, company_id)),
        Outcome::Ended => Err(Problem::new(Code::SessionEnded)),
        Outcome::Stolen => {
            app.standings.clear();
            Err(Problem::new(Code::SessionEnded))
        }
    }
}

async fn rotate(app: &App, tx: &WriteTx, session_id: Uuid, token: &str, client: &Client) -> Result<Outcome, Problem> {
    let now = tx.now();
    // The session's row is the family's lock: parallel refreshes come one after the other.
    let locked = tx
        .find_global::<session::Entity>()
        .filter(session::Column::Id.eq(session_id))
        .for_update()
        .one()
        .await?;
    let Some(mut row) = locked.filter(|s| lifetime::runs(s, now)) else {
        return Ok(Outcome::Ended);
    };
    if support::is_over(tx, row.user_id, row.id).await? {
        start::end(tx, row.user_id, Some(row.id)).await?;
        return Ok(Outcome::Ended);
    }
    let key = digest(token.as_bytes()).to_vec();
    let used = tx
        .find_global::<refresh_token::Entity>()
        .filter(refresh_token::Column::Digest.eq(key.clone()))
        .one()
        .await?;
    let Some(used) = used else { return Ok(Outcome::Ended) };
    let mut next = URL_SAFE_NO_PAD.encode(app.secrets.mac(Use::Refresh, &[token.as_bytes()]));
    match used.used_at {
        Some(at) if now - at > lifetime::GRACE => return Ok(Outcome::Stolen),
        // The successor that was given may be one of the master key before this one.
        Some(_) => {
            if let Some(old) = app.secrets.old_mac(Use::Refresh, &[token.as_bytes()]) {
                let old = URL_SAFE_NO_PAD.encode(old);
                if is_known(tx, &old).await? {
                    next = old;
                }
            }
        }
        None => {
            tx.update_global::<refresh_token::Entity, _>(refresh_token::ActiveModel {
                digest: Set(key),
                used_at: Set(Some(now)),
                ..Default::default()
            })
            .await?;
            start::keep(tx, session_id, &next).await?;
            row.last_used_at = now;
            row.ip = client.address();
            tx.update_global::<session::Entity, _>(session::ActiveModel::from(row.clone()).reset_all())
                .await?;
        }
    }
    Ok(Outcome::Next(Box::new(Started {
        session: row,
        refresh: next,
    })))
}

async fn is_known(tx: &WriteTx, token: &str) -> Result<bool, Problem> {
    let found = tx
        .find_global::<refresh_token::Entity>()
        .filter(refresh_token::Column::Digest.eq(digest(token.as_bytes()).to_vec()))
        .one()
        .await?;
    Ok(found.is_some())
}
