//! `getPrivacyPackage`.

use super::{content, dto::GetPrivacyPackage, stream};
use crate::{
    app::App,
    http::{Binary, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    privacy::subjects::get_extract::entity_of,
    store::{Done, Event},
};
use actix_web::{HttpResponse, post};
use kontoret_core::event::{EntityKind, EventKind};

/// What a person supplied, to take along to somebody else: a ZIP file with `package.json` (`PortabilityPackage`), its
/// `schema.json`, the same rows as CSV, and the offers and invoices that the person got. It holds whole personal identity numbers,
/// so that it was made, and by whom, stays in the trail and in the person's next extract. A rehearsal gathers it and hands
/// nothing out.
#[utoipa::path(tag = "privacy", operation_id = "getPrivacyPackage", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = GetPrivacyPackage,
    responses((status = 200, description = "The package", body = Binary, content_type = "application/zip"), Problems))]
#[post("/data-subjects/package")]
pub async fn get_privacy_package(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    command: Command,
    body: Json<GetPrivacyPackage>,
) -> Result<HttpResponse, Problem> {
    let subjects = body.0.subjects;
    let content = app
        .read(&auth, async |tx| content::gather(tx, &app.secrets, &subjects).await)
        .await?;
    let first = subjects.first().copied();
    // It stands in the trail before the first byte leaves.
    let _: Reply = app
        .write(&auth, &command, async |tx| {
            let (entity, id) = first.map_or((EntityKind::Company, tx.company_id()), |s| (entity_of(s.kind), s.id));
            let event = Event::new(EventKind::PrivacyPackageMade, entity, id);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    if command.dry_run {
        return Ok(HttpResponse::Ok()
            .content_type("application/zip")
            .insert_header(("X-Dry-Run", "true"))
            .finish());
    }
    Ok(stream::respond(app, auth.scope(), content, None))
}
