//! What does a process do now and then? New keys in time, and away with what has served its day.

use crate::{
    app::App,
    http::{problem::Problem, reply::Reply},
    session::{failure_count, refresh_token, session},
    store::{
        Actor, Done, Scope,
        entity::{idempotency_key, job},
    },
    users::user_token,
};
use chrono::Duration;
use sea_orm::{ColumnTrait, ExprTrait};

const EVERY: std::time::Duration = std::time::Duration::from_secs(15 * 60);
/// How long a repeated request is recognised.
const ANSWERS_KEPT: Duration = Duration::hours(24);
/// How long ended sessions and used tokens are kept (see their declaration).
const TRACES_KEPT: Duration = Duration::days(90);
/// How long a job that was given up stays to be looked at (see its declaration).
const DEAD_JOBS_KEPT: Duration = Duration::days(30);

/// Tidies until the process ends.
pub async fn run(app: App) {
    loop {
        if let Err(p) = tidy(&app).await {
            log::warn!(cause:% = p; "could not tidy");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Tidies once.
///
/// # Errors
/// The database's.
pub async fn tidy(app: &App) -> Result<(), Problem> {
    app.keys.load(app).await?;
    let companies = app
        .read_in(Scope::default(), async |tx| {
            Ok(tx.find_global::<crate::company::company::Entity>().all().await?)
        })
        .await?;
    for company in companies {
        let scope = Scope {
            company_id: Some(company.id),
            user_id: None,
        };
        let _: Reply = app
            .write_in(scope, &Actor::default(), async |tx| {
                let old = idempotency_key::Column::CreatedAt.lt(tx.now() - ANSWERS_KEPT);
                tx.delete_where::<idempotency_key::Entity>(old).await?;
                crate::claims::pass_lapsed(tx).await?;
                Ok(Done::silent(
                    "answers kept for a day have served it; what can be asked for follows the day",
                    Reply::no_content(),
                ))
            })
            .await?;
        crate::privacy::remind(app, company.id).await?;
        crate::privacy::ledger::go_on(app, company.id).await?;
    }
    let _: Reply = app
        .write_in(Scope::default(), &Actor::default(), async |tx| {
            let before = tx.now() - TRACES_KEPT;
            tx.delete_global_where::<session::Entity>(session::Column::ExpiresAt.lt(before))
                .await?;
            tx.delete_global_where::<session::Entity>(session::Column::EndedAt.lt(before))
                .await?;
            tx.delete_global_where::<refresh_token::Entity>(refresh_token::Column::CreatedAt.lt(before))
                .await?;
            tx.delete_global_where::<user_token::Entity>(user_token::Column::ExpiresAt.lt(before))
                .await?;
            tx.delete_global_where::<failure_count::Entity>(failure_count::Column::WindowEndsAt.lt(tx.now()))
                .await?;
            let dead = job::Column::State
                .eq("dead")
                .and(job::Column::RunAt.lt(tx.now() - DEAD_JOBS_KEPT));
            tx.delete_global_where::<job::Entity>(dead).await?;
            Ok(Done::silent(
                "traces kept for 90 days have served them",
                Reply::no_content(),
            ))
        })
        .await?;
    Ok(())
}
