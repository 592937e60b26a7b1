//! As what is a person known, and by what is one found?

use crate::wire::words;

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
