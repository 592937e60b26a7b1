//! How busy is the process, and how fast does it answer? For Prometheus.

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};
use std::time::Duration;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Methods that are counted by their names: a caller can make up any number of others.
const METHODS: &[&str] = &[
    "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT",
];

/// The process's counters.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    /// Mails handed to the relay or the folder.
    pub mails_sent: Counter,
    /// Mails given up.
    pub mails_failed: Counter,
}

fn buckets() -> Histogram {
    Histogram::new([0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5])
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("kontoret");
        let requests = Family::default();
        let seconds: Family<Route, Histogram, fn() -> Histogram> = Family::new_with_constructor(buckets);
        let (mails_sent, mails_failed) = (Counter::default(), Counter::default());
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_seconds", "Time to the head of the answer", seconds.clone());
        registry.register("mails_sent", "Mails handed over", mails_sent.clone());
        registry.register("mails_failed", "Mails given up", mails_failed.clone());
        Self {
            registry,
            requests,
            seconds,
            mails_sent,
            mails_failed,
        }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn observe(&self, method: &str, route: &str, status: u16, elapsed: Duration) {
        self.requests
            .get_or_create(&Answered {
                method: if METHODS.contains(&method) { method } else { "OTHER" }.to_owned(),
                route: route.to_owned(),
                status,
            })
            .inc();
        self.seconds
            .get_or_create(&Route {
                route: route.to_owned(),
            })
            .observe(elapsed.as_secs_f64());
    }

    /// All of it as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        if encode(&mut out, &self.registry).is_err() {
            out.clear();
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_that_nobody_knows_are_counted_together() {
        let metrics = Metrics::default();
        for i in 0..1000 {
            metrics.observe(&format!("METHOD{i}"), "/", 404, Duration::ZERO);
        }
        metrics.observe("PUT", "/", 200, Duration::ZERO);
        let text = metrics.text();
        assert!(
            text.contains(r#"method="OTHER",route="/",status="404"} 1000"#),
            "{text}"
        );
        assert!(text.contains(r#"method="PUT""#) && !text.contains("METHOD1"), "{text}");
    }
}
