//! What of an invoice's life goes into the books?

use super::{
    dto::InvoiceLine,
    entity::{invoice, invoice_line, payment, settlement},
    sales_accounts,
    store::{self, Parts},
};
use crate::{
    bookkeeping::{self, Document, NewVoucher, words},
    http::Problem,
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::{
    bookkeeping::{Issued, Paid, Unbalanced, of_issued, of_payment, of_write_off},
    invoice::Kind,
    money::{Bp, Ore, div_round},
    sales::Sale,
    settlement::Kind as SettlementKind,
    totals::VatRow,
};
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect, sea_query::ExprTrait};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

fn off(e: Unbalanced) -> Problem {
    Problem::internal(e)
}

/// An invoice or credit note is issued.
pub(super) async fn issued(tx: &WriteTx, row: &invoice::Model, parts: &Parts) -> Result<(), Problem> {
    let own = store::kind(row)?;
    let kind = match row.credits_invoice_id {
        Some(id) => store::kind(&store::get_invoice(tx, id).await?)?,
        None => own,
    };
    let rows: Vec<VatRow> = parts
        .vat_rows
        .iter()
        .map(|r| VatRow {
            vat: r.vat,
            net_ore: Ore(r.net_ore),
            vat_ore: Ore(r.vat_ore),
        })
        .collect();
    let sales = sales_accounts::of(tx, row, parts).await?;
    let prepaid = prepaid(tx, row, &parts.lines).await?;
    let amounts = of_issued(&Issued {
        id: row.id,
        kind,
        total_ore: Ore(row.total_ore),
        deducted_ore: Ore(row.deducted_ore),
        rounding_ore: Ore(row.rounding_ore),
        rows: &rows,
        sales: &sales,
        prepaid: &prepaid,
    })
    .map_err(off)?;
    let (sv, en) = match own {
        Kind::CreditNote => ("Kreditfaktura", "Credit note"),
        _ => ("Faktura", "Invoice"),
    };
    let rest = format!("{}, {}", row.number.as_deref().unwrap_or_default(), row.customer_name);
    let new = NewVoucher {
        dated_on: row.issued_on.unwrap_or(tx.today()),
        document: Document::Invoice(row.id),
        text: words(tx, sv, en, &rest).await?,
        amounts,
    };
    bookkeeping::post(tx, &new).await
}

/// The base of the prepayments that the lines take off, per VAT code; of a credit note what its original's lines took off.
async fn prepaid(tx: &ReadTx, row: &invoice::Model, lines: &[InvoiceLine]) -> Result<Vec<Sale>, Problem> {
    let credited: HashSet<Uuid> = lines.iter().filter_map(|l| l.credits_line_id).collect();
    let mut of_original: HashMap<Uuid, Uuid> = HashMap::new();
    if !credited.is_empty() {
        let found = tx
            .find::<invoice_line::Entity>()
            .filter(invoice_line::Column::Id.is_in(credited))
            .all()
            .await?;
        of_original.extend(found.into_iter().filter_map(|l| Some((l.id, l.deducts_invoice_id?))));
    }
    let deducts = |l: &InvoiceLine| match l.credits_line_id {
        Some(id) => of_original.get(&id).copied(),
        None => l.deducts_invoice_id,
    };
    let named: HashSet<Uuid> = lines.iter().filter_map(deducts).collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let prepayments: HashSet<Uuid> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(named))
        .filter(invoice::Column::Kind.eq(Kind::Prepayment.as_str()))
        .all()
        .await?
        .into_iter()
        .map(|i| i.id)
        .collect();
    let day = row.supplied_on.or(row.issued_on).unwrap_or(tx.today());
    lines
        .iter()
        .filter(|l| deducts(l).is_some_and(|id| prepayments.contains(&id)))
        .map(|l| {
            let base = if row.prices_include_vat {
                without_vat(l.amount_ore, l.vat.rate_on(day))?
            } else {
                l.amount_ore
            };
            Ok(Sale {
                vat: l.vat,
                to: sales_accounts::destination(l),
                net_ore: Ore(-base),
            })
        })
        .collect()
}

fn without_vat(gross_ore: i64, Bp(rate): Bp) -> Result<i64, Problem> {
    let rate = i128::from(rate);
    let vat = div_round(i128::from(gross_ore) * rate, 10_000 + rate);
    i64::try_from(i128::from(gross_ore) - vat).map_err(Problem::internal)
}

/// Money came in or went out, and was divided on invoices. A voucher of another day says when it happened (5 kap. 7 §
/// bokföringslagen).
///
/// # Errors
/// `period_locked` when nothing may be dated on the day any more.
pub(super) async fn paid(
    tx: &WriteTx,
    row: &payment::Model,
    parts: &[(Uuid, i64)],
    dated_on: NaiveDate,
) -> Result<(), Problem> {
    let parts: Vec<(Uuid, Ore)> = parts.iter().map(|(id, n)| (*id, Ore(*n))).collect();
    let amounts = of_payment(&Paid {
        method: &row.method,
        amount_ore: Ore(row.amount_ore),
        fee_ore: Ore(row.fee_ore),
        currency_difference_ore: Ore(row.currency_difference_ore),
        parts: &parts,
    })
    .map_err(off)?;
    let numbers: Vec<String> = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(parts.iter().map(|(id, _)| *id)))
        .with(|q| q.order_by_asc(invoice::Column::SortNumber).limit(5))
        .all()
        .await?
        .into_iter()
        .filter_map(|i| i.number)
        .collect();
    let mut rest = numbers.join(", ");
    if dated_on != row.paid_on {
        rest = format!("{rest} ({})", row.paid_on);
    }
    let text = if row.amount_ore < 0 {
        words(tx, "Återbetalning", "Refund", &rest).await?
    } else {
        words(tx, "Betalning", "Payment", &rest).await?
    };
    let new = NewVoucher {
        dated_on,
        document: Document::Payment(row.id),
        text,
        amounts,
    };
    bookkeeping::post(tx, &new).await
}

/// A payment is taken back.
///
/// # Errors
/// `period_locked` when nothing may be dated today any more.
pub async fn payment_removed(tx: &WriteTx, payment_id: Uuid) -> Result<(), Problem> {
    let text = words(tx, "Rättelse av betalning", "Correction of a payment", "").await?;
    bookkeeping::correct(tx, Document::Payment(payment_id), tx.today(), &text).await
}

/// A part of what is left of an invoice is given up.
pub(super) async fn written_off(
    tx: &WriteTx,
    row: &invoice::Model,
    amount_ore: i64,
    note: &str,
) -> Result<(), Problem> {
    use settlement::Column as C;
    let noted = tx
        .find::<settlement::Entity>()
        .filter(
            C::InvoiceId
                .eq(row.id)
                .and(C::Kind.eq(SettlementKind::WriteOff.as_str())),
        )
        .with(|q| q.order_by_desc(C::Id))
        .one()
        .await?
        .ok_or_else(|| Problem::internal("a write-off that was just noted is missing"))?;
    let explained = !note.trim().is_empty();
    let amounts = of_write_off(row.id, Ore(amount_ore), explained).map_err(off)?;
    let rest = row.number.clone().unwrap_or_default();
    let new = NewVoucher {
        dated_on: tx.today(),
        document: Document::WriteOff(noted.id),
        text: words(tx, "Avskrivning", "Write-off", &rest).await?,
        amounts,
    };
    bookkeeping::post(tx, &new).await
}

/// A write-off is taken back.
pub(super) async fn write_off_reversed(tx: &WriteTx, row: &invoice::Model, settlement_id: Uuid) -> Result<(), Problem> {
    let rest = row.number.clone().unwrap_or_default();
    let text = words(tx, "Rättelse av avskrivning", "Correction of a write-off", &rest).await?;
    bookkeeping::correct(tx, Document::WriteOff(settlement_id), tx.today(), &text).await
}
