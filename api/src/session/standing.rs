//! Does the session still run, and with which role? Asked of the database at most once a second per session, so that a
//! lost permission or an ended session takes effect within a second in every process.

use super::entity::session;
use crate::{
    app::App,
    http::{
        auth::Caller,
        problem::{Code, Problem},
    },
    store::Scope,
    users::membership,
};
use sea_orm::{ColumnTrait, ExprTrait};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use uuid::Uuid;

/// How long an answer counts, in milliseconds of the injected clock.
const FRESH_MILLIS: i64 = 900;
/// How many sessions are remembered.
const CAPACITY: usize = 10_000;

/// The answers of the last second.
#[derive(Default)]
pub struct Standings(Mutex<HashMap<Key, (i64, Arc<Caller>)>>);

/// A session of a user in a company.
type Key = (Uuid, Uuid, Uuid);

impl Standings {
    /// Forgets everything: this process just changed a session or a role.
    pub fn clear(&self) {
        if let Ok(mut known) = self.0.lock() {
            known.clear();
        }
    }

    fn fresh(&self, key: Key, now: i64) -> Option<Arc<Caller>> {
        let known = self.0.lock().ok()?;
        known
            .get(&key)
            .filter(|(at, _)| (0..FRESH_MILLIS).contains(&(now - at)))
            .map(|(_, c)| c.clone())
    }

    fn remember(&self, key: Key, now: i64, caller: &Arc<Caller>) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= CAPACITY {
                known.retain(|_, (at, _)| now - *at < FRESH_MILLIS);
            }
            known.insert(key, (now, caller.clone()));
        }
    }

    /// The caller behind a session in a company.
    ///
    /// # Errors
    /// [`Code::SessionEnded`] when the session has ended, or the user has lost the place in the company.
    pub async fn of(&self, app: &App, user: Uuid, session_id: Uuid, company: Uuid) -> Result<Arc<Caller>, Problem> {
        let now = app.clock.now();
        let key = (user, session_id, company);
        if let Some(caller) = self.fresh(key, now.timestamp_millis()) {
            return Ok(caller);
        }
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
                    .is_some_and(|s| s.ended_at.is_none() && s.expires_at > now);
                let place = tx
                    .find::<membership::Entity>()
                    .filter(
                        membership::Column::UserId
                            .eq(user)
                            .and(membership::Column::Status.eq("active")),
                    )
                    .one()
                    .await?;
                Ok(place.filter(|_| running))
            })
            .await?
            .and_then(|m| {
                Some(Arc::new(Caller {
                    user_id: user,
                    session_id,
                    company_id: company,
                    membership_id: m.id,
                    role: m.role.parse().ok()?,
                }))
            })
            .ok_or_else(|| Problem::new(Code::SessionEnded))?;
        self.remember(key, now.timestamp_millis(), &caller);
        Ok(caller)
    }
}
