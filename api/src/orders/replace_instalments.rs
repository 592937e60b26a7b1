//! `replaceOrderInstalments`.

use super::{
    dto::{InstalmentsInput, Order, OrderPath},
    economy,
    entity::work_order_instalment,
    instalments, store, view,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
    store::{Done, Event, WriteTx},
};
use actix_web::put;
use kontoret_core::{
    event::{EntityKind, EventKind},
    order::{Action, TRANSITIONS},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Replaces what of an order is agreed to be invoiced on its own. What an invoice has stays.
#[utoipa::path(tag = "orders", operation_id = "replaceOrderInstalments", params(OrderPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["orders_write"]))), request_body = InstalmentsInput,
    responses((status = 200, description = "The order", body = Order), Problems))]
#[put("/orders/{order_id}/instalments")]
pub async fn replace_order_instalments(
    app: App,
    auth: Auth<perm::OrdersWrite>,
    path: Path<OrderPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<InstalmentsInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_order(tx, path.order_id).await?;
        if_match.expect(before.version)?;
        if TRANSITIONS.next(store::status(&before)?, Action::Invoice).is_none() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        instalments::put(tx, before.id, rows(tx, before.id, &body.0).await?).await?;
        let mut row = before.clone();
        row.version += 1;
        store::save_status(tx, &row).await?;
        within_what_is_left(tx, &row).await?;
        let event = Event::new(EventKind::OrderInstalmentsReplaced, EntityKind::Order, row.id);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&view::order(tx, &auth, row).await?)?.version(version),
        ))
    })
    .await
}

/// The new rows: known ones keep what invoice has them, and then all of their content.
async fn rows(
    tx: &WriteTx,
    order_id: Uuid,
    input: &InstalmentsInput,
) -> Result<Vec<work_order_instalment::Model>, Problem> {
    let mut there: HashMap<Uuid, work_order_instalment::Model> = instalments::list(tx, order_id)
        .await?
        .into_iter()
        .map(|r| (r.id, r))
        .collect();
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    for (position, i) in (0..).zip(&input.instalments) {
        if i.description.trim().is_empty() {
            errors.push(FieldError::new(
                format!("/instalments/{position}/description"),
                FieldCode::Required,
            ));
        }
        let known = match i.id {
            Some(id) => match there.remove(&id) {
                Some(known) => Some(known),
                None => {
                    errors.push(FieldError::new(
                        format!("/instalments/{position}/id"),
                        FieldCode::NotFound,
                    ));
                    continue;
                }
            },
            None => None,
        };
        rows.push(match known {
            Some(known) if known.invoice_id.is_some() => work_order_instalment::Model { position, ..known },
            known => work_order_instalment::Model {
                company_id: tx.company_id(),
                id: known.map_or_else(|| tx.new_id(), |k| k.id),
                order_id,
                position,
                kind: i.kind.as_str().to_owned(),
                description: i.description.trim().to_owned(),
                net_ore: i.net_ore,
                ready_on: i.ready_on,
                invoice_id: None,
            },
        });
    }
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    if there.into_values().any(|left_out| left_out.invoice_id.is_some()) {
        return Err(Problem::new(Code::AlreadyInvoiced));
    }
    Ok(rows)
}

/// What is planned can't be more than what is left.
async fn within_what_is_left(tx: &WriteTx, order: &super::entity::work_order::Model) -> Result<(), Problem> {
    let left = economy::standing(tx, order).await?.economy.left_ore().0;
    let planned: i64 = instalments::uninvoiced_instalments(tx, order.id)
        .await?
        .iter()
        .map(|r| r.net_ore)
        .sum();
    if planned <= left {
        Ok(())
    } else {
        Err(Problem::fields(vec![
            FieldError::new("/instalments", FieldCode::TooLarge).with("max", left),
        ]))
    }
}
