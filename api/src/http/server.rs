//! How is the service put together and served?

use super::{middleware, openapi, problem::Problem};
use crate::app::App;
use actix_cors::Cors;
use actix_web::{
    App as ActixApp, HttpResponse, HttpServer, ResponseError,
    body::MessageBody,
    dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse},
    get,
    http::header,
    middleware::{Compress, from_fn},
    web,
};
use std::time::Instant;

/// The largest body, in bytes.
pub const MAX_BODY: usize = 1 << 20;

/// The largest body of a request that brings a file: 4 MiB in Base64, and what is around it.
pub const MAX_UPLOAD: usize = 6 << 20;

/// The largest body of a request that brings a portability package: 20 MiB in Base64, and what is around it.
pub const MAX_PACKAGE: usize = 28_100_000;

/// The whole service on a state, for the server and for tests.
pub fn service(
    app: App,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let cors = cors(&app);
    ActixApp::new()
        .app_data(web::Data::new(app))
        .app_data(web::PayloadConfig::new(MAX_PACKAGE))
        .configure(openapi::serve)
        .service(healthz)
        .service(readyz)
        .service(metrics)
        .service(contract)
        .service(crate::session::jwks)
        .default_service(web::to(middleware::fallback))
        .wrap(Compress::default())
        .wrap(cors)
        .wrap(from_fn(middleware::surround))
}

fn cors(app: &App) -> Cors {
    let origins = app.config.cors_origins.clone();
    Cors::default()
        .allowed_origin_fn(move |origin, _| origin.to_str().is_ok_and(|o| origins.iter().any(|a| a == o)))
        .allowed_methods(["GET", "POST", "PUT", "DELETE"])
        .allowed_headers([
            "authorization",
            "content-type",
            "if-match",
            "if-none-match",
            "idempotency-key",
            "x-fk-csrf",
        ])
        .expose_headers(["etag", "location", "x-request-id", "retry-after"])
        .supports_credentials()
        .block_on_origin_mismatch(false)
        .max_age(3600)
}

/// Serves until the process is told to stop; requests under way are finished first. `began` is when the process did.
///
/// # Errors
/// When the address can't be listened on.
pub async fn serve(app: App, began: Instant) -> std::io::Result<()> {
    let listen = app.config.listen.clone();
    let (workers, url, site) = (
        app.config.http_workers,
        app.config.public_url.clone(),
        app.site.is_built(),
    );
    let server = HttpServer::new(move || service(app.clone()))
        .workers(workers)
        .tcp_nodelay(true)
        .client_request_timeout(std::time::Duration::from_secs(10))
        .shutdown_timeout(15)
        .bind(&listen)
        .map_err(|e| std::io::Error::new(e.kind(), format!("can't listen on {listen}: {e}")))?;
    let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    log::info!(
        listen = listen.as_str(), url = url.as_str(), site = site, ready_millis = millis;
        "ready to serve"
    );
    server.run().await
}

/// Serves a worker's counters until the process ends.
///
/// # Errors
/// When the address can't be listened on.
pub fn serve_metrics(app: App, listen: &str) -> std::io::Result<Server> {
    let state = web::Data::new(app);
    let server = HttpServer::new(move || ActixApp::new().app_data(state.clone()).service(metrics))
        .workers(1)
        .disable_signals()
        .client_request_timeout(std::time::Duration::from_secs(10))
        .bind(listen)
        .map_err(|e| std::io::Error::new(e.kind(), format!("can't listen on {listen}: {e}")))?;
    Ok(server.run())
}

/// Whether the process lives.
#[get("/healthz")]
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// Whether the process can do its work: the database answers.
#[get("/readyz")]
async fn readyz(app: web::Data<App>) -> HttpResponse {
    match app.db.ping().await {
        Ok(()) => HttpResponse::Ok().content_type("text/plain").body("ready"),
        Err(_) => Problem::new(super::Code::Unavailable).retry_after(2).error_response(),
    }
}

/// The process's counters.
#[get("/metrics")]
async fn metrics(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(app.metrics.text())
}

/// The contract.
#[get("/openapi.yaml")]
async fn contract() -> HttpResponse {
    match openapi::yaml() {
        Ok(text) => HttpResponse::Ok()
            .content_type("application/yaml")
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .body(text),
        Err(e) => Problem::internal(e).error_response(),
    }
}
