//! How is the vocabulary of the declarations said to a person?

use crate::privacy::subjects::labels::Word;
use kontoret_core::{
    data_subject::ErasureGround,
    privacy::{Basis, Category, Purpose, Retention, Source},
};

/// What sort of data.
#[must_use]
pub const fn category(category: Category) -> Word {
    match category {
        Category::ContactDetails => ("Kontaktuppgifter", "Contact details"),
        Category::EmploymentDetails => ("Uppgifter om anställning och arbete", "Details of employment and work"),
        Category::OnlineIdentifier => ("Uppgifter om inloggning", "Details of log-ins"),
        Category::EndCustomerContactDetails => ("Kundens kontaktuppgifter", "The customer's contact details"),
        Category::BusinessRecord => ("Affärshandlingar", "Business records"),
        Category::Home => ("Bostad och arbetsplats", "Home and work site"),
        Category::NationalIdentityNumber => ("Personnummer", "Personal identity number"),
        Category::FreeText => ("Fritext", "Free text"),
    }
}

/// What for.
#[must_use]
pub const fn purpose(purpose: Purpose) -> Word {
    match purpose {
        Purpose::DeliverService => ("Leverera tjänsten", "Deliver the service"),
        Purpose::CustomerRelation => ("Sköta kundrelationen", "Administer the customer relation"),
        Purpose::LogIn => ("Logga in användare säkert", "Log users in securely"),
        Purpose::Accountability => ("Visa vem som gjort vad", "Show who did what"),
    }
}

/// On which ground.
#[must_use]
pub const fn basis(basis: Basis) -> Word {
    match basis {
        Basis::Contract => ("Avtal (artikel 6.1 b)", "Contract (article 6(1)(b))"),
        Basis::LegalObligation => (
            "Rättslig förpliktelse (artikel 6.1 c): bokföringslagen",
            "Legal obligation (article 6(1)(c)): the Bookkeeping Act",
        ),
        Basis::LegitimateInterest => (
            "Berättigat intresse (artikel 6.1 f): tjänstens säkerhet",
            "Legitimate interest (article 6(1)(f)): security of the service",
        ),
    }
}

/// Where from.
#[must_use]
pub const fn source(source: Source) -> Word {
    match source {
        Source::Subject => ("Personen själv", "The person"),
        Source::Employer => ("Arbetsgivaren", "The employer"),
        Source::Company => (
            "Företaget som personen är kund hos",
            "The company whose customer the person is",
        ),
        Source::Use => ("Användningen av tjänsten", "Use of the service"),
    }
}

/// How long.
#[must_use]
pub const fn retention(retention: Retention) -> Word {
    match retention {
        Retention::AgreementPlus12Months => (
            "Till 12 månader efter att företagets avtal om tjänsten upphört",
            "Until 12 months after the company's agreement on the service has ended",
        ),
        Retention::Bookkeeping => (
            "Till utgången av sjunde året efter det kalenderår då räkenskapsåret avslutades (7 kap. 2 § bokföringslagen)",
            "To the end of the seventh year after the calendar year in which the fiscal year ended (chapter 7 section 2 of the Bookkeeping Act)",
        ),
        Retention::SessionPlus90Days => (
            "90 dagar efter att inloggningen eller länken upphört",
            "90 days after the log-in or link has ended",
        ),
        Retention::TwelveMonths => ("12 månader", "12 months"),
        Retention::OneDay => ("Ett dygn", "24 hours"),
        Retention::WhileQueued => (
            "Tills det är utfört, högst 30 dagar",
            "Until it is done, at most 30 days",
        ),
    }
}

/// Why something stays when a person is erased.
#[must_use]
pub const fn ground(ground: ErasureGround) -> Word {
    match ground {
        ErasureGround::Bookkeeping => (
            "Bokföringslagen kräver det (7 kap. 2 §; artikel 17.3 b)",
            "The Bookkeeping Act requires it (chapter 7 section 2; article 17(3)(b))",
        ),
        ErasureGround::Contract => (
            "Avtalat arbete är inte klart eller fakturerat (artikel 17.1 a)",
            "Agreed work isn't done or invoiced (article 17(1)(a))",
        ),
        ErasureGround::LegalClaims => (
            "Pengar återstår att betala (artikel 17.3 e)",
            "Money remains to be paid (article 17(3)(e))",
        ),
        ErasureGround::Accountability => (
            "Visar att rättigheterna tillgodosetts (artikel 5.2)",
            "Shows that the person's rights were kept (article 5(2))",
        ),
        ErasureGround::OtherController => (
            "Den som driver tjänsten ansvarar för kontot och raderar det när inget företag har kvar personen (artikel 4.7)",
            "Whoever runs the service is controller of the account and erases it when no company has the person any more (article 4(7))",
        ),
    }
}
