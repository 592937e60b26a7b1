//! `createOffer`.

use super::{
    dto::{Offer, OfferInput},
    entity::offer,
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{
        Done, Event, WriteTx,
        counter::{Series, take},
    },
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    offer::Status,
};
use sea_orm::ActiveModelTrait;

/// Begins an offer. It is a draft with a number; the customer sees nothing of it until it is sent.
#[utoipa::path(tag = "offers", operation_id = "createOffer", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["offers_write"]))), request_body = OfferInput,
    responses((status = 201, description = "The offer", body = Offer), Problems))]
#[post("/offers")]
pub async fn create_offer(
    app: App,
    auth: Auth<perm::OffersWrite>,
    command: Command,
    body: Json<OfferInput>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let row = create(tx, body.0).await?;
        let event = Event::new(EventKind::OfferCreated, EntityKind::Offer, row.id).changed("offer", None, &row);
        let offer = store::view(&app, tx, row, &auth).await?;
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/offers/{}", offer.id), &offer)?.version(1),
        ))
    })
    .await
}

/// Stores a new draft.
///
/// # Errors
/// All fields that need mending, or that the customer was put away.
pub async fn create(tx: &WriteTx, input: OfferInput) -> Result<offer::Model, Problem> {
    let input = store::check(input, tx.today())?;
    let customer = store::customer_of(tx, &input, None).await?;
    let (totals, amounts) = store::sum(&input, tx.today())?;
    let blank = offer::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        number: take(tx, Series::Offer).await?,
        status: Status::Draft.as_str().to_owned(),
        customer_id: customer.id,
        work_site_id: None,
        customer_name: String::new(),
        customer_email: String::new(),
        title: String::new(),
        intro: String::new(),
        terms: String::new(),
        their_reference: String::new(),
        deduction: String::new(),
        language: String::new(),
        valid_until: input.valid_until,
        offered_on: None,
        sort_offered_on: store::undated(),
        sent_at: None,
        decided_at: None,
        decided_by: None,
        decline_reason: None,
        link_nonce: None,
        snapshot: None,
        total_ore: 0,
        created_at: tx.now(),
        prices_include_vat: false,
        discount_bp: 0,
        round_to_krona: false,
    };
    let row = store::apply(blank, &input, &customer, &totals);
    tx.insert::<offer::Entity, _>(offer::ActiveModel::from(row.clone()).reset_all())
        .await?;
    store::save_lines(tx, row.id, &input, &amounts).await?;
    store::index(tx, &row, true).await?;
    Ok(row)
}
