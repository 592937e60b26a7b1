//! `listSessions`.

use super::{
    dto::{ListSessions, SessionItem},
    entity::session,
    lifetime,
};
use crate::{
    app::App,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, cut, keyset, limit},
        perm,
    },
};
use actix_web::get;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Order};

/// The sessions in which one is logged in, the last used first, in whatever company.
#[utoipa::path(tag = "session", operation_id = "listSessions", params(ListSessions),
    extensions(("x-permission" = json!(["self"]))),
    responses((status = 200, description = "A page of sessions", body = Page<SessionItem>), Problems))]
#[get("/sessions")]
pub async fn list_sessions(
    app: App,
    auth: Auth<perm::Own>,
    query: Query<ListSessions>,
) -> Result<Json<Page<SessionItem>>, Problem> {
    use session::Column as C;
    let cursor = Cursor::<DateTime<Utc>>::decode(query.after.as_deref())?;
    let limit = limit(query.limit);
    let current = auth.session_id;
    let rows = app
        .read(&auth, async |tx| {
            Ok(tx
                .find_global::<session::Entity>()
                .filter(C::UserId.eq(auth.user_id))
                .filter(lifetime::running(tx.now()))
                .with(|s| keyset(s, C::LastUsedAt, C::Id, Order::Desc, cursor, limit))
                .all()
                .await?)
        })
        .await?;
    Ok(Json(cut(
        rows,
        limit,
        |r| Cursor(r.last_used_at, r.id).encode(),
        |r| item(r, current),
    )))
}

fn item(row: session::Model, current: uuid::Uuid) -> SessionItem {
    SessionItem {
        current: row.id == current,
        id: row.id,
        device: row.device,
        ip: row.ip,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        expires_at: row.expires_at,
    }
}
