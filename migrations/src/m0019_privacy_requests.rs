//! What people ask of whoever stores data about them, everything that happened to it, and what was decided.

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
        requests(m).await?;
        tenant_table("privacy_request_event")
            .cols([
                uuid("request_id"),
                text("kind"),
                text("note"),
                uuid_null("by_id"),
                timestamp_with_time_zone("at"),
            ])
            .reference("request_id", "privacy_request", ForeignKeyAction::Cascade)
            .index(&["request_id", "at"])
            .create(m)
            .await?;
        bare_tenant_table("privacy_decision")
            .cols([
                uuid("request_id"),
                integer("position"),
                text("datum"),
                word("result", &["done", "refused"]),
                text_null("ground"),
                text("note"),
            ])
            .key(&["request_id", "position"])
            .reference("request_id", "privacy_request", ForeignKeyAction::Cascade)
            .create(m)
            .await?;
        tenant_table("privacy_link")
            .cols([
                uuid("request_id"),
                uuid("event_id"),
                word("purpose", &["identity", "information", "answer"]),
                bytes("nonce"),
                timestamp_with_time_zone("expires_at"),
                integer("uses_left"),
            ])
            .reference("request_id", "privacy_request", ForeignKeyAction::Cascade)
            .index(&["event_id"])
            .index(&["request_id", "purpose"])
            .create(m)
            .await
    }
}

const KINDS: &[&str] = &[
    "access",
    "rectification",
    "completion",
    "erasure",
    "restriction",
    "objection",
    "portability",
    "complaint",
];
const STATES: &[&str] = &[
    "received",
    "open",
    "waiting",
    "decided",
    "answered",
    "closed",
    "forwarded",
    "withdrawn",
];

async fn requests(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("privacy_request")
        .versioned()
        .cols([
            big_integer("number"),
            word("kind", KINDS),
            word("plane", &["operator", "company"]),
            word("status", STATES),
            word("channel", &["public", "profile", "email", "phone", "letter", "in_person"]),
            word("language", &["sv", "en"]),
            text("name"),
            text("email"),
            text("phone"),
            text("message"),
        ])
        // Whom it is about, once that is known; in which table the kind says.
        .cols([
            word_null("subject_kind", &["customer", "household_member", "user"]),
            uuid_null("subject_id"),
        ])
        .cols([
            word_null("identity_how", &["link", "session", "staff"]),
            text("identity_note"),
            timestamp_with_time_zone_null("identity_at"),
            uuid_null("identity_by"),
            date_null("identity_asked_on"),
        ])
        .cols([uuid_null("handler_id"), timestamp_with_time_zone("assigned_at")])
        .cols([
            timestamp_with_time_zone("received_at"),
            date("received_on"),
            date("promised_on"),
            date("lawful_on"),
            date("due_on"),
            boolean("extended"),
            text("extended_reason"),
            integer("paused_days"),
            date_null("reminded_on"),
        ])
        .cols([
            word_null("outcome", &["granted", "partly", "refused"]),
            text("answer"),
            timestamp_with_time_zone_null("answered_at"),
            timestamp_with_time_zone_null("ended_at"),
            text("forwarded_to"),
            // The request that another company passed on.
            uuid_null("forwarded_from"),
        ])
        .unique(&["number"])
        .unique(&["forwarded_from"])
        .index(&["due_on", "id"])
        .index(&["status", "due_on"])
        .index(&["handler_id", "assigned_at"])
        .index(&["subject_id"])
        .index(&["received_on"])
        .create(m)
        .await
}
