//! Which recipients are to be told, of what, and by which numbers do they know whom it concerns?

use super::{dto::PrivacyNoticeReference, entity::privacy_notice};
use crate::{
    company,
    http::Problem,
    jobs::mail::{self, Document, MailInput},
    privacy::{
        recipients,
        requests::privacy_request,
        subjects::{
            dto::DataSubjectReference,
            graph::{self, Row, id_in},
        },
    },
    store::{Event, ReadTx, WriteTx, data_map},
};
use kontoret_core::{
    data_subject::DataSubjectKind,
    event::{EntityKind, EventKind},
    identity::is_email,
    privacy::{Category, Declared},
    privacy_notice::{Deed, State, concerned},
    privacy_request::Kind,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, QueryOrder, QuerySelect};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The most numbers of one sort that a notice names.
const MOST_NAMED: usize = 20;

/// Owes a notice to every recipient in the register that is given something of what changed, and mails it to those that have an
/// e-mail address there. Whoever runs the service did the deed, and isn't told of it. Called before anything is gone: what is
/// kept in the notice are the numbers by which the recipient knows whom it concerns. The events are to be told with the deed's.
///
/// # Errors
/// The database's.
pub async fn owe(
    tx: &WriteTx,
    subjects: &[DataSubjectReference],
    deed: Deed,
    categories: &[Category],
    request: Option<Uuid>,
) -> Result<Vec<Event>, Problem> {
    let Some(first) = subjects.first() else {
        return Ok(Vec::new());
    };
    let service = company::operator(tx).await?.map(|o| o.name);
    let mut events = Vec::new();
    let mut reference = None;
    for recipient in recipients::all(tx).await? {
        let concerned = concerned(&recipient.categories, categories);
        if concerned.is_empty() || service.as_ref() == Some(&recipient.name) {
            continue;
        }
        let numbers = match &reference {
            Some(known) => Value::clone(known),
            None => reference
                .insert(serde_json::to_value(numbers(tx, subjects).await?).map_err(Problem::internal)?)
                .clone(),
        };
        let row = privacy_notice::Model {
            company_id: tx.company_id(),
            id: tx.new_id(),
            version: 1,
            recipient_id: recipient.id,
            deed: deed.as_str().to_owned(),
            categories: serde_json::to_value(&concerned).map_err(Problem::internal)?,
            subject_kind: first.kind.as_str().to_owned(),
            subject_id: first.id,
            reference: numbers,
            request_id: request,
            state: State::ToTell.as_str().to_owned(),
            how: None,
            ground: None,
            note: String::new(),
            created_at: tx.now(),
            settled_at: None,
            settled_by: None,
        };
        tx.insert::<privacy_notice::Entity, _>(privacy_notice::ActiveModel::from(row.clone()).reset_all())
            .await?;
        if is_email(&recipient.contact) {
            let letter = MailInput {
                document: Document::PrivacyNotice(row.id),
                recipient: recipient.contact,
                message: String::new(),
            };
            mail::queue(tx, letter).await?;
        }
        events.push(
            Event::new(EventKind::PrivacyNoticeOwed, EntityKind::PrivacyNotice, row.id).changed(
                "privacy_notice",
                None,
                &row,
            ),
        );
    }
    Ok(events)
}

/// The newest open request of these kinds that is about one of them.
///
/// # Errors
/// The database's.
pub async fn request_of(
    tx: &ReadTx,
    subjects: &[DataSubjectReference],
    kinds: &[Kind],
) -> Result<Option<Uuid>, Problem> {
    use privacy_request::Column as C;
    let about = C::SubjectId
        .is_in(subjects.iter().map(|s| s.id))
        .and(C::Kind.is_in(kinds.iter().map(|k| k.as_str())))
        .and(C::EndedAt.is_null());
    let row = tx
        .find::<privacy_request::Entity>()
        .filter(about)
        .with(|q| q.order_by_desc(C::Number).limit(1))
        .one()
        .await?;
    Ok(row.map(|r| r.id))
}

/// The sorts of data that are stored of people of a kind: what may have changed when more isn't known.
#[must_use]
pub fn categories_of(kind: DataSubjectKind) -> Vec<Category> {
    let subject = |name: &str| {
        let columns = data_map::table(name).map(|t| t.columns).unwrap_or_default();
        columns.iter().filter_map(|(_, declared)| match declared {
            Declared::Personal(p) if p.category != Category::FreeText => Some(p.category),
            _ => None,
        })
    };
    let near: &[&str] = match kind {
        DataSubjectKind::Customer => &["work_site", "household_member"],
        DataSubjectKind::User => &["membership"],
        _ => &[],
    };
    let all: BTreeSet<Category> = std::iter::once(kind.table())
        .chain(near.iter().copied())
        .flat_map(subject)
        .collect();
    all.into_iter().collect()
}

/// The numbers by which recipients know people.
async fn numbers(tx: &ReadTx, subjects: &[DataSubjectReference]) -> Result<PrivacyNoticeReference, Problem> {
    let ids =
        |kind: DataSubjectKind| -> Vec<Uuid> { subjects.iter().filter(|s| s.kind == kind).map(|s| s.id).collect() };
    let mut customers = ids(DataSubjectKind::Customer);
    for kind in [DataSubjectKind::HouseholdMember, DataSubjectKind::DeductionBuyer] {
        let rows = graph::linked(tx, kind.table(), "id", &ids(kind)).await?;
        customers.extend(rows.iter().filter_map(|row| id_in(row, "customer_id")));
    }
    let users = graph::linked(tx, "membership", "user_id", &ids(DataSubjectKind::User)).await?;
    let requests = graph::linked(tx, "privacy_request", "id", &ids(DataSubjectKind::Requester)).await?;
    let of = async |table: &str| -> Result<Vec<String>, Problem> {
        Ok(numbered(
            &graph::linked(tx, table, "customer_id", &customers).await?,
            "number",
        ))
    };
    Ok(PrivacyNoticeReference {
        customers: numbered(&graph::linked(tx, "customer", "id", &customers).await?, "number"),
        invoices: of("invoice").await?,
        offers: of("offer").await?,
        orders: of("work_order").await?,
        employments: numbered(&users, "employment_id"),
        requests: numbered(&requests, "number"),
    })
}

/// The latest numbers in a column.
fn numbered(rows: &[Row], column: &str) -> Vec<String> {
    let all: BTreeSet<(usize, String)> = rows
        .iter()
        .filter_map(|row| match row.get(column)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(n) => Some(n.to_string()),
            _ => None,
        })
        .map(|text| (text.len(), text))
        .collect();
    let skipped = all.len().saturating_sub(MOST_NAMED);
    all.into_iter().skip(skipped).map(|(_, text)| text).collect()
}
