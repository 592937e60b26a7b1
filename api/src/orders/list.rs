//! `listOrders`.

use super::{
    billing,
    dto::{ListOrders, OrderItem, OrderSort},
    entity::work_order,
    store,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Caller, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::{
        ReadTx, Scoped,
        search::{self, Findable},
    },
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::permission::Permission;
use sea_orm::{ColumnTrait, FromQueryResult, Order, QuerySelect};
use uuid::Uuid;

/// The company's orders, a page at a time. Without `orders_read`: those that are open, or were one's own work, and no
/// prices.
#[utoipa::path(tag = "orders", operation_id = "listOrders", params(ListOrders),
    extensions(("x-permission" = json!(["orders_read", "orders_work"]))),
    responses((status = 200, description = "A page of orders", body = Page<OrderItem>), Problems))]
#[get("/orders")]
pub async fn list_orders(
    app: App,
    auth: Auth<perm::OrdersRead>,
    query: Query<ListOrders>,
) -> Result<Json<Page<OrderItem>>, Problem> {
    app.read(&auth, async |tx| page(tx, &auth, &query).await)
        .await
        .map(Json)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i64,
    title: String,
    customer_id: Uuid,
    customer_name: String,
    status: String,
    city: String,
    planned_start_on: Option<NaiveDate>,
    planned_sort_on: NaiveDate,
    total_ore: i64,
}

/// The orders that the caller sees and asks for.
fn asked_for<'t>(tx: &'t ReadTx, caller: &Caller, q: &ListOrders) -> Scoped<'t, work_order::Entity> {
    use work_order::Column as C;
    let mut find = tx
        .find::<work_order::Entity>()
        .filter(store::visible(tx, caller))
        .filter(customers::usable(tx, C::CustomerId));
    if let Some(status) = q.status {
        find = find.filter(C::Status.eq(status.as_str()));
    }
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    find = match q.open {
        Some(true) => find.filter(C::Status.is_in(store::open_words())),
        Some(false) => find.filter(C::Status.is_not_in(store::open_words())),
        None => find,
    };
    find = match q.to_invoice {
        Some(true) => find.filter(billing::to_invoice(tx)),
        Some(false) => find.filter(billing::to_invoice(tx).not()),
        None => find,
    };
    if let Some(ids) =
        q.q.as_deref()
            .and_then(|text| search::matching(tx.company_id(), Findable::Order, text))
    {
        find = find.filter(C::Id.in_subquery(ids));
    }
    find
}

async fn page(tx: &ReadTx, caller: &Caller, q: &ListOrders) -> Result<Page<OrderItem>, Problem> {
    use work_order::Column as C;
    let find = asked_for(tx, caller, q);
    let total = match q.total {
        Some(true) => Some(find.clone().count().await?),
        _ => None,
    };
    let limit = limit(q.limit);
    let find = find.with(|s| {
        s.select_only().columns([
            C::Id,
            C::Number,
            C::Title,
            C::CustomerId,
            C::CustomerName,
            C::Status,
            C::City,
            C::PlannedStartOn,
            C::PlannedSortOn,
            C::TotalOre,
        ])
    });
    let (by_plan, order) = match q.sort {
        OrderSort::NumberDescending => (false, Order::Desc),
        OrderSort::Number => (false, Order::Asc),
        OrderSort::PlannedOn => (true, Order::Asc),
    };
    let after = q.after.as_deref();
    let (rows, next) = if by_plan {
        let cursor = Cursor::<NaiveDate>::decode(after)?;
        let mut rows: Vec<Row> = find
            .with(|s| keyset(s, C::PlannedSortOn, C::Id, order, cursor, limit))
            .all_as()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.planned_sort_on, r.id).encode());
        (rows, next)
    } else {
        let cursor = Cursor::<i64>::decode(after)?;
        let mut rows: Vec<Row> = find
            .with(|s| keyset(s, C::Number, C::Id, order, cursor, limit))
            .all_as()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.number, r.id).encode());
        (rows, next)
    };
    let prices = caller.may(Permission::OrdersRead);
    let items = rows.into_iter().map(|r| item(r, prices)).collect::<Result<_, _>>()?;
    Ok(Page {
        items,
        next,
        total: total.and_then(|t| i64::try_from(t).ok()),
    })
}

fn item(r: Row, prices: bool) -> Result<OrderItem, Problem> {
    Ok(OrderItem {
        id: r.id,
        number: r.number,
        title: r.title,
        customer_id: r.customer_id,
        customer_name: r.customer_name,
        status: store::word(&r.status)?,
        city: r.city,
        planned_start_on: r.planned_start_on,
        total_ore: prices.then_some(r.total_ore),
    })
}
