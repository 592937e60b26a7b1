//! Does an answer keep what the contract promises? Asked for every answer that a test gets.

use actix_web::dev::ResourceDef;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
};

/// The contract, ready to hold answers against.
pub struct Contract {
    doc: Value,
    paths: Vec<(ResourceDef, String)>,
    validators: Mutex<HashMap<String, Arc<jsonschema::Validator>>>,
}

/// The contract of this build.
pub fn contract() -> &'static Contract {
    static CONTRACT: OnceLock<Contract> = OnceLock::new();
    CONTRACT.get_or_init(|| {
        let mut doc = crate::http::openapi::document();
        let paths = doc["paths"]
            .as_object()
            .unwrap()
            .keys()
            .map(|p| (ResourceDef::new(p.as_str()), p.clone()))
            .collect();
        for schema in doc["components"]["schemas"].as_object_mut().unwrap().values_mut() {
            close(schema);
        }
        Contract {
            doc,
            paths,
            validators: Mutex::default(),
        }
    })
}

/// What isn't declared must not be sent.
fn close(schema: &mut Value) {
    if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
        schema["additionalProperties"] = json!(false);
    }
}

impl Contract {
    /// The document.
    pub fn document(&self) -> &Value {
        &self.doc
    }

    /// The operation at an address.
    pub fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        // A fixed address can also fit one with a variable part: /orders/from-offer and /orders/{order_id}.
        let fitting = self.paths.iter().filter(|(def, _)| def.is_match(path));
        fitting
            .filter_map(|(_, pattern)| self.doc["paths"][pattern].get(method.to_lowercase()))
            .next()
    }

    /// Panics when an answer isn't what the contract says.
    pub fn check(&self, method: &str, path: &str, status: u16, content_type: &str, body: &[u8]) {
        let Some(operation) = self.operation(method, path) else {
            assert!(
                status == 404 || status == 405,
                "{method} {path} isn't in the contract and answered {status}"
            );
            return;
        };
        let id = operation["operationId"].as_str().unwrap();
        if status == 304 {
            return;
        }
        let response = operation["responses"]
            .get(status.to_string())
            .unwrap_or_else(|| panic!("{id} answered {status}, which the contract doesn't know"));
        let Some(content) = response.get("content").and_then(Value::as_object) else {
            assert!(body.is_empty(), "{id} {status}: a body where the contract has none");
            return;
        };
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        let media = content
            .get(kind)
            .unwrap_or_else(|| panic!("{id} {status}: {kind} isn't in the contract"));
        if !kind.ends_with("/json") && !kind.ends_with("+json") {
            return;
        }
        let value: Value = serde_json::from_slice(body).unwrap();
        let errors: Vec<String> = self
            .validator(&media["schema"])
            .iter_errors(&value)
            .map(|e| format!("{} at {}", e, e.instance_path()))
            .collect();
        assert!(
            errors.is_empty(),
            "{id} {status} breaks the contract: {errors:#?}\n{value:#}"
        );
    }

    fn validator(&self, schema: &Value) -> Arc<jsonschema::Validator> {
        let key = schema.to_string();
        let mut known = self.validators.lock().unwrap();
        known
            .entry(key)
            .or_insert_with(|| {
                let mut root = schema.clone();
                root["components"] = self.doc["components"].clone();
                Arc::new(jsonschema::draft202012::new(&root).unwrap())
            })
            .clone()
    }
}
