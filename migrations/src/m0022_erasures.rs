//! Who was erased, by id alone, and when.

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
        tenant_table("erasure")
            .cols([
                timestamp_with_time_zone("erased_at"),
                timestamp_with_time_zone_null("finished_at"),
                timestamp_with_time_zone_null("ledgered_at"),
                json_binary("subjects"),
                uuid_null("erased_by"),
            ])
            .index(&["finished_at"])
            .create(m)
            .await
    }
}
