//! `endSupportAccess`.

use super::{
    dto::{SupportAccess, SupportAccessPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, Path, Problem, Problems, Reply, perm},
    store::Done,
};
use actix_web::delete;
use kontoret_core::support::SupportAccessState;

/// Ends support access before its time is over. Whoever is there is out at once, in every process within a second.
#[utoipa::path(tag = "support", operation_id = "endSupportAccess", params(SupportAccessPath, DryRun),
    extensions(("x-permission" = json!(["support_grant"]))),
    responses((status = 200, description = "The access", body = SupportAccess), Problems))]
#[delete("/support-accesses/{support_access_id}")]
pub async fn end_support_access(
    app: App,
    auth: Auth<perm::SupportGrant>,
    command: Command,
    path: Path<SupportAccessPath>,
) -> Result<Reply, Problem> {
    let reply = app
        .write(&auth, &command, async |tx| {
            let before = store::lock(tx, path.support_access_id).await?;
            if store::state(&before, tx.now()) != SupportAccessState::Open {
                return Err(Problem::new(Code::SupportAccessOver));
            }
            let event = store::close(tx, before, Some(auth.user_id)).await?;
            let row = store::lock(tx, path.support_access_id).await?;
            Ok(Done::new(event, Reply::ok(&store::view_one(tx, row).await?)?))
        })
        .await?;
    app.standings.clear();
    Ok(reply)
}
