//! What others wrote of a person who is erased: shown for somebody to decide on, and blacked out where they say so.

use super::{
    dto::ErasureMention,
    facts::word,
    graph::{Part, Row, id_in},
    labels::say,
    mentions::{self, Mention},
    named::Named,
};
use crate::{
    customers::dto::Language,
    http::{FieldCode, Problem},
    privacy::words,
    store::{ReadTx, WriteTx, entity::search_term},
};
use kontoret_core::{
    data_subject::ErasureGround,
    privacy::{Declared, Retention},
    text::{fold, terms},
};
use sea_orm::{
    ColumnTrait,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Stands in the place of what named the person.
const MARK: &str = "[raderad]";

/// The texts of others in which the people are named.
///
/// # Errors
/// The store's.
pub async fn mentions(tx: &ReadTx, parts: &[Part]) -> Result<Vec<Mention>, Problem> {
    let named = Named::of(tx, parts);
    mentions::everywhere(tx, &named.sought, &named.names, parts).await
}

/// What names a text on the wire and in the ledger: table, column and id.
fn key(mention: &Mention) -> Option<String> {
    let id = id_in(&mention.row, "id")?;
    Some(format!("{}/{}/{id}", mention.table.name, mention.column))
}

/// Why a text stays as it is: what was booked or issued isn't changed (BFL 1999:1078 5 kap. 5 §).
fn ground(mention: &Mention) -> Option<ErasureGround> {
    let is_kept = matches!(
        mention.table.column(mention.column),
        Some(Declared::Personal(p)) if p.retention == Retention::Bookkeeping
    );
    let is_text = matches!(mention.row.get(mention.column), Some(Value::String(_)));
    let is_draft = word(&mention.row, "status") == "draft";
    (!is_text || is_kept && !is_draft).then_some(ErasureGround::Bookkeeping)
}

/// The texts as they are shown to choose from.
#[must_use]
pub fn shown(mentions: &[Mention], language: Language) -> Vec<ErasureMention> {
    let one = |mention: &Mention| {
        let (title, field) = mention.said(language);
        let ground = ground(mention);
        Some(ErasureMention {
            key: key(mention)?,
            record: mention.table.name.to_owned(),
            title,
            field,
            id: id_in(&mention.row, "id")?,
            excerpt: mention.excerpt(),
            ground,
            ground_text: ground.map(|g| say(words::ground(g), language).to_owned()),
        })
    };
    mentions.iter().filter_map(one).collect()
}

/// Blacks out what was chosen, before the people are erased: their names are known only till then. Answers in how many texts.
///
/// # Errors
/// `/black_out/…` when a text isn't there any more, or must stay; the store's.
pub async fn apply(tx: &WriteTx, parts: &[Part], chosen: &[String]) -> Result<i64, Problem> {
    if chosen.is_empty() {
        return Ok(0);
    }
    let named = Named::of(tx, parts);
    let found = by_key(mentions(tx, parts).await?);
    for (at, key) in chosen.iter().enumerate() {
        match found.get(key) {
            None => return Err(Problem::field(format!("/black_out/{at}"), FieldCode::NotFound)),
            Some(mention) if ground(mention).is_some() => {
                return Err(Problem::field(format!("/black_out/{at}"), FieldCode::Invalid));
            }
            Some(_) => {}
        }
    }
    let chosen: BTreeSet<&String> = chosen.iter().collect();
    for mention in chosen.iter().filter_map(|key| found.get(*key)) {
        write(tx, &named, mention, &found).await?;
    }
    Ok(i64::try_from(chosen.len()).unwrap_or(i64::MAX))
}

/// Blacks out again what a restored backup brought back.
///
/// # Errors
/// The store's.
pub async fn again(tx: &WriteTx, parts: &[Part], chosen: &[String]) -> Result<(), Problem> {
    if chosen.is_empty() {
        return Ok(());
    }
    let named = Named::of(tx, parts);
    let found = by_key(mentions(tx, parts).await?);
    for mention in chosen.iter().filter_map(|key| found.get(key)) {
        if ground(mention).is_none() {
            write(tx, &named, mention, &found).await?;
        }
    }
    Ok(())
}

fn by_key(all: Vec<Mention>) -> BTreeMap<String, Mention> {
    all.into_iter().filter_map(|m| Some((key(&m)?, m))).collect()
}

async fn write(
    tx: &WriteTx,
    named: &Named,
    mention: &Mention,
    found: &BTreeMap<String, Mention>,
) -> Result<(), Problem> {
    let Some(id) = id_in(&mention.row, "id") else {
        return Ok(());
    };
    let text = named.blacked(&mention.text, MARK);
    let mut values = vec![(Alias::new(mention.column), Expr::val(text.clone()))];
    let folded = format!("{}_folded", mention.column);
    if mention.table.column(&folded).is_some() {
        values.push((Alias::new(folded), Expr::val(fold(&text))));
    }
    if mention.table.column("version").is_some() {
        values.push((Alias::new("version"), Expr::col(Alias::new("version")).add(1)));
    }
    let mut q = Query::update();
    q.table(Alias::new(mention.table.name))
        .values(values)
        .and_where(Expr::col(Alias::new("company_id")).eq(tx.company_id()))
        .and_where(Expr::col(Alias::new("id")).eq(id));
    tx.execute(&q).await?;
    let naming: BTreeSet<&str> = found
        .values()
        .filter(|other| other.table.name == mention.table.name && id_in(&other.row, "id") == Some(id))
        .map(|other| other.column)
        .collect();
    unfindable(tx, mention, (id, &text), &naming).await
}

/// The thing isn't found any more by words that went out of the text, unless they stand in it where the person isn't named.
async fn unfindable(
    tx: &WriteTx,
    mention: &Mention,
    (id, text): (Uuid, &str),
    naming: &BTreeSet<&str>,
) -> Result<(), Problem> {
    let others = |(name, value): (&String, &Value)| match value {
        Value::String(other) if !naming.contains(name.as_str()) => Some(terms(other)),
        _ => None,
    };
    let row: &Row = &mention.row;
    let kept: BTreeSet<String> = row.iter().filter_map(others).flatten().chain(terms(text)).collect();
    let gone: Vec<String> = terms(&mention.text).into_iter().filter(|t| !kept.contains(t)).collect();
    use search_term::Column as C;
    tx.delete_where::<search_term::Entity>(C::EntityId.eq(id).and(C::Term.is_in(gone)))
        .await?;
    Ok(())
}
