//! What a company sells, with its price: the list that lines are made from.

mod archive;
mod create;
pub mod dto;
mod entity;
mod get;
mod list;
mod replace;
mod store;
#[cfg(test)]
mod tests;

pub use entity::{TABLES, article};
pub use store::{check_line_articles, create};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_articles)
        .service(create::create_article)
        .service(get::get_article)
        .service(replace::replace_article)
        .service(archive::archive_article);
}
