//! `previewRetention`.

use super::{
    dto::{PreviewRetention, RetentionPreview},
    plan,
};
use crate::{
    app::App,
    http::{Auth, FieldCode, Json, Problem, Problems, Query, perm},
};
use actix_web::get;
use chrono::Days;

/// So far ahead can be looked: longer than bookkeeping is kept.
const MOST_DAYS_AHEAD: u64 = 10 * 366;

/// What would go today or on a later day, and why. Nothing does by this.
#[utoipa::path(tag = "privacy", operation_id = "previewRetention", params(PreviewRetention),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "What would go", body = RetentionPreview), Problems))]
#[get("/retention/preview")]
pub async fn preview_retention(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<PreviewRetention>,
) -> Result<Json<RetentionPreview>, Problem> {
    let today = app.clock.today();
    let on = query.on.unwrap_or(today);
    let farthest = today.checked_add_days(Days::new(MOST_DAYS_AHEAD)).unwrap_or(today);
    if !(today..=farthest).contains(&on) {
        return Err(Problem::field("/on", FieldCode::DateOutOfRange));
    }
    app.read(&auth, async |tx| {
        let plan = plan::plan(tx, on).await?;
        plan::shown(tx, &plan, query.language).await.map(Json)
    })
    .await
}
