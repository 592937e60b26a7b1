//! What has the tax agency decided? Its file is JSON, version 1.

use serde::Deserialize;
use std::{collections::BTreeSet, fmt};

/// The largest file that is read.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// What the agency decided on the requests of one performer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The performer: twelve digits.
    pub performer: String,
    /// One per request, in the order of the file.
    pub rulings: Vec<Ruling>,
}

/// What was decided on one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What the performer called the request.
    pub name: String,
    /// The agency's own reference.
    pub reference: String,
    /// One per buyer.
    pub cases: Vec<Decided>,
}

/// What was decided for one buyer.
#[derive(Clone, PartialEq, Eq)]
pub struct Decided {
    /// Twelve digits.
    pub buyer: String,
    /// The invoice, where the request named one.
    pub invoice_number: Option<String>,
    /// Approved, in kronor.
    pub approved_kr: i64,
}

impl fmt::Debug for Decided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whose it is stays out of logs.
        f.debug_struct("Decided")
            .field("invoice_number", &self.invoice_number)
            .field("approved_kr", &self.approved_kr)
            .finish_non_exhaustive()
    }
}

/// Why a file is no decision that can be read. It never holds a number of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// More than 16 MiB.
    #[error("the file is too large")]
    TooLarge,
    /// Not JSON, not UTF-8, or not made as such a file; with the place.
    #[error("not a decision file: line {line}, column {column}")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Of another version than 1.
    #[error("a decision file of another version")]
    Version,
    /// A value that such a file can't hold; with the request and the buyer, from 0.
    #[error("request {ruling}, buyer {case:?}: a value can't be right")]
    Value {
        /// The request.
        ruling: usize,
        /// The buyer; `None` for a value of the request itself.
        case: Option<usize>,
    },
    /// The performer is not twelve digits.
    #[error("the performer's number is wrong")]
    Performer,
}

#[derive(Deserialize)]
struct File {
    version: String,
    utforare: String,
    beslut: Vec<FileRuling>,
}

#[derive(Deserialize)]
struct FileRuling {
    namn: String,
    referensnummer: String,
    arenden: Vec<FileCase>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileCase {
    personnummer: String,
    fakturanummer: Option<String>,
    godkant_belopp: i64,
}

/// Reads a decision file. Members that are not known are passed over: the agency may add some.
///
/// # Errors
/// See [`DecisionError`].
pub fn read_decision(bytes: &[u8]) -> Result<Decision, DecisionError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecisionError::TooLarge);
    }
    let file: File = serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|e| {
        DecisionError::Malformed {
            line: e.line(),
            column: e.column(),
        }
    })?;
    if file.version != "1" {
        return Err(DecisionError::Version);
    }
    if !is_twelve_digits(&file.utforare) {
        return Err(DecisionError::Performer);
    }
    let mut seen = BTreeSet::new();
    let mut rulings = Vec::with_capacity(file.beslut.len());
    for (ruling, each) in file.beslut.into_iter().enumerate() {
        let wrong = |case| DecisionError::Value { ruling, case };
        if each.referensnummer.is_empty() || each.referensnummer.len() > 40 || !seen.insert(each.referensnummer.clone())
        {
            return Err(wrong(None));
        }
        let mut cases = Vec::with_capacity(each.arenden.len());
        for (index, case) in each.arenden.into_iter().enumerate() {
            let amount_is_right = (0..=99_999_999_999).contains(&case.godkant_belopp);
            if !is_twelve_digits(&case.personnummer) || !amount_is_right {
                return Err(wrong(Some(index)));
            }
            cases.push(Decided {
                buyer: case.personnummer,
                invoice_number: case.fakturanummer.filter(|n| !n.is_empty()),
                approved_kr: case.godkant_belopp,
            });
        }
        rulings.push(Ruling {
            name: each.namn,
            reference: each.referensnummer,
            cases,
        });
    }
    Ok(Decision {
        performer: file.utforare,
        rulings,
    })
}

fn is_twelve_digits(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EXAMPLE: &[u8] = include_bytes!("../../tests/formats/rot_rut/decision-example.json");

    #[test]
    fn the_agencys_example_is_read() {
        let decision = read_decision(EXAMPLE).unwrap();
        assert_eq!(decision.performer, "168780003656");
        let sums: Vec<_> = decision
            .rulings
            .iter()
            .map(|r| {
                let sum: i64 = r.cases.iter().map(|c| c.approved_kr).sum();
                (r.reference.as_str(), r.cases.len(), sum)
            })
            .collect();
        assert_eq!(
            sums,
            [
                ("20170000185-01", 2, 4000),
                ("20170000186-01", 2, 1100),
                ("20170000187-01", 1, 1000),
                ("20170000185", 2, 0)
            ]
        );
        assert_eq!(decision.rulings[1].cases[0].invoice_number, None);
        assert_eq!(decision.rulings[0].cases[0].invoice_number.as_deref(), Some("96458"));
    }

    #[test]
    fn a_file_that_is_none_says_what_and_where() {
        let with = |cases: &str| {
            format!(
                r#"{{"version":"1","utforare":"165560160680","beslut":[{{"namn":"a","referensnummer":"1","arenden":[{cases}]}}]}}"#
            )
        };
        let table = [
            (String::new(), DecisionError::Malformed { line: 1, column: 0 }),
            (
                "{\n\"version\":".to_owned(),
                DecisionError::Malformed { line: 2, column: 10 },
            ),
            (
                r#"{"version":"2","utforare":"","beslut":[]}"#.to_owned(),
                DecisionError::Version,
            ),
            (
                r#"{"version":"1","utforare":"5560160680","beslut":[]}"#.to_owned(),
                DecisionError::Performer,
            ),
            (
                with(r#"{"personnummer":"19761009-2392","godkantBelopp":1}"#),
                DecisionError::Value {
                    ruling: 0,
                    case: Some(0),
                },
            ),
            (
                with(r#"{"personnummer":"197610092392","godkantBelopp":-1}"#),
                DecisionError::Value {
                    ruling: 0,
                    case: Some(0),
                },
            ),
        ];
        for (text, error) in table {
            assert_eq!(read_decision(text.as_bytes()), Err(error), "{text}");
        }
        let half =
            br#"{"version":"1","utforare":"165560160680","beslut":[{"namn":"a","referensnummer":"","arenden":[]}]}"#;
        assert_eq!(read_decision(half), Err(DecisionError::Value { ruling: 0, case: None }));
        assert_eq!(read_decision(&vec![b' '; MAX_BYTES + 1]), Err(DecisionError::TooLarge));
    }

    #[test]
    fn a_mark_of_the_byte_order_and_new_members_are_passed_over() {
        let mut bytes = b"\xef\xbb\xbf".to_vec();
        bytes.extend_from_slice(br#"{"version":"1","utforare":"165560160680","beslut":[],"nytt":{"a":1}}"#);
        assert_eq!(read_decision(&bytes).unwrap().rulings, []);
    }

    #[test]
    fn nobody_is_named_by_what_is_logged() {
        assert!(!format!("{:?}", read_decision(EXAMPLE)).contains("193610058590"));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(place in 0..EXAMPLE.len(), byte in any::<u8>(), cut in 0..EXAMPLE.len()) {
            let mut bytes = EXAMPLE.to_vec();
            bytes[place] = byte;
            let _ = read_decision(&bytes);
            let _ = read_decision(&bytes[..cut]);
        }
    }
}
