//! Lists as members want to see them again.

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
        tenant_table("saved_view")
            .cols([
                uuid("membership_id"),
                word(
                    "list",
                    &["articles", "customers", "invoices", "offers", "orders", "vouchers"],
                ),
                text("name"),
                byte_text(m, "name_folded"),
                text("search"),
                timestamp_with_time_zone("created_at"),
            ])
            .reference("membership_id", "membership", ForeignKeyAction::Cascade)
            .unique(&["membership_id", "list", "name_folded"])
            .create(m)
            .await
    }
}
