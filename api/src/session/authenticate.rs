//! From an access token to a caller.

use crate::{
    app::App,
    http::{auth::Caller, problem::Problem},
    store::secret::digest,
};
use std::sync::Arc;

/// The caller behind an access token, if its session still runs.
///
/// # Errors
/// `unauthenticated` or `session_ended`.
pub async fn authenticate(app: &App, token: String) -> Result<Arc<Caller>, Problem> {
    let digest = digest(token.as_bytes());
    if let Some(caller) = app.standings.of_token(&digest, app.clock.now()) {
        return Ok(caller);
    }
    let claims = app.keys.verify(app, &token).await?;
    app.standings.of(app, digest, &claims).await
}
