//! `listNumberSeries`.

use super::{dto::NumberSeriesList, store};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;
use kontoret_core::number_series::SeriesName;

/// How the numbers of invoices and credit notes look, and which ones come next.
#[utoipa::path(tag = "invoices", operation_id = "listNumberSeries",
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "Both series", body = NumberSeriesList), Problems))]
#[get("/number-series")]
pub async fn list_number_series(
    app: App,
    auth: Auth<perm::BookkeepingRead>,
) -> Result<Json<NumberSeriesList>, Problem> {
    app.read(&auth, async |tx| {
        let both = store::both(tx).await?;
        let mut items = Vec::new();
        for name in SeriesName::ALL {
            items.push(store::view(tx, &both, name).await?);
        }
        Ok(NumberSeriesList { items })
    })
    .await
    .map(Json)
}
