//! How does the person get on without a log-in? By a link that was mailed to them, for a while and a number of times.

use super::{
    entity::{privacy_link, privacy_request, privacy_request_event},
    public_dto::PrivacyLinkPath,
    store,
};
use crate::{
    app::App,
    http::{Code, Problem},
    store::{
        ReadTx, Scope, WriteTx,
        secret::{LinkToken, random},
    },
};
use chrono::Duration;
use kontoret_core::privacy_case::LinkPurpose;
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// What these links are for, so that a link to something else can't be used here.
const LINK: &str = "privacy";
/// The page of the SPA.
const PAGE: &str = "integritetslank";

/// How long a link holds, and how often.
fn limits(purpose: LinkPurpose) -> (Duration, i32) {
    match purpose {
        LinkPurpose::Identity => (Duration::days(14), 1),
        LinkPurpose::Information => (Duration::days(30), 1),
        LinkPurpose::Answer => (Duration::days(7), 3),
    }
}

/// Makes a link that an entry's letter carries, and those made before for the same purpose invalid.
pub(super) async fn make(
    tx: &WriteTx,
    request_id: Uuid,
    event_id: Uuid,
    purpose: LinkPurpose,
) -> Result<privacy_link::Model, Problem> {
    end(tx, request_id, Some(purpose)).await?;
    let (lifetime, uses_left) = limits(purpose);
    let row = privacy_link::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        request_id,
        event_id,
        purpose: purpose.as_str().to_owned(),
        nonce: random::<16>().to_vec(),
        expires_at: tx.now() + lifetime,
        uses_left,
    };
    tx.insert::<privacy_link::Entity, _>(privacy_link::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(row)
}

/// Makes the links of a request invalid: those for one purpose, or all.
pub(super) async fn end(tx: &WriteTx, request_id: Uuid, purpose: Option<LinkPurpose>) -> Result<(), Problem> {
    use privacy_link::Column as C;
    let mut which = C::RequestId.eq(request_id);
    if let Some(purpose) = purpose {
        which = which.and(C::Purpose.eq(purpose.as_str()));
    }
    tx.delete_where::<privacy_link::Entity>(which).await?;
    Ok(())
}

/// The link that an entry's letter carries.
pub(super) async fn of_entry(tx: &ReadTx, event_id: Uuid) -> Result<Option<privacy_link::Model>, Problem> {
    Ok(tx
        .find::<privacy_link::Entity>()
        .filter(privacy_link::Column::EventId.eq(event_id))
        .one()
        .await?)
}

/// The link as it stands in a mail: the secret lies behind `#`, where no log sees it.
pub(super) fn url(app: &App, row: &privacy_link::Model) -> String {
    let secret = app.secrets.link(LINK, row.company_id, row.id, &row.nonce);
    format!("{}/{PAGE}#{secret}", app.config.public_url)
}

/// Whatever is wrong with a link, the answer is the same.
fn invalid() -> Problem {
    Problem::new(Code::LinkInvalid)
}

/// A link's secret, taken apart.
pub(super) fn parse(path: &PrivacyLinkPath) -> Result<LinkToken, Problem> {
    LinkToken::parse(&path.token).ok_or_else(invalid)
}

/// The scope in which a link is looked at: that of the company that it names.
pub(super) fn scope(token: &LinkToken) -> Scope {
    Scope {
        company_id: Some(token.company_id),
        user_id: None,
    }
}

/// The link and its request, if it is ours, for this purpose if one is given, unused and not too old.
///
/// # Errors
/// [`Code::LinkInvalid`] or [`Code::LinkExpired`].
pub(super) async fn prove(
    app: &App,
    tx: &ReadTx,
    token: &LinkToken,
    purpose: Option<LinkPurpose>,
) -> Result<(privacy_link::Model, privacy_request::Model), Problem> {
    let link = tx
        .find::<privacy_link::Entity>()
        .filter(privacy_link::Column::Id.eq(token.id))
        .one()
        .await?
        .filter(|l| {
            app.secrets.link_matches(token, LINK, &l.nonce)
                && l.uses_left > 0
                && purpose.is_none_or(|p| p.as_str() == l.purpose)
        })
        .ok_or_else(invalid)?;
    if link.expires_at <= tx.now() {
        return Err(Problem::new(Code::LinkExpired));
    }
    let request = store::find(tx, link.request_id).await?;
    Ok((link, request))
}

/// Uses a link once. Of several requests at once, no more get through than uses were left.
///
/// # Errors
/// [`Code::LinkInvalid`] when it was used or ended meanwhile.
pub(super) async fn used(tx: &WriteTx, id: Uuid) -> Result<(), Problem> {
    use privacy_link::Column as C;
    let left = tx
        .update_where::<privacy_link::Entity>(|q| {
            q.col_expr(C::UsesLeft, Expr::col(C::UsesLeft).sub(1))
                .filter(C::Id.eq(id).and(C::UsesLeft.gt(0)))
        })
        .await?;
    if left == 1 { Ok(()) } else { Err(invalid()) }
}

/// The question that an information link answers.
pub(super) async fn question(tx: &ReadTx, link: &privacy_link::Model) -> Result<String, Problem> {
    let entry = tx
        .find::<privacy_request_event::Entity>()
        .filter(privacy_request_event::Column::Id.eq(link.event_id))
        .one()
        .await?;
    Ok(entry.map(|e| e.note).unwrap_or_default())
}
