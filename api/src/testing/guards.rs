//! What stands at the door of every operation, before any work: address, method, kind and size of the body, origin.

use super::{
    footprint::footprint,
    operation::operations,
    samples::Samples,
    world::{World, world},
};
use crate::http::middleware;
use actix_http::Request;
use actix_web::{
    body::MessageBody,
    http::{Method, header},
    middleware::from_fn,
    test::{self, TestRequest},
    web,
};
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A path of the contract with something in its variable parts.
fn concrete(path: &str) -> String {
    path.split('/')
        .map(|s| if s.starts_with('{') { "0" } else { s })
        .collect::<Vec<_>>()
        .join("/")
}

#[actix_web::test]
async fn what_is_promised_is_served_and_other_methods_are_answered_405_with_those_that_are() {
    let w = world().await;
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for operation in operations() {
        methods
            .entry(concrete(&operation.path))
            .or_default()
            .insert(operation.method.to_string());
    }
    for (path, served) in &methods {
        for method in [
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::TRACE,
        ] {
            let answer = w.nobody().call(method.clone(), path, None, None, &[]).await;
            if served.contains(method.as_str()) {
                assert_ne!(answer.status, 405, "{method} {path} isn't served");
                continue;
            }
            // An address with a fixed last part can also be one with a variable part: /orders/from-offer.
            if answer.status != 405 {
                assert!(matches!(answer.status, 401 | 404), "{method} {path}: {}", answer.status);
                continue;
            }
            let answer = answer.expect_problem(405, "method_not_allowed");
            let allowed: BTreeSet<String> = answer
                .header("allow")
                .unwrap()
                .split(", ")
                .filter(|m| *m != "HEAD" && *m != "OPTIONS")
                .map(str::to_owned)
                .collect();
            assert!(allowed.is_superset(served), "{path}: {allowed:?}");
        }
    }
    let answer = w.nobody().call(Method::DELETE, "/customers", None, None, &[]).await;
    let allow = answer.header("allow").unwrap();
    assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
    for nowhere in [
        "/no-such-thing",
        "/customers/",
        "/../etc/passwd",
        "/customers/%2e%2e/users",
        "//customers",
    ] {
        let answer = w.nobody().get(nowhere).await;
        assert!(matches!(answer.status, 401 | 404), "{nowhere}: {}", answer.status);
    }
}

#[actix_web::test]
async fn the_id_of_a_request_is_the_callers_own_if_it_looks_like_one() {
    let w = world().await;
    let answer = w
        .nobody()
        .header("x-request-id", "my-request-0001")
        .get("/customers")
        .await;
    assert_eq!(answer.header("x-request-id"), Some("my-request-0001"));
    assert_eq!(answer.body["request_id"], "my-request-0001");
    for odd in ["<script>alert(1)</script>", "short", &"x".repeat(65), "two words"] {
        let answer = w.nobody().header("x-request-id", odd).get("/customers").await;
        assert_ne!(answer.header("x-request-id"), Some(odd));
        assert_eq!(answer.body["request_id"].as_str(), answer.header("x-request-id"));
    }
    w.nobody().get("/.well-known/jwks.json").await.expect(200);
}

#[actix_web::test]
async fn pages_and_files_carry_the_headers_too_and_every_page_a_nonce_of_its_own() {
    let w = super::world::world_with(|config| {
        let folder = config.static_folder.clone();
        std::fs::create_dir_all(folder.join("assets")).unwrap();
        std::fs::write(folder.join("index.html"), "<style nonce=\"__CSP_NONCE__\"></style>").unwrap();
        std::fs::write(folder.join("assets/app-1a2b.js"), "export {}").unwrap();
    })
    .await;
    for (path, status) in [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/metrics", 200),
        ("/openapi.yaml", 200),
        ("/assets/app-1a2b.js", 200),
        ("/assets/no-such.js", 404),
        ("/index.html", 404),
        ("/../master.key", 404),
        ("/assets/..%2f..%2fmaster.key", 404),
    ] {
        let answer = w.nobody().raw(Method::GET, path).await;
        assert_eq!(answer.status, status, "{path}");
    }
    let script = w.nobody().raw(Method::GET, "/assets/app-1a2b.js").await;
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.header("cache-control").unwrap().contains("immutable"));
    let mut nonces = BTreeSet::new();
    for path in ["/", "/offers/17", "/", "/login?next=/offers"] {
        let page = w.nobody().raw(Method::GET, path).await.expect(200);
        let text = String::from_utf8(page.bytes.clone()).unwrap();
        let nonce = text.split('"').nth(1).unwrap().to_owned();
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.contains(&format!("'nonce-{nonce}'")) && policy.contains("default-src 'self'"),
            "{policy}"
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 4, "a nonce is used once");
    let posted = w.nobody().raw(Method::POST, "/offers/17").await;
    assert_eq!(posted.status, 404);
}

fn request(w: &World, kind: &str, body: impl Into<web::Bytes>) -> Request {
    TestRequest::post()
        .uri("/api/v1/customers")
        .insert_header((
            "authorization",
            format!("Bearer {}", w.access_token(w.here.person(Role::Owner))),
        ))
        .insert_header(("idempotency-key", "k"))
        .insert_header(("content-type", kind.to_owned()))
        .set_payload(body.into())
        .to_request()
}

#[actix_web::test]
async fn a_body_that_is_too_large_broken_or_of_another_kind_is_refused() {
    let w = world().await;
    let before = footprint(&w).await;
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let nested = format!(r#"{{"address":{}}}"#, deep(r#"{"a":"#, "}"));
    let json = "application/json";
    let large = format!(r#"{{"note":"{}"}}"#, "x".repeat(1 << 20));
    for (kind, body, status) in [
        ("text/plain", "{}".to_owned(), 415),
        ("application/x-www-form-urlencoded", "name=Anna".to_owned(), 415),
        ("multipart/form-data; boundary=x", "--x--".to_owned(), 415),
        ("application/jsonp", "{}".to_owned(), 415),
        ("", "{}".to_owned(), 415),
        (json, String::new(), 400),
        (json, "{\"name\": ".to_owned(), 400),
        (json, "{name: 1}".to_owned(), 400),
        (json, "{\"name\": \"\\ud800\"}".to_owned(), 422),
        (json, "{\"name\": \"a\\u0000b\"}".to_owned(), 422),
        (json, "{\"name\": NaN}".to_owned(), 400),
        (json, "{\"name\": 1e999}".to_owned(), 422),
        (json, "{} {}".to_owned(), 422),
        (json, "[]".to_owned(), 422),
        (json, deep("[", "]"), 422),
        (json, deep("{\"a\":", "}"), 422),
        (json, nested, 422),
        (json, large, 413),
        ("Application/JSON; charset=utf-8", "{}".to_owned(), 422),
    ] {
        let began = std::time::Instant::now();
        let start: String = body.chars().take(40).collect();
        let answer = w.serve(request(&w, kind, body)).await;
        assert_eq!(answer.status().as_u16(), status, "{kind}: {start}");
        assert!(
            began.elapsed().as_millis() < 1000,
            "{kind}: {start} took {:?}",
            began.elapsed()
        );
    }
    let answer = w
        .serve(request(&w, json, vec![b'{', b'"', 0xff, b'"', b':', b'1', b'}']))
        .await;
    assert_eq!(answer.status(), 400, "not UTF-8");
    assert_eq!(footprint(&w).await, before);
}

/// From where and how a page asks, and whether it may.
const ORIGINS: &[(&[(&str, &str)], bool)] = &[
    (&[], true),
    (
        &[
            ("x-fk-csrf", "1"),
            ("origin", "https://kontoret.example"),
            ("sec-fetch-site", "same-origin"),
        ],
        true,
    ),
    (
        &[
            ("x-fk-csrf", "1"),
            ("origin", "https://app.partner.example"),
            ("sec-fetch-site", "cross-site"),
        ],
        true,
    ),
    (&[("x-fk-csrf", "1"), ("cookie", "a=b")], true),
    (&[("cookie", "a=b")], false),
    (&[("origin", "https://kontoret.example")], false),
    (&[("sec-fetch-site", "same-origin")], false),
    (&[("x-fk-csrf", "1"), ("origin", "https://evil.example")], false),
    (&[("x-fk-csrf", "1"), ("origin", "http://kontoret.example")], false),
    (
        &[("x-fk-csrf", "1"), ("origin", "https://kontoret.example.evil.example")],
        false,
    ),
    (
        &[("x-fk-csrf", "1"), ("origin", "https://kontoret.example:8443")],
        false,
    ),
    (&[("x-fk-csrf", "1"), ("origin", "null")], false),
    (&[("x-fk-csrf", "1"), ("origin", "")], false),
    (&[("x-fk-csrf", "1"), ("sec-fetch-site", "cross-site")], false),
    (&[("x-fk-csrf", "1"), ("sec-fetch-site", "same-site")], false),
    (&[("x-fk-csrf", "1"), ("sec-fetch-site", "none")], false),
    (
        &[
            ("x-fk-csrf", "1"),
            ("origin", "https://kontoret.example"),
            ("sec-fetch-site", "cross-site"),
        ],
        false,
    ),
    (
        &[
            ("x-fk-csrf", "1"),
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "same-origin"),
        ],
        false,
    ),
];

#[actix_web::test]
async fn only_our_own_pages_and_programs_change_anything() {
    let w =
        super::world::world_with(|config| config.cors_origins = vec!["https://app.partner.example".to_owned()]).await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.mutates()) {
        let sample = samples.of(&operation.id).await;
        let before = footprint(&w).await;
        for (headers, _) in ORIGINS.iter().filter(|(_, allowed)| !allowed) {
            let mut client = w.owner();
            for (name, value) in *headers {
                client = client.header(name, *value);
            }
            let answer = client
                .call(
                    operation.method.clone(),
                    &sample.path,
                    sample.version,
                    sample.body.as_ref(),
                    &[],
                )
                .await;
            assert_eq!(
                (answer.status, &answer.body["code"]),
                (403, &json!("csrf")),
                "{} {headers:?}",
                operation.id
            );
        }
        assert_eq!(footprint(&w).await, before, "{} changed something", operation.id);
    }
    for (headers, allowed) in ORIGINS {
        let mut client = w.owner();
        for (name, value) in *headers {
            client = client.header(name, *value);
        }
        let answer = client.post("/customers", super::things::customer_input()).await;
        assert_eq!(answer.status, if *allowed { 201 } else { 403 }, "{headers:?}");
        client.get("/customers").await.expect(200);
    }
}

#[actix_web::test]
async fn other_origins_read_answers_only_when_they_are_listed() {
    let w =
        super::world::world_with(|config| config.cors_origins = vec!["https://app.partner.example".to_owned()]).await;
    for (origin, listed) in [
        ("https://app.partner.example", true),
        ("https://APP.partner.example", false),
        ("http://app.partner.example", false),
        ("https://app.partner.example:444", false),
        ("https://app.partner.example.evil.example", false),
        ("https://evil.example", false),
        ("https://kontoret.example", false),
        ("null", false),
        ("*", false),
    ] {
        let answer = w.owner().header("origin", origin).get("/customers").await.expect(200);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            listed.then_some(origin),
            "{origin}"
        );
        let preflight = w
            .nobody()
            .header("origin", origin)
            .header("access-control-request-method", "PUT")
            .header(
                "access-control-request-headers",
                "authorization,content-type,if-match,x-fk-csrf",
            );
        let answer = preflight.raw(Method::OPTIONS, "/api/v1/company").await;
        assert_eq!(
            answer.header("access-control-allow-origin"),
            listed.then_some(origin),
            "{origin} asks first"
        );
        if listed {
            assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
            assert_eq!(answer.header("access-control-max-age"), Some("3600"));
        }
    }
    let preflight = w
        .nobody()
        .header("origin", "https://app.partner.example")
        .header("access-control-request-method", "PATCH");
    let answer = preflight.raw(Method::OPTIONS, "/api/v1/company").await;
    assert_eq!(answer.status, 400, "a method that nobody serves");
}

#[actix_web::test]
async fn a_handler_that_panics_is_answered_as_our_fault_and_the_next_request_as_ever() {
    let w = world().await;
    async fn falls() -> &'static str {
        panic!("the handler falls")
    }
    let service = actix_web::App::new()
        .app_data(web::Data::new(w.app.clone()))
        .route("/api/v1/falls", web::get().to(falls))
        .route("/api/v1/stands", web::get().to(async || "still here"))
        .wrap(from_fn(middleware::surround));
    let service = test::init_service(service).await;
    let ask = |path: &str| {
        TestRequest::get()
            .uri(path)
            .insert_header(("x-request-id", "panic-0001"))
            .to_request()
    };
    let Err(fault) = test::try_call_service(&service, ask("/api/v1/falls")).await else {
        panic!("a panic was answered like anything else")
    };
    let answer = fault.error_response();
    assert_eq!(answer.status(), 500);
    assert_eq!(
        answer.headers().get(header::CONTENT_TYPE).unwrap(),
        "application/problem+json"
    );
    for name in [
        "x-request-id",
        "content-security-policy",
        "x-content-type-options",
        "strict-transport-security",
    ] {
        assert!(answer.headers().contains_key(name), "{name}");
    }
    let bytes = answer.into_body().try_into_bytes().unwrap();
    let body: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        (&body["code"], &body["request_id"]),
        (&json!("internal"), &json!("panic-0001"))
    );
    assert!(!body.to_string().contains("the handler"), "{body}");
    let next = test::call_service(&service, ask("/api/v1/stands")).await;
    assert_eq!(next.status(), 200);
}
