//! What does a good request to each operation about retention, recipients and the record of processing look like?

use super::{
    samples::{Sample, Samples, at},
    world::World,
};
use crate::{
    clock::Clock,
    http::Reply,
    privacy::retention::retention_run,
    store::{Actor, Done, Scope},
};
use sea_orm::ActiveModelTrait;
use serde_json::{Value, json};

/// A run that waits for approval.
pub async fn waiting_run(w: &World, subjects: i64) -> retention_run::Model {
    let row = retention_run::Model {
        company_id: w.here.company_id,
        id: w.clock.new_id(),
        version: 1,
        as_of: w.clock.today(),
        state: "waiting".to_owned(),
        subjects,
        planned_at: w.clock.now(),
        first_approved_by: None,
        approved_by: None,
        approved_at: None,
        ended_at: None,
    };
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    let _: Reply = w
        .app
        .write_in(scope, &Actor::default(), async |tx| {
            tx.insert::<retention_run::Entity, _>(retention_run::ActiveModel::from(row.clone()).reset_all())
                .await?;
            Ok(Done::silent("a world before its history", Reply::no_content()))
        })
        .await
        .unwrap();
    row
}

fn recipient_input(w: &World) -> Value {
    json!({ "name": format!("Brevbäraren {}", w.key()), "role": "processor", "country": "SE",
        "contact": "dso@brevbararen.example", "categories": ["end_customer_contact_details", "home"],
        "purposes": ["deliver_service"], "agreement": "PUB 2026-04", "agreed_on": "2026-04-01", "destination": "" })
}

impl Samples<'_> {
    /// A new sample of an operation, if it is one about how data ages and who is given it.
    pub(super) async fn of_retention(&self, id: &str) -> Option<Sample> {
        Some(match id {
            "listRetentionRules" => at("/retention/rules?language=sv"),
            "previewRetention" => at("/retention/preview?language=sv&on=2034-01-01"),
            "listRetentionRuns" => at("/retention/runs?language=sv"),
            "approveRetentionRun" => at(format!("/retention/runs/{}/approve", waiting_run(self.w, 250).await.id))
                .version(1)
                .body(json!({ "subjects": 250, "language": "sv" })),
            "listRecipients" => at("/recipients"),
            "createRecipient" => at("/recipients").body(recipient_input(self.w)),
            "replaceRecipient" => {
                let made = self
                    .w
                    .owner()
                    .post("/recipients", recipient_input(self.w))
                    .await
                    .expect(201);
                at(format!("/recipients/{}", made.id()))
                    .version(1)
                    .body(recipient_input(self.w))
            }
            "getProcessingRecord" => at("/processing-record?language=sv"),
            "getProcessingRecordPdf" => at("/processing-record/pdf?language=en"),
            _ => return None,
        })
    }
}
