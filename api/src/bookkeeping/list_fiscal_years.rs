//! `listFiscalYears`.

use super::{
    dto::{FiscalYear, FiscalYearList},
    entity::fiscal_year,
    years,
};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;

/// The company's fiscal years. The first one is made by itself when something is posted, as are those that follow.
#[utoipa::path(tag = "bookkeeping", operation_id = "listFiscalYears",
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "Every fiscal year", body = FiscalYearList), Problems))]
#[get("/fiscal-years")]
pub async fn list_fiscal_years(app: App, auth: Auth<perm::BookkeepingRead>) -> Result<Json<FiscalYearList>, Problem> {
    app.read(&auth, async |tx| Ok(list(years::all(tx).await?)))
        .await
        .map(Json)
}

/// Fiscal years as they are seen.
pub(super) fn list(rows: Vec<fiscal_year::Model>) -> FiscalYearList {
    FiscalYearList {
        items: rows.into_iter().map(view).collect(),
    }
}

/// A fiscal year as it is seen.
pub(super) fn view(row: fiscal_year::Model) -> FiscalYear {
    FiscalYear {
        id: row.id,
        version: row.version,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        locked_through: row.locked_through,
        voucher_count: row.next_voucher - 1,
    }
}
