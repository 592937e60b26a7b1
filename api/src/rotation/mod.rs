//! How does everything that is sealed come under a new master key, while others go on working?
//!
//! The master key wraps each company's key and seals what belongs to no person: signing keys, imported bank files, kept answers.
//! Every value is sealed anew in a transaction of at most [`BATCH`] of them, and each shows by itself which of the two keys it is
//! under: a run that was ended anywhere goes on from where it was when it is started again. Processes that know both keys open
//! everything all the while. What companies' keys wrap, and what is found by them, stays as it is.

#[cfg(test)]
mod tests;

use crate::{
    app::{App, StartError},
    company::company,
    http::{Problem, Reply},
    payments, session,
    store::{Actor, Done, Scope, WriteTx, reseal_answers, vault},
};
use std::ops::ControlFlow;
use uuid::Uuid;

/// The most values that one transaction seals anew.
pub const BATCH: u64 = 50;

/// What was sealed anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Keys that sign access tokens.
    pub signing_keys: u64,
    /// Companies' keys.
    pub company_keys: u64,
    /// Imported bank files.
    pub files: u64,
    /// Answers that are kept for repeated requests.
    pub answers: u64,
}

impl Rotated {
    /// Everything together.
    #[must_use]
    pub const fn sum(self) -> u64 {
        self.signing_keys + self.company_keys + self.files + self.answers
    }
}

/// Seals everything with the master key that still is sealed with the one before it. `on` is asked after each transaction
/// whether to go on.
///
/// # Errors
/// [`StartError::Config`] when no old master key is set, or what keeps a value from being opened or stored.
pub async fn rotate(app: &App, mut on: impl FnMut(Rotated) -> ControlFlow<()>) -> Result<Rotated, StartError> {
    if !app.secrets.has_old() {
        return Err(StartError::Config(
            "KONTORET_MASTER_KEY_OLD is not set: it must be the master key before KONTORET_MASTER_KEY".to_owned(),
        ));
    }
    let mut run = Run {
        app,
        done: Rotated::default(),
        on: &mut on,
    };
    // What another process sealed meanwhile, before it knew the new key, is found by the next round.
    loop {
        let before = run.done.sum();
        match run.round().await {
            Ok(ControlFlow::Continue(())) if run.done.sum() > before => {}
            Ok(_) => return Ok(run.done),
            Err(problem) => {
                return Err(StartError::Config(format!(
                    "the master key wasn't changed wholly: {problem}"
                )));
            }
        }
    }
}

struct Run<'a, F> {
    app: &'a App,
    done: Rotated,
    on: &'a mut F,
}

macro_rules! go_on {
    ($run:expr) => {
        if ($run.on)($run.done).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    };
}

impl<F: FnMut(Rotated) -> ControlFlow<()>> Run<'_, F> {
    async fn round(&mut self) -> Result<ControlFlow<()>, Problem> {
        let secrets = &self.app.secrets;
        self.done.signing_keys += change(self.app, None, async |tx| session::reseal_keys(tx, secrets).await).await?;
        go_on!(self);
        for company in companies(self.app).await? {
            let rewrapped = change(self.app, Some(company), async |tx| {
                vault::rewrap_company_key(tx, secrets).await
            })
            .await?;
            self.done.company_keys += u64::from(rewrapped);
            go_on!(self);
            let mut after = None;
            loop {
                let (done, last) = change(self.app, Some(company), async |tx| {
                    payments::reseal_files(tx, secrets, after, BATCH).await
                })
                .await?;
                self.done.files += done;
                after = last;
                go_on!(self);
                if after.is_none() {
                    break;
                }
            }
            let mut after = None;
            loop {
                let (done, last) = change(self.app, Some(company), async |tx| {
                    reseal_answers(tx, secrets, after.clone(), BATCH).await
                })
                .await?;
                self.done.answers += done;
                after = last;
                go_on!(self);
                if after.is_none() {
                    break;
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

async fn companies(app: &App) -> Result<Vec<Uuid>, Problem> {
    let rows = app
        .read_in(Scope::default(), async |tx| {
            Ok(tx.find_global::<company::Entity>().all().await?)
        })
        .await?;
    Ok(rows.into_iter().map(|c| c.id).collect())
}

/// One transaction.
async fn change<T: Default + Clone>(
    app: &App,
    company_id: Option<Uuid>,
    f: impl AsyncFn(&WriteTx) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let scope = Scope {
        company_id,
        user_id: None,
    };
    let found = std::sync::Mutex::new(T::default());
    let _: Reply = app
        .write_in(scope, &Actor::default(), async |tx| {
            let answer = f(tx).await?;
            if let Ok(mut found) = found.lock() {
                *found = answer;
            }
            Ok(Done::silent(
                "the same values under another key say nothing new",
                Reply::no_content(),
            ))
        })
        .await?;
    found
        .into_inner()
        .map_err(|_| Problem::internal("a transaction panicked"))
}
