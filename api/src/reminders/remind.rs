//! `remindInvoice`.

use super::{
    desk::{Case, Desk, cases},
    document,
    dto::{RemindInvoice, Reminder},
    entity::reminder,
    list,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Code, Command, DryRun, FieldCode, IdempotencyKey, IfMatch, IfMatchHeader, Json, Path, Problem, Problems,
        Reply, perm,
    },
    invoices::{self, dto::InvoicePath},
    jobs::mail::{self, Document, MailInput},
    store::{Done, Event, WriteTx},
};
use actix_web::post;
use chrono::Days;
use kontoret_core::{
    event::{EntityKind, EventKind},
    identity::is_email,
    interest,
    reminder::{self as rule, Costs, Refusal},
};
use sea_orm::ActiveModelTrait;

/// Reminds the customer of a late invoice: a document with what is asked for and why, mailed or to be printed. A
/// rehearsal shows what it would ask for.
#[utoipa::path(tag = "reminders", operation_id = "remindInvoice",
    params(InvoicePath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = RemindInvoice,
    responses((status = 200, description = "The reminder", body = Reminder), Problems))]
#[post("/invoices/{invoice_id}/remind")]
pub async fn remind_invoice(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    path: Path<InvoicePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<RemindInvoice>,
) -> Result<Reply, Problem> {
    let mut input = body.0;
    input.recipient = input.recipient.trim().to_owned();
    if !input.recipient.is_empty() && !is_email(&input.recipient) {
        return Err(Problem::field("/recipient", FieldCode::Invalid));
    }
    app.write(&auth, &command, async |tx| {
        let invoice = invoices::lock_invoice(tx, path.invoice_id).await?;
        if_match.expect(invoice.version)?;
        if invoice.due_on.is_none() {
            return Err(Problem::new(Code::NotAllowedInStatus));
        }
        let desk = Desk::open(tx).await?;
        let case = cases(tx, vec![invoice]).await?.pop().ok_or_else(Problem::not_found)?;
        let (row, event) = remind(tx, &desk, &case, input).await?;
        // Whoever saw it before this reminder can't send another one unseen.
        let invoice = invoices::touch(tx, case.invoice).await?;
        let mail = match row.mail_id {
            Some(id) => mail::states_of(tx, vec![id]).await?.pop(),
            None => None,
        };
        let version = invoice.version;
        let shown: Reminder = list::view(row, &invoice, mail);
        Ok(Done::new(event, Reply::ok(&shown)?.version(version)))
    })
    .await
}

async fn remind(
    tx: &WriteTx,
    desk: &Desk,
    case: &Case,
    input: RemindInvoice,
) -> Result<(reminder::Model, Event), Problem> {
    customers::refuse_restricted(&case.customer)?;
    let standing = case.standing()?;
    let step = rule::next_step(desk.steps.len(), &standing, desk.today).map_err(refused)?;
    let costs = if input.waive_costs {
        Costs::default()
    } else {
        case.costs(desk, step)?
    };
    let intervals = case.interest(desk)?;
    let due_on = desk
        .today
        .checked_add_days(Days::new(desk.settings.days_to_pay.into()))
        .unwrap_or(desk.today);
    let letter = document::compose(
        tx,
        desk,
        case,
        &document::Asked {
            step: standing.sent + 1,
            due_on,
            costs,
            intervals: &intervals,
        },
    )
    .await?;
    let mail_id = if input.recipient.is_empty() {
        None
    } else {
        let letter = MailInput {
            document: Document::Reminder(case.invoice.id),
            recipient: input.recipient,
            message: input.message,
        };
        Some(mail::queue(tx, letter).await?)
    };
    let row = reminder::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        invoice_id: case.invoice.id,
        customer_id: case.invoice.customer_id,
        mail_id,
        step: i32::try_from(standing.sent + 1).map_err(Problem::internal)?,
        reminded_on: desk.today,
        due_on,
        open_ore: standing.open_ore.0,
        fee_ore: costs.fee_ore.0,
        compensation_ore: costs.compensation_ore.0,
        interest_ore: interest::total(&intervals).0,
        asked_ore: letter.asked_ore(),
        content: serde_json::to_value(&letter).map_err(Problem::internal)?,
        created_at: tx.now(),
    };
    tx.insert::<reminder::Entity, _>(reminder::ActiveModel::from(row.clone()).reset_all())
        .await?;
    let event =
        Event::new(EventKind::InvoiceReminded, EntityKind::Invoice, case.invoice.id).changed("reminder", None, &row);
    Ok((row, event))
}

fn refused(why: Refusal) -> Problem {
    Problem::new(match why {
        Refusal::NothingOpen | Refusal::NotLate => Code::NotAllowedInStatus,
        Refusal::Stopped | Refusal::Blocked => Code::RemindersStopped,
    })
}
