//! `switchCompany`.

use super::{
    dto::{Session, SwitchCompany},
    entity::session,
    keys, me, start,
};
use crate::{
    app::App,
    http::{Auth, Code, Json, Problem, Problems, Reply, perm},
    store::{Done, Event, Scope},
    users,
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::Set;

/// Goes on in another company of one's own: the same session, an access token for that company. The refresh token
/// stays as it is.
#[utoipa::path(tag = "session", operation_id = "switchCompany", extensions(("x-permission" = json!(["self"]))),
    request_body = SwitchCompany, responses((status = 200, description = "The session", body = Session), Problems))]
#[post("/session/company")]
pub async fn switch_company(app: App, auth: Auth<perm::Own>, body: Json<SwitchCompany>) -> Result<Reply, Problem> {
    let company_id = body.0.company_id;
    let scope = Scope {
        company_id: Some(company_id),
        user_id: Some(auth.user_id),
    };
    let _: Reply = app
        .write_in(scope, &auth.actor(), async |tx| {
            let ended = || Problem::new(Code::SessionEnded);
            let row = start::running(tx, auth.user_id, auth.session_id)
                .await?
                .ok_or_else(ended)?;
            let places = users::places(tx, auth.user_id).await?;
            let there = places
                .into_iter()
                .find(|p| p.company_id == company_id)
                .ok_or_else(Problem::not_found)?;
            let nothing = Reply::no_content();
            if row.company_id == Some(company_id) {
                return Ok(Done::silent("it is the company at work already", nothing));
            }
            tx.update_global::<session::Entity, _>(session::ActiveModel {
                id: Set(row.id),
                company_id: Set(Some(company_id)),
                ..Default::default()
            })
            .await?;
            start::seen(tx, there.id).await?;
            Ok(Done::new(
                Event::new(EventKind::CompanySwitched, EntityKind::Session, row.id),
                nothing,
            ))
        })
        .await?;
    Reply::ok(&Session {
        access_token: start::access_token(&app, auth.user_id, auth.session_id, company_id).await?,
        expires_in: keys::ACCESS_SECONDS,
        refresh_token: None,
        me: me::read(&app, auth.user_id, auth.session_id, company_id).await?,
    })
}
