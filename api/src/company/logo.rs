//! How is a logo kept, and which picture may be one?

use crate::{
    app::App,
    http::{FieldCode, FieldError, Problem},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kontoret_documents::{DocumentError, Logo};

/// Most bytes of a picture: every page of the app that shows it carries it.
const MAX_BYTES: usize = 200 * 1024;

/// The picture of a `data:` URL; none when it is of another kind than PNG and SVG.
#[must_use]
pub fn logo(url: &str) -> Option<Logo> {
    let (kind, data) = url.strip_prefix("data:")?.split_once(";base64,")?;
    let bytes = STANDARD.decode(data).ok()?;
    match kind {
        "image/png" => Some(Logo::Png(bytes)),
        "image/svg+xml" => Some(Logo::Svg(bytes)),
        _ => None,
    }
}

/// Sets the logo once, so that no invoice fails for it later.
///
/// # Errors
/// A refusal of the field `/logo`.
pub async fn check(app: &App, url: &str) -> Result<(), Problem> {
    let invalid = || Problem::field("/logo", FieldCode::Invalid);
    let picture = logo(url).ok_or_else(invalid)?;
    let (Logo::Png(bytes) | Logo::Svg(bytes)) = &picture;
    if bytes.len() > MAX_BYTES {
        let max = i64::try_from(MAX_BYTES).unwrap_or(i64::MAX);
        return Err(Problem::fields(vec![
            FieldError::new("/logo", FieldCode::TooLong).with("max", max),
        ]));
    }
    app.with_engine(move |engine| engine.check_logo(&picture))
        .await?
        .map_err(|refused| match refused {
            DocumentError::Logo(why) => invalid().detail(format!("the logo can't be used: {why}")),
            other => Problem::internal(other),
        })
}
