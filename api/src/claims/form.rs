//! `getDeductionClaimForm`.

use super::{
    claim_dto::{DeductionClaimForm, DeductionClaimFormRow, DeductionClaimPath},
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    company,
    deductions::{cases, deduction_ask, dto::RevealIdentityNumber},
    http::{Code, Command, DryRun, IdempotencyKey, Json, Path, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    deduction::{DeductionKind, StatedWork},
    event::{EntityKind, EventKind},
    identity::PersonalIdentityNumber,
};

/// What a claim for green technology says, value by value, to be copied into the tax agency's form: that takes no file. It holds
/// whole personal identity numbers, so who looked, and for what, stays in the trail. A rehearsal shows the numbers without their
/// ends.
#[utoipa::path(tag = "deductions", operation_id = "getDeductionClaimForm",
    params(DeductionClaimPath, IdempotencyKey, DryRun), extensions(("x-permission" = json!(["identity_reveal"])), ("x-step-up" = json!(true))),
    request_body = RevealIdentityNumber,
    responses((status = 200, description = "What to fill in", body = DeductionClaimForm), Problems))]
#[post("/deduction-claims/{claim_id}/form")]
pub async fn get_deduction_claim_form(
    app: App,
    auth: Recent<perm::IdentityReveal>,
    path: Path<DeductionClaimPath>,
    command: Command,
    body: Json<RevealIdentityNumber>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let claim = store::get_claim(tx, path.claim_id).await?;
        if claim.kind != DeductionKind::Green.as_str() {
            return Err(Problem::new(Code::NotAllowedInStatus)
                .detail("ROT and RUT are asked for by a file: see the claim's file"));
        }
        let mut rows = Vec::new();
        for (ask, of) in store::asks(tx, claim.id).await? {
            // Once the law lets the number go, the list is gone with it.
            let number = cases::number_of(tx, &app.secrets, &of.case)
                .await?
                .ok_or_else(Problem::not_found)?;
            rows.push(row(&ask, &of, number, command.dry_run)?);
        }
        let form = DeductionClaimForm {
            name: claim.name.clone(),
            year: claim.year,
            performer: company::settings(tx).await?.organisation_number,
            rows,
        };
        let event = Event::new(EventKind::DeductionClaimExported, EntityKind::DeductionClaim, claim.id)
            .noted("purpose", body.0.purpose.as_str());
        Ok(Done::new(event, Reply::ok(&form)?.sealed()))
    })
    .await
}

fn row(
    ask: &deduction_ask::Model,
    OfInvoice { case, invoice }: &OfInvoice,
    number: PersonalIdentityNumber,
    masked: bool,
) -> Result<DeductionClaimFormRow, Problem> {
    let works: Vec<StatedWork> = serde_json::from_value(ask.works.clone()).map_err(Problem::internal)?;
    let work = works
        .first()
        .ok_or_else(|| Problem::internal("a claim for green technology without an installation"))?;
    Ok(DeductionClaimFormRow {
        case_id: case.id,
        name: case.name.clone(),
        identity_number: if masked { number.masked() } else { number.hyphenated() },
        installation: work.work,
        invoice_number: invoice.number.clone().unwrap_or_default(),
        paid_on: ask.paid_on,
        price_kr: ask.price_kr,
        work_kr: ask.price_kr - work.material_kr,
        material_kr: work.material_kr,
        paid_kr: ask.paid_kr,
        asked_kr: ask.asked_kr,
        property_designation: case.property_designation.clone(),
        apartment_number: case.apartment_number.clone(),
        association_number: case.association_number.clone(),
    })
}
