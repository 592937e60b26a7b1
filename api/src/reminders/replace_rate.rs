//! `replaceReferenceRate`.

use super::{
    dto::{ReferenceRate, ReferenceRateInput, ReferenceRatePath},
    entity::reference_rate,
    store,
};
use crate::{
    app::App,
    http::{Auth, Command, DryRun, FieldCode, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply, perm},
    store::{Done, Event},
};
use actix_web::put;
use chrono::{Months, NaiveDate};
use kontoret_core::{
    event::{EntityKind, EventKind},
    interest::{RATE_STEP_BP, begins_half_year},
};

/// The first half-year with a reference rate by today's law.
const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2002, 7, 1);

/// Writes the reference rate of a half-year, as Riksbanken gives it. Interest that was charged stays as it was.
#[utoipa::path(tag = "reminders", operation_id = "replaceReferenceRate",
    params(ReferenceRatePath, IfMatchHeader, DryRun), extensions(("x-permission" = json!(["company_write"]))),
    request_body = ReferenceRateInput,
    responses((status = 200, description = "The rate", body = ReferenceRate), Problems))]
#[put("/reference-rates/{starts_on}")]
pub async fn replace_reference_rate(
    app: App,
    auth: Auth<perm::CompanyWrite>,
    path: Path<ReferenceRatePath>,
    if_match: IfMatch,
    command: Command,
    body: Json<ReferenceRateInput>,
) -> Result<Reply, Problem> {
    let starts_on = path.starts_on;
    let latest = app.clock.today().checked_add_months(Months::new(12));
    if !begins_half_year(starts_on) || FIRST.is_none_or(|f| starts_on < f) || latest.is_none_or(|l| starts_on > l) {
        return Err(Problem::not_found());
    }
    if body.0.rate_bp % RATE_STEP_BP != 0 {
        return Err(Problem::field("/rate_bp", FieldCode::Invalid));
    }
    app.write(&auth, &command, async |tx| {
        let before = store::lock_rate(tx, starts_on).await?;
        if_match.expect(before.as_ref().map_or(0, |b| b.version))?;
        let row = reference_rate::Model {
            company_id: tx.company_id(),
            starts_on,
            version: before.as_ref().map_or(0, |b| b.version) + 1,
            rate_bp: body.0.rate_bp,
        };
        store::save_rate(tx, before.is_none(), &row).await?;
        let event = Event::new(
            EventKind::CompanyReferenceRateReplaced,
            EntityKind::Company,
            tx.company_id(),
        )
        .changed("reference_rate", before.as_ref(), &row);
        let version = row.version;
        Ok(Done::new(event, Reply::ok(&store::view_rate(row))?.version(version)))
    })
    .await
}
