//! `listReferenceRates`.

use super::{
    dto::{ReferenceRate, ReferenceRates},
    store,
};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;
use kontoret_core::interest::{ADDITION_BP, KNOWN};

/// The reference rates that interest on late payment is counted from: those that the service knows, and the company's
/// own in their place or after them.
#[utoipa::path(tag = "reminders", operation_id = "listReferenceRates",
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "The rates", body = ReferenceRates), Problems))]
#[get("/reference-rates")]
pub async fn list_reference_rates(app: App, auth: Auth<perm::InvoicesRead>) -> Result<Json<ReferenceRates>, Problem> {
    let own = app.read(&auth, async |tx| store::own_rates(tx).await).await?;
    let mut items: Vec<ReferenceRate> = KNOWN
        .iter()
        .filter(|known| own.iter().all(|o| o.starts_on != known.starts_on))
        .map(|known| ReferenceRate {
            starts_on: known.starts_on,
            version: 0,
            rate_bp: known.rate_bp,
            checked: known.checked,
        })
        .collect();
    items.extend(own.into_iter().map(store::view_rate));
    items.sort_by_key(|r| std::cmp::Reverse(r.starts_on));
    Ok(Json(ReferenceRates {
        items,
        addition_bp: ADDITION_BP,
    }))
}
