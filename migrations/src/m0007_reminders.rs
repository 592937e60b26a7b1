//! What late customers are told and charged: reference rates, habits, reminders, stops and charges.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        habits(m).await?;
        reminders(m).await
    }
}

async fn habits(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    bare_tenant_table("reference_rate")
        .versioned()
        .cols([date("starts_on"), integer("rate_bp")])
        .key(&["starts_on"])
        .create(m)
        .await?;
    tenant_table("reminder_settings")
        .versioned()
        .cols([
            json_binary("steps"),
            integer("days_to_pay"),
            big_integer("fee_ore"),
            date_null("fee_agreed_since"),
            boolean("asks_compensation"),
            boolean("asks_interest"),
        ])
        .create(m)
        .await
}

async fn reminders(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("reminder")
        .cols([
            uuid("invoice_id"),
            uuid("customer_id"),
            // None: printed, not mailed.
            uuid_null("mail_id"),
            integer("step"),
            date("reminded_on"),
            date("due_on"),
            big_integer("open_ore"),
            // Of this reminder alone.
            big_integer("fee_ore"),
            big_integer("compensation_ore"),
            big_integer("interest_ore"),
            // With what earlier reminders asked for.
            big_integer("asked_ore"),
            json_binary("content"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .reference("mail_id", "mail", ForeignKeyAction::Restrict)
        .index(&["invoice_id", "step"])
        .index(&["customer_id", "id"])
        .unique(&["mail_id"])
        .create(m)
        .await?;
    bare_tenant_table("reminder_stop")
        .cols([
            uuid("invoice_id"),
            text("reason"),
            boolean("handed_over"),
            timestamp_with_time_zone("stopped_at"),
        ])
        .key(&["invoice_id"])
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .create(m)
        .await?;
    tenant_table("interest_charge")
        .cols([
            uuid("invoice_id"),
            uuid("interest_invoice_id"),
            date("until_on"),
            big_integer("interest_ore"),
            big_integer("fee_ore"),
            big_integer("compensation_ore"),
        ])
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        // A draft that is thrown away charges nothing.
        .reference("interest_invoice_id", "invoice", ForeignKeyAction::Cascade)
        .index(&["invoice_id"])
        .index(&["interest_invoice_id"])
        .create(m)
        .await
}
