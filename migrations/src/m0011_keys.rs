//! The keys of what is kept sealed: one per company, and under it one per person and purpose.

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
        bare_tenant_table("company_key")
            .cols([bytes("wrapped")])
            .key(&[])
            .create(m)
            .await?;
        tenant_table("subject_key")
            .cols([word("purpose", &["operational", "hold"])])
            // Of a hold the year in which the fiscal year ends.
            .cols([integer_null("year")])
            .cols([bytes_null("wrapped")])
            .cols([timestamp_with_time_zone("created_at"), timestamp_with_time_zone_null("dropped_at")])
            .index(&["purpose", "year", "id"])
            .create(m)
            .await
    }
}
