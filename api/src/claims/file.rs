//! `getDeductionClaimFile`.

use super::{
    claim_dto::{DeductionClaimFile, DeductionClaimPath},
    store::{self, OfInvoice},
};
use crate::{
    app::App,
    deductions::{cases, deduction_ask, deduction_claim, dto::RevealIdentityNumber},
    http::{Code, Command, DryRun, IdempotencyKey, Json, Path, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event, ReadTx, secret::Secrets},
};
use actix_web::post;
use kontoret_core::{
    deduction::{DeductionKind, StatedWork},
    event::{EntityKind, EventKind},
    identity::{OrganisationNumber, PersonalIdentityNumber},
};
use kontoret_formats::rot_rut::{self, Case, Property, Request, Work};

/// A ROT or RUT claim's file for the tax agency's service. It holds whole personal identity numbers, so who fetched it, and for what,
/// stays in the trail. A rehearsal shows the numbers without their ends.
#[utoipa::path(tag = "deductions", operation_id = "getDeductionClaimFile",
    params(DeductionClaimPath, IdempotencyKey, DryRun), extensions(("x-permission" = json!(["identity_reveal"])), ("x-step-up" = json!(true))),
    request_body = RevealIdentityNumber,
    responses((status = 200, description = "The file", body = DeductionClaimFile), Problems))]
#[post("/deduction-claims/{claim_id}/file")]
pub async fn get_deduction_claim_file(
    app: App,
    auth: Recent<perm::IdentityReveal>,
    path: Path<DeductionClaimPath>,
    command: Command,
    body: Json<RevealIdentityNumber>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let claim = store::get_claim(tx, path.claim_id).await?;
        if claim.kind == DeductionKind::Green.as_str() {
            return Err(Problem::new(Code::NotAllowedInStatus)
                .detail("green technology is asked for by the tax agency's form: see the claim's list"));
        }
        let request = request(tx, &app.secrets, &claim, command.dry_run).await?;
        let mut xml = Vec::new();
        rot_rut::write(&request, &mut xml).map_err(Problem::internal)?;
        let file = DeductionClaimFile {
            file_name: format!("{}.xml", claim.name.replace([' ', '/', '\\'], "-")),
            content: String::from_utf8(xml).map_err(Problem::internal)?,
        };
        let event = Event::new(EventKind::DeductionClaimExported, EntityKind::DeductionClaim, claim.id)
            .noted("purpose", body.0.purpose.as_str());
        Ok(Done::new(event, Reply::ok(&file)?.sealed()))
    })
    .await
}

/// A claim as it was made, from what was asked for.
async fn request(
    tx: &ReadTx,
    secrets: &Secrets,
    claim: &deduction_claim::Model,
    masked: bool,
) -> Result<Request, Problem> {
    let asks = store::asks(tx, claim.id).await?;
    let mut written = Vec::with_capacity(asks.len());
    for (ask, of) in &asks {
        // Once the law lets the number go, the file is gone with it.
        let number = cases::number_of(tx, secrets, &of.case)
            .await?
            .ok_or_else(Problem::not_found)?;
        written.push(one(ask, of, number, masked)?);
    }
    Ok(Request {
        name: claim.name.clone(),
        kind: claim.kind.parse().map_err(Problem::internal)?,
        cases: written,
    })
}

fn one(
    ask: &deduction_ask::Model,
    OfInvoice { case, invoice }: &OfInvoice,
    number: PersonalIdentityNumber,
    masked: bool,
) -> Result<Case, Problem> {
    let works: Vec<StatedWork> = serde_json::from_value(ask.works.clone()).map_err(Problem::internal)?;
    let property = match case.kind.parse().map_err(Problem::internal)? {
        DeductionKind::Rot if case.property_designation.is_empty() => Some(Property::Apartment {
            number: case.apartment_number.clone(),
            association: case
                .association_number
                .parse::<OrganisationNumber>()
                .map_err(Problem::internal)?
                .digits(),
        }),
        DeductionKind::Rot => Some(Property::Designation(case.property_designation.clone())),
        _ => None,
    };
    Ok(Case {
        buyer: if masked { number.masked() } else { number.normal_form() },
        paid_on: ask.paid_on,
        price_kr: ask.price_kr,
        paid_kr: ask.paid_kr,
        asked_kr: ask.asked_kr,
        invoice_number: invoice.number.clone().unwrap_or_default(),
        other_kr: ask.other_kr,
        property,
        work: works
            .iter()
            .map(|w| Work {
                work: w.work,
                hours: w.hours,
                material_kr: w.material_kr,
            })
            .collect(),
    })
}
