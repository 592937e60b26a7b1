//! What does a person take along to somebody else, and what of it can be taken in (GDPR art. 20)?

use crate::wire::words;

/// The name by which a package is known for one.
pub const FORMAT: &str = "flexibla-kontoret/portability";

/// The version of the format that is written, and the only one that is read.
pub const VERSION: u32 = 1;

words! {
    /// Why something of a package is left out when it is taken in.
    PackageGround {
        /// It is a record of whoever made the package: their offers, orders, invoices and letters.
        RecordOfSender = "record_of_sender",
        /// It is about a user or a company, not about a customer.
        NotOfCustomer = "not_of_customer",
        /// The people's shares aren't 100 % together, or a number is missing: somebody of the household isn't in the package.
        HouseholdIncomplete = "household_incomplete",
        /// The customer that it belongs to isn't in the package.
        NoCustomer = "no_customer",
        /// The service knows nothing of the kind.
        Unknown = "unknown",
    }
}
