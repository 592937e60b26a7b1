//! `withdrawOffer`.

use super::{
    dto::{Offer, OfferPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    offer::{Action, TRANSITIONS},
};

/// Takes a sent offer back. Its link ends at once.
#[utoipa::path(tag = "offers", operation_id = "withdrawOffer",
    params(OfferPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["offers_write"]))),
    responses((status = 200, description = "The offer", body = Offer), Problems))]
#[post("/offers/{offer_id}/withdraw")]
pub async fn withdraw_offer(
    app: App,
    auth: Auth<perm::OffersWrite>,
    path: Path<OfferPath>,
    if_match: IfMatch,
    command: Command,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_usable(tx, path.offer_id).await?;
        if_match.expect(before.version)?;
        let next = TRANSITIONS
            .next(store::status(&before, tx.today()), Action::Withdraw)
            .ok_or_else(|| Problem::new(Code::NotAllowedInStatus))?;
        let mut row = before.clone();
        row.status = next.as_str().to_owned();
        row.version += 1;
        store::save_offer(tx, &row).await?;
        let event =
            Event::new(EventKind::OfferWithdrawn, EntityKind::Offer, row.id).changed("offer", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(&app, tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}
