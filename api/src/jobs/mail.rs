//! How does a mail leave?

use super::{queue::Claimed, worker::Outcome};
use crate::{app::App, http::problem::Problem};
use kontoret_core::privacy::Table;

/// The declarations of this module's tables.
pub const TABLES: &[Table] = &[];

pub(super) async fn send_document(_app: &App, _job: &Claimed, _last: bool) -> Result<Outcome, Problem> {
    Ok(Outcome::Done)
}

pub(super) async fn send_notice(_app: &App, _job: &Claimed) -> Result<Outcome, Problem> {
    Ok(Outcome::Done)
}
