//! `revealIdentityNumber`.

use super::{
    dto::{HouseholdMemberPath, IdentityNumber, RevealIdentityNumber},
    store,
};
use crate::{
    app::App,
    http::{Code, Command, DryRun, IdempotencyKey, Json, Path, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event, ReadTx, entity::audit_event},
};
use actix_web::post;
use chrono::Duration;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The most numbers that one user sees in an hour.
const MOST_AN_HOUR: u64 = 30;

/// Shows a whole personal identity number, for a purpose that is kept in the audit trail with who asked. At most 30 an
/// hour. A rehearsal shows what everybody sees.
#[utoipa::path(tag = "deductions", operation_id = "revealIdentityNumber",
    params(HouseholdMemberPath, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["identity_reveal"])), ("x-step-up" = json!(true))), request_body = RevealIdentityNumber,
    responses((status = 200, description = "The number", body = IdentityNumber), Problems))]
#[post("/household-members/{member_id}/identity-number")]
pub async fn reveal_identity_number(
    app: App,
    auth: Recent<perm::IdentityReveal>,
    path: Path<HouseholdMemberPath>,
    command: Command,
    body: Json<RevealIdentityNumber>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        pace(tx, auth.user_id).await?;
        let member = store::get_member(tx, path.member_id).await?;
        let number = store::number_of(tx, &app.secrets, &member)
            .await?
            .ok_or_else(Problem::not_found)?;
        let shown = if command.dry_run {
            number.masked()
        } else {
            let digits = number.normal_form();
            let (date, serial) = digits.split_at(8);
            format!("{date}-{serial}")
        };
        let event = Event::new(
            EventKind::HouseholdMemberNumberRevealed,
            EntityKind::HouseholdMember,
            member.id,
        )
        .noted("purpose", body.0.purpose.as_str());
        let reply = Reply::ok(&IdentityNumber { identity_number: shown })?;
        Ok(Done::new(event, reply.sealed()))
    })
    .await
}

async fn pace(tx: &ReadTx, user_id: Uuid) -> Result<(), Problem> {
    use audit_event::Column as C;
    let seen = tx
        .find::<audit_event::Entity>()
        .filter(C::ActorId.eq(user_id))
        .filter(C::Event.eq(EventKind::HouseholdMemberNumberRevealed.as_str()))
        .filter(C::At.gt(tx.now() - Duration::hours(1)));
    if seen.count().await? < MOST_AN_HOUR {
        Ok(())
    } else {
        Err(Problem::new(Code::RateLimited).retry_after(600))
    }
}
