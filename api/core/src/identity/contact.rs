//! Which e-mail addresses, telephone numbers and postal codes can be right?

use crate::number::is_hyphen;

/// The longest e-mail address, in bytes (RFC 5321 4.5.3.1.3: a path of 256 with its angle brackets).
pub const MAX_EMAIL_LENGTH: usize = 254;

/// The longest telephone number as written, in characters.
pub const MAX_PHONE_LENGTH: usize = 32;

/// Why a contact detail is refused. It never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactError {
    /// A character that does not belong there.
    #[error("not written as such a detail")]
    Malformed,
    /// Too few or too many characters or digits.
    #[error("wrong length")]
    Length,
}

/// Whether mail can be addressed to this: the shape only, whether it arrives is seen when it is sent.
///
/// The part before @ is ASCII without quotes, the domain has at least two labels and may hold any letters.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let atom = |part: &str| !part.is_empty() && part.bytes().all(is_atom_byte);
    let local_is_right = local.len() <= 64 && local.split('.').all(atom);
    let top = domain.rsplit('.').next().unwrap_or_default();
    text.len() <= MAX_EMAIL_LENGTH
        && local_is_right
        && domain.contains('.')
        && domain.split('.').all(is_label)
        && top.chars().any(char::is_alphabetic)
}

/// What RFC 5322 calls `atext`.
const fn is_atom_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~')
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|letter| letter == '-' || letter.is_alphanumeric())
}

/// The telephone number as the user wrote it, with single spaces and plain hyphens.
///
/// # Errors
/// When it holds anything but 3 to 15 digits (ITU-T E.164), spaces, `-`, `/`, `.`, brackets and a leading `+`, or
/// is longer than [`MAX_PHONE_LENGTH`].
pub fn phone(text: &str) -> Result<String, ContactError> {
    let plain: String = text
        .chars()
        .map(|letter| if is_hyphen(letter) { '-' } else { letter })
        .collect();
    let written = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let unsigned = written.strip_prefix('+').unwrap_or(&written);
    if !unsigned
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b" -/.()".contains(&byte))
    {
        return Err(ContactError::Malformed);
    }
    let digits = unsigned.bytes().filter(u8::is_ascii_digit).count();
    if !(3..=15).contains(&digits) || written.len() > MAX_PHONE_LENGTH {
        return Err(ContactError::Length);
    }
    Ok(written)
}

/// The postal code as it is written: `123 45` in Sweden, elsewhere as the user wrote it with single spaces.
///
/// `country` is an ISO 3166 alpha-2 code in capitals.
///
/// # Errors
/// In Sweden when it is not five digits of which the first is not 0; elsewhere when it holds anything but ASCII
/// letters, digits, spaces and hyphens, or is empty or longer than 12 characters.
pub fn postal_code(text: &str, country: &str) -> Result<String, ContactError> {
    if country != "SE" {
        return foreign_postal_code(text);
    }
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !is_hyphen(*letter))
        .collect();
    let digits = plain.trim_start_matches("SE").trim_start_matches('S');
    if digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ContactError::Malformed);
    }
    if digits.len() != 5 {
        return Err(ContactError::Length);
    }
    let (area, place) = digits.split_at(3);
    Ok(format!("{area} {place}"))
}

fn foreign_postal_code(text: &str) -> Result<String, ContactError> {
    let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !written
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b" -".contains(&byte))
    {
        return Err(ContactError::Malformed);
    }
    if !(1..=12).contains(&written.len()) {
        return Err(ContactError::Length);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn email_addresses() {
        let long = |local: usize, third: usize| {
            let labels = [63, 63, third].map(|length| "b".repeat(length)).join(".");
            format!("{}@{labels}.se", "a".repeat(local))
        };
        assert_eq!(long(64, 58).len(), MAX_EMAIL_LENGTH);
        let right = [
            "anna@example.se",
            "anna.berg+kontor@mail.example.co.uk",
            "o'neil_{x}~!#$%&*-/=?^`|@example.se",
            "info@malare-åström.se",
            "info@xn--malare-strm-y8a.se",
            "a@b.museum",
            "1@1.se",
            "x@例え.テスト",
            &long(64, 58),
        ];
        for text in right {
            assert!(is_email(text), "{text}");
        }
        let wrong = [
            "",
            "anna",
            "@example.se",
            "anna@",
            "anna@localhost",
            "anna@example.",
            "anna@.se",
            "anna@example..se",
            "anna@-example.se",
            "anna@example-.se",
            "anna@127.0.0.1",
            "anna@[127.0.0.1]",
            ".anna@example.se",
            "anna.@example.se",
            "an..na@example.se",
            "anna berg@example.se",
            "anna@exam ple.se",
            "anna@berg@example.se",
            "\"anna\"@example.se",
            "Anna <anna@example.se>",
            "anna@example.se\r\nBcc: x@example.se",
            "anna@example.se,berg@example.se",
            "åsa@example.se",
            " anna@example.se",
            "anna@example.se\0",
            &long(65, 1),
            &long(64, 59),
            &format!("a@{}.se", "b".repeat(64)),
        ];
        for text in wrong {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn telephone_numbers() {
        let table = [
            ("070-123 45 67", Ok("070-123 45 67")),
            ("  +46 (0)70 – 123\u{a0}45  67 ", Ok("+46 (0)70 - 123 45 67")),
            ("08/123.456", Ok("08/123.456")),
            ("112", Ok("112")),
            ("+46701234567", Ok("+46701234567")),
            ("12", Err(ContactError::Length)),
            ("", Err(ContactError::Length)),
            ("+", Err(ContactError::Length)),
            ("1234567890123456", Err(ContactError::Length)),
            ("1 - - - - - - - - - - - - - - - 23", Err(ContactError::Length)),
            ("0701+234567", Err(ContactError::Malformed)),
            ("++46701234567", Err(ContactError::Malformed)),
            ("070-CALL-ME", Err(ContactError::Malformed)),
            ("٠٧٠١٢٣", Err(ContactError::Malformed)),
            ("070-123 45 67;", Err(ContactError::Malformed)),
        ];
        for (text, expected) in table {
            assert_eq!(phone(text), expected.map(Into::into), "{text}");
        }
    }

    #[test]
    fn postal_codes() {
        let table = [
            ("12345", "SE", Ok("123 45")),
            ("123 45", "SE", Ok("123 45")),
            ("1 2 3\u{a0}45", "SE", Ok("123 45")),
            ("SE-123 45", "SE", Ok("123 45")),
            ("S-123 45", "SE", Ok("123 45")),
            ("01234", "SE", Err(ContactError::Malformed)),
            ("1234", "SE", Err(ContactError::Length)),
            ("123456", "SE", Err(ContactError::Length)),
            ("", "SE", Err(ContactError::Length)),
            ("12E45", "SE", Err(ContactError::Malformed)),
            ("0150", "NO", Ok("0150")),
            (" SW1A  1AA ", "GB", Ok("SW1A 1AA")),
            ("1234-567", "PT", Ok("1234-567")),
            ("", "DE", Err(ContactError::Length)),
            ("1234567890123", "DE", Err(ContactError::Length)),
            ("12/34", "DE", Err(ContactError::Malformed)),
        ];
        for (text, country, expected) in table {
            assert_eq!(postal_code(text, country), expected.map(Into::into), "{text} {country}");
        }
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_already_in_its_form(text in "\\PC{0,40}|[0-9 +()/.-]{0,40}|S?E?-?[0-9 ]{4,7}") {
            for tidy in [phone(&text), postal_code(&text, "SE"), postal_code(&text, "DE")].into_iter().flatten() {
                prop_assert!(tidy.is_ascii() && !tidy.contains("  ") && tidy.trim() == tidy);
            }
            if let Ok(number) = phone(&text) {
                prop_assert_eq!(phone(&number), Ok(number.clone()));
            }
            if let Ok(code) = postal_code(&text, "SE") {
                prop_assert_eq!(postal_code(&code, "SE"), Ok(code.clone()));
            }
        }

        #[test]
        fn an_address_is_one_line_with_one_at(text in any::<String>()) {
            if is_email(&text) {
                prop_assert_eq!(text.matches('@').count(), 1);
                prop_assert!(!text.chars().any(|letter| letter.is_whitespace() || letter.is_control()));
            }
        }
    }
}
