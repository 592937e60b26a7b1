//! How often may somebody without a session ask? Counted in the database, so that it holds across processes; the keys
//! are digests and name nobody.

use crate::{
    app::App,
    http::{Code, Problem},
    session::{client::Client, failure_count, throttle::network},
    store::{WriteTx, secret::Use},
};
use chrono::Duration;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryTrait, Set,
    sea_query::{Expr, OnConflict},
};

/// What is counted, and how much of it within an hour is enough.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    name: &'static str,
    most: i32,
}

/// Letters to one address that ask to choose a new password.
pub(super) const RESETS_FOR_MAILBOX: Pace = Pace {
    name: "reset for mailbox",
    most: 5,
};
/// Requests for such letters from one address of the network.
pub(super) const RESETS_FROM_ADDRESS: Pace = Pace {
    name: "reset from address",
    most: 30,
};
/// Letters that ask for another address of one user.
pub(super) const CHANGES_OF_USER: Pace = Pace {
    name: "change of user",
    most: 10,
};
/// Uses of links from one address of the network.
pub(super) const LINKS_FROM_ADDRESS: Pace = Pace {
    name: "link from address",
    most: 60,
};

/// Privacy requests that give one address.
pub const PRIVACY_FOR_MAILBOX: Pace = Pace {
    name: "privacy for mailbox",
    most: 5,
};
/// Privacy requests from one address of the network.
pub const PRIVACY_FROM_ADDRESS: Pace = Pace {
    name: "privacy from address",
    most: 30,
};

/// Counts a request from an address. Connections without one are local.
///
/// # Errors
/// [`Code::RateLimited`] with the seconds to wait.
pub async fn count_address(app: &App, tx: &WriteTx, pace: Pace, client: &Client) -> Result<(), Problem> {
    match client.ip {
        Some(ip) => count(app, tx, pace, &network(ip)).await,
        None => Ok(()),
    }
}

/// Counts a request about somebody, whether or not they exist.
///
/// # Errors
/// [`Code::RateLimited`] with the seconds to wait.
pub async fn count(app: &App, tx: &WriteTx, pace: Pace, who: &[u8]) -> Result<(), Problem> {
    use failure_count::Column as C;
    let key = app
        .secrets
        .mac(Use::Throttle, &[b"pace", pace.name.as_bytes(), who])
        .to_vec();
    let now = tx.now();
    let new = failure_count::ActiveModel {
        digest: Set(key.clone()),
        failures: Set(0),
        locked_until: Set(now),
        window_ends_at: Set(now + Duration::hours(1)),
    };
    let q = failure_count::Entity::insert(new).on_conflict(OnConflict::column(C::Digest).do_nothing().to_owned());
    tx.execute_insert(&q.into_query()).await?;
    let row = tx
        .find_global::<failure_count::Entity>()
        .filter(C::Digest.eq(key.clone()))
        .for_update()
        .one()
        .await?;
    let row = row.ok_or_else(|| Problem::new(Code::Unavailable).retry_after(1))?;
    let (counted, ends) = if row.window_ends_at <= now {
        (0, now + Duration::hours(1))
    } else {
        (row.failures, row.window_ends_at)
    };
    if counted >= pace.most {
        let wait = u64::try_from((ends - now).num_seconds()).unwrap_or(0) + 1;
        return Err(Problem::new(Code::RateLimited).retry_after(wait));
    }
    tx.update_global_where::<failure_count::Entity>(|q| {
        q.col_expr(C::Failures, Expr::value(counted + 1))
            .col_expr(C::WindowEndsAt, Expr::value(ends))
            .filter(C::Digest.eq(key))
    })
    .await?;
    Ok(())
}
