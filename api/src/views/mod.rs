//! Lists as somebody wants to see them again: a name for filters and sorting, one's own alone.

mod create;
mod delete;
pub mod dto;
mod entity;
mod list;
mod store;
#[cfg(test)]
mod tests;

pub use entity::TABLES;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_saved_views)
        .service(create::create_saved_view)
        .service(delete::delete_saved_view);
}
