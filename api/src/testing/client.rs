//! How does a test speak to the service? As a program would, with every answer checked.

use super::{
    contract::contract,
    world::{Person, World},
};
use actix_web::{
    body::{BoxBody, to_bytes},
    dev::ServiceResponse,
    http::Method,
    test::TestRequest,
};
use serde_json::Value;
use std::{io::Write, process::Command};

/// Somebody who calls.
pub struct Client<'w> {
    world: &'w World,
    person: Option<Person>,
    token: Option<String>,
    peer: Option<std::net::SocketAddr>,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub bytes: Vec<u8>,
    /// The body as JSON; null when it isn't.
    pub body: Value,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Panics unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:#}", self.body);
        self
    }

    /// Panics unless it is a problem with this status and code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.body["code"], code, "{:#}", answer.body);
        answer
    }

    /// Panics unless a field was refused with this code.
    #[track_caller]
    pub fn expect_field(self, pointer: &str, code: &str) -> Self {
        let found = self.body["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|e| e["pointer"] == pointer && e["code"] == code);
        assert!(found, "no {code} at {pointer}: {:#}", self.body);
        self
    }

    /// The id in the body.
    #[track_caller]
    pub fn id(&self) -> String {
        self.body["id"].as_str().unwrap().to_owned()
    }

    /// The words of a PDF in reading order, spaces plain. Panics when it isn't one.
    #[track_caller]
    pub fn pdf_text(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/pdf"));
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&self.bytes).unwrap();
        let out = Command::new("pdftotext")
            .args(["-layout".as_ref(), file.path().as_os_str(), "-".as_ref()])
            .output()
            .unwrap();
        assert!(out.status.success());
        String::from_utf8(out.stdout)
            .unwrap()
            .replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// The version in the body.
    #[track_caller]
    pub fn version(&self) -> i64 {
        self.body["version"].as_i64().unwrap()
    }
}

impl<'w> Client<'w> {
    pub(super) fn new(world: &'w World, person: Option<Person>) -> Self {
        Self {
            world,
            person,
            token: None,
            peer: None,
            headers: Vec::new(),
        }
    }

    /// With another access token than the person's own.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// From an address of the network.
    pub fn from(mut self, ip: &str) -> Self {
        self.peer = Some(std::net::SocketAddr::new(ip.parse().unwrap(), 40_000));
        self
    }

    /// With a header on every call.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None, None, &[]).await
    }

    /// Creates, or acts on something without a version. A new `Idempotency-Key` each time.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let key = self.world.key();
        self.call(Method::POST, path, None, Some(&body), &[("idempotency-key", &key)])
            .await
    }

    /// Acts on a version.
    pub async fn act(&self, path: &str, version: i64, body: Value) -> Answer {
        let key = self.world.key();
        self.call(
            Method::POST,
            path,
            Some(version),
            Some(&body),
            &[("idempotency-key", &key)],
        )
        .await
    }

    /// Replaces a version.
    pub async fn put(&self, path: &str, version: i64, body: Value) -> Answer {
        self.call(Method::PUT, path, Some(version), Some(&body), &[]).await
    }

    /// Deletes a version.
    pub async fn delete(&self, path: &str, version: i64) -> Answer {
        self.call(Method::DELETE, path, Some(version), None, &[]).await
    }

    /// Calls with the headers alone, at any address; the contract is not asked.
    pub async fn raw(&self, method: Method, path: &str) -> Answer {
        let mut request = TestRequest::with_uri(path).method(method);
        for (name, value) in &self.headers {
            request = request.insert_header((name.as_str(), value.as_str()));
        }
        let answer = read(self.world.serve(request.to_request()).await).await;
        headers_of_all(path, &answer.headers);
        answer
    }

    /// Calls with everything said.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        version: Option<i64>,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let path = if path.starts_with("/api/") || path.starts_with("/.") {
            path.to_owned()
        } else {
            format!("/api/v1{path}")
        };
        let mut request = TestRequest::with_uri(&path).method(method.clone());
        if let Some(token) = self
            .token
            .clone()
            .or_else(|| self.person.as_ref().map(|p| self.world.access_token(p)))
        {
            request = request.insert_header(("authorization", format!("Bearer {token}")));
        }
        if let Some(v) = version {
            request = request.insert_header(("if-match", format!("\"{v}\"")));
        }
        if let Some(peer) = self.peer {
            request = request.peer_addr(peer);
        }
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        for (name, value) in &self.headers {
            request = request.insert_header((name.as_str(), value.as_str()));
        }
        if let Some(body) = body {
            request = request.set_json(body);
        }
        let response = self.world.serve(request.to_request()).await;
        let answer = read(response).await;
        let kind = answer.header("content-type").unwrap_or_default();
        let bare = path.split('?').next().unwrap_or_default();
        headers_of_all(bare, &answer.headers);
        if bare.starts_with("/api/") {
            contract().check(method.as_str(), bare, answer.status, kind, &answer.bytes);
        }
        answer
    }
}

async fn read(response: ServiceResponse<BoxBody>) -> Answer {
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(n, v)| (n.as_str().to_owned(), v.to_str().unwrap_or_default().to_owned()))
        .collect();
    let bytes = to_bytes(response.into_body()).await.unwrap().to_vec();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Answer {
        status,
        headers,
        bytes,
        body,
    }
}

/// Panics unless the headers are there that every answer carries.
fn headers_of_all(path: &str, headers: &[(String, String)]) {
    let has = |name: &str, wanted: &str| {
        let found: Vec<&str> = headers
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
            .collect();
        assert!(
            found.len() == 1 && found[0].contains(wanted),
            "{path}: {name} is {found:?}, not {wanted}"
        );
    };
    has("x-request-id", "");
    has("x-content-type-options", "nosniff");
    has("referrer-policy", "no-referrer");
    has("cross-origin-opener-policy", "same-origin");
    has("cross-origin-resource-policy", "same-origin");
    has("strict-transport-security", "max-age=63072000; includeSubDomains");
    has("permissions-policy", "camera=()");
    has("content-security-policy", "frame-ancestors 'none'");
    has("content-security-policy", "object-src 'none'; base-uri 'none'");
    assert!(
        !headers
            .iter()
            .any(|(n, v)| n == "content-security-policy" && v.contains("unsafe")),
        "{path}"
    );
    assert!(
        !headers.iter().any(|(n, _)| n == "server" || n == "x-powered-by"),
        "{path} says what it runs on"
    );
    if path.starts_with("/api/") {
        has("cache-control", "no-store");
    }
}
