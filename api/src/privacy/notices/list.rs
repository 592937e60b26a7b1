//! `listPrivacyNotices`.

use super::{
    dto::{ListPrivacyNotices, PrivacyNotice},
    entity::privacy_notice,
    store,
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
use sea_orm::{ColumnTrait, Order};

/// Which recipients are to be told what was done with a person's data, and which were; the newest first.
#[utoipa::path(tag = "privacy", operation_id = "listPrivacyNotices", params(ListPrivacyNotices),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "A page of notices", body = Page<PrivacyNotice>), Problems))]
#[get("/privacy-notices")]
pub async fn list_privacy_notices(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<ListPrivacyNotices>,
) -> Result<Json<Page<PrivacyNotice>>, Problem> {
    use privacy_notice::Column as C;
    app.read(&auth, async |tx| {
        let mut find = tx.find::<privacy_notice::Entity>();
        if let Some(id) = query.request_id {
            find = find.filter(C::RequestId.eq(id));
        }
        if let Some(id) = query.subject_id {
            find = find.filter(C::SubjectId.eq(id));
        }
        if let Some(state) = query.state {
            find = find.filter(C::State.eq(state.as_str()));
        }
        let total = match query.total {
            Some(true) => i64::try_from(find.clone().count().await?).ok(),
            _ => None,
        };
        let after = Cursor::<DateTime<Utc>>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut rows = find
            .with(|q| keyset(q, C::CreatedAt, C::Id, Order::Desc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.created_at, r.id).encode());
        let items = store::view(tx, rows, &auth).await?;
        Ok(Page { items, next, total })
    })
    .await
    .map(Json)
}
