//! What is deducted from an invoice that is issued now, for whom, and what keeps it from being deducted?
//!
//! Rate and ceilings follow the day of payment (HUSFL 6–8 §§; IL 67 kap. 18–19 §§ as changed from a day of payment on), which
//! nobody knows when an invoice is issued. It is taken to be the last day to pay, and for cash the day of issue: who pays as
//! asked is asked for what is right. Paid at another rate, the request asks for what that day allows and no more.

use super::{
    cases::{self, NewCase, NewCases},
    dto::DeductionGap,
    entity::household_member,
    preview::{Asking, Ground, Home, ground},
};
use crate::{
    customers::customer,
    http::{FieldCode, FieldError, Problem},
    store::{ReadTx, WriteTx, secret::Secrets},
};
use chrono::{Datelike, NaiveDate};
use kontoret_core::{
    deduction::{Counted, DeductionKind, Lack, WorkSums, WorkType, lacks},
    identity::PersonalIdentityNumber,
    money::{Bp, Ore},
};
use sea_orm::{ColumnTrait, QueryOrder};
use uuid::Uuid;

/// A person and what is deducted for them.
#[derive(Clone, Debug)]
pub struct FrozenBuyer {
    /// The person of the household.
    pub member_id: Uuid,
    /// Name.
    pub name: String,
    /// The number, where it is known.
    pub number: Option<PersonalIdentityNumber>,
    /// Their part in basis points.
    pub share_bp: i64,
    /// Of green technology the installation.
    pub work: Option<WorkType>,
    /// The rate.
    pub rate_bp: Bp,
    /// Their part of the base.
    pub base_ore: Ore,
    /// The same in whole kronor.
    pub base_kr: i64,
    /// What is deducted.
    pub deduction_kr: i64,
}

/// A deduction as it is counted on the expected day of payment.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// Which.
    pub kind: DeductionKind,
    /// The rates, each once.
    pub rates_bp: Vec<Bp>,
    /// The day the invoice is expected to be paid on.
    pub expected_on: NaiveDate,
    /// What counts and what doesn't.
    pub sums: WorkSums,
    /// Which home, of ROT and green technology.
    pub home: Home,
    /// The people, in order; also those for whom nothing is left to deduct.
    pub buyers: Vec<FrozenBuyer>,
    /// What is deducted in all, in kronor.
    pub deduction_kr: i64,
}

/// Lets nobody else take room from the same people until the transaction ends: neither by another invoice of this customer nor
/// by one of another customer whose people they are too.
///
/// # Errors
/// The store's.
pub async fn lock_people(tx: &WriteTx, customer_id: Uuid) -> Result<(), Problem> {
    use household_member::Column as C;
    tx.find::<customer::Entity>()
        .filter(customer::Column::Id.eq(customer_id))
        .for_update()
        .one()
        .await?;
    let own = tx
        .find::<household_member::Entity>()
        .filter(C::CustomerId.eq(customer_id))
        .all()
        .await?;
    if own.is_empty() {
        return Ok(());
    }
    tx.find::<household_member::Entity>()
        .filter(C::NumberIndex.is_in(own.into_iter().map(|m| m.number_index)))
        .with(|q| q.order_by_asc(C::Id))
        .for_update()
        .all()
        .await?;
    Ok(())
}

/// What is deducted, as far as it can be counted, and every field that must be mended before it can be taken off.
///
/// # Errors
/// The store's.
pub async fn freeze(
    tx: &ReadTx,
    secrets: &Secrets,
    doc: &Asking,
    kind: DeductionKind,
) -> Result<(Option<Frozen>, Vec<FieldError>), Problem> {
    let ground = ground(tx, secrets, doc, kind).await?;
    let errors = missing(&ground, doc.paid_on.year());
    let Ok(decided) = &ground.decided else {
        return Ok((None, errors));
    };
    let people = &ground.people.people;
    let buyers = decided.iter().flat_map(|part| {
        people.iter().zip(&part.preview.buyers).map(|(p, d)| FrozenBuyer {
            member_id: p.row.id,
            name: p.row.name.clone(),
            number: p.number,
            share_bp: p.row.share_bp,
            work: Some(part.work).filter(|w| w.kind() == DeductionKind::Green),
            rate_bp: part.preview.rate_bp,
            base_ore: d.base_ore,
            base_kr: d.base_kr,
            deduction_kr: d.deduction_kr,
        })
    });
    let mut rates_bp: Vec<Bp> = decided.iter().map(|p| p.preview.rate_bp).collect();
    rates_bp.dedup();
    let frozen = Frozen {
        kind,
        rates_bp,
        expected_on: doc.paid_on,
        deduction_kr: decided.iter().map(|p| p.preview.deduction_kr).sum(),
        buyers: buyers.collect(),
        sums: ground.sums,
        home: ground.home,
    };
    Ok((Some(frozen), errors))
}

/// What must be mended, by field. Hours can still be said when the deduction is asked for.
fn missing(ground: &Ground, year: i32) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for gap in &ground.gaps {
        let (pointer, code) = match gap {
            DeductionGap::Hours => continue,
            DeductionGap::Person => {
                people(ground, year, &mut errors);
                continue;
            }
            DeductionGap::Work => ("/deduction/work_type", FieldCode::Required),
            DeductionGap::Household => ("/deduction/household", FieldCode::Required),
            DeductionGap::Home => ("/deduction/home", FieldCode::Required),
            DeductionGap::FTax => ("/company/f_tax", FieldCode::Required),
            DeductionGap::Room => ("/deduction/room", FieldCode::TooSmall),
            DeductionGap::Total => ("/deduction/total", FieldCode::TooLarge),
            DeductionGap::Rules => ("/deduction/paid_on", FieldCode::Invalid),
        };
        errors.push(FieldError::new(pointer, code));
    }
    errors
}

fn people(ground: &Ground, year: i32, errors: &mut Vec<FieldError>) {
    for (i, p) in ground.people.people.iter().enumerate() {
        for lack in lacks(&p.member(), year) {
            let (field, code) = match lack {
                Lack::Number => ("identity_number", FieldCode::Required),
                Lack::Entitlement => ("entitlement", FieldCode::Required),
                Lack::Unrelated => ("unrelated", FieldCode::Required),
                Lack::UnderAge => ("identity_number", FieldCode::Invalid),
            };
            let pointer = format!("/deduction/members/{i}/{field}");
            errors.push(FieldError::new(pointer, code));
        }
    }
}

/// Opens the cases of an invoice that is issued.
///
/// # Errors
/// The store's.
pub async fn open(
    tx: &WriteTx,
    secrets: &Secrets,
    (invoice_id, customer_id): (Uuid, Uuid),
    fiscal_year: i32,
    frozen: &Frozen,
) -> Result<(), Problem> {
    let sums = &frozen.sums;
    let mut works: Vec<Option<WorkType>> = frozen.buyers.iter().map(|b| b.work).collect();
    works.dedup();
    for work in works {
        let buyers = buyers_of(frozen, work)?;
        let installed = sums.by_work.iter().filter(|c| work.is_none_or(|w| w == c.work));
        let installed: Vec<Counted> = installed.copied().collect();
        let new = NewCases {
            invoice_id,
            customer_id,
            expected_on: frozen.expected_on,
            fiscal_year,
            kind: frozen.kind,
            by_work: &installed,
            // What belongs to an installation is counted with it.
            material_ore: if work.is_none() { sums.material_ore } else { Ore::ZERO },
            other_ore: if work.is_none() {
                Ore(sums.other_ore.0 + sums.other_work_ore.0)
            } else {
                Ore::ZERO
            },
            property_designation: &frozen.home.property_designation,
            apartment_number: &frozen.home.apartment_number,
            association_number: &frozen.home.association_number,
            buyers: &buyers,
        };
        cases::open(tx, secrets, &new).await?;
    }
    Ok(())
}

fn buyers_of(frozen: &Frozen, work: Option<WorkType>) -> Result<Vec<NewCase>, Problem> {
    (0..)
        .zip(&frozen.buyers)
        .filter(|(_, b)| b.work == work)
        .map(|(position, b)| {
            Ok(NewCase {
                position,
                member_id: Some(b.member_id),
                name: b.name.clone(),
                number: b.number.ok_or_else(|| Problem::internal("a buyer without a number"))?,
                share_bp: b.share_bp,
                rate_bp: b.rate_bp,
                base_ore: b.base_ore,
                base_kr: b.base_kr,
                deduction_kr: b.deduction_kr,
            })
        })
        .collect()
}
