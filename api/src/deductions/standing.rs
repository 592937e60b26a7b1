//! Where does a case of a deduction stand, and what of it can be asked for, once something settled its invoice?

use super::{
    case_entity::{deduction_case, deduction_case_year},
    years,
};
use crate::{
    http::Problem,
    store::{ReadTx, WriteTx},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{
        CaseFacts, CaseSums, DeductionKind, Due, RateRule, StatedWork, WorkType, case_state, deadline, dues, rate_on,
    },
    money::{Bp, Ore},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use uuid::Uuid;

/// A deadline of what can't be asked for yet.
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What has come in on an invoice.
#[derive(Clone, Debug)]
pub struct Received {
    /// The invoice.
    pub invoice_id: Uuid,
    /// What the customer has to pay in all: the total without what was deducted and credited.
    pub to_pay_ore: Ore,
    /// Payments by day, and those taken back below zero.
    pub payments: Vec<(NaiveDate, Ore)>,
    /// The rates that hold for the company.
    pub rates: Vec<RateRule>,
}

/// The cases of an invoice, in order.
///
/// # Errors
/// The store's.
pub async fn of_invoice(tx: &ReadTx, invoice_id: Uuid) -> Result<Vec<deduction_case::Model>, Problem> {
    use deduction_case::Column as C;
    Ok(tx
        .find::<deduction_case::Entity>()
        .filter(C::InvoiceId.eq(invoice_id))
        .with(|q| q.order_by_asc(C::Position))
        .all()
        .await?)
}

/// Locks the cases of an invoice until the transaction ends.
///
/// # Errors
/// The store's.
pub async fn lock_cases(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    use deduction_case::Column as C;
    tx.find::<deduction_case::Entity>()
        .filter(C::InvoiceId.eq(invoice_id))
        .with(|q| q.order_by_asc(C::Id))
        .for_update()
        .all()
        .await?;
    Ok(())
}

/// Works out again where the cases of an invoice stand, once something settled it.
///
/// # Errors
/// The store's.
pub async fn changed(tx: &WriteTx, received: &Received) -> Result<(), Problem> {
    for row in of_invoice(tx, received.invoice_id).await? {
        let before = row.clone();
        let (row, years) = stand(tx, row, received).await?;
        years::replace(tx, row.id, years).await?;
        if row != before {
            save(tx, row).await?;
        }
    }
    Ok(())
}

/// Stores a case whose sums changed, with what follows from them.
///
/// # Errors
/// The store's.
pub async fn put(
    tx: &WriteTx,
    row: deduction_case::Model,
    received: &Received,
) -> Result<deduction_case::Model, Problem> {
    let (row, years) = stand(tx, row, received).await?;
    years::replace(tx, row.id, years).await?;
    save(tx, row).await
}

/// Stores a changed case; what comes back has its next version.
///
/// # Errors
/// The store's.
pub async fn save(tx: &WriteTx, mut row: deduction_case::Model) -> Result<deduction_case::Model, Problem> {
    row.version += 1;
    let own = deduction_case::ActiveModel::from(row.clone()).reset_all();
    tx.update::<deduction_case::Entity, _>(own).await?;
    Ok(row)
}

/// A row with what follows from its sums and from what has come in, and the same for each year of payment.
async fn stand(
    tx: &WriteTx,
    mut row: deduction_case::Model,
    received: &Received,
) -> Result<(deduction_case::Model, Vec<deduction_case_year::Model>), Problem> {
    let today = tx.today();
    let known = years::of(tx, row.id).await?;
    let dues = dues_of(&row, &known, received)?;
    let years = years::with_dues(tx, &row, known, &dues);
    // What can still be asked for, the oldest first; else what lapsed last.
    let due = dues.iter().find(|d| deadline(d.paid_on) >= today).or(dues.last());
    row.claimable_kr = due.map_or(0, |d| d.asked.asked_kr);
    row.deadline_on = due.map_or(NEVER, |d| deadline(d.paid_on));
    let last = received.payments.iter().filter(|p| p.1 > Ore::ZERO).map(|p| p.0).max();
    row.paid_on = due.map(|d| d.paid_on).or(last);
    if let Some(on) = row.paid_on {
        row.year = on.year();
    }
    // Lapsing is a matter of the day that one looks: stored is what holds until then.
    row.state = case_state(sums(&row), row.claimable_kr, NEVER, row.closed_at.is_some(), today).to_string();
    Ok((row, years))
}

/// What can be asked for, by year of payment.
///
/// # Errors
/// When the row holds what it can't.
pub fn dues_of(
    row: &deduction_case::Model,
    years: &[deduction_case_year::Model],
    received: &Received,
) -> Result<Vec<Due>, Problem> {
    let kind: DeductionKind = row.kind.parse().map_err(Problem::internal)?;
    let facts = CaseFacts {
        price_kr: row.base_kr - row.credited_base_kr - row.moved_base_kr,
        rate_bp: Bp(u32::try_from(row.rate_bp).map_err(Problem::internal)?),
        sums: sums(row),
        years: years.iter().map(years::sums).collect(),
        paid_wholly: kind == DeductionKind::Green,
    };
    // Of ROT and RUT all work has one rate; of green technology a case is of one installation.
    let any = || WorkType::ALL.into_iter().find(|w| w.kind() == kind);
    let work = installation(row)?.or_else(any);
    Ok(dues(&facts, &received.payments, received.to_pay_ore, |on| {
        work.and_then(|w| rate_on(&received.rates, w, on))
    }))
}

/// A row's sums.
#[must_use]
pub const fn sums(row: &deduction_case::Model) -> CaseSums {
    CaseSums {
        deduction_kr: row.deduction_kr,
        credited_kr: row.credited_kr,
        asked_kr: row.asked_kr,
        approved_kr: row.approved_kr,
        refused_kr: row.refused_kr,
        refused_gone_kr: row.refused_gone_kr,
        paid_out_ore: Ore(row.paid_out_ore),
        moved_kr: row.moved_kr,
        written_off_kr: row.written_off_kr,
        repaid_kr: row.repaid_kr,
    }
}

/// The installation of green technology that a case is of.
///
/// # Errors
/// When the row holds something else.
pub fn installation(row: &deduction_case::Model) -> Result<Option<WorkType>, Problem> {
    let first = works(row)?.first().map(|w| w.work);
    Ok(first.filter(|w| w.kind() == DeductionKind::Green))
}

/// What is stated of hours and material.
///
/// # Errors
/// When the row holds something else.
pub fn works(row: &deduction_case::Model) -> Result<Vec<StatedWork>, Problem> {
    serde_json::from_value(row.works.clone()).map_err(Problem::internal)
}
