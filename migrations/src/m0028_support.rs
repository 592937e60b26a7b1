//! When a company lets the operator's staff look, and who of them did.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Whoever runs the service sees which companies have opened themselves, whatever company they are.
const OPERATOR: &str = "EXISTS (SELECT 1 FROM company o \
    WHERE o.operator AND o.id = NULLIF(current_setting('app.company_id', true), '')::uuid)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        tenant_table("support_access")
            .cols([text("reason")])
            .cols([
                timestamp_with_time_zone("granted_at"),
                timestamp_with_time_zone("expires_at"),
                timestamp_with_time_zone_null("ended_at"),
            ])
            .cols([uuid("granted_by"), uuid_null("ended_by")])
            .index(&["granted_at", "id"])
            .swept_by("expires_at")
            .also_visible_when(OPERATOR)
            .create(m)
            .await?;
        // One at a time, however many ask at once; and the way to those of all companies that are open.
        m.get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX ux_support_access_open ON support_access (company_id) WHERE ended_at IS NULL",
            )
            .await?;
        visits(m).await?;
        bare_tenant_table("support_read")
            .cols([uuid("visit_id"), bytes("digest")])
            .key(&["visit_id", "digest"])
            .create(m)
            .await
    }
}

async fn visits(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("support_visit")
            .col(uuid("id").primary_key())
            .col(uuid("company_id"))
            .col(uuid("access_id"))
            .col(uuid("user_id"))
            .col(uuid("session_id"))
            .col(timestamp_with_time_zone("entered_at"))
            .col(timestamp_with_time_zone_null("left_at"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_support_visit_access")
                    .from(
                        Alias::new("support_visit"),
                        (Alias::new("company_id"), Alias::new("access_id")),
                    )
                    .to(
                        Alias::new("support_access"),
                        (Alias::new("company_id"), Alias::new("id")),
                    )
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .foreign_key(
                ForeignKey::create()
                    .name("fk_support_visit_user")
                    .from("support_visit", "user_id")
                    .to("user_account", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned(),
    )
    .await?;
    for (index, columns) in [
        ("ix_support_visit_access", ["company_id", "access_id"]),
        ("ix_support_visit_session", ["session_id", "company_id"]),
        ("ix_support_visit_user", ["user_id", "entered_at"]),
    ] {
        let mut made = Index::create();
        made.name(index).table("support_visit");
        for column in columns {
            made.col(Alias::new(column));
        }
        m.create_index(made).await?;
    }
    Ok(())
}
