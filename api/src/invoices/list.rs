//! `listInvoices`.

use super::{
    dto::{InvoiceItem, InvoiceSort, ListInvoices},
    entity::{invoice, invoice_order},
    store::undated,
};
use crate::{
    app::App,
    customers,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, cut, keyset, limit},
        perm,
    },
    row_by_place,
    store::{
        ReadTx, Scoped,
        search::{self, Findable},
    },
};
use actix_web::get;
use chrono::{DateTime, NaiveDate, Utc};
use kontoret_core::{
    invoice::{Kind, Status, is_overdue},
    ledger,
};
use sea_orm::{ColumnTrait, Order, QuerySelect, sea_query::ExprTrait};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// The company's invoices, a page at a time.
#[utoipa::path(tag = "invoices", operation_id = "listInvoices", params(ListInvoices),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of invoices", body = Page<InvoiceItem>), Problems))]
#[get("/invoices")]
pub async fn list_invoices(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListInvoices>,
) -> Result<Json<Page<InvoiceItem>>, Problem> {
    let read = async |tx: &ReadTx| page(tx, &query).await;
    match query.total {
        Some(true) => app.read(&auth, read).await,
        _ => app.read_once(&auth, read).await,
    }
    .map(Json)
}

row_by_place! {
    struct Row of invoice::Column {
        id: Uuid = Id,
        number: Option<String> = Number,
        customer_id: Uuid = CustomerId,
        customer_name: String = CustomerName,
        title: String = Title,
        status: String = Status,
        kind: String = Kind,
        issued_on: Option<NaiveDate> = IssuedOn,
        due_on: Option<NaiveDate> = DueOn,
        total_ore: i64 = TotalOre,
        paid_ore: i64 = PaidOre,
        credited_ore: i64 = CreditedOre,
        written_off_ore: i64 = WrittenOffOre,
        deducted_ore: i64 = DeductedOre,
        open_due_on: Option<NaiveDate> = OpenDueOn,
        sort_number: i64 = SortNumber,
        sent_at: Option<DateTime<Utc>> = SentAt,
    }
}

async fn page(tx: &ReadTx, q: &ListInvoices) -> Result<Page<InvoiceItem>, Problem> {
    let find = narrowed(tx, q).filter(customers::usable(tx, invoice::Column::CustomerId));
    let total = match q.total {
        Some(true) => Some(find.clone().count().await?),
        _ => None,
    };
    let find = find.with(|s| s.select_only().columns(Row::columns()));
    let (limit, today) = (limit(q.limit), tx.today());
    let rows: Vec<Row> = in_order(find, q)?.all_as().await?;
    let mut page = cut(rows, limit, |r| r.place().cursor(q), |r| item(r, today));
    page.total = total.and_then(|t| i64::try_from(t).ok());
    Ok(page)
}

/// The invoices that fit, of everybody: what is exported is the books, which the law wants whole.
pub(super) fn narrowed<'t>(tx: &'t ReadTx, q: &ListInvoices) -> Scoped<'t, invoice::Entity> {
    use invoice::Column as C;
    let mut find = tx.find::<invoice::Entity>();
    if let Some(status) = q.status {
        find = find.filter(C::Status.eq(status.as_str()));
    }
    if let Some(kind) = q.kind {
        find = find.filter(C::Kind.eq(kind.as_str()));
    }
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    if let Some(id) = q.order_id {
        let of_order = tx
            .find::<invoice_order::Entity>()
            .filter(invoice_order::Column::OrderId.eq(id))
            .with(|s| s.select_only().column(invoice_order::Column::InvoiceId))
            .into_query();
        find = find.filter(C::Id.in_subquery(of_order));
    }
    match q.overdue {
        Some(true) => find = find.filter(C::OpenDueOn.lt(tx.today())),
        Some(false) => find = find.filter(C::OpenDueOn.is_null().or(C::OpenDueOn.gte(tx.today()))),
        None => {}
    }
    match q.open {
        Some(true) => find = find.filter(C::OpenDueOn.is_not_null()),
        Some(false) => find = find.filter(C::OpenDueOn.is_null()),
        None => {}
    }
    match q.sent {
        Some(true) => find = find.filter(C::SentAt.is_not_null()),
        Some(false) => find = find.filter(C::Number.is_not_null().and(C::SentAt.is_null())),
        None => {}
    }
    if let Some(age) = q.age {
        let (from, to) = ledger::due_between(age, tx.today());
        find = find.filter(C::OpenDueOn.is_not_null());
        if let Some(from) = from {
            find = find.filter(C::OpenDueOn.gte(from));
        }
        if let Some(to) = to {
            find = find.filter(C::OpenDueOn.lte(to));
        }
    }
    if let Some(from) = q.issued_from {
        find = find.filter(C::SortIssuedOn.gte(from));
    }
    if let Some(to) = q.issued_to {
        find = find.filter(C::SortIssuedOn.lte(to));
    }
    if q.issued_from.is_some() || q.issued_to.is_some() {
        find = find.filter(C::SortIssuedOn.lt(undated()));
    }
    if let Some(ids) =
        q.q.as_deref()
            .and_then(|text| search::matching(tx.company_id(), Findable::Invoice, text))
    {
        find = find.filter(C::Id.in_subquery(ids));
    }
    find
}

/// What a page of invoices is sorted by.
pub(super) struct Place {
    id: Uuid,
    number: i64,
    issued_on: NaiveDate,
    due_on: NaiveDate,
    open_due_on: Option<NaiveDate>,
    total_ore: i64,
}

impl Place {
    /// Of a row.
    pub(super) fn of(row: &invoice::Model) -> Self {
        Self {
            id: row.id,
            number: row.sort_number,
            issued_on: row.sort_issued_on,
            due_on: row.sort_due_on,
            open_due_on: row.open_due_on,
            total_ore: row.total_ore,
        }
    }

    /// Where the page after it begins.
    pub(super) fn cursor(&self, q: &ListInvoices) -> String {
        match q.sort {
            InvoiceSort::NumberDescending | InvoiceSort::Number => Cursor(self.number, self.id).encode(),
            InvoiceSort::IssuedOnDescending => Cursor(self.issued_on, self.id).encode(),
            InvoiceSort::DueOn if of_open_ones(q) => Cursor(self.open_due_on.unwrap_or(self.due_on), self.id).encode(),
            InvoiceSort::DueOn => Cursor(self.due_on, self.id).encode(),
            InvoiceSort::TotalDescending => Cursor(self.total_ore, self.id).encode(),
        }
    }
}

impl Row {
    fn place(&self) -> Place {
        Place {
            id: self.id,
            number: self.sort_number,
            issued_on: self.issued_on.unwrap_or(undated()),
            due_on: self.due_on.unwrap_or(undated()),
            open_due_on: self.open_due_on,
            total_ore: self.total_ore,
        }
    }
}

/// Whether only open invoices are asked for: they are sorted by the day that counts now, which may be later than the first one.
fn of_open_ones(q: &ListInvoices) -> bool {
    q.overdue == Some(true) || q.open == Some(true) || q.age.is_some()
}

/// A page and one row more, in the order that is asked for.
///
/// # Errors
/// That `after` is of another order.
pub(super) fn in_order<'t>(
    find: Scoped<'t, invoice::Entity>,
    q: &ListInvoices,
) -> Result<Scoped<'t, invoice::Entity>, Problem> {
    use invoice::Column as C;
    match q.sort {
        InvoiceSort::NumberDescending => sorted::<i64>(find, C::SortNumber, Order::Desc, q),
        InvoiceSort::Number => sorted::<i64>(find, C::SortNumber, Order::Asc, q),
        InvoiceSort::IssuedOnDescending => sorted::<NaiveDate>(find, C::SortIssuedOn, Order::Desc, q),
        // Late ones are found by the index of open ones, which is in this order already.
        InvoiceSort::DueOn if of_open_ones(q) => sorted::<NaiveDate>(find, C::OpenDueOn, Order::Asc, q),
        InvoiceSort::DueOn => sorted::<NaiveDate>(find, C::SortDueOn, Order::Asc, q),
        InvoiceSort::TotalDescending => sorted::<i64>(find, C::TotalOre, Order::Desc, q),
    }
}

fn sorted<'t, K: Into<sea_orm::Value> + Serialize + DeserializeOwned>(
    find: Scoped<'t, invoice::Entity>,
    by: invoice::Column,
    order: Order,
    q: &ListInvoices,
) -> Result<Scoped<'t, invoice::Entity>, Problem> {
    let after = Cursor::<K>::decode(q.after.as_deref())?;
    Ok(find.with(|s| keyset(s, by, invoice::Column::Id, order, after, limit(q.limit))))
}

fn item(r: Row, today: NaiveDate) -> InvoiceItem {
    // The database holds only these words: its CHECK says so.
    let status = r.status.parse().unwrap_or(Status::Draft);
    let kind = r.kind.parse().unwrap_or(Kind::Invoice);
    let remaining_ore = r.total_ore - r.paid_ore - r.credited_ore - r.written_off_ore - r.deducted_ore;
    InvoiceItem {
        id: r.id,
        number: r.number,
        customer_id: r.customer_id,
        customer_name: r.customer_name,
        title: r.title,
        status,
        kind,
        overdue: r.open_due_on.is_some_and(|due| is_overdue(status, due, today)),
        issued_on: r.issued_on,
        due_on: r.due_on,
        total_ore: r.total_ore,
        deducted_ore: r.deducted_ore,
        remaining_ore,
        sent_at: r.sent_at,
    }
}

/// An invoice's row as a list shows it.
pub(super) fn item_of(row: &invoice::Model, today: NaiveDate) -> Result<InvoiceItem, Problem> {
    let status = super::store::status(row)?;
    Ok(InvoiceItem {
        id: row.id,
        number: row.number.clone(),
        customer_id: row.customer_id,
        customer_name: row.customer_name.clone(),
        title: row.title.clone(),
        status,
        kind: super::store::kind(row)?,
        overdue: row.open_due_on.is_some_and(|due| is_overdue(status, due, today)),
        issued_on: row.issued_on,
        due_on: row.due_on,
        total_ore: row.total_ore,
        deducted_ore: row.deducted_ore,
        remaining_ore: super::settle::open(row),
        sent_at: row.sent_at,
    })
}
