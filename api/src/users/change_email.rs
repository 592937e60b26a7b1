//! `changeUserEmail`.

use super::{
    check,
    dto::{ChangeUserEmail, UserPath, UserStatus},
    links::{self, Purpose},
    pace, store,
};
use crate::{
    app::App,
    http::{Code, Command, DryRun, IdempotencyKey, Json, Path, Problem, Problems, Recent, Reply, perm},
    jobs::{Job, JobKind},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::{Permission, may_grant},
};
use serde_json::json;

/// Asks for another address to log in with: one's own, or, with the right to change users, a colleague's. A letter goes
/// to the new address; until the link in it is used, with the user's password, the old address holds.
#[utoipa::path(tag = "users", operation_id = "changeUserEmail", params(UserPath, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["self"])), ("x-step-up" = json!(true))), request_body = ChangeUserEmail,
    responses((status = 204, description = "A letter is on its way"), Problems))]
#[post("/users/{user_id}/email")]
pub async fn change_user_email(
    app: App,
    auth: Recent<perm::Own>,
    path: Path<UserPath>,
    command: Command,
    body: Json<ChangeUserEmail>,
) -> Result<Reply, Problem> {
    let email = check::email(&body.0.email)?;
    app.write(&auth, &command, async |tx| {
        let place = store::lock_place(tx, path.user_id).await?;
        let role = store::role(&place)?;
        let own = place.user_id == auth.user_id;
        let in_charge = auth.may(Permission::UsersWrite) && may_grant(auth.role, Some(role), role);
        if !own && !in_charge {
            return Err(Problem::new(Code::Forbidden));
        }
        // Whoever hasn't accepted yet has no password to confirm with: they are invited anew, under the right address.
        if UserStatus::parse(&place.status) != UserStatus::Active {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        pace::count(&app, tx, pace::CHANGES_OF_USER, place.user_id.as_bytes()).await?;
        let link = links::make(tx, tx.new_id(), place.user_id, Purpose::EmailChange, Some(email)).await?;
        let payload = json!({ "notice": "email_change", "link_id": link.id });
        tx.queue(Job::new(JobKind::Notice, tx, place.user_id).with(payload));
        let event = Event::new(EventKind::UserEmailChangeRequested, EntityKind::User, place.id);
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}
