//! What is the person told of who was told (GDPR art. 19, second sentence)?

use super::{entity::privacy_notice, store, words};
use crate::{clock::day, customers::dto::Language, http::Problem, privacy::subjects::labels::say, store::ReadTx};
use kontoret_core::privacy_notice::State;
use sea_orm::{ColumnTrait, QueryOrder};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Of each recipient, what it was told about a person and when, oldest first.
///
/// # Errors
/// The database's.
pub async fn of_person(
    tx: &ReadTx,
    subjects: &[Uuid],
    language: Language,
) -> Result<HashMap<Uuid, Vec<String>>, Problem> {
    use privacy_notice::Column as C;
    let rows = tx
        .find::<privacy_notice::Entity>()
        .filter(C::SubjectId.is_in(subjects.iter().copied()))
        .with(|q| q.order_by_asc(C::CreatedAt).order_by_asc(C::Id))
        .all()
        .await?;
    let mut said: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        let state: State = row.state.parse().map_err(Problem::internal)?;
        let deed = say(words::deed(row.deed.parse().map_err(Problem::internal)?), language);
        let on = day(row.settled_at.unwrap_or(row.created_at));
        let line = format!("{deed} {on}: {}", say(words::state(state), language));
        said.entry(row.recipient_id).or_default().push(line);
    }
    Ok(said)
}

/// Which recipients were told for a request, in a sentence; empty: none had to be.
///
/// # Errors
/// The database's.
pub async fn of_request(tx: &ReadTx, request_id: Uuid, language: Language) -> Result<String, Problem> {
    use privacy_notice::Column as C;
    let rows = tx
        .find::<privacy_notice::Entity>()
        .filter(C::RequestId.eq(request_id))
        .filter(C::State.ne(State::NotNeeded.as_str()))
        .all()
        .await?;
    let recipients = store::recipients(tx, &rows).await?;
    let names: BTreeSet<&str> = recipients.values().map(|r| r.name.as_str()).collect();
    if names.is_empty() {
        return Ok(String::new());
    }
    let names: Vec<&str> = names.into_iter().collect();
    let word = (
        "Vi underrättar dem som har fått uppgifterna av oss (artikel 19)",
        "We tell those who were given the data by us (article 19)",
    );
    Ok(format!("{}: {}.", say(word, language), names.join(", ")))
}
