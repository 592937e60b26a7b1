//! The books: fiscal years, vouchers that are only added to, and the accounts that a company has chosen.

use crate::support::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const DOCUMENTS: &[&str] = &["invoice", "payment", "write_off", "deduction_case", "deduction_payout"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        bare_tenant_table("account")
            .cols([byte_text(m, "purpose"), integer("version"), integer("account")])
            .key(&["purpose"])
            .create(m)
            .await?;
        tenant_table("fiscal_year")
            .versioned()
            .cols([
                date("starts_on"),
                date("ends_on"),
                // Nothing may be dated up to and including this day.
                date_null("locked_through"),
                big_integer("next_voucher"),
            ])
            .unique(&["starts_on"])
            .create(m)
            .await?;
        tenant_table("voucher")
            .cols([
                uuid("fiscal_year_id"),
                big_integer("number"),
                date("dated_on"),
                word("document_kind", DOCUMENTS),
                uuid("document_id"),
                uuid_null("corrects_id"),
                text("text"),
                integer("line_count"),
                timestamp_with_time_zone("created_at"),
            ])
            .reference("fiscal_year_id", "fiscal_year", ForeignKeyAction::Restrict)
            .reference("corrects_id", "voucher", ForeignKeyAction::Restrict)
            .unique(&["fiscal_year_id", "number"])
            .unique(&["corrects_id"])
            .index(&["document_id"])
            .index(&["dated_on", "id"])
            .create(m)
            .await?;
        bare_tenant_table("voucher_line")
            .cols([
                uuid("voucher_id"),
                integer("position"),
                integer("account"),
                byte_text(m, "purpose"),
            ])
            .cols([text_null("vat"), uuid_null("invoice_id")])
            .cols([big_integer("amount_ore")])
            .key(&["voucher_id", "position"])
            .reference("voucher_id", "voucher", ForeignKeyAction::Restrict)
            .reference("invoice_id", "invoice", ForeignKeyAction::Restrict)
            .index(&["invoice_id", "voucher_id"])
            .index(&["account", "voucher_id"])
            .create(m)
            .await?;
        kept(m).await
    }
}

/// What is in the books stays as it is; a mistake gets a voucher of its own (BFNAR 2013:2 2.17).
async fn kept(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut pg = String::from(
        "CREATE FUNCTION voucher_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'vouchers are only added to'; END $$; \
         CREATE FUNCTION voucher_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           IF NEW.position >= (SELECT line_count FROM voucher WHERE company_id = NEW.company_id AND id = NEW.voucher_id) THEN \
             RAISE EXCEPTION 'vouchers are only added to'; END IF; RETURN NEW; END $$; \
         CREATE TRIGGER voucher_is_whole BEFORE INSERT ON voucher_line FOR EACH ROW EXECUTE FUNCTION voucher_is_whole();",
    );
    let mut lite = String::from(
        "CREATE TRIGGER voucher_is_whole BEFORE INSERT ON voucher_line \
           WHEN NEW.position >= (SELECT line_count FROM voucher WHERE company_id = NEW.company_id AND id = NEW.voucher_id) \
           BEGIN SELECT RAISE(ABORT, 'vouchers are only added to'); END;",
    );
    for table in ["voucher", "voucher_line"] {
        pg.push_str(&format!(
            "CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION voucher_is_kept();"
        ));
        for op in ["UPDATE", "DELETE"] {
            lite.push_str(&format!(
                "CREATE TRIGGER {table}_{}_is_kept BEFORE {op} ON {table} BEGIN SELECT RAISE(ABORT, 'vouchers are only added to'); END;",
                op.to_lowercase()
            ));
        }
    }
    per_engine(m, &pg, &lite).await
}
