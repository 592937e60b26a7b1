//! On which accounts are the bases of an invoice booked, and off which ones are those of a credit note?

use super::{
    dto::InvoiceLine,
    entity::{invoice, invoice_line, invoice_vat_row},
    store::Parts,
};
use crate::{http::Problem, store::WriteTx};
use kontoret_core::{
    money::{Bp, Ore},
    sales::{Destination, Sale, Sold, difference, sales},
    totals::VatRow,
    vat::VatCode,
};
use sea_orm::{ColumnTrait, sea_query::ExprTrait};
use uuid::Uuid;

/// Where a line is booked.
pub(super) fn destination(line: &InvoiceLine) -> Destination {
    Destination {
        charge: line.charge,
        account: line.account,
    }
}

/// What was charged, or credited so far.
#[derive(Default)]
struct Charged {
    rows: Vec<VatRow>,
    sold: Vec<Sold>,
}

impl Charged {
    fn add_row(&mut self, vat: VatCode, net_ore: i64) {
        match self.rows.iter_mut().find(|r| r.vat == vat) {
            Some(r) => r.net_ore.0 += net_ore,
            None => self.rows.push(VatRow {
                vat,
                net_ore: Ore(net_ore),
                vat_ore: Ore::ZERO,
            }),
        }
    }
}

/// Every account's part of the bases of an invoice that is being issued; of a credit note what all of its invoice's credit
/// notes come to with it, less what the earlier ones were booked with.
pub(super) async fn of(tx: &WriteTx, row: &invoice::Model, parts: &Parts) -> Result<Vec<Sale>, Problem> {
    let day = row.supplied_on.or(row.issued_on).unwrap_or(tx.today());
    let included = |vat: VatCode| {
        if row.prices_include_vat {
            vat.rate_on(day)
        } else {
            Bp(0)
        }
    };
    let mut charged = match row.credits_invoice_id {
        Some(original) => earlier(tx, original, row.id).await?,
        None => Charged::default(),
    };
    let before = sales(&charged.rows, &charged.sold, included);
    for r in &parts.vat_rows {
        charged.add_row(r.vat, r.net_ore);
    }
    charged.sold.extend(parts.lines.iter().map(|l| Sold {
        vat: l.vat,
        to: destination(l),
        amount_ore: Ore(l.amount_ore),
    }));
    Ok(difference(&sales(&charged.rows, &charged.sold, included), &before))
}

/// What the other issued credit notes of an invoice come to.
async fn earlier(tx: &WriteTx, original: Uuid, but: Uuid) -> Result<Charged, Problem> {
    use invoice::Column as C;
    let notes = tx
        .find::<invoice::Entity>()
        .filter(C::CreditsInvoiceId.eq(original))
        .filter(C::Number.is_not_null().and(C::Id.ne(but)))
        .all()
        .await?;
    let mut charged = Charged::default();
    if notes.is_empty() {
        return Ok(charged);
    }
    let ids: Vec<Uuid> = notes.into_iter().map(|n| n.id).collect();
    let rows = tx
        .find::<invoice_vat_row::Entity>()
        .filter(invoice_vat_row::Column::InvoiceId.is_in(ids.clone()))
        .all()
        .await?;
    for r in rows {
        charged.add_row(r.vat.parse().map_err(Problem::internal)?, r.net_ore);
    }
    let lines = tx
        .find::<invoice_line::Entity>()
        .filter(invoice_line::Column::InvoiceId.is_in(ids))
        .all()
        .await?;
    for l in lines {
        charged.sold.push(Sold {
            vat: l.vat.parse().map_err(Problem::internal)?,
            to: Destination {
                charge: l.charge.map(|c| c.parse().map_err(Problem::internal)).transpose()?,
                account: l.account,
            },
            amount_ore: Ore(l.amount_ore),
        });
    }
    Ok(charged)
}
