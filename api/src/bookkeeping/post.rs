//! How does what happens come into the books? In the same transaction, as a voucher of its year's unbroken series.

use super::{
    entity::{account, voucher, voucher_line},
    years,
};
use crate::{
    company,
    http::Problem,
    store::{ReadTx, WriteTx},
};
use chrono::NaiveDate;
use kontoret_core::bookkeeping::{Balanced, Purpose};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, sea_query::ExprTrait};
use std::collections::HashMap;
use uuid::Uuid;

/// What a voucher is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// An invoice or a credit note.
    Invoice(Uuid),
    /// A payment.
    Payment(Uuid),
    /// A change of what is left of an invoice.
    WriteOff(Uuid),
    /// A buyer's tax deduction on an invoice.
    DeductionCase(Uuid),
    /// Money from the tax agency, or back to it.
    DeductionPayout(Uuid),
}

impl Document {
    fn kind(self) -> &'static str {
        match self {
            Self::Invoice(_) => "invoice",
            Self::Payment(_) => "payment",
            Self::WriteOff(_) => "write_off",
            Self::DeductionCase(_) => "deduction_case",
            Self::DeductionPayout(_) => "deduction_payout",
        }
    }

    fn id(self) -> Uuid {
        match self {
            Self::Invoice(id)
            | Self::Payment(id)
            | Self::WriteOff(id)
            | Self::DeductionCase(id)
            | Self::DeductionPayout(id) => id,
        }
    }
}

/// A voucher to post.
#[derive(Clone, Debug)]
pub struct NewVoucher {
    /// The day of what happened.
    pub dated_on: NaiveDate,
    /// What it is about.
    pub document: Document,
    /// What happened, in the company's language.
    pub text: String,
    /// The amounts; those of receivables name their invoices.
    pub amounts: Balanced<Uuid>,
}

/// The words of a voucher, in the company's language.
///
/// # Errors
/// The database's.
pub async fn words(tx: &ReadTx, sv: &str, en: &str, rest: &str) -> Result<String, Problem> {
    let language = company::settings(tx).await?.language;
    Ok(format!("{} {rest}", if language == "en" { en } else { sv })
        .trim()
        .to_owned())
}

/// The accounts that the company has chosen, by purpose.
pub(super) async fn chosen(tx: &ReadTx) -> Result<HashMap<String, account::Model>, Problem> {
    let rows = tx.find::<account::Entity>().all().await?;
    Ok(rows.into_iter().map(|a| (a.purpose.clone(), a)).collect())
}

/// Posts a voucher; amounts that cancel out leave none. Its fiscal year stays locked until the transaction ends, so call
/// this last.
///
/// # Errors
/// `period_locked` when nothing may be dated on the day any more.
pub async fn post(tx: &WriteTx, new: &NewVoucher) -> Result<(), Problem> {
    let chosen = chosen(tx).await?;
    let lines = new
        .amounts
        .amounts()
        .iter()
        .map(|a| Line {
            account: a.account.unwrap_or_else(|| {
                chosen
                    .get(a.purpose.as_str())
                    .map_or(a.purpose.default_account(), |c| c.account)
            }),
            purpose: a.purpose.to_string(),
            vat: a.vat.map(|v| v.to_string()),
            invoice_id: a.of,
            amount_ore: a.amount_ore.0,
        })
        .collect();
    insert(tx, new.dated_on, new.document, None, &new.text, lines).await
}

/// Takes back what was posted of a document, on the accounts that it went to, by vouchers that name those they correct
/// (5 kap. 5 § bokföringslagen).
///
/// # Errors
/// `period_locked` when nothing may be dated on the day any more.
pub async fn correct(tx: &WriteTx, document: Document, dated_on: NaiveDate, text: &str) -> Result<(), Problem> {
    use voucher::Column as C;
    let posted = tx
        .find::<voucher::Entity>()
        .filter(C::DocumentId.eq(document.id()).and(C::DocumentKind.eq(document.kind())))
        .with(|q| q.order_by_asc(C::Id))
        .all()
        .await?;
    let corrected: Vec<Uuid> = posted.iter().filter_map(|v| v.corrects_id).collect();
    for v in posted
        .iter()
        .filter(|v| v.corrects_id.is_none() && !corrected.contains(&v.id))
    {
        let lines = lines_of(tx, v.id)
            .await?
            .into_iter()
            .map(|l| Line {
                account: l.account,
                purpose: l.purpose,
                vat: l.vat,
                invoice_id: l.invoice_id,
                amount_ore: -l.amount_ore,
            })
            .collect();
        insert(tx, dated_on, document, Some(v.id), text, lines).await?;
    }
    Ok(())
}

/// A voucher's lines in order.
pub(super) async fn lines_of(tx: &ReadTx, voucher_id: Uuid) -> Result<Vec<voucher_line::Model>, Problem> {
    use voucher_line::Column as C;
    Ok(tx
        .find::<voucher_line::Entity>()
        .filter(C::VoucherId.eq(voucher_id))
        .with(|q| q.order_by_asc(C::Position))
        .all()
        .await?)
}

/// A line's purpose.
pub(super) fn purpose(text: &str) -> Result<Purpose, Problem> {
    text.parse().map_err(Problem::internal)
}

struct Line {
    account: i32,
    purpose: String,
    vat: Option<String>,
    invoice_id: Option<Uuid>,
    amount_ore: i64,
}

async fn insert(
    tx: &WriteTx,
    dated_on: NaiveDate,
    document: Document,
    corrects_id: Option<Uuid>,
    text: &str,
    lines: Vec<Line>,
) -> Result<(), Problem> {
    let mut year = years::open_on(tx, dated_on).await?;
    if lines.is_empty() {
        return Ok(());
    }
    let row = voucher::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        fiscal_year_id: year.id,
        number: year.next_voucher,
        dated_on,
        document_kind: document.kind().to_owned(),
        document_id: document.id(),
        corrects_id,
        text: text.to_owned(),
        line_count: i32::try_from(lines.len()).map_err(Problem::internal)?,
        created_at: tx.now(),
    };
    let lines = (0..).zip(lines).map(|(position, l)| {
        let line = voucher_line::Model {
            company_id: row.company_id,
            voucher_id: row.id,
            position,
            account: l.account,
            purpose: l.purpose,
            vat: l.vat,
            invoice_id: l.invoice_id,
            amount_ore: l.amount_ore,
        };
        voucher_line::ActiveModel::from(line).reset_all()
    });
    let lines: Vec<_> = lines.collect();
    tx.insert::<voucher::Entity, _>(voucher::ActiveModel::from(row).reset_all())
        .await?;
    tx.insert_many(lines).await?;
    year.next_voucher += 1;
    years::save(tx, &year).await
}
