//! `deleteDeductionRule`.

use super::{
    dto::{DeductionRuleInstallation, DeductionRulePath},
    replace_rule::{check_day, installation},
    rule_entity::deduction_rule::{self, Column as C},
    rules,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, IfMatch, IfMatchHeader, Path, Problem, Problems, Query, Reply, perm},
    store::{Done, Event},
};
use actix_web::delete;
use kontoret_core::event::{EntityKind, EventKind};
use sea_orm::{ColumnTrait, sea_query::ExprTrait};
use serde_json::json;

/// Lets a rule of the company's go before it holds: the law that the service knows holds on. The trail keeps what it was.
#[utoipa::path(tag = "deductions", operation_id = "deleteDeductionRule",
    params(DeductionRulePath, DeductionRuleInstallation, IfMatchHeader, DryRun), extensions(("x-permission" = json!(["company_write"]))),
    responses((status = 204, description = "It is gone"), Problems))]
#[delete("/deduction-rules/{subject}/{from_on}")]
pub async fn delete_deduction_rule(
    app: App,
    auth: Auth<perm::CompanyWrite>,
    path: Path<DeductionRulePath>,
    query: Query<DeductionRuleInstallation>,
    if_match: IfMatch,
    command: Command,
) -> Result<Reply, Problem> {
    let installation = installation(&path, &query)?;
    app.write(&auth, &command, async |tx| {
        let row = rules::lock_rule(tx, path.subject, &installation, path.from_on)
            .await?
            .ok_or_else(Problem::not_found)?;
        if_match.expect(row.version)?;
        check_day(&path, tx.today(), true)?;
        let own = C::Subject
            .eq(row.subject.as_str())
            .and(C::FromOn.eq(row.from_on))
            .and(C::Installation.eq(row.installation.as_str()));
        tx.delete_where::<deduction_rule::Entity>(own).await?;
        let gone = json!({ "rate_bp": null, "rot_kr": null, "rut_kr": null, "together_kr": null, "green_kr": null,
            "share_bp": null, "work_type": null, "source": null });
        let event = Event::new(
            EventKind::CompanyDeductionRuleDeleted,
            EntityKind::Company,
            tx.company_id(),
        )
        .changed("deduction_rule", Some(&json!(row)), &gone);
        Ok(Done::new(event, Reply::no_content()))
    })
    .await
}
