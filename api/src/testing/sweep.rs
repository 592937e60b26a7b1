//! Does every operation keep the rules that hold for all? Each test goes through the whole contract; a new operation
//! without a sample fails by its name.

use super::{
    client::{Answer, Client},
    footprint::{events, footprint},
    operation::{Operation, TOLD_READS, operations},
    samples::{Sample, Samples},
    visitors,
    world::{World, world},
};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use uuid::Uuid;

/// Calls as a client with everything that the sample says, and with a new key if one is asked for.
pub(super) async fn call(w: &World, client: &Client<'_>, operation: &Operation, sample: &Sample) -> Answer {
    let key = w.key();
    let headers = [("idempotency-key", key.as_str())];
    let headers = if operation.takes("Idempotency-Key") {
        &headers[..]
    } else {
        &[]
    };
    client
        .call(
            operation.method.clone(),
            &sample.path,
            sample.version,
            sample.body.as_ref(),
            headers,
        )
        .await
}

/// Who the sample is meant for.
pub(super) fn caller<'w>(w: &'w World, operation: &Operation, sample: &Sample) -> Client<'w> {
    match &sample.token {
        Some(token) => w.nobody().token(token.clone()),
        None if operation.is_public() => w.nobody(),
        None => own(w, sample, Role::Owner),
    }
}

/// Somebody of the company that the sample is of.
fn own<'w>(w: &'w World, sample: &Sample, role: Role) -> Client<'w> {
    if sample.of_operator {
        w.stranger_as(role)
    } else {
        w.client(role)
    }
}

/// Somebody of a role: a user of that company, or a visitor of the operator's staff.
fn of_role<'w>(w: &'w World, sample: &Sample, role: Role, visitor: &str) -> Client<'w> {
    match role {
        Role::Support => w.nobody().token(visitor),
        _ => own(w, sample, role),
    }
}

/// The owner of another company than the sample's.
fn foreign<'w>(w: &'w World, sample: &Sample) -> Client<'w> {
    if sample.of_operator { w.owner() } else { w.stranger() }
}

/// What an answer says apart from the request that it answers.
fn gist(answer: &Answer) -> Value {
    let mut body = answer.body.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("request_id");
        body.remove("instance");
    }
    json!([answer.status, body])
}

/// Changes that leave no event in a company's trail, and why.
const WITHOUT_EVENT: &[(&str, &str)] = &[
    ("refreshSession", "going on is no event"),
    ("requestPasswordReset", "whose address it is isn't known yet"),
];

#[actix_web::test]
async fn every_operation_answers_its_sample_and_every_change_leaves_one_event() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations() {
        let id = &operation.id;
        let sample = samples.of(id).await;
        let before = events(&w).await;
        let answer = call(&w, &caller(&w, &operation, &sample), &operation, &sample).await;
        assert!(
            (200..300).contains(&answer.status),
            "{id} answered {}: {:#}",
            answer.status,
            answer.body
        );
        let told = operation.mutates() || TOLD_READS.contains(&id.as_str());
        let silent = !told || WITHOUT_EVENT.iter().any(|(name, _)| name == id);
        assert_eq!(events(&w).await - before, u64::from(!silent), "{id}: events");
    }
}

#[actix_web::test]
async fn without_a_valid_token_nothing_is_answered() {
    let w = world().await;
    let samples = Samples::new(&w);
    let owner = w.here.person(Role::Owner);
    let expired = w.access_token(owner);
    w.pass(Duration::minutes(10));
    let ended = samples.of("logout").await.token.unwrap();
    w.nobody()
        .token(&ended)
        .call(Method::DELETE, "/session", None, None, &[])
        .await
        .expect(204);
    let valid = w.access_token(owner);
    let broken = [&valid[..valid.len() - 4], "AAAA"].concat();
    for operation in operations().iter().filter(|o| !o.is_public()) {
        let sample = samples.of(&operation.id).await;
        let before = footprint(&w).await;
        for (kind, token, code) in [
            ("none", None, "unauthenticated"),
            ("garbage", Some("garbage"), "unauthenticated"),
            ("broken", Some(broken.as_str()), "unauthenticated"),
            ("expired", Some(expired.as_str()), "unauthenticated"),
            ("ended", Some(ended.as_str()), "session_ended"),
        ] {
            let client = token.map_or_else(|| w.nobody(), |t| w.nobody().token(t));
            let answer = call(&w, &client, operation, &sample).await;
            if (operation.id.as_str(), kind) == ("logout", "ended") {
                answer.expect(204);
                continue;
            }
            assert_eq!(
                (answer.status, &answer.body["code"]),
                (401, &json!(code)),
                "{} with {kind}",
                operation.id
            );
        }
        assert_eq!(footprint(&w).await, before, "{} changed something", operation.id);
    }
}

#[actix_web::test]
async fn a_role_without_the_permission_is_refused_and_changes_nothing() {
    let w = world().await;
    let samples = Samples::new(&w);
    let mut refused = 0;
    for operation in operations().iter().filter(|o| Role::ALL.iter().any(|r| !o.allows(*r))) {
        let sample = samples.of(&operation.id).await;
        let visitor = visitors::token(&w).await;
        let before = footprint(&w).await;
        for role in Role::ALL.into_iter().filter(|r| !operation.allows(*r)) {
            let answer = call(&w, &of_role(&w, &sample, role, &visitor), operation, &sample).await;
            assert_eq!(
                (answer.status, &answer.body["code"]),
                (403, &json!("forbidden")),
                "{} as {role}",
                operation.id
            );
            refused += 1;
        }
        assert_eq!(footprint(&w).await, before, "{} changed something", operation.id);
    }
    assert!(refused > 300, "only {refused} refusals were asked for");
}

#[actix_web::test]
async fn another_companys_thing_is_answered_like_one_that_is_not_there() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| !o.is_public() && o.names_a_thing()) {
        let sample = samples.of(&operation.id).await;
        let named = sample.path.split('/').nth(2).unwrap().to_owned();
        let nowhere = Sample {
            path: sample.path.replace(&named, &w.key()),
            ..samples.of(&operation.id).await
        };
        let before = footprint(&w).await;
        let other = foreign(&w, &sample);
        let there = call(&w, &other, operation, &sample)
            .await
            .expect_problem(404, "not_found");
        let random = call(&w, &other, operation, &nowhere)
            .await
            .expect_problem(404, "not_found");
        assert_eq!(gist(&there), gist(&random), "{}", operation.id);
        let malformed = Sample {
            path: sample.path.replace(&named, "1' OR '1'='1").replace(' ', "%20"),
            ..sample
        };
        call(&w, &other, operation, &malformed)
            .await
            .expect_problem(404, "not_found");
        assert_eq!(footprint(&w).await, before, "{} changed something", operation.id);
    }
}

/// Whether a body names things by their ids.
fn names_things(body: &Value) -> bool {
    match body {
        Value::Object(o) => o.values().any(names_things),
        Value::Array(a) => a.iter().any(names_things),
        Value::String(text) => text.parse::<Uuid>().is_ok(),
        _ => false,
    }
}

#[actix_web::test]
async fn another_companys_thing_is_not_found_in_a_body_either() {
    let w = world().await;
    let samples = Samples::new(&w);
    let mut asked = 0;
    for operation in operations()
        .iter()
        .filter(|o| !o.is_public() && o.has_body && !o.names_a_thing())
    {
        let sample = samples.of(&operation.id).await;
        if sample.token.is_some() || !sample.body.as_ref().is_some_and(names_things) {
            continue;
        }
        asked += 1;
        let before = footprint(&w).await;
        let answer = call(&w, &w.stranger(), operation, &sample).await;
        assert!(
            matches!(answer.status, 404 | 412 | 422),
            "{}: {} {:#}",
            operation.id,
            answer.status,
            answer.body
        );
        assert_eq!(footprint(&w).await, before, "{} changed something", operation.id);
    }
    assert!(asked >= 5, "only {asked} bodies name things");
}

#[actix_web::test]
async fn a_change_of_a_version_needs_the_version_that_is_there() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.takes("If-Match")) {
        let id = &operation.id;
        let mut sample = samples.of(id).await;
        let version = sample
            .version
            .unwrap_or_else(|| panic!("{id}: the sample has no version"));
        let before = footprint(&w).await;
        for other in [version - 1, version + 1, -1, i64::from(i32::MAX) + 1] {
            sample.version = Some(other);
            let answer = call(&w, &own(&w, &sample, Role::Owner), operation, &sample).await;
            assert_eq!(
                (answer.status, &answer.body["code"]),
                (412, &json!("stale")),
                "{id} with {other}"
            );
        }
        sample.version = None;
        let missing = call(&w, &own(&w, &sample, Role::Owner), operation, &sample).await;
        assert_eq!(
            (missing.status, &missing.body["code"]),
            (428, &json!("precondition_required")),
            "{id}"
        );
        for tag in ["*", "\"x\"", "", "\"1\", \"2\""] {
            let answer = call(
                &w,
                &own(&w, &sample, Role::Owner).header("if-match", tag),
                operation,
                &sample,
            )
            .await;
            assert_eq!(answer.status, 412, "{id} with If-Match: {tag}");
        }
        assert_eq!(footprint(&w).await, before, "{id} changed something");
        let weak = format!("W/\"{version}\"");
        let answer = call(
            &w,
            &own(&w, &sample, Role::Owner).header("if-match", weak),
            operation,
            &sample,
        )
        .await;
        assert!(
            (200..300).contains(&answer.status),
            "{id} with a tag made weak on the way: {:#}",
            answer.body
        );
    }
}

#[actix_web::test]
async fn a_repeated_request_is_answered_again_and_done_once() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.takes("Idempotency-Key")) {
        let id = &operation.id;
        let sample = samples.of(id).await;
        let send = async |sample: &Sample, key: &str| {
            let headers = [("idempotency-key", key)];
            let (path, version, body) = (&sample.path, sample.version, sample.body.as_ref());
            own(&w, sample, Role::Owner)
                .call(operation.method.clone(), path, version, body, &headers)
                .await
        };
        let long = "k".repeat(129);
        for (key, code) in [
            ("", "idempotency_key_required"),
            (long.as_str(), "idempotency_key_invalid"),
            ("nyckel-å", "idempotency_key_invalid"),
        ] {
            let answer = send(&sample, key).await;
            assert_eq!(
                (answer.status, &answer.body["code"]),
                (400, &json!(code)),
                "{id}: {key}"
            );
        }
        let (path, body) = (&sample.path, sample.body.as_ref());
        let keyless = own(&w, &sample, Role::Owner)
            .call(operation.method.clone(), path, sample.version, body, &[])
            .await;
        assert_eq!(
            (keyless.status, &keyless.body["code"]),
            (400, &json!("idempotency_key_required")),
            "{id}"
        );

        let key = w.key();
        let first = send(&sample, &key).await;
        assert!((200..300).contains(&first.status), "{id}: {:#}", first.body);
        let before = footprint(&w).await;
        w.pass(Duration::hours(1));
        w.prove().await;
        let again = send(&sample, &key).await;
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{id}");
        for header in ["etag", "location"] {
            assert_eq!(again.header(header), first.header(header), "{id}");
        }
        let mut other = samples.of(id).await;
        other.path.clone_from(&sample.path);
        other.version = other.version.map(|v| v + 1);
        for field in ["name", "title", "activity"] {
            if let Some(text) = other.body.as_mut().and_then(|b| b.get_mut(field)) {
                *text = json!("Annat");
            }
        }
        let reused = send(&other, &key).await;
        assert_eq!(
            (reused.status, &reused.body["code"]),
            (422, &json!("idempotency_key_reused")),
            "{id}"
        );
        let now = footprint(&w).await;
        for (table, content) in before
            .iter()
            .filter(|(t, _)| ["audit_event", "idempotency_key"].contains(*t))
        {
            // Making the other sample left its own traces, so what was there must still be there.
            assert!(now[table].len() >= content.len(), "{id}: {table}");
        }
        // Somebody else's key of the same name is another key.
        let theirs = samples.of(id).await;
        let others = own(&w, &theirs, Role::Admin);
        let headers = [("idempotency-key", key.as_str())];
        let answer = others.call(
            operation.method.clone(),
            &theirs.path,
            theirs.version,
            theirs.body.as_ref(),
            &headers,
        );
        let answer = answer.await;
        assert!(
            (200..300).contains(&answer.status),
            "{id} by another: {:#}",
            answer.body
        );
    }
}

#[actix_web::test]
async fn a_repeat_leaves_the_database_as_it_is() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.takes("Idempotency-Key")) {
        let sample = samples.of(&operation.id).await;
        let key = w.key();
        let headers = [("idempotency-key", key.as_str())];
        let owner = own(&w, &sample, Role::Owner);
        let send = || {
            owner.call(
                operation.method.clone(),
                &sample.path,
                sample.version,
                sample.body.as_ref(),
                &headers,
            )
        };
        send().await;
        let before = footprint(&w).await;
        send().await;
        assert_eq!(footprint(&w).await, before, "{} did it twice", operation.id);
    }
}

/// Every object of a body gets, one after the other, a field that it doesn't know.
fn with_unknown_fields(body: &Value, pointer: &str, out: &mut Vec<(String, Value)>, root: &Value) {
    match body {
        Value::Object(o) => {
            let mut spoilt = root.clone();
            spoilt.pointer_mut(pointer).unwrap()["no_such_field"] = json!(1);
            out.push((format!("{pointer}/no_such_field"), spoilt));
            o.iter()
                .for_each(|(k, v)| with_unknown_fields(v, &format!("{pointer}/{k}"), out, root));
        }
        Value::Array(a) => {
            a.iter()
                .enumerate()
                .for_each(|(i, v)| with_unknown_fields(v, &format!("{pointer}/{i}"), out, root));
        }
        _ => {}
    }
}

#[actix_web::test]
async fn an_unknown_field_is_refused_wherever_it_stands() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations() {
        let id = &operation.id;
        let sample = samples.of(id).await;
        let Some(body) = &sample.body else { continue };
        let client = caller(&w, &operation, &sample);
        let mut spoilt = Vec::new();
        with_unknown_fields(body, "", &mut spoilt, body);
        let before = footprint(&w).await;
        for (pointer, body) in spoilt {
            let key = w.key();
            let headers = [("idempotency-key", key.as_str())];
            let answer = client
                .call(
                    operation.method.clone(),
                    &sample.path,
                    sample.version,
                    Some(&body),
                    &headers,
                )
                .await;
            assert_eq!(answer.status, 422, "{id}: {:#}", answer.body);
            answer.expect_field(&pointer, "unknown_field");
        }
        for (kind, text) in [
            ("an array", "[]"),
            ("a text", "\"x\""),
            ("nothing", "null"),
            ("a number", "17"),
        ] {
            let body: Value = serde_json::from_str(text).unwrap();
            let answer = client
                .call(
                    operation.method.clone(),
                    &sample.path,
                    sample.version,
                    Some(&body),
                    &[("idempotency-key", "k")],
                )
                .await;
            assert_eq!(answer.status, 422, "{id} with {kind}: {:#}", answer.body);
        }
        assert_eq!(footprint(&w).await, before, "{id} changed something");
    }
}

#[actix_web::test]
async fn an_unknown_query_parameter_is_refused_by_every_list() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.method == "GET" && o.takes("limit")) {
        let path = samples.of(&operation.id).await.path;
        let sign = if path.contains('?') { '&' } else { '?' };
        for (query, code) in [
            ("no_such_filter=1", "unknown_field"),
            ("limit=0", "too_small"),
            ("limit=201", "too_large"),
            ("limit=-1", "invalid"),
            ("limit=many", "invalid"),
        ] {
            let answer = w.owner().get(&format!("{path}{sign}{query}")).await;
            assert_eq!(answer.status, 422, "{} {query}: {:#}", operation.id, answer.body);
            let name = query.split('=').next().unwrap();
            answer.expect_field(name, code);
        }
        for (query, name, code) in [
            ("after=%00", "after", "control_character"),
            ("limit=1&limit=2", "limit", "invalid"),
        ] {
            let answer = w.owner().get(&format!("{path}{sign}{query}")).await;
            answer.expect(422).expect_field(name, code);
        }
    }
}

#[actix_web::test]
async fn a_value_that_a_parameter_cannot_have_is_refused_by_the_parameters_name() {
    let w = world().await;
    let samples = Samples::new(&w);
    let mut asked = 0;
    for operation in operations()
        .iter()
        .filter(|o| o.method == "GET" && !o.worded_queries.is_empty())
    {
        let sample = samples.of(&operation.id).await;
        let bare = sample.path.split('?').next().unwrap();
        for name in &operation.worded_queries {
            // What else must be said is said as in the sample.
            let others = sample.path.split_once('?').map_or("", |(_, query)| query).split('&');
            let others: Vec<_> = others
                .filter(|p| !p.is_empty() && p.split('=').next() != Some(name))
                .collect();
            for value in ["2024-02-30", "evil%0Avalue"] {
                let query = [others.as_slice(), &[&format!("{name}={value}")]].concat().join("&");
                asked += 1;
                let answer = caller(&w, operation, &sample).get(&format!("{bare}?{query}")).await;
                assert_eq!(answer.status, 422, "{} {query}: {:#}", operation.id, answer.body);
                let pointers: Vec<_> = answer.body["errors"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|e| &e["pointer"])
                    .collect();
                assert_eq!(pointers, [name], "{} {query}", operation.id);
            }
        }
    }
    assert!(asked > 150, "only {asked} queries were tried");
}

#[actix_web::test]
async fn a_rehearsal_answers_what_would_be_and_changes_nothing() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.takes("dry_run")) {
        let id = &operation.id;
        let mut sample = samples.of(id).await;
        let path = sample.path.clone();
        let before = footprint(&w).await;
        sample.path = format!("{path}?dry_run=true");
        let rehearsed = call(&w, &own(&w, &sample, Role::Owner), operation, &sample).await;
        assert!((200..300).contains(&rehearsed.status), "{id}: {:#}", rehearsed.body);
        assert_eq!(rehearsed.header("x-dry-run"), Some("true"), "{id}");
        assert_eq!(rehearsed.header("location"), None, "{id}");
        assert_eq!(footprint(&w).await, before, "{id} changed something");
        for odd in [
            "dry_run=perhaps",
            "dry_run",
            "dry%5Frun=TRUE",
            "dry_run=false&dry_run=true",
        ] {
            sample.path = format!("{path}?{odd}");
            call(&w, &own(&w, &sample, Role::Owner), operation, &sample)
                .await
                .expect_problem(422, "invalid_fields")
                .expect_field("dry_run", "invalid");
        }
        sample.path = path;
        let done = call(&w, &own(&w, &sample, Role::Owner), operation, &sample).await;
        assert_eq!(done.status, rehearsed.status, "{id}: {:#}", done.body);
        assert_eq!(done.header("x-dry-run"), None, "{id}");
    }
}

/// Who has the permission, and is refused this sample by a further rule.
const FURTHER_RULES: &[(&str, Role, &str)] = &[
    ("submitTimesheet", Role::Worker, "the sample's week is another's"),
    ("changeUserEmail", Role::Worker, "the sample's user is another"),
    ("changeUserEmail", Role::Accountant, "the sample's user is another"),
];

#[actix_web::test]
async fn a_role_with_the_permission_is_let_through() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| !o.is_public()) {
        let mut sample = samples.of(&operation.id).await;
        sample.token = None;
        if operation.takes("dry_run") {
            sample.path.push_str("?dry_run=true");
        } else if operation.mutates() {
            continue;
        }
        let visitor = visitors::token(&w).await;
        for role in Role::ALL.into_iter().filter(|r| operation.allows(*r)) {
            let answer = call(&w, &of_role(&w, &sample, role, &visitor), operation, &sample).await;
            let ruled_out = FURTHER_RULES
                .iter()
                .any(|(id, r, _)| (*id, *r) == (operation.id.as_str(), role));
            assert_eq!(
                answer.status == 403,
                ruled_out,
                "{} as {role}: {:#}",
                operation.id,
                answer.body
            );
        }
    }
}
