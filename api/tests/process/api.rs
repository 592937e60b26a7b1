//! How does a program speak to the server? Over the network, knowing nothing but the contract.

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::net::IpAddr;
use uuid::Uuid;

/// A client of the network.
pub fn client() -> Client {
    client_at(None)
}

#[expect(clippy::disallowed_methods, reason = "here a program from outside is asked for")]
fn client_at(ip: Option<IpAddr>) -> Client {
    Client::builder().no_proxy().local_address(ip).build().unwrap()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body's bytes.
    pub bytes: Vec<u8>,
    /// The body as JSON; null when it isn't.
    pub body: Value,
}

impl Answer {
    /// Panics unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:#}", self.body);
        self
    }

    /// A text in the body.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        self.body
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no {pointer}: {:#}", self.body))
            .to_owned()
    }

    /// A number in the body.
    #[track_caller]
    pub fn number(&self, pointer: &str) -> i64 {
        self.body
            .pointer(pointer)
            .and_then(Value::as_i64)
            .unwrap_or_else(|| panic!("no {pointer}: {:#}", self.body))
    }

    /// The id in the body.
    #[track_caller]
    pub fn id(&self) -> String {
        self.text("/id")
    }
}

/// Somebody at a server.
#[derive(Clone)]
pub struct Api {
    http: Client,
    base: String,
    token: Option<String>,
}

/// A new key for a request that may come again.
pub fn key() -> String {
    Uuid::from_bytes(kontoret::store::secret::random()).to_string()
}

impl Api {
    /// Nobody yet.
    pub fn at(address: &str) -> Self {
        Self {
            http: client(),
            base: format!("{address}/api/v1"),
            token: None,
        }
    }

    /// Nobody yet, at another address of this machine.
    pub fn from(ip: IpAddr, address: &str) -> Self {
        Self {
            http: client_at(Some(ip)),
            ..Self::at(address)
        }
    }

    /// With an access token.
    pub fn with_token(&self, token: String) -> Self {
        Self {
            token: Some(token),
            ..self.clone()
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends; the error is the network's.
    pub async fn send(request: RequestBuilder) -> Result<Answer, reqwest::Error> {
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let bytes = answer.bytes().await?.to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer { status, bytes, body })
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        Self::send(self.request(Method::GET, path)).await.unwrap()
    }

    /// Creates, or acts without a version.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.try_post(path, &body, &key()).await.unwrap()
    }

    /// The same, with a key of one's own and a network that may fail.
    pub async fn try_post(&self, path: &str, body: &Value, key: &str) -> Result<Answer, reqwest::Error> {
        let request = self.request(Method::POST, path).header("idempotency-key", key);
        Self::send(request.json(body)).await
    }

    /// Acts on a version.
    pub async fn act(&self, path: &str, version: i64, body: Value) -> Answer {
        self.try_act(path, version, &body, &key()).await.unwrap()
    }

    /// Acts on a version, with a key of one's own and a network that may fail.
    pub async fn try_act(&self, path: &str, version: i64, body: &Value, key: &str) -> Result<Answer, reqwest::Error> {
        let request = self.request(Method::POST, path).header("idempotency-key", key);
        Self::send(request.header("if-match", format!("\"{version}\"")).json(body)).await
    }

    /// Replaces a version.
    pub async fn put(&self, path: &str, version: i64, body: Value) -> Answer {
        let request = self
            .request(Method::PUT, path)
            .header("if-match", format!("\"{version}\""));
        Self::send(request.json(&body)).await.unwrap()
    }

    /// Logs in.
    pub async fn log_in(&self, email: &str, password: &str) -> Self {
        let body = json!({ "email": email, "password": password, "transport": "body" });
        let session = self.post("/session", body).await.expect(200);
        self.with_token(session.text("/access_token"))
    }
}
