//! `getVoucherExportFile`.

use super::{
    super::{
        dto::VoucherExportPath,
        entity::{fiscal_year, voucher, voucher_export, voucher_line},
        post::purpose,
    },
    create::get as get_export,
    names::name,
};
use crate::{
    app::App,
    clock, company,
    http::{Binary, Path, Problem, Problems, Recent, perm},
    store::{ReadTx, Scope},
};
use actix_web::{HttpResponse, get, web::Bytes};
use futures_util::{TryStreamExt, stream::try_unfold};
use kontoret_formats::sie::{Head, Voucher, Writer};
use sea_orm::{ColumnTrait, Condition, FromQueryResult, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// So many vouchers are in memory at a time.
const PAGE: u64 = 200;

/// The vouchers of an export as a SIE file of type 4I, again whenever it is asked for: vouchers never change.
#[utoipa::path(tag = "bookkeeping", operation_id = "getVoucherExportFile", params(VoucherExportPath),
    extensions(("x-permission" = json!(["documents_export"])), ("x-step-up" = json!(true))),
    responses((status = 200, description = "The file", body = Binary, content_type = "application/octet-stream"), Problems))]
#[get("/voucher-exports/{voucher_export_id}/file")]
pub async fn get_voucher_export_file(
    app: App,
    auth: Recent<perm::DocumentsExport>,
    path: Path<VoucherExportPath>,
) -> Result<HttpResponse, Problem> {
    let scope = auth.scope();
    let id = path.voucher_export_id;
    // Before the answer begins: what is refused is refused with a status of its own.
    let (export, writer) = app.read_in(scope, async |tx| begin(tx, id).await).await?;
    let name = format!("verifikationer-{}--{}.si", export.from_on, export.through_on);
    let file = File {
        app,
        scope,
        export,
        writer,
        after: 0,
    };
    let bytes = try_unfold(Some(file), async |at| {
        let Some(mut file) = at else {
            return Ok::<_, Problem>(None);
        };
        let more = file.page().await?;
        Ok(Some(if more {
            (Bytes::from(file.writer.take()), Some(file))
        } else {
            (Bytes::from(file.writer.end()), None)
        }))
    });
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(("content-disposition", format!("attachment; filename=\"{name}\"")))
        .streaming(bytes.map_err(actix_web::Error::from)))
}

/// A file that is being written, a page of vouchers at a time, each read in a transaction of its own.
struct File {
    app: App,
    scope: Scope,
    export: voucher_export::Model,
    writer: Writer,
    after: i64,
}

impl File {
    /// Writes the next vouchers; whether there may be more.
    async fn page(&mut self) -> Result<bool, Problem> {
        let (export, after) = (&self.export, self.after);
        let vouchers = self
            .app
            .read_in(self.scope, async |tx| vouchers(tx, export, after).await)
            .await?;
        for v in &vouchers {
            self.writer.voucher(v);
            self.after = v.number;
        }
        Ok(vouchers.len() as u64 == PAGE)
    }
}

fn within(export: &voucher_export::Model) -> Condition {
    use voucher::Column as C;
    Condition::all()
        .add(C::FiscalYearId.eq(export.fiscal_year_id))
        .add(C::DatedOn.between(export.from_on, export.through_on))
}

#[derive(FromQueryResult)]
struct Used {
    account: i32,
    purpose: String,
}

/// What stands before the vouchers.
async fn begin(tx: &ReadTx, id: Uuid) -> Result<(voucher_export::Model, Writer), Problem> {
    let export = get_export(tx, id).await?;
    let year = tx
        .find::<fiscal_year::Entity>()
        .filter(fiscal_year::Column::Id.eq(export.fiscal_year_id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)?;
    let settings = company::settings(tx).await?;
    let accounts = accounts(tx, &export, settings.language == "en").await?;
    let writer = Writer::new(&Head {
        version: env!("CARGO_PKG_VERSION"),
        made_on: clock::day(export.created_at),
        organisation_number: &settings.organisation_number,
        company: &company::name(tx).await?,
        year: (year.starts_on, year.ends_on),
        accounts: &accounts,
    });
    Ok((export, writer))
}

/// The accounts that the vouchers use; one with several purposes is called by the first of them.
async fn accounts(tx: &ReadTx, export: &voucher_export::Model, english: bool) -> Result<Vec<(i32, String)>, Problem> {
    use voucher_line::Column as L;
    let ids = tx
        .find::<voucher::Entity>()
        .filter(within(export))
        .with(|q| q.select_only().column(voucher::Column::Id))
        .into_query();
    let used: Vec<Used> = tx
        .find::<voucher_line::Entity>()
        .filter(L::VoucherId.in_subquery(ids))
        .with(|q| q.select_only().columns([L::Account, L::Purpose]).distinct())
        .all_as()
        .await?;
    let mut first = BTreeMap::new();
    for u in used {
        let p = purpose(&u.purpose)?;
        let known = first.entry(u.account).or_insert(p);
        *known = p.min(*known);
    }
    Ok(first
        .into_iter()
        .map(|(account, purpose)| (account, name(purpose, english).to_owned()))
        .collect())
}

/// The vouchers after a number.
async fn vouchers(tx: &ReadTx, export: &voucher_export::Model, after: i64) -> Result<Vec<Voucher>, Problem> {
    use voucher::Column as C;
    let rows = tx
        .find::<voucher::Entity>()
        .filter(within(export).add(C::Number.gt(after)))
        .with(|q| q.order_by_asc(C::Number).limit(PAGE))
        .all()
        .await?;
    let mut lines: HashMap<Uuid, Vec<(i32, i64)>> = HashMap::new();
    let found = tx
        .find::<voucher_line::Entity>()
        .filter(voucher_line::Column::VoucherId.is_in(rows.iter().map(|v| v.id)))
        .with(|q| q.order_by_asc(voucher_line::Column::Position))
        .all()
        .await?;
    for l in found {
        lines.entry(l.voucher_id).or_default().push((l.account, l.amount_ore));
    }
    Ok(rows
        .into_iter()
        .map(|v| Voucher {
            number: v.number,
            dated_on: v.dated_on,
            posted_on: clock::day(v.created_at),
            lines: lines.remove(&v.id).unwrap_or_default(),
            text: v.text,
        })
        .collect())
}
