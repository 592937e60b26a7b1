//! `getPublicOffer`, `getPublicOfferPdf`, `acceptPublicOffer`, `declinePublicOffer`: what the holder of a link can do.

use super::{
    document,
    entity::offer,
    pdf,
    public_dto::{AcceptOffer, DeclineOffer, PublicCompany, PublicOffer, PublicOfferPath},
    store,
    throttle::Unhurried,
};
use crate::{
    app::App,
    company::directory,
    customers::{self, dto::Language},
    http::{Binary, Code, FieldCode, Json, Path, Problem, Problems, Reply, context},
    jobs::{Job, JobKind},
    store::{Actor, Done, Event, ReadTx, Scope, WriteTx, secret::LinkToken},
};
use actix_web::{HttpResponse, get, post};
use kontoret_core::{
    event::{EntityKind, EventKind},
    offer::{Action, Status, TRANSITIONS},
};
use serde_json::json;

/// What these links are for, so that a link to something else can't be used here.
pub(super) const LINK: &str = "offer";

/// What a customer answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Yes, by this name.
    Accept(String),
    /// No, for this reason; may be empty.
    Decline(String),
}

/// The offer behind a link, as it was sent.
#[utoipa::path(tag = "public", operation_id = "getPublicOffer", params(PublicOfferPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The offer", body = PublicOffer), Problems))]
#[get("/public/offers/{token}")]
pub async fn get_public_offer(app: App, _unhurried: Unhurried, path: Path<PublicOfferPath>) -> Result<Reply, Problem> {
    let token = token(&path)?;
    app.read_in(scope(&token), async |tx| {
        let row = proven(&app, &token, find(tx, &token).await?)?;
        Reply::ok(&view(tx, row).await?)
    })
    .await
}

/// The offer behind a link, as a document.
#[utoipa::path(tag = "public", operation_id = "getPublicOfferPdf", params(PublicOfferPath), security(()),
    extensions(("x-permission" = json!([]))),
    responses((status = 200, description = "The document", body = Binary, content_type = "application/pdf"), Problems))]
#[get("/public/offers/{token}/pdf")]
pub async fn get_public_offer_pdf(
    app: App,
    _unhurried: Unhurried,
    path: Path<PublicOfferPath>,
) -> Result<HttpResponse, Problem> {
    let token = token(&path)?;
    let (row, document) = app
        .read_in(scope(&token), async |tx| {
            let row = proven(&app, &token, find(tx, &token).await?)?;
            let document = document::load(tx, &row, store::public_url(&app, &row)).await?;
            Ok((row, document))
        })
        .await?;
    pdf::respond(&app, &row, document).await
}

/// Accepts the offer. Accepting again answers the same.
#[utoipa::path(tag = "public", operation_id = "acceptPublicOffer", params(PublicOfferPath), security(()),
    extensions(("x-permission" = json!([]))), request_body = AcceptOffer,
    responses((status = 200, description = "The offer", body = PublicOffer), Problems))]
#[post("/public/offers/{token}/accept")]
pub async fn accept_public_offer(
    app: App,
    _unhurried: Unhurried,
    path: Path<PublicOfferPath>,
    body: Json<AcceptOffer>,
) -> Result<Reply, Problem> {
    let name = body.0.name.trim().to_owned();
    if name.is_empty() {
        return Err(Problem::field("/name", FieldCode::Required));
    }
    decide(&app, &path, Answer::Accept(name)).await
}

/// Declines the offer. Declining again answers the same.
#[utoipa::path(tag = "public", operation_id = "declinePublicOffer", params(PublicOfferPath), security(()),
    extensions(("x-permission" = json!([]))), request_body = DeclineOffer,
    responses((status = 200, description = "The offer", body = PublicOffer), Problems))]
#[post("/public/offers/{token}/decline")]
pub async fn decline_public_offer(
    app: App,
    _unhurried: Unhurried,
    path: Path<PublicOfferPath>,
    body: Json<DeclineOffer>,
) -> Result<Reply, Problem> {
    decide(&app, &path, Answer::Decline(body.0.reason.trim().to_owned())).await
}

async fn decide(app: &App, path: &PublicOfferPath, given: Answer) -> Result<Reply, Problem> {
    let token = token(path)?;
    let actor = Actor {
        request_id: context::request_id(),
        ..Actor::default()
    };
    app.write_in(scope(&token), &actor, async |tx| {
        let found = match store::lock_offer(tx, token.id).await {
            Ok(row) => Some(row),
            Err(p) if p.code == Code::NotFound => None,
            Err(p) => return Err(p),
        };
        let before = proven(app, &token, found)?;
        customers::check_usable(tx, before.customer_id).await?;
        let Some((row, kind)) = answer(tx, &before, given).await? else {
            let same = Reply::ok(&view(tx, before).await?)?;
            return Ok(Done::silent("the same answer was given before", same));
        };
        let event = Event::new(kind, EntityKind::Offer, row.id).changed("offer", Some(&before), &row);
        Ok(Done::new(event, Reply::ok(&view(tx, row).await?)?))
    })
    .await
}

/// Writes the customer's answer down and tells the company; none when the same answer was given before. The row must be
/// locked.
///
/// # Errors
/// [`Code::LinkExpired`], or [`Code::NotAllowedInStatus`] when it was answered otherwise.
pub async fn answer(
    tx: &WriteTx,
    before: &offer::Model,
    given: Answer,
) -> Result<Option<(offer::Model, EventKind)>, Problem> {
    let status = store::status(before, tx.today());
    let (action, same, kind, notice) = match given {
        Answer::Accept(_) => (
            Action::Accept,
            Status::Accepted,
            EventKind::OfferAccepted,
            "offer_accepted",
        ),
        Answer::Decline(_) => (
            Action::Decline,
            Status::Declined,
            EventKind::OfferDeclined,
            "offer_declined",
        ),
    };
    if status == same {
        return Ok(None);
    }
    let Some(next) = TRANSITIONS.next(status, action) else {
        let expired = status == Status::Expired;
        return Err(Problem::new(if expired {
            Code::LinkExpired
        } else {
            Code::NotAllowedInStatus
        }));
    };
    let mut row = before.clone();
    row.status = next.as_str().to_owned();
    row.version += 1;
    row.decided_at = Some(tx.now());
    match given {
        Answer::Accept(name) => row.decided_by = Some(name),
        Answer::Decline(reason) => row.decline_reason = Some(reason).filter(|r| !r.is_empty()),
    }
    store::save_offer(tx, &row).await?;
    tx.queue(Job::new(JobKind::Notice, tx, row.id).with(json!({ "notice": notice })));
    Ok(Some((row, kind)))
}

/// Whatever is wrong with a link, the answer is the same.
fn invalid() -> Problem {
    Problem::new(Code::LinkInvalid)
}

fn token(path: &PublicOfferPath) -> Result<LinkToken, Problem> {
    LinkToken::parse(&path.token).ok_or_else(invalid)
}

fn scope(token: &LinkToken) -> Scope {
    Scope {
        company_id: Some(token.company_id),
        user_id: None,
    }
}

async fn find(tx: &ReadTx, token: &LinkToken) -> Result<Option<offer::Model>, Problem> {
    use sea_orm::ColumnTrait;
    Ok(tx
        .find::<offer::Entity>()
        .filter(offer::Column::Id.eq(token.id))
        .one()
        .await?)
}

/// The row, if the link is its own and still open.
fn proven(app: &App, token: &LinkToken, row: Option<offer::Model>) -> Result<offer::Model, Problem> {
    row.filter(|r| {
        let open = !matches!(store::stored(&r.status), Status::Draft | Status::Withdrawn);
        open && r
            .link_nonce
            .as_deref()
            .is_some_and(|nonce| app.secrets.link_matches(token, LINK, nonce))
    })
    .ok_or_else(invalid)
}

async fn view(tx: &ReadTx, row: offer::Model) -> Result<PublicOffer, Problem> {
    let json = row
        .snapshot
        .as_ref()
        .ok_or_else(|| Problem::internal("a sent offer without its content"))?;
    let kept = document::snapshot(json)?;
    let status = store::status(&row, tx.today());
    let seller = kept.document.body.seller;
    let answers = [Action::Accept, Action::Decline];
    Ok(PublicOffer {
        number: row.number,
        status,
        company: PublicCompany {
            name: seller.name,
            slug: directory(tx).await?.slug,
            phone: seller.phone,
            email: seller.email,
            logo: kept.logo,
            organisation_number: seller.organisation_number,
        },
        customer_name: kept.document.body.buyer.name,
        work_site: kept.document.body.work_site.map(|w| {
            let town = [w.postal_code, w.city].join(" ");
            let parts = [vec![w.name], w.address_lines, vec![town.trim().to_owned()]].concat();
            parts
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        }),
        valid_until: row.valid_until,
        prices_include_vat: row.prices_include_vat,
        lines: store::lines(tx, row.id).await?,
        totals: kept.totals,
        decided_at: row.decided_at,
        decided_by: row.decided_by,
        language: Language::parse(&row.language),
        title: row.title,
        intro: row.intro,
        terms: row.terms,
        actions: TRANSITIONS
            .allowed(status)
            .into_iter()
            .filter(|a| answers.contains(a))
            .collect(),
    })
}
