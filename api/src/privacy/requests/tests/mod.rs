//! Does a request get from the day that it comes in to the day that it is closed, in time, and without telling strangers
//! anything?

use crate::{
    jobs::worker::drain,
    testing::{
        Answer, World, customer_input, letters,
        privacy_samples::{act, answered, decisions, identified, identity_link, path, public_input},
        world,
    },
};
use chrono::Duration;
use serde_json::{Value, json};

mod clock;

const PAGE: &str = "integritetslank";

async fn list(w: &World, query: &str) -> Vec<Value> {
    let answer = w.owner().get(&format!("/privacy-requests?{query}")).await.expect(200);
    answer.body["items"].as_array().unwrap().clone()
}

async fn get(w: &World, request: &Answer) -> Answer {
    w.owner().get(&path(request, "")).await.expect(200)
}

fn kinds(request: &Answer) -> Vec<&str> {
    let events = request.body["events"].as_array().unwrap();
    events.iter().map(|e| e["kind"].as_str().unwrap()).collect()
}

fn links(token: &str, rest: &str) -> String {
    format!("/public/privacy-links/{token}{rest}")
}

#[actix_web::test]
async fn a_request_goes_from_the_public_page_to_its_close() {
    let w = world().await;
    w.office().post("/customers", customer_input()).await.expect(201);
    let receipt = w
        .nobody()
        .post("/public/privacy-requests", public_input("Anna@kund.example"))
        .await
        .expect(202);
    assert_eq!(receipt.body["due_on"], "2026-12-20");
    let token = letters::secret(&w, PAGE).await;
    let seen = w.nobody().get(&links(&token, "")).await.expect(200);
    assert_eq!(
        (&seen.body["purpose"], &seen.body["number"]),
        (&json!("identity"), &json!(1001))
    );
    w.pass(Duration::days(2));
    w.prove().await;
    w.nobody()
        .post(&links(&token, "/identity"), json!({}))
        .await
        .expect(204);

    let id = list(&w, "open=true").await[0]["id"].as_str().unwrap().to_owned();
    let request = w.owner().get(&format!("/privacy-requests/{id}")).await.expect(200);
    assert_eq!(request.body["status"], "open");
    assert_eq!(request.body["subject"]["name"], "Anna Öberg");
    assert_eq!(request.body["identity"]["how"], "link");
    assert_eq!(
        (&request.body["paused_days"], &request.body["due_on"]),
        (&json!(2), &json!("2026-12-22"))
    );

    let extended = act(&w, &request, "/extend", json!({ "text": "Arkivet är stort." })).await;
    assert_eq!(
        (&extended.body["due_on"], &extended.body["extended"]),
        (&json!("2027-02-22"), &json!(true))
    );
    w.owner()
        .act(
            &path(&extended, "/extend"),
            extended.version(),
            json!({ "text": "Igen." }),
        )
        .await
        .expect_problem(409, "not_allowed_in_status");
    let asked = act(&w, &extended, "/question", json!({ "text": "Vilket år gäller det?" })).await;
    let token = letters::secret(&w, PAGE).await;
    let seen = w.nobody().get(&links(&token, "")).await.expect(200);
    assert_eq!(seen.body["question"], "Vilket år gäller det?");
    w.nobody()
        .post(&links(&token, "/information"), json!({ "text": "2024" }))
        .await
        .expect(204);
    let told = get(&w, &asked).await;
    let decided = act(&w, &told, "/decide", decisions()).await;
    assert_eq!(decided.body["outcome"], "partly");
    let sent = act(&w, &decided, "/answer", json!({ "text": "" })).await;
    let token = letters::secret(&w, PAGE).await;
    for left in [3, 2, 1] {
        assert_eq!(
            w.nobody().get(&links(&token, "")).await.expect(200).body["uses_left"],
            left
        );
        let letter = w.nobody().post(&links(&token, "/answer"), json!({})).await.expect(200);
        let text = letter.pdf_text();
        for said in [
            "Svar på begäran",
            "Telefon och e-post",
            "17(3)(b)",
            "Integritetsskyddsmyndigheten",
            "Björkvägen 4",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
    w.nobody()
        .post(&links(&token, "/answer"), json!({}))
        .await
        .expect_problem(404, "link_invalid");
    let closed = act(&w, &get(&w, &sent).await, "/close", json!({ "text": "" })).await;
    assert_eq!(
        kinds(&closed),
        [
            "received",
            "assigned",
            "identity_asked",
            "identified",
            "extended",
            "question",
            "information",
            "decided",
            "answered",
            "fetched",
            "fetched",
            "fetched",
            "closed"
        ]
    );
    assert_eq!(closed.body["actions"], json!([]));
    assert!(list(&w, "open=true").await.is_empty());
    let figures = w.owner().get("/privacy-figures?year=2026").await.expect(200);
    assert_eq!(
        (
            &figures.body["answered"],
            &figures.body["partly"],
            &figures.body["late"]
        ),
        (&json!(1), &json!(1), &json!(0))
    );
}

#[actix_web::test]
async fn a_known_and_an_unknown_address_are_answered_alike() {
    let w = world().await;
    w.office().post("/customers", customer_input()).await.expect(201);
    let ask = async |email: &str| {
        w.nobody()
            .post("/public/privacy-requests", public_input(email))
            .await
            .expect(202)
    };
    let (known, unknown) = (ask("anna@kund.example").await, ask("okand@annan.example").await);
    assert_eq!(known.body, unknown.body);
    let before = list(&w, "open=true").await;
    assert!(before.iter().all(|r| r["status"] == "received"));
    drain(&w.app).await.unwrap();
    let mut told = Vec::new();
    for item in list(&w, "open=true").await {
        let whole = w
            .owner()
            .get(&format!("/privacy-requests/{}", item["id"].as_str().unwrap()))
            .await
            .expect(200);
        told.push((
            whole.body["email"].as_str().unwrap().to_owned(),
            kinds(&whole)[2].to_owned(),
        ));
    }
    told.sort();
    assert_eq!(
        told,
        [
            ("anna@kund.example".to_owned(), "identity_asked".to_owned()),
            ("okand@annan.example".to_owned(), "acknowledged".to_owned())
        ]
    );
    for _ in 0..4 {
        ask("okand@annan.example").await;
    }
    w.nobody()
        .post("/public/privacy-requests", public_input("Okand@annan.example"))
        .await
        .expect_problem(429, "rate_limited");
    let nobody = json!({ "company": "finns-inte" });
    let mut input = public_input("anna@kund.example");
    input["company"] = nobody["company"].clone();
    w.nobody()
        .post("/public/privacy-requests", input)
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_forged_a_used_up_and_a_foreign_link_are_refused_alike() {
    let w = world().await;
    let token = identity_link(&w).await;
    let forged = format!("{}A", &token[..token.len() - 1]);
    let (_, answer) = answered(&w).await;
    w.nobody()
        .post(&links(&token, "/identity"), json!({}))
        .await
        .expect(204);
    let mut gists = Vec::new();
    for (token, rest) in [
        (&*forged, "/identity"),
        (&*token, "/identity"),
        (&*answer, "/identity"),
        ("nonsense", "/identity"),
        (&*token, "/answer"),
    ] {
        let refused = w
            .nobody()
            .post(&links(token, rest), json!({}))
            .await
            .expect_problem(404, "link_invalid");
        gists.push((refused.body["title"].clone(), refused.body["errors"].clone()));
    }
    gists.dedup();
    assert_eq!(gists.len(), 1);
    w.pass(Duration::days(7));
    w.nobody()
        .post(&links(&answer, "/answer"), json!({}))
        .await
        .expect_problem(410, "link_expired");
}

#[actix_web::test]
async fn a_request_that_lands_with_the_wrong_one_is_passed_on_with_its_day() {
    let w = world().await;
    let request = identified(&w, "anna@kund.example").await;
    w.pass(Duration::days(3));
    w.owner()
        .act(
            &path(&request, "/forward"),
            request.version(),
            json!({ "company": "lindqvist", "text": "" }),
        )
        .await
        .expect_field("/company", "not_found");
    let gone = act(
        &w,
        &request,
        "/forward",
        json!({ "company": null, "text": "Det gäller ditt konto." }),
    )
    .await;
    assert_eq!(
        (&gone.body["status"], &gone.body["forwarded_to"]),
        (&json!("forwarded"), &json!("Öberg El AB"))
    );
    drain(&w.app).await.unwrap();
    let there = w.stranger().get("/privacy-requests").await.expect(200);
    let item = &there.body["items"][0];
    assert_eq!(
        (&item["received_on"], &item["status"]),
        (&json!("2026-11-20"), &json!("received"))
    );
    assert_eq!(there.body["items"].as_array().unwrap().len(), 1);
    w.stranger()
        .get(&path(&request, ""))
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_refusal_needs_its_ground_and_an_answer_its_decisions() {
    let w = world().await;
    let request = identified(&w, "").await;
    let one = |result: &str, ground: Value| json!({ "decisions": [{ "datum": "Allt", "result": result, "ground": ground, "note": "" }] });
    let decide = async |body| w.owner().act(&path(&request, "/decide"), request.version(), body).await;
    decide(one("refused", Value::Null))
        .await
        .expect_field("/decisions/0/ground", "required");
    decide(one("done", json!("bookkeeping")))
        .await
        .expect_field("/decisions/0/ground", "invalid");
    decide(json!({ "decisions": [] }))
        .await
        .expect_field("/decisions", "too_short");
    w.owner()
        .act(&path(&request, "/answer"), request.version(), json!({ "text": "" }))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_user_sees_their_own_requests_and_nobody_elses() {
    let w = world().await;
    let ask = async |message: &str| {
        let body = json!({ "kind": "access", "message": message });
        w.worker().post("/my-privacy-requests", body).await.expect(200)
    };
    let first = ask("Vad vet ni?").await;
    assert_eq!(first.body["status"], "open", "who asks is known by the log-in");
    assert_eq!(
        ask("Vad vet ni?").await.body,
        first.body,
        "the same question is the same request"
    );
    let mine = w.worker().get("/my-privacy-requests").await.expect(200);
    assert_eq!(mine.body["controller"], "Öberg El AB");
    assert_eq!(mine.body["items"].as_array().unwrap().len(), 1);
    let others = w.office().get("/my-privacy-requests").await.expect(200);
    assert!(others.body["items"].as_array().unwrap().is_empty());
    assert!(
        list(&w, "").await.is_empty(),
        "it is the operator's, not the employer's"
    );
    assert_eq!(
        w.stranger().get("/privacy-requests?total=true").await.expect(200).body["total"],
        1
    );
}
