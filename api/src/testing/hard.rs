//! What does hard input do? Every value of every sample is replaced by what nobody should send, one at a time.

use super::{
    client::Client,
    footprint::footprint,
    operation::{Operation, operations},
    samples::{Sample, Samples},
    world::{World, world},
};
use serde_json::{Value, json};

/// Numbers that no field takes: 10¹⁵ kronor in öre, ends of types, fractions, texts as a Swede types them.
fn hard_numbers() -> Vec<Value> {
    vec![
        json!(100_000_000_000_000_000i64),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e300),
        json!(0.5),
        json!("1 234,50"),
        json!("12"),
        json!(true),
    ]
}

/// Texts beyond every limit, or with what would do harm where texts are put together.
fn hard_texts() -> Vec<Value> {
    vec![
        json!("x".repeat(100_000)),
        json!("9999-12-31"),
        json!("0000-00-00"),
        json!("2026-02-30"),
        json!("'; DROP TABLE customer; --"),
        json!("<script>alert(1)</script>\u{202e}\u{0007}\u{feff}"),
        json!("../../../etc/passwd"),
        json!("   "),
        json!("\u{3164}\u{200b}"),
        json!(17),
        json!({}),
    ]
}

/// The sample's bodies with one value replaced.
fn spoilt(body: &Value) -> Vec<(String, Value, Value)> {
    let mut found = Vec::new();
    walk(body, "", &mut |pointer, value| {
        let mut hard = match value {
            Value::Number(_) => hard_numbers(),
            Value::String(_) | Value::Null => hard_texts(),
            Value::Bool(_) => vec![json!("true"), json!(1)],
            Value::Array(_) => vec![
                json!({}),
                json!("x"),
                json!(vec![value.get(0).cloned().unwrap_or(json!("x")); 600]),
            ],
            Value::Object(_) => vec![json!([]), json!("x")],
        };
        hard.push(if value.is_null() { json!([]) } else { Value::Null });
        for new in hard {
            let mut whole = body.clone();
            *whole.pointer_mut(pointer).unwrap() = new.clone();
            found.push((pointer.to_owned(), new, whole));
        }
    });
    found
}

fn walk(value: &Value, pointer: &str, f: &mut impl FnMut(&str, &Value)) {
    if !pointer.is_empty() {
        f(pointer, value);
    }
    match value {
        Value::Object(o) => o.iter().for_each(|(k, v)| walk(v, &format!("{pointer}/{k}"), f)),
        Value::Array(a) => a
            .iter()
            .enumerate()
            .for_each(|(i, v)| walk(v, &format!("{pointer}/{i}"), f)),
        _ => {}
    }
}

/// A text that is too long, or a value of another type or size, is refused with a reason; other texts may be taken.
fn must_be_refused(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (_, Value::Null) => false,
        (Value::Number(_), _) | (Value::Bool(_), _) | (Value::Object(_), _) => true,
        (Value::Array(_), Value::Array(items)) => items.len() >= 600,
        (Value::Array(_), _) => true,
        (_, Value::String(text)) => text.len() > 50_000,
        (Value::String(_), Value::Number(_) | Value::Object(_)) => true,
        _ => false,
    }
}

/// What the world says to a spoilt body: never our fault, never that it isn't JSON, never with the value itself, and by
/// the field where a field is what is wrong.
fn judge(id: &str, (pointer, new): (&str, &Value), old: &Value, answer: &super::Answer) {
    let shown: String = new.to_string().chars().take(60).collect();
    let what = format!("{id} {pointer} = {shown}: {} {:#}", answer.status, answer.body);
    assert!(answer.status < 500, "{what}");
    assert_ne!(answer.status, 400, "{what}");
    let refused = matches!(answer.status, 404 | 409 | 422);
    assert!(refused || !must_be_refused(old, new), "taken: {what}");
    let blank = new
        .as_str()
        .is_some_and(|n| n.trim_matches(['\u{3164}', '\u{200b}', ' ']).is_empty());
    assert!(refused || !(blank && pointer.ends_with("/name")), "taken: {what}");
    let hidden = new.as_str().is_some_and(|n| n.contains('\u{7}')) && !pointer.ends_with("/password");
    assert!(refused || !hidden, "taken: {what}");
    if answer.status == 422 {
        let pointers: Vec<&str> = answer.body["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].as_str().unwrap())
            .collect();
        assert!(
            !pointers.is_empty() && pointers.iter().all(|p| p.starts_with('/')),
            "{what}"
        );
        let there = |p: &&str| p.starts_with(pointer) || pointer.starts_with(*p);
        assert!(
            !must_be_refused(old, new) || pointers.iter().any(there),
            "elsewhere: {what}"
        );
    }
    let text = answer.body.to_string();
    let echoed = refused && new.as_str().is_some_and(|n| n.len() > 12 && text.contains(n));
    assert!(!echoed, "echoed: {what}");
}

async fn rehearse(
    client: &Client<'_>,
    w: &World,
    operation: &Operation,
    sample: &Sample,
    body: &Value,
) -> super::Answer {
    let path = format!("{}?dry_run=true", sample.path);
    let key = w.key();
    client
        .call(
            operation.method.clone(),
            &path,
            sample.version,
            Some(body),
            &[("idempotency-key", &key)],
        )
        .await
}

/// Goes through every third operation.
async fn third(first: usize) {
    let w = world().await;
    let samples = Samples::new(&w);
    let mut asked = 0;
    for operation in operations()
        .iter()
        .filter(|o| o.takes("dry_run") && o.has_body)
        .skip(first)
        .step_by(3)
    {
        let id = &operation.id;
        let sample = samples.of(id).await;
        let body = sample.body.clone().unwrap();
        let owner = if sample.of_operator { w.stranger() } else { w.owner() };
        let before = footprint(&w).await;
        for (pointer, new, whole) in spoilt(&body) {
            asked += 1;
            let answer = rehearse(&owner, &w, operation, &sample, &whole).await;
            judge(id, (&pointer, &new), body.pointer(&pointer).unwrap(), &answer);
        }
        assert_eq!(footprint(&w).await, before, "{id} changed something");
    }
    assert!(asked > 500, "only {asked} bodies were tried");
}

#[actix_web::test]
async fn hard_input_is_answered_with_a_reason_and_never_with_our_fault() {
    third(0).await;
}

#[actix_web::test]
async fn hard_input_is_never_our_fault_either_by_the_next_operations() {
    third(1).await;
}

#[actix_web::test]
async fn hard_input_is_never_our_fault_either_by_the_last_operations() {
    third(2).await;
}

/// What can't be rehearsed: log-ins, links, what somebody without a session sends, and what only reads.
#[actix_web::test]
async fn hard_input_is_refused_by_its_field_where_nothing_can_be_rehearsed_too() {
    let w = world().await;
    let samples = Samples::new(&w);
    let (mut asked, mut names, all) = (0, Vec::new(), operations());
    for operation in all.iter().filter(|o| !o.takes("dry_run") && o.has_body) {
        let id = &operation.id;
        // Whoever guessed wrong, or asked often, waits.
        w.pass(chrono::Duration::hours(1));
        w.prove().await;
        let sample = samples.of(id).await;
        let Some(body) = &sample.body else {
            panic!("{id}: the sample has no body")
        };
        let client = match &sample.token {
            Some(token) => w.nobody().token(token.clone()),
            None if operation.is_public() => w.nobody(),
            None if sample.of_operator => w.stranger(),
            None => w.owner(),
        };
        let send = async |whole: &Value| {
            let key = w.key();
            let headers = [("idempotency-key", key.as_str())];
            let (method, version) = (operation.method.clone(), sample.version);
            client.call(method, &sample.path, version, Some(whole), &headers).await
        };
        let (refused, others): (Vec<_>, Vec<_>) = spoilt(body)
            .into_iter()
            .partition(|(pointer, new, _)| must_be_refused(body.pointer(pointer).unwrap(), new));
        let before = footprint(&w).await;
        for (pointer, new, whole) in refused {
            asked += 1;
            let answer = send(&whole).await;
            judge(id, (&pointer, &new), body.pointer(&pointer).unwrap(), &answer);
        }
        assert_eq!(footprint(&w).await, before, "{id} changed something");
        for (pointer, new, whole) in others {
            let answer = send(&whole).await;
            let shown: String = new.to_string().chars().take(60).collect();
            assert!(answer.status < 500, "{id} {pointer} = {shown}: {:#}", answer.body);
        }
        names.push(id.as_str());
    }
    assert!(asked > 100, "only {asked} bodies were tried");
    for public in [
        "login",
        "acceptInvitation",
        "resetPassword",
        "acceptPublicOffer",
        "askAboutInvoice",
    ] {
        assert!(names.contains(&public), "{public} was left out: {names:?}");
    }
}
