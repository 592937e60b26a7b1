//! How are limits set, and what do they make of the customer?

use super::{
    dto::{ProcessingLimit, ProcessingLimits},
    entity::processing_limit,
};
use crate::{
    customers::{self, customer},
    deductions::{deduction_case, household_member},
    http::{Code, FieldCode, Problem, Reply},
    privacy::{notices, requests::privacy_request, subjects::dto::DataSubjectReference},
    store::{Done, Event, WriteTx},
};
use kontoret_core::{
    data_subject::DataSubjectKind,
    event::{EntityKind, EventKind},
    limit::{ProcessingLimitKind, RestrictionGround},
    privacy_notice::Deed,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Set};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Sets a limit for every customer that the person is, or belongs to.
///
/// # Errors
/// The subject that is nobody whose data can be limited; `/request_id`; `duplicate` where the limit holds already.
pub(super) async fn set(
    tx: &WriteTx,
    by: Uuid,
    subjects: &[DataSubjectReference],
    (kind, ground): (ProcessingLimitKind, Option<RestrictionGround>),
    request_id: Option<Uuid>,
) -> Result<Done, Problem> {
    if let Some(id) = request_id {
        let of = privacy_request::Column::Id.eq(id);
        if tx.find::<privacy_request::Entity>().filter(of).count().await? == 0 {
            return Err(Problem::field("/request_id", FieldCode::NotFound));
        }
    }
    let mut events = Vec::new();
    let mut items = Vec::new();
    for customer_id in customers_of(tx, subjects).await? {
        let customer = customers::lock_customer(tx, customer_id).await?;
        customers::refuse_erased(&customer)?;
        let row = processing_limit::Model {
            company_id: tx.company_id(),
            id: tx.new_id(),
            customer_id,
            request_id,
            kind: kind.as_str().to_owned(),
            ground: ground.map(|g| g.as_str().to_owned()),
            lifted_because: None,
            set_at: tx.now(),
            set_by: by,
            lifted_at: None,
            lifted_by: None,
            told_on: None,
        };
        let same = |other: &processing_limit::Model| other.kind == row.kind && other.ground == row.ground;
        if holding(tx, customer_id).await?.iter().any(same) {
            return Err(Problem::new(Code::Duplicate));
        }
        tx.insert::<processing_limit::Entity, _>(processing_limit::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let customer = apply(tx, customer_id).await?;
        events.push(
            Event::new(EventKind::ProcessingLimitSet, EntityKind::ProcessingLimit, row.id).changed(
                "processing_limit",
                None,
                &row,
            ),
        );
        if kind == ProcessingLimitKind::Restriction {
            let concerned = notices::categories_of(DataSubjectKind::Customer);
            let of = [DataSubjectReference {
                kind: DataSubjectKind::Customer,
                id: customer_id,
            }];
            events.extend(notices::owe(tx, &of, Deed::Restricted, &concerned, request_id).await?);
        }
        items.push(view(row, &customer)?);
    }
    if events.is_empty() {
        return Err(Problem::field("/subjects", FieldCode::Required));
    }
    let reply = Reply::created("/api/v1/processing-limits".to_owned(), &ProcessingLimits { items })?;
    Ok(Done::all(events, reply))
}

/// The customers behind what a person is known as, each once.
async fn customers_of(tx: &WriteTx, subjects: &[DataSubjectReference]) -> Result<BTreeSet<Uuid>, Problem> {
    let mut found = BTreeSet::new();
    for (at, subject) in subjects.iter().enumerate() {
        let id = match subject.kind {
            DataSubjectKind::Customer => customers::get_customer(tx, subject.id).await.map(|c| c.id),
            DataSubjectKind::HouseholdMember => {
                let of = household_member::Column::Id.eq(subject.id);
                let row = tx.find::<household_member::Entity>().filter(of).one().await?;
                row.map(|m| m.customer_id).ok_or_else(Problem::not_found)
            }
            DataSubjectKind::DeductionBuyer => {
                let of = deduction_case::Column::Id.eq(subject.id);
                let row = tx.find::<deduction_case::Entity>().filter(of).one().await?;
                row.map(|c| c.customer_id).ok_or_else(Problem::not_found)
            }
            // What is known of these is no use that can be limited: an account, the company, a request.
            DataSubjectKind::User | DataSubjectKind::Company | DataSubjectKind::Requester => {
                return Err(Problem::field(format!("/subjects/{at}/kind"), FieldCode::Invalid));
            }
        };
        found.insert(id.map_err(|p| match p.code {
            Code::NotFound => Problem::field(format!("/subjects/{at}/id"), FieldCode::NotFound),
            _ => p,
        })?);
    }
    Ok(found)
}

/// The limits of a customer that hold. They are few.
async fn holding(tx: &WriteTx, customer_id: Uuid) -> Result<Vec<processing_limit::Model>, Problem> {
    use processing_limit::Column as C;
    Ok(tx
        .find::<processing_limit::Entity>()
        .filter(C::CustomerId.eq(customer_id))
        .filter(C::LiftedAt.is_null())
        .all()
        .await?)
}

/// Writes on the customer what its limits come to.
///
/// # Errors
/// The store's.
pub(super) async fn apply(tx: &WriteTx, customer_id: Uuid) -> Result<customer::Model, Problem> {
    let before = customers::lock_customer(tx, customer_id).await?;
    let limits = holding(tx, customer_id).await?;
    let since = |kind: ProcessingLimitKind| {
        limits
            .iter()
            .filter(|l| l.kind == kind.as_str())
            .map(|l| l.set_at)
            .min()
    };
    let row = customer::Model {
        version: before.version + 1,
        restricted_at: since(ProcessingLimitKind::Restriction),
        no_direct_marketing: since(ProcessingLimitKind::NoDirectMarketing).is_some(),
        no_statistics: since(ProcessingLimitKind::NoStatistics).is_some(),
        ..before
    };
    tx.update::<customer::Entity, _>(customer::ActiveModel {
        version: Set(row.version),
        restricted_at: Set(row.restricted_at),
        no_direct_marketing: Set(row.no_direct_marketing),
        no_statistics: Set(row.no_statistics),
        company_id: sea_orm::Unchanged(row.company_id),
        id: sea_orm::Unchanged(row.id),
        ..Default::default()
    })
    .await?;
    Ok(row)
}

/// A limit, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub(super) async fn lock(tx: &WriteTx, id: Uuid) -> Result<processing_limit::Model, Problem> {
    tx.find::<processing_limit::Entity>()
        .filter(processing_limit::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// A limit as it is shown.
pub(super) fn view(row: processing_limit::Model, customer: &customer::Model) -> Result<ProcessingLimit, Problem> {
    fn word<T: std::str::FromStr<Err = kontoret_core::wire::UnknownWord>>(
        text: Option<String>,
    ) -> Result<Option<T>, Problem> {
        text.map(|t| t.parse().map_err(Problem::internal)).transpose()
    }
    Ok(ProcessingLimit {
        id: row.id,
        customer_id: row.customer_id,
        customer_number: customer.number,
        customer_name: customer.name.clone(),
        kind: row.kind.parse().map_err(Problem::internal)?,
        ground: word(row.ground)?,
        request_id: row.request_id,
        set_at: row.set_at,
        lifted_at: row.lifted_at,
        lifted_because: word(row.lifted_because)?,
        told_on: row.told_on,
    })
}
