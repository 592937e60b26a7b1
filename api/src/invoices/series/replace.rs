//! `replaceNumberSeries`.

use super::{
    dto::{NumberSeries, NumberSeriesInput, NumberSeriesPath},
    store::{self, Both},
};
use crate::{
    app::App,
    http::{
        Auth, Command, DryRun, FieldCode, FieldError, IfMatch, IfMatchHeader, Json, Path, Problem, Problems, Reply,
        perm,
    },
    store::{Done, Event, ReadTx, entity::number_series},
};
use actix_web::put;
use kontoret_core::{
    event::{EntityKind, EventKind},
    number_series::{self as rule, SeriesError, SeriesName},
};

/// Gives the numbers of invoices or credit notes another look, or lets them go on higher up. What was issued keeps its
/// number, and no number or payment reference comes twice.
#[utoipa::path(tag = "invoices", operation_id = "replaceNumberSeries", params(NumberSeriesPath, IfMatchHeader, DryRun),
    extensions(("x-permission" = json!(["bookkeeping_write"]))), request_body = NumberSeriesInput,
    responses((status = 200, description = "The series", body = NumberSeries), Problems))]
#[put("/number-series/{series}")]
pub async fn replace_number_series(
    app: App,
    auth: Auth<perm::BookkeepingWrite>,
    path: Path<NumberSeriesPath>,
    if_match: IfMatch,
    command: Command,
    body: Json<NumberSeriesInput>,
) -> Result<Reply, Problem> {
    if path.series == SeriesName::Invoice && body.0.shared {
        return Err(Problem::field("/shared", FieldCode::Invalid).detail("only credit notes take other numbers"));
    }
    app.write(&auth, &command, async |tx| {
        let mut both = store::lock(tx).await?;
        let before = both.of(path.series).clone();
        if_match.expect(before.version)?;
        let row = replaced(tx, &both, path.series, &body.0).await?;
        store::save(tx, &row).await?;
        let event = Event::new(
            EventKind::NumberSeriesReplaced,
            EntityKind::NumberSeries,
            tx.company_id(),
        )
        .changed("number_series", Some(&before), &row);
        let version = row.version;
        match path.series {
            SeriesName::Invoice => both.invoice = row,
            SeriesName::CreditNote => both.credit_note = row,
        }
        let seen = store::view(tx, &both, path.series).await?;
        Ok(Done::new(event, Reply::ok(&seen)?.version(version)))
    })
    .await
}

/// The row with what was chosen, if nothing that exists would come again.
async fn replaced(
    tx: &ReadTx,
    both: &Both,
    name: SeriesName,
    input: &NumberSeriesInput,
) -> Result<number_series::Model, Problem> {
    let before = both.of(name);
    let version = before.version + 1;
    if input.shared {
        return Ok(number_series::Model {
            version,
            shared: true,
            ..before.clone()
        });
    }
    let year = store::year(tx).await?;
    let standing = store::series(before).in_year(year);
    let chosen = rule::Series {
        prefix: rule::prefix(&input.prefix).map_err(refused)?,
        restarts_yearly: input.restarts_yearly,
        year: year.max(standing.year),
        next_number: input.next_number,
    };
    match name {
        SeriesName::Invoice if both.credit_note.shared => Ok(()),
        SeriesName::Invoice => rule::apart(&chosen, &store::series(&both.credit_note)),
        SeriesName::CreditNote => rule::apart(&chosen, &store::series(&both.invoice)),
    }
    .map_err(refused)?;
    let highest = store::highest(tx, name, &chosen.prefix).await?;
    chosen.fits(highest).map_err(refused)?;
    Ok(number_series::Model {
        version,
        shared: false,
        prefix: chosen.prefix,
        restarts_yearly: chosen.restarts_yearly,
        year: chosen.year,
        next_number: chosen.next_number,
        ..before.clone()
    })
}

fn refused(e: SeriesError) -> Problem {
    let field = match e {
        SeriesError::Prefix => FieldError::new("/prefix", FieldCode::NumberPrefix),
        SeriesError::SamePrefix => FieldError::new("/prefix", FieldCode::NumberSamePrefix),
        SeriesError::TooLow { at_least } => FieldError::new("/next_number", FieldCode::TooSmall).with("min", at_least),
        SeriesError::Years => FieldError::new("/restarts_yearly", FieldCode::NumberYears),
        SeriesError::Full => FieldError::new("/next_number", FieldCode::TooLarge).with("max", rule::LARGEST),
    };
    Problem::fields(vec![field]).detail(e.to_string())
}
