//! `listImportedPayments`.

use super::{
    dto::{ImportedPayment, ListImportedPayments, PaymentImportPath},
    entity::imported_payment,
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Json, Page, Path, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
};
use actix_web::get;
use sea_orm::{ColumnTrait, Order};

/// The payments of an imported file in its order, a page at a time.
#[utoipa::path(tag = "payments", operation_id = "listImportedPayments", params(PaymentImportPath, ListImportedPayments),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of payments", body = Page<ImportedPayment>), Problems))]
#[get("/payment-imports/{import_id}/payments")]
pub async fn list_imported_payments(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<PaymentImportPath>,
    query: Query<ListImportedPayments>,
) -> Result<Json<Page<ImportedPayment>>, Problem> {
    use imported_payment::Column as C;
    app.read(&auth, async |tx| {
        store::get_import(tx, path.import_id).await?;
        let after = Cursor::<i32>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut find = tx
            .find::<imported_payment::Entity>()
            .filter(C::ImportId.eq(path.import_id));
        if let Some(state) = query.state {
            find = find.filter(C::State.eq(state.as_str()));
        }
        let mut rows = find
            .with(|q| keyset(q, C::Position, C::Id, Order::Asc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.position, r.id).encode());
        Ok(Page {
            items: store::view_payments(tx, rows, &auth).await?,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}
