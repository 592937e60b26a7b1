//! Do customers go when nothing holds them, and never otherwise: among many, interrupted, approved by two?

use super::{super::plan, super::run, day, due, go_to, plant, tend};
use crate::{
    bookkeeping,
    clock::Clock,
    customers::{customer, work_site},
    deductions::household_member,
    invoices::{invoice, payment},
    privacy::requests::privacy_request,
    store::data_map,
    testing::{World, deductions, outside, privacy_samples, retention_samples::waiting_run, things, world},
};
use chrono::{Days, Duration, Months, NaiveDate};
use kontoret_core::{permission::Role, retention::horizon};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, Statement};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

async fn archive(w: &World, id: &str) {
    let seen = w.office().get(&format!("/customers/{id}")).await.expect(200);
    w.office()
        .act(
            &format!("/customers/{id}/archive"),
            seen.version(),
            json!({ "archived": true }),
        )
        .await
        .expect(200);
}

#[actix_web::test]
async fn who_was_put_away_goes_a_year_later_with_home_household_and_offers() {
    let w = world().await;
    let household = things::household(&w).await;
    let id = household.body["customer_id"].as_str().unwrap().to_owned();
    let path = format!("/customers/{id}/work-sites");
    w.office().post(&path, things::work_site_input()).await.expect(201);
    archive(&w, &id).await;
    go_to(&w, day(2027, 11, 20)).await;
    assert_eq!(tend(&w).await, None);
    // Taken out again, its time begins anew.
    let seen = w.office().get(&format!("/customers/{id}")).await.expect(200);
    let back = json!({ "archived": false });
    w.office()
        .act(&format!("/customers/{id}/archive"), seen.version(), back)
        .await
        .expect(200);
    archive(&w, &id).await;
    go_to(&w, day(2027, 11, 21)).await;
    assert_eq!(tend(&w).await, None);
    go_to(&w, day(2028, 11, 21)).await;
    let preview = w.owner().get("/retention/preview?language=sv").await.expect(200).body;
    assert_eq!(
        (&preview["subjects"], &preview["needs_approval"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(preview["customers"][0]["id"], json!(id));
    assert_eq!(preview["customers"][0]["archived_on"], "2027-11-20");
    assert!(tend(&w).await.is_some());
    w.office()
        .get(&format!("/customers/{id}"))
        .await
        .expect_problem(404, "not_found");
    assert_eq!(
        w.look(async |tx| Ok(tx.find::<work_site::Entity>().count().await?))
            .await,
        0
    );
    assert_eq!(
        w.look(async |tx| Ok(tx.find::<household_member::Entity>().count().await?))
            .await,
        0
    );
    // Answers to repeated requests have gone long before.
    run::sweep(&w.app, Some(w.here.company_id)).await.unwrap();
    let dump = w.dump().await;
    for trace in ["Öberg, Anna", "Anna Öberg", "anna@kund.example", "810310"] {
        assert!(!dump.contains(trace), "{trace} is still there");
    }
    let runs = w.owner().get("/retention/runs?language=en").await.expect(200).body;
    let run = &runs["items"][0];
    assert_eq!((&run["state"], &run["subjects"]), (&json!("done"), &json!(1)));
    for count in run["counts"].as_array().unwrap() {
        assert!(count["gone"].as_i64() >= count["foreseen"].as_i64(), "{count}");
    }
}

async fn put(tx: &crate::store::WriteTx, sql: String) -> Result<(), crate::http::Problem> {
    tx.connection()
        .execute_raw(Statement::from_string(tx.backend(), sql))
        .await?;
    Ok(())
}

/// What a customer of a random case has.
#[derive(Clone, Debug)]
struct Case {
    restricted: bool,
    archived_days_ago: Option<u16>,
    invoices: Vec<(u16, bool)>,
    payments: Vec<u16>,
    asks: bool,
}

fn cases(count: usize) -> Vec<Case> {
    let one = (
        prop::bool::weighted(0.1),
        prop::option::weighted(0.8, 300u16..450),
        prop::collection::vec((0u16..4_200, prop::bool::weighted(0.15)), 0..3),
        prop::collection::vec(0u16..4_200, 0..2),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(restricted, archived_days_ago, invoices, payments, asks)| Case {
            restricted,
            archived_days_ago,
            invoices,
            payments,
            asks,
        });
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let many = prop::collection::vec(one, count..=count).new_tree(&mut runner).unwrap();
    many.current()
}

fn ago(today: NaiveDate, days: u16) -> NaiveDate {
    today.checked_sub_days(Days::new(days.into())).unwrap()
}

/// A customer as the case has it.
async fn plant_case(
    tx: &crate::store::WriteTx,
    (number, case): (i64, &Case),
    customer: &customer::Model,
    (invoice, request): (&invoice::Model, &privacy_request::Model),
) -> Result<Uuid, crate::http::Problem> {
    let today = tx.today();
    let id = tx.new_id();
    let row = customer::Model {
        id,
        number: 10_000 + number,
        name: format!("Kund {number}"),
        archived: case.archived_days_ago.is_some(),
        restricted_at: case.restricted.then(|| tx.now()),
        archived_at: case.archived_days_ago.map(|d| tx.now() - Duration::days(d.into())),
        ..customer.clone()
    };
    tx.insert::<customer::Entity, _>(customer::ActiveModel::from(row).reset_all())
        .await?;
    for (nth, (back, open)) in case.invoices.iter().enumerate() {
        let on = ago(today, *back);
        let row = invoice::Model {
            id: tx.new_id(),
            customer_id: id,
            number: Some(format!("{number}-{nth}")),
            ocr: None,
            customer_name: format!("Kund {number}"),
            issued_on: Some(on),
            sort_issued_on: on,
            open_due_on: open.then_some(on),
            ..invoice.clone()
        };
        tx.insert::<invoice::Entity, _>(invoice::ActiveModel::from(row).reset_all())
            .await?;
    }
    for back in &case.payments {
        let row = payment::Model {
            company_id: tx.company_id(),
            id: tx.new_id(),
            customer_id: id,
            paid_on: ago(today, *back),
            amount_ore: 100,
            fee_ore: 0,
            currency_difference_ore: 0,
            settled_ore: 100,
            method: "other".to_owned(),
            reference: format!("Kund {number}"),
            removed_on: None,
            removed_reason: String::new(),
            created_at: tx.now(),
        };
        tx.insert::<payment::Entity, _>(payment::ActiveModel::from(row).reset_all())
            .await?;
    }
    if case.asks {
        let row = privacy_request::Model {
            id: tx.new_id(),
            number: 10_000 + number,
            subject_kind: Some("customer".to_owned()),
            subject_id: Some(id),
            ..request.clone()
        };
        tx.insert::<privacy_request::Entity, _>(privacy_request::ActiveModel::from(row).reset_all())
            .await?;
    }
    Ok(id)
}

/// Whether nothing holds a customer, said once more without the service.
fn is_free(case: &Case, today: NaiveDate, books_through: NaiveDate) -> bool {
    let old = case
        .archived_days_ago
        .is_some_and(|d| ago(today, d).checked_add_months(Months::new(12)).unwrap() < today);
    let records = case
        .invoices
        .iter()
        .all(|(d, open)| !open && ago(today, *d) <= books_through)
        && case.payments.iter().all(|d| ago(today, *d) <= books_through);
    old && records && !case.asks && !case.restricted
}

/// Fiscal years from July on, before the one that there is.
async fn plant_years(tx: &crate::store::WriteTx) -> Result<(), crate::http::Problem> {
    let columns = data_map::table("fiscal_year").unwrap().columns;
    let all: Vec<&str> = columns.iter().map(|(c, _)| *c).collect();
    for first in 2014..2025 {
        let id = match tx.backend() {
            sea_orm::DbBackend::Postgres => format!("'{}'", tx.new_id()),
            _ => format!("x'{}'", tx.new_id().simple()),
        };
        let values: Vec<String> = all
            .iter()
            .map(|c| match *c {
                "id" => id.clone(),
                "starts_on" => format!("date('{first}-07-01')"),
                "ends_on" => format!("date('{}-06-30')", first + 1),
                c => c.to_owned(),
            })
            .collect();
        put(
            tx,
            format!(
                "INSERT INTO fiscal_year ({}) SELECT {} FROM fiscal_year WHERE starts_on = '2026-01-01'",
                all.join(", "),
                values.join(", ")
            ),
        )
        .await?;
    }
    Ok(())
}

#[actix_web::test]
async fn of_many_random_customers_none_goes_whom_something_holds_and_none_stays_whom_nothing_does() {
    let w = world().await;
    let issued = things::issued_invoice(&w).await;
    deductions::pay(&w, &issued, None).await;
    privacy_samples::identified(&w, "").await;
    let (customer, invoice, request) = w
        .look(async |tx| {
            Ok((
                tx.find::<customer::Entity>().one().await?.unwrap(),
                tx.find::<invoice::Entity>().one().await?.unwrap(),
                tx.find::<privacy_request::Entity>().one().await?.unwrap(),
            ))
        })
        .await;
    let cases = cases(outside("TEST_CASES").map_or(1_000, |n| n.parse().unwrap()));
    let mut ids = BTreeMap::new();
    plant(&w, async |tx| {
        plant_years(tx).await?;
        for (n, case) in cases.iter().enumerate() {
            let number = i64::try_from(n).unwrap();
            ids.insert(
                n,
                plant_case(tx, (number, case), &customer, (&invoice, &request)).await?,
            );
        }
        Ok(())
    })
    .await;
    let today = w.clock.today();
    let years = w.look(async |tx| bookkeeping::fiscal_years(tx).await).await;
    let days: Vec<_> = years.into_iter().map(|(_, y)| y).collect();
    let through = horizon(&days, today).unwrap();
    assert_eq!(through, day(2018, 6, 30));
    let run = tend(&w).await.unwrap();
    approved_by_two(&w, run).await;
    interrupted(&w, run).await;
    let after: BTreeMap<Uuid, String> = w
        .look(async |tx| Ok(tx.find::<customer::Entity>().all().await?))
        .await
        .into_iter()
        .map(|c| (c.id, c.name))
        .collect();
    let mut counts = (0, 0);
    for (n, case) in cases.iter().enumerate() {
        let named = after.get(&ids[&n]).is_some_and(|name| *name == format!("Kund {n}"));
        let free = is_free(case, today, through);
        assert_eq!(named, !free, "{case:?}");
        counts = (counts.0 + i32::from(free), counts.1 + i32::from(!free));
    }
    assert!(counts.0 > 50 && counts.1 > 300, "{counts:?}");
    // Each datum goes by its own law: an invoice that nothing holds goes also of a customer who stays, unless nothing of it may.
    let restricted: BTreeSet<Uuid> = ids
        .iter()
        .filter(|(n, _)| cases[**n].restricted)
        .map(|(_, id)| *id)
        .collect();
    let invoices = w.look(async |tx| Ok(tx.find::<invoice::Entity>().all().await?)).await;
    for i in invoices {
        let over = i.open_due_on.is_none() && i.issued_on.unwrap() <= through && !restricted.contains(&i.customer_id);
        assert_eq!(i.customer_name.is_empty(), over, "{:?}", i.issued_on);
    }
    assert_eq!((due(&w).await, tend(&w).await), (0, None));
}

async fn approved_by_two(w: &World, run: Uuid) {
    let path = format!("/retention/runs/{run}/approve");
    let seen = w.owner().get("/retention/runs?language=sv").await.expect(200).body["items"][0].clone();
    assert_eq!(
        (&seen["state"], &seen["can_approve"]),
        (&json!("waiting"), &json!(true))
    );
    // It goes for nobody while it waits.
    assert_eq!(tend(w).await, Some(run));
    let body = json!({ "subjects": seen["subjects"], "language": "sv" });
    let other = json!({ "subjects": 1, "language": "sv" });
    w.owner()
        .act(&path, 1, other)
        .await
        .expect_field("/subjects", "invalid");
    w.office()
        .act(&path, 1, body.clone())
        .await
        .expect_problem(403, "forbidden");
    let first = w.owner().act(&path, 1, body.clone()).await.expect(200);
    assert_eq!(
        (&first.body["state"], &first.body["can_approve"]),
        (&json!("waiting"), &json!(false))
    );
    w.owner()
        .act(&path, 2, body.clone())
        .await
        .expect_problem(409, "second_person_required");
    let second = w.client(Role::Admin).act(&path, 2, body.clone()).await.expect(200);
    assert_eq!(second.body["state"], "approved");
    w.owner()
        .act(&path, 3, body)
        .await
        .expect_problem(409, "not_allowed_in_status");
}

/// A process that dies after a few batches; another goes on.
async fn interrupted(w: &World, run: Uuid) {
    let row = run::found(&w.app, w.here.company_id, run).await.unwrap();
    run::release(&w.app, w.here.company_id, row.as_of).await.unwrap();
    for line in plan::lines().take(12) {
        run::batch(&w.app, w.here.company_id, &row, line).await.unwrap();
    }
    let other = w.second_process().await;
    assert_eq!(run::tend(&other, w.here.company_id, false).await.unwrap(), Some(run));
    let runs = w.owner().get("/retention/runs?language=sv").await.expect(200).body;
    let done = &runs["items"][0];
    assert_eq!(done["state"], "done");
    let counts = done["counts"].as_array().unwrap();
    let foreseen: BTreeSet<i64> = counts
        .iter()
        .map(|c| c["gone"].as_i64().unwrap() - c["foreseen"].as_i64().unwrap())
        .collect();
    assert_eq!(foreseen, BTreeSet::from([0]), "{counts:#?}");
}

#[actix_web::test]
async fn a_run_of_another_company_is_not_there() {
    let w = world().await;
    let run = waiting_run(&w, 250).await;
    let path = format!("/retention/runs/{}/approve", run.id);
    let body = json!({ "subjects": 250, "language": "sv" });
    w.stranger().act(&path, 1, body).await.expect_problem(404, "not_found");
    let on = w.owner();
    on.get("/retention/preview?language=sv&on=2020-01-01")
        .await
        .expect_field("/on", "date_out_of_range");
}

#[actix_web::test]
async fn the_command_line_says_what_would_go_and_lets_it_go() {
    let w = world().await;
    let id = things::customer(&w).await.id();
    archive(&w, &id).await;
    let on = Some(day(2027, 11, 21));
    let said = super::super::command_line::dry_run(&w.app, on).await.unwrap();
    assert!(said.contains("lindqvist: data of 1 people"), "{said}");
    w.office().get(&format!("/customers/{id}")).await.expect(200);
    go_to(&w, day(2027, 11, 21)).await;
    let said = super::super::command_line::apply(&w.app).await.unwrap();
    assert!(said.contains("lindqvist: the data of 1 people has gone"), "{said}");
    let said = super::super::command_line::apply(&w.app).await.unwrap();
    assert!(said.contains("lindqvist: nothing was due"), "{said}");
}
