//! `exportAuditEvents`.

use super::list::names;
use crate::{
    app::App,
    http::{Binary, Problem, Problems, Recent, page::MAX_LIMIT, perm},
    store::{ReadTx, Scope, audit::canonical, entity::audit_event},
};
use actix_web::{HttpResponse, get, web::Bytes};
use futures_util::{TryStreamExt, stream::try_unfold};
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect};
use serde_json::{Value, json};

/// The company's whole trail, oldest first, a line of JSON an entry: what its hash covers, the hash, and who it was. With the
/// entry before it and a seal, anybody can check it without this service.
#[utoipa::path(tag = "audit", operation_id = "exportAuditEvents",
    extensions(("x-permission" = json!(["audit_read"])), ("x-step-up" = json!(true))),
    responses((status = 200, description = "The trail", body = Binary, content_type = "application/x-ndjson"), Problems))]
#[get("/audit-events/export")]
pub async fn export_audit_events(app: App, auth: Recent<perm::AuditRead>) -> Result<HttpResponse, Problem> {
    let (scope, today) = (auth.scope(), app.clock.today());
    // Before the answer begins: what is refused is refused with a status of its own.
    let first = page(&app, scope, 0).await?;
    let rows = try_unfold((app, scope, Some(first)), async |(app, scope, read)| {
        let Some((text, next)) = read else {
            return Ok::<_, Problem>(None);
        };
        let following = match next {
            Some(after) => Some(page(&app, scope, after).await?),
            None => None,
        };
        Ok(Some((Bytes::from(text), (app, scope, following))))
    });
    Ok(HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((
            "content-disposition",
            format!("attachment; filename=\"audit-{today}.jsonl\""),
        ))
        .streaming(rows.map_err(actix_web::Error::from)))
}

async fn page(app: &App, scope: Scope, after: i64) -> Result<(String, Option<i64>), Problem> {
    app.read_in(scope, async |tx| lines(tx, after).await).await
}

async fn lines(tx: &ReadTx, after: i64) -> Result<(String, Option<i64>), Problem> {
    use audit_event::Column as C;
    let rows = tx
        .find::<audit_event::Entity>()
        .filter(C::Seq.gt(after))
        .with(|q| q.order_by_asc(C::Seq).limit(MAX_LIMIT))
        .all()
        .await?;
    let names = names(tx, rows.iter().filter_map(|r| r.actor_id).collect()).await?;
    let mut text = String::new();
    for row in &rows {
        let entry: Value = serde_json::from_slice(&canonical(row)).map_err(Problem::internal)?;
        let line = json!({
            "entry": entry,
            "hash": super::seals::hex(&row.hash),
            "actor_name": row.actor_id.and_then(|id| names.get(&id)),
        });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    let full = rows.len() as u64 == MAX_LIMIT;
    Ok((text, rows.last().filter(|_| full).map(|r| r.seq)))
}
