//! Does an invoice take a customer past what it may owe? A warning: the company decides.

use crate::money::Ore;

/// What the customer owes once the invoice is issued, and by how much that passes the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What it owes then.
    pub owed_ore: Ore,
    /// By how much that is too much; zero: within the limit.
    pub over_ore: Ore,
}

/// Adds the invoice to what is open and holds the sum against the limit. Who is owed something owes less than nothing.
#[must_use]
pub fn reach(limit_ore: Ore, open_ore: Ore, invoice_ore: Ore) -> Reach {
    let owed = open_ore.0.saturating_add(invoice_ore.0);
    Reach {
        owed_ore: Ore(owed),
        over_ore: Ore(owed.saturating_sub(limit_ore.0).max(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_may_be_reached() {
        for (limit, open, invoice, owed, over) in [
            (100, 60, 40, 100, 0),
            (100, 60, 41, 101, 1),
            (0, 0, 1, 1, 1),
            (100, -50, 149, 99, 0),
            (100, 150, -60, 90, 0),
            (100, i64::MAX, 1, i64::MAX, i64::MAX - 100),
        ] {
            let found = reach(Ore(limit), Ore(open), Ore(invoice));
            assert_eq!((found.owed_ore, found.over_ore), (Ore(owed), Ore(over)));
        }
    }
}
