//! Is this picture fit to be a logo? Its kind, its size limits, and why it is refused.

use serde::{Deserialize, Serialize};

use crate::DocumentError;
use crate::engine::Slot;

/// Most bytes that a logo may have: it is embedded in each document.
const MAX_BYTES: usize = 1024 * 1024;
/// Most pixels of a PNG: a small file can unpack to gigabytes.
const MAX_PIXELS: u64 = 16_000_000;
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Logo of the seller: the bytes of a picture file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Logo {
    /// Scalable picture without links to, or copies of, other pictures.
    Svg(Vec<u8>),
    /// Pixel picture, at most 16 megapixels.
    Png(Vec<u8>),
}

impl Logo {
    /// Checks the limits that decoding cannot: size in bytes and in pixels.
    pub(crate) fn check(&self) -> Result<(), DocumentError> {
        let bytes = self.bytes();
        if bytes.len() > MAX_BYTES {
            return Err(DocumentError::Logo("larger than 1 MiB"));
        }
        match self {
            Self::Svg(bytes) => check_svg(bytes)?,
            Self::Png(bytes) => {
                let (width, height) = png_size(bytes).ok_or(DocumentError::Logo("not a PNG file"))?;
                if u64::from(width) * u64::from(height) > MAX_PIXELS {
                    return Err(DocumentError::Logo("more than 16 megapixels"));
                }
            }
        }
        Ok(())
    }

    /// Where the templates find it.
    pub(crate) fn slot(&self) -> Slot {
        match self {
            Self::Svg(_) => Slot::LogoSvg,
            Self::Png(_) => Slot::LogoPng,
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Svg(bytes) | Self::Png(bytes) => bytes,
        }
    }
}

/// Links may only lead into the file itself: the typesetter keeps the path of every linked file for ever, and an embedded
/// picture can unpack to gigabytes. Entities are refused because they can hide a link.
fn check_svg(bytes: &[u8]) -> Result<(), DocumentError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DocumentError::Logo("not an SVG file in UTF-8"))?;
    if text.contains("<!ENTITY") {
        return Err(DocumentError::Logo("contains entities"));
    }
    let inside = |rest: &str| {
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        value.is_none_or(|value| value.starts_with("\"#") || value.starts_with("'#"))
    };
    if text.split("href").skip(1).all(inside) {
        Ok(())
    } else {
        Err(DocumentError::Logo("links to other files"))
    }
}

/// Width and height from the header chunk, which the format puts first.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(PNG_SIGNATURE)?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(8)?, number(12)?))
}
