//! How fast may somebody guess? Counted in the database, so that it holds across processes and restarts.
//!
//! An attempt is counted before the password is looked at and given back when it was right, so that many attempts at
//! once can't outrun the count. The keys are digests: the table names nobody.

use super::{client::Client, entity::throttle};
use crate::{
    app::App,
    http::{Code, Problem, Reply},
    store::{Actor, Done, Scope, WriteTx, secret::Use},
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryTrait, Set,
    sea_query::{Expr, OnConflict},
};
use std::net::IpAddr;
use uuid::Uuid;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Credential,
    Address,
    User,
}

/// Attempts on one credential in a day, and on one user by all the names they log in with.
const CREDENTIAL_CAP: i32 = 100;
/// Attempts under way from one address, beyond those that failed.
const ADDRESS_CAP: i32 = 60;

/// One attempt to log in: on which credential, from which address.
#[derive(Clone, Debug)]
pub struct Attempt {
    keys: Vec<(Kind, Vec<u8>)>,
}

impl Attempt {
    /// `credential` is what was typed, folded, whether or not it exists.
    #[must_use]
    pub fn new(app: &App, credential: &[&str], client: &Client) -> Self {
        let mut keys = vec![(Kind::Credential, credential_key(app, credential))];
        if let Some(ip) = client.ip {
            keys.push((
                Kind::Address,
                app.secrets.mac(Use::Throttle, &[b"address", &network(ip)]).to_vec(),
            ));
        }
        Self { keys }
    }

    /// Counts the attempt.
    ///
    /// # Errors
    /// [`Code::Throttled`] with the seconds to wait.
    pub async fn admit(&self, app: &App) -> Result<(), Problem> {
        app.write_in(Scope::default(), &Actor::default(), async |tx| {
            for (kind, key) in &self.keys {
                let mut row = lock(tx, key).await?;
                if let Some(wait) = row.admit(*kind, tx.now()) {
                    return Err(Problem::new(Code::Throttled).retry_after(wait));
                }
                save(tx, row).await?;
            }
            sweep(tx, &self.keys).await?;
            Ok(Done::silent("an attempt is no event of a company", Reply::no_content()))
        })
        .await
        .map(|_| ())
    }

    /// Counts the attempt against the user that the credential is of, who may log in by several. `false` when no more are
    /// looked at today: that must be answered like a wrong password, for what was typed is not what was counted. Of nobody
    /// the same work is done.
    ///
    /// # Errors
    /// The database's.
    pub async fn count_user(&mut self, app: &App, user_id: Option<Uuid>) -> Result<bool, Problem> {
        let key = match (user_id, self.keys.first()) {
            (Some(id), _) => user_key(app, id),
            (None, Some((_, typed))) => app.secrets.mac(Use::Throttle, &[b"nobody", typed]).to_vec(),
            (None, None) => return Ok(false),
        };
        let mut counted = false;
        app.write_in(Scope::default(), &Actor::default(), async |tx| {
            let mut row = lock(tx, &key).await?;
            counted = row.admit(Kind::User, tx.now()).is_none();
            save(tx, row).await?;
            Ok(Done::silent("an attempt is no event of a company", Reply::no_content()))
        })
        .await
        .map(|_| ())?;
        self.keys.push((Kind::User, key));
        Ok(counted)
    }

    /// The attempt failed: wait before the next.
    ///
    /// # Errors
    /// The database's.
    pub async fn refuse(&self, tx: &WriteTx) -> Result<(), Problem> {
        for (kind, key) in &self.keys {
            let mut row = lock(tx, key).await?;
            row.refuse(*kind, tx.now());
            save(tx, row).await?;
        }
        Ok(())
    }

    /// The attempt succeeded: the credential starts anew; the address gets this attempt back.
    ///
    /// # Errors
    /// The database's.
    pub async fn forgive(&self, tx: &WriteTx) -> Result<(), Problem> {
        for (kind, key) in &self.keys {
            match kind {
                Kind::Credential | Kind::User => forget(tx, key).await?,
                Kind::Address => {
                    let mut row = lock(tx, key).await?;
                    row.failures = (row.failures - 1).max(0);
                    save(tx, row).await?;
                }
            }
        }
        Ok(())
    }
}

/// Unlocks a credential: its owner has proven themselves by mail.
///
/// # Errors
/// The database's.
pub async fn unlock(app: &App, tx: &WriteTx, credential: &[&str]) -> Result<(), Problem> {
    forget(tx, &credential_key(app, credential)).await
}

/// Unlocks a user, whatever name the guesses came under.
///
/// # Errors
/// The database's.
pub async fn unlock_user(app: &App, tx: &WriteTx, user_id: Uuid) -> Result<(), Problem> {
    forget(tx, &user_key(app, user_id)).await
}

fn user_key(app: &App, user_id: Uuid) -> Vec<u8> {
    app.secrets.mac(Use::Throttle, &[b"user", user_id.as_bytes()]).to_vec()
}

fn credential_key(app: &App, credential: &[&str]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = vec![b"credential"];
    parts.extend(credential.iter().map(|p| p.as_bytes()));
    app.secrets.mac(Use::Throttle, &parts).to_vec()
}

/// What is counted as one address: an IPv6 customer has at least a /64 of them.
pub(crate) fn network(ip: IpAddr) -> Vec<u8> {
    match ip {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets()[..8].to_vec(),
    }
}

async fn forget(tx: &WriteTx, key: &[u8]) -> Result<(), Problem> {
    tx.delete_global_where::<throttle::Entity>(throttle::Column::Digest.eq(key.to_vec()))
        .await?;
    Ok(())
}

async fn lock(tx: &WriteTx, key: &[u8]) -> Result<throttle::Model, Problem> {
    let new = throttle::ActiveModel {
        digest: Set(key.to_vec()),
        failures: Set(0),
        locked_until: Set(tx.now()),
        window_ends_at: Set(tx.now() + Duration::days(1)),
    };
    let q =
        throttle::Entity::insert(new).on_conflict(OnConflict::column(throttle::Column::Digest).do_nothing().to_owned());
    tx.execute_insert(&q.into_query()).await?;
    tx.find_global::<throttle::Entity>()
        .filter(throttle::Column::Digest.eq(key.to_vec()))
        .for_update()
        .one()
        .await?
        .ok_or_else(|| Problem::new(Code::Unavailable).retry_after(1))
}

async fn save(tx: &WriteTx, row: throttle::Model) -> Result<(), Problem> {
    let key = row.digest.clone();
    tx.update_global_where::<throttle::Entity>(|q| {
        q.col_expr(throttle::Column::Failures, Expr::value(row.failures))
            .col_expr(throttle::Column::LockedUntil, Expr::value(row.locked_until))
            .col_expr(throttle::Column::WindowEndsAt, Expr::value(row.window_ends_at))
            .filter(throttle::Column::Digest.eq(key))
    })
    .await?;
    Ok(())
}

/// Guesses at ever new names leave a row each: one attempt in 256 clears out those of yesterday.
async fn sweep(tx: &WriteTx, keys: &[(Kind, Vec<u8>)]) -> Result<(), Problem> {
    if keys.first().and_then(|(_, k)| k.first()) == Some(&0) {
        let (ends, locked) = (throttle::Column::WindowEndsAt, throttle::Column::LockedUntil);
        tx.delete_global_where::<throttle::Entity>(Condition::all().add(ends.lt(tx.now())).add(locked.lt(tx.now())))
            .await?;
    }
    Ok(())
}

impl throttle::Model {
    /// Counts an attempt, or says how many seconds to wait.
    fn admit(&mut self, kind: Kind, now: DateTime<Utc>) -> Option<u64> {
        if self.locked_until > now {
            return Some(seconds(self.locked_until - now));
        }
        if self.window_ends_at <= now {
            self.failures = 0;
            self.window_ends_at = now + Duration::days(1);
        }
        match kind {
            Kind::Credential | Kind::User if self.failures >= CREDENTIAL_CAP => {
                return Some(seconds(self.window_ends_at - now));
            }
            Kind::Address if self.failures >= ADDRESS_CAP => return Some(1),
            _ => {}
        }
        self.failures += 1;
        None
    }

    fn refuse(&mut self, kind: Kind, now: DateTime<Utc>) {
        let wait = match (kind, self.failures) {
            (Kind::Credential, n) if n >= CREDENTIAL_CAP => self.window_ends_at - now,
            (Kind::Credential, ..=1) => Duration::seconds(1),
            (Kind::Credential, 2) => Duration::seconds(3),
            (Kind::Credential, 3) => Duration::seconds(5),
            (Kind::Credential, _) => Duration::seconds(10),
            (Kind::Address, 7) => Duration::minutes(1),
            (Kind::Address, 10) => Duration::minutes(10),
            (Kind::Address, 15) => Duration::minutes(15),
            (Kind::Address, 20) => Duration::hours(1),
            (Kind::Address, 25..) => Duration::days(1),
            (Kind::Address | Kind::User, _) => Duration::zero(),
        };
        self.locked_until = self.locked_until.max(now + wait);
    }
}

fn seconds(wait: Duration) -> u64 {
    // Rounded up: after these seconds the attempt is let through.
    u64::try_from((wait.num_milliseconds() + 999) / 1000)
        .unwrap_or(1)
        .max(1)
}
