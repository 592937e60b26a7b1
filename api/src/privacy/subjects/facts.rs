//! What decides whether something about a person is still needed: work to be done or invoiced, money owed, deductions to ask for,
//! and how long bookkeeping law keeps a day's records.

use super::graph::{self, Part, Row, id_in};
use crate::{bookkeeping, company, http::Problem, store::ReadTx};
use chrono::NaiveDate;
use kontoret_core::{
    data_subject::kept_through,
    deduction::CaseState,
    fiscal_year::{FiscalYear, holding},
    order,
    week::IsoWeek,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What was read.
pub struct Facts {
    years: Vec<FiscalYear>,
    /// Orders with something to do or to invoice.
    waiting: BTreeSet<Uuid>,
    /// Orders that issued invoices name, and the latest day of one.
    invoiced: BTreeMap<Uuid, NaiveDate>,
    /// Orders that somebody reported time on.
    timed: BTreeSet<Uuid>,
    /// Deduction cases that aren't settled, with their customers.
    open_cases: BTreeMap<Uuid, Uuid>,
    /// Customers with a deduction that is to be invoiced.
    awaiting: BTreeSet<Uuid>,
    /// Whether this company answers for users' accounts.
    runs_service: bool,
}

/// A word in a column.
#[must_use]
pub fn word<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

/// A day, the day of a moment, or the last day of a week, in a column.
#[must_use]
pub fn day_in(row: &Row, column: &str) -> Option<NaiveDate> {
    let text = word(row, column);
    let week = || text.parse().ok().map(IsoWeek::last_day);
    text.get(..10).and_then(|day| day.parse().ok()).or_else(week)
}

fn sum(row: &Row, columns: &[&str]) -> i64 {
    columns.iter().filter_map(|c| row.get(*c).and_then(Value::as_i64)).sum()
}

fn is_left(row: &Row) -> bool {
    let settled = ["paid_ore", "credited_ore", "written_off_ore", "deducted_ore"];
    sum(row, &["total_ore"]) != sum(row, &settled)
}

impl Facts {
    /// Of the customers whom the rows are about, or belong to.
    ///
    /// # Errors
    /// The store's.
    pub async fn read(tx: &ReadTx, parts: &[Part]) -> Result<Self, Problem> {
        let customers: Vec<Uuid> = parts
            .iter()
            .filter(|p| ["customer", "household_member"].contains(&p.table.name))
            .flat_map(|p| &p.rows)
            .filter_map(|row| id_in(row, "customer_id").or_else(|| id_in(row, "id")))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let orders = graph::linked(tx, "work_order", "customer_id", &customers).await?;
        let ids: Vec<Uuid> = orders.iter().filter_map(|o| id_in(o, "id")).collect();
        let invoices = graph::linked(tx, "invoice", "customer_id", &customers).await?;
        let cases = graph::linked(tx, "deduction_case", "customer_id", &customers).await?;
        let names = names(tx, &invoices, &ids).await?;
        let lines = graph::linked(tx, "work_order_line", "order_id", &ids).await?;
        let time = graph::linked(tx, "time_entry", "order_id", &ids).await?;
        let mut facts = Self {
            years: bookkeeping::all_years(tx).await?,
            waiting: waiting(&orders, &lines, &time),
            invoiced: BTreeMap::new(),
            timed: time.iter().filter_map(|t| id_in(t, "order_id")).collect(),
            open_cases: cases
                .iter()
                .filter(|c| is_open(c))
                .filter_map(|c| Some((id_in(c, "id")?, id_in(c, "customer_id")?)))
                .collect(),
            awaiting: BTreeSet::new(),
            runs_service: company::directory(tx).await?.operator,
        };
        for (order, issued_on) in names {
            match issued_on {
                Some(day) => {
                    let latest = facts.invoiced.entry(order).or_insert(day);
                    *latest = day.max(*latest);
                }
                // A draft is to be issued or thrown away.
                None => {
                    facts.waiting.insert(order);
                }
            }
        }
        let drafts = invoices.iter().filter(|i| word(i, "status") == "draft");
        let open = orders
            .iter()
            .filter(|o| id_in(o, "id").is_some_and(|id| facts.waiting.contains(&id)));
        facts.awaiting = drafts
            .chain(open)
            .filter(|row| word(row, "deduction") != "none")
            .filter_map(|row| id_in(row, "customer_id"))
            .collect();
        Ok(facts)
    }

    /// The last day on which bookkeeping law keeps what was booked on a day.
    #[must_use]
    pub fn kept_through(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        kept_through(holding(day?, &self.years)?.ends_on)
    }

    /// Whether this company runs the service, and answers for users' accounts.
    #[must_use]
    pub const fn runs_service(&self) -> bool {
        self.runs_service
    }

    /// Whether an order has something to do or to invoice.
    #[must_use]
    pub fn order_waits(&self, id: Uuid) -> bool {
        self.waiting.contains(&id)
    }

    /// The latest day on which something of an order was invoiced.
    #[must_use]
    pub fn invoiced_on(&self, id: Uuid) -> Option<NaiveDate> {
        self.invoiced.get(&id).copied()
    }

    /// Whether somebody reported time on an order.
    #[must_use]
    pub fn has_time(&self, id: Uuid) -> bool {
        self.timed.contains(&id)
    }

    /// Whether something of an issued invoice is left: to pay, or to give back.
    #[must_use]
    pub fn is_owed(&self, invoice: &Row) -> bool {
        is_left(invoice)
    }

    /// Whether a deduction of the customer's isn't settled.
    #[must_use]
    pub fn has_open_case(&self, customer: Uuid) -> bool {
        self.open_cases.values().any(|whose| *whose == customer)
    }

    /// The deductions that aren't settled.
    pub fn open_cases(&self) -> impl Iterator<Item = Uuid> {
        self.open_cases.keys().copied()
    }

    /// Whether a deduction of the customer's is still to be invoiced.
    #[must_use]
    pub fn awaits_deduction(&self, customer: Uuid) -> bool {
        self.awaiting.contains(&customer)
    }
}

fn is_open(case: &Row) -> bool {
    let done = [CaseState::PaidOut, CaseState::Closed].map(CaseState::as_str);
    !done.contains(&word(case, "state"))
}

/// Which invoices name which orders, with the day of issue.
async fn names(tx: &ReadTx, invoices: &[Row], orders: &[Uuid]) -> Result<Vec<(Uuid, Option<NaiveDate>)>, Problem> {
    let day: BTreeMap<Uuid, Option<NaiveDate>> = invoices
        .iter()
        .filter_map(|i| Some((id_in(i, "id")?, day_in(i, "issued_on"))))
        .collect();
    let mut named: Vec<(Uuid, Option<NaiveDate>)> = invoices
        .iter()
        .filter_map(|i| Some((id_in(i, "order_id")?, day_in(i, "issued_on"))))
        .collect();
    for table in [
        "invoice_order",
        "invoice_line",
        "work_order_line",
        "work_order_instalment",
    ] {
        let rows = graph::linked(tx, table, "order_id", orders).await?;
        named.extend(rows.iter().filter_map(|row| {
            let issued_on = day.get(&id_in(row, "invoice_id")?)?;
            Some((id_in(row, "order_id")?, *issued_on))
        }));
    }
    Ok(named)
}

fn waiting(orders: &[Row], lines: &[Row], time: &[Row]) -> BTreeSet<Uuid> {
    let is_free = |row: &&Row| row.get("invoice_id").is_none_or(Value::is_null);
    orders
        .iter()
        .filter_map(|o| Some((id_in(o, "id")?, o)))
        .filter(|(id, o)| {
            let of_it = |row: &&Row| id_in(row, "order_id") == Some(*id);
            let by_time = word(o, "work_billing") == "as_reported";
            match word(o, "status").parse() {
                Ok(order::Status::Planned | order::Status::InProgress) => true,
                Ok(order::Status::Completed) => {
                    // Where reported time is charged, the lines of work are estimates.
                    let line = |l: &&Row| !(by_time && word(l, "kind") == "work") && sum(l, &["amount_ore"]) != 0;
                    let hours = |t: &&Row| by_time && is_yes(t.get("billable"));
                    lines.iter().filter(of_it).filter(is_free).any(|l| line(&l))
                        || time.iter().filter(of_it).filter(is_free).any(|t| hours(&t))
                }
                _ => false,
            }
        })
        .map(|(id, _)| id)
        .collect()
}

/// SQLite keeps yes and no as numbers.
fn is_yes(value: Option<&Value>) -> bool {
    value.is_some_and(|v| v.as_bool().unwrap_or_else(|| v.as_i64() == Some(1)))
}
