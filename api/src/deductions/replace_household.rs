//! `replaceHousehold`.

use super::{
    dto::{Household, HouseholdInput},
    store,
};
use crate::{
    app::App,
    customers::dto::CustomerPath,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::Done,
};
use actix_web::put;

/// Replaces the people of a customer who can have a tax deduction. Whoever is left out is erased with their number.
#[utoipa::path(tag = "deductions", operation_id = "replaceHousehold", params(CustomerPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = HouseholdInput,
    responses((status = 200, description = "The people", body = Household), Problems))]
#[put("/customers/{customer_id}/household")]
pub async fn replace_household(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    path: Path<CustomerPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<HouseholdInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let (household, event) =
            store::save_household(tx, &app.secrets, path.customer_id, Some(if_match), &body.0).await?;
        let version = household.version;
        Ok(Done::new(
            event,
            Reply::ok(&household.view(tx.today()))?.version(version),
        ))
    })
    .await
}
