//! From an access token to a caller.

use crate::{
    app::App,
    http::{auth::Caller, problem::Problem},
};
use std::sync::Arc;

/// The caller behind an access token, if its session still runs.
///
/// # Errors
/// `unauthenticated` or `session_ended`.
pub async fn authenticate(app: &App, token: String) -> Result<Arc<Caller>, Problem> {
    let claims = app.keys.verify(app, &token).await?;
    app.standings.of(app, claims.sub, claims.sid, claims.cid).await
}
