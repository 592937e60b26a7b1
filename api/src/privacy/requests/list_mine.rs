//! `listMyPrivacyRequests`.

use super::{
    entity::privacy_request,
    public_dto::{MyPrivacyRequest, MyPrivacyRequests},
    store::{status, word},
};
use crate::{
    app::App,
    company::{self, company as listed},
    http::{Auth, Json, Problem, Problems, page::MAX_LIMIT, perm},
    store::{ReadTx, Scope},
};
use actix_web::get;
use sea_orm::{ColumnTrait, ExprTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

/// What the user has asked whoever runs the service about their own data, newest first.
#[utoipa::path(tag = "privacy", operation_id = "listMyPrivacyRequests",
    extensions(("x-permission" = json!(["self"]))),
    responses((status = 200, description = "The requests", body = MyPrivacyRequests), Problems))]
#[get("/my-privacy-requests")]
pub async fn list_my_privacy_requests(app: App, auth: Auth<perm::Own>) -> Result<Json<MyPrivacyRequests>, Problem> {
    let Some(operator) = operator(&app).await? else {
        return Ok(Json(MyPrivacyRequests {
            controller: None,
            items: Vec::new(),
        }));
    };
    app.read_in(scope(&operator, auth.user_id), async |tx| {
        let rows = of_user(tx, auth.user_id).await?;
        Ok(Json(MyPrivacyRequests {
            controller: Some(operator.name),
            items: rows.into_iter().map(view).collect::<Result<_, _>>()?,
        }))
    })
    .await
}

/// Who runs the service.
pub(super) async fn operator(app: &App) -> Result<Option<listed::Model>, Problem> {
    app.read_in(Scope::default(), async |tx| company::operator(tx).await)
        .await
}

/// The scope in which a user asks whoever runs the service.
pub(super) fn scope(operator: &listed::Model, user_id: Uuid) -> Scope {
    Scope {
        company_id: Some(operator.id),
        user_id: Some(user_id),
    }
}

/// What a user has asked, newest first.
pub(super) async fn of_user(tx: &ReadTx, user_id: Uuid) -> Result<Vec<privacy_request::Model>, Problem> {
    use privacy_request::Column as C;
    Ok(tx
        .find::<privacy_request::Entity>()
        .filter(C::SubjectKind.eq("user").and(C::SubjectId.eq(user_id)))
        // What somebody else asked with the user's address isn't shown before the user has confirmed it.
        .filter(C::IdentityAt.is_not_null())
        .with(|q| q.order_by_desc(C::Number).limit(MAX_LIMIT))
        .all()
        .await?)
}

/// A request as the user sees it.
pub(super) fn view(row: privacy_request::Model) -> Result<MyPrivacyRequest, Problem> {
    Ok(MyPrivacyRequest {
        number: row.number,
        kind: word(&row.kind)?,
        status: status(&row)?,
        message: row.message,
        received_on: row.received_on,
        due_on: row.due_on,
        outcome: row.outcome.as_deref().map(word).transpose()?,
    })
}
