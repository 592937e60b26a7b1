//! `confirmEmailChange`.

use super::{
    dto::ConfirmEmailChange,
    entity::{membership, user_account, user_token},
    get_invitation::hurry,
    links::{self, Purpose},
    store,
};
use crate::{
    app::App,
    http::{Code, Json, Problem, Problems, Reply, context},
    jobs::{Job, JobKind},
    session::{client::Client, password, throttle::Attempt},
    store::{Actor, Done, Event, Scope, WriteTx, secret::LinkToken},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::Set;
use serde_json::json;

/// Takes a new address by the link that was mailed to it. The password proves the person, so that whoever asked for the
/// change can't take over the log-in; the old address is told.
#[utoipa::path(tag = "users", operation_id = "confirmEmailChange", security(()),
    extensions(("x-permission" = json!([]))), request_body = ConfirmEmailChange,
    responses((status = 204, description = "Log in with the new address from now on"), Problems))]
#[post("/public/email-changes/complete")]
pub async fn confirm_email_change(app: App, client: Client, body: Json<ConfirmEmailChange>) -> Result<Reply, Problem> {
    let token = links::parse(&body.0.token)?;
    hurry(&app, &client).await?;
    let change = find(&app, &token).await?;
    let mut attempt = Attempt::new(&app, &[&change.user.email_folded], &client);
    attempt.admit(&app).await?;
    let counted = attempt.count_user(&app, Some(change.user.id)).await?;
    let scope = links::scope(&token, Some(change.user.id));
    if !password::verify(&app, &body.0.password, change.user.password_hash.clone()).await? || !counted {
        return refuse(&app, scope, &change, &attempt).await;
    }
    let actor = Actor {
        user_id: Some(change.user.id),
        session_id: None,
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(scope, &actor, async |tx| {
        let (before, after) = take(tx, &change).await?;
        attempt.forgive(tx).await?;
        let payload = json!({ "notice": "email_changed", "email": before.email });
        tx.queue(Job::new(JobKind::Notice, tx, after.id).with(payload));
        let event = Event::new(EventKind::UserEmailChanged, EntityKind::User, change.place.id).changed(
            "user_account",
            Some(&before),
            &after,
        );
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}

/// A change as it was before the password was looked at.
struct Change {
    link: user_token::Model,
    user: user_account::Model,
    place: membership::Model,
}

async fn find(app: &App, token: &LinkToken) -> Result<Change, Problem> {
    app.read_in(links::scope(token, None), async |tx| {
        let link = links::prove(app, tx, token, &[Purpose::EmailChange]).await?;
        let user = store::find_user(tx, link.user_id).await?;
        let place = store::find_place_of(tx, link.user_id).await?;
        let gone = || Problem::new(Code::LinkInvalid);
        Ok(Change {
            user: user.ok_or_else(gone)?,
            place: place.filter(|p| p.status == store::ACTIVE).ok_or_else(gone)?,
            link,
        })
    })
    .await
}

async fn take(tx: &WriteTx, change: &Change) -> Result<(user_account::Model, user_account::Model), Problem> {
    let gone = || Problem::new(Code::LinkInvalid);
    links::used(tx, change.link.id).await?;
    // Whoever reads the old mailbox chooses no password any more.
    links::end(tx, change.user.id, Purpose::PasswordReset).await?;
    let before = store::lock_user(tx, change.user.id).await?;
    if before.password_hash != change.user.password_hash {
        // A new password was chosen at this moment: what was checked is no longer true.
        return Err(Problem::new(Code::Unavailable).retry_after(1));
    }
    let email = change.link.email.clone().ok_or_else(gone)?;
    let after = user_account::Model {
        email_folded: email.clone(),
        email,
        ..before.clone()
    };
    tx.update_global::<user_account::Entity, _>(user_account::ActiveModel {
        id: Set(after.id),
        email_folded: Set(after.email_folded.clone()),
        email: Set(after.email.clone()),
        ..Default::default()
    })
    .await?;
    Ok((before, after))
}

/// A wrong password: counted like a log-in, and told in the company's trail.
async fn refuse(app: &App, scope: Scope, change: &Change, attempt: &Attempt) -> Result<Reply, Problem> {
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            attempt.refuse(tx).await?;
            let event = Event::new(EventKind::LogInFailed, EntityKind::User, change.place.id);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Err(Problem::new(Code::WrongCredentials))
}
