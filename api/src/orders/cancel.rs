//! `cancelOrder`.

use super::{
    dto::{Order, OrderPath},
    time::advance,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Path, Problem, Problems, Reply, perm},
};
use actix_web::post;
use kontoret_core::{event::EventKind, order::Action};

/// Calls an order off; refused once something of it is on an invoice, a draft included.
#[utoipa::path(tag = "orders", operation_id = "cancelOrder",
    params(OrderPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["orders_write"]))),
    responses((status = 200, description = "The order", body = Order), Problems))]
#[post("/orders/{order_id}/cancel")]
pub async fn cancel_order(
    app: App,
    auth: Auth<perm::OrdersWrite>,
    path: Path<OrderPath>,
    if_match: IfMatch,
    command: Command,
) -> Result<Reply, Problem> {
    let id = path.order_id;
    app.write(&auth, &command, async |tx| {
        advance(tx, &auth, id, if_match, Action::Cancel, EventKind::OrderCancelled).await
    })
    .await
}
