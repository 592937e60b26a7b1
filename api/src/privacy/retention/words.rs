//! How are the rules said to a person?

use crate::privacy::subjects::labels::Word;
use kontoret_core::retention::{End, Rule};

/// What a rule is about.
#[must_use]
pub const fn title(rule: Rule) -> Word {
    match rule {
        Rule::LogIns => ("Inloggningar och länkar", "Log-ins and links"),
        Rule::Origins => (
            "Varifrån något gjordes utan inloggning",
            "Where from something was done without a log-in",
        ),
        Rule::RepeatedAnswers => ("Svar på upprepade anrop", "Answers to repeated requests"),
        Rule::QueuedWork => ("Arbete som gavs upp", "Work that was given up"),
        Rule::Throttling => ("Spärrar mot gissning", "Brakes on guessing"),
        Rule::Bookkeeping => ("Räkenskapsinformation", "Bookkeeping records"),
        Rule::DeductionNumbers => ("Personnummer i skatteavdrag", "Personal numbers of tax deductions"),
        Rule::IdentityChecks => ("Hur den som begär bekräftades", "How it was confirmed who asks"),
        Rule::PrivacyRequests => ("Begäranden om uppgifter", "Requests about data"),
        Rule::Breaches => ("Personuppgiftsincidenter", "Personal data breaches"),
        Rule::ArchivedCustomers => ("Arkiverade kunder", "Archived customers"),
        Rule::Agreement => ("Företaget och dess användare", "The company and its users"),
    }
}

/// How long, and from when.
#[must_use]
pub const fn term(rule: Rule) -> Word {
    match rule {
        Rule::LogIns => (
            "90 dagar efter att inloggningen eller länken upphörde",
            "90 days after the log-in or link ended",
        ),
        Rule::Origins => ("12 månader efter händelsen", "12 months after the event"),
        Rule::RepeatedAnswers => ("24 timmar efter anropet", "24 hours after the request"),
        Rule::QueuedWork => ("30 dagar efter sista försöket", "30 days after the last attempt"),
        Rule::Throttling => ("När spärrens tid är ute", "When the brake's time is over"),
        Rule::Bookkeeping => (
            "Till utgången av sjunde året efter det kalenderår då räkenskapsåret avslutades; därefter blir beloppen kvar utan personuppgifter",
            "To the end of the seventh year after the calendar year in which the fiscal year ended; then the amounts stay without personal data",
        ),
        Rule::DeductionNumbers => (
            "Till utgången av sjätte året efter betalningsåret, när ärendet är avslutat",
            "To the end of the sixth year after the year of payment, once the case is closed",
        ),
        Rule::IdentityChecks => (
            "30 dagar efter att begäran avslutades",
            "30 days after the request ended",
        ),
        Rule::PrivacyRequests => (
            "24 månader efter att begäran avslutades; slag och datum blir kvar för statistiken",
            "24 months after the request ended; its kind and dates stay for the figures",
        ),
        Rule::Breaches => (
            "Fem år efter att incidenten avslutades",
            "Five years after the breach was closed",
        ),
        Rule::ArchivedCustomers => (
            "12 månader efter arkiveringen, om inget i bokföringen, inget pågående arbete och ingen öppen begäran gäller kunden",
            "12 months after it was archived, if no bookkeeping record, no work in progress and no open request concerns the customer",
        ),
        Rule::Agreement => (
            "12 månader efter att företagets avtal upphört. Tjänsten antecknar inget slut på avtalet: uppgifterna ligger kvar tills företaget tas bort ur tjänsten",
            "12 months after the company's agreement has ended. The service records no end of the agreement: the data stays until the company is removed from the service",
        ),
    }
}

/// What it follows from.
#[must_use]
pub const fn source(rule: Rule) -> Word {
    match rule {
        Rule::LogIns | Rule::Origins | Rule::Throttling => (
            "Artikel 5.1 e och 32 dataskyddsförordningen: så länge missbruk kan utredas",
            "Articles 5(1)(e) and 32 GDPR: as long as misuse can be looked into",
        ),
        Rule::RepeatedAnswers | Rule::QueuedWork => (
            "Artikel 5.1 e dataskyddsförordningen: så länge de behövs för att utföra arbetet",
            "Article 5(1)(e) GDPR: as long as they are needed to do the work",
        ),
        Rule::Bookkeeping => (
            "7 kap. 2 § bokföringslagen (1999:1078)",
            "Chapter 7 section 2 of the Bookkeeping Act (1999:1078)",
        ),
        Rule::DeductionNumbers => (
            "66 kap. 7 § skatteförfarandelagen (2011:1244): så länge beslutet kan omprövas. Verifikationen behöver inget personnummer (5 kap. 7 § bokföringslagen)",
            "Chapter 66 section 7 of the Tax Procedure Act (2011:1244): as long as the decision can be reconsidered. A voucher needs no personal number (chapter 5 section 7 of the Bookkeeping Act)",
        ),
        Rule::IdentityChecks => (
            "Artikel 5.1 c och e och 12.6 dataskyddsförordningen",
            "Articles 5(1)(c), 5(1)(e) and 12(6) GDPR",
        ),
        Rule::PrivacyRequests => (
            "Artikel 5.2 dataskyddsförordningen: så länge svaret kan behöva visas",
            "Article 5(2) GDPR: as long as the answer may have to be shown",
        ),
        Rule::Breaches => (
            "Artikel 5.2 och 33.5 dataskyddsförordningen och 6 kap. 4 § dataskyddslagen (2018:218): så länge tillsynsmyndigheten kan ingripa",
            "Articles 5(2) and 33(5) GDPR and chapter 6 section 4 of the Data Protection Act (2018:218): as long as the authority can act",
        ),
        Rule::ArchivedCustomers => (
            "Artikel 5.1 e dataskyddsförordningen: kundrelationen är slut",
            "Article 5(1)(e) GDPR: the customer relation is over",
        ),
        Rule::Agreement => (
            "Artikel 5.1 e och 6.1 b dataskyddsförordningen",
            "Articles 5(1)(e) and 6(1)(b) GDPR",
        ),
    }
}

/// What becomes of a row.
#[must_use]
pub const fn end(end: End) -> Word {
    match end {
        End::Deleted => ("tas bort", "deleted"),
        End::Blanked => ("töms på personuppgifter", "personal data blanked"),
        End::KeyDropped => ("nyckeln kastas", "key dropped"),
        End::Kept => ("sparas", "kept"),
    }
}
