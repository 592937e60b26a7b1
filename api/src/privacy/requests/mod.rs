//! A person's request, from the day that it comes in to the day that it is closed.

mod acknowledge;
mod answer;
mod answer_pdf;
mod assign;
mod close;
mod confirm;
mod create;
mod create_mine;
mod decide;
pub mod dto;
mod entity;
mod extend;
mod fetch_answer;
mod fetch_package;
mod figures;
mod forward;
mod get;
mod get_link;
mod identify;
mod inform;
mod lacking;
mod letter;
mod letter_words;
mod links;
mod list;
mod list_mine;
mod public_desk;
pub mod public_dto;
mod question;
mod receive;
mod remind;
mod store;
mod submit;
#[cfg(test)]
mod tests;
mod view;
mod withdraw;
mod words;

use crate::http::openapi::ServiceConfig;
pub use acknowledge::acknowledge;
pub use entity::{TABLES, privacy_decision, privacy_link, privacy_request, privacy_request_event};
pub use forward::pass_on;
pub use letter::mail_content;
pub use remind::{due, remind};
pub use store::deciders;

/// The operations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_privacy_requests)
        .service(create::create_privacy_request)
        .service(figures::get_privacy_figures)
        .service(get::get_privacy_request)
        .service(identify::confirm_privacy_request_identity)
        .service(assign::assign_privacy_request)
        .service(extend::extend_privacy_request)
        .service(question::request_privacy_information)
        .service(receive::receive_privacy_information)
        .service(forward::forward_privacy_request)
        .service(decide::decide_privacy_request)
        .service(answer::answer_privacy_request)
        .service(answer_pdf::get_privacy_answer_pdf)
        .service(close::close_privacy_request)
        .service(withdraw::withdraw_privacy_request)
        .service(list_mine::list_my_privacy_requests)
        .service(create_mine::create_my_privacy_request)
        .service(public_desk::get_public_privacy_desk)
        .service(submit::submit_privacy_request)
        .service(get_link::get_privacy_link)
        .service(confirm::confirm_privacy_request_by_link)
        .service(inform::answer_privacy_question)
        .service(fetch_answer::fetch_privacy_answer)
        .service(fetch_package::fetch_privacy_package);
}
