//! Which orders, credit notes and other invoices belong to an invoice?

use super::{
    dto::{InvoiceLine, InvoiceOrder, InvoiceReference},
    entity::{invoice, invoice_line, invoice_order},
    store,
};
use crate::{
    http::Problem,
    lines::VatRow,
    store::{ReadTx, WriteTx},
};
use kontoret_core::{
    invoice::Kind,
    money::Ore,
    share::{Part, net_shares},
    totals,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromQueryResult, QueryOrder,
    sea_query::{Alias, Expr, ExprTrait, JoinType, Query},
};
use std::collections::HashMap;
use uuid::Uuid;

/// What belongs to an invoice.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The invoice that a credit note takes back.
    pub credits: Option<InvoiceReference>,
    /// The credit notes that take it back.
    pub credit_notes: Vec<InvoiceReference>,
    /// The final invoice that takes it off.
    pub deducted_by: Option<InvoiceReference>,
    /// The orders that it has something of.
    pub orders: Vec<InvoiceOrder>,
}

impl Links {
    /// What credit notes have of it, drafts included; not below zero.
    pub(super) fn credited_ore(&self) -> i64 {
        -self.credit_notes.iter().map(|n| n.total_ore).sum::<i64>()
    }
}

fn reference(row: &invoice::Model) -> Result<InvoiceReference, Problem> {
    Ok(InvoiceReference {
        id: row.id,
        number: row.number.clone(),
        issued_on: row.issued_on,
        status: store::status(row)?,
        total_ore: row.total_ore,
    })
}

async fn named(tx: &ReadTx, id: Option<Uuid>) -> Result<Option<InvoiceReference>, Problem> {
    match id {
        Some(id) => reference(&store::get_invoice(tx, id).await?).map(Some),
        None => Ok(None),
    }
}

/// What belongs to an invoice; on its lines it notes how much of them is credited. `noted` says whether there can be credit
/// notes.
pub(super) async fn of(
    tx: &ReadTx,
    row: &invoice::Model,
    lines: &mut [InvoiceLine],
    noted: bool,
) -> Result<Links, Problem> {
    let mut links = Links {
        credits: named(tx, row.credits_invoice_id).await?,
        deducted_by: named(tx, row.deducted_by_id).await?,
        ..Links::default()
    };
    if row.order_id.is_some() || lines.iter().any(|l| l.order_id.is_some()) {
        links.orders = orders(tx, row.id).await?;
    }
    if noted && row.number.is_some() && store::kind(row)? != Kind::CreditNote {
        let notes = credit_notes(tx, row.id).await?;
        links.credit_notes = notes.iter().map(reference).collect::<Result<_, _>>()?;
        if !notes.is_empty() {
            note_credited(tx, row.id, lines).await?;
        }
    }
    Ok(links)
}

async fn orders(tx: &ReadTx, id: Uuid) -> Result<Vec<InvoiceOrder>, Problem> {
    use invoice_order::Column as C;
    let rows = tx
        .find::<invoice_order::Entity>()
        .filter(C::InvoiceId.eq(id))
        .with(|q| q.order_by_asc(C::OrderNumber))
        .all()
        .await?;
    let order = |r: invoice_order::Model| InvoiceOrder {
        id: r.order_id,
        number: r.order_number,
        net_ore: r.net_ore,
    };
    Ok(rows.into_iter().map(order).collect())
}

/// The credit notes of an invoice, drafts included; oldest first.
pub(super) async fn credit_notes(tx: &ReadTx, id: Uuid) -> Result<Vec<invoice::Model>, Problem> {
    use invoice::Column as C;
    Ok(tx
        .find::<invoice::Entity>()
        .filter(C::CreditsInvoiceId.eq(id))
        .with(|q| q.order_by_asc(C::CreatedAt).order_by_asc(C::Id))
        .all()
        .await?)
}

#[derive(FromQueryResult)]
struct CreditedRow {
    credits_line_id: Uuid,
    quantity_milli: i64,
    amount_ore: i64,
}

/// Notes on an invoice's lines how much of them credit notes have, drafts included.
pub(super) async fn note_credited(tx: &ReadTx, id: Uuid, lines: &mut [InvoiceLine]) -> Result<(), Problem> {
    let (l, n) = (Alias::new("l"), Alias::new("n"));
    let of = |table: &Alias, column: &str| Expr::col((table.clone(), Alias::new(column)));
    let q = Query::select()
        .columns(["credits_line_id", "quantity_milli", "amount_ore"].map(|c| (l.clone(), Alias::new(c))))
        .from_as(invoice_line::Entity, l.clone())
        .join_as(
            JoinType::InnerJoin,
            invoice::Entity,
            n.clone(),
            of(&n, "company_id")
                .eq(of(&l, "company_id"))
                .and(of(&n, "id").eq(of(&l, "invoice_id"))),
        )
        .and_where(of(&n, "company_id").eq(tx.company_id()))
        .and_where(of(&n, "credits_invoice_id").eq(id))
        .and_where(of(&l, "credits_line_id").is_not_null())
        .to_owned();
    for r in tx.select::<CreditedRow>(&q).await? {
        if let Some(line) = lines.iter_mut().find(|line| line.id == r.credits_line_id) {
            // A part of the amount is credited as one unit, which is no unit of the line.
            line.credited_milli -= Ord::min(r.quantity_milli, 0);
            line.credited_ore -= r.amount_ore;
        }
    }
    Ok(())
}

/// Notes which orders a draft has something of, and how much; `numbers` are those of the orders.
pub(super) async fn keep_orders(
    tx: &WriteTx,
    row: &invoice::Model,
    lines: &[InvoiceLine],
    sums: &[VatRow],
    numbers: &HashMap<Uuid, i64>,
) -> Result<(), Problem> {
    let parts: Vec<Part<Option<Uuid>>> = lines
        .iter()
        .map(|l| Part {
            of: l.order_id,
            vat: l.vat,
            amount_ore: Ore(l.amount_ore),
        })
        .collect();
    let sums: Vec<totals::VatRow> = sums
        .iter()
        .map(|r| totals::VatRow {
            vat: r.vat,
            net_ore: Ore(r.net_ore),
            vat_ore: Ore(r.vat_ore),
        })
        .collect();
    let mut shares: HashMap<Uuid, i64> = row.order_id.map(|id| (id, 0)).into_iter().collect();
    for (order, net) in net_shares(&parts, &sums) {
        if let Some(id) = order {
            *shares.entry(id).or_default() += net.0;
        }
    }
    let rows = shares
        .into_iter()
        .map(|(order_id, net_ore)| {
            let row = invoice_order::Model {
                company_id: tx.company_id(),
                invoice_id: row.id,
                order_id,
                order_number: numbers.get(&order_id).copied().unwrap_or_default(),
                net_ore,
            };
            invoice_order::ActiveModel::from(row).reset_all()
        })
        .collect();
    Ok(tx.insert_many::<invoice_order::Entity, _>(rows).await?)
}

/// The numbers of the orders that an invoice has something of, as they were noted.
pub(super) async fn order_numbers(tx: &ReadTx, id: Uuid) -> Result<HashMap<Uuid, i64>, Problem> {
    Ok(orders(tx, id).await?.into_iter().map(|o| (o.id, o.number)).collect())
}
