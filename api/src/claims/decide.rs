//! `decideDeductionCase`, and what a decision does to a case, however it came.

use super::{
    dto::{DecideDeductionCase, DeductionCase, DeductionCasePath},
    get_case,
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    deductions::{
        cases::{self, NewEvent},
        deduction_ask, deduction_case,
    },
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    invoices::received,
    lines::check_date,
    store::{Done, Event, ReadTx, WriteTx},
};
use actix_web::post;
use chrono::NaiveDate;
use kontoret_core::{
    deduction::CaseEvent,
    event::{EntityKind, EventKind},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use uuid::Uuid;

/// Enters what the tax agency decided on the oldest claim of a case that is not decided; when all are, on the latest, whose
/// decision was changed.
#[utoipa::path(tag = "deductions", operation_id = "decideDeductionCase",
    params(DeductionCasePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = DecideDeductionCase,
    responses((status = 200, description = "The case", body = DeductionCase), Problems))]
#[post("/deduction-cases/{case_id}/decide")]
pub async fn decide_deduction_case(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<DeductionCasePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<DecideDeductionCase>,
) -> Result<Reply, Problem> {
    let input = body.0;
    check_day("/decided_on", input.decided_on, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let of = store::lock_case(tx, path.case_id).await?;
        if_match.expect(of.case.version)?;
        let asks = asks_of(tx, of.case.id).await?;
        let ask = asks.iter().find(|a| a.approved_kr.is_none()).or(asks.last());
        let ask = ask.ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
        if input.approved_kr > ask.asked_kr {
            return Err(Problem::fields(vec![
                FieldError::new("/approved_kr", FieldCode::TooLarge).with("max", ask.asked_kr),
            ]));
        }
        let ruling = Ruling {
            approved_kr: input.approved_kr,
            decided_on: input.decided_on,
            note: input.note.trim().to_owned(),
            decision_id: None,
            user_id: auth.user_id,
        };
        let row = rule(tx, &of, ask, &ruling).await?;
        let event = Event::new(EventKind::DeductionCaseDecided, EntityKind::DeductionCase, row.id).changed(
            "deduction_case",
            Some(&of.case),
            &row,
        );
        let version = row.version;
        let view = get_case::view(tx, &app.secrets, row, &auth).await?;
        Ok(Done::new(event, Reply::ok(&view)?.version(version)))
    })
    .await
}

/// Refuses a day that has not come, or lies far back.
///
/// # Errors
/// A refusal of the field.
pub fn check_day(pointer: &str, day: NaiveDate, today: NaiveDate) -> Result<(), Problem> {
    let mut errors = Vec::new();
    check_date(pointer, Some(day), today, &mut errors);
    if errors.is_empty() && day > today {
        errors.push(FieldError::new(pointer, FieldCode::DateOutOfRange));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// What was asked for a case, oldest first.
///
/// # Errors
/// The database's.
pub async fn asks_of(tx: &ReadTx, case_id: Uuid) -> Result<Vec<deduction_ask::Model>, Problem> {
    use deduction_ask::Column as A;
    Ok(tx
        .find::<deduction_ask::Entity>()
        .filter(A::CaseId.eq(case_id))
        .with(|q| q.order_by_asc(A::Id))
        .all()
        .await?)
}

/// A decision on one ask.
pub struct Ruling {
    /// Approved; the rest is refused.
    pub approved_kr: i64,
    /// When.
    pub decided_on: NaiveDate,
    /// Words on it.
    pub note: String,
    /// The file that it came with.
    pub decision_id: Option<Uuid>,
    /// Who entered it.
    pub user_id: Uuid,
}

/// Enters a decision; one that was there before is changed by it.
///
/// # Errors
/// The database's.
pub async fn rule(
    tx: &WriteTx,
    of: &OfInvoice,
    ask: &deduction_ask::Model,
    new: &Ruling,
) -> Result<deduction_case::Model, Problem> {
    let refused_kr = ask.asked_kr - new.approved_kr;
    let mut case = of.case.clone();
    if let Some(before) = ask.approved_kr {
        case.approved_kr -= before;
        case.refused_kr -= ask.asked_kr - before;
    }
    case.approved_kr += new.approved_kr;
    case.refused_kr += refused_kr;
    let decided = deduction_ask::Model {
        approved_kr: Some(new.approved_kr),
        decided_at: Some(tx.now()),
        ..ask.clone()
    };
    tx.update::<deduction_ask::Entity, _>(deduction_ask::ActiveModel::from(decided).reset_all())
        .await?;
    let case = cases::put(tx, case, &received(tx, &of.invoice).await?).await?;
    for (kind, kr) in [(CaseEvent::Approved, new.approved_kr), (CaseEvent::Refused, refused_kr)] {
        if kr > 0 {
            let event = NewEvent {
                dated_on: Some(new.decided_on),
                note: new.note.clone(),
                claim_id: Some(ask.claim_id),
                decision_id: new.decision_id,
                created_by: Some(new.user_id),
                ..NewEvent::of(kind, kr * 100)
            };
            cases::note(tx, &case, event).await?;
        }
    }
    Ok(case)
}
