//! How is input read? Strictly, and with every field's error at once.

use super::{
    problem::{Code, FieldCode, FieldError, Problem},
    server::MAX_BODY,
    text,
};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, body::BoxBody, dev::Payload, web};
use serde::de::DeserializeOwned;
use std::{
    future::{Ready, ready},
    ops::Deref,
    pin::Pin,
};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// A JSON body that fits its type and its limits; or one that is sent.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: serde::Serialize> Responder for Json<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

/// A query string that fits its type and its limits.
#[derive(Debug)]
pub struct Query<T>(pub T);

/// The variable parts of the path; what doesn't fit names nothing.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T> Deref for Path<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Deref for Query<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = req
            .headers()
            .get("content-type")
            .and_then(|v| v.to_str().ok())
            .is_some_and(|t| {
                t.split(';')
                    .next()
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/json"))
            });
        let bytes = web::Bytes::from_request(req, payload);
        Box::pin(async move {
            if !is_json {
                return Err(Problem::new(Code::UnsupportedMediaType));
            }
            let bytes = bytes.await.map_err(|_| Problem::new(Code::TooLarge))?;
            parse(&bytes).map(Json)
        })
    }
}

/// Reads a body.
///
/// # Errors
/// [`Code::Malformed`] or [`Code::InvalidFields`].
pub fn parse<T: DeserializeOwned + Validate>(bytes: &[u8]) -> Result<T, Problem> {
    // Serde would read an array as the fields in their order.
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Problem::field("", FieldCode::WrongType));
    }
    let mut de = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut de).map_err(|e| {
        let pointer = pointer(e.path());
        let inner = e.into_inner();
        // Serde speaks of broken JSON also where a word of a list belongs and something else stands.
        if inner.is_data() || is_json(bytes) {
            return Problem::fields(vec![misfit(pointer, &inner.to_string())]);
        }
        Problem::new(Code::Malformed).detail(format!(
            "not valid JSON at line {}, column {}",
            inner.line(),
            inner.column()
        ))
    })?;
    de.end().map_err(|e| {
        Problem::new(Code::Malformed).detail(format!(
            "more than one value at line {}, column {}",
            e.line(),
            e.column()
        ))
    })?;
    let mut errors = if says_more(bytes) {
        serde_json::from_slice(bytes)
            .map(|body| text::unreadable(&body))
            .unwrap_or_default()
    } else {
        Vec::new()
    };
    if let Err(broken) = value.validate() {
        collect("", &broken, &mut errors);
    }
    if errors.is_empty() {
        Ok(value)
    } else {
        Err(Problem::fields(errors))
    }
}

fn is_json(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
}

/// Whether texts are to be looked at: all but the largest bodies, whose one large text is a file in Base64.
fn says_more(bytes: &[u8]) -> bool {
    bytes.len() <= MAX_BODY || bytes.iter().any(|b| *b == b'\\' || *b >= 0x7f)
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut out = String::new();
    for s in path.iter() {
        match s {
            Segment::Seq { index } => out.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                out.push('/');
                out.push_str(&escape(key));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    out
}

pub(super) fn escape(key: &str) -> String {
    // A key is the sender's text: keep it short and free of anything but a name.
    key.chars()
        .take(64)
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' || c == '-' {
                c
            } else {
                '?'
            }
        })
        .collect()
}

/// Serde's words for what doesn't fit, as a field and a code; the value itself is left out.
fn misfit(mut pointer: String, message: &str) -> FieldError {
    let named = |m: &str| m.split('`').nth(1).map(escape).unwrap_or_default();
    let code = if message.starts_with("unknown field") {
        let name = named(message);
        if !pointer.ends_with(&format!("/{name}")) {
            pointer = format!("{pointer}/{name}");
        }
        FieldCode::UnknownField
    } else if message.starts_with("missing field") {
        pointer = format!("{pointer}/{}", named(message));
        FieldCode::Required
    } else if let Some(number) = message.strip_prefix("invalid value: integer `") {
        if number.starts_with('-') {
            FieldCode::TooSmall
        } else {
            FieldCode::TooLarge
        }
    } else if message.starts_with("duplicate field") {
        let name = named(message);
        if !pointer.ends_with(&format!("/{name}")) {
            pointer = format!("{pointer}/{name}");
        }
        FieldCode::Invalid
    } else if message.starts_with("number out of range") {
        FieldCode::TooLarge
    } else if message.starts_with("invalid type") || message.starts_with("expected ") {
        FieldCode::WrongType
    } else {
        FieldCode::Invalid
    };
    FieldError::new(pointer, code)
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse_query(req.query_string()).map(Query))
    }
}

/// Reads a query; an error's pointer is the parameter's name.
fn parse_query<T: DeserializeOwned + Validate>(query: &str) -> Result<T, Problem> {
    let parameters = || form_urlencoded::parse(query.as_bytes());
    if let Some((name, _)) = parameters().find(|(_, value)| value.contains('\0')) {
        return Err(Problem::field(escape(&name), FieldCode::ControlCharacter));
    }
    let read = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(parameters()))
        .map_err(|e| Problem::fields(vec![misfit(pointer(e.path()), &e.into_inner().to_string())]))
        .and_then(|value: T| validate(&value).map(|()| value));
    read.map_err(|mut problem| {
        for e in &mut problem.errors {
            e.pointer = e.pointer.trim_start_matches('/').to_owned();
        }
        problem
    })
}

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    #[expect(clippy::disallowed_types, reason = "its refusals become problems here")]
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(
            web::Path::<T>::from_request(req, payload)
                .into_inner()
                .map(|p| Path(p.into_inner()))
                .map_err(|_| Problem::not_found()),
        )
    }
}

fn validate<T: Validate>(value: &T) -> Result<(), Problem> {
    value.validate().map_err(|e| {
        let mut out = Vec::new();
        collect("", &e, &mut out);
        Problem::fields(out)
    })
}

fn collect(prefix: &str, errors: &ValidationErrors, out: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let field = field.strip_prefix("r#").unwrap_or(field);
        match kind {
            ValidationErrorsKind::Field(list) => {
                out.extend(list.iter().map(|e| limit(format!("{prefix}/{field}"), e)));
            }
            ValidationErrorsKind::Struct(inner) => collect(&format!("{prefix}/{field}"), inner, out),
            ValidationErrorsKind::List(items) => {
                for (i, inner) in items {
                    collect(&format!("{prefix}/{field}/{i}"), inner, out);
                }
            }
        }
    }
}

/// One error of the validator as ours. Its `params` hold the rejected value, which never goes out.
fn limit(pointer: String, e: &validator::ValidationError) -> FieldError {
    let number = |name: &str| e.params.get(name).and_then(|v| v.as_f64().map(|f| f as i64));
    let (min, max) = (number("min"), number("max"));
    let value = e.params.get("value");
    let length = value.and_then(|v| {
        v.as_str()
            .map(|s| s.chars().count())
            .or_else(|| v.as_array().map(Vec::len))
            .and_then(|n| i64::try_from(n).ok())
    });
    let below = |n: Option<i64>| n.zip(min).is_some_and(|(n, min)| n < min);
    let code = match e.code.as_ref() {
        "length" if below(length) => FieldCode::TooShort,
        "length" => FieldCode::TooLong,
        "range" if below(value.and_then(|v| v.as_f64()).map(|f| f as i64)) => FieldCode::TooSmall,
        "range" => FieldCode::TooLarge,
        "required" => FieldCode::Required,
        "too_long" => FieldCode::TooLong,
        "too_large" => FieldCode::TooLarge,
        "too_small" => FieldCode::TooSmall,
        "date_out_of_range" => FieldCode::DateOutOfRange,
        "check_digit" => FieldCode::CheckDigit,
        "too_common" => FieldCode::TooCommon,
        "end_before_start" => FieldCode::EndBeforeStart,
        _ => FieldCode::Invalid,
    };
    let mut error = FieldError::new(pointer, code);
    if let Some(min) = min {
        error = error.with("min", min);
    }
    if let Some(max) = max {
        error = error.with("max", max);
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read is asked")]
    struct Body {
        name: String,
        kind: Option<Kind>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        One,
    }

    fn refusal(body: &str) -> (Code, Vec<(String, FieldCode)>) {
        let p = parse::<Body>(body.as_bytes()).unwrap_err();
        (p.code, p.errors.into_iter().map(|e| (e.pointer, e.code)).collect())
    }

    #[test]
    fn whatever_is_json_is_refused_by_its_field() {
        for (body, pointer, code) in [
            (r#"{"name":"a","name":"b"}"#, "/name", FieldCode::Invalid),
            (r#"{"kind":"one"}"#, "/name", FieldCode::Required),
            (r#"{"name":"a","kind":{}}"#, "/kind", FieldCode::WrongType),
            (r#"{"name":"a","kind":1}"#, "/kind", FieldCode::WrongType),
            (r#"{"name":"a","kind":"two"}"#, "/kind", FieldCode::Invalid),
            (r#"{"name":1e999}"#, "/name", FieldCode::TooLarge),
            (r#"{"name":"\ud800"}"#, "/name", FieldCode::Invalid),
            (r#"{"name":"a\u0000"}"#, "/name", FieldCode::ControlCharacter),
        ] {
            let there = vec![(pointer.to_owned(), code)];
            assert_eq!(refusal(body), (Code::InvalidFields, there), "{body}");
        }
        for body in [
            "",
            "{",
            r#"{"name":"a","kind":on}"#,
            r#"{"name":"a"} x"#,
            r#"{"kind":{"#,
        ] {
            assert_eq!(refusal(body), (Code::Malformed, vec![]), "{body}");
        }
        assert!(parse::<Body>(br#"{"name":"a","kind":"one"}"#).is_ok());
    }
}
