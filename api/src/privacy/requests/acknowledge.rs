//! Is the person known here? Looked up by a worker, so that the public page answers everybody alike; then they are told that
//! the request came in, with a link to confirm who they are where the address was known before.

use super::{
    entity::{privacy_request, privacy_request_event},
    links,
    store::{self, To},
};
use crate::{
    app::App,
    customers::customer,
    http::{Code, Problem, Reply},
    store::{Actor, Done, ReadTx, Scope},
    users,
};
use kontoret_core::{
    event::EventKind,
    privacy_case::{Entry, LinkPurpose, Plane},
    privacy_request::Status,
};
use sea_orm::{
    ColumnTrait, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use uuid::Uuid;

/// Tells the person, once.
///
/// # Errors
/// The database's.
pub async fn acknowledge(app: &App, company_id: Uuid, id: Uuid) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            let before = match store::lock(tx, id).await {
                Err(p) if p.code == Code::NotFound => {
                    return Ok(Done::silent("the request is gone", Reply::no_content()));
                }
                other => other?,
            };
            if before.email.is_empty() || is_told(tx, id).await? {
                return Ok(Done::silent("nobody to tell, or told before", Reply::no_content()));
            }
            let mut row = before.clone();
            let known = match store::status(&row)? {
                Status::Received => known(tx, &row).await?,
                _ => Vec::new(),
            };
            if known.is_empty() {
                store::enter(tx, &row, (Entry::Acknowledged, ""), None, To::Person).await?;
            } else {
                if let [(kind, subject)] = known[..] {
                    row.subject_kind = Some(kind.to_owned());
                    row.subject_id = Some(subject);
                }
                row.identity_asked_on = Some(tx.today());
                let entry = store::enter(tx, &row, (Entry::IdentityAsked, ""), None, To::Person).await?;
                links::make(tx, id, entry, LinkPurpose::Identity).await?;
            }
            store::save(tx, &row).await?;
            let event = store::changed(EventKind::PrivacyRequestAcknowledged, &before, &row);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Ok(())
}

async fn is_told(tx: &ReadTx, id: Uuid) -> Result<bool, Problem> {
    use privacy_request_event::Column as C;
    let told = [Entry::Acknowledged, Entry::IdentityAsked].map(Entry::as_str);
    let found = tx
        .find::<privacy_request_event::Entity>()
        .filter(C::RequestId.eq(id).and(C::Kind.is_in(told)))
        .count()
        .await?;
    Ok(found > 0)
}

/// Who is known by the address that the request gives; two are enough to know that it isn't one alone.
async fn known(tx: &ReadTx, row: &privacy_request::Model) -> Result<Vec<(&'static str, Uuid)>, Problem> {
    let folded = users::fold_email(&row.email);
    if row.plane == Plane::Operator.as_str() {
        let user = users::find_by_email(tx, &folded).await?;
        return Ok(user.map(|u| ("user", u.id)).into_iter().collect());
    }
    use customer::Column as C;
    let rows = tx
        .find::<customer::Entity>()
        .filter(Expr::from(Func::lower(Expr::col((customer::Entity, C::Email)))).eq(folded))
        .with(|q| q.order_by_asc(C::Id).limit(2))
        .all()
        .await?;
    Ok(rows.into_iter().map(|c| ("customer", c.id)).collect())
}
