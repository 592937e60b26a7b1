//! What is known about one person: found, told, and let go of.

pub mod dto;
mod extract;
mod find;
mod get_extract;
mod graph;
pub(super) mod labels;
mod mentions;
mod report;
mod shape;
mod sought;
#[cfg(test)]
mod tests;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(find::find_data_subject)
        .service(get_extract::get_register_extract)
        .service(get_extract::get_register_extract_pdf);
}
