//! Since when a user is erased from a company, and whom recipients of data must be told about.

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
        let mut column = timestamp_with_time_zone_null("erased_at");
        m.alter_table(Table::alter().table("membership").add_column(&mut column).to_owned())
            .await?;
        notices(m).await?;
        let mut column = uuid_null("privacy_notice_id");
        m.alter_table(Table::alter().table("mail").add_column(&mut column).to_owned())
            .await?;
        m.create_index(
            Index::create()
                .name("ix_mail_privacy_notice_id")
                .table("mail")
                .col("company_id")
                .col("privacy_notice_id")
                .to_owned(),
        )
        .await
    }
}

async fn notices(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("privacy_notice")
        .versioned()
        .cols([
            uuid("recipient_id"),
            word("deed", &["erased", "restricted", "rectified"]),
            json_binary("categories"),
            word(
                "subject_kind",
                &[
                    "customer",
                    "household_member",
                    "deduction_buyer",
                    "user",
                    "company",
                    "requester",
                ],
            ),
            uuid("subject_id"),
            // Numbers by which the recipient knows whom it concerns.
            json_binary("reference"),
            uuid_null("request_id"),
            word("state", &["to_tell", "told", "not_needed"]),
            word_null("how", &["mail", "phone", "portal", "letter"]),
            word_null("ground", &["impossible", "disproportionate", "not_disclosed"]),
            text("note"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone_null("settled_at"),
            uuid_null("settled_by"),
        ])
        .reference("recipient_id", "recipient", ForeignKeyAction::Restrict)
        .reference("request_id", "privacy_request", ForeignKeyAction::Cascade)
        .index(&["request_id", "state"])
        .index(&["subject_id"])
        .index(&["state", "created_at", "id"])
        .index(&["created_at", "id"])
        .swept_by("settled_at")
        .create(m)
        .await
}
