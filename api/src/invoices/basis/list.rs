//! `listInvoiceBasis`.

use super::dto::{BasisInstalment, BasisLine, BasisOrder, BasisTime, ListInvoiceBasis};
use crate::{
    app::App,
    customers::customer,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, limit, next},
        perm,
    },
    orders::{dto::WorkBilling, work_order},
    store::ReadTx,
    timesheets::{time_entry, timesheet},
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::{
    invoice::hours_milli,
    money::div_round,
    order::{self, Status},
    timesheet as rule,
    totals::LineKind,
};
use sea_orm::{
    FromQueryResult,
    sea_query::{Alias, Cond, Expr, ExprTrait, JoinType, Order, Query as Sql, SelectStatement, UnionType},
};
use std::collections::HashMap;
use uuid::Uuid;

/// What is ready to be invoiced, order by order, by customer: approved time, lines, and instalments whose day has come.
#[utoipa::path(tag = "invoices", operation_id = "listInvoiceBasis", params(ListInvoiceBasis),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of orders", body = Page<BasisOrder>), Problems))]
#[get("/invoices/basis")]
pub async fn list_invoice_basis(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListInvoiceBasis>,
) -> Result<Json<Page<BasisOrder>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

#[derive(FromQueryResult)]
struct OrderRow {
    id: Uuid,
    number: i64,
    title: String,
    status: String,
    customer_id: Uuid,
    customer_name: String,
    work_billing: String,
    hourly_price_ore: i64,
    prices_include_vat: bool,
    name_folded: String,
}

async fn page(tx: &ReadTx, q: &ListInvoiceBasis) -> Result<Page<BasisOrder>, Problem> {
    let limit = limit(q.limit);
    let after = Cursor::<String>::decode(q.after.as_deref())?;
    let mut rows: Vec<OrderRow> = tx.select(&orders(tx, q, after, limit)).await?;
    let next = next(&mut rows, limit, |r| Cursor(r.name_folded.clone(), r.id).encode());
    let mut parts = parts(tx, rows.iter().map(|r| r.id).collect(), q.all == Some(true)).await?;
    let items = rows
        .into_iter()
        .map(|r| {
            let of = parts.remove(&r.id).unwrap_or_default();
            order(r, of, q.all == Some(true))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page {
        items,
        next,
        total: None,
    })
}

/// The statuses in which an order can be invoiced.
fn invoiceable() -> impl Iterator<Item = &'static str> {
    let can = |s: &Status| order::TRANSITIONS.next(*s, order::Action::Invoice).is_some();
    Status::ALL.into_iter().filter(can).map(Status::as_str)
}

/// A column of a table under an alias.
fn of(table: &'static str, column: &'static str) -> Expr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

/// Orders with something that no invoice has, by customer; the free lines and times are found by indexes of them alone.
fn orders(tx: &ReadTx, q: &ListInvoiceBasis, after: Option<Cursor<String>>, limit: u64) -> SelectStatement {
    let all = q.all == Some(true);
    let by_time = || of("o", "work_billing").eq(WorkBilling::AsReported.as_str());
    let done = || of("o", "status").eq(Status::Completed.as_str());
    let lines = |charged: bool| {
        let mut s = free(tx, "work_order_line");
        if charged {
            s.and_where(Expr::col("kind").ne(LineKind::Work.as_str()));
        }
        of("o", "id").in_subquery(s)
    };
    let lines = by_time().and(lines(true)).or(by_time().not().and(lines(false)));
    let lines = if all { lines } else { lines.and(done()) };
    let mut instalments = free(tx, "work_order_instalment");
    if !all {
        instalments.and_where(Expr::col("ready_on").lte(tx.today()));
    }
    let has = Cond::any()
        .add(lines)
        .add(of("o", "id").in_subquery(instalments))
        .add(by_time().and(of("o", "id").in_subquery(free_time(tx))));
    let mut s = Sql::select();
    s.columns(
        [
            "id",
            "number",
            "title",
            "status",
            "customer_id",
            "customer_name",
            "work_billing",
            "hourly_price_ore",
            "prices_include_vat",
        ]
        .map(|c| (Alias::new("o"), Alias::new(c))),
    )
    .column((Alias::new("c"), Alias::new("name_folded")))
    .from_as(work_order::Entity, "o")
    .join_as(
        JoinType::InnerJoin,
        customer::Entity,
        "c",
        of("c", "company_id")
            .eq(of("o", "company_id"))
            .and(of("c", "id").eq(of("o", "customer_id"))),
    )
    .and_where(of("o", "company_id").eq(tx.company_id()))
    .and_where(of("c", "restricted_at").is_null())
    .and_where(of("o", "status").is_in(invoiceable()))
    .cond_where(has)
    .order_by((Alias::new("c"), Alias::new("name_folded")), Order::Asc)
    .order_by((Alias::new("o"), Alias::new("id")), Order::Asc)
    .limit(limit + 1);
    if let Some(id) = q.customer_id {
        s.and_where(of("o", "customer_id").eq(id));
    }
    if let Some(id) = q.order_id {
        s.and_where(of("o", "id").eq(id));
    }
    if let Some(Cursor(name, id)) = after {
        let here = Expr::tuple([of("c", "name_folded"), of("o", "id")]);
        s.and_where(here.gt(Expr::tuple([Expr::value(name), Expr::value(id)])));
    }
    s
}

fn free(tx: &ReadTx, table: &'static str) -> SelectStatement {
    Sql::select()
        .column("order_id")
        .from(table)
        .and_where(Expr::col("company_id").eq(tx.company_id()))
        .and_where(Expr::col("invoice_id").is_null())
        .to_owned()
}

fn free_time(tx: &ReadTx) -> SelectStatement {
    let mut s = Sql::select();
    s.column((Alias::new("e"), Alias::new("order_id")));
    from_free_time(tx, &mut s);
    s
}

/// Billable time that is approved, on an order and on no invoice.
fn from_free_time(tx: &ReadTx, s: &mut SelectStatement) {
    s.from_as(time_entry::Entity, "e")
        .join_as(
            JoinType::InnerJoin,
            timesheet::Entity,
            "t",
            of("t", "company_id")
                .eq(of("e", "company_id"))
                .and(of("t", "id").eq(of("e", "timesheet_id"))),
        )
        .and_where(of("e", "company_id").eq(tx.company_id()))
        .and_where(of("e", "invoice_id").is_null())
        .and_where(of("e", "order_id").is_not_null())
        .and_where(of("e", "billable").eq(true))
        .and_where(of("t", "status").eq(rule::Status::Approved.as_str()));
}

/// A line, an entry or an instalment; `what` says which.
#[derive(FromQueryResult)]
struct PartRow {
    what: String,
    order_id: Uuid,
    id: Uuid,
    position: i64,
    kind: String,
    words: String,
    quantity: i64,
    unit: String,
    amount_ore: i64,
    day: Option<NaiveDate>,
}

/// Everything of these orders that no invoice has, in one query.
async fn parts(tx: &ReadTx, ids: Vec<Uuid>, all: bool) -> Result<HashMap<Uuid, Vec<PartRow>>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let big = |e: Expr| e.cast_as(Alias::new("bigint"));
    let no_day = || Expr::cust("CAST(NULL AS date)");
    let base = |what: &'static str, table: &'static str| {
        let mut s = Sql::select();
        s.expr_as(Expr::value(what).cast_as(Alias::new("text")), "what")
            .columns(["order_id", "id"])
            .expr_as(big(Expr::col("position")), "position")
            .column("kind")
            .expr_as(Expr::col("description"), "words")
            .from(table)
            .and_where(Expr::col("company_id").eq(tx.company_id()))
            .and_where(Expr::col("invoice_id").is_null())
            .and_where(Expr::col("order_id").is_in(ids.clone()));
        s
    };
    let mut lines = base("line", "work_order_line");
    lines
        .expr_as(Expr::col("quantity_milli"), "quantity")
        .column("unit")
        .column("amount_ore")
        .expr_as(no_day(), "day");
    let mut instalments = base("instalment", "work_order_instalment");
    instalments
        .expr_as(big(Expr::value(0)), "quantity")
        .expr_as(Expr::value("").cast_as(Alias::new("text")), "unit")
        .expr_as(Expr::col("net_ore"), "amount_ore")
        .expr_as(Expr::col("ready_on"), "day");
    if !all {
        instalments.and_where(Expr::col("ready_on").lte(tx.today()));
    }
    let mut time = Sql::select();
    time.expr_as(Expr::value("time").cast_as(Alias::new("text")), "what")
        .columns(["order_id", "id"].map(|c| (Alias::new("e"), Alias::new(c))))
        .expr_as(big(Expr::value(0)), "position")
        .expr_as(Expr::value("").cast_as(Alias::new("text")), "kind")
        .expr_as(of("e", "activity"), "words")
        .expr_as(big(of("e", "minutes")), "quantity")
        .expr_as(Expr::value("").cast_as(Alias::new("text")), "unit")
        .expr_as(big(Expr::value(0)), "amount_ore")
        .expr_as(of("e", "worked_on"), "day");
    from_free_time(tx, &mut time);
    time.and_where(of("e", "order_id").is_in(ids));
    lines.union(UnionType::All, instalments).union(UnionType::All, time);
    let mut parts: HashMap<Uuid, Vec<PartRow>> = HashMap::new();
    for row in tx.select::<PartRow>(&lines).await? {
        parts.entry(row.order_id).or_default().push(row);
    }
    for rows in parts.values_mut() {
        rows.sort_by_key(|r| (r.position, r.day, r.id));
    }
    Ok(parts)
}

fn order(r: OrderRow, parts: Vec<PartRow>, all: bool) -> Result<BasisOrder, Problem> {
    let unknown = || Problem::internal("an unknown word in a column of words");
    let status: Status = r.status.parse().map_err(Problem::internal)?;
    let work_billing: WorkBilling = r.work_billing.parse().map_err(|()| unknown())?;
    let by_time = work_billing == WorkBilling::AsReported;
    let mut order = BasisOrder {
        order_id: r.id,
        order_number: r.number,
        title: r.title,
        status,
        customer_id: r.customer_id,
        customer_name: r.customer_name,
        work_billing,
        prices_include_vat: r.prices_include_vat,
        lines: Vec::new(),
        time: Vec::new(),
        instalments: Vec::new(),
        amount_ore: 0,
    };
    for p in parts {
        match p.what.as_str() {
            "line" => {
                let kind: LineKind = p.kind.parse().map_err(Problem::internal)?;
                let ready = all || status == Status::Completed;
                if ready && !(by_time && kind == LineKind::Work) {
                    order.lines.push(line(p, kind));
                }
            }
            "instalment" => order.instalments.push(BasisInstalment {
                id: p.id,
                kind: p.kind.parse().map_err(|()| unknown())?,
                description: p.words,
                net_ore: p.amount_ore,
                ready_on: p.day,
            }),
            _ if by_time => add_time(&mut order.time, p),
            _ => {}
        }
    }
    for t in &mut order.time {
        let exact = i128::from(hours_milli(t.minutes)) * i128::from(r.hourly_price_ore);
        t.amount_ore = i64::try_from(div_round(exact, 1000)).unwrap_or(i64::MAX);
    }
    // An instalment is a part of what the lines come to: it is taken off when they are invoiced.
    let of_lines = order.lines.iter().map(|l| l.amount_ore);
    let of_time = order.time.iter().map(|t| t.amount_ore);
    let of_instalments = order.instalments.iter().map(|i| i.net_ore);
    order.amount_ore = of_lines.chain(of_time).chain(of_instalments).sum();
    Ok(order)
}

fn line(p: PartRow, kind: LineKind) -> BasisLine {
    BasisLine {
        id: p.id,
        kind,
        description: p.words,
        quantity_milli: p.quantity,
        unit: p.unit,
        amount_ore: p.amount_ore,
    }
}

fn add_time(time: &mut Vec<BasisTime>, p: PartRow) {
    let Some(day) = p.day else { return };
    let activity = p.words.trim().to_owned();
    match time.iter_mut().find(|t| t.activity == activity) {
        Some(t) => {
            t.time_entry_ids.push(p.id);
            t.minutes += p.quantity;
            t.from_on = Ord::min(t.from_on, day);
            t.to_on = Ord::max(t.to_on, day);
        }
        None => time.push(BasisTime {
            time_entry_ids: vec![p.id],
            activity,
            minutes: p.quantity,
            from_on: day,
            to_on: day,
            amount_ore: 0,
        }),
    }
}
