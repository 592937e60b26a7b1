//! How long may a session last, and how long may it rest?

use super::{dto::Transport, entity::session};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition};

/// How long a used refresh token still gives the same successor: answers get lost, tabs ask at once.
pub const GRACE: Duration = Duration::seconds(5);

/// How long after its user gave the password a session may do what asks for a recent proof.
pub const PROOF: Duration = Duration::minutes(10);

/// From log-in to the end, whatever is done in between.
#[must_use]
pub fn absolute(transport: Transport) -> Duration {
    match transport {
        Transport::Cookie => Duration::days(7),
        Transport::Body => Duration::days(30),
    }
}

/// How long a session may rest.
fn idle(transport: Transport) -> Option<Duration> {
    match transport {
        Transport::Cookie => Some(Duration::hours(12)),
        Transport::Body => None,
    }
}

/// Whether the session can be gone on with.
#[must_use]
pub fn runs(row: &session::Model, now: DateTime<Utc>) -> bool {
    let rested = idle(Transport::parse(&row.transport)).is_some_and(|idle| row.last_used_at + idle <= now);
    row.ended_at.is_none() && row.expires_at > now && !rested
}

/// The same as a condition.
#[must_use]
pub fn running(now: DateTime<Utc>) -> Condition {
    use session::Column as C;
    let awake = [Transport::Cookie, Transport::Body]
        .into_iter()
        .fold(Condition::any(), |any, transport| {
            let of_kind = Condition::all().add(C::Transport.eq(transport.as_str()));
            any.add(match idle(transport) {
                Some(idle) => of_kind.add(C::LastUsedAt.gt(now - idle)),
                None => of_kind,
            })
        });
    Condition::all()
        .add(C::EndedAt.is_null())
        .add(C::ExpiresAt.gt(now))
        .add(awake)
}
