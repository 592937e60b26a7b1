//! How are rates, habits, reminders and stops found and kept?

use super::{
    dto::{ReferenceRate, ReminderSettings, ReminderSettingsInput},
    entity::{interest_charge, reference_rate, reminder, reminder_settings, reminder_stop},
};
use crate::{
    http::Problem,
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    interest,
    reminder::{DEFAULT_DAYS_TO_PAY, DEFAULT_STEPS, MAX_FEE},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// The company's own rates, oldest first.
pub(super) async fn own_rates(tx: &ReadTx) -> Result<Vec<reference_rate::Model>, Problem> {
    Ok(tx
        .find::<reference_rate::Entity>()
        .with(|q| q.order_by_asc(reference_rate::Column::StartsOn))
        .all()
        .await?)
}

/// The rates that interest is counted from.
pub(super) async fn rates(tx: &ReadTx) -> Result<Vec<interest::ReferenceRate>, Problem> {
    let own: Vec<_> = own_rates(tx)
        .await?
        .into_iter()
        .map(|r| interest::ReferenceRate {
            starts_on: r.starts_on,
            rate_bp: r.rate_bp,
            checked: true,
        })
        .collect();
    Ok(interest::with_own(&own))
}

pub(super) async fn lock_rate(tx: &WriteTx, starts_on: NaiveDate) -> Result<Option<reference_rate::Model>, Problem> {
    Ok(tx
        .find::<reference_rate::Entity>()
        .filter(reference_rate::Column::StartsOn.eq(starts_on))
        .for_update()
        .one()
        .await?)
}

pub(super) async fn save_rate(tx: &WriteTx, is_new: bool, row: &reference_rate::Model) -> Result<(), Problem> {
    let row = reference_rate::ActiveModel::from(row.clone()).reset_all();
    if is_new {
        tx.insert::<reference_rate::Entity, _>(row).await?;
    } else {
        tx.update::<reference_rate::Entity, _>(row).await?;
    }
    Ok(())
}

pub(super) fn view_rate(row: reference_rate::Model) -> ReferenceRate {
    ReferenceRate {
        starts_on: row.starts_on,
        version: row.version,
        rate_bp: row.rate_bp,
        checked: true,
    }
}

/// The company's habits, or those that everybody begins with.
pub(super) async fn settings(tx: &ReadTx) -> Result<ReminderSettings, Problem> {
    match tx.find::<reminder_settings::Entity>().one().await? {
        Some(row) => view_settings(row),
        None => Ok(ReminderSettings {
            version: 0,
            steps: DEFAULT_STEPS
                .iter()
                .map(|s| super::dto::ReminderStep {
                    after_days: s.after_days,
                    fee: s.fee,
                })
                .collect(),
            days_to_pay: DEFAULT_DAYS_TO_PAY,
            fee_ore: MAX_FEE.0,
            fee_agreed_since: None,
            asks_compensation: false,
            asks_interest: false,
        }),
    }
}

pub(super) async fn lock_settings(tx: &WriteTx) -> Result<Option<reminder_settings::Model>, Problem> {
    Ok(tx.find::<reminder_settings::Entity>().for_update().one().await?)
}

pub(super) fn settings_row(
    tx: &WriteTx,
    version: i32,
    input: &ReminderSettingsInput,
) -> Result<reminder_settings::Model, Problem> {
    Ok(reminder_settings::Model {
        company_id: tx.company_id(),
        id: tx.company_id(),
        version,
        steps: serde_json::to_value(&input.steps).map_err(Problem::internal)?,
        days_to_pay: input.days_to_pay.into(),
        fee_ore: input.fee_ore,
        fee_agreed_since: input.fee_agreed_since,
        asks_compensation: input.asks_compensation,
        asks_interest: input.asks_interest,
    })
}

pub(super) async fn save_settings(tx: &WriteTx, is_new: bool, row: &reminder_settings::Model) -> Result<(), Problem> {
    let row = reminder_settings::ActiveModel::from(row.clone()).reset_all();
    if is_new {
        tx.insert::<reminder_settings::Entity, _>(row).await?;
    } else {
        tx.update::<reminder_settings::Entity, _>(row).await?;
    }
    Ok(())
}

pub(super) fn view_settings(row: reminder_settings::Model) -> Result<ReminderSettings, Problem> {
    Ok(ReminderSettings {
        version: row.version,
        steps: serde_json::from_value(row.steps).map_err(Problem::internal)?,
        days_to_pay: u16::try_from(row.days_to_pay).map_err(Problem::internal)?,
        fee_ore: row.fee_ore,
        fee_agreed_since: row.fee_agreed_since,
        asks_compensation: row.asks_compensation,
        asks_interest: row.asks_interest,
    })
}

/// The reminders of some invoices, oldest first.
pub(super) async fn of_invoices(tx: &ReadTx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<reminder::Model>>, Problem> {
    use reminder::Column as C;
    let rows = tx
        .find::<reminder::Entity>()
        .filter(C::InvoiceId.is_in(ids.iter().copied()))
        .with(|q| q.order_by_asc(C::InvoiceId).order_by_asc(C::Id))
        .all()
        .await?;
    let mut by: HashMap<Uuid, Vec<reminder::Model>> = HashMap::new();
    for r in rows {
        by.entry(r.invoice_id).or_default().push(r);
    }
    Ok(by)
}

/// The stops of some invoices.
pub(super) async fn stops(tx: &ReadTx, ids: &[Uuid]) -> Result<HashMap<Uuid, reminder_stop::Model>, Problem> {
    let rows = tx
        .find::<reminder_stop::Entity>()
        .filter(reminder_stop::Column::InvoiceId.is_in(ids.iter().copied()))
        .all()
        .await?;
    Ok(rows.into_iter().map(|r| (r.invoice_id, r)).collect())
}

/// What interest invoices have charged for some invoices.
pub(super) async fn charges(tx: &ReadTx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<interest_charge::Model>>, Problem> {
    let rows = tx
        .find::<interest_charge::Entity>()
        .filter(interest_charge::Column::InvoiceId.is_in(ids.iter().copied()))
        .all()
        .await?;
    let mut by: HashMap<Uuid, Vec<interest_charge::Model>> = HashMap::new();
    for r in rows {
        by.entry(r.invoice_id).or_default().push(r);
    }
    Ok(by)
}

/// Stops reminding of an invoice, or notes another reason.
pub(super) async fn stop(tx: &WriteTx, invoice_id: Uuid, reason: &str, handed_over: bool) -> Result<(), Problem> {
    begin_again(tx, invoice_id).await?;
    let row = reminder_stop::Model {
        company_id: tx.company_id(),
        invoice_id,
        reason: reason.to_owned(),
        handed_over,
        stopped_at: tx.now(),
    };
    Ok(tx
        .insert::<reminder_stop::Entity, _>(reminder_stop::ActiveModel::from(row).reset_all())
        .await?)
}

/// Lets an invoice be reminded of again.
pub(super) async fn begin_again(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    tx.delete_where::<reminder_stop::Entity>(reminder_stop::Column::InvoiceId.eq(invoice_id))
        .await?;
    Ok(())
}
