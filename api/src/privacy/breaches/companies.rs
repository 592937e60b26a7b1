//! `informCompaniesOfBreach` and `listBreachCompanies`, and what is made of a breach in the companies that are told.

use super::{
    check,
    dto::{Breach, BreachCompany, BreachInput, BreachPath, InformCompaniesOfBreach, ListBreachCompanies},
    entity::{breach, breach_company},
    store::{self, From, Line, To},
};
use crate::{
    app::App,
    company::{self, company as listed},
    http::{
        Auth, Code, Command, DryRun, FieldCode, FieldError, IdempotencyKey, IfMatch, IfMatchHeader, Json, Page, Path,
        Problem, Problems, Query, Reply,
        page::{Cursor, keyset, limit, next},
        perm,
    },
    jobs::{Job, JobKind},
    store::{Actor, Done, Event, ReadTx, Scope},
};
use actix_web::{get, post};
use chrono::{DateTime, Utc};
use kontoret_core::{
    breach::{BreachAction, BreachEntry},
    event::{EntityKind, EventKind},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ExprTrait, Order};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Tells the companies whose data it is of (GDPR art. 33(2)). Only whoever runs the service can: it processes for them. Each gets
/// an entry in its own register, whose hours begin when it is there, and its owners a mail.
#[utoipa::path(tag = "privacy", operation_id = "informCompaniesOfBreach",
    params(BreachPath, IfMatchHeader, IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = InformCompaniesOfBreach,
    responses((status = 200, description = "The breach", body = Breach), Problems))]
#[post("/breaches/{breach_id}/inform-companies")]
pub async fn inform_companies_of_breach(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    path: Path<BreachPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<InformCompaniesOfBreach>,
) -> Result<Reply, Problem> {
    let (by, mut said) = (Some(auth.membership_id), body.0);
    for text in [&mut said.title, &mut said.text] {
        *text = text.trim().to_owned();
    }
    let texts = [("/title", &said.title), ("/text", &said.text)];
    let errors: Vec<FieldError> = texts
        .into_iter()
        .filter(|(_, text)| text.is_empty())
        .map(|(pointer, _)| FieldError::new(pointer, FieldCode::Required))
        .collect();
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let done = (BreachAction::InformCompanies, EventKind::BreachCompaniesInformed);
    store::act(
        &app,
        &auth,
        (path.breach_id, if_match, &command),
        done,
        async |tx, row| {
            if !company::directory(tx).await?.operator {
                return Err(Problem::new(Code::Forbidden));
            }
            let chosen = choice(tx, row.id, &said.company_ids).await?;
            for to_company_id in &chosen {
                let asked = breach_company::Model {
                    company_id: tx.company_id(),
                    id: tx.new_id(),
                    breach_id: row.id,
                    to_company_id: *to_company_id,
                    asked_at: tx.now(),
                    told_at: None,
                };
                tx.insert::<breach_company::Entity, _>(breach_company::ActiveModel::from(asked).reset_all())
                    .await?;
                let payload = Payload {
                    company_id: *to_company_id,
                    title: said.title.clone(),
                    text: said.text.clone(),
                };
                let payload = serde_json::to_value(payload).map_err(Problem::internal)?;
                tx.queue(Job::new(JobKind::BreachForward, tx, row.id).with(payload));
            }
            let count = chosen.len().to_string();
            store::enter(
                tx,
                row,
                Line(BreachEntry::CompaniesInformed, &count, &said.text),
                by,
                To::Nobody,
            )
            .await
        },
    )
    .await
}

/// The companies that were chosen, each once: others than this one, and not told before.
async fn choice(tx: &ReadTx, breach_id: Uuid, ids: &[Uuid]) -> Result<BTreeSet<Uuid>, Problem> {
    let there: BTreeSet<Uuid> = tx
        .find_global::<listed::Entity>()
        .filter(listed::Column::Id.is_in(ids.iter().copied()))
        .all()
        .await?
        .into_iter()
        .map(|c| c.id)
        .filter(|id| *id != tx.company_id())
        .collect();
    let before = asked(tx, breach_id, ids.to_vec()).await?;
    let error = |(at, id): (usize, &Uuid)| {
        let code = match (there.contains(id), before.contains_key(id)) {
            (false, _) => FieldCode::NotFound,
            (true, true) => FieldCode::Duplicate,
            (true, false) => return None,
        };
        Some(FieldError::new(format!("/company_ids/{at}"), code))
    };
    let errors: Vec<FieldError> = ids.iter().enumerate().filter_map(error).collect();
    if errors.is_empty() {
        Ok(there)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Which of the companies are told, by company.
async fn asked(tx: &ReadTx, breach_id: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, breach_company::Model>, Problem> {
    use breach_company::Column as C;
    let rows = tx
        .find::<breach_company::Entity>()
        .filter(C::BreachId.eq(breach_id).and(C::ToCompanyId.is_in(ids)))
        .all()
        .await?;
    Ok(rows.into_iter().map(|r| (r.to_company_id, r)).collect())
}

/// The companies whose processor this one is, by name, and which of them are told. Empty for all but whoever runs the service.
#[utoipa::path(tag = "privacy", operation_id = "listBreachCompanies", params(BreachPath, ListBreachCompanies),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "A page of companies", body = Page<BreachCompany>), Problems))]
#[get("/breaches/{breach_id}/companies")]
pub async fn list_breach_companies(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    path: Path<BreachPath>,
    query: Query<ListBreachCompanies>,
) -> Result<Json<Page<BreachCompany>>, Problem> {
    use listed::Column as C;
    app.read(&auth, async |tx| {
        let row = store::find(tx, path.breach_id).await?;
        let after = Cursor::<String>::decode(query.after.as_deref())?;
        if !company::directory(tx).await?.operator {
            return Ok(Page {
                items: Vec::new(),
                next: None,
                total: None,
            });
        }
        let limit = limit(query.limit);
        let mut rows = tx
            .find_global::<listed::Entity>()
            .filter(C::Id.ne(tx.company_id()))
            .with(|q| keyset(q, C::Name, C::Id, Order::Asc, after, limit))
            .all()
            .await?;
        let next = next(&mut rows, limit, |r| Cursor(r.name.clone(), r.id).encode());
        let told = asked(tx, row.id, rows.iter().map(|r| r.id).collect()).await?;
        let items = rows
            .into_iter()
            .map(|r| BreachCompany {
                asked_at: told.get(&r.id).map(|t| t.asked_at),
                told_at: told.get(&r.id).and_then(|t| t.told_at),
                id: r.id,
                name: r.name,
            })
            .collect();
        Ok(Page {
            items,
            next,
            total: None,
        })
    })
    .await
    .map(Json)
}

#[derive(Serialize, Deserialize)]
struct Payload {
    company_id: Uuid,
    title: String,
    text: String,
}

/// Makes the entry in the register of the company that is told, once, and notes when it was there. Each side is a transaction
/// bound to its own company; a repeat finds what the one before it made.
///
/// # Errors
/// The database's.
pub async fn pass_on(app: &App, company_id: Uuid, breach_id: Uuid, payload: &Value) -> Result<(), Problem> {
    let payload = Payload::deserialize(payload).map_err(Problem::internal)?;
    let scope = |company_id| Scope {
        company_id: Some(company_id),
        user_id: None,
    };
    let (row, from) = match app
        .read_in(scope(company_id), async |tx| {
            Ok((store::find(tx, breach_id).await?, company::name(tx).await?))
        })
        .await
    {
        Err(p) if p.code == Code::NotFound => return Ok(()),
        other => other?,
    };
    let mut told_at = None;
    let _: Reply = app
        .write_in(scope(payload.company_id), &Actor::default(), async |tx| {
            let of = breach::Column::PassedOnFrom.eq(breach_id);
            if let Some(there) = tx.find::<breach::Entity>().filter(of).one().await? {
                told_at = Some(there.created_at);
                return Ok(Done::silent("it was made before", Reply::no_content()));
            }
            let input = said(&row, &payload, tx.now())?;
            let from = From::Company {
                name: from.clone(),
                breach_id,
            };
            let made = store::open(tx, &input, from, app.config.breach_hours).await?;
            told_at = Some(made.created_at);
            Ok(Done::new(store::registered(&made), Reply::no_content()))
        })
        .await?;
    let _: Reply = app
        .write_in(scope(company_id), &Actor::default(), async |tx| {
            let Some(before) = asked(tx, breach_id, vec![payload.company_id])
                .await?
                .remove(&payload.company_id)
                .filter(|r| r.told_at.is_none())
            else {
                return Ok(Done::silent("it was noted before", Reply::no_content()));
            };
            let after = breach_company::Model {
                told_at,
                ..before.clone()
            };
            tx.update::<breach_company::Entity, _>(breach_company::ActiveModel::from(after.clone()).reset_all())
                .await?;
            let event = Event::new(EventKind::BreachCompanyTold, EntityKind::Breach, breach_id);
            let event = event.changed("breach_company", Some(&before), &after);
            Ok(Done::new(event, Reply::no_content()))
        })
        .await?;
    Ok(())
}

/// What the company is told: what was written for it, and of the breach itself the words of closed sets and times. How many
/// people, what it leads to and how high the risk is the company assesses for its own.
fn said(row: &breach::Model, payload: &Payload, now: DateTime<Utc>) -> Result<BreachInput, Problem> {
    let known = check::content(row)?;
    Ok(BreachInput {
        title: payload.title.clone(),
        description: payload.text.clone(),
        kinds: known.kinds,
        discovered_at: now,
        discovered_how: String::new(),
        began_at: known.began_at,
        ended_at: known.ended_at,
        categories: known.categories,
        people: known.people,
        people_count: None,
        record_count: None,
        consequences: String::new(),
        measures_taken: String::new(),
        measures_planned: String::new(),
        abroad: String::new(),
        risk: None,
        risk_reason: String::new(),
    })
}
