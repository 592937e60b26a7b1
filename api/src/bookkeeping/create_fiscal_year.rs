//! `createFiscalYear`.

use super::{
    dto::{FiscalYear, FiscalYearInput},
    list_fiscal_years::view,
    years,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    fiscal_year::{self as rule, YearError},
};

/// Adds a fiscal year after the last or before the first: 1 to 18 whole months.
#[utoipa::path(tag = "bookkeeping", operation_id = "createFiscalYear", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["bookkeeping_write"]))), request_body = FiscalYearInput,
    responses((status = 201, description = "The fiscal year", body = FiscalYear), Problems))]
#[post("/fiscal-years")]
pub async fn create_fiscal_year(
    app: App,
    auth: Auth<perm::BookkeepingWrite>,
    command: Command,
    body: Json<FiscalYearInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let year = rule::FiscalYear::new(body.0.starts_on, body.0.ends_on).map_err(refused)?;
        let others: Vec<_> = years::lock_all(tx).await?.iter().map(years::days).collect();
        rule::fits(year, &others).map_err(refused)?;
        let row = years::insert(tx, year).await?;
        let event =
            Event::new(EventKind::FiscalYearCreated, EntityKind::FiscalYear, row.id).changed("fiscal_year", None, &row);
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/fiscal-years/{}", row.id), &view(row))?,
        ))
    })
    .await
}

pub(super) fn refused(e: YearError) -> Problem {
    let (field, code) = match e {
        YearError::Start => ("/starts_on", FieldCode::Invalid),
        YearError::End | YearError::Length => ("/ends_on", FieldCode::Invalid),
        YearError::NotTwelve => ("/ends_on", FieldCode::YearNotTwelve),
        YearError::Outside => ("/ends_on", FieldCode::YearVouchersOutside),
        YearError::Follows => ("/ends_on", FieldCode::YearFollows),
        YearError::Closed => ("/ends_on", FieldCode::YearClosed),
        YearError::Begins => ("/starts_on", FieldCode::YearBegins),
        YearError::Gap | YearError::Overlap => ("/starts_on", FieldCode::DateOutOfRange),
    };
    Problem::fields(vec![FieldError::new(field, code)]).detail(e.to_string())
}
