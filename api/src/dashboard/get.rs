//! `getDashboard`.

use super::{dto::Dashboard, facts, recent};
use crate::{
    app::App,
    claims,
    http::{Auth, Json, Problem, Problems, perm},
    privacy,
};
use actix_web::get;
use kontoret_core::{permission::Permission, week::IsoWeek};

/// What waits for the caller, as far as the role may see it.
#[utoipa::path(tag = "dashboard", operation_id = "getDashboard",
    extensions(("x-permission" = json!(["self", "support_visit"]))),
    responses((status = 200, description = "What waits", body = Dashboard), Problems))]
#[get("/dashboard")]
pub async fn get_dashboard(app: App, auth: Auth<perm::Present>) -> Result<Json<Dashboard>, Problem> {
    app.read(&auth, async |tx| {
        let week = IsoWeek::of(tx.today());
        let invoices = match auth.may(Permission::InvoicesRead) {
            true => Some((
                facts::open_invoices(tx).await?,
                facts::drafts(tx).await?,
                facts::months(tx).await?,
            )),
            false => None,
        };
        let ready = match auth.may(Permission::InvoicesRead) {
            true => Some(claims::ready(tx).await?),
            false => None,
        };
        let offers = match auth.may(Permission::OffersRead) {
            true => Some(facts::offers_waiting(tx).await?),
            false => None,
        };
        let orders = match auth.may(Permission::OrdersRead) || auth.may(Permission::OrdersWork) {
            true => Some(facts::orders_open(tx).await?),
            false => None,
        };
        let timesheets = match auth.may(Permission::TimeApprove) {
            true => Some(facts::timesheets_to_approve(tx).await?),
            false => None,
        };
        let privacy = match auth.may(Permission::PrivacyRead) {
            true => Some(privacy::due(tx).await?),
            false => None,
        };
        let breaches = match auth.may(Permission::PrivacyRead) {
            true => Some(privacy::breaches::due(tx).await?),
            false => None,
        };
        let (open, drafts, months) = match invoices {
            Some((open, drafts, months)) => (Some(open), Some(drafts), Some(months)),
            None => (None, None, None),
        };
        Ok(Json(Dashboard {
            unpaid_ore: open.map(|o| o.unpaid_ore),
            overdue_ore: open.map(|o| o.overdue_ore),
            overdue_count: open.map(|o| o.overdue_count),
            drafts_count: drafts,
            deductions_ready_count: ready.as_ref().map(|r| r.iter().map(|c| c.count).sum()),
            deductions_deadline_on: ready.and_then(|r| r.first().map(|c| c.deadline_on)),
            offers_waiting_count: offers.map(|o| o.count),
            offers_waiting_ore: offers.map(|o| o.sum_ore),
            orders_open_count: orders,
            timesheets_to_approve_count: timesheets,
            privacy_near_count: privacy.map(|(near, _)| near),
            privacy_late_count: privacy.map(|(_, late)| late),
            breaches_running_count: breaches.map(|(running, _)| running),
            breaches_late_count: breaches.map(|(_, late)| late),
            my_minutes_this_week: facts::my_minutes(tx, auth.membership_id, week).await?,
            my_week: week.to_string(),
            invoiced_by_month: months,
            recent: recent::events(tx, &auth).await?,
        }))
    })
    .await
}
