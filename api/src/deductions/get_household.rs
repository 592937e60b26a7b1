//! `getHousehold`.

use super::{dto::Household, store};
use crate::{
    app::App,
    customers::{self, dto::CustomerPath},
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// The people of a customer who can have a tax deduction, their numbers without the last four digits.
#[utoipa::path(tag = "deductions", operation_id = "getHousehold", params(CustomerPath),
    extensions(("x-permission" = json!(["customers_read"]))),
    responses((status = 200, description = "The people", body = Household), Problems))]
#[get("/customers/{customer_id}/household")]
pub async fn get_household(
    app: App,
    auth: Auth<perm::CustomersRead>,
    path: Path<CustomerPath>,
) -> Result<Etagged<Household>, Problem> {
    app.read(&auth, async |tx| {
        customers::check_usable(tx, path.customer_id).await?;
        let household = store::household_of(tx, &app.secrets, path.customer_id).await?;
        let version = household.version;
        Ok(Etagged(household.view(tx.today()), version))
    })
    .await
}
