//! How are the roles of recipients said to a person?

use crate::privacy::subjects::labels::Word;
use kontoret_core::recipient::Role;

/// As what it is given data.
#[must_use]
pub const fn role(role: Role) -> Word {
    match role {
        Role::Processor => ("Personuppgiftsbiträde", "Processor"),
        Role::IndependentController => ("Självständigt personuppgiftsansvarig", "Independent controller"),
        Role::Authority => ("Myndighet", "Authority"),
        Role::OwnWebhook => ("Företagets eget system", "The company's own system"),
    }
}
