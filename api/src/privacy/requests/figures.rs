//! `getPrivacyFigures`.

use super::{
    dto::{GetPrivacyFigures, PrivacyFigures, PrivacyKindCount, PrivacyMonth},
    entity::privacy_request,
    store::{UNANSWERED, status, word},
};
use crate::{
    app::App,
    clock::day,
    http::{Auth, Json, Problem, Problems, Query, perm},
};
use actix_web::get;
use chrono::{Datelike, NaiveDate};
use kontoret_core::{privacy_case::Outcome, privacy_request::Kind};
use sea_orm::{ColumnTrait, ExprTrait};

/// How the requests of a year were answered.
#[utoipa::path(tag = "privacy", operation_id = "getPrivacyFigures", params(GetPrivacyFigures),
    extensions(("x-permission" = json!(["privacy_read"]))),
    responses((status = 200, description = "The figures", body = PrivacyFigures), Problems))]
#[get("/privacy-figures")]
pub async fn get_privacy_figures(
    app: App,
    auth: Auth<perm::PrivacyRead>,
    query: Query<GetPrivacyFigures>,
) -> Result<Json<PrivacyFigures>, Problem> {
    use privacy_request::Column as C;
    let year = query.year;
    let first = NaiveDate::from_yo_opt(year, 1).ok_or_else(Problem::not_found)?;
    let next = NaiveDate::from_yo_opt(year + 1, 1).ok_or_else(Problem::not_found)?;
    app.read(&auth, async |tx| {
        let rows = tx
            .find::<privacy_request::Entity>()
            .filter(C::ReceivedOn.gte(first).and(C::ReceivedOn.lt(next)))
            .all()
            .await?;
        count(year, &rows, tx.today()).map(Json)
    })
    .await
}

fn count(year: i32, rows: &[privacy_request::Model], today: NaiveDate) -> Result<PrivacyFigures, Problem> {
    let mut f = PrivacyFigures {
        year,
        received: 0,
        answered: 0,
        late: 0,
        extended: 0,
        average_days: None,
        granted: 0,
        partly: 0,
        refused: 0,
        kinds: Vec::new(),
        months: (1..=12)
            .map(|m| PrivacyMonth {
                month: format!("{year}-{m:02}"),
                in_time: 0,
                late: 0,
                waiting: 0,
                other: 0,
            })
            .collect(),
    };
    let mut kinds = Kind::ALL.map(|kind| PrivacyKindCount { kind, count: 0 });
    let mut days = 0;
    for row in rows {
        f.received += 1;
        f.extended += i64::from(row.extended);
        let kind: Kind = word(&row.kind)?;
        kinds.iter_mut().filter(|k| k.kind == kind).for_each(|k| k.count += 1);
        let Some(month) = f.months.get_mut(row.received_on.month0() as usize) else {
            continue;
        };
        match row.answered_at.map(day) {
            Some(on) => {
                f.answered += 1;
                days += (on - row.received_on).num_days();
                let late = i64::from(on > row.due_on);
                f.late += late;
                month.late += late;
                month.in_time += 1 - late;
                match row.outcome.as_deref().map(word).transpose()? {
                    Some(Outcome::Granted) => f.granted += 1,
                    Some(Outcome::Partly) => f.partly += 1,
                    Some(Outcome::Refused) => f.refused += 1,
                    None => {}
                }
            }
            None if UNANSWERED.contains(&status(row)?) => {
                let late = i64::from(today > row.due_on);
                f.late += late;
                month.late += late;
                month.waiting += 1 - late;
            }
            None => month.other += 1,
        }
    }
    f.average_days = (f.answered > 0).then(|| (days + f.answered / 2) / f.answered);
    f.kinds = kinds.into_iter().filter(|k| k.count > 0).collect();
    Ok(f)
}
