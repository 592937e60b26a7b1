//! `listOffers`.

use super::{
    dto::{ListOffers, OfferItem, OfferSort},
    entity::offer,
    store,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, cut, keyset, limit},
        perm,
    },
    store::{
        ReadTx, Scoped,
        search::{self, Findable},
    },
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::offer::{Status, status_on};
use sea_orm::{ColumnTrait, FromQueryResult, Order, QuerySelect};
use uuid::Uuid;

/// The company's offers, a page at a time.
#[utoipa::path(tag = "offers", operation_id = "listOffers", params(ListOffers),
    extensions(("x-permission" = json!(["offers_read"]))),
    responses((status = 200, description = "A page of offers", body = Page<OfferItem>), Problems))]
#[get("/offers")]
pub async fn list_offers(
    app: App,
    auth: Auth<perm::OffersRead>,
    query: Query<ListOffers>,
) -> Result<Json<Page<OfferItem>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: i64,
    title: String,
    customer_id: Uuid,
    customer_name: String,
    status: String,
    offered_on: Option<NaiveDate>,
    sort_offered_on: NaiveDate,
    valid_until: NaiveDate,
    total_ore: i64,
}

async fn page(tx: &ReadTx, q: &ListOffers) -> Result<Page<OfferItem>, Problem> {
    use offer::Column as C;
    let find = narrowed(tx, q);
    let total = match q.total {
        Some(true) => Some(find.clone().count().await?),
        _ => None,
    };
    let (limit, after, today) = (limit(q.limit), q.after.as_deref(), tx.today());
    let find = find.with(|s| {
        s.select_only().columns([
            C::Id,
            C::Number,
            C::Title,
            C::CustomerId,
            C::CustomerName,
            C::Status,
            C::OfferedOn,
            C::SortOfferedOn,
            C::ValidUntil,
            C::TotalOre,
        ])
    });
    let item = |r: Row| item(r, today);
    let mut page = match q.sort {
        OfferSort::NumberDescending | OfferSort::Number => {
            let order = if q.sort == OfferSort::Number {
                Order::Asc
            } else {
                Order::Desc
            };
            let rows = sorted(find, C::Number, order, Cursor::<i64>::decode(after)?, limit).await?;
            cut(rows, limit, |r: &Row| Cursor(r.number, r.id).encode(), item)
        }
        OfferSort::OfferedOnDescending => {
            let rows = sorted(
                find,
                C::SortOfferedOn,
                Order::Desc,
                Cursor::<NaiveDate>::decode(after)?,
                limit,
            )
            .await?;
            cut(rows, limit, |r: &Row| Cursor(r.sort_offered_on, r.id).encode(), item)
        }
        OfferSort::TotalDescending => {
            let rows = sorted(find, C::TotalOre, Order::Desc, Cursor::<i64>::decode(after)?, limit).await?;
            cut(rows, limit, |r: &Row| Cursor(r.total_ore, r.id).encode(), item)
        }
    };
    let orders = store::orders_of(tx, page.items.iter().map(|i| i.id).collect()).await?;
    for i in &mut page.items {
        i.order_id = orders.get(&i.id).copied();
    }
    page.total = total.and_then(|t| i64::try_from(t).ok());
    Ok(page)
}

/// "Sent" and "expired" are the same word in the table, told apart by the day as everywhere else.
fn narrowed<'t>(tx: &'t ReadTx, q: &ListOffers) -> Scoped<'t, offer::Entity> {
    use offer::Column as C;
    let mut find = tx.find::<offer::Entity>().filter(customers::usable(tx, C::CustomerId));
    find = match q.status {
        None => find,
        Some(Status::Sent) => find
            .filter(C::Status.eq(Status::Sent.as_str()))
            .filter(C::ValidUntil.gte(tx.today())),
        Some(Status::Expired) => find
            .filter(C::Status.eq(Status::Sent.as_str()))
            .filter(C::ValidUntil.lt(tx.today())),
        Some(other) => find.filter(C::Status.eq(other.as_str())),
    };
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    if let Some(ids) =
        q.q.as_deref()
            .and_then(|text| search::matching(tx.company_id(), Findable::Offer, text))
    {
        find = find.filter(C::Id.in_subquery(ids));
    }
    find
}

async fn sorted<K: Into<sea_orm::Value>>(
    find: Scoped<'_, offer::Entity>,
    by: offer::Column,
    order: Order,
    after: Option<Cursor<K>>,
    limit: u64,
) -> Result<Vec<Row>, Problem> {
    Ok(find
        .with(|s| keyset(s, by, offer::Column::Id, order, after, limit))
        .all_as()
        .await?)
}

fn item(r: Row, today: NaiveDate) -> OfferItem {
    OfferItem {
        id: r.id,
        number: r.number,
        title: r.title,
        customer_id: r.customer_id,
        customer_name: r.customer_name,
        status: status_on(store::stored(&r.status), r.valid_until, today),
        offered_on: r.offered_on,
        valid_until: r.valid_until,
        total_ore: r.total_ore,
        order_id: None,
    }
}
