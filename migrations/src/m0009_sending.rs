//! How bills reach customers: the links by which they are opened, and when they were printed.

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
        bare_tenant_table("invoice_link")
            .cols([uuid("invoice_id")])
            .cols([bytes("nonce")])
            .cols([date("expires_on")])
            .key(&["invoice_id"])
            .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
            .create(m)
            .await
    }
}
