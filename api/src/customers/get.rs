//! `getCustomer`.

use super::{
    dto::{Customer, CustomerPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Etagged, Path, Problem, Problems, perm},
};
use actix_web::get;

/// One customer.
#[utoipa::path(tag = "customers", operation_id = "getCustomer", params(CustomerPath),
    extensions(("x-permission" = json!(["customers_read"]))),
    responses((status = 200, description = "The customer", body = Customer), Problems))]
#[get("/customers/{customer_id}")]
pub async fn get_customer(
    app: App,
    auth: Auth<perm::CustomersRead>,
    path: Path<CustomerPath>,
) -> Result<Etagged<Customer>, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_customer(tx, path.customer_id).await?;
        let version = row.version;
        Ok(Etagged(store::view(row, &auth), version))
    })
    .await
}
