//! `createInvoicesFromBasis`.

use super::dto::{BasisGrouping, BasisPick, InvoicesFromBasis, InvoicesMade};
use crate::{
    app::App,
    customers::{self, dto::Language},
    http::{Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    invoices::{
        actual_hours, create,
        create_from_order::{kind_of_rest, of_order, take_off},
        draft,
        dto::InvoiceInput,
        list::item_of,
        order_lines, taken,
    },
    orders::{self, Uninvoiced, dto::InstalmentKind},
    store::{Done, WriteTx},
};
use actix_web::{http::StatusCode, post};
use kontoret_core::{deduction::AskedDeduction, invoice::Kind};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Makes drafts of what is picked from the invoice basis: an invoice per order, or a collective one per customer.
#[utoipa::path(tag = "invoices", operation_id = "createInvoicesFromBasis", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = InvoicesFromBasis,
    responses((status = 201, description = "The drafts", body = InvoicesMade), Problems))]
#[post("/invoices/from-basis")]
pub async fn create_invoices_from_basis(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<InvoicesFromBasis>,
) -> Result<Reply, Problem> {
    check(&body.0)?;
    app.write(&auth, &command, async |tx| {
        let mut items = Vec::new();
        let mut events = Vec::new();
        for input in inputs(tx, &body.0).await? {
            let input = draft::check(input, tx.today())?;
            taken::check(tx, &input).await?;
            let (row, _, event) = create::create(tx, &input).await?;
            items.push(item_of(&row, tx.today())?);
            events.push(event);
        }
        if items.is_empty() {
            return Err(Problem::new(Code::NothingToInvoice));
        }
        Ok(Done::all(
            events,
            Reply::with_status(StatusCode::CREATED, &InvoicesMade { items })?,
        ))
    })
    .await
}

fn check(body: &InvoicesFromBasis) -> Result<(), Problem> {
    let mut seen = HashSet::new();
    let twice = |(_, pick): &(usize, &BasisPick)| !seen.insert(pick.order_id);
    let errors: Vec<FieldError> = body
        .picks
        .iter()
        .enumerate()
        .filter(twice)
        .map(|(i, _)| FieldError::new(format!("/picks/{i}/order_id"), FieldCode::Duplicate))
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::fields(errors))
    }
}

/// The content of the invoices. Orders are locked by id, so that two requests can't wait for each other; the invoices
/// come in the order of the picks.
async fn inputs(tx: &WriteTx, body: &InvoicesFromBasis) -> Result<Vec<InvoiceInput>, Problem> {
    let mut by_id: Vec<&BasisPick> = body.picks.iter().collect();
    by_id.sort_by_key(|p| p.order_id);
    let mut free: BTreeMap<Uuid, Uninvoiced> = BTreeMap::new();
    for pick in by_id {
        free.insert(pick.order_id, orders::uninvoiced(tx, pick.order_id).await?);
    }
    let mut inputs: Vec<InvoiceInput> = Vec::new();
    for pick in &body.picks {
        let Some(free) = free.get(&pick.order_id) else { continue };
        inputs.extend(instalments(tx, free, &pick.instalment_ids).await?);
        if pick.line_ids.is_empty() && pick.time_entry_ids.is_empty() {
            continue;
        }
        let input = work(tx, free, pick).await?;
        let together = |i: &&mut InvoiceInput| body.grouping == BasisGrouping::Customer && fits(i, &input);
        match inputs.iter_mut().find(together) {
            Some(collective) => join(tx, collective, input).await?,
            None => inputs.push(input),
        }
    }
    Ok(inputs)
}

/// Lines and time of an order: an ordinary invoice, or a final one that takes off what was invoiced in advance.
async fn work(tx: &WriteTx, free: &Uninvoiced, pick: &BasisPick) -> Result<InvoiceInput, Problem> {
    let customer = customers::get_customer(tx, free.order.customer_id).await?;
    let language = Language::parse(&customer.language);
    let mut input = of_order(tx, free, customer, kind_of_rest(tx, free).await?).await?;
    input.lines = order_lines::agreed(free, Some(&pick.line_ids))?;
    input
        .lines
        .extend(order_lines::reported(tx, free, Some(&pick.time_entry_ids), language).await?);
    order_lines::on_accounts(tx, &mut input.lines).await?;
    actual_hours::fill(tx, free.order.id, input.deduction, &mut input.lines).await?;
    if input.kind == Kind::Final {
        take_off(tx, &mut input, language).await?;
    }
    Ok(input)
}

/// Each instalment as an invoice of its own.
async fn instalments(tx: &WriteTx, free: &Uninvoiced, ids: &[Uuid]) -> Result<Vec<InvoiceInput>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let there = orders::uninvoiced_instalments(tx, free.order.id).await?;
    let standing = orders::standing(tx, &free.order).await?;
    let mut inputs = Vec::new();
    for id in ids {
        let found = there.iter().find(|i| i.id == *id);
        let i = found.ok_or_else(|| Problem::new(Code::AlreadyInvoiced))?;
        let kind: InstalmentKind = i
            .kind
            .parse()
            .map_err(|()| Problem::internal("an unknown kind of instalment"))?;
        let customer = customers::get_customer(tx, free.order.customer_id).await?;
        let mut input = of_order(tx, free, customer, kind.invoice()).await?;
        // What was agreed is what is asked for: the order's discount is in it.
        input.discount_bp = 0;
        let words = (i.description.as_str(), input.language);
        input.lines = order_lines::instalment(&free.order, &standing, i.net_ore, words, Some(*id), tx.today());
        actual_hours::fill(tx, free.order.id, input.deduction, &mut input.lines).await?;
        inputs.push(input);
    }
    Ok(inputs)
}

/// Whether two orders can stand on one invoice: the same customer, and prices that are meant alike.
fn fits(a: &InvoiceInput, b: &InvoiceInput) -> bool {
    a.kind == Kind::Invoice
        && b.kind == Kind::Invoice
        && a.customer_id == b.customer_id
        && a.prices_include_vat == b.prices_include_vat
        && a.discount_bp == b.discount_bp
        && a.round_to_krona == b.round_to_krona
        && a.deduction == b.deduction
        // A deduction is for one home.
        && (a.deduction == AskedDeduction::None || a.work_site_id == b.work_site_id)
}

/// Puts another order on an invoice, which from then on is a collective one. What belongs to one order alone is left out.
async fn join(tx: &WriteTx, collective: &mut InvoiceInput, other: InvoiceInput) -> Result<(), Problem> {
    collective.order_id = None;
    if collective.work_site_id != other.work_site_id {
        collective.work_site_id = None;
    }
    if collective.their_reference != other.their_reference {
        collective.their_reference = customers::get_customer(tx, other.customer_id).await?.reference;
    }
    if collective.buyer_order_number != other.buyer_order_number {
        collective.buyer_order_number = None;
    }
    if collective.title != other.title {
        collective.title = String::new();
    }
    collective.lines.extend(other.lines);
    Ok(())
}
