//! How is a body read? Once, and as it was sent: whatever would have to be unpacked is refused before it is looked at.

use super::problem::{Code, Problem};
use actix_web::{
    dev::ServiceRequest,
    http::header::{CONTENT_ENCODING, HeaderMap},
    web::{self, Bytes},
};

/// Reads a body of at most `most` bytes.
///
/// # Errors
/// [`Code::UnsupportedMediaType`] or [`Code::TooLarge`].
pub async fn read(req: &mut ServiceRequest, most: usize) -> Result<Bytes, Problem> {
    if is_packed(req.headers()) {
        let how = "bodies are sent as they are, without a Content-Encoding";
        return Err(Problem::new(Code::UnsupportedMediaType).detail(how));
    }
    let too_large = || Problem::new(Code::TooLarge);
    let payload = req.extract::<web::Payload>().await.map_err(|_| too_large())?;
    let read = payload.to_bytes_limited(most).await.map_err(|_| too_large())?;
    read.map_err(|_| too_large())
}

/// A few bytes can unpack to gigabytes, and nobody needs it: bodies here are small.
fn is_packed(headers: &HeaderMap) -> bool {
    let as_it_is = |encoding: &str| encoding.is_empty() || encoding.eq_ignore_ascii_case("identity");
    !headers
        .get_all(CONTENT_ENCODING)
        .all(|value| value.to_str().is_ok_and(|v| v.split(',').all(|e| as_it_is(e.trim()))))
}
