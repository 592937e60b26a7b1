//! `exportVouchers`.

use super::{
    super::{
        dto::{ExportVouchers, VoucherExport},
        entity::{fiscal_year, voucher, voucher_export, voucher_line},
        lock, years,
    },
    list::view,
};
use crate::{
    app::App,
    http::{Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    store::{Done, Event, ReadTx, WriteTx},
};
use actix_web::post;
use chrono::NaiveDate;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromQueryResult, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// Hands the vouchers through a day to the accountant: those of its fiscal year that weren't handed over. The books are
/// closed through the day, for good.
#[utoipa::path(tag = "bookkeeping", operation_id = "exportVouchers", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["bookkeeping_export"])), ("x-step-up" = json!(true))), request_body = ExportVouchers,
    responses((status = 201, description = "What was handed over", body = VoucherExport), Problems))]
#[post("/voucher-exports")]
pub async fn export_vouchers(
    app: App,
    auth: Recent<perm::BookkeepingExport>,
    command: Command,
    body: Json<ExportVouchers>,
) -> Result<Reply, Problem> {
    let through = body.0.through;
    // What happens today isn't over: it could no longer be dated.
    if through >= app.clock.today() {
        return Err(Problem::field("/through", FieldCode::DateOutOfRange));
    }
    app.write(&auth, &command, async |tx| {
        // Nobody posts in these years meanwhile.
        let before = years::lock_all(tx).await?;
        let year = before
            .iter()
            .find(|y| years::days(y).holds(through))
            .ok_or_else(|| Problem::new(Code::NothingToExport))?;
        let from = begins(tx, year).await?;
        if through < from {
            return Err(Problem::new(Code::PeriodExported).detail(format!("the next export begins on {from}")));
        }
        let row = gather(tx, year, from, through).await?;
        tx.insert::<voucher_export::Entity, _>(voucher_export::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let event = Event::new(EventKind::VoucherExportCreated, EntityKind::VoucherExport, row.id).changed(
            "voucher_export",
            None,
            &row,
        );
        let closed = before.iter().filter_map(|y| y.locked_through).fold(through, Ord::max);
        let (_, event) = lock::set(tx, before, closed, event).await?;
        let made = view(row);
        let path = format!("/api/v1/voucher-exports/{}", made.id);
        Ok(Done::new(event, Reply::created(path, &made)?))
    })
    .await
}

/// The first day of a year that wasn't handed over.
async fn begins(tx: &ReadTx, year: &fiscal_year::Model) -> Result<NaiveDate, Problem> {
    let last = tx
        .find::<voucher_export::Entity>()
        .filter(voucher_export::Column::FiscalYearId.eq(year.id))
        .all()
        .await?
        .into_iter()
        .map(|e| e.through_on)
        .max();
    Ok(last.and_then(|day| day.succ_opt()).unwrap_or(year.starts_on))
}

#[derive(FromQueryResult)]
struct Sums {
    vouchers: i64,
    first: Option<i64>,
    last: Option<i64>,
}

#[derive(FromQueryResult)]
struct Debit {
    debit: Option<i64>,
}

async fn gather(
    tx: &WriteTx,
    year: &fiscal_year::Model,
    from_on: NaiveDate,
    through_on: NaiveDate,
) -> Result<voucher_export::Model, Problem> {
    use voucher::Column as C;
    use voucher_line::Column as L;
    let within = C::FiscalYearId.eq(year.id).and(C::DatedOn.between(from_on, through_on));
    let sums: Option<Sums> = tx
        .find::<voucher::Entity>()
        .filter(within.clone())
        .with(|q| {
            q.select_only()
                .expr_as(Expr::col(C::Id).count(), "vouchers")
                .expr_as(Expr::col(C::Number).min(), "first")
                .expr_as(Expr::col(C::Number).max(), "last")
        })
        .one_as()
        .await?;
    let Some((first_number, last_number, voucher_count)) = sums.and_then(|s| Some((s.first?, s.last?, s.vouchers)))
    else {
        return Err(Problem::new(Code::NothingToExport));
    };
    let ids = tx
        .find::<voucher::Entity>()
        .filter(within)
        .with(|q| q.select_only().column(C::Id))
        .into_query();
    let debit: Option<Debit> = tx
        .find::<voucher_line::Entity>()
        .filter(L::VoucherId.in_subquery(ids).and(L::AmountOre.gt(0)))
        .with(|q| {
            q.select_only()
                .expr_as(Expr::col(L::AmountOre).sum().cast_as("bigint"), "debit")
        })
        .one_as()
        .await?;
    Ok(voucher_export::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        fiscal_year_id: year.id,
        from_on,
        through_on,
        voucher_count,
        first_number,
        last_number,
        debit_ore: debit.and_then(|d| d.debit).unwrap_or(0),
        created_at: tx.now(),
    })
}

/// An export.
///
/// # Errors
/// `not_found`.
pub(super) async fn get(tx: &ReadTx, id: Uuid) -> Result<voucher_export::Model, Problem> {
    tx.find::<voucher_export::Entity>()
        .filter(voucher_export::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}
