//! How does a user's text get onto paper unharmed? Without characters that break the archive format, with places to break.

use std::collections::BTreeSet;

use serde::Serialize;

/// Printed for a character that the fonts cannot draw: PDF/A forbids missing glyphs.
const UNKNOWN: char = '□';
/// Lets a line break without a mark.
const BREAK: char = '\u{200b}';
/// Width after which a word without any break place gets one, so that it fits the narrowest column:
/// 30 small letters, 20 capitals, 12 times W. No ordinary word, number or e-mail address is as long.
const WIDEST_WORD: usize = 60;

/// Paragraphs of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Paragraphs(pub(crate) Vec<Vec<String>>);

/// Makes texts printable with the characters that the fonts have.
pub(crate) struct Printable<'a> {
    covered: &'a BTreeSet<char>,
}

impl<'a> Printable<'a> {
    pub(crate) fn new(covered: &'a BTreeSet<char>) -> Self {
        Self { covered }
    }

    /// A text as one line.
    pub(crate) fn line(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut run = 0_usize;
        let mut pending_space = false;
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                pending_space = !out.is_empty();
                continue;
            }
            let Some(c) = self.character(c) else { continue };
            if std::mem::take(&mut pending_space) {
                out.push(' ');
                run = 0;
            }
            let width = width(c);
            if run + width > WIDEST_WORD {
                out.push(BREAK);
                run = 0;
            }
            out.push(c);
            run = if c == '-' { 0 } else { run + width };
        }
        out
    }

    /// A text as paragraphs, separated by empty lines, of lines.
    pub(crate) fn paragraphs(&self, text: &str) -> Paragraphs {
        let mut paragraphs = vec![Vec::new()];
        for line in text.lines().map(|line| self.line(line)) {
            match (line.is_empty(), paragraphs.last_mut()) {
                (false, Some(last)) => last.push(line),
                (true, Some(last)) if !last.is_empty() => paragraphs.push(Vec::new()),
                _ => {}
            }
        }
        paragraphs.retain(|lines| !lines.is_empty());
        Paragraphs(paragraphs)
    }

    /// The character as printed; `None` for what has no shape of its own (control, joiner, variation selector).
    fn character(&self, c: char) -> Option<char> {
        let shapeless = c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1f3fb}'..='\u{1f3ff}'
                | '\u{e0000}'..='\u{e0fff}');
        if shapeless {
            return None;
        }
        Some(if self.covered.contains(&c) { c } else { UNKNOWN })
    }
}

/// Rough width of a character: small letters are 2.
fn width(c: char) -> usize {
    match c {
        'W' | 'M' | '@' | 'Æ' | 'Œ' | '—' | '…' | '%' | UNKNOWN => 5,
        'm' | 'w' | 'æ' | 'œ' => 3,
        c if c.is_uppercase() => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered() -> BTreeSet<char> {
        (' '..='~').chain("åäöÅÄÖ□é\u{a0}".chars()).collect()
    }

    #[test]
    fn markup_stays_and_spaces_are_folded() {
        let set = covered();
        let printable = Printable::new(&set);
        assert_eq!(printable.line("  #set *a*\t$x$ \\ <a>\r\n "), "#set *a* $x$ \\ <a>");
        assert_eq!(printable.line("1\u{a0}kr"), "1\u{a0}kr");
    }

    #[test]
    fn undrawable_characters_become_a_box_and_shapeless_ones_vanish() {
        let set = covered();
        let printable = Printable::new(&set);
        assert_eq!(printable.line("a😀b\u{200d}c\u{feff}\u{7}漢\u{fe0f}\u{e000}"), "a□bc□□");
    }

    #[test]
    fn a_long_word_gets_places_to_break_and_loses_nothing() {
        let set = covered();
        let printable = Printable::new(&set);
        let word = "x".repeat(100);
        let printed = printable.line(&word);
        assert!(printed.split(BREAK).all(|part| part.len() <= 30));
        assert_eq!(printed.replace(BREAK, ""), word);
        assert!(
            printable
                .line(&"W".repeat(100))
                .split(BREAK)
                .all(|part| part.len() <= 12)
        );
        for kept in ["kort ord", "fastighetsbeteckningsregister", "anna.andersson@exempel.se"] {
            assert_eq!(printable.line(kept), kept);
        }
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        let set = covered();
        let printable = Printable::new(&set);
        let Paragraphs(paragraphs) = printable.paragraphs("\n a\nb \r\n\n \n\nc\n");
        assert_eq!(paragraphs, [vec!["a".to_owned(), "b".into()], vec!["c".into()]]);
        assert_eq!(printable.paragraphs(" \n"), Paragraphs::default());
    }
}
