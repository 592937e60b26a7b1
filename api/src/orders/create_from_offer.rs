//! `createOrderFromOffer`.

use super::{
    create::insert,
    dto::{Order, OrderFromOffer, OrderInput, OrderLineInput, WorkBilling},
    entity::work_order,
    store::word,
};
use crate::{
    app::App,
    company::company_settings,
    http::{Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    lines::LineInput,
    store::WriteTx,
};
use actix_web::post;
use kontoret_core::{
    money::div_round,
    offer::{Action, Status, TRANSITIONS},
    totals::LineKind,
    vat::VatCode,
};
use sea_orm::{
    ColumnTrait, FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, LockType, Order as Sort, Query},
};
use uuid::Uuid;

/// Makes an order of an accepted offer: its customer, site, title, terms and lines. An offer gives one order.
#[utoipa::path(tag = "orders", operation_id = "createOrderFromOffer", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["orders_write"]))), request_body = OrderFromOffer,
    responses((status = 201, description = "The order", body = Order), Problems))]
#[post("/orders/from-offer")]
pub async fn create_order_from_offer(
    app: App,
    auth: Auth<perm::OrdersWrite>,
    command: Command,
    body: Json<OrderFromOffer>,
) -> Result<Reply, Problem> {
    let offer_id = body.0.offer_id;
    app.write(&auth, &command, async |tx| {
        let offer = accepted(tx, offer_id).await?;
        let has_order = tx.find::<work_order::Entity>().filter(work_order::Column::OfferId.eq(offer_id));
        if has_order.one().await?.is_some() {
            return Err(Problem::new(Code::Duplicate));
        }
        let input = input(tx, offer).await?;
        insert(tx, &auth, &input, Some(offer_id)).await
    })
    .await
}

#[derive(FromQueryResult)]
struct Offer {
    status: String,
    customer_id: Uuid,
    work_site_id: Option<Uuid>,
    title: String,
    intro: String,
    their_reference: String,
    prices_include_vat: bool,
    discount_bp: i32,
    round_to_krona: bool,
}

#[derive(FromQueryResult)]
struct Line {
    article_id: Option<Uuid>,
    kind: String,
    description: String,
    quantity_milli: i64,
    unit: String,
    unit_price_ore: i64,
    discount_bp: i32,
    vat: String,
}

/// An accepted offer and its lines, locked until the transaction ends.
async fn accepted(tx: &WriteTx, id: Uuid) -> Result<(Offer, Vec<LineInput>), Problem> {
    let col = Alias::new;
    let mut q = Query::select()
        .columns(
            [
                "status",
                "customer_id",
                "work_site_id",
                "title",
                "intro",
                "their_reference",
                "prices_include_vat",
                "discount_bp",
                "round_to_krona",
            ]
            .map(col),
        )
        .from(col("offer"))
        .and_where(Expr::col(col("company_id")).eq(tx.company_id()))
        .and_where(Expr::col(col("id")).eq(id))
        .to_owned();
    if tx.backend() == sea_orm::DbBackend::Postgres {
        q.lock(LockType::Update);
    }
    let offer = tx.select::<Offer>(&q).await?.into_iter().next();
    let offer = offer.ok_or_else(|| Problem::field("/offer_id", FieldCode::NotFound))?;
    if TRANSITIONS.next(word::<Status>(&offer.status)?, Action::Convert).is_none() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let names = ["article_id", "kind", "description", "quantity_milli", "unit", "unit_price_ore", "discount_bp", "vat"];
    let q = Query::select()
        .columns(names.map(col))
        .from(col("offer_line"))
        .and_where(Expr::col(col("company_id")).eq(tx.company_id()))
        .and_where(Expr::col(col("offer_id")).eq(id))
        .order_by(col("position"), Sort::Asc)
        .to_owned();
    let lines = tx.select::<Line>(&q).await?.into_iter().map(line).collect::<Result<_, _>>()?;
    Ok((offer, lines))
}

fn line(l: Line) -> Result<LineInput, Problem> {
    Ok(LineInput {
        article_id: l.article_id,
        kind: word(&l.kind)?,
        description: l.description,
        quantity_milli: l.quantity_milli,
        unit: l.unit,
        unit_price_ore: l.unit_price_ore,
        discount_bp: l.discount_bp,
        vat: word(&l.vat)?,
    })
}

async fn input(tx: &WriteTx, (offer, lines): (Offer, Vec<LineInput>)) -> Result<OrderInput, Problem> {
    let (hourly_price_ore, hourly_vat) = hourly(tx, &offer, &lines).await?;
    Ok(OrderInput {
        customer_id: offer.customer_id,
        work_site_id: offer.work_site_id,
        title: offer.title,
        description: offer.intro,
        their_reference: offer.their_reference,
        planned_start_on: None,
        planned_end_on: None,
        work_billing: WorkBilling::AsAgreed,
        hourly_price_ore,
        hourly_vat,
        prices_include_vat: offer.prices_include_vat,
        discount_bp: offer.discount_bp,
        round_to_krona: offer.round_to_krona,
        lines: lines.into_iter().map(OrderLineInput::from).collect(),
        assigned: Vec::new(),
    })
}

/// The price of an hour that was agreed, or else the company's own, meant as the offer's prices are.
async fn hourly(tx: &WriteTx, offer: &Offer, lines: &[LineInput]) -> Result<(i64, VatCode), Problem> {
    let hours = |l: &&LineInput| {
        l.kind == LineKind::Work && l.unit_price_ore > 0 && matches!(l.unit.trim(), "tim" | "h" | "hour" | "hours")
    };
    if let Some(agreed) = lines.iter().find(hours) {
        return Ok((agreed.unit_price_ore, agreed.vat));
    }
    let own = tx.find::<company_settings::Entity>().one().await?.ok_or_else(Problem::not_found)?;
    let vat: VatCode = word(&own.default_vat)?;
    let (net, gross) = (10_000, 10_000 + i128::from(vat.rate_on(tx.today()).0));
    let price = match (own.prices_include_vat, offer.prices_include_vat) {
        (false, true) => div_round(i128::from(own.hourly_price_ore) * gross, net),
        (true, false) => div_round(i128::from(own.hourly_price_ore) * net, gross),
        _ => own.hourly_price_ore.into(),
    };
    Ok((i64::try_from(price).map_err(Problem::internal)?, vat))
}
