//! The record of processing activities (GDPR art. 30), made of the declarations and the register of recipients.

pub mod dto;
mod get;
mod make;
mod report;
#[cfg(test)]
mod tests;
mod words;

use crate::http::openapi::ServiceConfig;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(get::get_processing_record)
        .service(get::get_processing_record_pdf);
}
