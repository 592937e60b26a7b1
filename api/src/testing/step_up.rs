//! What weighs so much that whoever does it has proven who they are within ten minutes?

use super::{
    footprint::footprint,
    operation::operations,
    samples::Samples,
    sweep::{call, caller},
    world::world,
};
use chrono::Duration;
use kontoret_core::permission::{Permission, Role};
use serde_json::json;
use std::collections::BTreeSet;

/// Operations that always ask for a recent proof, by what makes them weigh so much.
const ALWAYS: &[(&str, &[&str])] = &[
    (
        "shows whole personal identity numbers",
        &["revealIdentityNumber", "getDeductionClaimFile", "getDeductionClaimForm"],
    ),
    (
        "takes documents or people out in bulk",
        &[
            "exportInvoices",
            "printInvoices",
            "handOverInvoices",
            "exportVouchers",
            "getVoucherExportFile",
            "exportAuditEvents",
        ],
    ),
    (
        "gives what is kept of a person out, or takes it in",
        &[
            "getRegisterExtract",
            "getRegisterExtractPdf",
            "getPrivacyPackage",
            "answerPrivacyRequest",
            "importPrivacyPackage",
        ],
    ),
    (
        "erases, or takes out of use and back",
        &[
            "eraseDataSubject",
            "approveRetentionRun",
            "restrictDataSubject",
            "liftRestriction",
        ],
    ),
    (
        "decides who comes in, and as what",
        &[
            "inviteUser",
            "replaceUser",
            "deactivateUser",
            "changeUserEmail",
            "grantSupportAccess",
            "enterSupport",
        ],
    ),
];
/// Operations that ask for it when one of these fields changes.
const WHEN_CHANGED: &[(&str, &[&str])] = &[("replaceCompany", &["bankgiro", "plusgiro", "swish", "iban", "bic"])];

fn always() -> BTreeSet<&'static str> {
    ALWAYS.iter().flat_map(|(_, ids)| *ids).copied().collect()
}

#[test]
fn the_contract_says_what_asks_for_a_recent_proof() {
    let mut said = BTreeSet::new();
    for operation in operations() {
        let id = operation.id.as_str();
        if operation.step_up == json!(true) {
            said.insert(operation.id.clone());
            continue;
        }
        let fields = WHEN_CHANGED.iter().find(|(name, _)| *name == id).map(|(_, f)| json!(f));
        assert_eq!(operation.step_up, fields.unwrap_or_default(), "{id}");
    }
    let said: BTreeSet<&str> = said.iter().map(String::as_str).collect();
    assert_eq!(said, always(), "x-step-up stands where it must, and nowhere else");
}

#[test]
fn whoever_is_asked_for_a_proof_can_give_one() {
    for operation in operations().iter().filter(|o| !o.step_up.is_null()) {
        for role in Role::ALL.into_iter().filter(|r| operation.allows(*r)) {
            assert!(role.has(Permission::SelfService), "{} as {role}", operation.id);
        }
    }
}

#[actix_web::test]
async fn an_old_proof_is_refused_by_what_weighs_much_and_by_nothing_else() {
    let w = world().await;
    let samples = Samples::new(&w);
    let always = always();
    for operation in operations().iter().filter(|o| !o.is_public()) {
        let id = operation.id.as_str();
        let sample = samples.of(id).await;
        w.prove_at(w.app.clock.now() - Duration::minutes(11)).await;
        let client = caller(&w, operation, &sample);
        if always.contains(id) {
            let before = footprint(&w).await;
            let refused = call(&w, &client, operation, &sample).await;
            assert_eq!(
                (refused.status, &refused.body["code"]),
                (403, &json!("step_up_required")),
                "{id}"
            );
            assert_eq!(footprint(&w).await, before, "{id} changed something");
            w.prove().await;
        }
        let answer = call(&w, &client, operation, &sample).await;
        assert!(
            (200..300).contains(&answer.status),
            "{id} answered {}: {:#}",
            answer.status,
            answer.body
        );
        w.prove().await;
    }
}

#[actix_web::test]
async fn a_role_without_the_permission_is_refused_before_it_is_asked_for_a_proof() {
    let w = world().await;
    let samples = Samples::new(&w);
    for operation in operations().iter().filter(|o| o.step_up == json!(true)) {
        if operation.allows(Role::Worker) {
            continue;
        }
        let sample = samples.of(&operation.id).await;
        w.prove_at(w.app.clock.now() - Duration::minutes(11)).await;
        call(&w, &w.worker(), operation, &sample)
            .await
            .expect_problem(403, "forbidden");
        w.prove().await;
    }
}
