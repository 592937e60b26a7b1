//! `registerDeductionPayout`.

use super::{
    books,
    claim_dto::{DeductionPayout, DeductionPayoutInput},
    decide::check_day,
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    deductions::{
        cases::{self, NewEvent},
        deduction_payout,
    },
    http::{Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    invoices::received,
    payments::{self, KRONOR},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use chrono::NaiveDate;
use kontoret_core::{
    deduction::CaseEvent,
    event::{EntityKind, EventKind},
    incoming::{Reason, State},
};
use sea_orm::ActiveModelTrait;
use uuid::Uuid;

/// Notes that the tax agency has paid: one sum, divided on the cases that it is for. Nobody gets more than what was approved.
#[utoipa::path(tag = "deductions", operation_id = "registerDeductionPayout", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["payments_write"]))), request_body = DeductionPayoutInput,
    responses((status = 201, description = "The payout", body = DeductionPayout), Problems))]
#[post("/deduction-payouts")]
pub async fn register_deduction_payout(
    app: App,
    auth: Auth<perm::PaymentsWrite>,
    command: Command,
    body: Json<DeductionPayoutInput>,
) -> Result<Reply, Problem> {
    let mut input = body.0;
    input.reference = input.reference.trim().to_owned();
    check_day("/paid_on", input.paid_on, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let ids: Vec<Uuid> = input.parts.iter().map(|p| p.case_id).collect();
        let chosen = store::lock_cases(tx, &ids, |i| format!("/parts/{i}/case_id")).await?;
        fits(&input, &chosen)?;
        if let Some(id) = input.imported_payment_id {
            take_import(tx, id, input.amount_ore).await?;
        }
        let new = NewPayout {
            paid_on: input.paid_on,
            amount_ore: input.amount_ore,
            reference: input.reference.clone(),
            imported_payment_id: input.imported_payment_id,
            user_id: auth.user_id,
        };
        let payout = insert(tx, &new).await?;
        let mut rows = Vec::with_capacity(chosen.len());
        for (of, part) in chosen.iter().zip(&input.parts) {
            let mut case = of.case.clone();
            case.paid_out_ore += part.amount_ore;
            let case = cases::put(tx, case, &received(tx, &of.invoice).await?).await?;
            let event = NewEvent {
                dated_on: Some(input.paid_on),
                note: input.reference.clone(),
                payout_id: Some(payout.id),
                created_by: Some(auth.user_id),
                ..NewEvent::of(CaseEvent::PaidOut, part.amount_ore)
            };
            cases::note(tx, &case, event).await?;
            rows.push(case);
        }
        books::paid_out(tx, &payout).await?;
        let event = Event::new(
            EventKind::DeductionPayoutRegistered,
            EntityKind::DeductionPayout,
            payout.id,
        )
        .changed("deduction_payout", None, &payout);
        let location = format!("/api/v1/deduction-payouts/{}", payout.id);
        let view = DeductionPayout {
            id: payout.id,
            paid_on: payout.paid_on,
            amount_ore: payout.amount_ore,
            reference: payout.reference,
            cases: store::items(tx, rows).await?,
        };
        Ok(Done::new(event, Reply::created(location, &view)?))
    })
    .await
}

fn fits(input: &DeductionPayoutInput, chosen: &[OfInvoice]) -> Result<(), Problem> {
    let mut errors = Vec::new();
    for (i, (of, part)) in chosen.iter().zip(&input.parts).enumerate() {
        let awaited = cases::sums(&of.case).awaited_ore().0;
        if part.amount_ore > awaited {
            errors.push(FieldError::new(format!("/parts/{i}/amount_ore"), FieldCode::TooLarge).with("max", awaited));
        }
    }
    let sum: i64 = input.parts.iter().map(|p| p.amount_ore).sum();
    if sum != input.amount_ore {
        let code = if sum > input.amount_ore {
            FieldCode::TooSmall
        } else {
            FieldCode::TooLarge
        };
        let limit = if sum > input.amount_ore { "min" } else { "max" };
        errors.push(FieldError::new("/amount_ore", code).with(limit, sum));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// A payment of the bank's file becomes this payout and no customer's payment.
async fn take_import(tx: &WriteTx, id: Uuid, amount_ore: i64) -> Result<(), Problem> {
    let refused = |code| Problem::field("/imported_payment_id", code);
    let mut row = payments::lock_payment(tx, id)
        .await
        .map_err(|_| refused(FieldCode::NotFound))?;
    if payments::payment_state(&row)? == State::Booked {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    if row.currency != KRONOR || row.amount != amount_ore {
        return Err(refused(FieldCode::Invalid));
    }
    row.version += 1;
    row.state = State::Booked.to_string();
    row.reason = Reason::Payout.to_string();
    payments::save_payment(tx, &row).await
}

/// Money from the tax agency or, below zero, back to it.
pub struct NewPayout {
    /// The day.
    pub paid_on: NaiveDate,
    /// How much.
    pub amount_ore: i64,
    /// Reference.
    pub reference: String,
    /// The bank's.
    pub imported_payment_id: Option<Uuid>,
    /// Who entered it.
    pub user_id: Uuid,
}

/// Keeps a payout.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &WriteTx, new: &NewPayout) -> Result<deduction_payout::Model, Problem> {
    let row = deduction_payout::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        paid_on: new.paid_on,
        amount_ore: new.amount_ore,
        reference: new.reference.clone(),
        imported_payment_id: new.imported_payment_id,
        removed_on: None,
        removed_reason: String::new(),
        created_by: new.user_id,
        created_at: tx.now(),
    };
    let own = deduction_payout::ActiveModel::from(row.clone()).reset_all();
    tx.insert::<deduction_payout::Entity, _>(own).await?;
    Ok(row)
}
