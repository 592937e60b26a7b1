//! `listDeductionRules`.

use super::{
    dto::{DeductionCeilings, DeductionRate, DeductionRules},
    rules::{Rules, rules},
};
use crate::{
    app::App,
    http::{Auth, Json, Problem, Problems, perm},
};
use actix_web::get;
use chrono::NaiveDate;
use kontoret_core::deduction::RateRule;

/// Rates and ceilings of the tax deductions by the day of payment, with where they are written: the law that the service knows,
/// and what the company has entered in its place or after it, with its flat rates.
#[utoipa::path(tag = "deductions", operation_id = "listDeductionRules",
    extensions(("x-permission" = json!(["articles_read"]))),
    responses((status = 200, description = "The rules", body = DeductionRules), Problems))]
#[get("/deduction-rules")]
pub async fn list_deduction_rules(app: App, auth: Auth<perm::ArticlesRead>) -> Result<Json<DeductionRules>, Problem> {
    app.read(&auth, async |tx| Ok(view(&rules(tx).await?))).await.map(Json)
}

/// The day before the next rule of the same sort.
fn until(from_on: NaiveDate, starts: impl Iterator<Item = NaiveDate>) -> Option<NaiveDate> {
    starts
        .filter(|s| *s > from_on)
        .min()
        .and_then(|s: NaiveDate| s.pred_opt())
}

/// Rules on the wire, newest first.
pub(super) fn view(found: &Rules) -> DeductionRules {
    let same = |a: &RateRule, b: &RateRule| a.kind == b.kind && a.work == b.work;
    let starts = |r: &RateRule| {
        let others = found.rates.iter().filter(|o| same(&o.0, r));
        until(r.from_on, others.map(|o| o.0.from_on))
    };
    let mut rules = DeductionRules {
        rates: found
            .rates
            .iter()
            .map(|(r, version)| DeductionRate {
                kind: r.kind,
                work_type: r.work,
                from_on: r.from_on,
                until_on: starts(r),
                rate_bp: r.rate_bp.0,
                source: r.source.clone(),
                version: *version,
            })
            .collect(),
        ceilings: found
            .ceilings
            .iter()
            .map(|(c, version)| DeductionCeilings {
                from_on: c.from_on,
                until_on: until(c.from_on, found.ceilings.iter().map(|o| o.0.from_on)),
                rot_kr: c.rot_kr,
                rut_kr: c.rut_kr,
                together_kr: c.together_kr,
                green_kr: c.green_kr,
                source: c.source.clone(),
                version: *version,
            })
            .collect(),
        shares: found.shares.clone(),
    };
    rules
        .rates
        .sort_by_key(|r| (r.kind, r.work_type, std::cmp::Reverse(r.from_on)));
    rules.ceilings.sort_by_key(|c| std::cmp::Reverse(c.from_on));
    rules
}
