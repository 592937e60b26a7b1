//! Which accent colour is printed? The company's own, darkened until text in it can be read on white.

use serde::{Deserialize, Serialize};

/// Accent colour as red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent(pub [u8; 3]);

impl Default for Accent {
    /// A deep blue.
    fn default() -> Self {
        Self([0x1d, 0x3f, 0x72])
    }
}

/// Contrast that WCAG 2.2 (1.4.3, level AA) wants between text and background.
const CONTRAST: f64 = 4.5;

impl Accent {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// `#rrggbb` of this colour, or of the nearest darker one that is legible on white.
    pub(crate) fn legible_hex(self) -> String {
        let mut colour = self;
        while 1.05 / (colour.luminance() + 0.05) < CONTRAST {
            colour = Self(
                colour
                    .0
                    .map(|part| u8::try_from(u16::from(part) * 19 / 20).unwrap_or(part)),
            );
        }
        let [red, green, blue] = colour.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let c = f64::from(part) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_read_strictly() {
        assert_eq!(Accent::from_hex("#1D3f72"), Some(Accent::default()));
        for bad in ["1d3f72", "#1d3f7", "#1d3f7g", "#+d3f72", "", "#1d3f7222"] {
            assert_eq!(Accent::from_hex(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_dark_colour_stays_and_a_light_one_is_darkened() {
        assert_eq!(Accent::default().legible_hex(), "#1d3f72");
        for light in [[255, 255, 0], [255, 255, 255], [120, 200, 120]] {
            let printed = Accent::from_hex(&Accent(light).legible_hex()).map(Accent::luminance);
            assert!(printed.is_some_and(|l| 1.05 / (l + 0.05) >= CONTRAST), "{light:?}");
        }
    }
}
