//! `confirmPrivacyRequestByLink`.

use super::{
    entity::privacy_request,
    links,
    public_dto::PrivacyLinkPath,
    store::{self, To},
};
use crate::{
    app::App,
    http::{Path, Problem, Problems, Reply, context},
    offers::Unhurried,
    store::{Actor, Done, ReadTx},
};
use actix_web::post;
use kontoret_core::{
    event::EventKind,
    privacy_case::{Entry, Identity, LinkPurpose},
    privacy_request::Action,
};

/// Confirms by a mailed link that the holder of the address asks. The days since the link was mailed don't count.
#[utoipa::path(tag = "public", operation_id = "confirmPrivacyRequestByLink", params(PrivacyLinkPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 204, description = "It is confirmed"), Problems))]
#[post("/public/privacy-links/{token}/identity")]
pub async fn confirm_privacy_request_by_link(
    app: App,
    _unhurried: Unhurried,
    path: Path<PrivacyLinkPath>,
) -> Result<Reply, Problem> {
    let token = links::parse(&path)?;
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(links::scope(&token), &actor, async |tx| {
        let (link, _) = links::prove(&app, tx, &token, Some(LinkPurpose::Identity)).await?;
        links::used(tx, link.id).await?;
        let before = store::lock(tx, link.request_id).await?;
        let mut row = before.clone();
        store::step(tx, &mut row, Action::ConfirmIdentity)?;
        identified(tx, &mut row, Identity::Link);
        store::enter(tx, &row, (Entry::Identified, ""), None, To::Nobody).await?;
        store::save(tx, &row).await?;
        let event = store::changed(EventKind::PrivacyRequestIdentified, &before, &row);
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}

/// Writes that it is known who asks; the clock stood still from the day on which the person was asked to confirm it.
pub(super) fn identified(tx: &ReadTx, row: &mut privacy_request::Model, how: Identity) {
    row.identity_how = Some(how.as_str().to_owned());
    row.identity_at = Some(tx.now());
    let mut clock = store::clock(row);
    if let Some(asked_on) = row.identity_asked_on {
        clock.paused_days += u32::try_from((tx.today() - asked_on).num_days()).unwrap_or(0);
    }
    store::set_clock(row, clock);
}
