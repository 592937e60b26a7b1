//! `resolveDeductionCase`.

use super::{
    books,
    decide::check_day,
    dto::{DeductionCase, DeductionCasePath, DeductionResolution as Resolution, ResolveDeductionCase},
    get_case, pass_on,
    payout::{self, NewPayout},
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    deductions::{
        cases::{self, NewEvent},
        deduction_case,
        years::{self, Goes},
    },
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    invoices::received,
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    deduction::{CaseEvent, CaseState},
    event::{EntityKind, EventKind},
    money::Ore,
};
use uuid::Uuid;

/// Says what becomes of what the tax agency doesn't pay for a buyer: another buyer of the household has it, the customer pays
/// it, it is asked for again, repaid, given up; or closes a case that has nothing left.
#[utoipa::path(tag = "deductions", operation_id = "resolveDeductionCase",
    params(DeductionCasePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = ResolveDeductionCase,
    responses((status = 200, description = "The case", body = DeductionCase), Problems))]
#[post("/deduction-cases/{case_id}/resolve")]
pub async fn resolve_deduction_case(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<DeductionCasePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ResolveDeductionCase>,
) -> Result<Reply, Problem> {
    let mut input = body.0;
    input.note = input.note.trim().to_owned();
    app.write(&auth, &command, async |tx| {
        let of = store::lock_case(tx, path.case_id).await?;
        if_match.expect(of.case.version)?;
        let step = Step {
            of: &of,
            input: &input,
            user_id: auth.user_id,
        };
        let row = match input.resolution {
            Resolution::OtherBuyer => pass_on::to_other_buyer(tx, &app.secrets, &step).await?,
            Resolution::BillCustomer => pass_on::to_customer(tx, &step).await?,
            Resolution::AskAgain => step.ask_again(tx).await?,
            Resolution::Repay => step.repay(tx).await?,
            Resolution::WriteOff => step.write_off(tx).await?,
            Resolution::Close => step.close(tx).await?,
        };
        let event = Event::new(EventKind::DeductionCaseResolved, EntityKind::DeductionCase, row.id).changed(
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

/// What can go elsewhere: refused, or never asked for.
#[must_use]
pub fn movable_kr(case: &deduction_case::Model) -> i64 {
    let sums = cases::sums(case);
    sums.unresolved_kr() + sums.unasked_kr()
}

/// Notes on a case that so much goes elsewhere, first of what was refused; what of it was never asked for.
pub(super) fn goes(case: &mut deduction_case::Model, amount_kr: i64) -> i64 {
    let of_refused = amount_kr.min(cases::sums(case).unresolved_kr());
    case.refused_gone_kr += of_refused;
    amount_kr - of_refused
}

/// One decision about one case.
pub(super) struct Step<'a> {
    pub of: &'a OfInvoice,
    pub input: &'a ResolveDeductionCase,
    pub user_id: Uuid,
}

impl Step<'_> {
    /// How much of what can go: what was said, or what was refused, or what is left.
    ///
    /// # Errors
    /// `not_allowed_in_status` when nothing can go, or a refusal of the amount.
    pub(super) fn amount_kr(&self, most: i64) -> Result<i64, Problem> {
        if most <= 0 {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let unresolved = cases::sums(&self.of.case).unresolved_kr();
        let amount = self
            .input
            .amount_kr
            .unwrap_or(if unresolved > 0 { unresolved } else { most });
        if amount > most {
            return Err(Problem::fields(vec![
                FieldError::new("/amount_kr", FieldCode::TooLarge).with("max", most),
            ]));
        }
        Ok(amount)
    }

    /// Stores what became of the case, with its story.
    pub(super) async fn put(
        &self,
        tx: &WriteTx,
        case: deduction_case::Model,
        event: NewEvent,
    ) -> Result<deduction_case::Model, Problem> {
        let row = cases::put(tx, case, &received(tx, &self.of.invoice).await?).await?;
        let event = NewEvent {
            note: self.input.note.clone(),
            created_by: Some(self.user_id),
            ..event
        };
        cases::note(tx, &row, event).await?;
        Ok(row)
    }

    async fn ask_again(&self, tx: &WriteTx) -> Result<deduction_case::Model, Problem> {
        let mut case = self.of.case.clone();
        let amount = self.amount_kr(cases::sums(&case).unresolved_kr())?;
        case.stated_paid_kr -= years::ask_again(tx, case.id, amount).await?;
        case.asked_kr -= amount;
        case.refused_kr -= amount;
        self.put(tx, case, NewEvent::of(CaseEvent::Reopened, amount * 100))
            .await
    }

    async fn repay(&self, tx: &WriteTx) -> Result<deduction_case::Model, Problem> {
        let day = self.input.day.unwrap_or(tx.today());
        check_day("/day", day, tx.today())?;
        let mut case = self.of.case.clone();
        let before = cases::sums(&case);
        let (money_kr, back_kr) = (before.money_to_repay_kr(), before.approved_to_give_back_kr());
        if money_kr == 0 && back_kr == 0 {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let after = before.repaid();
        years::give_back(tx, case.id, case.asked_kr - after.asked_kr).await?;
        case.asked_kr = after.asked_kr;
        case.approved_kr = after.approved_kr;
        case.repaid_kr = after.repaid_kr;
        let mut event = NewEvent {
            dated_on: Some(day),
            ..NewEvent::of(CaseEvent::Repaid, money_kr.max(back_kr) * 100)
        };
        if money_kr == 0 {
            return self.put(tx, case, event).await;
        }
        let new = NewPayout {
            paid_on: day,
            amount_ore: -money_kr * 100,
            reference: self.of.invoice.number.clone().unwrap_or_default(),
            imported_payment_id: None,
            user_id: self.user_id,
        };
        let payout = payout::insert(tx, &new).await?;
        event.payout_id = Some(payout.id);
        let row = self.put(tx, case, event).await?;
        books::paid_out(tx, &payout).await?;
        Ok(row)
    }

    async fn write_off(&self, tx: &WriteTx) -> Result<deduction_case::Model, Problem> {
        if self.input.note.is_empty() {
            return Err(Problem::field("/note", FieldCode::Required));
        }
        let mut case = self.of.case.clone();
        let amount = self.amount_kr(movable_kr(&case))?;
        let never_asked = goes(&mut case, amount);
        years::take_lapsed(tx, case.id, never_asked, Goes::Lost).await?;
        case.written_off_kr += amount;
        let row = self
            .put(tx, case, NewEvent::of(CaseEvent::WrittenOff, amount * 100))
            .await?;
        books::lost(
            tx,
            &row,
            amount * 100,
            self.of.invoice.number.as_deref().unwrap_or_default(),
        )
        .await?;
        Ok(row)
    }

    async fn close(&self, tx: &WriteTx) -> Result<deduction_case::Model, Problem> {
        let mut case = self.of.case.clone();
        if !can_close(&case) {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        case.closed_at = Some(tx.now());
        self.put(tx, case, NewEvent::of(CaseEvent::Closed, 0)).await
    }
}

/// Whether nothing is left to be done with a case that nobody has closed.
#[must_use]
pub fn can_close(case: &deduction_case::Model) -> bool {
    let sums = cases::sums(case);
    case.closed_at.is_none()
        && case.state != CaseState::Closed.as_str()
        && sums.pending_kr() == 0
        && sums.to_repay_kr() == 0
        && sums.awaited_ore() == Ore::ZERO
        && movable_kr(case) == 0
}
