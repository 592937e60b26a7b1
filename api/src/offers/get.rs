//! `getOffer`.

use super::{
    dto::{Offer, OfferPath},
    store,
};
use crate::{
    app::App,
    http::{Auth, Path, Problem, Problems, Reply, perm},
};
use actix_web::get;

/// One offer. Its letters and its expiry move without its version, so it is always answered in full.
#[utoipa::path(tag = "offers", operation_id = "getOffer", params(OfferPath),
    extensions(("x-permission" = json!(["offers_read"]))),
    responses((status = 200, description = "The offer", body = Offer), Problems))]
#[get("/offers/{offer_id}")]
pub async fn get_offer(app: App, auth: Auth<perm::OffersRead>, path: Path<OfferPath>) -> Result<Reply, Problem> {
    app.read(&auth, async |tx| {
        let row = store::get_offer(tx, path.offer_id).await?;
        let version = row.version;
        Ok(Reply::ok(&store::view(&app, tx, row, &auth).await?)?.version(version))
    })
    .await
}
