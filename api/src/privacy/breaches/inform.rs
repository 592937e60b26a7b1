//! `informOfBreach`.

use super::{
    check,
    dto::{Breach, BreachPath, InformOfBreach},
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
    breach::{BreachAction, BreachEntry, BreachInforming, Inform, InformError, inform},
    event::EventKind,
};

/// Notes that the people were told, when and how, or why they need not be. Of a high risk they are told, unless there is a
/// ground of art. 34(3). A later decision stands for an earlier one.
#[utoipa::path(tag = "privacy", operation_id = "informOfBreach",
    params(BreachPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = InformOfBreach,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[post("/breaches/{breach_id}/inform")]
pub async fn inform_of_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<InformOfBreach>,
) -> Result<Reply, Problem> {
    let (by, mut said) = (Some(auth.membership_id), body.0);
    for text in [&mut said.how, &mut said.reason] {
        *text = text.trim().to_owned();
    }
    let done = (BreachAction::Inform, EventKind::BreachInformed);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| {
            let decision = Inform {
                decision: said.decision,
                at: said.informed_at,
                how: &said.how,
                count: said.count,
                exemption: said.exemption,
                reason: &said.reason,
            };
            let risk = check::word(row.risk.as_deref())?;
            inform(decision, risk, row.discovered_at, tx.now())
                .map_err(|all| refused(&all, said.exemption.is_some()))?;
            let informed = said.decision == BreachInforming::Informed;
            let kept = |text: &String, yes: bool| if yes { text.clone() } else { String::new() };
            row.informing = Some(said.decision.as_str().to_owned());
            row.informed_at = said.informed_at;
            row.informed_how = kept(&said.how, informed);
            row.informed_count = said.count.filter(|_| informed);
            row.exemption = said.exemption.map(|e| e.as_str().to_owned());
            row.inform_reason = kept(&said.reason, !informed);
            let count = row.informed_count.map(|n| n.to_string()).unwrap_or_default();
            let ground = row.exemption.clone().unwrap_or_default();
            let line = if informed {
                Line(BreachEntry::Informed, &count, &row.informed_how)
            } else {
                Line(BreachEntry::NotInformed, &ground, &row.inform_reason)
            };
            store::enter(tx, row, line, by, To::Nobody).await
        },
    )
    .await
}

fn refused(errors: &[InformError], has_ground: bool) -> Problem {
    let ground = if has_ground {
        FieldCode::Invalid
    } else {
        FieldCode::Required
    };
    let field = |e: &InformError| match e {
        InformError::Decision => FieldError::new("/decision", FieldCode::RiskNotAssessed),
        InformError::When => FieldError::new("/informed_at", FieldCode::Required),
        InformError::WhenRange => FieldError::new("/informed_at", FieldCode::DateOutOfRange),
        InformError::How => FieldError::new("/how", FieldCode::Required),
        InformError::Count => FieldError::new("/count", FieldCode::Required),
        InformError::Exemption => FieldError::new("/exemption", ground),
        InformError::Reason => FieldError::new("/reason", FieldCode::Required),
    };
    Problem::fields(errors.iter().map(field).collect())
}
