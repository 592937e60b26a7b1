//! A customer that comes in from somewhere else, held to the same rules as one that is entered.

use super::{
    check,
    dto::{CustomerInput, WorkSiteInput},
    entity::{customer, work_site},
    store,
};
use crate::{http::Problem, store::WriteTx};
use sea_orm::ActiveModelTrait;
use uuid::Uuid;

/// Makes a customer under a number.
///
/// # Errors
/// Every field that needs mending, or the database's.
pub async fn take_in(tx: &WriteTx, number: i64, input: CustomerInput) -> Result<customer::Model, Problem> {
    let input = check::customer(input)?;
    let row = store::apply(store::blank(tx, number), &input);
    store::insert_customer(tx, &row).await?;
    Ok(row)
}

/// Makes a work site of a customer.
///
/// # Errors
/// Every field that needs mending, or the database's.
pub async fn take_in_site(tx: &WriteTx, customer_id: Uuid, input: WorkSiteInput) -> Result<work_site::Model, Problem> {
    let input = check::work_site(input)?;
    let row = store::apply_work_site(store::blank_work_site(tx, customer_id), &input);
    tx.insert::<work_site::Entity, _>(work_site::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(row)
}
