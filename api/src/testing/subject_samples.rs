//! What does a good request to each operation about people look like?

use super::{
    packages,
    samples::{Sample, Samples, at},
    things,
};
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
            _ => return None,
        })
    }

    async fn extracted(&self) -> serde_json::Value {
        let customer = things::customer(self.w).await.id();
        json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" })
    }
}
