//! `requestPasswordReset`.

use super::{dto::RequestPasswordReset, fold_email, pace};
use crate::{
    app::App,
    http::{Json, Problem, Problems, Reply},
    jobs::{Job, JobKind},
    session::client::Client,
    store::{Actor, Done, Scope},
};
use actix_web::post;
use serde_json::json;

/// Asks for a letter with which a new password can be chosen. The answer is the same whether or not the address is
/// known: a worker looks it up later.
#[utoipa::path(tag = "users", operation_id = "requestPasswordReset", security(()),
    extensions(("x-permission" = json!([]))), request_body = RequestPasswordReset,
    responses((status = 204, description = "If the address is known, a letter is on its way"), Problems))]
#[post("/public/password-resets")]
pub async fn request_password_reset(
    app: App,
    client: Client,
    body: Json<RequestPasswordReset>,
) -> Result<Reply, Problem> {
    let email = fold_email(&body.0.email);
    app.write_in(Scope::default(), &Actor::default(), async |tx| {
        pace::count_address(&app, tx, pace::RESETS_FROM_ADDRESS, &client).await?;
        pace::count(&app, tx, pace::RESETS_FOR_MAILBOX, email.as_bytes()).await?;
        let payload = json!({ "notice": "password_reset", "email": email });
        tx.queue(Job::of_service(JobKind::Notice, payload));
        Ok(Done::silent("whose address it is isn't known yet", Reply::no_content()))
    })
    .await
}
