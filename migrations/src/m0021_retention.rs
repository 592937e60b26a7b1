//! Who is given data, and how it ages: which fiscal years the law has let go, what the guards of the books then let through, and the runs.

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
        archived(m).await?;
        bare_tenant_table("bookkeeping_release")
            .cols([uuid("fiscal_year_id")])
            .cols([date("starts_on"), date("ends_on"), date("released_on")])
            .key(&["fiscal_year_id"])
            .reference("fiscal_year_id", "fiscal_year", ForeignKeyAction::Restrict)
            .create(m)
            .await?;
        tenant_table("retention_run")
            .versioned()
            .cols([
                date("as_of"),
                word("state", &["waiting", "approved", "done"]),
                big_integer("subjects"),
                timestamp_with_time_zone("planned_at"),
                uuid_null("first_approved_by"),
                uuid_null("approved_by"),
                timestamp_with_time_zone_null("approved_at"),
                timestamp_with_time_zone_null("ended_at"),
            ])
            .index(&["planned_at", "id"])
            .create(m)
            .await?;
        bare_tenant_table("retention_count")
            .cols([uuid("run_id")])
            .cols([integer("position")])
            .cols([text("rule"), text("record"), text("outcome")])
            .cols([big_integer("foreseen"), big_integer("gone")])
            .key(&["run_id", "position"])
            .reference("run_id", "retention_run", ForeignKeyAction::Cascade)
            .create(m)
            .await?;
        recipients(m).await?;
        released(m).await
    }
}

/// Who is given personal data.
async fn recipients(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    tenant_table("recipient")
        .versioned()
        .cols([
            text("name"),
            word(
                "role",
                &["processor", "independent_controller", "authority", "own_webhook"],
            ),
            // Data does not leave Sweden.
            word("country", &["SE"]),
            text("contact"),
            json_binary("categories"),
            json_binary("purposes"),
            text("agreement"),
            date_null("agreed_on"),
            // The host that data is sent to, or empty.
            byte_text(m, "destination"),
            timestamp_with_time_zone("created_at"),
        ])
        .unique(&["name"])
        .index(&["destination"])
        .create(m)
        .await
}

/// Since when a customer has been put away.
async fn archived(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut column = timestamp_with_time_zone_null("archived_at");
    m.alter_table(Table::alter().table("customer").add_column(&mut column).to_owned())
        .await?;
    let fill = "UPDATE customer SET archived_at = COALESCE((SELECT max(e.at) FROM audit_event e WHERE \
        e.company_id = customer.company_id AND e.entity_kind = 'customer' AND e.entity_id = customer.id \
        AND e.event = 'customer_archived'), created_at) WHERE archived;";
    // The policies bind the owner too, who has no company here.
    let postgres = format!(
        "ALTER TABLE customer NO FORCE ROW LEVEL SECURITY; ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY; {fill} \
         ALTER TABLE customer FORCE ROW LEVEL SECURITY; ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;"
    );
    per_engine(m, &postgres, fill).await
}

/// What of an issued invoice never changes.
const FIXED: &[&str] = &[
    "kind",
    "credits_invoice_id",
    "number",
    "ocr",
    "customer_id",
    "order_id",
    "order_number",
    "work_site_id",
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

/// What of it goes once its fiscal year is released.
const BLANKED: &[&str] = &[
    "customer_name",
    "title",
    "note",
    "their_reference",
    "our_reference",
    "buyer_order_number",
];

/// Whether the day of a row lies in a fiscal year that the law has let go.
fn released_on(company: &str, day: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM bookkeeping_release b WHERE b.company_id = {company} AND {day} BETWEEN b.starts_on AND b.ends_on)"
    )
}

/// Whether columns differ between the two states of a row.
fn differ(columns: &[&str], different: &str) -> String {
    let each: Vec<String> = columns.iter().map(|c| format!("OLD.{c} {different} NEW.{c}")).collect();
    each.join(" OR ")
}

/// Whether a column is changed in another way than that what was released is blanked.
fn rewritten(columns: &[&str], different: &str, free: &str) -> String {
    let each: Vec<String> = columns
        .iter()
        .map(|c| format!("(OLD.{c} {different} NEW.{c} AND (NEW.{c} <> '' OR NOT {free}))"))
        .collect();
    each.join(" OR ")
}

async fn released(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (mut pg, mut lite) = (String::new(), String::new());
    release_follows_the_law(&mut pg, &mut lite);
    invoices(&mut pg, &mut lite);
    settlements(&mut pg, &mut lite);
    vouchers(&mut pg, &mut lite);
    per_engine(m, &pg, &lite).await
}

/// Records are kept through the seventh year after the calendar year in which the fiscal year ended (BFL 1999:1078 7 kap. 2 §).
fn release_follows_the_law(pg: &mut String, lite: &mut String) {
    pg.push_str(
        "CREATE FUNCTION release_follows_the_law() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF TG_OP <> 'INSERT' OR NEW.released_on < make_date(extract(year FROM NEW.ends_on)::int + 8, 1, 1) OR NOT EXISTS ( \
             SELECT FROM fiscal_year y WHERE y.company_id = NEW.company_id AND y.id = NEW.fiscal_year_id \
               AND y.starts_on = NEW.starts_on AND y.ends_on = NEW.ends_on) THEN \
             RAISE EXCEPTION 'the books of the year must be kept'; END IF; RETURN NEW; END $$; \
         CREATE TRIGGER release_follows_the_law BEFORE INSERT OR UPDATE ON bookkeeping_release FOR EACH ROW \
           EXECUTE FUNCTION release_follows_the_law();",
    );
    lite.push_str(
        "CREATE TRIGGER release_follows_the_law BEFORE INSERT ON bookkeeping_release \
           WHEN NEW.released_on < (CAST(strftime('%Y', NEW.ends_on) AS INTEGER) + 8) || '-01-01' OR NOT EXISTS ( \
             SELECT 1 FROM fiscal_year y WHERE y.company_id = NEW.company_id AND y.id = NEW.fiscal_year_id \
               AND y.starts_on = NEW.starts_on AND y.ends_on = NEW.ends_on) \
           BEGIN SELECT RAISE(ABORT, 'the books of the year must be kept'); END; \
         CREATE TRIGGER release_is_kept BEFORE UPDATE ON bookkeeping_release \
           BEGIN SELECT RAISE(ABORT, 'the books of the year must be kept'); END;",
    );
}

fn invoices(pg: &mut String, lite: &mut String) {
    let free = released_on("OLD.company_id", "OLD.issued_on");
    let guard = |different: &str| {
        let (fixed, blanked) = (differ(FIXED, different), rewritten(BLANKED, different, &free));
        // The address that it was sent to is no part of the document: it goes when its customer is erased.
        let address = rewritten(&["customer_email"], different, "TRUE");
        format!("OLD.status <> 'draft' AND (NEW.status = 'draft' OR {fixed} OR {blanked} OR {address})")
    };
    pg.push_str(&format!(
        "CREATE OR REPLACE FUNCTION invoice_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF TG_OP = 'DELETE' THEN IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; RETURN OLD; END IF; \
           IF {} THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; RETURN NEW; END $$; ",
        guard("IS DISTINCT FROM")
    ));
    lite.push_str(&format!(
        "DROP TRIGGER invoice_is_fixed; \
         CREATE TRIGGER invoice_is_fixed BEFORE UPDATE ON invoice WHEN {} \
           BEGIN SELECT RAISE(ABORT, 'an issued invoice is fixed'); END; ",
        guard("IS NOT")
    ));
    // A line's words and the kept document go with the invoice's; figures stay.
    let of = released_on("i.company_id", "i.issued_on");
    pg.push_str(&format!(
        "CREATE OR REPLACE FUNCTION invoice_part_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN \
           IF TG_OP = 'INSERT' THEN r := NEW; ELSE r := OLD; END IF; \
           IF EXISTS (SELECT FROM invoice i WHERE i.company_id = r.company_id AND i.id = r.invoice_id AND i.status <> 'draft' \
             AND (TG_OP = 'INSERT' OR TG_TABLE_NAME NOT IN ('invoice_line', 'invoice_snapshot') OR NOT {of})) THEN \
             RAISE EXCEPTION 'an issued invoice is fixed'; END IF; \
           IF TG_OP = 'DELETE' THEN \
             IF TG_TABLE_NAME = 'invoice_line' AND EXISTS (SELECT FROM invoice i WHERE i.company_id = r.company_id \
               AND i.id = r.invoice_id AND i.status <> 'draft') THEN RAISE EXCEPTION 'an issued invoice is fixed'; END IF; \
             RETURN OLD; END IF; \
           IF TG_OP = 'UPDATE' THEN IF EXISTS (SELECT FROM invoice i WHERE i.company_id = r.company_id AND i.id = r.invoice_id \
             AND i.status <> 'draft') AND to_jsonb(OLD) || '{{\"description\": \"\"}}' IS DISTINCT FROM to_jsonb(NEW) THEN \
             RAISE EXCEPTION 'an issued invoice is fixed'; END IF; END IF; \
           RETURN NEW; END $$; "
    ));
    let whole = "OLD.position IS NOT NEW.position OR OLD.kind IS NOT NEW.kind OR OLD.quantity_milli IS NOT NEW.quantity_milli \
        OR OLD.unit_price_ore IS NOT NEW.unit_price_ore OR OLD.vat IS NOT NEW.vat OR OLD.amount_ore IS NOT NEW.amount_ore \
        OR OLD.account IS NOT NEW.account OR OLD.discount_bp IS NOT NEW.discount_bp OR NEW.description <> ''";
    for (table, op, unless) in [
        ("invoice_line", "UPDATE", format!(" AND ({whole} OR NOT {of})")),
        ("invoice_snapshot", "DELETE", format!(" AND NOT {of}")),
    ] {
        let low = op.to_lowercase();
        lite.push_str(&format!(
            "DROP TRIGGER {table}_{low}_is_fixed; \
             CREATE TRIGGER {table}_{low}_is_fixed BEFORE {op} ON {table} WHEN EXISTS (SELECT 1 FROM invoice i \
               WHERE i.company_id = OLD.company_id AND i.id = OLD.invoice_id AND i.status <> 'draft'{unless}) \
             BEGIN SELECT RAISE(ABORT, 'an issued invoice is fixed'); END; "
        ));
    }
}

fn settlements(pg: &mut String, lite: &mut String) {
    let free = released_on("OLD.company_id", "OLD.settled_on");
    let fixed = [
        "id",
        "invoice_id",
        "kind",
        "settled_on",
        "amount_ore",
        "payment_id",
        "counter_invoice_id",
        "corrects_id",
        "created_at",
    ];
    let guard = |different: &str| format!("{} OR NEW.note <> '' OR NOT {free}", differ(&fixed, different));
    pg.push_str(&format!(
        "CREATE OR REPLACE FUNCTION settlement_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'settlements are only added to'; END IF; \
           IF {} THEN RAISE EXCEPTION 'settlements are only added to'; END IF; RETURN NEW; END $$; ",
        guard("IS DISTINCT FROM")
    ));
    lite.push_str(&format!(
        "DROP TRIGGER settlement_is_not_changed; \
         CREATE TRIGGER settlement_is_not_changed BEFORE UPDATE ON settlement WHEN {} \
           BEGIN SELECT RAISE(ABORT, 'settlements are only added to'); END; ",
        guard("IS NOT")
    ));
}

fn vouchers(pg: &mut String, lite: &mut String) {
    let free = released_on("OLD.company_id", "OLD.dated_on");
    let fixed = [
        "id",
        "fiscal_year_id",
        "number",
        "dated_on",
        "document_kind",
        "document_id",
        "corrects_id",
        "line_count",
        "created_at",
    ];
    let guard = |different: &str| format!("{} OR NEW.text <> '' OR NOT {free}", differ(&fixed, different));
    pg.push_str(&format!(
        "CREATE FUNCTION voucher_text_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'vouchers are only added to'; END IF; \
           IF {} THEN RAISE EXCEPTION 'vouchers are only added to'; END IF; RETURN NEW; END $$; \
         DROP TRIGGER voucher_is_kept ON voucher; \
         CREATE TRIGGER voucher_is_kept BEFORE UPDATE OR DELETE ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_text_is_kept(); ",
        guard("IS DISTINCT FROM")
    ));
    lite.push_str(&format!(
        "DROP TRIGGER voucher_update_is_kept; \
         CREATE TRIGGER voucher_update_is_kept BEFORE UPDATE ON voucher WHEN {} \
           BEGIN SELECT RAISE(ABORT, 'vouchers are only added to'); END; ",
        guard("IS NOT")
    ));
}
