//! How often does something happen in a second, when it is asked for by several at once?

use futures_util::future::join_all;
use std::{
    cell::Cell,
    time::{Duration, Instant},
};

/// A rate, with how long one took.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Per second, all together.
    pub per_second: f64,
    /// Milliseconds of the middle one.
    pub p50: f64,
    /// Milliseconds of the slow one in a hundred.
    pub p99: f64,
}

/// Runs `f` by so many at once for so long; `f` is told a number that counts all calls. The first part isn't counted.
pub async fn rate(at_once: u32, seconds: f64, f: impl AsyncFn(u64)) -> Rate {
    let calls = Cell::new(0u64);
    let next = || calls.replace(calls.get() + 1);
    let warm = Instant::now() + Duration::from_secs_f64(seconds / 4.0);
    join_all((0..at_once).map(async |_| {
        while Instant::now() < warm {
            f(next()).await
        }
    }))
    .await;
    let began = Instant::now();
    let end = began + Duration::from_secs_f64(seconds);
    let times = join_all((0..at_once).map(async |_| {
        let mut times = Vec::new();
        while Instant::now() < end {
            let one = Instant::now();
            f(next()).await;
            times.push(one.elapsed());
        }
        times
    }));
    let mut times: Vec<Duration> = times.await.concat();
    let elapsed = began.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)].as_secs_f64() * 1000.0;
    Rate {
        per_second: times.len() as f64 / elapsed,
        p50: at(0.5),
        p99: at(0.99),
    }
}

/// The middle of several milliseconds, one after the other.
pub async fn millis(seconds: f64, f: impl AsyncFn(u64)) -> f64 {
    rate(1, seconds, f).await.p50
}
