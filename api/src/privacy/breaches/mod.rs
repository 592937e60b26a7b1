//! The register of personal data breaches (GDPR art. 33, 34): what happened, the hours that run, what was decided, and whom it was
//! passed on to.

mod add;
mod assign;
mod check;
mod close;
mod companies;
mod create;
mod document;
pub mod dto;
mod entity;
mod get;
mod get_report;
mod inform;
mod letter;
mod list;
mod make;
mod remind;
mod replace;
mod report;
mod store;
#[cfg(test)]
mod tests;
mod view;
mod words;

use crate::http::openapi::ServiceConfig;
pub use companies::pass_on;
pub use entity::{TABLES, breach};
pub use letter::mail_content;
pub use remind::{due, remind};

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_breaches)
        .service(create::create_breach)
        .service(get::get_breach)
        .service(replace::replace_breach)
        .service(assign::assign_breach)
        .service(report::report_breach)
        .service(inform::inform_of_breach)
        .service(companies::list_breach_companies)
        .service(companies::inform_companies_of_breach)
        .service(add::add_to_breach)
        .service(close::close_breach)
        .service(get_report::get_breach_report)
        .service(get_report::get_breach_report_pdf);
}
