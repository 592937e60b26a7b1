//! What of a deduction's life goes into the books? One claim becomes another; never sale or VAT.

use crate::{
    bookkeeping::{self, Document, NewVoucher, words},
    deductions::{deduction_case, deduction_payout},
    http::Problem,
    store::WriteTx,
};
use chrono::NaiveDate;
use kontoret_core::{
    bookkeeping::{Balanced, Unbalanced, of_deduction_billed, of_deduction_lost, of_deduction_payout},
    money::Ore,
};
use uuid::Uuid;

fn off(e: Unbalanced) -> Problem {
    Problem::internal(e)
}

async fn post(
    tx: &WriteTx,
    dated_on: NaiveDate,
    document: Document,
    text: String,
    amounts: Balanced<Uuid>,
) -> Result<(), Problem> {
    let new = NewVoucher {
        dated_on,
        document,
        text,
        amounts,
    };
    bookkeeping::post(tx, &new).await
}

/// The tax agency paid, or was paid back.
///
/// # Errors
/// `period_locked` when nothing may be dated on its day any more.
pub async fn paid_out(tx: &WriteTx, row: &deduction_payout::Model) -> Result<(), Problem> {
    let text = if row.amount_ore < 0 {
        words(
            tx,
            "Återbetalning till Skatteverket",
            "Repayment to the tax agency",
            &row.reference,
        )
        .await?
    } else {
        words(
            tx,
            "Utbetalning från Skatteverket",
            "Payout from the tax agency",
            &row.reference,
        )
        .await?
    };
    let amounts = of_deduction_payout(Ore(row.amount_ore)).map_err(off)?;
    post(tx, row.paid_on, Document::DeductionPayout(row.id), text, amounts).await
}

/// A payout is taken back.
///
/// # Errors
/// `period_locked` when nothing may be dated today any more.
pub async fn payout_removed(tx: &WriteTx, row: &deduction_payout::Model) -> Result<(), Problem> {
    let text = words(
        tx,
        "Rättelse av utbetalning från Skatteverket",
        "Correction of a payout from the tax agency",
        &row.reference,
    )
    .await?;
    bookkeeping::correct(tx, Document::DeductionPayout(row.id), tx.today(), &text).await
}

/// The customer pays what the tax agency doesn't.
///
/// # Errors
/// `period_locked`.
pub async fn billed(tx: &WriteTx, case: &deduction_case::Model, amount_ore: i64, number: &str) -> Result<(), Problem> {
    let text = words(
        tx,
        "Nekad skattereduktion, faktura",
        "Refused tax deduction, invoice",
        number,
    )
    .await?;
    let amounts = of_deduction_billed(case.invoice_id, Ore(amount_ore)).map_err(off)?;
    post(tx, tx.today(), Document::DeductionCase(case.id), text, amounts).await
}

/// The company gives it up.
///
/// # Errors
/// `period_locked`.
pub async fn lost(tx: &WriteTx, case: &deduction_case::Model, amount_ore: i64, number: &str) -> Result<(), Problem> {
    let text = words(
        tx,
        "Avskriven skattereduktion, faktura",
        "Tax deduction written off, invoice",
        number,
    )
    .await?;
    let amounts = of_deduction_lost(Ore(amount_ore)).map_err(off)?;
    post(tx, tx.today(), Document::DeductionCase(case.id), text, amounts).await
}
