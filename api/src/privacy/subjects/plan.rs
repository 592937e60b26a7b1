//! `getErasurePlan`.

use super::{
    black_out,
    dto::{ErasureAwaits, ErasureItem, ErasurePlan, GetErasurePlan},
    erasing::{LINES, Line, Rule},
    extract::names_of,
    facts::Facts,
    fate::{Fate, Fates, is_there, rows_of},
    graph::{self, Part, Root, Row, id_in, key},
    labels::{self, say},
    users,
};
use crate::{
    app::App,
    customers::dto::Language,
    http::{Auth, Json, Problem, Problems, perm},
    privacy::words,
    store::{ReadTx, data_map, secret::digest},
};
use actix_web::{HttpResponse, post};
use kontoret_core::{
    data_subject::{DataSubjectKind, ErasureGround, ErasureOutcome},
    privacy::{Declared, Retention, Table},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};
use uuid::Uuid;

/// The most things that are named for what more waits for.
const MOST_NAMED: usize = 50;

/// What would become of everything that is stored about a person: what goes, what is emptied, what the law keeps, why and how
/// long, and what must be done before the rest goes by itself. Of a user a company erases what it has, and the operator of the
/// service the account, when no company has the user any more. With a customer the people of its household go too, for they are
/// stored for its tax deductions alone.
#[utoipa::path(tag = "privacy", operation_id = "getErasurePlan",
    extensions(("x-permission" = json!(["privacy_write"]))), request_body = GetErasurePlan,
    responses((status = 200, description = "The plan", body = ErasurePlan), Problems))]
#[post("/data-subjects/erasure-plan")]
pub async fn get_erasure_plan(
    app: App,
    auth: Auth<perm::PrivacyWrite>,
    body: Json<GetErasurePlan>,
) -> Result<HttpResponse, Problem> {
    let roots = users::roots(&body.0.subjects);
    let plan = app
        .read(&auth, async |tx| {
            users::admit(tx, &roots).await?;
            let parts = gather(tx, &roots).await?;
            let names = names_of(&parts, &roots)?;
            let mentions = black_out::mentions(tx, &parts).await?;
            let fates = Fates::decide(Facts::read(tx, &parts).await?, &parts);
            Ok(ErasurePlan {
                confirmation: confirmation(&names, body.0.language),
                names,
                mentions: black_out::shown(&mentions, body.0.language),
                items: items(&parts, &fates, body.0.language),
                awaits: awaits(&parts, &fates, body.0.language),
                hindrances: users::hindrances(&app, tx, &roots, &parts).await?,
                fingerprint: fingerprint(&parts, &fates),
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(plan))
}

/// What must be typed: the name, or, of somebody without, a word.
#[must_use]
pub fn confirmation(names: &[String], language: Language) -> String {
    match names.first() {
        Some(name) => name.clone(),
        None => say(("RADERA", "ERASE"), language).to_owned(),
    }
}

/// Every row about the people, and about the households of those who are customers.
///
/// # Errors
/// The store's.
pub async fn gather(tx: &ReadTx, roots: &[Root]) -> Result<Vec<Part>, Problem> {
    let customers: Vec<Uuid> = roots
        .iter()
        .filter(|r| r.table == DataSubjectKind::Customer.table())
        .map(|r| r.id)
        .collect();
    let table = DataSubjectKind::HouseholdMember.table();
    let members = graph::linked(tx, table, "customer_id", &customers).await?;
    let mut all: BTreeSet<Root> = roots.iter().copied().collect();
    all.extend(members.iter().filter_map(|row| {
        Some(Root {
            table,
            id: id_in(row, "id")?,
        })
    }));
    let accounts = users::with_accounts(tx, roots).await?;
    graph::rows_of(tx, &all.into_iter().collect::<Vec<_>>(), accounts).await
}

/// The columns that are emptied in a row which stays: all that says something of a person, and with `books` what bookkeeping law
/// doesn't keep. Ids lead to nobody once their thing is empty; where they may, they go too.
pub fn emptied(table: &'static Table, line: &Line, books: bool) -> impl Iterator<Item = &'static str> {
    table
        .columns
        .iter()
        .filter(move |(name, declared)| match declared {
            Declared::Personal(p) => !(line.stays.contains(name) || books && p.retention == Retention::Bookkeeping),
            Declared::NotPersonal => false,
        })
        .map(|(name, _)| *name)
}

type Group = (
    &'static str,
    ErasureOutcome,
    Option<(ErasureGround, Option<chrono::NaiveDate>)>,
);

/// What becomes of what, the same things together, in the order of the declarations.
#[must_use]
pub fn items(parts: &[Part], fates: &Fates<'_>, language: Language) -> Vec<ErasureItem> {
    let mut items = Vec::new();
    // What follows a thing by itself isn't named beside it.
    for line in LINES.iter().filter(|l| !matches!(l.rule, Rule::Anything(_))) {
        let (Some(table), Some(title)) = (data_map::table(line.table), labels::record(line.table)) else {
            continue;
        };
        let mut groups: BTreeMap<Group, (i64, BTreeSet<&str>)> = BTreeMap::new();
        for row in rows_of(parts, line.table) {
            let Some(fate) = fates.of(line.table, row) else {
                continue;
            };
            for (group, fields) in of_row(table, line, row, fate) {
                let entry = groups.entry(group).or_default();
                entry.0 += 1;
                entry.1.extend(fields);
            }
        }
        for ((record, outcome, kept), (count, fields)) in groups {
            items.push(ErasureItem {
                record: record.to_owned(),
                title: say(title, language).to_owned(),
                outcome,
                fields: labelled(&fields, language),
                ground: kept.map(|(ground, _)| ground),
                ground_text: kept.map(|(ground, _)| say(words::ground(ground), language).to_owned()),
                through: kept.and_then(|(_, through)| through),
                count,
            });
        }
    }
    items
}

fn of_row<'r>(table: &'static Table, line: &Line, row: &'r Row, fate: Fate) -> Vec<(Group, Vec<&'r str>)> {
    let holds = |name: &&'static str| is_there(row.get(*name));
    match fate {
        Fate::Goes => vec![((table.name, ErasureOutcome::Deleted, None), Vec::new())],
        Fate::Stays(ground, through) => {
            vec![((table.name, ErasureOutcome::Kept, Some((ground, through))), Vec::new())]
        }
        Fate::Emptied(through) => {
            let gone: Vec<&str> = emptied(table, line, through.is_some()).filter(holds).collect();
            let mut found = Vec::new();
            let kept = emptied(table, line, false).filter(holds).count() > gone.len();
            if kept && through.is_some() {
                let group = (
                    table.name,
                    ErasureOutcome::Kept,
                    Some((ErasureGround::Bookkeeping, through)),
                );
                found.push((group, Vec::new()));
            }
            if !gone.is_empty() {
                found.push(((table.name, ErasureOutcome::Blanked, None), gone));
            }
            found
        }
    }
}

fn labelled(fields: &BTreeSet<&str>, language: Language) -> Vec<String> {
    let words: BTreeSet<&str> = fields
        .iter()
        .filter(|name| !labels::is_technical(name))
        .filter_map(|name| labels::field(name))
        .map(|word| say(word, language))
        .collect();
    words.into_iter().map(str::to_owned).collect()
}

/// Orders, invoices and deductions that something waits for.
fn awaits(parts: &[Part], fates: &Fates<'_>, language: Language) -> Vec<ErasureAwaits> {
    let mut found = Vec::new();
    for table in ["work_order", "invoice"] {
        let title = labels::record(table).map_or(table, |w| say(w, language));
        for row in rows_of(parts, table) {
            let (Some(Fate::Stays(ground, _)), Some(id)) = (fates.of(table, row), id_in(row, "id")) else {
                continue;
            };
            if ground.passes() {
                found.push(ErasureAwaits {
                    record: table.to_owned(),
                    title: title.to_owned(),
                    id,
                    number: number(row),
                });
            }
        }
    }
    let title = labels::record("deduction_case").map_or("", |w| say(w, language));
    found.extend(fates.facts().open_cases().map(|id| ErasureAwaits {
        record: "deduction_case".to_owned(),
        title: title.to_owned(),
        id,
        number: None,
    }));
    found.truncate(MOST_NAMED);
    found
}

/// A thing's number as it is read.
#[must_use]
pub fn number(row: &Row) -> Option<String> {
    match row.get("number")? {
        Value::String(text) => Some(text.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// Stands for what becomes of every row: another row or another fate, another fingerprint.
#[must_use]
pub fn fingerprint(parts: &[Part], fates: &Fates<'_>) -> String {
    let mut all = BTreeSet::new();
    for line in LINES {
        for row in rows_of(parts, line.table) {
            if let Some(fate) = fates.of(line.table, row) {
                all.insert(format!("{}\u{0}{}\u{0}{fate:?}", line.table, key(row)));
            }
        }
    }
    let whole: Vec<u8> = all.into_iter().flat_map(|text| digest(text.as_bytes())).collect();
    digest(&whole).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
