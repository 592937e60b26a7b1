//! Is the demo what it promises, on any day of the week?

use super::people::{PASSWORD, logins};
use crate::{
    app::App,
    clock::ManualClock,
    http::problem::Problem,
    store::{ReadTx, Scope, TenantEntity},
    testing::TestDatabase,
    users::{find_by_email, places},
};
use chrono::{DateTime, Datelike, Utc};
use kontoret_core::{invoice, offer, timesheet};
use sea_orm::ColumnTrait;
use std::{collections::BTreeMap, sync::Arc};

async fn try_on(now: &str) {
    let now = now.parse().unwrap();
    let database = TestDatabase::new().await;
    super::run(database.config(), now).await.unwrap();
    look_at(&database, now).await;
}

/// Nobody has worked this week.
#[actix_web::test]
async fn the_demo_is_whole_on_a_monday_before_dawn() {
    try_on("2026-11-30T02:05:00Z").await;
}

/// The year has only begun, on a holiday.
#[actix_web::test]
async fn the_demo_is_whole_on_new_years_day() {
    try_on("2027-01-01T06:30:00Z").await;
}

async fn rows<E: TenantEntity>(tx: &ReadTx) -> Vec<E::Model> {
    tx.find::<E>().all().await.unwrap()
}

fn counted(words: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    words.fold(BTreeMap::new(), |mut all, word| {
        *all.entry(word).or_default() += 1;
        all
    })
}

#[actix_web::test]
async fn the_demo_is_a_year_of_a_firm_in_every_state() {
    // A Wednesday at half past ten in Sweden.
    let now = "2026-11-25T09:30:00Z".parse().unwrap();
    let database = TestDatabase::new().await;
    let text = super::run(database.config(), now).await.unwrap();
    assert_eq!(text, logins("https://kontoret.example"));
    let again = super::run(database.config(), now).await.unwrap_err();
    assert!(again.to_string().contains("empty database"), "{again}");
    look_at(&database, now).await;
}

async fn look_at(database: &TestDatabase, now: DateTime<Utc>) {
    let app = App::start(database.config(), Arc::new(ManualClock::new(now, 1)))
        .await
        .unwrap();
    let owner = app
        .read_in(Scope::default(), async |tx| {
            find_by_email(tx, "maria@lindqvistbygg.example").await
        })
        .await;
    let owner = owner.unwrap().unwrap();
    assert!(
        crate::session::password::verify(&app, PASSWORD, owner.password_hash.clone())
            .await
            .unwrap()
    );
    let scope = Scope {
        company_id: None,
        user_id: Some(owner.id),
    };
    let places = app.read_in(scope, async |tx| places(tx, owner.id).await).await.unwrap();
    assert_eq!(places.len(), 2);

    let scope = Scope {
        company_id: Some(places[0].company_id),
        user_id: None,
    };
    app.read_in(scope, async |tx| {
        look(tx).await;
        Ok::<_, Problem>(())
    })
    .await
    .unwrap();
}

fn assert_all(found: &BTreeMap<String, usize>, expected: &[&str]) {
    let missing: Vec<_> = expected.iter().filter(|s| !found.contains_key(**s)).collect();
    assert!(missing.is_empty(), "no {missing:?}: {found:?}");
}

async fn look_at_deductions(tx: &ReadTx) {
    let cases = rows::<crate::deductions::deduction_case::Entity>(tx).await;
    let standing = counted(cases.iter().map(|c| c.state.clone()));
    assert_all(
        &standing,
        &[
            "waiting_for_payment",
            "ready",
            "partly_asked",
            "asked",
            "approved",
            "refused",
            "paid_out",
            "to_repay",
            "closed",
        ],
    );
    // What was paid last year can be asked for until 31 January.
    let lapsed = cases.iter().any(|c| c.state == "ready" && c.deadline_on < tx.today());
    assert!(lapsed || tx.today().month() == 1, "no lapsed deduction");
    let green = cases.iter().filter(|c| c.kind == "green");
    assert_all(
        &counted(green.map(|c| c.state.clone())),
        &["waiting_for_payment", "asked"],
    );
}

async fn look_at_privacy(tx: &ReadTx, customers: &[crate::customers::customer::Model]) {
    use kontoret_core::privacy_request::Status;
    let asked = rows::<crate::privacy::requests::privacy_request::Entity>(tx).await;
    let states = counted(asked.iter().map(|r| r.status.clone()));
    // What needs attention comes of a fault alone.
    let by_people = Status::ALL.into_iter().filter(|s| *s != Status::NeedsAttention);
    assert_all(&states, &by_people.map(Status::as_str).collect::<Vec<_>>());
    let waits = |r: &&crate::privacy::requests::privacy_request::Model| r.status == "open";
    assert!(
        asked.iter().filter(waits).any(|r| r.due_on < tx.today()),
        "none is late"
    );
    assert!(asked.iter().any(|r| r.extended), "none is extended");

    // Somebody was erased, and what the books keep of them stays.
    let erased = rows::<crate::privacy::erasure::Entity>(tx).await;
    assert_eq!(erased.len(), 1);
    let nameless: Vec<_> = customers.iter().filter(|c| c.name.is_empty()).collect();
    assert_eq!(nameless.len(), 1);

    let looked = rows::<crate::support::support_access::Entity>(tx).await;
    assert!(looked.len() == 1 && looked[0].ended_by.is_some(), "{looked:?}");
    let limits = rows::<crate::privacy::limits::processing_limit::Entity>(tx).await;
    let kinds = counted(limits.into_iter().map(|l| l.kind));
    assert_all(&kinds, &["restriction", "no_direct_marketing", "no_statistics"]);

    let breaches = rows::<crate::privacy::breaches::breach::Entity>(tx).await;
    assert_all(&counted(breaches.iter().map(|b| b.status.clone())), &["open", "closed"]);
    let runs = |b: &&crate::privacy::breaches::breach::Model| b.reporting.is_none() && b.due_at > tx.now();
    assert!(breaches.iter().any(|b| runs(&b)), "no clock runs");
}

async fn look(tx: &ReadTx) {
    let within = |what: &str, n: usize, low: usize, high: usize| assert!((low..=high).contains(&n), "{n} {what}");
    let customers = rows::<crate::customers::customer::Entity>(tx).await;
    within("customers", customers.len(), 50, 75);
    within("users", rows::<crate::users::membership::Entity>(tx).await.len(), 8, 8);
    within(
        "hours",
        rows::<crate::timesheets::time_entry::Entity>(tx).await.len(),
        1_200,
        2_500,
    );

    let offers = rows::<crate::offers::offer::Entity>(tx).await;
    within("offers", offers.len(), 170, 240);
    let states = counted(offers.iter().map(|o| {
        let stored = o.status.parse().unwrap();
        offer::status_on(stored, o.valid_until, tx.today()).as_str().to_owned()
    }));
    assert_all(&states, &offer::Status::ALL.map(offer::Status::as_str));

    let asked = counted(offers.iter().map(|o| o.deduction.clone()));
    assert_all(&asked, &["none", "rot", "rut"]);
    let people = rows::<crate::deductions::household_member::Entity>(tx).await;
    within("people with a tax deduction", people.len(), 8, 8);
    look_at_deductions(tx).await;

    let orders = rows::<crate::orders::work_order::Entity>(tx).await;
    within("orders", orders.len(), 100, 145);
    let states = counted(orders.iter().map(|o| o.status.clone()));
    assert_all(&states, &["planned", "in_progress", "completed", "cancelled"]);
    assert!(orders.iter().filter(|o| o.work_billing == "as_reported").count() > 10);

    look_at_invoices(tx).await;

    look_at_privacy(tx, &customers).await;

    let sheets = rows::<crate::timesheets::timesheet::Entity>(tx).await;
    let states = counted(sheets.iter().map(|t| t.status.clone()));
    assert_all(&states, &timesheet::Status::ALL.map(timesheet::Status::as_str));
    within("weeks to decide on", states["submitted"], 3, 8);

    let states = counted(mails(tx).await.into_iter());
    let unsent = states.get("queued").copied().unwrap_or(0);
    within("letters to send", unsent, 0, 12);
    within("letters sent", states["sent"], 400, 800);
    let ways = rows::<crate::jobs::consignment::Entity>(tx).await;
    let states = counted(ways.into_iter().map(|e| e.state));
    assert_all(&states, &["delivered", "failed"]);
    assert_eq!(
        crate::store::audit::verify(tx).await.unwrap().map(|n| n > 3_000),
        Ok(true)
    );
    let future = rows::<crate::store::entity::audit_event::Entity>(tx)
        .await
        .into_iter()
        .filter(|e| e.at > tx.now())
        .count();
    assert_eq!(future, 0, "nothing has happened yet");
    let open = tx
        .find_global::<crate::session::session::Entity>()
        .filter(crate::session::session::Column::EndedAt.is_null());
    assert_eq!(open.count().await.unwrap(), 0, "nobody is logged in");
}

async fn look_at_invoices(tx: &ReadTx) {
    let within = |what: &str, n: usize, low: usize, high: usize| assert!((low..=high).contains(&n), "{n} {what}");
    let invoices = rows::<crate::invoices::invoice::Entity>(tx).await;
    within("invoices", invoices.len(), 285, 345);
    let states = counted(invoices.iter().map(|i| i.status.clone()));
    assert_all(&states, &invoice::Status::ALL.map(invoice::Status::as_str));
    let kinds = counted(invoices.iter().map(|i| i.kind.clone()));
    assert_all(&kinds, &["invoice", "credit_note", "prepayment", "cash"]);
    let open_credit = |i: &&crate::invoices::invoice::Model| i.kind == "credit_note" && i.status == "issued";
    assert!(
        invoices.iter().any(|i| open_credit(&i)),
        "no credit note waits to be paid back"
    );
    let deducted = counted(invoices.iter().filter(|i| i.deducted_ore > 0).map(|i| i.status.clone()));
    assert_all(&deducted, &["issued", "partly_paid", "paid"]);
    let taken_back = invoices.iter().any(|i| i.kind == "credit_note" && i.deducted_ore < 0);
    assert!(taken_back, "no credit note takes a deduction back");
    let late = invoices
        .iter()
        .filter(|i| i.status == "issued" && i.due_on.is_some_and(|due| due < tx.today()));
    within("overdue", late.count(), 3, 60);

    let handed_over = rows::<crate::bookkeeping::voucher_export::Entity>(tx).await;
    within("months for the accountant", handed_over.len(), 9, 11);
    let incoming = rows::<crate::payments::imported_payment::Entity>(tx).await;
    let states = counted(incoming.iter().map(|p| p.state.clone()));
    assert_all(&states, &["matched", "suggested", "unmatched"]);
    let reminders = rows::<crate::reminders::reminder::Entity>(tx).await;
    within("reminders", reminders.len(), 15, 200);
    assert!(reminders.iter().any(|r| r.step == 2 && r.fee_ore == 6_000));
    let all = crate::reminders::dto::ListLateInvoices {
        limit: Some(200),
        ..Default::default()
    };
    let late = crate::reminders::late_page(tx, &all).await.unwrap();
    let to_remind = late.items.iter().filter(|row| row.hold.is_none());
    within("invoices to remind of", to_remind.count(), 1, 20);
}

async fn mails(tx: &ReadTx) -> Vec<String> {
    rows::<crate::jobs::letter::Entity>(tx)
        .await
        .into_iter()
        .map(|m| m.state)
        .collect()
}
