//! `getReminderSettings`.

use super::{dto::ReminderSettings, store};
use crate::{
    app::App,
    http::{Auth, Etagged, Problem, Problems, perm},
};
use actix_web::get;

/// When and at what cost the company reminds.
#[utoipa::path(tag = "reminders", operation_id = "getReminderSettings",
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The habits", body = ReminderSettings), Problems))]
#[get("/reminder-settings")]
pub async fn get_reminder_settings(
    app: App,
    auth: Auth<perm::InvoicesRead>,
) -> Result<Etagged<ReminderSettings>, Problem> {
    app.read(&auth, async |tx| {
        let settings = store::settings(tx).await?;
        let version = settings.version;
        Ok(Etagged(settings, version))
    })
    .await
}
