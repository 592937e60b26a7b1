//! How does a request say "this change, once, and only if nobody was faster"?

use super::problem::{Code, Problem};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use std::future::{Ready, ready};
use utoipa::IntoParams;

/// What makes a change repeatable and checkable: the key, the dry run, the fingerprint of the request.
#[derive(Clone, Debug)]
pub struct Command {
    /// The `Idempotency-Key`; required on POST.
    pub key: Option<String>,
    /// Do everything, then take it back.
    pub dry_run: bool,
    /// SHA-256 over method, path, precondition and body.
    pub fingerprint: [u8; 32],
}

/// The headers and the query that [`Command`] reads, for the contract.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read by the contract generator alone")]
pub struct IdempotencyKey {
    /// A key of your own choice (a UUID) that makes a repeated request answer as the first one did, for 24 hours.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 128)]
    idempotency_key: String,
}

/// The query that asks for a rehearsal, for the contract.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the contract generator alone")]
pub struct DryRun {
    /// `true`: do everything, answer what would be, and take it back.
    dry_run: Option<bool>,
}

/// The precondition, for the contract.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read by the contract generator alone")]
pub struct IfMatchHeader {
    /// The `ETag` that you read: `"<version>"`.
    #[param(rename = "If-Match")]
    if_match: String,
}

/// SHA-256 of the body, put there by the middleware that reads it.
#[derive(Clone, Copy)]
pub struct BodyDigest(pub [u8; 32]);

impl FromRequest for Command {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_command(req))
    }
}

fn read_command(req: &HttpRequest) -> Result<Command, Problem> {
    let key = req
        .headers()
        .get("idempotency-key")
        .and_then(|v| v.to_str().ok())
        .map(str::to_owned);
    if req.method() == actix_web::http::Method::POST && key.as_ref().is_none_or(|k| k.is_empty() || k.len() > 128) {
        return Err(Problem::new(Code::IdempotencyKeyRequired));
    }
    let dry_run = match query_value(req.query_string(), "dry_run") {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(Problem::field("dry_run", super::problem::FieldCode::Invalid)),
    };
    let body = req.extensions().get::<BodyDigest>().map_or([0; 32], |d| d.0);
    let if_match = req
        .headers()
        .get("if-match")
        .map(|v| v.as_bytes().to_vec())
        .unwrap_or_default();
    let fingerprint = crate::store::secret::digest(
        &[
            req.method().as_str().as_bytes(),
            b"\0",
            req.path().as_bytes(),
            b"\0",
            &if_match,
            b"\0",
            &body,
        ]
        .concat(),
    );
    Ok(Command {
        key,
        dry_run,
        fingerprint,
    })
}

fn query_value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query
        .split('&')
        .filter_map(|p| p.split_once('='))
        .find(|(n, _)| *n == name)
        .map(|(_, v)| v)
}

/// The version that the caller read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i32);

impl IfMatch {
    /// Refuses when somebody was faster.
    ///
    /// # Errors
    /// [`Code::Stale`].
    pub fn expect(self, version: i32) -> Result<(), Problem> {
        if self.0 == version {
            Ok(())
        } else {
            Err(Problem::new(Code::Stale))
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            req.headers()
                .get("if-match")
                .ok_or_else(|| Problem::new(Code::PreconditionRequired))
                .and_then(|v| {
                    // Compression on the way makes our tags weak; the version in them is what counts.
                    v.to_str()
                        .ok()
                        .map(|t| t.trim().trim_start_matches("W/").trim_matches('"'))
                        .and_then(|t| t.parse().ok())
                        .map(IfMatch)
                        .ok_or_else(|| Problem::new(Code::Stale))
                }),
        )
    }
}
