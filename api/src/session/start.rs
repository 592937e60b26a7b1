//! How does a session begin, go on, and end?

use super::{
    client::{COOKIE, Client},
    dto::{Session, Transport},
    entity::{refresh_token, session},
    keys, lifetime, me,
};
use crate::{
    app::App,
    http::{Code, Problem, Reply},
    jobs::{Job, JobKind},
    store::{Event, ReadTx, WriteTx, secret},
    users::{membership, user_account},
};
use actix_web::cookie::{Cookie, SameSite, time};
use chrono::{DateTime, Utc};
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, QueryFilter, QuerySelect, Set, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

/// A session with the secret that continues it.
pub struct Started {
    /// The row.
    pub session: session::Model,
    /// The refresh token.
    pub refresh: String,
}

/// Begins a session of a user in the transaction's company, and tells the user of a device not seen before.
///
/// # Errors
/// The database's.
pub async fn begin(
    tx: &WriteTx,
    user_id: Uuid,
    place: &membership::Model,
    client: &Client,
    transport: Transport,
) -> Result<(Started, Event), Problem> {
    let now = tx.now();
    let row = session::Model {
        id: tx.new_id(),
        user_id,
        company_id: Some(tx.company_id()),
        transport: transport.as_str().to_owned(),
        device: client.device.clone(),
        ip: client.address(),
        created_at: now,
        last_used_at: now,
        expires_at: now + lifetime::absolute(transport),
        ended_at: None,
        proven_at: now,
    };
    if is_new_device(tx, user_id, &row.device).await? {
        let payload = json!({ "notice": "new_device", "session_id": row.id });
        tx.queue(Job::new(JobKind::Notice, tx, user_id).with(payload));
    }
    tx.insert_global::<session::Entity, _>(session::ActiveModel::from(row.clone()).reset_all())
        .await?;
    let refresh = secret::new_token();
    keep(tx, row.id, &refresh).await?;
    tx.update_global::<user_account::Entity, _>(user_account::ActiveModel {
        id: Set(user_id),
        last_log_in_at: Set(Some(now)),
        ..Default::default()
    })
    .await?;
    seen(tx, place.id).await?;
    let event = Event::new(EventKind::SessionStarted, EntityKind::Session, row.id);
    Ok((Started { session: row, refresh }, event))
}

/// Goes on under a new id, proven just now, in the transaction's company; the session under the old id has ended. It lasts
/// no longer than it would have. Afterwards, clear `standings`.
///
/// # Errors
/// [`Code::SessionEnded`] when it has ended already.
pub async fn prove(tx: &WriteTx, user_id: Uuid, id: Uuid, client: &Client) -> Result<(Started, Event), Problem> {
    let now = tx.now();
    let old = running(tx, user_id, id)
        .await?
        .ok_or_else(|| Problem::new(Code::SessionEnded))?;
    end(tx, user_id, Some(id)).await?;
    let row = session::Model {
        id: tx.new_id(),
        company_id: Some(tx.company_id()),
        ip: client.address(),
        last_used_at: now,
        proven_at: now,
        ..old
    };
    tx.insert_global::<session::Entity, _>(session::ActiveModel::from(row.clone()).reset_all())
        .await?;
    let refresh = secret::new_token();
    keep(tx, row.id, &refresh).await?;
    let event = Event::new(EventKind::SessionProven, EntityKind::Session, row.id);
    Ok((Started { session: row, refresh }, event))
}

/// The user was in the company just now.
pub(super) async fn seen(tx: &WriteTx, membership_id: Uuid) -> Result<(), Problem> {
    tx.update_where::<membership::Entity>(|q| {
        q.col_expr(membership::Column::LastLogInAt, Expr::value(tx.now()))
            .filter(membership::Column::Id.eq(membership_id))
    })
    .await?;
    Ok(())
}

/// The first device of all is no news.
async fn is_new_device(tx: &ReadTx, user_id: Uuid, device: &str) -> Result<bool, Problem> {
    let of_user = || {
        tx.find_global::<session::Entity>()
            .filter(session::Column::UserId.eq(user_id))
            .with(|q| q.limit(1))
    };
    let known = of_user()
        .filter(session::Column::Device.eq(device))
        .one()
        .await?
        .is_some();
    Ok(!known && of_user().one().await?.is_some())
}

/// Keeps the digest of a refresh token.
pub(super) async fn keep(tx: &WriteTx, session_id: Uuid, token: &str) -> Result<(), Problem> {
    let row = refresh_token::Model {
        digest: secret::digest(token.as_bytes()).to_vec(),
        session_id,
        created_at: tx.now(),
        used_at: None,
    };
    tx.insert_global::<refresh_token::Entity, _>(refresh_token::ActiveModel::from(row).reset_all())
        .await?;
    Ok(())
}

/// A session of the user that can be gone on with, locked until the transaction ends.
pub(super) async fn running(tx: &WriteTx, user_id: Uuid, id: Uuid) -> Result<Option<session::Model>, Problem> {
    let which = lifetime::running(tx.now())
        .add(session::Column::Id.eq(id))
        .add(session::Column::UserId.eq(user_id));
    Ok(tx
        .find_global::<session::Entity>()
        .filter(which)
        .for_update()
        .one()
        .await?)
}

/// Ends sessions: all of a user, or one of them. Their refresh tokens go with them. Afterwards, clear `standings`.
///
/// # Errors
/// The database's.
pub async fn end(tx: &WriteTx, user_id: Uuid, only: Option<Uuid>) -> Result<u64, Problem> {
    let which = only.map_or_else(Condition::all, |id| Condition::all().add(session::Column::Id.eq(id)));
    Ok(end_where(tx, user_id, which).await?.len() as u64)
}

/// Ends a user's sessions in the transaction's company alone. Afterwards, clear `standings`.
///
/// # Errors
/// The database's.
pub async fn end_here(tx: &WriteTx, user_id: Uuid) -> Result<u64, Problem> {
    let here = Condition::all().add(session::Column::CompanyId.eq(tx.company_id()));
    Ok(end_where(tx, user_id, here).await?.len() as u64)
}

/// Ends the session in which somebody is in the transaction's company, which is not theirs. Afterwards, clear `standings`.
///
/// # Errors
/// The database's.
pub async fn end_visit(tx: &WriteTx, user_id: Uuid, session_id: Uuid) -> Result<(), Problem> {
    let here = Condition::all()
        .add(session::Column::CompanyId.eq(tx.company_id()))
        .add(session::Column::Id.eq(session_id));
    end_where(tx, user_id, here).await.map(|_| ())
}

/// Ends all sessions of a user but one. Afterwards, clear `standings`.
pub(super) async fn end_others(tx: &WriteTx, user_id: Uuid, but: Uuid) -> Result<Vec<Uuid>, Problem> {
    let running = lifetime::running(tx.now()).add(session::Column::Id.ne(but));
    end_where(tx, user_id, running).await
}

async fn end_where(tx: &WriteTx, user_id: Uuid, which: Condition) -> Result<Vec<Uuid>, Problem> {
    let which = which
        .add(session::Column::UserId.eq(user_id))
        .add(session::Column::EndedAt.is_null());
    let rows = tx
        .find_global::<session::Entity>()
        .filter(which)
        .for_update()
        .all()
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    if ids.is_empty() {
        return Ok(ids);
    }
    tx.delete_global_where::<refresh_token::Entity>(refresh_token::Column::SessionId.is_in(ids.clone()))
        .await?;
    tx.update_global_where::<session::Entity>(|q| {
        q.col_expr(session::Column::EndedAt, Expr::value(tx.now()))
            .filter(session::Column::Id.is_in(ids.clone()))
    })
    .await?;
    Ok(ids)
}

/// Answers with an access token, and the refresh token the way it travels.
///
/// # Errors
/// When no key signs, or the company's names can't be read.
pub async fn answer(app: &App, started: Started, company_id: Uuid) -> Result<Reply, Problem> {
    let Started { session, refresh } = started;
    let me = me::read(app, session.user_id, session.id, company_id).await?;
    let access_token = access_token(app, session.user_id, session.id, company_id).await?;
    let in_body = Transport::parse(&session.transport) == Transport::Body;
    let reply = Reply::ok(&Session {
        access_token,
        expires_in: keys::ACCESS_SECONDS,
        refresh_token: in_body.then(|| refresh.clone()),
        me,
    })?;
    let now = app.clock.now();
    Ok(if in_body {
        reply
    } else {
        reply.cookie(cookie(refresh, session.expires_at, now))
    })
}

/// A signed access token; makes the next signing key when it is time.
pub(super) async fn access_token(app: &App, user: Uuid, session: Uuid, company: Uuid) -> Result<String, Problem> {
    app.keys.renew(app).await?;
    app.keys.sign(app.clock.now(), user, session, company)
}

fn cookie(token: String, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> Cookie<'static> {
    Cookie::build(COOKIE, token)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(time::Duration::seconds((expires_at - now).num_seconds().max(0)))
        .finish()
}

/// A cookie that takes the refresh token away.
pub(super) fn no_cookie() -> Cookie<'static> {
    cookie(String::new(), DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH)
}
