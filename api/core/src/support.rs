//! For how long does a company let the operator's staff look, and is that over?

use crate::{
    permission::{Permission, Role},
    wire::words,
};
use chrono::{DateTime, Duration, Utc};

/// The longest time for which a company opens itself at once: four hours.
pub const MAX_MINUTES: i64 = 240;
/// The time that is proposed.
pub const DEFAULT_MINUTES: i64 = 60;

words! {
    /// Whether the operator's staff may look.
    SupportAccessState {
        /// They may, until its end.
        Open = "open",
        /// Somebody of the company ended it.
        Ended = "ended",
        /// Its time is over.
        Expired = "expired",
    }
}

/// When access that is given now is over; `None` for a time that nobody may give.
#[must_use]
pub fn expires_at(now: DateTime<Utc>, minutes: i64) -> Option<DateTime<Utc>> {
    (1..=MAX_MINUTES)
        .contains(&minutes)
        .then(|| now + Duration::minutes(minutes))
}

/// What access that ends at a moment is now; `ended_at` is when somebody ended it before, or when it was seen to be over.
#[must_use]
pub fn state(expires_at: DateTime<Utc>, ended_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> SupportAccessState {
    match ended_at {
        Some(at) if at < expires_at => SupportAccessState::Ended,
        Some(_) => SupportAccessState::Expired,
        None if now >= expires_at => SupportAccessState::Expired,
        None => SupportAccessState::Open,
    }
}

/// Whether somebody may look around in a company that has opened itself: active staff of whoever runs the service, with a
/// role that has the permission.
#[must_use]
pub fn may_enter(role: Role, is_active: bool, runs_the_service: bool) -> bool {
    is_active && runs_the_service && role.has(Permission::SupportEnter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(hour: u32, minute: u32, second: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 20, hour, minute, second).unwrap()
    }

    #[test]
    fn access_is_given_for_a_minute_to_four_hours() {
        for refused in [i64::MIN, -1, 0, 241, i64::MAX] {
            assert_eq!(expires_at(at(9, 0, 0), refused), None, "{refused}");
        }
        assert_eq!(expires_at(at(9, 0, 0), 1), Some(at(9, 1, 0)));
        assert_eq!(expires_at(at(9, 0, 0), DEFAULT_MINUTES), Some(at(10, 0, 0)));
        assert_eq!(expires_at(at(9, 0, 0), MAX_MINUTES), Some(at(13, 0, 0)));
    }

    #[test]
    fn access_is_over_to_the_second() {
        let until = at(10, 0, 0);
        assert_eq!(state(until, None, at(9, 59, 59)), SupportAccessState::Open);
        assert_eq!(state(until, None, until), SupportAccessState::Expired);
        assert_eq!(state(until, Some(until), at(9, 0, 0)), SupportAccessState::Expired);
        assert_eq!(
            state(until, Some(at(9, 59, 59)), at(9, 59, 59)),
            SupportAccessState::Ended
        );
    }

    #[test]
    fn only_active_staff_of_whoever_runs_the_service_enters() {
        let allowed: Vec<Role> = Role::ALL.into_iter().filter(|r| may_enter(*r, true, true)).collect();
        assert_eq!(allowed, [Role::Owner, Role::Admin, Role::Office]);
        for role in Role::ALL {
            assert!(!may_enter(role, false, true) && !may_enter(role, true, false), "{role}");
        }
    }
}
