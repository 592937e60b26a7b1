//! How do people who aren't logged in prove who they are? By a link that was mailed to them, for a while and once.

use super::entity::user_token;
use crate::{
    app::App,
    http::{Code, Problem},
    store::{
        ReadTx, Scope, WriteTx,
        secret::{LinkToken, random},
    },
};
use chrono::Duration;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// What a link is for; one for something else doesn't fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To accept an invitation.
    Invitation,
    /// To become the first owner of a new company.
    FirstRun,
    /// To choose a new password.
    PasswordReset,
    /// To log in with another address.
    EmailChange,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::Invitation => "invitation",
            Purpose::FirstRun => "first_run",
            Purpose::PasswordReset => "password_reset",
            Purpose::EmailChange => "email_change",
        }
    }

    fn parse(text: &str) -> Self {
        [Purpose::Invitation, Purpose::FirstRun, Purpose::EmailChange]
            .into_iter()
            .find(|p| p.as_str() == text)
            .unwrap_or(Purpose::PasswordReset)
    }

    /// How long the link holds.
    fn lifetime(self) -> Duration {
        match self {
            Purpose::Invitation => Duration::days(7),
            Purpose::EmailChange => Duration::days(1),
            Purpose::FirstRun | Purpose::PasswordReset => Duration::hours(1),
        }
    }

    /// The page of the SPA.
    fn page(self) -> &'static str {
        match self {
            Purpose::Invitation | Purpose::FirstRun => "valkommen",
            Purpose::PasswordReset => "nytt-losenord",
            Purpose::EmailChange => "ny-adress",
        }
    }
}

/// Makes a link valid, and those made before for the same person and purpose invalid. An invitation is to the
/// transaction's company; a password belongs to the person alone. `email` is the address that an [`Purpose::EmailChange`]
/// leads to.
///
/// # Errors
/// The database's.
pub(super) async fn make(
    tx: &WriteTx,
    id: Uuid,
    user_id: Uuid,
    purpose: Purpose,
    email: Option<String>,
) -> Result<user_token::Model, Problem> {
    end(tx, user_id, purpose).await?;
    let row = user_token::Model {
        id,
        nonce: random::<16>().to_vec(),
        user_id,
        company_id: Some(tx.company_id()).filter(|_| purpose != Purpose::PasswordReset),
        purpose: purpose.as_str().to_owned(),
        email,
        created_at: tx.now(),
        expires_at: tx.now() + purpose.lifetime(),
        used_at: None,
    };
    tx.insert_global::<user_token::Entity, _>(user_token::ActiveModel::from(row.clone()).reset_all())
        .await?;
    Ok(row)
}

/// Makes the links of a person for a purpose invalid: in the transaction's company, or, for the password and the
/// address, anywhere.
///
/// # Errors
/// The database's.
pub(super) async fn end(tx: &WriteTx, user_id: Uuid, purpose: Purpose) -> Result<(), Problem> {
    tx.delete_global_where::<user_token::Entity>(open(tx, user_id, purpose))
        .await?;
    Ok(())
}

fn open(tx: &ReadTx, user_id: Uuid, purpose: Purpose) -> Condition {
    use user_token::Column as C;
    let open = Condition::all().add(C::UserId.eq(user_id)).add(C::UsedAt.is_null());
    match purpose {
        Purpose::PasswordReset | Purpose::EmailChange => open.add(C::Purpose.eq(purpose.as_str())),
        Purpose::Invitation | Purpose::FirstRun => {
            let kinds = [Purpose::Invitation.as_str(), Purpose::FirstRun.as_str()];
            open.add(C::Purpose.is_in(kinds)).add(C::CompanyId.eq(tx.company_id()))
        }
    }
}

/// The invitation of a user to the transaction's company that hasn't been used, expired or not.
///
/// # Errors
/// The database's.
pub(super) async fn open_invitation(tx: &ReadTx, user_id: Uuid) -> Result<Option<user_token::Model>, Problem> {
    let newest = |q: sea_orm::Select<user_token::Entity>| q.order_by_desc(user_token::Column::CreatedAt).limit(1);
    let which = open(tx, user_id, Purpose::Invitation);
    Ok(tx
        .find_global::<user_token::Entity>()
        .filter(which)
        .with(newest)
        .one()
        .await?)
}

/// A link by its id.
///
/// # Errors
/// The database's.
pub(super) async fn find(tx: &ReadTx, id: Uuid) -> Result<Option<user_token::Model>, Problem> {
    Ok(tx
        .find_global::<user_token::Entity>()
        .filter(user_token::Column::Id.eq(id))
        .one()
        .await?)
}

/// The link as it stands in a mail: the secret lies behind `#`, where no log sees it.
pub(super) fn url(app: &App, row: &user_token::Model) -> String {
    let purpose = Purpose::parse(&row.purpose);
    let secret = app
        .secrets
        .link(purpose.as_str(), row.company_id.unwrap_or_default(), row.id, &row.nonce);
    format!("{}/{}#{secret}", app.config.public_url, purpose.page())
}

/// A link's secret, taken apart; whatever is wrong with it, the answer is the same.
///
/// # Errors
/// [`Code::LinkInvalid`].
pub(super) fn parse(text: &str) -> Result<LinkToken, Problem> {
    LinkToken::parse(text).ok_or_else(|| Problem::new(Code::LinkInvalid))
}

/// The scope in which a link is looked at: that of the company that it names.
pub(super) fn scope(token: &LinkToken, user_id: Option<Uuid>) -> Scope {
    Scope {
        company_id: Some(token.company_id).filter(|id| !id.is_nil()),
        user_id,
    }
}

/// The row of a link that is ours, for one of these purposes, unused and not too old.
///
/// # Errors
/// [`Code::LinkInvalid`] or [`Code::LinkExpired`].
pub(super) async fn prove(
    app: &App,
    tx: &ReadTx,
    token: &LinkToken,
    purposes: &[Purpose],
) -> Result<user_token::Model, Problem> {
    let row = tx
        .find_global::<user_token::Entity>()
        .filter(user_token::Column::Id.eq(token.id))
        .one()
        .await?
        .filter(|r| {
            purposes.iter().any(|p| p.as_str() == r.purpose)
                && r.company_id.unwrap_or_default() == token.company_id
                && app.secrets.link_matches(token, &r.purpose, &r.nonce)
                && r.used_at.is_none()
        })
        .ok_or_else(|| Problem::new(Code::LinkInvalid))?;
    if row.expires_at <= tx.now() {
        Err(Problem::new(Code::LinkExpired))
    } else {
        Ok(row)
    }
}

/// Writes down that a link was used. Of several requests with the same link, one is the first.
///
/// # Errors
/// [`Code::LinkInvalid`] when it was used or ended meanwhile.
pub(super) async fn used(tx: &WriteTx, id: Uuid) -> Result<(), Problem> {
    use user_token::Column as C;
    let now = tx.now();
    let first = tx
        .update_global_where::<user_token::Entity>(|q| {
            q.col_expr(C::UsedAt, Expr::value(now))
                .filter(C::Id.eq(id).and(C::UsedAt.is_null()))
        })
        .await?;
    if first == 1 {
        Ok(())
    } else {
        Err(Problem::new(Code::LinkInvalid))
    }
}
