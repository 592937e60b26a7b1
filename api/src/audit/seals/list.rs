//! `listAuditSeals`.

use super::{
    dto::{AuditSeal, ListAuditSeals},
    entity::audit_seal,
    signed::view,
};
use crate::{
    app::App,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, cut, limit},
        perm,
    },
};
use actix_web::get;
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The signed heads of the company's trail, the latest first. Keep them elsewhere: by one of them and the trail anybody can tell
/// that nothing before it was changed.
#[utoipa::path(tag = "audit", operation_id = "listAuditSeals", params(ListAuditSeals),
    extensions(("x-permission" = json!(["audit_read"]))),
    responses((status = 200, description = "A page of seals", body = Page<AuditSeal>), Problems))]
#[get("/audit-seals")]
pub async fn list_audit_seals(
    app: App,
    auth: Auth<perm::AuditRead>,
    query: Query<ListAuditSeals>,
) -> Result<Json<Page<AuditSeal>>, Problem> {
    use audit_seal::Column as C;
    app.read(&auth, async |tx| {
        let mut find = tx.find::<audit_seal::Entity>();
        if let Some(Cursor(size, _)) = Cursor::<i64>::decode(query.after.as_deref())? {
            find = find.filter(C::Size.lt(size));
        }
        let limit = limit(query.limit);
        let rows = find.with(|q| q.order_by_desc(C::Size).limit(limit + 1)).all().await?;
        Ok(cut(rows, limit, |r| Cursor(r.size, Uuid::nil()).encode(), |r| view(&r)))
    })
    .await
    .map(Json)
}
