//! What every handler shares: who asks, what they send, what they get.

pub mod auth;
pub mod body;
pub mod command;
pub mod context;
pub mod json;
pub mod metrics;
pub mod middleware;
pub mod openapi;
pub mod page;
pub mod problem;
pub mod reply;
pub mod server;
pub mod site;
mod text;

pub use auth::{Auth, Caller, Recent, perm};
pub use command::{Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader};
pub use json::{Json, Path, Query};
pub use openapi::{Binary, Problems};
pub use page::Page;
pub use problem::{Code, FieldCode, FieldError, Problem};
pub use reply::{Etagged, Reply};
