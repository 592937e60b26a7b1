//! `inviteUser`.

use super::{
    check,
    dto::{InviteUser, User, UserInput, UserStatus},
    entity::{membership, user_account},
    links::{self, Purpose},
    store,
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{
        Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm,
    },
    jobs::mail::{self, Document, MailInput},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::{Role, may_grant},
};
use sea_orm::{EntityTrait, QueryTrait, Set, sea_query::OnConflict};
use uuid::Uuid;

/// Invites somebody by mail to work in the company: the link in it holds for seven days and once. Inviting an address
/// again sends a new link and ends the old one; so does inviting somebody who had lost access.
#[utoipa::path(tag = "users", operation_id = "inviteUser", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["users_write"])), ("x-step-up" = json!(true))), request_body = InviteUser,
    responses((status = 201, description = "The user", body = User), Problems))]
#[post("/users")]
pub async fn invite_user(
    app: App,
    auth: Recent<perm::UsersWrite>,
    command: Command,
    body: Json<InviteUser>,
) -> Result<Reply, Problem> {
    let language = body.0.language;
    let (email, input) = check::invitation(body.0)?;
    app.write(&auth, &command, async |tx| {
        let (before, row) = invite(tx, Some(auth.role), &email, language, &input).await?;
        links::make(tx, tx.new_id(), row.user_id, Purpose::Invitation, None).await?;
        let letter = MailInput {
            document: Document::Invitation(row.user_id),
            recipient: email,
            message: String::new(),
        };
        mail::queue(tx, letter).await?;
        let event =
            Event::new(EventKind::UserInvited, EntityKind::User, row.id).changed("membership", before.as_ref(), &row);
        let version = row.version;
        let user = store::view(tx, row, &auth).await?;
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/users/{}", user.id), &user)?.version(version),
        ))
    })
    .await
}

/// Gives somebody a place in the transaction's company, to be taken by a link. `by` is the role of who invites; none
/// when the company itself is made.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::Duplicate`] when they work there already, or fields that need mending.
pub(super) async fn invite(
    tx: &WriteTx,
    by: Option<Role>,
    email: &str,
    language: Language,
    input: &UserInput,
) -> Result<(Option<membership::Model>, membership::Model), Problem> {
    let user_id = account(tx, email, language, &input.name).await?;
    let before = match store::lock_place_of(tx, user_id).await? {
        Some(erased) if erased.erased_at.is_some() => {
            store::leave_behind(tx, erased).await?;
            None
        }
        place => place,
    };
    let role = before.as_ref().map(store::role).transpose()?;
    if by.is_some_and(|by| !may_grant(by, role, input.role)) {
        return Err(Problem::new(Code::Forbidden));
    }
    let Some(before) = before else {
        let row = store::apply(tx, store::blank(tx, user_id), input).await?;
        store::insert_place(tx, &row).await?;
        return Ok((None, row));
    };
    if UserStatus::parse(&before.status) == UserStatus::Active {
        let taken = vec![FieldError::new("/email", FieldCode::Duplicate)];
        return Err(Problem::new(Code::Duplicate).with_errors(taken));
    }
    let mut row = store::apply(tx, before.clone(), input).await?;
    row.status = UserStatus::Invited.as_str().to_owned();
    row.version += 1;
    store::save_place(tx, &row).await?;
    Ok((Some(before), row))
}

/// The log-in of an address, made without a password when there is none. Whether there was one is not to be seen: it
/// may belong to another company.
async fn account(tx: &WriteTx, email: &str, language: Language, name: &str) -> Result<Uuid, Problem> {
    let new = user_account::ActiveModel {
        id: Set(tx.new_id()),
        email_folded: Set(email.to_owned()),
        email: Set(email.to_owned()),
        name: Set(name.to_owned()),
        password_hash: Set(None),
        language: Set(language.as_str().to_owned()),
        created_at: Set(tx.now()),
        last_log_in_at: Set(None),
    };
    let q = user_account::Entity::insert(new).on_conflict(
        OnConflict::column(user_account::Column::EmailFolded)
            .do_nothing()
            .to_owned(),
    );
    tx.execute_insert(&q.into_query()).await?;
    let found = super::find_by_email(tx, email).await?;
    found
        .map(|u| u.id)
        .ok_or_else(|| Problem::new(Code::Unavailable).retry_after(1))
}
