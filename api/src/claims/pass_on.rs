//! Who has what the tax agency doesn't pay for a buyer: another buyer of the household, or the customer?

use super::{
    books,
    dto::DeductionOtherBuyer,
    resolve::{Step, goes, movable_kr},
    store,
};
use crate::{
    bookkeeping::fiscal_year_of,
    deductions::{
        self, TakeOver, cases,
        cases::NewEvent,
        deduction_case, household_of, take_over, together, used_elsewhere,
        years::{self, Goes},
    },
    http::{FieldCode, FieldError, Problem},
    invoices::{self, NewSettlement, invoice, received},
    store::{ReadTx, WriteTx, secret::Secrets},
};
use chrono::{Datelike, Days};
use kontoret_core::{
    deduction::{CaseEvent, DeductionKind, ceilings_on, lacks, room_kr},
    settlement::Kind,
};
use sea_orm::ActiveModelTrait;

/// Another buyer of the household has it.
pub(super) async fn to_other_buyer(
    tx: &WriteTx,
    secrets: &Secrets,
    step: &Step<'_>,
) -> Result<deduction_case::Model, Problem> {
    let mut case = step.of.case.clone();
    // What has lapsed has lapsed for everybody.
    let lapsed_kr = years::lapsed_kr(&years::of(tx, case.id).await?, tx.today());
    let amount = step.amount_kr(movable_kr(&case) - lapsed_kr)?;
    let wanted = step
        .input
        .member_id
        .ok_or_else(|| Problem::field("/member_id", FieldCode::Required))?;
    let others = other_buyers(tx, secrets, &case).await?;
    let room = others
        .iter()
        .find(|o| o.member_id == wanted)
        .ok_or_else(|| Problem::field("/member_id", FieldCode::NotFound))?
        .room_kr;
    if amount > room {
        return Err(Problem::fields(vec![
            FieldError::new("/amount_kr", FieldCode::TooLarge).with("max", room),
        ]));
    }
    let people = household_of(tx, secrets, case.customer_id).await?;
    let person = people.people.iter().find(|p| p.row.id == wanted);
    let (person, number) = person
        .and_then(|p| Some((p, p.number?)))
        .ok_or_else(|| Problem::field("/member_id", FieldCode::NotFound))?;
    let base_kr = base_of(&case, amount);
    let issued_on = step.of.invoice.issued_on.unwrap_or(tx.today());
    let new = TakeOver {
        member: &person.row,
        number,
        amount_kr: amount,
        base_kr,
        fiscal_year: fiscal_year_of(tx, issued_on).await?.ends_on.year(),
        user_id: step.user_id,
    };
    let other = take_over(tx, secrets, &case, &new).await?;
    let came = received(tx, &step.of.invoice).await?;
    cases::put(tx, other.clone(), &came).await?;
    // Of what was refused the claim has stated the price already; of the rest the price goes along.
    let never_asked = goes(&mut case, amount);
    case.moved_base_kr += base_of(&case, never_asked);
    case.moved_kr += amount;
    let event = NewEvent {
        other_case_id: Some(other.id),
        ..NewEvent::of(CaseEvent::Moved, amount * 100)
    };
    step.put(tx, case, event).await
}

/// The price of the work that a part of the deduction is for, a krona begun counting whole: so the rate of it is at least the
/// part.
fn base_of(case: &deduction_case::Model, amount_kr: i64) -> i64 {
    let base = case.base_kr - case.credited_base_kr - case.moved_base_kr;
    let deduction = (case.deduction_kr - case.credited_kr).max(1);
    let exact = i128::from(base) * i128::from(amount_kr);
    let whole = exact / i128::from(deduction) + i128::from(exact % i128::from(deduction) > 0);
    i64::try_from(whole).unwrap_or(base).min(base)
}

/// Who else of the household could have a part of a case, with what the year's ceilings leave them.
///
/// # Errors
/// The store's.
pub async fn other_buyers(
    tx: &ReadTx,
    secrets: &Secrets,
    case: &deduction_case::Model,
) -> Result<Vec<DeductionOtherBuyer>, Problem> {
    let kind: DeductionKind = case.kind.parse().map_err(Problem::internal)?;
    let people = household_of(tx, secrets, case.customer_id).await?;
    let ceilings = deductions::rules(tx).await?.plain_ceilings();
    let paid_on = case.paid_on.unwrap_or(tx.today());
    let Some(ceilings) = ceilings_on(&ceilings, paid_on) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for person in &people.people {
        let Some(number) = person.number else { continue };
        if person.row.number_index == case.number_index || !lacks(&person.member(), case.year).is_empty() {
            continue;
        }
        let ours = cases::had(tx, secrets, number, case.year, None).await?;
        let index = person.row.number_index.clone();
        let said = used_elsewhere(tx, [index], case.year).await?.into_values().next();
        let used = together(ours, said.unwrap_or_default());
        found.push(DeductionOtherBuyer {
            member_id: person.row.id,
            name: person.row.name.clone(),
            room_kr: room_kr(ceilings, used, kind),
        });
    }
    Ok(found)
}

/// The customer pays it: the invoice has so much more open, until a new day.
pub(super) async fn to_customer(tx: &WriteTx, step: &Step<'_>) -> Result<deduction_case::Model, Problem> {
    let before = &step.of.invoice;
    let mut case = step.of.case.clone();
    let amount = step.amount_kr(movable_kr(&case))?;
    let terms = Days::new(u64::try_from(before.payment_terms_days).unwrap_or(0));
    let due_on = step.input.day.unwrap_or(tx.today() + terms);
    if due_on < tx.today() {
        return Err(Problem::field("/day", FieldCode::DateOutOfRange));
    }
    let never_asked = goes(&mut case, amount);
    years::take_lapsed(tx, case.id, never_asked, Goes::ToCustomer).await?;
    case.moved_kr += amount;
    case = cases::save(tx, case).await?;
    let change = NewSettlement {
        note: step.input.note.clone(),
        ..NewSettlement::of(Kind::Deduction, tx.today(), -amount * 100)
    };
    let after = invoices::settle(tx, before, &change).await?;
    let after = invoice::Model {
        open_due_on: after.open_due_on.map(|_| due_on),
        ..after
    };
    tx.update::<invoice::Entity, _>(invoice::ActiveModel::from(after.clone()).reset_all())
        .await?;
    // What settled the invoice has moved the case along.
    case = store::get_case(tx, case.id).await?;
    let event = NewEvent {
        invoice_id: Some(after.id),
        note: step.input.note.clone(),
        created_by: Some(step.user_id),
        ..NewEvent::of(CaseEvent::Billed, amount * 100)
    };
    cases::note(tx, &case, event).await?;
    books::billed(tx, &case, amount * 100, after.number.as_deref().unwrap_or_default()).await?;
    Ok(case)
}
