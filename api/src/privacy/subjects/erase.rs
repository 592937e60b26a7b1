//! `eraseDataSubject`.

use super::{
    black_out,
    dto::{EraseDataSubject, Erasure},
    erasing::{LINES, Line, Rule},
    extract::names_of,
    facts::Facts,
    fate::{Fate, Fates, rows_of},
    find::name_in,
    get_extract::entity_of,
    graph::{Part, Root, Row, id_in},
    ledger,
    plan::{confirmation, emptied, fingerprint, gather, items, number},
    shapes::Shapes,
    tell, users,
};
use crate::{
    app::App,
    customers,
    http::{Code, Command, DryRun, FieldCode, IdempotencyKey, Json, Problem, Problems, Recent, Reply, perm},
    invoices, orders,
    privacy::erasure,
    store::{
        Done, Event, WriteTx, data_map, door,
        search::{self, Findable},
        vault,
    },
};
use actix_web::post;
use kontoret_core::{
    event::{EntityKind, EventKind},
    privacy::{Owner, Table},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Set,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many rows are named in one statement.
const AT_ONCE: usize = 500;

/// Erases a person: everything that the plan says goes, in one transaction. What bookkeeping law keeps stays and nothing more;
/// identity numbers are gone from backups too, for their key is dropped. The ledger of erasures, which holds ids and times
/// alone, is applied again to a backup that is restored. `stale` when the plan isn't what it was, `restricted` while the person's
/// data is.
#[utoipa::path(tag = "privacy", operation_id = "eraseDataSubject", params(IdempotencyKey, DryRun),
    extensions(("x-permission" = json!(["privacy_write"])), ("x-step-up" = json!(true))), request_body = EraseDataSubject,
    responses((status = 200, description = "What was done", body = Erasure), Problems))]
#[post("/data-subjects/erase")]
pub async fn erase_data_subject(
    app: App,
    auth: Recent<perm::PrivacyWrite>,
    command: Command,
    body: Json<EraseDataSubject>,
) -> Result<Reply, Problem> {
    let asked = body.0;
    let roots = users::roots(&asked.subjects);
    let mut letters = Vec::new();
    let reply = app
        .write(&auth, &command, async |tx| {
            users::admit(tx, &roots).await?;
            let parts = found(tx, &roots).await?;
            refuse_restricted(&parts)?;
            let names = names_of(&parts, &roots)?;
            users::refuse_needed(&app, tx, &roots, &parts).await?;
            let fates = Fates::decide(Facts::read(tx, &parts).await?, &parts);
            if fingerprint(&parts, &fates) != asked.fingerprint {
                return Err(Problem::new(Code::Stale));
            }
            let typed = asked.confirmation.trim().to_lowercase();
            if typed != confirmation(&names, asked.language).trim().to_lowercase() {
                return Err(Problem::field("/confirmation", FieldCode::Invalid));
            }
            let items = items(&parts, &fates, asked.language);
            let owed = tell::owe(tx, &asked.subjects, &parts, &fates).await?;
            let blacked_out = black_out::apply(tx, &parts, &asked.black_out).await?;
            letters = apply(tx, &parts, &fates).await?;
            door::forget_answers(tx, &traces(&roots, &parts, &names)).await?;
            let row = erasure::Model {
                company_id: tx.company_id(),
                id: tx.new_id(),
                erased_at: tx.now(),
                finished_at: (!fates.waits()).then(|| tx.now()),
                ledgered_at: None,
                subjects: ledger::subjects(&roots, &asked.black_out),
                erased_by: Some(auth.user_id),
            };
            let done = Erasure {
                id: row.id,
                erased_at: row.erased_at,
                awaits_more: fates.waits(),
                blacked_out,
                items,
            };
            tx.insert::<erasure::Entity, _>(erasure::ActiveModel::from(row).reset_all())
                .await?;
            let (entity, id) = asked
                .subjects
                .first()
                .map_or((EntityKind::Company, tx.company_id()), |s| (entity_of(s.kind), s.id));
            let event = Event::new(EventKind::DataSubjectErased, entity, id);
            Ok(Done::all(
                std::iter::once(event).chain(owed).collect(),
                Reply::ok(&done)?,
            ))
        })
        .await?;
    app.standings.clear();
    if !command.dry_run {
        ledger::after(&app, auth.company_id, &letters).await;
    }
    Ok(reply)
}

/// Data that is restricted isn't erased, for the person may need it, or not want it erased (GDPR art. 18(1)(b)–(c)). Whoever does
/// want that lets the restriction be lifted first.
fn refuse_restricted(parts: &[Part]) -> Result<(), Problem> {
    let restricted = |row: &Row| row.get("restricted_at").is_some_and(|at| !at.is_null());
    if rows_of(parts, "customer").any(restricted) {
        return Err(Problem::new(Code::Restricted));
    }
    Ok(())
}

/// What answers to earlier requests name the person by.
fn traces(roots: &[Root], parts: &[Part], names: &[String]) -> Vec<String> {
    roots
        .iter()
        .map(|r| r.id.to_string())
        .chain(rows_of(parts, "membership").filter_map(|row| id_in(row, "id").map(|id| id.to_string())))
        .chain(names.iter().filter(|n| n.contains(' ')).cloned())
        .collect()
}

/// Holds the people, their orders and invoices, then reads everything about them: whoever writes something of theirs meanwhile
/// waits, and finds them erased.
///
/// # Errors
/// The store's.
pub async fn found(tx: &WriteTx, roots: &[Root]) -> Result<Vec<Part>, Problem> {
    use customers::customer;
    let ids: Vec<Uuid> = roots.iter().map(|r| r.id).collect();
    users::hold(tx, roots).await?;
    let of = customer::Column::Id.is_in(ids.clone());
    tx.find::<customer::Entity>().filter(of).for_update().all().await?;
    let of = orders::work_order::Column::CustomerId.is_in(ids.clone());
    tx.find::<orders::work_order::Entity>()
        .filter(of)
        .for_update()
        .all()
        .await?;
    let of = invoices::invoice::Column::CustomerId.is_in(ids);
    tx.find::<invoices::invoice::Entity>()
        .filter(of)
        .for_update()
        .all()
        .await?;
    gather(tx, roots).await
}

/// Carries out what was decided; answers which letters are gone, so that what lies in a folder of theirs goes too.
///
/// # Errors
/// The store's.
pub async fn apply(tx: &WriteTx, parts: &[Part], fates: &Fates<'_>) -> Result<Vec<Uuid>, Problem> {
    let mut letters = Vec::new();
    // Whatever leans on another goes before it.
    for line in LINES.iter().rev() {
        let Some(table) = data_map::table(line.table) else {
            continue;
        };
        let mut goes = Vec::new();
        let (mut whole, mut books) = (Vec::new(), Vec::new());
        for row in rows_of(parts, line.table) {
            match fates.of(line.table, row) {
                Some(Fate::Goes) => goes.push(row),
                Some(Fate::Emptied(None)) => whole.push(row),
                Some(Fate::Emptied(Some(_))) => books.push(row),
                Some(Fate::Stays(..)) | None => {}
            }
        }
        if line.table == "mail" {
            letters.extend(goes.iter().chain(&whole).chain(&books).filter_map(|r| id_in(r, "id")));
        }
        let keys: Vec<Uuid> = goes.iter().filter_map(|r| id_in(r, "key_id")).collect();
        empty(tx, table, line, &whole, false).await?;
        empty(tx, table, line, &books, true).await?;
        delete(tx, table, line, &goes).await?;
        for key in keys {
            vault::drop_key(tx, key).await?;
        }
    }
    for table in ["customer", "offer", "work_order", "invoice"] {
        for row in rows_of(parts, table).filter(|r| matches!(fates.of(table, r), Some(Fate::Emptied(_)))) {
            found_by_number(tx, table, row).await?;
        }
    }
    Ok(letters)
}

/// By which column the rows of a table are named: their id, or what they go with.
fn named_by(table: &Table, line: &Line) -> &'static str {
    match line.rule {
        _ if table.column("id").is_some() => "id",
        Rule::With(parents) => parents.first().map_or("id", |(column, _)| column),
        Rule::Anything(column) | Rule::Own(column) => column,
        _ => "customer_id",
    }
}

fn ids(table: &Table, line: &Line, rows: &[&Row]) -> Vec<Uuid> {
    let named_by = named_by(table, line);
    let ids: BTreeSet<Uuid> = rows.iter().filter_map(|row| id_in(row, named_by)).collect();
    ids.into_iter().collect()
}

async fn delete(tx: &WriteTx, table: &Table, line: &Line, rows: &[&Row]) -> Result<(), Problem> {
    for part in ids(table, line, rows).chunks(AT_ONCE) {
        let mut q = Query::delete();
        q.from_table(Alias::new(table.name))
            .and_where(Expr::col(Alias::new(named_by(table, line))).is_in(part.iter().copied()));
        if table.owner == Owner::Tenant {
            q.and_where(Expr::col(Alias::new("company_id")).eq(tx.company_id()));
        }
        tx.execute(&q).await?;
    }
    Ok(())
}

/// Empties the columns of rows that stay. With `books`, what bookkeeping law keeps is left.
async fn empty(tx: &WriteTx, table: &'static Table, line: &Line, rows: &[&Row], books: bool) -> Result<(), Problem> {
    if rows.is_empty() {
        return Ok(());
    }
    let shapes = Shapes::of(tx, table).await?;
    let mut values: Vec<(Alias, Expr)> = emptied(table, line, books)
        .filter_map(|column| Some((Alias::new(column), shapes.empty(column)?)))
        .collect();
    if values.is_empty() {
        return Ok(());
    }
    if table.column("version").is_some() {
        values.push((Alias::new("version"), Expr::col(Alias::new("version")).add(1)));
    }
    if line.rule == Rule::Customer {
        values.push((Alias::new("archived"), Expr::val(true)));
        values.push((Alias::new("archived_at"), Expr::val(tx.now())));
    }
    // Names of users are unique: each has a pseudonym of its own.
    let at_once = if users::is_pseudonymous(line) { 1 } else { AT_ONCE };
    for part in ids(table, line, rows).chunks(at_once) {
        let mut q = Query::update();
        q.table(Alias::new(table.name))
            .values(users::under_pseudonym(tx, line, part, &values))
            .and_where(Expr::col(Alias::new(named_by(table, line))).is_in(part.iter().copied()));
        if table.owner == Owner::Tenant {
            q.and_where(Expr::col(Alias::new("company_id")).eq(tx.company_id()));
        }
        tx.execute(&q).await?;
    }
    Ok(())
}

/// What stays is found by its number alone.
async fn found_by_number(tx: &WriteTx, table: &str, row: &Row) -> Result<(), Problem> {
    let kind = match table {
        "customer" => Findable::Customer,
        "offer" => Findable::Offer,
        "work_order" => Findable::Order,
        _ => Findable::Invoice,
    };
    if let (Some(id), Some(number)) = (id_in(row, "id"), number(row)) {
        search::index(tx, kind, id, false, &[&number]).await?;
    }
    Ok(())
}

/// Erases people whom an earlier erasure names: what waited then, whose recipients are told of it now, or what a restored backup
/// brought back, whose recipients were told before. Answers which letters are gone, and who is to be told.
///
/// # Errors
/// The store's.
pub async fn again(
    tx: &WriteTx,
    before: &erasure::Model,
    is_restored: bool,
) -> Result<(Vec<Uuid>, Vec<Event>), Problem> {
    let roots = ledger::roots(&before.subjects);
    let parts = found(tx, &roots).await?;
    let fates = Fates::decide(Facts::read(tx, &parts).await?, &parts);
    let names: Vec<String> = roots
        .iter()
        .flat_map(|r| rows_of(&parts, r.table))
        .map(name_in)
        .collect();
    let owed = if is_restored {
        black_out::again(tx, &parts, &ledger::black_outs(&before.subjects)).await?;
        Vec::new()
    } else {
        tell::owe(tx, &ledger::references(&roots), &parts, &fates).await?
    };
    let letters = apply(tx, &parts, &fates).await?;
    users::end_access(tx, &parts).await?;
    door::forget_answers(tx, &traces(&roots, &parts, &names)).await?;
    if !fates.waits() && before.finished_at.is_none() {
        let mut row = erasure::ActiveModel::from(before.clone());
        row.finished_at = Set(Some(tx.now()));
        tx.update::<erasure::Entity, _>(row).await?;
    }
    Ok((letters, owed))
}
