//! `handOverInvoices`.

use super::{
    desk::{Case, Desk, cases, chosen},
    dto::{HandOver, HandOverFile},
    store,
};
use crate::{
    app::App,
    http::{Auth, Code, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    invoices,
    store::{Done, Event},
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    interest,
};

/// What stands in which column of the file, in order.
const COLUMNS: &str = "fakturanummer;fakturadatum;forfallodatum;ocr;kundnummer;kundtyp;namn;person_eller_orgnr;adress;\
    postnummer;ort;land;epost;telefon;fakturabelopp;kvar_att_betala;paminnelseavgifter;forseningsersattning;\
    ranta_till_idag;referensranta_plus_procent;antal_paminnelser;senaste_paminnelse";

/// Makes the file with which a debt collector takes late invoices over, and stops reminding of them. Each must have
/// been reminded of, be unpaid and not handed over already.
#[utoipa::path(tag = "reminders", operation_id = "handOverInvoices", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["invoices_write"]))), request_body = HandOver,
    responses((status = 200, description = "The file", body = HandOverFile), Problems))]
#[post("/reminders/hand-over")]
pub async fn hand_over_invoices(
    app: App,
    auth: Auth<perm::InvoicesWrite>,
    command: Command,
    body: Json<HandOver>,
) -> Result<Reply, Problem> {
    let ids = body.0.invoice_ids;
    app.write(&auth, &command, async |tx| {
        let rows = chosen(tx, ids).await?;
        let desk = Desk::open(tx).await?;
        let mut lines = vec![COLUMNS.to_owned()];
        let mut done: Option<(Event, Vec<Event>)> = None;
        for case in cases(tx, rows).await? {
            let late = case.invoice.due_on.is_some_and(|due| due < desk.today) && invoices::open(&case.invoice) > 0;
            if !late || case.sent.is_empty() || case.is_handed_over() {
                return Err(Problem::new(Code::NotAllowedInStatus));
            }
            lines.push(line(&desk, &case)?);
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
            // With a mark at the start, so that spreadsheets read it as UTF-8.
            content: format!("\u{feff}{}\r\n", lines.join("\r\n")),
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
    let cells = [
        i.number.clone().unwrap_or_default(),
        issued_on.to_string(),
        due_on.to_string(),
        i.ocr.clone().unwrap_or_default(),
        c.number.to_string(),
        if c.kind == "company" { "foretag" } else { "privat" }.to_owned(),
        c.name.clone(),
        c.organisation_number.clone(),
        [c.street.as_str(), &c.street2]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        c.postal_code.clone(),
        c.city.clone(),
        c.country.clone(),
        c.email.clone(),
        c.phone.clone(),
        kronor(i.total_ore),
        kronor(invoices::open(i)),
        kronor(costs.fee_ore.0),
        kronor(costs.compensation_ore.0),
        kronor(interest::total(&interest).0),
        kronor(i64::from(interest::ADDITION_BP)),
        case.sent.len().to_string(),
        case.sent.last().map(|r| r.reminded_on.to_string()).unwrap_or_default(),
    ];
    Ok(cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";"))
}

/// Öre as kronor with a comma.
fn kronor(ore: i64) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", ore.unsigned_abs() / 100, ore.unsigned_abs() % 100)
}

/// A cell as RFC 4180 wants it; one that a spreadsheet would take for a formula is made a text.
fn quoted(cell: &str) -> String {
    let flat = cell.replace(['\r', '\n'], " ");
    let safe = if flat.starts_with(['=', '+', '-', '@', '\t']) && flat.parse::<f64>().is_err() {
        format!("'{flat}")
    } else {
        flat
    };
    if safe.contains([';', '"']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_quoted_and_no_formula() {
        for (cell, expected) in [
            ("Anna; Öberg", "\"Anna; Öberg\""),
            ("5\" rör", "\"5\"\" rör\""),
            ("=SUM(A1)", "'=SUM(A1)"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(super::quoted(cell), expected);
        }
        assert_eq!(super::kronor(-123_405), "-1234,05");
    }
}
