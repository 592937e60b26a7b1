//! How is a buyer's deduction on an issued invoice opened, and how does it follow what happens to the invoice?

pub use super::standing::{
    NEVER, Received, changed, dues_of, installation, lock_cases, of_invoice, put, save, sums, works,
};

use super::{
    case_entity::{deduction_case, deduction_case_event, deduction_case_year},
    store, years,
};
use crate::{
    http::Problem,
    store::{
        ReadTx, WriteTx,
        secret::Secrets,
        vault::{self, OpenError, Place, Purpose},
    },
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{CaseEvent, CaseState, Counted, DeductionKind, Used, divide_work},
    identity::PersonalIdentityNumber,
    money::{Bp, Ore},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// What all cases of an invoice have in common.
#[derive(Clone, Debug)]
pub struct NewCases<'a> {
    /// The invoice; it is issued in the same transaction.
    pub invoice_id: Uuid,
    /// Whose.
    pub customer_id: Uuid,
    /// The day it is expected to be paid on: in whose year it takes room until something is paid.
    pub expected_on: NaiveDate,
    /// The calendar year in which its fiscal year ends: how long the numbers are kept.
    pub fiscal_year: i32,
    /// Which.
    pub kind: DeductionKind,
    /// The work that counts.
    pub by_work: &'a [Counted],
    /// Material.
    pub material_ore: Ore,
    /// Everything else, with work that doesn't count.
    pub other_ore: Ore,
    /// ROT and green technology: where the work was done.
    pub property_designation: &'a str,
    /// ROT: the apartment.
    pub apartment_number: &'a str,
    /// ROT: the housing association.
    pub association_number: &'a str,
    /// In order.
    pub buyers: &'a [NewCase],
}

/// One buyer's part.
#[derive(Clone)]
pub struct NewCase {
    /// Which of the invoice's.
    pub position: i32,
    /// The person of the household.
    pub member_id: Option<Uuid>,
    /// Their name.
    pub name: String,
    /// Their number.
    pub number: PersonalIdentityNumber,
    /// Their part in basis points.
    pub share_bp: i64,
    /// The rate that was used.
    pub rate_bp: Bp,
    /// Their part of the price of the work.
    pub base_ore: Ore,
    /// The same in whole kronor.
    pub base_kr: i64,
    /// What is deducted.
    pub deduction_kr: i64,
}

impl std::fmt::Debug for NewCase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whose it is stays out of logs.
        f.debug_struct("NewCase")
            .field("deduction_kr", &self.deduction_kr)
            .finish_non_exhaustive()
    }
}

/// Opens the cases of an invoice that is issued, those that have something deducted; the caller then tells what is paid of it
/// by [`changed`].
///
/// # Errors
/// The store's.
pub async fn open(tx: &WriteTx, secrets: &Secrets, new: &NewCases<'_>) -> Result<Vec<Uuid>, Problem> {
    let shares: Vec<i64> = new.buyers.iter().map(|b| b.share_bp).collect();
    let divided = divide_work(new.by_work, new.material_ore, new.other_ore, &shares);
    let mut ids = Vec::with_capacity(new.buyers.len());
    for (buyer, (works, other_kr)) in new.buyers.iter().zip(divided) {
        if buyer.deduction_kr <= 0 {
            continue;
        }
        let row = row(tx, secrets, new, buyer).await?;
        let row = deduction_case::Model {
            works: serde_json::to_value(&works).map_err(Problem::internal)?,
            other_kr,
            ..row
        };
        insert(tx, &row).await?;
        note(tx, &row, NewEvent::of(CaseEvent::Opened, row.deduction_kr * 100)).await?;
        ids.push(row.id);
    }
    Ok(ids)
}

pub(super) async fn insert(tx: &WriteTx, row: &deduction_case::Model) -> Result<(), Problem> {
    let own = deduction_case::ActiveModel::from(row.clone()).reset_all();
    Ok(tx.insert::<deduction_case::Entity, _>(own).await?)
}

async fn row(
    tx: &WriteTx,
    secrets: &Secrets,
    new: &NewCases<'_>,
    buyer: &NewCase,
) -> Result<deduction_case::Model, Problem> {
    let id = tx.new_id();
    let (key_id, number_sealed, number_index) = seal(tx, secrets, id, buyer.number, new.fiscal_year).await?;
    Ok(deduction_case::Model {
        company_id: tx.company_id(),
        id,
        version: 1,
        invoice_id: new.invoice_id,
        customer_id: new.customer_id,
        position: buyer.position,
        member_id: buyer.member_id,
        from_case_id: None,
        name: buyer.name.clone(),
        key_id,
        number_sealed,
        number_index,
        kind: new.kind.to_string(),
        share_bp: buyer.share_bp,
        rate_bp: i32::try_from(buyer.rate_bp.0).map_err(Problem::internal)?,
        base_ore: buyer.base_ore.0,
        base_kr: buyer.base_kr,
        deduction_kr: buyer.deduction_kr,
        works: serde_json::Value::Array(Vec::new()),
        other_kr: 0,
        property_designation: new.property_designation.to_owned(),
        apartment_number: new.apartment_number.to_owned(),
        association_number: new.association_number.to_owned(),
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
        paid_on: None,
        year: new.expected_on.year(),
        deadline_on: NEVER,
        closed_at: None,
        created_at: tx.now(),
    })
}

const fn place(id: Uuid) -> Place {
    Place {
        table: "deduction_case",
        column: "number_sealed",
        row: id,
    }
}

/// Seals a buyer's number for a case, under a key that goes when bookkeeping law lets the fiscal year go.
pub(super) async fn seal(
    tx: &WriteTx,
    secrets: &Secrets,
    id: Uuid,
    number: PersonalIdentityNumber,
    fiscal_year: i32,
) -> Result<(Uuid, Vec<u8>, Vec<u8>), Problem> {
    let key = vault::make_key(tx, secrets, Purpose::Hold(fiscal_year)).await?;
    let digits = number.normal_form();
    let sealed = vault::seal(tx, secrets, key, place(id), digits.as_bytes())
        .await
        .map_err(|e| match e {
            OpenError::Failed(problem) => problem,
            OpenError::Erased => Problem::internal(e),
        })?;
    let index = vault::blind_index(tx, secrets, store::INDEX, &digits).await?;
    Ok((key, sealed, index))
}

/// The buyer's number; none when its key was dropped.
///
/// # Errors
/// The store's.
pub async fn number_of(
    tx: &ReadTx,
    secrets: &Secrets,
    row: &deduction_case::Model,
) -> Result<Option<PersonalIdentityNumber>, Problem> {
    store::opened(tx, secrets, row.key_id, place(row.id), &row.number_sealed).await
}

/// What a number is found again by among the cases; `None` where the company has sealed nothing yet.
///
/// # Errors
/// The store's.
pub async fn number_index(tx: &ReadTx, secrets: &Secrets, digits: &str) -> Result<Option<Vec<u8>>, Problem> {
    vault::find_index(tx, secrets, store::INDEX, digits).await
}

/// Something that happened to a case.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// What.
    pub kind: CaseEvent,
    /// On which day; today where nothing is said.
    pub dated_on: Option<NaiveDate>,
    /// How much, in öre.
    pub amount_ore: i64,
    /// Words on it; or empty.
    pub note: String,
    /// The invoice or credit note that it made or came from.
    pub invoice_id: Option<Uuid>,
    /// The other case.
    pub other_case_id: Option<Uuid>,
    /// The claim.
    pub claim_id: Option<Uuid>,
    /// The imported decision.
    pub decision_id: Option<Uuid>,
    /// The money.
    pub payout_id: Option<Uuid>,
    /// Who did it.
    pub created_by: Option<Uuid>,
}

impl NewEvent {
    /// An event with nothing beside it.
    #[must_use]
    pub const fn of(kind: CaseEvent, amount_ore: i64) -> Self {
        Self {
            kind,
            dated_on: None,
            amount_ore,
            note: String::new(),
            invoice_id: None,
            other_case_id: None,
            claim_id: None,
            decision_id: None,
            payout_id: None,
            created_by: None,
        }
    }
}

/// Adds to the case's story.
///
/// # Errors
/// The store's.
pub async fn note(tx: &WriteTx, case: &deduction_case::Model, new: NewEvent) -> Result<(), Problem> {
    let row = deduction_case_event::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        case_id: case.id,
        kind: new.kind.to_string(),
        dated_on: new.dated_on.unwrap_or(tx.today()),
        amount_ore: new.amount_ore,
        note: new.note,
        invoice_id: new.invoice_id,
        other_case_id: new.other_case_id,
        claim_id: new.claim_id,
        decision_id: new.decision_id,
        payout_id: new.payout_id,
        created_by: new.created_by,
        created_at: tx.now(),
    };
    let row = deduction_case_event::ActiveModel::from(row).reset_all();
    Ok(tx.insert::<deduction_case_event::Entity, _>(row).await?)
}

/// A credit note takes back a part of a case; the caller then calls [`changed`].
///
/// # Errors
/// The store's.
pub async fn credit(
    tx: &WriteTx,
    case: &deduction_case::Model,
    (base_kr, deduction_kr): (i64, i64),
    credit_note_id: Uuid,
) -> Result<(), Problem> {
    let mut row = case.clone();
    row.credited_base_kr += base_kr;
    row.credited_kr += deduction_kr;
    let row = save(tx, row).await?;
    let event = NewEvent {
        invoice_id: Some(credit_note_id),
        ..NewEvent::of(CaseEvent::Credited, deduction_kr * 100)
    };
    note(tx, &row, event).await
}

/// Whether the tax agency has approved something that it hasn't paid.
///
/// # Errors
/// The store's.
pub async fn is_money_awaited(tx: &ReadTx) -> Result<bool, Problem> {
    use deduction_case::Column as C;
    let repaid = Expr::col(C::RepaidKr).mul(100);
    let kept = Expr::col(C::PaidOutOre).sub(repaid);
    let found = tx
        .find::<deduction_case::Entity>()
        .filter(Expr::col(C::ApprovedKr).mul(100).gt(kept))
        .with(|q| q.limit(1))
        .one()
        .await?;
    Ok(found.is_some())
}

/// What invoices of ours have deducted for a person in a year, without what was credited, passed on or given up. What payments
/// of another year give belongs to that one.
///
/// # Errors
/// The store's.
pub async fn had(
    tx: &ReadTx,
    secrets: &Secrets,
    number: PersonalIdentityNumber,
    year: i32,
    without_invoice: Option<Uuid>,
) -> Result<Used, Problem> {
    use deduction_case::Column as C;
    let Some(index) = vault::find_index(tx, secrets, store::INDEX, &number.normal_form()).await? else {
        return Ok(Used::default());
    };
    let of_year = C::Id.in_subquery(years::cases_of(tx, year));
    let mut found = tx
        .find::<deduction_case::Entity>()
        .filter(C::NumberIndex.eq(index))
        .filter(C::Year.eq(year).or(of_year));
    if let Some(id) = without_invoice {
        found = found.filter(C::InvoiceId.ne(id));
    }
    let rows = found.all().await?;
    let mut by_case = years::of_cases(tx, rows.iter().map(|c| c.id)).await?;
    let mut used = Used::default();
    for row in rows {
        let years = by_case.remove(&row.id).unwrap_or_default();
        let kr = |y: &deduction_case_year::Model| y.asked_kr + y.claimable_kr;
        let own: i64 = years.iter().filter(|y| y.year == year).map(kr).sum();
        let others: i64 = years.iter().filter(|y| y.year != year).map(kr).sum();
        // What nothing has come in for yet is expected in the case's year.
        let kr = if row.year == year {
            sums(&row).standing_kr() - others
        } else {
            own
        };
        used = used.and(row.kind.parse().map_err(Problem::internal)?, Ord::max(kr, 0));
    }
    Ok(used)
}
