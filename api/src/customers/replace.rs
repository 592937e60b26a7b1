//! `replaceCustomer`.

use super::{
    check,
    dto::{Customer, CustomerInput, CustomerPath},
    limits, store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::event::{EntityKind, EventKind};

/// Replaces a customer's content. Documents that were issued keep what they said.
#[utoipa::path(tag = "customers", operation_id = "replaceCustomer", params(CustomerPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = CustomerInput,
    responses((status = 200, description = "The customer", body = Customer), Problems))]
#[put("/customers/{customer_id}")]
pub async fn replace_customer(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    path: Path<CustomerPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<CustomerInput>,
) -> Result<Reply, Problem> {
    let input = check::customer(body.0)?;
    app.write(&auth, &command, async |tx| {
        let before = store::lock_customer(tx, path.customer_id).await?;
        if_match.expect(before.version)?;
        limits::refuse_restricted(&before)?;
        if before.archived {
            return Err(Problem::new(Code::Archived));
        }
        let mut row = store::apply(before.clone(), &input);
        row.version += 1;
        store::save_customer(tx, &row).await?;
        let event = Event::new(EventKind::CustomerReplaced, EntityKind::Customer, row.id).changed(
            "customer",
            Some(&before),
            &row,
        );
        let version = row.version;
        Ok(Done::new(event, Reply::ok(&store::view(row, &auth))?.version(version)))
    })
    .await
}
