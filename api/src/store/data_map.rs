//! What does the service know of people, in which column, and why? Every table, declared beside its entity.

use kontoret_core::privacy::Table;

/// The declarations of all tables.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [
        super::entity::TABLES,
        super::vault::TABLES,
        crate::session::TABLES,
        crate::company::TABLES,
        crate::bookkeeping::TABLES,
        crate::users::TABLES,
        crate::customers::TABLES,
        crate::deductions::TABLES,
        crate::deductions::CASE_TABLES,
        crate::deductions::RULE_TABLES,
        crate::articles::TABLES,
        crate::offers::TABLES,
        crate::orders::TABLES,
        crate::timesheets::TABLES,
        crate::invoices::TABLES,
        crate::payments::TABLES,
        crate::reminders::TABLES,
        crate::jobs::TABLES,
        crate::views::TABLES,
        crate::support::TABLES,
        crate::audit::seals::TABLES,
        crate::privacy::ERASURE_TABLES,
        crate::privacy::breaches::TABLES,
        crate::privacy::limits::TABLES,
        crate::privacy::requests::TABLES,
        crate::privacy::notices::TABLES,
        crate::privacy::retention::TABLES,
        crate::privacy::recipients::TABLES,
    ]
    .into_iter()
    .flatten()
}

/// The declaration of one table.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    tables().find(|t| t.name == name)
}
