//! `listLateInvoices`.

use super::{
    desk::{Desk, cases},
    dto::{LateInvoice, ListLateInvoices},
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    invoices::invoice,
    store::ReadTx,
};
use actix_web::get;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Order};

/// The late invoices with what was done about each and what comes next, those that have been late longest first.
#[utoipa::path(tag = "reminders", operation_id = "listLateInvoices", params(ListLateInvoices),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of late invoices", body = Page<LateInvoice>), Problems))]
#[get("/reminders/late")]
pub async fn list_late_invoices(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListLateInvoices>,
) -> Result<Json<Page<LateInvoice>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

/// A page of the list.
pub async fn page(tx: &ReadTx, q: &ListLateInvoices) -> Result<Page<LateInvoice>, Problem> {
    use invoice::Column as C;
    let mut find = tx
        .find::<invoice::Entity>()
        .filter(C::OpenDueOn.lt(tx.today()))
        .filter(customers::usable(tx, C::CustomerId));
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    if let Some(id) = q.invoice_id {
        find = find.filter(C::Id.eq(id));
    }
    let total = match q.total {
        Some(true) => i64::try_from(find.clone().count().await?).ok(),
        _ => None,
    };
    let limit = limit(q.limit);
    let after = Cursor::<NaiveDate>::decode(q.after.as_deref())?;
    let mut rows = find
        .with(|s| keyset(s, C::OpenDueOn, C::Id, Order::Asc, after, limit))
        .all()
        .await?;
    let next = next(&mut rows, limit, |r| Cursor(r.open_due_on, r.id).encode());
    let desk = Desk::open(tx).await?;
    Ok(Page {
        items: cases(tx, rows)
            .await?
            .iter()
            .map(|case| case.view(&desk))
            .collect::<Result<_, _>>()?,
        next,
        total,
    })
}
