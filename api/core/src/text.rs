//! How is text compared in search and sorting, alike on every database?

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest word of an index, in characters; a longer word is cut.
pub const MAX_TERM_LENGTH: usize = 64;

/// The most words that one text gives to an index.
pub const MAX_TERMS: usize = 32;

/// The text in small letters without accents, with single spaces: `Åsa  Öberg` is `asa oberg`.
///
/// Folding a folded text changes nothing. Control characters count as white space, invisible ones as nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().flat_map(char::to_lowercase) {
        if letter.is_whitespace() || letter.is_control() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if let Some(spelled) = spelled_out(letter) {
            folded.push_str(spelled);
        } else if !is_combining_mark(letter) && !is_invisible(letter) {
            folded.push(letter);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The distinct folded words of a text, in order of appearance, for an index of words.
///
/// A word is a run of letters and digits. At most [`MAX_TERMS`] words, each cut at [`MAX_TERM_LENGTH`] characters:
/// a query goes through the same function, so a cut word is still found.
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    let folded = fold(text);
    for word in folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let term: String = word.chars().take(MAX_TERM_LENGTH).collect();
        if !terms.contains(&term) {
            terms.push(term);
        }
        if terms.len() == MAX_TERMS {
            break;
        }
    }
    terms
}

/// Letters that Unicode does not take apart.
const fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

/// Soft hyphen, zero-width characters and marks of direction: they come along with pasted text. Fillers, the empty
/// Braille pattern and tags: nobody sees them either.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_fold() {
        let table = [
            ("Åsa  Öberg", "asa oberg"),
            ("ÅÄÖ åäö", "aao aao"),
            ("A\u{30a}sa", "asa"),
            ("Café Ünï", "cafe uni"),
            ("Straße STRAẞE", "strasse strasse"),
            ("Ærø Søren", "aero soren"),
            ("Đorđe Łódź Þór", "dorde lodz thor"),
            ("İstanbul ılık", "istanbul ilik"),
            ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
            ("ﬁnsk ½ m² №", "finsk 1⁄2 m2 no"),
            (" \t\n en\u{a0}\u{a0}två\r\n", "en tva"),
            ("a\0b", "a b"),
            ("mål\u{ad}arbete\u{200b}", "malarbete"),
            ("\u{3164}\u{2800}\u{61c}\u{e0041}", ""),
            ("070-123 45 67", "070-123 45 67"),
            ("", ""),
            (" \u{301} ", ""),
        ];
        for (text, expected) in table {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_character_is_folded_for_good() {
        for letter in '\0'..=char::MAX {
            let once = fold(letter.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{letter:?}");
        }
    }

    #[test]
    fn words_of_an_index() {
        assert_eq!(terms("Åke Ek & Söner AB, åke"), ["ake", "ek", "soner", "ab"]);
        assert_eq!(terms("anna.berg@example.se"), ["anna", "berg", "example", "se"]);
        assert_eq!(terms("Order 2026-11"), ["order", "2026", "11"]);
        assert!(terms("– … !").is_empty());
        assert_eq!(terms(&"å".repeat(100)), ["a".repeat(64)]);
        let many: Vec<String> = (0..100).map(|n| format!("ord{n}")).collect();
        assert_eq!(terms(&many.join(" ")), many[..32]);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}|[\\s\\x00-\\x1fa-zåäöÅÄÖéßÆ]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folded_text_is_small_trimmed_and_single_spaced(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(folded.trim(), &folded);
            prop_assert!(!folded.contains("  "));
            prop_assert!(!folded.chars().any(char::is_control));
            prop_assert!(folded.chars().all(|letter| letter.to_lowercase().eq([letter])));
        }

        #[test]
        fn case_and_composition_make_no_difference(text in "[a-zåäöéü ]{0,30}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
            prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
        }

        #[test]
        fn terms_keep_their_limits(text in any::<String>()) {
            let found = terms(&text);
            prop_assert!(found.len() <= MAX_TERMS);
            for term in &found {
                prop_assert!(!term.is_empty() && term.chars().count() <= MAX_TERM_LENGTH);
                prop_assert_eq!(&terms(term), std::slice::from_ref(term));
            }
        }
    }
}
