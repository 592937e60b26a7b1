//! `objectToProcessing`.

use super::{
    dto::{ObjectToProcessing, ProcessingLimits},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
};
use actix_web::post;

/// Registers that a person objects to a use of their data (GDPR art. 21). It takes effect at once: no direct marketing, not
/// counted in statistics, or, where it must be weighed first, restricted until it is.
#[utoipa::path(tag = "privacy", operation_id = "objectToProcessing", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = ObjectToProcessing,
    responses((status = 201, description = "The limits", body = ProcessingLimits), Problems))]
#[post("/data-subjects/object")]
pub async fn object_to_processing(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    command: Command,
    body: Json<ObjectToProcessing>,
) -> Result<Reply, Problem> {
    let asked = body.0;
    app.write(&auth, &command, async |tx| {
        let limit = asked.processing.limit();
        store::set(tx, auth.user_id, &asked.subjects, limit, asked.request_id).await
    })
    .await
}
