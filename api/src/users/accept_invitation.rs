//! `acceptInvitation`.

use super::{
    dto::{AcceptInvitation, UserStatus},
    entity::{membership, user_account, user_token},
    get_invitation::hurry,
    links::{self, Purpose},
    store,
};
use crate::{
    app::App,
    company::name,
    http::{Code, FieldCode, Json, Problem, Problems, Reply, context},
    session::{client::Client, password, strength, throttle::Attempt},
    store::{Actor, Done, Event, Scope, WriteTx, secret::LinkToken},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    text::fold,
};
use sea_orm::Set;

/// What an invitation's link may be.
pub(super) const INVITATIONS: &[Purpose] = &[Purpose::Invitation, Purpose::FirstRun];

/// Accepts an invitation and opens the company to its holder. Whoever has no password yet chooses one; whoever has one
/// from another company proves it, so that a mailbox alone opens nothing that was closed.
#[utoipa::path(tag = "users", operation_id = "acceptInvitation", security(()),
    extensions(("x-permission" = json!([]))), request_body = AcceptInvitation,
    responses((status = 204, description = "Log in now"), Problems))]
#[post("/public/invitations/accept")]
pub async fn accept_invitation(app: App, client: Client, body: Json<AcceptInvitation>) -> Result<Reply, Problem> {
    let input = body.0;
    let new_name = input.name.as_deref().map(str::trim).map(str::to_owned);
    if new_name.as_deref() == Some("") {
        return Err(Problem::field("/name", FieldCode::Required));
    }
    let token = links::parse(&input.token)?;
    hurry(&app, &client).await?;
    let invited = find(&app, &token).await?;
    let (attempt, hash) = match &invited.user.password_hash {
        None => {
            let own = [
                &*invited.company,
                &invited.user.email,
                &invited.place.name,
                new_name.as_deref().unwrap_or(""),
            ];
            strength::check(&input.password, &own).await?;
            (None, Some(password::hash(&app, &input.password).await?))
        }
        Some(hash) => {
            let mut attempt = Attempt::new(&app, &[&invited.user.email_folded], &client);
            attempt.admit(&app).await?;
            let counted = attempt.count_user(&app, Some(invited.user.id)).await?;
            if !password::verify(&app, &input.password, Some(hash.clone())).await? || !counted {
                return refuse(&app, &invited, &attempt).await;
            }
            (Some(attempt), None)
        }
    };
    let scope = links::scope(&token, Some(invited.user.id));
    let actor = Actor {
        user_id: Some(invited.user.id),
        session_id: None,
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(scope, &actor, async |tx| {
        let (before, row) = accept(tx, &invited, hash, new_name).await?;
        if let Some(attempt) = &attempt {
            attempt.forgive(tx).await?;
        }
        let event = Event::new(EventKind::InvitationAccepted, EntityKind::User, row.id).changed(
            "membership",
            Some(&before),
            &row,
        );
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}

/// An invitation as it was before the password was looked at.
struct Invited {
    link: user_token::Model,
    user: user_account::Model,
    place: membership::Model,
    company: String,
}

async fn find(app: &App, token: &LinkToken) -> Result<Invited, Problem> {
    app.read_in(links::scope(token, None), async |tx| {
        let link = links::prove(app, tx, token, INVITATIONS).await?;
        let place = open_place(store::find_place_of(tx, link.user_id).await?)?;
        let user = store::find_user(tx, link.user_id)
            .await?
            .ok_or_else(Problem::not_found)?;
        Ok(Invited {
            link,
            user,
            place,
            company: name(tx).await?,
        })
    })
    .await
}

/// The place that an invitation leads to, while it is open.
///
/// # Errors
/// [`Code::LinkInvalid`].
pub(super) fn open_place(place: Option<membership::Model>) -> Result<membership::Model, Problem> {
    place
        .filter(|p| p.status == UserStatus::Invited.as_str())
        .ok_or_else(|| Problem::new(Code::LinkInvalid))
}

/// Makes the place an active one, and the password, when it is the first, the user's.
async fn accept(
    tx: &WriteTx,
    invited: &Invited,
    hash: Option<String>,
    new_name: Option<String>,
) -> Result<(membership::Model, membership::Model), Problem> {
    links::used(tx, invited.link.id).await?;
    let before = open_place(store::lock_place_of(tx, invited.user.id).await?)?;
    let user = store::lock_user(tx, invited.user.id).await?;
    if user.password_hash != invited.user.password_hash {
        // Another invitation of the same person was accepted at this moment: what was checked is no longer true.
        return Err(Problem::new(Code::Unavailable).retry_after(1));
    }
    let mut row = before.clone();
    row.status = UserStatus::Active.as_str().to_owned();
    row.version += 1;
    if let Some(name) = new_name {
        row.name_folded = fold(&name);
        row.name = name;
    }
    if let Some(hash) = hash {
        tx.update_global::<user_account::Entity, _>(user_account::ActiveModel {
            id: Set(user.id),
            name: Set(row.name.clone()),
            password_hash: Set(Some(hash)),
            ..Default::default()
        })
        .await?;
    }
    store::save_place(tx, &row).await?;
    Ok((before, row))
}

/// A wrong password of somebody who is known: counted like a log-in, and told in the company's trail.
async fn refuse(app: &App, invited: &Invited, attempt: &Attempt) -> Result<Reply, Problem> {
    let scope = Scope {
        company_id: Some(invited.place.company_id),
        user_id: None,
    };
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    let _: Reply = app
        .write_in(scope, &actor, async |tx| {
            attempt.refuse(tx).await?;
            let event = Event::new(EventKind::LogInFailed, EntityKind::User, invited.place.id);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Err(Problem::new(Code::WrongCredentials))
}
