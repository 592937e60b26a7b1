//! What does a visitor see? Every answer stands in the company's trail before it leaves the house.
//!
//! An entry names the operation and the thing, and nothing of what stands in it. The same operation on the same thing is told
//! once a visit: a page that is looked at again, or a list that is turned, would hide the rest.

use super::{entity::support_read, store};
use crate::{
    app::App,
    http::{Caller, Problem, Reply, openapi},
    store::{Done, Event, secret::digest},
};
use actix_web::{HttpRequest, http::Method};
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryTrait, Set, sea_query::OnConflict};
use std::{collections::HashMap, sync::OnceLock};
use uuid::Uuid;

/// What tells a visitor nothing of the company.
const UNTOLD: &[&str] = &["getMe", "enterSupport", "leaveSupport", "logout"];

/// Variable parts of addresses whose things are called otherwise in the trail.
const CALLED: &[(&str, EntityKind)] = &[
    ("case_id", EntityKind::DeductionCase),
    ("claim_id", EntityKind::DeductionClaim),
    ("import_id", EntityKind::PaymentImport),
];

/// Tells the company what its visitor is answered.
///
/// # Errors
/// The database's: then the answer must not leave.
pub async fn note(app: &App, visitor: &Caller, req: &HttpRequest) -> Result<(), Problem> {
    let Some(operation) = operation(req.method(), req.match_pattern().as_deref()) else {
        return Ok(());
    };
    if UNTOLD.contains(&operation) {
        return Ok(());
    }
    let thing = thing(req);
    let id = thing.map_or(Uuid::nil(), |(_, id)| id);
    let seen = digest(&[operation.as_bytes(), b"\0", id.as_bytes()].concat()).to_vec();
    let known = app
        .read(visitor, async |tx| {
            let same = support_read::Column::VisitId
                .eq(visitor.membership_id)
                .and(support_read::Column::Digest.eq(seen.clone()));
            Ok(tx.find::<support_read::Entity>().filter(same).count().await? > 0)
        })
        .await?;
    if known {
        return Ok(());
    }
    let _: Reply = app
        .write_in(visitor.scope(), &visitor.actor(), async |tx| {
            let row = support_read::ActiveModel {
                company_id: Set(tx.company_id()),
                visit_id: Set(visitor.membership_id),
                digest: Set(seen.clone()),
            };
            let key = [
                support_read::Column::CompanyId,
                support_read::Column::VisitId,
                support_read::Column::Digest,
            ];
            let q = support_read::Entity::insert(row).on_conflict(OnConflict::columns(key).do_nothing().to_owned());
            if tx.execute_insert(&q.into_query()).await? == 0 {
                return Ok(Done::silent("it was told just now", Reply::no_content()));
            }
            let (kind, id) = match thing {
                Some(thing) => thing,
                None => {
                    let visit = store::open_visit(tx, visitor.session_id).await?;
                    let access = visit.map_or(visitor.membership_id, |v| v.access_id);
                    (EntityKind::SupportAccess, access)
                }
            };
            let read = Event::new(EventKind::SupportAccessRead, kind, id).noted("operation", operation);
            Ok(Done::new(read, Reply::no_content()))
        })
        .await?;
    Ok(())
}

/// The operation behind a method and an address.
pub(super) fn operation(method: &Method, pattern: Option<&str>) -> Option<&'static str> {
    static OPERATIONS: OnceLock<HashMap<(String, String), String>> = OnceLock::new();
    let known = OPERATIONS.get_or_init(|| {
        let document = openapi::document();
        let paths = document["paths"].as_object().into_iter().flatten();
        paths
            .flat_map(|(path, item)| {
                let methods = item.as_object().into_iter().flatten();
                methods.filter_map(move |(method, operation)| {
                    let id = operation["operationId"].as_str()?.to_owned();
                    Some(((method.to_uppercase(), path.clone()), id))
                })
            })
            .collect()
    });
    let place = (method.as_str().to_owned(), pattern?.to_owned());
    known.get(&place).map(String::as_str)
}

/// What a variable part of an address names.
pub(super) fn kind_of(part: &str) -> Option<EntityKind> {
    let called = CALLED.iter().find(|(name, _)| *name == part).map(|(_, kind)| *kind);
    called.or_else(|| part.strip_suffix("_id")?.parse().ok())
}

/// The thing that the address names, or the person whose it is.
fn thing(req: &HttpRequest) -> Option<(EntityKind, Uuid)> {
    let mut parts = req.match_info().iter();
    parts.find_map(|(name, value)| Some((kind_of(name)?, value.parse().ok()?)))
}
