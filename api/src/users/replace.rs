//! `replaceUser`.

use super::{
    check,
    dto::{User, UserInput, UserPath, UserStatus},
    store,
};
use crate::{
    app::App,
    http::{Code, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::{Role, may_grant},
};

/// Replaces a user's name, role and the like. What the role allows changes at once, on every device. Only an owner
/// makes or changes an owner, and the last one stays.
#[utoipa::path(tag = "users", operation_id = "replaceUser", params(UserPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["users_write"])), ("x-step-up" = json!(true))), request_body = UserInput,
    responses((status = 200, description = "The user", body = User), Problems))]
#[put("/users/{user_id}")]
pub async fn replace_user(
    app: App,
    auth: Recent<perm::UsersWrite>,
    path: Path<UserPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<UserInput>,
) -> Result<Reply, Problem> {
    let input = check::user(body.0)?;
    let reply = app
        .write(&auth, &command, async |tx| {
            let owners = store::lock_owners(tx).await?;
            let before = store::lock_place(tx, path.user_id).await?;
            if_match.expect(before.version)?;
            let role = store::role(&before)?;
            if !may_grant(auth.role, Some(role), input.role) {
                return Err(Problem::new(Code::Forbidden));
            }
            if UserStatus::parse(&before.status) == UserStatus::Deactivated {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            if input.role != Role::Owner && owners == [before.id] {
                return Err(Problem::new(Code::LastOwner));
            }
            let mut row = store::apply(tx, before.clone(), &input).await?;
            row.version += 1;
            store::save_place(tx, &row).await?;
            let event = Event::new(EventKind::UserReplaced, EntityKind::User, row.id).changed(
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
