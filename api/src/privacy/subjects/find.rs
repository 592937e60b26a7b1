//! `findDataSubject`.

use super::{
    dto::{DataSubject, DataSubjectsFound, FindDataSubject},
    graph::{self, Root, Row},
    mentions,
    sought::{Sought, matched},
};
use crate::{
    app::App,
    company,
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
            let rows = graph::read(tx, table, within.add(condition)).await?;
            for root in climb(tx, table, rows).await? {
                people.entry(root).or_default().insert(matched(identifier));
            }
        }
    }
    let certain: Vec<Root> = people.keys().copied().collect();
    near(tx, &certain, &mut people).await?;
    let mut items = shown(tx, people).await?;
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

/// The rows of a table that this company may look through: of the users only its own, unless it runs the service and answers
/// for every account.
async fn visible(tx: &ReadTx, table: &Table) -> Result<Option<Cond>, Problem> {
    if table.owner == Owner::Tenant {
        return Ok(Some(Cond::all()));
    }
    if table.name != DataSubjectKind::User.table() {
        return Ok(None);
    }
    if company::directory(tx).await?.operator {
        return Ok(Some(Cond::all()));
    }
    let members = tx.find::<membership::Entity>().all().await?;
    let own = members.iter().map(|m| m.user_id);
    Ok(Some(Cond::all().add(Expr::col(Alias::new("id")).is_in(own))))
}

/// The people whom rows of a table are about: up along their links, else the rows themselves. The rows of a table go up
/// together, each row once, so that the number of queries follows from the tables alone.
async fn climb(tx: &ReadTx, table: &'static Table, rows: Vec<Row>) -> Result<BTreeSet<Root>, Problem> {
    let mut roots = BTreeSet::new();
    let mut known: BTreeSet<Root> = BTreeSet::new();
    let mut open = vec![(table, rows)];
    while let Some((table, rows)) = open.pop() {
        let mut linked = vec![false; rows.len()];
        for about in table.about {
            let About::Of(column, parent) = about else { continue };
            let Some(parent) = data_map::table(parent) else {
                continue;
            };
            let ids: BTreeSet<Uuid> = rows.iter().filter_map(|row| graph::id_in(row, column)).collect();
            let ids: Vec<Uuid> = ids.into_iter().collect();
            let mut above = graph::linked(tx, parent.name, "id", &ids).await?;
            let found: BTreeSet<Uuid> = above.iter().filter_map(|row| graph::id_in(row, "id")).collect();
            for (is_linked, row) in linked.iter_mut().zip(&rows) {
                *is_linked |= graph::id_in(row, column).is_some_and(|id| found.contains(&id));
            }
            above.retain(|row| {
                let root = graph::id_in(row, "id").map(|id| Root { table: parent.name, id });
                root.is_some_and(|root| known.insert(root))
            });
            if !above.is_empty() {
                open.push((parent, above));
            }
        }
        if table.about.contains(&About::Person) {
            let own = rows.iter().zip(linked).filter(|(_, is_linked)| !is_linked);
            roots.extend(
                own.filter_map(|(row, _)| graph::id_in(row, "id"))
                    .map(|id| Root { table: table.name, id }),
            );
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
            let rows = graph::linked(tx, table.name, column, &ids).await?;
            for root in climb(tx, table, rows).await? {
                people
                    .entry(root)
                    .or_insert_with(|| BTreeSet::from([DataSubjectMatch::Near]));
            }
        }
    }
    Ok(())
}

/// Those of the people who are there, by the tables that they are rows of.
async fn shown(tx: &ReadTx, people: People) -> Result<Vec<DataSubject>, Problem> {
    let mut by_table: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for root in people.keys() {
        by_table.entry(root.table).or_default().push(root.id);
    }
    let mut names: BTreeMap<Root, String> = BTreeMap::new();
    for (table, ids) in by_table
        .into_iter()
        .filter_map(|(name, ids)| Some((data_map::table(name)?, ids)))
    {
        for row in graph::linked(tx, table.name, "id", &ids).await? {
            if let Some(id) = graph::id_in(&row, "id") {
                names.insert(Root { table: table.name, id }, name_in(&row));
            }
        }
    }
    Ok(people
        .into_iter()
        .filter_map(|(root, matched_by)| {
            Some(DataSubject {
                kind: DataSubjectKind::of_table(root.table)?,
                id: root.id,
                name: names.remove(&root)?,
                matched_by: matched_by.into_iter().collect(),
            })
        })
        .collect())
}

/// The name that a row which is a person has.
#[must_use]
pub fn name_in(row: &Row) -> String {
    row.get("name").and_then(|n| n.as_str()).unwrap_or_default().to_owned()
}
