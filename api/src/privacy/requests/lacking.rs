//! What happens when a package that the person fetches lacks something? Its handler must see it: nothing is skipped in silence.

use super::{
    entity::privacy_request,
    store::{self, To},
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{Problem, Reply, context},
    invoices::invoice,
    offers::offer,
    privacy::{
        portability::{Lacking, package::PortabilityMissing},
        subjects::labels,
    },
    store::{Actor, Done, Event, ReadTx, Scope, WriteTx},
    users,
};
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy_case::Entry,
    privacy_request::found_lacking,
};
use sea_orm::ColumnTrait;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Sends the request back to its handler, with what was missing.
pub(super) fn told(app: App, scope: Scope, request_id: Uuid) -> Lacking {
    Box::new(move |missing| {
        Box::pin(async move {
            let actor = Actor {
                request_id: context::request_id(),
                ..Actor::default()
            };
            app.write_in(scope, &actor, async |tx| {
                let before = store::lock(tx, request_id).await?;
                let after = marked(tx, &before, &missing).await?;
                let event = match &after {
                    Some(after) => store::changed(EventKind::PrivacyRequestLacking, &before, after),
                    None => Event::new(EventKind::PrivacyRequestLacking, EntityKind::PrivacyRequest, before.id),
                };
                Ok(Done::new(event, Reply::no_content()))
            })
            .await
            .map(|_: Reply| ())
        })
    })
}

/// The request as it stands then; `None` when it has been sent back already.
async fn marked(
    tx: &WriteTx,
    before: &privacy_request::Model,
    missing: &[PortabilityMissing],
) -> Result<Option<privacy_request::Model>, Problem> {
    let Some(status) = found_lacking(store::status(before)?) else {
        return Ok(None);
    };
    let row = privacy_request::Model {
        status: status.as_str().to_owned(),
        version: before.version + 1,
        ended_at: None,
        ..before.clone()
    };
    store::save(tx, &row).await?;
    let note = named(tx, &row, missing).await?;
    store::enter(tx, &row, (Entry::Lacking, &note), None, To::Handler).await?;
    Ok(Some(row))
}

/// The numbers of the documents, a line for each sort, in the handler's language.
async fn named(tx: &ReadTx, row: &privacy_request::Model, missing: &[PortabilityMissing]) -> Result<String, Problem> {
    let handler = match store::handler(tx, row).await? {
        Some(place) => users::find_user(tx, place.user_id).await?,
        None => None,
    };
    let language = handler.map_or(Language::Sv, |u| Language::parse(&u.language));
    let ids: Vec<Uuid> = missing.iter().map(|m| m.row).collect();
    let mut numbers: HashMap<Uuid, String> = HashMap::new();
    let offers = tx.find::<offer::Entity>().filter(offer::Column::Id.is_in(ids.clone()));
    for offer in offers.all().await? {
        numbers.insert(offer.id, offer.number.to_string());
    }
    let invoices = tx.find::<invoice::Entity>().filter(invoice::Column::Id.is_in(ids));
    for invoice in invoices.all().await? {
        numbers.insert(invoice.id, invoice.number.unwrap_or_default());
    }
    let mut sorts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for m in missing {
        let sort = labels::record(&m.table).map_or(m.table.as_str(), |word| labels::say(word, language));
        let number = numbers.get(&m.row).cloned().unwrap_or_else(|| m.row.to_string());
        sorts.entry(sort).or_default().push(number);
    }
    let lines = sorts
        .iter()
        .map(|(sort, numbers)| format!("{sort}: {}", numbers.join(", ")));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}
