//! The register of personal data breaches: what happened, what was decided, and whom it was passed on to.

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
        breaches(m).await?;
        tenant_table("breach_event")
            .cols([
                uuid("breach_id"),
                text("kind"),
                // The word or number that goes with it: the risk, the case number, how many.
                text("detail"),
                text("note"),
                uuid_null("by_id"),
                timestamp_with_time_zone("at"),
            ])
            .reference("breach_id", "breach", ForeignKeyAction::Cascade)
            .index(&["breach_id", "at"])
            .create(m)
            .await?;
        // What was written stays as it was written: no more than a name is ever blacked out of it.
        per_engine(
            m,
            "CREATE FUNCTION breach_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'the time line of a breach is only added to'; END $$; \
             CREATE TRIGGER breach_event_is_kept BEFORE UPDATE ON breach_event FOR EACH ROW WHEN \
             (OLD.breach_id <> NEW.breach_id OR OLD.kind <> NEW.kind OR OLD.detail <> NEW.detail OR OLD.at <> NEW.at \
             OR OLD.by_id IS DISTINCT FROM NEW.by_id OR (OLD.note <> NEW.note AND position('[raderad]' in NEW.note) = 0)) \
             EXECUTE FUNCTION breach_event_is_kept();",
            "CREATE TRIGGER breach_event_is_kept BEFORE UPDATE ON breach_event WHEN \
             OLD.breach_id <> NEW.breach_id OR OLD.kind <> NEW.kind OR OLD.detail <> NEW.detail OR OLD.at <> NEW.at \
             OR OLD.by_id IS NOT NEW.by_id OR (OLD.note <> NEW.note AND instr(NEW.note, '[raderad]') = 0) \
             BEGIN SELECT RAISE(ABORT, 'the time line of a breach is only added to'); END;",
        )
        .await?;
        tenant_table("breach_company")
            .cols([
                uuid("breach_id"),
                // The company that is told; not of this one, so no reference.
                uuid("to_company_id"),
                timestamp_with_time_zone("asked_at"),
                timestamp_with_time_zone_null("told_at"),
            ])
            .reference("breach_id", "breach", ForeignKeyAction::Cascade)
            .unique(&["breach_id", "to_company_id"])
            .create(m)
            .await?;
        let mut column = uuid_null("breach_event_id");
        m.alter_table(Table::alter().table("mail").add_column(&mut column).to_owned())
            .await?;
        m.create_index(
            Index::create()
                .name("ix_mail_breach_event_id")
                .table("mail")
                .col("company_id")
                .col("breach_event_id")
                .to_owned(),
        )
        .await
    }
}

async fn breaches(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("breach")
        .versioned()
        .cols([big_integer("number"), word("status", &["open", "closed"])])
        .cols([
            text("title"),
            text("description"),
            json_binary("kinds"),
            timestamp_with_time_zone("discovered_at"),
            text("discovered_how"),
            timestamp_with_time_zone_null("began_at"),
            timestamp_with_time_zone_null("ended_at"),
            json_binary("categories"),
            json_binary("people"),
            big_integer_null("people_count"),
            big_integer_null("record_count"),
            text("consequences"),
            text("measures_taken"),
            text("measures_planned"),
            text("abroad"),
            word_null("risk", &["unlikely", "risk", "high"]),
            text("risk_reason"),
        ])
        .cols([uuid_null("handler_id"), timestamp_with_time_zone("assigned_at")])
        .cols([timestamp_with_time_zone("due_at"), integer("warned")])
        .cols([
            word_null("reporting", &["reported", "not_needed"]),
            timestamp_with_time_zone_null("reported_at"),
            text("case_number"),
            text("report_reason"),
            text("delay_reason"),
        ])
        .cols([
            word_null("informing", &["informed", "not_needed"]),
            timestamp_with_time_zone_null("informed_at"),
            text("informed_how"),
            big_integer_null("informed_count"),
            word_null("exemption", &["protected", "risk_removed", "disproportionate"]),
            text("inform_reason"),
        ])
        .cols([
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone_null("closed_at"),
            // Who told of it, and the entry in their register.
            text("told_by"),
            uuid_null("passed_on_from"),
        ])
        .unique(&["number"])
        .unique(&["passed_on_from"])
        .index(&["discovered_at", "id"])
        .index(&["status", "discovered_at", "id"])
        .index(&["status", "due_at"])
        .swept_by("closed_at")
        .create(m)
        .await
}
