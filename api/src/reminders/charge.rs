//! `createInterestInvoice`.

use super::{
    desk::{Case, Desk, cases, chosen},
    dto::InterestInvoice,
    entity::interest_charge,
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    invoices::{
        self,
        dto::{Invoice, InvoiceInput, InvoiceLineInput},
        invoice,
    },
    store::{Done, WriteTx},
};
use actix_web::post;
use kontoret_core::{
    deduction::AskedDeduction,
    interest::{self, Interval},
    invoice::Kind,
    money::Ore,
    reminder::{Costs, LateCharge},
    totals::LineKind,
    vat::VatCode,
};
use kontoret_documents as set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait};
use uuid::Uuid;

/// Begins an invoice of the interest until today, the reminder fees and the compensation that late invoices of one
/// customer have run up and that no interest invoice has charged. It carries no VAT. Throwing the draft away gives up
/// nothing.
#[utoipa::path(tag = "reminders", operation_id = "createInterestInvoice", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = InterestInvoice,
    responses((status = 201, description = "The draft", body = Invoice), Problems))]
#[post("/invoices/interest")]
pub async fn create_interest_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<InterestInvoice>,
) -> Result<Reply, Problem> {
    let ids = body.0.invoice_ids;
    app.write(&auth, &command, async |tx| {
        let (cases, desk) = gather(tx, ids).await?;
        let mut input = heading(&cases)?;
        let mut charged = Vec::new();
        for case in &cases {
            let (lines, charge) = lines(&desk, case)?;
            input.lines.extend(lines);
            charged.extend(charge);
        }
        if charged.is_empty() {
            return Err(Problem::new(Code::NothingToInvoice));
        }
        let (row, parts, event) = invoices::create_interest(tx, &input).await?;
        let charges = charged.into_iter().map(|mut charge| {
            charge.id = tx.new_id();
            charge.interest_invoice_id = row.id;
            interest_charge::ActiveModel::from(charge).reset_all()
        });
        tx.insert_many::<interest_charge::Entity, _>(charges.collect()).await?;
        let view = invoices::view_with(tx, row, parts, &auth).await?;
        let reply = Reply::created(format!("/api/v1/invoices/{}", view.id), &view)?.version(view.version);
        Ok(Done::new(event, reply))
    })
    .await
}

/// The invoices with what was charged on them already.
async fn gather(tx: &WriteTx, ids: Vec<Uuid>) -> Result<(Vec<Case>, Desk), Problem> {
    let rows = chosen(tx, ids).await?;
    if rows.iter().any(|r| r.due_on.is_none()) {
        return Err(Problem::new(Code::NotAllowedInStatus));
    }
    if rows.iter().any(|r| r.customer_id != rows[0].customer_id) {
        return Err(Problem::field("/invoice_ids", FieldCode::Invalid));
    }
    let cases = cases(tx, rows).await?;
    // A draft may still be thrown away, and what it charges with it: first it is issued, then the next days are charged.
    let on: Vec<Uuid> = cases.iter().flat_map(Case::charged_on).collect();
    let drafts = tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(on).and(invoice::Column::Number.is_null()));
    if drafts.count().await? > 0 {
        return Err(Problem::new(Code::AlreadyInvoiced));
    }
    Ok((cases, Desk::open(tx).await?))
}

fn heading(cases: &[Case]) -> Result<InvoiceInput, Problem> {
    let first = cases.first().ok_or_else(Problem::not_found)?;
    let language = Language::parse(&first.invoice.language);
    Ok(InvoiceInput {
        // What it is in the end is set when it is begun.
        kind: Kind::Invoice,
        customer_id: first.invoice.customer_id,
        order_id: None,
        work_site_id: None,
        title: match language {
            Language::Sv => "Dröjsmålsränta",
            Language::En => "Interest on late payment",
        }
        .to_owned(),
        note: String::new(),
        their_reference: first.invoice.their_reference.clone(),
        our_reference: first.invoice.our_reference.clone(),
        buyer_order_number: Some(first.invoice.buyer_order_number.clone()),
        // Neither interest nor the costs of being late are paid for anything that is supplied.
        exemption_reason: match language {
            Language::Sv => "Ränta och ersättning för sen betalning är ingen betalning för varor eller tjänster",
            Language::En => "Interest and costs of late payment are no payment for goods or services",
        }
        .to_owned(),
        deduction: AskedDeduction::None,
        language,
        supplied_on: None,
        payment_terms_days: first.invoice.payment_terms_days,
        prices_include_vat: false,
        discount_bp: 0,
        round_to_krona: false,
        lines: Vec::new(),
    })
}

/// The lines of one late invoice, and what they charge.
fn lines(desk: &Desk, case: &Case) -> Result<(Vec<InvoiceLineInput>, Option<interest_charge::Model>), Problem> {
    let intervals = case.interest(desk)?;
    let interest = interest::total(&intervals);
    let Costs {
        fee_ore,
        compensation_ore,
    } = case.costs_so_far();
    let number = case.invoice.number.as_deref().unwrap_or_default();
    let swedish = Language::parse(&case.invoice.language) == Language::Sv;
    let words = |sv: String, en: String| if swedish { sv } else { en };
    let mut lines = Vec::new();
    if interest > Ore::ZERO {
        lines.push(line(
            LateCharge::Interest,
            detail(&intervals, number, swedish),
            interest,
        ));
    }
    if fee_ore > Ore::ZERO {
        lines.push(line(
            LateCharge::ReminderFee,
            words(
                format!("Påminnelseavgift, faktura {number}"),
                format!("Reminder fee, invoice {number}"),
            ),
            fee_ore,
        ));
    }
    if compensation_ore > Ore::ZERO {
        lines.push(line(
            LateCharge::DelayCompensation,
            words(
                format!("Förseningsersättning enligt lagen (1981:739) 4 a §, faktura {number}"),
                format!("Compensation for delay, Act (1981:739) section 4 a, invoice {number}"),
            ),
            compensation_ore,
        ));
    }
    let charge = (!lines.is_empty()).then(|| interest_charge::Model {
        company_id: case.invoice.company_id,
        id: Uuid::nil(),
        invoice_id: case.invoice.id,
        interest_invoice_id: Uuid::nil(),
        until_on: desk.today,
        interest_ore: interest.0,
        fee_ore: fee_ore.0,
        compensation_ore: compensation_ore.0,
    });
    Ok((lines, charge))
}

/// How the interest came about, run by run. A long story is told by its first and last day.
fn detail(intervals: &[Interval], number: &str, swedish: bool) -> String {
    let lang = if swedish {
        set::Language::Swedish
    } else {
        set::Language::English
    };
    let head = if swedish {
        format!("Dröjsmålsränta enligt räntelagen 6 §, faktura {number}")
    } else {
        format!("Interest, räntelagen section 6, invoice {number}")
    };
    let days = if swedish { "dagar" } else { "days" };
    let runs: Vec<String> = intervals
        .iter()
        .map(|i| {
            let (from, to) = (lang.date(i.from_on), lang.date(i.to_on));
            let (rate, open) = (lang.rate(i.rate_bp), lang.money(i.open_ore.0));
            format!("{from} – {to}: {} {days}, {rate}, {open}", i.days())
        })
        .collect();
    let whole = format!("{head}\n{}", runs.join("\n"));
    match (intervals.first(), intervals.last()) {
        (Some(first), Some(last)) if whole.chars().count() > 1000 => {
            format!("{head}\n{} – {}", lang.date(first.from_on), lang.date(last.to_on))
        }
        _ => whole,
    }
}

fn line(charge: LateCharge, description: String, amount: Ore) -> InvoiceLineInput {
    InvoiceLineInput {
        article_id: None,
        kind: LineKind::Other,
        work_type: None,
        description,
        quantity_milli: 1000,
        unit: String::new(),
        unit_price_ore: amount.0,
        discount_bp: 0,
        vat: VatCode::Exempt,
        order_id: None,
        order_line_id: None,
        time_entry_ids: Vec::new(),
        instalment_id: None,
        deducts_invoice_id: None,
        actual_hours_milli: None,
        account: None,
        charge: Some(charge),
    }
}
