//! What does a good request to each operation about people look like?

use super::{
    samples::{Sample, Samples, at},
    things,
};
use crate::clock::Clock;
use serde_json::json;

impl Samples<'_> {
    /// A new sample of an operation, if it is one about what is known of a person.
    pub(super) async fn of_data_subjects(&self, id: &str) -> Option<Sample> {
        Some(match id {
            "findDataSubject" => {
                let email = self.turn(["anna@kund.example", "per@kund.example"]);
                at("/data-subjects/find").body(json!({ "email": email, "phone": "", "identity_number": "" }))
            }
            "getRegisterExtract" => at("/data-subjects/extract").body(self.extracted().await),
            "getRegisterExtractPdf" => at("/data-subjects/extract/pdf").body(self.extracted().await),
            "getErasurePlan" => at("/data-subjects/erasure-plan").body(self.extracted().await),
            "eraseDataSubject" => {
                let mut body = self.extracted().await;
                let plan = self
                    .w
                    .owner()
                    .post("/data-subjects/erasure-plan", body.clone())
                    .await
                    .expect(200);
                for word in ["fingerprint", "confirmation"] {
                    body[word] = plan.body[word].clone();
                }
                at("/data-subjects/erase").body(body)
            }
            "restrictDataSubject" => {
                let mut body = self.subject().await;
                body["ground"] = json!("accuracy_contested");
                body["request_id"] = json!(null);
                at("/data-subjects/restrict").body(body)
            }
            "objectToProcessing" => {
                let mut body = self.subject().await;
                body["processing"] = json!("statistics");
                body["request_id"] = json!(null);
                at("/data-subjects/object").body(body)
            }
            "listProcessingLimits" => at("/processing-limits"),
            "liftRestriction" => {
                let mut body = self.subject().await;
                body["ground"] = json!("unlawful");
                body["request_id"] = json!(null);
                let set = self.w.owner().post("/data-subjects/restrict", body).await.expect(201);
                let id = set.body["items"][0]["id"].as_str().unwrap_or_default().to_owned();
                at(format!("/processing-limits/{id}/lift"))
                    .body(json!({ "because": "settled", "told_on": self.w.clock.today() }))
            }
            _ => return None,
        })
    }

    async fn subject(&self) -> serde_json::Value {
        let customer = things::customer(self.w).await.id();
        json!({ "subjects": [{ "kind": "customer", "id": customer }] })
    }

    async fn extracted(&self) -> serde_json::Value {
        let customer = things::customer(self.w).await.id();
        json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" })
    }
}
