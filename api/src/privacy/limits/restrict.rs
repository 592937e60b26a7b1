//! `restrictDataSubject`.

use super::{
    dto::{ProcessingLimits, RestrictDataSubject},
    store,
};
use crate::{
    app::App,
    http::{Command, DryRun, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
};
use actix_web::post;
use kontoret_core::limit::ProcessingLimitKind;

/// Restricts a person's data (GDPR art. 18): it is stored, and left out of lists, searches, planning, letters, reminders and
/// figures; it can't be changed, retention doesn't take it, and letters that wait are not sent. What the law wants done goes on:
/// bookkeeping and its exports, payments, tax deductions that are asked for.
#[utoipa::path(tag = "privacy", operation_id = "restrictDataSubject", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = RestrictDataSubject,
    responses((status = 201, description = "The limits", body = ProcessingLimits), Problems))]
#[post("/data-subjects/restrict")]
pub async fn restrict_data_subject(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    command: Command,
    body: Json<RestrictDataSubject>,
) -> Result<Reply, Problem> {
    let asked = body.0;
    app.write(&auth, &command, async |tx| {
        let limit = (ProcessingLimitKind::Restriction, Some(asked.ground));
        store::set(tx, auth.user_id, &asked.subjects, limit, asked.request_id).await
    })
    .await
}
