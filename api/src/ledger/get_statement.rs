//! `getAccountStatement`.

use super::{
    dto::{AccountStatement, GetAccountStatement, LedgerCustomerPath},
    statement,
};
use crate::{
    app::App,
    customers,
    http::{Auth, Json, Path, Problem, Problems, Query, perm},
};
use actix_web::get;

/// What happened on a customer's account in a period, what was owed before and after.
#[utoipa::path(tag = "ledger", operation_id = "getAccountStatement", params(LedgerCustomerPath, GetAccountStatement),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The statement", body = AccountStatement), Problems))]
#[get("/customer-ledger/{customer_id}/statement")]
pub async fn get_account_statement(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<LedgerCustomerPath>,
    query: Query<GetAccountStatement>,
) -> Result<Json<AccountStatement>, Problem> {
    app.read(&auth, async |tx| {
        let customer = customers::get_customer(tx, path.customer_id).await?;
        statement::of(tx, &customer, &query).await
    })
    .await
    .map(Json)
}
