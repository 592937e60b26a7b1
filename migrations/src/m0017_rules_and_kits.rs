//! Which rates and ceilings of tax deductions has a company entered beside the law, and of what are its kits made?

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SUBJECTS: &[&str] = &[
    "rot",
    "rut",
    "solar_power",
    "electricity_storage",
    "charging_point",
    "ceilings",
    "flat_rate",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        bare_tenant_table("deduction_rule")
            .versioned()
            .cols([
                word("subject", SUBJECTS),
                // Of a flat rate; else empty.
                text("installation"),
                date("from_on"),
                // Of a rate.
                integer_null("rate_bp"),
                // Of ceilings.
                big_integer_null("rot_kr"),
                big_integer_null("rut_kr"),
                big_integer_null("together_kr"),
                big_integer_null("green_kr"),
                // Of a flat rate.
                integer_null("share_bp"),
                word_null("work_type", WORK_TYPES),
                text("source"),
            ])
            .key(&["subject", "installation", "from_on"])
            .create(m)
            .await?;
        bare_tenant_table("article_part")
            .cols([
                uuid("article_id"),
                uuid("part_id"),
                integer("position"),
                big_integer("quantity_milli"),
            ])
            .key(&["article_id", "part_id"])
            .reference("article_id", "article", ForeignKeyAction::Cascade)
            .reference("part_id", "article", ForeignKeyAction::Restrict)
            .index(&["part_id"])
            .create(m)
            .await
    }
}
