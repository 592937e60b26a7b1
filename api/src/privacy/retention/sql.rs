//! Which rows of a line are due on a day, and how do they go?

use super::{
    ageing::AGEING,
    line::{Ageing, Blank, Clock},
};
use crate::{
    http::Problem,
    store::{ReadTx, WriteTx, data_map},
};
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use kontoret_core::{
    fiscal_year::FiscalYear,
    privacy::{About, Owner},
    retention::{self, End, Rule, Term},
    week::IsoWeek,
};
use sea_orm::{
    ConnectionTrait, DbBackend, FromQueryResult,
    sea_query::{Alias, Cond, Expr, ExprTrait, Query, SelectStatement, SimpleExpr},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many rows go in one transaction at most.
pub const BATCH: u64 = 500;
/// Nothing names a table that is further off.
const MOST_STEPS: u32 = 5;

/// The day for which rows are judged.
#[derive(Clone, Copy, Debug)]
pub struct AsOf {
    /// The day.
    pub on: NaiveDate,
    /// The moment that hours and days are counted back from.
    pub moment: DateTime<Utc>,
    /// The last day whose documents bookkeeping law has let go.
    pub horizon: Option<NaiveDate>,
}

/// When a day begins in Sweden.
fn begins(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    chrono_tz::Europe::Stockholm
        .from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |t| t.with_timezone(&Utc))
}

impl AsOf {
    /// A day, for a company with these fiscal years: now when it is today, else the day's beginning.
    #[must_use]
    pub fn new(tx: &ReadTx, on: NaiveDate, years: &[FiscalYear]) -> Self {
        Self {
            on,
            moment: if on == tx.today() { tx.now() } else { begins(on) },
            horizon: retention::horizon(years, on),
        }
    }
}

fn col(table: &str, column: &str) -> Expr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

fn never() -> Cond {
    Cond::all().add(Expr::cust("1 = 0"))
}

/// The rows of a table that the one of another leads to.
fn exists(table: &str, on: &str, condition: Cond) -> SimpleExpr {
    let mut q = Query::select();
    q.expr(Expr::cust("1"))
        .from(Alias::new(table))
        .and_where(Expr::cust(on.to_owned()))
        .cond_where(condition);
    Expr::exists(q.to_owned())
}

fn joined(child: &str, column: &str, parent: &str) -> String {
    format!("{parent}.company_id = {child}.company_id AND {parent}.id = {child}.{column}")
}

/// The rows of a line whose time is over, whether or not they have gone.
fn due(line: &Ageing, at: AsOf, steps: u32) -> Cond {
    let (t, past) = (line.table, at.horizon);
    let fiscal = |condition: Box<dyn Fn(NaiveDate) -> Expr>| past.map_or_else(never, |h| Cond::all().add(condition(h)));
    let over = match line.clock {
        Clock::After(column) => after(line.rule, t, column, at),
        Clock::FiscalYear(column) => fiscal(Box::new(move |h| col(t, column).lte(h))),
        Clock::FiscalYearAt(column) => fiscal(Box::new(move |h| col(t, column).lt(begins(h.succ_opt().unwrap_or(h))))),
        Clock::FiscalYearWeek(column) => {
            // A week is over with its Sunday: that of the horizon may reach into the next year.
            fiscal(Box::new(move |h| col(t, column).lt(IsoWeek::of(h).to_string())))
        }
        Clock::Invoice => invoice_over(past),
        Clock::Customer => customer_free(line.rule, at),
        Clock::PaymentYear(column) => match line.rule.term() {
            Term::CalendarYears(years) => Cond::all()
                .add(ended_case())
                .add(col(t, column).lt(at.on.year() - years)),
            _ => never(),
        },
        Clock::With(column, parent) => with(line.rule, t, (column, parent), at, steps),
        Clock::Never(_) => never(),
    };
    let over = match whose(line) {
        Some(customer) => over.add(col(t, customer).not_in_subquery(restricted())),
        None => over,
    };
    if line.only.is_empty() {
        over
    } else {
        over.add(Expr::cust(line.only))
    }
}

/// The column that names the customer a row is about: what is restricted is kept until the restriction is lifted, for the person
/// may want it kept (GDPR art. 18(1)(b)–(c)).
fn whose(line: &Ageing) -> Option<&'static str> {
    match line.table {
        "customer" => Some("id"),
        table if data_map::table(table).is_some_and(|t| t.about.contains(&About::Of("customer_id", "customer"))) => {
            Some("customer_id")
        }
        _ => None,
    }
}

/// The ids of customers whose data is restricted.
fn restricted() -> SelectStatement {
    Query::select()
        .expr(Expr::cust("held.id"))
        .from_as(Alias::new("customer"), Alias::new("held"))
        .and_where(Expr::cust("held.restricted_at IS NOT NULL"))
        .to_owned()
}

fn after(rule: Rule, t: &str, column: &str, at: AsOf) -> Cond {
    let before = match rule.term() {
        Term::Hours(n) => at.moment - Duration::hours(n),
        Term::Days(n) => at.moment - Duration::days(n),
        Term::Months(n) => {
            let last = retention::last_start(at.on, n);
            begins(last.checked_add_days(Days::new(1)).unwrap_or(last))
        }
        Term::FiscalYear | Term::CalendarYears(_) | Term::Never => return never(),
    };
    Cond::all().add(col(t, column).lt(before))
}

fn with(rule: Rule, t: &str, (column, parent): (&str, &str), at: AsOf, steps: u32) -> Cond {
    let parents: Vec<&Ageing> = AGEING
        .iter()
        .filter(|l| l.table == parent && l.rule == rule && l.end != End::KeyDropped)
        .collect();
    if steps >= MOST_STEPS || parents.is_empty() {
        return never();
    }
    let mut any = Cond::any();
    for line in parents {
        any = any.add(exists(parent, &joined(t, column, parent), due(line, at, steps + 1)));
    }
    Cond::all().add(any)
}

/// A tax deduction that nothing more can happen to.
fn ended_case() -> Cond {
    Cond::any()
        .add(col("deduction_case", "closed_at").is_not_null())
        .add(col("deduction_case", "state").is_in(["paid_out", "closed"]))
}

/// An issued invoice that nothing is left of, all of whose business lies before the day.
fn invoice_over(past: Option<NaiveDate>) -> Cond {
    let Some(h) = past else { return never() };
    let later = |table: &str, on: &str, column: &str| exists(table, on, Cond::all().add(col(table, column).gt(h)));
    Cond::all()
        .add(col("invoice", "status").ne("draft"))
        .add(col("invoice", "issued_on").lte(h))
        .add(col("invoice", "open_due_on").is_null())
        .add(
            later(
                "settlement",
                "settlement.company_id = invoice.company_id AND settlement.invoice_id = invoice.id",
                "settled_on",
            )
            .not(),
        )
        // A case that is not closed is still to be asked for, or to be paid back.
        .add(
            exists(
                "deduction_case",
                "deduction_case.company_id = invoice.company_id AND deduction_case.invoice_id = invoice.id",
                ended_case().not(),
            )
            .not(),
        )
}

/// A customer who was put away long enough ago, and whom nothing holds.
fn customer_free(rule: Rule, at: AsOf) -> Cond {
    let of = |table: &str| format!("{table}.company_id = customer.company_id AND {table}.customer_id = customer.id");
    let held = |table: &str, condition: Cond| exists(table, &of(table), condition).not();
    let dated = |table: &str, column: &str| match at.horizon {
        Some(h) => Cond::all().add(col(table, column).gt(h)),
        None => Cond::all(),
    };
    let request = exists(
        "privacy_request",
        "privacy_request.company_id = customer.company_id AND privacy_request.subject_id = customer.id",
        Cond::all().add(col("privacy_request", "ended_at").is_null()),
    );
    after(rule, "customer", "archived_at", at)
        .add(Expr::cust("customer.archived"))
        // A draft is unfinished business too.
        .add(held("invoice", invoice_over(at.horizon).not()))
        .add(held("payment", dated("payment", "paid_on")))
        .add(held("imported_payment", dated("imported_payment", "paid_on")))
        .add(held(
            "work_order",
            Cond::all().add(col("work_order", "status").is_not_in(["closed", "cancelled"])),
        ))
        .add(held(
            "offer",
            Cond::all()
                .add(col("offer", "status").is_in(["draft", "sent"]))
                .add(col("offer", "valid_until").gte(at.on)),
        ))
        .add(request.not())
}

/// The rows of a line that are due and in which something is left.
fn going(tx: &ReadTx, line: &Ageing, at: AsOf) -> Cond {
    let t = line.table;
    let mut condition = due(line, at, 0);
    if data_map::table(t).is_some_and(|t| t.owner == Owner::Tenant) {
        condition = condition.add(col(t, "company_id").eq(tx.company_id()));
    }
    match line.end {
        End::Deleted => condition,
        End::Kept => condition.add(Expr::cust("1 = 0")),
        End::KeyDropped => condition.add(exists(
            "subject_key",
            &joined(t, "key_id", "subject_key"),
            Cond::all().add(Expr::cust("subject_key.wrapped IS NOT NULL")),
        )),
        End::Blanked => {
            let mut any = Cond::any();
            for (column, blank) in line.blanks {
                any = any.add(match blank {
                    Blank::Text => col(t, column).ne(""),
                    Blank::Null => col(t, column).is_not_null(),
                    Blank::Bytes => Expr::cust(format!("length({t}.{column}) > 0")),
                });
            }
            condition.add(any)
        }
    }
}

#[derive(FromQueryResult)]
struct Number {
    n: i64,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// How many rows of a line would go.
///
/// # Errors
/// The database's.
pub async fn count(tx: &ReadTx, line: &Ageing, at: AsOf) -> Result<i64, Problem> {
    let q = Query::select()
        .expr_as(Expr::cust("CAST(count(*) AS bigint)"), Alias::new("n"))
        .from(Alias::new(line.table))
        .cond_where(going(tx, line, at))
        .to_owned();
    Ok(tx.select::<Number>(&q).await?.first().map_or(0, |r| r.n))
}

/// Whose data a line would take.
///
/// # Errors
/// The database's.
pub async fn people(tx: &ReadTx, line: &Ageing, at: AsOf) -> Result<BTreeSet<Uuid>, Problem> {
    let Some(person) = line.person else {
        return Ok(BTreeSet::new());
    };
    let q = Query::select()
        .distinct()
        .expr_as(col(line.table, person), Alias::new("id"))
        .from(Alias::new(line.table))
        .cond_where(going(tx, line, at))
        .and_where(col(line.table, person).is_not_null())
        .to_owned();
    Ok(tx.select::<Id>(&q).await?.into_iter().map(|r| r.id).collect())
}

/// What tells rows apart within one statement.
fn row_id(tx: &ReadTx) -> &'static str {
    match tx.backend() {
        DbBackend::Postgres => "ctid",
        _ => "rowid",
    }
}

fn some(tx: &ReadTx, line: &Ageing, at: AsOf, column: &str) -> SelectStatement {
    Query::select()
        .expr(Expr::cust(format!("{}.{column}", line.table)))
        .from(Alias::new(line.table))
        .cond_where(going(tx, line, at))
        .limit(BATCH)
        .to_owned()
}

/// Lets at most [`BATCH`] rows of a line go; how many have.
///
/// # Errors
/// The database's.
pub async fn take(tx: &WriteTx, line: &Ageing, at: AsOf) -> Result<u64, Problem> {
    match line.end {
        End::Kept => Ok(0),
        End::Deleted => {
            let q = Query::delete()
                .from_table(Alias::new(line.table))
                .and_where(Expr::cust(row_id(tx)).in_subquery(some(tx, line, at, row_id(tx))))
                .to_owned();
            Ok(tx.connection().execute(&q).await?.rows_affected())
        }
        End::Blanked => {
            let condition = Expr::cust(row_id(tx)).in_subquery(some(tx, line, at, row_id(tx)));
            blank(tx, line, condition).await
        }
        End::KeyDropped => drop_keys(tx, line, at).await,
    }
}

async fn blank(tx: &WriteTx, line: &Ageing, condition: SimpleExpr) -> Result<u64, Problem> {
    let mut q = Query::update();
    q.table(Alias::new(line.table)).and_where(condition);
    for (column, kind) in line.blanks {
        let value = match kind {
            Blank::Text => Expr::value(""),
            Blank::Null => Expr::cust("NULL"),
            Blank::Bytes => Expr::value(Vec::<u8>::new()),
        };
        q.value(Alias::new(*column), value);
    }
    Ok(tx.connection().execute(&q).await?.rows_affected())
}

async fn drop_keys(tx: &WriteTx, line: &Ageing, at: AsOf) -> Result<u64, Problem> {
    let mut q = some(tx, line, at, "id");
    q.clear_selects()
        .expr_as(col(line.table, "id"), Alias::new("id"))
        .expr_as(col(line.table, "key_id"), Alias::new("key_id"));
    let rows: Vec<Sealed> = tx.select(&q).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    for row in &rows {
        crate::store::vault::drop_key(tx, row.key_id).await?;
    }
    if !line.blanks.is_empty() {
        let ids = rows.iter().map(|r| r.id);
        let own = col(line.table, "company_id").eq(tx.company_id());
        blank(tx, line, own.and(col(line.table, "id").is_in(ids))).await?;
    }
    Ok(rows.len() as u64)
}

#[derive(FromQueryResult)]
struct Sealed {
    id: Uuid,
    key_id: Uuid,
}
