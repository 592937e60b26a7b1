//! `listCustomers`.

use super::{
    dto::{CustomerItem, ListCustomers},
    store,
};
use crate::{
    app::App,
    http::{Auth, Json, Page, Problem, Problems, Query, perm},
};
use actix_web::get;

/// The company's customers, a page at a time.
#[utoipa::path(tag = "customers", operation_id = "listCustomers", params(ListCustomers),
    extensions(("x-permission" = json!(["customers_read"]))),
    responses((status = 200, description = "A page of customers", body = Page<CustomerItem>), Problems))]
#[get("/customers")]
pub async fn list_customers(
    app: App,
    auth: Auth<perm::CustomersRead>,
    query: Query<ListCustomers>,
) -> Result<Json<Page<CustomerItem>>, Problem> {
    app.read(&auth, async |tx| store::list_customers(tx, &query).await)
        .await
        .map(Json)
}
