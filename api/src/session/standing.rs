//! Does the session still run, and with which role? Asked of the database at most once a second per session, so that a
//! lost permission or an ended session takes effect within a second in every process. For as long a token's signature
//! isn't verified again. A visit in a company that has opened itself for a while ends to the second.

use super::{entity::session, keys::Claims};
use crate::{
    app::App,
    http::{
        auth::Caller,
        problem::{Code, Problem},
    },
    store::Scope,
    support,
    users::membership,
};
use chrono::{DateTime, Utc};
use kontoret_core::permission::Role;
use sea_orm::{ColumnTrait, ExprTrait};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// How long an answer counts, in milliseconds of the injected clock.
const FRESH_MILLIS: i64 = 900;
/// How many sessions are remembered.
const CAPACITY: usize = 10_000;

/// The answers of the last second, by the digest of the access token.
#[derive(Default)]
pub struct Standings(Mutex<HashMap<[u8; 32], Answer>>);

struct Answer {
    at_millis: i64,
    /// When the token ends, or the visit, in seconds since 1970.
    ends: i64,
    caller: Arc<Caller>,
}

impl Answer {
    fn counts(&self, now: DateTime<Utc>) -> bool {
        (0..FRESH_MILLIS).contains(&(now.timestamp_millis() - self.at_millis)) && now.timestamp() < self.ends
    }
}

impl Standings {
    /// Forgets everything: this process just changed a session or a role.
    pub fn clear(&self) {
        if let Ok(mut known) = self.0.lock() {
            known.clear();
        }
    }

    /// Who a token was found to be within the last second.
    pub fn of_token(&self, token: &[u8; 32], now: DateTime<Utc>) -> Option<Arc<Caller>> {
        let known = self.0.lock().ok()?;
        known.get(token).filter(|a| a.counts(now)).map(|a| a.caller.clone())
    }

    fn remember(&self, token: [u8; 32], now: DateTime<Utc>, ends: i64, caller: &Arc<Caller>) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= CAPACITY {
                known.retain(|_, a| a.counts(now));
            }
            let answer = Answer {
                at_millis: now.timestamp_millis(),
                ends,
                caller: caller.clone(),
            };
            known.insert(token, answer);
        }
    }

    /// The caller behind the session of a verified token.
    ///
    /// # Errors
    /// [`Code::SessionEnded`] when the session has ended, or the user has lost the place in the company.
    pub async fn of(&self, app: &App, token: [u8; 32], claims: &Claims) -> Result<Arc<Caller>, Problem> {
        let now = app.clock.now();
        let (user, session_id, company) = (claims.sub, claims.sid, claims.cid);
        let scope = Scope {
            company_id: Some(company),
            user_id: Some(user),
        };
        let caller = app
            .read_in(scope, async |tx| {
                let running = tx
                    .find_global::<session::Entity>()
                    .filter(session::Column::Id.eq(session_id).and(session::Column::UserId.eq(user)))
                    .one()
                    .await?
                    .filter(|s| s.ended_at.is_none() && s.expires_at > now);
                let Some(session) = running else { return Ok(None) };
                let place = tx
                    .find::<membership::Entity>()
                    .filter(
                        membership::Column::UserId
                            .eq(user)
                            .and(membership::Column::Status.eq("active")),
                    )
                    .one()
                    .await?;
                if let Some(place) = place {
                    let role = place.role.parse().map_err(Problem::internal)?;
                    return Ok(Some((place.id, role, session.proven_at, None)));
                }
                // Whoever went on elsewhere has left.
                if session.company_id != Some(company) {
                    return Ok(None);
                }
                let visit = support::visit_of(tx, user, session_id).await?;
                Ok(visit.map(|v| (v.id, Role::Support, session.proven_at, Some(v.expires_at))))
            })
            .await?;
        let (membership_id, role, proven_at, until) = caller.ok_or_else(|| Problem::new(Code::SessionEnded))?;
        let ends = until.map_or(claims.exp, |at: DateTime<Utc>| Ord::min(claims.exp, at.timestamp()));
        let caller = Arc::new(Caller {
            user_id: user,
            session_id,
            company_id: company,
            membership_id,
            role,
            proven_at,
        });
        self.remember(token, now, ends, &caller);
        Ok(caller)
    }
}
