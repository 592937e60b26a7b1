//! Installation of green technology as a tax deduction of its own.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::big_integer};

#[derive(DeriveMigrationName)]
pub struct Migration;

const GREEN: &[&str] = &["green"];

/// Columns of words, what each could hold until now, and what it can besides.
const WORDS: &[MoreWords] = &[
    ("article", "work_type", WORK_TYPES, GREEN_WORK_TYPES),
    ("offer_line", "work_type", WORK_TYPES, GREEN_WORK_TYPES),
    ("work_order_line", "work_type", WORK_TYPES, GREEN_WORK_TYPES),
    ("invoice_line", "work_type", WORK_TYPES, GREEN_WORK_TYPES),
    ("work_order", "hourly_work_type", WORK_TYPES, GREEN_WORK_TYPES),
    ("offer", "deduction", DEDUCTIONS, GREEN),
    ("work_order", "deduction", DEDUCTIONS, GREEN),
    ("invoice", "deduction", DEDUCTIONS, GREEN),
    ("deduction_case", "kind", &["rot", "rut"], GREEN),
    ("deduction_claim", "kind", &["rot", "rut"], GREEN),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table(Alias::new("household_use"))
                .add_column(big_integer("green_kr").default(0))
                .take(),
        )
        .await?;
        more_words(m, WORDS).await
    }
}
