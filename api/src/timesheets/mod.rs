//! Slice: timesheets.

use kontoret_core::privacy::Table;
use utoipa_actix_web::service_config::ServiceConfig;

/// The declarations of this slice's tables.
pub const TABLES: &[Table] = &[];

/// The operations.
pub fn routes(_cfg: &mut ServiceConfig) {}
