//! `listRetentionRules`.

use super::{
    ageing::AGEING,
    dto::{ListRetentionRules, RetentionOutcome, RetentionRuleText, RetentionRules},
    plan, words,
};
use crate::{
    customers::dto::Language,
    http::{Auth, Json, Problem, Problems, Query, perm},
    privacy::subjects::labels::say,
};
use actix_web::get;
use kontoret_core::retention::{MOST_WITHOUT_APPROVAL, Rule};

/// When what is stored about people goes, what becomes of it, and which law says so.
#[utoipa::path(tag = "privacy", operation_id = "listRetentionRules", params(ListRetentionRules),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The rules", body = RetentionRules), Problems))]
#[get("/retention/rules")]
pub async fn list_retention_rules(
    _auth: Auth<perm::PrivacyRead>,
    query: Query<ListRetentionRules>,
) -> Result<Json<RetentionRules>, Problem> {
    Ok(Json(RetentionRules {
        items: Rule::ALL.map(|rule| text(rule, query.language)).to_vec(),
        most_without_approval: i64::try_from(MOST_WITHOUT_APPROVAL).unwrap_or(i64::MAX),
    }))
}

fn text(rule: Rule, language: Language) -> RetentionRuleText {
    let mut outcomes: Vec<RetentionOutcome> = Vec::new();
    for line in AGEING.iter().filter(|l| l.rule == rule) {
        let record = plan::title(line.table, language);
        if !outcomes.iter().any(|o| o.record == record && o.outcome == line.end) {
            outcomes.push(RetentionOutcome {
                record,
                outcome: line.end,
            });
        }
    }
    RetentionRuleText {
        rule,
        title: say(words::title(rule), language).to_owned(),
        term: say(words::term(rule), language).to_owned(),
        source: say(words::source(rule), language).to_owned(),
        continuous: rule.is_continuous(),
        outcomes,
    }
}
