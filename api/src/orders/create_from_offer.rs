//! `createOrderFromOffer`.

use super::{
    create::insert,
    dto::{Order, OrderFromOffer, OrderInput, OrderLineInput, WorkBilling},
    store::word,
};
use crate::{
    app::App,
    company::company_settings,
    http::{Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    lines::{Line, LineInput, asked},
    offers::{self, AcceptedOffer},
    store::WriteTx,
};
use actix_web::post;
use kontoret_core::{money::div_round, totals::LineKind, vat::VatCode};

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
        let offer = offers::accepted_for_order(tx, offer_id)
            .await
            .map_err(|p| match p.code {
                Code::NotFound => Problem::field("/offer_id", FieldCode::NotFound),
                _ => p,
            })?;
        let input = input(tx, offer).await?;
        insert(tx, &auth, &input, Some(offer_id)).await
    })
    .await
}

async fn input(tx: &WriteTx, offer: AcceptedOffer) -> Result<OrderInput, Problem> {
    let AcceptedOffer { row, lines, .. } = offer;
    let (hourly_price_ore, hourly_vat) = hourly(tx, row.prices_include_vat, &lines).await?;
    let hourly_work_type = lines.iter().find_map(|l| l.work_type);
    Ok(OrderInput {
        customer_id: row.customer_id,
        work_site_id: row.work_site_id,
        title: row.title,
        description: row.intro,
        their_reference: row.their_reference,
        buyer_order_number: None,
        planned_start_on: None,
        planned_end_on: None,
        work_billing: WorkBilling::AsAgreed,
        hourly_price_ore,
        hourly_vat,
        hourly_work_type,
        deduction: asked(&row.deduction),
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        round_to_krona: row.round_to_krona,
        lines: lines.into_iter().map(line).collect(),
        assigned: Vec::new(),
    })
}

fn line(l: Line) -> OrderLineInput {
    OrderLineInput::from(LineInput {
        article_id: l.article_id,
        kind: l.kind,
        work_type: l.work_type,
        description: l.description,
        quantity_milli: l.quantity_milli,
        unit: l.unit,
        unit_price_ore: l.unit_price_ore,
        discount_bp: l.discount_bp,
        vat: l.vat,
    })
}

/// The price of an hour that was agreed, or else the company's own, meant as the offer's prices are.
async fn hourly(tx: &WriteTx, include_vat: bool, lines: &[Line]) -> Result<(i64, VatCode), Problem> {
    let hours = |l: &&Line| {
        l.kind == LineKind::Work && l.unit_price_ore > 0 && matches!(l.unit.trim(), "tim" | "h" | "hour" | "hours")
    };
    if let Some(agreed) = lines.iter().find(hours) {
        return Ok((agreed.unit_price_ore, agreed.vat));
    }
    let own = tx
        .find::<company_settings::Entity>()
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    let vat: VatCode = word(&own.default_vat)?;
    let (net, gross) = (10_000, 10_000 + i128::from(vat.rate_on(tx.today()).0));
    let price = match (own.prices_include_vat, include_vat) {
        (false, true) => div_round(i128::from(own.hourly_price_ore) * gross, net),
        (true, false) => div_round(i128::from(own.hourly_price_ore) * net, gross),
        _ => own.hourly_price_ore.into(),
    };
    Ok((i64::try_from(price).map_err(Problem::internal)?, vat))
}
