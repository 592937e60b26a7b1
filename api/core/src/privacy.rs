//! What is personal data, whose, why and how long: the vocabulary in which every column is declared.

use crate::wire::words;

/// Under whose responsibility a datum is processed (GDPR art. 4(7)–(8)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// The operator of the service is controller: users, leads, contact persons.
    Operator,
    /// The company is controller and the operator its processor: the company's own customers.
    Company,
}

/// Whose datum it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A person with a log-in.
    User,
    /// A company's contact person.
    ContactPerson,
    /// A company's customer, or the person behind the customer.
    EndCustomer,
}

words! {
    /// What sort of datum it is, as the record of processing names it.
    #[cfg_attr(feature = "schema", schema(as = PersonalDataCategory))]
    Category {
        /// Name, e-mail, phone, address of a user or contact person.
        ContactDetails = "contact_details",
        /// Role, initials, employment ID, reported time.
        EmploymentDetails = "employment_details",
        /// Device, IP address, log-in times, tokens.
        OnlineIdentifier = "online_identifier",
        /// Name, e-mail, phone, address of an end customer.
        EndCustomerContactDetails = "end_customer_contact_details",
        /// What was offered, ordered, done and invoiced.
        BusinessRecord = "business_record",
        /// A home: address, property designation, apartment.
        Home = "home",
        /// A personal identity or coordination number.
        NationalIdentityNumber = "national_identity_number",
        /// Free text in which a name or more can stand.
        FreeText = "free_text",
    }
}

words! {
    /// What the datum is used for.
    #[cfg_attr(feature = "schema", schema(as = ProcessingPurpose))]
    Purpose {
        /// Deliver the service that was ordered.
        DeliverService = "deliver_service",
        /// Administer the relation to the customer.
        CustomerRelation = "customer_relation",
        /// Log users in and keep their sessions safe.
        LogIn = "log_in",
        /// Show who did what (GDPR art. 5(2), 32).
        Accountability = "accountability",
    }
}

/// On which ground (GDPR art. 6(1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// 6(1)(b).
    Contract,
    /// 6(1)(c): bookkeeping.
    LegalObligation,
    /// 6(1)(f): security of the service.
    LegitimateInterest,
}

/// Where the datum came from (GDPR art. 15(1)(g)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The person.
    Subject,
    /// The person's employer.
    Employer,
    /// The company whose customer the person is.
    Company,
    /// Made by use of the service.
    Use,
}

/// When it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// 12 months after the agreement with the company has ended.
    AgreementPlus12Months,
    /// To the end of the seventh year after the calendar year in which the fiscal year ended (BFL 1999:1078 7 kap. 2 §).
    Bookkeeping,
    /// 90 days after the session or token has ended.
    SessionPlus90Days,
    /// 12 months.
    TwelveMonths,
    /// 24 hours.
    OneDay,
    /// Until the work is done (a job, a mail in the queue), at most 30 days.
    WhileQueued,
}

/// Everything that must be known of a personal datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Personal {
    /// Whose responsibility.
    pub plane: Plane,
    /// Whose datum.
    pub subject: Subject,
    /// What sort.
    pub category: Category,
    /// What for.
    pub purpose: Purpose,
    /// On which ground.
    pub basis: Basis,
    /// Where from.
    pub source: Source,
    /// How long.
    pub retention: Retention,
    /// Whether the person gave it: what portability covers (GDPR art. 20).
    pub supplied_by_subject: bool,
}

impl Personal {
    /// Whether the person can take it along: supplied by them, and processed on a contract (GDPR art. 20(1)(a)).
    #[must_use]
    pub const fn is_portable(&self) -> bool {
        self.supplied_by_subject && matches!(self.basis, Basis::Contract)
    }
}

/// A column's declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// Says nothing about a person.
    NotPersonal,
    /// Says something about a person.
    Personal(&'static Personal),
}

/// Whose table it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Has `company_id`; row-level security binds it.
    Tenant,
    /// Belongs to no company, for the reason given.
    Global(&'static str),
}

/// How the rows of a table belong to people. The declarations of all tables are one graph: from the rows that are a person it
/// leads to every row about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Each row is a person.
    Person,
    /// A row is about whom the row of another table is about, which a column names: column, table.
    Of(&'static str, &'static str),
    /// A row is somebody else who has to do with the row of another table: column, table. Shown to choose from, never taken along.
    Near(&'static str, &'static str),
    /// A column names who did it; the row is about somebody or something else: column, table.
    By(&'static str, &'static str),
    /// A column names a row of any table.
    Any(&'static str),
    /// Nothing says whom the row is about but what stands in it; why that is so.
    Text(&'static str),
}

/// By what a person is looked for. Never by what a name is like: two people can have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identifier {
    /// An e-mail address, in whatever case.
    Email,
    /// A telephone number, however it is set.
    Phone,
    /// A personal identity, coordination, organisation or VAT number that lies in the clear.
    Number,
    /// The keyed digest of a personal identity number.
    SealedNumber,
}

/// A table's declaration: every column once.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The table's name.
    pub name: &'static str,
    /// Whose it is.
    pub owner: Owner,
    /// How its rows belong to people; empty when they belong to none.
    pub about: &'static [About],
    /// The columns by which a person is found.
    pub found_by: &'static [(&'static str, Identifier)],
    /// Column name and declaration.
    pub columns: &'static [(&'static str, Declared)],
}

impl Table {
    /// The declaration of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<Declared> {
        self.columns.iter().find(|(n, _)| *n == name).map(|(_, d)| *d)
    }
}

/// A user's name and addresses.
pub const USER_CONTACT: Personal = Personal {
    plane: Plane::Operator,
    subject: Subject::User,
    category: Category::ContactDetails,
    purpose: Purpose::DeliverService,
    basis: Basis::Contract,
    source: Source::Employer,
    retention: Retention::AgreementPlus12Months,
    supplied_by_subject: true,
};

/// What proves who a user is, and where from they came.
pub const USER_ONLINE: Personal = Personal {
    plane: Plane::Operator,
    subject: Subject::User,
    category: Category::OnlineIdentifier,
    purpose: Purpose::LogIn,
    basis: Basis::LegitimateInterest,
    source: Source::Use,
    retention: Retention::SessionPlus90Days,
    supplied_by_subject: false,
};

/// Where from something was done by whoever had no session: a link's holder, somebody who guesses.
pub const CALLER_ADDRESS: Personal = Personal {
    purpose: Purpose::Accountability,
    retention: Retention::TwelveMonths,
    ..USER_ONLINE
};

/// Why a company let the operator's staff look.
pub const SUPPORT_REASON: Personal = Personal {
    category: Category::FreeText,
    purpose: Purpose::Accountability,
    ..USER_ONLINE
};

/// A user's place in a company.
pub const EMPLOYMENT: Personal = Personal {
    category: Category::EmploymentDetails,
    supplied_by_subject: false,
    ..USER_CONTACT
};

/// What a user did: time reported, decisions, changes.
pub const USER_TRACE: Personal = Personal {
    category: Category::EmploymentDetails,
    purpose: Purpose::Accountability,
    basis: Basis::LegalObligation,
    source: Source::Use,
    retention: Retention::Bookkeeping,
    supplied_by_subject: false,
    ..USER_CONTACT
};

/// The company's own contact details; a sole trader's are a person's.
pub const COMPANY_CONTACT: Personal = Personal {
    plane: Plane::Operator,
    subject: Subject::ContactPerson,
    category: Category::ContactDetails,
    purpose: Purpose::DeliverService,
    basis: Basis::Contract,
    source: Source::Subject,
    retention: Retention::AgreementPlus12Months,
    supplied_by_subject: true,
};

/// An end customer's name and addresses.
pub const CUSTOMER_CONTACT: Personal = Personal {
    plane: Plane::Company,
    subject: Subject::EndCustomer,
    category: Category::EndCustomerContactDetails,
    purpose: Purpose::CustomerRelation,
    basis: Basis::Contract,
    source: Source::Company,
    retention: Retention::AgreementPlus12Months,
    supplied_by_subject: true,
};

/// An end customer's home.
pub const CUSTOMER_HOME: Personal = Personal {
    category: Category::Home,
    ..CUSTOMER_CONTACT
};

/// The number of a person who has a tax deduction (dataskyddslagen 2018:218 3 kap. 10 §: the request must carry it).
pub const HOUSEHOLD_NUMBER: Personal = Personal {
    category: Category::NationalIdentityNumber,
    ..CUSTOMER_CONTACT
};

/// What the company decided about an end customer.
pub const CUSTOMER_TERMS: Personal = Personal {
    supplied_by_subject: false,
    ..CUSTOMER_CONTACT
};

/// Free text about an end customer.
pub const CUSTOMER_TEXT: Personal = Personal {
    category: Category::FreeText,
    supplied_by_subject: false,
    ..CUSTOMER_CONTACT
};

/// An end customer's name, address and business on a bookkeeping record.
pub const CUSTOMER_RECORD: Personal = Personal {
    category: Category::BusinessRecord,
    basis: Basis::LegalObligation,
    retention: Retention::Bookkeeping,
    supplied_by_subject: false,
    ..CUSTOMER_CONTACT
};

/// The number of a person for whom an invoice has a tax deduction: the invoice and the request carry it (HUSFL 9 §).
pub const DEDUCTION_NUMBER: Personal = Personal {
    category: Category::NationalIdentityNumber,
    ..CUSTOMER_RECORD
};

/// What is kept only until it has been sent or answered.
pub const CUSTOMER_QUEUED: Personal = Personal {
    retention: Retention::WhileQueued,
    supplied_by_subject: false,
    ..CUSTOMER_CONTACT
};

/// An answer kept a day so that a repeated request gets it again.
pub const REPLAYED_ANSWER: Personal = Personal {
    retention: Retention::OneDay,
    ..CUSTOMER_TEXT
};

/// Who asks for their rights, and by which address.
pub const PRIVACY_REQUEST: Personal = Personal {
    purpose: Purpose::Accountability,
    basis: Basis::LegalObligation,
    source: Source::Subject,
    ..CUSTOMER_CONTACT
};

/// What a person asked to be done, or not done, with data.
pub const PRIVACY_CHOICE: Personal = Personal {
    category: Category::BusinessRecord,
    ..PRIVACY_REQUEST
};

/// What is written in a request and about it.
pub const PRIVACY_TEXT: Personal = Personal {
    category: Category::FreeText,
    supplied_by_subject: false,
    ..PRIVACY_REQUEST
};

/// What is written about a personal data breach, which may name people (GDPR art. 33(5)).
pub const BREACH_TEXT: Personal = Personal {
    source: Source::Company,
    ..PRIVACY_TEXT
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_takes_along_what_they_supplied_under_a_contract() {
        for taken in [
            CUSTOMER_CONTACT,
            CUSTOMER_HOME,
            HOUSEHOLD_NUMBER,
            USER_CONTACT,
            COMPANY_CONTACT,
        ] {
            assert!(taken.is_portable(), "{taken:?}");
        }
        // Decided about them, written about them, kept by law, made by use, or asked under the regulation itself.
        for left in [
            CUSTOMER_TERMS,
            CUSTOMER_TEXT,
            CUSTOMER_RECORD,
            DEDUCTION_NUMBER,
            USER_ONLINE,
            USER_TRACE,
            PRIVACY_REQUEST,
        ] {
            assert!(!left.is_portable(), "{left:?}");
        }
    }
}
