//! `completeOrder`.

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

/// The work is done. Time can still be reported, and what remains be invoiced.
#[utoipa::path(tag = "orders", operation_id = "completeOrder",
    params(OrderPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["orders_write", "orders_work"]))),
    responses((status = 200, description = "The order", body = Order), Problems))]
#[post("/orders/{order_id}/complete")]
pub async fn complete_order(
    app: App,
    auth: Auth<perm::OrdersWork>,
    path: Path<OrderPath>,
    if_match: IfMatch,
    command: Command,
) -> Result<Reply, Problem> {
    let id = path.order_id;
    app.write(&auth, &command, async |tx| {
        advance(tx, &auth, id, if_match, Action::Complete, EventKind::OrderCompleted).await
    })
    .await
}
