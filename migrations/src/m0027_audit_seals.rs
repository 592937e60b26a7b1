//! Signed heads of a company's trail: whoever keeps one can tell later that nothing before it was changed.

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
        bare_tenant_table("audit_seal")
            .cols([big_integer("size"), timestamp_with_time_zone("signed_at")])
            .cols([
                bytes("root"),
                bytes("frontier"),
                bytes("public_key"),
                bytes("signature"),
            ])
            .cols([timestamp_with_time_zone_null("kept_at")])
            .key(&["size"])
            .index(&["kept_at"])
            .create(m)
            .await
    }
}
