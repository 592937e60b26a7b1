//! `issueInvoice`.

use super::{
    document,
    dto::{Invoice, InvoicePath, IssueInvoice},
    entity::invoice,
    store::{self, Parts},
    treatment,
};
use crate::{
    app::App,
    customers::billing::invoice_address,
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path,
        Problem, Problems, Reply, perm,
    },
    lines::{self, Priced, Terms},
    store::{
        Done, Event, WriteTx,
        counter::{Series, take},
    },
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::{Action, IssueFacts, Missing, TRANSITIONS, due_on, missing},
    money::Ore,
    number::ocr,
    settlement::{self, Sums},
};

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
    _body: Json<IssueInvoice>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let before = store::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(before.version)?;
        let (row, parts, event) = issue(tx, &before).await?;
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view_with(tx, row, parts, &auth).await?)?.version(version),
        ))
    })
    .await
}

/// Issues a draft that is locked, on the transaction's day.
///
/// # Errors
/// `not_allowed_in_status`, or `incomplete` with everything that the law wants and isn't there.
pub async fn issue(tx: &WriteTx, before: &invoice::Model) -> Result<(invoice::Model, Parts, Event), Problem> {
    if TRANSITIONS.next(store::status(before)?, Action::Issue).is_none() {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    let mut parts = store::parts(tx, before.id).await?;
    let facts = document::facts(tx, before).await?;
    let mut row = dated(tx, before, &facts);
    settle_sums(tx, &mut row, &mut parts).await?;
    complete(&facts, &row, &parts)?;
    let number = take(tx, Series::Invoice).await?;
    row.number = Some(number);
    row.sort_number = number;
    row.ocr = Some(ocr(u64::try_from(number).map_err(Problem::internal)?, false));
    let totals = store::totals(&row, parts.vat_rows.clone());
    let set = document::compose(&facts, &row, &parts.lines, totals, tx.now(), tx.today());
    // Before the status: from then on the database refuses every change of what was issued.
    document::keep(tx, &row, &facts, set).await?;
    store::save_invoice(tx, &row).await?;
    store::index(tx, &row, false).await?;
    let event =
        Event::new(EventKind::InvoiceIssued, EntityKind::Invoice, row.id).changed("invoice", Some(before), &row);
    Ok((row, parts, event))
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
    row.status = settlement::status(Ore(totals.total_ore), Sums::default()).to_string();
    row.open_due_on = row.due_on.filter(|_| totals.total_ore > 0);
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
    store::delete_parts(tx, row.id).await?;
    store::insert_parts(tx, row.id, &parts.lines, &parts.vat_rows).await
}

fn complete(facts: &document::Facts, row: &invoice::Model, parts: &Parts) -> Result<(), Problem> {
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
    treatment::check(s, c, parts.lines.iter().map(|l| l.vat), &mut errors);
    if errors.is_empty() {
        return Ok(());
    }
    Err(Problem::new(Code::Incomplete).with_errors(errors))
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
