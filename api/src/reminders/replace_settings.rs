//! `replaceReminderSettings`.

use super::{
    check,
    dto::{ReminderSettings, ReminderSettingsInput},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::event::{EntityKind, EventKind};

/// Replaces when and at what cost the company reminds. Reminders that went out keep what they said.
#[utoipa::path(tag = "reminders", operation_id = "replaceReminderSettings", params(IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["company_write"]))), request_body = ReminderSettingsInput,
    responses((status = 200, description = "The habits", body = ReminderSettings), Problems))]
#[put("/reminder-settings")]
pub async fn replace_reminder_settings(
    app: App,
    auth: Auth<perm::CompanyWrite>,
    if_match: IfMatch,
    command: Command,
    body: Json<ReminderSettingsInput>,
) -> Result<Reply, Problem> {
    check::settings(&body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_settings(tx).await?;
        if_match.expect(before.as_ref().map_or(0, |b| b.version))?;
        let row = store::settings_row(tx, before.as_ref().map_or(0, |b| b.version) + 1, &body.0)?;
        store::save_settings(tx, before.is_none(), &row).await?;
        let event = Event::new(
            EventKind::CompanyRemindersReplaced,
            EntityKind::Company,
            tx.company_id(),
        )
        .changed("reminder_settings", before.as_ref(), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view_settings(row)?)?.version(version),
        ))
    })
    .await
}
