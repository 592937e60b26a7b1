//! What is left when the server dies in the middle of its work?

use super::{
    api::{Answer, Api, key},
    office,
    site::Site,
};
use kontoret::{
    app::App,
    clock::SystemClock,
    config::Config,
    store::{Scope, audit},
};
use kontoret_core::number::ocr_is_valid;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

const CLIENTS: usize = 32;
const INVOICES: usize = 64;
/// Credit notes with a series of their own, each of an invoice that was issued before.
const CREDIT_NOTES: usize = 32;
/// After so many answers of a round the server is killed.
const ANSWERS: usize = 10;

/// An invoice to issue, with the key under which it is asked for however often.
#[derive(Clone)]
struct Order {
    id: String,
    key: String,
}

/// What clients know: the numbers that they were given.
type Known = Arc<Mutex<BTreeMap<String, String>>>;

async fn issue(by: &Api, order: &Order) -> Result<Answer, reqwest::Error> {
    by.try_act(&format!("/invoices/{}/issue", order.id), 1, &json!({}), &order.key)
        .await
}

/// Many clients issue what is left, until all is issued or the network ends.
fn set_to_work(owner: &Api, left: Vec<Order>, known: &Known, answers: &Arc<AtomicUsize>) -> JoinSet<()> {
    let left = Arc::new(Mutex::new(left));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (owner, left, known, answers) = (owner.clone(), left.clone(), known.clone(), answers.clone());
        clients.spawn(async move {
            loop {
                let Some(order) = left.lock().unwrap().pop() else {
                    return;
                };
                let Ok(answer) = issue(&owner, &order).await else {
                    return;
                };
                if answer.status == 503 {
                    left.lock().unwrap().push(order);
                    continue;
                }
                let number = answer.expect(200).text("/number");
                answers.fetch_add(1, Ordering::SeqCst);
                let before = known.lock().unwrap().insert(order.id, number.clone());
                assert!(before.is_none_or(|b| b == number), "a repeat was given another number");
            }
        });
    }
    clients
}

/// All issued invoices and credit notes: id and number.
async fn issued(owner: &Api) -> BTreeMap<String, String> {
    let (mut found, mut after) = (BTreeMap::new(), String::new());
    loop {
        let page = owner.get(&format!("/invoices?limit=200{after}")).await.expect(200);
        for item in page.body["items"].as_array().unwrap() {
            if let Some(number) = item["number"].as_str() {
                found.insert(item["id"].as_str().unwrap().to_owned(), number.to_owned());
            }
        }
        match page.body["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return found,
        }
    }
}

/// Panics unless the numbers of both series are those from the first on, each once, and nobody was told another.
fn unbroken(issued: &BTreeMap<String, String>, known: &Known) {
    let (notes, invoices): (Vec<&String>, Vec<&String>) = issued.values().partition(|n| n.starts_with('K'));
    for (numbers, prefix, first) in [(invoices, "", 10_001), (notes, "K", 1)] {
        let wanted: BTreeSet<String> = (first..).take(numbers.len()).map(|n| format!("{prefix}{n}")).collect();
        assert_eq!(
            numbers.into_iter().cloned().collect::<BTreeSet<_>>(),
            wanted,
            "gap or duplicate"
        );
    }
    for (id, number) in known.lock().unwrap().iter() {
        assert_eq!(issued.get(id), Some(number), "an answer was forgotten");
    }
}

/// The draft of a credit note of an invoice that is issued here.
async fn credit_note(owner: &Api, customer: &str) -> String {
    let path = format!("/invoices/{}", office::draft(owner, customer).await.id());
    let issued = owner.act(&format!("{path}/issue"), 1, json!({})).await.expect(200);
    let all = json!({ "lines": null, "note": "", "release_work": false, "issue": false });
    let note = owner
        .act(&format!("{path}/credit"), issued.number("/version"), all)
        .await;
    note.expect(201).id()
}

/// Whether the company's audit chain holds, and how many invoices it saw issued.
async fn trail(site: &Site, company_id: &str) -> usize {
    let (url, data) = (site.url.clone(), site.path(""));
    let config = Config::from_lookup(|name| match name {
        "DATABASE_URL" => Some(url.clone()),
        "KONTORET_MASTER_KEY" => Some(super::site::MASTER_KEY.to_owned()),
        "KONTORET_DATA" | "KONTORET_STATIC" => Some(data.display().to_string()),
        _ => None,
    });
    let app = App::start(config.unwrap(), Arc::new(SystemClock)).await.unwrap();
    let scope = Scope {
        company_id: company_id.parse().ok(),
        user_id: None,
    };
    let (verdict, seen) = app
        .read_in(scope, async |tx| {
            use kontoret::store::entity::audit_event;
            use sea_orm::ColumnTrait;
            let issued = audit_event::Column::Event.eq("invoice_issued");
            let seen = tx.find::<audit_event::Entity>().filter(issued).count().await?;
            Ok((audit::verify(tx).await?, seen))
        })
        .await
        .unwrap();
    assert!(verdict.is_ok(), "the audit chain is broken at {verdict:?}");
    usize::try_from(seen).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_while_thirty_two_clients_issue_leaves_neither_gap_nor_duplicate() {
    let site = Site::new().await;
    let mut server = site.serve().await;
    let owner = office::owner(&site).await;
    let customer = office::customer(&owner).await.id();
    let own = json!({ "shared": false, "prefix": "K", "restarts_yearly": false, "next_number": 1 });
    owner.put("/number-series/credit_note", 1, own).await.expect(200);
    let (mut orders, mut invoices) = (Vec::new(), Vec::new());
    for n in 0..INVOICES {
        let id = office::draft(&owner, &customer).await.id();
        invoices.push(id.clone());
        orders.push(Order { id, key: key() });
        if n < CREDIT_NOTES {
            let id = credit_note(&owner, &customer).await;
            orders.push(Order { id, key: key() });
        }
    }
    let known = Known::default();
    for round in 1..=3 {
        let done = known.lock().unwrap().clone();
        let left: Vec<Order> = orders.iter().filter(|o| !done.contains_key(&o.id)).cloned().collect();
        let answers = Arc::new(AtomicUsize::new(0));
        let mut clients = set_to_work(&owner, left, &known, &answers);
        while answers.load(Ordering::SeqCst) < ANSWERS && !clients.is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
            while clients.try_join_next().is_some_and(|ended| ended.is_ok()) {}
        }
        server.kill();
        while let Some(ended) = clients.join_next().await {
            ended.unwrap();
        }
        assert!(
            known.lock().unwrap().len() < orders.len(),
            "round {round} killed a server that had nothing left to do"
        );
        server = site.serve().await;
        unbroken(&issued(&owner).await, &known);
    }
    // Who got no answer asks again, under the same key.
    let answers = Arc::new(AtomicUsize::new(0));
    let mut clients = set_to_work(&owner, orders.clone(), &known, &answers);
    while let Some(ended) = clients.join_next().await {
        ended.unwrap();
    }
    let all = issued(&owner).await;
    assert_eq!(
        (all.len(), known.lock().unwrap().len()),
        (INVOICES + 2 * CREDIT_NOTES, INVOICES + CREDIT_NOTES)
    );
    unbroken(&all, &known);
    let mut references = BTreeSet::new();
    for id in &invoices {
        let reference = owner.get(&format!("/invoices/{id}")).await.expect(200).text("/ocr");
        assert!(ocr_is_valid(&reference, false), "{reference}");
        references.insert(reference);
    }
    assert_eq!(references.len(), invoices.len());
    let company = owner.get("/me").await.expect(200).text("/company/id");
    assert_eq!(trail(&site, &company).await, INVOICES + 2 * CREDIT_NOTES);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_cut_while_saving_loses_nothing_and_saves_once() {
    let site = Site::new().await;
    let _server = site.serve().await;
    let owner = office::owner(&site).await;
    let customer = office::customer(&owner).await.id();
    let draft = office::draft(&owner, &customer).await;
    let order = Order {
        id: draft.id(),
        key: key(),
    };
    // Gives up at every moment of the way, the first time before anything was sent.
    for micros in (0..40).map(|i| i * 700) {
        let asked = issue(&owner, &order);
        if let Ok(answer) = tokio::time::timeout(Duration::from_micros(micros), asked).await {
            answer.unwrap().expect(200);
        }
    }
    let answer = issue(&owner, &order).await.unwrap().expect(200);
    assert_eq!(answer.text("/number"), "10001");
    let company = owner.get("/me").await.expect(200).text("/company/id");
    assert_eq!(trail(&site, &company).await, 1);
}
