//! `listAccounts`.

use super::{
    dto::{Account, AccountList},
    entity::account,
    post::chosen,
};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;
use kontoret_core::bookkeeping::Purpose;

/// Which account each purpose is: BAS 2026, or what the company has chosen.
#[utoipa::path(tag = "bookkeeping", operation_id = "listAccounts",
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "Every purpose", body = AccountList), Problems))]
#[get("/accounts")]
pub async fn list_accounts(app: App, auth: Auth<perm::BookkeepingRead>) -> Result<Json<AccountList>, Problem> {
    app.read(&auth, async |tx| {
        let chosen = chosen(tx).await?;
        Ok(AccountList {
            items: Purpose::ALL.map(|p| view(p, chosen.get(p.as_str()))).to_vec(),
        })
    })
    .await
    .map(Json)
}

/// The account of a purpose as it is seen; what nobody has chosen has version 1.
pub(super) fn view(purpose: Purpose, chosen: Option<&account::Model>) -> Account {
    Account {
        purpose,
        version: chosen.map_or(1, |c| c.version),
        account: chosen.map_or(purpose.default_account(), |c| c.account),
        default_account: purpose.default_account(),
        varies: purpose.varies(),
    }
}
