//! `listWorkSites`, `createWorkSite`, `replaceWorkSite`.

use super::{
    check,
    dto::{CustomerPath, WorkSite, WorkSiteInput, WorkSitePath},
    entity::work_site,
    limits, store,
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, IdempotencyKey, IfMatch, IfMatchHeader, Json, Page, Path, Problem, Problems, Reply, perm,
    },
    store::{Done, Event},
};
use actix_web::{get, post, put};
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ActiveModelTrait, ColumnTrait};

/// A customer's work sites, oldest first.
#[utoipa::path(tag = "customers", operation_id = "listWorkSites", params(CustomerPath),
    extensions(("x-permission" = json!(["customers_read"]))),
    responses((status = 200, description = "The work sites", body = Page<WorkSite>), Problems))]
#[get("/customers/{customer_id}/work-sites")]
pub async fn list_work_sites(
    app: App,
    auth: Auth<perm::CustomersRead>,
    path: Path<CustomerPath>,
) -> Result<Json<Page<WorkSite>>, Problem> {
    app.read(&auth, async |tx| {
        limits::check_usable(tx, path.customer_id).await?;
        let rows = store::list_work_sites(tx, path.customer_id).await?;
        let items = rows.into_iter().map(store::view_work_site).collect();
        Ok(Json(Page {
            items,
            next: None,
            total: None,
        }))
    })
    .await
}

/// Adds a work site to a customer.
#[utoipa::path(tag = "customers", operation_id = "createWorkSite", params(CustomerPath, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = WorkSiteInput,
    responses((status = 201, description = "The work site", body = WorkSite), Problems))]
#[post("/customers/{customer_id}/work-sites")]
pub async fn create_work_site(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    path: Path<CustomerPath>,
    command: Command,
    body: Json<WorkSiteInput>,
) -> Result<Reply, Problem> {
    let input = check::work_site(body.0)?;
    app.write(&auth, &command, async |tx| {
        let customer = store::hold_customer(tx, path.customer_id).await?;
        store::refuse_erased(&customer)?;
        let row = store::apply_work_site(store::blank_work_site(tx, customer.id), &input);
        tx.insert::<work_site::Entity, _>(work_site::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let event =
            Event::new(EventKind::WorkSiteCreated, EntityKind::WorkSite, row.id).changed("work_site", None, &row);
        let site = store::view_work_site(row);
        Ok(Done::new(
            event,
            Reply::created(format!("/api/v1/work-sites/{}", site.id), &site)?.version(1),
        ))
    })
    .await
}

/// Replaces a work site's content.
#[utoipa::path(tag = "customers", operation_id = "replaceWorkSite", params(WorkSitePath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["customers_write"]))), request_body = WorkSiteInput,
    responses((status = 200, description = "The work site", body = WorkSite), Problems))]
#[put("/work-sites/{work_site_id}")]
pub async fn replace_work_site(
    app: App,
    auth: Auth<perm::CustomersWrite>,
    path: Path<WorkSitePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<WorkSiteInput>,
) -> Result<Reply, Problem> {
    let input = check::work_site(body.0)?;
    app.write(&auth, &command, async |tx| {
        let before = tx
            .find::<work_site::Entity>()
            .filter(work_site::Column::Id.eq(path.work_site_id))
            .for_update()
            .one()
            .await?
            .ok_or_else(Problem::not_found)?;
        if_match.expect(before.version)?;
        limits::check_usable(tx, before.customer_id).await?;
        let mut row = store::apply_work_site(before.clone(), &input);
        row.version += 1;
        tx.update::<work_site::Entity, _>(work_site::ActiveModel::from(row.clone()).reset_all())
            .await?;
        let event = Event::new(EventKind::WorkSiteReplaced, EntityKind::WorkSite, row.id).changed(
            "work_site",
            Some(&before),
            &row,
        );
        let version = row.version;
        Ok(Done::new(
            event,
            Reply::ok(&store::view_work_site(row))?.version(version),
        ))
    })
    .await
}
