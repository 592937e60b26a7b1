//! `logout`.

use super::{client::Client, refresh, start};
use crate::{
    app::App,
    http::{Caller, Code, Problem, Problems, Reply, auth},
    store::{Actor, Done, Event, Scope},
    support,
};
use actix_web::{HttpRequest, delete};
use kontoret_core::event::{EntityKind, EventKind};
use uuid::Uuid;

/// Ends the session here and now, and makes the browser forget. The access token or the cookie is enough, so that
/// leaving works however long the page lay open.
#[utoipa::path(tag = "session", operation_id = "logout", extensions(("x-permission" = json!(["self", "support_visit"]))),
    responses((status = 204, description = "The session has ended"), Problems))]
#[delete("/session")]
pub async fn logout(app: App, req: HttpRequest, client: Client) -> Result<Reply, Problem> {
    let caller = match auth::bearer(&req) {
        Ok(token) => super::authenticate(&app, token).await,
        Err(problem) => Err(problem),
    };
    let which = match (caller, &client.cookie) {
        (Ok(caller), _) => Some(Which::from(&*caller)),
        (Err(_), Some(cookie)) => refresh::find(&app, cookie).await?.and_then(|s| {
            Some(Which {
                user_id: s.user_id,
                session_id: s.id,
                company_id: s.company_id?,
            })
        }),
        (Err(problem), None) if problem.code == Code::SessionEnded => None,
        (Err(problem), None) => return Err(problem),
    };
    if let Some(which) = which {
        end(&app, &which).await?;
    }
    Ok(Reply::no_content().cookie(start::no_cookie()).forget())
}

struct Which {
    user_id: Uuid,
    session_id: Uuid,
    company_id: Uuid,
}

impl From<&Caller> for Which {
    fn from(c: &Caller) -> Self {
        Self {
            user_id: c.user_id,
            session_id: c.session_id,
            company_id: c.company_id,
        }
    }
}

async fn end(app: &App, which: &Which) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(which.company_id),
        user_id: Some(which.user_id),
    };
    let visit = app
        .read_in(scope, async |tx| support::open_visit(tx, which.session_id).await)
        .await?;
    let actor = Actor {
        user_id: Some(which.user_id),
        session_id: Some(which.session_id),
        request_id: crate::http::context::request_id(),
        support: visit.map(|v| v.id),
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            let nothing = Reply::no_content();
            let left = support::leave(tx, which.session_id).await?;
            Ok(
                match (start::end(tx, which.user_id, Some(which.session_id)).await?, left) {
                    (0, None) => Done::silent("it had ended already", nothing),
                    (_, Some(left)) => Done::new(left, nothing),
                    _ => Done::new(
                        Event::new(EventKind::SessionEnded, EntityKind::Session, which.session_id),
                        nothing,
                    ),
                },
            )
        })
        .await?;
    app.standings.clear();
    Ok(())
}
