//! `createPrivacyRequest`.

use super::{
    dto::{PrivacyRequest, PrivacyRequestInput},
    store::{self, Incoming},
    view,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::Done,
};
use actix_web::post;
use chrono::{Days, NaiveDate};
use kontoret_core::{identity::is_email, privacy_case::Channel};

/// The oldest request that can be entered: what came earlier is late in any case.
const OLDEST_DAYS: u64 = 90;

/// Enters a request that came by e-mail, phone, letter or in person. It has a handler at once, and the person is told.
#[utoipa::path(tag = "privacy", operation_id = "createPrivacyRequest", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_read"]))), request_body = PrivacyRequestInput,
    responses((status = 201, description = "The request", body = PrivacyRequest), Problems))]
#[post("/privacy-requests")]
pub async fn create_privacy_request(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    command: Command,
    body: Json<PrivacyRequestInput>,
) -> Result<Reply, Problem> {
    let input = check(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let incoming = Incoming {
            kind: input.kind,
            channel: input.channel,
            language: input.language,
            name: input.name.clone(),
            email: input.email.clone(),
            phone: input.phone.clone(),
            message: input.message.clone(),
            received_at: tx.now(),
            received_on: input.received_on,
            user_id: None,
            passed_on: None,
            by_id: Some(auth.membership_id),
        };
        let row = store::open(tx, incoming).await?;
        let (event, location) = (store::created(&row), format!("/api/v1/privacy-requests/{}", row.id));
        let version = row.version;
        let answer = view::whole(tx, row, &auth).await?;
        Ok(Done::new(event, Reply::created(location, &answer)?.version(version)))
    })
    .await
}

fn check(mut i: PrivacyRequestInput, today: NaiveDate) -> Result<PrivacyRequestInput, Problem> {
    let mut errors = Vec::new();
    for text in [&mut i.name, &mut i.email, &mut i.phone, &mut i.message] {
        *text = text.trim().to_owned();
    }
    if i.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    if !i.email.is_empty() && !is_email(&i.email) {
        errors.push(FieldError::new("/email", FieldCode::Invalid));
    }
    if matches!(i.channel, Channel::Public | Channel::Profile) {
        errors.push(FieldError::new("/channel", FieldCode::Invalid));
    }
    let oldest = today.checked_sub_days(Days::new(OLDEST_DAYS)).unwrap_or(today);
    if !(oldest..=today).contains(&i.received_on) {
        errors.push(FieldError::new("/received_on", FieldCode::DateOutOfRange));
    }
    if errors.is_empty() {
        Ok(i)
    } else {
        Err(Problem::fields(errors))
    }
}
