//! How are deeds, and what became of notices, said to a person?

use crate::privacy::subjects::labels::Word;
use kontoret_core::privacy_notice::{Deed, State};

/// What was done.
#[must_use]
pub const fn deed(deed: Deed) -> Word {
    match deed {
        Deed::Erased => ("Radering", "Erasure"),
        Deed::Restricted => ("Begränsning", "Restriction"),
        Deed::Rectified => ("Rättelse", "Rectification"),
    }
}

/// What became of it.
#[must_use]
pub const fn state(state: State) -> Word {
    match state {
        State::ToTell => ("ska underrättas", "is to be told"),
        State::Told => ("underrättad", "told"),
        State::NotNeeded => ("behöver inte underrättas", "need not be told"),
    }
}

/// What the recipient is asked to do.
#[must_use]
pub const fn wanted(deed: Deed) -> Word {
    match deed {
        Deed::Erased => (
            "Vi har raderat uppgifter om en person som ni har fått av oss. Radera dem hos er också, med länkar och kopior, om inte lag kräver att ni sparar dem.",
            "We have erased data about a person that you were given by us. Erase it too, with links and copies, unless law requires you to keep it.",
        ),
        Deed::Restricted => (
            "Vi har begränsat behandlingen av uppgifter om en person som ni har fått av oss. Använd dem inte förrän vi meddelar att begränsningen upphört, utom för att spara dem.",
            "We have restricted the processing of data about a person that you were given by us. Don't use it but to store it until we tell you that the restriction is lifted.",
        ),
        Deed::Rectified => (
            "Vi har rättat uppgifter om en person som ni har fått av oss. Rätta dem hos er också; svara på det här brevet, så får ni de rätta uppgifterna.",
            "We have put right data about a person that you were given by us. Put it right too; answer this letter, and you will be given the right data.",
        ),
    }
}

/// The law, and what is asked for in return.
pub const LAW: Word = (
    "Vi underrättar er enligt artikel 19 i dataskyddsförordningen. Hör av er om ni inte kan se vem det gäller.",
    "We tell you in accordance with article 19 of the General Data Protection Regulation. Get in touch if you can't see whom it concerns.",
);
