//! How is a text drawn as a QR code? As one SVG with its quiet zone.

use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use fast_qr::{ECL, Mode, QRBuilder};

/// How much damage a code survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EcLevel {
    /// About 7 %.
    Low,
    /// About 15 %.
    Medium,
    /// About 25 %.
    Quartile,
    /// About 30 %.
    High,
}

/// The text does not fit into the largest QR code (at most 2,953 bytes, fewer at higher levels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("text too long for a QR code")]
pub struct TooLong;

/// Empty modules around the code that a reader needs (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// Black on white SVG of `payload` in byte mode, with a quiet zone of four modules.
///
/// # Errors
/// [`TooLong`] when no QR code can hold the text at this level.
pub fn svg(payload: &str, level: EcLevel) -> Result<String, TooLong> {
    let level = match level {
        EcLevel::Low => ECL::L,
        EcLevel::Medium => ECL::M,
        EcLevel::Quartile => ECL::Q,
        EcLevel::High => ECL::H,
    };
    let code = QRBuilder::new(payload)
        .mode(Mode::Byte)
        .ecl(level)
        .build()
        .map_err(|_| TooLong)?;
    Ok(SvgBuilder::default()
        .margin(QUIET_ZONE)
        .shape(Shape::Square)
        .to_str(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_is_as_wide_as_code_and_quiet_zone() {
        // 14 bytes are the most that version 1 (21 modules) holds at level M.
        let small = svg("12345678901234", EcLevel::Medium).unwrap();
        assert!(small.contains("viewBox=\"0 0 29 29\""), "{}", &small[..200]);
        let next = svg("123456789012345", EcLevel::Medium).unwrap();
        assert!(next.contains("viewBox=\"0 0 33 33\""), "{}", &next[..200]);
    }

    #[test]
    fn a_higher_level_needs_a_larger_code() {
        let text = "C1237856901;100,00;12229445;0";
        assert!(svg(text, EcLevel::Low).unwrap().len() < svg(text, EcLevel::High).unwrap().len());
    }

    #[test]
    fn a_text_beyond_the_largest_code_is_refused() {
        assert!(svg(&"x".repeat(2_953), EcLevel::Low).is_ok());
        assert_eq!(svg(&"x".repeat(2_954), EcLevel::Low), Err(TooLong));
        assert_eq!(svg(&"x".repeat(2_400), EcLevel::Medium), Err(TooLong));
    }
}
