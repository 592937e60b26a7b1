//! `findHouseholdMembers`.

use super::{
    dto::{FindHouseholdMembers, HouseholdMembersFound},
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    identity::{IdentityError, PersonalIdentityNumber},
};

/// Finds the people with exactly this number. That somebody looked is kept in the audit trail, the number is not. A
/// rehearsal finds nobody.
#[utoipa::path(tag = "deductions", operation_id = "findHouseholdMembers", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = FindHouseholdMembers,
    responses((status = 200, description = "Who it is", body = HouseholdMembersFound), Problems))]
#[post("/household-members/find")]
pub async fn find_household_members(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    command: Command,
    body: Json<FindHouseholdMembers>,
) -> Result<Reply, Problem> {
    let number = PersonalIdentityNumber::parse(&body.0.identity_number, app.clock.today())
        .map_err(|e| Problem::field("/identity_number", wrong(e)))?;
    app.write(&auth, &command, async |tx| {
        let items = if command.dry_run {
            Vec::new()
        } else {
            store::find(tx, &app.secrets, number).await?
        };
        let event = Event::new(
            EventKind::CompanyIdentityNumberSought,
            EntityKind::Company,
            tx.company_id(),
        );
        Ok(Done::new(event, Reply::ok(&HouseholdMembersFound { items })?))
    })
    .await
}

/// The code of a field whose number is wrong.
pub(super) fn wrong(e: IdentityError) -> FieldCode {
    match e {
        IdentityError::CheckDigit => FieldCode::CheckDigit,
        IdentityError::Malformed | IdentityError::NoSuchDate => FieldCode::Invalid,
    }
}
