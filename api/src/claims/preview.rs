//! `previewDeductionClaim`.

use super::{
    claim_dto::{DeductionClaimPreview, PreviewDeductionClaim},
    list_cases::years,
    prepare::prepare,
    store,
};
use crate::{
    app::App,
    deductions::{deduction_case, deduction_case_year, deduction_claim},
    http::{Auth, Json, Problem, Problems, Query, perm},
    store::ReadTx,
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::deduction::{CaseState, MAX_CASES, deadline};
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect, sea_query::ExprTrait};

/// What could be asked for now: each case with what the claim would say of it, and what hinders it.
#[utoipa::path(tag = "deductions", operation_id = "previewDeductionClaim", params(PreviewDeductionClaim),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "What could be asked for", body = DeductionClaimPreview), Problems))]
#[get("/deduction-claim-preview")]
pub async fn preview_deduction_claim(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<PreviewDeductionClaim>,
) -> Result<Json<DeductionClaimPreview>, Problem> {
    use deduction_case::Column as C;
    use deduction_case_year::Column as Y;
    app.read(&auth, async |tx| {
        let find = tx
            .find::<deduction_case::Entity>()
            .filter(C::State.eq(CaseState::Ready.as_str()))
            .filter(C::Kind.eq(query.kind.as_str()))
            .filter(C::Id.in_subquery(years(tx, Y::Year.eq(query.year).and(Y::ClaimableKr.gt(0)))));
        let all = i64::try_from(find.clone().count().await?).map_err(Problem::internal)?;
        let most = u64::try_from(MAX_CASES).map_err(Problem::internal)?;
        let rows = find
            .with(|q| q.order_by_asc(C::PaidOn).order_by_asc(C::Id).limit(most))
            .all()
            .await?;
        let shown = i64::try_from(rows.len()).map_err(Problem::internal)?;
        let cases = store::with_invoices(tx, rows).await?;
        let prepared = prepare(tx, &app.secrets, cases, query.kind.kind(), query.year).await?;
        let free = prepared.iter().filter(|p| p.guards.is_empty());
        Ok(DeductionClaimPreview {
            kind: query.kind,
            year: query.year,
            deadline_on: deadline(NaiveDate::from_yo_opt(query.year, 1).unwrap_or(NaiveDate::MAX)),
            name: free_name(tx, query.kind.as_str()).await?,
            asked_kr: free.filter_map(|p| p.due).map(|d| d.asked.asked_kr).sum(),
            rows: prepared.iter().map(super::prepare::Prepared::row).collect(),
            more_count: all - shown,
        })
    })
    .await
    .map(Json)
}

/// A name that no claim of the company has: `ROT 261128`, `ROT 261128-2`.
async fn free_name(tx: &ReadTx, kind: &str) -> Result<String, Problem> {
    use deduction_claim::Column as C;
    let word = match kind {
        "green" => "GRÖN".to_owned(),
        other => other.to_uppercase(),
    };
    let first = format!("{word} {}", tx.today().format("%y%m%d"));
    let taken: Vec<String> = tx
        .find::<deduction_claim::Entity>()
        .filter(C::Name.starts_with(&first))
        .all()
        .await?
        .into_iter()
        .map(|c| c.name)
        .collect();
    let mut name = first.clone();
    let mut n = 1;
    while taken.contains(&name) {
        n += 1;
        name = format!("{first}-{n}");
    }
    Ok(name)
}
