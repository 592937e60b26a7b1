//! `replaceDeductionRule`.

use super::{
    dto::{
        DeductionRuleInput, DeductionRuleInstallation, DeductionRulePath, DeductionRuleSubject as Subject,
        DeductionRules,
    },
    list_rules,
    rule_entity::deduction_rule,
    rules,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Query, Reply, perm,
    },
    store::{Done, Event},
};
use actix_web::put;
use chrono::{Datelike, Months, NaiveDate};
use kontoret_core::event::{EntityKind, EventKind};

/// How far ahead a change of the law is decided.
const MONTHS_AHEAD: u32 = 36;

/// The first year that the tax agency's present services take.
const FIRST_YEAR: i32 = 2021;

/// Enters a rate or ceilings that hold for payments from a coming day: what has been decided and the service doesn't know yet. It
/// stands in place of what is known from that day. What has begun to hold is not changed, for invoices are made with it. A flat rate
/// only divides a line when it is written: it can be of any day.
#[utoipa::path(tag = "deductions", operation_id = "replaceDeductionRule",
    params(DeductionRulePath, DeductionRuleInstallation, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["company_write"]))), request_body = DeductionRuleInput,
    responses((status = 200, description = "The rules", body = DeductionRules), Problems))]
#[put("/deduction-rules/{subject}/{from_on}")]
pub async fn replace_deduction_rule(
    app: App,
    auth: Auth<perm::CompanyWrite>,
    path: Path<DeductionRulePath>,
    query: Query<DeductionRuleInstallation>,
    if_match: IfMatch,
    command: Command,
    body: Json<DeductionRuleInput>,
) -> Result<Reply, Problem> {
    let mut input = body.0;
    input.source = input.source.trim().to_owned();
    let installation = installation(&path, &query)?;
    check(&path, &input)?;
    app.write(&auth, &command, async |tx| {
        let before = rules::lock_rule(tx, path.subject, &installation, path.from_on).await?;
        if_match.expect(before.as_ref().map_or(0, |b| b.version))?;
        check_day(&path, tx.today(), before.is_some())?;
        let row = deduction_rule::Model {
            company_id: tx.company_id(),
            subject: path.subject.as_str().to_owned(),
            installation: installation.clone(),
            from_on: path.from_on,
            version: before.as_ref().map_or(0, |b| b.version) + 1,
            rate_bp: input.rate_bp,
            rot_kr: input.rot_kr,
            rut_kr: input.rut_kr,
            together_kr: input.together_kr,
            green_kr: input.green_kr,
            share_bp: input.share_bp,
            work_type: input.work_type.map(|w| w.as_str().to_owned()),
            source: input.source.clone(),
        };
        rules::save_rule(tx, before.is_none(), &row).await?;
        let event = Event::new(
            EventKind::CompanyDeductionRuleReplaced,
            EntityKind::Company,
            tx.company_id(),
        )
        .changed("deduction_rule", before.as_ref(), &row);
        let view = list_rules::view(&rules::rules(tx).await?);
        Ok(Done::new(event, Reply::ok(&view)?.version(row.version)))
    })
    .await
}

/// Refuses a rule that holds already, and a day so far away that it is a slip.
///
/// # Errors
/// `not_allowed_in_status` of a rule that is in force, else a refusal of the day.
pub fn check_day(path: &DeductionRulePath, today: NaiveDate, exists: bool) -> Result<(), Problem> {
    let from_on = path.from_on;
    let begun = from_on <= today && path.subject != Subject::FlatRate;
    if begun && exists {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let latest = today.checked_add_months(Months::new(MONTHS_AHEAD));
    if begun || from_on.year() < FIRST_YEAR || latest.is_none_or(|l| from_on > l) {
        return Err(Problem::field("/from_on", FieldCode::DateOutOfRange));
    }
    Ok(())
}

/// What is installed; empty of everything but a flat rate.
///
/// # Errors
/// A refusal of the field when a flat rate lacks it or another rule has it.
pub fn installation(path: &DeductionRulePath, query: &DeductionRuleInstallation) -> Result<String, Problem> {
    let name = query.installation.as_deref().unwrap_or_default().trim();
    match (path.subject == Subject::FlatRate, name.is_empty()) {
        (true, true) => Err(Problem::field("/installation", FieldCode::Required)),
        (false, false) => Err(Problem::field("/installation", FieldCode::Invalid)),
        _ => Ok(name.to_owned()),
    }
}

/// Refuses what a rule of its sort lacks or can't have.
fn check(path: &DeductionRulePath, input: &DeductionRuleInput) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if input.source.is_empty() {
        errors.push(FieldError::new("/source", FieldCode::Required));
    }
    let rated = path.subject.rated().is_some();
    let limited = path.subject == Subject::Ceilings;
    let flat = path.subject == Subject::FlatRate;
    for (pointer, wanted, there) in [
        ("/rate_bp", rated, input.rate_bp.is_some()),
        ("/rot_kr", limited, input.rot_kr.is_some()),
        ("/rut_kr", limited, input.rut_kr.is_some()),
        ("/green_kr", limited, input.green_kr.is_some()),
        ("/share_bp", flat, input.share_bp.is_some()),
        ("/work_type", flat, input.work_type.is_some()),
    ] {
        match (wanted, there) {
            (true, false) => errors.push(FieldError::new(pointer, FieldCode::Required)),
            (false, true) => errors.push(FieldError::new(pointer, FieldCode::Invalid)),
            _ => {}
        }
    }
    if let Some(together) = input.together_kr {
        let (rot, rut) = (input.rot_kr.unwrap_or(0), input.rut_kr.unwrap_or(0));
        if !limited {
            errors.push(FieldError::new("/together_kr", FieldCode::Invalid));
        } else if together < rot.max(rut) {
            errors.push(FieldError::new("/together_kr", FieldCode::TooSmall).with("min", rot.max(rut)));
        } else if together > rot + rut {
            errors.push(FieldError::new("/together_kr", FieldCode::TooLarge).with("max", rot + rut));
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}
