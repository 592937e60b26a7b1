//! What became of one try to send something away, and what does that mean for its job?

use super::{
    queue::{self, Claimed},
    worker::Outcome,
};
use crate::{http::Problem, store::WriteTx};

/// What became of it; reasons are words that the office is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Try {
    /// It left; with the receiver's id of it, if there is one.
    Sent(Option<String>),
    /// Worth another try.
    Later(&'static str),
    /// No use in trying again.
    Never(&'static str),
}

impl Try {
    /// A last try that failed is the end.
    pub(super) fn ending(self, last: bool) -> Self {
        match self {
            Try::Later(reason) if last => Try::Never(reason),
            other => other,
        }
    }

    /// Why it didn't leave.
    pub(super) fn reason(&self) -> Option<String> {
        match self {
            Try::Sent(_) => None,
            Try::Later(reason) | Try::Never(reason) => Some((*reason).to_owned()),
        }
    }

    /// Ends the job together with what is written of the try; one that goes on is left to the worker.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn end(&self, tx: &WriteTx, job: &Claimed) -> Result<(), Problem> {
        match self {
            Try::Sent(_) => queue::finish(tx, job.id).await?,
            Try::Later(_) => {}
            Try::Never(reason) => queue::fail(tx, job.id, reason, None).await?,
        }
        Ok(())
    }
}

impl From<Try> for Outcome {
    fn from(tried: Try) -> Self {
        match tried {
            Try::Sent(_) => Outcome::Done,
            Try::Later(reason) => Outcome::Retry(reason.to_owned()),
            Try::Never(reason) => Outcome::GiveUp(reason.to_owned()),
        }
    }
}
