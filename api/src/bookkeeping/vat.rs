//! `getVatReport`.

use super::{
    dto::{VatPeriod, VatReport, VatReportAccount, VatReportBox},
    entity::{voucher, voucher_line},
    post::purpose,
};
use crate::{
    app::App,
    http::{Auth, FieldCode, Json, Problem, Problems, Query, perm},
    store::ReadTx,
};
use actix_web::get;
use kontoret_core::{
    bookkeeping::Purpose,
    money::Ore,
    vat::VatCode,
    vat_report::{VatBox, boxes, vat_box},
};
use sea_orm::{
    ColumnTrait, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

/// What a period's vouchers come to in the boxes of the VAT return, each with the accounts that it is made of.
#[utoipa::path(tag = "bookkeeping", operation_id = "getVatReport", params(VatPeriod),
    extensions(("x-permission" = json!(["bookkeeping_read"]))),
    responses((status = 200, description = "Every box", body = VatReport), Problems))]
#[get("/vat-report")]
pub async fn get_vat_report(
    app: App,
    auth: Auth<perm::BookkeepingRead>,
    query: Query<VatPeriod>,
) -> Result<Json<VatReport>, Problem> {
    if query.to < query.from {
        return Err(Problem::field("to", FieldCode::EndBeforeStart));
    }
    app.read(&auth, async |tx| report(tx, &query).await).await.map(Json)
}

#[derive(FromQueryResult)]
struct Sum {
    account: i32,
    purpose: String,
    vat: Option<String>,
    amount: i64,
}

async fn report(tx: &ReadTx, q: &VatPeriod) -> Result<VatReport, Problem> {
    use voucher_line::Column as L;
    let in_period = tx
        .find::<voucher::Entity>()
        .with(|s| {
            s.select_only()
                .column(voucher::Column::Id)
                .filter(voucher::Column::DatedOn.between(q.from, q.to))
        })
        .into_query();
    let sums: Vec<Sum> = tx
        .find::<voucher_line::Entity>()
        .filter(L::VoucherId.in_subquery(in_period))
        .with(|s| {
            s.select_only()
                .columns([L::Account, L::Purpose, L::Vat])
                .expr_as(Expr::col(L::AmountOre).sum().cast_as("bigint"), "amount")
                .group_by(L::Account)
                .group_by(L::Purpose)
                .group_by(L::Vat)
        })
        .all_as()
        .await?;
    let mut lines: Vec<(i32, Purpose, Option<VatCode>, Ore)> = Vec::with_capacity(sums.len());
    for s in sums {
        let vat = s.vat.map(|v| v.parse().map_err(Problem::internal)).transpose()?;
        lines.push((s.account, purpose(&s.purpose)?, vat, Ore(s.amount)));
    }
    let found = boxes(lines.iter().map(|(_, p, v, n)| (*p, *v, *n)))
        .ok_or_else(|| Problem::internal("a sum of the VAT report is out of range"))?;
    Ok(VatReport {
        from: q.from,
        to: q.to,
        boxes: found
            .into_iter()
            .map(|b| VatReportBox {
                vat_box: b.vat_box,
                amount_ore: b.amount_ore.0,
                kronor: b.kronor,
                accounts: accounts(b.vat_box, &lines),
            })
            .collect(),
    })
}

/// What each account has in a box; what is to pay has the accounts of all VAT.
fn accounts(of: VatBox, lines: &[(i32, Purpose, Option<VatCode>, Ore)]) -> Vec<VatReportAccount> {
    let mut found: Vec<VatReportAccount> = Vec::new();
    for (account, purpose, vat, Ore(amount)) in lines {
        let own = vat_box(*purpose, *vat);
        let is_vat = matches!(own, Some(VatBox::Vat25 | VatBox::Vat12 | VatBox::Vat6));
        if own != Some(of) && !(of == VatBox::ToPay && is_vat) {
            continue;
        }
        match found.iter_mut().find(|a| a.account == *account) {
            Some(a) => a.amount_ore -= amount,
            None => found.push(VatReportAccount {
                account: *account,
                amount_ore: -amount,
            }),
        }
    }
    found.sort_by_key(|a| a.account);
    found
}
