//! Who asks too often without a session? Counted per address in this process.

use crate::{
    app::App,
    http::{Code, Problem},
    session::client::address,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{
    future::{Ready, ready},
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::OnceLock,
};

const PER_MINUTE: NonZeroU32 = match NonZeroU32::new(60) {
    Some(n) => n,
    None => NonZeroU32::MIN,
};
/// Beyond so many addresses those that are quiet again are forgotten.
const KEPT: usize = 10_000;

static LIMITER: OnceLock<DefaultKeyedRateLimiter<IpAddr>> = OnceLock::new();

/// Proof that the caller's address hasn't asked too often.
pub struct Unhurried;

impl FromRequest for Unhurried {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(App::of(req).and_then(|app| match address(&app, req) {
            Some(ip) => admit(
                LIMITER.get_or_init(|| RateLimiter::keyed(Quota::per_minute(PER_MINUTE))),
                ip,
            ),
            None => Ok(Unhurried),
        }))
    }
}

fn admit(limiter: &DefaultKeyedRateLimiter<IpAddr>, ip: IpAddr) -> Result<Unhurried, Problem> {
    if limiter.len() > KEPT {
        limiter.retain_recent();
    }
    limiter
        .check_key(&network(ip))
        .map(|()| Unhurried)
        .map_err(|_| Problem::new(Code::RateLimited).retry_after(60))
}

/// One home has one IPv4 address, but a whole /64 of IPv6.
fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixty_first_request_of_a_minute_waits_and_neighbours_do_not() {
        let limiter = RateLimiter::keyed(Quota::per_minute(PER_MINUTE));
        let ip = |t: &str| t.parse::<IpAddr>().unwrap();
        for _ in 0..60 {
            assert!(admit(&limiter, ip("2001:db8::1")).is_ok());
        }
        let refused = admit(&limiter, ip("2001:db8::2")).map(|_| ()).unwrap_err();
        assert_eq!((refused.code, refused.retry_after), (Code::RateLimited, Some(60)));
        assert!(admit(&limiter, ip("2001:db8:0:1::1")).is_ok());
        assert!(admit(&limiter, ip("192.0.2.1")).is_ok());
    }
}
