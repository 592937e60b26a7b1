//! `leaveSupport`.

use super::{dto::Session, entity::session, keys, me, start};
use crate::{
    app::App,
    company,
    http::{Auth, Problem, Problems, Reply, perm},
    store::Done,
    support,
};
use actix_web::delete;
use sea_orm::Set;

/// Ends the visit, and goes on in the company that one belongs to.
#[utoipa::path(tag = "session", operation_id = "leaveSupport", extensions(("x-permission" = json!(["support_visit"]))),
    responses((status = 200, description = "The session", body = Session), Problems))]
#[delete("/session/support")]
pub async fn leave_support(app: App, auth: Auth<perm::SupportVisit>) -> Result<Reply, Problem> {
    let home = app
        .read(&auth, async |tx| company::operator(tx).await)
        .await?
        .ok_or_else(Problem::not_found)?
        .id;
    let _: Reply = app
        .write_in(auth.scope(), &auth.actor(), async |tx| {
            let left = support::leave(tx, auth.session_id).await?;
            tx.update_global::<session::Entity, _>(session::ActiveModel {
                id: Set(auth.session_id),
                company_id: Set(Some(home)),
                ..Default::default()
            })
            .await?;
            let nothing = Reply::no_content();
            Ok(match left {
                Some(event) => Done::new(event, nothing),
                None => Done::silent("it had ended already", nothing),
            })
        })
        .await?;
    app.standings.clear();
    Reply::ok(&Session {
        access_token: start::access_token(&app, auth.user_id, auth.session_id, home).await?,
        expires_in: keys::ACCESS_SECONDS,
        refresh_token: None,
        me: me::read(&app, auth.user_id, auth.session_id, home).await?,
    })
}
