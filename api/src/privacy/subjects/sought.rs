//! By what is a person looked for, and what does that mean for a column?

use super::dto::FindDataSubject;
use crate::{
    deductions,
    http::{FieldCode, FieldError, Problem},
    store::{ReadTx, search::escaped, secret::Secrets},
};
use chrono::NaiveDate;
use kontoret_core::{
    data_subject::DataSubjectMatch,
    identity::{IdentityError, OrganisationNumber, PersonalIdentityNumber},
    privacy::Identifier,
};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, LikeExpr};

/// The fewest digits that a telephone number is looked for by.
const FEWEST_DIGITS: usize = 6;

/// What a person is looked for by.
pub struct Sought {
    /// In small letters.
    email: Option<String>,
    /// The digits after the country's or the trunk's prefix.
    phone: Option<String>,
    /// Ten digits.
    number: Option<String>,
    /// The keyed digest of a personal identity number; the company may have sealed none yet.
    sealed: Option<Vec<u8>>,
}

impl Sought {
    /// From what was asked.
    ///
    /// # Errors
    /// Every field that needs mending, or the store's.
    pub async fn read(tx: &ReadTx, secrets: &Secrets, asked: &FindDataSubject) -> Result<Self, Problem> {
        let mut wrong = Vec::new();
        let email = Some(asked.email.trim().to_lowercase()).filter(|e| !e.is_empty());
        if email.as_ref().is_some_and(|e| !e.contains('@')) {
            wrong.push(FieldError::new("/email", FieldCode::Invalid));
        }
        let phone = Some(asked.phone.trim()).filter(|p| !p.is_empty()).map(national);
        if phone.as_ref().is_some_and(|p| p.len() < FEWEST_DIGITS) {
            wrong.push(FieldError::new("/phone", FieldCode::Invalid));
        }
        let number = match asked.identity_number.trim() {
            "" => None,
            text => number(text, tx.today())
                .map_err(|code| wrong.push(FieldError::new("/identity_number", code)))
                .ok(),
        };
        if !wrong.is_empty() {
            return Err(Problem::fields(wrong));
        }
        if email.is_none() && phone.is_none() && number.is_none() {
            return Err(Problem::field("/email", FieldCode::Required));
        }
        let sealed = match number.as_ref().and_then(|n| n.person.as_deref()) {
            Some(digits) => deductions::number_index(tx, secrets, digits).await?,
            None => None,
        };
        Ok(Self {
            email,
            phone,
            number: number.map(|n| n.ten),
            sealed,
        })
    }

    /// From what stands in a column of the person's own; `None`: nothing to look for.
    #[must_use]
    pub fn known(identifier: Identifier, value: &str, today: NaiveDate) -> Option<Self> {
        let none = Self {
            email: None,
            phone: None,
            number: None,
            sealed: None,
        };
        let value = value.trim();
        match identifier {
            Identifier::Email => value.contains('@').then(|| Self {
                email: Some(value.to_lowercase()),
                ..none
            }),
            Identifier::Phone => Some(national(value))
                .filter(|p| p.len() >= FEWEST_DIGITS)
                .map(|phone| Self {
                    phone: Some(phone),
                    ..none
                }),
            Identifier::Number => number(value, today).ok().map(|found| Self {
                number: Some(found.ten),
                ..none
            }),
            Identifier::SealedNumber => None,
        }
    }

    /// A text with `mark` in the place of each of them.
    #[must_use]
    pub fn blacked(&self, text: &str, mark: &str) -> String {
        let mut text = text.to_owned();
        if let Some(email) = &self.email {
            let sought = email.to_ascii_lowercase();
            let mut from = 0;
            while let Some(at) = text.to_ascii_lowercase().get(from..).and_then(|t| t.find(&sought)) {
                text.replace_range(from + at..from + at + sought.len(), mark);
                from += at + mark.len();
            }
        }
        for digits in [&self.phone, &self.number].into_iter().flatten() {
            while let Some((from, to)) = span_of(&text, digits) {
                text.replace_range(from..to, mark);
            }
        }
        text
    }

    /// When a column that holds such an identifier is this person's; `None`: it is not looked for by it.
    #[must_use]
    pub fn meets(&self, column: &'static str, identifier: Identifier) -> Option<Expr> {
        let col = || Expr::col(Alias::new(column));
        match identifier {
            Identifier::Email => Some(Expr::from(Func::lower(col())).eq(self.email.as_deref()?)),
            Identifier::Phone => {
                let ends = LikeExpr::new(format!("%{}", self.phone.as_deref()?));
                Some(without(col(), &[" ", "-", "(", ")"]).like(ends))
            }
            Identifier::Number => {
                let ten = self.number.as_deref()?;
                let forms = [
                    ten.to_owned(),
                    format!("19{ten}"),
                    format!("20{ten}"),
                    format!("SE{ten}01"),
                ];
                Some(without(col(), &[" ", "-"]).is_in(forms))
            }
            Identifier::SealedNumber => Some(col().eq(self.sealed.clone()?)),
        }
    }

    /// When a text holds one of them.
    #[must_use]
    pub fn stands_in(&self, text: Expr) -> Vec<Expr> {
        let mut found = Vec::new();
        let holds = |what: &str| LikeExpr::new(format!("%{}%", escaped(what))).escape('\\');
        if let Some(email) = &self.email {
            found.push(Expr::from(Func::lower(text.clone())).like(holds(email)));
        }
        let bare = || without(text.clone(), &[" ", "-"]);
        for digits in [&self.phone, &self.number].into_iter().flatten() {
            found.push(bare().like(holds(digits)));
        }
        found
    }

    /// Where in a text one of them stands, in bytes: for showing what is around.
    #[must_use]
    pub fn place_in(&self, text: &str) -> Option<usize> {
        let small = text.to_lowercase();
        let email = self.email.as_ref().and_then(|e| small.find(e.as_str()));
        email.filter(|at| text.is_char_boundary(*at)).or_else(|| {
            [&self.phone, &self.number]
                .into_iter()
                .flatten()
                .find_map(|d| digits_at(text, d))
        })
    }
}

/// How the wire names an identifier.
#[must_use]
pub const fn matched(identifier: Identifier) -> DataSubjectMatch {
    match identifier {
        Identifier::Email => DataSubjectMatch::Email,
        Identifier::Phone => DataSubjectMatch::Phone,
        Identifier::Number | Identifier::SealedNumber => DataSubjectMatch::IdentityNumber,
    }
}

struct Number {
    ten: String,
    /// Twelve digits, of a person's.
    person: Option<String>,
}

fn number(text: &str, today: NaiveDate) -> Result<Number, FieldCode> {
    let person = PersonalIdentityNumber::parse(text, today);
    if let Ok(person) = person {
        let twelve = person.normal_form();
        return Ok(Number {
            ten: twelve.chars().skip(2).collect(),
            person: Some(twelve),
        });
    }
    if let Ok(organisation) = text.parse::<OrganisationNumber>() {
        return Ok(Number {
            ten: organisation.digits(),
            person: None,
        });
    }
    Err(match person {
        Err(IdentityError::CheckDigit) => FieldCode::CheckDigit,
        _ => FieldCode::Invalid,
    })
}

/// The digits of a telephone number after `+46`, `0046` or `0`.
fn national(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_foreign = text.trim_start().starts_with('+');
    let rest = digits
        .strip_prefix("0046")
        .or_else(|| digits.strip_prefix("46").filter(|_| is_foreign))
        .unwrap_or(&digits);
    rest.trim_start_matches('0').to_owned()
}

fn without(text: Expr, marks: &[&'static str]) -> Expr {
    marks.iter().fold(text, |text, mark| {
        Func::cust(Alias::new("replace"))
            .args([text, Expr::val(*mark), Expr::val("")])
            .into()
    })
}

/// Where digits stand in a text that may have spaces and hyphens between them.
fn digits_at(text: &str, digits: &str) -> Option<usize> {
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !matches!(c, ' ' | '-')).collect();
    let bare: String = signs.iter().map(|(_, c)| *c).collect();
    let at = bare.find(digits)?;
    let nth = bare.get(..at)?.chars().count();
    signs.get(nth).map(|(place, _)| *place)
}

/// Where digits stand from the beginning of the number that they end, with its prefix, to their end.
fn span_of(text: &str, digits: &str) -> Option<(usize, usize)> {
    let at = digits_at(text, digits)?;
    let last = text
        .get(at..)?
        .char_indices()
        .filter(|(_, c)| !matches!(c, ' ' | '-'))
        .nth(digits.chars().count() - 1)?;
    let is_prefix = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')');
    let before = text.get(..at)?;
    let kept = before.trim_end_matches(is_prefix).len();
    // A country's or trunk's prefix can stand apart: +46 70, 0046-70.
    let apart = before.get(..kept)?.trim_end_matches([' ', '-']);
    let from = ["+46", "0046", "+46(0)", "0"]
        .into_iter()
        .find_map(|prefix| apart.strip_suffix(prefix))
        .filter(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()))
        .map_or(kept, str::len);
    Some((from, at + last.0 + last.1.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_its_digits_after_the_prefix() {
        for text in [
            "070-123 45 67",
            "+46 70 123 45 67",
            "0046701234567",
            "(070) 1234567",
            "+46(0)701234567",
        ] {
            assert_eq!(national(text), "701234567", "{text}");
        }
        // A Swedish number can begin with 46 after the trunk's nought.
        assert_eq!(national("046-12 34 56"), "46123456");
    }

    #[test]
    fn a_number_is_one_of_a_person_or_of_an_organisation() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let person = number("810310-2391", today).unwrap();
        assert_eq!(
            (person.ten.as_str(), person.person.as_deref()),
            ("8103102391", Some("198103102391"))
        );
        let organisation = number("556036-0793", today).unwrap();
        assert_eq!((organisation.ten.as_str(), organisation.person), ("5560360793", None));
        assert_eq!(number("19810310-2392", today).err(), Some(FieldCode::CheckDigit));
        assert_eq!(number("hej", today).err(), Some(FieldCode::Invalid));
    }

    #[test]
    fn what_is_blacked_out_takes_its_prefix_along() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let phone = Sought::known(Identifier::Phone, "070-123 45 67", today).unwrap();
        for (text, rest) in [
            (
                "Ring 070-123 45 67 efter fem, eller 0701234567.",
                "Ring X efter fem, eller X.",
            ),
            ("Ring +46 70 123 45 67", "Ring X"),
            ("Ring +46(0)70-1234567", "Ring X"),
            ("Ring 070-765 43 21", "Ring 070-765 43 21"),
        ] {
            assert_eq!(phone.blacked(text, "X"), rest);
        }
        let email = Sought::known(Identifier::Email, "Anna@Kund.example", today).unwrap();
        assert_eq!(
            email.blacked("ÅÄÖ: ANNA@kund.example, anna@kund.example", "X"),
            "ÅÄÖ: X, X"
        );
        let number = Sought::known(Identifier::Number, "810310-2391", today).unwrap();
        assert_eq!(number.blacked("Pnr 19810310-2391 och 8103102391", "X"), "Pnr X och X");
        assert!(Sought::known(Identifier::Phone, "12", today).is_none());
        assert!(Sought::known(Identifier::Email, "", today).is_none());
    }

    #[test]
    fn digits_are_found_whatever_stands_between_them() {
        let text = "Ring Åsa på 070-123 45 67 efter fem";
        let at = digits_at(text, "701234567").unwrap();
        assert!(text[at..].starts_with("70-123"));
        assert_eq!(digits_at(text, "701234568"), None);
    }
}
