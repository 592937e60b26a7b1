//! Is what a person had restricted out of use everywhere, and do objections take effect?

use crate::{
    clock::Clock,
    jobs::worker::drain,
    testing::{Answer, World, deductions, letters, privacy_samples::public_input, things, world},
};
use actix_web::http::Method;
use chrono::Duration;
use kontoret_core::permission::Role;
use serde_json::{Value, json};

/// A customer of whom there is something in every list.
struct Everywhere {
    customer: String,
    site: Answer,
    offer: Answer,
    secret: String,
    order: Answer,
    draft: Answer,
    late: Answer,
}

async fn everywhere(w: &World) -> Everywhere {
    let office = w.office();
    let mut input = things::customer_input();
    input["name"] = json!("Kanarie Fågelsång");
    let customer = office.post("/customers", input).await.expect(201).id();
    let sites = format!("/customers/{customer}/work-sites");
    let site = office.post(&sites, things::work_site_input()).await.expect(201);
    let offer = office
        .post("/offers", things::offer_input(w, &customer))
        .await
        .expect(201);
    let mut letter = things::letter();
    letter["valid_until"] = offer.body["valid_until"].clone();
    let offer = office
        .act(&format!("/offers/{}/send", offer.id()), 1, letter)
        .await
        .expect(200);
    let link = offer.body["public_url"].as_str().unwrap();
    let secret = link.rsplit_once('#').unwrap().1.to_owned();
    let order = office.post("/orders", things::order_input(&customer)).await.expect(201);
    let order = office
        .act(&format!("/orders/{}/start", order.id()), order.version(), json!({}))
        .await
        .expect(200);
    let draft = office
        .post("/invoices", things::invoice_input(&customer))
        .await
        .expect(201);
    let late = office
        .post("/invoices", things::invoice_input(&customer))
        .await
        .expect(201);
    let late = things::invoice_issued_ago(w, &late, 41).await;
    Everywhere {
        customer,
        site,
        offer,
        secret,
        order,
        draft,
        late,
    }
}

fn subjects(customer: &str) -> Value {
    json!([{ "kind": "customer", "id": customer }])
}

async fn restrict(w: &World, customer: &str, ground: &str) -> Answer {
    let body = json!({ "subjects": subjects(customer), "ground": ground, "request_id": null });
    w.owner().post("/data-subjects/restrict", body).await
}

async fn object(w: &World, customer: &str, processing: &str) -> Answer {
    let body = json!({ "subjects": subjects(customer), "processing": processing, "request_id": null });
    w.owner().post("/data-subjects/object", body).await
}

async fn lift(w: &World, limit: &Value, because: &str, told_on: Option<&str>) -> Answer {
    let path = format!("/processing-limits/{}/lift", limit["id"].as_str().unwrap());
    w.owner()
        .post(&path, json!({ "because": because, "told_on": told_on }))
        .await
}

/// In how many of the lists of daily work there is something.
async fn listed(w: &World) -> Vec<usize> {
    let mut counts = Vec::new();
    for path in [
        "/customers",
        "/offers",
        "/orders",
        "/invoices",
        "/invoices/basis?all=true",
        "/reminders/late",
        "/search?q=kanarie",
        "/customers?q=kanarie",
        "/offers?q=fasad",
    ] {
        let found = w.office().get(path).await.expect(200);
        counts.push(found.body["items"].as_array().unwrap().len());
    }
    counts
}

async fn figures(w: &World) -> Vec<i64> {
    let d = w.owner().get("/dashboard").await.expect(200).body;
    let mut all: Vec<i64> = [
        "unpaid_ore",
        "drafts_count",
        "offers_waiting_count",
        "orders_open_count",
    ]
    .iter()
    .map(|name| d[name].as_i64().unwrap())
    .collect();
    let sum = |name: &str| {
        let months = d["invoiced_by_month"].as_array().unwrap();
        months.iter().map(|m| m[name].as_i64().unwrap()).sum()
    };
    all.push(sum("invoiced_ore"));
    all.push(i64::try_from(d["recent"].as_array().unwrap().len()).unwrap());
    all
}

#[actix_web::test]
async fn restricted_data_is_in_no_list_search_or_figure_and_comes_back() {
    let w = world().await;
    let e = everywhere(&w).await;
    let worker = w.client(Role::Worker);
    let order = format!("/orders/{}", e.order.id());
    worker.get(&order).await.expect(200);
    let (lists, sums) = (listed(&w).await, figures(&w).await);
    assert!(lists.iter().all(|n| *n > 0), "{lists:?}");
    assert!(sums.iter().all(|n| *n > 0), "{sums:?}");

    let set = restrict(&w, &e.customer, "accuracy_contested").await.expect(201);
    let limit = &set.body["items"][0];
    assert_eq!(limit["customer_name"], "Kanarie Fågelsång");
    assert_eq!(listed(&w).await, vec![0; lists.len()]);
    assert_eq!(figures(&w).await, vec![0; sums.len()]);
    worker.get(&order).await.expect_problem(404, "not_found");
    assert_eq!(worker.get("/orders").await.expect(200).body["items"], json!([]));

    // Who it is can be seen, and nothing to use.
    let seen = w
        .office()
        .get(&format!("/customers/{}", e.customer))
        .await
        .expect(200)
        .body;
    assert_eq!(seen["name"], "Kanarie Fågelsång");
    assert!(seen["restricted_at"].is_string());
    for used in ["email", "phone", "note"] {
        assert_eq!(seen[used], "", "{used}");
    }
    assert_eq!(seen["address"]["street"], "");
    assert_eq!(seen["actions"], json!([]));
    let held = w
        .owner()
        .get("/processing-limits?holds=true&total=true")
        .await
        .expect(200)
        .body;
    assert_eq!((&held["total"], &held["items"][0]["id"]), (&json!(1), &limit["id"]));

    // It must be told of before it is lifted.
    lift(&w, limit, "settled", None)
        .await
        .expect_field("/told_on", "required");
    lift(&w, limit, "settled", Some("2100-01-01"))
        .await
        .expect_field("/told_on", "date_out_of_range");
    let today = w.clock.today().to_string();
    let lifted = lift(&w, limit, "settled", Some(&today)).await.expect(200).body;
    assert_eq!(
        (&lifted["lifted_because"], &lifted["told_on"]),
        (&json!("settled"), &json!(today))
    );
    lift(&w, limit, "settled", Some(&today))
        .await
        .expect_problem(409, "not_allowed_in_status");
    assert_eq!(listed(&w).await, lists);
    assert_eq!(figures(&w).await, sums);
    let held = w.owner().get("/processing-limits?holds=true").await.expect(200).body;
    assert_eq!(held["items"], json!([]));
    let ended = w.owner().get("/processing-limits?holds=false").await.expect(200).body;
    assert_eq!(ended["items"][0]["id"], limit["id"]);
}

#[actix_web::test]
async fn nothing_restricted_is_changed_or_sent_and_what_the_law_wants_goes_on() {
    let w = world().await;
    let e = everywhere(&w).await;
    restrict(&w, &e.customer, "unlawful").await.expect(201);
    let office = w.office();
    let path = format!("/customers/{}", e.customer);
    let version = office.get(&path).await.expect(200).version();
    let mut offer_letter = things::letter();
    offer_letter["valid_until"] = e.offer.body["valid_until"].clone();
    let time = |order: &str| {
        let mut input = things::time_input(w.clock.today());
        input["order_id"] = json!(order);
        input
    };
    let refused = [
        office.put(&path, version, things::customer_input()).await,
        office
            .act(&format!("{path}/archive"), version, json!({ "archived": true }))
            .await,
        office.get(&format!("{path}/work-sites")).await,
        office.get(&format!("{path}/household")).await,
        office
            .post(&format!("{path}/work-sites"), things::work_site_input())
            .await,
        office
            .put(&format!("/work-sites/{}", e.site.id()), 1, things::work_site_input())
            .await,
        office
            .put(&format!("{path}/household"), 0, things::household_input())
            .await,
        office.post("/offers", things::offer_input(&w, &e.customer)).await,
        office
            .act(
                &format!("/offers/{}/send", e.offer.id()),
                e.offer.version(),
                offer_letter,
            )
            .await,
        office.post("/orders", things::order_input(&e.customer)).await,
        office
            .act(
                &format!("/orders/{}/complete", e.order.id()),
                e.order.version(),
                json!({}),
            )
            .await,
        office.post("/time-entries", time(&e.order.id())).await,
        office.post("/invoices", things::invoice_input(&e.customer)).await,
        office
            .put(
                &format!("/invoices/{}", e.draft.id()),
                1,
                things::invoice_input(&e.customer),
            )
            .await,
        office
            .act(&format!("/invoices/{}/issue", e.draft.id()), 1, json!({}))
            .await,
        office
            .act(
                &format!("/invoices/{}/send", e.late.id()),
                e.late.version(),
                things::letter(),
            )
            .await,
        office
            .act(
                &format!("/invoices/{}/remind", e.late.id()),
                e.late.version(),
                json!({ "recipient": "anna@kund.example", "message": "", "waive_costs": false }),
            )
            .await,
    ];
    for (n, answer) in refused.into_iter().enumerate() {
        assert_eq!(answer.body["code"], "restricted", "{n}: {}", answer.body);
        answer.expect_problem(409, "restricted");
    }
    // The link in a letter shows the person what is theirs; nothing is made of it.
    let public = format!("/public/offers/{}", e.secret);
    w.nobody().get(&public).await.expect(200);
    w.nobody()
        .call(
            Method::POST,
            &format!("{public}/accept"),
            None,
            Some(&json!({ "name": "Kanarie" })),
            &[],
        )
        .await
        .expect_problem(409, "restricted");
    // The letter that waited is not sent.
    drain(&w.app).await.unwrap();
    assert_eq!(std::fs::read_dir(w.database.mails()).map_or(0, Iterator::count), 0);
    let offer = office.get(&format!("/offers/{}", e.offer.id())).await.expect(200).body;
    assert_eq!(
        (&offer["mails"][0]["state"], &offer["mails"][0]["reason"]),
        (&json!("failed"), &json!("restricted"))
    );

    // The books go on: the invoice is there, is exported and gets paid.
    let invoice = office.get(&format!("/invoices/{}", e.late.id())).await.expect(200);
    let number = invoice.body["number"].as_str().unwrap();
    let export = office.get("/invoices/export").await.expect(200);
    let table = String::from_utf8(export.bytes).unwrap();
    assert!(table.contains(number), "{table}");
    deductions::pay(&w, &invoice, None).await;
}

#[actix_web::test]
async fn data_stays_restricted_while_one_ground_holds() {
    let w = world().await;
    let customer = things::customer(&w).await.id();
    let first = restrict(&w, &customer, "accuracy_contested").await.expect(201).body;
    restrict(&w, &customer, "accuracy_contested")
        .await
        .expect_problem(409, "duplicate");
    let second = object(&w, &customer, "legitimate_interest").await.expect(201).body;
    assert_eq!(second["items"][0]["ground"], "objection_pending");
    let today = w.clock.today().to_string();
    lift(&w, &first["items"][0], "settled", Some(&today)).await.expect(200);
    let path = format!("/customers/{customer}");
    assert!(w.office().get(&path).await.expect(200).body["restricted_at"].is_string());
    lift(&w, &second["items"][0], "consent", Some(&today)).await.expect(200);
    assert_eq!(
        w.office().get(&path).await.expect(200).body["restricted_at"],
        Value::Null
    );
}

#[actix_web::test]
async fn a_person_of_a_household_is_restricted_with_its_customer_and_nobody_else_is() {
    let w = world().await;
    let household = things::household(&w).await;
    let member = household.body["members"][0]["id"].clone();
    let other = things::customer(&w).await.id();
    let ask = async |subjects: Value, request: Value| {
        let body = json!({ "subjects": subjects, "ground": "legal_claims", "request_id": request });
        w.owner().post("/data-subjects/restrict", body).await
    };
    let set = ask(json!([{ "kind": "household_member", "id": member }]), Value::Null)
        .await
        .expect(201);
    assert_eq!(set.body["items"][0]["customer_id"], household.body["customer_id"]);
    let names = w.office().get("/customers").await.expect(200).body;
    assert_eq!(names["items"].as_array().unwrap().len(), 1);
    assert_eq!(names["items"][0]["id"], json!(other));

    let somebody = json!([{ "kind": "customer", "id": w.here.company_id }]);
    ask(somebody, Value::Null)
        .await
        .expect_field("/subjects/0/id", "not_found");
    let user = json!([{ "kind": "user", "id": w.here.company_id }]);
    ask(user, Value::Null).await.expect_field("/subjects/0/kind", "invalid");
    ask(subjects(&other), json!(other))
        .await
        .expect_field("/request_id", "not_found");
    ask(json!([]), Value::Null).await.expect_field("/subjects", "too_short");
}

#[actix_web::test]
async fn objections_take_effect_at_once() {
    let w = world().await;
    let customer = things::customer(&w).await.id();
    let draft = w
        .office()
        .post("/invoices", things::invoice_input(&customer))
        .await
        .expect(201);
    things::invoice_issued_ago(&w, &draft, 3).await;
    let count = async |query: &str| {
        let found = w.office().get(&format!("/customers{query}")).await.expect(200);
        found.body["items"].as_array().unwrap().len()
    };
    let unpaid = async || w.owner().get("/dashboard").await.expect(200).body["unpaid_ore"].clone();
    assert_eq!((count("?direct_marketing=true").await, count("").await), (1, 1));

    let marketing = object(&w, &customer, "direct_marketing").await.expect(201).body;
    assert_eq!(
        (
            count("?direct_marketing=true").await,
            count("?direct_marketing=false").await,
            count("").await
        ),
        (0, 1, 1)
    );
    assert_ne!(unpaid().await, json!(0));
    object(&w, &customer, "statistics").await.expect(201);
    assert_eq!(unpaid().await, json!(0));
    // It is in the lists of work as before.
    assert_eq!(
        w.office().get("/invoices").await.expect(200).body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    object(&w, &customer, "statistics")
        .await
        .expect_problem(409, "duplicate");

    let today = w.clock.today().to_string();
    let limit = &marketing["items"][0];
    lift(&w, limit, "consent", Some(&today))
        .await
        .expect_field("/told_on", "invalid");
    lift(&w, limit, "consent", None).await.expect(200);
    assert_eq!(count("?direct_marketing=true").await, 1);
}

#[actix_web::test]
async fn what_is_restricted_is_neither_erased_nor_let_go_of() {
    let w = world().await;
    let customer = things::customer(&w).await;
    let path = format!("/customers/{}/archive", customer.id());
    w.office().act(&path, 1, json!({ "archived": true })).await.expect(200);
    let set = restrict(&w, &customer.id(), "legal_claims").await.expect(201).body;
    let plan = json!({ "subjects": subjects(&customer.id()), "language": "sv" });
    let plan = w.owner().post("/data-subjects/erasure-plan", plan).await.expect(200);
    let erase = json!({ "subjects": subjects(&customer.id()), "language": "sv",
        "fingerprint": plan.body["fingerprint"], "confirmation": plan.body["confirmation"] });
    w.owner()
        .post("/data-subjects/erase", erase)
        .await
        .expect_problem(409, "restricted");

    let far = (w.clock.today() + Duration::days(500)).to_string();
    let customers = async || {
        let path = format!("/retention/preview?language=sv&on={far}");
        let found = w.owner().get(&path).await.expect(200).body;
        found["customers"].as_array().unwrap().len()
    };
    assert_eq!(customers().await, 0);
    let today = w.clock.today().to_string();
    lift(&w, &set["items"][0], "settled", Some(&today)).await.expect(200);
    assert_eq!(customers().await, 1);
}

#[actix_web::test]
async fn an_extract_says_what_is_restricted_and_an_answer_still_reaches_the_person() {
    let w = world().await;
    let customer = things::customer(&w).await.id();
    restrict(&w, &customer, "accuracy_contested").await.expect(201);
    let body = json!({ "subjects": subjects(&customer), "language": "sv" });
    let extract = w.owner().post("/data-subjects/extract", body).await.expect(200);
    let text = extract.body.to_string();
    assert!(text.contains("Riktigheten är bestridd"), "{text}");
    // A request of the person is confirmed by the address that is stored, restricted or not.
    w.nobody()
        .post("/public/privacy-requests", public_input("anna@kund.example"))
        .await
        .expect(202);
    letters::secret(&w, "integritetslank").await;
}
