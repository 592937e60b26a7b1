//! `exportInvoices`.

use super::{
    entity::invoice,
    list::{Place, in_order, narrowed},
    list_dto::{ExportInvoices, ListInvoices},
    settle, store,
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{Binary, Caller, FieldCode, Problem, Problems, Query, Recent, Reply, page::MAX_LIMIT, perm},
    store::{Done, Event, ReadTx, Scope},
};
use actix_web::{HttpResponse, get, web::Bytes};
use chrono::NaiveDate;
use futures_util::{TryStreamExt, stream::try_unfold};
use kontoret_core::{
    event::{EntityKind, EventKind},
    invoice::{Kind, Status, is_overdue},
};
use kontoret_formats::csv::{self, Cell, Style};
use sea_orm::ColumnTrait;
use uuid::Uuid;

/// What stands in which column, in Swedish and in English.
const COLUMNS: [(&str, &str); 22] = [
    ("Nummer", "Number"),
    ("Slag", "Kind"),
    ("Status", "Status"),
    ("Kund", "Customer"),
    ("Rubrik", "Title"),
    ("Order", "Order"),
    ("Ert ordernummer", "Your order number"),
    ("Er referens", "Your reference"),
    ("OCR-nummer", "Payment reference"),
    ("Fakturadatum", "Invoice date"),
    ("Förfallodatum", "Due date"),
    ("Leveransdatum", "Date of supply"),
    ("Netto", "Net"),
    ("Moms", "VAT"),
    ("Öresavrundning", "Rounding"),
    ("Summa", "Total"),
    ("Skattereduktion", "Tax deduction"),
    ("Betalt", "Paid"),
    ("Krediterat", "Credited"),
    ("Avskrivet", "Written off"),
    ("Kvar att betala", "Left to pay"),
    ("Skickad", "Sent"),
];

/// The company's invoices as a table for spreadsheets: all that fit, or of them those named. That it was taken out stands in the
/// trail.
#[utoipa::path(tag = "invoices", operation_id = "exportInvoices", params(ExportInvoices),
    extensions(("x-permission" = json!(["documents_export"])), ("x-step-up" = json!(true))),
    responses((status = 200, description = "The table", body = Binary, content_type = "text/csv"), Problems))]
#[get("/invoices/export")]
pub async fn export_invoices(
    app: App,
    auth: Recent<perm::DocumentsExport>,
    query: Query<ExportInvoices>,
) -> Result<HttpResponse, Problem> {
    let language = query.language;
    let table = Table {
        ids: query.ids.as_deref().map(ids_of).transpose()?,
        list: query.0.list(),
        language,
        scope: auth.scope(),
        app,
    };
    let today = table.app.clock.today();
    // Before the answer begins: what is refused is refused with a status of its own.
    let begins = table.page().await?;
    note(&table.app, &auth).await?;
    let rows = try_unfold(Some((table, Some(begins))), async |at| {
        let Some((mut table, read)) = at else {
            return Ok::<_, Problem>(None);
        };
        let (text, next) = match read {
            Some(page) => page,
            None => table.page().await?,
        };
        table.list.after.clone_from(&next);
        Ok(Some((Bytes::from(text), next.map(|_| (table, None)))))
    });
    let name = match language {
        Language::Sv => "fakturor",
        Language::En => "invoices",
    };
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            "content-disposition",
            format!("attachment; filename=\"{name}-{today}.csv\""),
        ))
        .streaming(rows.map_err(actix_web::Error::from)))
}

/// Who takes the customers' names out stands in the trail, and in the extracts of those customers.
async fn note(app: &App, auth: &Caller) -> Result<(), Problem> {
    app.write_in(auth.scope(), &auth.actor(), async |tx| {
        let event = Event::new(EventKind::CompanyInvoicesExported, EntityKind::Company, tx.company_id());
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
    .map(|_: Reply| ())
}

/// Ids that are divided by commas.
///
/// # Errors
/// That one is no id.
pub(super) fn ids_of(text: &str) -> Result<Vec<Uuid>, Problem> {
    let ids: Result<Vec<Uuid>, _> = text.split(',').map(|id| id.trim().parse()).collect();
    ids.map_err(|_| Problem::field("ids", FieldCode::Invalid))
}

/// A table that is being written: a page of it in memory at a time, each read in a transaction of its own.
struct Table {
    app: App,
    scope: Scope,
    list: ListInvoices,
    ids: Option<Vec<Uuid>>,
    language: Language,
}

impl Table {
    /// The next page as text, and where the one after it begins.
    async fn page(&self) -> Result<(String, Option<String>), Problem> {
        self.app.read_in(self.scope, async |tx| self.rows(tx).await).await
    }

    async fn rows(&self, tx: &ReadTx) -> Result<(String, Option<String>), Problem> {
        let mut find = narrowed(tx, &self.list);
        if let Some(ids) = &self.ids {
            find = find.filter(invoice::Column::Id.is_in(ids.iter().copied()));
        }
        let mut rows = in_order(find, &self.list)?.all().await?;
        let next = crate::http::page::next(&mut rows, MAX_LIMIT, |r| Place::of(r).cursor(&self.list));
        let mut text = if self.list.after.is_none() {
            self.head()
        } else {
            String::new()
        };
        for row in &rows {
            text.push_str(&self.line(row, tx.today())?);
        }
        Ok((text, next))
    }

    fn style(&self) -> Style {
        match self.language {
            Language::Sv => Style::Swedish,
            Language::En => Style::English,
        }
    }

    fn pick(&self, (swedish, english): (&'static str, &'static str)) -> &'static str {
        match self.language {
            Language::Sv => swedish,
            Language::En => english,
        }
    }

    fn head(&self) -> String {
        let names = COLUMNS.map(|words| Cell::Text(self.pick(words)));
        format!("{}{}", csv::MARK, csv::row(self.style(), &names))
    }

    fn line(&self, row: &invoice::Model, today: NaiveDate) -> Result<String, Problem> {
        let (kind, status) = (store::kind(row)?, store::status(row)?);
        let overdue = row.open_due_on.is_some_and(|due| is_overdue(status, due, today));
        let cells = [
            Cell::Text(row.number.as_deref().unwrap_or_default()),
            Cell::Text(self.pick(kind_words(kind))),
            Cell::Text(self.pick(status_words(kind, status, overdue))),
            Cell::Text(&row.customer_name),
            Cell::Text(&row.title),
            Cell::Whole(row.order_number),
            Cell::Text(&row.buyer_order_number),
            Cell::Text(&row.their_reference),
            Cell::Text(row.ocr.as_deref().unwrap_or_default()),
            Cell::Day(row.issued_on),
            Cell::Day(row.due_on),
            Cell::Day(row.supplied_on),
            Cell::Hundredths(row.net_ore),
            Cell::Hundredths(row.vat_ore),
            Cell::Hundredths(row.rounding_ore),
            Cell::Hundredths(row.total_ore),
            Cell::Hundredths(row.deducted_ore),
            Cell::Hundredths(row.paid_ore),
            Cell::Hundredths(row.credited_ore),
            Cell::Hundredths(row.written_off_ore),
            // A draft waits for no money.
            Cell::Hundredths(if row.number.is_some() { settle::open(row) } else { 0 }),
            Cell::Day(row.sent_at.map(crate::clock::day)),
        ];
        Ok(csv::row(self.style(), &cells))
    }
}

fn kind_words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Invoice => ("Faktura", "Invoice"),
        Kind::CreditNote => ("Kreditfaktura", "Credit note"),
        Kind::Prepayment => ("Förskottsfaktura", "Prepayment invoice"),
        Kind::Part => ("Delfaktura", "Part invoice"),
        Kind::Final => ("Slutfaktura", "Final invoice"),
        Kind::Interest => ("Räntefaktura", "Interest invoice"),
        Kind::Cash => ("Kontantfaktura", "Cash invoice"),
    }
}

fn status_words(kind: Kind, status: Status, overdue: bool) -> (&'static str, &'static str) {
    match status {
        Status::PartlyPaid if kind == Kind::CreditNote => ("Delvis avräknad", "Partly settled"),
        Status::Paid if kind == Kind::CreditNote => ("Avräknad", "Settled"),
        Status::Issued | Status::PartlyPaid if overdue => ("Förfallen", "Overdue"),
        Status::Draft => ("Utkast", "Draft"),
        Status::Issued => ("Utfärdad", "Issued"),
        Status::PartlyPaid => ("Delbetald", "Partly paid"),
        Status::Paid => ("Betald", "Paid"),
        Status::Credited => ("Krediterad", "Credited"),
        Status::WrittenOff => ("Avskriven", "Written off"),
    }
}
