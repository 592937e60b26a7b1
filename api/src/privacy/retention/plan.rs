//! What would go on a day, and whose is it?

use super::{
    ageing::AGEING,
    dto::{RetentionCustomer, RetentionForeseen, RetentionPreview},
    line::{Ageing, Clock},
    sql::{self, AsOf},
};
use crate::{
    bookkeeping,
    clock::day,
    customers::{customer, dto::Language},
    http::Problem,
    privacy::subjects::labels::{record, say},
    store::{ReadTx, data_map},
};
use chrono::NaiveDate;
use kontoret_core::{
    privacy::Owner,
    retention::{self, RunState},
};
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect};
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many customers are named.
const MOST_NAMED: u64 = 100;

/// The lines that go by recorded runs, with their place in the declaration.
pub fn lines() -> impl Iterator<Item = (usize, &'static Ageing)> {
    AGEING
        .iter()
        .enumerate()
        .filter(|(_, l)| !l.rule.is_continuous() && !matches!(l.clock, Clock::Never(_)))
}

/// The lines that go by the quarter of an hour, of a company's tables or of nobody's.
pub fn continuous(owner: bool) -> impl Iterator<Item = &'static Ageing> {
    AGEING.iter().filter(move |l| {
        let tenant = data_map::table(l.table).is_some_and(|t| t.owner == Owner::Tenant);
        l.rule.is_continuous() && tenant == owner
    })
}

/// What a table's rows are called.
#[must_use]
pub fn title(table: &str, language: Language) -> String {
    record(table).map_or_else(|| table.to_owned(), |w| say(w, language).to_owned())
}

/// A day, for the company's fiscal years.
///
/// # Errors
/// The database's.
pub async fn as_of(tx: &ReadTx, on: NaiveDate) -> Result<AsOf, Problem> {
    let years: Vec<_> = bookkeeping::fiscal_years(tx)
        .await?
        .into_iter()
        .map(|(_, y)| y)
        .collect();
    Ok(AsOf::new(tx, on, &years))
}

/// What goes on a day, by line, and whose.
pub struct Plan {
    /// Of which day.
    pub at: AsOf,
    /// Lines of which something goes, with how many rows.
    pub lines: Vec<(usize, &'static Ageing, i64)>,
    /// How many people's data.
    pub subjects: i64,
}

/// Makes the plan of a day.
///
/// # Errors
/// The database's.
pub async fn plan(tx: &ReadTx, on: NaiveDate) -> Result<Plan, Problem> {
    let at = as_of(tx, on).await?;
    let mut found = Vec::new();
    let mut people: BTreeSet<Uuid> = BTreeSet::new();
    for (place, line) in lines() {
        let rows = sql::count(tx, line, at).await?;
        if rows > 0 {
            found.push((place, line, rows));
            people.extend(sql::people(tx, line, at).await?);
        }
    }
    Ok(Plan {
        at,
        lines: found,
        subjects: i64::try_from(people.len()).map_err(Problem::internal)?,
    })
}

/// The plan as it is shown.
///
/// # Errors
/// The database's.
pub async fn shown(tx: &ReadTx, plan: &Plan, language: Language) -> Result<RetentionPreview, Problem> {
    let begins = retention::begins(u64::try_from(plan.subjects).unwrap_or(0));
    Ok(RetentionPreview {
        on: plan.at.on,
        books_through: plan.at.horizon,
        subjects: plan.subjects,
        needs_approval: begins == RunState::Waiting,
        items: plan
            .lines
            .iter()
            .map(|(_, line, rows)| RetentionForeseen {
                rule: line.rule,
                record: title(line.table, language),
                outcome: line.end,
                rows: *rows,
            })
            .collect(),
        customers: customers(tx, plan).await?,
    })
}

async fn customers(tx: &ReadTx, plan: &Plan) -> Result<Vec<RetentionCustomer>, Problem> {
    use customer::Column as C;
    let mut ids = BTreeSet::new();
    for (_, line, _) in plan.lines.iter().filter(|(_, l, _)| l.table == "customer") {
        ids.extend(sql::people(tx, line, plan.at).await?);
    }
    let first: Vec<Uuid> = ids.into_iter().take(1_000).collect();
    let rows = tx
        .find::<customer::Entity>()
        .filter(C::Id.is_in(first))
        .with(|q| q.order_by_asc(C::Number).limit(MOST_NAMED))
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|c| RetentionCustomer {
            id: c.id,
            number: c.number,
            archived_on: day(c.archived_at.unwrap_or(c.created_at)),
            name: c.name,
        })
        .collect())
}
