//! How does the first owner get into a new company? By a link that whoever runs the service hands over.

use super::{
    check,
    dto::InviteUser,
    invite,
    links::{self, Purpose},
};
use crate::{
    app::App,
    company,
    customers::dto::Language,
    http::{Problem, Reply},
    store::{Actor, Done, Event, Scope},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    permission::Role,
};

/// Makes a company, the one that runs the service or one that uses it, and the link with which its owner chooses a password, once and within an hour. There is no account
/// that could be guessed.
///
/// # Errors
/// Fields that need mending: `/name` and `/slug` of the company, `/email` and `/owner_name`.
pub async fn create_company(
    app: &App,
    name: &str,
    slug: &str,
    email: &str,
    owner_name: &str,
    operator: bool,
) -> Result<String, Problem> {
    let input = InviteUser {
        email: email.to_owned(),
        language: Language::Sv,
        name: owner_name.to_owned(),
        role: Role::Owner,
        username: String::new(),
        initials: String::new(),
        employment_id: String::new(),
        phone: String::new(),
    };
    let (email, owner) = check::invitation(input).map_err(|mut p| {
        p.errors
            .iter_mut()
            .filter(|e| e.pointer == "/name")
            .for_each(|e| e.pointer = "/owner_name".to_owned());
        p
    })?;
    let scope = Scope {
        company_id: Some(app.clock.new_id()),
        user_id: None,
    };
    let mut link = String::new();
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            let company = company::create(tx, name, slug, operator).await?;
            let (_, place) = invite::invite(tx, None, &email, Language::Sv, &owner).await?;
            let token = links::make(tx, tx.new_id(), place.user_id, Purpose::FirstRun, None).await?;
            link = links::url(app, &token);
            let invited = Event::new(EventKind::UserInvited, EntityKind::User, place.id);
            let invited = invited.changed("membership", None, &place);
            let created = Event::new(EventKind::CompanyCreated, EntityKind::Company, company.id);
            Ok(Done::new(created, Reply::no_content()).and(invited))
        })
        .await?;
    Ok(link)
}
