//! How does the demo come about? By the same requests that people make, at the times when they would have made them.

use crate::{
    app::App,
    clock::{Clock, ManualClock},
    http::{Reply, problem::Problem, server::service},
    session::{client::Client, dto::Transport, start},
    store::{Actor, Done, Event, Scope},
    users,
};
use actix_http::Request;
use actix_web::{
    body::{BoxBody, MessageBody, to_bytes},
    dev::ServiceResponse,
    http::{Method, StatusCode},
    test,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures_util::future::LocalBoxFuture;
use kontoret_core::event::{EntityKind, EventKind};
use serde_json::Value;
use std::{cell::Cell, rc::Rc, sync::Arc};
use uuid::Uuid;

/// Somebody of a demo company, at work when they have a session.
#[derive(Debug)]
pub(super) struct Person {
    pub user_id: Uuid,
    pub membership_id: Uuid,
    pub company_id: Uuid,
    session_id: Cell<Uuid>,
}

impl Person {
    pub fn new(company_id: Uuid, membership_id: Uuid, user_id: Uuid) -> Self {
        Self {
            user_id,
            membership_id,
            company_id,
            session_id: Cell::default(),
        }
    }

    /// The same person in the same session, as a visitor in another company.
    pub fn visiting(&self, company_id: Uuid) -> Self {
        let visitor = Self::new(company_id, self.membership_id, self.user_id);
        visitor.session_id.set(self.session_id.get());
        visitor
    }

    fn scope(&self) -> Scope {
        Scope {
            company_id: Some(self.company_id),
            user_id: Some(self.user_id),
        }
    }

    fn actor(&self) -> Actor {
        Actor {
            user_id: Some(self.user_id),
            session_id: None,
            request_id: "demo".to_owned(),
            ..Actor::default()
        }
    }
}

type Serve = Rc<dyn Fn(Request) -> LocalBoxFuture<'static, Result<ServiceResponse<BoxBody>, actix_web::Error>>>;

/// Makes requests in the past.
pub(super) struct Driver {
    pub app: App,
    pub clock: Arc<ManualClock>,
    /// When the story ends; the clock never goes beyond.
    pub end: DateTime<Utc>,
    serve: Serve,
}

impl Driver {
    pub async fn new(app: App, clock: Arc<ManualClock>, end: DateTime<Utc>) -> Self {
        let ready = Rc::new(test::init_service(service(app.clone())).await);
        let serve: Serve = Rc::new(move |request| {
            let ready = ready.clone();
            Box::pin(async move { Ok(test::try_call_service(&*ready, request).await?.map_into_boxed_body()) })
        });
        Self { app, clock, end, serve }
    }

    /// Today in the story.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Goes on to a moment, if it is later than now and not after the end.
    pub fn go_on(&self, to: DateTime<Utc>) {
        let to = to.min(self.end);
        if to > self.clock.now() {
            self.clock.set(to);
        }
    }

    /// A few minutes pass.
    pub fn tick(&self) {
        self.go_on(self.clock.now() + TimeDelta::minutes(3));
    }

    /// Begins a session as after a right password: the password itself was proven once, by the invitation.
    pub async fn log_in(&self, who: &Person) -> Result<(), Problem> {
        self.log_out(who).await?;
        let client = Client {
            device: "Chrome on Windows".to_owned(),
            ..Client::default()
        };
        let _: Reply = self
            .app
            .write_in(who.scope(), &who.actor(), async |tx| {
                let places = users::places(tx, who.user_id).await?;
                let place = places
                    .iter()
                    .find(|p| p.id == who.membership_id)
                    .ok_or_else(Problem::not_found)?;
                let (started, event) = start::begin(tx, who.user_id, place, &client, Transport::Body).await?;
                who.session_id.set(started.session.id);
                Ok(Done::new(event, Reply::no_content()))
            })
            .await?;
        Ok(())
    }

    /// Gives the password again, for what asks for it.
    async fn prove(&self, who: &Person) -> Result<(), Problem> {
        let _: Reply = self
            .app
            .write_in(who.scope(), &who.actor(), async |tx| {
                let id = who.session_id.get();
                let (proven, event) = start::prove(tx, who.user_id, id, &Client::default()).await?;
                who.session_id.set(proven.session.id);
                Ok(Done::new(event, Reply::no_content()))
            })
            .await?;
        self.app.standings.clear();
        Ok(())
    }

    /// Ends the session.
    pub async fn log_out(&self, who: &Person) -> Result<(), Problem> {
        let id = who.session_id.take();
        let _: Reply = self
            .app
            .write_in(who.scope(), &who.actor(), async |tx| {
                let nothing = Reply::no_content();
                Ok(match start::end(tx, who.user_id, Some(id)).await? {
                    0 => Done::silent("there was no session", nothing),
                    _ => Done::new(Event::new(EventKind::SessionEnded, EntityKind::Session, id), nothing),
                })
            })
            .await?;
        self.app.standings.clear();
        Ok(())
    }

    pub async fn get(&self, who: &Person, path: &str) -> Result<Value, Problem> {
        self.call(Some(who), Method::GET, path, None, None).await
    }

    pub async fn post(&self, who: &Person, path: &str, body: Value) -> Result<Value, Problem> {
        self.call(Some(who), Method::POST, path, None, Some(body)).await
    }

    /// Acts on a thing in the version that was last seen.
    pub async fn act(&self, who: &Person, path: &str, seen: &Value, body: Value) -> Result<Value, Problem> {
        self.call(Some(who), Method::POST, path, seen["version"].as_i64(), Some(body))
            .await
    }

    pub async fn put(&self, who: &Person, path: &str, seen: &Value, body: Value) -> Result<Value, Problem> {
        self.call(Some(who), Method::PUT, path, seen["version"].as_i64(), Some(body))
            .await
    }

    pub async fn delete(&self, who: &Person, path: &str) -> Result<Value, Problem> {
        self.call(Some(who), Method::DELETE, path, None, None).await
    }

    /// A request without a session: a customer with a link.
    pub async fn post_public(&self, path: &str, body: Value) -> Result<Value, Problem> {
        self.call(None, Method::POST, path, None, Some(body)).await
    }

    /// A request that is answered well, after the password where it is asked for.
    async fn call(
        &self,
        who: Option<&Person>,
        method: Method,
        path: &str,
        version: Option<i64>,
        body: Option<Value>,
    ) -> Result<Value, Problem> {
        let send = || self.send(who, &method, path, version, body.as_ref());
        let (mut status, mut answer) = send().await?;
        if let Some(who) = who
            && answer["code"] == "step_up_required"
        {
            self.prove(who).await?;
            (status, answer) = send().await?;
        }
        if status.is_success() {
            return Ok(answer);
        }
        Err(Problem::internal(format!(
            "demo data: {method} {path} answered {status}: {answer}"
        )))
    }

    async fn send(
        &self,
        who: Option<&Person>,
        method: &Method,
        path: &str,
        version: Option<i64>,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Value), Problem> {
        let mut request = test::TestRequest::with_uri(&format!("/api/v1{path}"))
            .method(method.clone())
            .insert_header(("idempotency-key", self.clock.new_id().to_string()));
        if let Some(p) = who {
            let token = self
                .app
                .keys
                .sign(self.clock.now(), p.user_id, p.session_id.get(), p.company_id)?;
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
        let bytes = to_bytes(response.into_body().boxed())
            .await
            .map_err(Problem::internal)?;
        Ok((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }
}
