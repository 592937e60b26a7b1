//! `replaceOrder`.

use super::{
    check,
    dto::{Order, OrderInput, OrderLineInput, OrderPath},
    entity::{work_order, work_order_line},
    store, view,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::{
    event::{EntityKind, EventKind},
    order::{Action, TRANSITIONS},
};

/// Replaces an order's content. A line keeps its identity by its id; a line on an invoice can be moved, not changed.
#[utoipa::path(tag = "orders", operation_id = "replaceOrder", params(OrderPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["orders_write"]))), request_body = OrderInput,
    responses((status = 200, description = "The order", body = Order), Problems))]
#[put("/orders/{order_id}")]
pub async fn replace_order(
    app: App,
    auth: Auth<perm::OrdersWrite>,
    path: Path<OrderPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<OrderInput>,
) -> Result<Reply, Problem> {
    let input = check::input(body.0, app.clock.today())?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_order(tx, path.order_id).await?;
        if_match.expect(before.version)?;
        if TRANSITIONS.next(store::status(&before)?, Action::Replace).is_none() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let old_lines = store::list_lines(tx, before.id).await?;
        let old_assigned = store::list_assigned(tx, before.id).await?;
        let invoiced = view::is_invoiced(tx, before.id).await?;
        keeps_identity(&input.lines, &old_lines)?;
        keeps_invoiced(&before, &input, &old_lines, invoiced)?;
        let references = check::references(tx, &input, Some((&before, &old_assigned))).await?;
        let mut row = check::apply(before.clone(), &input, &references);
        let lines = check::lines(tx, &mut row, &input.lines, &old_lines)?;
        row.version += 1;
        store::save_order(tx, &row).await?;
        store::put_lines(tx, row.id, false, lines).await?;
        store::put_assigned(tx, row.id, false, &input.assigned).await?;
        let event =
            Event::new(EventKind::OrderReplaced, EntityKind::Order, row.id).changed("work_order", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&view::order(tx, &auth, row).await?)?.version(version),
        ))
    })
    .await
}

/// An id names a line of this very order.
fn keeps_identity(input: &[OrderLineInput], before: &[work_order_line::Model]) -> Result<(), Problem> {
    let unknown: Vec<FieldError> = input
        .iter()
        .enumerate()
        .filter(|(_, l)| l.id.is_some_and(|id| before.iter().all(|b| b.id != id)))
        .map(|(i, _)| FieldError::new(format!("/lines/{i}/id"), FieldCode::NotFound))
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(unknown))
    }
}

/// What an invoice has stays as it is: its lines, whose it is, and how its prices are meant.
fn keeps_invoiced(
    before: &work_order::Model,
    input: &OrderInput,
    lines: &[work_order_line::Model],
    invoiced: bool,
) -> Result<(), Problem> {
    let mut errors = Vec::new();
    for old in lines.iter().filter(|l| l.invoice_id.is_some()) {
        match input.lines.iter().position(|l| l.id == Some(old.id)) {
            None => errors.push(FieldError::new("/lines", FieldCode::Invalid)),
            Some(i) if !same(&input.lines[i], old) => {
                errors.push(FieldError::new(format!("/lines/{i}"), FieldCode::Invalid));
            }
            Some(_) => {}
        }
    }
    if invoiced && input.customer_id != before.customer_id {
        errors.push(FieldError::new("/customer_id", FieldCode::Invalid));
    }
    if invoiced && input.prices_include_vat != before.prices_include_vat {
        errors.push(FieldError::new("/prices_include_vat", FieldCode::Invalid));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced).with_errors(errors))
    }
}

fn same(new: &OrderLineInput, old: &work_order_line::Model) -> bool {
    new.article_id == old.article_id
        && new.kind.as_str() == old.kind
        && new.description == old.description
        && new.quantity_milli == old.quantity_milli
        && new.unit == old.unit
        && new.unit_price_ore == old.unit_price_ore
        && new.discount_bp == old.discount_bp
        && new.vat.as_str() == old.vat
}
