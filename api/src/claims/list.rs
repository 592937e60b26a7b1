//! `listDeductionClaims`.

use super::{
    claim_dto::{DeductionClaim, ListDeductionClaims},
    dto::ClaimKind,
};
use crate::{
    app::App,
    deductions::{deduction_ask, deduction_claim},
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::ReadTx,
};
use actix_web::get;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Order};

/// The claims on the tax agency, newest first; a page at a time.
#[utoipa::path(tag = "deductions", operation_id = "listDeductionClaims", params(ListDeductionClaims),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of claims", body = Page<DeductionClaim>), Problems))]
#[get("/deduction-claims")]
pub async fn list_deduction_claims(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListDeductionClaims>,
) -> Result<Json<Page<DeductionClaim>>, Problem> {
    use deduction_claim::Column as C;
    app.read(&auth, async |tx| {
        let after = Cursor::<DateTime<Utc>>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut rows = tx
            .find::<deduction_claim::Entity>()
            .with(|q| keyset(q, C::CreatedAt, C::Id, Order::Desc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.created_at, r.id).encode());
        Ok(Page {
            items: view(tx, rows).await?,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}

/// Claims with what is decided of them.
///
/// # Errors
/// The database's.
pub async fn view(tx: &ReadTx, rows: Vec<deduction_claim::Model>) -> Result<Vec<DeductionClaim>, Problem> {
    let decided = tx
        .find::<deduction_ask::Entity>()
        .filter(deduction_ask::Column::ClaimId.is_in(rows.iter().map(|r| r.id)))
        .filter(deduction_ask::Column::ApprovedKr.is_not_null())
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let of = || decided.iter().filter(|a| a.claim_id == row.id);
            Ok(DeductionClaim {
                kind: ClaimKind::parse(&row.kind)?,
                decided_count: i64::try_from(of().count()).map_err(Problem::internal)?,
                approved_kr: of().filter_map(|a| a.approved_kr).sum(),
                id: row.id,
                year: row.year,
                name: row.name,
                reference: row.reference,
                case_count: row.case_count,
                asked_kr: row.asked_kr,
                created_at: row.created_at,
            })
        })
        .collect()
}
