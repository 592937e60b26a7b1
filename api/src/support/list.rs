//! `listSupportAccess`.

use super::{
    dto::{ListSupportAccess, SupportAccess},
    entity::support_access,
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::ReadTx,
};
use actix_web::get;
use chrono::{DateTime, Utc};
use sea_orm::Order;

/// When the company opened itself to support, for what, and who came in; the latest first. What they saw stands in the trail.
#[utoipa::path(tag = "support", operation_id = "listSupportAccess", params(ListSupportAccess),
    extensions(("x-permission" = json!(["support_grant"]))),
    responses((status = 200, description = "A page of accesses", body = Page<SupportAccess>), Problems))]
#[get("/support-accesses")]
pub async fn list_support_access(
    app: App,
    auth: Auth<perm::SupportGrant>,
    query: Query<ListSupportAccess>,
) -> Result<Json<Page<SupportAccess>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &ListSupportAccess) -> Result<Page<SupportAccess>, Problem> {
    use support_access::Column as C;
    let mut find = tx.find::<support_access::Entity>();
    if let Some(open) = q.open {
        let is_open = store::open(tx);
        find = find.filter(if open { is_open } else { is_open.not() });
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = limit(q.limit);
    let after = Cursor::<DateTime<Utc>>::decode(q.after.as_deref())?;
    let mut rows = find
        .with(|s| keyset(s, C::GrantedAt, C::Id, Order::Desc, after, limit))
        .all()
        .await?;
    let next = next(&mut rows, limit, |r| Cursor(r.granted_at, r.id).encode());
    let items = store::view(tx, rows).await?;
    Ok(Page { items, next, total })
}
