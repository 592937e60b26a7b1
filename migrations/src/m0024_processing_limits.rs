//! What may not be done with somebody's data, and why.

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
        tenant_table("processing_limit")
            .cols([uuid("customer_id"), uuid_null("request_id")])
            .cols([
                word("kind", &["restriction", "no_direct_marketing", "no_statistics"]),
                word_null(
                    "ground",
                    &["accuracy_contested", "unlawful", "legal_claims", "objection_pending"],
                ),
                word_null("lifted_because", &["settled", "consent"]),
            ])
            .cols([timestamp_with_time_zone("set_at"), uuid("set_by")])
            .cols([
                timestamp_with_time_zone_null("lifted_at"),
                uuid_null("lifted_by"),
                date_null("told_on"),
            ])
            .reference("customer_id", "customer", ForeignKeyAction::Cascade)
            .index(&["customer_id"])
            .index(&["set_at"])
            .create(m)
            .await?;
        for column in [
            timestamp_with_time_zone_null("restricted_at"),
            boolean("no_direct_marketing").default(false).take(),
            boolean("no_statistics").default(false).take(),
        ] {
            m.alter_table(Table::alter().table(Alias::new("customer")).add_column(column).take())
                .await?;
        }
        // Every list asks who is limited: the few are found without a look at the many.
        for (index, condition) in [
            ("ix_customer_restricted", "restricted_at IS NOT NULL"),
            ("ix_customer_no_statistics", "no_statistics"),
        ] {
            m.get_connection()
                .execute_unprepared(&format!(
                    "CREATE INDEX {index} ON customer (company_id, id) WHERE {condition}"
                ))
                .await?;
        }
        Ok(())
    }
}
