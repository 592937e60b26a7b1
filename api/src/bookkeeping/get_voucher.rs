//! `getVoucher`.

use super::{
    dto::{Voucher, VoucherPath},
    entity::voucher,
    list_vouchers::views,
};
use crate::{
    app::App,
    http::{Auth, Json, Path, Problem, Problems, perm},
};
use actix_web::get;
use sea_orm::ColumnTrait;

/// A voucher.
#[utoipa::path(tag = "bookkeeping", operation_id = "getVoucher", params(VoucherPath),
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "The voucher", body = Voucher), Problems))]
#[get("/vouchers/{voucher_id}")]
pub async fn get_voucher(
    app: App,
    auth: Auth<perm::BookkeepingRead>,
    path: Path<VoucherPath>,
) -> Result<Json<Voucher>, Problem> {
    app.read(&auth, async |tx| {
        let rows = tx
            .find::<voucher::Entity>()
            .filter(voucher::Column::Id.eq(path.voucher_id))
            .all()
            .await?;
        views(tx, rows).await?.pop().ok_or_else(Problem::not_found)
    })
    .await
    .map(Json)
}
