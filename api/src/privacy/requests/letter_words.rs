//! Which words does each mail about a request have, in Swedish and in English?

use super::words::{day, pick};
use crate::customers::dto::Language;
use chrono::NaiveDate;
use kontoret_core::privacy_case::Entry;

/// What a mail to the person names.
pub(super) struct Named<'a> {
    pub company: &'a str,
    pub due_on: NaiveDate,
    /// Whom the request was passed on to.
    pub to: &'a str,
    /// The handler's words; may be empty.
    pub note: &'a str,
}

fn say(language: Language, swedish: String, english: String) -> String {
    match language {
        Language::Sv => swedish,
        Language::En => english,
    }
}

/// What a mail to the person is about.
pub(super) fn subject(entry: Entry, language: Language, number: i64) -> String {
    let (swedish, english) = match entry {
        Entry::Question => (
            format!("Fråga om din begäran {number}"),
            format!("A question about your request {number}"),
        ),
        Entry::Extended => (
            format!("Svaret på din begäran {number} dröjer"),
            format!("The answer to your request {number} takes longer"),
        ),
        Entry::Forwarded => (
            format!("Din begäran {number} är överlämnad"),
            format!("Your request {number} was passed on"),
        ),
        Entry::Answered => (
            format!("Svar på din begäran {number}"),
            format!("The answer to your request {number}"),
        ),
        Entry::Withdrawn => (
            format!("Din begäran {number} är avslutad"),
            format!("Your request {number} was ended"),
        ),
        _ => (
            format!("Vi har fått din begäran {number}"),
            format!("We have received your request {number}"),
        ),
    };
    say(language, swedish, english)
}

/// What a mail to the person says, with the handler's words after it.
pub(super) fn text(entry: Entry, language: Language, n: &Named<'_>) -> String {
    let (company, to, due) = (n.company, n.to, day(language, n.due_on));
    let (swedish, english) = match entry {
        Entry::IdentityAsked => (
            format!(
                "{company} har fått din begäran. Bekräfta med länken nedan att det är du som ber om det, så kan vi börja. \
                 Länken gäller en gång, i 14 dagar. Var det inte du behöver du inte göra något."
            ),
            format!(
                "{company} has received your request. Confirm with the link below that it is you who asks, and we can \
                 begin. The link works once, for 14 days. If it wasn't you there is nothing to do."
            ),
        ),
        Entry::Question => (
            format!("För att kunna svara på din begäran behöver {company} veta mer:"),
            format!("To answer your request, {company} needs to know more:"),
        ),
        Entry::Extended => (
            format!(
                "Vi behöver mer tid för din begäran (artikel 12.3 i dataskyddsförordningen). Du får svar senast {due}. \
                 Skälet:"
            ),
            format!(
                "We need more time for your request (article 12(3) of the GDPR). You get the answer by {due}. The reason:"
            ),
        ),
        Entry::Forwarded => (
            format!(
                "Din begäran gäller uppgifter som {to} ansvarar för. Vi har lämnat den vidare dit, och du får svar \
                 därifrån. Dagen då du bad om det räknas."
            ),
            format!(
                "Your request concerns data that {to} is responsible for. We have passed it on, and you get the answer \
                 from there. The day on which you asked counts."
            ),
        ),
        Entry::Answered => (
            "Här är svaret på din begäran. Hämta det med länken nedan, högst tre gånger inom sju dagar.".to_owned(),
            "Here is the answer to your request. Fetch it by the link below, at most three times within seven days."
                .to_owned(),
        ),
        Entry::Withdrawn => (
            "Din begäran är avslutad utan beslut. Du kan när som helst begära på nytt. Skälet:".to_owned(),
            "Your request was ended without a decision. You can ask again at any time. The reason:".to_owned(),
        ),
        _ => (
            format!(
                "{company} har fått din begäran och svarar senast {due}. Behöver vi veta mer om vem du är hör \
                 handläggaren av sig."
            ),
            format!(
                "{company} has received your request and answers by {due}. Should we need to know more about who you \
                 are, whoever handles it gets in touch."
            ),
        ),
    };
    let text = say(language, swedish, english);
    if n.note.is_empty() {
        text
    } else {
        format!("{text}\n\n{}", n.note)
    }
}

/// What is said before the link of a mail that has one.
pub(super) fn before_link(entry: Entry, language: Language) -> Option<&'static str> {
    let (swedish, english) = match entry {
        Entry::IdentityAsked => ("Bekräfta här:", "Confirm here:"),
        Entry::Question => ("Svara här:", "Answer here:"),
        Entry::Answered => ("Hämta svaret här:", "Fetch the answer here:"),
        _ => return None,
    };
    Some(pick(language, swedish, english))
}

/// What a mail to the handler is about, and what it says.
pub(super) fn handlers(
    entry: Entry,
    language: Language,
    number: i64,
    (due_on, today): (NaiveDate, NaiveDate),
) -> (String, String) {
    let (due, left) = (day(language, due_on), (due_on - today).num_days());
    let (subject, text) = match entry {
        Entry::Reminded if left < 0 => (
            (format!("Ärende {number} är försenat"), format!("Case {number} is late")),
            (
                format!("Integritetsärende {number} skulle ha besvarats senast {due}."),
                format!("Privacy case {number} should have been answered by {due}."),
            ),
        ),
        Entry::Reminded => (
            (
                format!("Ärende {number} ska snart besvaras"),
                format!("Case {number} is due soon"),
            ),
            (
                format!("Integritetsärende {number} ska besvaras senast {due}. Dagar kvar: {left}."),
                format!("Privacy case {number} is to be answered by {due}. Days left: {left}."),
            ),
        ),
        Entry::Information => (
            (format!("Svar i ärende {number}"), format!("An answer in case {number}")),
            (
                format!("Personen i integritetsärende {number} har svarat på din fråga."),
                format!("The person in privacy case {number} has answered your question."),
            ),
        ),
        Entry::Lacking => (
            (
                format!("Svaret i ärende {number} är inte fullständigt"),
                format!("The answer in case {number} isn't complete"),
            ),
            (
                format!(
                    "Personen i integritetsärende {number} hämtade sitt paket, men något kunde inte läggas i det. \
                     I ärendet står vad. Åtgärda det och skicka svaret på nytt."
                ),
                format!(
                    "The person in privacy case {number} fetched their package, but something couldn't be put in it. \
                     The case says what. Mend it and send the answer again."
                ),
            ),
        ),
        _ => (
            (
                format!("Du handlägger ärende {number}"),
                format!("You handle case {number}"),
            ),
            (
                format!("Integritetsärende {number} är ditt. Det ska besvaras senast {due}."),
                format!("Privacy case {number} is yours. It is to be answered by {due}."),
            ),
        ),
    };
    (say(language, subject.0, subject.1), say(language, text.0, text.1))
}
