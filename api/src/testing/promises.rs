//! Is the contract well made, current, and the same as what is served?

use super::{
    contract::contract,
    operation::READS,
    sources::{sources, wire_names},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn operations() -> Vec<(String, String, Value)> {
    let mut out = Vec::new();
    for (path, item) in contract().document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            out.push((method.to_uppercase(), path.clone(), operation.clone()));
        }
    }
    out
}

#[test]
fn the_committed_contract_is_current() {
    let committed =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.yaml")).unwrap_or_default();
    let current = crate::http::openapi::yaml().unwrap();
    let changed: Vec<_> = current
        .lines()
        .zip(committed.lines())
        .filter(|(a, b)| a != b)
        .take(5)
        .collect();
    assert!(
        current.trim() == committed.trim(),
        "openapi.yaml is stale, mend with: make generate\nfirst differences (new, old): {changed:#?}"
    );
}

#[test]
fn every_operation_has_a_name_of_its_own_a_permission_and_words() {
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations() {
        let id = operation["operationId"]
            .as_str()
            .unwrap_or_else(|| panic!("{method} {path} has no operationId"));
        assert!(names.insert(id.to_owned()), "{id} is used twice");
        assert!(
            id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| c.is_ascii_alphanumeric()),
            "{id}"
        );
        assert!(operation["x-permission"].is_array(), "{id} doesn't say its permission");
        assert!(
            operation["summary"].as_str().is_some_and(|s| s.len() > 8),
            "{id} has no summary"
        );
        for p in operation["x-permission"].as_array().unwrap() {
            let word = p.as_str().unwrap();
            assert!(
                word.parse::<kontoret_core::permission::Permission>().is_ok(),
                "{id}: {word} is no permission"
            );
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].is_string(), "{id} {status} has no description");
        }
        let mutates = method != "GET" && !READS.contains(&id);
        let has = |name: &str| {
            operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|p| p["name"] == name)
        };
        let public = operation["x-permission"].as_array().unwrap().is_empty();
        if mutates && !public && !NO_KEY.contains(&id) {
            assert!(
                method != "POST" || has("Idempotency-Key"),
                "{id} takes no Idempotency-Key"
            );
            assert!(has("dry_run"), "{id} can't be rehearsed");
        }
    }
}

/// Operations on sessions: they repeat by their nature and belong to no company's books.
const NO_KEY: &[&str] = &[
    "logout",
    "revokeSession",
    "proveSession",
    "switchCompany",
    "enterSupport",
    "leaveSupport",
];

#[test]
fn every_reference_leads_somewhere_and_every_answer_has_all_its_properties() {
    let doc = contract().document();
    let text = doc.to_string();
    for reference in text
        .split("\"#/components/schemas/")
        .skip(1)
        .map(|t| t.split('"').next().unwrap())
    {
        assert!(
            doc["components"]["schemas"].get(reference).is_some(),
            "{reference} is missing"
        );
    }
    for (_, _, operation) in operations() {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let reference = &response["content"]["application/json"]["schema"]["$ref"];
            let Some(name) = reference.as_str().and_then(|r| r.rsplit('/').next()) else {
                continue;
            };
            let schema = &doc["components"]["schemas"][name];
            if let Some(properties) = schema["properties"].as_object() {
                let required: BTreeSet<&str> = schema["required"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect();
                for p in properties.keys() {
                    assert!(required.contains(p.as_str()), "{name}.{p} ({status}) may be absent");
                }
            }
        }
    }
}

#[test]
fn two_wire_types_never_share_a_name() {
    // The generator lets the last one win in silence, so the sources are asked.
    let mut seen = BTreeMap::new();
    for (path, text) in sources() {
        for name in wire_names(&text) {
            if let Some(other) = seen.insert(name.clone(), path.clone()) {
                panic!("{name} stands in {} and in {}", other.display(), path.display());
            }
        }
    }
    assert!(seen.len() > 60);
}
