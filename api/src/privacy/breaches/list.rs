//! `listBreaches`.

use super::{
    dto::{BreachItem, ListBreaches},
    entity::breach,
    view,
};
use crate::{
    app::App,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
};
use actix_web::get;
use chrono::{DateTime, Utc};
use kontoret_core::breach::BreachStatus;
use sea_orm::{ColumnTrait, Order};

/// The register of breaches, those discovered last first; a page at a time.
#[utoipa::path(tag = "privacy", operation_id = "listBreaches", params(ListBreaches),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "A page of breaches", body = Page<BreachItem>), Problems))]
#[get("/breaches")]
pub async fn list_breaches(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<ListBreaches>,
) -> Result<Json<Page<BreachItem>>, Problem> {
    use breach::Column as C;
    app.read(&auth, async |tx| {
        let mut find = tx.find::<breach::Entity>();
        if let Some(open) = query.open {
            let status = if open { BreachStatus::Open } else { BreachStatus::Closed };
            find = find.filter(C::Status.eq(status.as_str()));
        }
        let total = match query.total {
            Some(true) => i64::try_from(find.clone().count().await?).ok(),
            _ => None,
        };
        let after = Cursor::<DateTime<Utc>>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut rows = find
            .with(|q| keyset(q, C::DiscoveredAt, C::Id, Order::Desc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.discovered_at, r.id).encode());
        let items = view::items(tx, rows).await?;
        Ok(Page { items, next, total })
    })
    .await
    .map(Json)
}
