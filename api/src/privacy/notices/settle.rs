//! `settlePrivacyNotice`, and what the service settles when its own letter has left.

use super::{
    dto::{PrivacyNotice, PrivacyNoticePath, SettlePrivacyNotice},
    entity::privacy_notice,
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy_notice::{How, SettleError, Settlement, State, settle},
};
use uuid::Uuid;

/// Says that a recipient was told in another way than by the service's mail, or that it need not be: because that is impossible,
/// takes a disproportionate effort (GDPR art. 19), or because it wasn't given the data.
#[utoipa::path(tag = "privacy", operation_id = "settlePrivacyNotice",
    params(PrivacyNoticePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = SettlePrivacyNotice,
    responses((status = 200, description = "The notice", body = PrivacyNotice), Problems))]
#[post("/privacy-notices/{notice_id}/settle")]
pub async fn settle_privacy_notice(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<PrivacyNoticePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<SettlePrivacyNotice>,
) -> Result<Reply, Problem> {
    let said = checked(body.0)?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock(tx, path.notice_id).await?.ok_or_else(Problem::not_found)?;
        if_match.expect(before.version)?;
        if before.state != State::ToTell.as_str() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let row = privacy_notice::Model {
            state: said.state.as_str().to_owned(),
            how: said.how.map(|h| h.as_str().to_owned()),
            ground: said.ground.map(|g| g.as_str().to_owned()),
            note: said.note.clone(),
            settled_at: Some(tx.now()),
            settled_by: Some(auth.membership_id),
            version: before.version + 1,
            ..before.clone()
        };
        store::save(tx, &row).await?;
        let (event, version) = (settled(&before, &row), row.version);
        let shown = store::view(tx, vec![row], &auth).await?.pop();
        let shown = shown.ok_or_else(Problem::not_found)?;
        Ok(Done::new(event, Reply::ok(&shown)?.version(version)))
    })
    .await
}

fn checked(mut s: SettlePrivacyNotice) -> Result<SettlePrivacyNotice, Problem> {
    s.note = s.note.trim().to_owned();
    let said = Settlement {
        state: s.state,
        how: s.how,
        ground: s.ground,
        note: &s.note,
    };
    let Err(errors) = settle(said) else { return Ok(s) };
    let needed = |is_there: bool| {
        if is_there {
            FieldCode::Invalid
        } else {
            FieldCode::Required
        }
    };
    let errors = errors.into_iter().map(|e| match e {
        SettleError::State => FieldError::new("/state", FieldCode::Invalid),
        SettleError::How => FieldError::new("/how", needed(s.how.is_some())),
        SettleError::Ground => FieldError::new("/ground", needed(s.ground.is_some())),
        SettleError::Note => FieldError::new("/note", FieldCode::Required),
    });
    Err(Problem::fields(errors.collect()))
}

fn settled(before: &privacy_notice::Model, after: &privacy_notice::Model) -> Event {
    Event::new(EventKind::PrivacyNoticeSettled, EntityKind::PrivacyNotice, after.id).changed(
        "privacy_notice",
        Some(before),
        after,
    )
}

/// A letter to a recipient has left: it is told, unless somebody settled it meanwhile.
///
/// # Errors
/// The database's.
pub async fn told_by_mail(tx: &WriteTx, id: Uuid) -> Result<Option<Event>, Problem> {
    let Some(before) = store::lock(tx, id).await? else {
        return Ok(None);
    };
    if before.state != State::ToTell.as_str() {
        return Ok(None);
    }
    let row = privacy_notice::Model {
        state: State::Told.as_str().to_owned(),
        how: Some(How::Mail.as_str().to_owned()),
        settled_at: Some(tx.now()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(tx, &row).await?;
    Ok(Some(settled(&before, &row)))
}
