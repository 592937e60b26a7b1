//! Orders, as office, worker, accountant and stranger see them.

use crate::{
    clock::Clock,
    testing::{Answer, World, world},
};
use actix_web::http::Method;
use kontoret_core::permission::Role;
use serde_json::{Value, json};
use std::collections::HashSet;

async fn customer(w: &World, name: &str) -> String {
    let body = json!({
        "kind": "private", "name": name, "email": "", "phone": "070-123 45 67", "organisation_number": "",
        "vat_number": "", "language": "sv", "reference": "", "payment_terms_days": null, "note": "",
        "address": { "street": "Björkvägen 4", "street2": "", "postal_code": "903 26", "city": "Umeå", "country": "SE" }
    });
    w.office().post("/customers", body).await.expect(201).id()
}

fn line(kind: &str, quantity_milli: i64, unit_price_ore: i64) -> Value {
    json!({ "id": null, "article_id": null, "kind": kind, "description": "Målning", "quantity_milli": quantity_milli,
        "unit": "tim", "unit_price_ore": unit_price_ore, "discount_bp": 0, "vat": "25" })
}

fn order(customer_id: &str) -> Value {
    json!({
        "customer_id": customer_id, "work_site_id": null, "title": "Måla om köket", "description": "Två strykningar",
        "their_reference": "", "planned_start_on": null, "planned_end_on": null, "work_billing": "as_agreed",
        "hourly_price_ore": 55_000, "hourly_vat": "25", "prices_include_vat": false, "discount_bp": 1000,
        "round_to_krona": false, "lines": [line("work", 8000, 55_000), line("material", 2000, 19_900)], "assigned": []
    })
}

fn time_on(order_id: &str, worked_on: &str) -> Value {
    json!({ "membership_id": null, "order_id": order_id, "worked_on": worked_on, "minutes": 90, "activity": "Målning",
        "note": "", "billable": true })
}

/// The order as it would be sent back unchanged.
fn input_of(seen: &Value) -> Value {
    let mut input = seen.clone();
    for line in input["lines"].as_array_mut().unwrap() {
        let line = line.as_object_mut().unwrap();
        line.remove("amount_ore");
        line.remove("invoice_id");
    }
    let people: Vec<Value> = seen["assigned"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["membership_id"].clone())
        .collect();
    input["assigned"] = json!(people);
    let keep: HashSet<String> = self::order("x").as_object().unwrap().keys().cloned().collect();
    input.as_object_mut().unwrap().retain(|k, _| keep.contains(k));
    input
}

/// Drafts an invoice that has one line of an order.
async fn invoice(w: &World, order: &Value, line: usize) -> Answer {
    let agreed = &order["lines"][line];
    let mut charged = self::line("work", 8000, 55_000);
    charged.as_object_mut().unwrap().remove("id");
    charged["order_line_id"] = agreed["id"].clone();
    charged["time_entry_ids"] = json!([]);
    let body = json!({
        "customer_id": order["customer_id"], "order_id": order["id"], "work_site_id": null, "title": "Köket", "note": "",
        "their_reference": "", "our_reference": "", "language": "sv", "supplied_on": null, "payment_terms_days": 30,
        "prices_include_vat": false, "discount_bp": 0, "round_to_krona": false, "lines": [charged]
    });
    w.office().post("/invoices", body).await
}

/// An offer with two lines, in a status.
async fn offer(w: &World, customer_id: &str, status: &str) -> String {
    let last_day = w.clock.today();
    let line = |price: i64| {
        let mut line = self::line("work", 1500, price);
        line.as_object_mut().unwrap().remove("id");
        line
    };
    let body = json!({
        "customer_id": customer_id, "work_site_id": null, "title": "Fasad", "intro": "", "terms": "", "their_reference": "",
        "language": "sv", "valid_until": last_day, "prices_include_vat": true, "discount_bp": 500,
        "round_to_krona": true, "lines": [line(80_000), line(12_345)]
    });
    let draft = w.office().post("/offers", body).await.expect(201);
    let path = format!("/offers/{}", draft.id());
    if status == "draft" {
        return draft.id();
    }
    let letter = json!({ "recipient": "anna@kund.example", "message": "", "valid_until": last_day });
    let sent = w.office().act(&format!("{path}/send"), 1, letter).await.expect(200);
    let token = sent.body["public_url"].as_str().unwrap().rsplit_once('#').unwrap().1;
    let answer = async |verb: &str, body: Value| {
        let path = format!("/public/offers/{token}/{verb}");
        w.nobody()
            .call(Method::POST, &path, None, Some(&body), &[])
            .await
            .expect(200);
    };
    match status {
        "accepted" => answer("accept", json!({ "name": "Anna" })).await,
        "declined" => answer("decline", json!({ "reason": "" })).await,
        "withdrawn" => drop(
            w.office()
                .act(&format!("{path}/withdraw"), 2, json!({}))
                .await
                .expect(200),
        ),
        "expired" => w.pass(chrono::Duration::days(1)),
        _ => {}
    }
    draft.id()
}

/// Panics when an amount, a discount, totals or invoices can be seen.
#[track_caller]
fn no_prices(v: &Value) {
    match v {
        Value::Object(o) => {
            for (key, value) in o {
                let secret = key.ends_with("_ore") || matches!(key.as_str(), "discount_bp" | "totals" | "invoices");
                assert!(!secret || value.is_null(), "{key} is seen");
                no_prices(value);
            }
        }
        Value::Array(a) => a.iter().for_each(no_prices),
        _ => {}
    }
}

#[actix_web::test]
async fn an_order_is_made_found_changed_started_and_completed() {
    let w = world().await;
    let anna = customer(&w, "Anna Öberg").await;
    let made = w.office().post("/orders", order(&anna)).await.expect(201);
    assert_eq!(made.body["number"], 1001);
    assert_eq!(made.body["status"], "planned");
    // 8 h × 550 + 2 × 199 = 4 798, less 10 % = 4 318.20, and 25 % VAT.
    assert_eq!(made.body["totals"]["net_ore"], 431_820);
    assert_eq!(made.body["totals"]["total_ore"], 539_775);
    assert_eq!(
        made.body["actions"],
        json!([
            "replace",
            "start",
            "complete",
            "cancel",
            "invoice",
            "report_time",
            "invoice_part"
        ])
    );
    let path = format!("/orders/{}", made.id());

    for words in ["koket", "oberg", "1001", "umea"] {
        let found = w.office().get(&format!("/orders?q={words}")).await.expect(200);
        assert_eq!(found.body["items"][0]["total_ore"], 539_775, "{words}");
    }
    let mut changed = input_of(&made.body);
    changed["title"] = json!("Måla hallen");
    changed["lines"].as_array_mut().unwrap().swap(0, 1);
    changed["assigned"] = json!([w.here.person(Role::Worker).membership_id]);
    let after = w.office().put(&path, 1, changed.clone()).await.expect(200);
    assert_eq!(
        after.body["lines"][1]["id"], made.body["lines"][0]["id"],
        "a line keeps its id"
    );
    assert_eq!(after.body["assigned"][0]["name"], "worker på lindqvist");
    w.office().put(&path, 1, changed).await.expect_problem(412, "stale");
    assert_eq!(
        w.office().get("/orders?q=koket").await.expect(200).body["items"],
        json!([])
    );

    let started = w.worker().act(&format!("{path}/start"), 2, json!({})).await.expect(200);
    assert_eq!(started.body["status"], "in_progress");
    w.worker()
        .act(&format!("{path}/start"), 3, json!({}))
        .await
        .expect_problem(409, "not_allowed_in_status");
    let done = w
        .worker()
        .act(&format!("{path}/complete"), 3, json!({}))
        .await
        .expect(200);
    assert_eq!(done.body["status"], "completed");
    w.office()
        .act(&format!("{path}/cancel"), 4, json!({}))
        .await
        .expect_problem(409, "not_allowed_in_status");
    w.office()
        .put(&path, 4, input_of(&after.body))
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn a_worker_sees_open_and_own_orders_and_never_a_price() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    let mut ids = Vec::new();
    for assigned in [true, false, false] {
        let mut o = order(&anna);
        if assigned {
            o["assigned"] = json!([w.here.person(Role::Worker).membership_id]);
        }
        ids.push(w.office().post("/orders", o).await.expect(201).id());
    }
    let entry = w
        .worker()
        .post("/time-entries", time_on(&ids[1], "2026-11-20"))
        .await
        .expect(201);
    assert_eq!(entry.body["order_number"], 1002);
    no_prices(&entry.body);
    for id in &ids {
        let open = w.worker().get(&format!("/orders/{id}")).await.expect(200);
        no_prices(&open.body);
        assert_eq!(open.body["lines"][0]["vat"], Value::Null);
        let done = w
            .office()
            .act(&format!("/orders/{id}/complete"), open.version(), json!({}))
            .await
            .expect(200);
        assert_eq!(done.body["status"], "completed");
    }
    w.worker().get(&format!("/orders/{}", ids[0])).await.expect(200);
    let reported = w.worker().get(&format!("/orders/{}", ids[1])).await.expect(200);
    assert_eq!(reported.body["reported_minutes"], 90);
    assert_eq!(reported.body["approved_minutes"], 0);
    w.worker()
        .get(&format!("/orders/{}", ids[2]))
        .await
        .expect_problem(404, "not_found");
    let refused = w.worker().post("/time-entries", time_on(&ids[2], "2026-11-20")).await;
    refused
        .expect_problem(422, "invalid_fields")
        .expect_field("/order_id", "not_found");
    let list = w.worker().get("/orders?total=true").await.expect(200);
    assert_eq!(list.body["total"], 2);
    no_prices(&list.body);
    assert_eq!(
        w.worker().get("/orders?open=true").await.expect(200).body["items"],
        json!([])
    );
    assert_eq!(
        w.client(Role::Accountant)
            .get("/orders?total=true")
            .await
            .expect(200)
            .body["total"],
        3
    );
}

#[actix_web::test]
async fn who_may_do_what_to_an_order() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    let made = w.office().post("/orders", order(&anna)).await.expect(201);
    let path = format!("/orders/{}", made.id());
    for role in [Role::Worker, Role::Accountant] {
        let c = w.client(role);
        c.post("/orders", order(&anna)).await.expect_problem(403, "forbidden");
        c.post("/orders/from-offer", json!({ "offer_id": anna }))
            .await
            .expect_problem(403, "forbidden");
        c.put(&path, 1, input_of(&made.body))
            .await
            .expect_problem(403, "forbidden");
        c.act(&format!("{path}/cancel"), 1, json!({}))
            .await
            .expect_problem(403, "forbidden");
    }
    let read = w.client(Role::Accountant).get(&path).await.expect(200);
    assert_eq!(read.body["actions"], json!([]));
    assert_eq!(read.body["totals"]["total_ore"], 539_775);
    w.client(Role::Accountant)
        .act(&format!("{path}/start"), 1, json!({}))
        .await
        .expect_problem(403, "forbidden");
    assert_eq!(
        w.worker().get(&path).await.expect(200).body["actions"],
        json!(["start", "complete", "report_time"])
    );
    let s = w.stranger();
    s.get(&path).await.expect_problem(404, "not_found");
    s.put(&path, 1, input_of(&made.body))
        .await
        .expect_problem(404, "not_found");
    for verb in ["start", "complete", "cancel"] {
        s.act(&format!("{path}/{verb}"), 1, json!({}))
            .await
            .expect_problem(404, "not_found");
    }
    s.post("/orders", order(&anna))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/customer_id", "not_found");
    assert_eq!(s.get("/orders").await.expect(200).body["items"], json!([]));
    w.nobody().get(&path).await.expect_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn what_an_order_names_must_be_there() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    let mut o = order(&anna);
    o["work_site_id"] = json!(anna);
    o["lines"][0]["article_id"] = json!(anna);
    let worker = w.here.person(Role::Worker).membership_id;
    o["assigned"] = json!([worker, w.there.person(Role::Worker).membership_id]);
    let refused = w
        .office()
        .post("/orders", o)
        .await
        .expect_problem(422, "invalid_fields");
    refused
        .expect_field("/work_site_id", "not_found")
        .expect_field("/lines/0/article_id", "not_found")
        .expect_field("/assigned/1", "not_found");
    let mut o = order(&anna);
    o["title"] = json!("  ");
    o["planned_start_on"] = json!("2026-12-02");
    o["planned_end_on"] = json!("2026-12-01");
    o["assigned"] = json!([worker, worker]);
    o["lines"][1]["description"] = json!(" \n");
    let refused = w
        .office()
        .post("/orders", o)
        .await
        .expect_problem(422, "invalid_fields");
    refused
        .expect_field("/title", "required")
        .expect_field("/planned_end_on", "end_before_start")
        .expect_field("/assigned/1", "duplicate")
        .expect_field("/lines/1/description", "required");
    let mut o = order(&anna);
    o["planned_start_on"] = json!("9999-12-31");
    o["lines"][0]["unit_price_ore"] = json!(-1_000_000);
    let refused = w
        .office()
        .post("/orders", o.clone())
        .await
        .expect_problem(422, "invalid_fields");
    refused.expect_field("/planned_start_on", "date_out_of_range");
    o["planned_start_on"] = json!(null);
    w.office()
        .post("/orders", o.clone())
        .await
        .expect_problem(409, "negative_total");
    o["lines"][0]["unit_price_ore"] = json!("550,00");
    let refused = w
        .office()
        .post("/orders", o)
        .await
        .expect_problem(422, "invalid_fields");
    refused.expect_field("/lines/0/unit_price_ore", "wrong_type");
    let first = w.office().post("/orders", order(&anna)).await.expect(201);
    assert_eq!(first.body["number"], 1001, "what was refused took no number");
}

#[actix_web::test]
async fn what_an_invoice_has_stays_as_it_is() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    let made = w.office().post("/orders", order(&anna)).await.expect(201);
    let path = format!("/orders/{}", made.id());
    let invoice_id = invoice(&w, &made.body, 0).await.expect(201).id();
    let seen = w.office().get(&path).await.expect(200);
    assert_eq!(seen.body["lines"][0]["invoice_id"], json!(invoice_id));
    assert_eq!(seen.body["invoices"][0]["status"], "draft");
    assert_eq!(
        seen.body["actions"],
        json!(["replace", "start", "complete", "invoice", "report_time"])
    );
    w.office()
        .act(&format!("{path}/cancel"), 1, json!({}))
        .await
        .expect_problem(409, "already_invoiced");

    let same = input_of(&seen.body);
    let mut changed = same.clone();
    changed["lines"][0]["unit_price_ore"] = json!(1);
    let refused = w
        .office()
        .put(&path, 1, changed)
        .await
        .expect_problem(409, "already_invoiced");
    refused.expect_field("/lines/0", "invalid");
    let mut removed = same.clone();
    removed["lines"].as_array_mut().unwrap().remove(0);
    w.office()
        .put(&path, 1, removed)
        .await
        .expect_problem(409, "already_invoiced");
    let mut nameless = same.clone();
    nameless["lines"][0]["id"] = json!(null);
    w.office()
        .put(&path, 1, nameless)
        .await
        .expect_problem(409, "already_invoiced");
    let mut moved = same.clone();
    moved["customer_id"] = json!(customer(&w, "Bo").await);
    moved["prices_include_vat"] = json!(true);
    let refused = w
        .office()
        .put(&path, 1, moved)
        .await
        .expect_problem(409, "already_invoiced");
    refused
        .expect_field("/customer_id", "invalid")
        .expect_field("/prices_include_vat", "invalid");
    let mut unknown = same.clone();
    unknown["lines"][1]["id"] = json!(anna);
    let refused = w
        .office()
        .put(&path, 1, unknown)
        .await
        .expect_problem(422, "invalid_fields");
    refused.expect_field("/lines/1/id", "not_found");
    let mut allowed = same;
    allowed["lines"].as_array_mut().unwrap().swap(0, 1);
    allowed["lines"][0]["quantity_milli"] = json!(5000);
    let after = w.office().put(&path, 1, allowed).await.expect(200);
    assert_eq!(after.body["lines"][1]["invoice_id"], json!(invoice_id));

    invoice(&w, &after.body, 1)
        .await
        .expect_problem(409, "already_invoiced");
    w.office()
        .delete(&format!("/invoices/{invoice_id}"), 1)
        .await
        .expect(204);
    let free = w.office().get(&path).await.expect(200);
    assert_eq!(free.body["lines"][1]["invoice_id"], Value::Null);
    invoice(&w, &free.body, 1).await.expect(201);
}

#[actix_web::test]
async fn an_offer_becomes_one_order() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    for status in ["draft", "sent", "declined", "expired", "withdrawn"] {
        let id = offer(&w, &anna, status).await;
        let refused = w.office().post("/orders/from-offer", json!({ "offer_id": id })).await;
        refused.expect_problem(409, "not_allowed_in_status");
    }
    let id = offer(&w, &anna, "accepted").await;
    let body = json!({ "offer_id": id });
    w.stranger()
        .post("/orders/from-offer", body.clone())
        .await
        .expect_problem(422, "invalid_fields");
    let made = w.office().post("/orders/from-offer", body.clone()).await.expect(201);
    assert_eq!(made.body["offer_id"], json!(id));
    assert_eq!(made.body["title"], "Fasad");
    assert_eq!(made.body["prices_include_vat"], true);
    assert_eq!(made.body["discount_bp"], 500);
    assert_eq!(made.body["hourly_price_ore"], 80_000, "the hour as agreed");
    // 1.5 × (800 + 123.45) = 1 200 + 185.18, less 5 % = 1 315.92, rounded.
    assert_eq!(made.body["totals"]["total_ore"], 131_600);
    let twice = w
        .office()
        .post("/orders/from-offer", body)
        .await
        .expect_problem(409, "duplicate");
    assert!(!twice.body.to_string().contains(&made.id()));
}

#[actix_web::test]
async fn an_offer_converted_by_two_at_once_gives_one_order() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    let body = json!({ "offer_id": offer(&w, &anna, "accepted").await });
    let (office, owner) = (w.office(), w.owner());
    let calls = (0..8).map(|i| if i % 2 == 0 { &office } else { &owner }.post("/orders/from-offer", body.clone()));
    let mut answers: Vec<u16> = futures_util::future::join_all(calls)
        .await
        .into_iter()
        .map(|a| a.status)
        .collect();
    answers.sort_unstable();
    assert_eq!(answers, [201, 409, 409, 409, 409, 409, 409, 409]);
    let next = w.office().post("/orders", order(&anna)).await.expect(201);
    assert_eq!(next.body["number"], 1002, "no number was lost");
}

#[actix_web::test]
async fn the_first_time_reported_begins_the_work() {
    let w = world().await;
    let anna = customer(&w, "Anna").await;
    let made = w.office().post("/orders", order(&anna)).await.expect(201);
    let path = format!("/orders/{}", made.id());
    let body = time_on(&made.id(), "2026-11-20");
    let rehearsal = w
        .worker()
        .post("/time-entries?dry_run=true", body.clone())
        .await
        .expect(201);
    assert_eq!(rehearsal.header("x-dry-run"), Some("true"));
    assert_eq!(w.office().get(&path).await.expect(200).body["status"], "planned");
    w.worker().post("/time-entries", body.clone()).await.expect(201);
    let begun = w.office().get(&path).await.expect(200);
    assert_eq!(begun.body["status"], "in_progress");
    assert_eq!(begun.version(), 2);
    w.worker().post("/time-entries", body.clone()).await.expect(201);
    assert_eq!(w.office().get(&path).await.expect(200).version(), 2);
    use crate::store::entity::audit_event;
    let events = w
        .look(async |tx| Ok(tx.find::<audit_event::Entity>().all().await?))
        .await;
    assert_eq!(events.iter().filter(|e| e.event == "order_started").count(), 1);

    w.office()
        .act(&format!("{path}/cancel"), 2, json!({}))
        .await
        .expect(200);
    w.office()
        .post("/time-entries", body)
        .await
        .expect_problem(409, "not_allowed_in_status");
}

#[actix_web::test]
async fn pages_of_orders_follow_each_other_in_every_order_and_filter() {
    let w = world().await;
    let (anna, bo) = (customer(&w, "Anna").await, customer(&w, "Bo").await);
    for i in 0..125 {
        let mut o = order(if i % 5 == 0 { &bo } else { &anna });
        // Many on the same day, some on none.
        o["planned_start_on"] = if i % 3 == 0 {
            Value::Null
        } else {
            json!(format!("2026-12-{:02}", 1 + i % 7))
        };
        let made = w.office().post("/orders", o).await.expect(201);
        if i % 4 == 0 {
            w.office()
                .act(&format!("/orders/{}/complete", made.id()), 1, json!({}))
                .await
                .expect(200);
        }
    }
    for (filter, expected) in [
        ("sort=-number", 125),
        ("sort=number", 125),
        ("sort=planned_on", 125),
        ("sort=planned_on&open=true", 93),
        ("open=false", 32),
        ("status=completed", 32),
        (&format!("customer_id={bo}"), 25),
        ("q=bo", 25),
    ] {
        let (mut after, mut seen) = (String::new(), Vec::new());
        loop {
            let page = w
                .office()
                .get(&format!("/orders?limit=20&total=true&{filter}{after}"))
                .await
                .expect(200);
            assert_eq!(page.body["total"], expected, "{filter}");
            seen.extend(page.body["items"].as_array().unwrap().clone());
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let ids: HashSet<String> = seen.iter().map(|o| o["id"].to_string()).collect();
        assert_eq!((seen.len(), ids.len()), (expected, expected), "{filter}");
        if filter.starts_with("sort=planned_on") {
            let days: Vec<&str> = seen
                .iter()
                .map(|o| o["planned_start_on"].as_str().unwrap_or("~"))
                .collect();
            assert!(days.is_sorted(), "{days:?}");
        }
    }
    w.office()
        .get("/orders?after=nonsense")
        .await
        .expect_problem(422, "invalid_fields");
    w.office()
        .get("/orders?colour=red")
        .await
        .expect_problem(422, "invalid_fields");
}
