//! `proveSession`.

use super::{
    client::Client,
    dto::{ProveSession, Session},
    password, start,
    throttle::Attempt,
};
use crate::{
    app::App,
    http::{Auth, Code, FieldCode, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
    users,
};
use actix_web::post;
use kontoret_core::event::{EntityKind, EventKind};

/// Proves who is logged in by the password, for what asks for a recent proof (`step_up_required`). The session goes on under a
/// new id, with new tokens, in the company at work, and lasts no longer than it would have. A wrong password is counted like
/// one at the log-in, and ends nothing.
#[utoipa::path(tag = "session", operation_id = "proveSession", extensions(("x-permission" = json!(["self"]))),
    request_body = ProveSession, responses((status = 200, description = "The session", body = Session), Problems))]
#[post("/session/prove")]
pub async fn prove_session(
    app: App,
    auth: Auth<perm::Own>,
    client: Client,
    body: Json<ProveSession>,
) -> Result<Reply, Problem> {
    let user = app
        .read(&auth, async |tx| users::find_user(tx, auth.user_id).await)
        .await?
        .ok_or_else(|| Problem::new(Code::SessionEnded))?;
    let mut attempt = Attempt::new(&app, &[&user.email_folded], &client);
    attempt.admit(&app).await?;
    let counted = attempt.count_user(&app, Some(user.id)).await?;
    if !password::verify(&app, &body.0.password, user.password_hash).await? || !counted {
        let _: Reply = app
            .write_in(auth.scope(), &auth.actor(), async |tx| {
                attempt.refuse(tx).await?;
                let event = Event::new(EventKind::LogInFailed, EntityKind::User, auth.membership_id);
                Ok(Done::new(event, Reply::no_content()))
            })
            .await?;
        return Err(Problem::field("/password", FieldCode::WrongPassword));
    }
    let mut started = None;
    let _: Reply = app
        .write_in(auth.scope(), &auth.actor(), async |tx| {
            let (session, event) = start::prove(tx, auth.user_id, auth.session_id, &client).await?;
            attempt.forgive(tx).await?;
            started = Some(session);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    app.standings.clear();
    let started = started.ok_or_else(|| Problem::internal("a session did not go on"))?;
    start::answer(&app, started, auth.company_id).await
}
