//! `replaceAccount`.

use super::{
    dto::{Account, AccountInput, AccountPath},
    entity::account,
    list_accounts::view,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event, WriteTx},
};
use actix_web::put;
use kontoret_core::{
    bookkeeping::Purpose,
    event::{EntityKind, EventKind},
};
use sea_orm::{ActiveModelTrait, ColumnTrait};

/// Chooses another account for a purpose. Vouchers that are posted stay as they are.
#[utoipa::path(tag = "bookkeeping", operation_id = "replaceAccount", params(AccountPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["bookkeeping_write"]))), request_body = AccountInput,
    responses((status = 200, description = "The account", body = Account), Problems))]
#[put("/accounts/{purpose}")]
pub async fn replace_account(
    app: App,
    auth: Auth<perm::BookkeepingWrite>,
    path: Path<AccountPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<AccountInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = lock(tx, path.purpose).await?;
        if_match.expect(before.as_ref().map_or(1, |b| b.version))?;
        let row = account::Model {
            company_id: tx.company_id(),
            purpose: path.purpose.to_string(),
            version: before.as_ref().map_or(1, |b| b.version) + 1,
            account: body.0.account,
        };
        let stored = account::ActiveModel::from(row.clone()).reset_all();
        match before {
            Some(_) => tx.update::<account::Entity, _>(stored).await?,
            None => tx.insert::<account::Entity, _>(stored).await?,
        }
        let event = Event::new(EventKind::AccountReplaced, EntityKind::Account, tx.company_id()).changed(
            "account",
            before.as_ref(),
            &row,
        );
        Ok(Done::new(
            event,
            Reply::ok(&view(path.purpose, Some(&row)))?.version(row.version),
        ))
    })
    .await
}

async fn lock(tx: &WriteTx, purpose: Purpose) -> Result<Option<account::Model>, Problem> {
    Ok(tx
        .find::<account::Entity>()
        .filter(account::Column::Purpose.eq(purpose.as_str()))
        .for_update()
        .one()
        .await?)
}
