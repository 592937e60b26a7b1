//! `listDeductionCases`.

use super::{
    dto::{DeductionCaseItem, ListDeductionCases},
    store,
};
use crate::{
    app::App,
    deductions::{deduction_ask, deduction_case, deduction_case_year},
    http::{
        Auth, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::{ReadTx, Scoped},
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::deduction::CaseState;
use sea_orm::{
    ColumnTrait, Order, QuerySelect,
    sea_query::{ExprTrait, IntoCondition, SelectStatement},
};

/// Buyers' deductions on issued invoices, those whose last day to ask comes first; a page at a time.
#[utoipa::path(tag = "deductions", operation_id = "listDeductionCases", params(ListDeductionCases),
    extensions(("x-permission" = json!(["invoices_read"]))),
    responses((status = 200, description = "A page of cases", body = Page<DeductionCaseItem>), Problems))]
#[get("/deduction-cases")]
pub async fn list_deduction_cases(
    app: App,
    auth: Auth<perm::InvoicesRead>,
    query: Query<ListDeductionCases>,
) -> Result<Json<Page<DeductionCaseItem>>, Problem> {
    use deduction_case::Column as C;
    app.read(&auth, async |tx| {
        let after = Cursor::<NaiveDate>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut rows = narrowed(tx, &query)
            .with(|q| keyset(q, C::DeadlineOn, C::Id, Order::Asc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.deadline_on, r.id).encode());
        Ok(Page {
            items: store::items(tx, rows).await?,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}

/// The cases with a year for which something holds.
pub fn years(tx: &ReadTx, holds: impl IntoCondition) -> SelectStatement {
    tx.find::<deduction_case_year::Entity>()
        .filter(holds)
        .with(|s| s.select_only().column(deduction_case_year::Column::CaseId))
        .into_query()
}

fn narrowed<'t>(tx: &'t ReadTx, q: &ListDeductionCases) -> Scoped<'t, deduction_case::Entity> {
    use deduction_case::Column as C;
    use deduction_case_year::Column as Y;
    let mut find = tx.find::<deduction_case::Entity>();
    let stored_ready = || C::State.eq(CaseState::Ready.as_str());
    // What is ready lapses by the day, not by a change.
    let in_time = || years(tx, Y::ClaimableKr.gt(0).and(Y::DeadlineOn.gte(tx.today())));
    match q.state {
        Some(CaseState::Lapsed) => {
            find = find.filter(stored_ready().and(C::Id.not_in_subquery(in_time())));
        }
        Some(CaseState::Ready) => {
            find = find.filter(stored_ready().and(C::Id.in_subquery(in_time())));
        }
        Some(state) => find = find.filter(C::State.eq(state.as_str())),
        None => {}
    }
    if let Some(kind) = q.kind {
        find = find.filter(C::Kind.eq(kind.as_str()));
    }
    if let Some(year) = q.year {
        find = find.filter(C::Year.eq(year).or(C::Id.in_subquery(years(tx, Y::Year.eq(year)))));
    }
    if let Some(id) = q.customer_id {
        find = find.filter(C::CustomerId.eq(id));
    }
    if let Some(id) = q.invoice_id {
        find = find.filter(C::InvoiceId.eq(id));
    }
    if let Some(id) = q.claim_id {
        let of_claim = tx
            .find::<deduction_ask::Entity>()
            .filter(deduction_ask::Column::ClaimId.eq(id))
            .with(|s| s.select_only().column(deduction_ask::Column::CaseId))
            .into_query();
        find = find.filter(C::Id.in_subquery(of_claim));
    }
    if let Some(to) = q.deadline_to {
        find = find.filter(C::DeadlineOn.lte(to));
    }
    find
}
