//! `submitPrivacyRequest`.

use super::{
    public_desk::{asked, scope},
    public_dto::{PrivacyReceipt, SubmitPrivacyRequest},
    store::{self, Incoming},
};
use crate::{
    app::App,
    http::{FieldCode, FieldError, Json, Problem, Problems, Reply, context},
    session::client::Client,
    store::{Actor, Done},
    users::{fold_email, pace},
};
use actix_web::{http::StatusCode, post};
use kontoret_core::{identity::is_email, privacy_case::Channel};

/// Asks on the public page. The answer, and the time that it takes, is the same whether or not the address is known: a
/// worker looks it up later.
#[utoipa::path(tag = "public", operation_id = "submitPrivacyRequest", security(()),
    extensions(("x-permission" = json!([]))), request_body = SubmitPrivacyRequest,
    responses((status = 202, description = "It came in", body = PrivacyReceipt), Problems))]
#[post("/public/privacy-requests")]
pub async fn submit_privacy_request(
    app: App,
    client: Client,
    body: Json<SubmitPrivacyRequest>,
) -> Result<Reply, Problem> {
    let input = check(body.0)?;
    let company = asked(&app, input.company.as_deref()).await?;
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(scope(&company), &actor, async |tx| {
        pace::count_address(&app, tx, pace::PRIVACY_FROM_ADDRESS, &client).await?;
        pace::count(&app, tx, pace::PRIVACY_FOR_MAILBOX, fold_email(&input.email).as_bytes()).await?;
        let row = store::open(
            tx,
            Incoming {
                kind: input.kind,
                channel: Channel::Public,
                language: input.language,
                name: input.name,
                email: input.email,
                phone: input.phone,
                message: input.message,
                received_at: tx.now(),
                received_on: tx.today(),
                user_id: None,
                passed_on: None,
                by_id: None,
            },
        )
        .await?;
        let receipt = PrivacyReceipt {
            company_name: company.name,
            received_on: row.received_on,
            due_on: row.due_on,
        };
        Ok(Done::new(
            store::created(&row),
            Reply::with_status(StatusCode::ACCEPTED, &receipt)?,
        ))
    })
    .await
}

fn check(mut i: SubmitPrivacyRequest) -> Result<SubmitPrivacyRequest, Problem> {
    let mut errors = Vec::new();
    for text in [&mut i.name, &mut i.email, &mut i.phone, &mut i.message] {
        *text = text.trim().to_owned();
    }
    if i.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    if !is_email(&i.email) {
        errors.push(FieldError::new("/email", FieldCode::Invalid));
    }
    if errors.is_empty() {
        Ok(i)
    } else {
        Err(Problem::fields(errors))
    }
}
