//! `sendOffer`.

use super::{
    document,
    dto::{Offer, OfferPath, SendOffer},
    entity::offer,
    store,
};
use crate::{
    app::App,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    jobs::mail::{self, Document, MailInput},
    store::{Done, Event, WriteTx, secret::random},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    identity::is_email,
    offer::{Action, Status, TRANSITIONS, is_expired},
};

/// Sends an offer to the customer, with a link to answer it. From now on its content is fixed; sending it again sends
/// the same content.
#[utoipa::path(tag = "offers", operation_id = "sendOffer",
    params(OfferPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["offers_write"]))), request_body = SendOffer,
    responses((status = 200, description = "The offer", body = Offer), Problems))]
#[post("/offers/{offer_id}/send")]
pub async fn send_offer(
    app: App,
    auth: Auth<perm::OffersWrite>,
    path: Path<OfferPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<SendOffer>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_usable(tx, path.offer_id).await?;
        if_match.expect(before.version)?;
        let row = send(tx, before.clone(), body.0).await?;
        let event = Event::new(EventKind::OfferSent, EntityKind::Offer, row.id).changed("offer", Some(&before), &row);
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view(&app, tx, row, &auth).await?)?.version(version),
        ))
    })
    .await
}

/// Fixes a draft's content, or takes that of a sent offer, and queues the letter. The row must be locked.
///
/// # Errors
/// [`Code::NotAllowedInStatus`], fields that need mending, or [`Code::Incomplete`] without lines.
pub async fn send(tx: &WriteTx, before: offer::Model, input: SendOffer) -> Result<offer::Model, Problem> {
    let status = store::status(&before, tx.today());
    if TRANSITIONS.next(status, Action::Send).is_none() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let recipient = input.recipient.trim().to_owned();
    check(tx, &before, status, &recipient, &input)?;
    let mut row = before;
    row.version += 1;
    if status == Status::Draft {
        row.valid_until = input.valid_until;
        fix(tx, &mut row).await?;
    }
    store::save_offer(tx, &row).await?;
    store::index(tx, &row, false).await?;
    mail::queue(
        tx,
        MailInput {
            document: Document::Offer(row.id),
            recipient,
            message: input.message,
        },
    )
    .await?;
    Ok(row)
}

fn check(tx: &WriteTx, row: &offer::Model, status: Status, recipient: &str, input: &SendOffer) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if !is_email(recipient) {
        errors.push(FieldError::new("/recipient", FieldCode::Invalid));
    }
    if is_expired(input.valid_until, tx.today()) {
        errors.push(FieldError::new("/valid_until", FieldCode::DateOutOfRange));
    }
    crate::lines::check_date("/valid_until", Some(input.valid_until), tx.today(), &mut errors);
    // The day is part of what the customer was offered.
    if status != Status::Draft && input.valid_until != row.valid_until {
        errors.push(FieldError::new("/valid_until", FieldCode::Invalid));
    }
    errors.dedup();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// From here on the offer is what the customer gets, whatever becomes of customer and company.
async fn fix(tx: &WriteTx, row: &mut offer::Model) -> Result<(), Problem> {
    row.status = Status::Sent.as_str().to_owned();
    row.offered_on = Some(tx.today());
    row.sort_offered_on = tx.today();
    row.sent_at = Some(tx.now());
    row.link_nonce = Some(random::<16>().to_vec());
    let customer = crate::customers::get_customer(tx, row.customer_id).await?;
    row.customer_name.clone_from(&customer.name);
    row.customer_email.clone_from(&customer.email);
    let snapshot = document::compose(tx, row, tx.now()).await?;
    if snapshot.document.body.lines.is_empty() {
        let missing = FieldError::new("/lines", FieldCode::Required);
        return Err(Problem::new(Code::Incomplete).with_errors(vec![missing]));
    }
    row.total_ore = snapshot.totals.total_ore;
    row.snapshot = Some(serde_json::to_value(snapshot).map_err(Problem::internal)?);
    Ok(())
}
