//! How does the demo come about? By the same requests that people make, at the times when they would have made them.

use crate::{
    app::App,
    clock::{Clock, ManualClock},
    http::{problem::Problem, server::service},
};
use actix_http::Request;
use actix_web::{
    body::{BoxBody, MessageBody, to_bytes},
    dev::ServiceResponse,
    http::Method,
    test,
};
use futures_util::future::LocalBoxFuture;
use serde_json::Value;
use std::{rc::Rc, sync::Arc};
use uuid::Uuid;

/// Somebody of the demo company.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub user_id: Uuid,
    pub membership_id: Uuid,
    pub session_id: Uuid,
    pub company_id: Uuid,
}

type Serve = Rc<dyn Fn(Request) -> LocalBoxFuture<'static, Result<ServiceResponse<BoxBody>, actix_web::Error>>>;

/// Makes requests in the past.
pub(super) struct Driver {
    pub app: App,
    pub clock: Arc<ManualClock>,
    serve: Serve,
}

impl Driver {
    pub async fn new(app: App, clock: Arc<ManualClock>) -> Self {
        let ready = Rc::new(test::init_service(service(app.clone())).await);
        let serve: Serve = Rc::new(move |request| {
            let ready = ready.clone();
            Box::pin(async move { Ok(test::try_call_service(&*ready, request).await?.map_into_boxed_body()) })
        });
        Self { app, clock, serve }
    }

    pub async fn get(&self, who: &Person, path: &str) -> Result<Value, Problem> {
        self.call(Some(who), Method::GET, path, None, None).await
    }

    pub async fn post(&self, who: &Person, path: &str, body: Value) -> Result<Value, Problem> {
        self.call(Some(who), Method::POST, path, None, Some(body)).await
    }

    /// Acts on a thing in the version that was last seen.
    pub async fn act(&self, who: &Person, path: &str, seen: &Value, body: Value) -> Result<Value, Problem> {
        self.call(Some(who), Method::POST, path, seen["version"].as_i64(), Some(body)).await
    }

    pub async fn put(&self, who: &Person, path: &str, seen: &Value, body: Value) -> Result<Value, Problem> {
        self.call(Some(who), Method::PUT, path, seen["version"].as_i64(), Some(body)).await
    }

    /// A request without a session: a customer with a link.
    pub async fn post_public(&self, path: &str, body: Value) -> Result<Value, Problem> {
        self.call(None, Method::POST, path, None, Some(body)).await
    }

    async fn call(
        &self,
        who: Option<&Person>,
        method: Method,
        path: &str,
        version: Option<i64>,
        body: Option<Value>,
    ) -> Result<Value, Problem> {
        let mut request = test::TestRequest::with_uri(&format!("/api/v1{path}"))
            .method(method.clone())
            .insert_header(("idempotency-key", self.clock.new_id().to_string()));
        if let Some(p) = who {
            let token = self.app.keys.sign(self.clock.now(), p.user_id, p.session_id, p.company_id)?;
            request = request.insert_header(("authorization", format!("Bearer {token}")));
        }
        if let Some(v) = version {
            request = request.insert_header(("if-match", format!("\"{v}\"")));
        }
        if let Some(body) = body {
            request = request.set_json(body);
        }
        let response = (self.serve)(request.to_request()).await.map_err(Problem::internal)?;
        let status = response.status();
        let bytes = to_bytes(response.into_body().boxed()).await.map_err(Problem::internal)?;
        if !status.is_success() {
            let text = String::from_utf8_lossy(&bytes);
            return Err(Problem::internal(format!("demo data: {method} {path} answered {status}: {text}")));
        }
        Ok(serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }
}
