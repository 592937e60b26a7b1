//! Does the answer to a privacy request say what was decided, on which ground, and how to complain?

use std::sync::LazyLock;

use kontoret_documents::{Engine, Language, LetterDecision, PrivacyLetter, Totals};

use crate::pdf;
use crate::samples::{day, invoice};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());

fn letter(language: Language, rows: usize) -> PrivacyLetter {
    let mut body = invoice(language).body;
    (body.lines, body.totals, body.work_site) = (Vec::new(), Totals::default(), None);
    let one = |n: usize| LetterDecision {
        datum: format!("Uppgift {n}"),
        done: n.is_multiple_of(2),
        reasons: vec!["Bokföringslagen kräver det.".to_owned()],
        article: "GDPR art. 17(3)(b)".to_owned(),
    };
    PrivacyLetter {
        body,
        number: "1001".to_owned(),
        kind: "radering".to_owned(),
        received_on: day(2026, 11, 20),
        answered_on: Some(day(2026, 11, 25)),
        decisions: (1..=rows).map(one).collect(),
        complain: "Klaga hos Integritetsskyddsmyndigheten (IMY).".to_owned(),
    }
}

#[test]
fn an_answer_says_what_was_decided_in_both_languages() {
    let words: [(Language, [&str; 4]); 2] = [
        (Language::Swedish, ["Svar på begäran", "Utfört", "Nekat", "Mottagen"]),
        (Language::English, ["Answer to request", "Done", "Refused", "Received"]),
    ];
    for (language, words) in words {
        let text = pdf::text(&ENGINE.privacy_letter_pdf(&letter(language, 2)).unwrap());
        for said in words
            .iter()
            .chain(&["Uppgift 1", "GDPR art. 17(3)(b)", "(IMY)", "1001"])
        {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
}

#[test]
fn many_decisions_go_on_with_their_head_on_every_page() {
    let pages = pdf::pages(&ENGINE.privacy_letter_pdf(&letter(Language::Swedish, 60)).unwrap());
    assert!(pages.len() > 1);
    for page in &pages {
        assert!(page.contains("Beslut"), "{page}");
    }
}

#[test]
fn an_answer_that_is_not_sent_is_a_draft() {
    let mut draft = letter(Language::Swedish, 1);
    draft.answered_on = None;
    assert!(pdf::text(&ENGINE.privacy_letter_pdf(&draft).unwrap()).contains("Utkast"));
}
