//! `replaceBreach`.

use super::{
    check,
    dto::{Breach, BreachInput, BreachPath},
    entity::breach,
    store::{self, Line, To},
};
use crate::{
    app::App,
    clock::local,
    http::{Auth, Command, DryRun, FieldCode, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
};
use actix_web::put;
use chrono::{DateTime, Utc};
use kontoret_core::{
    breach::{BreachAction, BreachEntry, informing_stands, reporting_stands},
    event::EventKind,
};

/// Changes what is known of a breach, and the assessment of its risk. A decision that doesn't hold at a higher risk has to be
/// made anew; what was decided before stays on the time line.
#[utoipa::path(tag = "privacy", operation_id = "replaceBreach",
    params(BreachPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = BreachInput,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[put("/breaches/{breach_id}")]
pub async fn replace_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<BreachInput>,
) -> Result<Reply, Problem> {
    let input = check::checked(body.0, app.clock.now())?;
    let (by, hours) = (Some(auth.membership_id), app.config.breach_hours);
    let done = (BreachAction::Change, EventKind::BreachChanged);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| {
            let before = row.clone();
            let moved = before.discovered_at != input.discovered_at;
            // Whoever was told of it became aware then; and what was reported in time can't become late.
            if moved && (before.passed_on_from.is_some() || before.reporting.is_some()) {
                return Err(Problem::field("/discovered_at", FieldCode::Invalid));
            }
            *row = check::apply(before.clone(), &input, hours)?;
            row.warned = store::warned(tx, row);
            let note = if moved {
                format!("{} → {}", moment(before.discovered_at), moment(row.discovered_at))
            } else {
                String::new()
            };
            store::enter(tx, row, Line(BreachEntry::Changed, "", &note), by, To::Nobody).await?;
            if (&before.risk, &before.risk_reason) != (&row.risk, &row.risk_reason) {
                store::assessed(tx, row, by).await?;
                withdraw(row)?;
            }
            Ok(())
        },
    )
    .await
}

fn moment(at: DateTime<Utc>) -> String {
    local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// Takes back the decisions that don't hold at the risk.
fn withdraw(row: &mut breach::Model) -> Result<(), Problem> {
    let facts = check::facts(row)?;
    if facts.reporting.is_some_and(|d| !reporting_stands(d, facts.risk)) {
        row.reporting = None;
        row.report_reason.clear();
    }
    if facts
        .informing
        .is_some_and(|d| !informing_stands(d, facts.exemption, facts.risk))
    {
        row.informing = None;
        row.inform_reason.clear();
    }
    Ok(())
}
