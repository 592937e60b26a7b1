//! `handOverInvoices`.

use super::{
    desk::{Case, Desk, cases, chosen},
    dto::{HandOver, HandOverFile},
    store,
};
use crate::{
    app::App,
    customers,
    http::{Code, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    invoices,
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    interest,
};
use kontoret_formats::csv::{self, Cell, Style};

/// What stands in which column of the file, in order.
const COLUMNS: &str = "fakturanummer;fakturadatum;forfallodatum;ocr;kundnummer;kundtyp;namn;person_eller_orgnr;adress;\
    postnummer;ort;land;epost;telefon;fakturabelopp;kvar_att_betala;paminnelseavgifter;forseningsersattning;\
    ranta_till_idag;referensranta_plus_procent;antal_paminnelser;senaste_paminnelse";

/// Makes the file with which a debt collector takes late invoices over, and stops reminding of them. Each must have
/// been reminded of, be unpaid and not handed over already.
#[utoipa::path(tag = "reminders", operation_id = "handOverInvoices", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"])), ("x-step-up" = json!(true))), request_body = HandOver,
    responses((status = 200, description = "The file", body = HandOverFile), Problems))]
#[post("/reminders/hand-over")]
pub async fn hand_over_invoices(
    app: App,
    auth: Recent<perm::InvoicesWrite>,
    command: Command,
    body: Json<HandOver>,
) -> Result<Reply, Problem> {
    let ids = body.0.invoice_ids;
    app.write(&auth, &command, async |tx| {
        let rows = chosen(tx, ids).await?;
        let desk = Desk::open(tx).await?;
        let mut content = format!("{}{COLUMNS}\r\n", csv::MARK);
        let mut done: Option<(Event, Vec<Event>)> = None;
        for case in cases(tx, rows).await? {
            customers::refuse_restricted(&case.customer)?;
            let late = case.invoice.due_on.is_some_and(|due| due < desk.today) && invoices::open(&case.invoice) > 0;
            if !late || case.sent.is_empty() || case.is_handed_over() {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            content.push_str(&line(&desk, &case)?);
            let event = Event::new(EventKind::InvoiceHandedOver, EntityKind::Invoice, case.invoice.id);
            store::stop(tx, case.invoice.id, "", true).await?;
            invoices::touch(tx, case.invoice).await?;
            match &mut done {
                None => done = Some((event, Vec::new())),
                Some((_, more)) => more.push(event),
            }
        }
        let file = HandOverFile {
            file_name: format!("inkasso-{}.csv", desk.today),
            content,
            made_at: tx.now(),
        };
        let (first, more) = done.ok_or_else(Problem::not_found)?;
        let done = Done::new(first, Reply::ok(&file)?);
        Ok(more.into_iter().fold(done, Done::and))
    })
    .await
}

fn line(desk: &Desk, case: &Case) -> Result<String, Problem> {
    let (due_on, issued_on) = case.days()?;
    let (i, c) = (&case.invoice, &case.customer);
    let costs = case.costs_so_far();
    let interest = case.interest(desk)?;
    let street = [c.street.as_str(), &c.street2]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let cells = [
        Cell::Text(i.number.as_deref().unwrap_or_default()),
        Cell::Day(Some(issued_on)),
        Cell::Day(Some(due_on)),
        Cell::Text(i.ocr.as_deref().unwrap_or_default()),
        Cell::Whole(Some(c.number)),
        Cell::Text(if c.kind == "company" { "foretag" } else { "privat" }),
        Cell::Text(&c.name),
        Cell::Text(&c.organisation_number),
        Cell::Text(&street),
        Cell::Text(&c.postal_code),
        Cell::Text(&c.city),
        Cell::Text(&c.country),
        Cell::Text(&c.email),
        Cell::Text(&c.phone),
        // What was asked of the customer: what the tax agency pays is no claim on them.
        Cell::Hundredths(i.total_ore - i.deducted_ore),
        Cell::Hundredths(invoices::open(i)),
        Cell::Hundredths(costs.fee_ore.0),
        Cell::Hundredths(costs.compensation_ore.0),
        Cell::Hundredths(interest::total(&interest).0),
        Cell::Hundredths(i64::from(interest::ADDITION_BP)),
        Cell::Whole(i64::try_from(case.sent.len()).ok()),
        Cell::Day(case.sent.last().map(|r| r.reminded_on)),
    ];
    Ok(csv::row(Style::Swedish, &cells))
}
