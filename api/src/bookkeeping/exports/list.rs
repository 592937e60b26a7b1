//! `listVoucherExports`.

use super::{
    super::{
        dto::{VoucherExport, VoucherExportList},
        entity::voucher_export,
    },
    all,
};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;

/// What was handed to the accountant, the newest first.
#[utoipa::path(tag = "bookkeeping", operation_id = "listVoucherExports",
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "Every export", body = VoucherExportList), Problems))]
#[get("/voucher-exports")]
pub async fn list_voucher_exports(
    app: App,
    auth: Auth<perm::BookkeepingRead>,
) -> Result<Json<VoucherExportList>, Problem> {
    app.read(&auth, async |tx| {
        Ok(VoucherExportList {
            items: all(tx).await?.into_iter().map(view).collect(),
        })
    })
    .await
    .map(Json)
}

/// An export as it is seen.
pub(super) fn view(row: voucher_export::Model) -> VoucherExport {
    VoucherExport {
        id: row.id,
        fiscal_year_id: row.fiscal_year_id,
        from: row.from_on,
        through: row.through_on,
        voucher_count: row.voucher_count,
        first_number: row.first_number,
        last_number: row.last_number,
        debit_ore: row.debit_ore,
        created_at: row.created_at,
    }
}
