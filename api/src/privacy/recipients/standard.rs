//! Whom does every company give data to?

use super::{dto::RecipientInput, entity::recipient, store};
use crate::{
    app::App,
    company,
    http::{Problem, Reply},
    store::{Actor, Done, Event, ReadTx, Scope},
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy::{Category, Purpose},
    recipient::{COUNTRY, Role},
};
use uuid::Uuid;

/// Registers whom every company gives data to, with one that has no recipients.
///
/// # Errors
/// The database's.
pub async fn begin(app: &App, company_id: Uuid) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let none = app
        .read_in(scope, async |tx| Ok(tx.find::<recipient::Entity>().count().await? == 0))
        .await?;
    if !none {
        return Ok(());
    }
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            if tx.find::<recipient::Entity>().count().await? > 0 {
                return Ok(Done::silent("another process was faster", Reply::no_content()));
            }
            let mut events = Vec::new();
            for input in standard(tx).await? {
                let row = store::insert(tx, &input).await?;
                events.push(
                    Event::new(EventKind::RecipientCreated, EntityKind::Recipient, row.id).changed(
                        "recipient",
                        None,
                        &row,
                    ),
                );
            }
            Ok(Done::all(events, Reply::no_content()))
        })
        .await?;
    Ok(())
}

async fn standard(tx: &ReadTx) -> Result<Vec<RecipientInput>, Problem> {
    let is_english = company::settings(tx).await?.language == "en";
    let word = |sv: &str, en: &str| if is_english { en } else { sv }.to_owned();
    let own = company::directory(tx).await?;
    let operator = company::operator(tx).await?.filter(|o| o.id != own.id);
    let records = [Category::EndCustomerContactDetails, Category::BusinessRecord];
    let mut all = vec![
        entry(
            "Skatteverket".to_owned(),
            Role::Authority,
            &[
                Category::NationalIdentityNumber,
                Category::BusinessRecord,
                Category::Home,
            ],
            Purpose::CustomerRelation,
        ),
        entry(
            word("Företagets bank", "The company's bank"),
            Role::IndependentController,
            &records,
            Purpose::CustomerRelation,
        ),
    ];
    let mut mail = entry(
        word("E-postleverantören", "The mail provider"),
        Role::Processor,
        &[records.as_slice(), &[Category::ContactDetails, Category::FreeText]].concat(),
        Purpose::DeliverService,
    );
    mail.agreement = word("Genom den som driver tjänsten", "Through whoever runs the service");
    all.push(mail);
    if !own.operator {
        let name = operator.map_or_else(
            || word("Den som driver tjänsten", "Whoever runs the service"),
            |o| o.name,
        );
        let mut service = entry(name, Role::Processor, &Category::ALL, Purpose::DeliverService);
        service.agreement = word(
            "Tjänstens villkor, bilaga om personuppgifter",
            "The service's terms, annex on personal data",
        );
        all.push(service);
    }
    Ok(all)
}

fn entry(name: String, role: Role, categories: &[Category], purpose: Purpose) -> RecipientInput {
    RecipientInput {
        name,
        role,
        country: COUNTRY.to_owned(),
        contact: String::new(),
        categories: categories.to_vec(),
        purposes: vec![purpose],
        agreement: String::new(),
        agreed_on: None,
        destination: String::new(),
    }
}
