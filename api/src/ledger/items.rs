//! `listLedgerItems`.

use super::{
    dto::{GetCustomerLedger, LedgerCustomerPath, LedgerItem},
    query,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Json, Page, Path, Problem, Problems, Query,
        page::{Cursor, limit, next},
        perm,
    },
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::ledger::age;

/// The invoices and credit notes of a customer that had something left at the end of a day, the oldest due first.
#[utoipa::path(tag = "ledger", operation_id = "listLedgerItems", params(LedgerCustomerPath, GetCustomerLedger),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of open items", body = Page<LedgerItem>), Problems))]
#[get("/customer-ledger/{customer_id}/items")]
pub async fn list_ledger_items(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    path: Path<LedgerCustomerPath>,
    query: Query<GetCustomerLedger>,
) -> Result<Json<Page<LedgerItem>>, Problem> {
    app.read(&auth, async |tx| {
        let customer = customers::get_customer(tx, path.customer_id).await?;
        let as_of = query.as_of.unwrap_or(tx.today());
        let limit = limit(query.limit);
        let after = Cursor::<NaiveDate>::decode(query.after.as_deref())?.map(|Cursor(due, id)| (due, id));
        let mut rows = query::items(tx, customer.id, as_of, after, limit).await?;
        let next = next(&mut rows, limit, |r| Cursor(r.due_on, r.id).encode());
        let items = rows
            .into_iter()
            .map(|r| {
                Ok(LedgerItem {
                    invoice_id: r.id,
                    number: r.number,
                    kind: r.kind.parse().map_err(Problem::internal)?,
                    issued_on: r.issued_on,
                    age: age(r.due_on, as_of),
                    due_on: r.due_on,
                    total_ore: r.total_ore,
                    open_ore: r.open_ore,
                })
            })
            .collect::<Result<_, Problem>>()?;
        Ok(Page {
            items,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}
