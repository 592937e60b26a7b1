//! `createDeductionClaim`.

use super::{
    claim_dto::{DeductionClaim, DeductionClaimGuard, DeductionClaimInput},
    list,
    prepare::{Prepared, prepare},
    store,
};
use crate::{
    app::App,
    deductions::{
        cases::{self, NewEvent},
        deduction_ask, deduction_claim, years,
    },
    http::{Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    invoices::received,
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    deduction::CaseEvent,
    event::{EntityKind, EventKind},
};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use uuid::Uuid;

/// Asks the tax agency for the deductions of at most 100 cases of one kind and year of payment. It takes all of them or none: a
/// case that the tax agency would refuse is named with its reason.
#[utoipa::path(tag = "deductions", operation_id = "createDeductionClaim", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = DeductionClaimInput,
    responses((status = 201, description = "The claim", body = DeductionClaim), Problems))]
#[post("/deduction-claims")]
pub async fn create_deduction_claim(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<DeductionClaimInput>,
) -> Result<Reply, Problem> {
    let mut input = body.0;
    input.name = input.name.trim().to_owned();
    if input.name.is_empty() {
        return Err(Problem::field("/name", FieldCode::Required));
    }
    app.write(&auth, &command, async |tx| {
        let chosen = store::lock_cases(tx, &input.case_ids, |i| format!("/case_ids/{i}")).await?;
        let prepared = prepare(tx, &app.secrets, chosen, input.kind.kind(), input.year).await?;
        refuse(&prepared)?;
        name_is_free(tx, &input.name).await?;
        let claim = insert(tx, &input, &prepared, auth.user_id).await?;
        for (position, p) in (0..).zip(&prepared) {
            ask(tx, &claim, position, p, auth.user_id).await?;
        }
        let event = Event::new(EventKind::DeductionClaimCreated, EntityKind::DeductionClaim, claim.id).changed(
            "deduction_claim",
            None,
            &claim,
        );
        let location = format!("/api/v1/deduction-claims/{}", claim.id);
        let view = list::view(tx, vec![claim]).await?.pop();
        let view = view.ok_or_else(|| Problem::internal("a claim that was just made is missing"))?;
        Ok(Done::new(event, Reply::created(location, &view)?))
    })
    .await
}

/// Refuses cases that the tax agency would refuse, each by its place with the reasons.
fn refuse(prepared: &[Prepared]) -> Result<(), Problem> {
    let errors: Vec<FieldError> = prepared
        .iter()
        .enumerate()
        .filter(|(_, p)| !p.guards.is_empty())
        .map(|(i, _)| FieldError::new(format!("/case_ids/{i}"), FieldCode::Invalid))
        .collect();
    let Some(first) = prepared.iter().find(|p| !p.guards.is_empty()) else {
        return Ok(());
    };
    let number = first.of.invoice.number.as_deref().unwrap_or_default();
    let why: Vec<&str> = first.guards.iter().map(|g| reason(*g)).collect();
    Err(Problem::new(Code::Incomplete)
        .detail(format!("invoice {number}: {}", why.join(", ")))
        .with_errors(errors))
}

const fn reason(guard: DeductionClaimGuard) -> &'static str {
    use DeductionClaimGuard as G;
    match guard {
        G::Nothing => "nothing of the year's payments is left to be asked for",
        G::Number => "the buyer's number is erased",
        G::OwnWork => "the buyer is the performer of the work",
        G::UnderAge => "the buyer is under age",
        G::PaidLater => "the payment lies in the future",
        G::OtherYear => "the payment lies in another year",
        G::TooLate => "the last day has passed",
        G::MoreThanPaid => "more is asked for than what was paid allows",
        G::MoreThanPrice => "asked and paid are more than the price of the work",
        G::Amount => "an amount is outside the limits of a claim",
        G::Work => "the kind of work is missing or of another deduction",
        G::Hours => "hours are missing or too many",
        G::Property => "the property is missing",
        G::Association => "the association's number is wrong",
        G::TooLong => "a text is too long",
        G::Ceiling => "the buyer's ceiling of the year is passed",
        G::Cash => "a part was paid in cash",
    }
}

async fn name_is_free(tx: &WriteTx, name: &str) -> Result<(), Problem> {
    let same = tx
        .find::<deduction_claim::Entity>()
        .filter(deduction_claim::Column::Name.eq(name));
    match same.count().await? {
        0 => Ok(()),
        _ => Err(Problem::field("/name", FieldCode::Duplicate)),
    }
}

async fn insert(
    tx: &WriteTx,
    input: &DeductionClaimInput,
    prepared: &[Prepared],
    user_id: Uuid,
) -> Result<deduction_claim::Model, Problem> {
    let row = deduction_claim::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        kind: input.kind.as_str().to_owned(),
        year: input.year,
        name: input.name.clone(),
        reference: String::new(),
        case_count: i32::try_from(prepared.len()).map_err(Problem::internal)?,
        asked_kr: prepared.iter().filter_map(|p| p.due).map(|d| d.asked.asked_kr).sum(),
        created_by: user_id,
        created_at: tx.now(),
    };
    let own = deduction_claim::ActiveModel::from(row.clone()).reset_all();
    tx.insert::<deduction_claim::Entity, _>(own).await?;
    Ok(row)
}

async fn ask(
    tx: &WriteTx,
    claim: &deduction_claim::Model,
    position: i32,
    p: &Prepared,
    user_id: Uuid,
) -> Result<(), Problem> {
    let due = p
        .due
        .ok_or_else(|| Problem::internal("a case without anything to ask for"))?;
    // A form for green technology asks for no other costs, nor does a flat-rate service.
    let flat_rate = p.works.iter().all(|w| !w.work.is_stated_in_hours());
    let row = deduction_ask::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        case_id: p.of.case.id,
        claim_id: claim.id,
        position,
        paid_on: due.paid_on,
        price_kr: due.asked.price_kr,
        paid_kr: due.asked.paid_kr,
        asked_kr: due.asked.asked_kr,
        other_kr: Some(p.other_kr).filter(|_| !flat_rate),
        works: serde_json::to_value(&p.works).map_err(Problem::internal)?,
        approved_kr: None,
        decided_at: None,
    };
    let own = deduction_ask::ActiveModel::from(row).reset_all();
    tx.insert::<deduction_ask::Entity, _>(own).await?;
    let mut case = p.of.case.clone();
    case.asked_kr += due.asked.asked_kr;
    case.stated_paid_kr += due.asked.paid_kr;
    years::ask(tx, case.id, &due).await?;
    let case = cases::put(tx, case, &received(tx, &p.of.invoice).await?).await?;
    let event = NewEvent {
        claim_id: Some(claim.id),
        created_by: Some(user_id),
        ..NewEvent::of(CaseEvent::Asked, due.asked.asked_kr * 100)
    };
    cases::note(tx, &case, event).await
}
