//! Lists as somebody wants to see them again: a name for filters and sorting, one's own alone.

mod create;
mod delete;
pub mod dto;
mod entity;
mod list;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use entity::TABLES;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_saved_views)
        .service(create::create_saved_view)
        .service(delete::delete_saved_view);
}
