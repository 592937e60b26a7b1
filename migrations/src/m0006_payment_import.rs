//! What the bank's files said, and what became of each payment in them.

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
        tenant_table("payment_import")
            .versioned()
            .cols([
                text("file_name"),
                bytes("digest"),
                word("format", &["bgmax", "camt054"]),
                // In the file; those that another file had brought are not imported again.
                integer("payment_count"),
                integer("known_count"),
                uuid("imported_by"),
                timestamp_with_time_zone("imported_at"),
            ])
            // The same file is imported once.
            .unique(&["digest"])
            .index(&["imported_at", "id"])
            .create(m)
            .await?;
        // Apart: lists stay narrow, and the bytes are sealed.
        bare_tenant_table("payment_import_file")
            .cols([uuid("import_id")])
            .cols([bytes("content")])
            .key(&["import_id"])
            .reference("import_id", "payment_import", ForeignKeyAction::Cascade)
            .create(m)
            .await?;
        imported_payments(m).await
    }
}

async fn imported_payments(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("imported_payment")
        .versioned()
        .cols([
            uuid("import_id"),
            integer("position"),
            integer("line"),
            // What makes it the same payment in whichever file it comes.
            bytes("identity"),
            word("state", &["matched", "suggested", "unmatched", "set_aside", "booked"]),
            text("reason"),
            date("paid_on"),
            text("account"),
            text("currency"),
            // In hundredths of the currency.
            big_integer("amount"),
            big_integer("fee"),
            json_binary("given_references"),
            text("message"),
            text("payer_name"),
            text("bank_reference"),
            uuid_null("customer_id"),
            json_binary("proposal"),
            uuid_null("payment_id"),
        ])
        .reference("import_id", "payment_import", ForeignKeyAction::Restrict)
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .reference("payment_id", "payment", ForeignKeyAction::Restrict)
        .unique(&["identity"])
        .unique(&["import_id", "position"])
        .index(&["import_id", "state", "position"])
        .index(&["state"])
        .index(&["payment_id"])
        .create(m)
        .await
}
