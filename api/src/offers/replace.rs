//! `replaceOffer`.

use super::{
    dto::{Offer, OfferInput, OfferPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use kontoret_core::{
    event::{EntityKind, EventKind},
    offer::{Action, TRANSITIONS},
};

/// Replaces a draft's content. What was sent stays as it was sent.
#[utoipa::path(tag = "offers", operation_id = "replaceOffer", params(OfferPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["offers_write"]))), request_body = OfferInput,
    responses((status = 200, description = "The offer", body = Offer), Problems))]
#[put("/offers/{offer_id}")]
pub async fn replace_offer(
    app: App,
    auth: Auth<perm::OffersWrite>,
    path: Path<OfferPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<OfferInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_usable(tx, path.offer_id).await?;
        if_match.expect(before.version)?;
        if TRANSITIONS
            .next(store::status(&before, tx.today()), Action::Replace)
            .is_none()
        {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let input = store::check(body.0, tx.today())?;
        let customer = store::customer_of(tx, &input, Some(&before)).await?;
        let (totals, amounts) = store::sum(&input, tx.today())?;
        let mut row = store::apply(before.clone(), &input, &customer, &totals);
        row.version += 1;
        store::save_offer(tx, &row).await?;
        store::save_lines(tx, row.id, &input, &amounts).await?;
        store::index(tx, &row, false).await?;
        let event =
            Event::new(EventKind::OfferReplaced, EntityKind::Offer, row.id).changed("offer", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(&app, tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}
