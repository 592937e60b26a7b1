//! The promise as a whole: a person stands in every column there is, among a hundred thousand rows. The extract tells all of it;
//! once erased, nothing is left in the database, its files or a restored backup but what bookkeeping law keeps.

use super::{
    graph::{self, Row, id_in},
    labels,
    plan::gather,
    shapes::Shapes,
};
use crate::{
    backup,
    clock::Clock,
    http::{Problem, Reply},
    jobs::worker::drain,
    privacy::subjects::graph::Root,
    store::{Actor, Done, Scope, WriteTx, audit, data_map},
    testing::{Answer, TestDatabase, World, deductions, things, world},
};
use chrono::{DateTime, Duration, NaiveDate};
use kontoret_core::privacy::{Declared, Owner, Retention, Table};
use sea_orm::{
    ConnectionTrait, DbBackend, Statement,
    sea_query::{Alias, Cond, Expr, ExprTrait, Query},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use uuid::Uuid;

/// Rows of others beside the person's.
const OTHERS: u32 = 100_000;
/// In place of a column: it belongs to a request.
const REQUEST: &str = "request";
const EMAIL: &str = "kanarie@kund.example";

/// A customer with something in every place a customer can be in, all of it done and paid.
async fn everywhere(w: &World) -> Uuid {
    let office = w.office();
    let mut input = things::customer_input();
    input["name"] = json!("Kanarie Fågelsång");
    input["email"] = json!(EMAIL);
    let customer = office.post("/customers", input).await.expect(201).id();
    office
        .post(&format!("/customers/{customer}/work-sites"), things::work_site_input())
        .await
        .expect(201);
    office
        .put(
            &format!("/customers/{customer}/household"),
            0,
            things::household_input(),
        )
        .await
        .expect(200);
    let offer = office
        .post("/offers", things::offer_input(w, &customer))
        .await
        .expect(201);
    let letter = json!({ "recipient": EMAIL, "message": "Hej!", "valid_until": offer.body["valid_until"] });
    office
        .act(&format!("/offers/{}/send", offer.id()), 1, letter)
        .await
        .expect(200);
    let order = office.post("/orders", things::order_input(&customer)).await.expect(201);
    office
        .act(&format!("/orders/{}/cancel", order.id()), order.version(), json!({}))
        .await
        .expect(200);
    let invoice = office
        .post("/invoices", things::invoice_input(&customer))
        .await
        .expect(201);
    let late = things::invoice_issued_ago(w, &invoice, 41).await;
    let path = format!("/invoices/{}/remind", late.id());
    let reminder = json!({ "recipient": EMAIL, "message": "", "waive_costs": true });
    let reminded = office.act(&path, late.version(), reminder).await.expect(200);
    let late = office.get(&format!("/invoices/{}", late.id())).await.expect(200);
    assert!(reminded.body["id"].is_string());
    deductions::pay(w, &late, None).await;
    let request = json!({ "kind": "access", "channel": "letter", "language": "sv", "name": "Kanarie Fågelsång",
        "email": EMAIL, "phone": "", "message": "Vad vet ni?", "received_on": w.clock.today() });
    w.owner().post("/privacy-requests", request).await.expect(201);
    customer.parse().unwrap()
}

/// Others, as many as a large company has.
async fn crowd(w: &World) {
    let office = w.office();
    let mut input = things::customer_input();
    input["name"] = json!("Bofink Granne");
    input["email"] = json!("granne@kund.example");
    let other = office.post("/customers", input).await.expect(201).id();
    let site = office
        .post(&format!("/customers/{other}/work-sites"), things::work_site_input())
        .await
        .expect(201)
        .id();
    write(w, async |tx| {
        for (table, id) in [("customer", &other), ("work_site", &site)] {
            copies(tx, table, id.parse().unwrap()).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

/// Copies of a row, half of [`OTHERS`], each with an id and a number of its own.
async fn copies(tx: &WriteTx, table: &str, id: Uuid) -> Result<(), Problem> {
    let declared = data_map::table(table).unwrap();
    let (random, numbers) = match tx.backend() {
        DbBackend::Postgres => ("gen_random_uuid()", "generate_series"),
        _ => ("randomblob(16)", "generate"),
    };
    let names: Vec<&str> = declared.columns.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = names
        .iter()
        .map(|name| match *name {
            "id" => random.to_owned(),
            "number" => "100000 + n.i".to_owned(),
            other => format!("t.{other}"),
        })
        .collect();
    let half = OTHERS / 2;
    let series = if numbers == "generate_series" {
        format!("SELECT i FROM generate_series(1, {half}) AS s(i)")
    } else {
        format!("SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {half}")
    };
    let place = if tx.backend() == DbBackend::Postgres { "$1" } else { "?" };
    let sql = format!(
        "WITH RECURSIVE n(i) AS ({series}) INSERT INTO {table} ({}) SELECT {} FROM {table} t, n WHERE t.id = {place}",
        names.join(", "),
        values.join(", ")
    );
    tx.connection()
        .execute_raw(Statement::from_sql_and_values(tx.backend(), sql, [id.into()]))
        .await?;
    Ok(())
}

async fn write<T>(w: &World, f: impl AsyncFn(&WriteTx) -> Result<T, Problem>) -> Result<(), Problem> {
    let scope = Scope {
        company_id: Some(w.here.company_id),
        user_id: None,
    };
    w.app
        .write_in(scope, &Actor::default(), async |tx| {
            f(tx).await?;
            Ok(Done::silent("a world before its history", Reply::no_content()))
        })
        .await
        .map(|_: Reply| ())
}

/// Words that the machine reads, which a person's name can't stand in.
fn is_a_word(column: &str, value: &str) -> bool {
    [
        "kind", "status", "state", "language", "country", "channel", "role", "vat",
    ]
    .contains(&column)
        || value.parse::<Uuid>().is_ok()
        || value.parse::<NaiveDate>().is_ok()
        || DateTime::parse_from_rfc3339(&value.replacen(' ', "T", 1)).is_ok()
}

/// A word of its own in every text about the person in which one can stand; where each stands.
async fn planted(w: &World, customer: Uuid) -> BTreeMap<String, (&'static str, &'static str)> {
    let roots = [Root {
        table: "customer",
        id: customer,
    }];
    let parts = w.look(async |tx| gather(tx, &roots).await).await;
    let mut all = BTreeMap::new();
    for part in parts.iter().filter(|p| p.reached != graph::Reached::By) {
        for row in &part.rows {
            plant(w, part.table, row, &mut all).await;
        }
    }
    all
}

async fn plant(w: &World, table: &'static Table, row: &Row, all: &mut BTreeMap<String, (&'static str, &'static str)>) {
    let Some(id) = id_in(row, "id") else { return };
    for (column, declared) in table.columns {
        let text = row.get(*column).and_then(Value::as_str);
        let (Declared::Personal(_), Some(text)) = (declared, text) else {
            continue;
        };
        if is_a_word(column, text) {
            continue;
        }
        let canary = format!("kan{:04}arie", all.len());
        let set = Query::update()
            .table(Alias::new(table.name))
            .value(Alias::new(*column), canary.as_str())
            .and_where(Expr::col(Alias::new("company_id")).eq(w.here.company_id))
            .and_where(Expr::col(Alias::new("id")).eq(id))
            .to_owned();
        // What is issued, sealed or one of a closed set of words refuses: there stands what the operations wrote.
        let done = write(w, async |tx| {
            let shapes = Shapes::of(tx, table).await?;
            let sort = shapes.sort(column).map_or("", |(sort, _)| sort);
            if !sort.contains("text") && !sort.contains("char") {
                return Err(Problem::internal("a column of no words"));
            }
            tx.connection().execute(&set).await?;
            Ok(())
        })
        .await;
        if done.is_ok() {
            // What shows that the person's rights were kept is kept to show it (GDPR art. 5(2)): the request, and letters about it.
            let of_request =
                table.name.starts_with("privacy_request") || row.get("privacy_event_id").is_some_and(|v| !v.is_null());
            all.insert(canary, (table.name, if of_request { REQUEST } else { column }));
        }
    }
}

/// The planted words in a text.
fn canaries(text: &str) -> BTreeSet<String> {
    text.match_indices("kan")
        .filter_map(|(at, _)| text.get(at..at + 11))
        .filter(|word| word.ends_with("arie") && word[3..7].bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// The planted words in the tables of the company.
async fn in_tables(w: &World) -> BTreeSet<String> {
    w.look(async |tx| {
        let mut all = BTreeSet::new();
        for table in data_map::tables().filter(|t| t.owner == Owner::Tenant) {
            let mut somewhere = Cond::any();
            for (column, _) in table.columns {
                somewhere = somewhere.add(
                    Expr::col(Alias::new(*column))
                        .cast_as(Alias::new("text"))
                        .like("%kan____arie%"),
                );
            }
            for row in graph::read(tx, table, somewhere).await? {
                all.extend(canaries(&Value::Object(row).to_string()));
            }
        }
        Ok(all)
    })
    .await
}

/// The planted words in the files of the installation, the embedded database's among them.
fn in_files(w: &World) -> BTreeSet<String> {
    let mut open = vec![w.app.config.data.clone()];
    let mut found = BTreeSet::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let bytes = std::fs::read(entry.path()).unwrap();
                found.extend(canaries(&bytes.iter().map(|b| char::from(*b)).collect::<String>()));
            }
        }
    }
    found
}

/// Whether bookkeeping law keeps a column, or it belongs to a request.
fn is_kept((table, column): (&str, &str)) -> bool {
    column == REQUEST
        || matches!(
            data_map::table(table).and_then(|t| t.column(column)),
            Some(Declared::Personal(p)) if p.retention == Retention::Bookkeeping
        )
}

async fn erase(w: &World, customer: Uuid) -> Answer {
    let mut body = json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" });
    let plan = w
        .owner()
        .post("/data-subjects/erasure-plan", body.clone())
        .await
        .expect(200);
    assert_eq!(plan.body["awaits"], json!([]));
    for word in ["fingerprint", "confirmation"] {
        body[word] = plan.body[word].clone();
    }
    w.owner().post("/data-subjects/erase", body).await.expect(200)
}

async fn books_are_whole(w: &World) {
    let invoices = w.office().get("/invoices").await.expect(200).body;
    let of_person = &invoices["items"][0]["id"];
    let path = format!("/invoices/{}/pdf", of_person.as_str().unwrap());
    let pdf = w.office().get(&path).await.expect(200);
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    assert!(
        pdf.pdf_text().contains("Kanarie Fågelsång"),
        "the law wants the buyer's name"
    );
    // Every voucher is in balance, and the file that the accountant reads can be made.
    let through = (w.clock.today() - Duration::days(1)).to_string();
    let made = w
        .owner()
        .post("/voucher-exports", json!({ "through": through }))
        .await
        .expect(201);
    let path = format!("/voucher-exports/{}/file", made.id());
    let file = w.owner().get(&path).await.expect(200).bytes;
    let lines: Vec<String> = String::from_utf8_lossy(&file).lines().map(str::to_owned).collect();
    let sum: i64 = lines
        .iter()
        .filter(|l| l.trim_start().starts_with("#TRANS"))
        .map(|l| l.split("} ").nth(1).unwrap().split_whitespace().next().unwrap())
        .map(|amount| amount.replace('.', "").parse::<i64>().unwrap())
        .sum();
    assert!(lines.iter().any(|l| l.trim_start().starts_with("#TRANS")), "{lines:?}");
    assert_eq!(sum, 0);
    w.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
}

#[actix_web::test]
async fn a_person_in_every_column_is_told_all_and_leaves_only_what_the_law_keeps() {
    let w = world().await;
    let customer = everywhere(&w).await;
    crowd(&w).await;
    drain(&w.app).await.unwrap();
    let planted = planted(&w, customer).await;
    let tables: BTreeSet<&str> = planted.values().map(|(table, _)| *table).collect();
    for table in [
        "customer",
        "household_member",
        "mail",
        "offer",
        "offer_line",
        "payment",
        "privacy_request",
        "privacy_request_event",
        "work_order",
        "work_order_line",
        "work_site",
    ] {
        assert!(tables.contains(table), "nothing is planted in {table}: {tables:?}");
    }
    assert!(planted.len() > 60, "{}", planted.len());

    // All of it is told.
    let found = w
        .owner()
        .post(
            "/data-subjects/find",
            json!({ "email": "", "phone": "", "identity_number": deductions::BUYER }),
        )
        .await
        .expect(200);
    let mut subjects = vec![json!({ "kind": "customer", "id": customer })];
    let parts = w
        .look(async |tx| graph::linked(tx, "household_member", "customer_id", &[customer]).await)
        .await;
    subjects.extend(
        parts
            .iter()
            .map(|row| json!({ "kind": "household_member", "id": row["id"] })),
    );
    assert!(!found.body["items"].as_array().unwrap().is_empty());
    let extract = w
        .owner()
        .post(
            "/data-subjects/extract",
            json!({ "subjects": subjects, "language": "sv" }),
        )
        .await
        .expect(200);
    let told = canaries(&extract.body.to_string());
    let missing: Vec<_> = planted
        .iter()
        .filter(|(word, (_, column))| !told.contains(*word) && !labels::is_technical(column))
        .collect();
    assert!(missing.is_empty(), "the extract doesn't tell {missing:?}");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kontoret.backup");
    let mut config = w.database.config();
    config.migrate_url = w.database.owner_url();
    backup::make(&config, w.clock.now(), &file).await.unwrap();
    assert!(!in_tables(&w).await.is_empty());

    erase(&w, customer).await;
    let kept: BTreeSet<String> = planted
        .iter()
        .filter(|(_, place)| is_kept(**place))
        .map(|(word, _)| word.clone())
        .collect();
    let beyond = |left: &BTreeSet<String>| -> Vec<(String, (&str, &str))> {
        left.difference(&kept)
            .map(|word| (word.clone(), planted[word]))
            .collect()
    };
    let left = in_tables(&w).await;
    assert!(beyond(&left).is_empty(), "left: {:?}", beyond(&left));
    let left = in_files(&w);
    assert!(beyond(&left).is_empty(), "left in the files: {:?}", beyond(&left));
    books_are_whole(&w).await;

    // A backup from before brings nobody back.
    let to = Rc::new(TestDatabase::empty().await);
    let mut config = to.config();
    config.migrate_url = to.owner_url();
    config.erasure_ledger = w.app.config.erasure_ledger.clone();
    let restored = backup::restore(&config, w.clock.clone(), &file).await.unwrap();
    assert_eq!(restored.erased_again, 1);
    let there = w.on(to).await;
    let left = in_tables(&there).await;
    assert!(beyond(&left).is_empty(), "brought back: {:?}", beyond(&left));
    let left = in_files(&there);
    assert!(
        beyond(&left).is_empty(),
        "brought back in the files: {:?}",
        beyond(&left)
    );
}
