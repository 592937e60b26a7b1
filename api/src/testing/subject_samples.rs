//! What does a good request to each operation about people look like?

use super::{
    client::Answer,
    packages,
    samples::{Sample, Samples, at},
    things,
    world::World,
};
use crate::clock::Clock;
use serde_json::{Value, json};

/// Registers somebody who is given customers' contact details.
pub async fn recipient(w: &World, name: &str, contact: &str) -> Answer {
    let input = json!({ "name": name, "role": "processor", "country": "SE", "contact": contact,
        "categories": ["end_customer_contact_details"], "purposes": ["deliver_service"], "agreement": "PUB 1",
        "agreed_on": null, "destination": "" });
    w.owner().post("/recipients", input).await.expect(201)
}

/// What erases people as their plan says.
async fn planned(w: &World, mut body: Value) -> Value {
    let plan = w
        .owner()
        .post("/data-subjects/erasure-plan", body.clone())
        .await
        .expect(200);
    for word in ["fingerprint", "confirmation"] {
        body[word] = plan.body[word].clone();
    }
    body
}

/// A customer who was erased.
pub async fn erased(w: &World, customer: &str) -> Answer {
    let subjects = json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" });
    let body = planned(w, subjects).await;
    w.owner().post("/data-subjects/erase", body).await.expect(200)
}

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
            "getPrivacyPackage" => {
                let mut body = self.extracted().await;
                body.as_object_mut().unwrap().remove("language");
                at("/data-subjects/package").body(body)
            }
            "importPrivacyPackage" => {
                let mut package = packages::package(&format!("{}@kund.example", self.w.key()));
                // The same people can't come in twice.
                for table in ["household_member", "household_use"] {
                    package["tables"].as_object_mut().unwrap().remove(table);
                }
                at("/privacy-packages").body(packages::brought(&package))
            }
            "getErasurePlan" => at("/data-subjects/erasure-plan").body(self.extracted().await),
            "eraseDataSubject" => at("/data-subjects/erase").body(planned(self.w, self.extracted().await).await),
            "listPrivacyNotices" => at("/privacy-notices?state=to_tell&total=true"),
            "settlePrivacyNotice" => {
                let notice = self.notice().await;
                let version = notice["version"].as_i64().unwrap();
                at(format!("/privacy-notices/{}/settle", notice["id"].as_str().unwrap()))
                    .version(version)
                    .body(json!({ "state": "told", "how": "phone", "ground": null, "note": "Talade med växeln" }))
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
                    .body(json!({ "because": self.turn(["settled", "consent"]), "told_on": self.w.clock.today() }))
            }
            _ => return None,
        })
    }

    async fn subject(&self) -> serde_json::Value {
        let customer = things::customer(self.w).await.id();
        json!({ "subjects": [{ "kind": "customer", "id": customer }] })
    }

    /// A recipient without an address is to be told that a customer was erased.
    async fn notice(&self) -> Value {
        let name = format!("Mottagare {}", self.w.key());
        recipient(self.w, &name, "").await;
        erased(self.w, &things::customer(self.w).await.id()).await;
        let owed = self.w.owner().get("/privacy-notices?state=to_tell").await.expect(200);
        let all = owed.body["items"].as_array().unwrap();
        all.iter().find(|n| n["recipient"] == name.as_str()).unwrap().clone()
    }

    async fn extracted(&self) -> serde_json::Value {
        let customer = things::customer(self.w).await.id();
        json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" })
    }
}
