//! What is the next number of a customer, article, offer or order? Unbroken: taken last, inside the transaction that uses it.

use super::{WriteTx, entity::number_series};
use crate::http::problem::Problem;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set, sea_query::Expr, sea_query::OnConflict};

/// Where every one begins.
const FIRST: i64 = 1001;

/// The series of this version; those of invoices and credit notes are in `invoices/series`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// Customer numbers, from 1001.
    Customer,
    /// Article numbers that nobody chose, from 1001; those that somebody chose are passed over.
    Article,
    /// Offer numbers, from 1001.
    Offer,
    /// Order numbers, from 1001.
    Order,
    /// Numbers of privacy requests, from 1001.
    PrivacyRequest,
    /// Numbers of breaches, from 1001.
    Breach,
}

impl Series {
    fn name(self) -> &'static str {
        match self {
            Series::Customer => "customer",
            Series::Article => "article",
            Series::Offer => "offer",
            Series::Order => "order",
            Series::PrivacyRequest => "privacy_request",
            Series::Breach => "breach",
        }
    }
}

/// Takes the next number. The counter's row stays locked until the transaction ends, so call this last.
///
/// # Errors
/// The database's.
pub async fn take(tx: &WriteTx, series: Series) -> Result<i64, Problem> {
    if let Some(n) = advance(tx, series).await? {
        return Ok(n);
    }
    let row = number_series::ActiveModel {
        company_id: Set(tx.company_id()),
        series: Set(series.name().to_owned()),
        next_number: Set(FIRST),
        ..Default::default()
    };
    let insert = number_series::Entity::insert(row).on_conflict(
        OnConflict::columns([number_series::Column::CompanyId, number_series::Column::Series])
            .do_nothing()
            .to_owned(),
    );
    tx.execute_insert(&sea_orm::QueryTrait::into_query(insert)).await?;
    advance(tx, series)
        .await?
        .ok_or_else(|| Problem::internal("a number series that was just made is missing"))
}

async fn advance(tx: &WriteTx, series: Series) -> Result<Option<i64>, Problem> {
    let rows = number_series::Entity::update_many()
        .col_expr(
            number_series::Column::NextNumber,
            Expr::col(number_series::Column::NextNumber).add(1),
        )
        .filter(number_series::Column::CompanyId.eq(tx.company_id()))
        .filter(number_series::Column::Series.eq(series.name()))
        .exec_with_returning(tx.connection())
        .await?;
    Ok(rows.first().map(|r| r.next_number - 1))
}
