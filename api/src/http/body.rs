//! How is a body read? Once, as it was sent, and within a size and a time that are known before.

use super::problem::{Code, Problem};
use actix_web::{
    HttpMessage,
    body::{BodySize, BoxBody, MessageBody},
    dev::{Payload, ServiceRequest},
    error::PayloadError,
    http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap},
    web::{Bytes, BytesMut},
};
use futures_util::StreamExt;
use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

/// What a body may be at most.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Bytes.
    pub size: usize,
    /// From its first byte to its last.
    pub time: Duration,
}

/// Reads a body.
///
/// # Errors
/// [`Code::UnsupportedMediaType`], [`Code::TooLarge`], [`Code::RequestTimeout`] or [`Code::Malformed`].
pub async fn read(req: &mut ServiceRequest, limit: Limit) -> Result<Bytes, Problem> {
    if is_packed(req.headers()) {
        let how = "bodies are sent as they are, without a Content-Encoding";
        return Err(Problem::new(Code::UnsupportedMediaType).detail(how));
    }
    if said_length(req.headers()).is_some_and(|length| length > limit.size as u64) {
        return Err(Problem::new(Code::TooLarge));
    }
    let mut payload = req.take_payload();
    let read = tokio::time::timeout(limit.time, collect(&mut payload, limit.size)).await;
    req.set_payload(payload);
    read.map_err(|_| Problem::new(Code::RequestTimeout))?
}

/// An answer with the body that wasn't read to its end. The server closes the connection after it, as long as somebody
/// holds that body: one that was let go would be read on, however long it lasts.
pub fn beside(answer: BoxBody, unread: Payload) -> BoxBody {
    match unread {
        Payload::None => answer,
        unread => BoxBody::new(Beside {
            answer,
            _unread: unread,
        }),
    }
}

struct Beside {
    answer: BoxBody,
    _unread: Payload,
}

impl MessageBody for Beside {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.answer.size()
    }

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.get_mut().answer.as_pin_mut().poll_next(cx)
    }
}

/// A few bytes can unpack to gigabytes, and nobody needs it: bodies here are small.
fn is_packed(headers: &HeaderMap) -> bool {
    let as_it_is = |encoding: &str| encoding.is_empty() || encoding.eq_ignore_ascii_case("identity");
    !headers
        .get_all(CONTENT_ENCODING)
        .all(|value| value.to_str().is_ok_and(|v| v.split(',').all(|e| as_it_is(e.trim()))))
}

fn said_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

async fn collect(payload: &mut Payload, most: usize) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(broken)?;
        if body.len() + chunk.len() > most {
            return Err(Problem::new(Code::TooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Only what is too large is answered as too large.
fn broken(e: PayloadError) -> Problem {
    match e {
        PayloadError::Overflow => Problem::new(Code::TooLarge),
        _ => Problem::new(Code::Malformed).detail("the body ends before its end, or isn't framed as it says"),
    }
}
