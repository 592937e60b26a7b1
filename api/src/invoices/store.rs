//! How are invoices kept, found and shown?

use super::{
    dto::{Invoice, InvoiceLine},
    entity::{invoice, invoice_line, invoice_order, invoice_vat_row},
    links, settle,
};
use crate::{
    customers::dto::Language,
    http::{Caller, Code, Problem},
    jobs::{
        e_invoice,
        mail::{self, Document},
    },
    lines::{Totals, VatRow, asked, work_type},
    store::{
        ReadTx, WriteTx,
        search::{self, Findable},
    },
};
use chrono::NaiveDate;
use kontoret_core::{
    invoice::{Action, Kind, Status, TRANSITIONS, is_overdue},
    permission::Permission,
    totals::LineKind,
    vat::VatCode,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromQueryResult, QueryOrder,
    entity::prelude::Json,
    sea_query::{Expr, ExprTrait, Query, UnionType},
};
use uuid::Uuid;

/// What the parts of an invoice are: its lines in order, and its sums per VAT code.
pub struct Parts {
    /// The lines.
    pub lines: Vec<InvoiceLine>,
    /// The sums.
    pub vat_rows: Vec<VatRow>,
}

/// Where a draft stands in a list by number: after every number.
pub(super) const UNNUMBERED: i64 = i64::MAX;

/// Where a draft stands in a list by date: after every date that an invoice can have.
#[must_use]
pub(super) fn undated() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// An invoice's row.
///
/// # Errors
/// `not_found`.
pub async fn get_invoice(tx: &ReadTx, id: Uuid) -> Result<invoice::Model, Problem> {
    tx.find::<invoice::Entity>()
        .filter(invoice::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Whether anything else belongs to an invoice: most have neither, and need not be asked for it.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(super) struct Has {
    /// Changes of what is left of it.
    pub settlements: bool,
    /// Credit notes, drafts included.
    pub credit_notes: bool,
}

impl Has {
    /// What is asked for when nobody has looked.
    const UNKNOWN: Self = Self {
        settlements: true,
        credit_notes: true,
    };
}

/// An invoice's row, locked until the transaction ends.
///
/// # Errors
/// `not_found`.
pub async fn lock_invoice(tx: &WriteTx, id: Uuid) -> Result<invoice::Model, Problem> {
    tx.find::<invoice::Entity>()
        .filter(invoice::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Counts an invoice's version up, for a change beside its row: whoever saw it before can't act on it unseen.
///
/// # Errors
/// The database's.
pub async fn touch(tx: &WriteTx, row: invoice::Model) -> Result<invoice::Model, Problem> {
    let row = invoice::Model {
        version: row.version + 1,
        ..row
    };
    save_invoice(tx, &row).await?;
    Ok(row)
}

/// The rows of invoices, locked in the order of their ids until the transaction ends, so that no two who lock several wait
/// for each other. Fewer than asked for when some aren't there.
///
/// # Errors
/// The database's.
pub async fn lock_invoices(tx: &WriteTx, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<invoice::Model>, Problem> {
    Ok(tx
        .find::<invoice::Entity>()
        .filter(invoice::Column::Id.is_in(ids))
        .with(|q| q.order_by_asc(invoice::Column::Id))
        .for_update()
        .all()
        .await?)
}

#[derive(FromQueryResult)]
struct PartRow {
    id: Option<Uuid>,
    position: Option<i32>,
    article_id: Option<Uuid>,
    kind: Option<String>,
    work_type: Option<String>,
    description: Option<String>,
    quantity_milli: Option<i64>,
    unit: Option<String>,
    unit_price_ore: i64,
    discount_bp: Option<i32>,
    vat: String,
    amount_ore: i64,
    order_id: Option<Uuid>,
    order_line_id: Option<Uuid>,
    time_entry_ids: Option<Json>,
    credits_line_id: Option<Uuid>,
    deducts_invoice_id: Option<Uuid>,
    instalment_id: Option<Uuid>,
    account: Option<i32>,
    charge: Option<String>,
    actual_hours_milli: Option<i64>,
}

/// Lines and sums of an invoice, in one round trip: a row without an id is a sum, net before VAT.
///
/// # Errors
/// The database's.
pub async fn parts(tx: &ReadTx, id: Uuid) -> Result<Parts, Problem> {
    use invoice_line::Column as L;
    use invoice_vat_row::Column as V;
    let none = || Expr::cust("NULL");
    let mut sums = Query::select();
    sums.exprs([none(), none(), none(), none(), none(), none(), none()])
        .column(V::NetOre)
        .expr(none())
        .columns([V::Vat, V::VatOre])
        .exprs([none(), none(), none(), none(), none(), none(), none(), none(), none()])
        .expr(none())
        .from(invoice_vat_row::Entity)
        .and_where(V::CompanyId.eq(tx.company_id()).and(V::InvoiceId.eq(id)));
    let mut q = Query::select();
    q.columns([
        L::Id,
        L::Position,
        L::ArticleId,
        L::Kind,
        L::Description,
        L::QuantityMilli,
        L::Unit,
        L::UnitPriceOre,
    ])
    .columns([L::DiscountBp, L::Vat, L::AmountOre, L::OrderId, L::OrderLineId])
    .columns([
        L::TimeEntryIds,
        L::CreditsLineId,
        L::DeductsInvoiceId,
        L::InstalmentId,
        L::WorkType,
    ])
    .columns([L::Account, L::Charge, L::ActualHoursMilli])
    .from(invoice_line::Entity)
    .and_where(L::CompanyId.eq(tx.company_id()).and(L::InvoiceId.eq(id)))
    .union(UnionType::All, sums);
    let mut rows: Vec<PartRow> = tx.select(&q).await?;
    rows.sort_by_key(|r| r.position);
    let mut parts = Parts {
        lines: Vec::with_capacity(rows.len()),
        vat_rows: Vec::new(),
    };
    for r in rows {
        let vat = r.vat.parse().map_err(Problem::internal)?;
        match r.id {
            None => parts.vat_rows.push(VatRow {
                vat,
                net_ore: r.unit_price_ore,
                vat_ore: r.amount_ore,
            }),
            Some(id) => parts.lines.push(line(id, vat, r)?),
        }
    }
    parts.vat_rows.sort_by_key(|r| r.vat);
    Ok(parts)
}

fn line(id: Uuid, vat: VatCode, r: PartRow) -> Result<InvoiceLine, Problem> {
    let kind: LineKind = r.kind.unwrap_or_default().parse().map_err(Problem::internal)?;
    let time_entry_ids = serde_json::from_value(r.time_entry_ids.unwrap_or_default()).map_err(Problem::internal)?;
    Ok(InvoiceLine {
        id,
        article_id: r.article_id,
        kind,
        work_type: work_type(r.work_type.as_deref()),
        description: r.description.unwrap_or_default(),
        quantity_milli: r.quantity_milli.unwrap_or_default(),
        unit: r.unit.unwrap_or_default(),
        unit_price_ore: r.unit_price_ore,
        discount_bp: r.discount_bp.unwrap_or_default(),
        vat,
        amount_ore: r.amount_ore,
        actual_hours_milli: r.actual_hours_milli,
        account: r.account,
        charge: r.charge.map(|c| c.parse().map_err(Problem::internal)).transpose()?,
        order_id: r.order_id,
        order_line_id: r.order_line_id,
        time_entry_ids,
        instalment_id: r.instalment_id,
        deducts_invoice_id: r.deducts_invoice_id,
        credits_line_id: r.credits_line_id,
        credited_milli: 0,
        credited_ore: 0,
    })
}

/// Stores the lines and sums of a draft.
pub(super) async fn insert_parts(
    tx: &WriteTx,
    id: Uuid,
    lines: &[InvoiceLine],
    sums: &[VatRow],
) -> Result<(), Problem> {
    let rows = (0..).zip(lines).map(|(position, l)| {
        let row = invoice_line::Model {
            company_id: tx.company_id(),
            id: l.id,
            invoice_id: id,
            position,
            article_id: l.article_id,
            kind: l.kind.as_str().to_owned(),
            work_type: l.work_type.map(|w| w.as_str().to_owned()),
            description: l.description.clone(),
            quantity_milli: l.quantity_milli,
            unit: l.unit.clone(),
            unit_price_ore: l.unit_price_ore,
            discount_bp: l.discount_bp,
            vat: l.vat.as_str().to_owned(),
            amount_ore: l.amount_ore,
            actual_hours_milli: l.actual_hours_milli,
            account: l.account,
            charge: l.charge.map(|c| c.as_str().to_owned()),
            order_id: l.order_id,
            order_line_id: l.order_line_id,
            credits_line_id: l.credits_line_id,
            deducts_invoice_id: l.deducts_invoice_id,
            instalment_id: l.instalment_id,
            time_entry_ids: serde_json::json!(l.time_entry_ids),
        };
        invoice_line::ActiveModel::from(row).reset_all()
    });
    tx.insert_many(rows.collect()).await?;
    let rows = sums.iter().map(|s| {
        let row = invoice_vat_row::Model {
            company_id: tx.company_id(),
            invoice_id: id,
            vat: s.vat.as_str().to_owned(),
            net_ore: s.net_ore,
            vat_ore: s.vat_ore,
        };
        invoice_vat_row::ActiveModel::from(row).reset_all()
    });
    Ok(tx.insert_many(rows.collect()).await?)
}

/// Takes the lines and sums of a draft away.
pub(super) async fn delete_parts(tx: &WriteTx, id: Uuid) -> Result<(), Problem> {
    tx.delete_where::<invoice_line::Entity>(invoice_line::Column::InvoiceId.eq(id))
        .await?;
    tx.delete_where::<invoice_vat_row::Entity>(invoice_vat_row::Column::InvoiceId.eq(id))
        .await?;
    tx.delete_where::<invoice_order::Entity>(invoice_order::Column::InvoiceId.eq(id))
        .await?;
    Ok(())
}

/// Stores a new invoice, before its parts.
pub(super) async fn insert_invoice(tx: &WriteTx, row: &invoice::Model) -> Result<(), Problem> {
    tx.insert::<invoice::Entity, _>(invoice::ActiveModel::from(row.clone()).reset_all())
        .await?;
    index(tx, row, true).await
}

/// Stores a changed invoice.
pub(super) async fn save_invoice(tx: &WriteTx, row: &invoice::Model) -> Result<(), Problem> {
    Ok(tx
        .update::<invoice::Entity, _>(invoice::ActiveModel::from(row.clone()).reset_all())
        .await?)
}

/// Makes an invoice findable by number, with and without its prefix, payment reference, customer, title and the
/// customer's order number.
pub(super) async fn index(tx: &WriteTx, row: &invoice::Model, is_new: bool) -> Result<(), Problem> {
    let number = row.number.as_deref().unwrap_or_default();
    let texts = [
        row.customer_name.as_str(),
        &row.title,
        number,
        number.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
        row.ocr.as_deref().unwrap_or_default(),
        &row.buyer_order_number,
    ];
    Ok(search::index(tx, Findable::Invoice, row.id, is_new, &texts).await?)
}

/// A row's status.
///
/// # Errors
/// When the database holds another word.
pub fn status(row: &invoice::Model) -> Result<Status, Problem> {
    row.status.parse().map_err(Problem::internal)
}

/// A row's kind.
///
/// # Errors
/// When the database holds another word.
pub fn kind(row: &invoice::Model) -> Result<Kind, Problem> {
    row.kind.parse().map_err(Problem::internal)
}

/// Refuses what status or kind don't allow.
///
/// # Errors
/// `not_allowed_in_status`.
pub fn allow(row: &invoice::Model, action: Action) -> Result<(), Problem> {
    let fits = row_allows(row, kind(row)?, action);
    if fits && TRANSITIONS.next(status(row)?, action).is_some() {
        Ok(())
    } else {
        Err(Problem::new(Code::NotAllowedInStatus))
    }
}

/// A credit note is made anew rather than changed, and is settled from the other side.
fn row_allows(row: &invoice::Model, kind: Kind, action: Action) -> bool {
    match action {
        Action::Replace | Action::RegisterPayment | Action::Credit | Action::WriteOff => kind != Kind::CreditNote,
        Action::ReverseWriteOff => row.written_off_ore != 0,
        Action::Delete | Action::Issue | Action::Send => true,
    }
}

/// What the caller can do to an invoice; `credited_ore` is what credit notes have of it, drafts included.
fn actions(row: &invoice::Model, credited_ore: i64, caller: &Caller) -> Result<Vec<Action>, Problem> {
    let kind = kind(row)?;
    let mut actions = TRANSITIONS.allowed(status(row)?);
    actions.retain(|a| {
        let may = match a {
            Action::RegisterPayment => caller.may(Permission::PaymentsWrite),
            _ => caller.may(Permission::InvoicesWrite),
        };
        let left = *a != Action::Credit || credited_ore < row.total_ore;
        may && left && row_allows(row, kind, *a)
    });
    Ok(actions)
}

/// A row's sums.
pub(super) fn totals(row: &invoice::Model, vat_rows: Vec<VatRow>) -> Totals {
    Totals {
        lines_ore: row.lines_ore,
        discount_ore: row.discount_ore,
        net_ore: row.net_ore,
        vat_ore: row.vat_ore,
        rounding_ore: row.rounding_ore,
        total_ore: row.total_ore,
        vat_rows,
    }
}

/// An invoice as the caller sees it.
///
/// # Errors
/// The database's.
pub async fn view(tx: &ReadTx, row: invoice::Model, caller: &Caller) -> Result<Invoice, Problem> {
    let parts = parts(tx, row.id).await?;
    view_with(tx, row, parts, caller).await
}

/// An invoice as the caller sees it, with parts that are known.
///
/// # Errors
/// The database's.
pub async fn view_with(tx: &ReadTx, row: invoice::Model, parts: Parts, caller: &Caller) -> Result<Invoice, Problem> {
    shown(tx, row, parts, Has::UNKNOWN, caller).await
}

/// An invoice as the caller sees it, with what is known to belong to it.
pub(super) async fn shown(
    tx: &ReadTx,
    row: invoice::Model,
    mut parts: Parts,
    has: Has,
    caller: &Caller,
) -> Result<Invoice, Problem> {
    let status = status(&row)?;
    let settled = match has.settlements {
        true => settle::list(tx, &row).await?,
        false => settle::Settled::default(),
    };
    let links = links::of(tx, &row, &mut parts.lines, has.credit_notes).await?;
    let actions = actions(&row, links.credited_ore(), caller)?;
    let remaining_ore = settle::open(&row);
    Ok(Invoice {
        kind: kind(&row)?,
        credits: links.credits,
        credit_notes: links.credit_notes,
        deducted_by: links.deducted_by,
        orders: links.orders,
        payments: settled.payments,
        settlements: settled.settlements,
        mails: match row.sent_at {
            Some(_) => mail::states(tx, Document::Invoice(row.id)).await?,
            None => Vec::new(),
        },
        e_invoices: match row.sent_at {
            Some(_) => e_invoice::states(tx, row.id).await?,
            None => Vec::new(),
        },
        totals: totals(&row, parts.vat_rows),
        lines: parts.lines,
        overdue: row.open_due_on.is_some_and(|due| is_overdue(status, due, tx.today())),
        actions,
        status,
        id: row.id,
        version: row.version,
        number: row.number,
        ocr: row.ocr,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        customer_email: row.customer_email,
        order_id: row.order_id,
        order_number: row.order_number,
        work_site_id: row.work_site_id,
        title: row.title,
        note: row.note,
        their_reference: row.their_reference,
        our_reference: row.our_reference,
        buyer_order_number: row.buyer_order_number,
        exemption_reason: row.exemption_reason,
        deduction: asked(&row.deduction),
        language: Language::parse(&row.language),
        supplied_on: row.supplied_on,
        issued_on: row.issued_on,
        due_on: row.due_on,
        payment_terms_days: row.payment_terms_days,
        prices_include_vat: row.prices_include_vat,
        discount_bp: row.discount_bp,
        round_to_krona: row.round_to_krona,
        paid_ore: row.paid_ore,
        credited_ore: row.credited_ore,
        written_off_ore: row.written_off_ore,
        deducted_ore: row.deducted_ore,
        remaining_ore,
        sent_at: row.sent_at,
        printed_at: row.printed_at,
        created_at: row.created_at,
    })
}
