//! Where does the service send data to, and who is registered there?

use super::{dto::RecipientInput, entity::recipient, store};
use crate::{
    app::{App, StartError},
    company,
    config::Config,
    http::{Problem, Reply},
    store::{Actor, Done, Event, Scope},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy::{Category, Purpose},
    recipient::{COUNTRY, Role, host_of, is_this_machine},
};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// The settings that name a host, and the host.
pub(super) fn destinations(config: &Config) -> Vec<(&'static str, String)> {
    [
        ("DATABASE_URL", Some(&config.database_url)),
        ("KONTORET_SMTP_URL", config.smtp_url.as_ref()),
        ("KONTORET_PEPPOL_URL", config.peppol.as_ref().map(|p| &p.url)),
    ]
    .into_iter()
    .filter_map(|(setting, url)| Some((setting, host_of(url?)?)))
    .filter(|(_, host)| !is_this_machine(host))
    .collect()
}

fn scope(company_id: Uuid) -> Scope {
    Scope {
        company_id: Some(company_id),
        user_id: None,
    }
}

async fn operator(app: &App) -> Result<Option<company::company::Model>, StartError> {
    app.read_in(Scope::default(), async |tx| company::operator(tx).await)
        .await
        .map_err(unusable)
}

fn unusable(p: Problem) -> StartError {
    StartError::Config(format!("the register of recipients can't be read: {p}"))
}

/// Whether every host that the settings name is the destination of a recipient of the company that runs the service.
///
/// # Errors
/// One line: which setting, which host, and how to mend it.
pub async fn check_destinations(app: &App) -> Result<(), StartError> {
    let named = destinations(&app.config);
    let Some((first, first_host)) = named.first() else {
        return Ok(());
    };
    let Some(operator) = operator(app).await? else {
        return Err(StartError::Config(format!(
            "{first} sends data to {first_host}, and no company runs the service in whose register the recipient could be: \
             make it with `kontoret create-operator`, then `kontoret register-recipient NAME {first_host}`"
        )));
    };
    for (setting, host) in &named {
        let found = app
            .read_in(scope(operator.id), async |tx| {
                Ok(tx
                    .find::<recipient::Entity>()
                    .filter(recipient::Column::Destination.eq(host))
                    .one()
                    .await?)
            })
            .await
            .map_err(unusable)?;
        let mend = match found {
            Some(r) if r.country == COUNTRY => continue,
            Some(r) => format!(
                "{setting} sends data to {host}, whose recipient {} is outside Sweden ({}): name a host in Sweden",
                r.name, r.country
            ),
            None => format!(
                "{setting} sends data to {host}, which is no recipient's destination in the register of {}: register who runs \
                 it, in Sweden, with `kontoret register-recipient NAME {host}`, or in the app under privacy requests, recipients",
                operator.name
            ),
        };
        return Err(StartError::Config(mend));
    }
    Ok(())
}

/// Registers who runs a host with the company that runs the service, before a process that sends there can start.
///
/// # Errors
/// One line that says what to mend.
pub async fn register(app: &App, name: &str, host: &str) -> Result<(), StartError> {
    let Some(operator) = operator(app).await? else {
        return Err(StartError::Config(
            "no company runs the service: make it with `kontoret create-operator`".to_owned(),
        ));
    };
    let input = RecipientInput {
        name: name.to_owned(),
        role: Role::Processor,
        country: COUNTRY.to_owned(),
        contact: String::new(),
        categories: Category::ALL.to_vec(),
        purposes: vec![Purpose::DeliverService],
        agreement: "To be filled in by whoever runs the service".to_owned(),
        agreed_on: None,
        destination: host.to_owned(),
    };
    let wrong = |p: Problem| {
        let fields: Vec<String> = p
            .errors
            .iter()
            .map(|e| format!("{} ({:?})", e.pointer.trim_start_matches('/'), e.code))
            .collect();
        StartError::Config(format!("the recipient wasn't registered: {p}: {}", fields.join(", ")))
    };
    let input = store::checked(input).map_err(wrong)?;
    super::begin(app, operator.id).await.map_err(unusable)?;
    let _: Reply = app
        .write_in(scope(operator.id), &Actor::default(), async |tx| {
            let row = store::insert(tx, &input).await?;
            let event =
                Event::new(EventKind::RecipientCreated, EntityKind::Recipient, row.id).changed("recipient", None, &row);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await
        .map_err(wrong)?;
    Ok(())
}
