//! How is each thing called in letters, in Swedish and in English?

use crate::customers::dto::Language;
use chrono::NaiveDate;
use kontoret_core::{
    privacy_case::{Ground, Outcome},
    privacy_request::Kind,
};
use kontoret_documents as set;

/// The words of one language.
pub(super) fn pick(language: Language, swedish: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Sv => swedish,
        Language::En => english,
    }
}

/// The language of documents.
pub(super) fn lang(language: Language) -> set::Language {
    match language {
        Language::Sv => set::Language::Swedish,
        Language::En => set::Language::English,
    }
}

/// A day as it is written.
pub(super) fn day(language: Language, on: NaiveDate) -> String {
    lang(language).date(on)
}

/// What is asked for, in the middle of a sentence.
pub(super) fn kind(language: Language, kind: Kind) -> &'static str {
    let (sv, en) = match kind {
        Kind::Access => ("registerutdrag", "access to your data"),
        Kind::Rectification => ("rättelse", "rectification"),
        Kind::Completion => ("komplettering", "completion"),
        Kind::Erasure => ("radering", "erasure"),
        Kind::Restriction => ("begränsning av behandlingen", "restriction of processing"),
        Kind::Objection => ("invändning mot behandlingen", "objection to processing"),
        Kind::Portability => ("dataportabilitet", "data portability"),
        Kind::Complaint => ("klagomål", "complaint"),
    };
    pick(language, sv, en)
}

/// What a request led to.
pub(super) fn outcome(language: Language, outcome: Outcome) -> &'static str {
    let (sv, en) = match outcome {
        Outcome::Granted => ("Vi har gjort det du bad om.", "We have done what you asked for."),
        Outcome::Partly => (
            "Vi har gjort en del av det du bad om. Vad som står kvar, och varför, ser du nedan.",
            "We have done part of what you asked for. What stays, and why, is said below.",
        ),
        Outcome::Refused => (
            "Vi kan inte göra det du bad om. Varför ser du nedan.",
            "We can't do what you asked for. Why is said below.",
        ),
    };
    pick(language, sv, en)
}

/// Why a datum stays as it is.
pub(super) fn ground(language: Language, ground: Ground) -> &'static str {
    let (sv, en) = match ground {
        Ground::Bookkeeping => (
            "Bokföringslagen kräver att uppgiften sparas till och med det sjunde året efter räkenskapsårets utgång.",
            "Bookkeeping law wants it kept through the seventh year after the fiscal year.",
        ),
        Ground::LegalClaims => (
            "Uppgiften behövs för ett rättsligt anspråk.",
            "It is needed for a legal claim.",
        ),
        Ground::StillNeeded => (
            "Uppgiften behövs fortfarande för det som den samlades in för.",
            "It is still needed for what it was collected for.",
        ),
        Ground::OthersRights => (
            "Att lämna ut eller ändra den skulle skada någon annans rättigheter.",
            "Doing so would harm somebody else's rights.",
        ),
        Ground::Unfounded => (
            "Begäran är uppenbart ogrundad eller orimlig.",
            "The request is manifestly unfounded or excessive.",
        ),
        Ground::NotIdentified => (
            "Vi kan inte avgöra att uppgiften gäller dig.",
            "We can't tell that it is about you.",
        ),
        Ground::NothingStored => (
            "Vi har ingen sådan uppgift om dig.",
            "We store nothing of the kind about you.",
        ),
        Ground::RightAlready => (
            "Uppgiften är redan riktig och fullständig.",
            "It is right and complete already.",
        ),
        Ground::CompellingGrounds => (
            "Det finns tvingande berättigade skäl som väger tyngre.",
            "There are compelling legitimate grounds that weigh more.",
        ),
        Ground::NotPortable => (
            "Uppgiften har inte lämnats av dig med stöd av samtycke eller avtal.",
            "You didn't supply it under consent or contract.",
        ),
    };
    pick(language, sv, en)
}

/// How to complain (art. 12(4), 77).
pub(super) fn complain(language: Language) -> &'static str {
    pick(
        language,
        "Är du inte nöjd kan du klaga hos Integritetsskyddsmyndigheten (IMY), Box 8114, 104 20 Stockholm, imy@imy.se, imy.se, \
         eller vända dig till domstol.",
        "If you aren't satisfied you can complain to the Swedish Authority for Privacy Protection (IMY), Box 8114, 104 20 \
         Stockholm, Sweden, imy@imy.se, imy.se, or turn to a court.",
    )
}
