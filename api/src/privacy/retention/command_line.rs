//! What does `kontoret retention` say?

use super::{plan, run, words};
use crate::{
    app::App, company::company, customers::dto::Language, http::Problem, privacy::subjects::labels::say, store::Scope,
};
use chrono::NaiveDate;
use sea_orm::QueryOrder;
use std::fmt::Write as _;
use uuid::Uuid;

async fn companies(app: &App) -> Result<Vec<company::Model>, Problem> {
    app.read_in(Scope::default(), async |tx| {
        Ok(tx
            .find_global::<company::Entity>()
            .with(|q| q.order_by_asc(company::Column::Slug))
            .all()
            .await?)
    })
    .await
}

fn scope(company_id: Uuid) -> Scope {
    Scope {
        company_id: Some(company_id),
        user_id: None,
    }
}

/// What would go of every company on a day, a line for each rule and table.
///
/// # Errors
/// The database's.
pub async fn dry_run(app: &App, on: Option<NaiveDate>) -> Result<String, Problem> {
    let on = on.unwrap_or_else(|| app.clock.today());
    let mut out = format!("What would go on {on}:\n");
    for company in companies(app).await? {
        let plan = app
            .read_in(scope(company.id), async |tx| plan::plan(tx, on).await)
            .await?;
        let _ = writeln!(out, "{}: data of {} people", company.slug, plan.subjects);
        for (_, line, rows) in &plan.lines {
            let _ = writeln!(
                out,
                "  {rows:>7}  {}: {} ({}; {})",
                plan::title(line.table, Language::En),
                say(words::end(line.end), Language::En),
                say(words::title(line.rule), Language::En),
                say(words::source(line.rule), Language::En),
            );
        }
    }
    Ok(out)
}

/// Lets go what is due of every company today, but for what waits for approval.
///
/// # Errors
/// The database's.
pub async fn apply(app: &App) -> Result<String, Problem> {
    let mut out = String::new();
    for company in companies(app).await? {
        run::sweep(app, Some(company.id)).await?;
        let Some(id) = run::tend(app, company.id, true).await? else {
            let _ = writeln!(out, "{}: nothing was due", company.slug);
            continue;
        };
        let row = run::found(app, company.id, id).await?;
        let _ = match row.state.as_str() {
            "waiting" => writeln!(
                out,
                "{}: the data of {} people waits for two people's approval, in the app under privacy requests, retention",
                company.slug, row.subjects
            ),
            _ => writeln!(out, "{}: the data of {} people has gone", company.slug, row.subjects),
        };
    }
    run::sweep(app, None).await?;
    Ok(out)
}
