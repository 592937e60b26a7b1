//! What does a change answer? A body that can be kept and sent again.

use super::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::StatusCode, http::header};
use serde::Serialize;

/// An answer.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reply {
    status: u16,
    location: Option<String>,
    version: Option<i32>,
    body: Option<String>,
    cookie: Option<actix_web::cookie::Cookie<'static>>,
    dry: bool,
    forget: bool,
    sealed: bool,
}

impl Reply {
    /// 200 with a body.
    ///
    /// # Errors
    /// When the body can't be written as JSON.
    pub fn ok<T: Serialize>(body: &T) -> Result<Self, Problem> {
        Self::with_status(StatusCode::OK, body)
    }

    /// 201 with a body and where it is.
    ///
    /// # Errors
    /// When the body can't be written as JSON.
    pub fn created<T: Serialize>(location: String, body: &T) -> Result<Self, Problem> {
        let mut r = Self::with_status(StatusCode::CREATED, body)?;
        r.location = Some(location);
        Ok(r)
    }

    /// Another status with a body.
    ///
    /// # Errors
    /// When the body can't be written as JSON.
    pub fn with_status<T: Serialize>(status: StatusCode, body: &T) -> Result<Self, Problem> {
        let body = serde_json::to_string(body).map_err(Problem::internal)?;
        Ok(Self {
            status: status.as_u16(),
            body: Some(body),
            ..Self::no_content()
        })
    }

    /// 204.
    pub fn no_content() -> Self {
        Self {
            status: 204,
            location: None,
            version: None,
            body: None,
            cookie: None,
            dry: false,
            forget: false,
            sealed: false,
        }
    }

    /// An answer from the store.
    pub(crate) fn stored(status: u16, location: Option<String>, version: Option<i32>, body: Option<String>) -> Self {
        Self {
            status,
            location,
            version,
            body,
            cookie: None,
            dry: false,
            forget: false,
            sealed: false,
        }
    }

    /// With the version as `ETag`.
    pub fn version(mut self, version: i32) -> Self {
        self.version = Some(version);
        self
    }

    /// With a cookie. Cookies aren't kept for repeated requests.
    pub fn cookie(mut self, cookie: actix_web::cookie::Cookie<'static>) -> Self {
        self.cookie = Some(cookie);
        self
    }

    /// Tells the browser to forget what it keeps of this service.
    pub fn forget(mut self) -> Self {
        self.forget = true;
        self
    }

    /// Keeps the body for a repeated request sealed under the master key: it holds what may be read nowhere else.
    pub fn sealed(mut self) -> Self {
        self.sealed = true;
        self
    }

    pub(crate) fn is_sealed(&self) -> bool {
        self.sealed
    }

    pub(crate) fn dry(mut self) -> Self {
        self.dry = true;
        self.location = None;
        self
    }

    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    pub(crate) fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    pub(crate) fn etag(&self) -> Option<i32> {
        self.version
    }

    pub(crate) fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }
}

impl Responder for Reply {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut b = HttpResponse::build(status);
        if let Some(v) = self.version {
            b.insert_header((header::ETAG, format!("\"{v}\"")));
        }
        if let Some(l) = &self.location {
            b.insert_header((header::LOCATION, l.as_str()));
        }
        if let Some(c) = self.cookie {
            b.cookie(c);
        }
        if self.forget {
            b.insert_header(("Clear-Site-Data", r#""cache", "storage""#));
        }
        if self.dry {
            b.insert_header(("X-Dry-Run", "true"));
        }
        match self.body {
            Some(body) => b.content_type("application/json").body(body),
            None => b.finish(),
        }
    }
}

/// A thing that was read, with its version as `ETag`.
pub struct Etagged<T>(pub T, pub i32);

impl<T: Serialize> Responder for Etagged<T> {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        let tag = format!("\"{}\"", self.1);
        let unchanged = req
            .headers()
            .get(header::IF_NONE_MATCH)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.trim_start_matches("W/") == tag);
        if unchanged {
            return HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish();
        }
        HttpResponse::Ok().insert_header((header::ETAG, tag)).json(self.0)
    }
}
