//! What would be asked for a case now, and for what would the tax agency refuse it?

use super::{
    claim_dto::{DeductionClaimGuard as Guard, DeductionClaimRow, DeductionStatedWork},
    store::OfInvoice,
};
use crate::{
    company,
    deductions::{self, cases, deduction_ask, deduction_case, deduction_claim, together, used_elsewhere, years},
    http::Problem,
    invoices::{payment, received, settlement},
    store::{ReadTx, secret::Secrets},
};
use chrono::Datelike;
use kontoret_core::{
    deduction::{
        CaseError, Ceilings, ClaimCase, DeductionKind, Due, RateRule, StatedWork, Used, WorkType, ceilings_on,
        check_case, rate_on, room_kr, work_of_part,
    },
    identity::{OrganisationNumber, PersonalIdentityNumber},
    money::Bp,
};
use sea_orm::{ColumnTrait, QuerySelect, sea_query::ExprTrait};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A case with what a claim of a year would say of it.
#[derive(Debug)]
pub struct Prepared {
    /// The case and its invoice.
    pub of: OfInvoice,
    /// The buyer's number; none once it is erased.
    pub number: Option<PersonalIdentityNumber>,
    /// What is asked for.
    pub due: Option<Due>,
    /// Work with whole hours.
    pub works: Vec<StatedWork>,
    /// Other costs.
    pub other_kr: i64,
    /// What hinders.
    pub guards: Vec<Guard>,
}

/// What claims of one year would say of cases, in their order.
///
/// # Errors
/// The store's.
pub async fn prepare(
    tx: &ReadTx,
    secrets: &Secrets,
    cases: Vec<OfInvoice>,
    kind: DeductionKind,
    year: i32,
) -> Result<Vec<Prepared>, Problem> {
    let performer = company::settings(tx).await?.organisation_number;
    let performer: String = performer.chars().filter(char::is_ascii_digit).collect();
    let in_cash = paid_in_cash(tx, &cases).await?;
    let rules = deductions::rules(tx).await?;
    let rates = rules.plain_rates();
    let mut used = Ceiling::load(tx, &cases, year, rules.plain_ceilings()).await?;
    let mut found = Vec::with_capacity(cases.len());
    for of in cases {
        let mut p = stated(tx, secrets, of, year).await?;
        p.guards = guards(tx, &p, kind, year, &performer, &rates);
        if in_cash.contains(&p.of.invoice.id) && p.due.is_some() {
            p.guards.push(Guard::Cash);
        }
        if let Some(due) = p.due
            && !used.takes(&p.of.case, kind, due)
        {
            p.guards.push(Guard::Ceiling);
        }
        found.push(p);
    }
    Ok(found)
}

async fn stated(tx: &ReadTx, secrets: &Secrets, of: OfInvoice, year: i32) -> Result<Prepared, Problem> {
    let came = received(tx, &of.invoice).await?;
    let years = years::of(tx, of.case.id).await?;
    let due = cases::dues_of(&of.case, &years, &came)?
        .into_iter()
        .find(|d| d.paid_on.year() == year);
    let sums = cases::sums(&of.case);
    let works = cases::works(&of.case)?;
    let asked_kr = due.map_or(0, |d| d.asked.asked_kr);
    let whole = of.case.asked_kr + sums.unasked_kr();
    let until = of.case.asked_kr + asked_kr;
    let (works, other_kr) = work_of_part(&works, of.case.other_kr, whole, of.case.asked_kr, until);
    Ok(Prepared {
        number: cases::number_of(tx, secrets, &of.case).await?,
        due,
        works,
        other_kr,
        guards: Vec::new(),
        of,
    })
}

fn guards(
    tx: &ReadTx,
    p: &Prepared,
    kind: DeductionKind,
    year: i32,
    performer: &str,
    rates: &[RateRule],
) -> Vec<Guard> {
    let Some(due) = p.due else { return vec![Guard::Nothing] };
    let Some(buyer) = p.number else {
        return vec![Guard::Number];
    };
    let case = &p.of.case;
    let work: Vec<(WorkType, i64, i64)> = p.works.iter().map(|w| (w.work, w.hours, w.material_kr)).collect();
    let checked = ClaimCase {
        buyer,
        paid_on: due.paid_on,
        asked: due.asked,
        other_kr: p.other_kr,
        invoice_number: p.of.invoice.number.as_deref().unwrap_or_default(),
        property_designation: &case.property_designation,
        apartment_number: &case.apartment_number,
        association_number: &case.association_number,
        work: &work,
    };
    let rate = work
        .first()
        .and_then(|w| rate_on(rates, w.0, due.paid_on))
        .unwrap_or(Bp(0));
    let association = case.association_number.parse::<OrganisationNumber>().is_ok();
    let mut found: Vec<Guard> = check_case(&checked, kind, rate, year, tx.today(), performer, association)
        .into_iter()
        .map(guard)
        .collect();
    if case.kind != kind.as_str() {
        found.push(Guard::Work);
    }
    found.dedup();
    found
}

const fn guard(e: CaseError) -> Guard {
    match e {
        CaseError::OwnWork => Guard::OwnWork,
        CaseError::UnderAge => Guard::UnderAge,
        CaseError::PaidLater => Guard::PaidLater,
        CaseError::OtherYear => Guard::OtherYear,
        CaseError::TooLate => Guard::TooLate,
        CaseError::MoreThanPaid => Guard::MoreThanPaid,
        CaseError::MoreThanPrice => Guard::MoreThanPrice,
        CaseError::Amount => Guard::Amount,
        CaseError::Work => Guard::Work,
        CaseError::Hours => Guard::Hours,
        CaseError::Property => Guard::Property,
        CaseError::Association => Guard::Association,
        CaseError::TooLong => Guard::TooLong,
    }
}

/// The invoices of which something was paid in cash.
async fn paid_in_cash(tx: &ReadTx, cases: &[OfInvoice]) -> Result<HashSet<Uuid>, Problem> {
    use settlement::Column as S;
    let cash = tx
        .find::<payment::Entity>()
        .filter(
            payment::Column::Method
                .eq("cash")
                .and(payment::Column::RemovedOn.is_null()),
        )
        .with(|q| q.select_only().column(payment::Column::Id))
        .into_query();
    let rows = tx
        .find::<settlement::Entity>()
        .filter(S::InvoiceId.is_in(cases.iter().map(|c| c.invoice.id)))
        .filter(S::PaymentId.in_subquery(cash))
        .all()
        .await?;
    Ok(rows.into_iter().map(|s| s.invoice_id).collect())
}

/// What buyers have had of a year's ceilings: asked for by us and not refused, and deducted by others as they say.
pub struct Ceiling {
    ceilings: Vec<Ceilings>,
    used: HashMap<Vec<u8>, Used>,
}

impl Ceiling {
    async fn load(tx: &ReadTx, cases: &[OfInvoice], year: i32, ceilings: Vec<Ceilings>) -> Result<Self, Problem> {
        let mut used: HashMap<Vec<u8>, Used> = HashMap::new();
        let claims = tx
            .find::<deduction_claim::Entity>()
            .filter(deduction_claim::Column::Year.eq(year))
            .with(|q| q.select_only().column(deduction_claim::Column::Id))
            .into_query();
        let ours: Vec<deduction_case::Model> = tx
            .find::<deduction_case::Entity>()
            .filter(deduction_case::Column::NumberIndex.is_in(cases.iter().map(|c| c.case.number_index.clone())))
            .all()
            .await?;
        let asks = tx
            .find::<deduction_ask::Entity>()
            .filter(deduction_ask::Column::CaseId.is_in(ours.iter().map(|c| c.id)))
            .filter(deduction_ask::Column::ClaimId.in_subquery(claims))
            .all()
            .await?;
        for ask in asks {
            let Some(case) = ours.iter().find(|c| c.id == ask.case_id) else {
                continue;
            };
            let kind: DeductionKind = case.kind.parse().map_err(Problem::internal)?;
            let kr = ask.approved_kr.unwrap_or(ask.asked_kr);
            let had = used.entry(case.number_index.clone()).or_default();
            *had = had.and(kind, kr);
        }
        let indexes = cases.iter().map(|c| c.case.number_index.clone());
        for (index, said) in used_elsewhere(tx, indexes, year).await? {
            let had = used.entry(index).or_default();
            *had = together(*had, said);
        }
        Ok(Self { ceilings, used })
    }

    /// Whether there is room for what is asked; it is taken then.
    fn takes(&mut self, case: &deduction_case::Model, kind: DeductionKind, due: Due) -> bool {
        let had = self.used.entry(case.number_index.clone()).or_default();
        let fits =
            ceilings_on(&self.ceilings, due.paid_on).is_some_and(|c| room_kr(c, *had, kind) >= due.asked.asked_kr);
        if fits {
            *had = had.and(kind, due.asked.asked_kr);
        }
        fits
    }
}

impl Prepared {
    /// On the wire.
    #[must_use]
    pub fn row(&self) -> DeductionClaimRow {
        let asked = self.due.map(|d| d.asked);
        DeductionClaimRow {
            case_id: self.of.case.id,
            name: self.of.case.name.clone(),
            identity_number: self.number.map(PersonalIdentityNumber::masked).unwrap_or_default(),
            invoice_id: self.of.invoice.id,
            invoice_number: self.of.invoice.number.clone().unwrap_or_default(),
            paid_on: self.due.map(|d| d.paid_on),
            price_kr: asked.map_or(0, |a| a.price_kr),
            paid_kr: asked.map_or(0, |a| a.paid_kr),
            asked_kr: asked.map_or(0, |a| a.asked_kr),
            other_kr: self.other_kr,
            works: self.works.iter().map(stated_work).collect(),
            guards: self.guards.clone(),
        }
    }
}

fn stated_work(w: &StatedWork) -> DeductionStatedWork {
    DeductionStatedWork {
        work_type: w.work,
        worked_milli: w.worked_milli,
        hours: w.hours,
        material_kr: w.material_kr,
    }
}
