//! Is a new password good enough? Long, and neither common nor made of words that belong to its owner.

use crate::http::{FieldCode, FieldError, Problem};
use actix_web::web;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

/// Fewest characters of a password that stands alone (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_LENGTH: usize = 15;
/// Fewest characters beside the owner's and the product's words.
const MIN_REST: usize = 8;
/// The product's own words.
const PRODUCT: [&str; 3] = ["flexibla", "kontoret", "flexiblakontoret"];

/// Refuses a password that is too short, common, or put together from what is common or known of its owner: `own` are
/// texts such as name, address and company. The estimate knows 30,000 common passwords and what people make of them.
///
/// # Errors
/// The field `/password` as `too_short` or `too_common`.
pub async fn check(password: &str, own: &[&str]) -> Result<(), Problem> {
    let password: Zeroizing<String> = Zeroizing::new(password.nfc().collect());
    if password.chars().count() < MIN_LENGTH {
        let min = i64::try_from(MIN_LENGTH).unwrap_or(i64::MAX);
        return Err(Problem::fields(vec![
            FieldError::new("/password", FieldCode::TooShort).with("min", min),
        ]));
    }
    let words = words(own);
    let strong = web::block(move || is_strong(&password, &words)).await?;
    if strong {
        Ok(())
    } else {
        Err(Problem::field("/password", FieldCode::TooCommon))
    }
}

/// 10^10 guesses, as the estimate counts them, and enough that isn't a word of its owner's.
fn is_strong(password: &str, own: &[String]) -> bool {
    let mut rest = password.to_lowercase();
    for word in own.iter().filter(|w| w.chars().count() > 3) {
        rest = rest.replace(word, "");
    }
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    rest.chars().count() >= MIN_REST && zxcvbn(password, &own).score() >= Score::Four
}

fn words(own: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = own
        .iter()
        .flat_map(|text| {
            let text = text.to_lowercase();
            let parts = text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| w.chars().count() > 2);
            let mut all: Vec<String> = parts.map(str::to_owned).collect();
            all.push(text.chars().filter(|c| c.is_alphanumeric()).collect());
            all
        })
        .collect();
    words.extend(PRODUCT.map(str::to_owned));
    // The longer first: a part of it alone would leave letters behind.
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str) -> Option<FieldCode> {
        let own = [
            "Åsa Lindqvist",
            "asa@lindqvistbygg.example",
            "Lindqvist Bygg & Måleri AB",
        ];
        let password = password.to_owned();
        actix_web::rt::System::new()
            .block_on(async move { check(&password, &own).await.err().map(|p| p.errors[0].code) })
    }

    #[test]
    fn what_is_common_or_known_is_refused_however_long() {
        for password in [
            "passwordpassword",
            "password12345678",
            "123456789012345",
            "qwertyuiopasdfghjkl",
            "aaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "P@ssw0rdP@ssw0rd",
            "lindqvistbygg12",
            "lindqvist123456",
            "åsalindqvist2026",
            "lindqvistbygg2026",
            "lindqvist bygg måleri 2026",
            "flexiblakontoret",
            "FlexiblaKontoret1",
            "kontoretkontoret",
        ] {
            assert_eq!(verdict(password), Some(FieldCode::TooCommon), "{password}");
        }
    }

    #[test]
    fn any_letters_count_and_as_many_as_one_likes() {
        for password in [
            "korrekt häst batteri häftklammer",
            "снег падает на крыши домов",
            "正しい馬電池ホチキスの針を使う人々",
            "mjuk 🧱 bro kvast ödla",
        ] {
            assert_eq!(verdict(password), None, "{password}");
        }
        assert_eq!(
            verdict(&"vargen och räven 7 sover ".repeat(40)),
            None,
            "1,000 characters"
        );
    }

    #[test]
    fn fourteen_characters_are_too_few_and_letters_are_counted_as_people_do() {
        assert_eq!(verdict("kvast ödla bro"), Some(FieldCode::TooShort));
        // Decomposed: a and ring above are two code points, but one letter.
        assert_eq!(verdict("kva\u{30a}st o\u{308}dla bro"), Some(FieldCode::TooShort));
        assert_eq!(verdict("kvåst ödla bro7"), None);
    }
}
