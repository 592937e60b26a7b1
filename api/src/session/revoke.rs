//! `revokeSession`.

use super::{
    dto::{RevokeSession, RevokedSessions, SessionPath},
    start,
};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Query, Reply, perm},
    store::{Done, Event},
};
use actix_web::delete;
use kontoret_core::event::{EntityKind, EventKind};

/// Ends one of one's own sessions, or all others. Within a second nothing can be done with them any more.
#[utoipa::path(tag = "session", operation_id = "revokeSession", params(SessionPath, RevokeSession),
    extensions(("x-permission" = json!(["self"]))),
    responses((status = 200, description = "How many have ended", body = RevokedSessions), Problems))]
#[delete("/sessions/{session_id}")]
pub async fn revoke_session(
    app: App,
    auth: Auth<perm::Own>,
    path: Path<SessionPath>,
    query: Query<RevokeSession>,
) -> Result<Reply, Problem> {
    let others = query.others.unwrap_or(false);
    let reply = app
        .write_in(auth.scope(), &auth.actor(), async |tx| {
            let named = start::running(tx, auth.user_id, path.session_id)
                .await?
                .ok_or_else(Problem::not_found)?;
            let ended = if others {
                start::end_others(tx, auth.user_id, named.id).await?
            } else {
                start::end(tx, auth.user_id, Some(named.id)).await?;
                vec![named.id]
            };
            let reply = Reply::ok(&RevokedSessions {
                ended: i64::try_from(ended.len()).map_err(Problem::internal)?,
            })?;
            let mut events = ended
                .into_iter()
                .map(|id| Event::new(EventKind::SessionEnded, EntityKind::Session, id));
            Ok(match events.next() {
                None => Done::silent("there were no others", reply),
                Some(first) => events.fold(Done::new(first, reply), Done::and),
            })
        })
        .await?;
    app.standings.clear();
    let leaves = path.session_id == auth.session_id && !others;
    Ok(if leaves {
        reply.cookie(start::no_cookie()).forget()
    } else {
        reply
    })
}
