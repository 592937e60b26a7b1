//! Which vouchers were handed to the accountant: days on which nothing new may be dated.

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
        tenant_table("voucher_export")
            .cols([
                uuid("fiscal_year_id"),
                date("from_on"),
                date("through_on"),
                big_integer("voucher_count"),
                big_integer("first_number"),
                big_integer("last_number"),
                big_integer("debit_ore"),
                timestamp_with_time_zone("created_at"),
            ])
            .reference("fiscal_year_id", "fiscal_year", ForeignKeyAction::Restrict)
            .unique(&["fiscal_year_id", "from_on"])
            .unique(&["fiscal_year_id", "through_on"])
            .index(&["through_on"])
            .create(m)
            .await?;
        per_engine(m, POSTGRES, SQLITE).await
    }
}

const POSTGRES: &str = "\
    CREATE FUNCTION voucher_day_is_free() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
      IF EXISTS (SELECT 1 FROM voucher_export WHERE company_id = NEW.company_id AND fiscal_year_id = NEW.fiscal_year_id \
          AND NEW.dated_on BETWEEN from_on AND through_on) THEN \
        RAISE EXCEPTION 'the day was handed over'; END IF; RETURN NEW; END $$; \
    CREATE TRIGGER voucher_day_is_free BEFORE INSERT ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_day_is_free(); \
    CREATE FUNCTION voucher_export_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
      RAISE EXCEPTION 'exports are only added to'; END $$; \
    CREATE TRIGGER voucher_export_is_kept BEFORE UPDATE OR DELETE ON voucher_export FOR EACH ROW \
      EXECUTE FUNCTION voucher_export_is_kept();";

const SQLITE: &str = "\
    CREATE TRIGGER voucher_day_is_free BEFORE INSERT ON voucher \
      WHEN EXISTS (SELECT 1 FROM voucher_export WHERE company_id = NEW.company_id AND fiscal_year_id = NEW.fiscal_year_id \
        AND NEW.dated_on BETWEEN from_on AND through_on) \
      BEGIN SELECT RAISE(ABORT, 'the day was handed over'); END; \
    CREATE TRIGGER voucher_export_update_is_kept BEFORE UPDATE ON voucher_export \
      BEGIN SELECT RAISE(ABORT, 'exports are only added to'); END; \
    CREATE TRIGGER voucher_export_delete_is_kept BEFORE DELETE ON voucher_export \
      BEGIN SELECT RAISE(ABORT, 'exports are only added to'); END;";
