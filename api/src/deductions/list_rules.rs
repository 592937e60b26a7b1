//! `listDeductionRules`.

use super::dto::{DeductionCeilings, DeductionRate, DeductionRules};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::deduction::{Ceilings, RateRule};

/// Rates and ceilings of the tax deductions by the day of payment, with where they are written. The same for everybody:
/// they are law.
#[utoipa::path(tag = "deductions", operation_id = "listDeductionRules",
    extensions(("x-permission" = json!(["articles_read"]))),
    responses((status = 200, description = "The rules", body = DeductionRules), Problems))]
#[get("/deduction-rules")]
pub async fn list_deduction_rules(_: App, _: Auth<perm::ArticlesRead>) -> Result<Json<DeductionRules>, Problem> {
    Ok(Json(rules()))
}

/// The day before the next rule of the same sort.
fn until(from_on: NaiveDate, starts: impl Iterator<Item = NaiveDate>) -> Option<NaiveDate> {
    starts
        .filter(|s| *s > from_on)
        .min()
        .and_then(|s: NaiveDate| s.pred_opt())
}

pub(super) fn rules() -> DeductionRules {
    let (rates, ceilings) = (RateRule::history(), Ceilings::history());
    let same = |a: &RateRule, b: &RateRule| a.kind == b.kind && a.work == b.work;
    let mut rules = DeductionRules {
        rates: rates
            .iter()
            .map(|r| DeductionRate {
                kind: r.kind,
                work_type: r.work,
                from_on: r.from_on,
                until_on: until(r.from_on, rates.iter().filter(|o| same(o, r)).map(|o| o.from_on)),
                rate_bp: r.rate_bp.0,
                source: r.source.clone(),
            })
            .collect(),
        ceilings: ceilings
            .iter()
            .map(|c| DeductionCeilings {
                from_on: c.from_on,
                until_on: until(c.from_on, ceilings.iter().map(|o| o.from_on)),
                rot_kr: c.rot_kr,
                rut_kr: c.rut_kr,
                together_kr: c.together_kr,
                green_kr: c.green_kr,
                source: c.source.clone(),
            })
            .collect(),
    };
    rules
        .rates
        .sort_by_key(|r| (r.kind, r.work_type, std::cmp::Reverse(r.from_on)));
    rules.ceilings.sort_by_key(|c| std::cmp::Reverse(c.from_on));
    rules
}
