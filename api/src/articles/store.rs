//! How are articles found, kept and shown?

use super::{
    dto::{Article, ArticleAction, ArticleInput, ArticlePart, ArticleSort, ListArticles},
    entity::article,
    parts,
};
use crate::{
    http::{
        Caller, Code, FieldCode, FieldError, Page, Problem,
        page::{Cursor, keyset, limit, next},
    },
    lines,
    store::{
        ReadTx, WriteTx,
        counter::{Series, take},
        search::{self, Findable},
    },
};
use kontoret_core::{permission::Permission, text::fold, totals::LineKind, vat::VatCode};
use sea_orm::{ActiveModelTrait, ColumnTrait, FromQueryResult, Order, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A page of articles.
pub(super) async fn list_articles(tx: &ReadTx, caller: &Caller, q: &ListArticles) -> Result<Page<Article>, Problem> {
    use article::Column as C;
    let mut find = tx
        .find::<article::Entity>()
        .filter(C::Archived.eq(q.archived.unwrap_or(false)));
    if let Some(kind) = q.kind {
        find = find.filter(C::Kind.eq(kind.as_str()));
    }
    if let Some(ids) =
        q.q.as_deref()
            .and_then(|text| search::matching(tx.company_id(), Findable::Article, text))
    {
        find = find.filter(C::Id.in_subquery(ids));
    }
    let total = match q.total {
        Some(true) => Some(find.clone().count().await?),
        _ => None,
    };
    let limit = limit(q.limit);
    let cursor = Cursor::<String>::decode(q.after.as_deref())?;
    let sort = match q.sort {
        ArticleSort::Name => C::NameFolded,
        ArticleSort::Number => C::Number,
    };
    let rows = find
        .with(|s| keyset(s, sort, C::Id, Order::Asc, cursor, limit))
        .all()
        .await?;
    let key = |r: &article::Model| match q.sort {
        ArticleSort::Name => r.name_folded.clone(),
        ArticleSort::Number => r.number.clone(),
    };
    let mut parts = parts::of(tx, rows.iter().map(|r| r.id)).await?;
    let mut made_of: Vec<(article::Model, Vec<ArticlePart>)> = rows
        .into_iter()
        .map(|r| {
            let own = parts.remove(&r.id).unwrap_or_default();
            (r, own)
        })
        .collect();
    let next = next(&mut made_of, limit, |(r, _)| Cursor(key(r), r.id).encode());
    let mut page = Page {
        items: made_of.into_iter().map(|(r, own)| shown(r, own, caller)).collect(),
        next,
        total: None,
    };
    page.total = total.and_then(|t| i64::try_from(t).ok());
    Ok(page)
}

/// An article's row.
pub(super) async fn get_article(tx: &ReadTx, id: Uuid) -> Result<article::Model, Problem> {
    tx.find::<article::Entity>()
        .filter(article::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// An article's row, locked until the transaction ends.
pub(super) async fn lock_article(tx: &WriteTx, id: Uuid) -> Result<article::Model, Problem> {
    tx.find::<article::Entity>()
        .filter(article::Column::Id.eq(id))
        .for_update()
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Which of a document's lines name an article that the company doesn't have? One query for all of them.
///
/// # Errors
/// The database's; what is missing is added to `errors` as `/lines/{i}/article_id`.
pub async fn check_line_articles(
    tx: &ReadTx,
    articles: impl Iterator<Item = Option<Uuid>> + Clone,
    errors: &mut Vec<FieldError>,
) -> Result<(), Problem> {
    let asked: HashSet<Uuid> = articles.clone().flatten().collect();
    if asked.is_empty() {
        return Ok(());
    }
    let known: HashSet<Uuid> = tx
        .find::<article::Entity>()
        .filter(article::Column::Id.is_in(asked))
        .with(|s| s.select_only().column(article::Column::Id))
        .all_as::<Id>()
        .await?
        .into_iter()
        .map(|r| r.id)
        .collect();
    for (i, id) in articles.enumerate() {
        if id.is_some_and(|id| !known.contains(&id)) {
            errors.push(FieldError::new(format!("/lines/{i}/article_id"), FieldCode::NotFound));
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Account {
    id: Uuid,
    vat: String,
    account: i32,
}

/// The accounts that these articles name for their sales, and the VAT codes that they are for.
///
/// # Errors
/// The database's.
pub async fn sales_accounts(
    tx: &ReadTx,
    articles: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (VatCode, i32)>, Problem> {
    use article::Column as C;
    let asked: HashSet<Uuid> = articles.collect();
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = tx
        .find::<article::Entity>()
        .filter(C::Id.is_in(asked))
        .filter(C::Account.is_not_null())
        .with(|s| s.select_only().columns([C::Id, C::Vat, C::Account]))
        .all_as::<Account>()
        .await?;
    rows.into_iter()
        .map(|r| Ok((r.id, (r.vat.parse().map_err(Problem::internal)?, r.account))))
        .collect()
}

/// Tidies and checks what needs no database.
///
/// # Errors
/// All fields that need mending.
pub(super) fn check(mut input: ArticleInput) -> Result<ArticleInput, Problem> {
    input.number = input.number.trim().to_owned();
    input.name = input.name.trim().to_owned();
    input.unit = input.unit.trim().to_owned();
    let mut errors = Vec::new();
    if input.name.is_empty() {
        errors.push(FieldError::new("/name", FieldCode::Required));
    }
    lines::check_work_type("/work_type", input.kind, input.work_type, &mut errors);
    if errors.is_empty() {
        Ok(input)
    } else {
        Err(Problem::fields(errors))
    }
}

/// Stores a new article of checked or unchecked input.
///
/// # Errors
/// Fields that need mending: an empty name, a number that is taken.
pub async fn create(tx: &WriteTx, input: ArticleInput) -> Result<article::Model, Problem> {
    let input = check(input)?;
    let blank = article::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        version: 1,
        number: String::new(),
        name: String::new(),
        name_folded: String::new(),
        kind: String::new(),
        work_type: None,
        unit: String::new(),
        unit_price_ore: 0,
        vat: String::new(),
        account: None,
        note: String::new(),
        archived: false,
        created_at: tx.now(),
    };
    let row = apply(tx, blank, &input).await?;
    tx.insert::<article::Entity, _>(article::ActiveModel::from(row.clone()).reset_all())
        .await
        .map_err(|e| number_taken(e.into()))?;
    index(tx, &row, true).await?;
    Ok(row)
}

/// Stores a changed article.
pub(super) async fn save_article(tx: &WriteTx, row: &article::Model) -> Result<(), Problem> {
    tx.update::<article::Entity, _>(article::ActiveModel::from(row.clone()).reset_all())
        .await
        .map_err(|e| number_taken(e.into()))?;
    index(tx, row, false).await
}

/// The number is the only thing of an article that must be its own: two who choose it at once meet in the index.
fn number_taken(p: Problem) -> Problem {
    if p.code == Code::Duplicate {
        Problem::field("/number", FieldCode::Duplicate)
    } else {
        p
    }
}

/// The new content on a row, with a number that is free.
pub(super) async fn apply(tx: &WriteTx, row: article::Model, a: &ArticleInput) -> Result<article::Model, Problem> {
    let number = match a.number.as_str() {
        "" => next_free(tx).await?,
        chosen if chosen != row.number && is_taken(tx, chosen).await? => {
            return Err(Problem::field("/number", FieldCode::Duplicate));
        }
        chosen => chosen.to_owned(),
    };
    Ok(article::Model {
        number,
        name: a.name.clone(),
        name_folded: fold(&a.name),
        kind: a.kind.as_str().to_owned(),
        work_type: a.work_type.map(|w| w.as_str().to_owned()),
        unit: a.unit.clone(),
        unit_price_ore: a.unit_price_ore,
        vat: a.vat.as_str().to_owned(),
        account: a.account,
        note: a.note.clone(),
        ..row
    })
}

/// The series goes on where it was, so numbers that were chosen by hand are passed over once.
async fn next_free(tx: &WriteTx) -> Result<String, Problem> {
    loop {
        let number = take(tx, Series::Article).await?.to_string();
        if !is_taken(tx, &number).await? {
            return Ok(number);
        }
    }
}

async fn is_taken(tx: &ReadTx, number: &str) -> Result<bool, Problem> {
    Ok(tx
        .find::<article::Entity>()
        .filter(article::Column::Number.eq(number))
        .count()
        .await?
        > 0)
}

async fn index(tx: &WriteTx, row: &article::Model, is_new: bool) -> Result<(), Problem> {
    Ok(search::index(
        tx,
        Findable::Article,
        row.id,
        is_new,
        &[row.number.as_str(), row.name.as_str()],
    )
    .await?)
}

/// An article as the caller sees it.
pub(super) async fn view(tx: &ReadTx, row: article::Model, caller: &Caller) -> Result<Article, Problem> {
    let own = parts::of(tx, [row.id].into_iter()).await?.remove(&row.id);
    Ok(shown(row, own.unwrap_or_default(), caller))
}

fn shown(row: article::Model, parts: Vec<ArticlePart>, caller: &Caller) -> Article {
    let actions = match (caller.may(Permission::ArticlesWrite), row.archived) {
        (false, _) => vec![],
        (true, false) => vec![ArticleAction::Replace, ArticleAction::Archive],
        (true, true) => vec![ArticleAction::Unarchive],
    };
    Article {
        id: row.id,
        version: row.version,
        number: row.number,
        name: row.name,
        // The database holds only these words: its CHECK says so.
        kind: row.kind.parse().unwrap_or(LineKind::Other),
        work_type: lines::work_type(row.work_type.as_deref()),
        unit: row.unit,
        unit_price_ore: row.unit_price_ore,
        vat: row.vat.parse().unwrap_or(VatCode::Standard),
        account: row.account,
        note: row.note,
        archived: row.archived,
        parts,
        actions,
    }
}
