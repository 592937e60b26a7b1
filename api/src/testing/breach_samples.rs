//! What does a good request to each operation about breaches look like?

use super::{
    client::{Answer, Client},
    samples::{Sample, Samples, at},
    world::World,
};
use crate::clock::Clock;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// A breach of which nothing but what happened is known; discovered an hour ago.
pub fn breach_input(w: &World) -> Value {
    json!({ "title": "Borttappad telefon", "description": "En arbetstelefon glömdes på bussen.",
        "kinds": ["confidentiality"], "discovered_at": w.clock.now() - Duration::hours(1), "discovered_how": "",
        "began_at": null, "ended_at": null, "categories": [], "people": [], "people_count": null, "record_count": null,
        "consequences": "", "measures_taken": "", "measures_planned": "", "abroad": "", "risk": null, "risk_reason": "" })
}

/// As much as must be known before it is closed, with a risk.
pub fn known_input(w: &World, risk: &str) -> Value {
    let mut input = breach_input(w);
    for (field, value) in [
        ("categories", json!(["end_customer_contact_details"])),
        ("people", json!(["end_customers"])),
        ("people_count", json!(12)),
        ("consequences", json!("Någon kan ringa kunderna.")),
        ("measures_taken", json!("Telefonen spärrades.")),
        ("risk", json!(risk)),
        ("risk_reason", json!("Telefonen var inte låst.")),
    ] {
        input[field] = value;
    }
    input
}

/// Where a breach is found.
pub fn path(breach: &Answer, action: &str) -> String {
    format!("/breaches/{}{action}", breach.id())
}

/// Registers a breach.
pub async fn registered(client: &Client<'_>, input: Value) -> Answer {
    client.post("/breaches", input).await.expect(201)
}

/// Does something with a breach in the version that is there.
pub async fn act(w: &World, breach: &Answer, action: &str, body: Value) -> Answer {
    w.owner().act(&path(breach, action), breach.version(), body).await
}

/// That the authority was told now.
pub fn reported(w: &World) -> Value {
    json!({ "decision": "reported", "reported_at": w.clock.now(), "case_number": "IMY-2026-1234", "reason": "",
        "delay_reason": "" })
}

/// That the people were told now.
pub fn informed(w: &World) -> Value {
    json!({ "decision": "informed", "informed_at": w.clock.now(), "how": "Brev", "count": 12, "exemption": null,
        "reason": "" })
}

/// That none of both is needed.
pub fn not_needed(reason: &str) -> Value {
    json!({ "decision": "not_needed", "reported_at": null, "case_number": "", "reason": reason, "delay_reason": "" })
}

impl Samples<'_> {
    /// A new sample of an operation, if it is one about breaches.
    pub(super) async fn of_breaches(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        let breach = async |risk: &str| registered(&w.owner(), known_input(w, risk)).await;
        let on = |breach: &Answer, action: &str| at(path(breach, action)).version(breach.version());
        Some(match id {
            "listBreaches" => at("/breaches?open=true&total=true"),
            "createBreach" => at("/breaches").body(breach_input(w)),
            "getBreach" => at(path(&breach("risk").await, "")),
            "replaceBreach" => on(&breach("risk").await, "").body(known_input(w, "high")),
            "assignBreach" => {
                let to = w.here.person(Role::Admin).membership_id;
                on(&breach("risk").await, "/assign").body(json!({ "handler_id": to }))
            }
            "reportBreach" => on(&breach("risk").await, "/report").body(reported(w)),
            "informOfBreach" => on(&breach("high").await, "/inform").body(informed(w)),
            "addToBreach" => on(&breach("risk").await, "/entries")
                .body(json!({ "kind": "note", "text": "Telefonen är återfunnen." })),
            "closeBreach" => {
                let done = act(w, &breach("unlikely").await, "/report", not_needed("Krypterad.")).await;
                on(&done.expect(200), "/close").body(json!({ "text": "" }))
            }
            "getBreachReport" => at(path(&breach("risk").await, "/report?language=sv")),
            "getBreachReportPdf" => at(path(&breach("risk").await, "/report/pdf?language=sv")),
            "listBreachCompanies" => at(path(&breach("risk").await, "/companies")),
            "informCompaniesOfBreach" => {
                let theirs = registered(&w.stranger(), known_input(w, "risk")).await;
                let body = json!({ "company_ids": [w.here.company_id], "title": "Läcka hos driften",
                    "text": "En säkerhetskopia låg öppen." });
                on(&theirs, "/inform-companies").body(body).of_operator()
            }
            _ => return None,
        })
    }
}
