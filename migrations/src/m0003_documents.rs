//! What a company does: offers, orders, time, invoices, payments; and what may never change again.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const LINE_KINDS: &[&str] = &["work", "material", "travel", "other"];

const INVOICE_KINDS: &[&str] = &[
    "invoice",
    "credit_note",
    "prepayment",
    "part",
    "final",
    "interest",
    "cash",
];
const INVOICE_STATUSES: &[&str] = &["draft", "issued", "partly_paid", "paid", "credited", "written_off"];

const OPEN_INVOICES: &str =
    "CREATE INDEX ix_invoice_open ON invoice (company_id, open_due_on, id) WHERE open_due_on IS NOT NULL";

// What waits to be sent is a few of all invoices too.
const UNSENT_INVOICES: &str = "CREATE INDEX ix_invoice_unsent ON invoice (company_id, sort_number, id) WHERE number IS NOT NULL AND sent_at IS NULL";

// What no invoice has is a small part of all history: the invoice basis is found in it alone.
const FREE_LINES: &str =
    "CREATE INDEX ix_work_order_line_free ON work_order_line (company_id, order_id) WHERE invoice_id IS NULL";
const FREE_TIME: &str = "CREATE INDEX ix_time_entry_free ON time_entry (company_id, order_id) \
    WHERE invoice_id IS NULL AND billable AND order_id IS NOT NULL";

/// A document line's columns, alike on offers, orders and invoices.
fn line(parent: &'static str) -> Vec<ColumnDef> {
    vec![
        uuid(parent),
        integer("position"),
        uuid_null("article_id"),
        word("kind", LINE_KINDS),
        word_null("work_type", WORK_TYPES),
        text("description"),
        big_integer("quantity_milli"),
        text("unit"),
        big_integer("unit_price_ore"),
        integer("discount_bp"),
        word("vat", VAT),
        big_integer("amount_ore"),
    ]
}

/// How the prices of a document are meant.
fn price_terms() -> Vec<ColumnDef> {
    vec![
        boolean("prices_include_vat"),
        integer("discount_bp"),
        boolean("round_to_krona"),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        offers(m).await?;
        orders(m).await?;
        invoices(m).await?;
        parts(m).await?;
        settlements(m).await?;
        time(m).await?;
        immutable(m).await
    }
}

async fn offers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("offer")
        .versioned()
        .cols([
            big_integer("number"),
            word(
                "status",
                &["draft", "sent", "accepted", "declined", "expired", "withdrawn"],
            ),
            uuid("customer_id"),
            uuid_null("work_site_id"),
            text("customer_name"),
            text("customer_email"),
            text("title"),
            text("intro"),
            text("terms"),
            text("their_reference"),
            word("deduction", DEDUCTIONS),
            word("language", &["sv", "en"]),
            date("valid_until"),
            date_null("offered_on"),
            // `offered_on`, and the end of time while there is none: a key without NULL pages alike on both engines.
            date("sort_offered_on"),
            timestamp_with_time_zone_null("sent_at"),
            timestamp_with_time_zone_null("decided_at"),
            text_null("decided_by"),
            text_null("decline_reason"),
            bytes_null("link_nonce"),
            json_binary_null("snapshot"),
            big_integer("total_ore"),
            timestamp_with_time_zone("created_at"),
        ])
        .cols(price_terms())
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .reference("work_site_id", "work_site", ForeignKeyAction::Restrict)
        .unique(&["number"])
        .index(&["status", "number"])
        .index(&["customer_id", "number"])
        .index(&["sort_offered_on", "id"])
        .index(&["total_ore", "id"])
        .create(m)
        .await?;
    tenant_table("offer_line")
        .cols(line("offer_id"))
        .reference("offer_id", "offer", ForeignKeyAction::Cascade)
        .reference("article_id", "article", ForeignKeyAction::Restrict)
        .unique(&["offer_id", "position"])
        .create(m)
        .await
}

async fn orders(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("work_order")
        .versioned()
        .cols([
            big_integer("number"),
            word(
                "status",
                &["planned", "in_progress", "completed", "closed", "cancelled"],
            ),
            uuid_null("offer_id"),
            uuid("customer_id"),
            uuid_null("work_site_id"),
            text("customer_name"),
            text("customer_phone"),
            text("city"),
            text("title"),
            text("description"),
            text("their_reference"),
            text("buyer_order_number"),
            date_null("planned_start_on"),
            date_null("planned_end_on"),
            date("planned_sort_on"),
            word("work_billing", &["as_agreed", "as_reported"]),
            big_integer("hourly_price_ore"),
            word("hourly_vat", VAT),
            word_null("hourly_work_type", WORK_TYPES),
            word("deduction", DEDUCTIONS),
            big_integer("total_ore"),
            timestamp_with_time_zone("created_at"),
        ])
        .cols(price_terms())
        .reference("offer_id", "offer", ForeignKeyAction::Restrict)
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .reference("work_site_id", "work_site", ForeignKeyAction::Restrict)
        .unique(&["number"])
        .unique(&["offer_id"])
        .index(&["status", "number"])
        .index(&["customer_id", "number"])
        .index(&["planned_sort_on", "id"])
        .create(m)
        .await?;
    bare_tenant_table("work_order_assignment")
        .cols([uuid("order_id"), uuid("membership_id")])
        .key(&["order_id", "membership_id"])
        .reference("order_id", "work_order", ForeignKeyAction::Cascade)
        .reference("membership_id", "membership", ForeignKeyAction::Cascade)
        .index(&["membership_id", "order_id"])
        .create(m)
        .await
}

async fn invoices(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("invoice")
        .versioned()
        .cols([
            word("status", INVOICE_STATUSES),
            word("kind", INVOICE_KINDS),
            uuid_null("credits_invoice_id"),
            // The final invoice that takes off this prepayment or part.
            uuid_null("deducted_by_id"),
            // As it is printed; its digits are what lists are sorted by.
            text_null("number"),
            text_null("ocr"),
            uuid("customer_id"),
            uuid_null("order_id"),
            big_integer_null("order_number"),
            uuid_null("work_site_id"),
            text("customer_name"),
            text("customer_email"),
            text("title"),
            text("note"),
            text("their_reference"),
            text("our_reference"),
            text("buyer_order_number"),
            text("exemption_reason"),
            word("deduction", DEDUCTIONS),
            word("language", &["sv", "en"]),
            date_null("supplied_on"),
            date_null("issued_on"),
            date_null("due_on"),
            integer("payment_terms_days"),
            big_integer("lines_ore"),
            big_integer("discount_ore"),
            big_integer("net_ore"),
            big_integer("vat_ore"),
            big_integer("rounding_ore"),
            big_integer("total_ore"),
            big_integer("paid_ore"),
            big_integer("credited_ore"),
            big_integer("written_off_ore"),
            big_integer("deducted_ore"),
            timestamp_with_time_zone_null("issued_at"),
            timestamp_with_time_zone_null("sent_at"),
            timestamp_with_time_zone_null("printed_at"),
            timestamp_with_time_zone("created_at"),
            // What lists are sorted by: never null, so that both engines page through drafts and the rest alike.
            big_integer("sort_number"),
            date("sort_issued_on"),
            date("sort_due_on"),
            date_null("open_due_on"),
        ])
        .cols(price_terms())
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .reference("order_id", "work_order", ForeignKeyAction::Restrict)
        .reference("work_site_id", "work_site", ForeignKeyAction::Restrict)
        .reference("credits_invoice_id", "invoice", ForeignKeyAction::Restrict)
        .reference("deducted_by_id", "invoice", ForeignKeyAction::Restrict)
        .unique(&["number"])
        .unique(&["ocr"])
        .index(&["credits_invoice_id"])
        .index(&["deducted_by_id"])
        .index(&["sort_number", "id"])
        .index(&["status", "sort_number", "id"])
        .index(&["customer_id", "sort_number", "id"])
        .index(&["order_id"])
        .index(&["sort_issued_on", "id"])
        .index(&["sort_due_on", "id"])
        .index(&["total_ore", "id"])
        .create(m)
        .await?;
    // Late or waiting for money: a few of all invoices, so the sums over them cost the same however many are paid.
    per_engine(m, OPEN_INVOICES, OPEN_INVOICES).await?;
    per_engine(m, UNSENT_INVOICES, UNSENT_INVOICES).await
}

/// Lines of orders too: they point to the invoice that has them.
async fn parts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Apart from its invoice: lists stay as narrow as what they show.
    bare_tenant_table("invoice_snapshot")
        .cols([uuid("invoice_id")])
        .cols([json_binary("content")])
        .key(&["invoice_id"])
        .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
        .create(m)
        .await?;
    bare_tenant_table("logo_version")
        .cols([bytes("digest")])
        .cols([text("image")])
        .key(&["digest"])
        .create(m)
        .await?;
    tenant_table("work_order_line")
        .cols(line("order_id"))
        .cols([uuid_null("invoice_id")])
        .reference("order_id", "work_order", ForeignKeyAction::Cascade)
        .reference("article_id", "article", ForeignKeyAction::Restrict)
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .unique(&["order_id", "position"])
        .index(&["invoice_id"])
        .create(m)
        .await?;
    tenant_table("work_order_instalment")
        .cols([
            uuid("order_id"),
            integer("position"),
            word("kind", &["prepayment", "part"]),
            text("description"),
            big_integer("net_ore"),
            date_null("ready_on"),
            uuid_null("invoice_id"),
        ])
        .reference("order_id", "work_order", ForeignKeyAction::Cascade)
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .unique(&["order_id", "position"])
        .index(&["invoice_id"])
        .create(m)
        .await?;
    per_engine(m, FREE_LINES, FREE_LINES).await?;
    invoice_lines(m).await
}

/// Lines of invoices, and what they come to.
async fn invoice_lines(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("invoice_line")
        .cols(line("invoice_id"))
        .cols([
            // Of work at a fixed price what it took: the tax agency wants it stated.
            big_integer_null("actual_hours_milli"),
            integer_null("account"),
            word_null("charge", &["interest", "reminder_fee", "delay_compensation"]),
            uuid_null("order_id"),
            uuid_null("order_line_id"),
            json_binary("time_entry_ids"),
            uuid_null("credits_line_id"),
            uuid_null("deducts_invoice_id"),
            uuid_null("instalment_id"),
        ])
        .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
        .reference("article_id", "article", ForeignKeyAction::Restrict)
        .reference("order_id", "work_order", ForeignKeyAction::Restrict)
        .reference("credits_line_id", "invoice_line", ForeignKeyAction::Restrict)
        .reference("deducts_invoice_id", "invoice", ForeignKeyAction::Restrict)
        .unique(&["invoice_id", "position"])
        .index(&["credits_line_id"])
        .create(m)
        .await?;
    // An invoice can have several orders; what of its net belongs to each is known for the orders' economy.
    bare_tenant_table("invoice_order")
        .cols([
            uuid("invoice_id"),
            uuid("order_id"),
            big_integer("order_number"),
            big_integer("net_ore"),
        ])
        .key(&["invoice_id", "order_id"])
        .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
        .reference("order_id", "work_order", ForeignKeyAction::Restrict)
        .index(&["order_id"])
        .create(m)
        .await?;
    bare_tenant_table("invoice_vat_row")
        .cols([
            uuid("invoice_id"),
            word("vat", VAT),
            big_integer("net_ore"),
            big_integer("vat_ore"),
        ])
        .key(&["invoice_id", "vat"])
        .reference("invoice_id", "invoice", ForeignKeyAction::Cascade)
        .create(m)
        .await
}

/// Money, and what it and everything else took from what was left of an invoice.
async fn settlements(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("payment")
        .cols([
            uuid("customer_id"),
            date("paid_on"),
            // Below zero: paid back.
            big_integer("amount_ore"),
            // What the bank kept of it.
            big_integer("fee_ore"),
            // What was lost by the rate of exchange.
            big_integer("currency_difference_ore"),
            // What of it has settled invoices; the rest is the customer's.
            big_integer("settled_ore"),
            word("method", &["bankgiro", "swish", "card", "cash", "other"]),
            text("reference"),
            date_null("removed_on"),
            text("removed_reason"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("customer_id", "customer", ForeignKeyAction::Restrict)
        .index(&["customer_id", "paid_on"])
        .index(&["paid_on", "id"])
        .create(m)
        .await?;
    tenant_table("settlement")
        .cols([
            uuid("invoice_id"),
            word("kind", &["payment", "refund", "credit", "write_off", "deduction"]),
            date("settled_on"),
            big_integer("amount_ore"),
            uuid_null("payment_id"),
            uuid_null("counter_invoice_id"),
            uuid_null("corrects_id"),
            text("note"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .reference("payment_id", "payment", ForeignKeyAction::Restrict)
        .reference("counter_invoice_id", "invoice", ForeignKeyAction::Restrict)
        .reference("corrects_id", "settlement", ForeignKeyAction::Restrict)
        // What was taken back can't be taken back once more.
        .unique(&["corrects_id"])
        .index(&["invoice_id", "settled_on"])
        .index(&["payment_id"])
        .index(&["settled_on", "id"])
        .create(m)
        .await?;
    // A mistake is corrected by a row of its own (BFNAR 2013:2 2.17).
    per_engine(
        m,
        "CREATE FUNCTION settlement_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'settlements are only added to'; END $$; \
         CREATE TRIGGER settlement_is_kept BEFORE UPDATE OR DELETE ON settlement FOR EACH ROW EXECUTE FUNCTION settlement_is_kept();",
        "CREATE TRIGGER settlement_is_not_changed BEFORE UPDATE ON settlement BEGIN SELECT RAISE(ABORT, 'settlements are only added to'); END; \
         CREATE TRIGGER settlement_is_kept BEFORE DELETE ON settlement BEGIN SELECT RAISE(ABORT, 'settlements are only added to'); END;",
    )
    .await
}

async fn time(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("timesheet")
        .versioned()
        .cols([
            uuid("membership_id"),
            byte_text(m, "week"),
            word("status", &["open", "submitted", "approved", "rejected"]),
            text_null("reason"),
            uuid_null("decided_by"),
            timestamp_with_time_zone_null("decided_at"),
        ])
        .reference("membership_id", "membership", ForeignKeyAction::Cascade)
        .unique(&["membership_id", "week"])
        .index(&["status", "week", "id"])
        .index(&["week", "id"])
        .create(m)
        .await?;
    tenant_table("time_entry")
        .versioned()
        .cols([
            uuid("membership_id"),
            uuid("timesheet_id"),
            uuid_null("order_id"),
            date("worked_on"),
            integer("minutes"),
            text("activity"),
            text("note"),
            boolean("billable"),
            uuid_null("invoice_id"),
            uuid_null("invoice_line_id"),
            timestamp_with_time_zone("created_at"),
        ])
        .reference("membership_id", "membership", ForeignKeyAction::Restrict)
        .reference("timesheet_id", "timesheet", ForeignKeyAction::Restrict)
        .reference("order_id", "work_order", ForeignKeyAction::Restrict)
        .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
        .index(&["membership_id", "worked_on", "id"])
        .index(&["order_id", "worked_on", "id"])
        .index(&["worked_on", "id"])
        .index(&["invoice_id"])
        .index(&["timesheet_id"])
        .create(m)
        .await?;
    per_engine(m, FREE_TIME, FREE_TIME).await
}

/// What may no longer change once an invoice is issued.
const FIXED: &[&str] = &[
    "kind",
    "credits_invoice_id",
    "number",
    "ocr",
    "customer_id",
    "order_id",
    "order_number",
    "work_site_id",
    "customer_name",
    "customer_email",
    "title",
    "note",
    "their_reference",
    "our_reference",
    "buyer_order_number",
    "exemption_reason",
    "language",
    "supplied_on",
    "issued_on",
    "due_on",
    "payment_terms_days",
    "lines_ore",
    "discount_ore",
    "net_ore",
    "vat_ore",
    "rounding_ore",
    "total_ore",
    "issued_at",
    "prices_include_vat",
    "discount_bp",
    "round_to_krona",
    "sort_number",
    "sort_issued_on",
    "sort_due_on",
];

/// An issued invoice's content is fixed (BFL 5 kap. 7 §, BFNAR 2013:2 2.17): the database itself refuses to change it.
async fn immutable(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let pg_changed = FIXED
        .iter()
        .map(|c| format!("OLD.{c} IS DISTINCT FROM NEW.{c}"))
        .collect::<Vec<_>>()
        .join(" OR ");
    let lite_changed = FIXED
        .iter()
        .map(|c| format!("OLD.{c} IS NOT NEW.{c}"))
        .collect::<Vec<_>>()
        .join(" OR ");
    let mut pg = format!(
        "CREATE FUNCTION invoice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF TG_OP = 'DELETE' THEN IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; RETURN OLD; END IF; \
           IF OLD.status <> 'draft' AND (NEW.status = 'draft' OR {pg_changed}) THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; \
           RETURN NEW; END $$; \
         CREATE TRIGGER invoice_is_fixed BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION invoice_is_fixed(); \
         CREATE FUNCTION invoice_part_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN \
           IF TG_OP = 'INSERT' THEN r := NEW; ELSE r := OLD; END IF; \
           IF EXISTS (SELECT FROM invoice WHERE company_id = r.company_id AND id = r.invoice_id AND status <> 'draft') THEN \
             RAISE EXCEPTION 'an issued invoice is fixed'; END IF; \
           IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$;"
    );
    let mut lite = format!(
        "CREATE TRIGGER invoice_is_fixed BEFORE UPDATE ON invoice WHEN OLD.status <> 'draft' AND (NEW.status = 'draft' OR {lite_changed}) \
           BEGIN SELECT RAISE(ABORT, 'an issued invoice is fixed'); END; \
         CREATE TRIGGER invoice_stays BEFORE DELETE ON invoice WHEN OLD.status <> 'draft' \
           BEGIN SELECT RAISE(ABORT, 'an issued invoice is fixed'); END;"
    );
    for table in ["invoice_line", "invoice_vat_row", "invoice_order", "invoice_snapshot"] {
        pg.push_str(&format!(
            "CREATE TRIGGER {table}_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION invoice_part_is_fixed();"
        ));
        for (op, row) in [("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")] {
            lite.push_str(&format!(
                "CREATE TRIGGER {table}_{}_is_fixed BEFORE {op} ON {table} WHEN EXISTS (SELECT 1 FROM invoice \
                   WHERE company_id = {row}.company_id AND id = {row}.invoice_id AND status <> 'draft') \
                 BEGIN SELECT RAISE(ABORT, 'an issued invoice is fixed'); END;",
                op.to_lowercase()
            ));
        }
    }
    per_engine(m, &pg, &lite).await
}
