//! What every change leaves behind: audit trail, mail, jobs, idempotent answers.

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
        trail(m).await?;
        work(m).await
    }
}

async fn trail(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    bare_tenant_table("audit_head")
        .cols([big_integer("seq")])
        .cols([bytes("hash")])
        .key(&[])
        .create(m)
        .await?;
    bare_tenant_table("audit_event")
        .cols([
            big_integer("seq"),
            timestamp_with_time_zone("at"),
            text("event"),
            text("entity_kind"),
            uuid_null("entity_id"),
            uuid_null("actor_id"),
            uuid_null("session_id"),
            text("request_id"),
            json_binary("changes"),
            bytes("hash"),
        ])
        .key(&["seq"])
        .index(&["entity_kind", "entity_id", "seq"])
        .index(&["actor_id", "seq"])
        .create(m)
        .await?;
    per_engine(
        m,
        "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$; \
         CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_is_kept();",
        "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END; \
         CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;",
    )
    .await
}

async fn work(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("mail")
        .cols([
            word("kind", &["offer", "invoice", "reminder", "invitation", "privacy"]),
            uuid_null("offer_id"),
            uuid_null("invoice_id"),
            uuid_null("user_id"),
            // What happened to a privacy request.
            uuid_null("privacy_event_id"),
            text("recipient"),
            text("message"),
            word("state", &["queued", "sent", "failed"]),
            text_null("reason"),
            integer("attempts"),
            timestamp_with_time_zone("queued_at"),
            timestamp_with_time_zone_null("sent_at"),
        ])
        .reference("offer_id", "offer", ForeignKeyAction::Cascade)
        .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
        .index(&["offer_id", "queued_at"])
        .index(&["invoice_id", "queued_at"])
        .index(&["user_id", "queued_at"])
        .index(&["privacy_event_id"])
        .create(m)
        .await?;
    bare_tenant_table("idempotency_key")
        .cols([
            uuid("user_id"),
            byte_text(m, "key"),
            bytes("fingerprint"),
            integer_null("status"),
            text_null("location"),
            integer_null("version"),
            text_null("body"),
            timestamp_with_time_zone("created_at"),
        ])
        .key(&["user_id", "key"])
        .swept_by("created_at")
        .create(m)
        .await?;
    m.create_table(
        Table::create()
            .table("job")
            .col(uuid("id").primary_key())
            .col(uuid_null("company_id"))
            .col(text("kind"))
            .col(uuid_null("subject_id"))
            .col(json_binary("payload"))
            .col(word("state", &["ready", "running", "dead"]))
            .col(integer("attempts"))
            .col(timestamp_with_time_zone("run_at"))
            .col(text_null("reason"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("ix_job_ready")
            .table("job")
            .col("state")
            .col("run_at")
            .to_owned(),
    )
    .await
}
