//! How are saved views found, and how many may one have?

use super::{
    dto::{SavedView, SavedViewInput, ViewedList},
    entity::saved_view,
};
use crate::{
    http::{Caller, Code, FieldCode, Problem},
    store::{ReadTx, Scoped, WriteTx},
};
use kontoret_core::text::fold;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryOrder};
use uuid::Uuid;

/// So many of one list are enough for one person.
const MOST: u64 = 50;

fn own<'t>(tx: &'t ReadTx, caller: &Caller) -> Scoped<'t, saved_view::Entity> {
    tx.find::<saved_view::Entity>()
        .filter(saved_view::Column::MembershipId.eq(caller.membership_id))
}

/// The caller's views of a list, by name.
pub(super) async fn list_views(tx: &ReadTx, caller: &Caller, list: ViewedList) -> Result<Vec<SavedView>, Problem> {
    let rows = own(tx, caller)
        .filter(saved_view::Column::List.eq(list.as_str()))
        .with(|s| s.order_by_asc(saved_view::Column::NameFolded))
        .all()
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// One of the caller's views.
pub(super) async fn get_view(tx: &ReadTx, caller: &Caller, id: Uuid) -> Result<saved_view::Model, Problem> {
    own(tx, caller)
        .filter(saved_view::Column::Id.eq(id))
        .one()
        .await?
        .ok_or_else(Problem::not_found)
}

/// Keeps a view.
///
/// # Errors
/// Fields that need mending: an empty name, one that is taken, one view too many.
pub(super) async fn insert_view(
    tx: &WriteTx,
    caller: &Caller,
    input: SavedViewInput,
) -> Result<saved_view::Model, Problem> {
    let name = input.name.trim().to_owned();
    if name.is_empty() {
        return Err(Problem::field("/name", FieldCode::Required));
    }
    let of_list = own(tx, caller).filter(saved_view::Column::List.eq(input.list.as_str()));
    if of_list.count().await? >= MOST {
        return Err(Problem::field("/name", FieldCode::TooLarge));
    }
    let row = saved_view::Model {
        company_id: tx.company_id(),
        id: tx.new_id(),
        membership_id: caller.membership_id,
        list: input.list.as_str().to_owned(),
        name_folded: fold(&name),
        name,
        search: input.search,
        created_at: tx.now(),
    };
    tx.insert::<saved_view::Entity, _>(row.clone().into_active_model())
        .await
        .map_err(|e| taken(e.into()))?;
    Ok(row)
}

fn taken(p: Problem) -> Problem {
    if p.code == Code::Duplicate {
        Problem::field("/name", FieldCode::Duplicate)
    } else {
        p
    }
}

/// A view on the wire.
pub(super) fn view(row: saved_view::Model) -> SavedView {
    SavedView {
        id: row.id,
        name: row.name,
        search: row.search,
    }
}
