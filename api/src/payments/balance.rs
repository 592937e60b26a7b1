//! `getCustomerBalance`.

use super::{
    book,
    dto::{BalancePath, CustomerBalance},
};
use crate::{
    app::App,
    customers,
    http::{Auth, Json, Path, Problem, Problems, perm},
};
use actix_web::get;

/// What a customer has paid too much and not got back.
#[utoipa::path(tag = "payments", operation_id = "getCustomerBalance", params(BalancePath),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The balance", body = CustomerBalance), Problems))]
#[get("/customers/{customer_id}/balance")]
pub async fn get_customer_balance(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<BalancePath>,
) -> Result<Json<CustomerBalance>, Problem> {
    app.read(&auth, async |tx| {
        customers::get_customer(tx, path.customer_id).await?;
        Ok(CustomerBalance {
            balance_ore: book::balance(tx, path.customer_id).await?,
        })
    })
    .await
    .map(Json)
}
