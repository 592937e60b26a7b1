//! `issueInvoice`.

use super::{
    book::{NewPayment, book},
    books, document,
    dto::{Invoice, InvoiceLine, InvoicePath, IssueInvoice, PaymentMethod, PaymentPart},
    e_invoice,
    entity::invoice,
    links, series,
    settle::{self, NewSettlement},
    store::{self, Parts},
    taken,
    tax_credit::{self, TakenBack},
    tax_deduction, treatment,
};
use crate::{
    app::App,
    customers::{self, billing::invoice_address},
    deductions::{Frozen, cases::lock_cases, lock_people},
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    lines::{self, Priced, Terms},
    store::{Done, Event, ReadTx, WriteTx, secret::Secrets},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::{Action, IssueFacts, Kind, Missing, due_on, missing},
    money::Ore,
    number::{ocr, ocr_is_valid},
    settlement::{self, Sums},
};
use kontoret_documents::TaxDeduction;
use sea_orm::ColumnTrait;

/// Gives a draft its number, payment reference and dates. From now on its content can never change.
#[utoipa::path(tag = "invoices", operation_id = "issueInvoice",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = IssueInvoice,
    responses((status = 200, description = "The invoice", body = Invoice), Problems))]
#[post("/invoices/{invoice_id}/issue")]
pub async fn issue_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<IssueInvoice>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        let (row, parts, events) = issue(tx, &app.secrets, &before, body.0.paid_by).await?;
        let version = row.version;
        Ok(Done::all(
            events,
            Reply::ok(&store::view_with(tx, row, parts, &auth).await?)?.version(version),
        ))
    })
    .await
}

/// Issues a draft that is locked, on the transaction's day. A credit note is set against its original at once, as far
/// as something is left there; a cash invoice is paid at once. A tax deduction that is asked for is taken off, or of a credit
/// note taken back.
///
/// # Errors
/// `not_allowed_in_status`, or `incomplete` with everything that the law wants and isn't there.
pub async fn issue(
    tx: &WriteTx,
    secrets: &Secrets,
    before: &invoice::Model,
    paid_by: Option<PaymentMethod>,
) -> Result<(invoice::Model, Parts, Vec<Event>), Problem> {
    store::allow(before, Action::Issue)?;
    customers::check_usable(tx, before.customer_id).await?;
    let kind = store::kind(before)?;
    check_method(kind, paid_by)?;
    let mut parts = store::parts(tx, before.id).await?;
    let facts = document::facts(tx, before).await?;
    let mut row = dated(tx, before, &facts);
    if kind != Kind::CreditNote {
        settle_sums(tx, &mut row, &mut parts).await?;
    }
    row.status = settlement::status(Ore(row.total_ore), Sums::default()).to_string();
    row.open_due_on = row.due_on.filter(|_| row.total_ore > 0);
    let tax = tax(tx, secrets, &row, &parts, lacking(&facts, &row, &parts)).await?;
    let number = series::take(tx, kind).await?;
    if kind != Kind::CreditNote {
        row.ocr = Some(reference(tx, number.digits, facts.settings.ocr_length_digit).await?);
    }
    row.number = Some(number.text);
    row.sort_number = number.digits;
    let totals = store::totals(&row, parts.vat_rows.clone());
    let printed = tax.printed(row.language == "en");
    let composed = e_invoice::compose(tx, &facts, &row, &parts.lines, &totals, printed.as_ref()).await?;
    let set = document::compose(&facts, &row, &parts.lines, totals, printed, (tx.now(), tx.today()));
    // Before the status: from then on the database refuses every change of what was issued.
    document::keep(tx, &row, &facts, set, composed).await?;
    store::save_invoice(tx, &row).await?;
    store::index(tx, &row, false).await?;
    row = tax.settle(tx, secrets, &row).await?;
    let issued =
        Event::new(EventKind::InvoiceIssued, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    let mut events = vec![issued];
    match (kind, paid_by) {
        (Kind::CreditNote, _) => {
            let (after, event) = set_against_original(tx, &row, &parts.lines).await?;
            row = after;
            events.push(event);
        }
        (Kind::Cash, Some(method)) if row.total_ore > 0 => {
            let mut booked = book(tx, &in_full(tx, &row, method)).await?;
            row = booked.invoices.pop().unwrap_or(row);
            events.extend(booked.events);
        }
        _ => {}
    }
    books::issued(tx, &row, &parts).await?;
    Ok((row, parts, events))
}

/// What becomes of a tax deduction.
enum Tax {
    None,
    TakenOff(Box<Frozen>),
    TakenBack(Box<TakenBack>),
}

/// Decides what becomes of a tax deduction, with everybody locked whose room it takes.
async fn tax(
    tx: &WriteTx,
    secrets: &Secrets,
    row: &invoice::Model,
    parts: &Parts,
    mut errors: Vec<FieldError>,
) -> Result<Tax, Problem> {
    if let Some(original) = row.credits_invoice_id {
        let original = store::lock_invoice(tx, original).await?;
        complete(errors)?;
        if tax_deduction::asked(&original).is_some() {
            lock_cases(tx, original.id).await?;
        }
        let back = tax_credit::taken_back(tx, &original, row, parts).await?;
        return Ok(back.map_or(Tax::None, |b| Tax::TakenBack(Box::new(b))));
    }
    if tax_deduction::asked(row).is_some() {
        lock_people(tx, row.customer_id).await?;
    }
    let (frozen, more) = tax_deduction::of_draft(tx, secrets, row, parts).await?;
    errors.extend(more);
    complete(errors)?;
    Ok(frozen.map_or(Tax::None, |f| Tax::TakenOff(Box::new(f))))
}

impl Tax {
    fn printed(&self, english: bool) -> Option<TaxDeduction> {
        match self {
            Self::None => None,
            Self::TakenOff(frozen) => Some(tax_deduction::printed(frozen, english)),
            Self::TakenBack(back) => Some(back.printed(english)),
        }
    }

    /// Settles the invoice that was just issued.
    async fn settle(&self, tx: &WriteTx, secrets: &Secrets, row: &invoice::Model) -> Result<invoice::Model, Problem> {
        match self {
            Self::None => Ok(row.clone()),
            Self::TakenOff(frozen) => tax_deduction::take_off(tx, secrets, row, frozen).await,
            Self::TakenBack(back) => back.take(tx, row).await,
        }
    }
}

/// The payment reference of the digits of a number, which come only once. It may still be the one of an earlier number
/// that had a length digit: then it gets one too, which no agreement with a bank forbids.
async fn reference(tx: &ReadTx, digits: i64, length_digit: bool) -> Result<String, Problem> {
    let digits = u64::try_from(digits).map_err(Problem::internal)?;
    let reference = ocr(digits, length_digit);
    if length_digit || !ocr_is_valid(&reference, true) {
        return Ok(reference);
    }
    let is_there = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Ocr.eq(&reference))
        .one()
        .await?;
    Ok(if is_there.is_some() {
        ocr(digits, true)
    } else {
        reference
    })
}

/// A cash invoice says how it is paid, no other one does.
fn check_method(kind: Kind, paid_by: Option<PaymentMethod>) -> Result<(), Problem> {
    match (kind, paid_by) {
        (Kind::Cash, None) => Err(Problem::field("/paid_by", FieldCode::Required)),
        (Kind::Cash, Some(_)) | (_, None) => Ok(()),
        (_, Some(_)) => Err(Problem::field("/paid_by", FieldCode::Invalid)),
    }
}

fn in_full(tx: &WriteTx, row: &invoice::Model, method: PaymentMethod) -> NewPayment {
    NewPayment {
        customer_id: row.customer_id,
        paid_on: tx.today(),
        amount_ore: settle::open(row),
        fee_ore: 0,
        currency_difference_ore: 0,
        method: method.as_str(),
        reference: String::new(),
        parts: vec![PaymentPart {
            invoice_id: row.id,
            amount_ore: settle::open(row),
        }],
    }
}

/// Sets an issued credit note against its original, as far as something is left there, and gives back the work that it
/// names. The rest of it waits to be paid back or used.
async fn set_against_original(
    tx: &WriteTx,
    note: &invoice::Model,
    lines: &[InvoiceLine],
) -> Result<(invoice::Model, Event), Problem> {
    let id = note
        .credits_invoice_id
        .ok_or_else(|| Problem::internal("a credit note of no invoice"))?;
    let original = store::lock_invoice(tx, id).await?;
    taken::give_back(tx, id, lines).await?;
    let amount = settle::open(&original).min(-settle::open(note)).max(0);
    let (mut after, mut original_after) = (note.clone(), original.clone());
    if amount > 0 {
        let change = |amount, counter| NewSettlement {
            counter_invoice_id: Some(counter),
            ..NewSettlement::of(settlement::Kind::Credit, tx.today(), amount)
        };
        original_after = settle::settle(tx, &original, &change(amount, note.id)).await?;
        after = settle::settle(tx, note, &change(-amount, id)).await?;
    } else {
        original_after.version += 1;
        store::save_invoice(tx, &original_after).await?;
        tax_credit::follow(tx, &original_after).await?;
    }
    let event = Event::new(EventKind::InvoiceCredited, EntityKind::Invoice, id).changed(
        "invoice",
        Some(&original),
        &original_after,
    );
    Ok((after, event))
}

fn dated(tx: &WriteTx, before: &invoice::Model, facts: &document::Facts) -> invoice::Model {
    let mut row = before.clone();
    let today = tx.today();
    let due = due_on(today, u16::try_from(row.payment_terms_days).unwrap_or(0));
    row.version += 1;
    row.customer_name.clone_from(&facts.customer.name);
    row.customer_email.clone_from(&facts.customer.email);
    row.issued_on = Some(today);
    row.due_on = Some(due);
    row.sort_issued_on = today;
    row.sort_due_on = due;
    row.issued_at = Some(tx.now());
    row
}

/// Without a day of supply the day of issue decides the rates: the sums are made once more, and stored if they differ.
async fn settle_sums(tx: &WriteTx, row: &mut invoice::Model, parts: &mut Parts) -> Result<(), Problem> {
    let terms = Terms {
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        round_to_krona: row.round_to_krona,
    };
    let priced: Vec<Priced> = parts
        .lines
        .iter()
        .map(|l| Priced {
            quantity_milli: l.quantity_milli,
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat,
        })
        .collect();
    let (totals, amounts) = lines::sum(terms, &priced, row.supplied_on.unwrap_or(tx.today()))?;
    if totals == store::totals(row, parts.vat_rows.clone()) {
        return Ok(());
    }
    for (line, amount) in parts.lines.iter_mut().zip(amounts) {
        line.amount_ore = amount;
    }
    row.lines_ore = totals.lines_ore;
    row.discount_ore = totals.discount_ore;
    row.net_ore = totals.net_ore;
    row.vat_ore = totals.vat_ore;
    row.rounding_ore = totals.rounding_ore;
    row.total_ore = totals.total_ore;
    parts.vat_rows = totals.vat_rows;
    let numbers = links::order_numbers(tx, row.id).await?;
    store::delete_parts(tx, row.id).await?;
    store::insert_parts(tx, row.id, &parts.lines, &parts.vat_rows).await?;
    links::keep_orders(tx, row, &parts.lines, &parts.vat_rows, &numbers).await
}

fn complete(errors: Vec<FieldError>) -> Result<(), Problem> {
    if errors.is_empty() {
        return Ok(());
    }
    Err(Problem::new(Code::Incomplete).with_errors(errors))
}

/// What a draft lacks to be issued, by field, and what would be deducted from it, in öre.
///
/// # Errors
/// The database's.
pub(super) async fn lacks(
    tx: &ReadTx,
    secrets: &Secrets,
    row: &invoice::Model,
) -> Result<(Vec<FieldError>, i64), Problem> {
    let parts = store::parts(tx, row.id).await?;
    let facts = document::facts(tx, row).await?;
    let mut errors = lacking(&facts, row, &parts);
    let (frozen, more) = tax_deduction::of_draft(tx, secrets, row, &parts).await?;
    errors.extend(more);
    Ok((errors, frozen.map_or(0, |f| f.deduction_kr * 100)))
}

fn lacking(facts: &document::Facts, row: &invoice::Model, parts: &Parts) -> Vec<FieldError> {
    let (s, c) = (&facts.settings, &facts.customer);
    let address = invoice_address(c);
    let lacks = missing(&IssueFacts {
        seller_name: &facts.company_name,
        seller_address: [&s.street, &s.postal_code, &s.city],
        seller_vat_number: &s.vat_number,
        accounts: &[&s.bankgiro, &s.plusgiro, &s.swish, &s.iban],
        buyer_name: &c.name,
        buyer_address: [&address.street, &address.postal_code, &address.city],
        lines: parts.lines.len(),
        vat_ore: Ore(row.vat_ore),
        total_ore: Ore(row.total_ore),
    });
    let mut errors: Vec<FieldError> = lacks
        .into_iter()
        .map(|m| FieldError::new(pointer(m), FieldCode::Required))
        .collect();
    // A credit note takes back what was right when it was issued.
    if row.kind != Kind::CreditNote.as_str() {
        treatment::check(s, c, parts.lines.iter().map(|l| l.vat), &mut errors);
    }
    errors
}

fn pointer(missing: Missing) -> &'static str {
    match missing {
        Missing::SellerName => "/company/name",
        Missing::SellerAddress => "/company/address",
        Missing::SellerVatNumber => "/company/vat_number",
        Missing::Account => "/company/bankgiro",
        Missing::BuyerName => "/customer/name",
        Missing::BuyerAddress => "/customer/address",
        Missing::Lines => "/lines",
    }
}
