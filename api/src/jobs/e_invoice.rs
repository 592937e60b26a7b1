//! Which e-invoices are there, and what became of each?

use super::{Job, JobKind, entity::e_invoice};
use crate::{
    http::{Problem, page::MAX_LIMIT},
    store::{ReadTx, WriteTx},
};
use chrono::{DateTime, Utc};
use kontoret_formats::ubl::Endpoint;
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How far an e-invoice has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EInvoiceProgress)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waiting for its first or next try.
    Queued,
    /// The receiver's access point has given a receipt.
    Delivered,
    /// Given up.
    Failed,
}

/// Why an e-invoice wasn't delivered, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EInvoiceReason)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The network knows no such receiver, or it takes no invoices.
    UnknownReceiver,
    /// The receiver, or its access point, refused it.
    Refused,
    /// The access point can't be reached.
    Unreachable,
    /// No access point is set up any more.
    SwitchedOff,
    /// The document couldn't be made.
    NotRendered,
    /// The customer had the use of its data restricted before it left.
    Restricted,
}

impl State {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Delivered => "delivered",
            State::Failed => "failed",
        }
    }

    fn parse(text: &str) -> Self {
        [State::Delivered, State::Failed]
            .into_iter()
            .find(|s| s.as_str() == text)
            .unwrap_or(State::Queued)
    }
}

impl Reason {
    const ALL: [Reason; 6] = [
        Reason::UnknownReceiver,
        Reason::Refused,
        Reason::Unreachable,
        Reason::SwitchedOff,
        Reason::NotRendered,
        Reason::Restricted,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Reason::UnknownReceiver => "unknown_receiver",
            Reason::Refused => "refused",
            Reason::Unreachable => "unreachable",
            Reason::SwitchedOff => "switched_off",
            Reason::NotRendered => "not_rendered",
            Reason::Restricted => "restricted",
        }
    }
}

/// An e-invoice, as it is seen on its invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EInvoiceState {
    /// Id.
    pub id: Uuid,
    /// The receiver's Peppol id, `scheme:value`.
    pub receiver: String,
    /// How far it has come.
    pub state: State,
    /// Why it wasn't delivered, or not yet.
    pub reason: Option<Reason>,
    /// What the network calls the message.
    pub message_id: Option<String>,
    /// How often it was tried.
    pub attempts: i32,
    /// Since when.
    pub queued_at: DateTime<Utc>,
    /// When the receipt came.
    pub delivered_at: Option<DateTime<Utc>>,
}

/// Queues an issued invoice for its receiver; it leaves only if the change is committed.
///
/// # Errors
/// The database's.
pub async fn queue(tx: &WriteTx, invoice_id: Uuid, receiver: &Endpoint) -> Result<(), Problem> {
    let row = fresh(tx, invoice_id, receiver);
    let id = row.id;
    tx.insert::<e_invoice::Entity, _>(e_invoice::ActiveModel::from(row).reset_all())
        .await?;
    tx.queue(Job::new(JobKind::EInvoice, tx, id));
    Ok(())
}

/// The row of an e-invoice that waits for its first try.
pub(super) fn fresh(tx: &WriteTx, invoice_id: Uuid, receiver: &Endpoint) -> e_invoice::Model {
    e_invoice::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        invoice_id,
        receiver: format!("{}:{}", receiver.scheme, receiver.id),
        state: State::Queued.as_str().to_owned(),
        reason: None,
        message_id: None,
        attempts: 0,
        queued_at: tx.now(),
        delivered_at: None,
    }
}

/// An invoice's e-invoices, the newest first.
///
/// # Errors
/// The database's.
pub async fn states(tx: &ReadTx, invoice_id: Uuid) -> Result<Vec<EInvoiceState>, Problem> {
    let newest = |s: sea_orm::Select<e_invoice::Entity>| {
        s.order_by_desc(e_invoice::Column::QueuedAt)
            .order_by_desc(e_invoice::Column::Id)
            .limit(MAX_LIMIT)
    };
    let rows = tx
        .find::<e_invoice::Entity>()
        .filter(e_invoice::Column::InvoiceId.eq(invoice_id))
        .with(newest)
        .all()
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(row: e_invoice::Model) -> EInvoiceState {
    EInvoiceState {
        id: row.id,
        receiver: row.receiver,
        state: State::parse(&row.state),
        reason: row
            .reason
            .and_then(|r| Reason::ALL.into_iter().find(|known| known.as_str() == r)),
        message_id: row.message_id,
        attempts: row.attempts,
        queued_at: row.queued_at,
        delivered_at: row.delivered_at,
    }
}
