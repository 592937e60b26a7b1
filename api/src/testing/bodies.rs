//! How are bodies read that aren't sent as they should be?

use super::world::{World, world};
use actix_web::{
    body::to_bytes,
    http::header::{CONTENT_ENCODING, CONTENT_TYPE},
    test::TestRequest,
};
use serde_json::{Value, json};

fn log_in() -> TestRequest {
    TestRequest::post()
        .uri("/api/v1/session")
        .insert_header((CONTENT_TYPE, "application/json"))
}

async fn answer(w: &World, request: TestRequest) -> (u16, Value) {
    let response = w.serve(request.to_request()).await;
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body()).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
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
