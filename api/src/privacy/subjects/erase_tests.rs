//! Is a person who is erased gone, and nothing that the law keeps?

use crate::{
    backup,
    jobs::upkeep,
    privacy::ledger,
    store::{audit, data_map},
    testing::{Answer, TestDatabase, World, deductions, things, world},
};
use actix_web::http::Method;
use futures_util::future::{join, join_all};
use kontoret_core::privacy::Owner;
use serde_json::{Value, json};
use std::{collections::BTreeSet, rc::Rc};

const NAME: &str = "Kanarie Fågelsång";
const EMAIL: &str = "kanarie@kund.example";

/// What must be nowhere once the person is erased, in whatever case.
const TRACES: [&str; 8] = [
    "kanarie@kund",
    "070-765",
    "krukan",
    "kanariestugan",
    "kanariegul",
    "hej kanarie",
    "granne nilsson",
    "198103102391",
];

/// A customer of whom everything is done and paid, with something in every place.
async fn settled(w: &World) -> String {
    let office = w.office();
    let mut input = things::customer_input();
    input["name"] = json!(NAME);
    input["email"] = json!(EMAIL);
    input["phone"] = json!("070-765 43 21");
    input["note"] = json!("nyckeln ligger under krukan");
    input["address"]["street"] = json!("Kanarievägen 1");
    let customer = office.post("/customers", input).await.expect(201).id();
    let mut site = things::work_site_input();
    site["name"] = json!("kanariestugan");
    office
        .post(&format!("/customers/{customer}/work-sites"), site)
        .await
        .expect(201);
    let mut people = things::household_input();
    people["members"][0]["name"] = json!(NAME);
    people["members"][1]["name"] = json!("Granne Nilsson");
    office
        .put(&format!("/customers/{customer}/household"), 0, people)
        .await
        .expect(200);
    let mut offer = things::offer_input(w, &customer);
    offer["title"] = json!("kanariegul fasad");
    let draft = office.post("/offers", offer).await.expect(201);
    let letter = json!({ "recipient": EMAIL, "message": "Hej kanarie", "valid_until": draft.body["valid_until"] });
    office
        .act(&format!("/offers/{}/send", draft.id()), 1, letter)
        .await
        .expect(200);
    paid(w, &customer).await;
    customer
}

async fn paid(w: &World, customer: &str) -> Answer {
    let mut input = things::invoice_input(customer);
    input["title"] = json!("Målning av tak");
    let office = w.office();
    let draft = office.post("/invoices", input).await.expect(201);
    let issued = office
        .act(&format!("/invoices/{}/issue", draft.id()), 1, json!({}))
        .await
        .expect(200);
    let letter = json!({ "recipient": EMAIL, "message": "Hej kanarie, här kommer fakturan" });
    let sent = office
        .act(&format!("/invoices/{}/send", issued.id()), issued.version(), letter)
        .await
        .expect(200);
    deductions::pay(w, &sent, None).await
}

async fn plan(w: &World, customer: &str) -> Answer {
    let body = json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" });
    w.owner().post("/data-subjects/erasure-plan", body).await
}

fn asked(customer: &str, plan: &Answer) -> Value {
    json!({
        "subjects": [{ "kind": "customer", "id": customer }], "language": "sv",
        "fingerprint": plan.body["fingerprint"], "confirmation": plan.body["confirmation"],
    })
}

async fn erase(w: &World, customer: &str) -> Answer {
    let plan = plan(w, customer).await.expect(200);
    w.owner()
        .post("/data-subjects/erase", asked(customer, &plan))
        .await
        .expect(200)
}

fn outcomes(answer: &Answer, record: &str) -> Vec<(String, Option<String>, i64)> {
    answer.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["record"] == record)
        .map(|i| {
            let text = |v: &Value| v.as_str().map(str::to_owned);
            (
                text(&i["outcome"]).unwrap(),
                text(&i["ground"]),
                i["count"].as_i64().unwrap(),
            )
        })
        .collect()
}

fn row(outcome: &str, ground: Option<&str>, count: i64) -> (String, Option<String>, i64) {
    (outcome.to_owned(), ground.map(str::to_owned), count)
}

/// The tables with rows in which a word stands.
async fn holding(w: &World, word: &str) -> BTreeSet<&'static str> {
    w.look(async |tx| {
        let mut all = BTreeSet::new();
        for table in data_map::tables().filter(|t| t.owner == Owner::Tenant) {
            let rows = super::graph::read(tx, table, sea_orm::sea_query::Cond::all()).await?;
            if rows
                .iter()
                .any(|row| Value::Object(row.clone()).to_string().to_lowercase().contains(word))
            {
                all.insert(table.name);
            }
        }
        Ok(all)
    })
    .await
}

#[actix_web::test]
async fn what_the_law_keeps_stays_and_nothing_else() {
    let w = world().await;
    let customer = settled(&w).await;
    let plan = plan(&w, &customer).await.expect(200);
    assert_eq!(plan.body["names"], json!([NAME]));
    assert_eq!(plan.body["awaits"], json!([]));
    assert_eq!(outcomes(&plan, "customer"), [row("blanked", None, 1)]);
    assert_eq!(outcomes(&plan, "work_site"), [row("deleted", None, 1)]);
    assert_eq!(outcomes(&plan, "household_member"), [row("deleted", None, 2)]);
    assert_eq!(outcomes(&plan, "offer"), [row("deleted", None, 1)]);
    assert_eq!(
        outcomes(&plan, "invoice"),
        [row("blanked", None, 1), row("kept", Some("bookkeeping"), 1)]
    );
    let kept = plan.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|i| i["record"] == "invoice" && i["outcome"] == "kept");
    assert_eq!(kept.unwrap()["through"], "2033-12-31");

    let before = w.office().get("/invoices").await.expect(200);
    let id = before.body["items"][0]["id"].as_str().unwrap().to_owned();
    let done = erase(&w, &customer).await;
    assert_eq!(done.body["awaits_more"], false);
    assert!(!done.body.to_string().contains("Kanarie"), "the proof names nobody");
    for trace in TRACES {
        assert_eq!(holding(&w, trace).await, BTreeSet::new(), "{trace}");
    }
    // The name stands on what was booked, and nowhere else.
    let books: BTreeSet<&str> = ["invoice", "invoice_snapshot", "voucher"].into();
    for word in ["kanarie", "kanarievägen"] {
        let named = holding(&w, word).await;
        assert!(named.is_subset(&books), "{word}: {named:?}");
    }
    // The invoice renders, the trail is whole, the customer can't be taken out again.
    let pdf = w.office().get(&format!("/invoices/{id}/pdf")).await.expect(200);
    assert!(pdf.body.is_null() || !pdf.body.to_string().is_empty());
    w.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
    let gone = w.office().get(&format!("/customers/{customer}")).await.expect(200);
    assert_eq!(
        (gone.body["erased"].clone(), gone.body["name"].clone()),
        (json!(true), json!(""))
    );
    assert_eq!(gone.body["actions"], json!([]));
    w.office()
        .act(
            &format!("/customers/{customer}/archive"),
            gone.version(),
            json!({ "archived": false }),
        )
        .await
        .expect_problem(409, "archived");
    w.office()
        .post("/invoices", things::invoice_input(&customer))
        .await
        .expect_problem(409, "archived");
    let found = w.office().get("/search?q=kanarie").await.expect(200);
    assert!(!found.body.to_string().contains("Kanarie"), "{}", found.body);
    // A second time there is nothing left to do but what is kept.
    let again = super::erase_tests::plan(&w, &customer).await.expect(200);
    let outcomes: BTreeSet<&str> = again.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, BTreeSet::from(["kept"]), "{}", again.body);
}

#[actix_web::test]
async fn the_files_hold_nothing_of_who_was_erased() {
    let w = world().await;
    let customer = settled(&w).await;
    let folder = w.app.config.data.clone();
    let files = || -> Vec<Vec<u8>> {
        let mut open = vec![folder.clone()];
        let mut found = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    open.push(entry.path());
                } else {
                    found.push(std::fs::read(entry.path()).unwrap());
                }
            }
        }
        found
    };
    let holds = |word: &str| {
        files()
            .iter()
            .any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
    };
    crate::jobs::worker::drain(&w.app).await.unwrap();
    assert!(holds(EMAIL), "the letter lies in the local folder");
    erase(&w, &customer).await;
    for trace in [EMAIL, "krukan", "kanariestugan", "Granne Nilsson"] {
        assert!(!holds(trace), "{trace}");
    }
}

#[actix_web::test]
async fn a_plan_is_carried_out_as_it_was_read_or_not_at_all() {
    let w = world().await;
    let customer = settled(&w).await;
    let read = plan(&w, &customer).await.expect(200);
    let mut wrong = asked(&customer, &read);
    wrong["confirmation"] = json!("Kanarie");
    w.owner()
        .post("/data-subjects/erase", wrong)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/confirmation", "invalid");
    let draft = w
        .office()
        .post("/invoices", things::invoice_input(&customer))
        .await
        .expect(201);
    w.owner()
        .post("/data-subjects/erase", asked(&customer, &read))
        .await
        .expect_problem(412, "stale");
    assert!(holding(&w, "krukan").await.contains("customer"));
    // A draft is to be issued or thrown away first: the rest waits for it.
    let read = plan(&w, &customer).await.expect(200);
    assert_eq!(read.body["awaits"][0]["id"], draft.id());
    assert_eq!(outcomes(&read, "customer"), [row("kept", Some("contract"), 1)]);
    // Others have nothing to do with it.
    w.stranger()
        .post(
            "/data-subjects/erasure-plan",
            json!({ "subjects": [{ "kind": "customer", "id": customer }], "language": "sv" }),
        )
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn an_erasure_while_an_invoice_is_being_issued_leaves_the_invoice_whole() {
    let w = world().await;
    let mut rounds = Vec::new();
    for _ in 0..8 {
        let customer = things::customer(&w).await.id();
        let sites = format!("/customers/{customer}/work-sites");
        w.office().post(&sites, things::work_site_input()).await.expect(201);
        let invoice = things::invoice_input(&customer);
        let draft = w.office().post("/invoices", invoice).await.expect(201).id();
        let read = plan(&w, &customer).await.expect(200);
        rounds.push((customer.clone(), draft, asked(&customer, &read)));
    }
    let both = rounds.iter().enumerate().map(|(n, (_, draft, body))| {
        let w = &w;
        async move {
            let issue = async { w.office().act(&format!("/invoices/{draft}/issue"), 1, json!({})).await };
            let erase = async { w.owner().post("/data-subjects/erase", body.clone()).await };
            // Either may come first.
            if n % 2 == 0 {
                join(issue, erase).await
            } else {
                let (erased, issued) = join(erase, issue).await;
                (issued, erased)
            }
        }
    });
    let mut numbers = BTreeSet::new();
    for ((issued, erased), (customer, draft, _)) in join_all(both).await.into_iter().zip(&rounds) {
        issued.expect(200);
        // What was to be issued is issued to somebody; what nothing needs goes, or nothing does.
        let path = format!("/customers/{customer}/work-sites");
        let sites = w.office().get(&path).await.expect(200);
        assert_eq!(
            sites.body["items"] == json!([]),
            erased.status == 200,
            "{:#}",
            erased.body
        );
        assert!(
            erased.status == 200 || erased.body["code"] == "stale",
            "{:#}",
            erased.body
        );
        let invoice = w.office().get(&format!("/invoices/{draft}")).await.expect(200);
        assert_eq!(invoice.body["customer_name"], "Anna Öberg");
        numbers.insert(invoice.body["number"].to_string());
        w.office().get(&format!("/invoices/{draft}/pdf")).await.expect(200);
    }
    assert_eq!(numbers.len(), rounds.len());
}

#[actix_web::test]
async fn what_waited_goes_by_itself() {
    let w = world().await;
    let customer = settled(&w).await;
    let order = w
        .office()
        .post("/orders", things::order_input(&customer))
        .await
        .expect(201);
    let invoice = things::invoice_input(&customer);
    let draft = w.office().post("/invoices", invoice).await.expect(201);
    let issued = w
        .office()
        .act(&format!("/invoices/{}/issue", draft.id()), 1, json!({}))
        .await
        .expect(200);
    let read = plan(&w, &customer).await.expect(200);
    assert_eq!(read.body["awaits"].as_array().unwrap().len(), 2);
    let done = erase(&w, &customer).await;
    assert_eq!(done.body["awaits_more"], true);
    assert_eq!(
        holding(&w, "kanariegul").await,
        BTreeSet::new(),
        "the offer isn't needed"
    );
    assert!(holding(&w, EMAIL).await.contains("customer"));

    w.office()
        .act(&format!("/orders/{}/cancel", order.id()), order.version(), json!({}))
        .await
        .expect(200);
    upkeep::tidy(&w.app).await.unwrap();
    assert!(holding(&w, EMAIL).await.contains("customer"), "money is owed");
    deductions::pay(&w, &issued, None).await;
    upkeep::tidy(&w.app).await.unwrap();
    for trace in TRACES {
        assert_eq!(holding(&w, trace).await, BTreeSet::new(), "{trace}");
    }
    // Nothing is left to take up.
    upkeep::tidy(&w.app).await.unwrap();
}

#[actix_web::test]
async fn a_restored_backup_brings_nobody_back() {
    let w = world().await;
    let customer = settled(&w).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kontoret.backup");
    let mut config = w.database.config();
    config.migrate_url = w.database.owner_url();
    backup::make(&config, crate::clock::Clock::now(&*w.clock), &file)
        .await
        .unwrap();
    erase(&w, &customer).await;

    let to = Rc::new(TestDatabase::empty().await);
    let mut config = to.config();
    config.migrate_url = to.owner_url();
    config.erasure_ledger = w.app.config.erasure_ledger.clone();
    let text = std::fs::read_to_string(&config.erasure_ledger).unwrap();
    assert!(
        text.contains(&customer) && !text.to_lowercase().contains("kanarie"),
        "{text}"
    );
    let restored = backup::restore(&config, w.clock.clone(), &file).await.unwrap();
    assert_eq!(restored.erased_again, 1);
    let there = w.on(to).await;
    for trace in TRACES {
        assert_eq!(holding(&there, trace).await, BTreeSet::new(), "{trace}");
    }
    there.look(async |tx| Ok(audit::verify(tx).await?.unwrap())).await;
    // It is known now: nobody is erased twice.
    assert_eq!(ledger::replay(&w.app).await.unwrap(), 0);
}

#[actix_web::test]
async fn a_broken_ledger_is_named_with_its_line() {
    let w = world().await;
    let path = w.app.config.erasure_ledger.clone();
    std::fs::write(&path, "{}\n").unwrap();
    let refused = ledger::replay(&w.app).await.unwrap_err().to_string();
    assert!(refused.contains("line 1"), "{refused}");
    // What a machine that stopped had only begun to write is no line.
    std::fs::write(&path, "{\"id\":").unwrap();
    assert_eq!(ledger::replay(&w.app).await.unwrap(), 0);
}

#[actix_web::test]
async fn a_repeated_request_is_told_nothing_of_who_was_erased() {
    let w = world().await;
    let mut input = things::customer_input();
    input["name"] = json!(NAME);
    let key = w.key();
    let headers = [("Idempotency-Key", key.as_str())];
    let office = w.office();
    let made = office
        .call(Method::POST, "/customers", None, Some(&input), &headers)
        .await
        .expect(201);
    erase(&w, &made.id()).await;
    office
        .call(Method::POST, "/customers", None, Some(&input), &headers)
        .await
        .expect_problem(404, "not_found");
    assert_eq!(holding(&w, "kanarie").await, BTreeSet::new());
    // Of somebody without documents nothing is left at all.
    office
        .get(&format!("/customers/{}", made.id()))
        .await
        .expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_deduction_keeps_the_number_where_the_law_wants_it_and_nowhere_else() {
    let w = world().await;
    let invoice = deductions::invoice(&w, 8000).await;
    let customer = invoice.body["customer_id"].as_str().unwrap().to_owned();
    deductions::pay(&w, &invoice, None).await;
    let read = plan(&w, &customer).await.expect(200);
    // The tax agency hasn't paid: the customer may have to.
    assert_eq!(outcomes(&read, "customer"), [row("kept", Some("legal_claims"), 1)]);
    assert_eq!(read.body["awaits"][0]["record"], "deduction_case");
    let cases = outcomes(&read, "deduction_case");
    assert!(
        cases
            .iter()
            .all(|(outcome, ground, _)| outcome == "kept" && ground.as_deref() == Some("bookkeeping")),
        "{cases:?}"
    );
    erase(&w, &customer).await;
    // The household's key is dropped, the case's isn't.
    let keys = w
        .look(async |tx| Ok(tx.find::<crate::store::vault::subject_key::Entity>().all().await?))
        .await;
    let open = |purpose: &str| {
        keys.iter()
            .filter(|k| k.purpose == purpose && k.wrapped.is_some())
            .count()
    };
    assert_eq!(open("operational"), 0);
    assert!(open("hold") > 0);
}
