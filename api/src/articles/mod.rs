//! What a company sells, with its price: the list that lines are made from.

mod archive;
mod create;
pub mod dto;
mod entity;
mod get;
mod list;
#[cfg(test)]
mod part_tests;
mod parts;
mod replace;
mod replace_parts;
mod store;
#[cfg(test)]
mod tests;

use crate::http::openapi::ServiceConfig;
pub use entity::{TABLES, article};
pub use store::{check_line_articles, create, sales_accounts};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_articles)
        .service(create::create_article)
        .service(get::get_article)
        .service(replace::replace_article)
        .service(replace_parts::replace_article_parts)
        .service(archive::archive_article);
}
