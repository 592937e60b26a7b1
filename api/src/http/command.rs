//! How does a request say "this change, once, and only if nobody was faster"?

use super::problem::{Code, FieldCode, Problem};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header::HeaderValue};
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
    let key = req.headers().get("idempotency-key").map(key).transpose()?.flatten();
    if req.method() == actix_web::http::Method::POST && key.is_none() {
        return Err(Problem::new(Code::IdempotencyKeyRequired));
    }
    let dry_run = rehearses(req.query_string())?;
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

fn key(value: &HeaderValue) -> Result<Option<String>, Problem> {
    match value.to_str() {
        Ok("") => Ok(None),
        Ok(text) if text.len() <= 128 => Ok(Some(text.to_owned())),
        _ => Err(Problem::new(Code::IdempotencyKeyInvalid)),
    }
}

/// Whether the query asks for a rehearsal. Whoever says so in another way, or twice, must not get the deed.
fn rehearses(query: &str) -> Result<bool, Problem> {
    let mut said = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "dry_run");
    match (said.next().as_ref().map(|(_, value)| &**value), said.next()) {
        (None, _) | (Some("false"), None) => Ok(false),
        (Some("true"), None) => Ok(true),
        _ => Err(Problem::field("dry_run", FieldCode::Invalid)),
    }
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
