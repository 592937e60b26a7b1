//! What was deducted for whom, what the tax agency was asked for, decided and paid.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const KINDS: &[&str] = &["rot", "rut"];

const STATES: &[&str] = &[
    "waiting_for_payment",
    "ready",
    "partly_asked",
    "asked",
    "approved",
    "refused",
    "paid_out",
    "to_repay",
    "closed",
];

const EVENTS: &[&str] = &[
    "opened",
    "taken_over",
    "credited",
    "asked",
    "approved",
    "refused",
    "paid_out",
    "payout_removed",
    "moved",
    "billed",
    "repaid",
    "written_off",
    "closed",
    "reopened",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        cases(m).await?;
        claims(m).await?;
        payouts(m).await?;
        events(m).await
    }
}

async fn cases(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("deduction_case")
        .versioned()
        .cols([
            uuid("invoice_id"),
            uuid("customer_id"),
            integer("position"),
            // Without a reference: who leaves the household leaves the case behind.
            uuid_null("member_id"),
            uuid_null("from_case_id"),
            text("name"),
            uuid("key_id"),
            bytes("number_sealed"),
            bytes("number_index"),
            word("kind", KINDS),
            big_integer("share_bp"),
            integer("rate_bp"),
            big_integer("base_ore"),
            big_integer("base_kr"),
            big_integer("deduction_kr"),
            json_binary("works"),
            big_integer("other_kr"),
            text("property_designation"),
            text("apartment_number"),
            text("association_number"),
        ])
        .cols([
            big_integer("credited_base_kr"),
            big_integer("credited_kr"),
            big_integer("asked_kr"),
            big_integer("stated_paid_kr"),
            big_integer("approved_kr"),
            big_integer("refused_kr"),
            big_integer("paid_out_ore"),
            big_integer("moved_base_kr"),
            big_integer("moved_kr"),
            big_integer("written_off_kr"),
            big_integer("repaid_kr"),
        ])
        .cols([
            word("state", STATES),
            // What can be asked for now, of payments in `year`, the last of them on `paid_on`.
            big_integer("claimable_kr"),
            date_null("paid_on"),
            integer("year"),
            // 31 January after `paid_on`, and the end of time while there is nothing to ask for.
            date("deadline_on"),
            timestamp_with_time_zone_null("closed_at"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .reference("from_case_id", "deduction_case", ForeignKeyAction::Restrict)
        .reference("key_id", "subject_key", ForeignKeyAction::Restrict)
        .unique(&["invoice_id", "position"])
        .index(&["number_index", "year"])
        .index(&["customer_id", "deadline_on", "id"])
        .index(&["state", "deadline_on", "id"])
        .index(&["deadline_on", "id"])
        .create(m)
        .await
}

async fn claims(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("deduction_claim")
        .cols([
            word("kind", KINDS),
            integer("year"),
            text("name"),
            text("reference"),
            integer("case_count"),
            big_integer("asked_kr"),
            uuid("created_by"),
            timestamp_with_time_zone("created_at"),
        ])
        .unique(&["name"])
        .index(&["created_at", "id"])
        .create(m)
        .await?;
    tenant_table("deduction_ask")
        .cols([
            uuid("case_id"),
            uuid("claim_id"),
            integer("position"),
            date("paid_on"),
            big_integer("price_kr"),
            big_integer("paid_kr"),
            big_integer("asked_kr"),
            big_integer_null("other_kr"),
            json_binary("works"),
            big_integer_null("approved_kr"),
            timestamp_with_time_zone_null("decided_at"),
        ])
        .reference("case_id", "deduction_case", ForeignKeyAction::Restrict)
        .reference("claim_id", "deduction_claim", ForeignKeyAction::Restrict)
        .unique(&["claim_id", "case_id"])
        .unique(&["claim_id", "position"])
        .index(&["case_id"])
        .create(m)
        .await?;
    tenant_table("deduction_decision")
        .cols([
            bytes("digest"),
            text("file_name"),
            integer("case_count"),
            big_integer("approved_kr"),
            big_integer("refused_kr"),
            uuid("created_by"),
            timestamp_with_time_zone("created_at"),
        ])
        .unique(&["digest"])
        .create(m)
        .await
}

async fn payouts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("deduction_payout")
        .cols([
            date("paid_on"),
            // Below zero: paid back to the tax agency.
            big_integer("amount_ore"),
            text("reference"),
            uuid_null("imported_payment_id"),
            date_null("removed_on"),
            text("removed_reason"),
            uuid("created_by"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("imported_payment_id", "imported_payment", ForeignKeyAction::Restrict)
        .unique(&["imported_payment_id"])
        .create(m)
        .await
}

/// What happened to a case, oldest first.
async fn events(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("deduction_case_event")
        .cols([
            uuid("case_id"),
            word("kind", EVENTS),
            date("dated_on"),
            big_integer("amount_ore"),
            text("note"),
            uuid_null("invoice_id"),
            uuid_null("other_case_id"),
            uuid_null("claim_id"),
            uuid_null("decision_id"),
            uuid_null("payout_id"),
            uuid_null("created_by"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("case_id", "deduction_case", ForeignKeyAction::Restrict)
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .reference("other_case_id", "deduction_case", ForeignKeyAction::Restrict)
        .reference("claim_id", "deduction_claim", ForeignKeyAction::Restrict)
        .reference("decision_id", "deduction_decision", ForeignKeyAction::Restrict)
        .reference("payout_id", "deduction_payout", ForeignKeyAction::Restrict)
        .index(&["case_id", "id"])
        .create(m)
        .await
}
