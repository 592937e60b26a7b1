//! What does the database hold, to the last column? Two equal footprints: nothing has changed.

use super::world::World;
use crate::store::data_map;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeMap;

/// The content of every table, as far as the company that the test is about sees it.
pub async fn footprint(w: &World) -> BTreeMap<&'static str, String> {
    w.look(async |tx| {
        let mut found = BTreeMap::new();
        for table in data_map::tables() {
            let columns: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
            let sql = content(tx.backend(), table.name, &columns);
            let row = tx
                .connection()
                .query_one_raw(Statement::from_string(tx.backend(), sql))
                .await?;
            found.insert(table.name, row.unwrap().try_get_by_index(0)?);
        }
        Ok(found)
    })
    .await
}

fn content(backend: DbBackend, table: &str, columns: &[&str]) -> String {
    if backend == DbBackend::Postgres {
        return format!(
            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t"
        );
    }
    let row = columns
        .iter()
        .map(|c| format!("quote({c})"))
        .collect::<Vec<_>>()
        .join("||','||");
    format!(
        "SELECT count(*) || ' ' || coalesce(group_concat(r, '|'), '') FROM (SELECT {row} AS r FROM {table} ORDER BY r)"
    )
}

/// How many events the trails of both companies hold.
pub async fn events(w: &World) -> u64 {
    use crate::store::{Scope, entity::audit_event};
    let mut sum = 0;
    for company_id in [w.here.company_id, w.there.company_id] {
        let scope = Scope {
            company_id: Some(company_id),
            user_id: None,
        };
        sum += w
            .app
            .read_in(scope, async |tx| Ok(tx.find::<audit_event::Entity>().count().await?))
            .await
            .unwrap();
    }
    sum
}
