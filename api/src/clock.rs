//! What time is it, and what is the next id? The one home of both, so that tests can say so themselves.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// The time and the ids that a process works with.
pub trait Clock: Send + Sync {
    /// Now, cut to microseconds (what PostgreSQL keeps).
    fn now(&self) -> DateTime<Utc>;
    /// A new UUID v7.
    fn new_id(&self) -> Uuid;
    /// The calendar day in Sweden.
    fn today(&self) -> NaiveDate {
        day(self.now())
    }
}

/// The calendar day in Sweden of a moment.
#[must_use]
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// Day and time in Sweden of a moment.
#[must_use]
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&chrono_tz::Europe::Stockholm).naive_local()
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one home of the system clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }

    #[expect(clippy::disallowed_methods, reason = "the one home of new ids")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// A clock that stands still until it is moved, with ids that count upwards.
#[derive(Debug)]
pub struct ManualClock {
    micros: AtomicI64,
    ids: AtomicU64,
    seed: u64,
}

impl ManualClock {
    /// Starts at `now`; `seed` keeps the ids of two clocks apart.
    #[must_use]
    pub fn new(now: DateTime<Utc>, seed: u64) -> Self {
        Self {
            micros: AtomicI64::new(now.timestamp_micros()),
            ids: AtomicU64::new(0),
            seed,
        }
    }

    /// Moves the clock.
    pub fn advance(&self, by: chrono::Duration) {
        self.micros
            .fetch_add(by.num_microseconds().unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Sets the clock.
    pub fn set(&self, now: DateTime<Utc>) {
        self.micros.store(now.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.micros.load(Ordering::SeqCst)).unwrap_or_default()
    }

    fn new_id(&self) -> Uuid {
        let n = self.ids.fetch_add(1, Ordering::SeqCst);
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or(0);
        let mut random = [0u8; 10];
        random[..2].copy_from_slice(&(n >> 48).to_be_bytes()[6..]);
        random[2..10].copy_from_slice(&(n ^ (self.seed << 40)).to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
