//! Tax deductions: the rules, the people who can have one, and their numbers that nobody sees without a reason.

use crate::testing::{
    things::{self, household_input, household_path},
    world,
};
use kontoret_core::permission::Role;
use serde_json::{Value, json};

const NUMBER: &str = "198103102391";

#[actix_web::test]
async fn the_rules_are_told_with_their_periods_and_sources() {
    let w = world().await;
    let rules = w.worker().get("/deduction-rules").await.expect(200).body;
    let rot: Vec<_> = rules["rates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["kind"] == "rot")
        .map(|r| (r["from_on"].clone(), r["until_on"].clone(), r["rate_bp"].clone()))
        .collect();
    assert_eq!(
        rot,
        [
            (json!("2026-01-01"), Value::Null, json!(3000)),
            (json!("2025-05-12"), json!("2025-12-31"), json!(5000)),
            (json!("2021-01-01"), json!("2025-05-11"), json!(3000)),
        ]
    );
    let apart = &rules["ceilings"][1];
    assert_eq!(
        (&apart["from_on"], &apart["until_on"]),
        (&json!("2024-07-01"), &json!("2024-12-31"))
    );
    assert_eq!(apart["together_kr"], Value::Null);
    let sources = |list: &str| rules[list].as_array().unwrap().iter().all(|r| r["source"] != "");
    assert!(sources("rates") && sources("ceilings"));
}

#[actix_web::test]
async fn a_household_is_entered_shown_masked_and_changed() {
    let w = world().await;
    let customer = things::customer(&w).await;
    let path = format!("/customers/{}/household", customer.id());
    let none = w.office().get(&path).await.expect(200);
    assert_eq!((none.version(), &none.body["members"]), (0, &json!([])));
    let made = w.office().put(&path, 0, household_input()).await.expect(200);
    assert_eq!(made.version(), 1);
    let shown = |a: &crate::testing::Answer| -> Vec<Value> {
        let members = a.body["members"].as_array().unwrap();
        members.iter().map(|m| m["identity_number"].clone()).collect()
    };
    assert_eq!(shown(&made), ["19810310-••••", "19650866-••••"]);
    assert_eq!(made.body["members"][0]["lacks"], json!([]));
    assert_eq!(made.body["members"][0]["used"][0]["rot_kr"], 10_000);

    // The accountant reads it; a worker does not even see customers.
    let seen = w.client(Role::Accountant).get(&path).await.expect(200);
    assert_eq!(seen.body, made.body);
    w.worker().get(&path).await.expect_problem(403, "forbidden");

    // Without a number the known one is kept; whoever is left out is gone.
    let mut one = household_input();
    let members = one["members"].as_array_mut().unwrap();
    members.pop();
    members[0]["id"] = made.body["members"][0]["id"].clone();
    members[0]["identity_number"] = Value::Null;
    members[0]["share_bp"] = json!(10_000);
    members[0]["entitlement"] = Value::Null;
    w.office().put(&path, 0, one.clone()).await.expect_problem(412, "stale");
    let after = w.office().put(&path, 1, one).await.expect(200);
    assert_eq!(shown(&after), ["19810310-••••"]);
    assert_eq!(after.body["members"][0]["id"], made.body["members"][0]["id"]);
    assert_eq!(after.body["members"][0]["lacks"], json!(["entitlement"]));
}

#[actix_web::test]
async fn a_wrong_household_is_refused_with_person_and_field() {
    let w = world().await;
    let customer = things::customer(&w).await;
    let path = format!("/customers/{}/household", customer.id());
    let with = |member: usize, field: &str, value: Value| {
        let mut body = household_input();
        body["members"][member][field] = value;
        body
    };
    let table = [
        (
            with(1, "identity_number", json!("19810310-2392")),
            "/members/1/identity_number",
            "check_digit",
        ),
        (
            with(1, "identity_number", json!("20150916-0006")),
            "/members/1/identity_number",
            "invalid",
        ),
        (
            with(1, "identity_number", json!("556016-0680")),
            "/members/1/identity_number",
            "invalid",
        ),
        (
            with(1, "identity_number", json!("810310-2391")),
            "/members/1/identity_number",
            "duplicate",
        ),
        (
            with(0, "identity_number", Value::Null),
            "/members/0/identity_number",
            "required",
        ),
        (with(0, "share_bp", json!(4_999)), "/members/1/share_bp", "invalid"),
        (with(0, "name", json!("  ")), "/members/0/name", "required"),
        (with(0, "id", json!(customer.id())), "/members/0/id", "not_found"),
    ];
    for (body, pointer, code) in table {
        let refused = w
            .office()
            .put(&path, 0, body)
            .await
            .expect_problem(422, "invalid_fields");
        assert!(!refused.body.to_string().contains("2391"), "{pointer} echoes a number");
        refused.expect_field(pointer, code);
    }
    let mut twice = household_input();
    twice["members"][0]["used"] =
        json!([{ "year": 2026, "rot_kr": 1, "rut_kr": 0 }, { "year": 2026, "rot_kr": 2, "rut_kr": 0 }]);
    w.office()
        .put(&path, 0, twice)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/members/0/used/1/year", "duplicate");
    let mut firm = things::customer_input();
    firm["kind"] = json!("company");
    let firm = w.office().post("/customers", firm).await.expect(201);
    w.office()
        .put(&format!("/customers/{}/household", firm.id()), 0, household_input())
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/members", "invalid");
}

#[actix_web::test]
async fn a_whole_number_is_shown_for_a_purpose_that_the_trail_keeps() {
    let w = world().await;
    let household = things::household(&w).await;
    let member = household.body["members"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/household-members/{member}/identity-number");
    let why = json!({ "purpose": "tax_agency" });
    let rehearsed = w
        .office()
        .post(&format!("{path}?dry_run=true"), why.clone())
        .await
        .expect(200);
    assert_eq!(rehearsed.body["identity_number"], "19810310-••••");
    for role in [Role::Accountant, Role::Worker] {
        w.client(role)
            .post(&path, why.clone())
            .await
            .expect_problem(403, "forbidden");
    }
    w.stranger()
        .post(&path, why.clone())
        .await
        .expect_problem(404, "not_found");
    let shown = w.office().post(&path, why.clone()).await.expect(200);
    assert_eq!(shown.body["identity_number"], "19810310-2391");

    let trail = w
        .owner()
        .get(&format!(
            "/audit-events?entity_kind=household_member&entity_id={member}"
        ))
        .await
        .expect(200);
    let event = &trail.body["items"][0];
    assert_eq!(event["event"], "household_member_number_revealed");
    assert_eq!(
        event["changes"][0],
        json!({ "field": "purpose", "before": null, "after": "tax_agency" })
    );
    assert_eq!(trail.body["items"].as_array().unwrap().len(), 1);

    for _ in 1..30 {
        w.office().post(&path, why.clone()).await.expect(200);
    }
    let slowed = w
        .office()
        .post(&path, why.clone())
        .await
        .expect_problem(429, "rate_limited");
    assert!(slowed.header("retry-after").is_some());
    w.pass(chrono::Duration::minutes(61));
    w.prove().await;
    w.office().post(&path, why).await.expect(200);
}

#[actix_web::test]
async fn a_number_finds_its_people_in_this_company_alone() {
    let w = world().await;
    let household = things::household(&w).await;
    let ask = |number: &str| json!({ "identity_number": number });
    let found = w
        .office()
        .post("/household-members/find", ask("8103102391"))
        .await
        .expect(200);
    assert_eq!(found.body["items"][0]["customer_id"], household.body["customer_id"]);
    assert_eq!(found.body["items"][0]["name"], "Anna Öberg");
    let other = w
        .office()
        .post("/household-members/find", ask("199701242399"))
        .await
        .expect(200);
    assert_eq!(other.body["items"], json!([]));
    w.office()
        .post("/household-members/find", ask("8103102392"))
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/identity_number", "check_digit");
    let strange = w
        .stranger()
        .post("/household-members/find", ask(NUMBER))
        .await
        .expect(200);
    assert_eq!(strange.body["items"], json!([]));
}

#[actix_web::test]
async fn no_number_lies_open_in_the_database_and_a_dropped_person_is_erased() {
    let w = world().await;
    let household = things::household(&w).await;
    let member = household.body["members"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/household-members/{member}/identity-number");
    let key = w.key();
    let why = json!({ "purpose": "verification" });
    let reveal = async || {
        let headers = [("idempotency-key", key.as_str())];
        w.office()
            .call(actix_web::http::Method::POST, &path, None, Some(&why), &headers)
            .await
    };
    let first = reveal().await.expect(200);
    assert_eq!(reveal().await.expect(200).body, first.body);
    w.office()
        .post("/household-members/find", json!({ "identity_number": NUMBER }))
        .await
        .expect(200);
    let everything = w.dump().await;
    assert!(
        everything.contains("household_member_number_revealed"),
        "the dump holds nothing"
    );
    for form in [NUMBER, "8103102391", "19810310-2391", "810310-2391"] {
        let bytes: String = form.bytes().map(|b| format!("{b:02x}")).collect();
        assert!(!everything.contains(form), "a number lies open");
        assert!(
            !everything.to_lowercase().contains(&bytes),
            "a number lies open as bytes"
        );
    }
    w.office()
        .put(&household_path(&household), 1, json!({ "members": [] }))
        .await
        .expect(200);
    w.office()
        .post(&path, why.clone())
        .await
        .expect_problem(404, "not_found");
    let keys = w
        .look(async |tx| Ok(tx.find::<crate::store::vault::subject_key::Entity>().all().await?))
        .await;
    assert!(keys.iter().all(|k| k.wrapped.is_none() && k.dropped_at.is_some()));
}

/// The tax agency's worked example: work 10 000, material 8 000, travel 400.
fn example() -> Value {
    let line = |kind: &str, work: Value, quantity: i64, unit: &str, price: i64| {
        let mut line = things::line("Rad", quantity, price);
        line["kind"] = json!(kind);
        line["work_type"] = work;
        line["unit"] = json!(unit);
        line
    };
    json!([
        line("work", json!("construction"), 20_000, "tim", 50_000),
        line("material", Value::Null, 1_000, "st", 800_000),
        line("travel", Value::Null, 1_000, "st", 40_000),
    ])
}

#[actix_web::test]
async fn the_worked_example_is_explained_on_offer_order_and_invoice() {
    let w = world().await;
    let household = things::household(&w).await;
    let customer = household.body["customer_id"].as_str().unwrap().to_owned();
    let mut site = things::work_site_input();
    site["property_designation"] = json!("UMEÅ SÄVAR 1:2");
    let site = w
        .office()
        .post(&format!("/customers/{customer}/work-sites"), site)
        .await
        .expect(201);
    let asks = |mut input: Value, more: &[(&str, Value)]| {
        let mut lines = example();
        for line in lines.as_array_mut().unwrap() {
            for (field, value) in more {
                line[*field] = value.clone();
            }
        }
        input["lines"] = lines;
        input["deduction"] = json!("rot");
        input["work_site_id"] = json!(site.id());
        input
    };
    let id = [("id", Value::Null)];
    let of_order = [("order_line_id", Value::Null), ("time_entry_ids", json!([]))];
    let offer = asks(things::offer_input(&w, &customer), &[]);
    let order = asks(things::order_input(&customer), &id);
    let invoice = asks(things::invoice_input(&customer), &of_order);
    for (path, name, input) in [
        ("/offers", "offer_id", offer),
        ("/orders", "order_id", order),
        ("/invoices", "invoice_id", invoice),
    ] {
        let made = w.office().post(path, input).await.expect(201);
        assert_eq!(made.body["deduction"], "rot", "{path}");
        assert_eq!(made.body["lines"][0]["work_type"], "construction", "{path}");
        let address = format!("/deduction-preview?{name}={}&paid_on=2026-12-01", made.id());
        let seen = w.office().get(&address).await.expect(200).body;
        assert_eq!(
            (&seen["total_ore"], &seen["to_pay_ore"]),
            (&json!(2_300_000), &json!(1_925_000)),
            "{path}"
        );
        assert_eq!(
            (&seen["base_ore"], &seen["material_ore"]),
            (&json!(1_250_000), &json!(1_000_000))
        );
        assert_eq!(
            (&seen["rate_bp"], &seen["deduction_kr"]),
            (&json!(3_000), &json!(3_750))
        );
        assert_eq!(
            seen["works"],
            json!([{ "work_type": "construction", "price_ore": 1_250_000, "material_ore": 0,
                "hours_milli": 20_000 }])
        );
        let parts: Vec<_> = seen["buyers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|b| b["deduction_kr"].clone())
            .collect();
        assert_eq!(parts, [1_875, 1_875], "{path}");
        assert_eq!(seen["gaps"], json!([]), "{path}");
        // Another company's document is as if it weren't there.
        w.stranger().get(&address).await.expect_problem(404, "not_found");
        let earlier = address.replace("2026-12-01", "2025-06-01");
        let seen = w.office().get(&earlier).await.expect(200).body;
        assert_eq!(
            (&seen["rate_bp"], &seen["deduction_kr"]),
            (&json!(5_000), &json!(6_250))
        );
    }
}

#[actix_web::test]
async fn the_preview_says_what_is_missing_and_which_ceiling_holds_back() {
    let w = world().await;
    let mut household = household_input();
    household["members"][0]["used"] = json!([{ "year": 2026, "rot_kr": 49_000, "rut_kr": 0 }]);
    household["members"][1]["entitlement"] = Value::Null;
    let customer = things::customer(&w).await;
    let mut input = things::invoice_input(&customer.id());
    input["deduction"] = json!("rot");
    input["lines"][0]["work_type"] = json!("painting_wallpapering");
    input["lines"][0]["unit"] = json!("st");
    let made = w.office().post("/invoices", input.clone()).await.expect(201);
    let address = format!("/deduction-preview?invoice_id={}&paid_on=2026-12-01", made.id());
    let bare = w.office().get(&address).await.expect(200).body;
    assert_eq!(bare["gaps"], json!(["hours", "household", "home"]));
    assert_eq!(bare["buyers"][0]["name"], "Anna Öberg");
    assert_eq!(bare["deduction_kr"], 1_650);

    let path = format!("/customers/{}/household", customer.id());
    w.office().put(&path, 0, household).await.expect(200);
    let seen = w.office().get(&address).await.expect(200).body;
    assert_eq!(seen["gaps"], json!(["hours", "person", "home"]));
    assert_eq!(
        (&seen["buyers"][0]["room_kr"], &seen["buyers"][0]["by_rate_kr"]),
        (&Value::Null, &json!(825))
    );
    assert_eq!(seen["buyers"][1]["lacks"], json!(["entitlement"]));

    input["lines"][0]["quantity_milli"] = json!(80_000);
    let large = w
        .office()
        .put(&format!("/invoices/{}", made.id()), 1, input.clone())
        .await
        .expect(200);
    let seen = w.office().get(&address).await.expect(200).body;
    assert_eq!(
        (&seen["buyers"][0]["room_kr"], &seen["buyers"][0]["deduction_kr"]),
        (&json!(1_000), &json!(1_000))
    );
    assert_eq!(seen["buyers"][1]["deduction_kr"], 8_250);

    // Work of no kind counts for nothing; without a wish there is nothing to show.
    input["lines"][0]["work_type"] = Value::Null;
    let none = w
        .office()
        .put(&format!("/invoices/{}", made.id()), large.version(), input.clone())
        .await
        .expect(200);
    let seen = w.office().get(&address).await.expect(200).body;
    assert_eq!((&seen["gaps"][0], &seen["deduction_kr"]), (&json!("work"), &json!(0)));
    assert_eq!(seen["other_work_ore"], seen["total_ore"]);
    input["deduction"] = json!("none");
    w.office()
        .put(&format!("/invoices/{}", made.id()), none.version(), input.clone())
        .await
        .expect(200);
    let seen = w.office().get(&address).await.expect(200).body;
    assert_eq!((&seen["rate_bp"], &seen["buyers"]), (&Value::Null, &json!([])));

    w.office()
        .get("/deduction-preview")
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("offer_id", "required");
    input["lines"][0]["kind"] = json!("material");
    input["lines"][0]["work_type"] = json!("masonry");
    w.office()
        .post("/invoices", input)
        .await
        .expect_problem(422, "invalid_fields")
        .expect_field("/lines/0/work_type", "invalid");
}

#[actix_web::test]
async fn what_an_offer_asks_for_goes_on_to_order_and_invoice() {
    let w = world().await;
    let household = things::household(&w).await;
    let customer = household.body["customer_id"].as_str().unwrap().to_owned();
    let mut order = things::order_input(&customer);
    order["deduction"] = json!("rut");
    order["hourly_work_type"] = json!("gardening");
    order["lines"][0]["work_type"] = json!("snow_clearing");
    let order = w.office().post("/orders", order).await.expect(201);
    assert_eq!(order.body["hourly_work_type"], "gardening");
    let invoice = w
        .office()
        .post("/invoices/from-order", json!({ "order_id": order.id() }))
        .await
        .expect(201);
    assert_eq!(invoice.body["deduction"], "rut");
    assert_eq!(invoice.body["lines"][0]["work_type"], "snow_clearing");
}
