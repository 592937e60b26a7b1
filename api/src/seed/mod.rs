//! What does a newcomer see? A believable company with a year behind it, made by the service's own operations.

mod chance;
mod driver;
mod words;
mod year;

use crate::{app::App, http::problem::Problem};

/// Fills an empty database with the demo company; gives the log-ins as text.
///
/// # Errors
/// When the database isn't empty, or an operation refuses what the demo does.
pub async fn run(app: &App) -> Result<String, Problem> {
    let _ = app;
    Err(Problem::internal("the demo company needs its people"))
}
