//! Which letters to customers and users are there, and what became of each?

use super::{Job, JobKind, entity::mail};
use crate::{
    customers::dto::Language,
    http::{Problem, page::MAX_LIMIT},
    store::{ReadTx, WriteTx},
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a letter brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// An offer.
    Offer(Uuid),
    /// An invoice.
    Invoice(Uuid),
    /// A reminder of an invoice.
    Reminder(Uuid),
    /// An invitation of the user with this log-in; no document, but a letter of the company all the same.
    Invitation(Uuid),
    /// What happened to a privacy request.
    Privacy(Uuid),
    /// What a recipient of personal data is told.
    PrivacyNotice(Uuid),
    /// What happened to a breach, for a user.
    Breach {
        /// What happened.
        event_id: Uuid,
        /// The user with this log-in.
        user_id: Uuid,
    },
}

/// A letter to queue.
#[derive(Clone, Debug)]
pub struct MailInput {
    /// What it brings.
    pub document: Document,
    /// To whom: an address that was checked.
    pub recipient: String,
    /// What the sender wants to say; may be empty.
    pub message: String,
}

/// What a letter says and carries, in the document's language. Made anew for each try, outside of any transaction.
#[derive(Clone, Debug)]
pub struct Content {
    /// Of all texts.
    pub language: Language,
    /// The subject line.
    pub subject: String,
    /// The first words, before the sender's own.
    pub text_intro: String,
    /// What must be known, as name and value: due date, amount, payment reference.
    pub facts: Vec<(String, String)>,
    /// Where to go on.
    pub link: Option<String>,
    /// What is said before the link; none: that one can read and answer there.
    pub before_link: Option<&'static str>,
    /// The company's name.
    pub from_name: String,
    /// The company's address, where answers go; may be empty.
    pub reply_to: String,
    /// Who gets a copy: addresses that were checked.
    pub copies: Vec<String>,
    /// File name and bytes of the PDF.
    pub attachment: Option<(String, Vec<u8>)>,
}

/// What sort of document a letter brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An offer.
    Offer,
    /// An invoice.
    Invoice,
    /// A reminder of an invoice.
    Reminder,
    /// An invitation to work in the company.
    Invitation,
    /// What happens to a privacy request or a breach, and what a recipient of personal data is told.
    Privacy,
}

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MailProgress)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waiting for its first or next try.
    Queued,
    /// Handed to the mail server.
    Sent,
    /// Given up.
    Failed,
}

/// Why a letter wasn't delivered, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MailReason)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The recipient's address can't be written in a letter.
    InvalidAddress,
    /// The mail server refused the letter or its recipient.
    Refused,
    /// The mail server asked for patience.
    Deferred,
    /// The mail server can't be reached.
    Unreachable,
    /// The document was withdrawn before the letter left.
    Withdrawn,
    /// The document couldn't be made.
    NotRendered,
    /// The customer had the use of its data restricted before the letter left.
    Restricted,
}

impl State {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Sent => "sent",
            State::Failed => "failed",
        }
    }

    fn parse(text: &str) -> Self {
        [State::Sent, State::Failed]
            .into_iter()
            .find(|s| s.as_str() == text)
            .unwrap_or(State::Queued)
    }
}

impl Reason {
    const ALL: [Reason; 7] = [
        Reason::InvalidAddress,
        Reason::Refused,
        Reason::Deferred,
        Reason::Unreachable,
        Reason::Withdrawn,
        Reason::NotRendered,
        Reason::Restricted,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Reason::InvalidAddress => "invalid_address",
            Reason::Refused => "refused",
            Reason::Deferred => "deferred",
            Reason::Unreachable => "unreachable",
            Reason::Withdrawn => "withdrawn",
            Reason::NotRendered => "not_rendered",
            Reason::Restricted => "restricted",
        }
    }
}

/// A letter, as it is seen on its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MailState {
    /// Id; part of the letter's Message-ID.
    pub id: Uuid,
    /// What it brings.
    pub kind: MailKind,
    /// To whom.
    pub recipient: String,
    /// How far it has come.
    pub state: State,
    /// Why it wasn't delivered, or not yet.
    pub reason: Option<Reason>,
    /// How often it was tried.
    pub attempts: i32,
    /// Since when.
    pub queued_at: DateTime<Utc>,
    /// When it was handed over.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Queues a letter; it leaves only if the change is committed. Gives the letter's id.
///
/// # Errors
/// The database's.
pub async fn queue(tx: &WriteTx, input: MailInput) -> Result<Uuid, Problem> {
    let mut row = mail::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        kind: String::new(),
        offer_id: None,
        invoice_id: None,
        user_id: None,
        privacy_event_id: None,
        privacy_notice_id: None,
        breach_event_id: None,
        recipient: input.recipient,
        message: input.message,
        state: State::Queued.as_str().to_owned(),
        reason: None,
        attempts: 0,
        queued_at: tx.now(),
        sent_at: None,
    };
    let kind = match input.document {
        Document::Offer(id) => {
            row.offer_id = Some(id);
            "offer"
        }
        Document::Invoice(id) => {
            row.invoice_id = Some(id);
            "invoice"
        }
        Document::Reminder(id) => {
            row.invoice_id = Some(id);
            "reminder"
        }
        Document::Invitation(id) => {
            row.user_id = Some(id);
            "invitation"
        }
        Document::Breach { event_id, user_id } => {
            row.breach_event_id = Some(event_id);
            row.user_id = Some(user_id);
            "privacy"
        }
        Document::Privacy(id) => {
            row.privacy_event_id = Some(id);
            "privacy"
        }
        Document::PrivacyNotice(id) => {
            row.privacy_notice_id = Some(id);
            "privacy"
        }
    };
    kind.clone_into(&mut row.kind);
    let id = row.id;
    tx.insert::<mail::Entity, _>(mail::ActiveModel::from(row).reset_all())
        .await?;
    tx.queue(Job::new(JobKind::Mail, tx, id));
    Ok(id)
}

/// A document's letters, the newest first.
///
/// # Errors
/// The database's.
pub async fn states(tx: &ReadTx, document: Document) -> Result<Vec<MailState>, Problem> {
    let of = match document {
        Document::Offer(id) => mail::Column::OfferId.eq(id),
        // Reminders are seen in their own list.
        Document::Invoice(id) => mail::Column::InvoiceId.eq(id).and(mail::Column::Kind.ne("reminder")),
        Document::Reminder(id) => mail::Column::InvoiceId.eq(id).and(mail::Column::Kind.eq("reminder")),
        Document::Invitation(id) => mail::Column::UserId.eq(id).and(mail::Column::Kind.eq("invitation")),
        Document::Privacy(id) => mail::Column::PrivacyEventId.eq(id),
        Document::PrivacyNotice(id) => mail::Column::PrivacyNoticeId.eq(id),
        Document::Breach { event_id, .. } => mail::Column::BreachEventId.eq(event_id),
    };
    let newest = |s: sea_orm::Select<mail::Entity>| {
        s.order_by_desc(mail::Column::QueuedAt)
            .order_by_desc(mail::Column::Id)
            .limit(MAX_LIMIT)
    };
    let rows = tx.find::<mail::Entity>().filter(of).with(newest).all().await?;
    Ok(rows.into_iter().map(view).collect())
}

/// Letters by their ids, in no order.
///
/// # Errors
/// The database's.
pub async fn states_of(tx: &ReadTx, ids: Vec<Uuid>) -> Result<Vec<MailState>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx
        .find::<mail::Entity>()
        .filter(mail::Column::Id.is_in(ids))
        .all()
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// The letters that tell what happened to a privacy request, by event.
///
/// # Errors
/// The database's.
pub async fn of_privacy(tx: &ReadTx, events: Vec<Uuid>) -> Result<HashMap<Uuid, MailState>, Problem> {
    let rows = tx
        .find::<mail::Entity>()
        .filter(mail::Column::PrivacyEventId.is_in(events))
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| r.privacy_event_id.map(|id| (id, view(r))))
        .collect())
}

/// The letters that tell what happened to a breach, by event.
///
/// # Errors
/// The database's.
pub async fn of_breach(tx: &ReadTx, events: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<MailState>>, Problem> {
    let rows = tx
        .find::<mail::Entity>()
        .filter(mail::Column::BreachEventId.is_in(events))
        .with(|q| q.order_by_asc(mail::Column::Recipient))
        .all()
        .await?;
    let mut found: HashMap<Uuid, Vec<MailState>> = HashMap::new();
    for row in rows {
        if let Some(id) = row.breach_event_id {
            found.entry(id).or_default().push(view(row));
        }
    }
    Ok(found)
}

/// The letters that tell recipients, by notice.
///
/// # Errors
/// The database's.
pub async fn of_notices(tx: &ReadTx, notices: Vec<Uuid>) -> Result<HashMap<Uuid, MailState>, Problem> {
    let rows = tx
        .find::<mail::Entity>()
        .filter(mail::Column::PrivacyNoticeId.is_in(notices))
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| r.privacy_notice_id.map(|id| (id, view(r))))
        .collect())
}

fn view(row: mail::Model) -> MailState {
    MailState {
        id: row.id,
        kind: match row.kind.as_str() {
            "invoice" => MailKind::Invoice,
            "reminder" => MailKind::Reminder,
            "invitation" => MailKind::Invitation,
            "privacy" => MailKind::Privacy,
            _ => MailKind::Offer,
        },
        recipient: row.recipient,
        state: State::parse(&row.state),
        reason: row
            .reason
            .and_then(|r| Reason::ALL.into_iter().find(|known| known.as_str() == r)),
        attempts: row.attempts,
        queued_at: row.queued_at,
        sent_at: row.sent_at,
    }
}
