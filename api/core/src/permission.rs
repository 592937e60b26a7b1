//! Which role may do what, and who may give a role?

use crate::wire::words;

words! {
    /// What a user is in one company.
    Role {
        /// Owns the company's account.
        Owner = "owner",
        /// Runs everything of the company.
        Admin = "admin",
        /// Customers, offers, orders, planning and invoices.
        Office = "office",
        /// Own work and time, on site.
        Worker = "worker",
        /// Reads everything financial and takes it out; changes nothing else.
        Accountant = "accountant",
        /// The operator's staff, for as long as the company has opened itself: reads, and nothing else. No user has it.
        Support = "support",
    }
}

words! {
    /// One thing that a role may do.
    Permission {
        /// Read the company's details.
        CompanyRead = "company_read",
        /// Change the company's details.
        CompanyWrite = "company_write",
        /// Read the users of the company.
        UsersRead = "users_read",
        /// Invite, change and deactivate users.
        UsersWrite = "users_write",
        /// Read customers and work sites.
        CustomersRead = "customers_read",
        /// Change customers and work sites.
        CustomersWrite = "customers_write",
        /// Read articles.
        ArticlesRead = "articles_read",
        /// Change articles.
        ArticlesWrite = "articles_write",
        /// Read offers.
        OffersRead = "offers_read",
        /// Write and send offers.
        OffersWrite = "offers_write",
        /// Read orders with their prices.
        OrdersRead = "orders_read",
        /// Write, start, complete and cancel orders.
        OrdersWrite = "orders_write",
        /// See open orders without prices.
        OrdersWork = "orders_work",
        /// Report one's own time.
        TimeOwn = "time_own",
        /// Read everybody's time.
        TimeRead = "time_read",
        /// Approve time, and report it for others.
        TimeApprove = "time_approve",
        /// Read invoices and payments.
        InvoicesRead = "invoices_read",
        /// Write, issue and send invoices.
        InvoicesWrite = "invoices_write",
        /// Register payments.
        PaymentsWrite = "payments_write",
        /// Take documents, links to them and tables out.
        DocumentsExport = "documents_export",
        /// Read vouchers, accounts, fiscal years and VAT reports.
        BookkeepingRead = "bookkeeping_read",
        /// Change accounts, fiscal years and locked periods.
        BookkeepingWrite = "bookkeeping_write",
        /// Hand vouchers to the accountant, which closes the books through their last day.
        BookkeepingExport = "bookkeeping_export",
        /// See whole personal identity numbers, for a purpose that is kept.
        IdentityReveal = "identity_reveal",
        /// Search, among what the other permissions show.
        Search = "search",
        /// Read who did what.
        AuditRead = "audit_read",
        /// See privacy requests, recipients and the record of processing.
        PrivacyRead = "privacy_read",
        /// Decide on privacy requests: answer, erase, restrict.
        PrivacyWrite = "privacy_write",
        /// Open the company to the operator's staff for a while, and close it.
        SupportGrant = "support_grant",
        /// Look around in companies that have opened themselves: staff of whoever runs the service alone.
        SupportEnter = "support_enter",
        /// One's own profile and sessions.
        SelfService = "self",
        /// Be a visitor who looks around, and leave again. The last: no user has it.
        SupportVisit = "support_visit",
    }
}

/// All that a user can be allowed.
const EVERYTHING: &[Permission] = match Permission::ALL.split_last() {
    Some((_, rest)) => rest,
    None => &[],
};

const OFFICE: &[Permission] = &[
    Permission::CompanyRead,
    Permission::UsersRead,
    Permission::CustomersRead,
    Permission::CustomersWrite,
    Permission::ArticlesRead,
    Permission::ArticlesWrite,
    Permission::OffersRead,
    Permission::OffersWrite,
    Permission::OrdersRead,
    Permission::OrdersWrite,
    Permission::OrdersWork,
    Permission::TimeOwn,
    Permission::TimeRead,
    Permission::TimeApprove,
    Permission::InvoicesRead,
    Permission::InvoicesWrite,
    Permission::PaymentsWrite,
    Permission::DocumentsExport,
    Permission::BookkeepingRead,
    Permission::IdentityReveal,
    Permission::Search,
    Permission::PrivacyRead,
    Permission::SupportEnter,
    Permission::SelfService,
];

const WORKER: &[Permission] = &[
    Permission::ArticlesRead,
    Permission::OrdersWork,
    Permission::TimeOwn,
    Permission::Search,
    Permission::SelfService,
];

const ACCOUNTANT: &[Permission] = &[
    Permission::CompanyRead,
    Permission::CustomersRead,
    Permission::ArticlesRead,
    Permission::OffersRead,
    Permission::OrdersRead,
    Permission::TimeRead,
    Permission::InvoicesRead,
    Permission::DocumentsExport,
    Permission::BookkeepingRead,
    Permission::BookkeepingExport,
    Permission::Search,
    Permission::AuditRead,
    Permission::SelfService,
];

/// What is needed to see what a company asks about. No document and no table can be taken out, since the documents of a tax
/// deduction hold whole personal identity numbers; no user, no trail and no privacy request can be seen.
const SUPPORT: &[Permission] = &[
    Permission::CompanyRead,
    Permission::CustomersRead,
    Permission::ArticlesRead,
    Permission::OffersRead,
    Permission::OrdersRead,
    Permission::TimeRead,
    Permission::InvoicesRead,
    Permission::BookkeepingRead,
    Permission::Search,
    Permission::SupportVisit,
];

impl Role {
    /// The roles that a user can have.
    pub const OF_USERS: [Self; 5] = [Self::Owner, Self::Admin, Self::Office, Self::Worker, Self::Accountant];

    /// What the role may do, in the order of [`Permission::ALL`].
    #[must_use]
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Owner | Self::Admin => EVERYTHING,
            Self::Office => OFFICE,
            Self::Worker => WORKER,
            Self::Accountant => ACCOUNTANT,
            Self::Support => SUPPORT,
        }
    }

    /// Whether the role may do this.
    #[must_use]
    pub fn has(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

/// Whether `actor` may make a user of the role `target_before` one of `target_after`, or change other details of it;
/// `target_before` is `None` for a user who is invited.
///
/// Only an owner makes an owner or changes one; nobody makes a user of the support.
#[must_use]
pub fn may_grant(actor: Role, target_before: Option<Role>, target_after: Role) -> bool {
    let touches_owner = target_before == Some(Role::Owner) || target_after == Role::Owner;
    let is_of_users = target_after != Role::Support && target_before != Some(Role::Support);
    actor.has(Permission::UsersWrite) && is_of_users && (actor == Role::Owner || !touches_owner)
}

/// Whether `actor` may deactivate a user with the role `target`: only an owner shuts an owner out.
#[must_use]
pub fn may_deactivate(actor: Role, target: Role) -> bool {
    actor.has(Permission::UsersWrite) && (actor == Role::Owner || target != Role::Owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn role_times_permission() {
        let mut table = String::new();
        for permission in Permission::ALL {
            let marks = Role::ALL.map(|role| if role.has(permission) { " x" } else { " -" });
            table += &format!("{permission:<18}{}\n", marks.concat());
        }
        // Columns: owner, admin, office, worker, accountant, support.
        assert_eq!(
            table,
            "\
company_read       x x x - x x
company_write      x x - - - -
users_read         x x x - - -
users_write        x x - - - -
customers_read     x x x - x x
customers_write    x x x - - -
articles_read      x x x x x x
articles_write     x x x - - -
offers_read        x x x - x x
offers_write       x x x - - -
orders_read        x x x - x x
orders_write       x x x - - -
orders_work        x x x x - -
time_own           x x x x - -
time_read          x x x - x x
time_approve       x x x - - -
invoices_read      x x x - x x
invoices_write     x x x - - -
payments_write     x x x - - -
documents_export   x x x - x -
bookkeeping_read   x x x - x x
bookkeeping_write  x x - - - -
bookkeeping_export x x - - x -
identity_reveal    x x x - - -
search             x x x x x x
audit_read         x x - - x -
privacy_read       x x x - - -
privacy_write      x x - - - -
support_grant      x x - - - -
support_enter      x x x - - -
self               x x x x x -
support_visit      - - - - - x
"
        );
    }

    #[test]
    fn every_list_is_in_order_and_without_doubles() {
        for role in Role::ALL {
            assert!(role.permissions().is_sorted_by(|one, next| one < next), "{role}");
        }
    }

    #[test]
    fn only_an_owner_makes_or_changes_an_owner() {
        let befores: Vec<_> = std::iter::once(None).chain(Role::ALL.map(Some)).collect();
        for actor in Role::ALL {
            for &before in &befores {
                for after in Role::ALL {
                    let touches_owner = before == Some(Role::Owner) || after == Role::Owner;
                    let of_support = before == Some(Role::Support) || after == Role::Support;
                    let expected = match actor {
                        Role::Owner => !of_support,
                        Role::Admin => !touches_owner && !of_support,
                        Role::Office | Role::Worker | Role::Accountant | Role::Support => false,
                    };
                    assert_eq!(
                        may_grant(actor, before, after),
                        expected,
                        "{actor}: {before:?} to {after}"
                    );
                }
            }
        }
    }

    #[test]
    fn only_an_owner_deactivates_an_owner() {
        let table = Role::ALL.map(|actor| Role::OF_USERS.map(|target| may_deactivate(actor, target)));
        assert_eq!(table[0], [true; 5]);
        assert_eq!(table[1], [false, true, true, true, true]);
        assert_eq!(table[2..], [[false; 5]; 4]);
    }

    #[test]
    fn the_support_is_no_users_role_and_a_visit_no_users_permission() {
        assert!(!Role::OF_USERS.contains(&Role::Support));
        assert_eq!(Role::OF_USERS.len() + 1, Role::ALL.len());
        for role in Role::OF_USERS {
            assert!(!role.has(Permission::SupportVisit), "{role}");
        }
    }
}
