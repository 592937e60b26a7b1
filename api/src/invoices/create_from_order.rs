//! `createInvoiceFromOrder`.

use super::{
    actual_hours, advances,
    create::{self, created},
    draft,
    dto::{Invoice, InvoiceFromOrder, InvoiceInput, InvoiceLineInput},
    entity::invoice,
    order_lines,
    store::{self, Parts},
};
use crate::{
    app::App,
    company,
    customers::{self, customer, dto::Language},
    http::{Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    lines,
    orders::{self, Uninvoiced},
    store::{Done, Event, ReadTx, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    economy::{self, Ask, AskError},
    invoice::Kind,
    money::{Bp, Ore},
};

/// Begins an invoice of what an order has that isn't invoiced: agreed lines, and approved time where time is charged.
#[utoipa::path(tag = "invoices", operation_id = "createInvoiceFromOrder", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = InvoiceFromOrder,
    responses((status = 201, description = "The draft", body = Invoice), Problems))]
#[post("/invoices/from-order")]
pub async fn create_invoice_from_order(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<InvoiceFromOrder>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let (row, parts, event) = create_from_order(tx, &body.0).await?;
        Ok(Done::new(
            event,
            created(&store::view_with(tx, row, parts, &auth).await?)?,
        ))
    })
    .await
}

/// Begins an invoice of an order, which is locked until the transaction ends.
///
/// # Errors
/// `not_found`, `not_allowed_in_status`, `nothing_to_invoice`, `already_invoiced` when something asked for isn't free.
pub async fn create_from_order(
    tx: &WriteTx,
    asked: &InvoiceFromOrder,
) -> Result<(invoice::Model, Parts, Event), Problem> {
    let free = orders::uninvoiced(tx, asked.order_id).await?;
    let customer = customers::get_customer(tx, free.order.customer_id).await?;
    let language = Language::parse(&customer.language);
    let kind = match asked.kind {
        Some(kind) => kind,
        None => kind_of_rest(tx, &free).await?,
    };
    let mut input = of_order(tx, &free, customer, kind).await?;
    input.lines = match kind {
        Kind::Prepayment | Kind::Part if asked.share_bp.is_some() || asked.net_ore.is_some() => {
            part(tx, &free, asked, kind, language).await?
        }
        Kind::Invoice | Kind::Part | Kind::Final | Kind::Cash => {
            let mut lines = order_lines::agreed(&free, asked.line_ids.as_ref())?;
            lines.extend(order_lines::reported(tx, &free, asked.time_entry_ids.as_ref(), language).await?);
            order_lines::on_accounts(tx, &mut lines).await?;
            lines
        }
        Kind::Prepayment => return Err(Problem::field("/net_ore", FieldCode::Required)),
        Kind::CreditNote | Kind::Interest => return Err(Problem::field("/kind", FieldCode::Invalid)),
    };
    actual_hours::fill(tx, free.order.id, input.deduction, &mut input.lines).await?;
    if kind == Kind::Final {
        take_off(tx, &mut input, language).await?;
    }
    if input.lines.is_empty() {
        return Err(Problem::new(Code::NothingToInvoice));
    }
    create::create(tx, &draft::check(input, tx.today())?).await
}

/// An invoice of an order, without lines.
pub(super) async fn of_order(
    tx: &ReadTx,
    free: &Uninvoiced,
    customer: customer::Model,
    kind: Kind,
) -> Result<InvoiceInput, Problem> {
    let settings = company::settings(tx).await?;
    let terms = customer.payment_terms_days.unwrap_or(settings.payment_terms_days);
    let whole = !matches!(kind, Kind::Prepayment);
    Ok(InvoiceInput {
        kind,
        customer_id: customer.id,
        order_id: Some(free.order.id),
        work_site_id: free.order.work_site_id,
        title: free.order.title.clone(),
        note: settings.invoice_note,
        language: Language::parse(&customer.language),
        their_reference: if free.order.their_reference.is_empty() {
            customer.reference
        } else {
            free.order.their_reference.clone()
        },
        our_reference: String::new(),
        buyer_order_number: Some(free.order.buyer_order_number.clone()).filter(|n| !n.is_empty()),
        exemption_reason: String::new(),
        deduction: lines::asked(&free.order.deduction),
        supplied_on: None,
        payment_terms_days: if kind == Kind::Cash { 0 } else { terms },
        prices_include_vat: free.terms.prices_include_vat,
        discount_bp: if whole { free.terms.discount_bp } else { 0 },
        round_to_krona: free.terms.round_to_krona,
        lines: Vec::new(),
    })
}

/// A share or a sum of what is left of the order.
async fn part(
    tx: &WriteTx,
    free: &Uninvoiced,
    asked: &InvoiceFromOrder,
    kind: Kind,
    language: Language,
) -> Result<Vec<InvoiceLineInput>, Problem> {
    let standing = orders::standing(tx, &free.order).await?;
    let (ask, pointer) = match (asked.net_ore, asked.share_bp) {
        (Some(net), _) => (Ask::Net(Ore(net)), "/net_ore"),
        (None, share) => (
            Ask::Share(Bp(u32::try_from(share.unwrap_or(0)).unwrap_or(0))),
            "/share_bp",
        ),
    };
    let net = economy::instalment(standing.economy, ask).map_err(|e| match e {
        AskError::NotPositive => Problem::field(pointer, FieldCode::TooSmall),
        AskError::TooMuch { left_ore } => Problem::fields(vec![
            FieldError::new(pointer, FieldCode::TooLarge).with("left_ore", left_ore.0),
        ]),
    })?;
    let words = order_lines::instalment_words(kind, &free.order, language);
    Ok(order_lines::instalment(
        &free.order,
        &standing,
        net.0,
        (&words, language),
        None,
        tx.today(),
    ))
}

/// What sort of invoice has the work of an order: a final one, where something was invoiced in advance.
pub(super) async fn kind_of_rest(tx: &ReadTx, free: &Uninvoiced) -> Result<Kind, Problem> {
    let earlier = advances::of_order(tx, free.order.id).await?;
    Ok(if earlier.is_empty() { Kind::Invoice } else { Kind::Final })
}

/// Takes earlier prepayments and parts of the order off its final invoice.
pub(super) async fn take_off(tx: &WriteTx, input: &mut InvoiceInput, language: Language) -> Result<(), Problem> {
    let Some(order_id) = input.order_id else { return Ok(()) };
    let mut off = Vec::new();
    for earlier in advances::of_order(tx, order_id).await? {
        off.extend(advances::lines(tx, &earlier, input, language).await?);
    }
    if !off.is_empty() && input.discount_bp > 0 {
        input.lines.extend(order_lines::discount(
            &input.lines,
            input.discount_bp,
            input.deduction,
            language,
        ));
        input.discount_bp = 0;
    }
    input.lines.extend(off);
    Ok(())
}
