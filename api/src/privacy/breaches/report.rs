//! `reportBreach`.

use super::{
    check,
    dto::{Breach, BreachPath, ReportBreach},
    store::{self, Line, To},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem,
        Problems, Reply, perm,
    },
};
use actix_web::post;
use kontoret_core::{
    breach::{BreachAction, BreachEntry, BreachReporting, BreachRisk, Report, ReportError, report},
    event::EventKind,
};

/// Notes that the authority was told, with its case number, or why it need not be: only where a risk is unlikely. A report later
/// than 72 hours after the discovery says why (GDPR art. 33(1)). A later decision stands for an earlier one.
#[utoipa::path(tag = "privacy", operation_id = "reportBreach",
    params(BreachPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = ReportBreach,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[post("/breaches/{breach_id}/report")]
pub async fn report_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ReportBreach>,
) -> Result<Reply, Problem> {
    let (by, mut said) = (Some(auth.membership_id), body.0);
    for text in [&mut said.case_number, &mut said.reason, &mut said.delay_reason] {
        *text = text.trim().to_owned();
    }
    let done = (BreachAction::Report, EventKind::BreachReported);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| {
            let decision = Report {
                decision: said.decision,
                at: said.reported_at,
                reason: &said.reason,
                delay_reason: &said.delay_reason,
            };
            let risk = check::word(row.risk.as_deref())?;
            report(decision, risk, row.discovered_at, tx.now()).map_err(|all| refused(&all, risk))?;
            let reported = said.decision == BreachReporting::Reported;
            let kept = |text: &String, yes: bool| if yes { text.clone() } else { String::new() };
            row.reporting = Some(said.decision.as_str().to_owned());
            row.reported_at = said.reported_at;
            row.case_number = kept(&said.case_number, reported);
            row.delay_reason = kept(&said.delay_reason, reported);
            row.report_reason = kept(&said.reason, !reported);
            let line = if reported {
                Line(BreachEntry::Reported, &row.case_number, &row.delay_reason)
            } else {
                Line(BreachEntry::NotReported, "", &row.report_reason)
            };
            store::enter(tx, row, line, by, To::Nobody).await
        },
    )
    .await
}

fn refused(errors: &[ReportError], risk: Option<BreachRisk>) -> Problem {
    let against = match risk {
        None => FieldCode::RiskNotAssessed,
        Some(_) => FieldCode::RiskNotUnlikely,
    };
    let field = |e: &ReportError| match e {
        ReportError::Decision => FieldError::new("/decision", against),
        ReportError::When => FieldError::new("/reported_at", FieldCode::Required),
        ReportError::WhenRange => FieldError::new("/reported_at", FieldCode::DateOutOfRange),
        ReportError::Reason => FieldError::new("/reason", FieldCode::Required),
        ReportError::DelayReason => FieldError::new("/delay_reason", FieldCode::Required),
    };
    Problem::fields(errors.iter().map(field).collect())
}
