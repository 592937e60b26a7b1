//! `archiveCustomer`.

use super::{
    dto::{Archive, Customer, CustomerPath},
    limits, store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Puts a customer away, or takes it out again. Nothing of it is lost.
#[utoipa::path(tag = "customers", operation_id = "archiveCustomer",
    params(CustomerPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = Archive,
    responses((status = 200, description = "The customer", body = Customer), Problems))]
#[post("/customers/{customer_id}/archive")]
pub async fn archive_customer(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    path: Path<CustomerPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<Archive>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_customer(tx, path.customer_id).await?;
        if_match.expect(before.version)?;
        store::refuse_erased(&before)?;
        limits::refuse_restricted(&before)?;
        let mut row = before.clone();
        row.archived = body.0.archived;
        row.archived_at = row.archived.then(|| before.archived_at.unwrap_or_else(|| tx.now()));
        row.version += 1;
        store::save_customer(tx, &row).await?;
        let event = Event::new(EventKind::CustomerArchived, EntityKind::Customer, row.id).changed(
            "customer",
            Some(&before),
            &row,
        );
        let version = row.version;
        Ok(Done::new(event, Reply::ok(&store::view(row, &auth))?.version(version)))
    })
    .await
}
