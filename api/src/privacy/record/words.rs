//! What is said of transfers and of how data is protected?

use crate::privacy::subjects::labels::Word;
use kontoret_core::privacy::Subject;

/// Whose datum it is.
pub const fn subject(subject: Subject) -> Word {
    match subject {
        Subject::User => ("Användare", "Users"),
        Subject::ContactPerson => ("Företagets kontaktpersoner", "The company's contact persons"),
        Subject::EndCustomer => (
            "Kunder och personer i deras hushåll",
            "Customers and the people of their households",
        ),
    }
}

/// Transfers to third countries (art. 30(1)(e)).
pub const TRANSFERS: Word = (
    "Inga. Uppgifter lämnar inte Sverige: tjänsten startar inte med en mottagare utanför landet, och registret tar inte emot en.",
    "None. Data does not leave Sweden: the service does not start with a recipient outside the country, and the register takes none.",
);

/// How data is protected (art. 32).
pub const MEASURES: [Word; 8] = [
    (
        "Varje företags uppgifter hålls isär i databasen, som själv vägrar att visa ett annat företags rader.",
        "Each company's data is kept apart in the database, which itself refuses to show another company's rows.",
    ),
    (
        "Åtkomst följer rollen och gäller inom en sekund när den ändras; inloggningar spärras stegvis vid gissning.",
        "Access follows the role and holds within a second when it changes; guessing at log-ins is slowed down in steps.",
    ),
    (
        "Lösenord lagras som Argon2id; sessioner och länkar som hashvärden.",
        "Passwords are stored as Argon2id, sessions and links as digests.",
    ),
    (
        "Personnummer är krypterade med en nyckel per person, som kastas vid radering; de visas maskerade, och varje visning i klartext loggas.",
        "Personal numbers are encrypted under a key per person, which is dropped at erasure; they are shown masked, and every showing in full is logged.",
    ),
    (
        "Alla ändringar och känsliga läsningar finns i en logg som bara kan fyllas på och som avslöjar manipulation.",
        "All changes and sensitive readings are in a log that can only be added to and that shows tampering.",
    ),
    (
        "Säkerhetskopior är krypterade; huvudnyckeln förvaras skild från databasen.",
        "Backups are encrypted; the master key is kept apart from the database.",
    ),
    (
        "Uppgifter gallras dagligen enligt fastställda regler; stora gallringar godkänns av två personer.",
        "Data goes daily by declared rules; large retention runs are approved by two people.",
    ),
    (
        "Personuppgifter skrivs aldrig i driftloggar, adresser eller felmeddelanden.",
        "Personal data is never written to operating logs, addresses or error messages.",
    ),
];
