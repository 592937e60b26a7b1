//! How is an issued invoice put on its way to the customer's Peppol id?

use super::{
    super::{document, entity::invoice},
    readiness,
};
use crate::{
    customers,
    http::{Code, FieldCode, FieldError, Problem},
    jobs::e_invoice,
    store::WriteTx,
};

/// Queues an issued invoice for its customer's Peppol id.
///
/// # Errors
/// `incomplete` with what hinders, by field.
pub(in super::super) async fn send(tx: &WriteTx, row: &invoice::Model) -> Result<(), Problem> {
    let composed = document::composed(tx, row).await?;
    let customer = customers::get_customer(tx, row.customer_id).await?;
    let errors: Vec<FieldError> = readiness::obstacles(&composed, &customer)
        .into_iter()
        .map(|obstacle| FieldError::new(obstacle.pointer, FieldCode::Required))
        .collect();
    match readiness::receiver(&customer) {
        Some(receiver) if errors.is_empty() => e_invoice::queue(tx, row.id, &receiver).await,
        _ => Err(Problem::new(Code::Incomplete).with_errors(errors)),
    }
}
