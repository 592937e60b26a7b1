//! How is a number taken, and which ones are there? Both series are locked together, before any fiscal year.

use super::dto::NumberSeries;
use crate::{
    bookkeeping::fiscal_year_of,
    http::Problem,
    invoices::entity::invoice,
    store::{ReadTx, WriteTx, entity::number_series},
};
use chrono::Datelike;
use kontoret_core::{
    invoice::Kind,
    number_series::{Number, Series, SeriesName},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryOrder, QueryTrait,
    sea_query::{BinOper, Expr, ExprTrait, OnConflict},
};

/// Where the invoices of a company begin.
const FIRST_INVOICE: i64 = 10_001;

/// Both series of a company.
#[derive(Clone, Debug)]
pub(super) struct Both {
    pub invoice: number_series::Model,
    pub credit_note: number_series::Model,
}

impl Both {
    /// One of them.
    pub(super) fn of(&self, name: SeriesName) -> &number_series::Model {
        match name {
            SeriesName::Invoice => &self.invoice,
            SeriesName::CreditNote => &self.credit_note,
        }
    }

    fn found(rows: Vec<number_series::Model>) -> (Option<number_series::Model>, Option<number_series::Model>) {
        let named = |name: SeriesName| rows.iter().find(|r| r.series == name.as_str()).cloned();
        (named(SeriesName::Invoice), named(SeriesName::CreditNote))
    }
}

/// A series that nobody has chosen anything for: invoices count from 10001, and credit notes count with them.
fn fresh(tx: &ReadTx, name: SeriesName) -> number_series::Model {
    number_series::Model {
        company_id: tx.company_id(),
        series: name.as_str().to_owned(),
        next_number: if name == SeriesName::Invoice { FIRST_INVOICE } else { 1 },
        version: 1,
        prefix: if name == SeriesName::Invoice { "" } else { "K" }.to_owned(),
        restarts_yearly: false,
        year: 0,
        shared: name == SeriesName::CreditNote,
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    SeriesName::ALL.into_iter().map(SeriesName::as_str)
}

/// Both series as they are, or as they will begin.
pub(super) async fn both(tx: &ReadTx) -> Result<Both, Problem> {
    let rows = tx
        .find::<number_series::Entity>()
        .filter(number_series::Column::Series.is_in(names()))
        .all()
        .await?;
    let (invoice, credit_note) = Both::found(rows);
    Ok(Both {
        invoice: invoice.unwrap_or_else(|| fresh(tx, SeriesName::Invoice)),
        credit_note: credit_note.unwrap_or_else(|| fresh(tx, SeriesName::CreditNote)),
    })
}

/// Both series, locked until the transaction ends.
pub(super) async fn lock(tx: &WriteTx) -> Result<Both, Problem> {
    if let (Some(invoice), Some(credit_note)) = Both::found(locked(tx).await?) {
        return Ok(Both { invoice, credit_note });
    }
    // In one order, so that no two who begin at the same time wait for each other.
    for name in [SeriesName::CreditNote, SeriesName::Invoice] {
        let row = number_series::ActiveModel::from(fresh(tx, name)).reset_all();
        let insert = number_series::Entity::insert(row).on_conflict(
            OnConflict::columns([number_series::Column::CompanyId, number_series::Column::Series])
                .do_nothing()
                .to_owned(),
        );
        tx.execute_insert(&insert.into_query()).await?;
    }
    match Both::found(locked(tx).await?) {
        (Some(invoice), Some(credit_note)) => Ok(Both { invoice, credit_note }),
        _ => Err(Problem::internal("a number series that was just made is missing")),
    }
}

async fn locked(tx: &WriteTx) -> Result<Vec<number_series::Model>, Problem> {
    Ok(tx
        .find::<number_series::Entity>()
        .filter(number_series::Column::Series.is_in(names()))
        .with(|q| q.order_by_asc(number_series::Column::Series))
        .for_update()
        .all()
        .await?)
}

/// A row's series.
pub(super) fn series(row: &number_series::Model) -> Series {
    Series {
        prefix: row.prefix.clone(),
        restarts_yearly: row.restarts_yearly,
        year: row.year,
        next_number: row.next_number,
    }
}

/// Stores a changed series.
pub(super) async fn save(tx: &WriteTx, row: &number_series::Model) -> Result<(), Problem> {
    let row = number_series::ActiveModel::from(row.clone()).reset_all();
    Ok(tx.update::<number_series::Entity, _>(row).await?)
}

/// The year in which the fiscal year of today ends: what numbers that restart begin with.
pub(super) async fn year(tx: &ReadTx) -> Result<i32, Problem> {
    Ok(fiscal_year_of(tx, tx.today()).await?.ends_on.year())
}

/// Takes the next number for a kind of invoice. Its series stays locked until the transaction ends, so call this late.
///
/// # Errors
/// When the series has no more numbers, and the database's.
pub(in crate::invoices) async fn take(tx: &WriteTx, kind: Kind) -> Result<Number, Problem> {
    let both = lock(tx).await?;
    let own = kind == Kind::CreditNote && !both.credit_note.shared;
    let row = if own { both.credit_note } else { both.invoice };
    let of_year = if row.restarts_yearly { year(tx).await? } else { row.year };
    let (number, after) = series(&row).take(of_year).map_err(Problem::internal)?;
    let row = number_series::Model {
        year: after.year,
        next_number: after.next_number,
        ..row
    };
    save(tx, &row).await?;
    Ok(number)
}

/// The highest digits that mustn't come again in a series: those that were given with its prefix, and for invoices all that
/// payment references were made of.
pub(super) async fn highest(tx: &ReadTx, name: SeriesName, prefix: &str) -> Result<i64, Problem> {
    use invoice::Column as C;
    let digits = Expr::col(C::SortNumber).cast_as("text");
    let with_prefix = Expr::col(C::Number).eq(Expr::value(prefix).binary(BinOper::Custom("||"), digits));
    let taken = match name {
        SeriesName::Invoice => with_prefix.or(C::Ocr.is_not_null()),
        SeriesName::CreditNote => with_prefix,
    };
    let last = tx
        .find::<invoice::Entity>()
        .filter(C::Number.is_not_null().and(taken))
        .with(|q| q.order_by_desc(C::SortNumber))
        .one()
        .await?;
    Ok(last.map_or(0, |row| row.sort_number))
}

/// The last number that a series gave, as it is printed.
async fn last(tx: &ReadTx, both: &Both, name: SeriesName) -> Result<Option<String>, Problem> {
    use invoice::Column as C;
    let notes = C::Kind.eq(Kind::CreditNote.as_str());
    let own = match name {
        SeriesName::CreditNote => notes,
        SeriesName::Invoice if both.credit_note.shared => C::Number.is_not_null(),
        SeriesName::Invoice => notes.not(),
    };
    let row = tx
        .find::<invoice::Entity>()
        .filter(C::Number.is_not_null().and(own))
        .with(|q| q.order_by_desc(C::IssuedAt).order_by_desc(C::SortNumber))
        .one()
        .await?;
    Ok(row.and_then(|row| row.number))
}

/// A series as it is seen.
pub(super) async fn view(tx: &ReadTx, both: &Both, name: SeriesName) -> Result<NumberSeries, Problem> {
    let (row, year) = (both.of(name), year(tx).await?);
    let now = series(row).in_year(year);
    let (next, _) = now.clone().take(year).map_err(Problem::internal)?;
    Ok(NumberSeries {
        series: name,
        version: row.version,
        shared: row.shared,
        prefix: now.prefix,
        restarts_yearly: now.restarts_yearly,
        year: Ord::max(year, now.year),
        next_number: now.next_number,
        next: next.text,
        last: last(tx, both, name).await?,
    })
}
