//! How does a job get into the table, out of it, and back when its worker died?

use crate::store::{ReadTx, WriteTx, entity::job};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, DbErr, Set, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Send the mail in row `subject_id` of `mail`.
    Mail,
    /// Send a mail of the service itself; the payload's `notice` names the occasion, `subject_id` the user or offer.
    Notice,
    /// Hand over the e-invoice in row `subject_id` of `e_invoice`.
    EInvoice,
    /// Tell the person that privacy request `subject_id` came in, and ask who they are where that can be confirmed.
    PrivacyReceipt,
    /// Make privacy request `subject_id` in the company that the payload names, where it was passed on to.
    PrivacyForward,
    /// Make breach `subject_id` in the register of the company that the payload names.
    BreachForward,
}

impl JobKind {
    /// The word in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            JobKind::Mail => "send_mail",
            JobKind::Notice => "send_notice",
            JobKind::EInvoice => "send_e_invoice",
            JobKind::PrivacyReceipt => "receive_privacy_request",
            JobKind::PrivacyForward => "forward_privacy_request",
            JobKind::BreachForward => "forward_breach",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [
            JobKind::Mail,
            JobKind::Notice,
            JobKind::EInvoice,
            JobKind::PrivacyReceipt,
            JobKind::PrivacyForward,
            JobKind::BreachForward,
        ]
        .into_iter()
        .find(|k| k.as_str() == text)
    }
}

/// A job to queue.
#[derive(Clone, Debug)]
pub struct Job {
    /// What to do.
    pub kind: JobKind,
    /// In which company; none for the service's own.
    pub company_id: Option<Uuid>,
    /// With what.
    pub subject_id: Option<Uuid>,
    /// What else is needed; no secrets.
    pub payload: serde_json::Value,
}

impl Job {
    /// A job for a row of the transaction's company.
    #[must_use]
    pub fn new(kind: JobKind, tx: &ReadTx, subject_id: Uuid) -> Self {
        Self {
            kind,
            company_id: Some(tx.company_id()),
            subject_id: Some(subject_id),
            payload: json!({}),
        }
    }

    /// A job of no company, about nobody that is known yet.
    #[must_use]
    pub fn of_service(kind: JobKind, payload: serde_json::Value) -> Self {
        Self {
            kind,
            company_id: None,
            subject_id: None,
            payload,
        }
    }

    /// With more than an id.
    #[must_use]
    pub fn with(mut self, payload: serde_json::Value) -> Self {
        self.payload = payload;
        self
    }
}

/// A job that this worker holds until its lease ends.
#[derive(Debug)]
pub(super) struct Claimed {
    pub id: Uuid,
    pub company_id: Option<Uuid>,
    pub kind: Option<JobKind>,
    pub subject_id: Option<Uuid>,
    pub payload: serde_json::Value,
    pub attempts: i32,
}

/// Queues jobs with the change that asked for them.
pub(crate) async fn insert(tx: &WriteTx, jobs: &[Job]) -> Result<(), DbErr> {
    for j in jobs {
        let row = job::Model {
            id: tx.new_id(),
            company_id: j.company_id,
            kind: j.kind.as_str().to_owned(),
            subject_id: j.subject_id,
            payload: j.payload.clone(),
            state: "ready".to_owned(),
            attempts: 0,
            run_at: tx.now(),
            reason: None,
            created_at: tx.now(),
        };
        tx.insert_global::<job::Entity, _>(job::ActiveModel::from(row).reset_all())
            .await?;
    }
    Ok(())
}

/// Claims the next job that is due, whoever queued it. A job whose worker died is due again when its lease ends.
pub(super) async fn claim(tx: &WriteTx, lease: Duration) -> Result<Option<Claimed>, DbErr> {
    use sea_orm::sea_query::{LockBehavior, LockType};
    use sea_orm::{QueryOrder, QuerySelect};
    let due = tx
        .find_global::<job::Entity>()
        .filter(
            Condition::all()
                .add(job::Column::RunAt.lte(tx.now()))
                .add(job::Column::State.is_in(["ready", "running"])),
        )
        .with(|q| {
            // Of those that became due at once, the one that was queued first.
            q.order_by_asc(job::Column::RunAt)
                .order_by_asc(job::Column::Id)
                .limit(1)
                .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        })
        .one()
        .await?;
    let Some(row) = due else { return Ok(None) };
    let attempts = row.attempts + 1;
    tx.update_global::<job::Entity, _>(job::ActiveModel {
        id: Set(row.id),
        state: Set("running".to_owned()),
        attempts: Set(attempts),
        run_at: Set(tx.now() + lease),
        ..Default::default()
    })
    .await?;
    Ok(Some(Claimed {
        id: row.id,
        company_id: row.company_id,
        kind: JobKind::parse(&row.kind),
        subject_id: row.subject_id,
        payload: row.payload,
        attempts,
    }))
}

/// The job is done: nothing of it is kept.
pub(super) async fn finish(tx: &WriteTx, id: Uuid) -> Result<(), DbErr> {
    tx.delete_global_where::<job::Entity>(job::Column::Id.eq(id))
        .await
        .map(|_| ())
}

/// The job failed: again at `run_at`, or never (`None`); it stays visible with its reason.
pub(super) async fn fail(tx: &WriteTx, id: Uuid, reason: &str, run_at: Option<DateTime<Utc>>) -> Result<(), DbErr> {
    use sea_orm::QueryFilter;
    tx.update_global_where::<job::Entity>(|q| {
        q.col_expr(
            job::Column::State,
            Expr::value(if run_at.is_some() { "ready" } else { "dead" }),
        )
        .col_expr(job::Column::RunAt, Expr::value(run_at.unwrap_or_else(|| tx.now())))
        .col_expr(job::Column::Reason, Expr::value(reason))
        .filter(job::Column::Id.eq(id))
    })
    .await
    .map(|_| ())
}
