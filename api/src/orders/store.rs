//! How are orders found and kept?

use super::entity::{work_order, work_order_assignment, work_order_line};
use crate::{
    customers,
    http::{Caller, Problem},
    lines::Terms,
    store::{
        ReadTx, WriteTx,
        search::{self, Findable},
    },
    timesheets::time_entry,
};
use kontoret_core::{order::Status, permission::Permission};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, QuerySelect, sea_query::Condition};
use std::str::FromStr;
use uuid::Uuid;

/// A word of a column that a CHECK holds.
pub(super) fn word<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse()
        .map_err(|_| Problem::internal("an unknown word in a column of words"))
}

/// Where an order stands.
pub(super) fn status(row: &work_order::Model) -> Result<Status, Problem> {
    word(&row.status)
}

/// How an order's prices are meant.
pub(super) fn terms(row: &work_order::Model) -> Terms {
    Terms {
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        round_to_krona: row.round_to_krona,
    }
}

/// Which orders a caller sees: all, or without `orders_read` those that are open or were the caller's work, and of no customer
/// whose data is restricted.
pub(super) fn visible(tx: &ReadTx, caller: &Caller) -> Condition {
    use work_order::Column as C;
    if caller.may(Permission::OrdersRead) {
        return Condition::all();
    }
    let assigned = tx
        .find::<work_order_assignment::Entity>()
        .filter(work_order_assignment::Column::MembershipId.eq(caller.membership_id))
        .with(|s| s.select_only().column(work_order_assignment::Column::OrderId))
        .into_query();
    let reported = tx
        .find::<time_entry::Entity>()
        .filter(time_entry::Column::MembershipId.eq(caller.membership_id))
        .filter(time_entry::Column::OrderId.is_not_null())
        .with(|s| s.select_only().column(time_entry::Column::OrderId))
        .into_query();
    let theirs = Condition::any()
        .add(C::Status.is_in(open_words()))
        .add(C::Id.in_subquery(assigned))
        .add(C::Id.in_subquery(reported));
    Condition::all().add(theirs).add(customers::usable(tx, C::CustomerId))
}

/// The words of the statuses in which work is still to be done.
pub(super) fn open_words() -> impl Iterator<Item = &'static str> {
    Status::ALL.into_iter().filter(|s| s.is_open()).map(Status::as_str)
}

/// An order's row that the caller sees.
///
/// # Errors
/// `not_found`.
pub(super) async fn get_order(tx: &ReadTx, caller: &Caller, id: Uuid) -> Result<work_order::Model, Problem> {
    tx.find::<work_order::Entity>()
        .filter(work_order::Column::Id.eq(id))
        .filter(visible(tx, caller))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// An order's row, locked until the transaction ends, of a customer whose data may be used.
///
/// # Errors
/// `not_found`, `restricted`.
pub(super) async fn lock_order(tx: &WriteTx, id: Uuid) -> Result<work_order::Model, Problem> {
    let row = tx
        .find::<work_order::Entity>()
        .filter(work_order::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    customers::check_usable(tx, row.customer_id).await?;
    Ok(row)
}

/// An order's lines, in order.
pub(super) async fn list_lines(tx: &ReadTx, order_id: Uuid) -> Result<Vec<work_order_line::Model>, Problem> {
    use work_order_line::Column as C;
    Ok(tx
        .find::<work_order_line::Entity>()
        .filter(C::OrderId.eq(order_id))
        .with(|s| s.order_by_asc(C::Position))
        .all()
        .await?)
}

/// Who is to do an order's work.
pub(super) async fn list_assigned(tx: &ReadTx, order_id: Uuid) -> Result<Vec<Uuid>, Problem> {
    use work_order_assignment::Column as C;
    let rows = tx
        .find::<work_order_assignment::Entity>()
        .filter(C::OrderId.eq(order_id))
        .all()
        .await?;
    Ok(rows.into_iter().map(|r| r.membership_id).collect())
}

/// Stores a new order.
pub(super) async fn insert_order(tx: &WriteTx, row: &work_order::Model) -> Result<(), Problem> {
    tx.insert::<work_order::Entity, _>(work_order::ActiveModel::from(row.clone()).reset_all())
        .await?;
    index(tx, row, true).await
}

/// Stores a changed order, and makes it findable by its new words.
pub(super) async fn save_order(tx: &WriteTx, row: &work_order::Model) -> Result<(), Problem> {
    save_status(tx, row).await?;
    index(tx, row, false).await
}

/// Stores an order of which no word has changed.
pub(super) async fn save_status(tx: &WriteTx, row: &work_order::Model) -> Result<(), Problem> {
    Ok(tx
        .update::<work_order::Entity, _>(work_order::ActiveModel::from(row.clone()).reset_all())
        .await?)
}

async fn index(tx: &WriteTx, row: &work_order::Model, is_new: bool) -> Result<(), Problem> {
    let number = row.number.to_string();
    let texts = [&number, &row.title, &row.customer_name, &row.city].map(String::as_str);
    Ok(search::index(tx, Findable::Order, row.id, is_new, &texts).await?)
}

/// Makes these the order's lines. An invoice's line names its order line by id alone, so all can be written anew.
pub(super) async fn put_lines(
    tx: &WriteTx,
    order_id: Uuid,
    is_new: bool,
    lines: Vec<work_order_line::Model>,
) -> Result<(), Problem> {
    if !is_new {
        tx.delete_where::<work_order_line::Entity>(work_order_line::Column::OrderId.eq(order_id))
            .await?;
    }
    let rows = lines
        .into_iter()
        .map(|l| work_order_line::ActiveModel::from(l).reset_all())
        .collect();
    Ok(tx.insert_many::<work_order_line::Entity, _>(rows).await?)
}

/// Makes these the ones who do the order's work.
pub(super) async fn put_assigned(
    tx: &WriteTx,
    order_id: Uuid,
    is_new: bool,
    memberships: &[Uuid],
) -> Result<(), Problem> {
    if !is_new {
        tx.delete_where::<work_order_assignment::Entity>(work_order_assignment::Column::OrderId.eq(order_id))
            .await?;
    }
    let rows = memberships
        .iter()
        .map(|m| {
            let row = work_order_assignment::Model {
                company_id: tx.company_id(),
                order_id,
                membership_id: *m,
            };
            work_order_assignment::ActiveModel::from(row).reset_all()
        })
        .collect();
    Ok(tx.insert_many::<work_order_assignment::Entity, _>(rows).await?)
}
