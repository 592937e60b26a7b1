//! Which e-mail addresses, telephone numbers and personal identity numbers stand in a text? What a person is told about
//! themselves must not tell of somebody else (GDPR art. 15(4)).
//!
//! Rather too much than too little: a person looks at what is found.

use crate::{identity::PersonalIdentityNumber, wire::words};
use chrono::NaiveDate;
use std::ops::Range;

words! {
    /// What points a person out in a text.
    BystanderSort {
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
        /// A personal identity number or coordination number.
        IdentityNumber = "identity_number",
    }
}

/// The places in a text, in bytes and in order, that point somebody out. None lies in another.
#[must_use]
pub fn places(text: &str, today: NaiveDate) -> Vec<(BystanderSort, Range<usize>)> {
    let mut found: Vec<(BystanderSort, Range<usize>)> = emails(text)
        .into_iter()
        .map(|place| (BystanderSort::Email, place))
        .collect();
    for run in runs(text) {
        let inside = |place: &Range<usize>| run.start < place.end && place.start < run.end;
        if found.iter().any(|(_, place)| inside(place)) {
            continue;
        }
        let digits = text.get(run.clone()).unwrap_or_default();
        if is_identity_number(digits, today) {
            found.push((BystanderSort::IdentityNumber, run));
        } else if is_phone(digits) {
            found.push((BystanderSort::Phone, run));
        } else {
            found.extend(parts(text, &run, today));
        }
    }
    found.sort_by_key(|(_, place)| place.start);
    found
}

/// Words around an `@`.
fn emails(text: &str) -> Vec<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let mut all: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let begun = all.last().map_or(0, |last| last.end);
        let (Some(before), Some(after)) = (text.get(begun..at), text.get(at + 1..)) else {
            continue;
        };
        let from = begun + before.trim_end_matches(is_local).len();
        let domain = after.split(|c| !is_domain(c)).next().unwrap_or_default();
        let domain = domain.trim_end_matches(['.', '-']);
        if from < at && domain.contains('.') {
            all.push(from..at + 1 + domain.len());
        }
    }
    all
}

fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '/' | '.' | '(' | ')'
    )
}

/// Digits with what may stand between them, from the first to the last: at most two signs apart.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(Range<usize>, usize)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let joins = c == '+' && !before.is_alphanumeric() || c == '(' && open.is_none() && !before.is_alphanumeric();
        match &mut open {
            Some((run, apart)) if c.is_ascii_digit() => (run.end, *apart) = (at + 1, 0),
            // A plus stands before a country's number, and in the number of a centenarian.
            Some((_, apart)) if c == '+' && before.is_ascii_digit() => *apart += 1,
            Some((_, apart)) if is_between(c) && *apart < 2 => *apart += 1,
            _ => {
                all.extend(open.take().map(|(run, _)| run));
                if c.is_ascii_digit() && !before.is_alphanumeric() || joins {
                    open = Some((at..at + 1, 0));
                }
            }
        }
        before = c;
    }
    all.extend(open.map(|(run, _)| run));
    for run in &mut all {
        let text = text.get(run.clone()).unwrap_or_default();
        // A bracket around the whole is not the number's.
        if text.starts_with('(') && !text.contains(')') {
            run.start += 1;
        }
    }
    all.retain(|run| {
        text.get(run.clone())
            .is_some_and(|t| t.chars().any(|c| c.is_ascii_digit()))
    });
    all
}

/// The most words that a number is written in: `+46 (0) 90 12 34 56 7`. A long row of digits is looked through in steps of them.
const MOST_WORDS: usize = 8;

/// The words of a run that is no number as a whole: two that stand beside each other, or one beside something else.
fn parts(text: &str, run: &Range<usize>, today: NaiveDate) -> Vec<(BystanderSort, Range<usize>)> {
    let words: Vec<Range<usize>> = words_of(text, run);
    let (mut found, mut from) = (Vec::new(), 0);
    while from < words.len() {
        let spans = (from..words.len().min(from + MOST_WORDS)).rev().filter_map(|last| {
            let span = words[from].start..words[last].end;
            let digits = text.get(span.clone())?;
            let sort = if is_identity_number(digits, today) {
                BystanderSort::IdentityNumber
            } else if is_phone(digits) {
                BystanderSort::Phone
            } else {
                return None;
            };
            Some((last, sort, span))
        });
        match spans.into_iter().next() {
            Some((last, sort, span)) => {
                found.push((sort, span));
                from = last + 1;
            }
            None => from += 1,
        }
    }
    found
}

fn words_of(text: &str, run: &Range<usize>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.get(run.clone()).unwrap_or_default().char_indices() {
        let at = run.start + at;
        if matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '/' | '.') {
            continue;
        }
        match words.last_mut() {
            Some(word) if word.end == at => word.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn is_identity_number(text: &str, today: NaiveDate) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        .map(|c| {
            if matches!(c, '\u{2010}' | '\u{2011}' | '\u{2013}') {
                '-'
            } else {
                c
            }
        })
        .collect();
    PersonalIdentityNumber::parse(&plain, today).is_ok()
}

/// Swedish numbers have seven to ten digits with the nought before the area (Post- och telestyrelsen, the Swedish numbering
/// plan); others begin with `+` or `00` and have at most fifteen (ITU-T E.164).
fn is_phone(text: &str) -> bool {
    let digits = digits_of(text);
    let plus = text.trim_start_matches('(').starts_with('+');
    if text.contains('+') && !plus || is_date(text) {
        return false;
    }
    let foreign = match digits.strip_prefix("00") {
        Some(rest) if !plus => Some(rest),
        _ => plus.then_some(digits.as_str()),
    };
    match foreign {
        Some(rest) => !rest.starts_with('0') && (8..=15).contains(&rest.len()),
        None => digits.starts_with('0') && (7..=10).contains(&digits.len()) && !text.starts_with("0."),
    }
}

/// A day as it is written with its year last: 01-02-2026, 01.02.2026.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    matches!(parts.as_slice(), [day, month, year] if day.len() == 2 && month.len() == 2 && year.len() == 4)
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/'))
}

#[cfg(test)]
#[path = "bystander_test.rs"]
mod tests;
