//! `findDataSubject`.

use super::{
    dto::{DataSubject, DataSubjectsFound, FindDataSubject},
    graph::{self, Root, Row},
    mentions,
    sought::{Sought, matched},
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IdempotencyKey, Json, Problem, Problems, Reply, perm},
    store::{Done, Event, ReadTx, data_map},
    users::membership,
};
use actix_web::post;
use kontoret_core::{
    data_subject::{DataSubjectKind, DataSubjectMatch},
    event::{EntityKind, EventKind},
    privacy::{About, Owner, Table},
};
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The most people, and the most texts, that one answer names.
pub const MOST: usize = 200;

/// Finds a person in everything that the company stores, by exact identifiers. That somebody looked is kept in the audit
/// trail, what they looked for is not. Texts in which the person seems to be named are shown for somebody to decide on.
/// A rehearsal finds nobody.
#[utoipa::path(tag = "privacy", operation_id = "findDataSubject", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_read"]))), request_body = FindDataSubject,
    responses((status = 200, description = "Who it is", body = DataSubjectsFound), Problems))]
#[post("/data-subjects/find")]
pub async fn find_data_subject(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    command: Command,
    body: Json<FindDataSubject>,
) -> Result<Reply, Problem> {
    app.write(&auth, &command, async |tx| {
        let sought = Sought::read(tx, &app.secrets, &body.0).await?;
        let found = if command.dry_run {
            DataSubjectsFound {
                items: Vec::new(),
                mentions: Vec::new(),
            }
        } else {
            found(tx, &sought).await?
        };
        let event = Event::new(
            EventKind::CompanyDataSubjectSought,
            EntityKind::Company,
            tx.company_id(),
        );
        Ok(Done::new(event, Reply::ok(&found)?.sealed()))
    })
    .await
}

type People = BTreeMap<Root, BTreeSet<DataSubjectMatch>>;

async fn found(tx: &ReadTx, sought: &Sought) -> Result<DataSubjectsFound, Problem> {
    let mut people = People::new();
    for table in data_map::tables() {
        for &(column, identifier) in table.found_by {
            let Some(condition) = sought.meets(column, identifier) else {
                continue;
            };
            let Some(within) = visible(tx, table).await? else {
                continue;
            };
            for row in graph::read(tx, table, within.add(condition)).await? {
                for root in climb(tx, table, row).await? {
                    people.entry(root).or_default().insert(matched(identifier));
                }
            }
        }
    }
    let certain: Vec<Root> = people.keys().copied().collect();
    near(tx, &certain, &mut people).await?;
    let mut items = Vec::new();
    for (root, matched_by) in people {
        if let Some(item) = shown(tx, root, matched_by).await? {
            items.push(item);
        }
    }
    // Who was found by something comes before who is near.
    items.sort_by_key(|i| i.matched_by.contains(&DataSubjectMatch::Near));
    items.truncate(MOST);
    let parts = graph::rows_of(tx, &certain, false).await?;
    let names: Vec<String> = items
        .iter()
        .filter(|i| !i.matched_by.contains(&DataSubjectMatch::Near))
        .map(|i| i.name.clone())
        .collect();
    let mentions = mentions::of(tx, sought, &names, &parts).await?;
    Ok(DataSubjectsFound { items, mentions })
}

/// The rows of a table that this company may look through: of the users only its own.
async fn visible(tx: &ReadTx, table: &Table) -> Result<Option<Cond>, Problem> {
    if table.owner == Owner::Tenant {
        return Ok(Some(Cond::all()));
    }
    if table.name != DataSubjectKind::User.table() {
        return Ok(None);
    }
    let members = tx.find::<membership::Entity>().all().await?;
    let own = members.iter().map(|m| m.user_id);
    Ok(Some(Cond::all().add(Expr::col(Alias::new("id")).is_in(own))))
}

/// The people whom a row is about: up along its links, else the row itself.
async fn climb(tx: &ReadTx, table: &'static Table, row: Row) -> Result<Vec<Root>, Problem> {
    let mut roots = Vec::new();
    let mut open = vec![(table, row)];
    while let Some((table, row)) = open.pop() {
        let mut is_linked = false;
        for about in table.about {
            let About::Of(column, parent) = about else { continue };
            let (Some(id), Some(parent)) = (graph::id_in(&row, column), data_map::table(parent)) else {
                continue;
            };
            let condition = Cond::all().add(Expr::col(Alias::new("id")).eq(id));
            for above in graph::read(tx, parent, condition).await? {
                is_linked = true;
                open.push((parent, above));
            }
        }
        if !is_linked
            && table.about.contains(&About::Person)
            && let Some(id) = graph::id_in(&row, "id")
        {
            roots.push(Root { table: table.name, id });
        }
    }
    Ok(roots)
}

/// Others who have to do with the same rows: the people of a household. Only a person can say who is who.
async fn near(tx: &ReadTx, certain: &[Root], people: &mut People) -> Result<(), Problem> {
    for table in data_map::tables() {
        for about in table.about {
            let About::Near(column, parent) = about else { continue };
            let ids: Vec<Uuid> = certain.iter().filter(|r| r.table == *parent).map(|r| r.id).collect();
            if ids.is_empty() {
                continue;
            }
            let condition = Cond::all().add(Expr::col(Alias::new(*column)).is_in(ids));
            for row in graph::read(tx, table, condition).await? {
                for root in climb(tx, table, row).await? {
                    people
                        .entry(root)
                        .or_insert_with(|| BTreeSet::from([DataSubjectMatch::Near]));
                }
            }
        }
    }
    Ok(())
}

async fn shown(
    tx: &ReadTx,
    root: Root,
    matched_by: BTreeSet<DataSubjectMatch>,
) -> Result<Option<DataSubject>, Problem> {
    let (Some(table), Some(kind)) = (data_map::table(root.table), DataSubjectKind::of_table(root.table)) else {
        return Ok(None);
    };
    let condition = Cond::all().add(Expr::col(Alias::new("id")).eq(root.id));
    let row = graph::read(tx, table, condition).await?.pop();
    Ok(row.map(|row| DataSubject {
        kind,
        id: root.id,
        name: name_in(&row),
        matched_by: matched_by.into_iter().collect(),
    }))
}

/// The name that a row which is a person has.
#[must_use]
pub fn name_in(row: &Row) -> String {
    row.get("name").and_then(|n| n.as_str()).unwrap_or_default().to_owned()
}
