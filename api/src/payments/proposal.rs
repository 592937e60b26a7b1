//! What would an imported payment be booked as? Proposed when the file comes, chosen by the office, kept in the row.

use super::{dto::MatchPayment, entity::imported_payment};
use crate::{
    customers::customer,
    http::Problem,
    invoices::{self, NewPayment, dto::PaymentPart, invoice},
    store::ReadTx,
};
use kontoret_core::{
    incoming::{self, Candidate, Reason, State},
    invoice::Status,
    money::Ore,
};
use kontoret_formats::bank_file::Incoming;
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect, sea_query::ExprTrait};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The invoices' currency.
pub const KRONOR: &str = "SEK";

/// What an imported payment would be booked as.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// In öre; none while a rate of exchange is missing.
    pub amount_ore: Option<i64>,
    /// What the bank kept.
    pub fee_ore: i64,
    /// What was lost by the rate of exchange.
    pub currency_difference_ore: i64,
    /// The invoices.
    pub parts: Vec<PaymentPart>,
}

impl Proposal {
    /// As it lies in the row.
    pub fn of(row: &imported_payment::Model) -> Result<Self, Problem> {
        serde_json::from_value(row.proposal.clone()).map_err(Problem::internal)
    }
}

/// What an imported payment would be booked as.
#[must_use]
pub fn new_payment(row: &imported_payment::Model, input: &MatchPayment) -> NewPayment {
    NewPayment {
        customer_id: input.customer_id,
        paid_on: row.paid_on,
        amount_ore: input.amount_ore,
        fee_ore: input.fee_ore,
        currency_difference_ore: input.currency_difference_ore,
        method: "bankgiro",
        reference: row.bank_reference.clone(),
        parts: input.parts.clone(),
    }
}

/// A payment, and where it stands before anybody has looked at it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Where.
    pub state: State,
    /// Why.
    pub reason: Reason,
    /// Whose.
    pub customer_id: Option<Uuid>,
    /// As what it would be booked.
    pub proposal: Proposal,
}

/// The most open invoices that payments are held against.
const MOST_CANDIDATES: u64 = 20_000;

/// Holds payments against the company's invoices.
pub async fn judge(tx: &ReadTx, payments: &[(&str, &Incoming)]) -> Result<Vec<Judged>, Problem> {
    let mut candidates = candidates(tx, payments).await?;
    let payers = payers(tx, payments).await?;
    let facts: Vec<incoming::Payment<Uuid>> = payments
        .iter()
        .map(|(currency, p)| incoming::Payment {
            amount: p.amount,
            fee: p.fee,
            in_kronor: *currency == KRONOR,
            references: p.references.iter().map(|r| r.text.clone()).collect(),
            message: p.message.clone(),
            payer_name: p.payer_name.clone(),
            payer: payers.get(&p.payer_number).copied(),
        })
        .collect();
    let verdicts = incoming::propose(&facts, &mut candidates);
    Ok(facts.iter().zip(verdicts).map(|(f, v)| judged(f, v)).collect())
}

fn judged(payment: &incoming::Payment<Uuid>, verdict: incoming::Proposal<Uuid>) -> Judged {
    let sum: i64 = verdict.parts.iter().map(|(_, Ore(amount))| amount).sum();
    // What the bank kept counts as paid where that makes the sum right.
    let fee_ore = if payment.in_kronor && sum != payment.amount && sum == payment.amount.saturating_add(payment.fee) {
        payment.fee
    } else {
        0
    };
    Judged {
        state: verdict.state,
        reason: verdict.reason,
        customer_id: verdict.customer,
        proposal: Proposal {
            amount_ore: payment.in_kronor.then_some(payment.amount),
            fee_ore,
            currency_difference_ore: 0,
            parts: verdict
                .parts
                .into_iter()
                .map(|(invoice_id, Ore(amount_ore))| PaymentPart { invoice_id, amount_ore })
                .collect(),
        },
    }
}

/// Open invoices, oldest first, and whatever else the payments name by its payment reference.
async fn candidates(tx: &ReadTx, payments: &[(&str, &Incoming)]) -> Result<Vec<Candidate<Uuid>>, Problem> {
    use invoice::Column as C;
    let mut references: Vec<String> = payments
        .iter()
        .flat_map(|(_, p)| &p.references)
        .map(|r| r.text.trim_start_matches('0').to_owned())
        .filter(|r| !r.is_empty())
        .collect();
    references.sort();
    references.dedup();
    let open = [Status::Issued.as_str(), Status::PartlyPaid.as_str()];
    let mut rows = tx
        .find::<invoice::Entity>()
        .filter(C::Status.is_in(open))
        .with(|q| q.order_by_asc(C::SortNumber).limit(MOST_CANDIDATES))
        .all()
        .await?;
    for chunk in references.chunks(1_000) {
        let named = tx
            .find::<invoice::Entity>()
            .filter(C::Ocr.is_in(chunk).and(C::Status.is_not_in(open)))
            .all()
            .await?;
        rows.extend(named);
    }
    let of = |row: invoice::Model| {
        Some(Candidate {
            open_ore: Ore(invoices::open(&row)),
            id: row.id,
            customer: row.customer_id,
            customer_name: row.customer_name,
            ocr: row.ocr?,
            number: row.number.map(|_| row.sort_number.to_string())?,
        })
    };
    Ok(rows.into_iter().filter_map(of).collect())
}

/// The customers that the payers' numbers belong to.
async fn payers(tx: &ReadTx, payments: &[(&str, &Incoming)]) -> Result<BTreeMap<String, Uuid>, Problem> {
    let written =
        |digits: &str| (digits.len() == 10 && digits.is_ascii()).then(|| format!("{}-{}", &digits[..6], &digits[6..]));
    let mut numbers: BTreeMap<String, String> = BTreeMap::new();
    for (_, p) in payments {
        if let Some(number) = written(&p.payer_number) {
            numbers.insert(number, p.payer_number.clone());
        }
    }
    let mut found = BTreeMap::new();
    let all: Vec<&String> = numbers.keys().collect();
    for chunk in all.chunks(1_000) {
        let rows = tx
            .find::<customer::Entity>()
            .filter(customer::Column::OrganisationNumber.is_in(chunk.iter().map(|n| n.as_str())))
            .with(|q| q.order_by_desc(customer::Column::Number))
            .all()
            .await?;
        for row in rows {
            if let Some(digits) = numbers.get(&row.organisation_number) {
                found.insert(digits.clone(), row.id);
            }
        }
    }
    Ok(found)
}
