//! What does a caller see of an order?

use super::{
    check::supplied_on,
    dto::{Order, OrderAssignee, OrderEconomy, OrderInstalment, OrderInvoice, OrderLine, OrderOption, WorkBilling},
    economy,
    entity::{work_order, work_order_assignment, work_order_line},
    instalments,
    store::{self, word},
};
use crate::{
    customers::{get_work_site, view_work_site},
    deductions::{Asking, of_line},
    http::{Caller, Problem},
    lines::{self, Priced, Totals},
    store::ReadTx,
    timesheets::{OrderMinutes, order_minutes},
};
use kontoret_core::{
    order::{Action, Status, TRANSITIONS},
    permission::Permission,
    totals::LineKind,
};
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, JoinType, Order as Sort, Query},
};
use uuid::Uuid;

/// The facts that decide what can be done to an order.
pub(super) struct Facts {
    /// An invoice, perhaps a draft, was made of it.
    pub invoiced: bool,
    /// Something is left that no invoice has.
    pub remains: bool,
    /// Less is invoiced than is agreed.
    pub left: bool,
}

/// An order with everything that belongs to it.
///
/// # Errors
/// The database's.
pub(super) async fn order(tx: &ReadTx, caller: &Caller, row: work_order::Model) -> Result<Order, Problem> {
    let lines = store::list_lines(tx, row.id).await?;
    let minutes = order_minutes(tx, row.id).await?;
    let invoices = invoices(tx, row.id).await?;
    let assigned = assigned(tx, row.id).await?;
    let work_site = match row.work_site_id {
        Some(id) => Some(view_work_site(get_work_site(tx, id).await?)),
        None => None,
    };
    // Where reported time is charged, the lines of work are estimates that an invoice leaves out.
    let by_time = word::<WorkBilling>(&row.work_billing)? == WorkBilling::AsReported;
    let chargeable = |l: &work_order_line::Model| !by_time || l.kind != LineKind::Work.as_str();
    let (instalments, economy) = money(tx, &row, &lines).await?;
    let facts = Facts {
        left: economy.left_ore > 0,
        invoiced: !invoices.is_empty(),
        remains: lines.iter().any(|l| l.invoice_id.is_none() && chargeable(l)) || by_time && minutes.uninvoiced > 0,
    };
    let actions = actions(store::status(&row)?, caller, &facts);
    let prices = caller.may(Permission::OrdersRead);
    let totals = if prices { Some(totals(&row, &lines)?) } else { None };
    let lines = lines.into_iter().map(|l| line(l, prices)).collect::<Result<_, _>>()?;
    let invoices = if prices { Some(invoices) } else { None };
    assemble(
        row,
        Parts {
            lines,
            minutes,
            invoices,
            assigned,
            work_site,
            actions,
            totals,
            prices,
            instalments: prices.then_some(instalments),
            economy: prices.then_some(economy),
        },
    )
}

struct Parts {
    lines: Vec<OrderLine>,
    minutes: OrderMinutes,
    invoices: Option<Vec<OrderInvoice>>,
    assigned: Vec<OrderAssignee>,
    work_site: Option<crate::customers::dto::WorkSite>,
    actions: Vec<OrderOption>,
    totals: Option<Totals>,
    prices: bool,
    instalments: Option<Vec<OrderInstalment>>,
    economy: Option<OrderEconomy>,
}

/// The instalments, and what is agreed, invoiced and left.
async fn money(
    tx: &ReadTx,
    row: &work_order::Model,
    lines: &[work_order_line::Model],
) -> Result<(Vec<OrderInstalment>, OrderEconomy), Problem> {
    let economy = economy::standing_of(tx, row, lines).await?.economy;
    let instalments = instalments::list(tx, row.id)
        .await?
        .into_iter()
        .map(instalments::view)
        .collect::<Result<Vec<_>, _>>()?;
    let planned = instalments.iter().filter(|i| i.invoice_id.is_none()).map(|i| i.net_ore);
    let economy = OrderEconomy {
        agreed_ore: economy.agreed_ore.0,
        invoiced_ore: economy.invoiced_ore.0,
        left_ore: economy.left_ore().0,
        planned_ore: planned.sum(),
    };
    Ok((instalments, economy))
}

fn assemble(row: work_order::Model, p: Parts) -> Result<Order, Problem> {
    Ok(Order {
        id: row.id,
        version: row.version,
        number: row.number,
        status: word(&row.status)?,
        offer_id: row.offer_id,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        customer_phone: row.customer_phone,
        work_site: p.work_site,
        work_site_id: row.work_site_id,
        title: row.title,
        description: row.description,
        their_reference: row.their_reference,
        buyer_order_number: row.buyer_order_number,
        planned_start_on: row.planned_start_on,
        planned_end_on: row.planned_end_on,
        work_billing: word(&row.work_billing)?,
        hourly_price_ore: p.prices.then_some(row.hourly_price_ore),
        hourly_vat: word(&row.hourly_vat)?,
        hourly_work_type: lines::work_type(row.hourly_work_type.as_deref()),
        deduction: lines::asked(&row.deduction),
        prices_include_vat: row.prices_include_vat,
        discount_bp: p.prices.then_some(row.discount_bp),
        round_to_krona: row.round_to_krona,
        lines: p.lines,
        assigned: p.assigned,
        totals: p.totals,
        reported_minutes: p.minutes.reported,
        approved_minutes: p.minutes.approved,
        uninvoiced_minutes: p.minutes.uninvoiced,
        invoices: p.invoices,
        instalments: p.instalments,
        economy: p.economy,
        created_at: row.created_at,
        actions: p.actions,
    })
}

/// What a caller can do to an order now.
pub(super) fn actions(status: Status, caller: &Caller, facts: &Facts) -> Vec<OrderOption> {
    let write = caller.may(Permission::OrdersWrite);
    let work = write || caller.may(Permission::OrdersWork);
    let time = caller.may(Permission::TimeOwn) || caller.may(Permission::TimeApprove);
    let bill = caller.may(Permission::InvoicesWrite);
    let part = facts.left && TRANSITIONS.next(status, Action::Invoice).is_some();
    let actions = TRANSITIONS
        .allowed(status)
        .into_iter()
        .filter_map(|action| match action {
            Action::Replace => write.then_some(OrderOption::Replace),
            Action::Start => work.then_some(OrderOption::Start),
            Action::Complete => work.then_some(OrderOption::Complete),
            Action::Cancel => (write && !facts.invoiced).then_some(OrderOption::Cancel),
            Action::Invoice => (bill && facts.remains).then_some(OrderOption::Invoice),
            Action::ReportTime => time.then_some(OrderOption::ReportTime),
            Action::Reopen | Action::Close => None,
        });
    let part = (bill && part).then_some(OrderOption::InvoicePart);
    actions.chain(part).collect()
}

fn line(l: work_order_line::Model, prices: bool) -> Result<OrderLine, Problem> {
    Ok(OrderLine {
        id: l.id,
        article_id: l.article_id,
        kind: word(&l.kind)?,
        work_type: lines::work_type(l.work_type.as_deref()),
        description: l.description,
        quantity_milli: l.quantity_milli,
        unit: l.unit,
        unit_price_ore: prices.then_some(l.unit_price_ore),
        discount_bp: prices.then_some(l.discount_bp),
        vat: if prices { Some(word(&l.vat)?) } else { None },
        amount_ore: prices.then_some(l.amount_ore),
        invoice_id: if prices { l.invoice_id } else { None },
    })
}

fn totals(row: &work_order::Model, lines: &[work_order_line::Model]) -> Result<Totals, Problem> {
    let priced = lines
        .iter()
        .map(|l| {
            Ok(Priced {
                quantity_milli: l.quantity_milli,
                unit_price_ore: l.unit_price_ore,
                discount_bp: l.discount_bp,
                vat: word(&l.vat)?,
            })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    Ok(lines::sum(store::terms(row), &priced, supplied_on(row))?.0)
}

/// An order as a tax deduction looks at it.
///
/// # Errors
/// `not_found`.
pub async fn asking(tx: &ReadTx, caller: &Caller, id: Uuid) -> Result<Asking, Problem> {
    let row = store::get_order(tx, caller, id).await?;
    let lines = store::list_lines(tx, id).await?;
    let seen = lines.iter().map(|l| {
        let work = lines::work_type(l.work_type.as_deref());
        Ok(of_line(
            word(&l.kind)?,
            work,
            (l.quantity_milli, &l.unit),
            l.amount_ore,
            word(&l.vat)?,
        ))
    });
    Ok(Asking {
        customer_id: row.customer_id,
        work_site_id: row.work_site_id,
        asked: lines::asked(&row.deduction),
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        lines: seen.collect::<Result<_, Problem>>()?,
        totals: totals(&row, &lines)?,
        supplied_on: supplied_on(&row),
        paid_on: tx.today(),
        invoice_id: None,
    })
}

#[derive(FromQueryResult)]
struct InvoiceRow {
    id: Uuid,
    number: Option<String>,
    kind: String,
    status: String,
    total_ore: i64,
    net_ore: i64,
}

/// The invoices of an order, oldest first.
async fn invoices(tx: &ReadTx, order_id: Uuid) -> Result<Vec<OrderInvoice>, Problem> {
    let (i, o) = (Alias::new("i"), Alias::new("o"));
    let of = |table: &Alias, column: &str| Expr::col((table.clone(), Alias::new(column)));
    let q = Query::select()
        .columns(["id", "number", "kind", "status", "total_ore"].map(|c| (i.clone(), Alias::new(c))))
        .column((o.clone(), Alias::new("net_ore")))
        .from_as(Alias::new("invoice_order"), o.clone())
        .join_as(
            JoinType::InnerJoin,
            Alias::new("invoice"),
            i.clone(),
            of(&i, "company_id")
                .eq(of(&o, "company_id"))
                .and(of(&i, "id").eq(of(&o, "invoice_id"))),
        )
        .and_where(of(&o, "company_id").eq(tx.company_id()))
        .and_where(of(&o, "order_id").eq(order_id))
        .order_by((i.clone(), Alias::new("created_at")), Sort::Asc)
        .order_by((i.clone(), Alias::new("id")), Sort::Asc)
        .to_owned();
    let rows: Vec<InvoiceRow> = tx.select(&q).await?;
    rows.into_iter()
        .map(|r| {
            Ok(OrderInvoice {
                id: r.id,
                number: r.number,
                kind: word(&r.kind)?,
                status: word(&r.status)?,
                total_ore: r.total_ore,
                net_ore: r.net_ore,
            })
        })
        .collect()
}

/// Whether an invoice, perhaps a draft, was made of an order.
pub(super) async fn is_invoiced(tx: &ReadTx, order_id: Uuid) -> Result<bool, Problem> {
    Ok(!invoices(tx, order_id).await?.is_empty())
}

#[derive(FromQueryResult)]
struct AssigneeRow {
    membership_id: Uuid,
    name: String,
    initials: String,
}

async fn assigned(tx: &ReadTx, order_id: Uuid) -> Result<Vec<OrderAssignee>, Problem> {
    let (a, m, u) = (Alias::new("a"), Alias::new("m"), Alias::new("u"));
    let of = |table: &Alias, column: &str| Expr::col((table.clone(), Alias::new(column)));
    let q = Query::select()
        .expr_as(of(&m, "id"), Alias::new("membership_id"))
        .column((u.clone(), Alias::new("name")))
        .column((m.clone(), Alias::new("initials")))
        .from_as(work_order_assignment::Entity, a.clone())
        .join_as(
            JoinType::InnerJoin,
            crate::users::membership::Entity,
            m.clone(),
            of(&m, "company_id")
                .eq(of(&a, "company_id"))
                .and(of(&m, "id").eq(of(&a, "membership_id"))),
        )
        .join_as(
            JoinType::InnerJoin,
            crate::users::user_account::Entity,
            u.clone(),
            of(&u, "id").eq(of(&m, "user_id")),
        )
        .and_where(of(&a, "company_id").eq(tx.company_id()))
        .and_where(of(&a, "order_id").eq(order_id))
        .order_by((m.clone(), Alias::new("name_folded")), Sort::Asc)
        .order_by((m.clone(), Alias::new("id")), Sort::Asc)
        .to_owned();
    let rows: Vec<AssigneeRow> = tx.select(&q).await?;
    let assignee = |r: AssigneeRow| OrderAssignee {
        membership_id: r.membership_id,
        name: r.name,
        initials: r.initials,
    };
    Ok(rows.into_iter().map(assignee).collect())
}
