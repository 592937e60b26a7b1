//! `enterSupport`.

use super::{
    dto::{EnterSupport, Session},
    entity::session,
    keys, me, start,
};
use crate::{
    app::App,
    http::{Code, Json, Problem, Problems, Recent, Reply, perm},
    store::{Actor, Done, Scope},
    support,
};
use actix_web::post;
use sea_orm::Set;

/// Goes on in a company that has opened itself, as a visitor who only reads: the same session, an access token for that company.
/// It ends with what the company gave, at the latest; then the session ends too.
#[utoipa::path(tag = "session", operation_id = "enterSupport", extensions(("x-permission" = json!(["support_enter"])), ("x-step-up" = json!(true))),
    request_body = EnterSupport, responses((status = 200, description = "The session", body = Session), Problems))]
#[post("/session/support")]
pub async fn enter_support(
    app: App,
    auth: Recent<perm::SupportEnter>,
    body: Json<EnterSupport>,
) -> Result<Reply, Problem> {
    let access_id = body.0.support_access_id;
    let access = app
        .read(&auth, async |tx| support::opening(tx, access_id).await)
        .await?;
    let scope = Scope {
        company_id: Some(access.company_id),
        user_id: Some(auth.user_id),
    };
    let visit_id = app.clock.new_id();
    let actor = Actor {
        support: Some(visit_id),
        ..auth.actor()
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            let row = start::running(tx, auth.user_id, auth.session_id)
                .await?
                .ok_or_else(|| Problem::new(Code::SessionEnded))?;
            let entered = support::enter(tx, (access_id, visit_id), (auth.user_id, row.id)).await?;
            tx.update_global::<session::Entity, _>(session::ActiveModel {
                id: Set(row.id),
                company_id: Set(Some(tx.company_id())),
                ..Default::default()
            })
            .await?;
            let nothing = Reply::no_content();
            Ok(match entered {
                Some(event) => Done::new(event, nothing),
                None => Done::silent("the visit goes on", nothing),
            })
        })
        .await?;
    Reply::ok(&Session {
        access_token: start::access_token(&app, auth.user_id, auth.session_id, access.company_id).await?,
        expires_in: keys::ACCESS_SECONDS,
        refresh_token: None,
        me: me::read(&app, auth.user_id, auth.session_id, access.company_id).await?,
    })
}
