//! `importPrivacyPackage`.

use super::{
    dto::{ImportPrivacyPackage, PrivacyPackageImport},
    read, take_in,
};
use crate::{
    app::App,
    http::{Command, DryRun, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    store::Done,
};
use actix_web::{post, web};

/// Takes in a customer who brings a portability package from another company: details, work sites, and people who can have a tax
/// deduction. Offers, orders and invoices are the sender's records and stay there; the answer says of every table what came in,
/// what didn't, and why. A customer who is here already is refused and named by number. A rehearsal shows what would come in.
#[utoipa::path(tag = "privacy", operation_id = "importPrivacyPackage", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["customers_write"])), ("x-step-up" = json!(true))), request_body = ImportPrivacyPackage,
    responses((status = 201, description = "What came in", body = PrivacyPackageImport), Problems))]
#[post("/privacy-packages")]
pub async fn import_privacy_package(
    app: App,
    auth: Recent<perm::CustomersWrite>,
    command: Command,
    body: Json<ImportPrivacyPackage>,
) -> Result<Reply, Problem> {
    let ImportPrivacyPackage { content, language } = body.0;
    // Unpacked on another thread: it can take a while.
    let package = web::block(move || read::package(&content)).await??;
    app.write(&auth, &command, async |tx| {
        let (result, event) = take_in::take_in(tx, &app.secrets, &auth, &package, language).await?;
        let first = result.customers.first().map(|c| c.customer.id);
        let location = first.map_or_else(String::new, |id| format!("/api/v1/customers/{id}"));
        Ok(Done::new(event, Reply::created(location, &result)?.sealed()))
    })
    .await
}
