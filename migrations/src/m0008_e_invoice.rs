//! E-invoices on their way through the Peppol network.

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
        tenant_table("e_invoice")
            .cols([
                uuid("invoice_id"),
                text("receiver"),
                word("state", &["queued", "delivered", "failed"]),
                text_null("reason"),
                text_null("message_id"),
                integer("attempts"),
                timestamp_with_time_zone("queued_at"),
                timestamp_with_time_zone_null("delivered_at"),
            ])
            .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
            .index(&["invoice_id", "queued_at"])
            .create(m)
            .await
    }
}
