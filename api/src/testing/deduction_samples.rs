//! What does a good request to each operation about tax deductions look like?

use super::{
    samples::{Sample, Samples, at},
    things,
};
use serde_json::json;

impl Samples<'_> {
    /// One word after the other, so that no two samples in a row are alike.
    fn turn(&self, words: [&'static str; 2]) -> &'static str {
        self.files.set(self.files.get() + 1);
        words[usize::from(self.files.get() % 2 == 0)]
    }

    /// A new sample of an operation, if it is one about tax deductions.
    pub(super) async fn of_deductions(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        Some(match id {
            "listDeductionRules" => at("/deduction-rules"),
            "getHousehold" => {
                let household = things::household(w).await;
                at(things::household_path(&household))
            }
            "replaceHousehold" => {
                let household = things::household(w).await;
                let mut body = things::household_input();
                body["members"][0]["id"] = household.body["members"][0]["id"].clone();
                body["members"][0]["name"] = json!("Anna Åkesson");
                body["members"][0]["share_bp"] = json!(4_000);
                body["members"][1]["share_bp"] = json!(6_000);
                at(things::household_path(&household))
                    .version(household.version())
                    .body(body)
            }
            "revealIdentityNumber" => {
                let household = things::household(w).await;
                let member = household.body["members"][0]["id"].as_str().unwrap().to_owned();
                at(format!("/household-members/{member}/identity-number"))
                    .body(json!({ "purpose": self.turn(["tax_agency", "verification"]) }))
            }
            "findHouseholdMembers" => {
                let number = self.turn(["19810310-2391", "19650866-2399"]);
                at("/household-members/find").body(json!({ "identity_number": number }))
            }
            "previewDeduction" => at(format!(
                "/deduction-preview?invoice_id={}",
                things::invoice(w).await.id()
            )),
            _ => return None,
        })
    }
}
