//! Does the live schema say what the declarations say, and does it keep companies apart?

use super::{sources::sources, world::world};
use crate::store::data_map;
use kontoret_core::privacy::{About, Declared, Owner};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<Vec<String>> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap()
        .iter()
        .map(|r| {
            (0..r.column_names().len())
                .map(|i| r.try_get_by_index::<String>(i).unwrap())
                .collect()
        })
        .collect()
}

async fn live_columns(db: &DatabaseConnection) -> BTreeMap<String, BTreeSet<String>> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'"
        }
        _ => {
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
    };
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for r in rows(db, sql).await {
        out.entry(r[0].clone()).or_default().insert(r[1].clone());
    }
    // The migration tool's own table: names of schema changes and when they ran.
    out.remove("seaql_migrations");
    out
}

#[actix_web::test]
async fn every_column_is_declared_once_and_every_declaration_has_its_column() {
    let w = world().await;
    let live = live_columns(w.app.db.raw()).await;
    let mut declared: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for table in data_map::tables() {
        let columns: BTreeSet<String> = table.columns.iter().map(|(n, _)| (*n).to_owned()).collect();
        assert_eq!(
            columns.len(),
            table.columns.len(),
            "{} declares a column twice",
            table.name
        );
        assert!(
            declared.insert(table.name.to_owned(), columns).is_none(),
            "{} is declared twice",
            table.name
        );
    }
    for (table, columns) in &live {
        let known = declared
            .get(table)
            .unwrap_or_else(|| panic!("table {table} is not declared"));
        assert_eq!(columns, known, "declared and live columns of {table} differ");
    }
    assert_eq!(live.keys().collect::<Vec<_>>(), declared.keys().collect::<Vec<_>>());
}

#[test]
fn every_personal_datum_leads_to_its_person() {
    for table in data_map::tables() {
        let name = table.name;
        let personal = |c: &str| matches!(table.column(c), Some(Declared::Personal(_)));
        if table.columns.iter().any(|(c, _)| personal(c)) {
            assert!(
                !table.about.is_empty(),
                "{name} has personal data and doesn't say whose"
            );
        }
        for about in table.about {
            match about {
                About::Person => assert!(personal("name"), "{name} is people without a name"),
                About::Of(column, parent) | About::Near(column, parent) | About::By(column, parent) => {
                    assert!(table.column(column).is_some(), "{name} has no {column}");
                    assert!(
                        leads_to_a_person(parent, 0),
                        "{name}.{column} leads to nobody by {parent}"
                    );
                }
                About::Any(column) => assert!(table.column(column).is_some(), "{name} has no {column}"),
                About::Text(why) => assert!(why.len() > 20, "{name} doesn't say why"),
            }
        }
        for (column, _) in table.found_by {
            assert!(
                personal(column),
                "{name}.{column} finds people and isn't declared as personal"
            );
        }
    }
}

/// Whether the rows of a table are about people, over at most a handful of steps.
fn leads_to_a_person(table: &str, steps: u32) -> bool {
    let table = data_map::table(table).unwrap_or_else(|| panic!("no table {table}"));
    assert!(
        table.column("id").is_some(),
        "{} can't be a step: it has no id",
        table.name
    );
    table.about.iter().any(|about| match about {
        About::Person => true,
        About::Of(_, parent) => steps < 5 && leads_to_a_person(parent, steps + 1),
        _ => false,
    })
}

#[actix_web::test]
async fn every_table_belongs_to_a_company_or_says_why_not() {
    let w = world().await;
    for (name, columns) in live_columns(w.app.db.raw()).await {
        match data_map::table(&name).unwrap().owner {
            Owner::Tenant => assert!(columns.contains("company_id"), "{name} has no company_id"),
            Owner::Global(why) => assert!(why.len() > 20, "{name} doesn't say why it belongs to no company"),
        }
    }
}

#[actix_web::test]
async fn unscoped_queries_are_few_and_known() {
    let mut found: Vec<(String, usize)> = sources()
        .into_iter()
        .filter(|(path, _)| !path.ends_with("testing/schema.rs"))
        .map(|(path, text)| (path.display().to_string(), text.matches("find_unscoped::").count()))
        .filter(|(_, uses)| *uses > 0)
        .collect();
    found.sort();
    let total: usize = found.iter().map(|(_, n)| n).sum();
    assert!(total <= 4, "queries over all companies have become more: {found:?}");
}

#[actix_web::test]
async fn the_database_keeps_companies_apart() {
    let w = world().await;
    let db = w.app.db.raw();
    if db.get_database_backend() != DbBackend::Postgres {
        // SQLite has composite keys, but no policies to ask for.
        let keys = rows(
            db,
            "SELECT m.name, f.\"table\", CAST(f.id AS TEXT), group_concat(f.\"from\") FROM sqlite_master m \
             JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' GROUP BY m.name, f.\"table\", f.id",
        )
        .await;
        composite(keys.into_iter().map(|r| (r[0].clone(), r[1].clone(), r[3].clone())));
        return;
    }
    let tenant: BTreeSet<&str> = data_map::tables()
        .filter(|t| t.owner == Owner::Tenant)
        .map(|t| t.name)
        .collect();
    let forced: BTreeSet<String> = rows(
        db,
        "SELECT c.relname::text FROM pg_class c WHERE c.relkind = 'r' AND c.relrowsecurity AND c.relforcerowsecurity",
    )
    .await
    .into_iter()
    .map(|r| r[0].clone())
    .collect();
    assert_eq!(tenant.iter().map(|t| (*t).to_owned()).collect::<BTreeSet<_>>(), forced);
    for r in rows(
        db,
        "SELECT tablename::text, qual::text, with_check::text FROM pg_policies",
    )
    .await
    {
        assert!(
            r[1].contains("NULLIF(current_setting('app.company_id'") && r[2].contains("app.company_id"),
            "{r:?}"
        );
    }
    let keys = rows(
        db,
        "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text, \
           (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(col, n) \
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.col) \
         FROM pg_constraint c WHERE c.contype = 'f'",
    )
    .await;
    composite(keys.into_iter().map(|r| (r[0].clone(), r[1].clone(), r[2].clone())));
    let unique = rows(
        db,
        "SELECT i.indrelid::regclass::text, (SELECT a.attname::text FROM pg_attribute a \
           WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0]) FROM pg_index i \
         JOIN pg_class c ON c.oid = i.indrelid WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace",
    )
    .await;
    for r in unique.iter().filter(|r| tenant.contains(r[0].as_str())) {
        assert_eq!(
            r[1], "company_id",
            "a unique index of {} would tell of other companies",
            r[0]
        );
    }
    let leaks = rows(
        db,
        "SELECT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef \
         UNION ALL SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('m', 'v')",
    )
    .await;
    assert!(
        leaks.is_empty(),
        "views or definer functions pass row-level security by: {leaks:?}"
    );
}

fn composite(keys: impl Iterator<Item = (String, String, String)>) {
    let is_tenant = |t: &str| data_map::table(t).is_some_and(|t| t.owner == Owner::Tenant);
    for (from, to, columns) in keys {
        if is_tenant(&from) && is_tenant(&to) {
            assert!(
                columns.contains("company_id"),
                "{from} can point to another company's {to}: {columns}"
            );
        }
    }
}

#[actix_web::test]
async fn without_a_company_nothing_is_seen_and_for_another_nothing_is_written() {
    let w = world().await;
    let db = w.app.db.raw();
    if db.get_database_backend() != DbBackend::Postgres {
        return;
    }
    assert_eq!(rows(db, "SELECT count(*)::text FROM membership").await[0][0], "0");
    let stolen = db
        .execute_unprepared(&format!(
            "INSERT INTO number_series (company_id, series, next_number) VALUES ('{}', 'invoice', 1)",
            w.here.company_id
        ))
        .await;
    assert!(stolen.unwrap_err().to_string().contains("row-level security"));
    for forbidden in [
        "TRUNCATE customer",
        "UPDATE audit_event SET event = ''",
        "DELETE FROM audit_event",
        "DROP TABLE customer",
    ] {
        assert!(
            db.execute_unprepared(forbidden).await.is_err(),
            "{forbidden} was allowed"
        );
    }
}

#[actix_web::test]
async fn the_audit_trail_is_only_added_to_and_shows_tampering() {
    let w = world().await;
    for i in 0..5 {
        let body = serde_json::json!({
            "kind": "company", "name": format!("Kund {i}"), "email": "", "phone": "", "organisation_number": "", "vat_number": "",
            "address": { "street": "", "street2": "", "postal_code": "", "city": "", "country": "SE" },
            "language": "sv", "reference": "", "payment_terms_days": 20, "note": ""
        });
        w.office().post("/customers", body).await.expect(201);
    }
    let verdict = w.look(async |tx| Ok(crate::store::audit::verify(tx).await?)).await;
    assert_eq!(verdict, Ok(5));
    let db = w.app.db.raw();
    if db.get_database_backend() == DbBackend::Postgres {
        return;
    }
    assert!(
        db.execute_unprepared("UPDATE audit_event SET event = 'x'")
            .await
            .is_err()
    );
    assert!(db.execute_unprepared("DELETE FROM audit_event").await.is_err());
    // Whoever owns the file can take the guards away; the chain still tells.
    db.execute_unprepared("DROP TRIGGER audit_is_kept; DELETE FROM audit_event WHERE seq = 5")
        .await
        .unwrap();
    let verdict = w.look(async |tx| Ok(crate::store::audit::verify(tx).await?)).await;
    assert_eq!(verdict, Err(5));
    db.execute_unprepared("DROP TRIGGER audit_is_not_changed; UPDATE audit_event SET actor_id = NULL WHERE seq = 3")
        .await
        .unwrap();
    let verdict = w.look(async |tx| Ok(crate::store::audit::verify(tx).await?)).await;
    assert_eq!(verdict, Err(3));
}
