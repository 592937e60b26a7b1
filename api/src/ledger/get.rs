//! `getCustomerLedger`.

use super::{
    dto::{CustomerLedger, GetCustomerLedger, LedgerCustomer, LedgerSums},
    query::{self, Owed},
};
use crate::{
    app::App,
    http::{
        Auth, Json, Problem, Problems, Query,
        page::{Cursor, limit, next},
        perm,
    },
    store::ReadTx,
};
use actix_web::get;
use kontoret_core::{ledger::days_outstanding, money::Ore};

/// What each customer owed at the end of a day, by age, with the sums of all.
#[utoipa::path(tag = "ledger", operation_id = "getCustomerLedger", params(GetCustomerLedger),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of the ledger", body = CustomerLedger), Problems))]
#[get("/customer-ledger")]
pub async fn get_customer_ledger(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<GetCustomerLedger>,
) -> Result<Json<CustomerLedger>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &GetCustomerLedger) -> Result<CustomerLedger, Problem> {
    let as_of = q.as_of.unwrap_or(tx.today());
    let limit = limit(q.limit);
    let after = Cursor::<String>::decode(q.after.as_deref())?.map(|Cursor(name, id)| (name, id));
    let mut rows = query::customers(tx, as_of, after, limit).await?;
    let next = next(&mut rows, limit, |r| {
        Cursor(r.name_folded.clone(), r.customer_id).encode()
    });
    let totals = query::totals(tx, as_of).await?;
    let sales_ore = query::sales(tx, as_of).await?;
    Ok(CustomerLedger {
        as_of,
        items: rows.into_iter().map(customer).collect(),
        next,
        days_outstanding_tenths: days_outstanding(Ore(totals.total_ore), Ore(sales_ore)),
        totals,
        sales_ore,
    })
}

fn customer(r: Owed) -> LedgerCustomer {
    LedgerCustomer {
        customer_id: r.customer_id,
        number: r.number,
        name: r.name,
        open_count: r.open_count,
        sums: query::added(LedgerSums {
            not_due_ore: r.not_due_ore,
            days_30_ore: r.days_30_ore,
            days_60_ore: r.days_60_ore,
            days_90_ore: r.days_90_ore,
            older_ore: r.older_ore,
            unplaced_ore: r.unplaced_ore,
            total_ore: 0,
        }),
    }
}
