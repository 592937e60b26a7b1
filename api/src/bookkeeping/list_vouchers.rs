//! `listVouchers`.

use super::{
    dto::{ListVouchers, Voucher, VoucherDocument, VoucherLine},
    entity::{voucher, voucher_line},
    exports,
    post::purpose,
};
use crate::{
    app::App,
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::ReadTx,
};
use actix_web::get;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The company's vouchers, the newest first, a page at a time.
#[utoipa::path(tag = "bookkeeping", operation_id = "listVouchers", params(ListVouchers),
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "A page of vouchers", body = Page<Voucher>), Problems))]
#[get("/vouchers")]
pub async fn list_vouchers(
    app: App,
    auth: Auth<perm::BookkeepingRead>,
    query: Query<ListVouchers>,
) -> Result<Json<Page<Voucher>>, Problem> {
    app.read(&auth, async |tx| page(tx, &query).await).await.map(Json)
}

async fn page(tx: &ReadTx, q: &ListVouchers) -> Result<Page<Voucher>, Problem> {
    use voucher::Column as C;
    use voucher_line::Column as L;
    let mut find = tx.find::<voucher::Entity>();
    if let Some(from) = q.from {
        find = find.filter(C::DatedOn.gte(from));
    }
    if let Some(to) = q.to {
        find = find.filter(C::DatedOn.lte(to));
    }
    let with = |condition| {
        tx.find::<voucher_line::Entity>()
            .with(|s| s.select_only().column(L::VoucherId).filter(condition))
            .into_query()
    };
    if let Some(account) = q.account {
        find = find.filter(C::Id.in_subquery(with(L::Account.eq(account))));
    }
    if let Some(id) = q.invoice_id {
        find = find.filter(C::Id.in_subquery(with(L::InvoiceId.eq(id))));
    }
    let total = match q.total {
        Some(true) => Some(find.clone().count().await?),
        _ => None,
    };
    let limit = limit(q.limit);
    let cursor = Cursor::<NaiveDate>::decode(q.after.as_deref())?;
    let mut rows = find
        .with(|s| keyset(s, C::DatedOn, C::Id, Order::Desc, cursor, limit))
        .all()
        .await?;
    let next = next(&mut rows, limit, |r| Cursor(r.dated_on, r.id).encode());
    Ok(Page {
        items: views(tx, rows).await?,
        next,
        total: total.and_then(|t| i64::try_from(t).ok()),
    })
}

/// Vouchers as they are seen, with their lines in one query.
pub(super) async fn views(tx: &ReadTx, rows: Vec<voucher::Model>) -> Result<Vec<Voucher>, Problem> {
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let mut lines: HashMap<Uuid, Vec<VoucherLine>> = HashMap::new();
    let found = tx
        .find::<voucher_line::Entity>()
        .filter(voucher_line::Column::VoucherId.is_in(ids.clone()))
        .with(|q| q.order_by_asc(voucher_line::Column::Position))
        .all()
        .await?;
    for l in found {
        lines.entry(l.voucher_id).or_default().push(VoucherLine {
            account: l.account,
            purpose: purpose(&l.purpose)?,
            vat: l.vat.map(|v| v.parse().map_err(Problem::internal)).transpose()?,
            invoice_id: l.invoice_id,
            amount_ore: l.amount_ore,
        });
    }
    let corrections: HashMap<Uuid, Uuid> = tx
        .find::<voucher::Entity>()
        .filter(voucher::Column::CorrectsId.is_in(ids))
        .all()
        .await?
        .into_iter()
        .filter_map(|v| Some((v.corrects_id?, v.id)))
        .collect();
    let exports = exports::all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|v| {
            view(
                exports::has(&exports, &v),
                lines.remove(&v.id).unwrap_or_default(),
                corrections.get(&v.id).copied(),
                v,
            )
        })
        .collect())
}

fn view(exported: bool, lines: Vec<VoucherLine>, corrected_by_id: Option<Uuid>, v: voucher::Model) -> Voucher {
    let mut about = lines.iter().filter_map(|l| l.invoice_id);
    let first = about.next();
    Voucher {
        invoice_id: first.filter(|id| about.all(|other| other == *id)),
        id: v.id,
        fiscal_year_id: v.fiscal_year_id,
        number: v.number,
        dated_on: v.dated_on,
        created_at: v.created_at,
        document_kind: VoucherDocument::parse(&v.document_kind),
        document_id: v.document_id,
        corrects_id: v.corrects_id,
        corrected_by_id,
        exported,
        text: v.text,
        lines,
    }
}
