//! Which characters may a text hold? Whatever is sent is seen by somebody later: on a line, in a letter, in a file.

use super::{
    json::escape,
    problem::{FieldCode, FieldError},
};
use kontoret_core::text::fold;
use serde_json::Value;

/// Fields whose texts may have several lines, by their names: what is written in a large box, and files.
const SEVERAL_LINES: &[&str] = &[
    "abroad",
    "consequences",
    "content",
    "delay_reason",
    "description",
    "discovered_how",
    "how",
    "intro",
    "invoice_note",
    "logo",
    "measures_planned",
    "measures_taken",
    "message",
    "note",
    "offer_note",
    "question",
    "reason",
    "risk_reason",
    "terms",
    "text",
];

/// Never shown and compared byte for byte.
const SECRETS: &[&str] = &["password"];

/// The fields of a body whose texts nobody could read as they stand.
pub(super) fn unreadable(body: &Value) -> Vec<FieldError> {
    let mut found = Vec::new();
    walk(body, "", "", &mut found);
    found
}

fn walk(value: &Value, pointer: &str, name: &str, found: &mut Vec<FieldError>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                walk(value, &format!("{pointer}/{}", escape(name)), name, found);
            }
        }
        // The items of a list are of the kind that its name says.
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(item, &format!("{pointer}/{i}"), name, found);
            }
        }
        Value::String(text) => found.extend(refusal(name, text).map(|code| FieldError::new(pointer, code))),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn refusal(name: &str, text: &str) -> Option<FieldCode> {
    // PostgreSQL keeps no text with it, and nobody types it.
    if text.contains('\0') {
        return Some(FieldCode::ControlCharacter);
    }
    if SECRETS.contains(&name) {
        return None;
    }
    let breaks_line = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    let allowed = |c: char| SEVERAL_LINES.contains(&name) && breaks_line(c);
    if text.chars().any(|c| (c.is_control() || breaks_line(c)) && !allowed(c)) {
        return Some(FieldCode::ControlCharacter);
    }
    is_invisible(text).then_some(FieldCode::Required)
}

/// Whether a text is there that nobody sees. Spaces alone are no text: whoever needs one looks for it.
fn is_invisible(text: &str) -> bool {
    !text.bytes().any(|b| b.is_ascii_graphic()) && !text.trim().is_empty() && fold(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_line_is_a_line_and_a_note_may_have_several() {
        let codes = |body: Value| -> Vec<(String, FieldCode)> {
            unreadable(&body).into_iter().map(|e| (e.pointer, e.code)).collect()
        };
        assert_eq!(
            codes(json!({ "name": "Åsa Öberg", "note": "En rad\r\noch\ten till", "terms": "" })),
            []
        );
        assert_eq!(codes(json!({ "password": "med\ttabb", "phone": " " })), []);
        for hidden in [
            "a\r\nb",
            "a\u{7}",
            "\u{1b}[2J",
            "a\tb",
            "\u{7f}",
            "\u{85}",
            "a\u{2028}b",
        ] {
            let there = |pointer: &str| vec![(pointer.to_owned(), FieldCode::ControlCharacter)];
            assert_eq!(codes(json!({ "street": hidden })), there("/street"), "{hidden:?}");
            assert_eq!(
                codes(json!({ "email_copies": ["a", hidden] })),
                there("/email_copies/1"),
                "{hidden:?}"
            );
        }
        for hidden in ["a\u{7}", "\u{1b}", "a\0b"] {
            assert_eq!(
                codes(json!([{ "note": hidden }])),
                [("/0/note".to_owned(), FieldCode::ControlCharacter)]
            );
        }
        assert_eq!(codes(json!({ "password": "a\0" })).len(), 1);
        for nothing in [
            "\u{200b}",
            " \u{feff} ",
            "\u{3164}",
            "\u{2800}",
            "\u{301}",
            "\u{e0041}",
            "\u{61c}\u{180e}",
        ] {
            let required = |pointer: &str| vec![(pointer.to_owned(), FieldCode::Required)];
            assert_eq!(codes(json!({ "name": nothing })), required("/name"), "{nothing:?}");
            assert_eq!(
                codes(json!({ "reference": nothing })),
                required("/reference"),
                "{nothing:?}"
            );
        }
        assert_eq!(codes(json!({ "name": "—", "title": "漢", "reference": "  " })), []);
    }
}
