//! `listSupportOpenings`.

use super::{
    dto::{ListSupportOpenings, SupportOpening},
    entity::support_access,
    store,
};
use crate::{
    app::App,
    company,
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

/// The companies that have opened themselves now, the latest first; for the staff of whoever runs the service.
#[utoipa::path(tag = "support", operation_id = "listSupportOpenings", params(ListSupportOpenings),
    extensions(("x-permission" = json!(["support_enter"]))),
    responses((status = 200, description = "A page of companies", body = Page<SupportOpening>), Problems))]
#[get("/support-openings")]
pub async fn list_support_openings(
    app: App,
    auth: Auth<perm::SupportEnter>,
    query: Query<ListSupportOpenings>,
) -> Result<Json<Page<SupportOpening>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &ListSupportOpenings) -> Result<Page<SupportOpening>, Problem> {
    use support_access::Column as C;
    store::refuse_others(tx).await?;
    let limit = limit(q.limit);
    let after = Cursor::<DateTime<Utc>>::decode(q.after.as_deref())?;
    let mut rows = store::of_every_company(tx)
        .filter(store::open(tx))
        .with(|s| keyset(s, C::GrantedAt, C::Id, Order::Desc, after, limit))
        .all()
        .await?;
    let next = next(&mut rows, limit, |r| Cursor(r.granted_at, r.id).encode());
    let names: HashMap<Uuid, String> = tx
        .find_global::<company::company::Entity>()
        .filter(company::company::Column::Id.is_in(rows.iter().map(|r| r.company_id)))
        .all()
        .await?
        .into_iter()
        .map(|c| (c.id, c.name))
        .collect();
    let items = rows
        .into_iter()
        .map(|r| SupportOpening {
            company_name: names.get(&r.company_id).cloned().unwrap_or_default(),
            id: r.id,
            reason: r.reason,
            granted_at: r.granted_at,
            expires_at: r.expires_at,
        })
        .collect();
    Ok(Page {
        items,
        next,
        total: None,
    })
}
