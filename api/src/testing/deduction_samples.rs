//! What does a good request to each operation about tax deductions look like?

use super::{
    client::Answer,
    deductions,
    samples::{Sample, Samples, at},
    things,
};
use crate::clock::Clock;
use chrono::{Duration, NaiveDate};
use serde_json::json;

impl Samples<'_> {
    /// One word after the other, so that no two samples in a row are alike.
    pub(super) fn turn(&self, words: [&'static str; 2]) -> &'static str {
        self.files.set(self.files.get() + 1);
        words[usize::from(self.files.get() % 2 == 0)]
    }

    /// A new sample of an operation, if it is one about tax deductions.
    pub(super) async fn of_deductions(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        Some(match id {
            "listDeductionRules" => at("/deduction-rules"),
            "replaceDeductionRule" => {
                let path = "/deduction-rules/charging_point/2027-07-01";
                let body = |rate_bp: i64| {
                    json!({ "rate_bp": rate_bp, "rot_kr": null, "rut_kr": null, "together_kr": null, "green_kr": null,
                        "source": "SFS 2027:1" })
                };
                let seen = w.owner().get("/deduction-rules").await.expect(200);
                let rates = seen.body["rates"].as_array().unwrap();
                let known = rates.iter().find(|r| r["from_on"] == "2027-07-01");
                let version = known.map_or(0, |r| r["version"].as_i64().unwrap());
                at(path).version(version).body(body(4_000 + version))
            }
            "deleteDeductionRule" => {
                self.files.set(self.files.get() + 1);
                let day = NaiveDate::from_ymd_opt(2027, 8, 1).unwrap() + Duration::days(self.files.get());
                let path = format!("/deduction-rules/solar_power/{day}");
                let body = json!({ "rate_bp": 1_000, "rot_kr": null, "rut_kr": null, "together_kr": null, "green_kr": null,
                    "source": "SFS 2027:2" });
                w.owner().put(&path, 0, body).await.expect(200);
                at(path).version(1)
            }
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
            _ => return self.of_claims(id).await,
        })
    }

    /// A name that no other sample has.
    fn name(&self) -> String {
        self.files.set(self.files.get() + 1);
        format!("S {}", self.files.get())
    }

    async fn of_claims(&self, id: &str) -> Option<Sample> {
        let w = self.w;
        // Small enough that one person's ceiling holds for all samples.
        let ready = || deductions::ready(w, 400);
        let act =
            |case: &Answer, verb: &str| at(format!("/deduction-cases/{}/{verb}", case.id())).version(case.version());
        Some(match id {
            "listDeductionCases" => at("/deduction-cases?state=ready"),
            "getDeductionCase" => at(format!("/deduction-cases/{}", ready().await.id())),
            "getDeductionDesk" => at("/deduction-desk"),
            "previewDeductionClaim" => {
                ready().await;
                at("/deduction-claim-preview?kind=rot&year=2026")
            }
            "createDeductionClaim" => {
                at("/deduction-claims").body(deductions::claim_input(&self.name(), &[&ready().await]))
            }
            "listDeductionClaims" => at("/deduction-claims"),
            "getDeductionClaimFile" => {
                let claim = deductions::claim(w, &self.name(), &[&ready().await]).await;
                // The name has taken its turn: another would be in step with it.
                let purpose = ["tax_agency", "verification"][usize::from(self.files.get() % 2 == 0)];
                at(format!("/deduction-claims/{}/file", claim.id())).body(json!({ "purpose": purpose }))
            }
            "getDeductionClaimForm" => {
                let lines = json!([deductions::green_line("other", Some("charging_point"), 40_000)]);
                let issued = deductions::green(w, lines).await;
                deductions::pay(w, &issued, None).await;
                let case = deductions::case_of(w, &issued).await;
                let claim = deductions::green_claim(w, &self.name(), &[&case]).await;
                let purpose = ["tax_agency", "verification"][usize::from(self.files.get() % 2 == 0)];
                at(format!("/deduction-claims/{}/form", claim.id())).body(json!({ "purpose": purpose }))
            }
            "importDeductionDecision" => {
                let (name, case) = (self.name(), ready().await);
                deductions::claim(w, &name, &[&case]).await;
                let decided = deductions::decision(&name.replace(' ', ""), &name, &[(&case, 10)]);
                at("/deduction-decisions").body(deductions::upload(&decided))
            }
            "decideDeductionCase" => {
                let case = ready().await;
                deductions::claim(w, &self.name(), &[&case]).await;
                let case = deductions::case(w, &case.id()).await;
                let body = json!({ "approved_kr": 10, "decided_on": w.clock.today(), "note": self.name() });
                act(&case, "decide").body(body)
            }
            "registerDeductionPayout" => {
                let case = ready().await;
                deductions::claim(w, &self.name(), &[&case]).await;
                deductions::decide(w, &case.id(), 10).await;
                at("/deduction-payouts").body(json!({ "paid_on": w.clock.today(), "amount_ore": 1_000,
                    "reference": self.name(), "imported_payment_id": null,
                    "parts": [{ "case_id": case.id(), "amount_ore": 1_000 }] }))
            }
            "removeDeductionPayout" => {
                let case = ready().await;
                deductions::claim(w, &self.name(), &[&case]).await;
                deductions::decide(w, &case.id(), 10).await;
                let body = deductions::payout(w, &self.name(), &[(&case, 1_000)]);
                let paid = w.office().post("/deduction-payouts", body).await.expect(201);
                at(format!("/deduction-payouts/{}/remove", paid.id())).body(json!({ "reason": self.name() }))
            }
            "resolveDeductionCase" => {
                let case = deductions::refused(w, 400).await;
                act(&case, "resolve").body(deductions::resolution(self.turn(["bill_customer", "write_off"])))
            }
            _ => return None,
        })
    }
}
