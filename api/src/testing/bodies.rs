//! How are bodies read that aren't sent as they should be?

use super::world::{World, world, world_with};
use crate::http::server::service;
use actix_http::{BoxedPayloadStream, Payload};
use actix_web::{
    HttpServer,
    body::to_bytes,
    error::PayloadError,
    http::Method,
    http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
    test::TestRequest,
    web::{self, Bytes},
};
use futures_util::{StreamExt, stream};
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

fn log_in() -> TestRequest {
    TestRequest::post()
        .uri("/api/v1/session")
        .insert_header((CONTENT_TYPE, "application/json"))
}

async fn answer(w: &World, request: TestRequest) -> (u16, Value) {
    sent(w, request.to_request()).await
}

async fn sent(w: &World, request: actix_http::Request) -> (u16, Value) {
    let response = w.serve(request).await;
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body()).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

/// A body that arrives as the stream says.
async fn streamed(
    w: &World,
    request: TestRequest,
    body: impl stream::Stream<Item = Result<Bytes, PayloadError>> + 'static,
) -> (u16, Value) {
    let mut request = request.to_request();
    let body: BoxedPayloadStream = Box::pin(body);
    *request.payload() = Payload::from(body);
    sent(w, request).await
}

#[actix_web::test]
async fn a_packed_body_is_refused_before_it_is_unpacked() {
    let w = world().await;
    for packed in ["br", "gzip", "deflate", "zstd", "identity, gzip", "GZIP", "x", "\"br\""] {
        let body = json!({ "email": "owner@lindqvist.example", "password": "fel" });
        let (status, problem) = answer(&w, log_in().insert_header((CONTENT_ENCODING, packed)).set_json(body)).await;
        assert_eq!(
            (status, &problem["code"]),
            (415, &json!("unsupported_media_type")),
            "{packed}"
        );
        assert!(problem["detail"].as_str().unwrap().contains("as they are"), "{packed}");
    }
    let twice = log_in()
        .append_header((CONTENT_ENCODING, "identity"))
        .append_header((CONTENT_ENCODING, "br"));
    assert_eq!(answer(&w, twice.set_payload("{}")).await.0, 415);
    let as_it_is = log_in().insert_header((CONTENT_ENCODING, "identity"));
    assert_eq!(answer(&w, as_it_is.set_payload("{}")).await.0, 422);
}

#[actix_web::test]
async fn a_body_that_does_not_end_is_given_up_and_a_file_may_take_longer() {
    let w = world_with(|config| config.body_patience = Duration::from_millis(60)).await;
    let endless = || stream::iter([Ok(Bytes::from_static(b"{"))]).chain(stream::pending());
    let began = Instant::now();
    let (status, problem) = streamed(&w, log_in(), endless()).await;
    assert_eq!((status, &problem["code"]), (408, &json!("request_timeout")));
    assert!(began.elapsed() < Duration::from_millis(500), "{:?}", began.elapsed());

    let token = w.access_token(w.here.person(Role::Owner));
    let file = TestRequest::post()
        .uri("/api/v1/payment-imports")
        .insert_header(("authorization", format!("Bearer {token}")))
        .insert_header((CONTENT_TYPE, "application/json"));
    let began = Instant::now();
    assert_eq!(streamed(&w, file, endless()).await.0, 408);
    assert!(began.elapsed() >= Duration::from_millis(600), "{:?}", began.elapsed());
}

#[actix_web::test]
async fn what_says_it_is_too_large_is_refused_unread_and_what_does_not_say_so_on_the_way() {
    let w = world().await;
    let said = log_in().insert_header((CONTENT_LENGTH, ((1 << 20) + 1).to_string()));
    let (status, problem) = streamed(&w, said, stream::pending()).await;
    assert_eq!((status, &problem["code"]), (413, &json!("too_large")));
    let flood = stream::repeat_with(|| Ok(Bytes::from(vec![b' '; 1 << 16])));
    let (status, problem) = streamed(&w, log_in(), flood).await;
    assert_eq!((status, &problem["code"]), (413, &json!("too_large")));
}

#[actix_web::test]
async fn a_broken_body_is_malformed_and_not_too_large() {
    let w = world().await;
    for broken in [
        PayloadError::Incomplete(None),
        PayloadError::EncodingCorrupted,
        PayloadError::UnknownLength,
        PayloadError::Io(std::io::Error::other("gone")),
    ] {
        let said = broken.to_string();
        let body = stream::iter([Ok(Bytes::from_static(b"{\"email\":")), Err(broken)]);
        let (status, problem) = streamed(&w, log_in(), body).await;
        assert_eq!((status, &problem["code"]), (400, &json!("malformed")), "{said}");
    }
}

#[actix_web::test]
async fn an_answer_in_no_form_that_is_accepted_is_a_problem_with_all_headers() {
    let w = world().await;
    let answer = w
        .owner()
        .header(ACCEPT_ENCODING.as_str(), "identity;q=0, x-unheard-of")
        .get("/customers")
        .await
        .expect_problem(406, "not_acceptable");
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let packed = w
        .nobody()
        .header(ACCEPT_ENCODING.as_str(), "gzip")
        .raw(Method::GET, "/openapi.yaml")
        .await
        .expect(200);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
}

/// Sends the head of a request and a body that doesn't end, until the server closes; false when it doesn't.
fn is_closed(address: SocketAddr, path: &str) -> std::io::Result<bool> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(Duration::from_millis(100)))?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: kontoret.example\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n"
    );
    connection.write_all(head.as_bytes())?;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(20) {
        match connection.read(&mut [0; 4096]) {
            Ok(0) => return Ok(true),
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::ConnectionReset => return Ok(true),
            Err(_) if connection.write_all(b"1\r\n \r\n").is_err() => return Ok(true),
            Err(_) => {}
        }
    }
    Ok(false)
}

#[actix_web::test]
async fn a_connection_on_which_a_body_does_not_end_is_closed_whatever_was_asked() {
    let w = world_with(|config| config.body_patience = Duration::from_millis(60)).await;
    let app = w.app.clone();
    let server = HttpServer::new(move || service(app.clone()))
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    for path in ["/api/v1/session", "/api/v1/nowhere", "/nowhere", "/healthz"] {
        let closed = web::block(move || is_closed(address, path)).await.unwrap().unwrap();
        assert!(closed, "{path}");
    }
    handle.stop(false).await;
}
