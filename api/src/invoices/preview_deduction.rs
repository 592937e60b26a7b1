//! `previewDeduction`.

use super::{store, tax_deduction};
use crate::{
    app::App,
    deductions::{
        self,
        dto::{DeductionPreview, PreviewDeduction},
    },
    http::{Auth, Code, FieldCode, Json, Problem, Problems, Query, perm},
    offers, orders,
};
use actix_web::get;
use kontoret_core::permission::Permission;

/// What would be deducted from an offer, order or draft, or was deducted from an issued invoice: what of it counts, at which rate, for whom, up to which ceiling,
/// and what is still missing.
#[utoipa::path(tag = "deductions", operation_id = "previewDeduction", params(PreviewDeduction),
    extensions(("x-permission" = json!(["offers_read", "orders_read", "invoices_read"]))),
    responses((status = 200, description = "The deduction", body = DeductionPreview), Problems))]
#[get("/deduction-preview")]
pub async fn preview_deduction(
    app: App,
    auth: Auth<perm::DocumentsRead>,
    query: Query<PreviewDeduction>,
) -> Result<Json<DeductionPreview>, Problem> {
    let may = |permission| {
        if auth.may(permission) {
            Ok(())
        } else {
            Err(Problem::new(Code::Forbidden))
        }
    };
    app.read(&auth, async |tx| {
        let mut asking = match (query.offer_id, query.order_id, query.invoice_id) {
            (Some(id), None, None) => {
                may(Permission::OffersRead)?;
                offers::asking(tx, id).await?
            }
            (None, Some(id), None) => {
                may(Permission::OrdersRead)?;
                orders::asking(tx, &auth, id).await?
            }
            (None, None, Some(id)) => {
                may(Permission::InvoicesRead)?;
                let row = store::get_invoice(tx, id).await?;
                let parts = store::parts(tx, id).await?;
                let mut asking = tax_deduction::asking(&row, &parts, tx.today());
                asking.paid_on = query.paid_on.unwrap_or(asking.paid_on);
                return tax_deduction::preview(tx, &app.secrets, &asking, &row).await;
            }
            _ => return Err(Problem::field("offer_id", FieldCode::Required)),
        };
        asking.paid_on = query.paid_on.unwrap_or(asking.paid_on);
        deductions::preview(tx, &app.secrets, &asking).await
    })
    .await
    .map(Json)
}
