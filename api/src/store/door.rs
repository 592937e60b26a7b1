//! How does a change become true? The one place that begins and commits: change, audit, jobs and the answer to a
//! repeated request, in one transaction.

use super::{
    Actor, Event, ReadTx, Scope, WriteTx, audit,
    entity::idempotency_key::{ActiveModel, Column, Entity, Model},
    search,
    secret::Secrets,
};
use crate::{
    app::App,
    http::{
        auth::Caller,
        command::Command,
        problem::{Code, Problem},
        reply::Reply,
    },
    jobs,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryOrder, QuerySelect, QueryTrait, Set,
    sea_query::{Cond, Expr, ExprTrait, LikeExpr, OnConflict},
};
use uuid::Uuid;

/// What a change answers; can't be made without saying what happened.
#[must_use]
pub struct Done {
    events: Vec<Event>,
    reply: Reply,
}

impl Done {
    /// Something happened.
    pub fn new(event: Event, reply: Reply) -> Self {
        Self {
            events: vec![event],
            reply,
        }
    }

    /// Several things happened, at least one.
    pub fn all(events: Vec<Event>, reply: Reply) -> Self {
        debug_assert!(!events.is_empty());
        Self { events, reply }
    }

    /// Nothing worth a trace happened; `why` is for the reader.
    pub fn silent(why: &'static str, reply: Reply) -> Self {
        log::trace!(why = why; "change without event");
        Self {
            events: Vec::new(),
            reply,
        }
    }

    /// Something else happened too.
    pub fn and(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }
}

enum Key {
    New,
    Stored(Box<Reply>),
}

impl App {
    /// Reads as the caller, in the caller's company.
    ///
    /// # Errors
    /// What `f` refuses, or [`Code::Unavailable`].
    pub async fn read<T>(
        &self,
        caller: &Caller,
        f: impl AsyncFnOnce(&ReadTx) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.read_in(caller.scope(), f).await
    }

    /// Reads as the caller by one statement, in the caller's company: a hot list. A second statement fails.
    ///
    /// # Errors
    /// What `f` refuses, or [`Code::Unavailable`].
    pub async fn read_once<T>(
        &self,
        caller: &Caller,
        f: impl AsyncFnOnce(&ReadTx) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let tx = ReadTx::once(&self.db, caller.scope(), self.clock.clone());
        f(&tx).await
    }

    /// Reads in a scope.
    ///
    /// # Errors
    /// What `f` refuses, or [`Code::Unavailable`].
    pub async fn read_in<T>(
        &self,
        scope: Scope,
        f: impl AsyncFnOnce(&ReadTx) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let tx = ReadTx::begin(&self.db, scope, self.clock.clone()).await?;
        f(&tx).await
    }

    /// Changes as the caller. A repeated `Idempotency-Key` answers what the first request was answered; a dry run
    /// does everything and takes it back.
    ///
    /// # Errors
    /// What `f` refuses, [`Code::IdempotencyKeyReused`], or [`Code::Unavailable`].
    pub async fn write(
        &self,
        caller: &Caller,
        command: &Command,
        f: impl AsyncFnOnce(&WriteTx) -> Result<Done, Problem>,
    ) -> Result<Reply, Problem> {
        self.transact(caller.scope(), &caller.actor(), Some((caller.user_id, command)), f)
            .await
    }

    /// Changes in another company's rows what the caller asks of it: a user's own request to whoever runs the service.
    /// Repeats and rehearsals are as in [`App::write`].
    ///
    /// # Errors
    /// As [`App::write`].
    pub async fn write_to(
        &self,
        company_id: Uuid,
        caller: &Caller,
        command: &Command,
        f: impl AsyncFnOnce(&WriteTx) -> Result<Done, Problem>,
    ) -> Result<Reply, Problem> {
        let scope = Scope {
            company_id: Some(company_id),
            ..caller.scope()
        };
        self.transact(scope, &caller.actor(), Some((caller.user_id, command)), f)
            .await
    }

    /// Changes on behalf of nobody who is logged in: a link's holder, a job, the seed.
    ///
    /// # Errors
    /// What `f` refuses, or [`Code::Unavailable`].
    pub async fn write_in(
        &self,
        scope: Scope,
        actor: &Actor,
        f: impl AsyncFnOnce(&WriteTx) -> Result<Done, Problem>,
    ) -> Result<Reply, Problem> {
        self.transact(scope, actor, None, f).await
    }

    async fn transact(
        &self,
        scope: Scope,
        actor: &Actor,
        command: Option<(Uuid, &Command)>,
        f: impl AsyncFnOnce(&WriteTx) -> Result<Done, Problem>,
    ) -> Result<Reply, Problem> {
        let tx = WriteTx::begin(&self.db, scope, self.clock.clone()).await?;
        match attempt(&tx, &self.secrets, actor, command, f).await {
            Ok((reply, true)) => {
                let queued = !tx.queued.borrow().is_empty();
                tx.commit().await?;
                if queued {
                    self.wake.notify_one();
                }
                Ok(reply)
            }
            Ok((reply, false)) => {
                tx.rollback().await?;
                Ok(reply)
            }
            Err(problem) => {
                tx.rollback().await?;
                Err(problem)
            }
        }
    }
}

/// Runs the change up to the commit; the flag says whether to commit.
async fn attempt(
    tx: &WriteTx,
    secrets: &Secrets,
    actor: &Actor,
    command: Option<(Uuid, &Command)>,
    f: impl AsyncFnOnce(&WriteTx) -> Result<Done, Problem>,
) -> Result<(Reply, bool), Problem> {
    if let Some((user_id, command)) = command
        && let Key::Stored(reply) = claim_key(tx, secrets, user_id, command).await?
    {
        return Ok((*reply, false));
    }
    let done = f(tx).await?;
    if let Some((user_id, command)) = command {
        if command.dry_run {
            return Ok((done.reply.dry(), false));
        }
        store_answer(tx, secrets, user_id, command, &done.reply).await?;
    }
    let queued = tx.queued.borrow().clone();
    jobs::insert(tx, &queued).await?;
    audit::append(tx, actor, &done.events).await?;
    Ok((done.reply, true))
}

/// Takes the key for this transaction. A second request with the same key waits here for the first.
async fn claim_key(tx: &WriteTx, secrets: &Secrets, user_id: Uuid, command: &Command) -> Result<Key, Problem> {
    let Some(key) = command.key.as_deref().filter(|_| !command.dry_run) else {
        return Ok(Key::New);
    };
    let row = ActiveModel {
        company_id: Set(tx.company_id()),
        user_id: Set(user_id),
        key: Set(key.to_owned()),
        fingerprint: Set(command.fingerprint.to_vec()),
        created_at: Set(tx.now()),
        ..Default::default()
    };
    let q = Entity::insert(row).on_conflict(
        OnConflict::columns([Column::CompanyId, Column::UserId, Column::Key])
            .do_nothing()
            .to_owned(),
    );
    if tx.execute_insert(&q.into_query()).await? == 1 {
        return Ok(Key::New);
    }
    let found = tx
        .find::<Entity>()
        .filter(Column::UserId.eq(user_id).and(Column::Key.eq(key)))
        .one()
        .await?
        .ok_or_else(|| Problem::new(Code::Unavailable))?;
    if found.fingerprint != command.fingerprint {
        return Err(Problem::new(Code::IdempotencyKeyReused));
    }
    Ok(Key::Stored(Box::new(replayed(secrets, found)?)))
}

/// Before the base64 of a sealed body; no JSON begins with it.
const SEALED: &str = "sealed:";

/// The status of an answer that was forgotten.
const GONE: i32 = 404;

/// Where a sealed body belongs: it opens for no other key.
fn place(company_id: Uuid, user_id: Uuid, key: &str) -> Vec<u8> {
    let parts: [&[u8]; 4] = [
        b"idempotency_key/body/",
        company_id.as_bytes(),
        user_id.as_bytes(),
        key.as_bytes(),
    ];
    parts.concat()
}

fn sealed_body(secrets: &Secrets, place: &[u8], body: &str) -> Result<String, Problem> {
    let sealed = secrets.seal(place, body.as_bytes()).map_err(Problem::internal)?;
    Ok(format!("{SEALED}{}", URL_SAFE_NO_PAD.encode(sealed)))
}

fn opened_body(secrets: &Secrets, place: &[u8], body: &str) -> Result<String, Problem> {
    let Some(coded) = body.strip_prefix(SEALED) else {
        return Ok(body.to_owned());
    };
    let sealed = URL_SAFE_NO_PAD.decode(coded).map_err(Problem::internal)?;
    let plain = secrets.open(place, &sealed).map_err(Problem::internal)?;
    String::from_utf8(plain.to_vec()).map_err(Problem::internal)
}

/// Seals the next `limit` answers after `after` that are kept sealed with the master key, where they still are with the one
/// before it; answers how many there were to do, and the last one where more may follow.
///
/// # Errors
/// The store's, or when neither master key opens one.
pub async fn reseal_answers(
    tx: &WriteTx,
    secrets: &Secrets,
    after: Option<(Uuid, String)>,
    limit: u64,
) -> Result<(u64, Option<(Uuid, String)>), Problem> {
    let mut find = tx.find::<Entity>().filter(Column::Body.starts_with(SEALED));
    if let Some((user_id, key)) = after {
        let same_user = Column::UserId.eq(user_id).and(Column::Key.gt(key));
        find = find.filter(Column::UserId.gt(user_id).or(same_user));
    }
    let rows = find
        .with(|q| q.order_by_asc(Column::UserId).order_by_asc(Column::Key).limit(limit))
        .for_update()
        .all()
        .await?;
    let full = u64::try_from(rows.len()).is_ok_and(|n| n == limit);
    let last = rows.last().filter(|_| full).map(|r| (r.user_id, r.key.clone()));
    let mut done = 0;
    for row in rows {
        let place = place(row.company_id, row.user_id, &row.key);
        let coded = row
            .body
            .as_deref()
            .and_then(|b| b.strip_prefix(SEALED))
            .unwrap_or_default();
        let sealed = URL_SAFE_NO_PAD.decode(coded).map_err(Problem::internal)?;
        if let Some(sealed) = secrets.reseal(&place, &sealed).map_err(Problem::internal)? {
            let body = Some(format!("{SEALED}{}", URL_SAFE_NO_PAD.encode(sealed)));
            let row = Model { body, ..row };
            tx.update::<Entity, _>(ActiveModel::from(row).reset_all()).await?;
            done += 1;
        }
    }
    Ok((done, last))
}

fn replayed(secrets: &Secrets, row: Model) -> Result<Reply, Problem> {
    if row.status == Some(GONE) {
        return Err(Problem::not_found());
    }
    let status = row
        .status
        .and_then(|s| u16::try_from(s).ok())
        .ok_or_else(|| Problem::new(Code::Unavailable))?;
    let place = place(row.company_id, row.user_id, &row.key);
    let body = row.body.map(|b| opened_body(secrets, &place, &b)).transpose()?;
    Ok(Reply::stored(status, row.location, row.version, body))
}

/// Answers kept for repeated requests that hold one of the texts, or are sealed, are answered as gone from now on: what is erased
/// is told nobody again, and nothing is done twice.
///
/// # Errors
/// The database's.
pub async fn forget_answers(tx: &WriteTx, texts: &[String]) -> Result<(), Problem> {
    use sea_orm::QueryFilter;
    let holds = |text: &str| LikeExpr::new(format!("%{}%", search::escaped(text))).escape('\\');
    let body = || Expr::col(Column::Body);
    let mut any = Cond::any().add(body().like(LikeExpr::new(format!("{SEALED}%"))));
    for text in texts {
        any = any.add(body().like(holds(text)));
    }
    tx.update_where::<Entity>(|q| {
        q.col_expr(Column::Status, Expr::value(GONE))
            .col_expr(Column::Location, Expr::value(None::<String>))
            .col_expr(Column::Version, Expr::value(None::<i32>))
            .col_expr(Column::Body, Expr::value(None::<String>))
            .filter(any)
    })
    .await?;
    Ok(())
}

async fn store_answer(
    tx: &WriteTx,
    secrets: &Secrets,
    user_id: Uuid,
    command: &Command,
    reply: &Reply,
) -> Result<(), Problem> {
    let Some(key) = command.key.as_deref() else {
        return Ok(());
    };
    let body = match reply.body() {
        Some(body) if reply.is_sealed() => Some(sealed_body(secrets, &place(tx.company_id(), user_id, key), body)?),
        other => other.map(str::to_owned),
    };
    tx.update_where::<Entity>(|q| {
        use sea_orm::QueryFilter;
        q.col_expr(Column::Status, Expr::value(i32::from(reply.status())))
            .col_expr(Column::Location, Expr::value(reply.location().map(str::to_owned)))
            .col_expr(Column::Version, Expr::value(reply.etag()))
            .col_expr(Column::Body, Expr::value(body.clone()))
            .filter(Column::UserId.eq(user_id))
            .filter(Column::Key.eq(key))
    })
    .await?;
    Ok(())
}
