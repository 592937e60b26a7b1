//! Where is measured? On a fresh database with two companies, one small and one large.

use super::{Size, bulk};
use actix_http::Request;
use actix_web::{
    body::to_bytes,
    http::Method,
    test::{self, TestRequest},
    web::Bytes,
};
use futures_util::future::LocalBoxFuture;
use kontoret::{
    app::App,
    clock::SystemClock,
    config::Config,
    http::server::service,
    store::{Db, secret},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use std::{rc::Rc, sync::Arc};
use uuid::Uuid;

const PASSWORD: &str = "mjuk brokvast under sju ödlor";
/// The master key of the measurement.
pub const MASTER_KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

type Serve = Rc<dyn Fn(Request) -> LocalBoxFuture<'static, (u16, Bytes)>>;

/// A company and its owner.
#[derive(Clone, Copy, Debug)]
pub struct Company {
    /// The company.
    pub id: Uuid,
    /// The owner's log-in, place and session.
    pub user_id: Uuid,
    pub membership_id: Uuid,
    pub session_id: Uuid,
    /// A customer.
    pub customer_id: Uuid,
}

/// What is asked of the service.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    path: &'a str,
    token: &'a str,
    version: Option<i64>,
    body: Option<&'a Value>,
    replaces: bool,
}

/// Reads.
pub fn get<'a>(path: &'a str, token: &'a str) -> Call<'a> {
    Call {
        path,
        token,
        version: None,
        body: None,
        replaces: false,
    }
}

/// Makes, or does; without a session if the token is empty.
pub fn post<'a>(path: &'a str, token: &'a str, body: &'a Value) -> Call<'a> {
    Call {
        body: Some(body),
        ..get(path, token)
    }
}

impl Call<'_> {
    /// Of what was read in its first version.
    pub fn first_version(self) -> Self {
        Self {
            version: Some(1),
            ..self
        }
    }

    /// In place of what was read in its first version.
    fn replacing(self) -> Self {
        Self {
            replaces: true,
            ..self.first_version()
        }
    }
}

/// The place of the measurement.
pub struct Office {
    /// The process's state.
    pub app: App,
    /// The database as raw SQL reaches it: not bound by row-level security.
    pub raw_url: String,
    /// The database as the service reaches it.
    pub url: String,
    /// The small company and the large one.
    pub companies: [Company; 2],
    /// Its folder.
    pub folder: tempfile::TempDir,
    serve: Serve,
}

impl Office {
    /// The database's name.
    pub fn engine(&self) -> &'static str {
        if self.url.starts_with("postgres") {
            "PostgreSQL"
        } else {
            "SQLite"
        }
    }

    /// An access token of a company's owner.
    pub fn token(&self, c: &Company) -> String {
        self.app
            .keys
            .sign(self.app.clock.now(), c.user_id, c.session_id, c.id)
            .unwrap()
    }

    /// Asks the service, and panics unless it is answered 2xx.
    pub async fn ask(&self, call: Call<'_>) -> Bytes {
        let (status, bytes) = self.send(call).await;
        assert!(
            (200..300).contains(&status),
            "{call:?}: {status} {}",
            String::from_utf8_lossy(&bytes)
        );
        bytes
    }

    /// Asks the service; the status and the body.
    pub async fn send(&self, call: Call<'_>) -> (u16, Bytes) {
        let mut request = TestRequest::with_uri(&format!("/api/v1{}", call.path));
        if !call.token.is_empty() {
            request = request.insert_header(("authorization", format!("Bearer {}", call.token)));
        }
        if let Some(body) = call.body {
            request = request.set_json(body);
            request = if call.replaces {
                request.method(Method::PUT)
            } else {
                let key = self.app.clock.new_id().to_string();
                request.method(Method::POST).insert_header(("idempotency-key", key))
            };
        }
        if let Some(version) = call.version {
            request = request.insert_header(("if-match", format!("\"{version}\"")));
        }
        (self.serve)(request.to_request()).await
    }

    /// The same, read as JSON.
    pub async fn json(&self, call: Call<'_>) -> Value {
        serde_json::from_slice(&self.ask(call).await).unwrap_or(Value::Null)
    }
}

async fn database(owner: Option<&str>, folder: &tempfile::TempDir) -> (String, String) {
    let Some(owner) = owner else {
        let url = format!("sqlite://{}", folder.path().join("kontoret.db").display());
        return (url.clone(), url);
    };
    let name = format!(
        "b_{}",
        secret::random::<12>()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>()
    );
    let base = |url: &str| url.rsplit_once('/').unwrap().0.to_owned();
    let admin = Db::connect(owner, 2).await.unwrap();
    admin
        .raw()
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let raw_url = format!("{}/{name}", base(owner));
    Db::connect(&raw_url, 3).await.unwrap().migrate().await.unwrap();
    let url = raw_url.replacen("kontoret_owner:", "kontoret_app:", 1);
    (url, raw_url)
}

/// Opens the place and fills it.
pub async fn open(owner: Option<String>, size: Size) -> Office {
    let folder = tempfile::tempdir().unwrap();
    let (url, raw_url) = database(owner.as_deref(), &folder).await;
    let data = folder.path().display().to_string();
    let config = Config::from_lookup(|name| match name {
        "DATABASE_URL" => Some(url.clone()),
        "KONTORET_MASTER_KEY" => Some(MASTER_KEY.to_owned()),
        "KONTORET_DATA" | "KONTORET_STATIC" => Some(data.clone()),
        "KONTORET_CONNECTIONS" => Some(size.connections.to_string()),
        _ => None,
    });
    let app = App::start(config.unwrap(), Arc::new(SystemClock)).await.unwrap();
    let ready = Rc::new(test::init_service(service(app.clone())).await);
    let serve: Serve = Rc::new(move |request| {
        let ready = ready.clone();
        Box::pin(async move {
            let answer = test::call_service(&*ready, request).await;
            (
                answer.status().as_u16(),
                to_bytes(answer.into_body()).await.unwrap_or_default(),
            )
        })
    });
    let mut office = Office {
        app,
        raw_url,
        url,
        companies: [nobody(); 2],
        folder,
        serve,
    };
    for (i, slug) in ["small", "large"].into_iter().enumerate() {
        office.companies[i] = company(&office, slug).await;
    }
    bulk::fill(&office, size).await;
    office
}

fn nobody() -> Company {
    let id = Uuid::nil();
    Company {
        id,
        user_id: id,
        membership_id: id,
        session_id: id,
        customer_id: id,
    }
}

/// The owner's log-in.
pub fn log_in_body(slug: &str) -> Value {
    json!({ "email": format!("eva@{slug}.example"), "password": PASSWORD, "transport": "body" })
}

async fn company(office: &Office, slug: &str) -> Company {
    let email = format!("eva@{slug}.example");
    let made = kontoret::users::create_company(&office.app, slug, slug, &email, "Eva Lindqvist", false)
        .await
        .unwrap();
    let token = made.rsplit_once('#').unwrap().1;
    let body = json!({ "token": token, "password": PASSWORD });
    office.ask(post("/public/invitations/accept", "", &body)).await;
    let session = office.json(post("/session", "", &log_in_body(slug))).await;
    let id = |pointer: &str| session.pointer(pointer).unwrap().as_str().unwrap().parse().unwrap();
    let mut company = Company {
        id: id("/me/company/id"),
        user_id: id("/me/user_id"),
        membership_id: id("/me/company/membership_id"),
        session_id: id("/me/session_id"),
        customer_id: Uuid::nil(),
    };
    let token = office.token(&company);
    let mut details = office.json(get("/company", &token)).await;
    details
        .as_object_mut()
        .unwrap()
        .retain(|f, _| !["id", "version", "actions"].contains(&f.as_str()));
    for (field, value) in [
        ("organisation_number", "556016-0680"),
        ("vat_number", "SE556016068001"),
        ("bankgiro", "5050-1055"),
    ] {
        details[field] = json!(value);
    }
    details["address"] = address();
    office.ask(post("/company", &token, &details).replacing()).await;
    let customer = json!({
        "kind": "private", "name": "Anna Öberg", "email": "anna@kund.example", "phone": "", "organisation_number": "",
        "vat_number": "", "address": address(), "language": "sv", "reference": "", "payment_terms_days": null, "note": ""
    });
    let made = office.json(post("/customers", &token, &customer)).await;
    company.customer_id = made["id"].as_str().unwrap().parse().unwrap();
    company
}

fn address() -> Value {
    json!({ "street": "Storgatan 1", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" })
}
