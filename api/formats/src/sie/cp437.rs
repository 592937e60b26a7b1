//! How are words written in IBM's 8-bit character set, code page 437, which SIE demands (5.8)?

use kontoret_core::text::fold;

/// The letters of the bytes from 128 on.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■";

/// The bytes of a text. What the set lacks becomes what comes nearest, at last a question mark; control characters, which
/// no field may have, become spaces.
pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        match byte(letter) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(nearest(letter).as_bytes()),
        }
    }
    bytes
}

fn byte(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        let ascii = u8::try_from(letter).ok()?;
        return Some(match ascii {
            // Before a quote it would take the quote's meaning away, and the standard has no way to write it.
            b'\\' => b'/',
            _ if ascii.is_ascii_control() => b' ',
            _ => ascii,
        });
    }
    let place = UPPER.chars().position(|known| known == letter)?;
    u8::try_from(128 + place).ok()
}

fn nearest(letter: char) -> String {
    let word = match letter {
        '€' => "EUR",
        '–' | '—' | '−' | '‐' | '‑' => "-",
        '“' | '”' | '„' => "\"",
        '‘' | '’' | '´' => "'",
        '…' => "...",
        '×' => "x",
        '³' => "3",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => "",
        _ if letter.is_whitespace() || letter.is_control() => " ",
        _ => {
            let plain: String = fold(&letter.to_string())
                .chars()
                .filter(char::is_ascii_graphic)
                .map(|plain| if plain == '\\' { '/' } else { plain })
                .collect();
            return match (plain.is_empty(), letter.is_uppercase()) {
                (true, _) => "?".to_owned(),
                (false, true) => plain.to_uppercase(),
                (false, false) => plain,
            };
        }
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{UPPER, encode};

    #[test]
    fn the_set_is_whole() {
        // 255 is a space that doesn't break: it is written as a common one.
        assert_eq!(UPPER.chars().count(), 127);
        assert_eq!(encode("Åsa Öberg"), b"\x8Fsa \x99berg");
        assert_eq!(encode("C:\\﹨"), b"C://");
        assert_eq!(encode("åäöéü§"), b"\x86\x84\x94\x82\x81?");
    }

    #[test]
    fn what_the_set_lacks_becomes_what_is_nearest() {
        let table: [(&str, &[u8]); 5] = [
            ("100 € – ”bra”…", b"100 EUR - \"bra\"..."),
            ("Søren Žižka", b"Soren Zizka"),
            ("Łódź", b"L\xA2dz"),
            ("10\u{a0}%\tnu\r\n", b"10 % nu  "),
            ("漢\u{200b}", b"?"),
        ];
        for (text, written) in table {
            assert_eq!(encode(text), written, "{text}");
        }
    }
}
