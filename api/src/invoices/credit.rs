//! `creditInvoice`.

use super::{
    create::created,
    credit_dto::{CreditInvoice, CreditLineInput},
    draft::blank,
    dto::{Invoice, InvoiceLine, InvoicePath},
    entity::invoice,
    issue, links,
    store::{self, Parts},
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    lines::VatRow,
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    credit::{Credit, CreditError, Invoiced, InvoicedLine, Take, credit},
    event::{EntityKind, EventKind},
    invoice::{Action, Kind},
    money::{Bp, Milli, Ore},
    totals,
};

/// Takes an invoice back, whole or in part, by a credit note: a draft, or issued at once.
#[utoipa::path(tag = "invoices", operation_id = "creditInvoice",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = CreditInvoice,
    responses((status = 201, description = "The credit note", body = Invoice), Problems))]
#[post("/invoices/{invoice_id}/credit")]
pub async fn credit_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<CreditInvoice>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let original = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(original.version)?;
        let (mut row, mut parts, mut events) = write(tx, &original, &body.0).await?;
        if body.0.issue {
            let (issued, issued_parts, more) = issue::issue(tx, &app.secrets, &row, None).await?;
            (row, parts) = (issued, issued_parts);
            events.extend(more);
        }
        Ok(Done::all(
            events,
            created(&store::view_with(tx, row, parts, &auth).await?)?,
        ))
    })
    .await
}

/// Writes a draft credit note of an invoice that is locked.
///
/// # Errors
/// `not_allowed_in_status`, `nothing_to_credit`, or the lines of which too much is asked for.
async fn write(
    tx: &WriteTx,
    original: &invoice::Model,
    input: &CreditInvoice,
) -> Result<(invoice::Model, Parts, Vec<Event>), Problem> {
    store::allow(original, Action::Credit)?;
    customers::check_usable(tx, original.customer_id).await?;
    let mut of = store::parts(tx, original.id).await?;
    links::note_credited(tx, original.id, &mut of.lines).await?;
    let found = decide(original, &of, input)?;
    let lines: Vec<InvoiceLine> = found
        .lines
        .iter()
        .filter_map(|c| Some((c, of.lines.get(c.index)?)))
        .map(|(c, l)| InvoiceLine {
            id: tx.new_id(),
            quantity_milli: c.quantity_milli.0,
            unit_price_ore: c.unit_price_ore.0,
            discount_bp: i32::try_from(c.discount_bp.0).unwrap_or(0),
            amount_ore: c.amount_ore.0,
            unit: if c.quantity_milli < Milli(0) {
                l.unit.clone()
            } else {
                String::new()
            },
            actual_hours_milli: None,
            credits_line_id: Some(l.id),
            credited_milli: 0,
            credited_ore: 0,
            // What the line names can be invoiced again once the credit note is issued.
            order_line_id: l.order_line_id.filter(|_| input.release_work && c.whole),
            instalment_id: l.instalment_id.filter(|_| input.release_work && c.whole),
            deducts_invoice_id: l.deducts_invoice_id.filter(|_| input.release_work && c.whole),
            time_entry_ids: if input.release_work && c.whole {
                l.time_entry_ids.clone()
            } else {
                Vec::new()
            },
            ..l.clone()
        })
        .collect();
    let sums: Vec<VatRow> = found
        .totals
        .vat_rows
        .iter()
        .map(|r| VatRow {
            vat: r.vat,
            net_ore: r.net_ore.0,
            vat_ore: r.vat_ore.0,
        })
        .collect();
    let row = note_row(tx, original, &found, input);
    store::insert_invoice(tx, &row).await?;
    store::insert_parts(tx, row.id, &lines, &sums).await?;
    let numbers = links::order_numbers(tx, original.id).await?;
    links::keep_orders(tx, &row, &lines, &sums, &numbers).await?;
    // What the original can still be credited has changed.
    let mut seen = original.clone();
    seen.version += 1;
    store::save_invoice(tx, &seen).await?;
    let event = Event::new(EventKind::InvoiceCreated, EntityKind::Invoice, row.id).changed("invoice", None, &row);
    Ok((row, Parts { lines, vat_rows: sums }, vec![event]))
}

fn decide(original: &invoice::Model, of: &Parts, input: &CreditInvoice) -> Result<Credit, Problem> {
    let lines: Vec<InvoicedLine> = of.lines.iter().map(invoiced).collect();
    let rows: Vec<totals::VatRow> = of
        .vat_rows
        .iter()
        .map(|r| totals::VatRow {
            vat: r.vat,
            net_ore: Ore(r.net_ore),
            vat_ore: Ore(r.vat_ore),
        })
        .collect();
    let invoiced = Invoiced {
        prices_include_vat: original.prices_include_vat,
        lines: &lines,
        vat_rows: &rows,
        rounding_ore: Ore(original.rounding_ore),
    };
    let Some(asked) = &input.lines else {
        return credit(&invoiced, None).map_err(refused);
    };
    let mut takes = Vec::with_capacity(asked.len());
    let mut errors = Vec::new();
    for (i, line) in asked.iter().enumerate() {
        match of.lines.iter().position(|l| l.id == line.line_id) {
            Some(index) => takes.push((index, take(line))),
            None => errors.push(FieldError::new(format!("/lines/{i}/line_id"), FieldCode::NotFound)),
        }
        if line.quantity_milli.is_some() && line.amount_ore.is_some() {
            errors.push(FieldError::new(format!("/lines/{i}/amount_ore"), FieldCode::Invalid));
        }
    }
    if errors.is_empty() {
        credit(&invoiced, Some(&takes)).map_err(refused)
    } else {
        Err(Problem::fields(errors))
    }
}

fn invoiced(l: &InvoiceLine) -> InvoicedLine {
    InvoicedLine {
        line: totals::LineInput {
            quantity_milli: Milli(l.quantity_milli),
            unit_price_ore: Ore(l.unit_price_ore),
            discount_bp: Bp(u32::try_from(l.discount_bp).unwrap_or(0)),
            vat: l.vat,
        },
        amount_ore: Ore(l.amount_ore),
        credited_milli: Milli(l.credited_milli),
        credited_ore: Ore(l.credited_ore),
    }
}

fn take(line: &CreditLineInput) -> Take {
    match (line.quantity_milli, line.amount_ore) {
        (Some(quantity), _) => Take::Quantity(Milli(quantity)),
        (None, Some(amount)) => Take::Amount(Ore(amount)),
        (None, None) => Take::Rest,
    }
}

fn refused(e: CreditError) -> Problem {
    let at = |asked: usize, field: &str, code| FieldError::new(format!("/lines/{asked}/{field}"), code);
    match e {
        CreditError::Nothing => Problem::new(Code::NothingToCredit),
        CreditError::Twice { asked } => Problem::fields(vec![at(asked, "line_id", FieldCode::Duplicate)]),
        CreditError::NotPositive { asked } => Problem::fields(vec![at(asked, "amount_ore", FieldCode::TooSmall)]),
        CreditError::TooMuch {
            asked,
            left_milli,
            left_ore,
        } => Problem::fields(vec![
            at(asked, "quantity_milli", FieldCode::TooLarge).with("max", left_milli.0),
            at(asked, "amount_ore", FieldCode::TooLarge).with("max", left_ore.0.abs()),
        ]),
        CreditError::Unbalanced { vat } => {
            Problem::new(Code::NegativeTotal).detail(format!("the lines with VAT {vat} must be credited together"))
        }
    }
}

/// The credit note's row: the original's parties and terms, its own sums.
fn note_row(tx: &WriteTx, original: &invoice::Model, found: &Credit, input: &CreditInvoice) -> invoice::Model {
    let t = &found.totals;
    invoice::Model {
        kind: Kind::CreditNote.as_str().to_owned(),
        credits_invoice_id: Some(original.id),
        note: input.note.trim().to_owned(),
        // The rates are those of the original's supply.
        supplied_on: original.supplied_on.or(original.issued_on),
        payment_terms_days: 0,
        lines_ore: t.lines_ore.0,
        discount_ore: t.discount_ore.0,
        net_ore: t.net_ore.0,
        vat_ore: t.vat_ore.0,
        rounding_ore: t.rounding_ore.0,
        total_ore: t.total_ore.0,
        ..blank(tx, original)
    }
}
