//! What does a log line look like? A message that reads alone, and `key=value`; as text or as JSON.

use chrono::{SecondsFormat, Utc};
use log::kv::{Error, Key, Value, VisitSource};
use serde_json::{Map, json};
use std::io::Write;

struct Fields<'m>(&'m mut Map<String, serde_json::Value>);

impl<'kvs> VisitSource<'kvs> for Fields<'_> {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let value = value.to_u64().map_or_else(|| json!(value.to_string()), |n| json!(n));
        self.0.insert(key.as_str().to_owned(), value);
        Ok(())
    }
}

/// Starts logging to standard error. Safe to call twice.
#[expect(
    clippy::disallowed_methods,
    reason = "a log line's time is the machine's, also in tests"
)]
pub fn start(json: bool) {
    let mut builder = env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info"));
    if json {
        builder.format(|out, record| {
            let mut line = Map::new();
            line.insert(
                "at".to_owned(),
                json!(Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true)),
            );
            line.insert("level".to_owned(), json!(record.level().as_str()));
            line.insert("target".to_owned(), json!(record.target()));
            line.insert("message".to_owned(), json!(record.args().to_string()));
            let _ = record.key_values().visit(&mut Fields(&mut line));
            writeln!(out, "{}", serde_json::Value::Object(line))
        });
    }
    let _ = builder.try_init();
}
