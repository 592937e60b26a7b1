//! Which request is being answered? Known to everything that runs for it, without being passed along.

use super::auth::Caller;
use std::{cell::RefCell, net::IpAddr, sync::Arc};

/// What is known of the request.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The id in the log and in every problem.
    pub request_id: String,
    /// The path, without the query.
    pub path: String,
    /// The caller's address; none when the connection has none.
    pub address: Option<IpAddr>,
    /// Who asks, once that is known.
    pub caller: Option<Arc<Caller>>,
}

tokio::task_local! {
    /// The request of this task.
    pub static CONTEXT: RefCell<Context>;
}

/// The request's id; empty outside a request.
#[must_use]
pub fn request_id() -> String {
    CONTEXT.try_with(|c| c.borrow().request_id.clone()).unwrap_or_default()
}

/// The request's path, unless it holds a secret.
#[must_use]
pub fn path() -> Option<String> {
    CONTEXT
        .try_with(|c| c.borrow().path.clone())
        .ok()
        .filter(|p| !p.starts_with("/api/v1/public/"))
}

/// Remembers who asks.
pub fn asks(caller: &Arc<Caller>) {
    // Outside a request there is nothing to remember it for.
    CONTEXT.try_with(|c| c.borrow_mut().caller = Some(caller.clone())).ok();
}

/// Who asks; none before that is known, and outside a request.
#[must_use]
pub fn caller() -> Option<Arc<Caller>> {
    CONTEXT.try_with(|c| c.borrow().caller.clone()).ok().flatten()
}

/// The caller's address; none outside a request.
#[must_use]
pub fn address() -> Option<IpAddr> {
    CONTEXT.try_with(|c| c.borrow().address).ok().flatten()
}
