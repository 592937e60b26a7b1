//! What have others deducted for a person in a year, as the person says?
//!
//! It is said in a household, and counts for the person: whoever stands in the households of two customers has one ceiling. Said
//! twice it is the same thing told twice, of which the larger counts.

use super::entity::{household_member, household_use};
use crate::{http::Problem, store::ReadTx};
use kontoret_core::deduction::{DeductionKind, Used};
use sea_orm::ColumnTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// What others have deducted in a year, by the index of a person's number; who has said nothing is not there.
///
/// # Errors
/// The database's.
pub async fn used_elsewhere(
    tx: &ReadTx,
    indexes: impl IntoIterator<Item = Vec<u8>>,
    year: i32,
) -> Result<HashMap<Vec<u8>, Used>, Problem> {
    let rows: HashMap<Uuid, Vec<u8>> = tx
        .find::<household_member::Entity>()
        .filter(household_member::Column::NumberIndex.is_in(indexes))
        .all()
        .await?
        .into_iter()
        .map(|m| (m.id, m.number_index))
        .collect();
    let said = tx
        .find::<household_use::Entity>()
        .filter(household_use::Column::MemberId.is_in(rows.keys().copied()))
        .filter(household_use::Column::Year.eq(year))
        .all()
        .await?;
    let mut found: HashMap<Vec<u8>, Used> = HashMap::new();
    for row in said {
        let Some(index) = rows.get(&row.member_id) else {
            continue;
        };
        let known = found.entry(index.clone()).or_default();
        known.rot_kr = known.rot_kr.max(row.rot_kr);
        known.rut_kr = known.rut_kr.max(row.rut_kr);
        known.green_kr = known.green_kr.max(row.green_kr);
    }
    Ok(found)
}

/// What two have deducted together.
#[must_use]
pub const fn together(a: Used, b: Used) -> Used {
    a.and(DeductionKind::Rot, b.rot_kr)
        .and(DeductionKind::Rut, b.rut_kr)
        .and(DeductionKind::Green, b.green_kr)
}
