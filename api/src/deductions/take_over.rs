//! How does another buyer of the household take over a part of a deduction?

use super::{
    case_entity::deduction_case,
    cases::{self, NEVER, NewEvent},
    household_member,
};
use crate::{
    http::Problem,
    store::{WriteTx, secret::Secrets},
};
use kontoret_core::{
    deduction::{CaseEvent, CaseState, work_of_part},
    identity::PersonalIdentityNumber,
};
use uuid::Uuid;

/// What is passed on, and to whom.
pub struct TakeOver<'a> {
    /// The person.
    pub member: &'a household_member::Model,
    /// Their number.
    pub number: PersonalIdentityNumber,
    /// What of the deduction.
    pub amount_kr: i64,
    /// The price of the work that it is the deduction of.
    pub base_kr: i64,
    /// How long the number is kept.
    pub fiscal_year: i32,
    /// Who says so.
    pub user_id: Uuid,
}

/// Opens the other buyer's case, with its part of hours and costs.
///
/// # Errors
/// The store's.
pub async fn take_over(
    tx: &WriteTx,
    secrets: &Secrets,
    from: &deduction_case::Model,
    new: &TakeOver<'_>,
) -> Result<deduction_case::Model, Problem> {
    let id = tx.new_id();
    let (key_id, number_sealed, number_index) = cases::seal(tx, secrets, id, new.number, new.fiscal_year).await?;
    let (works, other_kr) = work_of_part(&cases::works(from)?, from.other_kr, from.deduction_kr, 0, new.amount_kr);
    let all = cases::of_invoice(tx, from.invoice_id).await?;
    let row = deduction_case::Model {
        id,
        version: 1,
        position: all.iter().map(|c| c.position).max().unwrap_or(0) + 1,
        member_id: Some(new.member.id),
        from_case_id: Some(from.id),
        name: new.member.name.clone(),
        key_id,
        number_sealed,
        number_index,
        share_bp: 0,
        base_ore: new.base_kr * 100,
        base_kr: new.base_kr,
        deduction_kr: new.amount_kr,
        works: serde_json::to_value(&works).map_err(Problem::internal)?,
        other_kr,
        credited_base_kr: 0,
        credited_kr: 0,
        asked_kr: 0,
        stated_paid_kr: 0,
        approved_kr: 0,
        refused_kr: 0,
        refused_gone_kr: 0,
        paid_out_ore: 0,
        moved_base_kr: 0,
        moved_kr: 0,
        written_off_kr: 0,
        repaid_kr: 0,
        state: CaseState::WaitingForPayment.to_string(),
        claimable_kr: 0,
        deadline_on: NEVER,
        closed_at: None,
        created_at: tx.now(),
        ..from.clone()
    };
    cases::insert(tx, &row).await?;
    let event = NewEvent {
        other_case_id: Some(from.id),
        created_by: Some(new.user_id),
        ..NewEvent::of(CaseEvent::TakenOver, new.amount_kr * 100)
    };
    cases::note(tx, &row, event).await?;
    Ok(row)
}
