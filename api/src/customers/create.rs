//! `createCustomer`.

use super::{
    check,
    dto::{Customer, CustomerInput},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{
        Done, Event,
        counter::{Series, take},
    },
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Adds a customer and gives it the next customer number.
#[utoipa::path(tag = "customers", operation_id = "createCustomer", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = CustomerInput,
    responses((status = 201, description = "The customer", body = Customer), Problems))]
#[post("/customers")]
pub async fn create_customer(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    command: Command,
    body: Json<CustomerInput>,
) -> Result<Reply, Problem> {
    let input = check::customer(body.0)?;
    app.write(&auth, &command, async |tx| {
        let row = store::apply(store::blank(tx, take(tx, Series::Customer).await?), &input);
        store::insert_customer(tx, &row).await?;
        let event = Event::new(EventKind::CustomerCreated, EntityKind::Customer, row.id);
        let event = event.changed("customer", None, &row);
        let customer = store::view(row, &auth);
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/customers/{}", customer.id), &customer)?.version(1),
        ))
    })
    .await
}
