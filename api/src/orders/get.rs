//! `getOrder`.

use super::{
    dto::{Order, OrderPath},
    store, view,
};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Reply, perm},
};
use actix_web::get;

/// One order. Without `orders_read`: only one that is open or was one's own work, and no prices.
#[utoipa::path(tag = "orders", operation_id = "getOrder", params(OrderPath),
    extensions(("x-permission" = json!(["orders_read", "orders_work"]))),
    responses((status = 200, description = "The order", body = Order), Problems))]
#[get("/orders/{order_id}")]
pub async fn get_order(app: App, auth: Auth<perm::OrdersRead>, path: Path<OrderPath>) -> Result<Reply, Problem> {
    // No 304 by version: time and invoices change what is shown, and not the order's version.
    app.read(&auth, async |tx| {
        let row = store::get_order(tx, &auth, path.order_id).await?;
        let version = row.version;
        Ok(Reply::ok(&view::order(tx, &auth, row).await?)?.version(version))
    })
    .await
}
