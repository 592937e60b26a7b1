//! `createMyPrivacyRequest`.

use super::{
    list_mine::{of_user, operator, view},
    public_dto::{MyPrivacyRequest, MyPrivacyRequestInput},
    store::{self, Incoming, UNANSWERED},
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, WriteTx},
    users::find_user,
};
use actix_web::post;
use kontoret_core::{privacy_case::Channel, privacy_request::Status};

/// Asks whoever runs the service about one's own data. Who asks is known by the log-in. The same question while it waits
/// for its answer is the same request.
#[utoipa::path(tag = "privacy", operation_id = "createMyPrivacyRequest", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["self"]))), request_body = MyPrivacyRequestInput,
    responses((status = 200, description = "The request", body = MyPrivacyRequest), Problems))]
#[post("/my-privacy-requests")]
pub async fn create_my_privacy_request(
    app: App,
    auth: Auth<perm::Own>,
    command: Command,
    body: Json<MyPrivacyRequestInput>,
) -> Result<Reply, Problem> {
    let input = body.0;
    let operator = operator(&app).await?.ok_or_else(Problem::not_found)?;
    app.write_to(operator.id, &auth, &command, async |tx| {
        let open = UNANSWERED.map(Status::as_str);
        let asked = of_user(tx, auth.user_id).await?.into_iter().find(|r| {
            r.kind == input.kind.as_str() && r.message == input.message.trim() && open.contains(&r.status.as_str())
        });
        if let Some(row) = asked {
            return Ok(Done::silent("it was asked before", Reply::ok(&view(row)?)?));
        }
        let incoming = incoming(tx, auth.user_id, &input).await?;
        let row = store::open(tx, incoming).await?;
        Ok(Done::new(store::created(&row), Reply::ok(&view(row)?)?))
    })
    .await
}

async fn incoming(tx: &WriteTx, user_id: uuid::Uuid, input: &MyPrivacyRequestInput) -> Result<Incoming, Problem> {
    let user = find_user(tx, user_id).await?.ok_or_else(Problem::not_found)?;
    Ok(Incoming {
        kind: input.kind,
        channel: Channel::Profile,
        language: Language::parse(&user.language),
        name: user.name,
        email: user.email,
        phone: String::new(),
        message: input.message.trim().to_owned(),
        received_at: tx.now(),
        received_on: tx.today(),
        user_id: Some(user_id),
        passed_on: None,
        by_id: None,
    })
}
