//! What of a deduction case belongs to which year of payment, and what of the refused has gone elsewhere.

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
        bare_tenant_table("deduction_case_year")
            .cols([uuid("case_id"), integer("year")])
            .cols([
                big_integer("asked_kr"),
                big_integer("stated_paid_kr"),
                // What lapsed, and was billed to the customer or given up.
                big_integer("billed_kr"),
                big_integer("lost_kr"),
                big_integer("claimable_kr"),
            ])
            .cols([date_null("paid_on"), date("deadline_on")])
            .key(&["case_id", "year"])
            .reference("case_id", "deduction_case", ForeignKeyAction::Cascade)
            .index(&["year"])
            .index(&["deadline_on"])
            .create(m)
            .await?;
        m.alter_table(
            Table::alter()
                .table(Alias::new("deduction_case"))
                .add_column(big_integer("refused_gone_kr").default(0))
                .take(),
        )
        .await?;
        forced(m, "NO FORCE").await?;
        for sql in KEPT {
            m.get_connection().execute_unprepared(sql).await?;
        }
        forced(m, "FORCE").await
    }
}

/// Whether row-level security binds the owner too, who moves rows of all companies here.
async fn forced(m: &SchemaManager<'_>, how: &str) -> Result<(), DbErr> {
    let tables = [
        "deduction_case",
        "deduction_case_year",
        "deduction_ask",
        "deduction_claim",
    ];
    let sql: String = tables
        .iter()
        .map(|t| format!("ALTER TABLE {t} {how} ROW LEVEL SECURITY; "))
        .collect();
    per_engine(m, &sql, "SELECT 1").await
}

/// What was kept of each case alone, by year: of cases that were asked for in one year what the case says, of others what their
/// claims asked for.
const KEPT: &[&str] = &[
    "UPDATE deduction_case SET refused_gone_kr = CASE WHEN moved_kr + written_off_kr < refused_kr \
       THEN moved_kr + written_off_kr ELSE refused_kr END",
    "INSERT INTO deduction_case_year (company_id, case_id, year, asked_kr, stated_paid_kr, billed_kr, lost_kr, claimable_kr, \
       paid_on, deadline_on) \
     SELECT a.company_id, a.case_id, c.year, \
       CASE WHEN MIN(s.asked_kr) < SUM(a.asked_kr) THEN MIN(s.asked_kr) ELSE SUM(a.asked_kr) END, \
       CASE WHEN MIN(s.stated_paid_kr) < SUM(a.paid_kr) THEN MIN(s.stated_paid_kr) ELSE SUM(a.paid_kr) END, \
       0, 0, 0, MAX(a.paid_on), '9999-12-31' \
     FROM deduction_ask a \
       JOIN deduction_claim c ON c.company_id = a.company_id AND c.id = a.claim_id \
       JOIN deduction_case s ON s.company_id = a.company_id AND s.id = a.case_id \
     GROUP BY a.company_id, a.case_id, c.year",
    "INSERT INTO deduction_case_year (company_id, case_id, year, asked_kr, stated_paid_kr, billed_kr, lost_kr, claimable_kr, \
       paid_on, deadline_on) \
     SELECT company_id, id, year, 0, 0, 0, 0, claimable_kr, paid_on, deadline_on FROM deduction_case WHERE claimable_kr > 0 \
     ON CONFLICT (company_id, case_id, year) DO UPDATE SET claimable_kr = excluded.claimable_kr, paid_on = excluded.paid_on, \
       deadline_on = excluded.deadline_on",
];
