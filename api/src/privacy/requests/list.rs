//! `listPrivacyRequests`.

use super::{
    dto::{ListPrivacyRequests, PrivacyRequestItem},
    entity::privacy_request,
    store::UNANSWERED,
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
use chrono::NaiveDate;
use kontoret_core::privacy_request::Status;
use sea_orm::{ColumnTrait, Order};

/// The requests, those due first; a page at a time.
#[utoipa::path(tag = "privacy", operation_id = "listPrivacyRequests", params(ListPrivacyRequests),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "A page of requests", body = Page<PrivacyRequestItem>), Problems))]
#[get("/privacy-requests")]
pub async fn list_privacy_requests(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<ListPrivacyRequests>,
) -> Result<Json<Page<PrivacyRequestItem>>, Problem> {
    use privacy_request::Column as C;
    app.read(&auth, async |tx| {
        let mut find = tx.find::<privacy_request::Entity>();
        if let Some(status) = query.status {
            find = find.filter(C::Status.eq(status.as_str()));
        }
        if let Some(kind) = query.kind {
            find = find.filter(C::Kind.eq(kind.as_str()));
        }
        if let Some(id) = query.handler_id {
            find = find.filter(C::HandlerId.eq(id));
        }
        let unanswered = UNANSWERED.map(Status::as_str);
        match query.open {
            Some(true) => find = find.filter(C::Status.is_in(unanswered)),
            Some(false) => find = find.filter(C::Status.is_not_in(unanswered)),
            None => {}
        }
        if query.late == Some(true) {
            find = find.filter(C::Status.is_in(unanswered)).filter(C::DueOn.lt(tx.today()));
        }
        let total = match query.total {
            Some(true) => i64::try_from(find.clone().count().await?).ok(),
            _ => None,
        };
        let after = Cursor::<NaiveDate>::decode(query.after.as_deref())?;
        // What waits is read from the most urgent on, what is done from the last.
        let order = if query.open == Some(false) {
            Order::Desc
        } else {
            Order::Asc
        };
        let limit = limit(query.limit);
        let mut rows = find
            .with(|q| keyset(q, C::DueOn, C::Id, order, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.due_on, r.id).encode());
        let items = view::items(tx, rows).await?;
        Ok(Page { items, next, total })
    })
    .await
    .map(Json)
}
