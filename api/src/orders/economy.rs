//! What does an order come to, and what of it is invoiced?

use super::{
    check::supplied_on,
    dto::WorkBilling,
    entity::{work_order, work_order_line},
    store::{self, word},
};
use crate::{
    http::Problem,
    lines::{self, Priced, VatRow},
    store::ReadTx,
};
use kontoret_core::{
    deduction::WorkType, economy::Economy, invoice::hours_milli, money::Ore, timesheet, totals::LineKind, vat::VatCode,
};
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, Func, JoinType, Query, SelectStatement},
};
use uuid::Uuid;

/// Where an order stands with money.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Agreed, invoiced and left.
    pub economy: Economy,
    /// What is agreed, per VAT code.
    pub vat_rows: Vec<VatRow>,
    /// What the lines come to, by what they sell.
    pub sold: Vec<Sold>,
}

/// What the lines of one sort come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    /// The VAT.
    pub vat: VatCode,
    /// What is sold.
    pub kind: LineKind,
    /// Of work the kind that a tax deduction is asked for.
    pub work: Option<WorkType>,
    /// After the lines' own discounts, as the prices are meant.
    pub amount_ore: i64,
}

/// Where an order stands with money.
///
/// # Errors
/// The database's.
pub async fn standing(tx: &ReadTx, order: &work_order::Model) -> Result<Standing, Problem> {
    let lines = store::list_lines(tx, order.id).await?;
    standing_of(tx, order, &lines).await
}

/// Where an order with these lines stands with money.
pub(super) async fn standing_of(
    tx: &ReadTx,
    order: &work_order::Model,
    lines: &[work_order_line::Model],
) -> Result<Standing, Problem> {
    let by_time = word::<WorkBilling>(&order.work_billing)? == WorkBilling::AsReported;
    // Where reported time is charged, work in the lines is an estimate, unless an invoice has it.
    let counts = |l: &&work_order_line::Model| !by_time || l.kind != LineKind::Work.as_str() || l.invoice_id.is_some();
    let mut sorts: Vec<(LineKind, Option<WorkType>)> = Vec::new();
    let mut priced = lines
        .iter()
        .filter(counts)
        .map(|l| {
            sorts.push((word(&l.kind)?, lines::work_type(l.work_type.as_deref())));
            Ok(Priced {
                quantity_milli: l.quantity_milli,
                unit_price_ore: l.unit_price_ore,
                discount_bp: l.discount_bp,
                vat: word(&l.vat)?,
            })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    if by_time {
        sorts.push((LineKind::Work, lines::work_type(order.hourly_work_type.as_deref())));
        priced.push(Priced {
            quantity_milli: hours_milli(sum(tx, &approved_minutes(tx, order.id)).await?),
            unit_price_ore: order.hourly_price_ore,
            discount_bp: 0,
            vat: word(&order.hourly_vat)?,
        });
    }
    let invoiced = sum(tx, &invoiced(tx, order.id)).await?;
    // An order of deductions alone comes to nothing.
    let mut sold = Vec::new();
    let (agreed, vat_rows) = match lines::sum(store::terms(order), &priced, supplied_on(order)) {
        Ok((totals, amounts)) => {
            let each = priced.iter().zip(&sorts).zip(amounts);
            sold.extend(each.map(|((p, (kind, work)), amount_ore)| Sold {
                vat: p.vat,
                kind: *kind,
                work: *work,
                amount_ore,
            }));
            (totals.net_ore, totals.vat_rows)
        }
        Err(_) => (0, Vec::new()),
    };
    Ok(Standing {
        economy: Economy::of(Ore(agreed), Ore(invoiced)),
        vat_rows,
        sold,
    })
}

#[derive(FromQueryResult)]
struct Sum {
    sum: i64,
}

async fn sum(tx: &ReadTx, q: &SelectStatement) -> Result<i64, Problem> {
    Ok(tx.select::<Sum>(q).await?.pop().map_or(0, |s| s.sum))
}

fn summed(what: Expr) -> Expr {
    Func::coalesce([what.sum(), Expr::value(0)]).cast_as(Alias::new("bigint"))
}

fn approved_minutes(tx: &ReadTx, order_id: Uuid) -> SelectStatement {
    let (e, t) = (Alias::new("e"), Alias::new("t"));
    let of = |table: &Alias, column: &str| Expr::col((table.clone(), Alias::new(column)));
    Query::select()
        .expr_as(summed(of(&e, "minutes")), Alias::new("sum"))
        .from_as(Alias::new("time_entry"), e.clone())
        .join_as(
            JoinType::InnerJoin,
            Alias::new("timesheet"),
            t.clone(),
            of(&t, "company_id")
                .eq(of(&e, "company_id"))
                .and(of(&t, "id").eq(of(&e, "timesheet_id"))),
        )
        .and_where(of(&e, "company_id").eq(tx.company_id()))
        .and_where(of(&e, "order_id").eq(order_id))
        .and_where(of(&e, "billable").eq(true))
        .and_where(of(&t, "status").eq(timesheet::Status::Approved.as_str()))
        .to_owned()
}

fn invoiced(tx: &ReadTx, order_id: Uuid) -> SelectStatement {
    let col = |name: &str| Expr::col(Alias::new(name));
    Query::select()
        .expr_as(summed(col("net_ore")), Alias::new("sum"))
        .from(Alias::new("invoice_order"))
        .and_where(col("company_id").eq(tx.company_id()))
        .and_where(col("order_id").eq(order_id))
        .to_owned()
}
