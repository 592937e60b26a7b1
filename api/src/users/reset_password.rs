//! `resetPassword`.

use super::{
    dto::ResetPassword,
    entity::{membership, user_account},
    get_invitation::hurry,
    links::{self, Purpose},
    store,
};
use crate::{
    app::App,
    company::company,
    http::{Code, Json, Problem, Problems, Reply, context},
    jobs::{Job, JobKind},
    session::{client::Client, password, start, strength, throttle},
    store::{Actor, Done, Event, ReadTx, Scope, secret::LinkToken},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ColumnTrait, Set};
use serde_json::json;

/// Chooses a new password by a link. All sessions of the user end, and a letter tells of it.
#[utoipa::path(tag = "users", operation_id = "resetPassword", security(()),
    extensions(("x-permission" = json!([]))), request_body = ResetPassword,
    responses((status = 204, description = "Log in now"), Problems))]
#[post("/public/password-resets/complete")]
pub async fn reset_password(app: App, client: Client, body: Json<ResetPassword>) -> Result<Reply, Problem> {
    let token = links::parse(&body.0.token)?;
    hurry(&app, &client).await?;
    let known = find(&app, &token).await?;
    let mut own = vec![known.user.email.as_str(), &known.user.name];
    own.extend(known.places.iter().map(|(_, c)| c.name.as_str()));
    strength::check(&body.0.password, &own).await?;
    let hash = password::hash(&app, &body.0.password).await?;
    let user_id = known.user.id;
    let Some((place, _)) = known.places.first() else {
        return Err(Problem::new(Code::LinkInvalid));
    };
    let scope = Scope {
        company_id: Some(place.company_id),
        user_id: Some(user_id),
    };
    let actor = Actor {
        user_id: Some(user_id),
        session_id: None,
        request_id: context::request_id(),
        ..Actor::default()
    };
    let reply = app
        .write_in(scope, &actor, async |tx| {
            links::used(tx, token.id).await?;
            links::end(tx, user_id, Purpose::PasswordReset).await?;
            tx.update_global::<user_account::Entity, _>(user_account::ActiveModel {
                id: Set(user_id),
                password_hash: Set(Some(hash)),
                ..Default::default()
            })
            .await?;
            start::end(tx, user_id, None).await?;
            // Guesses at the old password bar nobody from the new one.
            throttle::unlock_user(&app, tx, user_id).await?;
            throttle::unlock(&app, tx, &[&known.user.email_folded]).await?;
            for (place, company) in &known.places {
                throttle::unlock(&app, tx, &[&company.slug, &place.username_folded]).await?;
            }
            tx.queue(Job::new(JobKind::Notice, tx, user_id).with(json!({ "notice": "password_changed" })));
            let event = Event::new(EventKind::PasswordReset, EntityKind::User, place.id);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    app.standings.clear();
    Ok(reply)
}

/// Whose password it is, and where they work.
struct Known {
    user: user_account::Model,
    places: Vec<(membership::Model, company::Model)>,
}

async fn find(app: &App, token: &LinkToken) -> Result<Known, Problem> {
    let user = app
        .read_in(links::scope(token, None), async |tx| {
            let link = links::prove(app, tx, token, &[Purpose::PasswordReset]).await?;
            store::find_user(tx, link.user_id).await?.ok_or_else(Problem::not_found)
        })
        .await?;
    let scope = Scope {
        company_id: None,
        user_id: Some(user.id),
    };
    let places = app
        .read_in(scope, async |tx| companies(tx, store::places(tx, user.id).await?).await)
        .await?;
    Ok(Known { user, places })
}

async fn companies(
    tx: &ReadTx,
    places: Vec<membership::Model>,
) -> Result<Vec<(membership::Model, company::Model)>, Problem> {
    let ids = places.iter().map(|p| p.company_id);
    let rows = tx
        .find_global::<company::Entity>()
        .filter(company::Column::Id.is_in(ids))
        .all()
        .await?;
    let of = |p: membership::Model| rows.iter().find(|c| c.id == p.company_id).cloned().map(|c| (p, c));
    Ok(places.into_iter().filter_map(of).collect())
}
