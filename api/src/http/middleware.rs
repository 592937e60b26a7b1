//! What happens to every request: its id, its context, the guard against foreign pages, headers, log line, metrics.

use super::{
    auth::Visitor,
    body::{self, Limit},
    command::BodyDigest,
    context::{CONTEXT, Context},
    problem::{Code, Problem},
    server::{MAX_BODY, MAX_PACKAGE, MAX_UPLOAD},
};
use crate::{app::App, audit::failure, session::client, support};
use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::InternalError,
    http::{ConnectionType, Method, StatusCode, header, header::HeaderMap},
    middleware::Next,
    web,
};
use futures_util::FutureExt;
use std::{cell::RefCell, panic::AssertUnwindSafe, time::Instant};

/// Where files are sent to, and how large a body may be there.
const UPLOADS: &[(&str, usize)] = &[
    ("/api/v1/payment-imports", MAX_UPLOAD),
    ("/api/v1/privacy-packages", MAX_PACKAGE),
];
/// How much longer than another body a file may take.
const UPLOADS_TAKE: u32 = 10;

/// Surrounds every request.
///
/// # Errors
/// Never: every failure becomes a response.
pub async fn surround(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = App::of(req.request()).map_err(Error::from)?;
    let started = Instant::now();
    let context = Context {
        request_id: request_id(&app, req.request()),
        path: req.path().to_owned(),
        address: client::address(&app, req.request()),
        caller: None,
    };
    let id = context.request_id.clone();
    let (method, api) = (req.method().clone(), req.path().starts_with("/api/"));
    CONTEXT
        .scope(RefCell::new(context), async move {
            let mut res = match prepare(&app, &mut req).await {
                Err(problem) => refused(req, problem),
                Ok(unread) => match AssertUnwindSafe(next.call(req)).catch_unwind().await {
                    Ok(answer) => shaped(told(&app, answer?.map_into_boxed_body()).await)
                        .map_body(|_, answer| body::beside(answer, unread)),
                    Err(_) => {
                        // The request went with the handler: the answer is dressed here, and sent as an error.
                        let problem = Problem::internal("a handler panicked");
                        let mut response = problem.error_response();
                        dress(response.headers_mut(), api, &id);
                        let seen = Seen {
                            method: &method,
                            route: "<panicked>",
                            status: response.status().as_u16(),
                        };
                        note(&app, &seen, &id, started);
                        failure::tell(&app).await;
                        return Err(InternalError::from_response(problem, response).into());
                    }
                },
            };
            finish(&app, &mut res, &id, started);
            if res.status() == StatusCode::INTERNAL_SERVER_ERROR {
                failure::tell(&app).await;
            }
            Ok(res)
        })
        .await
}

/// What was answered below, in our own shape: that no encoding of ours is acceptable is told there in plain text.
fn shaped(answer: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    if answer.status() == StatusCode::NOT_ACCEPTABLE {
        return answer.into_response(Problem::new(Code::NotAcceptable).error_response());
    }
    answer
}

/// A refusal before the body was read to its end: nothing can follow on the connection.
fn refused(mut req: ServiceRequest, problem: Problem) -> ServiceResponse<BoxBody> {
    let unread = req.take_payload();
    let mut response = problem.error_response();
    response.head_mut().set_connection_type(ConnectionType::Close);
    req.into_response(response.map_body(|_, answer| body::beside(answer, unread)))
}

/// What a visitor of the operator's staff is shown stands in the company's trail before it leaves.
async fn told(app: &App, answer: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let visitor = answer.request().extensions().get::<Visitor>().cloned();
    let Some(Visitor(visitor)) = visitor.filter(|_| answer.status().is_success()) else {
        return answer;
    };
    match support::note(app, &visitor, answer.request()).await {
        Ok(()) => answer,
        Err(problem) => answer.into_response(problem.error_response()),
    }
}

fn request_id(app: &App, req: &HttpRequest) -> String {
    req.headers()
        .get("x-request-id")
        .and_then(|v| v.to_str().ok())
        .filter(|v| (8..=64).contains(&v.len()) && v.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        .map_or_else(|| app.clock.new_id().simple().to_string(), str::to_owned)
}

/// Checks what must be checked before any work, and reads the body once. Gives the body that nobody will read.
async fn prepare(app: &App, req: &mut ServiceRequest) -> Result<Payload, Problem> {
    if !req.path().starts_with("/api/") || !mutates(req.method()) {
        return Ok(req.take_payload());
    }
    guard_origin(app, req.request())?;
    let patience = app.config.body_patience;
    let limit = match UPLOADS.iter().find(|(path, _)| *path == req.path()) {
        Some((_, size)) => Limit {
            size: *size,
            time: patience * UPLOADS_TAKE,
        },
        None => Limit {
            size: MAX_BODY,
            time: patience,
        },
    };
    let body = body::read(req, limit).await?;
    req.extensions_mut()
        .insert(BodyDigest(crate::store::secret::digest(&body)));
    req.set_payload(Payload::from(body));
    Ok(Payload::None)
}

fn mutates(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A browser may change things only from our own pages: own header, allowed origin, same-origin fetch. A program
/// without cookies and origin has nothing that a foreign page could misuse.
fn guard_origin(app: &App, req: &HttpRequest) -> Result<(), Problem> {
    let text = |name: &str| req.headers().get(name).map(|v| v.to_str().unwrap_or("?"));
    let origin = text("origin");
    let site = text("sec-fetch-site");
    if origin.is_none() && site.is_none() && !req.headers().contains_key(header::COOKIE) {
        return Ok(());
    }
    let origin_ok = origin.is_none_or(|o| app.config.allows_origin(o));
    let same_site = site.is_none_or(|s| s == "same-origin" || origin.is_some_and(|o| app.config.is_cors_origin(o)));
    if text("x-fk-csrf").is_some() && origin_ok && same_site {
        Ok(())
    } else {
        Err(Problem::new(Code::Csrf))
    }
}

fn finish(app: &App, res: &mut ServiceResponse<BoxBody>, id: &str, started: Instant) {
    let route = res
        .request()
        .match_pattern()
        .unwrap_or_else(|| "<unmatched>".to_owned());
    let method = res.request().method().clone();
    let status = res.status().as_u16();
    let api = res.request().path().starts_with("/api/");
    dress(res.headers_mut(), api, id);
    note(
        app,
        &Seen {
            method: &method,
            route: &route,
            status,
        },
        id,
        started,
    );
}

/// The headers of every answer.
fn dress(headers: &mut HeaderMap, api: bool, id: &str) {
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = header::HeaderValue::from_str(value) {
            headers.insert(header::HeaderName::from_static(name), value);
        }
    };
    set("x-request-id", id);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("strict-transport-security", "max-age=63072000; includeSubDomains");
    set("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if api {
        set("cache-control", "no-store");
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            header::HeaderValue::from_static(
                "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
            ),
        );
    }
}

/// What is worth a line and a count.
struct Seen<'a> {
    method: &'a Method,
    route: &'a str,
    status: u16,
}

fn note(app: &App, seen: &Seen<'_>, id: &str, started: Instant) {
    let elapsed = started.elapsed();
    app.metrics
        .observe(seen.method.as_str(), seen.route, seen.status, elapsed);
    log::info!(
        target: "kontoret::access",
        request_id = id, method = seen.method.as_str(), route = seen.route, status = seen.status,
        micros = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
        "request answered"
    );
}

/// What isn't served: 405 with `Allow` where the address exists, 404 otherwise. The SPA's own addresses get its page.
pub async fn fallback(req: HttpRequest, app: web::Data<App>) -> HttpResponse {
    let path = req.path();
    if !path.starts_with("/api/") {
        if matches!(*req.method(), Method::GET | Method::HEAD)
            && let Some(page) = app.site.serve(path)
        {
            return page;
        }
        return Problem::not_found().error_response();
    }
    match app.routes.allowed(path) {
        Some(methods) => {
            let mut p = Problem::new(Code::MethodNotAllowed);
            p.allow = Some(methods.to_owned());
            p.error_response()
        }
        None => Problem::not_found().error_response(),
    }
}
