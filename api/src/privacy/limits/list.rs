//! `listProcessingLimits`.

use super::{
    dto::{ListProcessingLimits, ProcessingLimit},
    entity::processing_limit,
    store,
};
use crate::{
    app::App,
    customers::customer,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::ReadTx,
};
use actix_web::get;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Order};
use std::collections::HashMap;
use uuid::Uuid;

/// What may not be done with whose data, the latest first. Restricted customers stand in no other list.
#[utoipa::path(tag = "privacy", operation_id = "listProcessingLimits", params(ListProcessingLimits),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "A page of limits", body = Page<ProcessingLimit>), Problems))]
#[get("/processing-limits")]
pub async fn list_processing_limits(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<ListProcessingLimits>,
) -> Result<Json<Page<ProcessingLimit>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &ListProcessingLimits) -> Result<Page<ProcessingLimit>, Problem> {
    use processing_limit::Column as C;
    let mut find = tx.find::<processing_limit::Entity>();
    if let Some(holds) = q.holds {
        find = find.filter(if holds {
            C::LiftedAt.is_null()
        } else {
            C::LiftedAt.is_not_null()
        });
    }
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    if let Some(kind) = q.kind {
        find = find.filter(C::Kind.eq(kind.as_str()));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = limit(q.limit);
    let after = Cursor::<DateTime<Utc>>::decode(q.after.as_deref())?;
    let mut rows = find
        .with(|s| keyset(s, C::SetAt, C::Id, Order::Desc, after, limit))
        .all()
        .await?;
    let next = next(&mut rows, limit, |r| Cursor(r.set_at, r.id).encode());
    let of: Vec<Uuid> = rows.iter().map(|r| r.customer_id).collect();
    let customers: HashMap<Uuid, customer::Model> = tx
        .find::<customer::Entity>()
        .filter(customer::Column::Id.is_in(of))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c))
        .collect();
    let items = rows
        .into_iter()
        .filter_map(|r| Some((customers.get(&r.customer_id)?, r)))
        .map(|(customer, row)| store::view(row, customer))
        .collect::<Result<_, _>>()?;
    Ok(Page { items, next, total })
}
