//! `listRetentionRuns`.

use super::{
    dto::{ListRetentionRuns, RetentionCount, RetentionRun},
    entity::{retention_count, retention_run},
    plan,
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{
        Auth, Caller, Json, Page, Problem, Problems, Query,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    store::ReadTx,
    users,
};
use actix_web::get;
use chrono::{DateTime, Utc};
use kontoret_core::{permission::Permission, retention::RunState};
use sea_orm::{ColumnTrait, Order, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// What has gone, what goes, and what waits for approval; the newest run first.
#[utoipa::path(tag = "privacy", operation_id = "listRetentionRuns", params(ListRetentionRuns),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "A page of runs", body = Page<RetentionRun>), Problems))]
#[get("/retention/runs")]
pub async fn list_retention_runs(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<ListRetentionRuns>,
) -> Result<Json<Page<RetentionRun>>, Problem> {
    use retention_run::Column as C;
    app.read(&auth, async |tx| {
        let after = Cursor::<DateTime<Utc>>::decode(query.after.as_deref())?;
        let limit = limit(query.limit);
        let mut rows = tx
            .find::<retention_run::Entity>()
            .with(|q| keyset(q, C::PlannedAt, C::Id, Order::Desc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.planned_at, r.id).encode());
        let items = view(tx, rows, &auth, query.language).await?;
        Ok(Page {
            items,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}

/// Runs with their counts.
pub(super) async fn view(
    tx: &ReadTx,
    rows: Vec<retention_run::Model>,
    caller: &Caller,
    language: Language,
) -> Result<Vec<RetentionRun>, Problem> {
    use retention_count::Column as C;
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let mut counts: HashMap<Uuid, Vec<RetentionCount>> = HashMap::new();
    let found = tx
        .find::<retention_count::Entity>()
        .filter(C::RunId.is_in(ids))
        .with(|q| q.order_by_asc(C::Position))
        .all()
        .await?;
    for c in found {
        counts.entry(c.run_id).or_default().push(RetentionCount {
            rule: c.rule.parse().map_err(Problem::internal)?,
            record: plan::title(&c.record, language),
            outcome: c.outcome.parse().map_err(Problem::internal)?,
            foreseen: c.foreseen,
            gone: c.gone,
        });
    }
    let people: Vec<Uuid> = rows
        .iter()
        .flat_map(|r| [r.first_approved_by, r.approved_by])
        .flatten()
        .collect();
    let names = users::names(tx, &people).await?;
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id)).map(|(name, _)| name.clone());
    rows.into_iter()
        .map(|r| {
            let state: RunState = r.state.parse().map_err(Problem::internal)?;
            Ok(RetentionRun {
                counts: counts.remove(&r.id).unwrap_or_default(),
                can_approve: state == RunState::Waiting
                    && caller.may(Permission::PrivacyWrite)
                    && r.first_approved_by != Some(caller.membership_id),
                id: r.id,
                version: r.version,
                as_of: r.as_of,
                state,
                subjects: r.subjects,
                planned_at: r.planned_at,
                first_approved_by: name(r.first_approved_by),
                approved_by: name(r.approved_by),
                ended_at: r.ended_at,
            })
        })
        .collect()
}
