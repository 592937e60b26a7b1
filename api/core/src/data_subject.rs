//! As what is a person known, and by what is one found?

use crate::wire::words;
use chrono::{Datelike, NaiveDate};

words! {
    /// As what a person is known.
    DataSubjectKind {
        /// A customer.
        Customer = "customer",
        /// One of the people of a customer who can have a tax deduction.
        HouseholdMember = "household_member",
        /// A buyer on an issued invoice with a tax deduction.
        DeductionBuyer = "deduction_buyer",
        /// A user: the operator of the service answers for what it knows of users.
        User = "user",
        /// The company itself, which can be a person.
        Company = "company",
        /// Who asked for their rights and is nobody that the company knows.
        Requester = "requester",
    }
}

impl DataSubjectKind {
    /// The table whose rows are these people.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::HouseholdMember => "household_member",
            Self::DeductionBuyer => "deduction_case",
            Self::User => "user_account",
            Self::Company => "company",
            Self::Requester => "privacy_request",
        }
    }

    /// Who the rows of a table are.
    #[must_use]
    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }
}

words! {
    /// By what a person was found.
    DataSubjectMatch {
        /// The e-mail address.
        Email = "email",
        /// The telephone number.
        Phone = "phone",
        /// The personal identity, coordination or organisation number.
        IdentityNumber = "identity_number",
        /// By nothing: somebody of the same customer, who can be the same person and often isn't.
        Near = "near",
    }
}

words! {
    /// What becomes of a thing when the person that it is about is erased.
    ErasureOutcome {
        /// It goes whole.
        Deleted = "deleted",
        /// What says something of the person goes; the thing stays, for others lean on it.
        Blanked = "blanked",
        /// It stays as it is, on a ground of the law.
        Kept = "kept",
    }
}

words! {
    /// Why something of a person stays.
    ErasureGround {
        /// Bookkeeping law wants it kept (GDPR art. 17(3)(b), BFL 1999:1078 7 kap. 2 §).
        Bookkeeping = "bookkeeping",
        /// Work that was agreed isn't done or invoiced: it is still needed for what it was collected for (GDPR art. 17(1)(a)).
        Contract = "contract",
        /// Money is owed (GDPR art. 17(3)(e)).
        LegalClaims = "legal_claims",
        /// It shows that the person's rights were kept (GDPR art. 5(2), 17(3)(b)).
        Accountability = "accountability",
        /// Somebody else is its controller and decides (GDPR art. 4(7)): the operator, about a user's account.
        OtherController = "other_controller",
    }
}

impl ErasureGround {
    /// Whether it passes when work is done and money paid: what stays on it goes by itself then.
    #[must_use]
    pub const fn passes(self) -> bool {
        matches!(self, Self::Contract | Self::LegalClaims)
    }
}

words! {
    /// What must be done before a user can be erased: somebody who works in a company is needed in it.
    ErasureHindrance {
        /// They are the company's last active owner: somebody else must become one first.
        LastOwner = "last_owner",
        /// They may log in to the company, or are invited to: their access must be taken away first.
        UserActive = "user_active",
        /// Time that they reported isn't approved: it must be approved or taken away first.
        TimeUnapproved = "time_unapproved",
        /// They have a place in another company: it decides about that first, and the account goes after it.
        UserElsewhere = "user_elsewhere",
    }
}

/// What is known of a user in a company that decides whether they can be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserStanding {
    /// Whether their place in the company is open, or they are invited to it.
    pub has_access: bool,
    /// Whether they are its only active owner.
    pub is_last_owner: bool,
    /// Whether a week with time of theirs isn't approved.
    pub has_unapproved_time: bool,
    /// Whether the account goes too, and a place is left in another company.
    pub is_elsewhere: bool,
}

/// What hinders a user's erasure, the first to be mended first; nothing: they can be erased.
#[must_use]
pub fn hindrances(user: UserStanding) -> Vec<ErasureHindrance> {
    let access = if user.is_last_owner {
        ErasureHindrance::LastOwner
    } else {
        ErasureHindrance::UserActive
    };
    [
        (user.has_access, access),
        (user.has_unapproved_time, ErasureHindrance::TimeUnapproved),
        (user.is_elsewhere, ErasureHindrance::UserElsewhere),
    ]
    .into_iter()
    .filter_map(|(holds, hindrance)| holds.then_some(hindrance))
    .collect()
}

/// How long a request is kept after its answer, to show that it was answered: months.
pub const MONTHS_OF_ANSWERS: u32 = 24;

/// The last day on which bookkeeping law keeps what was booked in a fiscal year: the end of the seventh year after the calendar
/// year in which the fiscal year ended (BFL 1999:1078 7 kap. 2 §).
#[must_use]
pub fn kept_through(fiscal_year_ends_on: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(fiscal_year_ends_on.year() + 7, 12, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_booked_is_kept_through_the_seventh_year() {
        for (ends_on, through) in [
            ("2026-12-31", "2033-12-31"),
            // A broken fiscal year counts by the calendar year in which it ends.
            ("2026-04-30", "2033-12-31"),
            ("2027-06-30", "2034-12-31"),
            ("2028-02-29", "2035-12-31"),
        ] {
            assert_eq!(kept_through(day(ends_on)), Some(day(through)), "{ends_on}");
        }
    }

    #[test]
    fn whoever_is_needed_in_a_company_is_not_erased() {
        let free = UserStanding {
            has_access: false,
            is_last_owner: false,
            has_unapproved_time: false,
            is_elsewhere: false,
        };
        assert_eq!(hindrances(free), []);
        let owner = UserStanding {
            has_access: true,
            is_last_owner: true,
            ..free
        };
        assert_eq!(hindrances(owner), [ErasureHindrance::LastOwner]);
        let busy = UserStanding {
            has_access: true,
            has_unapproved_time: true,
            is_elsewhere: true,
            ..free
        };
        assert_eq!(
            hindrances(busy),
            [
                ErasureHindrance::UserActive,
                ErasureHindrance::TimeUnapproved,
                ErasureHindrance::UserElsewhere
            ]
        );
    }

    #[test]
    fn only_what_work_and_money_end_passes_by_itself() {
        let passing: Vec<_> = ErasureGround::ALL.into_iter().filter(|g| g.passes()).collect();
        assert_eq!(passing, [ErasureGround::Contract, ErasureGround::LegalClaims]);
    }
}
