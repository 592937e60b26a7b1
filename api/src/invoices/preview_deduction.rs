//! `previewDeduction`.

use super::store;
use crate::{
    app::App,
    deductions::{
        self, Asking,
        dto::{DeductionPreview, PreviewDeduction},
        of_line,
    },
    http::{Auth, Code, FieldCode, Json, Problem, Problems, Query, perm},
    lines, offers, orders,
    store::ReadTx,
};
use actix_web::get;
use kontoret_core::{invoice::due_on, permission::Permission};
use uuid::Uuid;

/// What would be deducted from an offer, order or invoice: what of it counts, at which rate, for whom, up to which ceiling,
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
                of_invoice(tx, id).await?
            }
            _ => return Err(Problem::field("offer_id", FieldCode::Required)),
        };
        asking.paid_on = query.paid_on.unwrap_or(asking.paid_on);
        deductions::preview(tx, &app.secrets, &asking).await
    })
    .await
    .map(Json)
}

async fn of_invoice(tx: &ReadTx, id: Uuid) -> Result<Asking, Problem> {
    let row = store::get_invoice(tx, id).await?;
    let parts = store::parts(tx, id).await?;
    let terms = u16::try_from(row.payment_terms_days).unwrap_or(0);
    Ok(Asking {
        customer_id: row.customer_id,
        work_site_id: row.work_site_id,
        asked: lines::asked(&row.deduction),
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        lines: parts
            .lines
            .iter()
            .map(|l| of_line(l.kind, l.work_type, (l.quantity_milli, &l.unit), l.amount_ore, l.vat))
            .collect(),
        supplied_on: row.supplied_on.or(row.issued_on).unwrap_or(tx.today()),
        paid_on: row.due_on.unwrap_or(due_on(tx.today(), terms)),
        totals: store::totals(&row, parts.vat_rows),
    })
}
