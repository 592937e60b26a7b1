//! `listPaymentImports`.

use super::{
    dto::{ListPaymentImports, PaymentImport},
    entity::payment_import,
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
use sea_orm::Order;

/// The bank's files that were imported, newest first, a page at a time.
#[utoipa::path(tag = "payments", operation_id = "listPaymentImports", params(ListPaymentImports),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of files", body = Page<PaymentImport>), Problems))]
#[get("/payment-imports")]
pub async fn list_payment_imports(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListPaymentImports>,
) -> Result<Json<Page<PaymentImport>>, Problem> {
    use payment_import::Column as C;
    app.read(&auth, async |tx| {
        let after = Cursor::<DateTime<Utc>>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut rows = tx
            .find::<payment_import::Entity>()
            .with(|q| keyset(q, C::ImportedAt, C::Id, Order::Desc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.imported_at, r.id).encode());
        Ok(Page {
            items: store::view_imports(tx, rows, &auth).await?,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}
