//! Which operations does the contract promise, and what does each ask for?

use super::contract::contract;
use actix_web::http::Method;
use kontoret_core::permission::{Permission, Role};
use serde_json::Value;

/// One operation of the contract.
pub struct Operation {
    /// Its name.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its address, with the names of its variable parts.
    pub path: String,
    /// One of these is enough; none: for everybody.
    pub permissions: Vec<Permission>,
    /// Names of headers, queries and variable parts.
    pub parameters: Vec<String>,
    /// What it says of when the user must have proven who they are just now: always (`true`), or when a field changes.
    pub step_up: Value,
    /// Queries that take numbers, days, ids, yes or no, or words of a list: anything but a text of one's own.
    pub worded_queries: Vec<String>,
    /// Whether it takes a body.
    pub has_body: bool,
}

/// Operations that only read, though what they read from comes in a body.
pub const READS: &[&str] = &["previewDesign", "getErasurePlan"];
/// Operations that only read, and of which the trail tells who read: what takes people out in a table.
pub const TOLD_READS: &[&str] = &["exportInvoices"];

impl Operation {
    /// Whether it changes anything.
    pub fn mutates(&self) -> bool {
        self.method != Method::GET && !READS.contains(&self.id.as_str())
    }

    /// Whether nobody needs to be logged in.
    pub fn is_public(&self) -> bool {
        self.permissions.is_empty()
    }

    /// Whether a role may do it.
    pub fn allows(&self, role: Role) -> bool {
        self.is_public() || self.permissions.iter().any(|p| role.has(*p))
    }

    /// Whether it takes a parameter of this name.
    pub fn takes(&self, name: &str) -> bool {
        self.parameters.iter().any(|p| p == name)
    }

    /// Whether the address names a thing by its id.
    pub fn names_a_thing(&self) -> bool {
        self.path
            .split('/')
            .any(|part| part.starts_with('{') && part.ends_with("_id}"))
    }
}

/// All operations of the contract.
pub fn operations() -> Vec<Operation> {
    let document = contract().document();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            found.push(read(path, method, operation));
        }
    }
    assert!(found.len() > 60);
    found
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let texts = |list: &Value| -> Vec<String> {
        list.as_array()
            .into_iter()
            .flatten()
            .map(|v| v.as_str().unwrap().to_owned())
            .collect()
    };
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    Operation {
        id: operation["operationId"].as_str().unwrap().to_owned(),
        method: method.to_uppercase().parse().unwrap(),
        path: path.to_owned(),
        permissions: texts(&operation["x-permission"])
            .iter()
            .map(|p| p.parse().unwrap())
            .collect(),
        step_up: operation["x-step-up"].clone(),
        worded_queries: parameters
            .clone()
            .filter(|p| p["in"] == "query" && !is_free_text(&p["schema"]))
            .map(|p| p["name"].as_str().unwrap().to_owned())
            .collect(),
        parameters: parameters.map(|p| p["name"].as_str().unwrap().to_owned()).collect(),
        has_body: operation.get("requestBody").is_some(),
    }
}

/// Whether a schema takes any text.
fn is_free_text(schema: &Value) -> bool {
    let kind = &schema["type"];
    let is_text = kind == "string" || kind.as_array().is_some_and(|kinds| kinds.contains(&"string".into()));
    is_text
        && ["format", "enum", "pattern"]
            .iter()
            .all(|rule| schema.get(rule).is_none())
}
