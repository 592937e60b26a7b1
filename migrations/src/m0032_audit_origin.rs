//! Where from what was done without a session: beside the trail, for it goes while the trail stays.

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
        bare_tenant_table("audit_origin")
            .cols([big_integer("seq"), timestamp_with_time_zone("at")])
            .cols([uuid_null("entity_id"), text("ip")])
            .key(&["seq"])
            .index(&["entity_id"])
            .swept_by("at")
            .create(m)
            .await
    }
}
