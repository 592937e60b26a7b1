//! How are cases and claims found, locked and shown?

use super::dto::{ClaimKind, DeductionCaseItem};
use crate::{
    deductions::{cases, deduction_ask, deduction_case, deduction_case_year, deduction_claim, years},
    http::{FieldCode, Problem},
    invoices::{self, invoice},
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::deduction::{CaseState, DeductionKind, case_state};
use sea_orm::{ColumnTrait, QueryOrder};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

impl ClaimKind {
    /// As core calls it.
    #[must_use]
    pub const fn kind(self) -> DeductionKind {
        match self {
            Self::Rot => DeductionKind::Rot,
            Self::Rut => DeductionKind::Rut,
            Self::Green => DeductionKind::Green,
        }
    }

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.kind().as_str()
    }

    /// From the word in the database.
    ///
    /// # Errors
    /// When it is another word.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match text {
            "rot" => Ok(Self::Rot),
            "rut" => Ok(Self::Rut),
            "green" => Ok(Self::Green),
            _ => Err(Problem::internal("a case of no known deduction")),
        }
    }
}

/// A case.
///
/// # Errors
/// `not_found`.
pub async fn get_case(tx: &ReadTx, id: Uuid) -> Result<deduction_case::Model, Problem> {
    tx.find::<deduction_case::Entity>()
        .filter(deduction_case::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A case and its invoice.
#[derive(Clone, Debug)]
pub struct OfInvoice {
    /// The case.
    pub case: deduction_case::Model,
    /// The invoice.
    pub invoice: invoice::Model,
}

/// What a claim asked for, in its order, each with its case and invoice.
///
/// # Errors
/// The store's.
pub async fn asks(tx: &ReadTx, claim_id: Uuid) -> Result<Vec<(deduction_ask::Model, OfInvoice)>, Problem> {
    use deduction_ask::Column as A;
    let asks = tx
        .find::<deduction_ask::Entity>()
        .filter(A::ClaimId.eq(claim_id))
        .with(|q| q.order_by_asc(A::Position))
        .all()
        .await?;
    let cases = tx
        .find::<deduction_case::Entity>()
        .filter(deduction_case::Column::Id.is_in(asks.iter().map(|a| a.case_id)))
        .all()
        .await?;
    let of: HashMap<Uuid, OfInvoice> = with_invoices(tx, cases)
        .await?
        .into_iter()
        .map(|of| (of.case.id, of))
        .collect();
    asks.into_iter()
        .map(|ask| {
            let found = of.get(&ask.case_id).cloned();
            Ok((ask, found.ok_or_else(|| Problem::internal("an ask without its case"))?))
        })
        .collect()
}

/// Cases in the order asked for, with their invoices; both are locked until the transaction ends, invoices first, as by whoever
/// settles one.
///
/// # Errors
/// A refusal of a field of `pointer` when one isn't there or comes twice.
pub async fn lock_cases(
    tx: &WriteTx,
    ids: &[Uuid],
    pointer: impl Fn(usize) -> String,
) -> Result<Vec<OfInvoice>, Problem> {
    use deduction_case::Column as C;
    let mut seen = BTreeSet::new();
    if let Some(twice) = ids.iter().position(|id| !seen.insert(*id)) {
        return Err(Problem::field(pointer(twice), FieldCode::Duplicate));
    }
    let of_cases = || {
        tx.find::<deduction_case::Entity>()
            .filter(C::Id.is_in(ids.iter().copied()))
            .with(|q| q.order_by_asc(C::Id))
    };
    let invoice_ids: BTreeSet<Uuid> = of_cases().all().await?.iter().map(|c| c.invoice_id).collect();
    let invoices: HashMap<Uuid, invoice::Model> = invoices::lock_invoices(tx, invoice_ids)
        .await?
        .into_iter()
        .map(|i| (i.id, i))
        .collect();
    let mut found: HashMap<Uuid, deduction_case::Model> = of_cases()
        .for_update()
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c))
        .collect();
    ids.iter()
        .enumerate()
        .map(|(i, id)| {
            let case = found
                .remove(id)
                .ok_or_else(|| Problem::field(pointer(i), FieldCode::NotFound))?;
            let invoice = invoices
                .get(&case.invoice_id)
                .cloned()
                .ok_or_else(|| Problem::internal("a case without its invoice"))?;
            Ok(OfInvoice { case, invoice })
        })
        .collect()
}

/// One case and its invoice, locked.
///
/// # Errors
/// `not_found`.
pub async fn lock_case(tx: &WriteTx, id: Uuid) -> Result<OfInvoice, Problem> {
    let seen = get_case(tx, id).await?;
    let invoice = invoices::lock_invoice(tx, seen.invoice_id).await?;
    let case = tx
        .find::<deduction_case::Entity>()
        .filter(deduction_case::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(OfInvoice { case, invoice })
}

/// The invoices of cases.
///
/// # Errors
/// The database's.
pub async fn with_invoices(tx: &ReadTx, rows: Vec<deduction_case::Model>) -> Result<Vec<OfInvoice>, Problem> {
    let ids: BTreeSet<Uuid> = rows.iter().map(|c| c.invoice_id).collect();
    let invoices: HashMap<Uuid, invoice::Model> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(ids))
        .all()
        .await?
        .into_iter()
        .map(|i| (i.id, i))
        .collect();
    rows.into_iter()
        .map(|case| {
            let invoice = invoices
                .get(&case.invoice_id)
                .cloned()
                .ok_or_else(|| Problem::internal("a case without its invoice"))?;
            Ok(OfInvoice { case, invoice })
        })
        .collect()
}

/// Where a case with its years stands today.
#[must_use]
pub fn state(tx: &ReadTx, row: &deduction_case::Model, years: &[deduction_case_year::Model]) -> CaseState {
    let today = tx.today();
    let (claimable_kr, deadline_on) = match years::in_time(years, today).next() {
        Some(year) => (year.claimable_kr, year.deadline_on),
        None => (years::lapsed_kr(years, today), NaiveDate::MIN),
    };
    case_state(
        cases::sums(row),
        claimable_kr,
        deadline_on,
        row.closed_at.is_some(),
        today,
    )
}

/// Cases as rows of a list.
///
/// # Errors
/// The database's.
pub async fn items(tx: &ReadTx, rows: Vec<deduction_case::Model>) -> Result<Vec<DeductionCaseItem>, Problem> {
    let years = years::of_cases(tx, rows.iter().map(|c| c.id)).await?;
    let of = |id| years.get(&id).map_or(&[][..], Vec::as_slice);
    let rows = with_invoices(tx, rows).await?;
    rows.iter().map(|row| item(tx, row, of(row.case.id))).collect()
}

/// A case with its years as a row of a list.
///
/// # Errors
/// When the row holds what it can't.
pub fn item(tx: &ReadTx, of: &OfInvoice, years: &[deduction_case_year::Model]) -> Result<DeductionCaseItem, Problem> {
    let OfInvoice { case, invoice } = of;
    let sums = cases::sums(case);
    let today = tx.today();
    let lapsed = years.iter().rfind(|y| y.claimable_kr > 0);
    let due = years::in_time(years, today).next().or(lapsed);
    Ok(DeductionCaseItem {
        id: case.id,
        version: case.version,
        kind: ClaimKind::parse(&case.kind)?,
        installation: cases::installation(case)?,
        state: state(tx, case, years),
        name: case.name.clone(),
        invoice_id: case.invoice_id,
        invoice_number: invoice.number.clone().unwrap_or_default(),
        customer_id: case.customer_id,
        customer_name: invoice.customer_name.clone(),
        year: due.map_or(case.year, |y| y.year),
        paid_on: due.map_or(case.paid_on, |y| y.paid_on),
        deadline_on: due.map(|y| y.deadline_on),
        deduction_kr: case.deduction_kr - case.credited_kr,
        claimable_kr: due.map_or(0, |y| y.claimable_kr),
        lapsed_kr: years::lapsed_kr(years, today),
        pending_kr: sums.pending_kr(),
        approved_kr: case.approved_kr,
        awaited_ore: sums.awaited_ore().0,
        paid_out_ore: sums.kept_ore().0,
        unresolved_kr: sums.unresolved_kr(),
        to_repay_kr: sums.to_repay_kr(),
    })
}

/// A claim.
///
/// # Errors
/// `not_found`.
pub async fn get_claim(tx: &ReadTx, id: Uuid) -> Result<deduction_claim::Model, Problem> {
    tx.find::<deduction_claim::Entity>()
        .filter(deduction_claim::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}
