//! How is the vocabulary of breaches said to a person?

use crate::privacy::subjects::labels::Word;
use kontoret_core::breach::{BreachExemption, BreachKind, BreachPeople, BreachRisk};

/// What it was a breach of.
pub const fn kind(kind: BreachKind) -> Word {
    match kind {
        BreachKind::Confidentiality => (
            "Konfidentialitet: obehöriga har eller kan ha sett uppgifter",
            "Confidentiality: unauthorised people have or may have seen data",
        ),
        BreachKind::Integrity => ("Riktighet: uppgifter har ändrats", "Integrity: data was changed"),
        BreachKind::Availability => (
            "Tillgänglighet: uppgifter har gått förlorade eller inte kunnat nås",
            "Availability: data was lost or couldn't be reached",
        ),
    }
}

/// Whose data.
pub const fn people(people: BreachPeople) -> Word {
    match people {
        BreachPeople::Users => ("Användare, anställda", "Users, employees"),
        BreachPeople::ContactPersons => ("Kontaktpersoner", "Contact persons"),
        BreachPeople::EndCustomers => (
            "Kunder och personer i deras hushåll",
            "Customers and the people of their households",
        ),
        BreachPeople::Others => ("Andra", "Others"),
    }
}

/// The risk.
pub const fn risk(risk: BreachRisk) -> Word {
    match risk {
        BreachRisk::Unlikely => ("En risk är osannolik", "A risk is unlikely"),
        BreachRisk::Risk => ("Risk", "A risk"),
        BreachRisk::High => ("Hög risk", "A high risk"),
    }
}

/// Why people need not be told of a high risk.
pub const fn exemption(exemption: BreachExemption) -> Word {
    match exemption {
        BreachExemption::Protected => (
            "Uppgifterna är oläsliga för obehöriga, till exempel krypterade (artikel 34.3 a)",
            "Nobody unauthorised can read the data, such as by encryption (article 34(3)(a))",
        ),
        BreachExemption::RiskRemoved => (
            "Åtgärder i efterhand gör att en hög risk inte längre är sannolik (artikel 34.3 b)",
            "What was done since makes the high risk unlikely (article 34(3)(b))",
        ),
        BreachExemption::Disproportionate => (
            "Det skulle kräva en oproportionell ansträngning; allmänheten informeras i stället (artikel 34.3 c)",
            "It would take a disproportionate effort; it is made known to the public instead (article 34(3)(c))",
        ),
    }
}
