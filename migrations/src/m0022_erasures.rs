//! Who was erased, by id alone; and an issued invoice lets go of the address that it was sent to, which is no part of the document.

use crate::{m0003_documents::FIXED, support::*};
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
            .await?;
        let changed = |is_other: fn(&str) -> String| -> String {
            let mut all: Vec<String> = FIXED
                .iter()
                .filter(|c| **c != "customer_email")
                .map(|c| is_other(c))
                .collect();
            all.push(format!("NEW.customer_email <> '' AND {}", is_other("customer_email")));
            all.join(" OR ")
        };
        let postgres = changed(|c| format!("OLD.{c} IS DISTINCT FROM NEW.{c}"));
        let lite = changed(|c| format!("OLD.{c} IS NOT NEW.{c}"));
        per_engine(
            m,
            &format!(
                "CREATE OR REPLACE FUNCTION invoice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                   IF TG_OP = 'DELETE' THEN IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; RETURN OLD; END IF; \
                   IF OLD.status <> 'draft' AND (NEW.status = 'draft' OR {postgres}) THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; \
                   RETURN NEW; END $$;"
            ),
            &format!(
                "DROP TRIGGER invoice_is_fixed; \
                 CREATE TRIGGER invoice_is_fixed BEFORE UPDATE ON invoice WHEN OLD.status <> 'draft' AND (NEW.status = 'draft' OR {lite}) \
                   BEGIN SELECT RAISE(ABORT, 'an issued invoice is fixed'); END;"
            ),
        )
        .await
    }
}
