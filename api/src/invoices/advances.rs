//! Which prepayments and parts does a final invoice take off, and how much of each?
//!
//! What was invoiced in advance is taken off without VAT per VAT code, less what was credited of it, so that VAT is paid
//! once (17 kap. 14 § and 24 § mervärdesskattelagen, 2023:200).

use super::{
    dto::{InvoiceInput, InvoiceLineInput},
    entity::{invoice, invoice_line, invoice_order, invoice_vat_row},
    order_lines::{self, Sort},
};
use crate::{
    customers::dto::Language,
    http::{Code, FieldCode, FieldError, Problem},
    lines::work_type,
    store::{ReadTx, WriteTx},
};
use kontoret_core::{
    invoice::{Kind, Status},
    vat::VatCode,
};
use sea_orm::{
    ColumnTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

fn in_advance() -> [&'static str; 2] {
    [Kind::Prepayment.as_str(), Kind::Part.as_str()]
}

/// The issued prepayments and parts of one order alone that no final invoice takes off, oldest first.
pub(super) async fn of_order(tx: &ReadTx, order_id: Uuid) -> Result<Vec<invoice::Model>, Problem> {
    use invoice::Column as C;
    let ids = tx
        .find::<invoice_order::Entity>()
        .filter(invoice_order::Column::OrderId.eq(order_id))
        .with(|q| q.select_only().column(invoice_order::Column::InvoiceId))
        .into_query();
    Ok(tx
        .find::<invoice::Entity>()
        .filter(C::Id.in_subquery(ids))
        .filter(C::Kind.is_in(in_advance()))
        .filter(C::Status.ne(Status::Draft.as_str()))
        .filter(C::OrderId.eq(order_id))
        .filter(C::DeductedById.is_null())
        .with(|q| q.order_by_asc(C::SortNumber))
        .all()
        .await?)
}

/// The lines that take an earlier invoice off: one per VAT code, without those that were credited whole. Where a tax deduction
/// is asked for, one per sort of what was sold: what was deducted of the earlier one isn't deducted again.
pub(super) async fn lines(
    tx: &ReadTx,
    earlier: &invoice::Model,
    input: &InvoiceInput,
    language: Language,
) -> Result<Vec<InvoiceLineInput>, Problem> {
    let mut left: BTreeMap<VatCode, i64> = BTreeMap::new();
    let credit_notes = super::links::credit_notes(tx, earlier.id).await?;
    let ids: Vec<Uuid> = credit_notes.iter().map(|n| n.id).chain([earlier.id]).collect();
    let sold = sold(tx, &ids).await?;
    let rows = tx
        .find::<invoice_vat_row::Entity>()
        .filter(invoice_vat_row::Column::InvoiceId.is_in(ids))
        .all()
        .await?;
    for r in rows {
        let amount = if input.prices_include_vat {
            r.net_ore + r.vat_ore
        } else {
            r.net_ore
        };
        *left.entry(r.vat.parse().map_err(Problem::internal)?).or_default() += amount;
    }
    let accounts = accounts(tx, earlier).await?;
    let lines = left
        .into_iter()
        .filter(|(_, amount)| *amount > 0)
        .flat_map(|(vat, amount)| {
            let of_code = sold.iter().filter(|s| s.0 == vat).map(|s| (s.1, s.2));
            let parts = order_lines::divided(amount, of_code, input.deduction);
            let of = parts.len();
            parts
                .into_iter()
                .map(move |(sort, part)| (vat, sort, part, of))
                .collect::<Vec<_>>()
        })
        .map(|(vat, sort, amount, of)| InvoiceLineInput {
            article_id: None,
            kind: sort.0,
            work_type: sort.1,
            description: order_lines::part_words(&described(earlier, language), sort, of, language),
            quantity_milli: 1000,
            unit: String::new(),
            unit_price_ore: -amount,
            discount_bp: 0,
            vat,
            order_id: earlier.order_id,
            order_line_id: None,
            time_entry_ids: Vec::new(),
            instalment_id: None,
            deducts_invoice_id: Some(earlier.id),
            actual_hours_milli: None,
            account: accounts.get(&vat).copied().flatten(),
            charge: None,
        });
    Ok(lines.collect())
}

/// What the lines of an earlier invoice and its credit notes come to, by VAT code and sort.
async fn sold(tx: &ReadTx, ids: &[Uuid]) -> Result<Vec<(VatCode, Sort, i64)>, Problem> {
    let rows = tx
        .find::<invoice_line::Entity>()
        .filter(invoice_line::Column::InvoiceId.is_in(ids.iter().copied()))
        .all()
        .await?;
    rows.into_iter()
        .map(|l| {
            let sort = (
                l.kind.parse().map_err(Problem::internal)?,
                work_type(l.work_type.as_deref()),
            );
            Ok((l.vat.parse().map_err(Problem::internal)?, sort, l.amount_ore))
        })
        .collect()
}

/// The account that all lines of a VAT code of a part invoice were booked on; `None` where they weren't all on one.
async fn accounts(tx: &ReadTx, earlier: &invoice::Model) -> Result<BTreeMap<VatCode, Option<i32>>, Problem> {
    use invoice_line::Column as C;
    let mut found: BTreeMap<VatCode, Option<i32>> = BTreeMap::new();
    if earlier.kind != Kind::Part.as_str() {
        return Ok(found);
    }
    let lines = tx
        .find::<invoice_line::Entity>()
        .filter(C::InvoiceId.eq(earlier.id))
        .all()
        .await?;
    for l in lines {
        let vat = l.vat.parse().map_err(Problem::internal)?;
        let one = found.entry(vat).or_insert(l.account);
        if *one != l.account {
            *one = None;
        }
    }
    Ok(found)
}

fn described(earlier: &invoice::Model, language: Language) -> String {
    let number = earlier.number.as_deref().unwrap_or_default();
    let day = earlier.issued_on.map(|d| d.to_string()).unwrap_or_default();
    let prepayment = earlier.kind == Kind::Prepayment.as_str();
    match (language, prepayment) {
        (Language::Sv, true) => format!("Avgår förskottsfaktura {number}, {day}"),
        (Language::Sv, false) => format!("Avgår delfaktura {number}, {day}"),
        (Language::En, true) => format!("Less prepayment invoice {number}, {day}"),
        (Language::En, false) => format!("Less part invoice {number}, {day}"),
    }
}

/// Refuses to take off what isn't an earlier, issued, free prepayment or part of the same customer.
pub(super) async fn check(tx: &ReadTx, input: &InvoiceInput) -> Result<(), Problem> {
    use invoice::Column as C;
    let mut errors = Vec::new();
    for (i, l) in input.lines.iter().enumerate() {
        let Some(id) = l.deducts_invoice_id else { continue };
        let known = tx
            .find::<invoice::Entity>()
            .filter(C::Id.eq(id))
            .filter(C::CustomerId.eq(input.customer_id))
            .filter(C::Kind.is_in(in_advance()))
            .filter(C::Status.ne(Status::Draft.as_str()))
            .count()
            .await?;
        if known == 0 {
            errors.push(FieldError::new(
                format!("/lines/{i}/deducts_invoice_id"),
                FieldCode::NotFound,
            ));
        } else if input.kind != Kind::Final || l.unit_price_ore > 0 {
            errors.push(FieldError::new(
                format!("/lines/{i}/deducts_invoice_id"),
                FieldCode::Invalid,
            ));
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// Marks earlier invoices as taken off by this one.
pub(super) async fn take(tx: &WriteTx, invoice_id: Uuid, earlier: &HashSet<Uuid>) -> Result<(), Problem> {
    use invoice::Column as C;
    if earlier.is_empty() {
        return Ok(());
    }
    let marked = tx
        .update_where::<invoice::Entity>(|q| {
            q.col_expr(C::DeductedById, Expr::value(invoice_id))
                .col_expr(C::Version, Expr::col(C::Version).add(1))
                .filter(C::Id.is_in(earlier.iter().copied()))
                .filter(C::DeductedById.is_null())
        })
        .await?;
    if marked == earlier.len() as u64 {
        Ok(())
    } else {
        Err(Problem::new(Code::AlreadyInvoiced))
    }
}

/// Gives back what a draft takes off.
pub(super) async fn release(tx: &WriteTx, invoice_id: Uuid) -> Result<(), Problem> {
    use invoice::Column as C;
    tx.update_where::<invoice::Entity>(|q| {
        q.col_expr(C::DeductedById, Expr::value(None::<Uuid>))
            .col_expr(C::Version, Expr::col(C::Version).add(1))
            .filter(C::DeductedById.eq(invoice_id))
    })
    .await?;
    Ok(())
}

/// Gives back some of what an issued invoice takes off.
pub(super) async fn release_some(tx: &WriteTx, invoice_id: Uuid, earlier: &HashSet<Uuid>) -> Result<(), Problem> {
    use invoice::Column as C;
    if earlier.is_empty() {
        return Ok(());
    }
    tx.update_where::<invoice::Entity>(|q| {
        q.col_expr(C::DeductedById, Expr::value(None::<Uuid>))
            .col_expr(C::Version, Expr::col(C::Version).add(1))
            .filter(C::DeductedById.eq(invoice_id))
            .filter(C::Id.is_in(earlier.iter().copied()))
    })
    .await?;
    Ok(())
}
