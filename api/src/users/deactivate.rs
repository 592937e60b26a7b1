//! `deactivateUser`.

use super::{
    dto::{DeactivateUser, User, UserPath, UserStatus},
    links::{self, Purpose},
    store,
};
use crate::{
    app::App,
    http::{
        Code, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Recent, Reply,
        perm,
    },
    session,
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::may_deactivate,
};

/// Takes a user's access to the company away, or an invitation back. Their sessions in the company end at once; what
/// they did stays, and so does their place in other companies. Inviting them again lets them back in.
#[utoipa::path(tag = "users", operation_id = "deactivateUser",
    params(UserPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["users_write"])), ("x-step-up" = json!(true))), request_body = DeactivateUser,
    responses((status = 200, description = "The user", body = User), Problems))]
#[post("/users/{user_id}/deactivate")]
pub async fn deactivate_user(
    app: App,
    auth: Recent<perm::UsersWrite>,
    path: Path<UserPath>,
    if_match: IfMatch,
    command: Command,
    _body: Json<DeactivateUser>,
) -> Result<Reply, Problem> {
    let reply = app
        .write(&auth, &command, async |tx| {
            let owners = store::lock_owners(tx).await?;
            let before = store::lock_place(tx, path.user_id).await?;
            if_match.expect(before.version)?;
            if !may_deactivate(auth.role, store::role(&before)?) {
                return Err(Problem::new(Code::Forbidden));
            }
            if UserStatus::parse(&before.status) == UserStatus::Deactivated {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            if owners == [before.id] {
                return Err(Problem::new(Code::LastOwner));
            }
            let mut row = before.clone();
            row.status = UserStatus::Deactivated.as_str().to_owned();
            row.version += 1;
            store::save_place(tx, &row).await?;
            links::end(tx, row.user_id, Purpose::Invitation).await?;
            session::start::end_here(tx, row.user_id).await?;
            let event = Event::new(EventKind::UserDeactivated, EntityKind::User, row.id).changed(
                "membership",
                Some(&before),
                &row,
            );
            let version = row.version;
            Ok(Done::new(
                event,
                Reply::ok(&store::view(tx, row, &auth).await?)?.version(version),
            ))
        })
        .await?;
    app.standings.clear();
    Ok(reply)
}
