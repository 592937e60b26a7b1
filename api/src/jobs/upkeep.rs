//! What does a process do now and then? New keys in time, and away with what has served its day.

use crate::{
    app::App,
    http::{problem::Problem, reply::Reply},
    privacy::{recipients, retention},
    store::{Actor, Done, Scope},
};

const EVERY: std::time::Duration = std::time::Duration::from_secs(15 * 60);

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
                crate::claims::pass_lapsed(tx).await?;
                Ok(Done::silent(
                    "what can be asked for follows the day",
                    Reply::no_content(),
                ))
            })
            .await?;
        crate::support::tend(app, company.id).await?;
        crate::privacy::remind(app, company.id).await?;
        crate::privacy::breaches::remind(app, company.id).await?;
        crate::privacy::ledger::go_on(app, company.id).await?;
        crate::audit::seals::tend(app, company.id).await?;
        recipients::begin(app, company.id).await?;
        retention::sweep(app, Some(company.id)).await?;
        retention::tend(app, company.id, false).await?;
    }
    retention::sweep(app, None).await
}
