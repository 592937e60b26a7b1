//! Which schema changes exist, in which order, and which rights the application's role gets.

mod m0001_identity;
mod m0002_register;
mod m0003_documents;
mod m0004_shared;
mod m0005_bookkeeping;
mod m0006_payment_import;
mod m0007_reminders;
mod m0008_e_invoice;
mod m0009_sending;
mod m0010_views;
mod m0011_keys;
mod m0014_households;
mod m0015_deduction_cases;
mod m0016_voucher_exports;
mod m0017_rules_and_kits;
mod m0019_privacy_requests;
mod m0020_deduction_years;
mod m0021_retention;
mod m0022_erasures;
mod m0023_green_technology;
mod m0024_processing_limits;
mod m0025_notices;
mod m0027_audit_seals;
mod m0028_support;
mod m0029_breaches;
mod m0030_lacking;
mod m0031_proof;
mod m0032_audit_origin;
mod support;

pub use sea_orm_migration::{MigrationTrait, MigratorTrait};
use sea_orm_migration::{
    async_trait,
    sea_orm::{ConnectionTrait, DbBackend, DbErr},
};

/// The role that the server runs as on PostgreSQL: neither owner nor superuser, so that row-level security binds it.
pub const APP_ROLE: &str = "kontoret_app";

/// Tables that may only be added to: the audit trail is evidence, and so are the books.
const APPEND_ONLY: &[&str] = &["audit_event", "voucher", "voucher_export", "voucher_line"];

/// The list of migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_identity::Migration),
            Box::new(m0002_register::Migration),
            Box::new(m0003_documents::Migration),
            Box::new(m0004_shared::Migration),
            Box::new(m0005_bookkeeping::Migration),
            Box::new(m0006_payment_import::Migration),
            Box::new(m0007_reminders::Migration),
            Box::new(m0008_e_invoice::Migration),
            Box::new(m0009_sending::Migration),
            Box::new(m0010_views::Migration),
            Box::new(m0011_keys::Migration),
            Box::new(m0014_households::Migration),
            Box::new(m0015_deduction_cases::Migration),
            Box::new(m0016_voucher_exports::Migration),
            Box::new(m0017_rules_and_kits::Migration),
            Box::new(m0019_privacy_requests::Migration),
            Box::new(m0020_deduction_years::Migration),
            Box::new(m0021_retention::Migration),
            Box::new(m0022_erasures::Migration),
            Box::new(m0023_green_technology::Migration),
            Box::new(m0024_processing_limits::Migration),
            Box::new(m0025_notices::Migration),
            Box::new(m0027_audit_seals::Migration),
            Box::new(m0028_support::Migration),
            Box::new(m0029_breaches::Migration),
            Box::new(m0030_lacking::Migration),
            Box::new(m0031_proof::Migration),
            Box::new(m0032_audit_origin::Migration),
        ]
    }
}

/// Gives [`APP_ROLE`] exactly the rights that the server needs. Safe to repeat; does nothing on SQLite.
///
/// # Errors
/// When the connected role doesn't own the tables.
pub async fn grant<C: ConnectionTrait>(db: &C) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let append_only = APPEND_ONLY
        .iter()
        .map(|t| format!("'{t}'"))
        .collect::<Vec<_>>()
        .join(",");
    let sql = format!(
        r#"
DO $$
DECLARE t text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN RETURN; END IF;
  EXECUTE 'GRANT USAGE ON SCHEMA public TO {APP_ROLE}';
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('REVOKE ALL ON %I FROM {APP_ROLE}', t);
    IF t = 'seaql_migrations' THEN
      EXECUTE format('GRANT SELECT ON %I TO {APP_ROLE}', t);
    ELSIF t IN ({append_only}) THEN
      EXECUTE format('GRANT SELECT, INSERT ON %I TO {APP_ROLE}', t);
    ELSE
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {APP_ROLE}', t);
    END IF;
  END LOOP;
  -- The words of a voucher go when the law lets its fiscal year go; a trigger holds which.
  IF EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename = 'voucher') THEN
    EXECUTE 'GRANT UPDATE (text) ON voucher TO {APP_ROLE}';
  END IF;
END $$;
"#
    );
    db.execute_unprepared(&sql).await.map(|_| ())
}
