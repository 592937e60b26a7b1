//! `createOrder`.

use super::{
    check,
    dto::{Order, OrderInput},
    store, view,
};
use crate::{
    app::App,
    http::{Auth, Caller, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{
        Done, Event, WriteTx,
        counter::{Series, take},
    },
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};
use uuid::Uuid;

/// Makes an order and gives it the next order number.
#[utoipa::path(tag = "orders", operation_id = "createOrder", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["orders_write"]))), request_body = OrderInput,
    responses((status = 201, description = "The order", body = Order), Problems))]
#[post("/orders")]
pub async fn create_order(
    app: App,
    auth: Auth<perm::OrdersWrite>,
    command: Command,
    body: Json<OrderInput>,
) -> Result<Reply, Problem> {
    let input = check::input(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| insert(tx, &auth, &input, None).await)
        .await
}

/// Stores a new order with everything that belongs to it.
///
/// # Errors
/// What the input names and isn't there; `duplicate` when the offer has an order.
pub(super) async fn insert(
    tx: &WriteTx,
    caller: &Caller,
    input: &OrderInput,
    offer_id: Option<Uuid>,
) -> Result<Done, Problem> {
    if let Some(i) = input.lines.iter().position(|l| l.id.is_some()) {
        return Err(Problem::field(
            format!("/lines/{i}/id"),
            crate::http::FieldCode::NotFound,
        ));
    }
    let references = check::references(tx, input, None).await?;
    let mut row = check::apply(check::blank(tx, 0), input, &references);
    row.offer_id = offer_id;
    let lines = check::lines(tx, &mut row, &input.lines, &[])?;
    row.number = take(tx, Series::Order).await?;
    store::insert_order(tx, &row).await?;
    store::put_lines(tx, row.id, true, lines).await?;
    store::put_assigned(tx, row.id, true, &input.assigned).await?;
    let event = Event::new(EventKind::OrderCreated, EntityKind::Order, row.id).changed("work_order", None, &row);
    let order = view::order(tx, caller, row).await?;
    Ok(Done::new(
        event,
        Reply::created(format!("/api/v1/orders/{}", order.id), &order)?.version(1),
    ))
}
